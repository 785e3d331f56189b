"""Dates in text, as they are really written: with typos, without their year, on no such day.

Texts are compact: no white space, full-width digits folded, one line a paragraph. The scan goes
from one rare character to the next (月, the points and strokes of numeric dates, 日, 年) and looks
at a few characters around each, so it is fast on prose and linear on anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from .date_typos import (
    CHINESE_DIGITS,
    ONES,
    ZEROS,
    DateTypo,
    Draft,
    ascii_year,
    day_of,
    in_calendar,
    number,
    with_wrong_month,
    wrong_years,
)
from .records import NamedTuple
from .text import lazy_pattern


class DateMatch(NamedTuple):
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


_YEAR_DIGIT = rf"[{ZEROS}一二三四五六七八九1-9]"
_ASCII = "[0-9OoIl]"
_CHINESE_DAY = f"[二三]?十[{ONES}]?|[廿卅][{ONES}]?|初?[{ONES}]"

# What stands around a 月: a year, the month, a day.
_MONTH = lazy_pattern(
    rf"(?:(?:(?<![0-9])(?P<year>[0-9OoIl]{{3,6}})|(?P<chinese>{_YEAR_DIGIT}{{4}}))(?P<nian>年年?|[午牛])"
    rf"|(?<![0-9])(?P<bare>(?:19|20)[0-9]{{2}})(?=(?:0?[1-9]|1[0-2])月))?"
    rf"(?P<month>(?<![0-9]){_ASCII}{{1,2}}|(?<=年){_ASCII}{{1,2}}|(?<=(?:19|20)[0-9]{{2}}){_ASCII}{{1,2}}"
    rf"|元|十[一二三]?|[{ONES}])(?P<yue>月月?)"
    rf"(?:(?P<day>{_ASCII}{{1,2}}(?![0-9])|{_CHINESE_DAY})(?P<ri>日日(?=$|[，。；、）)止至到])|[日号]?))?"
)
# Nearly all dates: nothing in them can be read in another way.
_PLAIN = lazy_pattern(
    "(?:(?<![0-9OoIl])((?:19|20)[0-9]{2})年|(?<![0-9OoIl年月午牛]))([0-9]{1,2})月([0-9]{1,2})日(?!日)"
)
_BEFORE_MONTH, _AFTER_MONTH = 9, 7

# A literal first makes the search for these as fast as str.find.
_MONTH_ANCHOR = lazy_pattern(f"月(?<=[0-9OoIl{ONES}十元]月)")
_SEPARATORS = ".-/－／"
_NUMERIC = {
    mark: lazy_pattern(
        rf"{re.escape(mark)}(?<=[12][09][0-9]{{2}}{re.escape(mark)})([0-9]{{1,2}}){re.escape(mark)}"
        rf"([0-9]{{1,2}})(?![0-9]|[.．/／_][0-9A-Za-z]|[A-Za-z/／])"
    )
    for mark in _SEPARATORS
}
_NOT_BEFORE_NUMERIC = lazy_pattern(r"[0-9A-Za-z._/=／]")


def read_year(text: str) -> int:
    """The year of ``2024`` or ``二〇二四``."""
    return int(text.translate(CHINESE_DIGITS))


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMatch]:
    """The dates of ``text[start:end]``, in order and not overlapping.

    A date is a month with a year or a day. A year alone is one only where it has a typo
    (``20224年``, ``2024年2024年``: of the latter the match holds the first year and the typo marks
    both).
    """
    return iter(_whole(text) if start == 0 and end is None else _found(text, start, end))


@lru_cache(maxsize=2)
def _whole(text: str) -> tuple[DateMatch, ...]:
    """The dates of a whole text: several rules ask for those of the same report."""
    return tuple(_found(text, 0, None))


def _found(text: str, start: int, end: int | None) -> list[DateMatch]:
    last = len(text) if end is None else end
    found = [_judged(draft) for draft in _around_months(text, start, last)]
    rest = [
        *_numeric(text, start, last),
        *with_wrong_month(text, start, last),
        *wrong_years(text, start, last),
    ]
    if rest:
        found = _merged(found, [_judged(draft) for draft in rest])
    return found


def _merged(found: list[DateMatch], rest: list[DateMatch]) -> list[DateMatch]:
    """Both in order; of two that overlap the longer one."""
    merged: list[DateMatch] = []
    for match in sorted([*found, *rest], key=lambda match: (match.start, -match.end)):
        if not merged or match.start >= merged[-1].end:
            merged.append(match)
    return merged


def _judged(draft: Draft) -> DateMatch:
    year, month, day = draft.year, draft.month, draft.day
    invalid = not in_calendar(year, month, day)
    value = None
    if year and month and day and not invalid and not draft.typos:
        value = date(year, month, day)
    return DateMatch(*draft[:5], value, invalid, *draft[5:])


def _around_months(text: str, start: int, end: int) -> Iterator[Draft]:
    done = start
    for anchor in _MONTH_ANCHOR.finditer(text, start, end):
        at = anchor.start()
        if at < done:
            continue
        window = max(done, at - _BEFORE_MONTH), min(end, at + _AFTER_MONTH)
        plain = _PLAIN.search(text, *window)
        draft = _plain(plain) if plain and plain.end(2) == at else _around(text, at, *window)
        if draft is not None:
            done = draft.end
            yield draft


def _around(text: str, at: int, start: int, end: int) -> Draft | None:
    """The date around a 月, between two offsets."""
    match = _MONTH.search(text, start, end)
    while match and match.end("yue") <= at:
        match = _MONTH.search(text, match.end(), end)
    return _drafted(text, match) if match else None


def _plain(match: re.Match[str]) -> Draft:
    year, month, day = match.groups()
    start, end = match.span()
    split, mark = match.start(2), match.end(2) + 1
    spans = ((start, split) if year else None), (split, mark), (mark, end)
    return Draft(start, end, int(year) if year else None, int(month), int(day), *spans)


def _drafted(text: str, match: re.Match[str]) -> Draft | None:
    """The date of a match around 月; None if it is only a month."""
    typos: list[DateTypo] = []
    month = number(match["month"], match.start("month"), typos, surely=match["nian"] is not None)
    if month is None:
        return None
    year, year_span = _year_of(text, match, typos)
    month_span = match.start("month"), match.end("yue")
    day, day_span = day_of(text, match, typos, introduced=year_span is not None)
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
    return Draft(start, end, year, month, day, year_span, month_span, day_span, tuple(typos))


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
        read = ascii_year(text, token, span[0], typos)
        if read is None:
            return None, None
        year, start = read
    else:
        year, start = read_year(token), span[0]
    nian = match["nian"]
    if nian != "年":
        written = text[start : match.end("nian") - len(nian)]
        mark = (start, match.end("nian"), (written + "年",))
        typos.append(DateTypo(*mark, "repeated" if nian == "年年" else "wrong"))
    return year, (start, match.end("nian"))


def _numeric(text: str, start: int, end: int) -> Iterator[Draft]:
    """``2024.1.15``, ``2024-01-15``, ``2024/1/15``; what cannot be month and day is no date."""
    for mark in _SEPARATORS:
        if mark not in text:
            continue
        for match in _NUMERIC[mark].finditer(text, start, end):
            begin = match.start() - 4
            if begin < start or (begin and _NOT_BEFORE_NUMERIC.match(text, begin - 1)):
                continue
            month, day = int(match[1]), int(match[2])
            if not (1 <= month <= 12 and 1 <= day <= 31):
                continue
            year = int(text[begin : begin + 4])
            spans = (begin, begin + 4), match.span(1), match.span(2)
            yield Draft(begin, match.end(), year, month, day, *spans)
