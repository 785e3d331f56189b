"""A document as strips: its lines, and the rows of its drawn, tagged and declared tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from ..grid import GridRow, declared_rows, drawn_rows, tagged_rows
from ..records import NamedTuple
from ..text import MappedText, Span
from .layout import Layout, LineInfo, LineKind, line_info, read_line, read_numbers
from .lines import Line, singly
from .tokens import Kind, Token, cell_tokens, tidied
from .vocabulary import Vocabulary

_EVERYWHERE = range(1 << 60)
# An enum's member takes long to look up.
_BOX, _HTML, _OTHER = Layout.BOX, Layout.HTML, LineKind.OTHER
_new = tuple.__new__  # what a named tuple does in the end, without the way there
_MANY_CELLS = 60  # in one line: it is no row
_LONG = 100_000


class DrawnRow:
    """A row of a drawn, tagged or declared table, which may take several lines; its tokens have
    their places in the source already. ``certain`` says that the file itself declares the cells."""

    __slots__ = ("certain", "index", "info", "last")

    written = ""  # its lines are not its text
    origins: Sequence[int] = _EVERYWHERE

    def __init__(self, index: int, last: int, info: LineInfo, *, certain: bool = False) -> None:
        self.index = index
        self.last = last
        self.info = info
        self.certain = certain


# What is read at once: a line, or several that hold nothing but a number each; a row.
Strip = Line | DrawnRow


class Cell(NamedTuple):
    """A token that may be a cell, and where it was found."""

    token: Token
    strip: Strip


def cells_of(tokens: Iterable[Token], strip: Strip) -> Iterator[Cell]:
    """A strip's tokens as cells."""
    return map(_new, repeat(Cell), zip(tokens, repeat(strip)))


def place_of(cell: Cell) -> Span:
    """Where a cell's text stands in the source."""
    token, strip = cell
    origins = strip.origins
    if token.end > token.start:
        return _new(Span, (origins[token.start], origins[token.end - 1] + 1))
    if token.start < len(origins):
        at = origins[token.start]
    elif origins:
        at = origins[-1] + 1
    else:
        at = origins.start if isinstance(origins, range) else 0
    return Span(at, at)


def first_line(cell: Cell) -> int:
    """The index of the line where a cell begins."""
    number = cell.token.line
    return cell.strip.index + number if number >= 0 else cell.strip.index


def last_line(cell: Cell) -> int:
    """The index of the line where a cell ends."""
    number = cell.token.line
    return cell.strip.index + number if number >= 0 else cell.strip.last


def on_one_line(cell: Cell, other: Cell) -> bool:
    """Whether two cells stand on the same line, or in the same row of a drawn table."""
    return cell.strip is other.strip and cell.token.line == other.token.line


def single_strips(strip: Strip, words: Vocabulary) -> Iterator[Strip]:
    """Lines that are read at once, one by one."""
    assert isinstance(strip, Line)
    return (_read(line, words) for line in singly((strip,)))


def _read(line: Line, words: Vocabulary) -> Line:
    line.info = read_line(words, line.written)
    return line


def strips_of(lines: Sequence[Line], words: Vocabulary) -> list[Strip]:
    """The lines of a document as they are read; of drawn, tagged, declared tables the rows."""
    strips: list[Strip] = []
    read = words.lines.get
    done = 0
    for at, line in enumerate(lines):
        if at < done:
            continue
        if line.last > line.index:
            strips += _numbers(line, words)
            continue
        text = line.written
        line.info = info = read(text) or read_line(words, text)
        if line.table is not None:
            rows = declared_rows(line.table, line.index)
            strips += (_drawn_row(row, words, certain=True) for row in rows)
        elif info.single:
            strips.append(line)
        elif info.layout is _BOX:
            done = _drawn_end(lines, at, words)
            strips += _drawn(lines, at, done, words)
        elif info.layout is _HTML:
            done = _tagged_end(lines, at)
            strips += _tagged(lines, at, done, words)
        elif info.kind is _OTHER and text.count("\t", 0, _LONG) > _MANY_CELLS:
            strips += _cells_as_lines(line, words)
        else:
            strips.append(line)
    return strips


def _numbers(line: Line, words: Vocabulary) -> Iterable[Strip]:
    """Numbers that have a line each: at once, where they look alike."""
    info = read_numbers(words, line.written)
    if info is None:
        return single_strips(line, words)
    line.info = info
    return (line,)


def _cells_as_lines(line: Line, words: Vocabulary) -> Iterator[Strip]:
    """The cells of a line that holds a whole document, as if each had a line."""
    at = 0
    for text in line.written[:_LONG].split("\t"):
        yield _read(Line(line.index, text, line.raw, at), words)
        at += len(text) + 1


def _drawn_end(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    end = at + 1
    while end < len(lines) and lines[end].table is None:
        text = lines[end].written
        if not text.strip() or ("|" not in text and not read_line(words, text).boxed):
            break
        end += 1
    return end


def _drawn(lines: Sequence[Line], at: int, end: int, words: Vocabulary) -> Iterator[Strip]:
    rule = LineInfo(LineKind.RULE, Layout.BOX, boxed=True)
    block = lines[at:end]
    done = block[0].index
    for row in drawn_rows([(line.index, line.raw) for line in block]):
        yield from _rules(block, done, row.first, rule)
        yield _drawn_row(row, words)
        done = row.last + 1
    yield from _rules(block, done, block[-1].index + 1, rule)


def _rules(block: Sequence[Line], first: int, end: int, info: LineInfo) -> Iterator[Strip]:
    """The lines of a block, by their indexes, as lines that are drawn."""
    for line in block[first - block[0].index : end - block[0].index]:
        line.info = info
        yield line


def _tagged_end(lines: Sequence[Line], at: int) -> int:
    """Behind the last line of the HTML table that begins there: its end tag, or what is no
    longer one."""
    end = at
    while end < len(lines) and lines[end].table is None:
        text = lines[end].written
        if not text.strip() and end > at + 1 and "</table" in lines[end - 1].written.lower():
            break
        end += 1
        if "</table" in text.lower():
            break
        if end - at > 1 and "<" not in text and ">" not in text and len(text) > 80:
            return end - 1
    return max(end, at + 1)


def _tagged(lines: Sequence[Line], at: int, end: int, words: Vocabulary) -> Iterator[Strip]:
    rule = LineInfo(LineKind.RULE, Layout.HTML)
    block = lines[at:end]
    done = block[0].index
    for row in tagged_rows([(line.index, line.raw) for line in block]):
        yield from _rules(block, done, row.first, rule)
        yield _drawn_row(row, words, certain=True)
        done = max(done, row.last + 1)
    yield from _rules(block, done, block[-1].index + 1, rule)


def _drawn_row(row: GridRow, words: Vocabulary, *, certain: bool = False) -> DrawnRow:
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
    return DrawnRow(row.first, row.last, info, certain=certain)
