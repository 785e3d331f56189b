"""Cells made of other cells: a piece of one, several as one, a blank where none stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .strips import Cell, DrawnRow, first_line, last_line, place_of
from .tokens import Kind, Token


def gap_of(cell: Cell) -> Cell:
    """A blank cell where an empty one, or an empty line, stands."""
    return cell if cell.token.kind is Kind.GAP else gap_by(cell)


def gap_by(cell: Cell) -> Cell:
    """A blank cell somewhere on another one's line."""
    line = cell.token.line
    at = cell.token.start if line >= 0 else 0
    return Cell(Token(Kind.GAP, at, at, line=line), cell.strip)


def piece_of(cell: Cell, start: int, end: int) -> Cell:
    """A cell of some of another one's characters: a number, or else a mark."""
    token = cell.token
    text = token.text[start:end]
    at = token.start + start
    if text.isdigit():
        value = Token(Kind.VALUE, at, at + len(text), text, Decimal(text), line=token.line)
    else:
        value = Token(Kind.MARK, at, at + len(text), text, line=token.line)
    return Cell(value, cell.strip)


def goes_on(cell: Cell, after: Cell) -> bool:
    """Whether a cell begins the line after the one that another ends."""
    return (
        first_line(after) == last_line(cell) + 1
        and (after.token.line >= 0 or after.strip.info.tokens[0].start == after.token.start)
        and (cell.token.line >= 0 or cell.strip.info.tokens[-1].start == cell.token.start)
    )


def joined_cells(cells: Sequence[Cell]) -> Cell:
    """A number that was cut at a line's end; its place holds the line's end as well."""
    if len(cells) == 1:
        return cells[0]
    text = "".join(cell.token.text for cell in cells)
    (start, _), (_, end) = place_of(cells[0]), place_of(cells[-1])
    token = cells[0].token._replace(start=start, end=end, text=text, value=Decimal(text))
    strip = cells[0].strip
    return Cell(token, DrawnRow(strip.index, strip.last, strip.info))
