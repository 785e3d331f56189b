"""How the tables of one document write a row: learned from the rows that have all their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from ..catalogue import TableForm
from .found import GROUP, FoundRow, FoundTable
from .layout import Layout
from .strips import Cell
from .tokens import NOTHING, Kind
from .vocabulary import TableWords

# An enum's member takes long to look up.
_GAP, _ROW = Kind.GAP, Layout.ROW
_ZERO = Decimal(0)
_WEAK = bytes((Kind.WEAK,))
_Shape = tuple[int, int] | None


def sure_value(cell: Cell) -> Decimal | None:
    """What a sum reads in a cell: blanks and marks are 0."""
    kind = cell.token.kind
    if kind is Kind.VALUE:
        return cell.token.value
    return _ZERO if kind is _GAP or kind is Kind.MARK else None


def cells_before(row: FoundRow) -> int:
    """How many cells stand before those behind a row's label, on their line."""
    strip, (first, *_) = row.parts[0]
    return next((at for at, token in enumerate(strip.info.tokens) if token is first), 0)


class Habits:
    """How the tables of a document write a row. None where its full rows do not agree.

    What rows do is learned when it is first asked for: where all rows are full, nobody asks.
    ``strong`` says of cells that have a line each that empty ones have a mark of their own, and
    empty lines say nothing; ``gaps`` that blank cells between values were seen to be kept.
    """

    def __init__(self, tables: Iterable[tuple[FoundTable, TableWords, TableForm]]) -> None:
        # The form's rows that have anything behind their label, with how many columns each has.
        self._rows: list[tuple[FoundRow, int, TableWords]] = []
        for table, words, form in tables:
            for row in table.rows:
                own = form.rows_by_key.get(words.rows[row.row].key)
                if own is not None and row.kinds:
                    self._rows.append((row, len(own.columns), words))
        self.gaps = False
        self.strong = any(_GAP in row.kinds and row.layout is not _ROW for row, _, _ in self._rows)

    @cached_property
    def rows(self) -> dict[tuple[str, int], _Shape]:
        """How many empty cells there are before and behind a row's values, where marks part them:
        by table and how deep the label stands."""
        return self._marked[0]

    @cached_property
    def grid(self) -> dict[tuple[int, int], _Shape]:
        """How many cells stand before a row's first value in all, and behind the last, where marks
        part them: by how many cells the line has and how many columns there are."""
        return self._marked[1]

    @cached_property
    def stride(self) -> int | None:
        """How many lines a value takes, where cells have a line each."""
        return self._written[0]

    @cached_property
    def tails(self) -> dict[int, int | None]:
        """How many empty lines stand before the next label, by its kind."""
        return self._written[1]

    @cached_property
    def blank(self) -> int:
        """How many lines a blank cell takes; 0 where blank cells leave nothing behind."""
        if self.strong:
            return 1
        found: Counter[int] = Counter()
        for row, count in self._streams if self.stride else ():
            values = row.size
            tail = self.tail(row.follow)
            if values >= count or tail is None or count == 1:
                continue
            rest = len(row.kinds) - tail - values * (self.stride or 0)
            found[rest // (count - values) if rest % (count - values) == 0 else 0] += 1
        return found.most_common(1)[0][0] if found else 0

    def cells(self, row: FoundRow) -> list[Cell]:
        """A row's cells; empty lines are none where empty cells have a mark of their own."""
        if not self.strong:
            return row.cells
        return [cell for cell in row.cells if cell.token.kind is not Kind.WEAK]

    def kinds(self, row: FoundRow) -> bytes:
        """The kinds of these cells."""
        return self._without_weak(row.kinds)

    def _without_weak(self, kinds: bytes) -> bytes:
        return kinds.translate(None, _WEAK) if self.strong else kinds

    def tail(self, follow: int) -> int | None:
        """How many empty cells or lines stand between a row's last cell and the next label."""
        tails = self.tails
        if follow in tails:
            return tails[follow]
        if not self.strong:
            return None
        if follow < 0:
            return 0
        known = {depth % GROUP: tail for depth, tail in tails.items() if depth >= 0}
        if all(tail == 0 for tail in known.values()):
            return 0
        if all(tail == depth for depth, tail in known.items()):
            return follow % GROUP
        return None

    @cached_property
    def _marked(self) -> tuple[dict[tuple[str, int], _Shape], dict[tuple[int, int], _Shape]]:
        """``rows`` and ``grid``, by the full rows."""
        rows: dict[tuple[str, int], _Shape] = {}
        grid: dict[tuple[int, int], _Shape] = {}
        for row, count, words in self._rows:
            if not (row.layout is _ROW and count > 1 and row.size == count):
                continue
            at = len(row.kinds) - len(row.kinds.lstrip(NOTHING))
            if _GAP in row.kinds[at : at + count]:
                continue
            shape = (at, len(row.kinds) - at - count)
            kind = words.key, words.depth(row.row)
            if rows.setdefault(kind, shape) != shape:
                rows[kind] = None
            before = cells_before(row)
            size = (before + len(row.kinds), count)
            place = (before + at, shape[1])
            if grid.setdefault(size, place) != place:
                grid[size] = None
        return rows, grid

    @cached_property
    def _streams(self) -> list[tuple[FoundRow, int]]:
        """The rows whose cells have a line each, with how many columns each has."""
        return [
            (row, count)
            for row, count, _ in self._rows
            if row.layout is not _ROW and row.one_a_line()
        ]

    @cached_property
    def _written(self) -> tuple[int | None, dict[int, int | None]]:
        """``stride`` and ``tails``, by the full rows."""
        first: int | None = None
        tails: dict[int, int | None] = {}
        full = [(row.kinds, row.follow) for row, count in self._streams if row.size == count]
        for found, follow in dict.fromkeys(full):  # most are alike
            kinds = self._without_weak(found)
            written = kinds.rstrip(NOTHING)
            values = written.translate(None, NOTHING)
            stride = len(written) // len(values)
            if written[stride - 1 :: stride] != values:
                continue
            first = first or stride
            if first == stride:
                tail = len(kinds) - len(written)
                if tails.setdefault(follow, tail) != tail:
                    tails[follow] = None
        return 1 if self.strong else first, tails
