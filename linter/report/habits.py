"""How the tables of one document write a row: learned from the rows that have all their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ..catalogue import TableForm
from .found import GROUP, FoundRow, FoundTable
from .layout import Layout
from .strips import Cell
from .tokens import NOTHING, Kind
from .vocabulary import TableWords

_ZERO = Decimal(0)
_WEAK = bytes((Kind.WEAK,))


def sure_value(cell: Cell) -> Decimal | None:
    """What a sum reads in a cell: blanks and marks are 0."""
    kind = cell.token.kind
    if kind is Kind.VALUE:
        return cell.token.value
    return _ZERO if kind is Kind.GAP or kind is Kind.MARK else None


def cells_before(row: FoundRow) -> int:
    """How many cells stand before those behind a row's label, on their line."""
    strip, (first, *_) = row.parts[0]
    return next((at for at, token in enumerate(strip.info.tokens) if token is first), 0)


class Habits:
    """How a document's tables write a row. None where its full rows do not agree.

    For rows with marks between cells: by table and how deep the label stands, how many empty cells
    there are before and behind the values (``rows``); by how many cells the line has and how many
    columns, how many stand before the first value in all, and behind (``grid``).

    For cells that have a line each: how many lines a value takes (``stride``) and a blank cell
    (``blank``), how many empty lines stand before the next label, by its kind (``tails``).
    ``strong``: empty cells have a mark of their own, and empty lines say nothing.

    ``gaps``: that blank cells are kept between values was seen.
    """

    __slots__ = ("blank", "gaps", "grid", "rows", "stride", "strong", "tails")

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], tuple[int, int] | None] = {}
        self.grid: dict[tuple[int, int], tuple[int, int] | None] = {}
        self.stride: int | None = None
        self.blank = 0
        self.tails: dict[int, int | None] = {}
        self.strong = False
        self.gaps = False

    def cells(self, row: FoundRow) -> list[Cell]:
        """A row's cells; empty lines are none where empty cells have a mark of their own."""
        if not self.strong:
            return row.cells
        return [cell for cell in row.cells if cell.token.kind is not Kind.WEAK]

    def kinds(self, row: FoundRow) -> bytes:
        """The kinds of these cells."""
        return row.kinds.translate(None, _WEAK) if self.strong else row.kinds

    def tail(self, follow: int) -> int | None:
        """How many empty cells or lines stand between a row's last cell and the next label."""
        if follow in self.tails:
            return self.tails[follow]
        if not self.strong:
            return None
        if follow < 0:
            return 0
        known = {depth % GROUP: tail for depth, tail in self.tails.items() if depth >= 0}
        if all(tail == 0 for tail in known.values()):
            return 0
        if all(tail == depth for depth, tail in known.items()):
            return follow % GROUP
        return None


def learn(tables: Iterable[tuple[FoundTable, TableWords, TableForm]]) -> Habits:
    """The habits of a document's tables."""
    habits = Habits()
    streams: list[tuple[FoundRow, int]] = []
    for table, words, form in tables:
        for row in table.rows:
            own = form.rows_by_key.get(words.rows[row.row].key)
            if own is None or not row.kinds:
                continue
            count = len(own.columns)
            if row.layout is Layout.ROW:
                if count > 1 and row.size == count:
                    _learn_row(habits, (words.key, words.depth(row.row)), row, count)
                continue
            habits.strong |= Kind.GAP in row.kinds
            streams.append((row, count))
    streams = [(row, count) for row, count in streams if row.one_a_line()]
    for row, count in streams:
        if row.size == count:
            _learn_full(habits, row)
    if habits.strong:
        habits.stride = habits.blank = 1
    elif habits.stride:
        habits.blank = _learn_blank(habits, streams)
    return habits


def _learn_row(habits: Habits, kind: tuple[str, int], row: FoundRow, count: int) -> None:
    at = len(row.kinds) - len(row.kinds.lstrip(NOTHING))
    if Kind.GAP in row.kinds[at : at + count]:
        return
    shape = (at, len(row.kinds) - at - count)
    if habits.rows.setdefault(kind, shape) != shape:
        habits.rows[kind] = None
    before = cells_before(row)
    size = (before + len(row.kinds), count)
    place = (before + at, shape[1])
    if habits.grid.setdefault(size, place) != place:
        habits.grid[size] = None


def _learn_full(habits: Habits, row: FoundRow) -> None:
    kinds = habits.kinds(row)
    written = kinds.rstrip(NOTHING)
    values = written.translate(None, NOTHING)
    stride = len(written) // len(values)
    if written[stride - 1 :: stride] != values:
        return
    if habits.stride is None:
        habits.stride = stride
    if habits.stride == stride:
        tail = len(kinds) - len(written)
        if habits.tails.setdefault(row.follow, tail) != tail:
            habits.tails[row.follow] = None


def _learn_blank(habits: Habits, streams: Iterable[tuple[FoundRow, int]]) -> int:
    """How many lines a blank cell takes; 0 where blank cells leave nothing behind."""
    found: Counter[int] = Counter()
    for row, count in streams:
        values = row.size
        tail = habits.tail(row.follow)
        if values >= count or tail is None or count == 1:
            continue
        rest = len(row.kinds) - tail - values * (habits.stride or 0)
        found[rest // (count - values) if rest % (count - values) == 0 else 0] += 1
    if not found:
        return 0
    return found.most_common(1)[0][0]
