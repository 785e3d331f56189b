"""Tables whose header and rows are not those of the form: columns missing, moved, too many."""

from __future__ import annotations

import pytest
from gxlint import check_text
from gxlint.report.model import FactState, ReportTable

from .samples import correct_report
from .test_tables import recovered

COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
REPORT = correct_report("department-2024")
START = REPORT.index("（本列数据的勾稽关系")
END = REPORT.index("四、政府信息公开行政复议")
HEAD = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况",
    "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
    "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他",
]


def with_rows(head: list[str], change: slice) -> str:
    """The report with another header, and of each row of its third part only these values."""
    rows = REPORT[START:END].strip("\n").split("\n")[3:]
    cut = []
    for row in rows:
        cells = row.split("\t")
        cut.append("\t".join([*cells[:-7], *cells[-7:][change]]))
    return REPORT[:START] + "\n".join([*head, *cut]) + "\n\n" + REPORT[END:]


def requests(text: str) -> ReportTable:
    """The table of the third part."""
    return recovered(text).tables["requests"]


def said(text: str) -> list[str]:
    """What is found, without hints."""
    return [f.message for f in check_text(text).findings if f.severity.word != "info"]


def without(labels: list[str]) -> list[str]:
    """The header without some of its words."""
    head = HEAD
    for label in labels:
        head = [line.replace(f"\t{label}", "", 1) for line in head]
    return head


@pytest.mark.parametrize(("absent", "values"), [(["总计"], slice(0, 6)), (["自然人"], slice(1, 7))])
def test_a_missing_column_is_named_and_the_others_are_read_by_the_header(
    absent: list[str], values: slice
) -> None:
    text = with_rows(without(absent), values)
    table = requests(text)
    whole = requests(REPORT)
    assert [column.label for column in table.absent] == absent
    for key, fact in table.facts.items():
        if fact.column.label in absent:
            assert (fact.state, fact.value) == (FactState.UNREADABLE, None)
        else:
            assert (fact.state, fact.value) == (FactState.NUMBER, whole.facts[key].value)
            assert text[fact.span.start : fact.span.end] == fact.text
    assert said(text)[:1] == [f"第三部分表格没有“{absent[0]}”列，请补上"]
    result = check_text(text)
    assert (result.cells, result.unreadable) == (175, 0)


def test_only_the_missing_total_is_said() -> None:
    assert len(said(with_rows(without(["总计"]), slice(0, 6)))) == 1


@pytest.mark.parametrize("head", [HEAD, HEAD[:1], without(["总计", "其他"])])
def test_where_the_header_does_not_tell_nothing_is_read(head: list[str]) -> None:
    text = with_rows(head, slice(0, 6))
    assert {fact.state for fact in requests(text).facts.values()} == {FactState.UNREADABLE}
    assert said(text) == ["第三部分表格的数字全部无法可靠读出，没有核对"]


@pytest.mark.parametrize(
    ("old", "new", "first", "second"),
    [
        ("商业企业\t科研机构", "科研机构\t商业企业", "科研机构", "商业企业"),
        ("法律服务机构\t其他", "其他\t法律服务机构", "其他", "法律服务机构"),
        ("自然人\t法人或其他组织\t\t\t\t\t总计", "总计\t自然人\t法人或其他组织", "总计", "自然人"),
    ],
)
def test_columns_in_another_order_are_not_read(old: str, new: str, first: str, second: str) -> None:
    text = REPORT.replace(old, new)
    assert {fact.state for fact in requests(text).facts.values()} == {FactState.UNREADABLE}
    assert said(text) == [
        f"第三部分表格的列没有按格式排列：“{first}”排到了“{second}”前面，分不清各列的数字，没有核对"
    ]


@pytest.mark.parametrize("extra", range(8))
def test_no_value_of_a_row_with_one_too_many_is_dropped(extra: int) -> None:
    values = list("2100003")
    longer = [*values[:extra], "0", *values[extra:]]
    text = REPORT.replace("\t".join(values), "\t".join(longer))
    states = {f.state for k, f in requests(text).facts.items() if k.startswith("results.granted.")}
    assert states == {FactState.UNREADABLE}
    assert said(text) == [
        "第三部分表格“（一）予以公开”有8个数，应为7个，分不清哪个数属于哪一列，这一行没有核对"
    ]


def test_what_is_missing_is_not_called_unreadable() -> None:
    line = next(line for line in REPORT.split("\n") if "2.重复申请" in line)
    result = check_text(REPORT.replace(f"{line}\n", ""))
    assert [finding.rule for finding in result.findings] == ["GX310"]
    assert (result.cells, result.unreadable) == (193, 0)


@pytest.mark.parametrize(
    ("old", "new", "label", "right"),
    [
        ("行政许可\t26", "行政许克\t26", "行政许克", "行政许可"),
        (
            "1.信访举报投诉类申请",
            "1.信访举报投诉申请",
            "1.信访举报投诉申请",
            "1.信访举报投诉类申请",
        ),
        ("二、上年结转政府", "二、上年接转政府", None, "二、上年结转政府信息公开申请数量"),
        ("四、结转下年度继续办理", "五、结转下年度继续办理", None, "四、结转下年度继续办理"),
    ],
)
@pytest.mark.parametrize("separator", ["\t", "|"])
def test_a_label_with_a_slip_is_read_and_said_once(
    old: str, new: str, label: str | None, right: str, separator: str
) -> None:
    lines = REPORT.replace(old, new).split("\n")
    text = "\n".join(line.replace("\t", separator) for line in lines)
    table = recovered(text).tables
    whole = recovered(REPORT).tables
    for key in whole:
        read, true = table[key].facts, whole[key].facts
        assert [fact.value for fact in read.values()] == [fact.value for fact in true.values()]
    shown = label or new + right.removeprefix(old)
    assert said(text) == [
        f"第{'二' if label == '行政许克' else '三'}部分表格的“{shown}”应为“{right}”"
    ]


@pytest.mark.parametrize("label", ["行政强化", "行政处置", "重复申情", "许可"])
def test_words_like_a_label_elsewhere_are_none(label: str) -> None:
    text = REPORT.replace("（三）政府信息管理", f"{label}\t3\n（三）政府信息管理")
    assert recovered(text).tables["requests"].misnamed == ()
    assert [rule for rule in said(text) if "表格" in rule] == []


@pytest.mark.parametrize("wrong", ["本年处理绝对数量", "本年处理决定数数量"])
def test_a_header_with_a_slip_is_named(wrong: str) -> None:
    text = REPORT.replace("本年处理决定数量\t\t\n行政许可", f"{wrong}\t\t\n行政许可")
    assert said(text) == [f"第二部分表格的“{wrong}”应为“本年处理决定数量”"]


def test_a_header_of_the_old_form_is_named_beside_those_of_the_new_one() -> None:
    assert said(REPORT.replace("现行有效件数", "对外公开总数量")) == [
        "第二部分表格的表头“对外公开总数量”是2019年格式的，2021年度起应列：现行有效件数"
    ]
