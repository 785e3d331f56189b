"""What gxlint finds in sentences that stand in a correct report, through the public API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..reports import ROOT

_BATCH = 8  # sentences in a report
_HEADING = "二、主动公开政府信息情况\n"
_ALSO = "GX207"  # a day that does not exist: a date's mistake that is no GX5


class Found(NamedTuple):
    """A finding: its place in the sentence, its rule, and its words."""

    start: int
    end: int
    rule: str
    message: str = ""


class Reader:
    """Reads sentences, each among its neighbours in section one of a correct report.

    ``least`` is the least severity that counts; what gxlint shows unless asked for more is
    "warning" and "error".
    """

    def __init__(self, sentences: Sequence[str], least: str = "warning") -> None:
        text = (ROOT / "tests" / "reports" / "department-2024.txt").read_text(encoding="utf-8")
        self._before, heading, after = text.partition(_HEADING)
        self._after = heading + after
        self._sentences = sentences
        self._least = least

    def clean(self) -> list[list[Found]]:
        """What is found in each of the sentences as they are: false alarms, all of it."""
        found: list[list[Found]] = []
        for first in range(0, len(self._sentences), _BATCH):
            found += self._read(self._sentences[first : first + _BATCH])
        return found

    def changed(self, number: int, text: str) -> list[Found]:
        """What is found in the sentence of that number when it reads ``text``."""
        first = number // _BATCH * _BATCH
        batch = list(self._sentences[first : first + _BATCH])
        batch[number - first] = text
        return self._read(batch)[number - first]

    def _read(self, batch: Sequence[str]) -> list[list[Found]]:
        from gxlint import check_text
        from gxlint.finding import Severity

        least = Severity.parse(self._least)
        result = check_text(self._before + "".join(f"{each}\n\n" for each in batch) + self._after)
        findings = [
            each
            for each in result.findings
            if each.severity >= least and (each.rule.startswith("GX5") or each.rule == _ALSO)
        ]
        placed: list[list[Found]] = []
        start = len(self._before)
        for sentence in batch:
            end = start + len(sentence)
            placed.append(
                [
                    Found(each.span.start - start, each.span.end - start, each.rule, each.message)
                    for each in findings
                    if start <= each.span.start <= end
                ]
            )
            start = end + 2
        return placed
