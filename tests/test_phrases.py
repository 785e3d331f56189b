"""Fixed phrases: the lexicon as it should be, and each mistake in one found at its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.checks.phrase_edits import missed
from gxlint.checks.phrase_index import PhraseIndex
from gxlint.checks.phrase_tables import Characters, Tables, make_tables
from gxlint.checks.phrases import fixed_phrase
from gxlint.config import base_config
from gxlint.config_load import load_config
from gxlint.engine import default_settings, with_lexicon
from gxlint.errors import ConfigError
from gxlint.text import MappedText
from hypothesis import given
from hypothesis import strategies as st

from .reading import said

PARAMS = default_settings().rules["GX503"].params
GROUPS = load_catalogue().lexicons["phrases"]["entries"]
PHRASES = [phrase for group in GROUPS for phrase in group["phrases"].split()]
EXACT = [
    phrase
    for group in GROUPS
    if group["kind"] in PARAMS["exact"]
    for phrase in group["phrases"].split()
]
LED = "我局，"


class Said(NamedTuple):
    """A finding: its place behind ``LED``, what should stand there, whether that is certain."""

    start: int
    end: int
    right: tuple[str, ...]
    certain: bool


def _found(text: str, params: Any = PARAMS) -> list[Said]:
    """What is said of a text between commas."""
    passage = SimpleNamespace(kind="text")
    report: Any = SimpleNamespace(
        prose=MappedText(f"{LED}{text}，情况良好。"),
        title=None,
        sections=(),
        duplicates=(),
        passage_at=lambda offset: passage,
    )
    hits = fixed_phrase(report, params)
    shift = len(LED)
    return [Said(h.span.start - shift, h.span.end - shift, h.suggestions, h.certain) for h in hits]


def test_phrases_are_unique_sorted_and_long_enough() -> None:
    assert len(PHRASES) == len(set(PHRASES))
    assert [phrase for phrase in PHRASES if len(phrase) < 4] == []
    for group in GROUPS:
        phrases = group["phrases"].split()
        assert phrases == sorted(phrases), group["kind"]


def test_phrases_alone_and_side_by_side_are_right() -> None:
    """No phrase is taken for a slip of another: those that differ by a character are known."""
    assert [(phrase, found) for phrase in PHRASES if (found := _found(phrase))] == []
    wrong = [(a, b) for a, b in pairwise(PHRASES) if _found(f"{a}和{b}工作")]
    assert wrong == []


@given(st.sampled_from(PHRASES), st.sampled_from(["drop", "double", "swap"]), st.integers(1, 25))
def test_planted_mistake_is_marked_at_its_place_or_not_found(
    phrase: str, kind: str, at: int
) -> None:
    at = 1 + at % (len(phrase) - 2)
    before, here, after = phrase[:at], phrase[at], phrase[at + 1 :]
    planted = {
        "drop": before + after,
        "double": before + here + here + after,
        "swap": before + after[0] + here + after[1:],
    }[kind]
    place = {"drop": (at - 1, at + 1), "double": (at, at + 2), "swap": (at, at + 2)}[kind]
    for found in _found(planted):
        if found.certain:
            start, end = place
            assert found.start < end + 1, planted
            assert found.end > start - 1, planted


GUIDE = "坚持以习近平新时代中国特色社会主义思想为指导"


@pytest.mark.parametrize("at", range(4, len(GUIDE) - 3))
def test_every_slip_in_a_long_phrase_is_found_and_mended(at: int) -> None:
    """Also where what is left are words: 近新, 社会主, 主思."""
    before, here, after = GUIDE[:at], GUIDE[at], GUIDE[at + 1 :]
    for slip in (
        before + after,
        before + here + here + after,
        before + after[0] + here + after[1:],
    ):
        (found,) = _found(slip)
        (right,) = found.right
        assert slip[: found.start] + right + slip[found.end :] == GUIDE, slip


def test_a_particle_that_stands_twice_is_told_once() -> None:
    """By GX504, also inside a phrase."""
    assert _found("以人民为中心的的发展思想") == []
    assert said("GX504", "坚持以人民为中心的的发展思想。") == [("的的", ("的",))]


def test_what_is_left_at_the_edge_of_a_phrase_may_be_another_words() -> None:
    assert _found("助推经济社会高质量发展") == []
    assert _found("深入学习习近平总书记重要讲话精神") == []


@pytest.mark.parametrize(
    ("text", "start", "phrase", "offset", "most", "wrong", "right"),
    [
        ("甲乙戊丁己庚", 0, "甲乙丙丁己庚", 0, 1, (2, 3), "丙"),
        ("甲乙丁己庚", 0, "甲乙丙丁己庚", 0, 1, (1, 3), "乙丙丁"),
        ("甲乙乙丙丁", 0, "甲乙丙丁", 0, 1, (1, 3), "乙"),
        ("甲丙乙丁", 0, "甲乙丙丁", 0, 1, (1, 3), "乙丙"),
        ("子甲丙乙丁丑", 4, "甲乙丙丁", 3, 1, (2, 4), "乙丙"),
        ("子甲乙乙丙丁", 4, "甲乙丙丁", 2, 1, (2, 4), "乙"),
        ("子甲丙丁", 3, "甲乙丙丁", 3, 1, (1, 3), "甲乙丙"),
        ("甲丁己", 0, "甲乙丙丁己", 0, 2, (0, 2), "甲乙丙丁"),
        ("甲戊丙丁庚", 2, "甲乙丙丁己", 2, 2, (1, 5), "乙丙丁己"),
    ],
)
def test_a_miss_knows_what_is_wrong_and_what_is_right(
    text: str,
    start: int,
    phrase: str,
    offset: int,
    most: int,
    wrong: tuple[int, int],
    right: str,
) -> None:
    miss = missed(text, start, phrase, offset, most)
    assert miss is not None
    assert (miss.wrong, miss.right) == (wrong, right)
    assert text[miss.start : wrong[0]] + right + text[wrong[1] : miss.end] == phrase


@pytest.mark.parametrize(
    ("text", "start", "phrase", "offset"),
    [
        ("甲乙丙丁", 0, "甲乙丙丁", 0),  # is right
        ("甲戊己丁", 0, "甲乙丙丁", 0),  # two mistakes
        ("乙丙丁", 0, "甲乙丙丁", 1),  # only its first character is missing
        ("甲乙丙", 0, "甲乙丙丁", 0),
        ("甲乙子丙丁", 0, "甲乙丙丁", 0),  # another character between
    ],
)
def test_what_is_no_miss(text: str, start: int, phrase: str, offset: int) -> None:
    assert missed(text, start, phrase, offset, 1) is None


def _index(*phrases: str, shapes: Sequence[str] = (), words: Sequence[str] = ()) -> PhraseIndex:
    characters = Characters(["吉急"], shapes, words, "和", "上下")
    exact = [phrase for phrase in phrases if len(phrase) >= 9]
    return PhraseIndex(Tables._make(make_tables(phrases, exact, characters)))


def test_slips_of_a_phrase() -> None:
    index = _index("甲乙丙丁", shapes=["乙已"], words=["丁丙"])
    slips = {
        *("乙甲", "丙乙"),
        *("甲丙", "乙丁"),
        *("甲甲", "乙乙", "丙丙", "丁丁"),
        "已丙",
    }
    pairs = {one + other for one in "甲乙丙丁已" for other in "甲乙丙丁已"}
    assert {pair for pair in pairs if index.scan(pair).slips} == slips


def test_what_belongs_to_words_is_no_slip() -> None:
    assert _index("甲乙和丙丁").scan("乙丙，丙和，上下，甲和").slips == [0]
    assert _index("甲乙上下丙").scan("下上").slips == []


def test_a_slip_that_stands_in_a_phrase_is_none() -> None:
    index = _index("甲乙丙丁", "戊丙乙己")
    assert index.scan("甲丙乙丁").slips == [0, 1, 2]
    assert index.scan("戊丙乙己").slips == []


def test_phrases_that_a_text_may_miss() -> None:
    index = _index("甲乙丙丁", "子丑吉寅卯辰巳午未申")
    assert [(n.start, n.phrase, n.offset) for n in index.scan("在甲丙丁").near] == [
        (1, "甲乙丙丁", 0)
    ]
    assert index.scan("甲丙").near == []
    assert [n.heard for n in index.scan("丑子丑急寅卯辰巳午未申").near] == [False, True]
    assert index.scan("子丑吉寅卯辰巳午未申").near == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("在甲乙丙。", [(1, 3)]),
        ("在乙丙丁。", [(0, 0)]),
        ("乙丙丁", []),  # nothing stands before it that could be wrong
        ("在甲乙丙丁。", []),
        ("在丙丁。甲乙", []),
    ],
)
def test_phrases_that_may_be_cut(text: str, cut: list[tuple[int, int]]) -> None:
    index = _index("甲乙丙丁", words=["甲乙", "丙丁"])
    assert [(n.start, n.offset) for n in index.scan(text).cut] == cut


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("在甲乙戊丁戊。", [1]),
        ("甲戊丙丁戊", [0]),
        ("甲乙丙丁戊", []),
        ("甲乙滿丁戊", []),  # a character that nothing here is known of
        ("甲乙戊丁己", []),
        ("甲乙戊丁", []),
    ],
)
def test_phrases_with_any_other_character_inside(text: str, near: list[int]) -> None:
    assert [n.start for n in _index("甲乙丙丁戊").scan(text).near] == near


CHARACTERS = st.text("甲乙丙丁吉急😀", max_size=40)


@given(st.sets(st.text("甲乙丙丁", min_size=4, max_size=7), max_size=6), CHARACTERS)
def test_what_is_right_is_what_belongs_to_a_phrase(phrases: set[str], text: str) -> None:
    scan = _index(*phrases).scan(text)
    places = {
        place
        for phrase in phrases
        for at in range(len(text))
        if text.startswith(phrase, at)
        for place in range(at, at + len(phrase))
    }
    assert {at for at in range(len(text)) if scan.is_right(at)} == places


@given(st.lists(st.sampled_from(PHRASES), max_size=4))
def test_pairs_of_phrases_are_known_by_their_codes(phrases: list[str]) -> None:
    text = "，".join(phrases)
    scan = _whole_index().scan(text)
    assert [at for at in range(len(text)) if text[at] != "，" and not scan.is_right(at)] == []


@lru_cache
def _whole_index() -> PhraseIndex:
    sounds, shapes, words = (
        " ".join(PARAMS[name]).split() for name in ("sounds", "shapes", "words")
    )
    characters = Characters(sounds, shapes, words, PARAMS["joining"], PARAMS["alone"])
    return PhraseIndex(Tables._make(make_tables(PHRASES, EXACT, characters)))


def test_spaces_and_characters_of_two_numbers_keep_their_places() -> None:
    assert said("GX503", "😀，未发生行政复 义案件。") == [("义", ("议",))]


def test_titles_of_documents_have_names_of_their_own() -> None:
    assert said("GX503", "印发《行政复义规程》。") == []
    assert said("GX503", "落实《中华人民共和国政府信息公开条列》。") == [("列", ("例",))]


def test_words_of_the_confusables_are_their_own_rule() -> None:
    assert said("GX503", "聚集群众关切，加大公开力度。") == []


def _own(tmp_path: Path, text: str) -> Any:
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / ".gxlint.yaml"
    path.write_text("lexicons: {phrases: ours.yaml}\n", encoding="utf-8")
    return load_config(str(path), load_catalogue(), ["fixed-phrase"])


def test_own_phrases_are_found_with_their_reason(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    entries = "entries:\n  - 云溪文化惠民卡\n  - {phrase: 一窗通办专员, reason: 岗位名称}\n"
    config = _own(tmp_path, entries)
    rule = with_lexicon(base_config(catalogue).rules["GX503"].rule, catalogue, config.lexicons)
    assert _found("云溪文华惠民卡", rule.params) == [Said(3, 4, ("化",), True)]
    assert _found("云文溪化惠民卡", rule.params) == [Said(1, 3, ("溪文",), True)]
    assert _found("云溪文化惠民卡", rule.params) == []
    assert _found("云溪文化惠民卡") == []


def test_mistakes_in_own_phrases_are_told_at_their_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        _own(tmp_path, "entries:\n  - 三个字\n  - {phrase: 云溪文化惠民卡, raeson: 甲}\n")
    problems = caught.value.problems
    assert [(Path(p.path or "").name, p.line) for p in problems] == [
        ("ours.yaml", 2),
        ("ours.yaml", 3),
    ]
