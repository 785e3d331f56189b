"""Fixed phrases, indexed so that the near misses of all of them are found in two passes.

Most of a text is right, so the passes only tell what is not, and leave their loops to C: the first
looks up every pair of characters, which is a phrase's, or one that only a mistake leaves (信公
where 信息公开 lost a character), or another; the second looks up the sounds of every four. What
sounds like a phrase but has a pair that no phrase has, or has a pair that only a mistake leaves, is
looked at closely. What the passes find is held against each other for the whole text at once, too:
a byte of a long number for each character, 1 where it is so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import add
from typing import TypeVar

from ..records import NamedTuple
from .codes import looked_up, number_of, pair_codes, utf_16
from .phrase_tables import (
    END,
    IS_INNER,
    IS_PAIR,
    IS_SEAM,
    IS_SLIP,
    KINDS,
    LONGEST,
    RIGHT,
    WIDTHS,
    WINDOW,
    Tables,
    number,
)

_Found = TypeVar("_Found")

_REMEMBERED = 4096  # pairs of characters
_CONTEXT = 2  # characters of a long phrase that must stand on either side of a slip
_SLIPS = bytes(kind & (IS_SLIP | IS_INNER) > 0 for kind in range(256))
_PAIRS = bytes(kind & IS_PAIR > 0 for kind in range(256))
_NEW = bytes(kind & IS_PAIR == 0 for kind in range(256))
_SEAMS = bytes(kind & IS_SEAM > 0 for kind in range(256))
_HAS_SOUND = bytes(sound > 0 for sound in range(256))
_HIGH_OF_HAN = bytes(0x4E <= high <= 0x9F for high in range(256))  # 一 to the last ideograph


class Near(NamedTuple):
    """A phrase that may be meant: ``phrase[offset]`` stands, or should, at ``start``; ``heard``:
    it sounds like what stands there."""

    start: int
    phrase: str
    offset: int
    heard: bool = False


# What a slip may come from: what stands before it, then behind it (``END`` where nothing of the
# phrase does) → the places, each with its kind. With it the fours in whose middle it is right.
_Around = dict[str, dict[str, list[int]]]
_Origins = tuple[set[str], _Around]


class Scan:
    """What a ``text`` holds of the phrases: ``near`` those that it may miss, ``cut`` those whose
    first or last character may be missing, ``slips`` the pairs of characters that only a mistake
    leaves, and of which none is a word by itself."""

    def __init__(self, text: str, kinds: bytes, index: PhraseIndex) -> None:
        self.near: list[Near] = []
        self.cut: list[Near] = []
        self.slips: list[int] = []
        self.text = text
        self._pairs = kinds.translate(_PAIRS)
        self._index = index
        self._right = bytearray(len(text))
        self._seen = bytearray(len(text))

    def is_right(self, at: int) -> bool:
        """Whether a character belongs to a phrase that stands there as it should.

        It is found out where it is asked, for all neighbours at once that are phrases' pairs.
        """
        if not self._seen[at]:
            start, end = self._pairs.rfind(0, 0, at) + 1, self._pairs.find(0, at) + 1
            self._seen[start:end] = b"\1" * (end - start)
            for begin in range(start, end - WINDOW + 1):
                length = len(
                    self._index.phrase_of(self.text[begin : min(end, begin + self._index.longest)])
                )
                self._right[begin : begin + length] = b"\1" * length
        return self._right[at] == 1


class _Memory(dict[str, _Found]):
    """What was found of some pairs of characters. (``lru_cache`` keeps an order, which costs more
    than looking up.)"""

    def __init__(self, find: Callable[[str], _Found]) -> None:
        self._find = find

    def __missing__(self, pair: str) -> _Found:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[pair] = self._find(pair)
        return found


class PhraseIndex:
    """The phrases of ``tables``."""

    def __init__(self, tables: Tables) -> None:
        self._joined = tables.joined
        self._sounds = tables.sounds
        self._twins = tables.twins
        self._pairs = tables.pairs
        self._windows = frozenset(_numbers(tables.windows[0]))
        self._window_places = _lookup(*tables.windows)
        self._gap_places = _lookup(*tables.gaps)
        self._seam_places = _lookup(*tables.seams)
        self._slip_places = _lookup(*tables.origins)
        self._gaps_of = _Memory(self._gaps)
        self._seams_of = _Memory(self._seams)
        self._origins_of = _Memory(self._origins)
        self._alone = frozenset(tables.alone)
        self._inner = tables.inner
        self._exact = tables.exact

    @cached_property
    def phrases(self) -> list[str]:
        """All phrases, sorted."""
        return self._joined.split(END)[1:-1]

    @cached_property
    def longest(self) -> int:
        """How many characters the longest has."""
        return max(map(len, self.phrases), default=0)

    def twins(self, character: str) -> str:
        """The characters that look like one."""
        return self._twins.get(character, "")

    def has_piece(self, piece: str) -> bool:
        """Whether it is in any phrase."""
        return piece in self._joined

    def is_exact(self, phrase: str) -> bool:
        """Whether no character of a phrase may be missing."""
        return f"{END}{phrase}{END}" in self._exact

    def alike(self, one: str, other: str) -> bool:
        """Whether two characters sound or look alike."""
        sound = self._sounds[ord(one)]
        return one == other or sound == self._sounds[ord(other)] != 0 or other in self.twins(one)

    def beginning(self, text: str) -> Sequence[str]:
        """The phrases that begin with a text."""
        first, last = bisect_left(self.phrases, text), bisect_right(self.phrases, text + "\uffff")
        return self.phrases[first:last]

    def phrase_of(self, text: str) -> str:
        """The longest phrase that a text begins with; empty if none."""
        while len(text) >= WINDOW:
            at = bisect_right(self.phrases, text)
            before = self.phrases[at - 1] if at else ""
            if before and text.startswith(before):
                return before
            # Any other that it begins with begins this one, too.
            same = 0
            while same < len(before) and same < len(text) and before[same] == text[same]:
                same += 1
            text = text[:same]
        return ""

    def scan(self, text: str) -> Scan:
        """The near misses of a text."""
        codes = pair_codes(text)
        if len(codes) >= len(text):
            # No phrase has a character that takes two numbers.
            text = "".join([character if character <= "\uffff" else END for character in text])
            codes = pair_codes(text)
        kinds = looked_up(self._pairs, codes) + b"\0"
        heard = text.translate(self._sounds).encode("latin-1")
        scan = Scan(text, kinds, self)
        self._look_at_slips(scan, kinds)
        new = _ones(kinds, _NEW)
        self._look_at_seams(scan, _ones(kinds, _SEAMS), new)
        sounded = _ones(heard, _HAS_SOUND)
        # No character that is rare, none of the traditional ones, and not the last of the text.
        self._look_between(scan, new, sounded & _ones(utf_16(text)[1:-2:2], _HIGH_OF_HAN))
        self._listen(scan, heard, new, sounded)
        return scan

    def _look_at_slips(self, scan: Scan, kinds: bytes) -> None:
        """Finds pairs of characters that only a mistake leaves, and the phrases around them."""
        text, alone = scan.text, self._alone
        for at in _all(kinds.translate(_SLIPS)):
            origins = self._origins_of[text[at : at + 2]]
            if origins is None or text[at - 1 : at + 3] in origins[0]:
                continue  # a pair with the code of a slip, or inside a phrase
            near = self._fitting(text, at, origins[1])
            if near is not None:
                scan.near += near
                is_word = text[at : at + 2] in self._inner_pairs
                if not is_word and text[at] not in alone and text[at + 1] not in alone:
                    scan.slips.append(at)

    @cached_property
    def _inner_pairs(self) -> frozenset[str]:
        return frozenset(map(add, self._inner[::2], self._inner[1::2]))

    def _fitting(self, text: str, at: int, around: _Around) -> list[Near] | None:
        """The phrases that a slip comes from: all else of them stands around it, of long ones the
        next characters on both sides. None where it is no slip but a part of a phrase."""
        near = []
        for before in (text[at - 1 : at] or END, END):
            if not (behind := around.get(before)):
                continue
            for after in (text[at + 2 : at + 3] or END, END):
                for each in behind.get(after, ()):
                    place, kind = divmod(each, KINDS)
                    if kind == RIGHT:
                        return None
                    ((phrase, offset),) = self._phrases_at([place])
                    head, tail = phrase[:offset], phrase[offset + WIDTHS[kind] :]
                    if len(phrase) >= LONGEST:
                        head, tail = head[-_CONTEXT:], tail[:_CONTEXT]
                    if text.endswith(head, 0, at) and text.startswith(tail, at + 2):
                        near.append(Near(at, phrase, offset))
        return near

    def _look_at_seams(self, scan: Scan, seams: int, new: int) -> None:
        """Finds phrases cut before the first or last character: pairs next to it, beside new."""
        text = scan.text
        for at in _places(seams & (new >> 8 | new << 8), text):
            for phrase, edge, left, ahead in self._seams_of[text[at : at + 2]]:
                if at >= ahead and text.startswith(left, at - ahead):
                    scan.cut.append(Near(at - ahead - (edge == 0), phrase, edge))

    def _look_between(self, scan: Scan, new: int, common: int) -> None:
        """Finds phrases with another character in place of one."""
        # Both pairs of the character are new, and two of those next to them are not: of a phrase of
        # five characters there are as many left.
        before, behind = new << 8, new >> 16
        alone = (before | behind) & (before | new << 16) & (behind | new >> 24)
        text = scan.text
        for at in _places(new & new >> 8 & common >> 8 & ~alone, text):
            if text[at + 1] in self._alone:
                continue
            for phrase, gap in self._gaps_of[text[at : at + 3 : 2]]:
                begin = at + 1 - gap
                is_led = begin >= 0 and text.startswith(phrase[:gap], begin)
                if is_led and text.startswith(phrase[gap + 1 :], at + 2):
                    scan.near.append(Near(begin, phrase, 0))

    def _listen(self, scan: Scan, heard: bytes, new: int, sounded: int) -> None:
        """Finds phrases that sound like what stands there, where a pair of it is new."""
        text, known = scan.text, self._windows
        new |= new >> 8 | new >> 16
        sounded &= sounded >> 8 & sounded >> 16 & sounded >> 24
        asked = (new & sounded).to_bytes(len(text) + 1, "little")
        for row in range(WINDOW):
            whole = (len(heard) - row) // WINDOW * WINDOW
            numbers = _numbers(heard[row : row + whole])
            is_known = bytes(map(known.__contains__, compress(numbers, asked[row::WINDOW])))
            if 1 in is_known:
                places = compress(range(row, len(text), WINDOW), asked[row::WINDOW])
                for at in compress(places, is_known):
                    scan.near += self._sounding_like(text, heard, at)

    def _sounding_like(self, text: str, heard: bytes, at: int) -> Iterator[Near]:
        """The phrases that sound like what stands at a place and around it."""
        places = self._window_places(number_of(heard[at : at + WINDOW]))
        for phrase, offset in self._phrases_at(places):
            begin = at - offset
            if begin < 0 or text.startswith(phrase, begin):
                continue
            if heard.startswith(phrase.translate(self._sounds).encode("latin-1"), begin):
                yield Near(begin, phrase, 0, heard=True)

    def _gaps(self, pair: str) -> Sequence[tuple[str, int]]:
        """The phrases that have a character between these two, and where."""
        return tuple(self._phrases_at(self._gap_places(number(pair))))

    def _seams(self, pair: str) -> Sequence[tuple[str, int, str, int]]:
        """The phrases that have a pair next to the first or last character: which of them that is,
        what is left without it, and where in that the pair stands."""
        return tuple(
            (phrase, edge, phrase[:-1], edge - 2) if edge else (phrase, edge, phrase[1:], 0)
            for phrase, edge in self._phrases_at(self._seam_places(number(pair)))
        )

    def _origins(self, pair: str) -> _Origins | None:
        """What a pair may come from; None where it is no slip."""
        places = self._slip_places(number(pair))
        if places is None:
            return None
        joined, right = self._joined, set()
        around: _Around = {}
        for each in places:
            place, kind = divmod(each, KINDS)
            before, behind = joined[place - 1], joined[place + WIDTHS[kind]]
            if kind == RIGHT:
                right.add(before + pair + behind)
            around.setdefault(before, {}).setdefault(behind, []).append(each)
        return right, around

    def _phrases_at(self, places: Iterable[int] | None) -> Iterator[tuple[str, int]]:
        """The phrases that places are in, and where in them."""
        for place in places or ():
            start, end = self._joined.rfind(END, 0, place) + 1, self._joined.find(END, place)
            yield self._joined[start:end], place - start


def _numbers(packed: bytes) -> memoryview:
    return memoryview(packed).cast("I")


def _lookup(keys: bytes, starts: bytes, places: bytes) -> Callable[[int], list[int] | None]:
    """The places of a number, as ``Places`` has them; None where it has no such number."""
    known, begins, all_places = map(_numbers, (keys, starts, places))

    def places_of(key: int) -> list[int] | None:
        at = bisect_left(known, key)
        if at == len(known) or known[at] != key:
            return None
        return all_places[begins[at] : begins[at + 1]].tolist()

    return places_of


def _ones(data: bytes, table: bytes) -> int:
    """A byte for each of ``data``, as ``table`` has it."""
    return int.from_bytes(data.translate(table), "little")


def _places(ones: int, text: str) -> Iterator[int]:
    """The characters of a text whose byte is 1 in such a number."""
    return _all(ones.to_bytes(len(text) + 1, "little"))


def _all(data: bytes) -> Iterator[int]:
    """The places that have a 1."""
    at = data.find(1)
    while at >= 0:
        yield at
        at = data.find(1, at + 1)
