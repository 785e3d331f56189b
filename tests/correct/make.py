"""Correct reports put together from the wordings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ..samples import correct_report
from . import endings, openings, overviews
from .openings import ORGANS, Organ

YEARS = (2021, 2022, 2023, 2024)
OLD_YEARS = (2019, 2020)
_DIGITS = "〇一二三四五六七八九"


class Choice(NamedTuple):
    """The numbers of the wordings that a report is made of; beyond the last they begin anew."""

    organ: Organ = ORGANS[0]
    year: int = 2024
    title: int = 0
    basis: int = 0
    contents: int = 0
    period: int = 0
    contact: int = 0
    headings: int = 0
    general: int = 0
    style: int = 0
    active: int = 0
    requests: int = 0
    managed: int = 0
    platforms: int = 0
    supervised: int = 0
    government: int = 0
    problems: int = 0
    others: int = 0
    sign_off: int = 0
    sign: int = 0


WORDINGS: dict[str, Sequence[object]] = {
    "title": openings.TITLES,
    "basis": openings.BASES,
    "contents": openings.CONTENTS,
    "period": openings.PERIODS,
    "contact": openings.CONTACTS,
    "headings": openings.HEADINGS,
    "general": overviews.GENERAL,
    "style": overviews.STYLES,
    "active": overviews.ACTIVE,
    "managed": overviews.MANAGED,
    "platforms": overviews.PLATFORMS,
    "supervised": overviews.SUPERVISED,
    "government": overviews.GOVERNMENT,
    "problems": endings.PROBLEMS,
    "others": endings.OTHERS,
    "sign_off": openings.SIGN_OFFS,
}


def each_wording() -> Iterator[Choice]:
    """Every wording at least once, in a report that is plain otherwise; every organ, every year."""
    for number, organ in enumerate(ORGANS):
        yield Choice(organ, YEARS[number % len(YEARS)], government=number)
    for part, wordings in WORDINGS.items():
        for number in range(len(wordings)):
            kind = "government" if part == "government" else "department"
            organ = next(one for one in ORGANS if one.kind == kind)
            wording: dict[str, Any] = {part: number}
            yield Choice(organ)._replace(**wording)
    for number in range(max(len(overviews.REQUESTS), len(overviews.NONE))):
        yield Choice(ORGANS[0], requests=number)
        yield Choice(ORGANS[14], requests=number)


def wording(choice: Choice) -> str:
    """What of a choice is not the plain one: ``period=7``."""
    plain = Choice()
    return " ".join(
        f"{part}={value.name if isinstance(value, Organ) else value}"
        for part, value in choice._asdict().items()
        if value != getattr(plain, part)
    )


def mixed(count: int, seed: int, years: Sequence[int] = YEARS) -> Iterator[Choice]:
    """Reports of wordings drawn at random, the same ones for the same seed; those of the format
    of 2019 are departments'."""
    draw = random.Random(seed)
    organs = [one for one in ORGANS if one.kind == "department" or min(years) > OLD_YEARS[-1]]
    for _ in range(count):
        numbers = {part: draw.randrange(len(wordings)) for part, wordings in WORDINGS.items()}
        yield Choice(
            draw.choice(organs),
            draw.choice(years),
            **numbers,
            requests=draw.randrange(30),
            sign=draw.randrange(4),
        )


class Instead(NamedTuple):
    """What a report has instead of the fixed numbers: tables, sentences about them, their words.

    ``active``, ``requests`` and ``problems`` stand instead of the choice's where they are there.
    """

    tables: tuple[str, str, str]
    active: str = ""
    requests: str = ""
    problems: str = ""
    words: Mapping[str, str] = {}


def report(choice: Choice, instead: Instead | None = None) -> str:
    """The report of a choice, with its own numbers or with others."""
    organ, year = choice.organ, choice.year
    words = {
        "organ": organ.name,
        "me": organ.me,
        "place": organ.place,
        "y": str(year),
        "last": str(year - 1),
        "next": str(year + 1),
        "next_cn": "".join(_DIGITS[int(digit)] for digit in str(year + 1)[2:]),
        "sign": organ.signs[choice.sign % len(organ.signs)] if organ.signs else organ.name,
    }
    words |= instead.words if instead else {}
    headings = openings.HEADINGS[choice.headings]
    tables = instead.tables if instead else tables_of(choice)
    old = year in OLD_YEARS
    others = endings.OLD_OTHERS if old else endings.OTHERS
    bases = openings.OLD_BASES if old else openings.BASES
    contents = openings.OLD_CONTENTS if old else openings.CONTENTS
    preamble = "".join(
        text
        for text in (
            bases[choice.basis % len(bases)],
            contents[choice.contents % len(contents)],
            openings.PERIODS[choice.period],
            openings.CONTACTS[choice.contact],
        )
    )
    parts = [
        openings.TITLES[choice.title],
        preamble,
        headings[0],
        *_overview(choice, instead),
        headings[1],
        tables[0],
        headings[2],
        tables[1],
        headings[3],
        tables[2],
        headings[4],
        (instead and instead.problems) or endings.PROBLEMS[choice.problems],
        headings[5],
        others[choice.others % len(others)],
        openings.SIGN_OFFS[choice.sign_off],
    ]
    text = "\n\n".join(part for part in parts if part)
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text + "\n"


def _overview(choice: Choice, instead: Instead | None) -> list[str]:
    applications: Sequence[str] = (
        overviews.REQUESTS if has_requests(choice.organ) else overviews.NONE
    )
    if choice.year in OLD_YEARS:
        applications = overviews.OLD_REQUESTS
    last = overviews.SUPERVISED[choice.supervised % len(overviews.SUPERVISED)]
    if choice.organ.kind in ("township", "government"):
        last += overviews.GOVERNMENT[choice.government % len(overviews.GOVERNMENT)]
    texts = (
        (instead and instead.active) or overviews.ACTIVE[choice.active],
        (instead and instead.requests) or applications[choice.requests % len(applications)],
        overviews.MANAGED[choice.managed % len(overviews.MANAGED)],
        overviews.PLATFORMS[choice.platforms],
        last,
    )
    style = _style(choice)
    aspects = [
        f"{style.number.replace('#', digit)}{name}{style.mark}{text}"
        for digit, name, text in zip(style.digits, style.names, texts, strict=True)
    ]
    general = overviews.GENERAL[choice.general % len(overviews.GENERAL)]
    if aspects[0].startswith("一是"):
        return [general + "".join(aspects)]
    return [general, *aspects]


def _style(choice: Choice) -> overviews.Style:
    """The aspects' style; sections numbered （一） have aspects numbered 1."""
    below = openings.HEADINGS[choice.headings][0].startswith("（")
    return overviews.STYLES[2 + choice.style % 2 if below else choice.style]


def has_requests(organ: Organ) -> bool:
    """Whether the tables of an organ have any applications in them."""
    return organ.kind in ("department", "government")


def tables_of(choice: Choice) -> tuple[str, str, str]:
    """The three tables: of the department's report or, with nothing in them, the township's."""
    base = "department-2024" if has_requests(choice.organ) else "township-2024"
    text = correct_report("department-2020" if choice.year in OLD_YEARS else base)
    begins = [text.index(heading + "\n") for heading in openings.HEADINGS[0][1:5]]
    cut = [text[a:b].split("\n", 1)[1].strip("\n") for a, b in pairwise(begins)]
    return cut[0], cut[1], cut[2]
