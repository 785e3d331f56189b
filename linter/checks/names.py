"""Names of organs: their place, their office, and whether two of them can be one organ's."""

from __future__ import annotations

from functools import lru_cache

from ..records import NamedTuple
from ..text import is_subsequence, lazy_pattern

# What follows a place may begin with a level's word itself (临江市市场监督管理局), and a place may
# have one inside (景德镇市).
_PLACES = lazy_pattern(
    r"(?:[^\W\d_a-zA-Z]{2,7}?(?:自治[县旗州区]|[镇乡州县](?!市(?![场政容中])|区)|[省市区旗盟]|街道))+"
)
# What an organ's name ends with that can be compared: no teams, stations, companies.
_END = lazy_pattern(r"(?:局|厅|委员会|委|政府|办事处|街道|[县区市旗镇乡]|办公室|办公厅)$")
_OFFICE_END = lazy_pattern(r"(?:局|厅|委员会|委|办公室|办公厅|办)$")
# Their place is not in their name, or not their own.
_NO_PLACE = lazy_pattern(
    r"分局|管委会|管理委员会$|开发区|高新|园区|新区|^国家|^中国|^中共|党|[、（(]"
)
_GOVERNMENT = lazy_pattern(r"(?:人民)?(?:政府)?(?:办公[室厅]|办事处)?$")
_RANKS = {"省": 4} | dict.fromkeys("市州盟", 3) | dict.fromkeys("县区旗", 2)
_LOWEST = 1  # 镇, 乡, 街道


class Name(NamedTuple):
    """A name in its parts: ``临江市云溪县`` and ``水利局``; a government's office is empty.

    ``level`` is the last place's own word, ``rank`` its height: 4 省 to 1 镇.
    """

    whole: str
    place: str
    office: str
    level: str
    rank: int


@lru_cache(maxsize=64)
def parsed(name: str) -> Name | None:
    """The parts of a name; None for one that says too little of its place or what it is."""
    places = _PLACES.match(name)
    if places is None or not _END.search(name) or _NO_PLACE.search(name):
        return None
    place = places.group()
    office = name[len(place) :]
    level = "街道" if place.endswith("街道") else place[-1]
    rank = _RANKS.get(level, _LOWEST)
    return Name(name, place, "" if _GOVERNMENT.fullmatch(office) else office, level, rank)


def may_be_one(first: str, second: str) -> bool:
    """Whether all of one name is in the other, in its order: ``市民委`` and
    ``临江市民族事务委员会``."""
    return is_subsequence(*sorted((first, second), key=len))


def certainly_other(name: str, organ: str) -> bool:
    """Whether a name can be no other name of an organ, nor that of one that may speak for it.

    A higher government may speak for any organ, a government's departments for the government.
    """
    if may_be_one(name, organ):
        return False
    one, own = parsed(name), parsed(organ)
    if one is None or own is None:
        return False
    elsewhere = not (one.place.endswith(own.place[-3:]) or own.place.endswith(one.place[-3:]))
    if not one.office:
        return one.rank <= own.rank and elsewhere and not _holds(own, one)
    if not own.office:
        return one.rank <= own.rank and elsewhere
    return elsewhere or not _same_work(_core(one), _core(own))


def _holds(own: Name, one: Name) -> bool:
    """Whether a place is one of those in an organ's name."""
    return one.place in own.whole or own.place in one.place


def _same_work(first: str, second: str) -> bool:
    """Whether one office has all that the other is for: ``文体旅``, ``文化旅游体育``."""
    short, long = sorted((first, second), key=len)
    return set(short) <= set(long)


def _core(name: Name) -> str:
    """What an office is for: ``水利``; renaming a 局 a 委 makes no other organ of it."""
    return _OFFICE_END.sub("", name.office)
