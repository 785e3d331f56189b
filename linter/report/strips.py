"""A document as strips: its lines, and the rows of its drawn, tagged and declared tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..grid import GridRow, declared_rows, drawn_rows, tagged_rows
from ..text import MappedText
from .layout import Layout, LineInfo, LineKind, line_info, read_line
from .lines import Line
from .tokens import Kind, Token, cell_tokens, tidied
from .vocabulary import Vocabulary

# Places of these are offsets into the source already.
EVERYWHERE = range(1 << 60)
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


def place_of(cell: Cell) -> tuple[int, int]:
    """Where a cell's text stands in the source."""
    token, strip = cell
    origins = strip.origins
    if token.end > token.start:
        return origins[token.start], origins[token.end - 1] + 1
    if token.start < len(origins):
        at = origins[token.start]
    elif origins:
        at = origins[-1] + 1
    else:
        at = origins.start if isinstance(origins, range) else 0
    return at, at


def strips_of(lines: Sequence[Line], words: Vocabulary) -> list[Strip]:
    """The lines of a document as they are read; of drawn, tagged, declared tables the rows."""
    strips: list[Strip] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        raw = line.raw
        info = read_line(words, raw.text)
        if line.table is not None:
            strips += (_grid_strip(r, words, certain=True) for r in declared_rows(line.table, at))
        elif info.layout is Layout.BOX:
            end = _drawn_end(lines, at, words)
            strips += _drawn(lines, at, end, words)
            at = end - 1
        elif info.layout is Layout.HTML:
            end = _tagged_end(lines, at, words)
            strips += _tagged(lines, at, end, words)
            at = end - 1
        elif info.kind is LineKind.OTHER and raw.text.count("\t", 0, _LONG) > _MANY_CELLS:
            strips += _cells_as_lines(raw, at, words)
        else:
            strips.append(Strip(at, at, info, raw.origins, raw.text))
        at += 1
    return strips


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
    return Strip(row.first, row.last, info, EVERYWHERE, "", certain)
