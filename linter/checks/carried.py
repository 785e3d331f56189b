"""GX406, GX407: numbers that go on from last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..records import NamedTuple
from ..report.model import AnnualReport, Fact, ReportTable
from .cells import cell_params, plain
from .culprits import impossible
from .hit import Hit, Params, RelatedHit
from .identities import right_values
from .patterns import any_of


class _Couple(NamedTuple):
    """A cell of this year's table and the one of last year's that it goes on from."""

    now: Fact
    last: Fact

    @property
    def judged(self) -> bool:
        """Whether both can be read as numbers that can be."""
        return not (
            self.now.judged is None
            or self.last.judged is None
            or impossible(self.now)
            or impossible(self.last)
        )


def _tables(
    report: AnnualReport, previous: AnnualReport, key: str
) -> tuple[ReportTable, ReportTable] | None:
    if previous.form is None:  # before 2019 there were no such tables
        return None
    now, last = report.tables.get(key), previous.tables.get(key)
    return (now, last) if now is not None and last is not None else None


def carried_hits(report: AnnualReport, previous: AnnualReport, params: Params) -> Iterator[Hit]:
    """The row of what was carried in (``row``) against last year's row ``before``, as one hit.

    Kinds of applicants are compared where all can be read, else the total. A number that the
    sums of its own table already prove wrong is theirs to tell.
    """
    tables = _tables(report, previous, params["table"])
    if tables is None:
        return
    table, before = tables
    couples = _couples(table, before, params)
    wrong = [one for one in couples if one.judged and one.now.judged != one.last.judged]
    if not wrong:
        return
    mended, mended_before = right_values(report, table), right_values(previous, before)
    wrong = [
        one
        for one in wrong
        if mended.get(_key(one.now, table)) != _value(one.last)
        and mended_before.get(_key(one.last, before)) != _value(one.now)
    ]
    if not wrong:
        return
    first = wrong[0]
    gap = sum((_number(one.now) - _number(one.last) for one in couples), Decimal(0))
    told = [(one.now.column.label, _value(one.now), _value(one.last)) for one in wrong]
    variant = "" if len(wrong) == 1 else "several" if gap else "moved"
    found = {
        **cell_params(table, first.now),
        "year": previous.year,
        "value": _value(first.now),
        "last": _value(first.last),
        "count": len(wrong),
        "columns": "、".join(f"{label} {value}（上年 {last}）" for label, value, last in told),
        "columns_en": ", ".join(f"{label} {value} (not {last})" for label, value, last in told),
    }
    yield Hit(first.now.span, found, variant, related=tuple(_places(wrong, previous)))


def _couples(table: ReportTable, before: ReportTable, params: Params) -> list[_Couple]:
    """The cells to compare: those of each kind of applicant, or the totals."""
    total = params["total"]
    couples = {}
    for column in table.form.rows_by_key[params["row"]].columns:
        now = table.facts[f"{params['row']}.{column.key}"]
        last = before.facts.get(f"{params['before']}.{column.key}")
        if last is not None:
            couples[column.key] = _Couple(now, last)
    kinds = [couple for key, couple in couples.items() if key != total]
    if all(couple.judged for couple in kinds):
        return kinds
    totals = couples.get(total)
    return [totals] if totals is not None and totals.judged else []


def _places(wrong: Sequence[_Couple], previous: AnnualReport) -> Iterator[RelatedHit]:
    for one in wrong[1:]:
        yield RelatedHit(one.now.span, "also", _told(one.now, previous))
    for one in wrong:
        yield RelatedHit(one.last.span, "before", _told(one.last, previous), previous=True)


def _told(fact: Fact, previous: AnnualReport) -> dict[str, object]:
    return {"column": fact.column.label, "value": _value(fact), "year": previous.year}


def stock_hits(report: AnnualReport, previous: AnnualReport, params: Params) -> Iterator[Hit]:
    """Documents in force that are not last year's, plus those issued, less those repealed.

    Silent where the text tells of documents that went another way (``explained``), where last
    year's table has no such cells (the format of 2019), and where more were issued than there
    are, which is GX312's.
    """
    tables = _tables(report, previous, params["table"])
    if tables is None:
        return
    table, before = tables
    for row in params["rows"]:
        cells = [table.facts.get(f"{row}.{name}") for name in ("issued", "repealed", "in_force")]
        last = before.facts.get(f"{row}.in_force")
        if last is None or last.value is None or any(map(_is_no_number, (*cells, last))):
            continue
        issued, repealed, in_force = (cell for cell in cells if cell is not None)
        right = _number(last) + _number(issued) - _number(repealed)
        now = _number(in_force)
        if in_force.value is None or now == right or _number(issued) > now + _number(repealed):
            continue
        if any_of(params["explained"]).search(report.prose.text):
            continue
        found = {
            **cell_params(table, in_force),
            "year": previous.year,
            "value": plain(now),
            "last": _value(last),
            "issued": _value(issued),
            "repealed": _value(repealed),
            "right": plain(right),
        }
        place = RelatedHit(last.span, "before", _told(last, previous), previous=True)
        yield Hit(in_force.span, found, related=(place,))


def _is_no_number(fact: Fact | None) -> bool:
    return fact is None or fact.judged is None or impossible(fact)


def jump_hits(
    report: AnnualReport, previous: AnnualReport, params: Mapping[str, object]
) -> Iterator[Hit]:
    """Numbers that are ``factor`` times last year's or more, or the other way round.

    Small ones do (``least``: what the larger must be); from and to nothing is no jump.
    """
    factor, least = Decimal(str(params["factor"])), Decimal(str(params["least"]))
    cells = params["cells"]
    assert isinstance(cells, Mapping)
    for key, names in cells.items():
        tables = _tables(report, previous, key)
        if tables is None:
            continue
        table, before = tables
        for name in names:
            now, last = table.facts.get(name), before.facts.get(name)
            if now is None or last is None or not now.value or not last.value:
                continue
            small, large = sorted((now.value, last.value))
            if small > 0 and large >= least and large >= factor * small:
                found = {
                    **cell_params(table, now),
                    "year": previous.year,
                    "value": _value(now),
                    "last": _value(last),
                    "factor": plain(factor),
                }
                place = RelatedHit(last.span, "before", _told(last, previous), previous=True)
                yield Hit(now.span, found, "jump", related=(place,))


def _key(fact: Fact, table: ReportTable) -> str:
    return fact.key.removeprefix(f"{table.key}.")


def _number(fact: Fact) -> Decimal:
    return fact.judged or Decimal(0)


def _value(fact: Fact) -> str:
    return plain(_number(fact))
