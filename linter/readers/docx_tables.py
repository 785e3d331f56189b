"""Tables of a DOCX: rows and cells with what they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from . import limits
from .docx_names import W, number, switch
from .flow import GridCell, Item
from .limits import too_much

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROW, _CELL = f"{W}tr", f"{W}tc"
_ROW_PROPERTIES, _CELL_PROPERTIES, _DELETED = f"{W}trPr", f"{W}tcPr", f"{W}cellDel"
_WRAPPERS = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"))


def cells_of(
    table: Element, content: Callable[[Element], Sequence[Item]], path: str
) -> list[GridCell]:
    """The cells of a table, row by row; ``content`` reads what a cell holds."""
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column → the cell (its index) that still may go on downwards
    for at, row in enumerate(_rows(table)):
        if at >= limits.MAX_ROWS:
            raise too_much(path, "表格行数太多", "too many table rows")
        properties = row.find(_ROW_PROPERTIES)
        column = max(number(properties, "gridBefore") or 0, 0)
        column = min(column, limits.MAX_SPAN)
        going_on: dict[int, int] = {}
        last: int | None = None  # the cell to the left, for cells merged the old way
        for cell in _children(row, _CELL):
            own = cell.find(_CELL_PROPERTIES)
            span = min(max(number(own, "gridSpan") or 1, 1), limits.MAX_SPAN)
            if column + span > limits.MAX_SPAN:
                raise too_much(path, "表格列数太多", "too many table columns")
            down = _merge(own, "vMerge")
            if down == "continue" and column in above:
                index = above[column]
                cells[index] = cells[index]._replace(rowspan=at - cells[index].row + 1)
                going_on[column] = index
            elif last is not None and _merge(own, "hMerge") == "continue":
                wider = column + span - cells[last].column
                cells[last] = cells[last]._replace(colspan=wider)
            else:
                last = len(cells)
                cells.append(GridCell(at, column, 1, span, content(cell)))
                if down:
                    going_on[column] = last
            column += span
        above = going_on
    return cells


def _merge(properties: Element | None, name: str) -> str:
    """``restart``, ``continue``, or nothing where a cell is not merged."""
    child = None if properties is None else properties.find(W + name)
    return "" if child is None else child.get(f"{W}val") or "continue"


def _rows(table: Element) -> Iterator[Element]:
    """The rows that are there: not those whose deletion is tracked, nor hidden ones."""
    for row in _children(table, _ROW):
        properties = row.find(_ROW_PROPERTIES)
        if properties is not None and (
            properties.find(f"{W}del") is not None or switch(properties, "hidden")
        ):
            continue
        yield row


def _children(parent: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """The rows or cells of an element, also those in a wrapper."""
    for child in parent:
        if child.tag == name:
            own = child.find(_CELL_PROPERTIES)
            if own is None or own.find(_DELETED) is None:
                yield child
        elif child.tag in _WRAPPERS and depth < limits.MAX_DEPTH:
            yield from _children(child, name, depth + 1)
