"""The three tables: whether they are there, and whether their cells hold what they must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ..catalogue import TableForm
from ..report.model import AnnualReport, Fact, FactState, ReportTable
from ..report.places import quotable
from ..text import FILLERS, Span
from .cells import cell_params, cover, labels_quoted, part_of, plain, rows_named, stretches
from .culprits import impossible
from .filling import Filling
from .hit import Hit, Params, RelatedHit
from .identities import filling_of
from .patterns import any_of

_ONE_CELL = 1
_TEN_THOUSAND = Decimal(10000)
# Letters that are typed for digits.
_LOOK_ALIKES = str.maketrans("OoQ〇○lI|", "00000111")


def table_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Tables of the form that are not there although their section is."""
    assert report.form is not None
    for form in report.form.tables:
        section = report.section(form.section)
        if form.key not in report.tables and section is not None:
            yield Hit(section.span, part_of(form))


def cells_readable(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Stretches of rows whose numbers could not be read for sure, columns that a table lacks, and
    columns in another order than the form's."""
    for table in report.tables.values():
        if FactState.UNREADABLE not in table.states:
            continue
        if table.swapped:
            yield _swapped_hit(report, table)
            continue
        if table.absent:
            columns = labels_quoted(column.label for column in table.absent)
            yield Hit(_head(report, table), {**part_of(table.form), "columns": columns}, "column")
        yield from (_unreadable_hit(report, table, facts) for facts in _unreadable(table))


def _unreadable(table: ReportTable) -> list[list[Fact]]:
    """The unreadable cells of rows that follow each other, together; a row with too many values
    is alone. What is not there is no matter of reading."""
    missing = {row.key for row in table.missing}
    stretches: list[list[Fact]] = []
    goes_on = False
    for row in table.form.rows:
        unreadable = [f for f in table.row(row) if f.state is FactState.UNREADABLE]
        if len(unreadable) < len(row.columns):  # columns that are absent, but no row
            goes_on = False
        elif row.key not in missing:
            alone = _is_surplus(unreadable)
            if goes_on and not alone:
                stretches[-1].extend(unreadable)
            else:
                stretches.append(unreadable)
            goes_on = not alone
        else:
            goes_on = False
    return stretches


def _is_surplus(facts: Sequence[Fact]) -> bool:
    """Whether a row that cannot be read has more numbers than columns, all for themselves."""
    values = facts[0].text.split()
    return len(values) > len(facts[0].row.columns) > 1 and all(map(str.isdigit, values))


def _swapped_hit(report: AnnualReport, table: ReportTable) -> Hit:
    first, second = (column.label for column in table.swapped)
    found = {**part_of(table.form), "first": first, "second": second}
    return Hit(_place(report, table, [first]), found, "order")


def _unreadable_hit(report: AnnualReport, table: ReportTable, facts: Sequence[Fact]) -> Hit:
    spans = [fact.span for fact in facts if fact.span.start < fact.span.end]
    if not spans:
        keys = [fact.row.key for fact in facts]
        spans = [table.label_spans[key] for key in keys if key in table.label_spans]
    span = cover(spans) if spans else _head(report, table)
    found = {**part_of(table.form), **rows_named(facts), "count": len(facts)}
    if _is_surplus(facts):
        return Hit(span, {**found, "found": len(facts[0].text.split())}, "surplus")
    return Hit(span, found, "table" if len(facts) == len(table.facts) else "")


def cells_are_numbers(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Cells that hold a mark or words where a number must stand."""
    for table in report.tables.values():
        if FactState.MARK in table.states:
            full = filling_of(report, table)
            for facts in stretches(table, lambda fact: fact.state is FactState.MARK):
                yield from _empty_hits(table, facts, full, "text", "texts")
        if FactState.TEXT in table.states:
            for facts in stretches(table, lambda fact: fact.state is FactState.TEXT):
                for _, same in groupby(facts, lambda fact: fact.text):
                    yield _text_hit(table, list(same))


def _text_hit(table: ReportTable, facts: Sequence[Fact]) -> Hit:
    if len(facts) > _ONE_CELL:
        return _cells_hit(table, facts, "texts")
    (fact,) = facts
    meant = fact.text.translate(_LOOK_ALIKES)
    suggestions = (meant,) if meant.isascii() and meant.isdigit() else ()
    return Hit(fact.span, cell_params(table, fact), "text", suggestions)


def cells_filled(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Cells with nothing in them; a table without any number is one hit."""
    for table in report.tables.values():
        if FactState.BLANK not in table.states:
            continue
        blanks = stretches(table, lambda fact: fact.state is FactState.BLANK)
        count = sum(len(facts) for facts in blanks)
        if count == len(table.facts):
            found = {**part_of(table.form), "count": count}
            yield Hit(_head(report, table), found, "table")
            continue
        full = filling_of(report, table)
        for facts in blanks:
            yield from _empty_hits(table, facts, full, "open", "opens")


def _empty_hits(
    table: ReportTable, facts: Sequence[Fact], full: Filling, one: str, several: str
) -> Iterator[Hit]:
    """Neighbours without a number: what they should be, where the sums tell; else 0. ``one`` and
    ``several`` are the variants for what cannot be 0."""
    keys = [table.form.cell_key(fact.row, fact.column) for fact in facts]
    values = [plain(full.values.get(key, Decimal(0))) for key in keys]
    told = not full.values.keys().isdisjoint(keys)
    if told and facts[0].row is not facts[-1].row:  # the numbers of a row are told together
        for _, row in groupby(facts, lambda fact: fact.row.key):
            yield from _empty_hits(table, list(row), full, one, several)
    elif len(facts) > _ONE_CELL:
        variant = "values" if told else "several" if full.open.isdisjoint(keys) else several
        yield _cells_hit(table, facts, variant, "、".join(values))
    else:
        variant = "value" if told else one if keys[0] in full.open else ""
        found = {**cell_params(table, facts[0]), "right": values[0]}
        yield Hit(facts[0].span, found, variant, () if variant == one else (values[0],))


def _cells_hit(table: ReportTable, facts: Sequence[Fact], variant: str, right: str = "") -> Hit:
    marks = "".join(f"“{mark}”" for mark in dict.fromkeys(fact.text for fact in facts))
    found = {**rows_named(facts), "count": len(facts), "marks": marks, "right": right}
    span = cover(fact.span for fact in facts)
    return Hit(span, {**part_of(table.form), **found}, variant)


def rows_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Rows of the form that a table does not have; those that follow each other are one hit. And
    labels with a slip in them."""
    for table in report.tables.values():
        for label in table.misnamed:
            names = {"text": quotable(label.text), "right": quotable(label.right)}
            yield Hit(label.span, {**part_of(table.form), **names}, "label", (label.right,))
        if not table.missing:
            continue
        missing = {row.key for row in table.missing}
        before: Span | None = None
        stretch: list[str] = []
        for row in table.form.rows:
            if row.key in missing:
                stretch.append(row.label)
                continue
            if stretch:
                yield _missing_hit(report, table, stretch, before)
                stretch = []
            before = table.label_spans.get(row.key)
        if stretch:
            yield _missing_hit(report, table, stretch, before)


def _missing_hit(
    report: AnnualReport, table: ReportTable, labels: Sequence[str], before: Span | None
) -> Hit:
    found = {**part_of(table.form), "rows": labels_quoted(labels)}
    related = (RelatedHit(before),) if before else ()
    return Hit(_head(report, table), found, "", (), related)


def table_form_current(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Tables that follow an older form than the report's year: one hit for all of them; and
    single headers that do."""
    assert report.form is not None
    outdated = [
        (table, *_differences(report, table))
        for table in report.tables.values()
        if table.form is not report.form.table(table.key)
    ]
    places = [(table, _place(report, table, old), new) for table, old, new in outdated]
    for table in report.tables.values():
        if table.outdated and table.form is report.form.table(table.key):
            for label in table.outdated:
                header = {**part_of(table.form), "text": label.text, "labels": label.right}
                yield Hit(label.span, header, "header")
    if not places:
        return
    table, span, new = places[0]
    related = tuple(
        RelatedHit(place, params={**part_of(other.form), "labels": "、".join(labels)})
        for other, place, labels in places[1:]
    )
    found = {**part_of(table.form), "labels": "、".join(new)}
    yield Hit(span, found, "", (), related)


def _differences(report: AnnualReport, table: ReportTable) -> tuple[list[str], list[str]]:
    """The labels of columns and rows that only the table has, and those that it should have."""
    assert report.form is not None
    have, should = (_labels(form) for form in (table.form, report.form.table(table.key)))
    return (
        [label for key, label in have.items() if key not in should],
        [label for key, label in should.items() if key not in have],
    )


def _labels(form: TableForm) -> dict[str, str]:
    """The labels of a form: of columns by themselves, of rows by their keys, as they may vary."""
    labels: dict[str, str] = {}
    for row in form.rows:
        labels |= {column.label: column.label for column in row.columns}
        labels[row.key] = row.label
    return labels


def _place(report: AnnualReport, table: ReportTable, labels: Sequence[str]) -> Span:
    """Where the first of some labels stands in a table, whatever fillers are inside it."""
    gap = f"[{FILLERS}]{{0,8}}"
    for label in labels:
        pattern = re.compile(gap.join(re.escape(character) for character in label))
        for match in pattern.finditer(report.raw.text):
            span = report.raw.span(match.start(), match.end())
            if table.span.start <= span.start < table.span.end:
                return span
    return _head(report, table)


def counts_possible(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Numbers that cannot be: below zero, or a fraction of a piece."""
    for table in report.tables.values():
        for fact in table.counted.values():
            if impossible(fact):
                variant = "negative" if fact.value and fact.value < 0 else "fraction"
                found = {**cell_params(table, fact), "unit": fact.column.unit}
                yield Hit(fact.span, found, variant)


def stock_plausible(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """More documents issued in the year than are in force and were repealed together.

    ``issued``, ``repealed`` and ``in_force`` are the keys of the columns that count them.
    """
    for table in report.tables.values():
        for cell in table.counted.values():
            if cell.column.key != params["issued"]:
                continue
            facts = {fact.column.key: fact for fact in table.row(cell.row)}
            cells = [facts[params[name]] for name in ("issued", "repealed", "in_force")]
            issued, repealed, in_force = (cell.value for cell in cells)
            if issued is None or repealed is None or in_force is None:
                continue
            if issued > in_force + repealed and not any(map(impossible, cells)):
                found = {
                    "issued": plain(issued),
                    "repealed": plain(repealed),
                    "in_force": plain(in_force),
                }
                yield Hit(cell.span, {**cell_params(table, cell), **found})


def amount_unit(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Amounts in a column of 万元 that look as if they were in 元.

    ``thresholds``: per profile, the whole number of 万元 from which an amount is not believed.
    """
    threshold = params["thresholds"].get(report.profile)
    for table in report.tables.values():
        for fact in table.counted.values():
            value = fact.value
            if value is None or fact.column.unit != "万元" or value <= 0:
                continue
            unlikely = threshold is not None and value >= threshold and value % 1 == 0
            if fact.unit == "元" or (not fact.unit and unlikely):
                amount = plain(value / _TEN_THOUSAND)
                found = {**cell_params(table, fact), "amount": amount}
                yield Hit(fact.span, found, "unit" if fact.unit else "", (amount,))


def regulation_power(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Regulations (规章) of an organ that certainly cannot make any.

    ``row`` is the key of the row that counts them. No organ of ``profiles`` has that power;
    ``powerless`` are patterns of other organs' names without it and ``powerful`` of those with
    it; an organ that is neither is not judged. Source: 立法法第九十一条、第九十三条.
    """
    for table in report.tables.values():
        found = [fact for fact in table.counted.values() if fact.row.key == params["row"]]
        if found and report.organ is not None and _powerless(report, params):
            hit = {**cell_params(table, found[0]), "organ": report.organ}
            yield Hit(found[0].span, hit, "", ("0",), tuple(RelatedHit(f.span) for f in found[1:]))


def _powerless(report: AnnualReport, params: Params) -> bool:
    organ = report.organ or ""
    if report.profile in params["profiles"]:
        return True
    if any_of(params["powerful"]).search(organ):
        return False
    return bool(any_of(params["powerless"]).search(organ))


def _head(report: AnnualReport, table: ReportTable) -> Span:
    """What a finding about a table as a whole marks: the heading of its section."""
    section = report.section(table.form.section)
    if section is not None:
        return section.span
    return next(iter(table.label_spans.values()), Span(table.span.start, table.span.start))
