"""Drawn lines → the grids of tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .glyphs import Stroke

_NEAR = 3.0  # points: lines that near are one, drawn twice or in pieces
_SPREAD = 5.0  # points: what so taken together may measure
_OPEN = 6.0  # points that lines reach beyond the last line across: the table is open there
_COVERED = 0.6  # of a side that a line must go along to part two cells
_MAX_PAIRS = 4_000_000  # of lines that are tried for touching each other
_MAX_CELLS = 10_000  # of a grid before any are merged


@dataclass(slots=True)
class Grid:
    """A drawn table: the places of its columns' and rows' lines, and which cells are one.

    ``xs`` rise, ``ys`` fall. ``owner`` gives for each row and column the cell that stands there,
    by its number; ``boxes`` the row, column, rowspan and colspan of each.
    """

    xs: list[float]
    ys: list[float]
    owner: list[list[int]]
    boxes: list[tuple[int, int, int, int]]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point; None outside the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda value: -value) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None

    def sides(self, cell: int) -> tuple[float, float]:
        """The left and right side of a cell."""
        _, column, _, colspan = self.boxes[cell]
        return self.xs[column], self.xs[column + colspan]


def find_grids(horizontal: Iterable[Stroke], vertical: Iterable[Stroke]) -> list[Grid]:
    """The tables that these lines draw, from the top."""
    across, down = _snapped(horizontal), _snapped(vertical)
    if not across or not down or len(across) * len(down) > _MAX_PAIRS:
        return []
    grids = []
    for group in _groups([line for line, _ in across], [line for line, _ in down]):
        # Lines of another table that are nearly at the same place have no say in this one.
        own = [
            [line for line, _ in _snapped(piece for index in side for piece in lines[index][1])]
            for lines, side in zip((across, down), group, strict=True)
        ]
        grid = _grid(*own)
        if grid is not None:
            grids.append(grid)
    grids.sort(key=lambda grid: -grid.ys[0])
    return grids


def _snapped(strokes: Iterable[Stroke]) -> list[tuple[Stroke, list[Stroke]]]:
    """The lines, those that are nearly at one place put there and joined, with their pieces."""
    bands: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        band = bands[-1] if bands else None
        if band and stroke.at - band[-1].at <= _NEAR and stroke.at - band[0].at <= _SPREAD:
            band.append(stroke)
        else:
            bands.append([stroke])
    joined: list[tuple[Stroke, list[Stroke]]] = []
    for band in bands:
        at = (band[0].at + band[-1].at) / 2
        band.sort(key=lambda stroke: stroke.start)
        pieces, end = [band[0]], band[0].end
        for stroke in band[1:]:
            if stroke.start > end + _NEAR:
                joined.append((Stroke(at, pieces[0].start, end), pieces))
                pieces = []
                end = stroke.end
            pieces.append(stroke)
            end = max(end, stroke.end)
        joined.append((Stroke(at, pieces[0].start, end), pieces))
    return joined


def _groups(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[tuple[list[int], list[int]]]:
    """The indexes of lines that touch each other, directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [line.at for line in across]
    for number, line in enumerate(down, len(across)):
        first = bisect_left(places, line.start - _NEAR)
        last = bisect_right(places, line.end + _NEAR)
        for index in range(first, last):
            if across[index].start - _NEAR <= line.at <= across[index].end + _NEAR:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(across):
            group[0].append(index)
        else:
            group[1].append(index - len(across))
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: Sequence[Stroke], down: Sequence[Stroke]) -> Grid | None:
    xs = _places(down, across)
    ys = _places(across, down)[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if columns < 2 or rows < 1 or rows * columns > _MAX_CELLS:
        return None
    beside = _walls(down, xs, ys)
    below = _walls(across, ys, xs)
    owner, boxes = _merged(rows, columns, beside, below)
    return Grid(xs, ys, owner, boxes) if len(boxes) > 1 else None


def _places(lines: Sequence[Stroke], crossing: Sequence[Stroke]) -> list[float]:
    """Where lines are, in rising order; the ends of those that cross them too, where a table is
    open at that side."""
    places = sorted({line.at for line in lines})
    start = min(line.start for line in crossing)
    end = max(line.end for line in crossing)
    if start < places[0] - _OPEN:
        places.insert(0, start)
    if end > places[-1] + _OPEN:
        places.append(end)
    return places


def _walls(
    lines: Sequence[Stroke], places: Sequence[float], steps: Sequence[float]
) -> list[list[bool]]:
    """For each of the places, and each step along it, whether a line is drawn there."""
    index = {place: number for number, place in enumerate(places)}
    walls = [[False] * (len(steps) - 1) for _ in places]
    for line in lines:
        wall = walls[index[line.at]]
        for step in range(len(steps) - 1):
            a, b = sorted((steps[step], steps[step + 1]))
            if min(b, line.end) - max(a, line.start) >= _COVERED * (b - a):
                wall[step] = True
    return walls


def _merged(
    rows: int, columns: int, beside: list[list[bool]], below: list[list[bool]]
) -> tuple[list[list[int]], list[tuple[int, int, int, int]]]:
    """The cells: each grows to the right and then down while no line stands in its way."""
    owner = [[-1] * columns for _ in range(rows)]
    boxes: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            end = column + 1
            while end < columns and owner[row][end] < 0 and not beside[end][row]:
                end += 1
            last = row + 1
            while last < rows and all(
                not below[last][at] and owner[last][at] < 0 for at in range(column, end)
            ):
                if any(beside[at][last] for at in range(column + 1, end)):
                    break
                last += 1
            for r in range(row, last):
                owner[r][column:end] = [len(boxes)] * (end - column)
            boxes.append((row, column, last - row, end - column))
    return owner, boxes
