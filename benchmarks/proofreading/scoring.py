"""Precision and recall: which findings are at the place of a planted mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .planting import Planted
from .reading import Found

_NEAR = 1  # characters beside the planted mistake that are its place, too


class Score(NamedTuple):
    """What a tool found of planted mistakes.

    ``missed`` and ``hit`` are the mistakes; ``stray`` are findings in changed sentences at
    another place, with the mistake of the sentence, ``alarms`` those in correct sentences, with
    the sentence's number; ``sentences`` is how many correct ones were read.
    """

    hit: list[Planted]
    missed: list[Planted]
    stray: list[tuple[Planted, Found]]
    alarms: list[tuple[int, Found]]
    sentences: int

    def recall(self, operator: str | None = None, fixed: bool | None = None) -> tuple[int, int]:
        """How many mistakes were found, of how many: all, or an operator's, or in fixed phrases."""

        def counted(planted: Sequence[Planted]) -> int:
            return sum(
                operator in (None, each.operator) and fixed in (None, each.fixed)
                for each in planted
            )

        found = counted(self.hit)
        return found, found + counted(self.missed)

    @property
    def precision(self) -> float | None:
        """The share of true findings, were every sentence read once with a mistake in it and once
        without; None where nothing was found.

        A sentence has mistakes of several operators, one at a time, but was read without any only
        once: what was found there counts as many times.
        """
        planted = len(self.hit) + len(self.missed)
        false = len(self.stray) + len(self.alarms) * planted / (self.sentences or 1)
        found = len(self.hit) + false
        return len(self.hit) / found if found else None


def score(
    planted: Sequence[Planted],
    clean: Sequence[Sequence[Found]],
    read: Callable[[Planted], Sequence[Found]],
) -> Score:
    """Compares what ``read`` finds in changed sentences with the mistakes planted there.

    ``clean`` is what is found in the correct sentences; what is found again in a changed one is
    the same false alarm.
    """
    result = Score([], [], [], [], len(clean))
    result.alarms.extend((number, each) for number, found in enumerate(clean) for each in found)
    for mistake in planted:
        known = {(each.rule, each.start, each.end) for each in clean[mistake.sentence]}
        found = read(mistake)
        here = [each for each in found if _at(mistake, each)]
        (result.hit if here else result.missed).append(mistake)
        result.stray.extend(
            (mistake, each)
            for each in found
            if each not in here and not known & _unplanted(mistake, each)
        )
    return result


def _at(mistake: Planted, found: Found) -> bool:
    return found.start < mistake.end + _NEAR and found.end > mistake.start - _NEAR


def _unplanted(mistake: Planted, found: Found) -> set[tuple[str, int, int]]:
    """The finding as it may stand in the correct sentence: before the mistake, or behind it."""
    longer = len(mistake.mistake.written) - (mistake.mistake.end - mistake.mistake.start)
    return {
        (found.rule, found.start, found.end),
        (found.rule, found.start - longer, found.end - longer),
    }
