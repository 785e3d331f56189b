"""Fixed phrases, indexed so that the near misses of all of them are found in two passes.

Most of a text is right, so the passes only tell what is not, and leave their loops to C: the first
looks up every pair of characters, which is a phrase's, or one that only a mistake leaves (信公
where 信息公开 lost a character), or another; the second looks up the sounds of every four. What
sounds like a phrase but has a pair that no phrase has, or has a pair that only a mistake leaves, is
looked at closely.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter

from ..records import NamedTuple
from .phrase_codes import pair_codes
from .phrase_tables import (
    END,
    IS_PAIR,
    IS_SEAM,
    IS_SLIP,
    KINDS,
    LONGEST,
    WIDTHS,
    WINDOW,
    Tables,
    number,
)

_CONTEXT = 2  # characters of a long phrase that must stand on either side of a slip
_SLIPS = bytes(kind & IS_SLIP > 0 for kind in range(256))
_PAIRS = bytes(kind & IS_PAIR > 0 for kind in range(256))
_NEW = bytes(kind & IS_PAIR == 0 for kind in range(256))
_SEAMS = bytes(kind & IS_SEAM > 0 for kind in range(256))


class Near(NamedTuple):
    """A phrase that may be meant: ``phrase[offset]`` stands, or should, at ``start``; ``heard``:
    it sounds like what stands there."""

    start: int
    phrase: str
    offset: int
    heard: bool = False


# What a slip may come from: what stands before and behind it (``END`` where nothing of the phrase
# does) → the phrases, where in them the slip is, and how many of their characters it stands for:
# none where it is right.
_Origins = dict[str, list[tuple[str, int, int]]]


class Scan:
    """What a ``text`` holds of the phrases: ``near`` those that it may miss, ``cut`` those whose
    first or last character may be missing, ``slips`` the pairs of characters that only a mistake
    leaves."""

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


class PhraseIndex:
    """The phrases of ``tables``."""

    def __init__(self, tables: Tables) -> None:
        self._joined = tables.joined
        self._sounds = tables.sounds
        self._twins = tables.twins
        self._pairs = tables.pairs
        self._windows = frozenset(_numbers(tables.windows[0]))
        self._seam_places = _lookup(*tables.seams)
        self._gap_places = _lookup(*tables.gaps)
        self._gaps_of = lru_cache(maxsize=4096)(self._gaps)
        self._alone = frozenset(tables.alone)
        self._window_places = _lookup(*tables.windows)
        self._pair_places = _lookup(*tables.origins)
        self._origins_of = lru_cache(maxsize=4096)(self._origins)

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
        data = text.encode("utf-16-le", "surrogatepass")
        if len(data) > 2 * len(text):
            # No phrase has a character that takes two numbers.
            text = "".join([character if character <= "\uffff" else END for character in text])
            data = text.encode("utf-16-le", "surrogatepass")
        kinds = bytes(itemgetter(0, 0, *pair_codes(data))(self._pairs))[2:] + b"\0"
        scan = Scan(text, kinds, self)
        for at in _all(kinds.translate(_SLIPS)):
            origins = self._origins_of(text[at : at + 2])
            if origins is not None and (near := _fitting(text, at, origins)) is not None:
                scan.slips.append(at)
                scan.near += near
        self._look_between(text, kinds, scan)
        heard = text.translate(self._sounds).encode("latin-1")
        for at in _all(_not_known(self._known(heard), kinds)):
            scan.near += self._heard(text, heard, at)
        return scan

    def _look_between(self, text: str, kinds: bytes, scan: Scan) -> None:
        """Finds phrases with another character in place of one, or cut before the first or last."""
        size = len(kinds)
        new = int.from_bytes(kinds.translate(_NEW), "little")
        seams = int.from_bytes(kinds.translate(_SEAMS), "little")
        for at in _all((seams & (new >> 8 | new << 8)).to_bytes(size + 1, "little")):
            for place in self._seam_places(number(text[at : at + 2])) or ():
                start, end = self._bounds(place)
                is_first, phrase = place == start, self._joined[start:end]
                begin = at - 1 if is_first else at + 3 - len(phrase)
                left = phrase[1:] if is_first else phrase[:-1]
                if begin + is_first >= 0 and text.startswith(left, begin + is_first):
                    scan.cut.append(Near(begin, phrase, place - start))
        # Both pairs of a character are new, and two of those next to them are not: of a phrase of
        # five characters there are as many left.
        before, behind = new << 8, new >> 16
        between = (
            new & new >> 8 & ~((before | behind) & (before | new << 16) & (behind | new >> 24))
        )
        for at in _all(between.to_bytes(size, "little")[: size - 2]):
            if text[at + 1] in self._alone or not self._is_common(text[at + 1]):
                continue
            for place in self._gaps_of(text[at] + text[at + 2]):
                start, end = self._bounds(place)
                begin = at + 1 - (place - start)
                is_led = begin >= 0 and text.startswith(self._joined[start:place], begin)
                if is_led and text.startswith(self._joined[place + 1 : end], at + 2):
                    scan.near.append(Near(begin, self._joined[start:end], 0))

    def _known(self, heard: bytes) -> bytearray:
        """1 for each character that sounds, with the next ones, like four of a phrase."""
        known = bytearray(len(heard))
        for row in range(min(WINDOW, len(heard))):
            numbers = _numbers(heard[row : row + (len(heard) - row) // WINDOW * WINDOW])
            there = bytes(map(self._windows.__contains__, numbers))
            known[row : row + WINDOW * len(there) : WINDOW] = there
        return known

    def _is_common(self, character: str) -> bool:
        """Whether it is a Chinese character that has a sound here: none that is rare, and none of
        the traditional ones."""
        return "\u4e00" <= character <= "\u9fff" and self._sounds[ord(character)] > 0

    def _gaps(self, pair: str) -> list[int]:
        """The places between two characters."""
        return self._gap_places(number(pair)) or []

    def _origins(self, pair: str) -> _Origins | None:
        """What a pair may come from; None where it is no slip."""
        places = self._pair_places(number(pair))
        if places is None:
            return None
        joined, origins = self._joined, _Origins()
        for each in places:
            place, kind = divmod(each, KINDS)
            width = WIDTHS[kind]
            start, end = self._bounds(place)
            origin = joined[start:end], place - start, width if kind else 0
            origins.setdefault(joined[place - 1] + joined[place + width], []).append(origin)
        return origins

    def _heard(self, text: str, heard: bytes, at: int) -> Iterator[Near]:
        """The phrases that sound like what stands at a place and around it."""
        for place in self._window_places(_sounds_at(heard, at)) or ():
            start, end = self._bounds(place)
            phrase, begin = self._joined[start:end], at - (place - start)
            if begin < 0 or text.startswith(phrase, begin):
                continue
            if heard.startswith(phrase.translate(self._sounds).encode("latin-1"), begin):
                yield Near(begin, phrase, 0, heard=True)

    def _bounds(self, place: int) -> tuple[int, int]:
        """Where the phrase begins and ends that a place is in."""
        return self._joined.rfind(END, 0, place) + 1, self._joined.find(END, place)


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


def _fitting(text: str, at: int, origins: _Origins) -> list[Near] | None:
    """The phrases that a slip comes from: all else of them stands around it, of long ones the next
    characters on both sides. None where it is no slip but a part of a phrase."""
    near = []
    left, right = text[at - 1 : at] or END, text[at + 2 : at + 3] or END
    for around in (left + right, END + right, left + END, END + END):
        for phrase, offset, width in origins.get(around, ()):
            if not width:
                return None
            head, tail = phrase[:offset], phrase[offset + width :]
            if len(phrase) >= LONGEST:
                head, tail = head[-_CONTEXT:], tail[:_CONTEXT]
            if text.endswith(head, 0, at) and text.startswith(tail, at + 2):
                near.append(Near(at, phrase, offset))
    return near


def _not_known(known: bytearray, kinds: bytes) -> bytes:
    """1 where four characters are known by sound, but one of their three pairs is no phrase's."""
    new = int.from_bytes(kinds.translate(_NEW), "little")
    both = int.from_bytes(known, "little") & (new | new >> 8 | new >> 16)
    return both.to_bytes(len(known), "little")


def _sounds_at(heard: bytes, at: int) -> int:
    return _numbers(heard[at : at + WINDOW])[0]


def _all(data: bytes) -> Iterator[int]:
    """The places that have a 1."""
    at = data.find(1)
    while at >= 0:
        yield at
        at = data.find(1, at + 1)
