"""The leaves and tables of a page → blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Block, Cell, Heading, Lines, Paragraph, Table
from ..text import MappedText, lazy_pattern
from .html_tree import CellTree, Flow, Leaf, TableTree
from .limits import MAX_ROWS

_PARAGRAPHS = frozenset({"p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_HEADING = 100
# Tables that lay out a page, or hold a whole report: a cell with prose in it, a row that is a
# heading.
_LONG_CELL = 150
_MANY_CELLS = 5  # a row of so many is one of a data table, whatever is in it
_MOST_COLUMNS = 1_000
_HEADING_ROW = lazy_pattern(
    r"\s{0,9}(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}部分)|[^\n。，]{0,60}年度?报告?$"
)


def blocks_of(flow: Flow, kept: Sequence[Leaf]) -> Iterator[Block]:
    """The blocks of what is kept of a page, in order; tables whose text is all left out are."""
    yield from _flow_blocks(flow, frozenset(leaf.index for leaf in kept))


def _flow_blocks(flow: Flow, kept: frozenset[int]) -> Iterator[Block]:
    for item in flow:
        if isinstance(item, Leaf):
            if item.index in kept:
                yield _block(item)
        else:
            yield from _table_blocks(item, kept)


def _block(leaf: Leaf) -> Block:
    text, name = leaf.text, leaf.element.name
    if "\n" in text.text or name not in _PARAGRAPHS:
        return Lines(text)
    if name[0] == "h" and len(text.text) <= _LONGEST_HEADING:
        return Heading(int(name[1]), text)
    return Paragraph(text)


def _table_blocks(table: TableTree, kept: frozenset[int]) -> Iterator[Block]:
    """A table as data, or as what its cells hold where it only lays them out."""
    element = table.element
    inside = [index for index in range(element.first, element.last) if index in kept]
    if not inside:
        return
    whole = len(inside) == element.last - element.first
    single = all(len(row) <= 1 for row in table.rows)
    placed = _placed(table.rows)
    holds_all = any(map(_is_heading_row, placed))
    data: list[Cell] = []
    for row in placed:
        if not whole or single or _is_layout(row) or (holds_all and _is_one_cell(row)):
            if data:
                yield Table(tuple(data))
                data = []
            for _, cell in row:
                yield from _flow_blocks(cell.flow, kept)
        else:
            data += [place._replace(text=_cell_text(cell)) for place, cell in row]
    if data:
        yield Table(tuple(data))


_Row = list[tuple[Cell, CellTree]]
_NO_TEXT = MappedText("", range(0))


def _placed(rows: Sequence[Sequence[CellTree]]) -> list[_Row]:
    """The cells of each row with their places; spans end where the table does."""
    until: list[int] = []  # for each column the row in which no cell from above covers it
    placed: list[_Row] = []
    count = len(rows)
    for number, row in enumerate(rows):
        column = 0
        cells: _Row = []
        for cell in row:
            while column < len(until) and until[column] > number:
                column += 1
            rowspan = min(cell.rowspan, count - number)
            colspan = min(cell.colspan, max(1, _MOST_COLUMNS - column))
            cells.append((Cell(number, column, rowspan, colspan, _NO_TEXT), cell))
            if column < _MOST_COLUMNS:
                if len(until) < column + colspan:
                    until += [0] * (column + colspan - len(until))
                until[column : column + colspan] = [number + rowspan] * colspan
            column += colspan
        placed.append(cells)
    return placed


def _is_layout(row: _Row) -> bool:
    """Whether a row holds prose or other tables, and is none of numbers."""
    if len(row) >= _MANY_CELLS:
        return False
    for _, cell in row:
        if any(isinstance(item, TableTree) for item in cell.flow):
            return True
        texts = [item.text.text for item in cell.flow if isinstance(item, Leaf)]
        if sum(map(len, texts)) > _LONG_CELL and any("。" in text for text in texts):
            return True
    return False


def _is_one_cell(row: _Row) -> bool:
    return len(row) == 1 and row[0][0].column == 0


def _is_heading_row(row: _Row) -> bool:
    """Whether a row is a section's heading: then the table holds more than numbers."""
    if not _is_one_cell(row) or not row[0][1].flow:
        return False
    first = row[0][1].flow[0]
    return isinstance(first, Leaf) and bool(_HEADING_ROW.match(first.text.text))


def _cell_text(cell: CellTree) -> MappedText:
    """What a cell holds, its paragraphs parted by line breaks; an empty one keeps its place."""
    texts = list(_texts(cell.flow))
    if len(texts) == 1:
        return texts[0]
    if not texts:
        return MappedText("", range(cell.content, cell.content))
    return MappedText.join(texts, "\n")


def _texts(flow: Flow) -> Iterator[MappedText]:
    for item in flow:
        if isinstance(item, Leaf):
            yield item.text
        else:
            for row in item.rows[:MAX_ROWS]:
                for cell in row:
                    yield from _texts(cell.flow)
