"""Dates in text, as they are really written: with typos, without their year, on no such day.

Texts are compact: no white space, full-width digits folded, one line a paragraph. The scan goes
from one rare character to the next (月, the points and strokes of numeric dates, 日, 年) and looks
at a few characters around each, so it is fast on prose and linear on anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

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


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at ``text[start:end]``.

    ``year``, ``month`` and ``day`` are what can be read, typos mended where that is certain;
    ``value`` is the day they mean: None if one of them is missing, if there is a typo, or if no
    such day is in the calendar, which ``invalid`` says. The spans are those of ``2024年``, ``1月``
    and ``15日``, of the digits alone where no such character follows.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    value: date | None
    invalid: bool
    year_span: tuple[int, int] | None
    month_span: tuple[int, int] | None
    day_span: tuple[int, int] | None
    typos: tuple[DateTypo, ...] = ()


_ZEROS = "零〇○◯OoО0"
_CHINESE_DIGITS = str.maketrans("零〇○◯OoО一二三四五六七八九" + "Il", "0000000123456789" + "11")
_YEAR_DIGIT = rf"[{_ZEROS}一二三四五六七八九1-9]"
_ASCII = "[0-9OoIl]"
_ONES = "一二三四五六七八九"
_CHINESE_DAY = f"[二三]?十[{_ONES}]?|[廿卅][{_ONES}]?|初?[{_ONES}]"

# What stands around a 月: a year, the month, a day.
_MONTH = lazy_pattern(
    rf"(?:(?:(?<![0-9])(?P<year>[0-9OoIl]{{3,6}})|(?P<chinese>{_YEAR_DIGIT}{{4}}))(?P<nian>年年?|[午牛])"
    rf"|(?<![0-9])(?P<bare>(?:19|20)[0-9]{{2}})(?=(?:0?[1-9]|1[0-2])月))?"
    rf"(?P<month>(?<![0-9]){_ASCII}{{1,2}}|(?<=年){_ASCII}{{1,2}}|(?<=(?:19|20)[0-9]{{2}}){_ASCII}{{1,2}}"
    rf"|元|十[一二三]?|[{_ONES}])(?P<yue>月月?)"
    rf"(?:(?P<day>{_ASCII}{{1,2}}(?![0-9])|{_CHINESE_DAY})(?P<ri>[日号]?))?"
)
_BEFORE_MONTH, _AFTER_MONTH = 9, 7

# A literal first makes the search for these as fast as str.find.
_MONTH_ANCHOR = lazy_pattern(f"月(?<=[0-9OoIl{_ONES}十元]月)")
_DAY_ANCHOR = lazy_pattern("日(?<=[0-9]日)")
_YEAR_ANCHOR = lazy_pattern(
    "年(?:(?=[0-9]{4}年)|(?<=[0-9]{5}年)|(?<=[0-9][OoIl]年)|(?<=[0-9][OoIl][0-9]年)"
    "|(?<=[0-9][OoIl][0-9]{2}年)|(?<=2[1-9]0[0-9]年)|(?<=2[1-9][12]0年))"
)
_SEPARATORS = ".-/－／"
_NUMERIC = {
    mark: re.compile(
        rf"{re.escape(mark)}(?<=[12][09][0-9]{{2}}{re.escape(mark)})([0-9]{{1,2}}){re.escape(mark)}"
        rf"([0-9]{{1,2}})(?![0-9]|[.．/／_][0-9A-Za-z]|[A-Za-z/／])"
    )
    for mark in _SEPARATORS
}
_NOT_BEFORE_NUMERIC = lazy_pattern(r"[0-9A-Za-z._/=／]")
_WRONG_MONTH = lazy_pattern(
    r"(?:(?<![0-9])(?P<year>[0-9]{4})年)?(?<![0-9])(?P<month>[0-9]{1,2})(?P<sign>[目曰用日])"
    r"(?P<day>[0-9]{1,2})日"
)

_SURELY_DAY = "诶曰囗曱"
_JOINED = r"[-至到—~～]{1,2}(?=(?:[0-9]{4}年)?[0-9]{1,2}月)"
# What may follow a day; a line may also end within one (12月3 / 1日).
_AFTER_WRONG_DAY = lazy_pattern(rf"$|\n(?![0-9]?日)|[，。；：、）)止起至到—~～](?![0-9])|{_JOINED}")
_AFTER_BARE_DAY = lazy_pattern(
    rf"$|\n(?![0-9]?日)|[，。；：、）)](?![0-9{_ONES}十])|[前后止我以]|期间|起(?=[，至到—~～-])|{_JOINED}"
)
# What leads to a date.
_INTRODUCE = (*"至到自从截于在为是—~～-－", "截止")
# Measure words and words of time that may follow a bare number: 12月31件, 12月31晚.
_FOLLOWS_NUMBER = frozenset(
    "件条篇次个项份人名场例起类批家部户套处台册期张幅页轮天年月周届位本章节款宗元万亿千百十余多吨"
    "亩米里斤公座栋间所支队组种款笔单起辆艘头只株棵颗枚粒盒箱袋瓶杯碗双对副块片根把面门堂课时分秒"
    "晚早夜午凌下上底初内前后止至到和与及或是为的有共日号"
)


class _Draft(NamedTuple):
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


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMatch]:
    """The dates of ``text[start:end]``, in order and not overlapping.

    A date is a month with a year or a day. A year alone is one only where it has a typo
    (``20224年``, ``2024年2024年``: of the latter the match holds the first year and the typo marks
    both).
    """
    last = len(text) if end is None else end
    found = [_judged(draft) for draft in _around_months(text, start, last)]
    rest = [
        *_numeric(text, start, last),
        *_with_wrong_month(text, start, last),
        *_wrong_years(text, start, last),
    ]
    if rest:
        found = _merged(found, [_judged(draft) for draft in rest])
    return iter(found)


def _merged(found: list[DateMatch], rest: list[DateMatch]) -> list[DateMatch]:
    """Both in order; of two that overlap the longer one."""
    merged: list[DateMatch] = []
    for match in sorted([*found, *rest], key=lambda match: (match.start, -match.end)):
        if not merged or match.start >= merged[-1].end:
            merged.append(match)
    return merged


def _judged(draft: _Draft) -> DateMatch:
    year, month, day = draft.year, draft.month, draft.day
    invalid = not _in_calendar(year, month, day)
    value = None
    if year and month and day and not invalid and not draft.typos:
        value = date(year, month, day)
    return DateMatch(*draft[:5], value, invalid, *draft[5:])


def _in_calendar(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day, in any year if none is given."""
    if month is None:
        return True
    try:
        date(year or 2000, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _around_months(text: str, start: int, end: int) -> Iterator[_Draft]:
    done = start
    for anchor in _MONTH_ANCHOR.finditer(text, start, end):
        at = anchor.start()
        if at < done:
            continue
        window = max(done, at - _BEFORE_MONTH), min(end, at + _AFTER_MONTH)
        match = _MONTH.search(text, *window)
        while match and match.end("yue") <= at:
            match = _MONTH.search(text, match.end(), window[1])
        draft = _drafted(text, match) if match else None
        if draft is not None:
            done = draft.end
            yield draft


def _drafted(text: str, match: re.Match[str]) -> _Draft | None:
    """The date of a match around 月; None if it is only a month."""
    typos: list[DateTypo] = []
    month = _number(match["month"], match.start("month"), typos)
    if month is None:
        return None
    year, year_span = _year_of(text, match, typos)
    month_span = match.start("month"), match.end("yue")
    day, day_span = _day_of(text, match, typos, introduced=year_span is not None)
    if match["yue"] == "月月":
        if day_span is None:
            month_span = month_span[0], month_span[1] - 1
        else:
            token = match["month"] + "月"
            typos.append(DateTypo(*month_span, (token,), "repeated"))
    if year_span is None and day_span is None:
        return None
    start = (year_span or month_span)[0]
    end = (day_span or month_span)[1]
    if typos and typos[-1].end > end:
        end = typos[-1].end
    return _Draft(start, end, year, month, day, year_span, month_span, day_span, tuple(typos))


def _number(token: str, at: int, typos: list[DateTypo]) -> int | None:
    """A month or a day as a number; letters that stand for digits are typos."""
    if token.isascii():
        if token.isdigit():
            return int(token)
        if not any(character.isdigit() for character in token):
            return None
        mended = token.translate(_CHINESE_DIGITS)
        typos.append(DateTypo(at, at + len(token), (mended,), "wrong"))
        return int(mended)
    return _chinese_numbers().get(token)


@lru_cache(maxsize=1)
def _chinese_numbers() -> dict[str, int]:
    """一 to 三十九 as months and days are written."""
    numbers = {"元": 1, "廿": 20, "卅": 30}
    for ten, lead in enumerate(("", "十", "二十", "三十")):
        for one, last in enumerate(("", *_ONES)):
            numbers[lead + last] = 10 * ten + one
    for one, last in enumerate(_ONES, 1):
        numbers |= {f"初{last}": one, f"廿{last}": 20 + one, f"卅{last}": 30 + one}
    return numbers


def _year_of(
    text: str, match: re.Match[str], typos: list[DateTypo]
) -> tuple[int | None, tuple[int, int] | None]:
    if match["bare"]:
        span = match.span("bare")
        typos.append(DateTypo(*span, (match["bare"] + "年",), "missing"))
        return int(match["bare"]), span
    token, span = match["year"] or match["chinese"], match.span("year")
    if token is None:
        return None, None
    if match["chinese"]:
        span = match.span("chinese")
    if token.isascii():
        read = _ascii_year(text, token, span[0], typos)
        if read is None:
            return None, None
        year, start = read
    else:
        year, start = int(token.translate(_CHINESE_DIGITS)), span[0]
    nian = match["nian"]
    if nian != "年":
        written = text[start : match.end("nian") - len(nian)]
        mark = (start, match.end("nian"), (written + "年",))
        typos.append(DateTypo(*mark, "repeated" if nian == "年年" else "wrong"))
    return year, (start, match.end("nian"))


def _ascii_year(
    text: str, token: str, at: int, typos: list[DateTypo]
) -> tuple[int | None, int] | None:
    """The year that digits before 年 mean, and where it begins; None if they are none at all.

    Five or six digits may be another number and a year, where white space between them is gone;
    not so after a word that leads to a date.
    """
    if not token.isdigit():
        if sum(character.isdigit() for character in token) < 2 or len(token) != 4:
            return None
        mended = token.translate(_CHINESE_DIGITS)
        typos.append(DateTypo(at, at + 4, (mended,), "wrong"))
        return int(mended), at
    led = text.endswith(_INTRODUCE, 0, at)
    if len(token) > 4 and not led and _plausible(token[-4:]):
        return int(token[-4:]), at + len(token) - 4
    if len(token) == 4 and "1900" <= token <= "2099":
        return int(token), at
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


def _day_of(
    text: str, match: re.Match[str], typos: list[DateTypo], *, introduced: bool
) -> tuple[int | None, tuple[int, int] | None]:
    """The day after a month and its span, with the character behind it, right, wrong or missing."""
    token = match["day"]
    if token is None:
        return None, None
    start, end = match.span("day")
    read: list[DateTypo] = []
    day = _number(token, start, read)
    if day is None:
        return None, None
    follows = text[match.end() : match.end() + 1]
    if match["ri"]:
        typos.extend(read)
        return day, (start, match.end("ri"))
    introduced = introduced or text.endswith(_INTRODUCE, 0, match.start())
    mended = (token.translate(_CHINESE_DIGITS) if token.isascii() else token) + "日"
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


def _numeric(text: str, start: int, end: int) -> Iterator[_Draft]:
    """``2024.1.15``, ``2024-01-15``, ``2024/1/15``; what cannot be month and day is no date."""
    for mark in _SEPARATORS:
        for match in _NUMERIC[mark].finditer(text, start, end):
            begin = match.start() - 4
            if begin < start or (begin and _NOT_BEFORE_NUMERIC.match(text, begin - 1)):
                continue
            month, day = int(match[1]), int(match[2])
            if not (1 <= month <= 12 and 1 <= day <= 31):
                continue
            year = int(text[begin : begin + 4])
            spans = (begin, begin + 4), match.span(1), match.span(2)
            yield _Draft(begin, match.end(), year, month, day, *spans)


def _with_wrong_month(text: str, start: int, end: int) -> Iterator[_Draft]:
    """``12目31日``: another character for 月."""
    for anchor in _DAY_ANCHOR.finditer(text, start, end):
        window = max(start, anchor.start() - 10)
        match = _WRONG_MONTH.search(text, window, anchor.end())
        if match is None or match.end() != anchor.end():
            continue
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else None
        if (match["sign"] == "日" and year is None) or not _in_calendar(year, month, day):
            continue
        year_span = (match.start("year"), match.end("year") + 1) if year else None
        month_span = match.start("month"), match.end("sign")
        typo = DateTypo(*month_span, (match["month"] + "月",), "wrong")
        day_span = match.start("day"), match.end()
        spans = (year_span, month_span, day_span)
        yield _Draft(match.start(), match.end(), year, month, day, *spans, (typo,))


_YEAR_BEFORE = lazy_pattern(r"(?<![0-9A-Za-z])[0-9OoIl]{4,6}$")
_YEAR_ENDS = "度，,。本全我第上下初底末"


def _wrong_years(text: str, start: int, end: int) -> Iterator[_Draft]:
    """A year alone that is none (``20224年``, ``2O24年``) or stands there twice."""
    for anchor in _YEAR_ANCHOR.finditer(text, start, end):
        at = anchor.start()
        match = _YEAR_BEFORE.search(text, max(start, at - 7), at)
        if match is None:
            continue
        token, begin = match.group(), match.start()
        span = (begin, at + 1)
        if len(token) == 4 and token.isdigit():
            if _plausible(token) and text[at + 1 : at + 6] == token + "年":
                typo = DateTypo(begin, at + 6, (token + "年",), "repeated")
                yield _Draft(*span, int(token), None, None, span, None, None, (typo,))
            elif token > "2099" and len(_near_years(token)) == 1:
                near = int(_near_years(token)[0])
                if 2015 <= near <= 2029 and text[at + 1 : at + 2] in tuple(_YEAR_ENDS):
                    typo = DateTypo(begin, at, (str(near),), "year")
                    yield _Draft(*span, near, None, None, span, None, None, (typo,))
            continue
        typos: list[DateTypo] = []
        read = _ascii_year(text, token, begin, typos)
        if read is not None and typos and (typos[0].suggestions or typos[0].kind == "wrong"):
            yield _Draft(*span, read[0], None, None, span, None, None, tuple(typos))
