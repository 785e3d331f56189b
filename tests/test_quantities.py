"""What the text states in numbers: which wordings are statements, of what, and of whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.engine import default_settings, read_report
from gxlint.report.model import AnnualReport, Statement
from hypothesis import given, settings
from hypothesis import strategies as st

from .process import gxlint
from .samples import REPORTS, correct_report

SETTINGS = default_settings()
LEXICON = load_catalogue().lexicons["statements"]["entries"]
RECEIVED, NEW, HANDLED = (
    f"requests.{kind}.total" for kind in ("received", "new_received", "handled")
)
IN, OUT = "requests.carried_in.total", "requests.carried_out.total"
DONE = "requests.results.total.total"
REVIEW = "review_litigation.reconsideration.total"
SUIT = "review_litigation.litigation.total"
ISSUED = "active_disclosure.normative_documents.issued"


def _report(text: str, organ: str = "云溪县水利局") -> AnnualReport:
    title, heading = f"{organ}2024年政府信息公开工作年度报告", "二、主动公开政府信息情况"
    whole = f"{title}\n\n一、总体情况\n\n{text}\n\n{heading}\n"
    return read_report("报告.txt", whole.encode(), SETTINGS)[1]


def _stated(text: str, organ: str = "云溪县水利局") -> list[tuple[str, int]]:
    return [(one.key, int(one.value)) for one in _report(text, organ).statements]


def _only(text: str, organ: str = "云溪县水利局") -> Statement:
    (statement,) = _report(text, organ).statements
    return statement


@pytest.mark.parametrize(
    "text",
    [
        "全年收到政府信息公开申请3件。",
        "本年度受理依申请政府信息公开事项3件，均已答复。",
        "共接到信息公开申请件3件。",
        "我局收到群众依申请公开3件。",
        "收到公民、法人和其他组织提出的政府信息公开申请3件。",
        "收到公民、法人以书面、网络等形式提出的政府信息公开申请共3件。",
        "共收到三份政府信息公开申请。",
        "收到3件针对本部门有关政府信息公开事务的申请。",
        "收到申请书3份，内容涉及水权。",
        "收到申请政府信息公开事项３件。",
        "收到和处理依申请公开3例。",
        "收到申请3件，比2023年（7件）减少4件。",
    ],
)
def test_received(text: str) -> None:
    assert _stated(text) == [(RECEIVED, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "未收到政府信息公开申请。",
        "没有收到信息公开申请，也没有投诉。",
        "未接到依申请公开事项。",
        "未受理依申请公开。",
        "未收到过任何形式的政府信息公开申请。",
        "未收到公民、法人和其他组织提出的政府信息公开申请。",
        "没有公民、法人和其他组织向我局申请公开政府信息。",
        "无依申请公开的情况。",
        "依申请公开：未收到该项申请。",
        "未涉及信息公开申请。",
        "收到依申请公开0件。",
        "实现零申请。",
        "申请情况良好，实现零申请。",
    ],
)
def test_none_received(text: str) -> None:
    assert _stated(text) == [(RECEIVED, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "通过网络收到申请3件，通过信函收到申请2件。",
        "收到自然人申请3件。",
        "其中，收到征地类申请3件。",
        "收到涉及征地的申请3件。",
        "较上年收到申请增加3件。",
        "受理取水许可申请26件，受理救助申请3件。",
        "不予受理申请3件，延期办理申请2件。",
        "协助县政府办公室办理依申请公开3件。",
        "未收到申请人补正材料。",
        "没有超期答复的申请。",
        "没有不予公开的申请。",
        "未收到涉及国家秘密的申请。",
        "未收到其他政府信息公开申请。",
        "未收到网上申请。",
        "无正当理由大量反复申请。",
        "没有因申请内容不明确而无法答复的情况。",
        "收到申请3人次。",
        "上年结转3件，予以公开2件。",
        "公开规范性文件3件，解读规范性文件2件。",
        "公开行政许可决定3件，对符合条件的行政许可决定3件进行公示。",
        "办理行政复议案件35件，行政应诉6件。",
        "全年发生行政复议3件。",
        "组织行政复议培训3次，未引起不良后果。",
        "以县政府名义印发规范性文件3件。",
        "梳理现行有效规范性文件36件。",
        "政府信息公开申请的办理按照第3条执行。",
    ],
)
def test_no_statement(text: str) -> None:
    assert _stated(text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "新收政府信息公开申请9件，上年结转2件，办结10件，结转下年度继续办理1件。",
            [(NEW, 9), (IN, 2), (DONE, 10), (OUT, 1)],
        ),
        (
            "共处理依申请公开11件，其中新收9件，2023年结转2件，1件结转至2025年办理。",
            [(HANDLED, 11), (NEW, 9), (IN, 2), (OUT, 1)],
        ),
        ("收到申请9件，2022年结转2件。", [(RECEIVED, 9)]),
        ("收到申请9件，办结上年结转申请2件。", [(RECEIVED, 9)]),
        ("收到申请9件，予以公开信息12条。", [(RECEIVED, 9)]),
        ("收到申请9件，无上年结转，没有结转下年度办理的申请。", [(RECEIVED, 9), (IN, 0), (OUT, 0)]),
        (
            "收到申请9件。其中予以公开5件，“部分公开”1件，不予公开2件，1件无法提供。",
            [
                (RECEIVED, 9),
                ("requests.results.granted.total", 5),
                ("requests.results.partial.total", 1),
                ("requests.results.denied.total", 2),
                ("requests.results.unavailable.total", 1),
            ],
        ),
        ("收到申请9件，予以公开及部分公开5件，不予公开、无法提供4件。", [(RECEIVED, 9)]),
        ("收到申请9件：自然人申请予以公开3件，企业申请予以公开2件。", [(RECEIVED, 9)]),
        ("因政府信息公开被申请行政复议2件、行政诉讼1件。", [(REVIEW, 2), (SUIT, 1)]),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", [(REVIEW, 0), (SUIT, 0)]),
        ("未发生政府信息公开行政复议，发生行政诉讼1件。", [(REVIEW, 0), (SUIT, 1)]),
        ("因信息公开引发行政复议和行政诉讼各2件。", [(REVIEW, 2), (SUIT, 2)]),
        ("因信息公开引发行政复议和行政诉讼共2件。", [("review_litigation.total", 2)]),
        ("因信息公开被申请行政复议2件，均维持，无败诉。", [(REVIEW, 2)]),
        (
            "未因信息公开被申请行政复议。因征收行为被提起行政诉讼2件。",
            [(REVIEW, 0)],
        ),
        ("制发行政规范性文件3件，废止2件，现行有效12件。", [
            (ISSUED, 3),
            ("active_disclosure.normative_documents.repealed", 2),
            ("active_disclosure.normative_documents.in_force", 12),
        ]),
        ("作出行政许可决定26件、行政处罚决定4件。", [
            ("active_disclosure.licensing.decisions", 26),
            ("active_disclosure.penalties.decisions", 4),
        ]),
        ("2024年，我局主动公开政府信息86条。", [("overview.published.total", 86)]),
        ("主动公开情况：全年共公开政府信息86条。", [("overview.published.total", 86)]),
        ("通过网站，主动公开政府信息86条。", []),
        ("办公室公开政府信息86条。", []),
        ("其中主动公开政府信息86条。", []),
        ("收取信息处理费0.038万元。", [("other_matters.processing_fee.amount", 380)]),
    ],
)  # fmt: skip
def test_several(text: str, stated: list[tuple[str, int]]) -> None:
    assert _stated(text) == stated


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("收到政府信息公开申请3件。", "report"),
        ("2024年以来，收到政府信息公开申请3件。", "report"),
        ("截至2024年12月31日，收到政府信息公开申请3件。", "report"),
        ("2024年1月1日至12月31日，收到政府信息公开申请3件。", "report"),
        ("与2023年相比，收到政府信息公开申请3件。", "report"),
        ("2023年收到政府信息公开申请3件。", "period"),
        ("上半年收到政府信息公开申请3件。", "period"),
        ("近三年收到政府信息公开申请3件。", "period"),
        ("截至12月底，收到政府信息公开申请3件。", "report"),
        ("截至9月底，收到政府信息公开申请3件。", "period"),
        ("2022年至2024年收到政府信息公开申请3件。", "period"),
        ("自2008年以来，收到政府信息公开申请3件。", "period"),
        ("上年收到政府信息公开申请3件。", "period"),
        ("截至目前，累计收到政府信息公开申请3件。", "period"),
        ("全县水利系统收到政府信息公开申请3件。", "area"),
        ("局属各单位收到政府信息公开申请3件。", "uncertain"),
        ("收到政府信息公开申请3件，申请人撤回1件。", "uncertain"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert _only(text).scope == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("收到政府信息公开申请3件。", "report"),
        ("全县各级行政机关收到政府信息公开申请3件。", "area"),
        ("我县稳步推进。收到政府信息公开申请3件。", "area"),
        ("县政府办公室收到政府信息公开申请3件。", "office"),
        ("县自然资源局收到政府信息公开申请3件。", "office"),
    ],
)
def test_scope_in_a_governments_report(text: str, scope: str) -> None:
    assert _only(text, "云溪县人民政府").scope == scope


def test_scope_goes_on() -> None:
    statements = _report(
        "全县共收到申请9件。其中予以公开5件。2023年收到7件申请，办结7件。"
    ).statements
    assert [one.scope for one in statements] == ["area", "area", "period", "period"]


def _written(number: int) -> Iterator[str]:
    yield str(number)
    yield f"{number:,}"
    yield str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if number < 10:
        yield "零一二三四五六七八九"[number]


@given(st.integers(0, 99_999), st.data())
@settings(max_examples=60, deadline=None)
def test_number_is_read_and_placed_however_it_is_written(number: int, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(list(_written(number))))
    gap = data.draw(st.sampled_from(("", " ", "\u3000", "\u200b")))
    text = f"全年收到{gap}政府信息公开申请{gap}{written}{gap}件，均已答复。"
    report = _report(text)
    (one,) = report.statements
    assert (one.key, int(one.value), one.unit) == (RECEIVED, number, "件")
    assert one.number_span is not None
    raw = report.raw.text
    assert raw[slice(*one.number_span)] == f"{written}{gap}件"
    assert raw[slice(*one.span)] == f"收到{gap}政府信息公开申请{gap}{written}{gap}件"


@pytest.mark.parametrize("text", ["近30件", "30余件", "约30件", "30多件", "超过30件"])
def test_approximate(text: str) -> None:
    written = f"收到政府信息公开申请{text}。"
    assert (_only(written).approximate, int(_only(written).value)) == (True, 30)


def test_every_key_has_cells_of_the_form() -> None:
    """A statement that nothing can be compared with would be a slip of the lexicon."""
    cells = {
        f"{t.key}.{key}" for t in load_catalogue().forms["2021"].tables for key, _, _ in t.cells()
    }
    readings = {e["key"]: e["readings"] for e in LEXICON if e["role"] == "cells"}
    stated = {e["key"] for e in LEXICON if "key" in e} | {
        key for e in LEXICON for key in e.get("each", {}).values()
    }
    assert stated == set(readings)
    for key in (key for lists in readings.values() for keys in lists for key in keys):
        start, star, end = key.partition("*")
        assert key in cells or (
            star and any(c.startswith(start) and c.endswith(end) for c in cells)
        )


def test_extract_lists_them_with_their_places() -> None:
    run = gxlint("extract", str(REPORTS / "department-2024.txt"))
    statements = json.loads(run.out)["statements"]
    assert [(s["key"], s["value"], s["line"], s["column"]) for s in statements] == [
        (NEW, 4, 11, 12),
        (IN, 1, 11, 25),
        ("other_matters.processing_fee.amount", 0, 82, 18),
    ]
    assert statements[1] == {
        "key": IN,
        "value": 1,
        "none": False,
        "approximate": False,
        "unit": "件",
        "scope": "report",
        "text": "上年结转1件",
        "section": "overview",
        "line": 11,
        "column": 25,
    }


def test_a_house_adds_its_own_wording(tmp_path: Path) -> None:
    said = "全年登记在册的申请9件，均按规定办理。"
    text = correct_report("department-2024").replace(
        "全年新收政府信息公开申请4件，上年结转1件，均按规定办理。", said
    )
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    entry = f"{{role: before, key: {RECEIVED}, needs: [在册], pattern: [登记在册的申请]}}"
    (tmp_path / "words.yaml").write_text(f"entries:\n  - {entry}\n", encoding="utf-8")
    config = "lexicons: {statements: words.yaml}\n"
    without = gxlint("check", "报告.txt", "--format", "json", cwd=tmp_path)
    (tmp_path / ".gxlint.yaml").write_text(config, encoding="utf-8")
    with_it = gxlint("check", "报告.txt", "--format", "json", cwd=tmp_path)
    assert (without.code, json.loads(without.out)["findings"]) == (0, [])
    found = json.loads(with_it.out)["findings"]
    assert [(one["rule"], one["text"]) for one in found] == [("GX401", "9件")]
