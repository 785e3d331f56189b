"""What the header of a table says of its columns: which are not there, which stand elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..catalogue import ColumnForm, TableForm
from .found import FoundRow, FoundTable
from .layout import Layout
from .model import Misnamed
from .strips import on_one_line, place_of
from .tokens import Kind
from .vocabulary import plain

# So many rows must lack a value, and none have all, for a column to be missing.
_ENOUGH_ROWS = 3


def absent_columns(
    table: FoundTable, rows: Iterable[FoundRow], columns: Sequence[ColumnForm]
) -> tuple[ColumnForm, ...]:
    """The columns that a table does not have at all: its header names all the others, and rows
    have as many values as it names columns.

    Nothing where a row has a value for each column of the form, or where the columns do not
    stand in the order of the form.
    """
    lengths = [row.size for row in rows]
    most = max(lengths, default=0)
    if not 1 < most < len(columns) or lengths.count(most) < _ENOUGH_ROWS:
        return ()
    named = _named(table)
    absent = tuple(column for column in columns if plain(column.label) not in named)
    if len(absent) != len(columns) - most or out_of_order(table, columns):
        return ()
    return absent


def is_run(row: FoundRow) -> bool:
    """Whether a row's values stand side by side, each for itself, nothing blank among them."""
    cells = row.filled()
    inner = row.cells[row.cells.index(cells[0]) : row.cells.index(cells[-1])]
    return (
        on_one_line(cells[0], cells[-1])
        and all(cell.token.kind > Kind.GAP for cell in inner)
        and not any(cell.token.glued for cell in cells)
    )


def out_of_order(table: FoundTable, columns: Sequence[ColumnForm]) -> tuple[ColumnForm, ...]:
    """Two columns that follow each other in the header the other way round than in the form, in
    the order of the header; nothing where its order is the form's, or cannot be told.

    Only a row of a table tells, and only columns of one group: flowing text may have taken a
    header apart, and columns of different groups stand in different rows.
    """
    known = {plain(column.label): column for column in columns}
    if len(known) < len(columns):
        return ()  # labels that several groups have
    last: dict[str, tuple[int, int, ColumnForm]] = {}
    for cell in table.headers:
        entry = cell.token.entry
        column_found = known.get(entry.plain) if entry is not None else None
        if column_found is None or cell.strip.info.layout is not Layout.ROW:
            continue
        at = columns.index(column_found)
        row, before, other = last.get(column_found.group, (-1, -1, column_found))
        if row == id(cell.strip) and at < before:
            return other, column_found
        last[column_found.group] = id(cell.strip), at, column_found
    return ()


def misnamed(
    table: FoundTable, rows: Mapping[str, FoundRow], form: TableForm
) -> Iterator[Misnamed]:
    """The labels of rows and columns with a slip in them."""
    for key, row in rows.items():
        entry = row.label.token.entry
        if entry is not None and entry.near:
            right = form.rows_by_key[key].label
            yield Misnamed(place_of(row.label), row.label.token.text, right)
    labels = _labels(form)
    for cell in table.headers:
        entry = cell.token.entry
        if entry is not None and entry.near and entry.plain in labels:
            yield Misnamed(place_of(cell), cell.token.text, labels[entry.plain])


def outdated(table: FoundTable, form: TableForm, known: Collection[str]) -> Iterator[Misnamed]:
    """The headers that only another form has, where some of this form's are missing.

    ``known`` are the plain headers of the form. Only cells tell: flowing text cuts headers.
    """
    labels = _labels(form)
    named = _named(table)
    lacks = "、".join(label for key, label in labels.items() if key not in named)
    for cell in table.headers if lacks else ():
        entry = cell.token.entry
        if (
            entry is not None
            and entry.whole
            and entry.row < 0
            and entry.plain not in known
            and cell.strip.info.layout is Layout.ROW
        ):
            yield Misnamed(place_of(cell), entry.plain, lacks)


@lru_cache(maxsize=16)
def _labels(form: TableForm) -> dict[str, str]:
    """The headers of a form's columns by what is compared of them."""
    return {plain(column.label): column.label for row in form.rows for column in row.columns}


def _named(table: FoundTable) -> set[str]:
    return {cell.token.entry.plain for cell in table.headers if cell.token.entry is not None}
