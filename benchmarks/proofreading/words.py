"""A dictionary of Chinese: what is a word, how frequent it is, what sounds like it.

The benchmark takes one from outside (jieba's words, pypinyin's readings), so that mistakes are made
and judged without gxlint's lexicons.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

_LONGEST = 8  # characters of a word that segmentation looks for
_COMMON = 100  # occurrences of a word that an input method would offer
_ALONE = 3000  # occurrences of a character as a word of its own
_CHARACTERS = (
    3500  # how many characters are common: about those of the 通用规范汉字表's first level
)
_NAMES = ("nr", "ns", "m")  # how kinds begin whose words could be others: persons, places, numbers


class Word(NamedTuple):
    """A word of the dictionary: how often it occurs, and its kind (``nr`` a person, …)."""

    times: int
    kind: str = "n"


class Token(NamedTuple):
    """A piece of a text: a word, or a single character that belongs to none."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Words:
    """The dictionary. ``sound`` gives the toneless syllables of a word."""

    def __init__(self, words: Mapping[str, Word], sound: Callable[[str], Sequence[str]]) -> None:
        self._words = words
        self._sound = lru_cache(maxsize=None)(lambda word: tuple(sound(word)))
        self._total = log(sum(word.times for word in words.values()) or 1)

    def __contains__(self, text: str) -> bool:
        return text in self._words

    def is_name(self, text: str) -> bool:
        """Whether it is a name or a number, which nobody can know to be wrong."""
        return text in self._words and self._words[text].kind.startswith(_NAMES)

    def stands_alone(self, character: str) -> bool:
        """Whether the character is often a word of its own."""
        return character in self._words and self._words[character].times >= _ALONE

    def tokens(self, text: str) -> list[Token]:
        """The most probable segmentation."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            choices = []
            for start in range(max(0, end - _LONGEST), end):
                word = self._words.get(text[start:end])
                if word is not None or end - start == 1:
                    chance = log(word.times if word and word.times else 1) - self._total
                    choices.append((best[start][0] + chance, start))
            best.append(max(choices))
        found, end = [], len(text)
        while end:
            start = best[end][1]
            found.append(Token(start, text[start:end]))
            end = start
        return found[::-1]

    def homophones(self, word: str) -> list[tuple[str, int]]:
        """Other common words that an input method offers for the same syllables, with counts."""
        return [each for each in self._by_sound[self._sound(word)] if each[0] != word]

    def like(self, character: str) -> list[tuple[str, int]]:
        """Other common characters of the same syllable, with counts."""
        same = self._characters_by_sound[self._sound(character)]
        return [each for each in same if each[0] != character]

    @cached_property
    def _by_sound(self) -> Mapping[tuple[str, ...], list[tuple[str, int]]]:
        common = (
            (text, word.times)
            for text, word in self._words.items()
            if len(text) > 1 and word.times >= _COMMON and not word.kind.startswith(_NAMES)
        )
        return self._grouped(common)

    @cached_property
    def _characters_by_sound(self) -> Mapping[tuple[str, ...], list[tuple[str, int]]]:
        counts: dict[str, int] = defaultdict(int)
        for text, word in self._words.items():
            for character in text if word.times and is_chinese(text) else "":
                counts[character] += word.times
        common = sorted(counts.items(), key=lambda each: -each[1])[:_CHARACTERS]
        return self._grouped(common)

    def _grouped(
        self, counted: Iterable[tuple[str, int]]
    ) -> Mapping[tuple[str, ...], list[tuple[str, int]]]:
        groups: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for text, count in counted:
            groups[self._sound(text)].append((text, count))
        return groups


def is_chinese(text: str) -> bool:
    """Whether it is Chinese characters and nothing else."""
    return all("一" <= character <= "鿿" for character in text)


def load_words() -> Words:
    """jieba's dictionary with pypinyin's readings: the extra ``bench`` installs them."""
    lazy_pinyin = importlib.import_module("pypinyin").lazy_pinyin
    # Found, not imported: only its list of words is wanted.
    package = importlib.util.find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("no jieba here: pip install '.[bench]'")
    path = Path(package.submodule_search_locations[0]) / "dict.txt"
    words = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        text, count, kind = line.split(" ")
        words[text] = Word(int(count), kind)
    return Words(words, lazy_pinyin)
