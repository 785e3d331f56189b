"""勾稽关系: whether the sums of the tables hold.

The equations are data of the form (``Form.identities``); this is the one evaluator of them. Where
they break, ``culprits`` says which cell is to blame, if that is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from ..catalogue import Form, Identity, TableForm
from ..report.model import AnnualReport, Fact, FactState, ReportTable
from ..report.places import row_name
from .cells import cell_params, plain
from .culprits import Broken, Culprit, Equation, broken_of, equations_of, find_culprits
from .filling import Filling, as_filled, filling
from .hit import Hit, Params, RelatedHit

_NAMED_AT_MOST = 3


def identity_holds(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Broken equations of the identities named in ``identities``.

    A wrong cell that explains all that is broken is one hit at that cell; without one, each
    broken equation is a hit at its total. What breaks only because a cell holds no number is none:
    that cell has a finding of its own.
    """
    assert report.form is not None
    names = frozenset(params["identities"])
    for table in report.tables.values():
        own = _identities(report.form, table.key, names)
        if own and table.counted and _broken(table, own):
            identities = _identities(report.form, table.key)
            full = as_filled(table, _equations(table.form, identities))
            yield from _hits(full, identities, names)


def filling_of(report: AnnualReport, table: ReportTable) -> Filling:
    """What the cells of a table that hold no number should hold, as far as its sums tell."""
    assert report.form is not None
    return filling(table, _equations(table.form, _identities(report.form, table.key)))


def right_values(report: AnnualReport, table: ReportTable) -> dict[str, str]:
    """What cells should be, for those that are certainly to blame for broken sums."""
    assert report.form is not None
    identities = _identities(report.form, table.key)
    equations = _equations(table.form, identities)
    full = as_filled(table, equations)
    culprits = find_culprits(full.facts, _broken(full, identities), equations)
    values = {**filling(table, equations).values, **{c.key: c.right_value for c in culprits}}
    return {key: plain(value) for key, value in values.items()}


def _broken(table: ReportTable, identities: tuple[Identity, ...]) -> list[Broken]:
    """The equations of a table that do not hold; of noughts alone all do."""
    return broken_of(
        table.facts,
        [e for e in _equations(table.form, identities) if not e.cells.isdisjoint(table.counted)],
    )


def doubtful_cells(report: AnnualReport, table: ReportTable) -> frozenset[str]:
    """The cells that stand in a sum that does not hold: any of them may be the wrong one."""
    assert report.form is not None
    broken = _broken(table, _identities(report.form, table.key))
    return frozenset(key for one in broken for key in (*one.equation.left, *one.equation.right))


@lru_cache(maxsize=64)
def _identities(
    form: Form, table: str, names: frozenset[str] | None = None
) -> tuple[Identity, ...]:
    """The identities of a table, or those of them that are named."""
    own = (identity for identity in form.identities if identity.table == table)
    return tuple(identity for identity in own if names is None or identity.name in names)


@lru_cache(maxsize=64)
def _equations(form: TableForm, identities: tuple[Identity, ...]) -> tuple[Equation, ...]:
    return equations_of(form, identities)


def _hits(
    table: ReportTable,
    identities: tuple[Identity, ...],
    names: frozenset[str],
) -> Iterator[Hit]:
    equations = _equations(table.form, identities)
    broken = _broken(table, identities)
    culprits = find_culprits(table.facts, broken, equations)
    for culprit in culprits:
        if culprit.main.equation.identity.name in names:
            yield _culprit_hit(table, culprit)
    if culprits:
        return
    following = _consequences(broken, identities)
    for index, one in enumerate(broken):
        if one.equation.identity.name in names and index not in following:
            others = [broken[i] for i, cause in following.items() if cause == index]
            hit = _broken_hit(table, one, others)
            kept = hit.suggestions if _is_free(one, broken, equations) else ()
            yield hit._replace(suggestions=kept)


def _is_free(one: Broken, broken: Sequence[Broken], equations: Sequence[Equation]) -> bool:
    """Whether the total of a broken equation can be changed without breaking a sum over rows."""
    total = one.equation.total
    wrong = {id(other.equation) for other in broken}
    return not any(
        total in e.cells and e.identity.over == "columns" and id(e) not in wrong for e in equations
    )


def _consequences(broken: Sequence[Broken], identities: Sequence[Identity]) -> dict[int, int]:
    """Broken equations that only follow from others: position → position of their cause.

    Where the rows add up, the column of totals is out by as much as the other columns together.
    """
    totals = {i.left[0] for i in identities if i.over == "rows" and len(i.left) == 1}
    row_sums = {one.equation.left[0] for one in broken if one.equation.identity.over == "rows"}
    following: dict[int, int] = {}
    for index, one in enumerate(broken):
        identity, cells = one.equation.identity, {*one.equation.left, *one.equation.right}
        if (
            identity.over != "columns"
            or one.equation.total.rpartition(".")[2] not in totals
            or cells & row_sums
        ):
            continue
        columns = [
            position
            for position, other in enumerate(broken)
            if other.equation.identity is identity and position != index
        ]
        gap = sum((broken[i].left - broken[i].right for i in columns), Decimal(0))
        if columns and gap == one.left - one.right:
            following[index] = columns[0]
    return following


def _culprit_hit(table: ReportTable, culprit: Culprit) -> Hit:
    if culprit.moved_from is not None:
        return _moved_hit(table, culprit, table.facts[culprit.moved_from])
    main, fact = culprit.main, table.facts[culprit.key]
    others = [one for one in culprit.broke if one is not main]
    right = plain(culprit.right_value)
    if main.equation.left == (culprit.key,):
        return _broken_hit(table, main, others)._replace(suggestions=(right,))
    unfilled = _unfilled(table, [one.equation for one in culprit.broke])
    found = {
        "value": plain(fact.judged or Decimal(0)),
        "sum": right,
        "sums": "；".join(_sides(table, one) for one in culprit.broke),
        **unfilled,
    }
    return Hit(
        fact.span,
        {**cell_params(table, fact), **found},
        "cell-unfilled" if unfilled["unfilled"] else "cell",
        (right,),
        (*_sums(table, culprit.broke, culprit.key), *_added(table, culprit.broke, culprit.key)),
    )


def _moved_hit(table: ReportTable, culprit: Culprit, there: Fact) -> Hit:
    """A number that stands in another column of its row."""
    fact = table.facts[culprit.key]
    found = {
        "value": plain(culprit.right_value - (fact.judged or Decimal(0))),
        "right": fact.column.label,
        "sums": "；".join(_sides(table, one) for one in culprit.broke),
    }
    return Hit(
        there.span,
        {**cell_params(table, there), **found},
        "moved",
        related=(
            RelatedHit(fact.span, "here"),
            *_sums(table, culprit.broke, culprit.moved_from or ""),
        ),
    )


def _broken_hit(table: ReportTable, one: Broken, others: Sequence[Broken]) -> Hit:
    own = one.equation.total
    same = [other for other in others if other.equation.total == own]
    fact = table.facts[own]
    unfilled = _unfilled(table, [one.equation])
    found = {
        "value": plain(one.left),
        "sum": plain(one.right),
        "left": _terms(table, one.equation.left),
        "right": _terms(table, one.equation.right),
        **unfilled,
    }
    is_sum = one.equation.left == (one.equation.total,)
    return Hit(
        fact.span,
        {**cell_params(table, fact), **found},
        "unfilled" if unfilled["unfilled"] else "",
        (plain(one.right),) if is_sum else (),
        (*_added(table, [one, *same], own), *_sums(table, others, own)),
    )


def _added(table: ReportTable, broken: Sequence[Broken], own: str) -> Iterator[RelatedHit]:
    """The cells that were added up, but for the hit's own, the totals, and those with nothing."""
    totals = {one.equation.total for one in broken}
    keys = dict.fromkeys(key for one in broken for key in (*one.equation.left, *one.equation.right))
    for key in keys:
        fact = table.facts[key]
        if fact.judged and key != own and key not in totals:
            cell = {"cell": _name(fact), "value": plain(fact.judged)}
            yield RelatedHit(fact.span, "added", cell)


def _sums(table: ReportTable, broken: Sequence[Broken], own: str) -> Iterator[RelatedHit]:
    """The totals that do not hold either."""
    for one in broken:
        if one.equation.total != own:
            place = table.facts[one.equation.total].span
            yield RelatedHit(place, params={"sums": _sides(table, one)})


def _sides(table: ReportTable, one: Broken) -> str:
    """A broken equation in short: ``“（七）总计”自然人列 17≠16``."""
    fact = table.facts[one.equation.total]
    left, right = plain(one.left), plain(one.right)
    if len(one.equation.left) > 1:
        left, right = _terms(table, one.equation.left), _terms(table, one.equation.right)
    return f"“{row_name(fact)}”{fact.column.label}列 {left}≠{right}"


def _terms(table: ReportTable, keys: Sequence[str]) -> str:
    return "+".join(plain(table.facts[key].judged or Decimal(0)) for key in keys)


def _unfilled(table: ReportTable, equations: Sequence[Equation]) -> dict[str, object]:
    """The cells that were read as 0 because they hold no number, by their names: ``unfilled`` in
    Chinese, ``unfilled_en`` in English; empty where there are none."""
    facts = {key: table.facts[key] for e in equations for key in (*e.left, *e.right)}
    names = [_name(fact) for fact in facts.values() if fact.state is not FactState.NUMBER]
    text = "、".join(names[:_NAMED_AT_MOST])
    more = len(names) - _NAMED_AT_MOST
    return {
        "unfilled": text if more <= 0 else f"{text}等{len(names)}格",
        "unfilled_en": text if more <= 0 else f"{text} and {more} more",
    }


def _name(fact: Fact) -> str:
    return f"“{row_name(fact)}”{fact.column.label}列"
