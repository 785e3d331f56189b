"""Mistakes of GX1: a list of contents that is wrong."""

from __future__ import annotations

import random
import re

from .frame import Planted, plants, put

_NUMBER = re.compile(r"(?<=事项)((?:等|共)?)([六6])(部分|个部分|项内容|个方面)")


@plants("GX114")
def another_number_of_parts(rng: random.Random, text: str) -> Planted | None:
    """``…等六部分组成`` becomes ``…等五部分组成``."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    before, number, words = found.groups()
    other = rng.choice("五七" if number == "六" else "57")
    return put(text, found, f"{before}⟦{other}{words}⟧")
