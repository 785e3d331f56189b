"""GX403, GX404 and GX409 over all numbers: found where they are wrong, at their place, or never."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .reading import said

COUNTS = st.integers(0, 3000)
PARTS = st.lists(COUNTS, min_size=1, max_size=6)
KINDS = ("工作动态", "通知公告", "政策解读", "财政信息", "人事信息", "规划计划")
NUMERALS = "零一二三四五六七八九"


def _listed(parts: list[int]) -> str:
    return "、".join(f"{kind}{part}条" for kind, part in zip(KINDS, parts, strict=False))


@given(COUNTS, PARTS)
def test_parts_may_fall_short_of_their_whole_and_not_exceed_it(
    whole: int, parts: list[int]
) -> None:
    wrong = sum(parts) > whole > 0
    found = said("GX404", f"全年公开信息{whole}条，其中{_listed(parts)}。")
    assert found == ([(f"{whole}条", ())] if wrong else [])


@given(COUNTS, st.lists(COUNTS, min_size=2, max_size=6))
def test_parts_that_are_all_must_add_up(whole: int, parts: list[int]) -> None:
    wrong = whole > 0 and sum(parts) != whole
    found = said("GX404", f"全年公开信息{whole}条，分别为{_listed(parts)}。")
    assert found == ([(f"{whole}条", ())] if wrong else [])


@given(COUNTS, st.lists(COUNTS, min_size=2, max_size=6))
def test_a_total_behind_its_parts(total: int, parts: list[int]) -> None:
    ends = range(len(parts))
    right = any(sum(parts[a : b + 1]) == total for a in ends for b in ends if a <= b)
    found = said("GX404", f"全年发布{_listed(parts)}，合计{total}条。")
    assert found == ([] if right else [(f"合计{total}条", ())])


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(0, 3),
    st.sampled_from((ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_UP, ROUND_HALF_EVEN)),
)
def test_no_rounding_of_a_share_is_wrong(part: int, rest: int, digits: int, way: str) -> None:
    whole = max(part + rest, 1)
    share = (100 * Decimal(part) / whole).quantize(Decimal(1).scaleb(-digits), way)
    assert said("GX409", f"全年公开信息{whole}条，其中工作动态{part}条，占{share}%。") == []


@given(
    st.integers(1, 500), st.integers(0, 500), st.integers(0, 3), st.integers(2, 800), st.booleans()
)
def test_a_share_that_is_off_is_found(
    part: int, rest: int, digits: int, off: int, more: bool
) -> None:
    unit = Decimal(1).scaleb(-digits)
    right = (100 * Decimal(part) / (part + rest)).quantize(unit, ROUND_HALF_UP)
    share = right + off * unit if more or right < off * unit else right - off * unit
    found = said("GX409", f"全年公开信息{part + rest}条，其中工作动态{part}条，占{share}%。")
    assert found == [(f"{share}%", (f"{right}%",))]


@given(st.integers(2, 9), st.integers(1, 12), st.sampled_from(("", "、")), st.booleans())
def test_titles_are_counted(listed: int, stated: int, between: str, open_list: bool) -> None:
    titles = between.join(f"《第{number}号办法》" for number in range(listed))
    wrong = listed > stated if open_list else listed != stated and stated <= 3 * listed
    found = said("GX403", f"全年公开{titles}{'等' * open_list}{stated}件。")
    assert found == ([(f"{stated}件", (f"{listed}件",))] if wrong else [])


@pytest.mark.parametrize("break_before", ["", "\n"])
@given(listed=st.integers(2, 9), stated=st.integers(2, 9))
def test_items_are_counted(break_before: str, listed: int, stated: int) -> None:
    items = "".join(f"{break_before}{NUMERALS[n]}是做好更新。" for n in range(1, listed + 1))
    found = said("GX403", f"主要从{NUMERALS[stated]}个方面改进。{items}")
    right = NUMERALS[listed].replace("二", "两")
    wrong = [(f"{NUMERALS[stated]}个方面", (f"{right}个方面",))]
    assert found == ([] if listed == stated else wrong)


def test_a_number_that_a_table_corrects_is_told_once() -> None:
    wrong = "全年新收政府信息公开申请3件，其中自然人3件、商业企业1件。"
    assert said("GX404", wrong) == []
    assert [text for text, _ in said("GX401", wrong)] == ["3件"]
    right = wrong.replace("申请3件", "申请4件")
    assert said("GX404", right) == said("GX401", right) == []
