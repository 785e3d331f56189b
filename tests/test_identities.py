"""The evaluator of sums: what holds is left alone, one wrong cell is found, nothing else said."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from gxlint.catalogue import Form, TableForm, load_catalogue
from gxlint.checks.culprits import broken_of, equations_of, find_culprits
from gxlint.checks.identities import identity_holds
from gxlint.engine import default_settings, read_report
from gxlint.records import replace
from gxlint.report.model import AnnualReport, Fact, FactState
from gxlint.text import Span
from hypothesis import given
from hypothesis import strategies as st

from .samples import correct_report

FORM: Form = load_catalogue().forms["2021"]
REQUESTS: TableForm = FORM.table("requests")
COLUMNS = ("natural_person", "commercial", "research", "social_welfare", "legal_services", "other")
RESULTS = [row.key for row in REQUESTS.rows if row.key.startswith("results.")][:-1]
IDENTITIES = tuple(i for i in FORM.identities if i.table == "requests")
EQUATIONS = equations_of(REQUESTS, IDENTITIES)
RULES = ("GX305", "GX306", "GX307", "GX308")

counts = st.integers(0, 400)


@st.composite
def consistent(draw: st.DrawFn) -> dict[str, int]:
    """The values of a requests table in which every sum holds."""
    values: dict[str, int] = {}
    for column in COLUMNS:
        results = {row: draw(counts) for row in draw(st.sets(st.sampled_from(RESULTS), max_size=4))}
        for row in RESULTS:
            values[f"{row}.{column}"] = results.get(row, 0)
        handled = sum(results.values())
        carried_in = draw(st.integers(0, handled))
        carried_out = draw(st.integers(0, 9))
        values[f"results.total.{column}"] = handled
        values[f"carried_in.{column}"] = carried_in
        values[f"carried_out.{column}"] = carried_out
        values[f"new_received.{column}"] = handled + carried_out - carried_in
    for form in REQUESTS.rows:
        values[f"{form.key}.total"] = sum(values[f"{form.key}.{column}"] for column in COLUMNS)
    return values


cells = st.sampled_from([key for key, _, _ in REQUESTS.cells()])


def facts_of(values: dict[str, int]) -> dict[str, Fact]:
    """The facts of those values; each at a place of its own."""
    return {
        key: Fact(
            f"requests.{key}",
            FactState.NUMBER,
            Decimal(values[key]),
            str(values[key]),
            Span(index, index + 1),
            row,
            column,
        )
        for index, (key, row, column) in enumerate(REQUESTS.cells())
    }


@lru_cache
def base() -> AnnualReport:
    """The report of the samples."""
    text = correct_report("department-2024")
    return read_report("报告.txt", text.encode(), default_settings())[1]


def said(facts: dict[str, Fact]) -> list[tuple[str, str]]:
    """What the four rules say of a table: rule and cell; every message must be complete."""
    counted = {key: fact for key, fact in facts.items() if fact.value}
    table = base().tables["requests"]._replace(facts=facts, counted=counted)
    report = replace(base(), tables={"requests": table})
    keys = {fact.span: key for key, fact in facts.items()}
    found = []
    for name in RULES:
        rule = load_catalogue().rules[name]
        for hit in identity_holds(report, rule.params):
            for lang in ("zh", "en"):
                assert "{" not in rule.messages[hit.variant].fill(lang, dict(hit.params))
                for related in hit.related:
                    rule.messages[related.variant].fill(lang, dict(related.params))
            assert hit.span not in [related.span for related in hit.related]
            found.append((name, keys[hit.span]))
    return found


@given(consistent())
def test_sums_that_hold_are_left_alone(values: dict[str, int]) -> None:
    assert said(facts_of(values)) == []


@given(consistent(), cells, st.integers(1, 300))
def test_one_wrong_cell_is_the_only_finding(values: dict[str, int], cell: str, by: int) -> None:
    found = said(facts_of({**values, cell: values[cell] + by}))
    assert [key for _, key in found] == [cell]
    expected = "GX306" if cell.startswith("results.total.") else "GX305"
    assert found[0][0] == expected


@given(consistent(), cells, st.integers(1, 300))
def test_the_right_value_of_a_wrong_cell_is_known(
    values: dict[str, int], cell: str, by: int
) -> None:
    facts = facts_of({**values, cell: values[cell] + by})
    (culprit,) = find_culprits(facts, broken_of(facts, EQUATIONS), EQUATIONS)
    assert (culprit.key, int(culprit.right_value)) == (cell, values[cell])


@given(consistent(), st.lists(st.tuples(cells, counts), min_size=2, max_size=6))
def test_culprits_mend_everything(values: dict[str, int], changes: list[tuple[str, int]]) -> None:
    facts = facts_of({**values, **dict(changes)})
    broken = broken_of(facts, EQUATIONS)
    culprits = find_culprits(facts, broken, EQUATIONS)
    mended = dict(facts)
    for culprit in culprits:
        change = culprit.right_value - (facts[culprit.key].value or 0)
        for key in filter(None, (culprit.key, culprit.also)):
            mended[key] = mended[key]._replace(value=(mended[key].value or 0) + change)
        if culprit.moved_from:
            there = mended[culprit.moved_from]
            mended[culprit.moved_from] = there._replace(value=(there.value or 0) - change)
    assert not culprits or broken_of(mended, EQUATIONS) == []
    assert bool(said(facts)) == bool(broken)


@given(consistent(), cells, st.sampled_from([FactState.TEXT, FactState.UNREADABLE]))
def test_no_sum_is_judged_over_a_cell_without_a_value(
    values: dict[str, int], cell: str, state: FactState
) -> None:
    facts = facts_of(values)
    facts[cell] = facts[cell]._replace(state=state, value=None)
    assert said(facts) == []


@given(consistent(), cells, st.sampled_from([FactState.BLANK, FactState.MARK]))
def test_a_cell_without_a_number_counts_as_nothing(
    values: dict[str, int], cell: str, state: FactState
) -> None:
    facts = facts_of(values)
    facts[cell] = facts[cell]._replace(state=state, value=None, text="")
    assert [key for _, key in said(facts)] == ([cell] if values[cell] else [])


@given(consistent(), st.sampled_from(RESULTS), st.permutations(COLUMNS), st.integers(1, 300))
def test_a_number_in_the_wrong_column_of_a_row(
    values: dict[str, int], row: str, columns: list[str], by: int
) -> None:
    right, there = (f"{row}.{column}" for column in columns[:2])
    others = (f"{other}.{columns[1]}" for other in RESULTS if other != row)
    true = {**values, right: values[right] + by}
    for key in (f"{row}.total", f"results.total.{columns[0]}", "results.total.total"):
        true[key] += by
    for key in (f"new_received.{columns[0]}", "new_received.total"):
        true[key] += by
    moved = facts_of({**true, right: values[right], there: values[there] + by})
    found = said(moved)
    if all(values[key] < by for key in others):
        assert found == [("GX306", there)]
    else:  # another row's number may be the one
        assert [key for _, key in found if "results.total" not in key] == []


def table(new: int, granted: int, carried_out: int) -> dict[str, int]:
    """A table of one applicant's requests."""
    values = dict.fromkeys((key for key, _, _ in REQUESTS.cells()), 0)
    for row, value in (
        ("new_received", new),
        ("results.granted", granted),
        ("results.total", granted),
        ("carried_out", carried_out),
    ):
        values[f"{row}.natural_person"] = values[f"{row}.total"] = value
    return values


def test_a_row_that_adds_up_and_yet_is_wrong_breaks_one_balance() -> None:
    values = table(new=4, granted=3, carried_out=0)
    assert said(facts_of(values)) == [("GX307", "carried_out.natural_person")]


def test_a_total_of_results_wrong_with_its_row_is_one_finding() -> None:
    values = table(new=4, granted=3, carried_out=1)
    wrong = {"results.total.natural_person": 4, "results.total.total": 4}
    found = said(facts_of({**values, **wrong}))
    assert found == [("GX306", "results.total.natural_person")]


def test_two_slips_far_apart_are_two_findings() -> None:
    values = table(new=4, granted=3, carried_out=1)
    wrong = {"new_received.total": 6, "results.granted.research": 5}
    assert said(facts_of({**values, **wrong})) == [
        ("GX305", "new_received.total"),
        ("GX305", "results.granted.research"),
    ]


def test_related_places_are_the_cells_that_were_added() -> None:
    values = {key: 0 for key, _, _ in REQUESTS.cells()}
    values |= {
        "new_received.natural_person": 5,
        "new_received.total": 5,
        "results.granted.natural_person": 2,
        "results.granted.total": 2,
        "results.denied.process.natural_person": 3,
        "results.denied.process.total": 3,
        "results.total.natural_person": 6,
        "results.total.total": 5,
    }
    facts = facts_of(values)
    report = replace(base(), tables={"requests": base().tables["requests"]._replace(facts=facts)})
    rule = load_catalogue().rules["GX306"]
    (hit,) = identity_holds(report, rule.params)
    keys = {fact.span: key for key, fact in facts.items()}
    said = [
        (keys[other.span], rule.messages[other.variant].fill("zh", dict(other.params)))
        for other in hit.related
    ]
    assert said == [
        ("results.granted.natural_person", "计入合计：“（一）予以公开”自然人列 2"),
        ("results.denied.process.natural_person", "计入合计：“6.属于四类过程性信息”自然人列 3"),
        ("results.total.total", "因此不符的合计：“（七）总计”总计列 5≠6"),
        (
            "carried_out.natural_person",
            "因此不符的合计：“四、结转下年度继续办理”自然人列 5+0≠6+0",
        ),
    ]
