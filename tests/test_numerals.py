"""Numbers in text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gxlint.numerals import chinese_value, find_numbers, read_number
from hypothesis import given
from hypothesis import strategies as st


def chinese(number: int) -> str:
    """A number below a hundred million as it is written in Chinese."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        link = "零" if 0 < rest < 1000 else ""
        return chinese(head) + "万" + link + (chinese_below(rest) if rest else "")
    return chinese_below(number)


def chinese_below(number: int) -> str:
    text = ""
    for weight, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // weight % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and number % weight and not text.endswith("零"):
            text += "零"
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese_value(chinese(number)) == number


@given(st.integers(10, 19))
def test_ten_needs_no_one(number: int) -> None:
    assert chinese_value(chinese(number).removeprefix("一")) == number


@given(st.integers(0, 10**14), st.sampled_from(",，"))
def test_separated_numbers_are_read_back(number: int, mark: str) -> None:
    assert read_number(f"{number:,}".replace(",", mark)) == number


@given(st.decimals(0, 10**8, places=2))
def test_decimals_are_read_back(number: Decimal) -> None:
    assert read_number(f"{number:.2f}") == number


@given(st.text("0123456789,，.一二三十百千万亿零〇两廿余多件条第a", max_size=30))
def test_every_number_found_can_be_read_alone(text: str) -> None:
    at = 0
    for match in find_numbers(text):
        assert at <= match.start < match.end <= match.unit_end <= len(text)
        assert read_number(text[match.start : match.end]) == match.value
        at = match.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百", 200),
        ("廿五", 25),
        ("一万零五", 10005),
        ("二○二四", 2024),
        ("1.5万", 15000),
        ("-5", -5),
        ("3千", 3000),
    ],
)
def test_other_ways_to_write_a_number(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "12,34", "1.2.3", "一百五", "一百十", "百", "万", "3O", "无", "1234567890123456"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开信息1,234条", [("1,234", False, "条", False)]),
        ("受理三十二件", [("三十二", False, "件", False)]),
        ("共246余条", [("246", True, "条", False)]),
        ("培训近20人次", [("20", True, "人次", False)]),
        ("收费1.5万元", [("1.5万", False, "元", False)]),
        ("第711号", [("711", False, "", True)]),
        ("由六部分组成", [("六", False, "部分", False)]),
        ("三部门联合，一是统一部署，两三件，见1.2.3", []),
        ("列12，345和67", [("12，345", False, "", False), ("67", False, "", False)]),
    ],
)
def test_numbers_in_a_sentence(text: str, found: list[tuple[str, bool, str, bool]]) -> None:
    assert [
        (text[match.start : match.end], match.approximate, match.unit, match.ordinal)
        for match in find_numbers(text)
    ] == found
