"""Mistakes of GX403, GX404 and GX409: counts that do not agree with what stands beside them."""

from __future__ import annotations

import random
import re

from .frame import Planted, edited, plants, put

# A whole and three parts of it: what is between them stays.
_THREE = re.compile(
    r"((?:共计?)?\d+条)([^。增]{0,8}(?:其中|分别为)[^\d。]{2,16})(\d+)(条[^。]*?[^\d。])(\d+)条"
)
_ALL = re.compile(
    r"((?:共计?)?\d+条)((?:，分别为|，其中：机构职能类|，其中政策文件|。其中，公示公告类)[^。]*?)(\d+)(条)"
)
_SHARE = re.compile(r"(?<=条，)(占比?)(\d+)(?:\.(\d+))?%")
_GROWTH = re.compile(r"(?<=长)(\d+)(?:\.(\d+))?%")
_TITLES = re.compile(r"(《[^》]+》)(等文件)?(2项|3件)")
_COUNTED = re.compile(r"(?<=[》”])(?:2项|3个)(?=制度|专栏)")
_BEFORE = re.compile("3件(?=，分别为《)")
_POINTS = re.compile("存在的问题(?=：一是[^是。]*；二是[^是。]*。)")
_MEASURES = re.compile("改进措施(?=：一是[^是。]*；二是[^是。]*。)")


@plants("GX404")
def a_part_too_many(rng: random.Random, text: str) -> Planted | None:
    """A part that was counted again, so that the parts exceed their whole."""
    found = _THREE.search(text)
    if found is None:
        return None
    whole, between, part, rest, last = found.groups()
    if rng.random() < 0.5:
        part = str(_value(whole) - int(last) + rng.randint(1, 9))
    else:
        last = str(_value(whole) + rng.randint(1, 9))
    return put(text, found, f"⟦{whole}⟧{between}{part}{rest}{last}条", "GX409")


def _value(count: str) -> int:
    return int(count.strip("共计条"))


@plants("GX404")
def a_whole_of_last_year(rng: random.Random, text: str) -> Planted | None:
    """The whole stayed as it was when the parts became more: 共9条，其中…8条，…7条."""
    found = _THREE.search(text)
    if found is None:
        return None
    whole, between, part, rest, last = found.groups()
    less = rng.randint(1, int(part) + int(last) - 1)
    whole = whole.replace(str(_value(whole)), str(less))
    return put(text, found, f"⟦{whole}⟧{between}{part}{rest}{last}条", "GX409")


@plants("GX404")
def a_part_too_few(rng: random.Random, text: str) -> Planted | None:
    """A part of a list that claims to be all of the whole became less."""
    found = _ALL.search(text)
    if found is None:
        return None
    whole, between, part, unit = found.groups()
    less = int(part) - rng.randint(1, int(part))
    return put(text, found, f"⟦{whole}⟧{between}{less}{unit}", "GX409")


@plants("GX409")
def another_share(rng: random.Random, text: str) -> Planted | None:
    """A share of another number."""
    found = _SHARE.search(text)
    if found is None:
        return None
    return put(text, found, f"{found[1]}⟦{_another(rng, found[2], found[3])}%⟧")


@plants("GX409")
def another_growth(rng: random.Random, text: str) -> Planted | None:
    """A growth of another year."""
    found = _GROWTH.search(text)
    if found is None:
        return None
    return put(text, found, f"⟦{_another(rng, found[1], found[2])}%⟧")


def _another(rng: random.Random, whole: str, decimals: str | None) -> str:
    """A percentage that is off by more than its last digit."""
    value = int(whole) + rng.choice((-1, 1)) * rng.randint(2, 15)
    return f"{abs(value) or 30}" + (f".{decimals}" if decimals else "")


@plants("GX403")
def another_count(rng: random.Random, text: str) -> Planted | None:
    """The count of titles or columns that are named before it."""
    found = rng.choice(list(_COUNTED.finditer(text)) or [None])
    if found is None:
        return None
    wrong = rng.choice([n for n in (2, 3, 4) if str(n) != found[0][0]])
    return put(text, found, f"⟦{wrong}{found[0][1]}⟧")


@plants("GX403")
def a_title_added(rng: random.Random, text: str) -> Planted | None:
    """Titles that were added to a list whose count stayed."""
    found = _TITLES.search(text)
    if found is None:
        return None
    more = rng.sample(("《值守办法》", "《会务办法》", "《用车办法》"), rng.randint(1, 2))
    return put(text, found, "、".join([found[1], *more]) + (found[2] or "") + f"⟦{found[3]}⟧")


@plants("GX403")
def announced_before(rng: random.Random, text: str) -> Planted | None:
    """The count before the titles it announces."""
    found = _BEFORE.search(text)
    return None if found is None else put(text, found, f"⟦{rng.choice((2, 4, 5))}件⟧")


@plants("GX403")
def another_number_of_points(rng: random.Random, text: str) -> Planted | None:
    """三个问题 before 一是 and 二是."""
    found = _POINTS.search(text)
    return None if found is None else put(text, found, f"存在以下⟦{rng.choice('三四')}个问题⟧")


@plants("GX403")
def another_number_of_measures(rng: random.Random, text: str) -> Planted | None:
    """从以下三个方面改进 before （一） and （二）, or before 一是 and 二是."""
    found = _MEASURES.search(text)
    if found is not None:
        return put(text, found, f"从⟦{rng.choice('345')}个方面⟧改进")
    return edited(text, "以下三个方面改进", f"以下⟦{rng.choice('二四五')}个方面⟧改进")
