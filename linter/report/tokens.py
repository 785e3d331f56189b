"""What stands in a cell, or in words parted by spaces: labels, values, nothing; with the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import IntEnum

from ..records import NamedTuple
from ..text import FILLERS, MappedText, lazy_pattern
from .lines import clean
from .vocabulary import Entry, Vocabulary, plain


class Kind(IntEnum):
    """What a token is. What comes after GAP fills a cell; from VALUE on it is meant to."""

    TEXT = 0  # a label, a header, or a piece of one
    WEAK = 1  # an empty line: an empty cell, or nothing
    GAP = 2  # an empty cell
    UNKNOWN = 3  # any other short text
    VALUE = 4
    MARK = 5
    DAMAGED = 6  # digits that are no number


# Kinds of many tokens are kept as bytes, one each: which of them a row has shows at a glance.
NOTHING = bytes((Kind.TEXT, Kind.WEAK, Kind.GAP))
NO_VALUES = NOTHING + bytes((Kind.UNKNOWN,))


class Token(NamedTuple):
    """A piece of a line. ``start`` and ``end`` count from the line's start.

    ``glued`` says that nothing parts it from what stands before it, or that they share a cell.
    ``line`` is its line where several are read at once, counted from the first; else -1.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    entry: Entry | None = None
    glued: bool = False
    line: int = -1


PIECE = lazy_pattern(f"[^{FILLERS}]+")
# What has to be taken away or folded before a line is read.
_DIRTY = lazy_pattern(
    "[\\[<*\\\\_H&\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff05]"
)
_INVISIBLE = lazy_pattern(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|&(?:nbsp|ensp|emsp|#160);"
)
_VALUE = lazy_pattern(
    r"([+＋\-－−]?)(\d{1,3}(?:[,，]\d{3}){1,9}|\d{1,30})(?:\.(\d{1,12}))?"
    r"(亿元|万元|元|件次|件|条|项|个|次|例|宗|篇|份|户|人)?"
)
_MARK = lazy_pattern(r"[-－−–—―─]{1,4}|[/／\\]|无|[OoＯｏ○〇ОΟ]")
_DAMAGED = lazy_pattern(r"[\d.,，:：+\-－−–—*/／%OoＯlI|。、]{1,400}")
_UNITS = frozenset(("亿元", "万元", "元", "件", "项", "条"))
_VALUE_ENDS = frozenset("0123456789-－−–—/")
_TAIL = lazy_pattern(r"(?:\d|[-－−–—/.,，]){1,200}$")
LONGEST_KEPT = 400
LONGEST_UNKNOWN = 12
_MOST_JOINED = 10


def tidied(text: MappedText) -> MappedText:
    """A text without residue, markup and invisible marks, look-alikes folded; white space stays."""
    if not _DIRTY.search(text.text):
        return text
    return clean(text).without(_INVISIBLE).folded()


def cell_tokens(words: Vocabulary, cell: MappedText) -> Iterator[Token]:
    """What stands in one cell: a label, a value, nothing; or several that ran together.

    Places are the origins of the cell's characters.
    """
    text = cell.text
    found = [match.span() for match in PIECE.finditer(text)]
    if not found:
        at = origin(cell, 0)
        yield Token(Kind.GAP, at, at)
        return
    start, end = found[0][0], found[-1][1]
    whole = text[start:end]
    token = _value(whole) or _known(words, whole)
    if token is not None:
        yield _placed(token, cell, start, end)
        return
    parts = _glued(words, whole)
    if parts is None and len(found) > 1:
        flow = flow_tokens(words, cell, found)
        if flow is not None and all(token.kind is not Kind.UNKNOWN for token in flow):
            # Values in one cell may be pieces of one.
            yield from (
                token._replace(glued=at > 0 and token.kind >= Kind.VALUE)
                for at, token in enumerate(flow)
            )
            return
    for token, a, b in parts or [(_near(words, whole) or _unknown(whole), 0, len(whole))]:
        yield _placed(token, cell, start + a, start + b)


def origin(text: MappedText, index: int) -> int:
    """The source offset of a place in a text, of an empty one too."""
    origins = text.origins
    if index < len(origins):
        return origins[index]
    if origins:
        return origins[-1] + 1
    return origins.start if isinstance(origins, range) else 0


def _placed(token: Token, text: MappedText, start: int, end: int) -> Token:
    return token._replace(start=text.origins[start], end=text.origins[end - 1] + 1)


def _value(text: str) -> Token | None:
    """A number or a mark."""
    first = text[0]
    if first.isdigit() or first in "+＋-－−":
        match = _VALUE.fullmatch(text)
        if match and (match[4] or len(match[2]) == 1 or match[2][0] != "0"):
            digits = match[2].replace(",", "").replace("，", "")
            sign = "-" if match[1] and match[1] not in "+＋" else ""
            number = Decimal(f"{sign}{digits}.{match[3]}" if match[3] else sign + digits)
            return Token(Kind.VALUE, 0, 0, text, number, match[4] or "")
    if _MARK.fullmatch(text):
        return Token(Kind.MARK, 0, 0, text)
    return None


def _known(words: Vocabulary, text: str) -> Token | None:
    """A label or a piece of one; none ends in a digit or a mark, or is as long as a paragraph."""
    if text[-1] in _VALUE_ENDS or len(text) > LONGEST_KEPT:
        return None
    entry = words.find(plain(text))
    return None if entry is None else Token(Kind.TEXT, 0, 0, entry.plain, entry=entry)


def _near(words: Vocabulary, text: str) -> Token | None:
    """A label with a slip in it, as it is written."""
    if text[-1] in _VALUE_ENDS:
        return None
    entry = words.find_near(plain(text))
    return None if entry is None else Token(Kind.TEXT, 0, 0, text, entry=entry)


def _unknown(text: str) -> Token:
    kind = Kind.DAMAGED if _DAMAGED.fullmatch(text) else Kind.UNKNOWN
    return Token(kind, 0, 0, text)


def _glued(words: Vocabulary, text: str) -> list[tuple[Token, int, int]] | None:
    """Labels without anything between them, and perhaps a value behind: each with its place."""
    if len(text) > LONGEST_KEPT:
        return None
    tail = _TAIL.search(text)
    end = tail.start() if tail else len(text)
    kept = [(plain(character), at) for at, character in enumerate(text[:end])]
    kept = [(character, at) for character, at in kept if character]
    letters = "".join(character for character, _ in kept)
    parts: list[tuple[Token, int, int]] = []
    at = 0
    while at < len(letters):
        entry, length = _longest(words, letters, at)
        if entry is None:
            return None
        first, last = kept[at][1], kept[at + length - 1][1] + 1
        parts.append((Token(Kind.TEXT, 0, 0, entry.plain, entry=entry), first, last))
        at += length
    if tail and parts:
        rest = text[end:]
        token = _value(rest) or Token(Kind.DAMAGED, 0, 0, rest)
        parts.append((token._replace(glued=True), end, len(text)))
    return parts or None


def _longest(words: Vocabulary, text: str, at: int) -> tuple[Entry | None, int]:
    """The longest label that begins there; a piece of one only at the text's end."""
    rest = words.find(text[at:])
    if rest is not None:
        return rest, len(text) - at
    for length in range(min(words.longest, len(text) - at), 1, -1):
        entry = words.exact.get(text[at : at + length])
        if entry is not None:
            return entry, length
    return None, 0


def flow_tokens(
    words: Vocabulary, text: MappedText, found: Sequence[tuple[int, int]]
) -> list[Token] | None:
    """The tokens of words parted by white space; None where they are prose."""
    tokens: list[Token] = []
    at = 0
    while at < len(found):
        taken = _joined(words, text, found, at)
        if taken is not None:
            token, count = taken
            tokens.append(token)
            at += count
            continue
        start, end = found[at]
        piece = text.text[start:end]
        at += 1
        if piece in _UNITS and tokens and tokens[-1].kind is Kind.VALUE and not tokens[-1].unit:
            last = tokens[-1]
            tokens[-1] = last._replace(
                end=text.origins[end - 1] + 1, text=last.text + piece, unit=piece
            )
            continue
        token_found = _value(piece) or _known(words, piece)
        parts = [(token_found, 0, end - start)] if token_found else _glued(words, piece)
        if parts is None:
            unknown = _unknown(piece)
            if unknown.kind is Kind.UNKNOWN and (
                len(piece) > LONGEST_UNKNOWN or (not tokens and len(found) > 1)
            ):
                return None
            parts = [(unknown, 0, end - start)]
        for part, a, b in parts:
            tokens.append(_placed(part, text, start + a, start + b))
    return tokens


def _is_value(text: str, start: int, end: int) -> bool:
    return text[start:end].isdigit() or _MARK.fullmatch(text, start, end) is not None


def _joined(
    words: Vocabulary, text: MappedText, found: Sequence[tuple[int, int]], at: int
) -> tuple[Token, int] | None:
    """A label with white space inside, beginning at a piece: its token, how many pieces."""
    start, end = found[at]
    if _MARK.fullmatch(text.text, start, end):
        return None
    last = at + 1
    while last < len(found) and last < at + _MOST_JOINED and not _is_value(text.text, *found[last]):
        last += 1
    for stop in range(last, at + 1, -1):
        end = found[stop - 1][1]
        if end - start > 2 * words.longest + 40:
            continue
        entry = words.exact.get(plain(text.text[start:end]))
        if entry is not None:
            token = Token(Kind.TEXT, 0, 0, entry.plain, entry=entry)
            return _placed(token, text, start, end), stop - at
    return None
