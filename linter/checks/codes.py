"""Pairs of characters as small numbers, for all of a text at once.

To ask a set of twenty thousand pairs for each one of a text costs more than all else that is done
with the text: the set is larger than the processor's cache, and most questions miss that. So a pair
is mixed into a number of 19 bits, and a table of bytes says of each number what is known of the
pairs that are mixed into it: one byte is read. Several pairs may give one number, so those that
matter are looked up again. The mixing is done with a whole text, too: its bytes are one long
number, and xor is quick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Literal

SIZE = 1 << 19  # of a table: there are so many numbers
_IS_LITTLE = memoryview(b"\1\0\0\0").cast("I")[0] == 1
_BYTE_ORDER: Literal["little", "big"] = "little" if _IS_LITTLE else "big"
_ORDER = (0, 1, 2) if _IS_LITTLE else (3, 2, 1)  # where a number's bytes are, the lowest first
_MIXERS = tuple(
    bytes((value * factor + value * value * 2 * factor) % size for value in range(256))
    for factor, size in ((71, 256), (157, 256), (37, SIZE >> 16), (91, SIZE >> 16))
)


def number_of(data: bytes) -> int:
    """What the processor reads in a place of four bytes."""
    return int.from_bytes(data, _BYTE_ORDER)


def looked_up(table: bytes, codes: Iterable[int]) -> bytes:
    """What a table has for each of the numbers."""
    return bytes(itemgetter(0, 0, *codes)(table))[2:]  # of one number alone it would be no tuple


@lru_cache(maxsize=2)
def pair_codes(text: str) -> Sequence[int]:
    """The numbers of each character with the next one; a character that takes two numbers in UTF-16
    counts as two. What looks at a text pair by pair shares them."""
    return _mixed(utf_16(text))


def code_of(pair: str) -> int:
    """The number that a pair of characters has in ``pair_codes``."""
    # With a character that takes two numbers, these are the pair.
    first, high, second, behind = utf_16(pair)[:4]
    one, other, upper, lower = _MIXERS
    mixed = (first ^ one[behind], second ^ other[high], upper[high] ^ lower[behind])
    return int.from_bytes(bytes(mixed), "little")


def codes_of(pairs: Collection[str]) -> Sequence[int]:
    """What ``code_of`` gives for each, of many in less time."""
    data = utf_16("".join(pairs))
    if len(data) > 4 * len(pairs):  # with a character that takes two numbers
        data = b"".join([utf_16(pair)[:4] for pair in pairs])
    return _mixed(data)[::2]


def utf_16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _mixed(data: bytes) -> list[int]:
    low, high = data[::2], data[1::2]
    after = high[1:]
    one, other, upper, lower = _MIXERS
    codes = bytearray(4 * len(low))
    for at, left, right in (
        (_ORDER[0], low, after.translate(one)),
        (_ORDER[1], low[1:], high.translate(other)),
        (_ORDER[2], high.translate(upper), after.translate(lower)),
    ):
        mixed = int.from_bytes(left, "little") ^ int.from_bytes(right, "little")
        codes[at::4] = mixed.to_bytes(len(low), "little")
    # As a list: more than one asks for the numbers, and each would make them again.
    return memoryview(codes).cast("I")[:-1].tolist()  # behind the last there is none
