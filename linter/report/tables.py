"""The official tables of a report, recovered from its lines as facts with places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..catalogue import Form, TableForm
from ..records import NamedTuple
from ..text import Span
from .found import Filled, FoundRow, FoundTable
from .habits import Habits
from .heads import misnamed, outdated
from .layout import LineKind
from .lines import Line
from .model import Fact, FactState, ReportTable
from .on_demand import OnDemand, Places
from .placing import Placer
from .rows import find_tables
from .scattered import mend
from .strips import Cell, Strip, on_one_line, place_of, strips_of
from .vocabulary import TableWords, Vocabulary, vocabulary

# An enum's member takes long to look up.
_OTHER, _RULE, _MAYBE = LineKind.OTHER, LineKind.RULE, LineKind.MAYBE
_YES = bytes((1,))
# By kind of token, which counts from 0: to look an enum's member up takes long.
_STATES = (
    FactState.TEXT,
    FactState.BLANK,
    FactState.BLANK,
    FactState.TEXT,
    FactState.NUMBER,
    FactState.MARK,
    FactState.TEXT,
)


class RecoveredTables(NamedTuple):
    """The tables by their key (one without any trace is not there); and for each line, by its
    index, 1 if it belongs to one of them, else 0."""

    tables: Mapping[str, ReportTable]
    covered: bytes


def recover_tables(lines: Sequence[Line], forms: Sequence[Form]) -> RecoveredTables:
    """The official tables that stand in these lines.

    ``forms`` are the forms to try, the likeliest first; each table is read by the one that its
    own labels and headers fit best.
    """
    words = vocabulary(forms)
    strips = strips_of(lines, words)
    found = find_tables(strips, words)
    count = lines[-1].last + 1 if lines else 0
    if not found:
        return RecoveredTables({}, bytes(count))
    chosen: list[tuple[FoundTable, TableWords, Form, TableForm]] = []
    for key, own in words.tables.items():
        parts = [table for table in found if table.table == key]
        if parts:
            copies = _copies(parts) if own.labels else _halves(parts, own)
            best = max(copies, key=lambda copy: copy.values)
            form = _form_of(best, own, words)
            chosen.append((best, own, form, form.table(key)))
    habits = Habits((table, own, form) for table, own, _, form in chosen)
    placers = [
        Placer(table, own, form, words.sums[whole.key, form.key], habits)
        for table, own, whole, form in chosen
    ]
    for placer in placers:
        placer.parts = [table for table in found if table.table == placer.form.key]
    for placer in placers:
        placer.place()
    if habits.gaps:
        for placer in placers:  # now it is known that blank cells are kept in their places
            placer.place()
    mend(placers)
    tables = {
        placer.form.key: _report_table(placer, whole.key, words)
        for placer, (_, _, whole, _) in zip(placers, chosen, strict=True)
    }
    return RecoveredTables(tables, _covered(count, strips, found))


def _copies(parts: Sequence[FoundTable]) -> list[FoundTable]:
    """The occurrences of a table; pieces that have different rows are one occurrence."""
    copies: list[list[FoundTable]] = []
    seen: set[int] = set()
    for part in parts:
        rows = {row.row for row in part.rows if row.size}
        if copies and not rows & seen:
            copies[-1].append(part)
            seen |= rows
        else:
            copies.append([part])
            seen = rows
    return [_joined(pieces) for pieces in copies]


def _joined(pieces: Sequence[FoundTable]) -> FoundTable:
    """The pieces as one table."""
    if len(pieces) == 1:
        return pieces[0]
    return FoundTable(
        pieces[0].table,
        [row for piece in pieces for row in piece.rows],
        [cell for piece in pieces for cell in piece.strays],
        [strip for piece in pieces for strip in piece.used],
        [cell for piece in pieces for cell in piece.headers],
        any(piece.led for piece in pieces),
    )


def _halves(parts: Sequence[FoundTable], own: TableWords) -> list[FoundTable]:
    """The occurrences of a table without labels; a part that lacks values goes on in the next."""
    copies: list[list[FoundTable]] = []
    count, room = 0, len(own.rows[0].columns)
    for part in parts:
        values = len(part.strays) + sum(row.size for row in part.rows)
        if copies and count + values <= room:
            copies[-1].append(part)
            count += values
        else:
            copies.append([part])
            count = values
    return [_whole(pieces) for pieces in copies]


def _whole(pieces: Sequence[FoundTable]) -> FoundTable:
    """The pieces as one: what stands in all but the last has no row yet."""
    *before, last = pieces
    if not before:
        return last
    strays = [[*piece.strays, *(c for r in piece.rows for c in r.filled())] for piece in before]
    return FoundTable(
        last.table,
        last.rows,
        [cell for cells in strays for cell in cells] + last.strays,
        [strip for piece in pieces for strip in piece.used],
        [cell for piece in pieces for cell in piece.headers],
    )


def _form_of(table: FoundTable, own: TableWords, words: Vocabulary) -> Form:
    """The form whose labels and headers the table has most of; the first of equals."""
    rows = {own.rows[row.row].key for row in table.rows if row.size}
    headers = {c.token.entry.plain for c in table.headers if c.token.entry is not None}

    def fit(form: Form) -> int:
        keys, above = words.shapes[form.key, table.table]
        return len(rows & keys) - len(rows - keys) + len(headers & above)

    return max((form for form in words.forms if (form.key, table.table) in words.shapes), key=fit)


def _report_table(placer: Placer, form_key: str, words: Vocabulary) -> ReportTable:
    form, rows, placed, absent = placer.form, placer.rows, placer.placed, placer.absent
    cells = words.cells[form_key, form.key]
    whole = _extent(placer.table.used)

    def place(key: str) -> Span:
        row, at, _ = cells[key]
        own = placed.get(row.key)
        if own is not None:
            return place_of(own[at])
        found = rows.get(row.key)
        return Span(whole.start, whole.start) if found is None else _doubtful(found)[0]

    def fact(key: str) -> Fact:
        row, at, column = cells[key]
        full, own, span = f"{form.key}.{key}", placed.get(row.key), place(key)
        if own is not None and column not in absent:
            kind, _, _, text, value, unit, *_ = own[at].token
            return Fact(full, _STATES[kind], value, text, span, row, column, unit)
        found = rows.get(row.key) if own is None else None
        text = "" if found is None else _doubtful(found)[1]
        return Fact(full, FactState.UNREADABLE, None, text, span, row, column)

    def starts() -> set[int]:
        offsets: set[int] = set()
        for row in form.rows:
            found = rows.get(row.key)
            if found is not None and isinstance(placed.get(row.key), Filled):
                full = ((s, t) for s, ts in found.parts for t in ts if t.end > t.start)
                offsets.update([strip.origins[token.start] for strip, token in full])
            else:
                offsets.update([place(form.cell_key(row, column)).start for column in row.columns])
        return offsets

    facts = OnDemand(cells, fact)
    kinds: set[int] = set()
    uncounted: set[bytes] = set()  # the kinds of whole rows: most have the same
    states = {FactState.UNREADABLE} if absent else set()
    counted: dict[str, Fact] = {}
    for row in form.rows:
        own = placed.get(row.key)
        if own is None:
            states.add(FactState.UNREADABLE)
            continue
        if isinstance(own, Filled) and not absent and not own.counted:
            uncounted.add(own.kinds)
            continue
        for cell, column in zip(own, row.columns, strict=True):
            if absent and column in absent:
                continue
            kinds.add(cell.token.kind)
            if cell.token.value:
                key = form.cell_key(row, column)
                counted[key] = facts[key]
    kinds.update(*uncounted)
    states.update(_STATES[kind] for kind in kinds)
    return ReportTable(
        form,
        whole,
        facts,
        OnDemand(
            [row.key for row in form.rows if row.key in rows], lambda k: place_of(rows[k].label)
        ),
        Places(cells, place, starts),
        tuple([row for row in form.rows if row.key not in rows]),
        frozenset(states),
        counted,
        absent,
        placer.swapped,
        tuple(misnamed(placer.table, rows, form)),
        tuple(outdated(placer.table, form, words.shapes[form_key, form.key][1])),
    )


def _doubtful(row: FoundRow) -> tuple[Span, str]:
    """Where the values of a row that cannot be read stand, and what stands there."""
    cells = row.filled()
    if not cells:
        return place_of(row.label), ""
    near = [cell for cell in cells if on_one_line(cell, cells[0])]
    return place_of(near[0]).cover(place_of(near[-1])), " ".join(cell.token.text for cell in near)


def _extent(used: Sequence[Strip]) -> Span:
    """From the first word of the first line to the last of the last."""
    start, _ = place_of(Cell(used[0].info.tokens[0], used[0]))
    _, end = place_of(Cell(used[-1].info.tokens[-1], used[-1]))
    return Span(start, max(start, end))


def _covered(count: int, strips: Sequence[Strip], found: Sequence[FoundTable]) -> bytes:
    """For each of so many lines whether it is one of those from a table's first word to its last
    value, or a rule around them."""
    covered = bytearray(count)
    for table in found:
        first, end = table.used[0].index, table.used[-1].last + 1
        covered[first:end] = _YES * (end - first)
    rules = []
    unused = []
    for strip in strips:
        kind = strip.info.kind
        if kind is _OTHER:
            covered[strip.index : strip.last + 1] = bytes(strip.last + 1 - strip.index)
        elif kind is _RULE:
            rules.append(strip.index)
        elif kind is _MAYBE:
            unused.append(strip.index)
    if unused:
        used = {strip.index for table in found for strip in table.used}
        for number in unused:
            covered[number] = covered[number] and number in used
    for number in rules:
        if number and covered[number - 1]:
            covered[number] = 1
    for number in reversed(rules):
        if number + 1 < count and covered[number + 1]:
            covered[number] = 1
    return bytes(covered)
