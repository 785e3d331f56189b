"""Pairs of characters as numbers: none that stands in a text may be taken for one that does not."""

from __future__ import annotations

from itertools import pairwise

from gxlint.checks.codes import SIZE, code_of, codes_of, looked_up, pair_codes
from gxlint.checks.scanning import NO_PAIR, pair_numbers, pairs_of
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(st.one_of(st.sampled_from("政府信息公开，1\n😀"), st.characters()), max_size=40)


@given(TEXTS)
def test_every_pair_of_a_text_is_among_its_numbers(text: str) -> None:
    pairs = [first + second for first, second in pairwise(text)]
    assert pairs_of(text).issuperset(pair_numbers(NO_PAIR, *pairs))


@given(st.lists(st.text(st.characters(max_codepoint=0xFFFF), min_size=2, max_size=2)))
def test_a_pair_has_the_same_number_in_a_text_and_by_itself(pairs: list[str]) -> None:
    codes = list(codes_of(pairs))
    assert codes == [pair_codes(pair)[0] for pair in pairs] == list(map(code_of, pairs))
    assert codes == list(pair_codes("".join(pairs)))[::2]


@given(st.lists(st.integers(0, SIZE - 1)))
def test_a_table_is_looked_up_for_each_number(codes: list[int]) -> None:
    table = bytes(number % 251 for number in range(1000)).ljust(SIZE, b"\1")
    assert looked_up(table, codes) == bytes(table[code] for code in codes)
