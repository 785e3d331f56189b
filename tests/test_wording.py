"""Words of the lexicon in their context, and typos in numbers, also where spaces break them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.checks.scanning import Entry, first_matches
from gxlint.checks.wording import confusable
from gxlint.engine import check_file, default_settings
from gxlint.text import MappedText
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from .reading import said
from .samples import expand

LEXICONS = Path(__file__).parents[1] / "rules" / "lexicons"
# From the files: the catalogue's cache is without the sentences for the tests.
ENTRIES: list[dict[str, Any]] = [
    entry
    for path in sorted(LEXICONS.glob("confusables*.yaml"))
    for entry in YAML(typ="safe").load(path)["entries"]
]
CONTEXT = {"tail", "after", "not_after", "before", "not_before"}
NEEDED = {"tail", "after", "before"}


def _found(text: str, entries: list[dict[str, Any]]) -> list[tuple[int, int, tuple[str, ...]]]:
    report: Any = SimpleNamespace(prose=MappedText(text), sections=())
    return [(*hit.span, hit.suggestions) for hit in confusable(report, {"entries": entries})]


def test_spaces_inside_a_word_are_marked_with_it() -> None:
    assert said("GX502", "局党组研究布 署政务公开工作。") == [("布 署", ("部署",))]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["wrong"])
def test_entry_says_what_is_wrong_and_why(entry: dict[str, Any]) -> None:
    assert entry["wrong"] != entry["right"]
    assert len(entry["wrong"]) >= 2
    assert entry["right"]
    assert entry["reason"]
    assert not entry["reason"].startswith("应为"), "the message says that already"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["wrong"])
def test_entry_speaks_where_it_should_and_nowhere_else(entry: dict[str, Any]) -> None:
    """One sentence with the mistake, which is right when mended; and, for a word that is wrong
    in some places only, one in which it is right."""
    assert NEEDED.isdisjoint(entry) or "wrong_in" in entry, "shows where it is wrong"
    assert CONTEXT.isdisjoint(entry) or "right_in" in entry, "shows where it is right"
    sentence = entry.get("wrong_in", f"，{entry['wrong']}。")
    found = _found(sentence, ENTRIES)
    assert found
    for start, end, (right,) in reversed(found):
        assert sentence[start:end].startswith(entry["wrong"])
        assert right.startswith(entry["right"])
        sentence = sentence[:start] + right + sentence[end:]
    assert _found(sentence, ENTRIES) == []
    if "right_in" in entry:
        assert entry["wrong"] in entry["right_in"]
        assert _found(entry["right_in"], ENTRIES) == []


def test_the_files_are_one_lexicon_and_the_cache_keeps_no_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len({entry["wrong"] for entry in ENTRIES}) >= 500
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    for_tests = {"wrong_in", "right_in"}
    for kept in (set(), for_tests):  # from the files, then from the cache
        load_catalogue.cache_clear()
        found = load_catalogue().lexicons["confusables"]["entries"]
        assert sorted(entry["wrong"] for entry in found) == sorted(
            entry["wrong"] for entry in ENTRIES
        )
        if kept:
            assert all(for_tests.isdisjoint(entry) for entry in found)
    load_catalogue.cache_clear()


def test_what_needs_no_context_may_be_replaced() -> None:
    entries = [
        {"wrong": "甲", "right": "乙"},
        {"wrong": "丙", "right": "丁", "not_after": "戊"},
        {"wrong": "己", "right": "庚", "after": "辛"},
        {"wrong": "壬", "right": "癸", "after": "辛", "certain": True},
        {"wrong": "子", "right": "丑", "certain": False, "severity": "info", "reason": "因"},
    ]
    report: Any = SimpleNamespace(prose=MappedText("甲丙己辛壬辛子"), sections=())
    hits = confusable(report, {"entries": entries})
    assert [(hit.params["wrong"], hit.certain, hit.variant) for hit in hits] == [
        ("甲", True, ""),
        ("丙", True, ""),
        ("己", False, ""),
        ("壬", True, ""),
        ("子", False, "minor"),
    ]


def test_context_bounds_what_is_wrong() -> None:
    entry = {"wrong": "甲乙", "right": "丙", "tail": "丁+", "after": "戊", "not_before": "己|庚"}
    assert _found("甲乙丁丁戊甲乙丁己甲乙丁戊甲乙戊", [entry]) == [(0, 4, ("丙丁丁",))]


def test_first_of_overlapping_phrases_speaks_and_the_longer_of_two_at_one_place() -> None:
    entries = [
        {"wrong": "甲乙", "right": "1"},
        {"wrong": "甲乙丙", "right": "2"},
        {"wrong": "乙丙丁", "right": "3"},
        {"wrong": "戊", "right": "4"},
    ]
    assert _found("甲乙丙丁戊", entries) == [(0, 3, ("2",)), (4, 5, ("4",))]


@given(
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=3), min_size=1, max_size=6),
    st.text("甲乙丙丁，", max_size=40),
)
def test_every_word_is_found_wherever_it_stands(words: list[str], text: str) -> None:
    entries = [{"wrong": word, "right": "对"} for word in words]
    reached, expected = 0, []
    while reached < len(text):
        longest = max((len(word) for word in words if text.startswith(word, reached)), default=0)
        if longest:
            expected.append((reached, reached + longest))
        reached += longest or 1
    assert [hit[:2] for hit in _found(text, entries)] == expected


def test_patterns_need_their_pieces_and_look_back() -> None:
    entries: list[Entry] = ["[甲]{2}", {"find": "甲|乙丙?", "needs": ["丙"], "not_before": "丁"}]
    assert [m.group() for m, _ in first_matches("甲甲甲乙丙丁乙", entries)] == [
        "甲甲",
        "甲",
        "乙丙",
    ]
    assert [m.group() for m, _ in first_matches("甲甲甲乙", entries)] == ["甲甲"]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全年更新栏目3O 件。", "3O 件", "30件"),
        ("全年更新栏目1〇条。", "1〇条", "10条"),
        ("举办座谈12人词，效果较好。", "12人词", "12人次"),
        ("经费3.5万园，已公开。", "3.5万园", "3.5万元"),
        ("满意度为98..5%，较为稳定。", "98..5%", "98.5%"),
        ("自20224年以来持续改进。", "20224", "2024"),
        ("2024年12月12曰召开会议。", "12曰", "12日"),
        ("全年发布动态１2０篇。", "１2０", "120"),
    ],
)
def test_typos_in_numbers(text: str, wrong: str, right: str) -> None:
    (found,) = said("GX501", text)
    assert found[0] == wrong
    assert found[1][:1] == (right,)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("3O次", "“3O次”中有字母“O”，应写数字：“30次”"),
        ("12月3l日", "“3l”中有字母“l”，应写数字：“31”"),
        ("12月31曰", "“31曰”有错字，应为“31日”"),
    ],
)
def test_letter_that_looks_like_a_digit_is_called_one(wrong: str, message: str) -> None:
    """Both may look the same to who reads the message."""
    text = expand(f"全年组织活动，{wrong}，效果较好。").text
    result = check_file("报告.txt", text.encode(), default_settings())
    assert [each.message for each in result.findings if each.rule == "GX501"] == [message]


def test_characters_lost_everywhere_are_no_typos() -> None:
    assert said("GX501", "2024年3月5，召开会议；2024年4月6，开展培训。") == []
