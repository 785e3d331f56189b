"""Correct reports in random wordings with random numbers, by themselves or with last year's."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from ..correct.layouts import LAYOUTS
from ..correct.make import WORDINGS, YEARS, Choice, Instead, has_requests, report, tables_of
from ..correct.openings import ORGANS
from ..samples import unmarked
from . import wordings
from .numbers import Numbers, filled, first_year, following

# Layouts that leave a mark where it is.
_LAYOUTS = ("plain", "plain", "indented", "no blank lines", "twice as many lines")


class Pair(NamedTuple):
    """A correct report and the one of the year before, of the same organ.

    ``copied`` is the report with last year's section five in it, marked where that is found.
    """

    text: str
    previous: str
    copied: str


def correct_one(rng: random.Random) -> str:
    """A correct report: wordings, organ, year and numbers drawn at random."""
    choice = _choice(rng)
    numbers = first_year(rng, quiet=not has_requests(choice.organ))
    sentences = rng.choice(wordings.ACTIVE), _requests(rng, choice), ""
    return _laid_out(rng, _written(rng, choice, numbers, sentences))


def correct_pair(rng: random.Random) -> Pair:
    """A correct report and last year's: numbers that go on from it, and a text of its own."""
    choice = _choice(rng)._replace(year=rng.choice(YEARS[1:]))
    quiet = not has_requests(choice.organ)
    last = first_year(rng, quiet=quiet)
    now = following(rng, last, quiet=quiet)
    own, before = rng.sample(wordings.PROBLEMS, 2)
    last_choice = choice._replace(
        year=choice.year - 1,
        general=choice.general + 1,
        managed=choice.managed + 1,
        supervised=choice.supervised + 1,
    )
    layout = LAYOUTS[rng.choice(_LAYOUTS)]
    sentences = rng.choice(wordings.ACTIVE), _requests(rng, choice)
    return Pair(
        layout(_written(rng, choice, now, (*sentences, unmarked(own)[0]))),
        _laid_out(rng, _written(rng, last_choice, last, (*sentences, unmarked(before)[0]))),
        layout(_written(rng, choice, now, (*sentences, before))),
    )


def _choice(rng: random.Random) -> Choice:
    organ, year = rng.choice(ORGANS), rng.choice(YEARS)
    return Choice(organ, year, sign=rng.randrange(4), **_drawn(rng, tuple(WORDINGS)))


def _drawn(rng: random.Random, parts: tuple[str, ...]) -> dict[str, Any]:
    return {part: rng.randrange(len(WORDINGS[part])) for part in parts}


def _requests(rng: random.Random, choice: Choice) -> str:
    return rng.choice(wordings.REQUESTS if has_requests(choice.organ) else wordings.NONE)


def _written(
    rng: random.Random, choice: Choice, numbers: Numbers, sentences: tuple[str, str, str]
) -> str:
    """The report with these numbers, and sentences on its work, its requests, its problems."""
    words = numbers.words() | _work(rng)
    return report(choice, Instead(filled(tables_of(choice), numbers), *sentences, words))


def _work(rng: random.Random) -> dict[str, str]:
    """Numbers of the organ's own work: a whole and its three parts, none of them nothing."""
    size = rng.choice((9, 60, 400))
    a, b, c = (rng.randint(2, size) for _ in range(3))
    whole = a + b + c
    share = f"{100 * a / whole:.{rng.randint(0, 2)}f}"
    growth = f"{100 * a / (b + c):.{rng.randint(0, 2)}f}"
    numbers = {"n": whole, "m": b + c, "a": a, "b": b, "c": c}
    return {name: str(number) for name, number in numbers.items()} | {
        "pa": share,
        "ga": growth,
    }


def _laid_out(rng: random.Random, text: str) -> str:
    return LAYOUTS[rng.choice(_LAYOUTS)](text)
