"""Rows of the official tables, found by their labels in whatever the file made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .layout import EMPTY, Layout, LineKind
from .strips import Cell, Strip, first_line, last_line, single_strips
from .tokens import Kind, Token
from .vocabulary import Entry, Vocabulary

# How many different words of a table there must be, so that it is one.
_ENOUGH = 3
_LED_LINES = 3
_REACH = 4  # how many rows the loose label of a row may stand behind the last that was found
_NOTHING = -2
_GAP = int(Kind.GAP)
GROUP = 10  # added to how deep a label stands, if it is a group's
_MOST_EARLY = 60


class FoundRow:
    """A row's label and what was found behind it, before it is said which column it is.

    ``follow`` tells what label ends it: how deep it stands (-1 a header, -2 nothing), for a
    group's label 10 more.
    """

    __slots__ = ("_filled", "_one_a_line", "cells", "follow", "label", "layout", "row", "table")

    def __init__(self, row: int, table: str, label: Cell) -> None:
        self.row = row
        self.table = table
        self.label = label
        self.cells: list[Cell] = []
        self.follow = _NOTHING
        self.layout = Layout.FLOW
        self._filled: list[Cell] | None = None
        self._one_a_line: bool | None = None

    def filled(self) -> list[Cell]:
        """The cells that have something in them; asked only when the row is complete."""
        if self._filled is None:
            self._filled = [cell for cell in self.cells if cell.token.kind > _GAP]
        return self._filled

    def one_a_line(self) -> bool:
        """Whether every cell has a line of its own, below the label; asked when it is complete."""
        if self._one_a_line is None:
            line = self.label.strip.last
            self._one_a_line = True
            for cell in self.cells:
                if first_line(cell) <= line:
                    self._one_a_line = False
                    break
                line = last_line(cell)
        return self._one_a_line


class FoundTable:
    """One occurrence of a table: its rows in the order they were found.

    ``headers`` are the words above its columns, ``strays`` values that stand behind no label,
    ``used`` the strips that have a part in it; ``led``: most of its cells have a line each and a
    mark before them.
    """

    __slots__ = ("headers", "led", "rows", "strays", "table", "used")

    def __init__(
        self,
        table: str,
        rows: Iterable[FoundRow] = (),
        strays: Iterable[Cell] = (),
        used: Iterable[Strip] = (),
        headers: Iterable[Cell] = (),
        led: bool = False,
    ) -> None:
        self.table = table
        self.rows = [*rows]
        self.strays = [*strays]
        self.used = [*used]
        self.headers = [*headers]
        self.led = led

    @property
    def values(self) -> int:
        """How many values it has."""
        return sum(1 for row in self.rows for c in row.filled() if c.token.kind is Kind.VALUE)


def find_tables(strips: Iterable[Strip], words: Vocabulary) -> list[FoundTable]:
    """Every occurrence of a table, or of a part of one, in the order of the text."""
    found: list[tuple[FoundTable, bool]] = []
    run: list[Strip] = []
    for strip in strips:
        if strip.info.kind is LineKind.OTHER:
            if run:
                found += _run_tables(run, words)
                run = []
        elif run or strip.info.kind is not LineKind.EMPTY:
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
    cells = rows = led = closed = 0
    for strip in run:
        info = strip.info
        if info is EMPTY:
            continue
        for table, word in info.telling:
            telling.setdefault(table, set()).add(word)
        if info.layout is Layout.CELL:
            cells += 1
        elif info.layout is Layout.ROW:
            rows += 1
            led += info.led
            closed += info.closed
    if not telling:
        return []
    # A mark before the first cell of every row, or behind every last one, is no cell of its own.
    edges = (int(led == rows > 0), int(closed == rows > 0))
    reader = _Reader(words, led=cells >= _LED_LINES, edges=edges)
    for strip in run:
        if strip.info is not EMPTY:
            reader.read(strip)
        elif reader.row is not None:
            reader.row.cells.append(Cell(_WEAK, strip))
    return [
        (table, len(telling[table.table]) >= _ENOUGH or _speaks_for_itself(table, words))
        for table in reader.tables
    ]


def _speaks_for_itself(table: FoundTable, words: Vocabulary) -> bool:
    """Whether a piece of a table has at least a row with all its values: the rest of a table
    that a page's end has cut."""
    form = words.tables[table.table]
    return any(
        len(form.rows[row.row].columns) >= _ENOUGH
        and sum(1 for c in row.cells if c.token.kind >= Kind.VALUE)
        == len(form.rows[row.row].columns)
        for row in table.rows
    )


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
        row = self.row
        if kind is LineKind.NUMBERS:
            self._numbers(strip)
            return
        if info.layout is Layout.CELL and kind is LineKind.VALUES and row is not None:
            row.cells += [Cell(token, strip) for token in info.tokens]
            self.used.append(strip)
            return
        if kind is LineKind.RULE or (kind is LineKind.PAGE and not self._wants(len(info.tokens))):
            return
        if info.layout is Layout.FLOW and self.led and kind is not LineKind.LABELS:
            self._continue(strip)
            return
        if kind is LineKind.MAYBE and not self._lacks():
            self.row = None
            return
        tokens = info.tokens
        if info.layout is Layout.ROW and self.edges != (0, 0) and (info.led or info.closed):
            tokens = tokens[self.edges[0] : len(tokens) - self.edges[1]]
        used = False
        for token in tokens:
            if token.entry is not None:
                used = self._word(Cell(token, strip), token.entry) or used
            elif self.row is not None:
                self.row.cells.append(Cell(token, strip))
                used = True
            elif (cut := self._cut_row(strip)) is not None:
                cut.cells.append(Cell(token._replace(glued=True), strip))
                used = True
            elif token.kind >= Kind.VALUE:
                if self.table is not None:
                    self.table.strays.append(Cell(token, strip))
                    used = True
                elif self.early:
                    self.early.append(Cell(token, strip))
        if used and self.table is not None:
            self.table.used.append(strip)
        if info.layout is Layout.ROW and self.row is not None:
            self._end_of_row(kind)

    def _numbers(self, strip: Strip) -> None:
        """Numbers that have a line each: the row's next cells, where there is one."""
        row = self.row
        if row is None or (strip.info.layout is Layout.FLOW and self.led):
            for line in single_strips(strip, self.words):
                self.read(line)
        else:
            row.cells += [Cell(token, strip) for token in strip.info.tokens]
            self.used.append(strip)

    def _end_of_row(self, kind: LineKind) -> None:
        assert self.row is not None
        assert self.table is not None
        row = self.row
        if kind is LineKind.LABELS and not self.words.tables[self.table.table].labels:
            row.cells.clear()  # empty cells behind the headers
            return
        if any(cell.token.kind is Kind.WEAK for cell in row.cells):
            row.cells = [cell for cell in row.cells if cell.token.kind is not Kind.WEAK]
        row.layout = Layout.ROW
        self.ended, self.row = row, None

    def _cut_row(self, strip: Strip) -> FoundRow | None:
        """The row that ends on the line before: a line's end inside a cell may have cut it."""
        row = self.ended
        if row is None or not row.cells or strip.info.kind is not LineKind.VALUES:
            return None
        if strip.first - last_line(row.cells[-1]) > 1:
            return None
        return row if any(token.kind > Kind.GAP for token in strip.info.tokens) else None

    def _wants(self, count: int) -> bool:
        """Whether the row has as many columns and no value yet."""
        return self.row is not None and count == self._columns() and not self._filled()

    def _lacks(self) -> bool:
        """Whether a row is open that has too few values."""
        return self.row is not None and self._filled() < self._columns()

    def _columns(self) -> int:
        assert self.row is not None
        return len(self.words.tables[self.row.table].rows[self.row.row].columns)

    def _filled(self) -> int:
        assert self.row is not None
        return sum(1 for cell in self.row.cells if cell.token.kind >= Kind.VALUE)

    def _continue(self, strip: Strip) -> None:
        """A line without a mark before it, among cells that have one: more of the cell before."""
        row = self.row
        if row is None:
            return
        for token in strip.info.tokens:
            if token.kind < Kind.VALUE:
                continue
            if row.cells and row.cells[-1].token.kind is Kind.GAP:
                row.cells[-1] = Cell(token, strip)
            else:
                row.cells.append(Cell(token._replace(glued=True), strip))
            if self.table is not None:
                self.table.used.append(strip)

    def _word(self, cell: Cell, entry: Entry) -> bool:
        """A label, a header, or a piece of one; False where it belongs to no table."""
        table = self.table
        if table is None or table.table not in entry.tables:
            if entry.telling and not entry.loose and len(entry.tables) == 1:
                table = self._open(next(iter(entry.tables)), cell.strip)
            elif table is None:
                if not entry.whole and len(self.early) < _MOST_EARLY:
                    self._keep_early(cell, entry)
                return False
        words = self.words.tables[table.table]
        last = self.pending
        if last is not None and last.follow == _NOTHING and last.cells:
            last.follow = entry.depth + GROUP if entry.group else entry.depth
        if not words.labels:
            self._headed(cell, table)
        elif entry.row >= 0 and table.table in entry.tables and self._is_row(entry):
            self._start(cell, entry, table)
        elif entry.whole and not entry.group:
            self.row = None
            table.headers.append(cell)
        return True

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
            if cell.token.kind >= Kind.VALUE:
                self.table.strays.append(cell)
        self.early.clear()
        return self.table

    def _is_row(self, entry: Entry) -> bool:
        if entry.loose:
            return 0 <= self.last_row < entry.row <= self.last_row + _REACH
        return entry.whole or entry.starts

    def _start(self, cell: Cell, entry: Entry, table: FoundTable) -> None:
        row = self.row
        if row is not None and row.row == entry.row and not row.cells:
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
            table.strays += [c for c in row.cells if c.token.kind >= Kind.VALUE]
            row.cells.clear()
        else:
            row = FoundRow(0, table.table, cell)
            table.rows.append(row)
        row.follow = _NOTHING
        self.row = self.pending = row


_WEAK = Token(Kind.WEAK, 0, 0)
