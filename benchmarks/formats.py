"""What formatting costs beside the check: a thousand findings in every format."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxlint.finding import FileResult
    from gxlint.reporters import Layout

_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Formatting:
    """How many findings there were in how many reports, and milliseconds: of the check, and of
    each format."""

    findings: int
    reports: int
    check: float
    formats: dict[str, float]


def formatting(files: Sequence[Path], runs: int) -> Formatting:
    """Checks reports again and again until there are findings enough, then writes them."""
    from gxlint.engine import default_settings
    from gxlint.reporters import FORMATS, Layout

    rules = [*default_settings().rules.values()]
    layout = Layout(rules=lambda: rules, single=False)
    checks, results = [], list["FileResult"]()
    for _ in range(runs):
        gc.collect()
        start = perf_counter()
        results = _checked(files)
        checks.append(perf_counter() - start)
    return Formatting(
        sum(len(result.findings) for result in results),
        len(results),
        median(checks) * 1000,
        {name: median(_times(name, results, layout, runs)) * 1000 for name in FORMATS},
    )


def _checked(files: Sequence[Path]) -> list[FileResult]:
    from gxlint.engine import check_file, default_settings
    from gxlint.masking import masked

    settings = default_settings()
    reports = [(path.name, path.read_bytes()) for path in files]
    results: list[FileResult] = []
    found = 0
    while found < _FINDINGS:
        name, data = reports[len(results) % len(reports)]
        results.append(masked(check_file(f"{len(results)}/{name}", data, settings)))
        found += len(results[-1].findings)
        if len(results) == len(reports) and not found:
            raise RuntimeError("there is nothing to find in these reports")
    return results


def _times(name: str, results: Sequence[FileResult], layout: Layout, runs: int) -> list[float]:
    """Seconds of each run; what a source remembers of its lines is forgotten before each."""
    from gxlint.reporters import load_reporter

    report = load_reporter(name)
    seconds = []
    for _ in range(runs):
        for result in results:
            if result.source is not None:
                vars(result.source).pop("line_starts", None)
        gc.collect()
        start = perf_counter()
        for _piece in report(results, layout):
            pass
        seconds.append(perf_counter() - start)
    return seconds
