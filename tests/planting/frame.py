"""What plants mistakes: a function for each kind of them, registered under its rule's id."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from gxlint.text import Span

from ..samples import unmarked
from .reports import Pair


class Planted(NamedTuple):
    """A report with a mistake in it.

    ``marked`` is its text, ``⟦…⟧`` around what the rule must mark. ``also`` are other rules that
    may speak because of the same mistake; ``previous`` is last year's report, where the mistake
    shows only beside it.
    """

    marked: str
    also: frozenset[str] = frozenset()
    previous: str | None = None

    @property
    def text(self) -> str:
        """The report without the marks."""
        return unmarked(self.marked)[0]

    @property
    def marks(self) -> tuple[Span, ...]:
        """What must be marked, as places in ``text``."""
        return unmarked(self.marked)[1]


# Of a correct report (or a pair of them) makes one with a mistake; None where there is nothing in
# it that can be made wrong: another report is tried then.
Planter = Callable[[random.Random, str], Planted | None]
PairPlanter = Callable[[random.Random, Pair], Planted | None]

PLANTERS: dict[str, list[Planter]] = {}
PAIR_PLANTERS: dict[str, list[PairPlanter]] = {}


def plants(rule: str) -> Callable[[Planter], Planter]:
    """Registers a planter of a rule's mistakes; a rule may have several, each has its turn."""

    def register(planter: Planter) -> Planter:
        PLANTERS.setdefault(rule, []).append(planter)
        return planter

    return register


def plants_pairs(rule: str) -> Callable[[PairPlanter], PairPlanter]:
    """Registers a planter of mistakes that show beside last year's report only."""

    def register(planter: PairPlanter) -> PairPlanter:
        PAIR_PLANTERS.setdefault(rule, []).append(planter)
        return planter

    return register


def edited(text: str, old: str, new: str, *also: str) -> Planted | None:
    """The report with ``new`` (marks and all) instead of ``old``; None unless that stands once."""
    if text.count(old) != 1:
        return None
    return Planted(text.replace(old, new), frozenset(also))


def put(text: str, match: re.Match[str], marked: str, *also: str) -> Planted:
    """The report with ``marked`` instead of what a pattern found in it."""
    return Planted(text[: match.start()] + marked + text[match.end() :], frozenset(also))
