"""GX107 on lists of any shape: a right one gives nothing, one wrong number gives one finding."""

from __future__ import annotations

from gxlint.engine import check_file, default_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from .samples import correct_report

CHINESE = "一二三四五六七八九十"
STYLES = (
    lambda n: f"（{CHINESE[n - 1]}）",
    lambda n: f"{n}.",
    lambda n: f"（{n}）",
)
SECTION_FIVE = "存在的问题：一是政策解读形式较为单一；二是个别栏目更新不够及时。\n"
# How many items each item has under it: lists of up to three levels.
LISTS = st.lists(st.lists(st.integers(0, 4), max_size=4), min_size=1, max_size=6)


def _numbers(shape: list[list[int]]) -> list[str]:
    numbers = []
    for first, children in enumerate(shape, 1):
        numbers.append(STYLES[0](first))
        for second, leaves in enumerate(children, 1):
            numbers.append(STYLES[1](second))
            numbers.extend(STYLES[2](third) for third in range(1, leaves + 1))
    return numbers


def _findings(numbers: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    items = "".join(f"{number}栏目更新有待加强。\n" for number in numbers)
    text = correct_report("department-2024").replace(SECTION_FIVE, SECTION_FIVE + items)
    result = check_file("报告.txt", text.encode(), default_settings())
    assert not result.errors
    return [(f.text, f.suggestions) for f in result.findings if f.rule == "GX107"]


@settings(max_examples=60, deadline=None)
@given(LISTS)
def test_a_nested_list_is_right(shape: list[list[int]]) -> None:
    assert _findings(_numbers(shape)) == []


@settings(max_examples=60, deadline=None)
@given(LISTS, st.data())
def test_one_number_that_jumps_is_one_finding(shape: list[list[int]], data: st.DataObject) -> None:
    numbers = _numbers(shape)
    tops = [index for index, number in enumerate(numbers) if number[1] in CHINESE]
    position = data.draw(st.sampled_from(range(len(tops))))
    right = numbers[tops[position]]
    numbers[tops[position]] = "（九）"
    # A list of one item may begin anywhere: what stood before it may be lost.
    expected = [("（九）", (right,))] if len(tops) > 1 else []
    assert _findings(numbers) == expected


def test_items_of_one_mixture_are_one_finding() -> None:
    assert _findings(["（一）", "（2）", "（3）", "1.", "2.", "（四）"]) == [("（2）", ("（二）",))]
