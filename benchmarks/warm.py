"""One process that is already running: reports a second, and time against size."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Throughput:
    """Reports a second on one core: the median of the rounds, and the slowest and fastest."""

    median: float
    slowest: float
    fastest: float


@dataclass(frozen=True, slots=True)
class Growth:
    """What a text cost that is ``factor`` times as long: characters and milliseconds."""

    factor: int
    characters: int
    milliseconds: float


def _checker() -> Callable[[str, bytes], object]:
    # Imported here: processes are measured while this one is still small.
    from gxlint.engine import check_file, default_settings

    settings = default_settings()
    return lambda path, data: check_file(path, data, settings)


def throughput(files: Sequence[Path], seconds: float) -> Throughput:
    """Checks all files again and again, for about so many seconds; one round is not counted."""
    check = _checker()
    reports = [(str(path), path.read_bytes()) for path in files]
    rates: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end or len(rates) < 3:
        start = perf_counter()
        for path, data in reports:
            check(path, data)
        rates.append(len(reports) / (perf_counter() - start))
    rates = rates[1:]
    return Throughput(median(rates), min(rates), max(rates))


def growth(make: Callable[[int], bytes], factors: Sequence[int], runs: int) -> list[Growth]:
    """The median time of checking a text as it grows."""
    check = _checker()
    check("report.txt", make(1))
    found = []
    for factor in factors:
        data = make(factor)
        times = []
        for _ in range(runs):
            gc.collect()
            start = perf_counter()
            check("report.txt", data)
            times.append(perf_counter() - start)
        found.append(Growth(factor, len(data.decode()), median(times) * 1000))
    return found
