"""Mistakes that show beside last year's report: GX406, GX407, GX408."""

from __future__ import annotations

import random
import re

from .frame import Planted, plants_pairs
from .reports import Pair

_ROW = r"(?m)^{}\t+((?:\d+\t){{6}}\d+)$"
_NEW, _IN = (
    _ROW.format("一、本年新收政府信息公开申请数量"),
    _ROW.format("二、上年结转政府信息公开申请数量"),
)
_DOCUMENTS = re.compile(r"(?m)^行政规范性文件\t(\d+)\t(\d+)\t(\d+)$")


@plants_pairs("GX406")
def more_carried_in(rng: random.Random, pair: Pair) -> Planted | None:
    """One more carried in and one fewer new: the sums hold, last year's number does not."""
    new, carried = re.search(_NEW, pair.text), re.search(_IN, pair.text)
    assert new is not None
    assert carried is not None
    numbers = [int(number) for number in new.group(1).split("\t")]
    columns = [at for at, number in enumerate(numbers[:6]) if number]
    if not columns:
        return None
    at = rng.choice(columns)
    before = [int(number) for number in carried.group(1).split("\t")]
    for index, one in ((at, 1), (6, 1)):
        numbers[index] -= one
        before[index] += one
    told = [str(number) for number in before]
    told[at] = f"⟦{told[at]}⟧"
    text = pair.text
    text = text[: carried.start(1)] + "\t".join(told) + text[carried.end(1) :]
    text = text[: new.start(1)] + "\t".join(map(str, numbers)) + text[new.end(1) :]
    return _planted(pair, text)


@plants_pairs("GX407")
def another_stock(rng: random.Random, pair: Pair) -> Planted | None:
    """Documents in force that are some more or fewer than they should be."""
    found = _DOCUMENTS.search(pair.text)
    assert found is not None
    issued, _, in_force = (int(number) for number in found.groups())
    other = in_force + rng.choice((-2, -1, 1, 3, 10))
    if other < issued:  # that is GX312's
        return None
    return _planted(pair, f"{pair.text[: found.start(3)]}⟦{other}⟧{pair.text[found.end(3) :]}")


@plants_pairs("GX408")
def last_years_problems(rng: random.Random, pair: Pair) -> Planted:
    """Section five taken from last year's report, its years put right."""
    return _planted(pair, pair.copied)


def _planted(pair: Pair, text: str) -> Planted:
    # The text speaks of the same numbers, and may be found to differ from the table now.
    return Planted(text, frozenset({"GX401", "GX410", "GX411"}), pair.previous)
