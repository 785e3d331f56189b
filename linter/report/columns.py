"""Columns that only the eye sees: values under each other, parted by spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6]"
)

Place = tuple[int, int]


def places(text: str, tokens: Sequence[Place], *, display: bool) -> list[Place]:
    """Where pieces of a line stand: in columns of a terminal, or in characters."""
    if not display:
        return list(tokens)
    found = []
    at = column = 0
    for start, end in tokens:
        column += start - at + len(_WIDE.findall(text, at, start))
        width = end - start + len(_WIDE.findall(text, start, end))
        found.append((column, column + width))
        column += width
        at = end
    return found


def ranges(rows: Sequence[Sequence[Place]]) -> list[Place] | None:
    """The columns that rows with all their values have in common, nearest rows first.

    A row that would make columns run into each other is of another page: it and those behind it
    say nothing.
    """
    if not rows:
        return None
    columns = list(rows[0])
    for row in rows[1:]:
        wider = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(columns, row, strict=True)]
        if not _apart(wider):
            break
        columns = wider
    return columns if _apart(columns) else None


def _apart(columns: Sequence[Place]) -> bool:
    return all(a[1] < b[0] for a, b in zip(columns, columns[1:], strict=False))


def assign(values: Sequence[Place], columns: Sequence[Place]) -> list[int] | None:
    """The column of each value: the only one it stands under; None where that is not sure."""
    found: list[int] = []
    for start, end in values:
        under = [at for at, (a, b) in enumerate(columns) if start < b and a < end]
        if len(under) != 1 or (found and under[0] <= found[-1]):
            return None
        found.append(under[0])
    return found
