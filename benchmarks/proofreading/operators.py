"""Operators: each plants one mistake in a sentence, as typing or recognition makes it.

An operator is given the sentence and chance, and returns the mistake, or None where it has found no
place. Whether the changed sentence is a mistake at all is judged in ``planting``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from .words import Token, Words, is_chinese

HERE = Path(__file__).parent


class Mistake(NamedTuple):
    """``sentence[start:end]`` was replaced by ``written``; ``real`` if that is a word by itself."""

    start: int
    end: int
    written: str
    real: bool = False

    def planted(self, sentence: str) -> str:
        """The sentence with the mistake in it."""
        return sentence[: self.start] + self.written + sentence[self.end :]


class Sentence:
    """A correct sentence and its words."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words

    @cached_property
    def places(self) -> list[Token]:
        """Words in which a mistake would be seen: of two Chinese characters or more, no names."""
        return [
            token
            for token in self.words.tokens(self.text)
            if len(token.text) > 1
            and is_chinese(token.text)
            and token.text in self.words
            and not self.words.is_name(token.text)
        ]


Operator = Callable[[Sentence, Random], "Mistake | None"]


def homophone(sentence: Sentence, chance: Random) -> Mistake | None:
    """What an input method gives for the same syllables: another word, or another character."""
    token = _place(sentence, chance)
    if token is None:
        return None
    whole = sentence.words.homophones(token.text)
    if whole and chance.random() < 0.5:
        return _narrowed(token, _drawn(whole, chance), real=True)
    at = chance.randrange(len(token.text))
    likes = sentence.words.like(token.text[at])
    if not likes:
        return None
    start = token.start + at
    return Mistake(start, start + 1, _drawn(likes, chance))


def shape(sentence: Sentence, chance: Random) -> Mistake | None:
    """A character that looks alike, as recognition confuses them."""
    alike = look_alikes()
    places = [
        token.start + at
        for token in sentence.places
        for at, character in enumerate(token.text)
        if character in alike
    ]
    if not places:
        return None
    start = chance.choice(places)
    return Mistake(start, start + 1, chance.choice(alike[sentence.text[start]]))


def drop(sentence: Sentence, chance: Random) -> Mistake | None:
    """A character of a word is missing."""
    token = _place(sentence, chance)
    if token is None:
        return None
    start = token.start + chance.randrange(len(token.text))
    return Mistake(start, start + 1, "")


def double(sentence: Sentence, chance: Random) -> Mistake | None:
    """A character, or a whole word, is there twice."""
    token = _place(sentence, chance)
    if token is None:
        return None
    if chance.random() < 0.5:
        return Mistake(token.end, token.end, token.text)
    at = chance.randrange(len(token.text))
    return Mistake(token.start + at, token.start + at, token.text[at])


def swap(sentence: Sentence, chance: Random) -> Mistake | None:
    """Two neighbours in a word have changed places."""
    token = _place(sentence, chance)
    if token is None:
        return None
    at = chance.randrange(len(token.text) - 1)
    pair = token.text[at : at + 2]
    start = token.start + at
    return Mistake(start, start + 2, pair[::-1]) if pair != pair[::-1] else None


_DATE = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?")
_DAYS = ("曰", "目", "诶", "白", "")  # for 日
_MONTHS = ("曰", "目", "有", "")  # for 月
_YEARS = ("牛", "念", "午", "")  # for 年


def date(sentence: Sentence, chance: Random) -> Mistake | None:
    """A date with a wrong, missing or repeated character, or a day that does not exist."""
    dates = list(_DATE.finditer(sentence.text))
    return chance.choice(_date_mistakes(chance.choice(dates), chance)) if dates else None


def _date_mistakes(match: re.Match[str], chance: Random) -> list[Mistake]:
    """One of every kind that this date can have."""
    year, end = match["year"], match.end()
    at = match.end("year")
    found = [
        Mistake(at, at, year[-1]),  # 20244年
        Mistake(at - 1, at, ""),  # 202年
        Mistake(match.start() + 1, match.start() + 2, "O"),  # 2O24年
        Mistake(match.start(), match.start(), f"{year}年"),  # 2024年2024年
    ]
    if match["month"] is None:
        return [*found, Mistake(at, end, chance.choice(_YEARS[:-1]))]
    found += [
        Mistake(at, at + 1, chance.choice(_YEARS)),
        Mistake(match.start("month"), match.end("month"), str(chance.randrange(13, 20))),
        Mistake(match.end("month"), match.end("month") + 1, chance.choice(_MONTHS)),
    ]
    if match["day"] is None:
        return found
    days = (match.start("day"), match.end("day"))
    return [
        *found,
        Mistake(end - 1, end, chance.choice(_DAYS)),
        Mistake(end - 1, end, chance.choice(_DAYS[:3])),  # the most frequent of all
        Mistake(*days, str(chance.randrange(32, 40))),
    ]


_UNITS: Mapping[str, Sequence[str]] = {
    "件": ("见", "健", "伴"),
    "条": ("跳", "调", "务"),
    "次": ("此", "词", "欢"),
    "项": ("向", "像", "顶"),
    "篇": ("偏", "编"),
    "期": ("其", "旗"),
    "万元": ("万员", "万无"),
    "人次": ("人此", "入次"),
    "%": ("℅",),
}
_LETTERS: Mapping[str, Sequence[str]] = {"0": ("O", "o", "〇"), "1": ("l", "I"), "5": ("S",)}
_NUMBER = re.compile(r"(?<![\dA-Za-z.,〔-])\d[\d,]*(?:\.\d+)?(件|条|次|项|篇|期|万元|人次|%)(?!第)")


def numeral(sentence: Sentence, chance: Random) -> Mistake | None:
    """A number with a letter, a wide digit or a 。 in it, or with another unit."""
    numbers = list(_NUMBER.finditer(sentence.text))
    if not numbers:
        return None
    match = chance.choice(numbers)
    unit = match.span(1)
    found = [Mistake(*unit, chance.choice(_UNITS[match[1]])) for _ in range(2)]
    for at in range(match.start(), unit[0]):
        digit = sentence.text[at]
        if digit in _LETTERS:
            found.append(Mistake(at, at + 1, chance.choice(_LETTERS[digit])))
        if digit == ".":
            found.append(Mistake(at, at + 1, chance.choice(("。", ".."))))
        if digit.isdigit() and unit[0] - match.start() > 1:
            found.append(Mistake(at, at + 1, chr(ord(digit) - ord("0") + ord("０"))))
    return chance.choice(found)


OPERATORS: Mapping[str, Operator] = {
    "homophone": homophone,
    "shape": shape,
    "drop": drop,
    "double": double,
    "swap": swap,
    "date": date,
    "numeral": numeral,
}


def _place(sentence: Sentence, chance: Random) -> Token | None:
    return chance.choice(sentence.places) if sentence.places else None


def _drawn(counted: Sequence[tuple[str, int]], chance: Random) -> str:
    """One of them, the more frequent the likelier."""
    return chance.choices([text for text, _ in counted], [count for _, count in counted])[0]


def _narrowed(token: Token, other: str, real: bool) -> Mistake:
    """From the first character that differs to the last."""
    pairs = zip(token.text, other, strict=True)  # a syllable is a character
    differs = [at for at, (old, new) in enumerate(pairs) if old != new]
    first, last = differs[0], differs[-1] + 1
    return Mistake(token.start + first, token.start + last, other[first:last], real)


@lru_cache
def look_alikes() -> Mapping[str, Sequence[str]]:
    """For each character those it is taken for: ``shapes.txt`` has groups, one a line."""
    alike: dict[str, list[str]] = {}
    for line in (HERE / "shapes.txt").read_text(encoding="utf-8").splitlines():
        for character in line if not line.startswith("#") else "":
            others = [other for other in line if other != character]
            alike.setdefault(character, []).extend(others)
    return alike
