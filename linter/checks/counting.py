"""Counts in sentences: how many of what, and the sentence around a place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..numerals import find_numbers
from ..records import NamedTuple
from ..text import lazy_pattern

# Measure words that count the things these reports count; 年, 元, % and 章 count others.
_UNITS = frozenset("件条篇期项个份次人名场例起宗批家户部套册张幅类处") | {
    "条次",
    "件次",
    "篇次",
    "场次",
    "批次",
    "人次",
    "期次",
    "部分",
}
# A count that only says how far another one is from last year's: 较上年增加20条.
_COMPARING = lazy_pattern(
    r"较|同比|环比|(?<![占对])比(?!例)|(?:增[加长多]|新增长|减少|下降|上升|降低)(?![到至为])"
    r"|[上去]年度?同?期?[为的]?\Z"
)
# What stands before the count of a whole.
_SUM = lazy_pattern(
    r"(?:[共总合累]计|总数|总量|(?<![公中])共(?![享同建青治识产和]))[^，。；、\d]{0,24}\Z"
)
_SUM_WORDS = ("共计", "总计", "合计", "累计", "共有", "共")
_BRACKETED = lazy_pattern(r"[（(][^（）()\n]{0,200}[）)]")
_ENDS = "。！？!?\n"
LONGEST = 400  # characters of a sentence that are looked at


class Count(NamedTuple):
    """A number with its measure word: ``text[start:end]``.

    ``label`` is where the words before it begin that say what is counted; ``unit`` is empty for
    a number that counts no things (a year, a share, 12345); ``compares`` says that it is only a
    difference from another year's.
    """

    label: int
    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    compares: bool

    @property
    def certain(self) -> bool:
        """Whether it is a whole number that is meant as it stands."""
        return not self.approximate and self.value == int(self.value)


def counts_in(text: str, start: int, end: int) -> Iterator[Count]:
    """The numbers between two offsets."""
    label = start
    for number in find_numbers(text, start, end):
        counts = number.unit in _UNITS and not number.ordinal
        yield Count(
            label,
            number.start,
            number.unit_end,
            number.value,
            number.unit if counts else "",
            number.approximate,
            counts and _COMPARING.search(text, label, number.start) is not None,
        )
        label = number.unit_end


def moved(count: Count, by: int) -> Count:
    """A count that was found in a piece of a text, in the text: ``by`` is where that begins."""
    return count._replace(label=count.label + by, start=count.start + by, end=count.end + by)


def without_brackets(piece: str) -> str:
    """A piece of text with spaces for what stands in brackets, so that nothing else moves."""
    if "（" not in piece and "(" not in piece:
        return piece
    return _BRACKETED.sub(lambda match: " " * len(match.group()), piece)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence before an offset begins, or as much of it as is looked at."""
    low = max(0, at - LONGEST)
    return max(max(text.rfind(mark, low, at) for mark in _ENDS) + 1, low)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence behind an offset ends, or as much of it as is looked at."""
    high = at + LONGEST
    return min((e for mark in _ENDS if (e := text.find(mark, at, high)) >= 0), default=high)


def is_sum(text: str, count: Count) -> bool:
    """Whether the words before a count say that it is the sum: 共, 合计, 累计."""
    return _SUM.search(text, max(0, count.start - 30), count.start) is not None


def with_sum_word(text: str, count: Count) -> int:
    """Where a count begins with the word for a sum that stands right before it: 共22条."""
    for word in _SUM_WORDS:
        if text.endswith(word, 0, count.start):
            return count.start - len(word)
    return count.start


def plain(value: Decimal) -> str:
    """A number as a person writes it."""
    return f"{value:f}"


def in_same_numerals(count: int, number: str, said: str) -> str:
    """What should stand instead of a count: 四项 for 三项, 4件 for 3件."""
    if number.isascii() or count > 10:
        return said.replace(number, str(count), 1)
    return said.replace(number, "零一两三四五六七八九十"[count], 1)


def line_start(text: str, at: int, most: int) -> int:
    """Where the paragraph of an offset begins, or what of it is looked at does."""
    low = max(0, at - most)
    return max(text.rfind("\n", low, at) + 1, low)
