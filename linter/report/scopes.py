"""Whom and when a statement of the text is about."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import NamedTuple
from ..text import lazy_pattern
from .model import AnnualReport, Passage, Scope, Statement
from .wordings import Wordings

# The lookbehinds stand behind the digits so that the search can jump from one 20 to the next.
_YEAR = lazy_pattern(
    r"(20\d\d)(?<![\d〔\[（(第]20\d\d)(?<!结转20\d\d)(?<!结转[至到入]20\d\d)年"
    r"(?!度?(?:收到[，,、]?)?结转)"
)
_LOOK_BACK = 800  # characters of a paragraph before a sentence
_OFFICES = ("办公室", "办公厅")
_COMPARED = ("较", "比", "与", "同", "和", "去年")
_RANGE = ("年至", "年到", "年-", "年—", "年～", "年~")
_CLAUSE_END = lazy_pattern(r"[，,；）)]")


class Sentence(NamedTuple):
    """A sentence of a paragraph: its offset in the prose and its text."""

    report: AnnualReport
    wordings: Wordings
    passage: Passage
    start: int
    text: str


def scope_of(sentence: Sentence, start: int, end: int, before: Sequence[Statement]) -> Scope:
    """The scope of a statement at ``start`` to ``end`` of the prose; ``before`` are the last
    statements of the paragraph so far.

    Where its own sentence says nothing, it goes on with what the one before it was about.
    """
    report, wordings = sentence.report, sentence.wordings
    text = report.prose.text
    year = _year_named(text, sentence.start, start)
    if year not in (None, report.year) or _is_named(wordings, "period", text[sentence.start : end]):
        return "period"
    if _is_named(wordings, "doubt", sentence.text):
        return "uncertain"
    government = report.profile == "government" and not (report.organ or "").endswith(_OFFICES)
    # A government's paragraph is about all of it, or about its office, from its first sentence on.
    look_back = _LOOK_BACK if government else 0
    opened = max(sentence.passage.start, sentence.start - look_back)
    if place := _place_named(wordings, text[opened:end], government):
        return place
    return before[-1].scope if before and year is None else "report"


def _is_named(wordings: Wordings, role: str, text: str) -> bool:
    return any(word.is_in(text) for word in wordings.of(role))


def _place_named(wordings: Wordings, text: str, government: bool) -> Scope | None:
    """What more or less than the organ a text names last, if anything."""
    scopes: tuple[Scope, ...] = ("area", "office") if government else ("area",)
    last, named = -1, None
    for scope in scopes:
        for word in wordings.of(scope):
            at = word.last_in(text)
            if at > last:
                last, named = at, scope
    return named


def _year_named(text: str, sentence: int, start: int) -> int | None:
    """The year that a sentence has named last before an offset; one that it only compares with
    counts to the end of its clause."""
    for match in reversed(list(_YEAR.finditer(text, sentence, start))):
        lead = text[max(sentence, match.start() - 2) : match.start()]
        if lead.endswith(_RANGE):
            continue  # of several years, the first is another one
        compared = lead.endswith(_COMPARED)
        if not compared or not _CLAUSE_END.search(text, match.end(), start):
            return int(match[1])
    return None
