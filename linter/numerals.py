"""Numbers in text: with separators, decimals, Chinese numerals, the scales 万 and 亿.

Small code of our own and not cn2an: that reads a string which is known to be a number, but what a
check needs is where in a sentence a number stands and whether it is one at all (一 in 一是, 统一,
第一 is none), and cn2an has neither spans nor a strict grammar.

Texts are compact: no white space, full-width digits folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .records import NamedTuple
from .text import lazy_pattern

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT_TENS = {"廿": 2, "卅": 3}
_SCALES = {"万": 10**4, "亿": 10**8}
_WEIGHTS = frozenset((*_TENS, *_SCALES))
_NUMERALS = "".join((*_DIGITS, *_TENS, *_SHORT_TENS))

# Longer runs of digits are identifiers, never quantities.
_MOST_DIGITS = 15

# The measure words of these reports, longer ones first: they tell a number from a numeral that is
# part of a word.
_UNIT = (
    "部分|部(?![门署委级])|个百分点|[人件条篇场批期]次|[万亿]元|"
    "[件条篇期项个次份人名场例起类宗批家户套处台册张幅页轮天周届位本章节款元年月日%]"
)


class NumberMatch(NamedTuple):
    """A number in a text.

    ``start`` and ``end`` hold the number with its scale (``1.5万``) but without what says that it
    is approximate and without its unit; ``unit`` is the measure word behind it, empty if there is
    none, and ``unit_end`` where that ends (``end`` if there is none). ``ordinal`` says that 第
    stands before it.
    """

    start: int
    end: int
    value: Decimal
    approximate: bool
    unit: str
    unit_end: int
    ordinal: bool


_THOUSANDS = r"(?:[,，][0-9]{3}){1,5}"
_SEPARATED = rf"[1-9][0-9]{{0,2}}{_THOUSANDS}"
# A number from its first character on: a set of characters first makes the search fast.
_NUMBER = lazy_pattern(
    rf"[0-9{_NUMERALS}万亿](?:(?<=[0-9])(?<![A-Za-z0-9].)"
    rf"(?:(?<=[1-9])[0-9]{{0,2}}{_THOUSANDS}(?![0-9]|[,，][0-9])(?:\.[0-9]{{1,6}})?"
    r"|[0-9]*(?:\.[0-9]+)?)"
    rf"(?:(?P<dots>(?:\.[0-9]+)+)|(?P<scale>[万亿千百]?)(?P<more>[余多]?)(?P<unit>{_UNIT})?)"
    rf"|(?<![0-9])[{_NUMERALS}万亿]{{0,19}}(?P<end>)(?P<cmore>[余多]?)(?P<cunit>{_UNIT}))"
)


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMatch]:
    """The numbers of ``text[start:end]``, in order.

    ASCII digits are numbers wherever they stand but in a word of Latin letters or a chain like
    ``1.2.3``; Chinese numerals only before a measure word. ``两三件`` is no number.
    """
    last = len(text) if end is None else end
    for match in _NUMBER.finditer(text, start, last):
        dots, scale, more, unit, _, chinese_more, chinese_unit = match.groups()
        begin = match.start()
        if scale is not None:
            stop = match.end("scale")
            value = read_number(text[begin:stop])
        elif dots is None:
            stop, more, unit = match.end("end"), chinese_more, chinese_unit
            value = _chinese_number(text[begin:stop])
        else:
            continue
        if value is not None:
            yield _made(text, begin, stop, value, more, unit, match.end())


def _chinese_number(text: str) -> Decimal | None:
    """The value of a numeral; None also for 两三 and 三四: nobody knows how many these are."""
    if len(text) == 2 and text[1] not in "零〇○" and _WEIGHTS.isdisjoint(text):
        return None
    value = chinese_value(text)
    return None if value is None else Decimal(value)


def _made(
    text: str, start: int, end: int, value: Decimal, more: str, unit: str | None, unit_end: int
) -> NumberMatch:
    before = text[max(0, start - 2) : start]
    after = text[unit_end : unit_end + 2]
    approximate = (
        bool(more)
        or before.endswith(("近", "约", "逾", "超", "超过"))
        or after in ("左右", "以上")
        or after[:1] in ("余", "多")
    )
    return NumberMatch(
        start, end, value, approximate, unit or "", unit_end if unit else end, before[-1:] == "第"
    )


_WHOLE = lazy_pattern(
    rf"(?P<sign>[-−－])?(?P<digits>{_SEPARATED}|[0-9]+)"
    r"(?P<fraction>\.[0-9]+)?(?P<scale>[十百千万亿]?)"
)


def read_number(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else; None for any other text."""
    if text.isascii() and text.isdigit():
        return Decimal(text) if len(text) <= _MOST_DIGITS else None
    match = _WHOLE.fullmatch(text)
    if match is None:
        value = chinese_value(text)
        return None if value is None else Decimal(value)
    digits = match["digits"].replace(",", "").replace("，", "")
    if len(digits) + len(match["fraction"] or "") > _MOST_DIGITS:
        return None
    scale = match["scale"]
    number = Decimal(digits + (match["fraction"] or ""))
    if scale:
        number *= _TENS.get(scale) or _SCALES[scale]
    return -number if match["sign"] else number


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral: 一百零五 and 二〇二四 alike; None for what is none."""
    if not text or len(text) > 20:
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = 0
    for scale, weight in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.partition(scale)
        if found:
            part = _below_ten_thousand(head)
            if not part:
                return None
            total += part * weight
            text = tail
    if not text:
        return total
    part = _below_ten_thousand(text, after=bool(total))
    return None if part is None else total + part


def _below_ten_thousand(text: str, *, after: bool = False) -> int | None:
    """The value of a numeral with 千, 百, 十, each weight smaller than the one before it.

    A digit without a weight stands last; ``after`` says that a scale stands before the text, so
    that 零 may begin it.
    """
    total, digit, weight, zero = 0, None, 10_000, after
    for index, character in enumerate(text):
        if character in _SHORT_TENS:
            if digit is not None or weight <= 10:
                return None
            total, weight = total + 10 * _SHORT_TENS[character], 10
        elif character in _TENS:
            here = _TENS[character]
            if here >= weight or digit == 0 or (digit is None and (here != 10 or index)):
                return None
            total, weight, digit = total + (1 if digit is None else digit) * here, here, None
        elif character not in _DIGITS or digit is not None:
            return None
        elif _DIGITS[character] == 0 and index < len(text) - 1:
            if not (total or zero):
                return None
            zero = True
        else:
            digit = _DIGITS[character]
    if digit is None:
        return total if total and text[-1] not in "零〇○" else None
    skips = after if weight == 10_000 else weight > 10
    if digit == 0 or (skips and text[-2:-1] not in ("零", "〇", "○")):
        return None  # 一百五 is 150 to most who say it: not sure, so not read
    return total + digit
