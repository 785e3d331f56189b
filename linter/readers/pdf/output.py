"""Pages → the text of a PDF, its blocks, and the printed line of each piece of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .cells import joint, text_of
from .glyphs import Page
from .joining import Flow, JoinedTable, Piece
from .layout import Sheet, Survey, on_one_scale, sheet_of, without_margins
from .rows import PrintedLine, spaced


class _Writer:
    """Puts a text together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.places: list[tuple[int, int, int]] = []
        self.blocks: list[list[Any]] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _begun(self) -> int:
        """Where a new block starts, on a line of its own."""
        if self.length:
            self.add("\n")
        return self.length

    def place(self, sheet: Sheet, line: int) -> None:
        """Says that what comes next stands on this line."""
        if self.places and self.places[-1][0] == self.length:
            self.places.pop()
        self.places.append((self.length, sheet.number, line))

    def lines(self, items: list[tuple[Sheet, PrintedLine]]) -> None:
        """Lines of text, as they are printed."""
        if not items:
            return
        start = self._begun()
        for index, (sheet, line) in enumerate(items):
            if index:
                self.add("\n")
            self.place(sheet, line.number)
            self.add(spaced(line, sheet.left, sheet.unit))
        self.blocks.append(["lines", start, self.length])

    def table(self, table: JoinedTable) -> None:
        """A line a row, its cells parted by tabs."""
        cells: list[list[int]] = []
        ordered = sorted(table.cells, key=lambda pieces: (pieces[0][1].row, pieces[0][1].column))
        row_lines = _row_lines(ordered)
        last_line = 1
        row = None
        self._begun()
        for pieces in ordered:
            sheet, head = pieces[0]
            if row is not None:
                self.add("\t" if head.row == row else "\n")
            row = head.row
            start = self.length
            if not head.lines:
                last_line = row_lines.get(head.row, last_line)
                self.place(sheet, last_line)
            last = None
            for sheet, cell in pieces:
                if last is not None and cell.lines:
                    self.add(joint(last, last.lines[-1], cell.lines[0]))
                last = cell if cell.lines else last
                for text, line in text_of(cell):
                    self.place(sheet, line.number)
                    self.add(text)
            cells.append([head.row, head.column, head.rowspan, head.colspan, start, self.length])
        self.blocks.append(["table", cells])


def _row_lines(cells: Iterable[list[Piece]]) -> dict[int, int]:
    """The printed line of each row, for its cells that have no text."""
    lines: dict[int, int] = {}
    for (_, cell), *_ in cells:
        if cell.lines and (cell.rowspan == 1 or cell.row not in lines):
            lines[cell.row] = cell.lines[0].number
    return lines


def written(pages: Iterable[Page]) -> dict[str, Any]:
    """What the reader is told of a PDF, as plain values: ``text``; ``blocks``, of lines
    (``["lines", start, end]``) or tables (``["table", [[row, column, rowspan, colspan, start,
    end], ...]]``); ``places``, ``[offset, page, line]``; and what was seen of its pages."""
    survey = Survey()
    sheets = []
    for number, page in enumerate(pages, 1):
        survey.count(page)
        sheets.append(sheet_of(page, number))
    flow = Flow()
    for sheet in without_margins(on_one_scale(sheets)):
        flow.add(sheet)
    writer = _Writer()
    waiting: list[tuple[Sheet, PrintedLine]] = []
    for sheet, item in flow.items:
        if isinstance(item, PrintedLine):
            waiting.append((sheet, item))
            continue
        writer.lines(waiting)
        writer.table(item)
        waiting = []
    writer.lines(waiting)
    return {
        "text": "".join(writer.parts),
        "blocks": writer.blocks,
        "places": writer.places,
        "pages": survey.pages,
        "characters": survey.characters,
        "unreadable": survey.unreadable,
        "pictures": survey.pictures,
        "empty": survey.empty,
    }
