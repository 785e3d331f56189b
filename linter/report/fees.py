"""What the text says of the fee for processing information (信息处理费)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from ..compiled import compile_pattern
from ..records import NamedTuple
from ..text import lazy_pattern
from .model import AnnualReport

_BEFORE, _AFTER = 48, 60  # characters of its sentence that are looked at around a noun
_AROUND = 8  # characters around a noun that say what kind of charge it is
_FEE = "费"
_LONGEST_NOUN = 11  # characters up to that one: 政府信息公开信息处理费
_STOP = lazy_pattern(r"[。；;！？!?\n]")
_COMMA = lazy_pattern(r"[，,]")
_CLAUSE = lazy_pattern(r"[，,。；;！？!?\n]")
_YEAR = lazy_pattern(r"(20\d\d)(?<![\d与比较同]20\d\d)年")  # no year that it is compared with


class FeeStatement(NamedTuple):
    """What a place says of the fee. ``amount`` is in 元: 0 where none was charged, None where
    only some were let off or nothing more is said; ``partial`` says that it is about a part of
    the applications or another year."""

    start: int
    end: int
    amount: Decimal | None
    partial: bool


@lru_cache(maxsize=4)
def _patterns(entries: tuple[tuple[str, str], ...]) -> dict[str, re.Pattern[str]]:
    by_role: dict[str, list[str]] = {}
    for role, pattern in entries:
        closed = rf"(?:{pattern})\Z" if role.endswith("_before") else pattern
        by_role.setdefault(role, []).append(closed)
    return {
        role: compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns))
        for role, patterns in by_role.items()
    }


def find_fees(report: AnnualReport, entries: tuple[tuple[str, str], ...]) -> list[FeeStatement]:
    """Every statement, in the order of the text; ``entries`` are roles and their patterns."""
    text = report.prose.text
    if _FEE not in text:
        return []
    patterns = _patterns(entries)
    found: list[FeeStatement] = []
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
) -> FeeStatement | None:
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
        return FeeStatement(before.start(), end, Decimal(0), partial)
    if before := patterns["exempt_before"].search(text, clause, start):
        return FeeStatement(before.start(), end, None, partial)
    if before := patterns["amount_before"].search(text, clause, start):
        return FeeStatement(before.start(), end, _amount(before), partial)
    for role in ("none_after", "amount_after", "count_after"):
        if after := patterns[role].match(text, end, limit):
            value = Decimal(0) if role == "none_after" else _amount(after)
            amount = None if role == "count_after" and value else value
            # A statement below its heading is marked without the line break before it.
            return FeeStatement(
                start, end if "\n" in after.group() else after.end(), amount, partial
            )
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
