"""From what a file without lines holds to the text as gxlint sees it.

A reader (DOCX, ODT) brings paragraphs and tables in reading order. Here they become one text, a
line a paragraph and a line a table row with tabs between the cells, with the place of each; and
the document's blocks over that text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import Block, Cell, Document, Heading, Lines, Paragraph, Table
from ..records import NamedTuple
from ..source import Location, Source
from ..text import MappedText
from . import limits
from .limits import too_much

_PROSE_CELL = 160  # characters: no cell of a table of numbers is that long
_LOOK = 2  # the level of what only looks like a heading
_HEADING = 40  # characters of what may be one
_WRAPPED = 60  # characters: who ends lines by hand ends them before
_ENDED = re.compile(r"[。！？；：:;.…”）)]$")


class Para(NamedTuple):
    """A paragraph; its text may have line breaks. ``level`` says that it is a heading; ``bold``
    that all of it is, ``size`` how large its smallest letters are, in half-points (0: unknown)."""

    text: str
    location: Location
    level: int | None = None
    bold: bool = False
    size: int = 0


class GridCell(NamedTuple):
    """A cell at its top left corner (0-based), and what is in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    content: Sequence[Item]


class Grid(NamedTuple):
    """A table, with its number (1-based) among the tables of the file."""

    number: int
    cells: Sequence[GridCell]


Item = Para | Grid


def flowed(items: Sequence[Item], path: str) -> tuple[Source, Document]:
    """The text of paragraphs and tables, the places in it, and its blocks."""
    writer = _Writer(path)
    for item in _with_looks(items):
        writer.add(item)
    return writer.done(_is_wrapped(items))


class _Piece(NamedTuple):
    """A paragraph or table, where it stands in the text, and its cells."""

    item: Item
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    lines: bool = False


class _Writer:
    def __init__(self, path: str) -> None:
        self._path = path
        self._parts: list[str] = []
        self._at = 0
        self._cells = 0
        self._locations: list[tuple[int, Location]] = []
        self._pieces: list[_Piece] = []

    def _write(self, text: str) -> MappedText:
        start = self._at
        self._parts.append(text)
        self._at += len(text)
        if self._at > limits.MAX_TEXT:
            raise too_much(self._path, "文字太多", "too much text")
        return MappedText(text, range(start, self._at))

    def _locate(self, location: Location) -> None:
        if self._locations and self._locations[-1][0] == self._at:
            self._locations.pop()
        self._locations.append((self._at, location))

    def add(self, item: Item) -> None:
        """A paragraph or a table; one that only lays out the page is what its cells hold."""
        if isinstance(item, Para):
            self._locate(item.location)
            start = self._at
            self._write(item.text)
            self._pieces.append(_Piece(item, start, self._at))
            self._write("\n")
        elif _lays_out(item):
            for cell in item.cells:
                for inner in _inside(item, cell):
                    self.add(inner)
        else:
            start = self._at
            cells = tuple(self._rows(item))
            self._pieces.append(_Piece(item, start, self._at, cells))

    def _rows(self, grid: Grid) -> Iterator[Cell]:
        """The cells of a table, written row by row; what a cell above covers is left empty."""
        self._cells += len(grid.cells)
        if self._cells > limits.MAX_CELLS:
            raise too_much(self._path, "表格单元格太多", "too many table cells")
        row, column = -1, 0
        for cell in grid.cells:
            if cell.row != row:
                if row >= 0:
                    self._write("\n")
                row, column = cell.row, 0
            self._write("\t" * (cell.column - column))
            column = cell.column
            self._locate(_cell_location(grid, cell))
            lines = [text for item in cell.content for text in _texts(item)]
            while lines and not lines[-1].strip():
                lines.pop()
            text = "\n".join(lines).replace("\t", " ")
            written = self._write(text.replace("\n", " "))
            yield Cell(
                cell.row, cell.column, cell.rowspan, cell.colspan, MappedText(text, written.origins)
            )
        self._write("\n")

    def done(self, wrapped: bool) -> tuple[Source, Document]:
        """What was added; ``wrapped`` says that paragraphs are but the lines of a text."""
        text = "".join(self._parts)
        blocks: list[Block] = []
        for piece in self._joined(text, wrapped):
            start, end = piece.start, piece.end
            written = MappedText(text[start:end], range(start, end))
            if isinstance(piece.item, Grid):
                blocks.append(Table(piece.cells))
            elif piece.lines:
                blocks.append(Lines(written))
            elif not written.text.strip():
                continue
            elif piece.item.level is not None:
                blocks.append(Heading(piece.item.level, written))
            else:
                blocks.append(Paragraph(written))
        return Source(self._path, text, "utf-8", tuple(self._locations)), Document(tuple(blocks))

    def _joined(self, text: str, wrapped: bool) -> list[_Piece]:
        """The pieces, those marked that are lines: they have breaks, or all of them are wrapped."""
        pieces: list[_Piece] = []
        for piece in self._pieces:
            if isinstance(piece.item, Para) and piece.item.level is None:
                if wrapped or "\n" in text[piece.start : piece.end]:
                    piece = piece._replace(lines=True)
                if wrapped and pieces and pieces[-1].lines:
                    pieces[-1] = pieces[-1]._replace(end=piece.end)
                    continue
            pieces.append(piece)
        return pieces


def _cell_location(grid: Grid, cell: GridCell) -> Location:
    return Location(table=grid.number, row=cell.row + 1, column=cell.column + 1)


def _texts(item: Item) -> Iterator[str]:
    """The lines of what a cell holds, tables in it included."""
    if isinstance(item, Para):
        yield item.text
    else:
        for cell in item.cells:
            for inner in cell.content:
                yield from _texts(inner)


def _lays_out(grid: Grid) -> bool:
    """Whether a table holds the report, or pieces of it, rather than numbers: it has one column,
    or a cell with a table or with prose."""
    if all(cell.column == 0 for cell in grid.cells):
        return True
    for cell in grid.cells:
        length = 0
        for item in cell.content:
            if isinstance(item, Grid):
                if len(item.cells) > 1:
                    return True
            else:
                length += len(item.text)
        if length > _PROSE_CELL:
            return True
    return False


def _inside(grid: Grid, cell: GridCell) -> Iterator[Item]:
    """What a cell that lays out holds, each paragraph with its number in the cell."""
    place = _cell_location(grid, cell)
    number = 0
    for item in cell.content:
        if isinstance(item, Para):
            if item.location.note is None:
                number += 1
            location = place._replace(paragraph=number or 1, note=item.location.note)
            yield item._replace(location=location)
        else:
            yield item


def _with_looks(items: Sequence[Item]) -> Sequence[Item]:
    """The items, with those as headings that look like them: short, and bold or larger than most
    of the text. Where the file has headings by their styles, those are the headings."""
    sizes: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Para):
            if item.level is not None:
                return items
            sizes[item.size] += len(item.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0)
    return [
        item._replace(level=_LOOK) if isinstance(item, Para) and _stands_out(item, usual) else item
        for item in items
    ]


def _stands_out(item: Para, usual: int) -> bool:
    text = item.text.strip()
    if not 2 <= len(text) <= _HEADING or text[-1] in "。；，、：:" or item.location.note:
        return False
    return item.bold or item.size > usual > 0


def _is_wrapped(items: Sequence[Item]) -> bool:
    """Whether the paragraphs are lines of a text that was pasted with a break at each line's end:
    none is longer than a line, and several that are as long as the longest end in no mark."""
    texts = [item.text.strip() for item in items if isinstance(item, Para) and item.level is None]
    lengths = [len(text) for text in texts]
    longest = max(lengths, default=0)
    if not 24 <= longest <= _WRAPPED:
        return False
    full = [text for text in texts if len(text) >= longest - 3]
    return sum(1 for text in full if not _ENDED.search(text)) >= max(5, len(full) // 2)
