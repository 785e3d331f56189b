"""The figures as a page: docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from .formats import Formatting
from .kinds import Kind, kinds_section
from .processes import BARE, EMPTY, GXLINT, PLAIN, Process
from .warm import Growth, Throughput

PROOFREADING = "## Proofreading"  # the last section


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured. ``reports`` says in words what ``warm`` is about."""

    processes: Mapping[str, Process]
    runs: int
    reports: str
    warm: Throughput
    growth: Mapping[str, Sequence[Growth]]
    formatting: Formatting
    kinds: Sequence[Kind]


def split_page(text: str) -> tuple[str, str]:
    """The page without its section on proofreading, and that section: each has its own program."""
    own, heading, rest = text.partition(PROOFREADING)
    return own.rstrip() + "\n", heading + rest


def machine() -> str:
    """The machine in a line: processor, cores, system, Python."""
    cores = os.cpu_count() or 1
    return (
        f"{_processor()}, {cores} {'core' if cores == 1 else 'cores'}; {platform.system()}; "
        f"{platform.python_implementation()} {platform.python_version()}; "
        f"Typer {version('typer')}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def page(figures: Figures, today: date) -> str:
    """The whole page."""
    return (
        "\n\n".join(
            [
                "# Benchmarks",
                "Written by `python -m benchmarks` (in a checkout with gxlint installed); do not "
                "edit. Figures are medians. They depend on the machine, the ratios much less.",
                f"Measured on {today.isoformat()}: {machine()}.",
                "## A whole process",
                f"`gxlint report.txt` on the example report, with a filled cache, beside an empty "
                f"Typer application and bare Python; {figures.runs} runs of each, taken in turn.",
                _processes(figures.processes),
                _against_targets(figures.processes),
                "## Warm",
                f"One process, one core, reading, checking and all: {figures.reports}.",
                _warm(figures.warm),
                "## Kinds of files",
                kinds_section(figures.kinds),
                "## As a report grows",
                "Linear: ten times the text takes about ten times the time, or less, since some "
                "work is done once.",
                *(_growth(name, steps) for name, steps in figures.growth.items()),
                "## Formats",
                formats(figures.formatting),
            ]
        )
        + "\n"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _processes(processes: Mapping[str, Process]) -> str:
    bare = processes[BARE].median
    rows = [
        [
            f"`{name}`" if name in (BARE, GXLINT) else name,
            f"{process.median:.1f} ms",
            f"{min(process.milliseconds):.1f}–{max(process.milliseconds):.1f} ms",
            f"{process.median / bare:.1f}",
            f"{process.peak:.0f} MB",
        ]
        for name, process in processes.items()
    ]
    return table(["", "median", "range", "× bare Python", "peak memory"], rows)


def _against_targets(processes: Mapping[str, Process]) -> str:
    own = processes[GXLINT].median
    return (
        f"gxlint takes {own - processes[EMPTY].median:+.1f} ms against an empty Typer application "
        f"as it comes (target: at most +100 ms), {own - processes[PLAIN].median:+.1f} ms against "
        f"one built without rich, and {own / processes[BARE].median:.1f} times bare Python "
        f"(target: at most 14)."
    )


def _warm(warm: Throughput) -> str:
    return (
        f"**{warm.median:.0f} reports a second** ({warm.slowest:.0f}–{warm.fastest:.0f}; "
        f"{1000 / warm.median:.2f} ms a report). Target: 300."
    )


def _growth(name: str, steps: Sequence[Growth]) -> str:
    first = steps[0]
    rows = [
        [
            f"{step.factor}×",
            f"{step.characters:,}",
            f"{step.milliseconds:.1f} ms",
            f"{step.milliseconds / first.milliseconds:.1f}",
            f"{step.milliseconds / step.characters * 1e6:.0f} ns",
        ]
        for step in steps
    ]
    head = [name, "characters", "time", "× the first", "a character"]
    return table(head, rows)


def formats(figures: Formatting) -> str:
    """What each format cost beside the check."""
    rows = [
        [f"`{name}`", f"{milliseconds:.1f} ms", f"{100 * milliseconds / figures.check:.1f} %"]
        for name, milliseconds in figures.formats.items()
    ]
    return (
        f"{figures.findings:,} findings in {figures.reports} reports, which took "
        f"{figures.check:.0f} ms to check. Target: a tenth of that.\n\n"
        + table(["", "time", "of the check"], rows)
    )
