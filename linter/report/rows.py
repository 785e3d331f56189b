"""Rows of the official tables, found by their labels in whatever the file made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..grid import GridRow, declared_rows, drawn_rows, tagged_rows
from ..text import MappedText
from .lines import Line
from .tokens import (
    Kind,
    Layout,
    LineInfo,
    LineKind,
    Token,
    cell_tokens,
    line_info,
    read_line,
    tidied,
)
from .vocabulary import Entry, TableWords, Vocabulary

# Places of these are offsets into the source already.
_ABSOLUTE = range(1 << 60)
# How many different words of a table there must be, so that it is one.
_ENOUGH = 3
_LED_LINES = 3
_REACH = 4  # how many rows the loose label of a row may stand behind the last that was found
_NOTHING = -2
_MANY_CELLS = 60  # in one line: it is no row
_LONG = 100_000


class Strip(NamedTuple):
    """What is read at once: a line, or a row of a drawn or declared table.

    ``origins`` give the source offset of a token's place. ``text`` is the line's, for its
    columns; ``certain`` says that the file itself declares the cells.
    """

    first: int
    last: int
    info: LineInfo
    origins: Sequence[int]
    text: str
    certain: bool = False


class Cell(NamedTuple):
    """A token that may be a cell, and where it was found."""

    token: Token
    strip: Strip


@dataclass(slots=True)
class FoundRow:
    """A row's label and what was found behind it, before it is said which column it is.

    ``follow`` tells what label ends it: how deep it stands (-1 a header, -2 nothing).
    """

    row: int
    table: str
    label: Cell
    cells: list[Cell] = field(default_factory=list)
    follow: int = _NOTHING
    layout: Layout = Layout.FLOW


@dataclass(slots=True)
class FoundTable:
    """One occurrence of a table: its rows in the order they were found.

    ``headers`` are the words above its columns, ``strays`` values that stand behind no label,
    ``used`` the strips that have a part in it; ``led``: most of its cells have a line each and a
    mark before them.
    """

    table: str
    rows: list[FoundRow] = field(default_factory=list)
    strays: list[Cell] = field(default_factory=list)
    used: list[Strip] = field(default_factory=list)
    headers: list[Cell] = field(default_factory=list)
    led: bool = False

    @property
    def values(self) -> int:
        """How many values it has."""
        return sum(1 for row in self.rows for cell in row.cells if cell.token.kind is Kind.VALUE)


def strips_of(lines: Sequence[Line], words: Vocabulary) -> Iterator[Strip]:
    """The lines of a document as they are read; of drawn, tagged, declared tables the rows."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.table is not None:
            for row in declared_rows(line.table, at):
                yield _grid_strip(row, words, certain=True)
            at += 1
            continue
        info = read_line(words, line.raw.text)
        if info.layout is Layout.BOX:
            end = _drawn_end(lines, at, words)
            yield from _drawn(lines, at, end, words)
            at = end
        elif info.layout is Layout.HTML:
            end = _tagged_end(lines, at, words)
            yield from _tagged(lines, at, end, words)
            at = end
        elif info.kind is LineKind.OTHER and line.raw.text.count("\t", 0, _LONG) > _MANY_CELLS:
            yield from _cells_as_lines(line.raw, at, words)
            at += 1
        else:
            yield Strip(at, at, info, line.raw.origins, line.raw.text)
            at += 1


def _cells_as_lines(raw: MappedText, number: int, words: Vocabulary) -> Iterator[Strip]:
    """The cells of a line that holds a whole document, as if each had a line."""
    at = 0
    for text in raw.text[:_LONG].split("\t"):
        info = read_line(words, text)
        yield Strip(number, number, info, raw.origins[at : at + len(text) + 1], text)
        at += len(text) + 1


def _drawn_end(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    end = at + 1
    while end < len(lines) and lines[end].table is None:
        text = lines[end].raw.text
        if not text.strip() or ("|" not in text and not read_line(words, text).boxed):
            break
        end += 1
    return end


def _drawn(lines: Sequence[Line], at: int, end: int, words: Vocabulary) -> Iterator[Strip]:
    rule = LineInfo(LineKind.RULE, Layout.BOX, boxed=True)
    block = [(number, lines[number].raw) for number in range(at, end)]
    for row in drawn_rows(block):
        yield from _rules(at, row.first, lines, rule)
        yield _grid_strip(row, words)
        at = row.last + 1
    yield from _rules(at, end, lines, rule)


def _rules(at: int, end: int, lines: Sequence[Line], info: LineInfo) -> Iterator[Strip]:
    for number in range(at, end):
        yield Strip(number, number, info, lines[number].raw.origins, "")


def _tagged_end(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    """Behind the last line of the HTML table that begins there: its end tag, or what is no
    longer one."""
    end = at
    while end < len(lines) and lines[end].table is None:
        text = lines[end].raw.text
        if not text.strip() and end > at + 1 and "</table" in lines[end - 1].raw.text.lower():
            break
        end += 1
        if "</table" in text.lower():
            break
        if end - at > 1 and "<" not in text and ">" not in text and len(text) > 80:
            return end - 1
    return max(end, at + 1)


def _tagged(lines: Sequence[Line], at: int, end: int, words: Vocabulary) -> Iterator[Strip]:
    rule = LineInfo(LineKind.RULE, Layout.HTML)
    block = [(number, lines[number].raw) for number in range(at, end)]
    for row in tagged_rows(block):
        yield from _rules(at, row.first, lines, rule)
        yield _grid_strip(row, words, certain=True)
        at = max(at, row.last + 1)
    yield from _rules(at, end, lines, rule)


def _grid_strip(row: GridRow, words: Vocabulary, *, certain: bool = False) -> Strip:
    tokens: list[Token] = []
    for pieces in row.cells:
        tidy = [tidied(piece) for piece in pieces]
        joined = MappedText.join(piece.strip() for piece in tidy) if len(tidy) > 1 else tidy[0]
        found = list(cell_tokens(words, joined))
        if len(tidy) > 1 and any(token.kind >= Kind.VALUE for token in found):
            # A number that runs over two lines may be two: each piece stands for itself.
            found = [token for piece in tidy for token in cell_tokens(words, piece)]
        tokens += found
    info = line_info(words, tokens, Layout.ROW)
    return Strip(row.first, row.last, info, _ABSOLUTE, "", certain)


def find_tables(strips: Iterable[Strip], words: Vocabulary) -> list[FoundTable]:
    """Every occurrence of a table, or of a part of one, in the order of the text."""
    tables: list[FoundTable] = []
    run: list[Strip] = []
    for strip in strips:
        if strip.info.kind is LineKind.OTHER:
            if run:
                tables += _run_tables(run, words)
                run = []
        elif run or strip.info.kind is not LineKind.EMPTY:
            run.append(strip)
    if run:
        tables += _run_tables(run, words)
    return tables


def _run_tables(run: Sequence[Strip], words: Vocabulary) -> list[FoundTable]:
    """The tables in lines that hold nothing else."""
    telling: dict[str, set[str]] = {}
    led = closed = opened = 0
    for strip in run:
        info = strip.info
        for table, word in info.telling:
            telling.setdefault(table, set()).add(word)
        if info.layout is Layout.CELL:
            led += 1
        elif info.layout is Layout.ROW:
            if info.closed:
                closed += 1
            else:
                opened += 1
    if not telling:
        return []
    reader = _Reader(words, led=led >= _LED_LINES, closed=closed > 0 and opened == 0)
    for strip in run:
        reader.read(strip)
    return [
        table
        for table in reader.tables
        if len(telling.get(table.table, ())) >= _ENOUGH or _speaks_for_itself(table, words)
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

    def __init__(self, words: Vocabulary, *, led: bool, closed: bool) -> None:
        self.words = words
        self.led = led
        self.closed = closed
        self.tables: list[FoundTable] = []
        self.table: FoundTable | None = None
        self.row: FoundRow | None = None
        self.last_row = -1
        self.pending: FoundRow | None = None

    def read(self, strip: Strip) -> None:
        """Takes in the next strip."""
        info = strip.info
        kind = info.kind
        row = self.row
        if kind is LineKind.EMPTY:
            if row is not None:
                row.cells.append(Cell(_WEAK, strip))
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
        if self.closed and info.closed and tokens and tokens[-1].kind is Kind.GAP:
            tokens = tokens[:-1]
        used = False
        for token in tokens:
            if token.entry is not None:
                used = self._word(Cell(token, strip), token.entry) or used
            elif self.row is not None:
                self.row.cells.append(Cell(token, strip))
                used = True
            elif self.table is not None and token.kind >= Kind.VALUE:
                self.table.strays.append(Cell(token, strip))
                used = True
        if used and self.table is not None:
            self.table.used.append(strip)
        if info.layout is Layout.ROW and self.row is not None:
            self._end_of_row(kind)

    def _end_of_row(self, kind: LineKind) -> None:
        assert self.row is not None and self.table is not None
        if self.words.tables[self.table.table].labels:
            self.row.layout = Layout.ROW
            self.row = None
        elif kind is LineKind.LABELS:
            self.row.cells.clear()  # empty cells behind the headers
        else:
            self.row.layout = Layout.ROW
            self.row = None

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
                row.cells.append(Cell(token, strip))
            if self.table is not None:
                self.table.used.append(strip)

    def _word(self, cell: Cell, entry: Entry) -> bool:
        """A label, a header, or a piece of one; False where it belongs to no table."""
        table = self.table
        if table is None or table.table not in entry.tables:
            if entry.telling and not entry.loose and len(entry.tables) == 1:
                table = self._open(next(iter(entry.tables)))
            elif table is None:
                return False
        words = self.words.tables[table.table]
        last = self.pending
        if last is not None and last.follow == _NOTHING and last.cells:
            last.follow = entry.depth
        if not words.labels:
            self._headed(cell, table)
        elif entry.row >= 0 and self._is_row(entry):
            self._start(cell, entry, table)
        elif entry.whole and not entry.group:
            self.row = None
            table.headers.append(cell)
        return True

    def _open(self, key: str) -> FoundTable:
        self.table = FoundTable(key, led=self.led)
        self.tables.append(self.table)
        self.row = None
        self.last_row = -1
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
            table = self._open(table.table)  # the first rows again: the same table once more
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
