"""The official tables of a report, recovered from its lines as facts with places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import Form, RowForm, TableForm
from ..text import Span
from .lines import Line
from .model import Fact, FactState, ReportTable
from .placing import Placed, Placer, filled, learn
from .rows import Cell, FoundRow, FoundTable, Strip, find_tables, strips_of
from .sums import Sums
from .tokens import Kind, LineKind
from .vocabulary import TableWords, Vocabulary, vocabulary

_STATES = {
    Kind.VALUE: FactState.NUMBER,
    Kind.MARK: FactState.MARK,
    Kind.GAP: FactState.BLANK,
    Kind.DAMAGED: FactState.TEXT,
    Kind.UNKNOWN: FactState.TEXT,
}


@dataclass(frozen=True, slots=True)
class RecoveredTables:
    """The tables by their key (one without any trace is not there), and the indexes of the
    lines that belong to them."""

    tables: Mapping[str, ReportTable]
    covered: frozenset[int]


def recover_tables(lines: Sequence[Line], forms: Sequence[Form]) -> RecoveredTables:
    """The official tables that stand in these lines.

    ``forms`` are the forms to try, the likeliest first; each table is read by the one that its
    own labels and headers fit best.
    """
    words = vocabulary(forms)
    strips = list(strips_of(lines, words))
    found = find_tables(strips, words)
    if not found:
        return RecoveredTables({}, frozenset())
    chosen: list[tuple[FoundTable, TableWords, Form, TableForm]] = []
    for key, own in words.tables.items():
        parts = [table for table in found if table.table == key]
        if parts:
            best = max(_copies(parts), key=lambda copy: copy.values)
            form = _form_of(best, own, words)
            chosen.append((best, own, form, form.table(key)))
    habits = learn((table, own, form) for table, own, _, form in chosen)
    placers = [
        Placer(table, own, form, Sums(whole, form), habits) for table, own, whole, form in chosen
    ]
    # Twice: only then it is known whether this document keeps blank cells in their places.
    for placer in placers:
        placer.place()
    tables = {}
    for placer in placers:
        tables[placer.form.key] = _report_table(placer)
    return RecoveredTables(tables, _covered(lines, strips, found))


def _copies(parts: Sequence[FoundTable]) -> list[FoundTable]:
    """The occurrences of a table; pieces that have different rows are one occurrence."""
    copies: list[FoundTable] = []
    seen: set[int] = set()
    for part in parts:
        rows = {row.row for row in part.rows if filled(row)}
        if copies and not rows & seen:
            last = copies[-1]
            merged = FoundTable(
                last.table,
                last.rows + part.rows,
                last.strays + part.strays,
                last.used + part.used,
                last.headers + part.headers,
                last.led or part.led,
            )
            copies[-1] = merged
            seen |= rows
        else:
            copies.append(part)
            seen = rows
    return copies


def _form_of(table: FoundTable, own: TableWords, words: Vocabulary) -> Form:
    """The form whose labels and headers the table has most of; the first of equals."""
    rows = {own.rows[row.row].key for row in table.rows if filled(row)}
    headers = {c.token.entry.plain for c in table.headers if c.token.entry is not None}

    def fit(form: Form) -> int:
        of_form = TableWords(table.table, [form.table(table.table)])
        keys = set(form.table(table.table).rows_by_key)
        return len(rows & keys) - len(rows - keys) + len(headers & of_form.headers)

    candidates = [form for form in words.forms if any(t.key == table.table for t in form.tables)]
    return max(candidates, key=fit)


def _report_table(placer: Placer) -> ReportTable:
    form = placer.form
    facts: dict[str, Fact] = {}
    labels: dict[str, Span] = {}
    missing: list[RowForm] = []
    whole = _extent(placer.table.used)
    nowhere = Span(whole.start, whole.start)
    for row in form.rows:
        found = placer.rows.get(row.key)
        if found is None:
            missing.append(row)
            _unreadable(facts, form, row, nowhere, "")
            continue
        labels[row.key] = _span(found.label)
        cells = placer.placed[row.key]
        if cells is None:
            _unreadable(facts, form, row, *_doubtful(found))
        else:
            _read(facts, form, row, cells)
    return ReportTable(form, whole, facts, labels, tuple(missing))


def _read(facts: dict[str, Fact], form: TableForm, row: RowForm, cells: Placed) -> None:
    for column, cell in zip(row.columns, cells, strict=True):
        token = cell.token
        key = form.cell_key(row, column)
        facts[key] = Fact(
            f"{form.key}.{key}",
            _STATES[token.kind],
            token.value,
            token.text,
            _span(cell),
            row,
            column,
            token.unit,
        )


def _unreadable(
    facts: dict[str, Fact], form: TableForm, row: RowForm, span: Span, text: str
) -> None:
    for column in row.columns:
        key = form.cell_key(row, column)
        facts[key] = Fact(f"{form.key}.{key}", FactState.UNREADABLE, None, text, span, row, column)


def _doubtful(row: FoundRow) -> tuple[Span, str]:
    """Where the values of a row that cannot be read stand, and what stands there."""
    cells = filled(row)
    if not cells:
        return _span(row.label), ""
    near = [cell for cell in cells if cell.strip is cells[0].strip]
    return _span(near[0]).cover(_span(near[-1])), " ".join(cell.token.text for cell in near)


def _span(cell: Cell) -> Span:
    """The source span of a token."""
    token, strip = cell
    start = _offset(strip.origins, token.start)
    if token.end <= token.start:
        return Span(start, start)
    return Span(start, strip.origins[token.end - 1] + 1)


def _offset(origins: Sequence[int], at: int) -> int:
    if at < len(origins):
        return origins[at]
    if origins:
        return origins[-1] + 1
    return origins.start if isinstance(origins, range) else 0


def _extent(used: Sequence[Strip]) -> Span:
    spans = []
    for strip in used:
        tokens = strip.info.tokens
        if tokens:
            spans.append(_span(Cell(tokens[0], strip)).cover(_span(Cell(tokens[-1], strip))))
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _covered(
    lines: Sequence[Line], strips: Sequence[Strip], found: Sequence[FoundTable]
) -> frozenset[int]:
    """The lines from a table's first word to its last value, and the rules around them."""
    covered: set[int] = set()
    used: set[int] = set()
    for table in found:
        first = min(strip.first for strip in table.used)
        last = max(strip.last for strip in table.used)
        covered.update(range(first, last + 1))
        used.update(number for s in table.used for number in range(s.first, s.last + 1))
    rules = set()
    for strip in strips:
        kind = strip.info.kind
        if kind is LineKind.OTHER or (kind is LineKind.MAYBE and strip.first not in used):
            covered.difference_update(range(strip.first, strip.last + 1))
        elif kind is LineKind.RULE:
            rules.add(strip.first)
    for number in sorted(rules):
        if number - 1 in covered:
            covered.add(number)
    for number in sorted(rules, reverse=True):
        if number + 1 in covered:
            covered.add(number)
    return frozenset(covered)
