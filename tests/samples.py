"""Rule samples → whole reports with marked places.

A rule's samples are texts or edits that are put into a correct report (``tests/reports/``). ``⟦…⟧``
marks the text that the rule must mark. The forms of a sample:

- a string, or ``text``: a paragraph that is added at the end of section one;
- ``replace`` and ``with``: an edit of the correct report; ``edits``: several such;
- ``report``: the whole text of a report of its own;
- ``base``: the correct report to start from (default ``department-2024``);
- ``suggests``: what the (first) finding suggests; ``message``: its whole Chinese message;
- ``encoding``: how the file is encoded (default UTF-8);
- ``also``: ids of other rules that must speak too because of the same edit;
- ``previous``: last year's report that this one is held against: the forms above, from the
  ``base`` ``department-2023``; where it has marks, they are the places in it that the finding
  names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gxlint.text import Span

REPORTS = Path(__file__).parent / "reports"
_MARK = re.compile("[⟦⟧]")


@dataclass(frozen=True)
class Sample:
    """A report with the places its rule must mark, and what else is expected."""

    text: str
    marks: tuple[Span, ...]
    suggests: str | None = None
    message: str | None = None
    also: frozenset[str] = frozenset()
    encoding: str = "utf-8"
    previous: Sample | None = None


@lru_cache
def correct_report(name: str) -> str:
    """One of the correct reports."""
    return (REPORTS / f"{name}.txt").read_text(encoding="utf-8")


def expand(sample: str | Mapping[str, Any]) -> Sample:
    """The sample as a whole report."""
    data = {"text": sample} if isinstance(sample, str) else sample
    report = data.get("report") or correct_report(data.get("base", "department-2024"))
    edits = list(data.get("edits", ()))
    if "replace" in data:
        edits.append({"replace": data["replace"], "with": data["with"]})
    if "text" in data:
        heading = "二、主动公开政府信息情况\n"
        edits.append({"replace": heading, "with": f"{data['text'].strip()}\n\n{heading}"})
    for edit in edits:
        old, new = edit["replace"], edit["with"]
        if report.count(old) != 1:
            raise AssertionError(f"{old!r} stands {report.count(old)} times in the report")
        report = report.replace(old, new)
    text, marks = unmarked(report)
    last: Any = data.get("previous")
    return Sample(
        text,
        marks,
        data.get("suggests"),
        data.get("message"),
        frozenset(data.get("also", ())),
        data.get("encoding", "utf-8"),
        None if last is None else expand({"base": "department-2023", **last}),
    )


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its marks ``⟦…⟧``, and the places of what they marked."""
    marks, opened = [], 0
    for removed, mark in enumerate(_MARK.finditer(marked)):
        at = mark.start() - removed
        if mark.group() == "⟦":
            opened = at
        else:
            marks.append(Span(opened, at))
    return _MARK.sub("", marked), tuple(marks)
