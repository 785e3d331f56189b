"""Dates: the statistics period, the sign-off, and days that are in no calendar."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..date_typos import in_calendar
from ..dates import DateMatch, find_dates
from ..report.model import AnnualReport, DateStatement, Period
from ..text import Span
from .evidence import year_of_others
from .hit import Hit, Params, RelatedHit
from .patterns import pattern_of

_SENTENCE_ENDS = "。；\n"
_NEAR = 60  # characters on either side of a period that say what it is about


def period_stated(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """No statement of the statistics period.

    ``end_only`` finds statements of the last day alone, which are no full period. A statement
    that is there but cannot be read is another rule's. ``spoken_of`` are the words of which one
    makes a sentence with the first and the last day of the year such a statement, however it is
    worded.
    """
    if any(not _end_only(period) for period in report.periods):
        return
    if _whole_year_named(report, params):
        return
    for period in report.periods:
        yield Hit(period.span, {"text": period.text}, "end-only")
        return
    text = report.prose.text
    named = any((day.month, day.day) == (12, 31) for day in find_dates(text))
    match = pattern_of(params["end_only"]).search(text) if named else None
    if match:
        span = report.prose.span(match.start(), match.end())
        yield Hit(span, {"text": match.group()}, "end-only")
    elif report.year is None:
        yield Hit(report.anchor, variant="year-unknown")
    else:
        yield Hit(report.anchor, {"year": report.year})


def _whole_year_named(report: AnnualReport, params: Params) -> bool:
    """Whether a sentence names the first and the last day of the report's year."""
    text = report.prose.text
    dates = list(find_dates(text))
    for first, last in pairwise(dates):
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            continue
        if any(mark in text[first.end : last.start] for mark in _SENTENCE_ENDS):
            continue
        before = text[max(0, first.start - _NEAR) : first.start]
        begin = first.start - len(before) + max(map(before.rfind, _SENTENCE_ENDS)) + 1
        after = text[last.end : last.end + _NEAR]
        ends = [after.find(mark) for mark in _SENTENCE_ENDS if mark in after]
        sentence = text[begin : last.end + min(ends, default=_NEAR)]
        years = {first.year, last.year} - {None}
        named = years == {report.year} or (not years and f"{report.year}年" in sentence)
        if named and any(word in sentence for word in params["spoken_of"]):
            return True
    return False


def _end_only(period: Period) -> bool:
    return period.start is None and period.end is not None


def _full(report: AnnualReport) -> Iterator[tuple[Period, DateStatement, DateStatement]]:
    """The periods of which both ends are stated."""
    for period in report.periods:
        if period.start is not None and period.end is not None:
            yield period, period.start, period.end


def _is_right(report: AnnualReport, start: DateStatement, end: DateStatement) -> bool:
    year = report.year
    return year is not None and (start.value, end.value) == (date(year, 1, 1), date(year, 12, 31))


def period_year(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Periods of another year than the report's; where one period is right, the others differ
    from it, which is another rule's."""
    year = report.year
    if year is None or year_of_others(report) is not None or _one_is_right(report):
        return
    for _, start, end in _full(report):
        wrong = [day for day in (start, end) if day.year is not None and day.year != year]
        if not wrong:
            continue
        span = wrong[0].span.cover(wrong[-1].span)
        years = "、".join(dict.fromkeys(str(day.year) for day in wrong))
        text = _source_text(report, span)
        for day in wrong:
            text = text.replace(str(day.year), str(year))
        suggestions = (text,) if text != _source_text(report, span) else ()
        yield Hit(span, {"years": years, "year": year}, "", suggestions)


def _one_is_right(report: AnnualReport) -> bool:
    return any(_is_right(report, start, end) for _, start, end in _full(report))


def _source_text(report: AnnualReport, span: Span) -> str:
    origins = report.raw.origins
    return report.raw.text[bisect_left(origins, span.start) : bisect_left(origins, span.end)]


def period_full_year(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Periods of the report's year that are not all of it.

    ``partial`` are words near it that make a shorter period right (an organ founded that year).
    """
    year = report.year
    if year is None or _one_is_right(report):
        return
    for period, start, end in _full(report):
        if {start.year, end.year} != {year}:
            continue
        wrong = [
            (day, right)
            for day, right in ((start, date(year, 1, 1)), (end, date(year, 12, 31)))
            if not _is_day(day, right)
        ]
        if not wrong or pattern_of(params["partial"]).search(_around(report, period)):
            continue
        span = wrong[0][0].span.cover(wrong[-1][0].span)
        found = {"text": _source_text(report, span), "year": year}
        suggestions = (_written_like(*wrong[0]),) if len(wrong) == 1 else ()
        yield Hit(span, found, "", suggestions)


def _is_day(stated: DateStatement, right: date) -> bool:
    """Whether a date is the right one, or its month is where it names no day."""
    if stated.value is not None:
        return stated.value == right
    return stated.day is not None or stated.month in (None, right.month)


def _around(report: AnnualReport, period: Period) -> str:
    """The text that a period stands in."""
    start, end = period.span
    return _source_text(report, Span(max(0, start - _NEAR), end + _NEAR))


def _written_like(written: DateStatement, right: date) -> str:
    """A date in the way another is written: with or without its year, with points or characters."""
    text = f"{right.month}月{right.day}日"
    if "年" in written.text:
        return f"{right.year}年{text}"
    if "月" in written.text:
        return text
    separator = next((mark for mark in "./-" if mark in written.text), None)
    return separator.join(map(str, (right.year, right.month, right.day))) if separator else text


def periods_agree(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Two statements of the period that differ: the one that is not the report's year is wrong
    (variant "year"), else the second."""
    known = [
        (period, start, end)
        for period, start, end in _full(report)
        if start.value is not None and end.value is not None
    ]
    right = next((one for one in known if _is_right(report, *one[1:])), None)
    certain = right is not None
    if right is None:
        years = {day.year for _, *days in known for day in days}
        if not known or (report.year is not None and years != {report.year}):
            return
        right = known[0]
    for _period, start, end in known:
        if (start.value, end.value) != (right[1].value, right[2].value):
            span = start.span.cover(end.span)
            other = right[1].span.cover(right[2].span)
            found: dict[str, object] = {
                "text": _source_text(report, span),
                "other": _source_text(report, other),
                "year": report.year,
            }
            related = (RelatedHit(right[0].span),)
            if certain:
                yield Hit(span, found, "year", (_corrected(report, start, end),), related)
            else:
                yield Hit(span, found, "", (), related)


def _corrected(report: AnnualReport, start: DateStatement, end: DateStatement) -> str:
    """A period as it is written, with the first and the last day of the report's year."""
    year = report.year or 0
    first, last = (
        _source_text(report, day.span) if day.value == right else _written_like(day, right)
        for day, right in ((start, date(year, 1, 1)), (end, date(year, 12, 31)))
    )
    return first + _source_text(report, Span(start.span.end, end.span.start)) + last


def sign_off_date(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A sign-off before the report's year was over, or after the day the law sets.

    ``days``: per profile ``[month, day]`` of the following year; a profile without one has none.
    """
    signed = report.sign_off.date if report.sign_off else None
    year = report.year
    if signed is None or signed.value is None or year is None:
        return
    if year_of_others(report) is not None:
        return
    found = {"text": signed.text, "year": year, "next": year + 1}
    if signed.value < date(year, 12, 31):
        yield Hit(signed.span, found, "", _next_year(report, signed, year + 1))
        return
    day = params["days"].get(report.profile)
    if day is not None and signed.value > date(year + 1, *day):
        limit = f"{year + 1}年{day[0]}月{day[1]}日"
        yield Hit(signed.span, {**found, "limit": limit}, "late")


def _next_year(report: AnnualReport, signed: DateStatement, year: int) -> tuple[str, ...]:
    """The date a year later, where only its year is wrong: January was meant."""
    text = _source_text(report, signed.span)
    if signed.month is None or signed.month > 3 or str(signed.year) not in text:
        return ()
    return (text.replace(str(signed.year), str(year)),)


def dates_in_calendar(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Dates that are well written and yet no days; a typo in a date is another rule's.

    ``before`` are words that stand before dates of another calendar.
    """
    text = report.prose.text
    for match in find_dates(text):
        if not match.invalid or match.typos or match.month is None:
            continue
        if text.endswith(tuple(params["before"]), 0, match.start):
            continue
        found = {"text": text[match.start : match.end], "month": match.month, "day": match.day}
        variant = "" if 1 <= match.month <= 12 else "month"
        span = report.prose.span(match.start, match.end)
        yield Hit(span, found, variant, _year_end(report, span) or _last_of_month(text, match))


def _year_end(report: AnnualReport, span: Span) -> tuple[str, ...]:
    """The last day of the year, where a date of its last months ends the statistics period."""
    ends = (period.end for period in report.periods)
    end = next((end for end in ends if end and end.span.start == span.start), None)
    if end is None or end.year is None or end.month not in (11, 12):
        return ()
    return (_written_like(end, date(end.year, 12, 31)),)


def _last_of_month(text: str, match: DateMatch) -> tuple[str, ...]:
    """The last day of the month, where the day is just beyond it: ``2024年2月30日``."""
    if match.day_span is None or match.month is None or match.day is None:
        return ()
    if not (1 <= match.month <= 12 and 29 <= match.day <= 31):
        return ()
    last = max(day for day in range(28, 32) if in_calendar(match.year, match.month, day))
    start, end = match.day_span
    return (text[match.start : start] + text[start:end].replace(str(match.day), str(last)),)
