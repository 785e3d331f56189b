"""Fixed phrases, indexed so that the near misses of all of them are found in two walks.

The first walk looks at a text by sound: every character stands for all that sound like it, so a
phrase with a character of the same sound is found as if it were right. The second looks for slips:
two characters in a row that no phrase and no word has, but that a mistake in a phrase leaves
(信公 where 信息公开 lost a character). Both compare numbers, not texts: a row of characters is read
out of UTF-16 as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..records import NamedTuple

_HEAD = 4  # characters in a row by which a phrase is found: the shortest has as many
_BYTES = 2  # of a character
_END = "\0\0"  # between phrases: no two characters with one of them between stand across it
_CONTEXT = 2  # characters of a phrase that must stand on either side of a slip
_FEW = 12  # phrases that may have a pair of characters that is a slip elsewhere
_MANY = 25  # phrases with a pair of characters, from which on the two swapped are a slip anyway
LONGEST = 9  # characters from which two mistakes may be in a phrase


class Near(NamedTuple):
    """A phrase that may be meant: ``phrase[offset]`` stands, or should, at ``start``."""

    start: int
    phrase: str
    offset: int


class Scan(NamedTuple):
    """What a text holds of the phrases.

    ``right`` has a 1 for each character that belongs to a phrase; ``alike`` are phrases with
    characters of the same sound, ``near`` those that a slip may come from, ``slips`` where the
    slips are.
    """

    right: bytearray
    alike: list[Near]
    near: list[Near]
    slips: list[int]


# Where a slip may come from: what stands before and behind it there → phrases, with the offset of
# its first character in each.
_Origins = dict[tuple[str, str], list[tuple[str, int]]]


class PhraseIndex:
    """Phrases of four characters or more.

    An item of ``sounds`` and ``shapes`` holds characters that sound and look alike; ``slips`` are
    pairs of characters, one behind the other.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        slips: Iterable[str],
        sounds: Iterable[str],
        shapes: Iterable[str],
    ) -> None:
        self.phrases = sorted(phrases, key=len, reverse=True)
        self._sounds = _by_sound(sounds)
        self._twins = twins_of(shapes)
        self._joined = _END.join(["", *self.phrases, "", ""])
        heard = self._joined.translate(self._sounds).split(_END)[1:-2]
        self._whole = _whole(heard, self.phrases)
        self._lengths = _lengths(heard)
        self._slips = frozenset(_numbers("".join(slips), 2)[0])
        self._starts: list[int] = []
        self._origins: dict[str, _Origins] = {}

    def twins(self, character: str) -> str:
        """The characters that look like one."""
        return self._twins.get(character, "")

    def has_piece(self, piece: str) -> bool:
        """Whether it is in any phrase."""
        return piece in self._joined

    def alike(self, one: str, other: str) -> bool:
        """Whether two characters sound or look alike."""
        sounds = self._sounds
        return sounds.get(ord(one), ord(one)) == sounds.get(ord(other), ord(other)) or (
            one in self._twins.get(other, "")
        )

    def scan(self, text: str) -> Scan:
        """The phrases of a text and its near misses."""
        if len(text.encode("utf-16-le", "surrogatepass")) > _BYTES * len(text):
            # No phrase has a character that takes two numbers.
            text = "".join([character if character <= "\uffff" else "\0" for character in text])
        scan = Scan(bytearray(len(text)), [], [], [])
        self._find_whole(text, text.translate(self._sounds), scan)
        right, near = scan.right, scan.near
        for at in _few(text, self._slips):
            if right.find(0, at, at + 2) < 0:
                continue
            scan.slips.append(at)
            origins = self._origins_of(text[at : at + 2])
            for around in _around(text, at):
                if around in origins:
                    near += [Near(at, phrase, offset) for phrase, offset in origins[around]]
        return scan

    def _find_whole(self, text: str, heard: str, scan: Scan) -> None:
        """Phrases that are right, or would be if characters of one sound were one."""
        whole, lengths = self._whole, self._lengths
        reached = 0
        for at, head in sorted(_known(heard, _HEAD, lengths)):
            for length in lengths[head]:
                end = at + length
                if end <= reached:
                    break  # the longest come first
                found = whole.get(heard[at:end])
                if found is None:
                    continue
                if text[at:end] in found:
                    scan.right[at:end] = b"\1" * length
                    reached = end
                    break
                scan.alike.extend(Near(at, phrase, 0) for phrase in found.split("\0"))

    def _origins_of(self, slip: str) -> _Origins:
        """The phrases in which a slip may come from a mistake."""
        if slip not in self._origins:
            origins: _Origins = {}
            for at, behind in self._possible(slip):
                phrase, start = self._phrase_at(at)
                offset, end = at - start, behind - start
                around = phrase[max(0, offset - _CONTEXT) : offset], phrase[end : end + _CONTEXT]
                origins.setdefault(around, []).append((phrase, offset))
            self._origins[slip] = origins
        return self._origins[slip]

    def _phrase_at(self, at: int) -> tuple[str, int]:
        """The phrase at a place of the joined ones, and where it begins."""
        if not self._starts:
            start = len(_END)
            for phrase in self.phrases:
                self._starts.append(start)
                start += len(phrase) + len(_END)
        number = bisect_right(self._starts, at) - 1
        return self.phrases[number], self._starts[number]

    def _possible(self, slip: str) -> Iterator[tuple[int, int]]:
        """The places in the joined phrases where a slip may come from, and what is behind them."""
        first, second = slip[0], slip[1]
        joined = self._joined
        if first == second:
            for at in _all(joined, first):
                yield at, at + 1
        rarer, back = (first, 0) if joined.count(first) < joined.count(second) else (second, 2)
        for place in _all(joined, rarer):
            at = place - back
            if joined[at] == first and joined[at + 2] == second:
                yield at, at + 3
                continue
            at -= back // 2
            if joined[at] == first and joined[at + 3] == second and joined[at + 2] != "\0":
                yield at, at + 4
        for at in _all(joined, second + first):
            yield at, at + 2
        for twin in self.twins(first):
            for at in _all(joined, twin + second):
                yield at, at + 2
        for twin in self.twins(second):
            for at in _all(joined, first + twin + "\0"):
                yield at, at + 2


def slips_of(phrases: Iterable[str], twins: Mapping[str, str]) -> set[str]:
    """Pairs of characters that a mistake in a phrase leaves: characters swapped, the next but one,
    a character twice, one taken for its twin. Left out are those that phrases have themselves,
    unless few and always between the same others, or swapped in a word that many phrases have."""
    own: dict[str, list[str]] = {}
    slips: set[str] = set()
    for phrase in phrases:
        last = len(phrase) - 1
        for at, (first, second) in enumerate(pairwise(phrase)):
            own.setdefault(first + second, []).append(phrase[max(0, at - 1) : at + 3])
            slips.add(second + first)
            slips.update((first + first, second + second))
            slips.update(twin + second for twin in twins.get(first, ""))
            if at + 1 < last:
                slips.add(first + phrase[at + 2])
            else:
                slips.update(first + twin for twin in twins.get(second, ""))
            if len(phrase) >= LONGEST and at + 2 < last:
                slips.add(first + phrase[at + 3])
    common = {pair for pair, around in own.items() if len(around) > _FEW or len({*around}) > 2}
    kept = {pair[::-1] for pair, around in own.items() if len(around) > _MANY}
    return {slip for slip in slips - (common - kept) if are_ideographs(slip)}


def are_ideographs(text: str) -> bool:
    """Whether all characters are Chinese ones."""
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def twins_of(shapes: Iterable[str]) -> dict[str, str]:
    """Each character → those that look like it."""
    twins: dict[str, str] = {}
    for group in shapes:
        for character in group:
            twins[character] = twins.get(character, "") + group.replace(character, "")
    return twins


def _by_sound(sounds: Iterable[str]) -> dict[int, int]:
    """Each character → the first of those that sound like it."""
    groups = list(sounds)
    return str.maketrans("".join(groups), "".join([group[0] * len(group) for group in groups]))


def _whole(heard: Sequence[str], phrases: Sequence[str]) -> dict[str, str]:
    """A phrase by sound → the phrase; several that sound so with a zero between them."""
    whole = dict(zip(heard, phrases, strict=True))
    if len(whole) < len(phrases):
        for sound, phrase in zip(heard, phrases, strict=True):
            if phrase not in whole[sound]:
                whole[sound] += "\0" + phrase
    return whole


def _lengths(heard: Sequence[str]) -> dict[int, list[int]]:
    """How long the phrases are that begin so, the longest first, as ``heard`` has them."""
    lengths: dict[int, list[int]] = {}
    heads = _numbers("".join([sound[:_HEAD] for sound in heard]), _HEAD)[0]
    for head, sound in zip(heads, heard, strict=True):
        length = len(sound)
        if head not in lengths:
            lengths[head] = [length]
        elif lengths[head][-1] != length:
            lengths[head].append(length)
    return lengths


def _numbers(text: str, width: int) -> list[list[int]]:
    """``width`` characters in a row as one number: those from the first on, one row after the
    other, then those from the second on, and so forth."""
    data = memoryview(text.encode("utf-16-le", "surrogatepass"))
    size = width * _BYTES
    rows = []
    for start in range(0, size, _BYTES):
        usable = max(0, len(data) - start) // size * size
        rows.append(data[start : start + usable].cast("I" if width == 2 else "Q").tolist())
    return rows


def _known(text: str, width: int, known: Container[int]) -> list[tuple[int, int]]:
    """Where there are characters in a row that are known, and which; in no order."""
    return [
        (width * row + start, number)
        for start, numbers in enumerate(_numbers(text, width))
        for row, number in enumerate(numbers)
        if number in known
    ]


def _around(text: str, at: int) -> set[tuple[str, str]]:
    """What a phrase may have before and behind a slip: as much as there can be, or less where the
    phrase begins or ends."""
    behind = [text[at + 2 : at + 2 + count] for count in range(_CONTEXT + 1)]
    return {
        (text[at - count : at], piece) for count in range(min(at, _CONTEXT) + 1) for piece in behind
    }


def _few(text: str, pairs: frozenset[int]) -> list[int]:
    """Where pairs of characters stand that hardly any text has: first which of them are there at
    all, and only then where."""
    there = {number for row in _numbers(text, 2) for number in pairs.intersection(row)}
    found = [number.to_bytes(2 * _BYTES, "little") for number in there]
    return sorted(
        at for pair in found for at in _all(text, pair.decode("utf-16-le", "surrogatepass"))
    )


def _all(text: str, piece: str) -> Iterator[int]:
    """Every place of a piece in a text."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
