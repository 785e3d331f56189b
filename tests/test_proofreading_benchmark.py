"""The benchmark of proofreading: sentences, operators, scores. The run itself is no test."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.proofreading.operators import (
    OPERATORS,
    Mistake,
    Sentence,
    look_alikes,
)
from benchmarks.proofreading.planting import Planted, fixed_phrases, in_fixed, is_mistake, plant
from benchmarks.proofreading.reading import Found, Reader
from benchmarks.proofreading.scoring import score
from benchmarks.proofreading.sentences import SETS, read_sentences
from benchmarks.proofreading.words import Word, Words

# A dictionary small enough to see what must come out. Readings without tones.
SOUNDS = {
    "政": "zheng", "府": "fu", "信": "xin", "息": "xi", "公": "gong", "开": "kai", "工": "gong",
    "作": "zuo", "欣": "xin", "喜": "xi", "县": "xian", "市": "shi", "场": "chang", "的": "de",
    "云": "yun", "溪": "xi", "规": "gui", "则": "ze", "定": "ding", "制": "zhi", "订": "ding",
}  # fmt: skip
WORDS = Words(
    {
        "政府": Word(9000),
        "信息": Word(9000),
        "欣喜": Word(500),
        "公开": Word(5000, "v"),
        "工作": Word(9000, "v"),
        "市场": Word(3000),
        "县市": Word(300),
        "规则": Word(3000),
        "制定": Word(3000, "v"),
        "制订": Word(3000, "v"),
        "云溪": Word(5, "ns"),
        "的": Word(300000, "u"),
        "开": Word(20000, "v"),
    },
    lambda word: [SOUNDS[character] for character in word],
)
TEXT = "2024年12月31日，政府信息公开工作3件。"


def test_there_are_a_thousand_sentences_and_none_twice() -> None:
    sentences = [each for name in SETS for each in read_sentences(name)]
    assert len(sentences) >= 1000
    assert len(set(sentences)) == len(sentences)
    assert [each for each in sentences if len(each) < 10 or each.strip() != each] == []


def test_words_are_cut_by_frequency() -> None:
    assert [token.text for token in WORDS.tokens("云溪政府信息公开")] == [
        "云溪", "政府", "信息", "公开",
    ]  # fmt: skip


def test_names_and_lone_characters_are_no_places_for_mistakes() -> None:
    sentence = Sentence("云溪的政府规则", WORDS)
    assert [(token.start, token.text) for token in sentence.places] == [(3, "政府"), (5, "规则")]


def test_homophones_are_words_or_characters_of_the_same_syllables() -> None:
    assert WORDS.homophones("信息") == [("欣喜", 500)]
    assert {other for other, _ in WORDS.like("工")} == {"公"}


@pytest.mark.parametrize("name", OPERATORS)
def test_an_operator_changes_one_place_and_the_same_seed_does_the_same(name: str) -> None:
    sentence = Sentence(TEXT, WORDS)
    for seed in range(50):
        mistake = OPERATORS[name](sentence, Random(seed))
        assert mistake == OPERATORS[name](sentence, Random(seed))
        if mistake is None:
            continue
        changed = mistake.planted(TEXT)
        assert changed != TEXT
        assert changed[: mistake.start] == TEXT[: mistake.start]
        assert changed[mistake.start + len(mistake.written) :] == TEXT[mistake.end :]


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_finds_a_place(name: str) -> None:
    assert name in {each.operator for each in plant([TEXT], WORDS, seed=1)}


def test_planting_tells_where_the_mistake_stands() -> None:
    for each in plant([TEXT, "政府信息公开"], WORDS, seed=3):
        assert each.text[each.start : each.end] == each.mistake.written


@pytest.mark.parametrize(
    ("text", "operator", "mistake", "is_one"),
    [
        ("政府信息公开", "shape", Mistake(2, 3, "倍"), True),
        ("制定规则", "homophone", Mistake(1, 2, "订", real=True), False),  # either.txt
        ("政府信息公开", "homophone", Mistake(2, 4, "欣喜", real=True), True),
        ("县市场", "double", Mistake(1, 1, "市"), False),  # 县市市场
        ("政府信息", "double", Mistake(2, 2, "府"), True),
        ("规则公开", "drop", Mistake(2, 3, ""), False),  # 规则开: 开 is a word
        ("规则公开", "drop", Mistake(3, 4, ""), True),  # 规则公
        ("政府信息公开", "drop", Mistake(4, 5, ""), True),  # in a fixed phrase
        ("3件", "numeral", Mistake(1, 2, "见"), True),
    ],
)
def test_what_may_be_right_is_no_mistake(
    text: str, operator: str, mistake: Mistake, is_one: bool
) -> None:
    assert is_mistake(Sentence(text, WORDS), operator, mistake) is is_one


def test_a_mistake_at_the_end_of_a_fixed_phrase_is_outside() -> None:
    assert "政府信息公开" in fixed_phrases()
    text = "县政府信息公开的"
    assert in_fixed(text, Mistake(3, 4, "心"))
    assert in_fixed(text, Mistake(6, 6, "公"))
    assert not in_fixed(text, Mistake(7, 7, "开"))
    assert not in_fixed(text, Mistake(0, 1, "现"))


def test_look_alikes_are_mutual() -> None:
    alike = look_alikes()
    assert all(one in alike[other] for one, others in alike.items() for other in others)


def _planted(start: int, end: int, mistake: Mistake, text: str) -> Planted:
    return Planted(0, "shape", text, start, end, True, mistake)


def test_scores_tell_hits_strays_and_alarms() -> None:
    hit = _planted(2, 3, Mistake(2, 3, "倍"), "政府倍息公开")
    missed = _planted(3, 3, Mistake(3, 4, ""), "政府信公开")
    found = {
        hit.text: [Found(1, 2, "GX503"), Found(2, 4, "GX503"), Found(5, 6, "GX502")],
        missed.text: [Found(4, 5, "GX502"), Found(0, 1, "GX504")],
    }
    result = score([hit, missed], [[Found(5, 6, "GX502")]], lambda each: found[each.text])
    assert (result.hit, result.missed) == ([hit], [missed])
    assert result.stray == [(missed, Found(0, 1, "GX504"))]
    assert result.alarms == [(0, Found(5, 6, "GX502"))]
    assert result.recall(fixed=True) == (1, 2)
    # One true finding; a stray one; one alarm in a sentence that was read with two mistakes.
    assert result.precision == 1 / 4


def test_gxlint_is_read_in_the_sentence_s_own_place() -> None:
    sentences = ["全年更新指南5件，均已发布。", "全年公开信息12条。"]
    reader = Reader(sentences)
    assert reader.clean() == [[], []]
    found = reader.changed(0, "全年更新指南5见，均已发布。")
    assert [(each.start, each.end, each.rule) for each in found] == [(6, 8, "GX501")]
