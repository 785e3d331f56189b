"""The three tables, recovered from every form of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.document import Cell, Document, Lines, Table
from gxlint.report.lines import Line, split_lines
from gxlint.report.model import FactState, ReportTable
from gxlint.report.tables import RecoveredTables, recover_tables
from gxlint.source import decode
from gxlint.text import MappedText

CONVERSIONS = Path(__file__).parent / "conversions"
TRUTH = json.loads((CONVERSIONS / "truth.json").read_text(encoding="utf-8"))
FORMS = json.loads((CONVERSIONS / "forms.json").read_text(encoding="utf-8"))
STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
# What a person reads by what the columns of the page have in common, which is not tried here:
# table, or the beginning of its rows' keys.
BEYOND = {
    "marks.narrowpdf-pdftotext-layout.txt": (
        "requests.new_received.",
        "requests.carried_in.",
        "requests.results.granted.",
    ),
    "small.narrowpdf-pdftotext.txt": ("review_litigation.",),
    # This program drops a line of three dashes: what is left is a blank row.
    "marks.webpdf-pdftotext.txt": ("active_disclosure.regulations.",),
}


def lines_of(text: str) -> list[Line]:
    """The lines of a text."""
    return split_lines(Document((Lines(MappedText(text)),)))


def recovered(text: str, *forms: str) -> RecoveredTables:
    """The tables of a text, tried with these forms."""
    catalogue = load_catalogue()
    return recover_tables(
        lines_of(text), [catalogue.forms[key] for key in forms or ("2021", "2019")]
    )


def covered(found: RecoveredTables) -> set[int]:
    """The indexes of the lines that belong to the tables."""
    return {index for index, inside in enumerate(found.covered) if inside}


def values(table: ReportTable) -> dict[str, str]:
    """The cells by their key: what is written there, with the state where it is no number."""
    return {
        key: fact.text if fact.state is FactState.NUMBER else f"{fact.state.value}:{fact.text}"
        for key, fact in table.facts.items()
    }


def conversion_files() -> list[str]:
    """The samples that are text."""
    files = sorted((CONVERSIONS / "files").iterdir())
    return [path.name for path in files if path.suffix in (".txt", ".md")]


@pytest.mark.parametrize("name", conversion_files())
def test_conversions(name: str) -> None:
    """All cells of what a person can read are right; nothing is wrong anywhere."""
    base, form = name.split(".", 1)
    unsure = FORMS.get(form.rpartition(".")[0], {}).get("unsure", {}).get(base, [])
    text = decode((CONVERSIONS / "files" / name).read_bytes(), name).text
    tables = recovered(text).tables
    mistaken = []
    for key, written in TRUTH[base]["cells"].items():
        table, _, cell = key.partition(".")
        fact = tables[table].facts[cell]
        doubtful = any(key == start or key.startswith(f"{start}.") for start in unsure)
        if fact.state is FactState.UNREADABLE and (
            doubtful or key.startswith(BEYOND.get(name, "?"))
        ):
            continue
        if key.startswith(BEYOND.get(name, "?")) and fact.state is FactState.BLANK:
            continue
        source = text[fact.span.start : fact.span.end].translate(str.maketrans("", "", "\\\r\n"))
        if fact.state is not STATES.get(written, FactState.NUMBER) or source.strip() != written:
            mistaken.append((key, written, fact.state.value, source))
    assert mistaken == []


ACTIVE_2019 = """二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t3\t3\t21
第二十条第（五）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t12\t-2\t340
其他对外管理服务事项\t4\t0\t18
第二十条第（六）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t31\t+1\t7
行政强制\t5\t0\t0
第二十条第（八）项
信息内容\t上一年项目数量\t本年增/减
行政事业性收费\t1\t0
第二十条第（九）项
信息内容\t采购项目数量\t采购总金额
政府集中采购\t6\t152.8万元
三、收到和处理政府信息公开申请情况
"""


@pytest.mark.parametrize("separator", ["\t", " | ", "\n", " "])
def test_the_table_of_2019_in_a_newer_report(separator: str) -> None:
    text = ACTIVE_2019.replace("\t", separator)
    found = recovered(text)
    table = found.tables["active_disclosure"]
    assert table.form is load_catalogue().forms["2019"].table("active_disclosure")
    assert list(values(table).values()) == (
        [
            "0",
            "0",
            "0",
            "3",
            "3",
            "21",
            "12",
            "-2",
            "340",
            "4",
            "0",
            "18",
            "31",
            "+1",
            "7",
            "5",
            "0",
            "0",
            "1",
            "0",
            "6",
            "152.8万元",
        ]
    )
    amount = table.facts["procurement.amount"]
    assert (str(amount.value), amount.unit) == ("152.8", "万元")
    assert table.missing == ()
    last = len(text.splitlines()) - 2
    assert covered(found) == set(range(1, last + 1))


def test_no_table_in_prose() -> None:
    text = """一、总体情况
（一）主动公开。2024年，我局行政许可12件，行政处罚3件，行政强制0件。
（二）依申请公开
1、收到和处理政府信息公开申请情况：
结转下年度继续办理0件。
行政处罚
3件
（三）政府信息管理
3.其他
（五）监督保障
无。
"""
    assert recovered(text).tables == {}


ACTIVE = """第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 {0}
行政规范性文件 {1}
第二十条第（五）项
信息内容 本年处理决定数量
行政许可 {2}
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 {3}
行政强制 {4}
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费 {5}
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("000|0 0 0|0|0|0|0", "0 0 0 0 0 0 0 0 0 0"),
        ("1,234 ５ 6|1 2 3|0|0|0|25.1万元", "1,234 5 6 1 2 3 0 0 0 25.1万元"),
        ("0 0 0|1 2 3|12件|3 件|0|251000元", "0 0 0 1 2 3 12件 3件 0 251000元"),
        ("- / 无|0 0 0|—|O|0|0", "mark:- mark:/ mark:无 0 0 0 mark:— mark:O 0 0"),
        # Three digits may be one and a two-digit number, and a blank.
        ("315|0 0 0|0|0|0|0", "unreadable:315 unreadable:315 unreadable:315 0 0 0 0 0 0 0"),
        ("0 0 0|2 5|0|0|0|0", "0 0 0 unreadable:2 5 unreadable:2 5 unreadable:2 5 0 0 0 0"),
        ("0 0 0|0 0 0|见附件|3O件|0|0", "0 0 0 0 0 0 text:见附件 text:3O件 0 0"),
        ("0 0 0|0 0 0|86420917\n35.|0|0|0", "0 0 0 0 0 0 unreadable:86420917 0 0 0"),
        (r"\- \- 0|0 0 0|86420917\.35|0|0|0", "mark:- mark:- 0 0 0 0 86420917.35 0 0 0"),
    ],
)
def test_values(rows: str, expected: str) -> None:
    text = ACTIVE.format(*rows.split("|"))
    table = recovered(text).tables["active_disclosure"]
    assert " ".join(values(table).values()) == expected


def test_units_and_places() -> None:
    text = ACTIVE.format("0 0 0", "0 0 0", "0", "0", "0", "251000元")
    fact = recovered(text).tables["active_disclosure"].facts["fees.amount"]
    assert (str(fact.value), fact.unit, fact.key) == (
        "251000",
        "元",
        "active_disclosure.fees.amount",
    )
    assert text[fact.span.start : fact.span.end] == "251000元"


def test_a_missing_row() -> None:
    text = ACTIVE.format("0 0 0", "0 0 0", "0", "0", "0", "0").replace("行政强制 0\n", "")
    table = recovered(text).tables["active_disclosure"]
    assert [row.key for row in table.missing] == ["coercion"]
    fact = table.facts["coercion.decisions"]
    assert (fact.state, fact.span) == (FactState.UNREADABLE, (0, 0))
    assert "coercion" not in table.label_spans


def test_labels_have_places() -> None:
    text = ACTIVE.format("0 0 0", "0 0 0", "0", "0", "0", "0")
    spans = recovered(text).tables["active_disclosure"].label_spans
    assert {key: text[span.start : span.end] for key, span in spans.items()} == {
        "regulations": "规章",
        "normative_documents": "行政规范性文件",
        "licensing": "行政许可",
        "penalties": "行政处罚",
        "coercion": "行政强制",
        "fees": "行政事业性收费",
    }


def test_the_better_of_two_copies() -> None:
    blank = ACTIVE.format("", "", "", "", "", "")
    full = ACTIVE.format("0 0 0", "1 2 3", "4", "5", "6", "7")
    text = f"{blank}以下为更正后的表格内容，请以此为准。\n{full}"
    found = recovered(text)
    assert " ".join(values(found.tables["active_disclosure"]).values()) == "0 0 0 1 2 3 4 5 6 7"
    assert covered(found) == set(range(29)) - {14}


def test_a_declared_table() -> None:
    rows = [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "", "7"],
        ["行政规范性文件", "2", "1", ""],
        ["第二十条第（五）项"],
        ["行政许可", "358"],
        ["行政处罚", " "],
        ["行政强制", "-"],
        ["行政事业性收费", "1.5"],
    ]
    text = "\n".join(cell for row in rows for cell in row)
    cells = []
    at = 0
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            origins = range(at, at + len(cell))
            cells.append(Cell(number, column, 1, 1, MappedText(cell, origins)))
            at += len(cell) + 1
    lines = split_lines(Document((Table(tuple(cells)),)))
    found = recover_tables(lines, [load_catalogue().forms["2021"]])
    table = found.tables["active_disclosure"]
    assert " ".join(values(table).values()) == "0 blank: 7 2 1 blank: 358 blank: mark:- 1.5"
    assert covered(found) == {0}
    amount = table.facts["fees.amount"].span
    assert text[amount.start : amount.end] == "1.5"
