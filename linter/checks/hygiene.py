"""Hygiene: what a conversion, a template or a wrong encoding left in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..report.model import AnnualReport
from ..text import MappedText
from .hit import Hit, Params
from .patterns import any_of


def forbidden_text(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Text that must not stand in a report.

    Parameters: ``patterns`` and ``except`` are lists of regular expressions: what matches one of
    the first is reported unless it stands inside a match of one of the second (an address, a
    rule of a markdown file). ``in`` is "prose" (the default) or "raw": the text untouched, tables
    and conversion residue included. ``per_line``: one hit a line, for what comes in swarms.

    The message is given ``text`` and ``count``, the number of matches the hit stands for.
    """
    text = report.raw if params.get("in") == "raw" else report.prose
    pattern = any_of(params["patterns"])
    allowed = any_of(params.get("except", ()))
    matches = (m for m in pattern.finditer(text.text) if not _inside(allowed, text, m))
    if params.get("per_line"):
        yield from _per_line(text, matches)
        return
    for match in matches:
        yield Hit(text.span(*match.span()), {"text": match.group(), "count": 1})


def _inside(allowed: re.Pattern[str], text: MappedText, match: re.Match[str]) -> bool:
    start, end = _line_around(text.text, match)
    return any(
        excused.start() <= match.start() and match.end() <= excused.end()
        for excused in allowed.finditer(text.text, start, end)
    )


# A line may be the whole of a hostile file; an excuse stands no farther from what it excuses.
_FAR = 500


def _line_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    start = text.rfind("\n", max(0, match.start() - _FAR), match.start()) + 1
    end = text.find("\n", match.end(), match.end() + _FAR)
    return start or max(0, match.start() - _FAR), end if end >= 0 else match.end() + _FAR


def _per_line(text: MappedText, matches: Iterator[re.Match[str]]) -> Iterator[Hit]:
    """The first match of each line, with the number of those it stands for."""
    first: re.Match[str] | None = None
    count, line_end = 0, -1
    for match in matches:
        if first is not None and match.start() < line_end:
            count += 1
            continue
        if first is not None:
            yield Hit(text.span(*first.span()), {"text": first.group(), "count": count})
        first, count = match, 1
        end = text.text.find("\n", match.end())
        line_end = end if end >= 0 else len(text)
    if first is not None:
        yield Hit(text.span(*first.span()), {"text": first.group(), "count": count})


def source_encoding(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A file in none of the ``accepted`` encodings; the message is given ``encoding``."""
    if report.encoding and report.encoding.lower() not in params["accepted"]:
        yield Hit(report.anchor, {"encoding": report.encoding.upper()})
