"""What a reader makes of a file: blocks in order, whatever the format was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .text import MappedText


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, at the row and column (0-based) of its top left corner."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: MappedText


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the file itself declares as one."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file itself declares as one, with its level (1 is the highest)."""

    level: int
    text: MappedText


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that the file itself declares as one: never a piece of a longer one."""

    text: MappedText


@dataclass(frozen=True, slots=True)
class Lines:
    """Plain text of many lines, of which nothing is known.

    A line may be a heading, a paragraph, a piece of a wrapped one, a table row or a table cell:
    what it is shows only from what the report must look like.
    """

    text: MappedText


Block = Heading | Paragraph | Table | Lines


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a file, in reading order."""

    blocks: tuple[Block, ...]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)
