"""Columns that only the eye sees: values under each other, parted by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from ..text import lazy_pattern
from .found import FoundRow, FoundTable
from .habits import sure_value
from .strips import Cell, on_one_line
from .sums import Sums
from .tokens import Kind, Token
from .vocabulary import plain

Place = tuple[int, int]

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6"
)
# How wide programs take characters to be: Chinese ones twice as wide as others; all the same;
# twice as wide also the quotes, dashes and dots that are so in a Chinese font only.
_MEASURES = (
    lazy_pattern(f"[{_WIDE}]"),
    None,
    lazy_pattern(f"[{_WIDE}\u2010-\u2027\u2030-\u205e\xb7\xd7]"),
)
_SEEDS = 8
_NEAREST = 40


def align(
    row: FoundRow,
    cells: Sequence[Cell],
    count: int,
    table: FoundTable,
    labels: set[str],
    sums: Sums,
) -> list[Cell] | None:
    """A row with fewer values than columns, placed by what its values stand under.

    Full rows and headers show where the columns are. None where that is not sure: each value must
    stand under exactly one column, however wide characters are taken to be, and the row's sums
    must hold.
    """
    strip = cells[0].strip
    if count == 1 or not all(on_one_line(cells[0], cell) for cell in cells):
        return None
    start = row.label.token.end if row.label.strip is strip else 0
    if "   " not in strip.written[start : cells[-1].token.start].lstrip("\t"):
        return None
    found: set[tuple[int, ...]] = set()
    best = 0
    for wide in _MEASURES:
        own = _places(strip.written, [_place(cell) for cell in cells], wide)
        tried = list(_ranges(_measured(row, count, table, labels, wide)))
        agreeing = max((number for _, number in tried), default=0)
        if agreeing > best:
            best, found = agreeing, set()  # this is how the program took them
        if agreeing == best:
            found.update(under for columns, _ in tried if (under := _assign(own, columns)))
    options = [_filled_up(dict(zip(under, cells, strict=True)), count, row) for under in found]
    if sums.rows:
        options = [o for o in options if sums.hold([sure_value(cell) for cell in o])]
    elif options and options[0][-1].token.kind is Kind.GAP:
        return None  # perhaps all values have moved to the left
    return options[0] if len(options) == 1 else None


def _filled_up(by_column: dict[int, Cell], count: int, row: FoundRow) -> list[Cell]:
    strip = next(iter(by_column.values())).strip
    end = row.label.token.end if row.label.strip is strip else 0
    result = []
    for at in range(count):
        cell = by_column.get(at)
        if cell is None:
            cell = Cell(Token(Kind.GAP, end, end), strip)
        end = cell.token.end
        result.append(cell)
    return result


def _place(cell: Cell) -> Place:
    return cell.token.start, cell.token.end


def _places(text: str, tokens: Sequence[Place], wide: re.Pattern[str] | None) -> list[Place]:
    """Where pieces of a line stand, in columns, if these characters are twice as wide."""
    if wide is None:
        return list(tokens)
    found = []
    at = column = 0
    for start, end in tokens:
        column += start - at + len(wide.findall(text, at, start))
        width = end - start + len(wide.findall(text, start, end))
        found.append((column, column + width))
        column += width
        at = end
    return found


def _measured(
    row: FoundRow, count: int, table: FoundTable, labels: set[str], wide: re.Pattern[str] | None
) -> list[list[Place]]:
    """Where the values of full rows stand, the nearest row first; then the headers. The next page
    has columns of its own: where there is a full row on the row's own page, no other counts."""
    full = []
    line = row.label.strip.index
    for other in table.rows:
        cells = other.filled()
        if len(cells) == count and all(on_one_line(cells[0], cell) for cell in cells):
            full.append((abs(cells[0].strip.index - line), cells))
    full.sort(key=lambda item: item[0])
    start, end = _page(table, line)
    full = [item for item in full if start <= item[1][0].strip.index < end] or full
    rows = [
        _places(cells[0].strip.written, [_place(cell) for cell in cells], wide)
        for _, cells in full[:_NEAREST]
    ]
    headers = _headers(table, count, labels, wide)
    return [*rows, headers] if headers else rows


def _page(table: FoundTable, line: int) -> tuple[int, float]:
    """The first line of the page that a table's line is on, and that of the next page, as form
    feeds show them."""
    starts = [strip.index for strip in table.used if "\f" in strip.written]
    before = [at for at in starts if at <= line]
    after = [at for at in starts if at > line]
    return max(before, default=0), min(after, default=inf)


def _headers(
    table: FoundTable, count: int, labels: set[str], wide: re.Pattern[str] | None
) -> list[Place] | None:
    """The columns by their headers, where each has its own place."""
    found: list[Place] = []
    for cell in table.headers:
        entry = cell.token.entry
        if entry is not None and entry.plain in labels and cell.strip.written:
            found += _places(cell.strip.written, [_place(cell)], wide)
    found.sort()
    return found if len(found) == count and _apart(found) else None


def header_labels(labels: Sequence[str]) -> set[str]:
    """The plain words above a row's columns."""
    return {plain(label) for label in labels}


def _ranges(rows: Sequence[Sequence[Place]]) -> Iterator[tuple[list[Place], int]]:
    """The columns that rows with all their values have in common, and how many agree.

    Rows of another page stand elsewhere: each of the first rows is tried with all that agree with
    it. Two must agree, if there are two.
    """
    for seed in range(min(len(rows), _SEEDS)):
        columns = list(rows[seed])
        agreeing = 1
        for at, row in enumerate(rows):
            if at == seed or not _touching(columns, row):
                continue
            wider = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(columns, row, strict=True)]
            if _apart(wider):
                columns = wider
                agreeing += 1
        if agreeing >= min(len(rows), 2) and _apart(columns):
            yield columns, agreeing


def _touching(columns: Sequence[Place], row: Sequence[Place]) -> bool:
    return all(c <= b and a <= d for (a, b), (c, d) in zip(columns, row, strict=True))


def _apart(columns: Sequence[Place]) -> bool:
    return all(a[1] < b[0] for a, b in pairwise(columns))


def _assign(values: Sequence[Place], columns: Sequence[Place]) -> tuple[int, ...] | None:
    """The column of each value: the only one it stands under; None where that is not sure."""
    found: list[int] = []
    for start, end in values:
        under = [at for at, (a, b) in enumerate(columns) if start < b and a < end]
        if len(under) != 1 or (found and under[0] <= found[-1]):
            return None
        found.append(under[0])
    return tuple(found)
