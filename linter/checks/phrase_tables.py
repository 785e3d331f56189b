"""Phrases made ready for searching: tables of numbers that need no building when they are read.

A number is what stands in some characters of a row, read as one: two characters of UTF-16, or the
sounds of four, a byte each. Tables are texts and bytes, so that they can be kept (``prepared``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from struct import pack

from ..prepared import Data
from ..records import NamedTuple
from .codes import SIZE, codes_of, number_of, utf_16

# The mistakes that leave a pair of characters, and of how many characters of the phrase it is
# left; RIGHT is none at all.
RIGHT, SWAPPED, DOUBLED, DROPPED, TWO_DROPPED, TWIN = range(6)
WIDTHS = (2, 2, 1, 3, 4, 2)
IS_PAIR, IS_SLIP, IS_SEAM, IS_INNER = 1, 2, 4, 8  # what a pair of characters may be
KINDS = 8  # a place and its kind are one number: place * KINDS + kind
END = "\0"  # between phrases
WINDOW = 4  # characters by whose sounds a phrase is found: the shortest has as many
LONG = 5  # characters from which any other in place of one is seen
WHOLE = 8  # characters from which a phrase is known by all that stands around a mistake
LONGEST = 9  # characters from which two mistakes may be in a phrase
_FEW = 12  # phrases that may have a pair of characters that is a slip elsewhere
_RARE = 3  # phrases that may have a pair that a mistake inside a long one leaves, too
_MANY = 25  # phrases with a pair of characters, from which on the two swapped are a slip anyway
_OTHERS = 255  # the sound of all for whom no number is left
_LAST = "\uffff"  # no phrase has a character that takes two numbers


class Characters(NamedTuple):
    """What is known of characters: an item of ``sounds`` and ``shapes`` holds some that sound and
    look alike, one of ``words`` a character and all that make a word with it; ``joining`` are in no
    slip, ``alone`` in none by themselves."""

    sounds: Sequence[str]
    shapes: Sequence[str]
    words: Sequence[str]
    joining: str
    alone: str


class Places(NamedTuple):
    """Numbers and where they stand: ``keys`` are sorted, of each there is
    ``places[starts[i]:starts[i + 1]]``; all of 32 bits, without a sign."""

    keys: bytes
    starts: bytes
    places: bytes


class Tables(NamedTuple):
    """``joined``: the phrases, sorted, with ``END`` around each. ``sounds``: a byte for each
    character up to ``_LAST``, the same for those that sound alike, 0 where no phrase has any.
    ``pairs``: for each of ``pair_codes`` whether neighbours in phrases have it (IS_PAIR), or pairs
    that only a mistake leaves (IS_SLIP), or next to the first or last character of a phrase, which
    make no word (IS_SEAM), or ``inner`` ones, which words have, too, but which a mistake leaves
    inside a long phrase (IS_INNER). ``origins``: slips and inner pairs → places in ``joined`` with
    their kind, those that are RIGHT first. ``seams``: such pairs → the place of the first or last
    character. ``gaps``: the characters before and behind one → its place. ``windows``: the sounds
    of four characters → places. ``twins``: characters that look alike. ``alone``: characters that
    are words. ``exact``: the phrases in which no character may be missing, ``END`` around each.
    """

    joined: str
    sounds: bytes
    pairs: bytes
    origins: tuple[bytes, ...]
    seams: tuple[bytes, ...]
    gaps: tuple[bytes, ...]
    windows: tuple[bytes, ...]
    twins: Mapping[str, str]
    alone: str
    inner: str
    exact: str


def make_tables(phrases: Iterable[str], exact: Iterable[str], characters: Characters) -> Data:
    """The tables of phrases of four characters or more; in those that are ``exact``, as the names
    of laws are, no character may be missing."""
    kept = sorted({phrase for phrase in phrases if len(phrase) >= WINDOW and max(phrase) <= _LAST})
    sounds = _sounds(kept, characters.sounds)
    twins = twins_of(characters.shapes)
    origins = _origins(kept, twins)
    pairs = _pairs(kept)
    joined = END + END.join([*kept, ""])
    slips = _slips(joined, pairs, origins, characters)
    seams = _seams(kept, characters)
    complete = frozenset(exact)
    inner = {
        pair: places
        for pair, places in _inner(kept, complete, characters.joining).items()
        if pair not in slips and len(pairs.get(pair, ())) <= _RARE and are_ideographs(pair)
    }
    origins = {pair: origins[pair] for pair in slips} | inner
    return (
        *Tables(
            joined,
            sounds,
            _kinds({IS_PAIR: pairs, IS_SLIP: slips, IS_SEAM: seams, IS_INNER: inner}),
            _places(
                {number(pair): [*pairs.get(pair, ()), *found] for pair, found in origins.items()}
            ),
            _places({number(pair): places for pair, places in seams.items()}),
            _places({number(pair): places for pair, places in _gaps(kept).items()}),
            _places(_windows(kept, sounds)),
            twins,
            characters.alone + characters.joining,
            "".join(inner),
            END + END.join([*sorted(complete), ""]),
        ),
    )


def number(pair: str) -> int:
    """Two characters as one number."""
    return number_of(utf_16(pair))


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


def _sounds(phrases: Sequence[str], groups: Sequence[str]) -> bytes:
    """The sounds that phrases have, as numbers from 1."""
    table = bytearray(ord(_LAST) + 1)
    used = dict.fromkeys("".join(phrases))
    alike = [group for group in groups if not used.keys().isdisjoint(group)]
    single = [character for character in used if not any(character in group for group in alike)]
    for sound, group in enumerate([*alike, *single], 1):
        for character in group:
            table[ord(character)] = min(sound, _OTHERS)
    return bytes(table)


def _pairs(phrases: Sequence[str]) -> dict[str, list[int]]:
    """The pairs of neighbours, with where they are."""
    pairs: dict[str, list[int]] = {}
    start = len(END)
    for phrase in phrases:
        for at, (first, second) in enumerate(pairwise(phrase), start):
            pairs.setdefault(first + second, []).append(at * KINDS + RIGHT)
        start += len(phrase) + len(END)
    return pairs


def _origins(phrases: Sequence[str], twins: Mapping[str, str]) -> dict[str, list[int]]:
    """The pairs that a mistake in a phrase leaves: characters swapped, one twice, the next but
    one, in long phrases the next but two, one taken for its twin; with where that is. A first or
    last character that stands twice may be another word's, so of that there is no place."""
    origins: dict[str, list[int]] = {
        character * 2: [] for phrase in phrases for character in phrase
    }

    def add(pair: str, place: int, kind: int) -> None:
        origins.setdefault(pair, []).append(place * KINDS + kind)

    start = len(END)
    for phrase in phrases:
        last = len(phrase) - 1
        for at, (first, second) in enumerate(pairwise(phrase)):
            place = start + at
            if first != second:
                add(second + first, place, SWAPPED)
            if at:
                add(first + first, place, DOUBLED)
            for twin in twins.get(first, ""):
                add(twin + second, place, TWIN)
            if at + 1 < last:
                add(first + phrase[at + 2], place, DROPPED)
            else:
                for twin in twins.get(second, ""):
                    add(first + twin, place, TWIN)
            if len(phrase) >= LONGEST and at + 2 < last:
                add(first + phrase[at + 3], place, TWO_DROPPED)
        start += len(phrase) + len(END)
    return origins


def _inner(phrases: Sequence[str], exact: frozenset[str], joining: str) -> dict[str, list[int]]:
    """The pairs that a mistake leaves inside a long phrase: characters swapped, one twice, and in
    an exact one, the next but one; with where that is."""
    inner: dict[str, list[int]] = {}
    start = len(END)
    for phrase in phrases:
        for at, (first, second) in enumerate(pairwise(phrase) if len(phrase) >= WHOLE else ()):
            left = [(second + first, SWAPPED)] if first != second else []
            left += [(first + first, DOUBLED)] if at else []
            # 助推经济 beside 推动经济: what is left of the first or last word may be another one's.
            inside = len(phrase) >= LONGEST and 0 < at < len(phrase) - 3
            if inside and phrase in exact and second not in joining:
                left.append((first + phrase[at + 2], DROPPED))
            for pair, kind in left:
                inner.setdefault(pair, []).append((start + at) * KINDS + kind)
        start += len(phrase) + len(END)
    return inner


def _slips(
    joined: str, pairs: Mapping[str, Sequence[int]], origins: Iterable[str], characters: Characters
) -> frozenset[str]:
    """Those of the pairs that no word has. Left out are also those that phrases have themselves,
    unless few and always between the same others, or swapped where many phrases have them right."""
    around = {
        pair: {joined[place // KINDS - 1 : place // KINDS + 3] for place in places}
        for pair, places in pairs.items()
        if len(places) <= _FEW
    }
    often = {pair[::-1] for pair, places in pairs.items() if len(places) > _MANY}
    common = {pair for pair in pairs if pair not in around or len(around[pair]) > 2} - often
    slips = {pair for pair in origins if pair not in common}
    slips -= _words(characters)
    joining, alone = frozenset(characters.joining), frozenset(characters.alone)
    return frozenset(
        pair
        for pair in slips
        if are_ideographs(pair) and joining.isdisjoint(pair) and not alone.issuperset(pair)
    )


def _words(characters: Characters) -> set[str]:
    """Two characters that make a word, or are neighbours in one."""
    return {item[0] + second for item in characters.words for second in item[1:]}


def _seams(phrases: Sequence[str], characters: Characters) -> dict[str, list[int]]:
    """The second and third character of a phrase, and the last but two and but one, where they are
    of two words; with the place of the first or the last one, whose word is cut without it."""
    words, alone = _words(characters), frozenset(characters.alone + characters.joining)
    seams: dict[str, list[int]] = {}
    start = len(END)
    for phrase in phrases:
        last = len(phrase) - 1
        for pair, edge, beside in ((phrase[1:3], 0, 1), (phrase[-3:-1], last, last - 1)):
            word = phrase[:2] if edge == 0 else phrase[-2:]
            is_seam = pair not in words and word in words and phrase[beside] not in alone
            if is_seam and are_ideographs(pair + word):
                seams.setdefault(pair, []).append(start + edge)
        start += len(phrase) + len(END)
    return seams


def _gaps(phrases: Sequence[str]) -> dict[str, list[int]]:
    """What stands on both sides of a character inside a long phrase."""
    gaps: dict[str, list[int]] = {}
    start = len(END)
    for phrase in phrases:
        if len(phrase) >= LONG:
            for at in range(1, len(phrase) - 1):
                gaps.setdefault(phrase[at - 1] + phrase[at + 1], []).append(start + at)
        start += len(phrase) + len(END)
    return gaps


def _kinds(pairs: Mapping[int, Collection[str]]) -> bytes:
    """For each code the kinds of the pairs that have it."""
    table = bytearray(SIZE)
    for kind, of_kind in pairs.items():
        for code in codes_of(of_kind):
            table[code] |= kind
    return bytes(table)


def _windows(phrases: Sequence[str], sounds: bytes) -> dict[int, list[int]]:
    """The sounds of four characters in a row, such that all of a phrase are in one at least."""
    windows: dict[int, list[int]] = {}
    start = len(END)
    for phrase in phrases:
        heard = phrase.translate(sounds).encode("latin-1")
        last = len(phrase) - WINDOW
        for at in {*range(0, last, WINDOW), last}:
            sound = number_of(heard[at : at + WINDOW])
            windows.setdefault(sound, []).append(start + at)
        start += len(phrase) + len(END)
    return windows


def _places(places: Mapping[int, Sequence[int]]) -> tuple[bytes, ...]:
    keys = sorted(places)
    counts = accumulate((len(places[key]) for key in keys), initial=0)
    found = [place for key in keys for place in places[key]]
    return (*Places(_packed(keys), _packed(counts), _packed(found)),)


def _packed(numbers: Iterable[int]) -> bytes:
    values = list(numbers)
    return pack(f"{len(values)}I", *values)
