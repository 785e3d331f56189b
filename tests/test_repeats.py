"""Words written twice are found at their place, whatever stands around them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.checks.repeats import repeated_words
from gxlint.text import MappedText
from hypothesis import given
from hypothesis import strategies as st

from .reading import said

PARAMS = load_catalogue().rules["GX504"].params
# No two of these make a word of two halves that are alike, or begin as another ends.
WORDS = ("审核", "目录", "及时", "落实了", "水利局网", "清单")
BETWEEN = st.lists(
    st.sampled_from(("我甲", "，", "。", "丙丁", "，戊己", "\n")), max_size=4, unique=True
).map("".join)


def _found(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    report: Any = SimpleNamespace(prose=MappedText(text))
    return [(*hit.span, hit.suggestions) for hit in repeated_words(report, PARAMS)]


@given(BETWEEN, st.sampled_from(WORDS), BETWEEN)
def test_a_word_twice_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    before, after = f"{before}子", f"丑{after}"
    at = len(before)
    assert _found(f"{before}{word}{word}{after}") == [(at, at + 2 * len(word), (word,))]


@given(BETWEEN, st.sampled_from(WORDS), st.sampled_from(("、", "，", "和", "的", "\n")), BETWEEN)
def test_a_word_twice_with_something_between_is_right(
    before: str, word: str, mark: str, after: str
) -> None:
    assert _found(f"{before}子{word}{mark}{word}丑{after}") == []


@pytest.mark.parametrize(
    "text",
    [
        "目录更新\t更新目录",
        "公开指南　指南目录",
        "共二〇二〇年、二十二十余件",
        "----，……，——————，〇〇〇〇",
        "目的的实现，为了了解，存在在建项目，参与与会人员",
    ],
)
def test_spaces_part_things_and_numbers_are_no_words(text: str) -> None:
    assert said("GX504", f"{text}。") == []


def test_what_a_line_break_parts_is_left_alone() -> None:
    assert said("GX504", "全年围绕水旱灾害防御和农村供水保障\n保障公众的知情权。") == []


def test_paragraphs_that_repeat_in_their_order_are_one_finding() -> None:
    first = "对照标准逐项梳理公开事项，明确时限、方式和责任科室，做到有据可查、责任到人、按月通报。"
    second = (
        "对照条例逐项核对办事流程，明确渠道、方式和受理时间，做到一目了然、简便易行、按季公布。"
    )
    text = "\n\n".join((first, second, "其间的一段。", first, second, "其后的一段。", second))
    assert said("GX513", text) == [(first, ()), (second, ())]
