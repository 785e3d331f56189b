"""What proofreading costs: the GX5 rules on a report of 10 KB, in a process that is warm."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from statistics import median
from time import process_time
from typing import NamedTuple

from ..reports import ROOT

_SIZE = 10_240  # bytes of UTF-8
_ROUNDS = 40
_WARM = 20  # rounds before those that count: a process that has seen other reports
_HEADING = "二、主动公开政府信息情况\n"


class Cost(NamedTuple):
    """Processor time (ms) of the GX5 rules on a report of ``size`` bytes.

    ``load`` is how many processes wanted a core meanwhile; None where the system does not say.
    """

    milliseconds: float
    size: int
    load: float | None


def cost(sentences: Sequence[str]) -> Cost:
    """The median over reports that all differ: nothing may be remembered from one to the next.

    What is taken is the time of a check with these rules less the time of one without any. Both
    are timed on texts of their own, since a check remembers the text that it has just seen.
    """
    from gxlint.engine import check_file, default_settings

    settings = default_settings()
    wording = {name: rule for name, rule in settings.rules.items() if name.startswith("GX5")}
    seconds: dict[bool, list[float]] = {True: [], False: []}
    sizes = []
    for number, data in enumerate(_reports(sentences, 2 * (_ROUNDS + _WARM))):
        proofread = number % 2 == 0
        given = settings._replace(rules=wording if proofread else {})
        gc.collect()
        start = process_time()
        check_file("report.txt", data, given)
        if number >= 2 * _WARM:
            seconds[proofread].append(process_time() - start)
            sizes.append(len(data))
    spent = median(seconds[True]) - median(seconds[False])
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return Cost(spent * 1000, round(median(sizes)), load)


def _reports(sentences: Sequence[str], count: int) -> Iterator[bytes]:
    """Reports of that size, each with other sentences in section one."""
    text = (ROOT / "tests" / "reports" / "department-2024.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(_HEADING)
    at = 0
    for _ in range(count):
        paragraphs: list[str] = []
        size = len(text.encode())
        while size < _SIZE:
            paragraphs.append(f"{sentences[at % len(sentences)]}\n\n")
            size += len(paragraphs[-1].encode())
            at += 1
        yield (before + "".join(paragraphs) + heading + after).encode()
