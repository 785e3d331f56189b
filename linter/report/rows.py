"""Rows of the official tables, found by their labels in whatever the file made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .found import GROUP, NOTHING_FOLLOWS, FoundRow, FoundTable
from .layout import EMPTY, Layout, LineKind, pieces_of
from .strips import Cell, Strip, single_strips
from .tokens import NOTHING, Kind, Token
from .vocabulary import Entry, Vocabulary

# How many different words of a table there must be, so that it is one.
_ENOUGH = 3
_LED_LINES = 3
_REACH = 4  # how many rows the loose label of a row may stand behind the last that was found
# An enum's member takes long to look up.
_OTHER, _EMPTY, _LABELS, _ROW = LineKind.OTHER, LineKind.EMPTY, LineKind.LABELS, Layout.ROW
_NUMBERS, _RULE, _PAGE, _MAYBE = LineKind.NUMBERS, LineKind.RULE, LineKind.PAGE, LineKind.MAYBE
_FLOW, _VALUE = Layout.FLOW, Kind.VALUE
_new = tuple.__new__  # what a named tuple does in the end, without the way there
_MOST_EARLY = 60


def find_tables(strips: Iterable[Strip], words: Vocabulary) -> list[FoundTable]:
    """Every occurrence of a table, or of a part of one, in the order of the text."""
    found: list[tuple[FoundTable, bool]] = []
    run: list[Strip] = []
    for strip in strips:
        kind = strip.info.kind
        if kind is _OTHER:
            if run:
                found += _run_tables(run, words)
                run = []
        elif run or kind is not _EMPTY:
            run.append(strip)
    if run:
        found += _run_tables(run, words)
    # A piece of a table without labels can only be told by the rest of it.
    sure = {table.table for table, enough in found if enough and not _labels(table, words)}
    return [table for table, enough in found if enough or table.table in sure]


def _labels(table: FoundTable, words: Vocabulary) -> dict[str, int]:
    return words.tables[table.table].labels


def _run_tables(run: Sequence[Strip], words: Vocabulary) -> list[tuple[FoundTable, bool]]:
    """The tables in lines that hold nothing else, and whether enough of each is there."""
    telling: dict[str, set[str]] = {}
    infos = [strip.info for strip in run]
    for info in infos:
        if info.telling:  # few lines do
            for table, word in info.telling:
                telling.setdefault(table, set()).add(word)
    if not telling:
        return []
    layouts = [info.layout for info in infos]
    rows = [info for info in infos if info.layout is _ROW] if _ROW in layouts else []
    # A mark before the first cell of every row, or behind every last one, is no cell of its own.
    edges = (int(all(row.led for row in rows)), int(all(row.closed for row in rows)))
    led = layouts.count(Layout.CELL) >= _LED_LINES
    reader = _Reader(words, led=led, edges=edges if rows else (0, 0))
    for strip in run:
        if strip.info is not EMPTY:
            reader.read(strip)
        elif reader.row is not None:
            reader.row.add(strip, *_EMPTY_LINE)
    return [
        (table, len(telling[table.table]) >= _ENOUGH or _speaks_for_itself(table, words))
        for table in reader.tables
    ]


def _speaks_for_itself(table: FoundTable, words: Vocabulary) -> bool:
    """Whether a piece of a table has at least a row with all its values: the rest of a table
    that a page's end has cut."""
    form = words.tables[table.table]
    return any(_ENOUGH <= len(form.rows[row.row].columns) == row.values for row in table.rows)


class _Reader:
    """Reads strips one by one and keeps which table and which row it is in."""

    def __init__(self, words: Vocabulary, *, led: bool, edges: tuple[int, int]) -> None:
        self.words = words
        self.led = led
        self.edges = edges
        self.tables: list[FoundTable] = []
        self.table: FoundTable | None = None
        self.used: list[Strip] = []  # the table's
        self.row: FoundRow | None = None
        self.last_row = -1
        self.ended: FoundRow | None = None  # the last row with marks between its cells
        self.pending: FoundRow | None = None
        self.early: list[Cell] = []  # pieces of labels, and values, before any sure word

    def read(self, strip: Strip) -> None:
        """Takes in the next strip."""
        info = strip.info
        kind = info.kind
        if self.row is not None and info.stacked:
            self.row.add(strip, info.tokens, info.kinds)
            self.used.append(strip)
            return
        if kind is not _LABELS and self._is_done(strip):
            return
        pieces = info.pieces
        if info.layout is _ROW and self.edges != (0, 0) and (info.led or info.closed):
            pieces = pieces_of(info.tokens[self.edges[0] : len(info.tokens) - self.edges[1]])
        used = False
        for word, tokens, kinds in pieces:
            if word is not None:
                used |= self._word(_new(Cell, (word, strip)))
            else:
                used |= self._values(strip, tokens, kinds)
        if used:
            self.used.append(strip)
        if info.layout is _ROW and self.row is not None:
            self._end_of_row(kind)

    def _is_done(self, strip: Strip) -> bool:
        """Takes in a strip without a word, where its kind says how, or leaves it out."""
        kind = strip.info.kind
        if kind is _NUMBERS:
            self._numbers(strip)
            return True
        if kind is _RULE or (kind is _PAGE and not self._wants(len(strip.info.tokens))):
            return True
        if strip.info.layout is _FLOW and self.led:
            self._continue(strip)
            return True
        if kind is _MAYBE and not self._lacks():
            self.row = None
            return True
        return False

    def _values(self, strip: Strip, tokens: Sequence[Token], kinds: bytes) -> bool:
        """Takes in cells that are no words; whether any has a part in a table."""
        if self.row is not None:
            self.row.add(strip, tokens, kinds)
            return True
        if (cut := self._cut_row(strip)) is not None:
            cut.add_glued(strip, tokens, kinds)
            return True
        values = [Cell(token, strip) for token in tokens if token.kind >= _VALUE]
        if self.table is not None:
            self.table.strays += values
            return bool(values)
        if self.early:
            self.early += values
        return False

    def _numbers(self, strip: Strip) -> None:
        """Numbers that have a line each: the row's next cells, where there is one."""
        row = self.row
        if row is None or (strip.info.layout is _FLOW and self.led):
            for line in single_strips(strip, self.words):
                self.read(line)
        else:
            row.add(strip, strip.info.tokens, strip.info.kinds)
            self.used.append(strip)

    def _end_of_row(self, kind: LineKind) -> None:
        assert self.row is not None
        assert self.table is not None
        row = self.row
        if kind is _LABELS and not self.words.tables[self.table.table].labels:
            row.clear()  # empty cells behind the headers
            return
        if Kind.WEAK in row.kinds:
            row.drop(Kind.WEAK)
        row.layout = _ROW
        self.ended, self.row = row, None

    def _cut_row(self, strip: Strip) -> FoundRow | None:
        """The row that ends on the line before: a line's end inside a cell may have cut it."""
        row = self.ended
        if row is None or not row.parts or strip.info.kind is not LineKind.VALUES:
            return None
        if strip.index - row.parts[-1][0].last > 1:
            return None
        return row if strip.info.kinds.translate(None, NOTHING) else None

    def _wants(self, count: int) -> bool:
        """Whether the row has as many columns and no value yet."""
        return self.row is not None and count == self._columns() and not self.row.values

    def _lacks(self) -> bool:
        """Whether a row is open that has too few values."""
        return self.row is not None and self.row.values < self._columns()

    def _columns(self) -> int:
        assert self.row is not None
        return len(self.words.tables[self.row.table].rows[self.row.row].columns)

    def _continue(self, strip: Strip) -> None:
        """A line without a mark before it, among cells that have one: more of the cell before."""
        row = self.row
        if row is None:
            return
        for token in strip.info.tokens:
            if token.kind < _VALUE:
                continue
            if row.kinds and row.kinds[-1] == Kind.GAP:
                row.drop_last()
                row.add(strip, (token,), bytes((token.kind,)))
            else:
                row.add_glued(strip, (token,), bytes((token.kind,)))
            if self.table is not None:
                self.table.used.append(strip)

    def _word(self, cell: Cell) -> bool:
        """A label, a header, or a piece of one; False where it belongs to no table."""
        entry, table = cell.token.entry, self.table
        assert entry is not None
        if entry.near and not self._is_expected(entry):
            return False
        if table is None or table.table not in entry.tables:
            if entry.telling and not entry.loose and len(entry.tables) == 1:
                table = self._open(next(iter(entry.tables)), cell.strip)
            elif table is None:
                if not entry.whole and len(self.early) < _MOST_EARLY:
                    self._keep_early(cell, entry)
                return False
        words = self.words.tables[table.table]
        last = self.pending
        if last is not None and last.follow == NOTHING_FOLLOWS and last.kinds:
            last.follow = entry.depth + GROUP if entry.group else entry.depth
        if not words.labels:
            self._headed(cell, table)
        elif entry.row >= 0 and table.table in entry.tables and self._is_row(entry):
            self._start(cell, entry, table)
        elif entry.whole and not entry.group:
            self.row = None
            table.headers.append(cell)
        return True

    def _is_expected(self, entry: Entry) -> bool:
        """Whether a label with a slip in it stands where the label itself would."""
        if self.table is None or self.table.table not in entry.tables:
            return False
        return entry.row < 0 or self.last_row < entry.row <= self.last_row + _REACH

    def _keep_early(self, cell: Cell, entry: Entry) -> None:
        """Keeps a piece of a label for the table that may follow, if it is no end of a heading."""
        if self.early or not any(name.endswith(entry.plain) for name in self.words.sections):
            self.early.append(cell)

    def _open(self, key: str, strip: Strip) -> FoundTable:
        if self.table is not None and not self.used:
            self.used.append(strip)  # the table before begins and ends on this line
        self.table = FoundTable(key, led=self.led)
        self.tables.append(self.table)
        self.used = self.table.used
        self.row = self.ended = None
        self.last_row = -1
        for cell in self.early:
            self.table.used.append(cell.strip)
            if cell.token.kind >= _VALUE:
                self.table.strays.append(cell)
        self.early.clear()
        return self.table

    def _is_row(self, entry: Entry) -> bool:
        if entry.loose:
            return 0 <= self.last_row < entry.row <= self.last_row + _REACH
        return entry.whole or entry.starts

    def _start(self, cell: Cell, entry: Entry, table: FoundTable) -> None:
        row = self.row
        if row is not None and row.row == entry.row and not row.kinds:
            return  # the label once more, or the rest of it
        if entry.row <= 1 < self.last_row:
            # The first rows again: the same table once more.
            table = self._open(table.table, cell.strip)
        self.ended = None
        self.row = self.pending = FoundRow(entry.row, table.table, cell)
        self.last_row = entry.row
        table.rows.append(self.row)

    def _headed(self, cell: Cell, table: FoundTable) -> None:
        """A header of a table whose rows have no labels: the values behind the last are its."""
        table.headers.append(cell)
        if table.rows:
            row = table.rows[-1]
            if row.kinds:
                table.strays += [c for c in row.cells if c.token.kind >= _VALUE]
                row.clear()
        else:
            row = FoundRow(0, table.table, cell)
            table.rows.append(row)
        row.follow = NOTHING_FOLLOWS
        self.row = self.pending = row


_EMPTY_LINE = ((Token(Kind.WEAK, 0, 0),), bytes((Kind.WEAK,)))
