"""Which of the values behind a label is which column's.

What is certain: as many values as columns; an empty cell that the file shows, in rows as long as
the full ones. Everything else is a guess, and stays unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ..catalogue import ColumnForm, TableForm
from .columns import align, header_labels
from .found import Filled, FoundRow, FoundTable
from .glued import only_join, only_split, single_characters
from .habits import Habits, cells_before, sure_value
from .heads import absent_columns, is_run, out_of_order
from .layout import Layout
from .pieces import gap_by, gap_of, goes_on, joined_cells, piece_of
from .strips import Cell, on_one_line
from .sums import Sums
from .tokens import NOTHING, Kind, Token
from .vocabulary import TableWords

# An enum's member takes long to look up.
_GAP, _ROW = Kind.GAP, Layout.ROW
Placed = Sequence[Cell]

_ZERO = Decimal(0)


class Placer:
    """Places the values of one table's rows."""

    def __init__(
        self, table: FoundTable, words: TableWords, form: TableForm, sums: Sums, habits: Habits
    ) -> None:
        self.table = table
        self.words = words
        self.form = form
        self.sums = sums
        self.habits = habits
        self.parts = [table]  # everything of the table that was found, other occurrences too
        self.rows: dict[str, FoundRow] = {}
        self.clashing: set[str] = set()  # rows found twice, with values both times
        self.placed: dict[str, Placed | None] = {}
        self.doubted: set[str] = set()  # rows taken apart or put together by their sums
        self.excess: set[str] = set()  # rows with one value more, by all signs a page's number
        self.absent: tuple[ColumnForm, ...] = ()  # columns that the table does not have
        self.swapped: tuple[ColumnForm, ...] = ()  # two that do not stand in the form's order
        self._collect()

    def is_whole(self) -> bool:
        """Whether each row that was found has just its own values, and none are left over."""
        return not (self.table.strays or self.clashing) and all(
            isinstance(cells, Filled) for cells in self.placed.values()
        )

    def _collect(self) -> None:
        for row in self.table.rows:
            key = self.words.rows[row.row].key
            if key not in self.form.rows_by_key:
                self.table.strays += row.filled()
                continue
            other = self.rows.get(key)
            if other is None or not other.size:
                self.rows[key] = row
            elif row.size:
                self.clashing.add(key)
        columns = self.form.rows[0].columns
        if self.words.labels and len(columns) > 1:
            alike = [row for key, row in self.rows.items() if self.columns(key) == len(columns)]
            self.absent = absent_columns(self.table, alike, columns)
            self.swapped = out_of_order(self.table, columns)

    def place(self) -> None:
        """Fills ``placed``: the cells of each row that was found, in order; None where unsure."""
        for key, row in self.rows.items():
            self.placed[key] = None if key in self.clashing else self._row(key, row)

    def columns(self, key: str) -> int:
        """How many columns a row has."""
        return len(self.form.rows_by_key[key].columns)

    def values(self, key: str) -> Sequence[Decimal | None] | None:
        """What the sums read in a row's cells; None where it could not be read."""
        cells = self.placed.get(key)
        return None if cells is None else [sure_value(cell) for cell in cells]

    def _kind(self, row: FoundRow) -> tuple[str, int]:
        return self.words.key, self.words.depth(row.row)

    def _row(self, key: str, row: FoundRow) -> Placed | None:
        count = len(self.form.rows_by_key[key].columns)
        if self.swapped and count > 1:
            return None
        cells = row.filled()
        if self.absent and self.form.rows_by_key[key].columns == self.form.rows[0].columns:
            return self._without_absent(row, cells, count)
        size = len(cells.kinds)
        if size == count:
            return cells if self._is_full(row, cells, count) else None
        if not size:
            return self._blank(row, count)
        if size > count:
            return self._surplus(key, row, cells, count)
        if row.layout is _ROW:
            return self._ruled(row, count)
        found = self._stream(row, cells, count) if row.one_a_line() else None
        if found is None and size == 1:
            found = self._split(key, cells[0], count)
        if found is None:
            labels = header_labels([c.label for c in self.form.rows_by_key[key].columns])
            found = align(row, cells, count, self.table, labels, self.sums)
        return found

    def _without_absent(self, row: FoundRow, cells: Sequence[Cell], count: int) -> Placed | None:
        """A row of a table that lacks columns: the values go by the header."""
        if len(cells) != count - len(self.absent) or not is_run(row):
            return None
        left = iter(cells)
        end = row.label.token.end
        nothing = Cell(Token(Kind.DAMAGED, end, end), row.label.strip)
        columns = self.form.rows[0].columns
        return [nothing if column in self.absent else next(left) for column in columns]

    def _is_full(self, row: FoundRow, cells: Sequence[Cell], count: int) -> bool:
        """Whether as many values as columns are the columns' values: a number that was cut may
        make up for a blank cell."""
        if count == 1:
            flowing = row.layout is not _ROW and not self.habits.strong
            return not (flowing and Kind.DAMAGED in row.kinds)
        if row.glued and any(cell.token.glued for cell in cells[1:]):
            return self.sums.hold([sure_value(cell) for cell in cells]) is True
        gaps = _GAP in row.kinds.strip(NOTHING)
        if row.layout is _ROW:
            whole = not gaps and (len(row.parts) == 1 or cells[0].strip is cells[-1].strip)
        elif self.habits.strong and row.one_a_line():
            tail = self.habits.tail(row.follow)
            length = len(self.habits.kinds(row))
            whole = not gaps and (tail is None or length == count + tail)
        else:
            whole = not gaps and not _unevenly_parted(row, cells)
        return whole or self.sums.hold([sure_value(cell) for cell in cells]) is True

    def _blank(self, row: FoundRow, count: int) -> Placed:
        """A row without any value: its cells are blank, wherever they are."""
        gaps = [cell for cell in row.cells if cell.token.kind is _GAP]
        if row.layout is _ROW:
            shape = self.habits.rows.get(self._kind(row)) or (0, 0)
            gaps = gaps[shape[0] :]
        elif not gaps and self.habits.stride and self.habits.blank:
            first, step = self.habits.stride - 1, self.habits.blank
            gaps = [gap_by(cell) for cell in row.cells[first::step]]
        if len(gaps) < count:
            end = row.label.token.end
            return [Cell(Token(_GAP, end, end), row.label.strip)] * count
        return gaps[:count]

    def _ruled(self, row: FoundRow, count: int) -> Placed | None:
        """A row with marks between its cells, with fewer values than columns."""
        cells = row.cells
        if any(cell.token.glued for cell in cells):
            return None  # a cell that a line's end has cut
        shape = self._shape(row, count)
        if shape is None or min(shape) < 0 or len(cells) != shape[0] + count + shape[1]:
            return None
        own = cells[shape[0] : shape[0] + count]
        if len(row.filled()) != sum(1 for cell in own if cell.token.kind > _GAP):
            return None
        return self._checked(own, certain=row.label.strip.certain)

    def _shape(self, row: FoundRow, count: int) -> tuple[int, int] | None:
        """How many cells there are between a row's label and its values, and behind them."""
        kind = self._kind(row)
        if kind in self.habits.rows:
            return self.habits.rows[kind]
        if row.label.strip.certain:
            return 0, 0
        before = cells_before(row)
        place = self.habits.grid.get((before + len(row.cells), count))
        if place:
            return place[0] - before, place[1]
        known = [
            (depth, shape) for (table, depth), shape in self.habits.rows.items() if table == kind[0]
        ]
        if not known and self.words.labels:
            wider = any(shape is None or shape[1] for shape in self.habits.rows.values())
            # An empty cell right behind the label may be a part of the label's.
            plain_row = len(row.cells) == count and row.cells[0].token.kind > _GAP
            return (0, 0) if plain_row and not wider else None
        return self._shape_of_others(kind, known, len(row.cells) - count)

    def _shape_of_others(
        self,
        kind: tuple[str, int],
        known: Sequence[tuple[int, tuple[int, int] | None]],
        empty: int,
    ) -> tuple[int, int] | None:
        """The shape that rows whose label stands elsewhere suggest, where the cells fit it.

        Either the values follow their label in all rows, or they stand in the same columns of
        the table. A table without labels is as wide behind its values as the other ones.
        """
        tails = {shape[1] for shape in self.habits.rows.values() if shape is not None}
        if not self.words.labels:
            return (0, empty) if empty == (min(tails) if len(tails) == 1 else 0) else None
        if len(tails) != 1:
            return None
        tail = tails.pop()
        beside = {shape[0] for _, shape in known if shape is not None}
        below = {shape[0] + depth - kind[1] for depth, shape in known if shape is not None}
        leads = [found.pop() for found in (beside, below) if len(found) == 1]
        return (empty - tail, tail) if empty - tail in leads else None

    def _stream(self, row: FoundRow, filled_cells: Sequence[Cell], count: int) -> Placed | None:
        """A row whose cells have a line each, with fewer values than columns."""
        habits = self.habits
        if not habits.stride or not habits.blank:
            return None
        found: list[Cell] = []
        lead = habits.stride - 1
        if not self.words.labels:
            lead = habits.tails.get(0) or lead  # a row begins, as others do
        empty: list[Cell] = []
        for cell in habits.cells(row):
            if cell.token.kind <= _GAP:
                empty.append(cell)
                continue
            extra = len(empty) - lead
            if extra < 0 or extra % habits.blank:
                return None
            found += [gap_of(blank) for blank in empty[lead :: habits.blank]]
            found.append(cell)
            empty = []
            lead = habits.stride - 1
        missing = count - len(found)
        if missing < 0:
            return None
        if missing:
            tail = habits.tail(row.follow)
            exact = tail is not None and len(empty) == missing * habits.blank + tail
            harmless = (
                habits.gaps
                and not habits.strong
                and len(found) == len(filled_cells)
                and all(sure_value(cell) == 0 for cell in found)
            )
            if not exact and not harmless:
                return None
            found += [gap_of(cell) for cell in empty[:: habits.blank][:missing]]
            found += [gap_by(found[-1])] * (count - len(found))
        return self._checked(found)

    def _checked(self, cells: Placed, *, certain: bool = False) -> Placed | None:
        """The cells, if their blanks are where they seem to be: where a file drops blank cells
        and fills the row up at its end, all values have moved to the left."""
        blank = [cell.token.kind is _GAP for cell in cells]
        last = max(at for at, empty in enumerate(blank) if not empty)
        if any(blank[:last]):
            self.habits.gaps = True
            return cells
        if certain or all(sure_value(cell) == 0 for cell in cells):
            return cells
        values = [sure_value(cell) for cell in cells]
        if self.sums.hold(values):
            return cells
        kept = self.habits.gaps and not (self.sums.rows and self._could_have_moved(values, last))
        return cells if kept else None

    def _could_have_moved(self, values: Sequence[Decimal | None], last: int) -> bool:
        """Whether the sums would hold if the blanks at the end belonged further left."""
        count = len(values)
        blanks = count - 1 - last
        if blanks == 1:
            options = [[*values[:at], _ZERO, *values[at:-1]] for at in range(count - 1)]
            return any(self.sums.hold(option) is not False for option in options)
        if len(self.sums.rows) == 1:
            option = [*values[:last], *[_ZERO] * blanks, values[last]]
            return self.sums.hold(option) is not False
        return not self.sums.hold(values)

    def _split(self, key: str, cell: Cell, count: int) -> Placed | None:
        """One run of digits or marks for a whole row."""
        text = cell.token.text
        if single_characters(text, count):
            return [piece_of(cell, at, at + 1) for at in range(count)]
        if self._drops_blanks():
            return None
        parts = only_split(text, count, self.sums)
        if parts is None:
            return None
        self.doubted.add(key)
        found = []
        at = 0
        for part in parts:
            found.append(piece_of(cell, at, at + len(part)))
            at += len(part)
        return found

    def _drops_blanks(self) -> bool:
        """Whether a row of glued digits is too short to have a digit for each column."""
        return any(
            len(cells) == 1
            and cells[0].token.glued
            and len(cells[0].token.text) < self.columns(key)
            for key, row in self.rows.items()
            for cells in (row.filled(),)
        )

    def _surplus(self, key: str, row: FoundRow, cells: Sequence[Cell], count: int) -> Placed | None:
        """More values than columns."""
        pieces = any(cell.token.glued for cell in cells)
        if row.layout is _ROW:
            if any(cell.strip is not cells[0].strip for cell in cells):
                return cells[:-1] if self._is_page_number(row, cells, count) else None
            if pieces:
                return None  # two values in one cell: one that was cut, or two that ran together
            if count == 1 and len({cell.token.text for cell in cells}) == 1:
                return cells[:1]  # a value that spans columns, repeated in each
            return self._ghost(cells, count)
        joined = only_join([cell.token.text for cell in cells], count, self.sums)
        if self._is_page_number(row, cells, count):
            return cells[:-1] if joined is None else None
        if joined is None or not self._is_cut_at_line_ends(cells, joined):
            return None
        self.doubted.add(key)
        return [joined_cells([cells[at] for at in number]) for number in joined]

    @staticmethod
    def _is_cut_at_line_ends(cells: Sequence[Cell], joined: Sequence[Sequence[int]]) -> bool:
        """Whether each piece of a number goes on where the line with the one before it ends."""
        return all(goes_on(cells[a], cells[b]) for number in joined for a, b in pairwise(number))

    def _is_page_number(self, row: FoundRow, cells: Sequence[Cell], count: int) -> bool:
        """Whether the last value is no part of the row: alone on its line behind a full one."""
        last, extra = cells[-2], cells[-1]
        if (
            len(cells) != count + 1
            or on_one_line(last, extra)
            or extra.token.kind is not Kind.VALUE
        ):
            return False
        holds = self.sums.hold([sure_value(cell) for cell in cells[:-1]])
        if holds is not None:
            return holds
        self.excess.add(self.words.rows[row.row].key)
        between = row.cells[row.cells.index(last) : row.cells.index(extra)]
        return any(cell.token.kind is Kind.WEAK for cell in between)

    def _ghost(self, cells: Sequence[Cell], count: int) -> Placed | None:
        """A row with a value too many. Programs add a column at the end of the table whose rows
        have no label, and only there: elsewhere nobody can tell which value is too many."""
        if self.words.labels or len(cells) != count + 1:
            return None
        fitting = set()
        for out in range(len(cells)):
            option = [*cells[:out], *cells[out + 1 :]]
            if self.sums.hold([sure_value(cell) for cell in option]):
                fitting.add(tuple(cell.token.text for cell in option))
        last = tuple(cell.token.text for cell in cells[:-1])
        return cells[:-1] if fitting == {last} else None


def _unevenly_parted(row: FoundRow, cells: Sequence[Cell]) -> bool:
    """Whether wide gaps part some values of a line and one space parts others."""
    if not any("   " in strip.written for strip, _ in row.parts):
        return False
    if not on_one_line(cells[0], cells[-1]) or "   " not in cells[0].strip.written:
        return False
    gaps = [b.token.start - a.token.end for a, b in pairwise(cells)]
    return min(gaps) == 1 and max(gaps) > 2
