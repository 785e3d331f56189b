"""Which of the values behind a label is which column's.

What is certain: as many values as columns; an empty cell that the file shows, in rows as long as
the full ones. Everything else is a guess, and stays unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..catalogue import TableForm
from .columns import Place, assign, places, ranges
from .glued import only_join, only_split, single_characters
from .rows import Cell, FoundRow, FoundTable
from .sums import Sums
from .tokens import Kind, Layout, Token
from .vocabulary import TableWords

Placed = list[Cell]

_ZERO = Decimal(0)
_FULL_ROWS = 40
_HEADER = -1


@dataclass(slots=True)
class Habits:
    """How the tables of a document write a row that has all its values.

    For rows with marks between cells, by how deep the label stands: how many empty cells there
    are before and behind the values. For cells that have a line each: how many lines a cell
    takes, and how many empty cells or lines stand before the next label, by its kind. None where
    full rows do not agree. ``gaps``: that blank cells between values are kept, was seen.
    """

    rows: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    stride: int | None = None
    tails: dict[int, int | None] = field(default_factory=dict)
    strong: bool = False
    gaps: bool = False


def sure_value(cell: Cell) -> Decimal | None:
    """What a sum reads in a cell: blanks and marks are 0."""
    kind = cell.token.kind
    if kind is Kind.VALUE:
        return cell.token.value
    return _ZERO if kind in (Kind.GAP, Kind.MARK) else None


def filled(row: FoundRow) -> list[Cell]:
    """The cells of a row that have something in them."""
    return [cell for cell in row.cells if cell.token.kind >= Kind.VALUE or _is_text(cell)]


def _is_text(cell: Cell) -> bool:
    return cell.token.kind is Kind.UNKNOWN


def learn(tables: Iterable[tuple[FoundTable, TableWords, TableForm]]) -> Habits:
    """The habits of a document's tables."""
    habits = Habits()
    streams: list[FoundRow] = []
    for table, words, form in tables:
        for row in table.rows:
            own = form.rows_by_key.get(words.rows[row.row].key)
            if own is None:
                continue
            cells = row.cells
            count = len(own.columns)
            if row.layout is Layout.ROW:
                if count > 1 and len(filled(row)) == count:
                    _learn_row(habits, words.depth(row.row), cells, count)
                continue
            if any(cell.token.kind is Kind.GAP for cell in cells):
                habits.strong = True
            if len(filled(row)) == count and _one_a_line(row):
                streams.append(row)
    for row in streams:
        _learn_stream(habits, row)
    return habits


def _learn_row(habits: Habits, depth: int, cells: Sequence[Cell], count: int) -> None:
    at = next(at for at, cell in enumerate(cells) if cell.token.kind >= Kind.UNKNOWN)
    if any(cell.token.kind is Kind.GAP for cell in cells[at : at + count]):
        return
    shape = (at, len(cells) - at - count)
    if habits.rows.setdefault(depth, shape) != shape:
        habits.rows[depth] = None


def _one_a_line(row: FoundRow) -> bool:
    """Whether every cell of a row has a line of its own, below its label."""
    line = row.label.strip.last
    for cell in row.cells:
        if cell.strip.first <= line:
            return False
        line = cell.strip.last
    return True


def _learn_stream(habits: Habits, row: FoundRow) -> None:
    cells = _relevant(habits, row)
    at = [index for index, cell in enumerate(cells) if cell.token.kind >= Kind.VALUE]
    if not at:
        return
    stride = at[0] + 1
    if at != list(range(stride - 1, stride * len(at), stride)):
        return
    if habits.stride is None:
        habits.stride = stride
    if habits.stride == stride:
        tail = len(cells) - at[-1] - 1
        if habits.tails.setdefault(row.follow, tail) != tail:
            habits.tails[row.follow] = None


def _relevant(habits: Habits, row: FoundRow) -> list[Cell]:
    """A row's cells; empty lines are none where empty cells have a mark of their own."""
    if not habits.strong:
        return row.cells
    return [cell for cell in row.cells if cell.token.kind is not Kind.WEAK]


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
        self.rows: dict[str, FoundRow] = {}
        self.placed: dict[str, Placed | None] = {}
        self.doubted: list[str] = []  # rows taken apart or put together by their sums

    def place(self) -> dict[str, Placed | None]:
        """The cells of each row of the form that is there, in order; None where not sure."""
        clashing = self._collect()
        for key, row in self.rows.items():
            self.placed[key] = None if key in clashing else self._row(key, row)
        if self._scattered(clashing):
            self._doubt_scattered()
        self._doubt_damaged()
        if self.doubted and not self.sums.columns_hold(self._values):
            for key in self.doubted:
                self.placed[key] = None
        return self.placed

    def _values(self, key: str) -> Sequence[Decimal | None] | None:
        cells = self.placed.get(key)
        return None if cells is None else [sure_value(cell) for cell in cells]

    def _collect(self) -> set[str]:
        """Takes each row once; returns those that were found twice with values."""
        clashing: set[str] = set()
        for row in self.table.rows:
            key = self.words.rows[row.row].key
            if key not in self.form.rows_by_key:
                if filled(row):
                    self.table.strays += filled(row)
                continue
            other = self.rows.get(key)
            if other is None or not filled(other):
                self.rows[key] = row
            elif filled(row):
                clashing.add(key)
        return clashing

    def _columns(self, key: str) -> int:
        return len(self.form.rows_by_key[key].columns)

    # --- one row

    def _row(self, key: str, row: FoundRow) -> Placed | None:
        count = self._columns(key)
        cells = filled(row)
        if len(cells) == count:
            return self._full(row, cells, count)
        if not cells:
            return self._blank(row, count)
        if len(cells) > count:
            return self._surplus(key, row, cells, count)
        if row.layout is Layout.ROW:
            return self._ruled(row, count)
        if any(c.token.kind is Kind.GAP for c in row.cells) or _one_a_line(row):
            found = self._stream(row, count)
            if found is not None:
                return found
        if len(cells) == 1:
            found = self._split(key, cells[0], count)
            if found is not None:
                return found
        return self._aligned(row, cells, count)

    def _full(self, row: FoundRow, cells: list[Cell], count: int) -> Placed | None:
        if row.layout is not Layout.ROW and not self.table.led:
            damaged = [cell for cell in cells if cell.token.kind is Kind.DAMAGED]
            if damaged and count == 1:
                return None
        return cells

    def _blank(self, row: FoundRow, count: int) -> Placed:
        gaps = [cell for cell in row.cells if cell.token.kind is Kind.GAP]
        if row.layout is Layout.ROW:
            shape = self.habits.rows.get(self.words.depth(row.row)) or (0, 0)
            gaps = gaps[shape[0] :]
        if len(gaps) < count and self.habits.stride and not self.habits.strong:
            lines = [cell for cell in row.cells if cell.token.kind is Kind.WEAK]
            gaps = [_gap_at(cell) for cell in lines[self.habits.stride - 1 :: self.habits.stride]]
        if len(gaps) >= count:
            return gaps[:count]
        end = row.label.token.end
        return [Cell(Token(Kind.GAP, end, end), row.label.strip)] * count

    def _ruled(self, row: FoundRow, count: int) -> Placed | None:
        """A row with marks between its cells, with fewer values than columns."""
        cells = row.cells
        shape = self.habits.rows.get(self.words.depth(row.row), (0, 0))
        if row.label.strip.certain and shape is None:
            shape = (0, 0)
        if shape is None or len(cells) != shape[0] + count + shape[1]:
            return None
        lead, tail = shape
        if any(c.token.kind is not Kind.GAP for c in (*cells[:lead], *cells[len(cells) - tail :])):
            return None
        return self._checked(cells[lead : lead + count], certain=row.label.strip.certain)

    def _stream(self, row: FoundRow, count: int) -> Placed | None:
        """A row whose cells have a line each, with fewer values than columns."""
        cells = _relevant(self.habits, row)
        stride = self.habits.stride or (1 if self.habits.strong else 0)
        if not stride:
            return None
        own = cells[stride - 1 :: stride]
        between = (cell for at, cell in enumerate(cells) if (at + 1) % stride)
        if any(cell.token.kind is not Kind.WEAK for cell in between):
            return None
        last = max(
            at
            for at, cell in enumerate(own)
            if cell.token.kind >= Kind.UNKNOWN
            and cell.token.kind is not Kind.WEAK
            and cell.token.kind is not Kind.GAP
        )
        if last >= count:
            return None
        if last < count - 1:
            tail = self._tail(row.follow)
            if tail is None or len(cells) != stride * count + tail:
                return None
        found = [
            cell if cell.token.kind is not Kind.WEAK else _gap_at(cell) for cell in own[:count]
        ]
        return self._checked(found)

    def _tail(self, follow: int) -> int | None:
        tails = self.habits.tails
        if follow in tails:
            return tails[follow]
        if self.habits.strong and follow < 0:
            return 0
        known = {depth: tail for depth, tail in tails.items() if depth >= 0}
        if self.habits.strong and follow >= 0:
            if all(tail == 0 for tail in known.values()):
                return 0
            if all(tail == depth for depth, tail in known.items()):
                return follow
        return None

    def _checked(self, cells: list[Cell], *, certain: bool = False) -> Placed | None:
        """The cells, if their blanks are where they seem to be: where a file drops blank cells
        and fills the row up at its end, all values have moved to the left."""
        blank = [cell.token.kind is Kind.GAP for cell in cells]
        last = max(at for at, empty in enumerate(blank) if not empty)
        if any(blank[:last]):
            self.habits.gaps = True
            return cells
        if certain or all(sure_value(cell) == 0 for cell in cells):
            return cells
        values = [sure_value(cell) for cell in cells]
        if not self.sums.rows:
            return cells if self.habits.gaps else None
        moved = self._could_have_moved(values, last)
        return None if moved and not self.sums.hold(values) else cells

    def _could_have_moved(self, values: Sequence[Decimal | None], last: int) -> bool:
        """Whether the sums would hold if the blanks at the end belonged further left."""
        count = len(values)
        blanks = count - 1 - last
        if blanks == 1:
            options = [[*values[:at], _ZERO, *values[at:-1]] for at in range(count - 1)]
            return any(self.sums.hold(option) for option in options)
        if len(self.sums.rows) == 1:
            option = [*values[:last], *[_ZERO] * blanks, values[last]]
            return self.sums.hold(option) is not False
        return not self.sums.hold(values)

    def _split(self, key: str, cell: Cell, count: int) -> Placed | None:
        """One run of digits or marks for a whole row."""
        text = cell.token.text
        if single_characters(text, count):
            return [_piece_of(cell, at, at + 1) for at in range(count)]
        if not cell.token.glued and count < 7:
            return None
        if self._drops_blanks():
            return None
        parts = only_split(text, count, self.sums)
        if parts is None:
            return None
        self.doubted.append(key)
        found = []
        at = 0
        for part in parts:
            found.append(_piece_of(cell, at, at + len(part)))
            at += len(part)
        return found

    def _drops_blanks(self) -> bool:
        """Whether a row of glued digits is too short to have a digit for each column."""
        for key, row in self.rows.items():
            cells = filled(row)
            if len(cells) == 1 and cells[0].token.glued:
                if 0 < len(cells[0].token.text) < self._columns(key):
                    return True
        return False

    def _surplus(self, key: str, row: FoundRow, cells: list[Cell], count: int) -> Placed | None:
        """More values than columns."""
        if row.layout is Layout.ROW:
            if count == 1 and len({cell.token.text for cell in cells}) == 1:
                return cells[:1]  # a value that spans columns, repeated in each
            return self._ghost(cells, count)
        values = [sure_value(cell) for cell in cells[:count]]
        apart = any(
            cell.token.kind is Kind.WEAK
            for cell in row.cells[row.cells.index(cells[count - 1]) : row.cells.index(cells[count])]
        )
        holds = self.sums.hold(values)
        if cells[count - 1].strip is not cells[count].strip and (
            holds or (holds is None and apart)
        ):
            return cells[:count]  # a page's number behind a full row
        lines: list[list[Cell]] = []
        for cell in cells:
            if lines and lines[-1][0].strip is cell.strip:
                lines[-1].append(cell)
            else:
                lines.append([cell])
        joined = only_join([[c.token.text for c in line] for line in lines], count, self.sums)
        if joined is None:
            return None
        self.doubted.append(key)
        return [_joined([cells[at] for at in number]) for number in joined]

    def _ghost(self, cells: list[Cell], count: int) -> Placed | None:
        """A row with a value too many: which, only the sums can tell."""
        if len(cells) != count + 1:
            return None
        found: dict[tuple[str, ...], list[Cell]] = {}
        for out in range(len(cells)):
            option = cells[:out] + cells[out + 1 :]
            if self.sums.hold([sure_value(cell) for cell in option]):
                found.setdefault(tuple(cell.token.text for cell in option), option)
        return next(iter(found.values())) if len(found) == 1 else None

    # --- columns of spaces

    def _aligned(self, row: FoundRow, cells: list[Cell], count: int) -> Placed | None:
        """Values under each other, parted by spaces: full rows show where the columns are."""
        strip = cells[0].strip
        if count == 1 or any(cell.strip is not strip for cell in cells) or "  " not in strip.text:
            return None
        found: set[tuple[int, ...]] = set()
        for display in (True, False):
            columns = self._measured(row, count, display)
            own = places(strip.text, [_place(cell) for cell in cells], display=display)
            at = assign(own, columns) if columns else None
            if at is not None:
                found.add(tuple(at))
        if len(found) != 1:
            return None
        by_column = dict(zip(next(iter(found)), cells, strict=True))
        result = []
        end = row.label.token.end if row.label.strip is strip else 0
        for at in range(count):
            if at in by_column:
                end = by_column[at].token.end
                result.append(by_column[at])
            else:
                result.append(Cell(Token(Kind.GAP, end, end), strip))
        holds = self.sums.hold([sure_value(cell) for cell in result])
        return result if holds or (holds is None and not self.sums.rows) else None

    def _measured(self, row: FoundRow, count: int, display: bool) -> list[Place] | None:
        full = []
        for other in self.table.rows:
            cells = filled(other)
            if len(cells) == count and all(c.strip is cells[0].strip for c in cells):
                distance = abs(cells[0].strip.first - row.label.strip.first)
                full.append((distance, cells))
        full.sort(key=lambda item: item[0])
        rows = [
            places(cells[0].strip.text, [_place(c) for c in cells], display=display)
            for _, cells in full[:_FULL_ROWS]
        ]
        return ranges(rows) if rows else self._headers(count, display)

    def _headers(self, count: int, display: bool) -> list[Place] | None:
        """The columns by their headers, where each has its own place."""
        labels = {column.label for row in self.form.rows for column in row.columns}
        found = []
        for cell in self.table.headers:
            entry = cell.token.entry
            if entry is None or entry.plain not in labels or not cell.strip.text:
                continue
            found += places(cell.strip.text, [_place(cell)], display=display)
        found.sort()
        return ranges([found]) if len(found) == count else None

    # --- the table as a whole

    def _scattered(self, clashing: set[str]) -> bool:
        """Whether values stand where no label claims them: labels and values came apart."""
        if self.table.strays or clashing:
            return True
        return any(
            self.placed[key] is None and len(filled(row)) > self._columns(key)
            for key, row in self.rows.items()
            if row.layout is not Layout.ROW
        )

    def _doubt_scattered(self) -> None:
        """Keeps the rows whose values stand beside their label; or all, if all are noughts."""
        zeros = self._all_zeros()
        if zeros is not None:
            self.placed = zeros
            return
        for key, row in self.rows.items():
            if row.layout is Layout.ROW or row.label.strip.certain:
                continue
            cells = self.placed[key]
            if cells is None or not all(cell.strip is row.label.strip for cell in filled(row)):
                self.placed[key] = None
            elif not filled(row):
                self.placed[key] = None

    def _all_zeros(self) -> dict[str, Placed | None] | None:
        """Every cell 0, where there are as many noughts as cells and nothing else."""
        values = [cell for row in self.table.rows for cell in filled(row)]
        keys = {self.words.rows[row.row].key for row in self.table.rows}
        values += [cell for cell in self.table.strays if cell not in values]
        rows = self.form.rows
        if len(values) != sum(len(row.columns) for row in rows) or any(
            cell.token.text != "0" for cell in values
        ):
            return None
        if any(row.key not in keys for row in rows):
            return None
        found: dict[str, Placed | None] = {}
        left: Iterator[Cell] = iter(sorted(values, key=lambda c: (c.strip.first, c.token.start)))
        for row in rows:
            found[row.key] = [next(left) for _ in row.columns]
        return found

    def _doubt_damaged(self) -> None:
        """Drops rows that only seem whole: where values were cut or lost nearby, a row may have
        the right number of values by chance. Its sums tell."""
        flowing = [k for k, row in self.rows.items() if row.layout is not Layout.ROW]
        if all(self.placed[key] is not None for key in flowing):
            return
        for key in flowing:
            cells = self.placed[key]
            if cells is not None and filled(self.rows[key]) and not self.table.led:
                if self.sums.hold([sure_value(cell) for cell in cells]) is False:
                    self.placed[key] = None


def _place(cell: Cell) -> Place:
    return cell.token.start, cell.token.end


def _gap_at(cell: Cell) -> Cell:
    return Cell(Token(Kind.GAP, 0, 0), cell.strip)


def _piece_of(cell: Cell, start: int, end: int) -> Cell:
    token = cell.token
    text = token.text[start:end]
    at = token.start + start
    if text.isdigit():
        value = Token(Kind.VALUE, at, at + len(text), text, Decimal(text))
    else:
        value = Token(Kind.MARK, at, at + len(text), text)
    return Cell(value, cell.strip)


def _joined(cells: Sequence[Cell]) -> Cell:
    if len(cells) == 1:
        return cells[0]
    text = "".join(cell.token.text for cell in cells)
    first = cells[0]
    return Cell(first.token._replace(text=text, value=Decimal(text)), first.strip)
