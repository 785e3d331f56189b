"""Tables whose labels and values came apart: what of them can still be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .found import Filled
from .habits import sure_value
from .layout import Layout
from .placing import Placed, Placer
from .strips import Cell, first_line, on_one_line
from .tokens import Kind
from .vocabulary import plain


def mend(placers: Sequence[Placer]) -> None:
    """Reads again, or no longer, the rows of tables in which values stand where no label claims
    them."""
    if all(placer.is_whole() for placer in placers):
        return
    apart = []
    for placer in placers:
        _hand_down(placer)
        if placer.table.strays or any(_is_bare(cells) for cells in placer.placed.values()):
            placer.placed.update(dict.fromkeys(placer.excess))
        if _is_scattered(placer) and not _read_in_order(placer):
            apart.append(placer)
    if apart and _all_zeros(apart):
        return
    for placer in apart:
        if not _all_zeros([placer]):
            _doubt(placer)
    if any(placer.placed[key] is None for placer in placers for key in _flowing(placer)):
        for placer in placers:
            _doubt_damaged(placer)
            _doubt_bare(placer)
    for placer in placers:
        if placer.doubted and not placer.sums.columns_hold(placer.values):
            for key in placer.doubted:
                placer.placed[key] = None


def _hand_down(placer: Placer) -> None:
    """Whole lines of values that came before their labels: a row has two lines of them, the next
    one none."""
    keys = list(placer.rows)
    for at, key in enumerate(keys):
        row = placer.rows[key]
        count = placer.columns(key)
        cells = row.filled()
        lines = len(cells) // count
        if count < 3 or lines < 2 or len(cells) % count or placer.placed[key] is not None:
            continue
        heirs = keys[at : at + lines]
        parts = [cells[n * count : n * count + count] for n in range(lines)]
        if (
            len(heirs) == lines
            and not any(placer.rows[heir].filled() for heir in heirs[1:])
            and all(not on_one_line(a[-1], b[0]) for a, b in pairwise(parts))
            and all(placer.sums.hold([sure_value(cell) for cell in part]) for part in parts)
        ):
            placer.placed.update(zip(heirs, parts, strict=True))


def _read_in_order(placer: Placer) -> bool:
    """Reads a table without labels whose values stand among its headers, if all headers stand in
    the form's order, and none behind its value: then so do the values. Their sums must hold as
    well."""
    if placer.words.labels or placer.clashing or len(placer.rows) != 1:
        return False
    ((key, row),) = placer.rows.items()
    columns = placer.form.rows_by_key[key].columns
    labels = [plain(column.label) for column in columns]
    groups = {plain(column.group): None for column in columns}
    entries = (cell.token.entry for cell in placer.table.headers)
    named = {entry.plain: None for entry in entries if entry is not None and entry.plain in groups}
    if list(named) != [group for group in groups if group in named]:
        return False
    left = iter(labels)
    above = 0
    values: list[Cell] = []
    for headers, below in _few_by_few(placer, set(labels)):
        own = ""
        while len(own) < len(headers) and (label := next(left, "")):
            own += label
            above += 1
        values += below
        # A header may be in pieces, and the pieces of several may be mixed.
        if sorted(own) != sorted(headers) or len(values) > above:
            return False
    if not len(labels) == above == len(values) == len(placer.table.strays) + len(row.filled()):
        return False
    if not placer.sums.hold([sure_value(cell) for cell in values]):
        return False
    placer.placed[key] = values
    return True


def _few_by_few(placer: Placer, labels: set[str]) -> Iterator[tuple[str, list[Cell]]]:
    """The headers of columns that follow each other, as one text, and the values behind them."""
    groups = {plain(header) for header in placer.form.headers} - labels
    headers, values = "", list[Cell]()
    for strip in {id(strip): strip for strip in placer.table.used}.values():
        for token in strip.info.tokens:
            if token.kind >= Kind.VALUE:
                values.append(Cell(token, strip))
            elif token.entry is not None and token.entry.plain not in groups:
                if values:
                    yield headers, values
                    headers, values = "", []
                headers += token.entry.plain
    yield headers, values


def _is_scattered(placer: Placer) -> bool:
    if placer.table.strays or placer.clashing:
        return True
    return any(
        placer.placed[key] is None and len(row.filled()) > placer.columns(key)
        for key, row in placer.rows.items()
        if row.layout is not Layout.ROW
    )


def _all_zeros(placers: Sequence[Placer]) -> bool:
    """Fills tables with noughts, where there are as many as cells, and nothing else."""
    values: list[Cell] = []
    wanted = 0
    for placer in placers:
        if set(placer.rows) != set(placer.form.rows_by_key):
            return False
        values += _everything(placer)
        wanted += sum(len(row.columns) for row in placer.form.rows)
    if len(values) != wanted or any(cell.token.text != "0" for cell in values):
        return False
    left: Iterator[Cell] = iter(sorted(values, key=lambda c: (c.strip.index, c.token.start)))
    for placer in placers:
        for row in placer.form.rows:
            placer.placed[row.key] = [next(left) for _ in row.columns]
    return True


def _everything(placer: Placer) -> list[Cell]:
    found = {}
    for part in placer.parts:
        for cell in (*part.strays, *(c for row in part.rows for c in row.filled())):
            found[id(cell)] = cell
    return list(found.values())


def _doubt(placer: Placer) -> None:
    """Drops the rows from the first to the last that something is wrong with; all but those whose
    values stand beside their label."""
    wrong = [_line(cell) for cell in placer.table.strays]
    empty = False
    for key, row in placer.rows.items():
        cells = row.filled()
        if key in placer.clashing or len(cells) > placer.columns(key):
            if placer.placed[key] is None:
                wrong += [row.label.strip.index, _line(cells[-1])]
        elif not cells and placer.placed[key] is not None and _is_bare(placer.placed[key]):
            wrong.append(row.label.strip.index)
            empty = True
    if not empty and not placer.clashing:
        return  # values too many here and there, none too few
    first, last = min(wrong), max(wrong)
    for key, row in placer.rows.items():
        cells = row.filled()
        if row.layout is Layout.ROW or not first <= row.label.strip.index <= last:
            continue
        if not cells or any(cell.strip is not row.label.strip for cell in cells):
            placer.placed[key] = None


def _is_bare(cells: Placed | None) -> bool:
    """Whether a row's blank cells are nowhere to be seen."""
    if cells is None or len(cells) == 1:
        return cells is not None
    return not isinstance(cells, Filled) and cells[0] is cells[-1]


def _line(cell: Cell) -> int:
    return first_line(cell)


def _flowing(placer: Placer) -> list[str]:
    """The rows without marks between their cells."""
    return [key for key, row in placer.rows.items() if row.layout is not Layout.ROW]


def _doubt_damaged(placer: Placer) -> None:
    """Drops rows that only seem whole: where values were cut or lost nearby, a row may have the
    right number of values by chance. Its sums tell."""
    if placer.table.led:
        return
    for key in _flowing(placer):
        values = placer.values(key)
        if values is not None and placer.sums.hold(values) is False:
            placer.placed[key] = None


def _doubt_bare(placer: Placer) -> None:
    """Drops rows of which nothing is to be seen beside one that cannot be read and whose values
    stand on other lines than its label: what is missing there may be theirs, or lost with it."""
    keys = list(placer.rows)
    unread = {
        at
        for at, key in enumerate(keys)
        if placer.placed[key] is None
        and any(
            cell.strip is not placer.rows[key].label.strip for cell in placer.rows[key].filled()
        )
    }
    for at, key in enumerate(keys):
        bare = _is_bare(placer.placed[key]) and not placer.rows[key].filled()
        if bare and not {at - 1, at + 1}.isdisjoint(unread):
            placer.placed[key] = None
