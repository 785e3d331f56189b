"""Whole processes, measured in turn: time, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).parent
PYTHON = sys.executable
GXLINT = "gxlint report.txt"
BARE = "python -c pass"
EMPTY = "empty Typer app"
PLAIN = "empty Typer app without rich"


@dataclass(frozen=True, slots=True)
class Process:
    """What a command cost: milliseconds of each run, and the most memory of any, in MB."""

    milliseconds: tuple[float, ...]
    peak: float

    @property
    def median(self) -> float:
        """The median time of a run, in milliseconds."""
        return median(self.milliseconds)


def gxlint_command() -> list[str]:
    """The installed console script; it must stand beside the interpreter."""
    script = Path(PYTHON).with_name("gxlint")
    return [str(script)] if script.exists() else [PYTHON, "-m", "gxlint"]


def commands(report: Path) -> dict[str, list[str]]:
    """What is compared, by its name."""
    app = str(HERE / "empty_app.py")
    return {
        BARE: [PYTHON, "-c", "pass"],
        PLAIN: [PYTHON, app, str(report), "plain"],
        EMPTY: [PYTHON, app, str(report), "rich"],
        GXLINT: [*gxlint_command(), "--exit-zero", str(report)],
    }


def measure(todo: Mapping[str, Sequence[str]], runs: int) -> dict[str, Process]:
    """Runs the commands in turn (A B C A B C …), after one round that warms the caches.

    Taken in turn, a machine that slows down slows all of them. On Linux a child's peak memory is
    never below that of the process which started it: measure before anything large is loaded.
    """
    times: dict[str, list[float]] = {name: [] for name in todo}
    peaks = dict.fromkeys(todo, 0.0)
    with TemporaryDirectory() as empty:
        for number in range(runs + 1):
            for name, command in todo.items():
                seconds, peak = _run(command, empty)
                if number:
                    times[name].append(seconds * 1000)
                    peaks[name] = max(peaks[name], peak)
    return {name: Process(tuple(times[name]), peaks[name]) for name in todo}


def _run(command: Sequence[str], folder: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of one run; a command that fails ends the benchmark."""
    start = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    return seconds, usage.ru_maxrss / unit
