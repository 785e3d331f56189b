"""Regular expressions from the word lists of rules, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..compiled import compile_pattern


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches any of the words, each a regular expression of its own."""
    return _compiled(tuple(words))


def one_of(patterns: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that matches any of the patterns; the match's ``lastgroup`` is its key.

    The patterns have no groups of their own that capture.
    """
    return _named(tuple(patterns.items()))


@lru_cache(maxsize=1024)
def pattern_of(words: str) -> re.Pattern[str]:
    """The pattern of a rule's parameter, which may have groups."""
    return compile_pattern(words)


@lru_cache(maxsize=32)
def _named(patterns: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return compile_pattern("|".join(f"(?P<{key}>{pattern})" for key, pattern in patterns))


@lru_cache(maxsize=1024)
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    return compile_pattern("|".join(f"(?:{word})" for word in words) or "(?!)")
