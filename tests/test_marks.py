"""Marks in pairs over random nestings: what is odd is found at its place, and nothing else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.checks.hit import Hit
from gxlint.checks.marks import nested_title_marks, unpaired_mark
from gxlint.text import MappedText
from hypothesis import given
from hypothesis import strategies as st

from .reading import said

RULES = load_catalogue().rules
PAIRS = ("（）", "()", "《》", "〈〉", "“”", "【】")
WORDS = st.text("甲乙丙，。", max_size=3)


def _nesting(depth: int) -> st.SearchStrategy[str]:
    """A text whose marks all have their other half, inside each other and beside each other."""
    if depth == 0:
        return WORDS
    inner = _nesting(depth - 1)
    pair = st.tuples(st.sampled_from(PAIRS), inner, WORDS).map(
        lambda each: f"{each[0][0]}{each[1]}{each[0][1]}{each[2]}"
    )
    return st.lists(pair, max_size=3).map("".join)


NESTINGS = _nesting(4)


def _hits(check: Any, text: str, params: Any) -> list[Hit]:
    report: Any = SimpleNamespace(prose=MappedText(text))
    return list(check(report, params))


def _unpaired(text: str) -> list[tuple[int, int, str]]:
    hits = _hits(unpaired_mark, text, {**RULES["GX505"].params, "titles": ()})
    return [(*hit.span, hit.variant) for hit in hits]


@given(st.lists(NESTINGS, max_size=4))
def test_marks_with_their_other_half_are_right(paragraphs: list[str]) -> None:
    assert _unpaired("\n".join(paragraphs)) == []


@given(NESTINGS, NESTINGS, st.sampled_from("（《〈“【"))
def test_an_odd_opening_mark_is_found_where_it_stands(before: str, after: str, mark: str) -> None:
    at = len(before) + 1
    assert _unpaired(f"，{before}{mark}{after}") == [(at, at + 1, "")]


@given(NESTINGS, NESTINGS, st.sampled_from("）》〉”】"))
def test_an_odd_closing_mark_is_found_where_it_stands(before: str, after: str, mark: str) -> None:
    at = len(before) + 1
    assert _unpaired(f"，{before}{mark}{after}") == [(at, at + 1, "")]


@given(NESTINGS, st.sampled_from("（《〈“【"), NESTINGS, st.integers(1, 4), NESTINGS)
def test_a_pair_may_be_parted_by_two_paragraphs_and_no_more(
    before: str, mark: str, between: str, breaks: int, after: str
) -> None:
    closing = "）》〉”】"["（《〈“【".index(mark)]
    text = f"，{before}{mark}{between}" + "\n" * breaks + f"，{closing}{after}"
    there = [at for at, sign in enumerate(text) if sign in mark + closing]
    found = _unpaired(text)
    assert bool(found) == (breaks > 2)
    assert {start for start, _, _ in found} <= set(there)


@given(st.integers(1, 6), NESTINGS)
def test_titles_in_titles_are_found_whatever_their_number(count: int, around: str) -> None:
    inner = "".join(f"《甲{number}》" for number in range(count))
    text = f"{around}\n《印发{inner}的通知》\n{around.replace('《', '').replace('》', '')}"
    start = len(around) + 4
    own = [(start + 4 * at, start + 4 * at + 4) for at in range(count)]
    hits = _hits(nested_title_marks, text, {"marked": ()})
    found = [tuple(hit.span) for hit in hits if hit.span.start > len(around)]
    assert found == own
    assert [hit.suggestions for hit in hits if hit.span.start > len(around)] == [
        (f"〈甲{number}〉",) for number in range(count)
    ]


@given(NESTINGS)
def test_marks_of_titles_alternate_or_are_found(text: str) -> None:
    """What is marked is a title in 《》, with 《 as the next mark of a title around it."""
    for hit in _hits(nested_title_marks, text, {"marked": ()}):
        piece = text[slice(*hit.span)]
        assert (piece[0], piece[-1]) == ("《", "》")
        depth, around = 0, ""
        for sign in reversed(text[: hit.span.start]):
            depth += (sign in "》〉") - (sign in "《〈")
            if depth < 0:
                around = sign
                break
        assert around == "《"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“甲“制度。", [("“", ("”",))]),
        ("落实”甲”制度。", [("”", ("“",))]),
        ("落实“甲“乙”丙”制度。", []),
        ("（甲（乙）。", [("（", ())]),
        ("1）甲；2）乙。", []),
        ("落实《条例。\n", [("《", ())]),
        (
            "落实《中华人民共和国政府信息公开条例，做好工作。",
            [("《中华人民共和国政府信息公开条例", ("《中华人民共和国政府信息公开条例》",))],
        ),
    ],
)
def test_what_is_marked_and_suggested(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert said("GX505", text) == found


def test_a_line_break_inside_a_pair_is_no_mistake_and_is_kept() -> None:
    text = "落实《云溪县水利局关于印发《信息发\n布审核办法》的通知》要求，做好审核。"
    assert said("GX505", text) == []
    assert said("GX506", text) == [("《信息发\n布审核办法》", ("〈信息发布审核办法〉",))]
