"""Positions: whatever is done to a text, the way back leads to the same character."""

from __future__ import annotations

import re

from gxlint.text import MappedText, Span, fold_char
from hypothesis import given
from hypothesis import strategies as st

# Characters that every operation has something to do with.
CHARACTERS = st.one_of(
    st.sampled_from(" \t\n\r\u3000\xa0\u200b\ufeff２０２４ＡＢ％．⼀⾏⻓，。（）12年月日局公开"),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(CHARACTERS, max_size=60)
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("slice"), st.integers(0, 60), st.integers(0, 60)),
        st.tuples(st.just("strip"), st.just(0), st.just(0)),
        st.tuples(st.just("compact"), st.just(0), st.just(0)),
        st.tuples(st.just("folded"), st.just(0), st.just(0)),
        st.tuples(st.just("without"), st.just(0), st.just(0)),
        st.tuples(st.just("split_join"), st.integers(0, 60), st.just(0)),
    ),
    max_size=8,
)


def apply(text: MappedText, operation: str, first: int, second: int) -> MappedText:
    if operation == "slice":
        return text[first:second]
    if operation == "without":
        return text.without(re.compile("[，。]|年月"))
    if operation == "split_join":
        return MappedText.join((text[:first], text[first:]))
    result: MappedText = getattr(text, operation)()
    return result


@given(TEXTS, OPERATIONS)
def test_every_character_is_its_source_character_or_its_folding(
    source: str, operations: list[tuple[str, int, int]]
) -> None:
    text = MappedText(source)
    for operation in operations:
        text = apply(text, *operation)
    assert len(text.text) == len(text.origins)
    for character, origin in zip(text.text, text.origins, strict=True):
        assert character == source[origin] or character in fold_char(source[origin])
    assert list(text.origins) == sorted(text.origins)


@given(TEXTS, OPERATIONS, st.integers(0, 60), st.integers(0, 60))
def test_a_span_holds_exactly_the_piece(
    source: str, operations: list[tuple[str, int, int]], first: int, length: int
) -> None:
    text = MappedText(source)
    for operation in operations:
        text = apply(text, *operation)
    start, end = min(first, len(text)), min(first + length, len(text))
    span = text.span(start, end)
    assert 0 <= span.start <= span.end <= len(source)
    if start < end:
        assert span == Span(text.origins[start], text.origins[end - 1] + 1)
        assert fold_char(source[span.start])[0] == text.text[start] or start > 0
    else:
        assert span.start == span.end


@given(st.lists(TEXTS, max_size=5))
def test_joined_lines_keep_their_places(lines: list[str]) -> None:
    source = "\n".join(lines)
    whole = MappedText(source)
    parts, at = [], 0
    for line in lines:
        parts.append(whole[at : at + len(line)])
        at += len(line) + 1
    joined = MappedText.join(parts, "\n")
    assert joined.text == source
    for index, character in enumerate(joined.text):
        if character != "\n":
            assert source[joined.origins[index]] == character


def test_folding_keeps_full_width_punctuation_and_names_what_it_changes() -> None:
    text = MappedText("⼀、２０２４年（⾏政许可）：Ａ").folded()
    assert text.text == "一、2024年（行政许可）：A"
    assert text.span(2, 6) == Span(2, 6)


def test_a_character_that_folds_to_several_keeps_one_place() -> None:
    text = MappedText("a豈b").folded()
    assert (text.text, text.span(1, 2)) == ("a豈b", Span(1, 2))
