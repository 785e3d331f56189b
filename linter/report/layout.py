"""How a line of a table shows its cells, and what stands in them.

A line is read from its text alone, so that what was found can be kept: the reports of a batch
consist of the same few hundred lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from ..records import NamedTuple
from ..text import FILLERS, MappedText, lazy_pattern
from .lines import written_lines
from .tokens import (
    LONGEST_KEPT,
    LONGEST_UNKNOWN,
    PIECE,
    Kind,
    Token,
    cell_tokens,
    flow_tokens,
    origin,
    tidied,
)
from .vocabulary import Vocabulary, plain


class Layout(IntEnum):
    """How a line shows its cells."""

    FLOW = 0  # not at all: white space parts words
    ROW = 1  # a row with marks between its cells
    CELL = 2  # one cell, with a mark before it
    BOX = 3  # a line of a drawn table
    HTML = 4  # a line with tags of an HTML table


class LineKind(IntEnum):
    """What a line can be."""

    OTHER = 0  # nothing of a table
    LABELS = 1  # has words of a table, perhaps values too
    VALUES = 2  # values and empty cells only
    EMPTY = 3
    RULE = 4  # drawn or dashed
    PAGE = 5  # a page number between dashes
    MAYBE = 6  # short and unknown: a cell's text, if it stands among cells
    NUMBERS = 7  # several lines at once: a number in each, and empty ones


class LineInfo:
    """What a line's text says of itself. ``telling`` are its (table, word) pairs; ``led``
    says that a row begins with a mark, ``closed`` that it ends with one.

    Of its tokens: ``kinds`` has the kind of each, ``glued`` says that any of them is, ``counted``
    that any has a number other than 0; ``pieces`` are its words, and what stands between them.
    ``stacked`` says that they are values with a mark and a line each, ``single`` that the line is
    of a table, and can be read without those around it.
    """

    __slots__ = (
        "boxed", "closed", "counted", "glued", "kind", "kinds", "layout", "led", "pieces",
        "single", "stacked", "telling", "tokens",
    )  # fmt: skip

    def __init__(
        self,
        kind: LineKind,
        layout: Layout = Layout.FLOW,
        tokens: tuple[Token, ...] = (),
        telling: tuple[tuple[str, str], ...] = (),
        *,
        boxed: bool = False,
    ) -> None:
        self.kind = kind
        self.layout = layout
        self.tokens = tokens
        self.telling = telling
        self.led = self.closed = False
        self.boxed = boxed
        self.kinds = bytes([token.kind for token in tokens])
        self.glued = any(token.glued for token in tokens)
        self.counted = any(token.value for token in tokens)
        self.pieces = pieces_of(tokens)
        self.single = kind is not LineKind.OTHER and layout < Layout.BOX
        self.stacked = layout is Layout.CELL and kind in (LineKind.VALUES, LineKind.NUMBERS)


class Piece(NamedTuple):
    """A word in a row of cells; or, without one, the cells up to the next, and their kinds."""

    word: Token | None
    tokens: Sequence[Token]
    kinds: bytes


def pieces_of(tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The words of a line, and what stands between them."""
    if len(tokens) == 1 and tokens[0].entry is not None:
        return (Piece(tokens[0], (), b""),)
    pieces, at = [], 0
    for stop, token in enumerate(tokens):
        if token.entry is not None:
            pieces += [_between_words(tokens[at:stop])] if stop > at else []
            pieces.append(Piece(token, (), b""))
            at = stop + 1
    pieces += [_between_words(tokens[at:])] if len(tokens) > at else []
    return tuple(pieces)


def _between_words(tokens: Sequence[Token]) -> Piece:
    return Piece(None, tokens, bytes([token.kind for token in tokens]))


_OTHER = LineInfo(LineKind.OTHER)
EMPTY = LineInfo(LineKind.EMPTY)

_FILLED = lazy_pattern(f"[{FILLERS}]+")
_PAGE = lazy_pattern(r"[-—–－]{1,2}\d{1,4}[-—–－]{1,2}|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?")
_BARS = "|│┃║┆┊"
_BAR = lazy_pattern(f"[{_BARS}]")
_DRAWN = lazy_pattern("[─-╿]")
_RULED = lazy_pattern(r"[\s|+:\-=─-╿]+")
_MARKDOWN_RULE = lazy_pattern(r"(?:\|?\s{0,9}:?-{2,}|\|-\s*$|\+[-=:+]{2,}|^\s*-{3,}|[─-╿])")
_HTML = lazy_pattern(r"</?(?:table|thead|tbody|tfoot|colgroup|col|tr|td|th)\b", re.IGNORECASE)
_SENTENCE = lazy_pattern(r"[。；！？：:]")
_NUMBERED = lazy_pattern(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)"
)
# Longer lines are prose, or nothing that a person wrote; so are rows of more cells.
_LONGEST_LINE = 40_000
_MOST_CELLS = 1_000
_MOST_PIECES = 300
_MOST_KEPT = 8_192


def read_line(words: Vocabulary, text: str) -> LineInfo:
    """What a line's text says of itself; kept, for reports repeat the same lines all over."""
    info = words.lines.get(text)
    if info is None:
        info = _read(words, text)
        if len(text) <= LONGEST_KEPT:
            if len(words.lines) >= _MOST_KEPT:
                words.lines.clear()
            words.lines[text] = info
    return info


def read_numbers(words: Vocabulary, text: str) -> LineInfo | None:
    """What lines that have a number each say of themselves; None where they differ in how they
    show it."""
    return (_kept_numbers if len(text) <= LONGEST_KEPT else _numbers)(words, text)


@lru_cache(maxsize=_MOST_KEPT)
def _kept_numbers(words: Vocabulary, text: str) -> LineInfo | None:
    return _numbers(words, text)


def _numbers(words: Vocabulary, text: str) -> LineInfo | None:
    tokens: list[Token] = []
    layouts = set()
    for number, (start, line) in enumerate(written_lines(text)):
        info = read_line(words, line)
        if info.kind is LineKind.EMPTY:
            tokens.append(Token(Kind.WEAK, start, start, line=number))
        elif info.kind is LineKind.VALUES and len(info.tokens) == 1:
            token = info.tokens[0]
            first, last = start + token.start, start + token.end
            tokens.append(token._replace(start=first, end=last, line=number))
            layouts.add(info.layout)
        else:
            return None
    if len(layouts) > 1:
        return None
    return LineInfo(LineKind.NUMBERS, layouts.pop(), tuple(tokens))


def _read(words: Vocabulary, text: str) -> LineInfo:
    if len(text) > _LONGEST_LINE:
        return _OTHER
    if not text.strip(" "):
        return EMPTY
    if "<" in text and _HTML.search(text):
        return LineInfo(LineKind.OTHER, Layout.HTML)
    if _RULED.fullmatch(text) and _MARKDOWN_RULE.search(text) and not _is_marks(text):
        boxed = text.lstrip()[0] == "+" or bool(_DRAWN.search(text))
        return LineInfo(LineKind.RULE, Layout.BOX if boxed else Layout.FLOW, boxed=boxed)
    if _DRAWN.search(text) and _BAR.search(text):
        return LineInfo(LineKind.OTHER, Layout.BOX, boxed=True)
    tidy = tidied(MappedText(text))
    cells = _cells(tidy.text)
    if cells is None:
        return _flow_line(words, tidy)
    layout, parts = cells
    tokens = [token for start, end in parts for token in cell_tokens(words, tidy[start:end])]
    info = line_info(words, tokens, layout)
    if info.layout is Layout.ROW and tokens and "\t" not in tidy.text:
        info.led = tokens[0].kind is Kind.GAP
        info.closed = tokens[-1].kind is Kind.GAP
    return info


def _is_marks(text: str) -> bool:
    """Whether what looks like a rule is a row of marks: ``| - | - |``."""
    if "--" in text or not _BAR.search(text) or _DRAWN.search(text.replace("│", "")):
        return False
    return text.count("-") > 1 or bool(re.search(r"\s-", text))


def _cells(text: str) -> tuple[Layout, list[tuple[int, int]]] | None:
    """Where the cells of a line are, if marks part them."""
    if "|" in text or "│" in text:
        bars = [match.start() for match in _BAR.finditer(text)]
    elif "\t" in text:
        bars = [at for at, character in enumerate(text) if character == "\t"]
        if len(bars) == 1 and bars[0] == 0:
            return Layout.CELL, [(1, len(text))]
        if len(bars) > _MOST_CELLS:
            return None
        return Layout.ROW, _between(bars, len(text))
    else:
        return None
    if len(bars) > _MOST_CELLS:
        return None
    led = not text[: bars[0]].strip()
    if led and len(bars) == 1:
        return Layout.CELL, [(bars[0] + 1, len(text))]
    return Layout.ROW, _between(bars, len(text))


def _between(bars: Sequence[int], end: int) -> list[tuple[int, int]]:
    return [(a + 1, b) for a, b in pairwise((-1, *bars, end))]


def line_info(words: Vocabulary, tokens: Sequence[Token], layout: Layout) -> LineInfo:
    """A line of marked cells: one of a table if a cell of it is known, or all are values."""
    known = [token.entry for token in tokens if token.entry is not None]
    unknown = [token for token in tokens if token.kind is Kind.UNKNOWN]
    if any(len(token.text) > LONGEST_UNKNOWN or _SENTENCE.search(token.text) for token in unknown):
        return _OTHER
    if known:
        named = any(entry.whole and entry.row >= 0 for entry in known)
        if unknown and not named:
            return _OTHER
        kind = LineKind.LABELS
    elif unknown:
        if len(unknown) > 1 or not _is_maybe(words, unknown[0].text):
            return _OTHER
        kind = LineKind.MAYBE
    else:
        kind = LineKind.VALUES
    telling = tuple(
        (table, entry.plain)
        for entry in known
        if entry.telling and not entry.loose
        for table in entry.tables
        if len(entry.tables) == 1
    )
    return LineInfo(kind, layout, tuple(tokens), telling)


def _is_maybe(words: Vocabulary, text: str) -> bool:
    """Whether an unknown short text could be a cell's: no heading, no sentence."""
    if len(text) > LONGEST_UNKNOWN or _SENTENCE.search(text) or _NUMBERED.match(text):
        return False
    return plain(text) not in words.sections and not text.endswith(("情况", "事项", "报告"))


def _flow_line(words: Vocabulary, text: MappedText) -> LineInfo:
    """A line whose words are parted by white space, if by anything."""
    found = [match.span() for match in PIECE.finditer(text.text)]
    if not found:
        at = origin(text, 0)
        return LineInfo(LineKind.VALUES, Layout.FLOW, (Token(Kind.GAP, at, at),))
    if len(found) > _MOST_PIECES:
        return _OTHER
    if len(found) < 4 and _PAGE.fullmatch(_FILLED.sub("", text.text)):
        return LineInfo(LineKind.PAGE, tokens=tuple(flow_tokens(words, text, found) or ()))
    tokens = flow_tokens(words, text, found)
    return _OTHER if tokens is None else line_info(words, tokens, Layout.FLOW)
