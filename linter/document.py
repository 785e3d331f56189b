"""What a reader makes of a file: blocks in order, whatever the format was."""

from __future__ import annotations

from .records import NamedTuple
from .text import MappedText


class Cell(NamedTuple):
    """A cell of a table, at the row and column (0-based) of its top left corner."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: MappedText


class Table(NamedTuple):
    """A table that the file itself declares as one."""

    cells: tuple[Cell, ...]


class Heading(NamedTuple):
    """A heading that the file itself declares as one, with its level (1 is the highest)."""

    level: int
    text: MappedText


class Paragraph(NamedTuple):
    """A paragraph that the file itself declares as one: never a piece of a longer one."""

    text: MappedText


class Lines(NamedTuple):
    """Plain text of many lines, of which nothing is known.

    A line may be a heading, a paragraph, a piece of a wrapped one, a table row or a table cell:
    what it is shows only from what the report must look like.
    """

    text: MappedText


Block = Heading | Paragraph | Table | Lines


class Document(NamedTuple):
    """The blocks of a file, in reading order."""

    blocks: tuple[Block, ...]
