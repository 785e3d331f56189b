"""Sums of a table's cells, as the form says them (勾稽关系): what a reading must agree with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ..catalogue import Form, TableForm


class Sums:
    """The identities of one table, by the positions of a row's columns and by rows."""

    def __init__(self, form: Form, table: TableForm) -> None:
        own = [identity for identity in form.identities if identity.table == table.key]
        columns = [column.key for column in table.rows[0].columns] if table.rows else []
        self.rows = tuple(
            (
                tuple(columns.index(key) for key in identity.left),
                tuple(columns.index(key) for key in identity.right),
            )
            for identity in own
            if identity.over == "rows"
        )
        self.columns = tuple(
            (table.rows_named(identity.left), table.rows_named(identity.right))
            for identity in own
            if identity.over == "columns"
        )

    def hold(self, values: Sequence[Decimal | int | None]) -> bool | None:
        """Whether a row's sums hold; None where there are none, or a value is not known."""
        if not self.rows or any(value is None for value in values):
            return None
        known = [value or 0 for value in values]
        return all(
            sum(known[at] for at in left) == sum(known[at] for at in right)
            for left, right in self.rows
        )

    def columns_hold(self, cell: Callable[[str], Sequence[Decimal | None] | None]) -> bool:
        """Whether the sums over rows hold, as far as all of their cells are known."""
        for left, right in self.columns:
            rows = [[cell(key) for key in side] for side in (left, right)]
            if any(row is None for side in rows for row in side):
                continue
            for at in range(min(len(row or ()) for side in rows for row in side)):
                sides = [[row[at] for row in side if row is not None] for side in rows]
                if any(value is None for side in sides for value in side):
                    continue
                totals = [sum(value for value in side if value is not None) for side in sides]
                if totals[0] != totals[1]:
                    return False
        return True
