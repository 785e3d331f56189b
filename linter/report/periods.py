"""Statements of the statistics period in the prose: from when to when the report's data are.

A range of dates alone says nothing (公示期自…至…): a word of the family 统计期限 must lead to it or
follow it, with nothing between them but the words that such sentences are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from ..compiled import compile_pattern
from ..dates import DateMatch, find_dates
from ..records import NamedTuple
from ..text import MappedText, lazy_pattern
from .model import DateStatement, Passage, Period

_TERM = (
    "(?:起止|起始|截止|核定|统计)?的?"
    "(?:期限|时限|时段|时点|时间(?:点|跨度)?|日期|周期|区间|范围|跨度|口径|期间?(?=[为自从是：:]))"
)
# What leads to a period. Each begins with a literal, so that the search for it is fast.
_KEYWORDS = (
    f"统计(?:数据|信息)?的?{_TERM}",
    f"数据(?:信息)?的?(?:统计|采集|汇总)?(?:时间)?{_TERM}",
    "起止(?:时间|日期)",
    "统计数据[，,](?:涉及|所属)?的?(?:时间(?:范围|区间|段)?|期限)",
    "统计年度(?=[为是：:])",
    "报告的?(?:时限|期限|时段|时间(?:范围|区间|段)|周期|年度(?=[为是：:])|期间?(?=[为自从是：:]))",
    "时间跨度",
    "报告期(?!间)",
    "(?:所[列涉用有]|以上|上述)的?(?:统计)?数据[，,](?=[自从]|均?以)",
)
# The same where the joining word must follow at once and the sentence speak of the report's data.
_WEAK = (
    "统计(?=[自从为])",
    "数据(?:信息)?的?(?=[均都仅皆]?(?:[自从为是系：:由（(]|[采取][集用]?自))",
    "涵盖",
    "覆盖",
    "反映",
    "现将",
)
_WEAK_EVIDENCE = lazy_pattern("报告|年报|所列|所涉|列示|采用|使用|上述|以上|以下|下列|文中")
# Other things have a time of statistics too.
_OTHER_MATTER = lazy_pattern(
    "问卷|调查|测评|满意度|抽查|抽样|热线|工单|监测|普查|评估"
    "|(?:(?:访问|浏览|点击|阅读|关注|下载)[量数]|评价|评议|绩效|考[核评]|公报|年鉴|[预决]算|经费)[^，,]*$"
)
_THE_REPORT = lazy_pattern("报告|年报|所列|本年度")

_LEAD = lazy_pattern(
    '(?:[的均都仅皆统计为是系自从由于在采取集：:，,、（(【“"即包括起止始时间范围期限日段周度本年报告数据信息'
    "了我局镇区县市乡委厅办单位以]|一(?!月)|[除如若另][^，。；0-9\n]{1,8}?(?:(?:说明|注明|标注)?的?[以之]?外|说明|注明|标注)[，,）)]?){0,24}"
)
_DATE_BEGINS = frozenset("0123456789〇○元一二三四五六七八九十")
_JOINER = lazy_pattern(
    r"(?:0{1,2}(?:时|点|[:：]00))?(?:[^。；：，,0-9\n]{0,12}?(?:起|开?始|之日))?[，,、]?"
    r"(?:(?:统计)?截?[至到止]{1,2}(?:时间|日期|期限|时点)?[于为是：:]?|[-－—–―─~～〜]{1,3}|一)"
)
_TAIL = lazy_pattern(
    '日?[）)】”"]?(?:[止为是作的，,]|期间|期内|本|年度|报告|所列|中|数据|信息){1,10}'
)
_SHORT_END = lazy_pattern(r"([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9.])")
_MONTH_END = lazy_pattern(r"(?<![0-9])(1[0-2]|0?[1-9])月(?:底|末)?(?![0-9])")
_MONTHS = lazy_pattern(
    r"(20[0-9]{2})年(1[0-2]|0?[1-9])月?[-－—–~～至到](1[0-2]|0?[1-9])月(?:份|底|末)?(?![0-9])"
)
# 2024年度; 2024年, where nothing follows; 2024年度（1月1日…, which goes on with the dates.
_WHOLE_YEAR = lazy_pattern(
    r"(20[0-9]{2})年(?:全年|度|整年|(?=[。；，,）)\n]|\Z))(?P<dated>[，,]?[（(]?[即自从]?(?=[0-9]{1,2}月))?"
)
# Dates of which a crawl has lost characters: there was a period, whatever it said.
_UNREADABLE = lazy_pattern(
    r"(?=[0-9年月日]{0,10}[0-9])[0-9年月日]{3,14}[起，,]{0,2}[至到止—–~～－-]{1,2}[0-9年月日]{2,14}"
    r"|20[0-9]{6,14}日"
)
_BREAK = "。；\n"
_BEFORE, _AHEAD = 60, 60


class _Stated(NamedTuple):
    """A period at prose offsets; what could not be read is None."""

    start: int
    end: int
    first: DateMatch | None
    last: DateMatch | None


def find_periods(prose: MappedText, passages: Sequence[Passage]) -> tuple[Period, ...]:
    """The statements of the statistics period, in order; title and sign-off hold none.

    The second date has the year of the first where it names none.
    """
    silent = [(one.start, one.end) for one in passages if one.kind in ("title", "sign_off")]
    found: dict[int, _Stated] = {}
    for stated in _statements(prose.text):
        if not any(start <= stated.start < end for start, end in silent):
            found.setdefault(stated.start, stated)
    return tuple(_period(prose, found[start]) for start in sorted(found))


def _period(prose: MappedText, stated: _Stated) -> Period:
    return Period(
        date_statement(prose, stated.first) if stated.first else None,
        date_statement(prose, stated.last) if stated.last else None,
        prose.span(stated.start, stated.end),
        prose.text[stated.start : stated.end],
    )


def date_statement(text: MappedText, match: DateMatch) -> DateStatement:
    """A date found in a text, with its place in the source."""
    return DateStatement(
        match.year,
        match.month,
        match.day,
        match.value,
        text.span(match.start, match.end),
        text.text[match.start : match.end],
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    return [compile_pattern(word) for word in _KEYWORDS], [compile_pattern(word) for word in _WEAK]


def _statements(text: str) -> Iterator[_Stated]:
    strong, weak = _patterns()
    seen: set[int] = set()  # 数据的统计期限 holds two keywords that end at the same place
    for pattern in strong:
        for match in pattern.finditer(text):
            if match.end() in seen:
                continue
            seen.add(match.end())
            if not _of_other_matter(text, match.start()):
                stated = _after(text, match.end(), strong=True) or _before(text, match.start())
                if stated is not None:
                    yield stated
    for pattern in weak:
        for match in pattern.finditer(text):
            stated = _after(text, match.end(), strong=False)
            if stated is not None and _of_the_report(text, match, stated):
                yield stated


def _of_the_report(text: str, keyword: re.Match[str], stated: _Stated) -> bool:
    """Whether a sentence without a sure keyword speaks of the report's own data."""
    sentence = _sentence(text, keyword)
    if _WEAK_EVIDENCE.search(sentence):
        return True
    first, last = stated.first, stated.last
    if not first or not last or (first.month, first.day, last.month) != (1, 1, 12):
        return False
    return "统计" in sentence or "信息公开" in text[stated.end : stated.end + 20].split("\n")[0]


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence up to a match's end, its nearest part."""
    start = max(0, match.start() - _BEFORE)
    return text[_sentence_start(text, start, match.start()) : match.end()]


def _sentence_start(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(mark, start, end) + 1 for mark in _BREAK))


def _of_other_matter(text: str, at: int) -> bool:
    before = text[_sentence_start(text, max(0, at - _BEFORE), at) : at]
    return bool(_OTHER_MATTER.search(before)) and not _THE_REPORT.search(before)


def _after(text: str, at: int, *, strong: bool) -> _Stated | None:
    """The period that follows a keyword."""
    lead = _LEAD.match(text, at)
    begin = lead.end() if lead else at
    if not strong and "，" in text[at:begin]:
        return None
    if text[begin : begin + 1] not in _DATE_BEGINS:
        return None
    dates = list(find_dates(text, begin, min(len(text), begin + _AHEAD)))
    if dates and dates[0].start == begin:
        pair = _pair(text, dates)
        if pair is not None:
            return pair
    return _without_days(text, begin) or (_unreadable(text, begin, dates) if strong else None)


def _before(text: str, at: int) -> _Stated | None:
    """The period that a keyword follows: ``…至…为本报告的统计期限``."""
    start = _sentence_start(text, max(0, at - _AHEAD), at)
    if at - start < 8 or "月" not in text[start:at]:
        return None
    dates = list(find_dates(text, start, at))
    for index in range(len(dates) - 1):
        pair = _pair(text, dates[index:])
        if pair is not None and _TAIL.fullmatch(text, pair.end, at):
            return pair
    return None


def _pair(text: str, dates: Sequence[DateMatch]) -> _Stated | None:
    """The first of the dates and the one that is joined to it."""
    first = dates[0]
    joiner = _JOINER.match(text, first.end)
    if joiner is None:
        return None
    last = next((one for one in dates[1:] if one.start == joiner.end()), None)
    if last is None:
        last = _short_end(text, joiner.end(), first)
    if last is None:
        return None
    if last.year is None and last.year_span is None:
        last = _with_year(last, first.year)
    return _Stated(first.start, last.end, first, last)


def _short_end(text: str, at: int, first: DateMatch) -> DateMatch | None:
    """A second date in a form that is none alone: ``12.31``, ``12月``."""
    match = _SHORT_END.match(text, at) if first.day is not None else None
    if match and int(match[1]) <= 12:
        return _partial(match, None, int(match[1]), int(match[2]))
    match = _MONTH_END.match(text, at) if first.day is None else None
    return _partial(match, None, int(match[1]), None) if match else None


def _partial(
    match: re.Match[str], year: int | None, month: int | None, day: int | None
) -> DateMatch:
    return DateMatch(match.start(), match.end(), year, month, day, None, False, None, None, None)


def _with_year(last: DateMatch, year: int | None) -> DateMatch:
    value = None
    if year and last.month and last.day and not last.invalid and not last.typos:
        try:
            value = date(year, last.month, last.day)
        except ValueError:
            value = None
    return last._replace(year=year, value=value)


def _without_days(text: str, at: int) -> _Stated | None:
    """``2024年1-12月`` or ``2024年度``: months or a year instead of days."""
    match = _MONTHS.match(text, at)
    if match:
        year = int(match[1])
        first = _partial(match, year, int(match[2]), None)
        return _Stated(match.start(), match.end(), first, first._replace(month=int(match[3])))
    match = _WHOLE_YEAR.match(text, at)
    if match is None:
        return None
    year = int(match[1])
    if match["dated"]:
        dates = list(find_dates(text, match.end(), min(len(text), match.end() + _AHEAD)))
        pair = _pair(text, [_with_year(date, year) for date in dates]) if dates else None
        if pair is not None:
            return pair
    whole = _partial(match, year, None, None)
    end = match.start("dated") if match["dated"] else match.end()
    return _Stated(match.start(), end, whole, whole)


def _unreadable(text: str, at: int, dates: Sequence[DateMatch]) -> _Stated | None:
    match = _UNREADABLE.match(text, at)
    if match is None:
        return None
    first = dates[0] if dates and dates[0].start == at and dates[0].end <= match.end() else None
    return _Stated(match.start(), match.end(), first, None)
