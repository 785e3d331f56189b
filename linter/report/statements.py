"""What the text states in numbers, as facts that can be held against the tables.

Sentence by sentence: a number is a statement where the words before or behind it say what it
counts; that there was none is one without a number. What is not certain (a part, a comparison, a
kind of applicant, a channel) is no statement. The wordings are data (``rules/lexicons/``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..numerals import NumberMatch, find_numbers
from ..records import NamedTuple
from ..text import lazy_pattern
from .model import AnnualReport, Passage, Scope, Statement
from .scopes import Sentence, scope_of
from .wordings import Wording, Wordings

_SENTENCE = lazy_pattern(r"[^。；;！!？?\n]+")
_LONGEST = 800  # characters: what is longer is no sentence
_BEFORE = 80  # characters before a number that may say what it counts
_REMEMBERED = 20  # statements that a sentence may go on with
_CLAUSE_MARKS = "，,：:（("
_SHARE = ("其中", "包括")
_NEARLY = "近约逾超过大概"
_ZERO = Decimal(0)
FEE_KEY = "other_matters.processing_fee.amount"


class _Found(NamedTuple):
    """A wording in a sentence: its place, and that of the number with its unit, if it has one."""

    start: int
    end: int
    number: tuple[int, int] | None
    wording: Wording
    named: Mapping[str, str | None]
    value: Decimal
    unit: str
    approximate: bool


def find_statements(report: AnnualReport, wordings: Wordings) -> tuple[Statement, ...]:
    """Every statement in the text of a report, in its order."""
    found = list(_fees(report))
    for passage in _passages(report, wordings):
        found += _in_passage(report, wordings, passage)
    return tuple(sorted(found, key=lambda statement: statement.span))


def _passages(report: AnnualReport, wordings: Wordings) -> list[Passage]:
    """The paragraphs that have an anchor."""
    text, found = report.prose.text, {}
    for anchor in wordings.anchors:
        at = text.find(anchor)
        while at >= 0:
            passage = report.passage_at(at)
            if passage is None:
                break
            if passage.kind == "text":
                found[passage.start] = passage
            at = text.find(anchor, max(at + 1, passage.end))
    return [found[start] for start in sorted(found)]


def _fees(report: AnnualReport) -> Iterator[Statement]:
    """What is said of the processing fee, in 元."""
    for fee in report.fees:
        passage = report.passage_at(fee.start)
        if fee.amount is not None and passage is not None:
            yield Statement(
                FEE_KEY,
                fee.amount,
                False,
                "元",
                "uncertain" if fee.partial else "report",
                report.prose.span(fee.start, fee.end),
                None,
                report.prose.text[fee.start : fee.end],
                passage.section,
            )


def _in_passage(report: AnnualReport, wordings: Wordings, passage: Passage) -> list[Statement]:
    """The statements of a paragraph.

    Where a sentence counts one thing twice, or a paragraph one kind of answer, those are parts.
    """
    found: list[Statement] = []
    text = report.prose.text
    needed = wordings.needed_in(text[passage.start : passage.end])
    for match in _SENTENCE.finditer(text, passage.start, passage.end) if needed else ():
        if match.end() - match.start() > _LONGEST:
            continue
        sentence = Sentence(report, wordings, passage, match.start(), match.group())
        new: list[Statement] = []
        for one in _wordings_in(sentence.text, wordings, needed):
            before = [*found[-_REMEMBERED:], *new]
            if _is_said(one, sentence, before):
                new += _statements(one, sentence, before)
        found += _without_parts(new)
    return _without_parts(found, ".results.")


def _without_parts(statements: list[Statement], kind: str = "") -> list[Statement]:
    """The statements but for those of a kind that give several numbers for one thing."""
    if len(statements) < 2:
        return statements
    said: dict[tuple[str, Scope], set[Decimal]] = {}
    for one in statements:
        said.setdefault((one.key, one.scope), set()).add(one.value)
    return [s for s in statements if kind not in s.key or len(said[s.key, s.scope]) == 1]


def _wordings_in(sentence: str, wordings: Wordings, known: frozenset[str]) -> list[_Found]:
    """The wordings in a sentence, in its order; ``known`` are the pieces of its paragraph that
    wordings need."""
    needed = wordings.needed_in(sentence, known)
    if not needed:
        return []
    found: list[_Found] = []
    if any(map(sentence.__contains__, wordings.denials)):
        found += _none_in(sentence, wordings.possible("none", needed))
    numbers = [
        number
        for number in find_numbers(sentence)
        if not number.ordinal and number.unit in wordings.units
    ]
    if numbers:
        before = wordings.possible("before", needed)
        after = wordings.possible("after", needed)
        counted = (_counted(sentence, number, before, after) for number in numbers)
        found += [one for one in counted if one is not None]
    return sorted(found, key=lambda one: one.start)


def _none_in(sentence: str, wordings: Sequence[Wording]) -> Iterator[_Found]:
    """What is said not to have been."""
    reached = 0
    for wording in wordings:
        for match in wording.find(sentence):
            if match.start >= reached:
                reached = match.end
                yield _Found(match.start, match.end, None, wording, match.named, _ZERO, "", False)


def _counted(
    sentence: str, number: NumberMatch, before: Sequence[Wording], after: Sequence[Wording]
) -> _Found | None:
    """What a number counts."""
    start, end = number.start, number.unit_end
    offset = max(0, start - _BEFORE)
    lead = sentence[offset:start]
    if number.approximate:
        lead = lead.rstrip(_NEARLY)
    said = number.value, number.unit, number.approximate
    for wording in before:
        if match := wording.before(lead):
            begun = offset + match.start
            return _Found(begun, end, (start, end), wording, match.named, *said)
    for wording in after:
        if match := wording.after(sentence, start, end):
            return _Found(match.start, match.end, (start, end), wording, match.named, *said)
    return None


def _is_said(one: _Found, sentence: Sentence, before: Sequence[Statement]) -> bool:
    """Whether a wording says what it seems to: it is about disclosure, and about no part."""
    wording, wordings = one.wording, sentence.wordings
    table = wording.key.partition(".")[0]
    families = (table, "requests.") if wording.linked else (table,)
    follows = any(statement.key.startswith(families) for statement in before)
    if wording.follows and not follows:
        return False
    if wording.linked and not any(link in sentence.text for link in wordings.links):
        about_others = any(word in sentence.text for word in wordings.unlinked)
        if about_others or not (follows or sentence.passage.section == table):
            return False
    return _in_its_year(one, sentence.report.year) and not _is_part(one, sentence.text, wordings)


def _in_its_year(one: _Found, year: int | None) -> bool:
    """Whether the years that a wording itself names are the right ones: 2023年结转, 结转2025年."""
    return all(
        year is not None and int(written) == year + shift
        for name, shift in (("last", -1), ("this", 0), ("next", 1))
        if (written := one.named.get(name))
    )


def _is_part(one: _Found, sentence: str, wordings: Wordings) -> bool:
    """Whether its clause says that it is about a part, or compares."""
    start = max(sentence.rfind(mark, 0, one.start) for mark in _CLAUSE_MARKS) + 1
    clause = sentence[start : one.end]
    if one.wording.whole and sentence[: max(0, start - 1)].endswith(_SHARE):
        return True
    roles = ("part", "share") if one.wording.whole else ("part",)
    return any(
        part.is_in(clause)
        for role in roles
        for part in wordings.of(role)
        if one.wording.key.startswith(part.about)
    )


def _statements(
    one: _Found, sentence: Sentence, before: Sequence[Statement]
) -> Iterator[Statement]:
    """The statement or, where one number is said of several things, statements."""
    prose, offset = sentence.report.prose, sentence.start
    start, end = offset + one.start, offset + one.end
    number = one.number and prose.span(offset + one.number[0], offset + one.number[1])
    scope = scope_of(sentence, start, end, before)
    for key in _keys(one, prose.text[start:end]):
        yield Statement(
            key,
            one.value,
            one.approximate,
            one.unit,
            scope,
            prose.span(start, end),
            number,
            prose.text[start:end],
            sentence.passage.section,
        )


def _keys(one: _Found, said: str) -> list[str]:
    """The keys that a number is said of: where there was none, of all that are named."""
    keys = one.wording.keys
    if keys and (one.value == 0 or one.named.get("each")):
        return [key for word, key in keys.items() if word in said]
    return [one.wording.key]
