"""What the cells without a number should hold, where the sums of their table tell.

A blank or a dash is read as 0. Where a sum breaks because of that, the number that is missing says
enough: it is sought here, so that nothing else is said of the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..records import NamedTuple
from ..report.model import Fact, FactState, ReportTable
from .culprits import Equation, broken_of, find_culprits, judgeable

_UNFILLED = (FactState.BLANK, FactState.MARK)
# With more cells missing, a sum says nothing of them: more likely something else is wrong.
_MISSING_AT_MOST = 2


class Filling(NamedTuple):
    """``values`` are what sums demand of cells without a number, by their keys, where it is not
    0; ``open`` are cells that cannot all be 0, and nothing tells what they are."""

    values: Mapping[str, Decimal] = {}
    open: frozenset[str] = frozenset()


_NOTHING = Filling()


def filling(table: ReportTable, equations: Sequence[Equation]) -> Filling:
    """What the cells of a table that hold no number should hold, by these equations."""
    if table.states.isdisjoint(_UNFILLED):
        return _NOTHING
    unknown = {key for key, fact in table.facts.items() if fact.state in _UNFILLED}
    touched = [
        e for e in equations if not e.cells.isdisjoint(unknown) and judgeable(table.facts, e)
    ]
    if not broken_of(table.facts, touched):
        return _NOTHING
    values: dict[str, Decimal] = {}
    failed: list[set[str]] = []
    for cells in _linked(unknown, touched):
        found = _solved(table, cells, [e for e in touched if not e.cells.isdisjoint(cells)])
        if found is None:
            failed.append(cells)
        else:
            values |= found
    if not failed:
        return Filling(values)
    # Something else is wrong as well: a cell with a number, or one that is missing.
    facts = _filled(table.facts, values)
    culprits = find_culprits(facts, broken_of(facts, equations), equations)
    for culprit in culprits:
        change = culprit.right_value - _value(facts, culprit.key)
        for key in (culprit.key, culprit.also):
            if key in unknown:
                values[key] = _value(facts, key) + change
    missing = (
        set() if culprits else {key for cells in failed for key in _missing(facts, cells, touched)}
    )
    return Filling(values, frozenset(missing))


def as_filled(table: ReportTable, equations: Sequence[Equation]) -> ReportTable:
    """The table as if its cells were filled; those of which nothing is known have no value."""
    found = filling(table, equations)
    if found is _NOTHING:
        return table
    facts = _filled(table.facts, found.values)
    for key in found.open:
        facts[key] = facts[key]._replace(state=FactState.TEXT)
    counted = {key: fact for key, fact in facts.items() if fact.value}
    return table._replace(facts=facts, counted=counted)


def _filled(facts: Mapping[str, Fact], values: Mapping[str, Decimal]) -> dict[str, Fact]:
    numbers = {
        key: facts[key]._replace(state=FactState.NUMBER, value=value)
        for key, value in values.items()
    }
    return {**facts, **numbers}


def _value(facts: Mapping[str, Fact], key: str) -> Decimal:
    return facts[key].judged or Decimal(0)


def _linked(unknown: set[str], equations: Sequence[Equation]) -> list[set[str]]:
    """The unknown cells, those together that stand in one sum, directly or by way of others."""
    groups: list[set[str]] = []
    for equation in equations:
        cells = unknown & equation.cells
        apart = [group for group in groups if group.isdisjoint(cells)]
        joined = [group for group in groups if not group.isdisjoint(cells)]
        groups = [*apart, cells.union(*joined)]
    return groups


def _solved(
    table: ReportTable, cells: set[str], equations: Sequence[Equation]
) -> dict[str, Decimal] | None:
    """The values of some cells that make all their sums hold, those that are not 0; None where
    there are none, or several are missing from one sum."""
    values: dict[str, Decimal] = {}
    left = [*equations]
    goes_on = True
    while goes_on:
        goes_on = False
        for equation in tuple(left):
            open_cells = [key for key in equation.cells & cells if key not in values]
            if len(open_cells) > 1:
                continue
            gap = _gap(table, equation, values)
            left.remove(equation)
            goes_on = True
            if open_cells:
                (key,) = open_cells
                values[key] = -gap if key in equation.left else gap
                if values[key] < 0:
                    return None
            elif gap:
                return None
    if any(_gap(table, equation, values) for equation in left):
        return None
    return {key: value for key, value in values.items() if value}


def _gap(table: ReportTable, equation: Equation, values: Mapping[str, Decimal]) -> Decimal:
    """By how much the left side is more than the right one."""
    sides = [
        sum((values.get(key, _value(table.facts, key)) for key in side), Decimal(0))
        for side in (equation.left, equation.right)
    ]
    return sides[0] - sides[1]


def _missing(
    facts: Mapping[str, Fact], cells: set[str], equations: Sequence[Equation]
) -> Iterator[str]:
    """The cells without which a sum does not hold, if a few are all that is missing from it."""
    for one in broken_of(facts, equations):
        own = cells & one.equation.cells
        if len(own) <= _MISSING_AT_MOST:
            yield from (key for key in own if one.change(key) > 0)
