"""Certain mistakes in how dates are written: ``31曰``, ``12目31日``, ``20224年``, ``2024年2024年``.

Each is seen where ``dates.py`` reads a date, or makes a date where none would be read without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from .records import NamedTuple
from .text import lazy_pattern

TypoKind = Literal["wrong", "missing", "repeated", "year"]


class DateTypo(NamedTuple):
    """A certain mistake in how a date is written.

    ``text[start:end]`` is what to mark, ``suggestions`` what could stand there instead, none if
    that is not clear. ``kind``: a "wrong" character, one "missing" (where a crawl has lost
    characters everywhere it is no typo of the author's), a part "repeated", or a "year" that is
    none, whose suggestions are the years it may stand for.
    """

    start: int
    end: int
    suggestions: tuple[str, ...]
    kind: TypoKind


ZEROS = "零〇○◯OoО0"
CHINESE_DIGITS = str.maketrans("零〇○◯OoО一二三四五六七八九" + "Il", "0000000123456789" + "11")
ONES = "一二三四五六七八九"

_DAY_ANCHOR = lazy_pattern("日(?:(?<=[目曰用日年][0-9]日)|(?<=[目曰用日年][0-9]{2}日))")
_YEAR_ANCHOR = lazy_pattern(
    "年(?:(?=[0-9]{4}年)|(?=年[，,。政]|年我[局委办厅镇乡街县市区])|(?<=[0-9]{5}年)|(?<=[0-9][OoIl]年)|(?<=[0-9][OoIl][0-9]年)"
    "|(?<=[0-9][OoIl][0-9]{2}年)|(?<=2[1-9]0[0-9]年)|(?<=2[1-9][12]0年)|(?<=20[12]年))"
)
_WRONG_MONTH = lazy_pattern(
    r"(?:(?<![0-9])(?P<year>[0-9]{4})年)?(?<![0-9])(?P<month>[0-9]{1,2})(?P<sign>[目曰用日年])"
    r"(?P<day>[0-9]{1,2})日"
)


_SURELY_DAY = "诶曰囗曱"
_JOINED = r"[-至到—~～]{1,2}(?=(?:[0-9]{4}年)?[0-9]{1,2}月)"
# What may follow a day; a line may also end within one (12月3 / 1日).
_AFTER_WRONG_DAY = lazy_pattern(rf"$|\n(?![0-9]?日)|[，。；：、）)止起至到—~～](?![0-9])|{_JOINED}")
_AFTER_BARE_DAY = lazy_pattern(
    rf"$|\n(?![0-9]?日)|[，。；：、）)](?![0-9{ONES}十])|[前后止我以]|期间|起(?=[，至到—~～-])|{_JOINED}"
)
# What leads to a date.
_RANGE = tuple("至到—~～-－")
_INTRODUCE = (*_RANGE, *"自从截于在为是", "截止")
# Measure words and words of time that may follow a bare number: 12月31件, 12月31晚.
_FOLLOWS_NUMBER = frozenset(
    "件条篇次个项份人名场例起类批家部户套处台册期张幅页轮天年月周届位本章节款宗元万亿千百十余多吨"
    "亩米里斤公座栋间所支队组种款笔单起辆艘头只株棵颗枚粒盒箱袋瓶杯碗双对副块片根把面门堂课时分秒"
    "晚早夜午凌下上底初内前后止至到和与及或是为的有共日号"
)


class Draft(NamedTuple):
    """A date as its parts were read, before the calendar is asked."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    year_span: tuple[int, int] | None
    month_span: tuple[int, int] | None
    day_span: tuple[int, int] | None
    typos: tuple[DateTypo, ...] = ()


def in_calendar(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day, in any year if none is given."""
    if month is None:
        return True
    try:
        date(year or 2000, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def number(token: str, at: int, typos: list[DateTypo], *, surely: bool = False) -> int | None:
    """A month or a day as a number; letters that stand for digits are typos, those without any
    digit only where it is ``surely`` a number."""
    if token.isascii():
        if token.isdigit():
            return int(token)
        if not (any(map(str.isdigit, token)) or (surely and token.strip("lI") == "")):
            return None
        mended = token.translate(CHINESE_DIGITS)
        typos.append(DateTypo(at, at + len(token), (mended,), "wrong"))
        return int(mended)
    return _chinese_numbers().get(token)


@lru_cache(maxsize=1)
def _chinese_numbers() -> dict[str, int]:
    """一 to 三十九 as months and days are written."""
    numbers = {"元": 1, "廿": 20, "卅": 30}
    for ten, lead in enumerate(("", "十", "二十", "三十")):
        for one, last in enumerate(("", *ONES)):
            numbers[lead + last] = 10 * ten + one
    for one, last in enumerate(ONES, 1):
        numbers |= {f"初{last}": one, f"廿{last}": 20 + one, f"卅{last}": 30 + one}
    return numbers


def ascii_year(
    text: str, token: str, at: int, typos: list[DateTypo]
) -> tuple[int | None, int] | None:
    """The year that digits before 年 mean, and where it begins; None if they are none at all.

    Five or six digits may be another number and a year, where white space between them is gone;
    not so after a word that leads to a date.
    """
    if len(token) == 4 and "1900" <= token <= "2099" and token.isdigit():
        return int(token), at
    if not token.isdigit():
        if sum(character.isdigit() for character in token) < 2 or len(token) != 4:
            return None
        mended = token.translate(CHINESE_DIGITS)
        typos.append(DateTypo(at, at + 4, (mended,), "wrong"))
        return int(mended), at
    led = text.endswith(_INTRODUCE, 0, at)
    if len(token) > 4 and not led and _plausible(token[-4:]):
        return int(token[-4:]), at + len(token) - 4
    candidates = _near_years(token)
    typos.append(DateTypo(at, at + len(token), candidates, "year"))
    return (int(candidates[0]) if len(candidates) == 1 else None), at


def _plausible(year: str) -> bool:
    return "1990" <= year <= "2039"


def _near_years(token: str) -> tuple[str, ...]:
    """The years a token may stand for: a digit or two too many, or two digits swapped."""
    if len(token) == 5:
        near = [token[:index] + token[index + 1 :] for index in range(5)]
    elif len(token) == 6:
        near = [token[2:], token[:4]]
    elif len(token) == 4:
        near = [
            token[:index] + token[index + 1] + token[index] + token[index + 2 :]
            for index in range(3)
        ]
    else:
        near = []
    return tuple(dict.fromkeys(year for year in near if _plausible(year)))


def day_of(
    text: str, match: re.Match[str], typos: list[DateTypo], *, introduced: bool
) -> tuple[int | None, tuple[int, int] | None]:
    """The day after a month and its span, with the character behind it, right, wrong or missing."""
    token = match["day"]
    if token is None:
        return None, None
    start, end = match.span("day")
    read: list[DateTypo] = []
    day = number(token, start, read, surely=bool(match["ri"]))
    if day is None:
        return None, None
    follows = text[match.end() : match.end() + 1]
    if match["ri"]:
        if match["ri"] == "日日":
            read.append(DateTypo(start, match.end("ri"), (f"{token}日",), "repeated"))
        typos.extend(read)
        return day, (start, match.end("ri"))
    introduced = introduced or text.endswith(_INTRODUCE, 0, match.start())
    mended = (token.translate(CHINESE_DIGITS) if token.isascii() else token) + "日"
    if follows and (follows in _SURELY_DAY or (introduced and _is_wrong_day(text, end))):
        typos.append(DateTypo(start, end + 1, (mended,), "wrong"))
        return day, (start, end + 1)
    if introduced and _AFTER_BARE_DAY.match(text, end):
        typos.append(DateTypo(start, end, (mended,), "missing"))
        return day, (start, end)
    return None, None


def _is_wrong_day(text: str, at: int) -> bool:
    """Whether the character there can only stand for 日."""
    character = text[at]
    if not "\u4e00" <= character <= "\u9fff" or character in _FOLLOWS_NUMBER:
        return False
    return bool(_AFTER_WRONG_DAY.match(text, at + 1))


def with_wrong_month(text: str, start: int, end: int) -> Iterator[Draft]:
    """``12目31日``, ``2024年12年31日``: another character for 月."""
    for anchor in _DAY_ANCHOR.finditer(text, start, end):
        window = max(start, anchor.start() - 10)
        match = _WRONG_MONTH.search(text, window, anchor.end())
        if match is None or match.end() != anchor.end():
            continue
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else None
        sign = match["sign"]
        ends_range = sign == "年" and text.endswith(_RANGE, 0, match.start())
        # 12日31日 and 1年10日 may be spans of time.
        if year is None and sign in "日年" and not ends_range:
            continue
        if not in_calendar(year, month, day):
            continue
        year_span = (match.start("year"), match.end("year") + 1) if year else None
        month_span = match.start("month"), match.end("sign")
        typo = DateTypo(*month_span, (match["month"] + "月",), "wrong")
        day_span = match.start("day"), match.end()
        spans = (year_span, month_span, day_span)
        yield Draft(match.start(), match.end(), year, month, day, *spans, (typo,))


_YEAR_BEFORE = lazy_pattern(r"(?<![0-9A-Za-z])[0-9OoIl]{4,6}$")
_YEAR_ENDS = "度，,。本全我第上下初底末"


def wrong_years(text: str, start: int, end: int) -> Iterator[Draft]:
    """A year alone that is none (``20224年``, ``2O24年``) or stands there twice."""
    for anchor in _YEAR_ANCHOR.finditer(text, start, end):
        at = anchor.start()
        match = _YEAR_BEFORE.search(text, max(start, at - 7), at)
        if match is None:
            yield from _cut_year(text, at)
            continue
        token, begin = match.group(), match.start()
        span = (begin, at + 1)
        if len(token) == 4 and token.isdigit():
            if _plausible(token) and text[at + 1 : at + 6] == token + "年":
                typo = DateTypo(begin, at + 6, (token + "年",), "repeated")
                yield Draft(*span, int(token), None, None, span, None, None, (typo,))
            elif _plausible(token) and text[at + 1 : at + 2] == "年":
                typo = DateTypo(begin, at + 2, (token + "年",), "repeated")
                yield Draft(*span, int(token), None, None, span, None, None, (typo,))
            elif token > "2099" and len(_near_years(token)) == 1:
                near = int(_near_years(token)[0])
                if 2015 <= near <= 2029 and text[at + 1 : at + 2] in tuple(_YEAR_ENDS):
                    typo = DateTypo(begin, at, (str(near),), "year")
                    yield Draft(*span, near, None, None, span, None, None, (typo,))
            continue
        typos: list[DateTypo] = []
        read = ascii_year(text, token, begin, typos)
        if read is not None and typos and (typos[0].suggestions or typos[0].kind == "wrong"):
            yield Draft(*span, read[0], None, None, span, None, None, tuple(typos))


def _cut_year(text: str, at: int) -> Iterator[Draft]:
    """``202年``: a year that lost its last digit."""
    begin = at - 3
    if text[max(0, begin - 1) : begin].isalnum() and text[begin - 1].isascii():
        return
    follows = text[at + 1 : at + 2]
    if text.startswith(("201", "202"), max(0, begin)) and follows in tuple("度，,我本全"):
        years = tuple(f"{text[begin:at]}{digit}年" for digit in range(10))
        typo = DateTypo(begin, at + 1, years, "missing")
        span = (begin, at + 1)
        yield Draft(*span, None, None, None, span, None, None, (typo,))
