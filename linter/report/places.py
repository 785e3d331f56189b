"""Where a span lies, in the report's own words: ``第三部分表“2.重复申请”·科研机构``."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Bilingual, Lang
from ..text import Span
from .model import AnnualReport, Fact, ReportTable

_NUMERALS = "一二三四五六七八九十"
_TITLE = Bilingual("标题", "title")
_PREAMBLE = Bilingual("前言", "preamble")
_SIGN_OFF = Bilingual("落款", "sign-off")


def place_of(report: AnnualReport, span: Span, lang: Lang) -> str:
    """The table cell, section or part of the report that holds the start of a span."""
    for table in report.tables.values():
        if table.span.start <= span.start < table.span.end:
            return _in_table(table, span, lang)
    if _in_title(report, span):
        return _TITLE.get(lang)
    for section in reversed(report.sections):
        if section.span.start <= span.start:
            return _in_section(report, span, lang) or section.title
    return _PREAMBLE.get(lang)


def within(report: AnnualReport, span: Span, lang: Lang) -> tuple[tuple[str, str], ...]:
    """What holds the start of a span, outermost first, each piece with its kind.

    The kinds are ``section``, ``table``, ``row`` and ``column``, or ``title``, ``preamble`` and
    ``sign-off``, each of which stands alone.
    """
    for table in report.tables.values():
        if table.span.start <= span.start < table.span.end:
            return tuple(_within_table(report, table, span, lang))
    if _in_title(report, span):
        return (("title", _TITLE.get(lang)),)
    for section in reversed(report.sections):
        if section.span.start <= span.start:
            signed = _in_section(report, span, lang)
            return (("sign-off", signed),) if signed else (("section", section.title),)
    return (("preamble", _PREAMBLE.get(lang)),)


def _within_table(
    report: AnnualReport, table: ReportTable, span: Span, lang: Lang
) -> Iterator[tuple[str, str]]:
    section = report.section(table.form.section)
    if section is not None:
        yield "section", section.title
    yield "table", _table(table, lang)
    facts = _at(table, span)
    if facts:
        yield "row", facts[0].row.label or facts[0].column.group
    if len(facts) == 1:
        yield "column", facts[0].column.label


def _at(table: ReportTable, span: Span) -> list[Fact]:
    """The cells that stand exactly there, if they are of one row: several, where its cells cannot
    be told apart."""
    facts = [fact for fact in table.facts.values() if fact.span == span]
    return facts if facts and facts[0].row is facts[-1].row else []


def row_name(fact: Fact) -> str:
    """A cell's row as it is called in the report; in a table of one row, its group of columns.

    Quotes in it are single ones: it is put between double ones.
    """
    return quotable(fact.row.label or fact.column.group)


def quotable(label: str) -> str:
    """A label as it stands between double quotes."""
    return label.replace("“", "‘").replace("”", "’")


def cell_name(fact: Fact) -> str:
    """A cell by its row and column: ``“2.重复申请”·科研机构``."""
    return f"“{row_name(fact)}”·{fact.column.label}"


def _in_title(report: AnnualReport, span: Span) -> bool:
    return any(
        part.kind == "title" and part.raw.span().start <= span.start < part.raw.span().end
        for part in report.special_passages
    )


def _in_section(report: AnnualReport, span: Span, lang: Lang) -> str | None:
    signed = [p for p in report.special_passages if p.kind == "sign_off" and p.raw.text]
    if signed and span.start >= signed[0].raw.span().start:
        return _SIGN_OFF.get(lang)
    return None


def _table(table: ReportTable, lang: Lang) -> str:
    if lang == "en":
        return f"table of section {table.form.ordinal}"
    return f"第{_NUMERALS[table.form.ordinal - 1]}部分表"


def _in_table(table: ReportTable, span: Span, lang: Lang) -> str:
    whole, facts = _table(table, lang), _at(table, span)
    if not facts:
        return whole
    name = cell_name(facts[0]) if len(facts) == 1 else f"“{row_name(facts[0])}”"
    return f"{whole}{' ' if lang == 'en' else ''}{name}"
