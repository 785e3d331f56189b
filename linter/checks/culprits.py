"""Which cell is to blame for the sums of a table that do not hold.

One wrong cell breaks every equation it stands in: its row's, its column's, the balance. Sought are
the cells whose change mends all that is broken and breaks nothing; a blame is only put where there
is exactly one such explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..catalogue import Identity, TableForm
from ..records import NamedTuple
from ..report.model import Fact

# More broken equations than this are no slips of single cells.
_EXPLAINED_AT_MOST = 12


class Equation(NamedTuple):
    """An identity for one row or one column: the keys of the facts on its two sides, and all."""

    identity: Identity
    left: tuple[str, ...]
    right: tuple[str, ...]
    cells: frozenset[str]

    @property
    def total(self) -> str:
        """The cell that stands for it: the sum, or what is left over."""
        return self.left[0] if len(self.left) == 1 else self.right[-1]


class Broken(NamedTuple):
    """An equation that does not hold, and what its sides come to."""

    equation: Equation
    left: Decimal
    right: Decimal

    def change(self, key: str) -> Decimal:
        """What a cell of it would have to grow by for it to hold."""
        return self.right - self.left if key in self.equation.left else self.left - self.right


class Culprit(NamedTuple):
    """A wrong cell, what it should be, and what it broke.

    ``also`` is the total of its row where that was made wrong with it; ``moved_from`` the cell of
    its row where the number stands instead.
    """

    key: str
    right_value: Decimal
    broke: tuple[Broken, ...]
    also: str | None = None
    moved_from: str | None = None

    @property
    def main(self) -> Broken:
        """The broken equation that says most: the one whose sum this cell is."""
        sums = [one for one in self.broke if one.equation.left == (self.key,)]
        return sums[-1] if sums else self.broke[0]


class _Suspect(NamedTuple):
    culprit: Culprit
    broke: frozenset[int]


def equations_of(form: TableForm, identities: Sequence[Identity]) -> tuple[Equation, ...]:
    """The equations of some identities over a table, in the order of the form."""
    found: list[Equation] = []
    for identity in identities:
        if identity.over == "rows":
            found.extend(_over_rows(form, identity))
        else:
            found.extend(_over_columns(form, identity))
    return tuple(found)


def _over_rows(form: TableForm, identity: Identity) -> Iterator[Equation]:
    for row in form.rows:
        keys = {column.key: form.cell_key(row, column) for column in row.columns}
        if keys.keys() >= {*identity.left, *identity.right}:
            yield _equation(
                identity,
                [keys[name] for name in identity.left],
                [keys[name] for name in identity.right],
            )


def _over_columns(form: TableForm, identity: Identity) -> Iterator[Equation]:
    left = form.rows_named(identity.left)
    right = form.rows_named(identity.right)
    for column in form.rows_by_key[left[0]].columns:
        yield _equation(
            identity,
            [f"{row}.{column.key}" for row in left],
            [f"{row}.{column.key}" for row in right],
        )


def _equation(identity: Identity, left: Sequence[str], right: Sequence[str]) -> Equation:
    return Equation(identity, tuple(left), tuple(right), frozenset((*left, *right)))


def judgeable(facts: Mapping[str, Fact], equation: Equation) -> bool:
    """Whether all cells of an equation have values that a sum can be made of."""
    return all(
        fact.judged is not None and not impossible(fact)
        for fact in (facts[key] for key in (*equation.left, *equation.right))
    )


def impossible(fact: Fact) -> bool:
    """Whether a number cannot be in its cell: negative, or a fraction of a piece."""
    value = fact.value
    if value is None:
        return False
    return (value < 0 and not fact.column.signed) or (value % 1 != 0 and not fact.column.decimal)


def broken_of(facts: Mapping[str, Fact], equations: Sequence[Equation]) -> list[Broken]:
    """The equations that do not hold; those with a cell that has no value are not judged."""
    broken = []
    for equation in equations:
        left = _sum(facts, equation.left)
        right = _sum(facts, equation.right)
        if left is None or right is None or left == right:
            continue
        if judgeable(facts, equation):
            broken.append(Broken(equation, left, right))
    return broken


def _sum(facts: Mapping[str, Fact], keys: tuple[str, ...]) -> Decimal | None:
    total = Decimal(0)
    for key in keys:
        fact = facts[key]
        value = fact.value
        if value is None and (value := fact.judged) is None:
            return None
        if value:
            total += value
    return total


def find_culprits(
    facts: Mapping[str, Fact], broken: Sequence[Broken], equations: Sequence[Equation]
) -> list[Culprit]:
    """The wrong cells, where exactly one choice of the fewest explains all that is broken."""
    if not 2 <= len(broken) <= _EXPLAINED_AT_MOST:
        return []
    judged = [equation for equation in equations if judgeable(facts, equation)]
    singles = list(_single_suspects(facts, broken, judged))
    suspects = [
        *singles,
        *_row_suspects(facts, broken, judged),
        *_moved_suspects(facts, broken, judged),
    ]
    for size in range(1, len(broken) // 2 + 1):
        explanations = _explanations(suspects, len(broken), size)
        if explanations:
            return explanations[0] if len(explanations) == 1 else []
    return []


def _single_suspects(
    facts: Mapping[str, Fact], broken: Sequence[Broken], judged: Sequence[Equation]
) -> Iterator[_Suspect]:
    """Cells of which every equation is broken, by the same amount."""
    places = {id(one.equation): index for index, one in enumerate(broken)}
    for key in _cells_of(broken):
        touched = [equation for equation in judged if key in equation.left + equation.right]
        yield from _suspect(facts, broken, places, {key: touched}, None)


def _row_suspects(
    facts: Mapping[str, Fact], broken: Sequence[Broken], judged: Sequence[Equation]
) -> Iterator[_Suspect]:
    """Cells that are wrong together with the total of their row, whose sum still holds."""
    places = {id(one.equation): index for index, one in enumerate(broken)}
    row_sums = [e for e in judged if e.identity.over == "rows" and id(e) not in places]
    wrong = _cells_of(broken)
    for row in row_sums:
        total = row.left[0]
        for key in row.right:
            if key in wrong and total in wrong:
                touched = {
                    cell: [e for e in judged if e is not row and cell in e.left + e.right]
                    for cell in (key, total)
                }
                yield from _suspect(facts, broken, places, touched, total)


def _moved_suspects(
    facts: Mapping[str, Fact], broken: Sequence[Broken], judged: Sequence[Equation]
) -> Iterator[_Suspect]:
    """Cells whose number stands in another column of their row, whose sum still holds.

    Only where the totals of both columns say so: a balance alone may be broken by several rows.
    """
    places = {id(one.equation): index for index, one in enumerate(broken)}
    wrong = _cells_of(broken)
    for row in judged:
        if row.identity.over != "rows" or id(row) in places:
            continue
        lacks: dict[str, tuple[Decimal, list[int]]] = {}
        for key in row.right:
            touched = [e for e in judged if e is not row and key in e.cells] if key in wrong else ()
            indexes = [places.get(id(equation), -1) for equation in touched]
            changes = {broken[index].change(key) for index in indexes if index >= 0}
            if len(changes) == 1 and -1 not in indexes:
                lacks[key] = (changes.pop(), indexes)
        for key, (lack, indexes) in lacks.items():
            for other, (surplus, more) in lacks.items():
                value, there = (facts[cell].judged or Decimal(0) for cell in (key, other))
                if lack > 0 and surplus == -lack and there >= lack:
                    both = sorted((*indexes, *more))
                    broke = tuple(broken[index] for index in both)
                    if all(len(one.equation.left) > 1 for one in broke):
                        continue
                    culprit = Culprit(key, value + lack, broke, moved_from=other)
                    yield _Suspect(culprit, frozenset(both))


def _suspect(
    facts: Mapping[str, Fact],
    broken: Sequence[Broken],
    places: Mapping[int, int],
    touched: Mapping[str, Sequence[Equation]],
    also: str | None,
) -> Iterator[_Suspect]:
    changes, indexes = set(), []
    for key, equations in touched.items():
        for equation in equations:
            index = places.get(id(equation))
            if index is None:
                return
            indexes.append(index)
            changes.add(broken[index].change(key))
    key = next(iter(touched))
    if len(indexes) < 2 or len(changes) != 1:
        return
    value = facts[key].judged
    right = (value or Decimal(0)) + changes.pop()
    if right >= 0:
        broke = tuple(broken[index] for index in sorted(indexes))
        yield _Suspect(Culprit(key, right, broke, also), frozenset(indexes))


def _cells_of(broken: Sequence[Broken]) -> dict[str, None]:
    return dict.fromkeys(key for one in broken for key in (*one.equation.left, *one.equation.right))


def _explanations(suspects: Sequence[_Suspect], count: int, size: int) -> list[list[Culprit]]:
    """Up to two choices of so many suspects that together broke everything, nothing twice."""
    found: list[list[Culprit]] = []

    def choose(left: frozenset[int], chosen: list[Culprit]) -> None:
        if not left:
            found.append(chosen)
        elif len(chosen) < size:
            first = min(left)
            for suspect in suspects:
                if len(found) < 2 and first in suspect.broke and suspect.broke <= left:
                    choose(left - suspect.broke, [*chosen, suspect.culprit])

    choose(frozenset(range(count)), [])
    return found
