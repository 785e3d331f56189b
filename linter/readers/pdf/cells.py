"""What stands in the cells of drawn tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .glyphs import UNREADABLE, Glyph
from .rows import PrintedLine, is_wide, printed_lines, spaced
from .ruling import Grid

_MIDDLE = 0.3  # of a character's height: its middle is that far above its foot
_TOUCHING = 0.12  # of a character's height: what is so near is one word
_MOST = 0.6  # of a word that must stand in a cell for it to belong there
_TIGHT = 0.1  # of a character's height: what programs count differently to fill a line
_PADDING = 6.0  # points: the most that a cell's sides are thought to keep free
_ALNUM = re.compile(r"[0-9A-Za-z０-９.,，．%]")


@dataclass(slots=True)
class DrawnCell:
    """A cell: its place in the table, its sides, its lines, and how wide a line may be in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    left: float
    right: float
    lines: list[PrintedLine] = field(default_factory=list)
    room: float = 0.0


@dataclass(slots=True)
class DrawnTable:
    """A table, its columns' lines, and its cells by row and column."""

    xs: list[float]
    rows: int
    top: float
    bottom: float
    cells: list[DrawnCell]


def fill(grid: Grid, glyphs: Sequence[Glyph]) -> DrawnTable:
    """The table of a grid with the characters that stand in it."""
    inside: dict[int, list[Glyph]] = {}
    for line in printed_lines(glyphs):
        for word in _words(line):
            for owner, glyph in _placed(grid, word):
                inside.setdefault(owner, []).append(glyph)
    cells: list[DrawnCell] = []
    for number, (row, column, rowspan, colspan) in enumerate(grid.boxes):
        left, right = grid.sides(number)
        cell = DrawnCell(row, column, rowspan, colspan, left, right)
        if number in inside:
            cell.lines = printed_lines(inside[number])
        cells.append(cell)
    _measure(cells)
    return DrawnTable(grid.xs, len(grid.ys) - 1, grid.ys[0], grid.ys[-1], cells)


def _words(line: PrintedLine) -> list[list[Glyph]]:
    """Characters of a line that touch."""
    words: list[list[Glyph]] = []
    near = _TOUCHING * line.height
    for glyph in line.glyphs:
        if words and glyph.left - words[-1][-1].right <= near:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def _placed(grid: Grid, word: list[Glyph]) -> list[tuple[int, Glyph]]:
    """The characters with the numbers of their cells.

    A number that is too long for its cell runs over the cell's side: it is one number all the
    same. Where it is not plain whose it is, that it cannot be read is what is said of it.
    """
    cells = [_cell_of(grid, glyph) for glyph in word]
    if len({*cells}) > 1 and any(
        a != b and not is_wide(x.text) and not is_wide(y.text)
        for a, b, x, y in zip(cells, cells[1:], word, word[1:], strict=False)
    ):
        return _overflowing(grid, word, cells)
    return [(cell, glyph) for cell, glyph in zip(cells, word, strict=True) if cell is not None]


def _overflowing(grid: Grid, word: list[Glyph], cells: list[int | None]) -> list[tuple[int, Glyph]]:
    start, end = word[0].left, word[-1].right
    middle = grid.cell_at((start + end) / 2, word[0].base + _MIDDLE * word[0].height)
    if middle is None:
        return [(cell, glyph) for cell, glyph in zip(cells, word, strict=True) if cell is not None]
    left, right = grid.sides(middle)
    held = min(end, right) - max(start, left)
    placed = [(middle, glyph) for glyph in word]
    if held < _MOST * (end - start):
        placed.append((middle, word[-1]._replace(left=end, right=end, text=UNREADABLE)))
    return placed


def _cell_of(grid: Grid, glyph: Glyph) -> int | None:
    return grid.cell_at((glyph.left + glyph.right) / 2, glyph.base + _MIDDLE * glyph.height)


def _measure(cells: Sequence[DrawnCell]) -> None:
    """Finds how wide a line may be in each cell: what is least left free beside any line of the
    cells above and below it is what its sides ask for."""
    free: dict[tuple[int, int], float] = {}
    for cell in cells:
        key = cell.column, cell.colspan
        for line in cell.lines:
            least = min(line.left - cell.left, cell.right - line.right)
            free[key] = min(free.get(key, _PADDING), max(least, 0.0))
    for cell in cells:
        padding = free.get((cell.column, cell.colspan), 0.0)
        cell.room = cell.right - cell.left - 2 * padding


def joint(cell: DrawnCell, line: PrintedLine, after: PrintedLine) -> str:
    """What stands between two lines of a cell: nothing where the cell was too narrow for both.

    A number that goes on in the next line is one number only where its next digit had no room.
    """
    last, first = line.glyphs[-1].text, after.glyphs[0].text
    if not (_ALNUM.match(last) and _ALNUM.match(first)):
        return "" if is_wide(last) or is_wide(first) else " "
    return "" if was_full(cell, line, after) else " "


def was_full(cell: DrawnCell, line: PrintedLine, after: PrintedLine) -> bool:
    """Whether a line of a cell had no room for the first character of the next line."""
    need = line.right - line.left + after.glyphs[0].right - after.glyphs[0].left
    return need > cell.room - _TIGHT * line.height


def text_of(cell: DrawnCell) -> list[tuple[str, PrintedLine]]:
    """The pieces of a cell's text, each with the line that it stands on."""
    pieces: list[tuple[str, PrintedLine]] = []
    for index, line in enumerate(cell.lines):
        lead = joint(cell, cell.lines[index - 1], line) if index else ""
        pieces.append((lead + spaced(line), line))
    return pieces
