"""Hygiene: what a conversion, a template or a wrong encoding left in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..report.model import AnnualReport
from ..text import MappedText
from .hit import Hit, Params
from .scanning import Entry, first_matches, pairs_of


def forbidden_text(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Text that must not stand in a report.

    Parameters: ``patterns`` (see ``scanning.first_matches``): what one of them matches is
    reported unless it stands inside a match of one of ``except`` (an address, a
    rule of a markdown file). ``in`` is "prose" (the default) or "raw": the text
    untouched, tables and conversion residue included. ``per_line``: one hit a line, for what
    comes in swarms.

    The message is given ``text`` and ``count``, the number of matches the hit stands for.
    """
    is_raw = params.get("in") == "raw"
    text = report.raw if is_raw else report.prose
    pairs = None if is_raw else pairs_of(text.text)
    allowed = params.get("except", ())
    matches = (
        match
        for match, _ in first_matches(text.text, params["patterns"], pairs)
        if not (allowed and _is_inside(text.text, match, allowed))
    )
    if params.get("per_line"):
        yield from _per_line(text, matches)
        return
    for match in matches:
        yield Hit(text.span(*match.span()), {"text": match.group(), "count": 1})


_FAR = 300  # a line may be the whole of a hostile file; an excuse stands no farther


def _is_inside(text: str, match: re.Match[str], excuses: Sequence[Entry]) -> bool:
    start = max(0, match.start() - _FAR)
    start = text.rfind("\n", start, match.start()) + 1 or start
    around = text[start : match.end() + _FAR]
    return any(
        start + excused.start() <= match.start() and match.end() <= start + excused.end()
        for excused, _ in first_matches(around, excuses)
    )


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
