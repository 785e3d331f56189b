"""Dates in text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from gxlint.dates import DateMatch, find_dates
from hypothesis import given
from hypothesis import strategies as st

from .test_numerals import chinese

DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
ZEROS = st.sampled_from("〇○O0零")


def chinese_date(day: date, zero: str = "〇") -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    month, number = (
        chinese(part).removeprefix("一" * (10 <= part < 20)) for part in (day.month, day.day)
    )
    return f"{year.replace('〇', zero)}年{month}月{number}日"


FORMS: dict[str, Callable[[date], str]] = {
    "characters": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "two digits": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "号": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "points": lambda day: f"{day.year}.{day.month}.{day.day}",
    "strokes": lambda day: day.isoformat(),
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
}
AROUND = st.sampled_from(
    [
        "",
        "截至",
        "自",
        "到",
        "，",
        "（",
        "我局于",
        "印发〔2021〕30号",
        "发布日期：",
        "止",
        "起，",
        "\n",
    ]
)


def only(text: str) -> DateMatch:
    (match,) = find_dates(text)
    return match


def seen(text: str) -> list[tuple[object, ...]]:
    """The dates of a text: as written, year, month, day, whether in the calendar, typos."""
    return [
        (
            text[match.start : match.end],
            match.year,
            match.month,
            match.day,
            match.invalid,
            [(text[typo.start : typo.end], typo.suggestions, typo.kind) for typo in match.typos],
        )
        for match in find_dates(text)
    ]


@given(DAYS, st.sampled_from(sorted(FORMS)), AROUND, AROUND)
def test_a_day_is_found_in_any_form(day: date, form: str, before: str, after: str) -> None:
    written = FORMS[form](day)
    match = only(before + written + after)
    assert (match.start, match.end) == (len(before), len(before) + len(written))
    assert (match.value, match.invalid, match.typos) == (day, False, ())


@given(DAYS, ZEROS, AROUND)
def test_a_day_is_found_in_chinese_numerals(day: date, zero: str, before: str) -> None:
    written = chinese_date(day, zero)
    match = only(before + written + "。")
    assert (match.start, match.end) == (len(before), len(before) + len(written))
    assert (match.value, match.typos) == (day, ())


@given(DAYS)
def test_parts_have_their_spans(day: date) -> None:
    text = f"自{day.year}年{day.month}月{day.day}日起"
    match = only(text)
    parts = (match.year_span, match.month_span, match.day_span)
    assert [text[slice(*part)] for part in parts if part] == [
        f"{day.year}年",
        f"{day.month}月",
        f"{day.day}日",
    ]


@given(st.integers(1990, 2039), st.integers(0, 99), st.integers(0, 99))
def test_a_day_that_is_not_in_the_calendar_is_no_value(year: int, month: int, day: int) -> None:
    try:
        right = date(year, month, day)
    except ValueError:
        right = None
    match = only(f"{year}年{month}月{day}日")
    assert (match.value, match.invalid) == (right, right is None)
    for mark in "./-":
        for numeric in find_dates(f"{year}{mark}{month}{mark}{day}"):
            assert (numeric.value, numeric.invalid) == (right, right is None)


@given(st.text("0123456789年月日号.-/一二三十〇○OlI至到自诶曰目午，。\n ", max_size=60))
def test_any_text_gives_dates_in_order(text: str) -> None:
    at = 0
    for match in find_dates(text):
        assert at <= match.start < match.end <= len(text)
        assert match.value is None or not (match.invalid or match.typos)
        assert all(match.start <= typo.start < typo.end <= len(text) for typo in match.typos)
        at = match.end


@pytest.mark.parametrize(
    "text",
    [
        "见http://www.example.gov.cn/2024/1/15/t.html",
        "2024年12月31件",
        "版本1.2.3，2024.13.1，2024.1.1.2",
        "2024年年底，12月月底，13月，第4季度",
        "工期1年10日，Il月刊，I日，自12月I期工程",
        "建城2500年历史",
        "2024年，2024年度，同比2023年2024年",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [match for match in find_dates(text) if match.day is not None or match.typos] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "自1月1日至12月31日",
            [("1月1日", None, 1, 1, False, []), ("12月31日", None, 12, 31, False, [])],
        ),
        ("截至2024年1月", [("2024年1月", 2024, 1, None, False, [])]),
        ("二〇二四年元月五日", [("二〇二四年元月五日", 2024, 1, 5, False, [])]),
        ("1月36日", [("1月36日", None, 1, 36, True, [])]),
        ("2月29日", [("2月29日", None, 2, 29, False, [])]),
        ("2024年13月", [("2024年13月", 2024, 13, None, True, [])]),
        ("〔2021〕302024年1月1日", [("2024年1月1日", 2024, 1, 1, False, [])]),
    ],
)
def test_other_dates(text: str, found: list[tuple[object, ...]]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "marked", "suggestions", "read"),
    [
        ("截止2024年12月31诶，我局", "31诶", ("31日",), (2024, 12, 31)),
        ("至2024年12月31曰止", "31曰", ("31日",), (2024, 12, 31)),
        ("至12月31尔，", "31尔", ("31日",), (None, 12, 31)),
        ("至2024年12月31止", "31", ("31日",), (2024, 12, 31)),
        ("2024年12月31我局", "31", ("31日",), (2024, 12, 31)),
        ("12目31日", "12目", ("12月",), (None, 12, 31)),
        ("2024年12日31日", "12日", ("12月",), (2024, 12, 31)),
        ("2024年12年31日", "12年", ("12月",), (2024, 12, 31)),
        ("自1月起至12年31日止", "12年", ("12月",), (None, 12, 31)),
        ("2024年l月5日", "l", ("1",), (2024, 1, 5)),
        ("2024年11月I日", "I", ("1",), (2024, 11, 1)),
        ("2024年12月31日日，我局", "31日日", ("31日",), (2024, 12, 31)),
        ("2024午12月31日", "2024午", ("2024年",), (2024, 12, 31)),
        ("20241月1日", "2024", ("2024年",), (2024, 1, 1)),
        ("20224年12月31日", "20224", ("2024", "2022"), (None, 12, 31)),
        ("20224年，我局", "20224", ("2024", "2022"), (None, None, None)),
        ("至202024年12月31日", "202024", ("2024", "2020"), (None, 12, 31)),
        ("204年12月31日", "204", (), (None, 12, 31)),
        ("2204年度", "2204", ("2024",), (2024, None, None)),
        ("2O24年", "2O24", ("2024",), (2024, None, None)),
        ("2024年12月3l日", "3l", ("31",), (2024, 12, 31)),
        ("2024年年12月1日", "2024年年", ("2024年",), (2024, 12, 1)),
        ("12月月31日", "12月月", ("12月",), (None, 12, 31)),
        ("2024年2024年，我局", "2024年2024年", ("2024年",), (2024, None, None)),
    ],
)
def test_typos(
    text: str, marked: str, suggestions: tuple[str, ...], read: tuple[int | None, ...]
) -> None:
    match = only(text)
    (typo,) = match.typos
    assert (text[typo.start : typo.end], typo.suggestions) == (marked, suggestions)
    assert ((match.year, match.month, match.day), match.value) == (read, None)


@pytest.mark.parametrize(
    "text",
    [
        "2024年12月31件",
        "2024年12月3、4日",
        "2024年12月1至5日",
        "2024年12月1-5日",
        "2024年12月5场，",
        "2024年12月31日日均访问量",
        "至2024年12月3\n1日止",
    ],
)
def test_a_number_after_a_month_is_no_typo(text: str) -> None:
    assert [match.typos for match in find_dates(text)] == [()]
