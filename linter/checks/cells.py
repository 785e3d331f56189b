"""Cells of the report's tables: how they are named, and which of them belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from ..catalogue import TableForm
from ..report.model import Fact, ReportTable
from ..report.places import quotable, row_name
from ..text import Span

_NAMED_AT_MOST = 3


def part_of(form: TableForm) -> dict[str, object]:
    """The part of the report that a table belongs to: ``part`` (三) and ``number`` (3)."""
    return {"part": form.numeral, "number": form.ordinal}


def cell_params(table: ReportTable, fact: Fact) -> dict[str, object]:
    """A cell in a message's words: ``part``, ``number``, ``row``, ``column``, ``text``."""
    return {
        **part_of(table.form),
        "row": row_name(fact),
        "column": fact.column.label,
        "text": fact.text,
    }


def labels_quoted(labels: Iterable[str]) -> str:
    """Some rows by their labels: ``“2.重复申请”“3.要求提供公开出版物”``."""
    return "".join(f"“{quotable(label)}”" for label in labels)


def rows_named(facts: Iterable[Fact]) -> dict[str, object]:
    """The rows of some cells in a message's words: all of them, or the first few and how many
    there are; ``rows`` in Chinese, ``rows_en`` in English."""
    names = list(dict.fromkeys(row_name(fact) for fact in facts))
    quoted = "".join(f"“{name}”" for name in names[:_NAMED_AT_MOST])
    more = len(names) - _NAMED_AT_MOST
    return {
        "rows": quoted if more <= 0 else f"{quoted}等{len(names)}行",
        "rows_en": quoted if more <= 0 else f"{quoted} and {more} more",
    }


def plain(value: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them; there must be one."""
    first, *rest = spans
    for span in rest:
        first = first.cover(span)
    return first


def stretches(table: ReportTable, wanted: Callable[[Fact], bool]) -> list[list[Fact]]:
    """The wanted cells, those together that have one cause.

    Neighbours in a row belong together, and so do whole rows that follow each other.
    """
    found: list[list[Fact]] = []
    goes_on = False
    for row in table.form.rows:
        facts = table.row(row)
        runs = _runs(facts, wanted)
        whole = len(runs) == 1 and len(runs[0]) == len(facts)
        if whole and goes_on:
            found[-1].extend(runs[0])
        else:
            found.extend(runs)
        goes_on = whole
    return found


def _runs(facts: Sequence[Fact], wanted: Callable[[Fact], bool]) -> list[list[Fact]]:
    runs: list[list[Fact]] = []
    goes_on = False
    for fact in facts:
        if wanted(fact):
            if goes_on:
                runs[-1].append(fact)
            else:
                runs.append([fact])
            goes_on = True
        else:
            goes_on = False
    return runs
