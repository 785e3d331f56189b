"""GX4: what the text states, against the tables and against itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..records import NamedTuple
from ..report.model import AnnualReport, Fact, FactState, ReportTable, Statement
from ..report.places import row_name
from ..text import Span
from .cells import part_of, plain
from .hit import Hit, Params, RelatedHit
from .identities import doubtful_cells

_ALL = "*"
_ZERO = Decimal(0)
_NUMBERS = frozenset({FactState.NUMBER})


class _Term(NamedTuple):
    """Cells of a table that are added up: one, or all of a kind; ``label`` names them."""

    label: str
    facts: tuple[Fact, ...]
    value: Decimal


_Reading = tuple[_Term, ...]  # what a statement may mean: the sum of these


def text_agrees(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Statements about a table (``about``: its key) that no reading of it agrees with.

    What is said of a wider area cannot be less than the table, what is said of one office not
    more; with ``offices`` a government's text may be about its own office wherever it does not
    say. The same mistake in several places is one finding at the first. The message is given
    ``text``, ``cells`` and the table's ``part`` and ``number``.
    """
    table = report.tables.get(params["about"])
    if table is None or report.wordings is None:
        return
    offices = params.get("offices", False) and report.profile == "government"
    wrong: dict[tuple[Span, Decimal], list[Statement]] = {}
    readings: dict[Span, list[_Reading]] = {}
    for statement in report.statements:
        if statement.key.startswith(params["about"]) and _is_exact(statement):
            values = _values(report, table, statement)
            if values and _contradicts(statement, values, offices):
                found = _readings(report, table, statement)
                span = found[0][0].facts[0].span
                wrong.setdefault((span, statement.value), []).append(statement)
                readings[span] = found
    doubtful = doubtful_cells(report, table) if wrong else frozenset()
    for (span, _), statements in wrong.items():
        if not _is_doubtful(table, readings[span], doubtful):
            yield _hit(table, readings[span], statements)


def is_contradicted(report: AnnualReport, span: Span) -> bool:
    """Whether a table says that a number of the text is wrong: then nothing else need be said."""
    hits = (hit for about in report.tables for hit in text_agrees(report, {"about": about}))
    places = (place for hit in hits for place in (hit.span, *(r.span for r in hit.related)))
    return any(place.start < span.end and span.start < place.end for place in places)


def statements_agree(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Two numbers of the text for the same thing where no table tells which of them is right.

    ``zero_elsewhere`` are keys for which another rule holds a number against nothing. What can be
    read in two ways is not judged. The later place is marked. The message is given ``text`` and
    ``other``.
    """
    first: dict[str, Statement] = {}
    said = set()
    for statement in report.statements:
        key = statement.key
        if key in said or not _is_alone(report, statement, params["zero_elsewhere"]):
            continue
        other = first.setdefault(key, statement)
        if other.value != statement.value and _same_unit(statement, other):
            said.add(key)
            yield Hit(
                _marked(statement),
                {"text": statement.text, "other": other.text},
                related=(RelatedHit(_marked(other), params={"text": other.text}),),
            )


def _is_alone(report: AnnualReport, statement: Statement, zero_elsewhere: Sequence[str]) -> bool:
    """Whether a statement is exact, and no table and no other rule judges it."""
    if statement.scope != "report" or statement.approximate or report.wordings is None:
        return False
    if statement.value == 0 and statement.key in zero_elsewhere:
        return False
    if len(report.wordings.readings.get(statement.key, ())) > 1:
        return False
    table = report.tables.get(statement.key.partition(".")[0])
    return table is None or not _values(report, table, statement)


def _same_unit(one: Statement, other: Statement) -> bool:
    return one.unit == other.unit or not (one.unit and other.unit)


def _is_exact(statement: Statement) -> bool:
    """Whether a statement gives a number that holds for the report year."""
    return not statement.approximate and statement.scope not in ("period", "uncertain")


def _values(report: AnnualReport, table: ReportTable, statement: Statement) -> list[Decimal]:
    """The numbers of the table that a statement may mean; nothing where any of its cells is no
    certain number: then the table cannot say that the text is wrong."""
    assert report.wordings is not None
    values = []
    for keys in report.wordings.readings.get(statement.key, ()):
        total = _ZERO
        for key in keys:
            numbers = [_number(table, cell) for cell in _cells(table, key)]
            if not numbers or None in numbers:
                return []
            total = sum(filter(None, numbers), total)
        values.append(total)
    return values


def _cells(table: ReportTable, key: str) -> Sequence[str]:
    """The cell of that key; the cells of all rows of a kind, where it has a ``*``."""
    start, star, end = key.removeprefix(f"{table.key}.").partition(_ALL)
    if star:
        return [key for key in table.facts if key.startswith(start) and key.endswith(end)]
    return (start,) if start in table.facts else ()


def _number(table: ReportTable, cell: str) -> Decimal | None:
    """The number in a cell; most need not be looked at to know that it is 0."""
    if cell not in table.counted and table.states == _NUMBERS:
        return _ZERO
    fact = table.facts[cell]
    return fact.value if fact.state is FactState.NUMBER else None


def _readings(report: AnnualReport, table: ReportTable, statement: Statement) -> list[_Reading]:
    """What a statement may mean, in cells of the table."""
    assert report.wordings is not None
    readings = report.wordings.readings.get(statement.key, ())
    return [tuple(_term(table, key) for key in keys) for keys in readings]


def _term(table: ReportTable, key: str) -> _Term:
    facts = tuple([table.facts[cell] for cell in _cells(table, key)])
    first = facts[0]
    label = f"“{first.row.group}”各行" if _ALL in key else f"“{row_name(first)}”"
    return _Term(
        f"{label}{first.column.label}", facts, sum((f.value or _ZERO for f in facts), _ZERO)
    )


def _is_doubtful(
    table: ReportTable, readings: Sequence[_Reading], doubtful: frozenset[str]
) -> bool:
    """Whether the table contradicts itself there: then the text may be right, and the sum that
    does not hold says enough."""
    facts = (fact for reading in readings for term in reading for fact in term.facts)
    return any(fact.key.removeprefix(f"{table.key}.") in doubtful for fact in facts)


def _contradicts(statement: Statement, values: Sequence[Decimal], offices: bool) -> bool:
    if statement.scope == "area":
        return statement.value < min(values)
    if statement.scope == "office" or offices:
        return statement.value > max(values)
    return statement.value not in values


def _hit(
    table: ReportTable,
    readings: Sequence[_Reading],
    statements: Sequence[Statement],
) -> Hit:
    first, *more = statements
    by_value: dict[Decimal, str] = {}
    for reading in readings:
        by_value.setdefault(_value(reading), _told(reading))
    cells = list(by_value.values())
    shown = [term.facts[0] for reading in readings[:1] for term in reading]
    return Hit(
        _marked(first),
        {"text": first.text, "cells": "；".join(cells), **part_of(table.form)},
        "either" if len(cells) > 1 else "",
        related=(
            *[RelatedHit(fact.span, "cell", {"text": fact.text}) for fact in shown],
            *[RelatedHit(_marked(one), "again", {"text": one.text}) for one in more],
        ),
    )


def _told(reading: _Reading) -> str:
    """A reading with its numbers: the cell, or the sum of several."""
    terms = " + ".join(f"{term.label} {plain(term.value)}" for term in reading)
    return terms if len(reading) == 1 else f"{terms} = {plain(_value(reading))}"


def _value(reading: _Reading) -> Decimal:
    return sum((term.value for term in reading), _ZERO)


def _marked(statement: Statement) -> Span:
    """What is wrong in a statement: its number, or all of it where it has none."""
    return statement.number_span or statement.span
