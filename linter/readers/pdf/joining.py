"""Tables that go on over a page break → one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .cells import DrawnCell, DrawnTable, was_full
from .layout import Sheet
from .rows import PrintedLine

_SAME_COLUMN = 4.0  # points that a table's columns may move between pages
# What a row's label begins with: it is no rest of the label on the page before.
_NEW_ROW = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、]|\d{1,2}[.．、]|第")


Piece = tuple[Sheet, DrawnCell]


class Flow:
    """Lines and tables of all pages after each other, with the page of each."""

    def __init__(self) -> None:
        self.items: list[tuple[Sheet, PrintedLine | JoinedTable]] = []

    def add(self, sheet: Sheet) -> None:
        """Adds a page; a table at its top may be the rest of the one before."""
        for index, item in enumerate(sheet.items):
            if isinstance(item, PrintedLine):
                self.items.append((sheet, item))
                continue
            last = self.items[-1][1] if self.items and not index else None
            if isinstance(last, JoinedTable) and last.takes(item):
                last.append(sheet, item)
            else:
                self.items.append((sheet, JoinedTable(sheet, item)))


class JoinedTable:
    """A table of one or more pages: its cells in the columns of all of them.

    A cell that a page break cut is of more than one piece, each with its page.
    """

    def __init__(self, sheet: Sheet, table: DrawnTable) -> None:
        self.xs = list(table.xs)
        self.rows = table.rows
        self.cells: list[list[Piece]] = [[(sheet, cell)] for cell in table.cells]

    def takes(self, table: DrawnTable) -> bool:
        """Whether a table has this one's columns, or some of them merged."""
        ours, theirs = self.xs, table.xs
        if abs(ours[0] - theirs[0]) > _SAME_COLUMN or abs(ours[-1] - theirs[-1]) > _SAME_COLUMN:
            return False
        return _within(ours, theirs) or _within(theirs, ours)

    def append(self, sheet: Sheet, table: DrawnTable) -> None:
        """Adds the rows of the rest of the table on the next page."""
        wider = table.xs if len(table.xs) > len(self.xs) else self.xs
        for pieces in self.cells:
            pieces[0] = (pieces[0][0], _aligned(pieces[0][1], self.xs, wider))
        cells = [_aligned(cell, table.xs, wider) for cell in table.cells]
        self.xs = list(wider)
        cut = self._cut(cells)
        shift = self.rows - 1 if cut else self.rows
        label = min((cell.column for cell in cells if not cell.row and cell.lines), default=0)
        for cell in cells:
            above = self._above(cell) if cell.row == 0 else None
            if above is not None and (cut or (cell.column < label and _goes_on(cell, above[0][1]))):
                head_sheet, head = above[0]
                grown = head.rowspan + cell.rowspan - (1 if cut else 0)
                above[0] = (head_sheet, replace(head, rowspan=grown))
                if cell.lines:
                    above.append((sheet, cell))
            else:
                self.cells.append([(sheet, replace(cell, row=cell.row + shift))])
        self.rows = shift + table.rows

    def _above(self, cell: DrawnCell) -> list[Piece] | None:
        """The cell of the last row with the same columns."""
        for pieces in self.cells:
            head = pieces[0][1]
            if (
                head.column == cell.column
                and head.colspan == cell.colspan
                and head.row + head.rowspan == self.rows
            ):
                return pieces
        return None

    def _cut(self, cells: Sequence[DrawnCell]) -> bool:
        """Whether the first of these rows is the rest of the last row, cut by the page break.

        Then its cells have the same columns, and what is in both of two cells was broken off
        where the line was full and goes on without a number of its own, once at least.
        """
        broken = False
        for cell in cells:
            if cell.row:
                continue
            above = self._above(cell)
            if above is None:
                return False
            head = above[-1][1]
            if not head.lines or not cell.lines:
                continue
            last, first = head.lines[-1], cell.lines[0]
            if _NEW_ROW.match(first.bare) or not was_full(head, last, first):
                return False
            broken = True
        return broken


def _within(wider: Sequence[float], xs: Sequence[float]) -> bool:
    return all(any(abs(x - other) <= _SAME_COLUMN for other in wider) for x in xs)


def _aligned(cell: DrawnCell, xs: Sequence[float], wider: Sequence[float]) -> DrawnCell:
    """A cell with its column and colspan counted in the wider table's columns."""
    if xs is wider:
        return cell

    def index(x: float) -> int:
        return min(range(len(wider)), key=lambda at: abs(wider[at] - x))

    start = index(xs[cell.column])
    end = index(xs[cell.column + cell.colspan])
    return replace(cell, column=start, colspan=end - start)


def _goes_on(cell: DrawnCell, above: DrawnCell) -> bool:
    """Whether a cell without text is the rest of a merged one above it."""
    return not cell.lines and (cell.rowspan > 1 or above.rowspan > 1)
