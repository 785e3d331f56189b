"""GX6: the fee statement: whether it is there, where it stands, and whether it agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from ..report.model import AnnualReport, Section
from ..text import lazy_pattern
from .hit import Hit, Params, RelatedHit
from .patterns import any_of

_BEFORE, _AFTER = 48, 60  # characters of its sentence that are looked at around a noun
_AROUND = 8  # characters around a noun that say what kind of charge it is
_FEE = "费"
_LONGEST_NOUN = 11  # characters up to that one: 政府信息公开信息处理费
_STOP = lazy_pattern(r"[。；;！？!?\n]")
_COMMA = lazy_pattern(r"[，,]")
_CLAUSE = lazy_pattern(r"[，,。；;！？!?\n]")
_YEAR = lazy_pattern(r"(?<![\d与比较同])(20\d\d)年")  # no year that it is compared with


class Statement(NamedTuple):
    """What a place says of the fee. ``amount`` is in 元: 0 where none was charged, None where
    only some were let off or nothing more is said; ``partial`` says that it is about a part of
    the applications or another year."""

    start: int
    end: int
    amount: Decimal | None
    partial: bool


def statement_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A section in which something must be stated, and nowhere in the report is.

    ``section`` is the section's key, ``entries`` the lexicon of how it is stated. A section that
    is not there is said to be missing, and no more. The message is given ``title``.
    """
    section = report.section(params["section"])
    if section is not None and not find_statements(report, params["entries"]):
        yield Hit(section.span, {"title": section.title})


def statement_placed(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """What is stated, but not in the section it belongs to: ``section``, ``entries`` as above.

    The message is given ``text`` (the statement) and ``title`` (the section's).
    """
    section = report.section(params["section"])
    found = find_statements(report, params["entries"])
    if section is None or not found or any(_stands_in(report, s, section) for s in found):
        return
    if section.start == section.end:
        return  # that the section is empty says it already
    first = found[0]
    text = report.prose.text[first.start : first.end]
    yield Hit(
        report.prose.span(first.start, first.end),
        {"text": text, "title": section.title},
        related=(RelatedHit(section.span, params={"title": section.title}),),
    )


def statement_agrees(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Nothing charged in one place, an amount in another: the later one is marked.

    Statements about a part of the applications or another year contradict none. The message is
    given ``text`` and ``other``.
    """
    found = [s for s in find_statements(report, params["entries"]) if not s.partial]
    charged = [s for s in found if s.amount]
    free = [s for s in found if s.amount == 0]
    if not charged or not free:
        return
    first, second = sorted((charged[0], free[0]))
    prose = report.prose
    if not _STOP.search(prose.text, first.end, second.start):
        return  # one sentence that tells them apart
    yield Hit(
        prose.span(second.start, second.end),
        {
            "text": prose.text[second.start : second.end],
            "other": prose.text[first.start : first.end],
        },
        related=(
            RelatedHit(
                prose.span(first.start, first.end),
                params={"text": prose.text[first.start : first.end]},
            ),
        ),
    )


def _stands_in(report: AnnualReport, statement: Statement, section: Section) -> bool:
    passage = report.passage_at(statement.start)
    return passage is not None and passage.section == section.key


@lru_cache(maxsize=4)
def _patterns(entries: tuple[tuple[str, str], ...]) -> dict[str, re.Pattern[str]]:
    by_role: dict[str, list[str]] = {}
    for role, pattern in entries:
        closed = rf"(?:{pattern})\Z" if role.endswith("_before") else pattern
        by_role.setdefault(role, []).append(closed)
    return {role: any_of(patterns) for role, patterns in by_role.items()}


def find_statements(report: AnnualReport, entries: Sequence[Mapping[str, Any]]) -> list[Statement]:
    """Every statement, in the order of the text."""
    text = report.prose.text
    if _FEE not in text:
        return []
    patterns = _patterns(tuple([(entry["role"], entry["pattern"]) for entry in entries]))
    found: list[Statement] = []
    for noun in _nouns(text, patterns["noun"]):
        start = _last(_CLAUSE, text, max(0, noun.start() - _AROUND), noun.start())
        stop = _CLAUSE.search(text, noun.end(), noun.end() + _AROUND)
        around = text[start : stop.start() if stop else noun.end() + _AROUND]
        if not patterns["other"].search(around):
            statement = _stated(text, noun, patterns, report.year)
            if statement is not None and (not found or statement.start >= found[-1].end):
                found.append(statement)
    return found


def _nouns(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What is charged, wherever it is named: looked for around its character only."""
    at, reached = text.find(_FEE), 0
    while at >= 0:
        noun = pattern.search(text, max(reached, at - _LONGEST_NOUN), at + 2)
        if noun is not None and noun.end() > at:
            reached = noun.end()
            yield noun
        at = text.find(_FEE, max(at + 1, reached))


def _stated(
    text: str, noun: re.Match[str], patterns: Mapping[str, re.Pattern[str]], year: int | None
) -> Statement | None:
    """What is stated around a noun; None where nothing is."""
    start, end = noun.span()
    sentence = _last(_STOP, text, max(0, start - _BEFORE), start)
    clause = _last(_COMMA, text, sentence, start)
    limit = end + _AFTER
    stop = _STOP.search(text, end, limit)
    whole = text[sentence : stop.start() if stop else limit]
    partial = bool(patterns["partial"].search(whole)) or _of_another_year(
        text[sentence:end], whole, year
    )
    if before := patterns["none_before"].search(text, clause, start):
        return Statement(before.start(), end, Decimal(0), partial)
    if before := patterns["exempt_before"].search(text, clause, start):
        return Statement(before.start(), end, None, partial)
    if before := patterns["amount_before"].search(text, clause, start):
        return Statement(before.start(), end, _amount(before), partial)
    for role in ("none_after", "amount_after", "count_after"):
        if after := patterns[role].match(text, end, limit):
            value = Decimal(0) if role == "none_after" else _amount(after)
            amount = None if role == "count_after" and value else value
            # A statement below its heading is marked without the line break before it.
            return Statement(start, end if "\n" in after.group() else after.end(), amount, partial)
    return None


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Behind the last match between two offsets; the first offset where there is none."""
    last = start
    for match in pattern.finditer(text, start, end):
        last = match.end()
    return last


def _amount(match: re.Match[str]) -> Decimal:
    value = Decimal(match["amount"].replace(",", ""))
    return value * 10000 if match.groupdict().get("unit") == "万元" else value


def _of_another_year(before: str, sentence: str, year: int | None) -> bool:
    """Whether a noun's year is not the report's: the last one named before it, else any."""
    years = _YEAR.findall(before)[-1:] or _YEAR.findall(sentence)
    return year is not None and bool(years) and str(year) not in years
