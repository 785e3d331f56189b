"""Mistakes planted in the sentences, and which of them are none after all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from .operators import HERE, OPERATORS, Mistake, Sentence
from .words import Words, is_chinese

_TRIES = 12  # draws until a place is found
_AROUND = 1  # characters beside a mistake that take part in the judgement
# Doubled, these can end one word and begin the next, or are reduplicated: 县市市场监管局, 人人.
_DOUBLE_RIGHT = frozenset(
    "市县区省镇乡村部局会年月日人个多大小少好天层时件项条次户处步点家事常刚渐慢真快更最"
)
_VERBS_DOUBLED = frozenset({"研究", "讨论", "商量", "考虑", "学习", "了解", "宣传", "检查"})


class Planted(NamedTuple):
    """A sentence with one mistake in it.

    ``sentence`` is the number of the correct one; ``start`` and ``end`` are the place of the
    mistake in ``text``; ``fixed`` says that it fell inside a fixed phrase.
    """

    sentence: int
    operator: str
    text: str
    start: int
    end: int
    fixed: bool
    mistake: Mistake


def plant(sentences: Sequence[str], words: Words, seed: int) -> list[Planted]:
    """One mistake of every operator in every sentence that has a place for it.

    The same sentences, dictionary and seed give the same mistakes.
    """
    return [
        planted
        for number in range(len(sentences))
        for planted in _all(number, sentences, words, seed)
    ]


def _all(number: int, sentences: Sequence[str], words: Words, seed: int) -> Iterator[Planted]:
    sentence = Sentence(sentences[number], words)
    for name, operator in OPERATORS.items():
        chance = Random(f"{seed} {name} {sentence.text}")
        draws = (operator(sentence, chance) for _ in range(_TRIES))
        mistake = next((each for each in draws if each is not None), None)
        # What turns out right is not drawn again: that would favour places where nothing can.
        if mistake is not None and is_mistake(sentence, name, mistake):
            yield Planted(
                number,
                name,
                mistake.planted(sentence.text),
                mistake.start,
                mistake.start + len(mistake.written),
                in_fixed(sentence.text, mistake),
                mistake,
            )


def is_mistake(sentence: Sentence, operator: str, mistake: Mistake) -> bool:
    """Whether the changed text is wrong for sure, judged by the dictionary alone.

    It may be right where all about it are words again (``reads_well``), where a word became
    another that may stand for it (``either.txt``), where a lone character is left that is often
    a word by itself, or where a doubled character is none too many. In dates and numbers every
    change is a mistake.
    """
    if operator in ("date", "numeral"):
        return True
    if _stands_for(sentence.text, mistake):
        return False
    if mistake.real:
        return True
    if operator == "double" and (
        mistake.written in _DOUBLE_RIGHT or mistake.written in _VERBS_DOUBLED
    ):
        return False
    if operator == "drop" and not in_fixed(sentence.text, mistake) and _alone(sentence, mistake):
        return False
    if operator == "double" and len(mistake.written) > 1:
        return True
    return not reads_well(sentence.words, mistake.planted(sentence.text), mistake)


def reads_well(words: Words, changed: str, mistake: Mistake) -> bool:
    """Whether the changed place consists of words of two characters or more."""
    first, last = mistake.start - _AROUND, mistake.start + len(mistake.written) + _AROUND
    return all(
        len(token.text) > 1
        for token in words.tokens(changed)
        if token.start < last and token.end > first and is_chinese(token.text)
    )


def _alone(sentence: Sentence, mistake: Mistake) -> bool:
    """Whether what is left of the word that lost a character is one that is a word by itself."""
    for token in sentence.places:
        if token.start <= mistake.start < token.end:
            left = token.text.replace(sentence.text[mistake.start], "", 1)
            return len(left) == 1 and sentence.words.stands_alone(left)
    return False


def _stands_for(text: str, mistake: Mistake) -> bool:
    """Whether the mistake turned a phrase of ``either.txt`` into another of its line."""
    changed = mistake.planted(text)
    for phrase, others in _either().items():
        start = text.find(phrase, max(0, mistake.start - len(phrase)))
        while 0 <= start <= mistake.end:
            if start + len(phrase) >= mistake.end and any(
                changed == text[:start] + other + text[start + len(phrase) :] for other in others
            ):
                return True
            start = text.find(phrase, start + 1)
    return False


def in_fixed(text: str, mistake: Mistake) -> bool:
    """Whether what was changed lies inside a fixed phrase; what was added, not at its ends."""
    for phrase in fixed_phrases():
        start = text.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            inside = start <= mistake.start and mistake.end <= end
            if inside and (mistake.start < mistake.end or start < mistake.start < end):
                return True
            start = text.find(phrase, start + 1)
    return False


@lru_cache
def fixed_phrases() -> tuple[str, ...]:
    """The fixed phrases of this kind of text, in the benchmark's own list."""
    return tuple(_lines("fixed.txt"))


@lru_cache
def _either() -> Mapping[str, Sequence[str]]:
    """Each phrase with those that may stand for it."""
    groups = [line.split() for line in _lines("either.txt")]
    return {
        phrase: [each for each in group if each != phrase] for group in groups for phrase in group
    }


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
