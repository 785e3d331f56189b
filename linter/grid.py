"""Rows and cells of tables that are drawn, tagged or declared: what their layout alone tells.

Nothing here knows what a table is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .document import Table
from .records import NamedTuple
from .text import MappedText, lazy_pattern

_BARS = lazy_pattern("[|│┃║┆┊]")
_RULES = lazy_pattern("[─━═┄┈╌╍┌-╬]")
_PLUS_RULE = lazy_pattern(r"\s*\+[-=:+\s]+\+?\s*")
_DASHES = lazy_pattern(r"\s*\|?[\s|:+-]*-{3,}[\s|:+-]*")
_TAG = lazy_pattern(r"<(/?)(tr|td|th|table|br|p)\b[^<>]{0,500}>", re.IGNORECASE)


class GridRow(NamedTuple):
    """A row: the first and last of the lines it stands on, and its cells.

    A cell is a list of its lines, without those that are empty; an empty cell keeps one, so that
    it has a place.
    """

    first: int
    last: int
    cells: tuple[tuple[MappedText, ...], ...]


def drawn_rows(lines: Sequence[tuple[int, MappedText]]) -> Iterator[GridRow]:
    """The rows of a table drawn with bars and rules, from its lines and their numbers.

    A row is what stands between two rules, so that a cell may run over several lines. A rule that
    leaves out some columns, because a cell beside it spans rows, parts rows too.
    """
    band: list[tuple[int, MappedText]] = []
    ruled = sum(1 for _, text in lines if _is_rule(text.text))
    single = ruled <= 3  # rules only around the header: each line is a row
    for number, text in lines:
        if _is_rule(text.text):
            yield from _band_rows(band)
            band = []
        elif single:
            yield from _band_rows([(number, text)])
        else:
            band.append((number, text))
    yield from _band_rows(band)


def _is_rule(text: str) -> bool:
    return bool(
        _RULES.search(_BARS.sub("", text)) or _PLUS_RULE.fullmatch(text) or _DASHES.fullmatch(text)
    )


def _band_rows(band: Sequence[tuple[int, MappedText]]) -> Iterator[GridRow]:
    """The row of the lines between two rules; a row a line where their cells do not agree."""
    split = [(number, _split(text)) for number, text in band]
    split = [(number, cells) for number, cells in split if cells]
    if not split:
        return
    if len({len(cells) for _, cells in split}) > 1:
        for number, cells in split:
            yield GridRow(number, number, tuple((cell,) for cell in cells))
        return
    columns = zip(*(cells for _, cells in split), strict=True)
    cells_of_row = tuple(
        tuple(piece for piece in column if piece.text.strip()) or (column[0],) for column in columns
    )
    yield GridRow(split[0][0], split[-1][0], cells_of_row)


def _split(text: MappedText) -> list[MappedText]:
    bars = [match.start() for match in _BARS.finditer(text.text)]
    return [text[a + 1 : b] for a, b in pairwise(bars)]


def tagged_rows(lines: Sequence[tuple[int, MappedText]]) -> Iterator[GridRow]:
    """The rows of HTML tables in lines of text."""
    text = MappedText.join((line for _, line in lines), "\n")
    ends: list[int] = []
    at = 0
    for _, line in lines:
        at += len(line) + 1
        ends.append(at)
    cells: list[tuple[MappedText, ...]] = []
    opened: int | None = None
    first = line_at = 0
    row_started = False
    for tag in _TAG.finditer(text.text):
        name = tag[2].lower()
        if name in ("br", "p"):
            continue
        while line_at < len(ends) - 1 and ends[line_at] <= tag.start():
            line_at += 1
        if opened is not None:
            cells.append((_between(text, opened, tag.start()),))
            opened = None
        if name in ("tr", "table"):
            if cells:
                yield GridRow(lines[first][0], lines[line_at][0], tuple(cells))
                cells = []
            row_started = False
        elif not tag[1]:
            if not row_started:
                first, row_started = line_at, True
            opened = tag.end()
    if cells:
        yield GridRow(lines[first][0], lines[line_at][0], tuple(cells))


def _between(text: MappedText, start: int, end: int) -> MappedText:
    """A piece of a text; an empty one keeps its place."""
    if start < end:
        return text[start:end]
    at = text.origins[start - 1] + 1
    return MappedText("", range(at, at))


def declared_rows(table: Table, line: int) -> Iterator[GridRow]:
    """The rows of a table that the file declares: in each the cells that begin there."""
    rows: dict[int, list[tuple[int, MappedText]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.text))
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell[0])
        yield GridRow(line, line, tuple(_cell_lines(text) for _, text in cells))


def _cell_lines(text: MappedText) -> tuple[MappedText, ...]:
    """The lines of a cell that have something in them; an empty cell keeps one."""
    if "\n" not in text.text:
        return (text,)
    lines = []
    at = 0
    for end in (*(match.start() for match in re.finditer("\n", text.text)), len(text)):
        if text.text[at:end].strip():
            lines.append(text[at:end])
        at = end + 1
    return tuple(lines) or (text,)
