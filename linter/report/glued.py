"""Numbers that ran together, and numbers that were cut: taken apart where only one way is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from .sums import Sums

_MARKS = "-－−–—/／"
_MOST_DIGITS = 20
_MOST_TRIES = 4_000
_MOST_CUTS = 6


def single_characters(text: str, count: int) -> bool:
    """Whether as many noughts and marks stand there as there are cells: each is one."""
    return len(text) == count and all(character in "0" + _MARKS for character in text)


def only_split(digits: str, count: int, sums: Sums) -> tuple[str, ...] | None:
    """The one way to cut digits into that many numbers so that the row's sum holds.

    Only for a row whose last number is the sum of all others. None where there is no way, or
    more than one.
    """
    if not (digits.isascii() and digits.isdigit()) or not count <= len(digits) <= _MOST_DIGITS:
        return None
    if sums.rows != (((count - 1,), tuple(range(count - 1))),):
        return None
    found: tuple[str, ...] | None = None
    for length in range(1, len(digits) - count + 2):
        total = digits[-length:]
        if length > 1 and total[0] == "0":
            continue
        for parts in _splits(digits[:-length], count - 1, int(total)):
            if found is not None:
                return None
            found = (*parts, total)
    return found


def _splits(digits: str, count: int, total: int) -> Iterator[tuple[str, ...]]:
    """Up to two ways to cut digits into numbers with that sum."""
    # reach[k][at]: the sums that k numbers can have which use up digits[at:].
    size = len(digits)
    reach: list[list[set[int]]] = [[set() for _ in range(size + 1)] for _ in range(count + 1)]
    reach[0][size].add(0)
    for k in range(1, count + 1):
        for at in range(size - 1, -1, -1):
            sums = reach[k][at]
            for end in _ends(digits, at, total):
                number = int(digits[at:end])
                sums.update(s + number for s in reach[k - 1][end] if s + number <= total)
            if len(sums) > _MOST_TRIES:
                yield from ((), ())  # too many to tell: as good as two ways
                return
    yield from _walk(digits, 0, count, total, reach)


def _walk(
    digits: str, at: int, count: int, total: int, reach: list[list[set[int]]]
) -> Iterator[tuple[str, ...]]:
    if count == 0:
        if at == len(digits) and total == 0:
            yield ()
        return
    for end in _ends(digits, at, total):
        number = int(digits[at:end])
        if total - number in reach[count - 1][end]:
            for rest in _walk(digits, end, count - 1, total - number, reach):
                yield (digits[at:end], *rest)


def _ends(digits: str, at: int, total: int) -> Iterator[int]:
    """Where a number that begins there and is no more than a total can end."""
    if digits[at] == "0":
        yield at + 1
        return
    for end in range(at + 1, len(digits) + 1):
        if int(digits[at:end]) > total:
            return
        yield end


def only_join(pieces: Sequence[str], count: int, sums: Sums) -> list[list[int]] | None:
    """The one way to put numbers together that were cut, at a line's end or anywhere, so that a
    row's sums hold.

    Returns for each number the indexes of its pieces; None where there is no way, or more than
    one that gives other numbers.
    """
    surplus = len(pieces) - count
    if not 0 < surplus <= _MOST_CUTS or not all(p.isascii() and p.isdigit() for p in pieces):
        return None
    if comb(len(pieces) - 1, surplus) > _MOST_TRIES:
        return None
    found: dict[tuple[int, ...], list[list[int]]] = {}
    for cut in combinations(range(1, len(pieces)), surplus):
        joined = _joined(len(pieces), cut)
        texts = ["".join(pieces[at] for at in number) for number in joined]
        if any(len(text) > 1 and text[0] == "0" for text in texts):
            continue
        values = tuple(int(text) for text in texts)
        if sums.hold(values):
            found[values] = joined
            if len(found) > 1:
                return None
    return next(iter(found.values()), None)


def _joined(count: int, cut: Sequence[int]) -> list[list[int]]:
    """The pieces' indexes, those in ``cut`` with the one before them."""
    numbers: list[list[int]] = []
    for index in range(count):
        if index in cut:
            numbers[-1].append(index)
        else:
            numbers.append([index])
    return numbers
