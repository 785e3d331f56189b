"""Where a span lies, in the report's own words: ``第三部分表“2.重复申请”·科研机构``."""

from __future__ import annotations

from ..errors import Bilingual, Lang
from ..records import NamedTuple
from ..text import Span
from .model import AnnualReport, Fact, ReportTable

_TITLE = Bilingual("标题", "title")
_PREAMBLE = Bilingual("前言", "preamble")
_SIGN_OFF = Bilingual("落款", "sign-off")


class Place(NamedTuple):
    """Where the start of a span lies.

    ``words`` name the table cell, section or part of the report; ``within`` are the pieces that
    hold it, outermost first, each with its kind: ``section``, ``table``, ``row`` and ``column``,
    or ``title``, ``preamble`` and ``sign-off``, each of which stands alone.
    """

    words: str
    within: tuple[tuple[str, str], ...]


def place_of(report: AnnualReport, span: Span, lang: Lang) -> Place:
    """Where a span lies, in the report's own words."""
    table = report.table_at(span.start)
    if table is not None:
        return _in_table(report, table, span, lang)
    kind = report.special_at(span.start)
    if kind == "title":
        return _alone("title", _TITLE, lang)
    for section in reversed(report.sections):
        if section.span.start <= span.start:
            if kind == "sign_off":
                return _alone("sign-off", _SIGN_OFF, lang)
            return Place(section.title, (("section", section.title),))
    return _alone("preamble", _PREAMBLE, lang)


def _alone(kind: str, name: Bilingual, lang: Lang) -> Place:
    words = name.get(lang)
    return Place(words, ((kind, words),))


def _in_table(report: AnnualReport, table: ReportTable, span: Span, lang: Lang) -> Place:
    words = _table(table, lang)
    section = report.section(table.form.section)
    within = [("section", section.title)] if section is not None else []
    within.append(("table", words))
    facts = _at(table, span)
    if facts:
        within.append(("row", facts[0].row.label or facts[0].column.group))
        name = f"“{row_name(facts[0])}”"
        if len(facts) == 1:
            within.append(("column", facts[0].column.label))
            name = cell_name(facts[0])
        words = f"{words}{' ' if lang == 'en' else ''}{name}"
    return Place(words, tuple(within))


def _at(table: ReportTable, span: Span) -> list[Fact]:
    """The cells that stand exactly there, if they are of one row: several, where its cells cannot
    be told apart."""
    facts = table.facts_at(span)
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


def _table(table: ReportTable, lang: Lang) -> str:
    if lang == "en":
        return f"table of section {table.form.ordinal}"
    return f"第{table.form.numeral}部分表"
