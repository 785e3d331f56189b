"""The facts of a report as data: ``schemas/extract.schema.json``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..catalogue import TableForm
from ..report.model import (
    AnnualReport,
    DateStatement,
    Fact,
    FactState,
    Period,
    ReportTable,
    SignOff,
    Statement,
)
from ..source import Source
from ..text import Span

VERSION = 1

# A number with more digits than this is no count and no amount; printing it would take seconds.
_MOST_DIGITS = 300


def facts_object(source: Source, report: AnnualReport) -> dict[str, Any]:
    """Everything that could be read of a report, each with its place."""
    tables = report.form.tables if report.form is not None else ()
    forms = {form.key: form for form in tables}
    forms |= {key: table.form for key, table in report.tables.items()}
    return {
        "version": VERSION,
        "path": source.path,
        "title": report.title.text if report.title else None,
        "organ": report.organ,
        "year": report.year,
        "form": report.form.key if report.form else None,
        "period": _period(source, report.periods[0]) if report.periods else None,
        "sign_off": _sign_off(source, report.sign_off) if report.sign_off else None,
        "sections": [
            {"key": section.key, "title": section.title, **_place(source, section.span)}
            for section in report.sections
        ],
        "tables": {
            key: _table(source, form, report.tables.get(key)) for key, form in forms.items()
        },
        "statements": [_statement(source, statement) for statement in report.statements],
    }


def _place(source: Source, span: Span) -> dict[str, Any]:
    line, column = source.position(span.start)
    location = source.locate(span.start)
    place: dict[str, Any] = {"line": line, "column": column}
    return place if location is None else place | {"location": location.numbers()}


def _day(date: DateStatement | None) -> str | None:
    return date.value.isoformat() if date is not None and date.value is not None else None


def _period(source: Source, period: Period) -> dict[str, Any]:
    return {
        "start": _day(period.start),
        "end": _day(period.end),
        "text": period.text,
        **_place(source, period.span),
    }


def _sign_off(source: Source, sign_off: SignOff) -> dict[str, Any]:
    spans = [sign_off.date.span] if sign_off.date is not None else []
    spans += [sign_off.organ_span] if sign_off.organ_span is not None else []
    place: dict[str, Any] = {"line": None, "column": None}
    place |= _place(source, spans[0]) if spans else {}
    return {"organ": sign_off.organ, "date": _day(sign_off.date), **place}


def _table(source: Source, form: TableForm, table: ReportTable | None) -> dict[str, Any]:
    """A table with every cell of its form, also where the report does not have it."""
    if table is None:
        cells = {key: _absent() for key, _, _ in form.cells()}
        return {"line": None, "cells": cells}
    return {
        "line": source.position(table.span.start).line,
        "cells": {key: _cell(source, table.facts.get(key)) for key, _, _ in form.cells()},
    }


def _absent() -> dict[str, Any]:
    state = FactState.UNREADABLE.value
    return {"value": None, "state": state, "text": "", "line": None, "column": None}


def _cell(source: Source, fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return _absent()
    cell = {
        "value": _number(fact.value),
        "state": fact.state.value,
        "text": fact.text,
        **_place(source, fact.span),
    }
    return cell | {"unit": fact.unit} if fact.unit else cell


def _statement(source: Source, statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key,
        "value": _number(statement.value),
        "none": statement.value == 0,
        "approximate": statement.approximate,
        "unit": statement.unit,
        "scope": statement.scope,
        "text": statement.text,
        "section": statement.section,
        **_place(source, statement.span),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None or value.adjusted() > _MOST_DIGITS:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
