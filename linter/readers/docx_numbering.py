"""Automatic numbering: the ``一、``, ``（一）``, ``1.`` that a reader sees and no text holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import NamedTuple
from .docx_names import W, number, value, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_PLACE = re.compile("%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand", "ideographDigital",
    "taiwaneseDigital", "koreanDigital2",
))  # fmt: skip
# Numbers with pictures of their own: the first picture and how many there are.
_PICTURED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, list[_Level]] = {}
        self._nums: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        links: dict[str, str] = {}  # a numbering style → the list that defines it
        linked: dict[str, str] = {}  # a list → the numbering style that it takes its levels from
        for element in root.findall(f"{W}abstractNum"):
            key = element.get(f"{W}abstractNumId") or ""
            self._abstract[key] = _levels(element)
            if style := value(element, "styleLink"):
                links[style] = key
            if style := value(element, "numStyleLink"):
                linked[key] = style
        for key, style in linked.items():
            if style in links:
                self._abstract[key] = self._abstract[links[style]]
        for element in root.findall(f"{W}num"):
            self._add_num(element)

    def _add_num(self, element: Element) -> None:
        levels: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for override in element.findall(f"{W}lvlOverride"):
            at = whole(override.get(f"{W}ilvl") or "")
            if at is None or not 0 <= at < _LEVELS:
                continue
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own)
            start = number(override, "startOverride")
            if start is not None:
                starts[at] = start
        key = element.get(f"{W}numId") or ""
        self._nums[key] = (value(element, "abstractNumId"), levels, starts)

    def level_of_style(self, num: str, style: str | None) -> int:
        """The level of a list that is tied to a paragraph style."""
        abstract = self._nums.get(num, ("", {}, {}))[0]
        levels = self._abstract.get(abstract, [])
        return next((at for at, level in enumerate(levels) if style and level.style == style), 0)

    def next(self, num: str, at: int) -> str:
        """The number of the next paragraph of a list on a level (0 the highest), as it is
        printed, with a space behind it where it would run into the text."""
        if num not in self._nums or not 0 <= at < _LEVELS:
            return ""
        abstract, own, starts = self._nums[num]
        base = self._abstract.get(abstract)
        if base is None:
            return ""
        levels = [own.get(index, level) for index, level in enumerate(base)]
        if at >= len(levels):
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if num not in self._begun:  # a list that starts anew, though it looks like another
            self._begun.add(num)
            for index in starts:
                counts[index] = None
        for index in range(at):
            if counts[index] is None:
                counts[index] = starts.get(index, levels[index].start)
        count = counts[at]
        counts[at] = starts.get(at, levels[at].start) if count is None else count + 1
        for index in range(at + 1, min(_LEVELS, len(levels))):
            after = levels[index].restart
            if after is None or (after > 0 and at < after):
                counts[index] = None
        return _printed(levels, counts, at)


def _levels(element: Element) -> list[_Level]:
    levels = [_Level()] * _LEVELS
    for child in element.findall(f"{W}lvl"):
        at = whole(child.get(f"{W}ilvl") or "")
        if at is not None and 0 <= at < _LEVELS:
            levels[at] = _level(child)
    return levels


def _level(element: Element) -> _Level:
    start = number(element, "start")
    legal = element.find(f"{W}isLgl") is not None
    return _Level(
        start=1 if start is None else start,
        form=value(element, "numFmt", "decimal"),
        text=value(element, "lvlText")[:100],
        suffix=value(element, "suff", "tab"),
        restart=number(element, "lvlRestart"),
        legal=legal,
        style=value(element, "pStyle"),
    )


def _printed(levels: list[_Level], counts: list[int | None], at: int) -> str:
    level = levels[at]
    if level.form == "none" and "%" not in level.text:
        return level.text
    if level.form == "bullet":
        text = _PRIVATE.sub("•", level.text)
    else:

        def numeral(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            count = counts[index]
            if index > at or count is None:
                return ""
            form = levels[index].form
            return formatted(count, "decimal" if level.legal and index < at else form)

        text = _PLACE.sub(numeral, level.text)
    if level.suffix == "nothing" or not text:
        return text
    return text + " " if text[-1].isascii() and text[-1].isalnum() else text


def formatted(count: int, form: str) -> str:
    """A count as a numbering format writes it; those that are not known as digits."""
    if count < 0 or count > 99_999:
        return str(count)
    if form in _CHINESE:
        return _chinese(count, _DIGITS, "十百千万") if "Digital" not in form else _digits(count)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(count, _LEGAL, "拾佰仟万")
    if form in _PICTURED:
        first, most = _PICTURED[form]
        return chr(ord(first) + count - 1) if 1 <= count <= most else str(count)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)
        return (letters.upper() if form == "upperLetter" else letters) if count else ""
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).lower() if form == "lowerRoman" else _roman(count)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02}"
    if form == "numberInDash":
        return f"- {count} -"
    if form == "ideographTraditional":
        return _STEMS[(count - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(count - 1) % 12]
    return "" if form in ("none", "bullet") else str(count)


def _digits(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _chinese(count: int, digits: str, units: str) -> str:
    """A number in Chinese: ``十二``, ``一百零三``."""
    if count == 0:
        return digits[0] if digits is _LEGAL else "零"
    text = ""
    places = str(count)
    zero = False
    for at, digit in enumerate(places):
        place = len(places) - at - 1
        if digit == "0":
            zero = True
            continue
        if zero and text:
            text += "零"
        zero = False
        text += digits[int(digit)] + (units[place - 1] if place else "")
    if digits is _DIGITS and 10 <= count < 20:
        text = text[1:]
    return text


def _roman(count: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        times, count = divmod(count, amount)
        text += letters * times
    return text
