"""Cells without a number: what the sums say they are, and that nothing else is said of the sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gxlint import check_text
from gxlint.catalogue import load_catalogue
from gxlint.checks.filling import filling
from gxlint.checks.identities import identity_holds
from gxlint.records import replace
from gxlint.report.model import FactState, ReportTable
from hypothesis import given
from hypothesis import strategies as st

from .samples import correct_report
from .test_identities import EQUATIONS, REQUESTS, RULES, base, cells, consistent, facts_of

REPORT = correct_report("department-2024")
ROWS = st.sampled_from([row.key for row in REQUESTS.rows])


def table_with(values: dict[str, int], empty: set[str]) -> ReportTable:
    """The table of those values, some of its cells blank."""
    facts = facts_of(values)
    for key in empty:
        facts[key] = facts[key]._replace(state=FactState.BLANK, value=None, text="")
    return (
        base()
        .tables["requests"]
        ._replace(
            facts=facts,
            counted={key: fact for key, fact in facts.items() if fact.value},
            states=frozenset(fact.state for fact in facts.values()),
        )
    )


def said(table: ReportTable) -> list[tuple[str, str]]:
    """What the rules of sums say of a table: rule, and what it suggests."""
    report = replace(base(), tables={"requests": table})
    return [
        (name, hit.suggestions[0] if hit.suggestions else "")
        for name in RULES
        for hit in identity_holds(report, load_catalogue().rules[name].params)
    ]


@given(consistent(), cells)
def test_a_blank_cell_is_what_the_sums_give(values: dict[str, int], cell: str) -> None:
    table = table_with(values, {cell})
    assert filling(table, EQUATIONS) == (
        {cell: Decimal(values[cell])} if values[cell] else {},
        frozenset(),
    )
    assert said(table) == []


@given(consistent(), ROWS)
def test_a_blank_row_is_what_the_sums_give(values: dict[str, int], row: str) -> None:
    keys = {f"{row}.{column.key}" for column in REQUESTS.rows[0].columns}
    table = table_with(values, keys)
    assert filling(table, EQUATIONS).values == {k: values[k] for k in keys if values[k]}
    assert said(table) == []


@given(consistent(), st.sets(cells, max_size=3))
def test_nothing_that_is_right_once_the_blanks_are_filled_is_called_wrong(
    values: dict[str, int], empty: set[str]
) -> None:
    table = table_with(values, empty)
    found = filling(table, EQUATIONS)
    assert said(table) == []
    for key, value in found.values.items():
        assert key in empty
        assert value == values[key]
    assert found.open <= empty


@given(consistent(), cells, cells, st.integers(1, 50))
def test_a_wrong_cell_beside_a_blank_nought_is_found_all_the_same(
    values: dict[str, int], empty: str, wrong: str, by: int
) -> None:
    row, _, column = wrong.rpartition(".")
    near = empty.startswith(f"{row}.") or empty.endswith(f".{column}")
    if values[empty] or near:
        return
    table = table_with({**values, wrong: values[wrong] + by}, {empty})
    assert [suggestion for _, suggestion in said(table)] == [str(values[wrong])]


def findings(old: str, new: str) -> list[tuple[str, str]]:
    """What is said of the report with an edit: rule and message."""
    assert REPORT.count(old) == 1
    found = check_text(REPORT.replace(old, new)).findings
    return [(f.rule, f.message) for f in found if f.severity.word != "info"]


TOTALS = "\t（七）总计\t\t3\t1\t0\t0\t0\t0\t4"


@pytest.mark.parametrize(
    ("new", "rule", "message"),
    [
        (
            "\t（七）总计\t\t\t\t\t\t\t",
            "GX304",
            "第三部分表格“（七）总计”有7格空白，按合计关系依次应为 3、1、0、0、0、0、4",
        ),
        (
            "\t（七）总计\t\t/\t/\t/\t/\t/\t/\t/",
            "GX303",
            "第三部分表格“（七）总计”有7格填的是“/”，应填数字，"
            "按合计关系依次为 3、1、0、0、0、0、4",
        ),
        (
            "\t（七）总计\t\t3\t1\t\t\t\t\t4",
            "GX304",
            "第三部分表格“（七）总计”有4格空白，没有发生的应填 0",
        ),
        (
            "\t（七）总计\t\t3\t无\t0\t0\t0\t0\t4",
            "GX303",
            "第三部分表格“（七）总计”商业企业列填的是“无”，应填数字，按合计关系为 1",
        ),
    ],
)
def test_one_finding_for_what_is_not_filled_in(new: str, rule: str, message: str) -> None:
    assert findings(TOTALS, new) == [(rule, message)]


def test_rows_that_follow_each_other_are_told_one_by_one_where_their_numbers_are_known() -> None:
    old = "2.重复申请\t0\t0\t0\t0\t0\t0\t0\n\t\t3.要求提供公开出版物\t0\t0\t0\t0\t0\t0\t0"
    assert findings(old, old.replace("0", "")) == [
        ("GX304", "第三部分表格“2.重复申请”“3.要求提供公开出版物”有14格空白，没有发生的应填 0")
    ]
    carried = (
        "一、本年新收政府信息公开申请数量\t\t\t3\t1\t0\t0\t0\t0\t4\n"
        "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1"
    )
    blank = carried.translate(str.maketrans("", "", "0134"))
    assert findings(carried, blank) == [
        (
            "GX304",
            "第三部分表格“一、本年新收政府信息公开申请数量”“二、上年结转政府信息公开申请数量”"
            "有14格空白，都填 0 与合计不符，请对照台账填写",
        )
    ]


def test_a_total_that_no_blank_can_mend_is_wrong() -> None:
    old = "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"
    assert [rule for rule, _ in findings(old, "3\t0\t0\t\t2" + old[9:])] == ["GX304", "GX308"]


def test_the_same_words_side_by_side_are_one_finding() -> None:
    words = "\t（七）总计\t\t见附件\t见附件\t略\t略\t略\t3O\t4"
    assert findings(TOTALS, words) == [
        ("GX303", "第三部分表格“（七）总计”有2格填的是“见附件”，应填数字"),
        ("GX303", "第三部分表格“（七）总计”有3格填的是“略”，应填数字"),
        ("GX303", "第三部分表格“（七）总计”其他列填的是“3O”，应填数字"),
    ]
