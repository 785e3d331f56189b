"""The wordings of the fee statement, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.engine import wordings_of
from gxlint.report.fees import find_fees
from gxlint.text import MappedText

FEES = wordings_of(load_catalogue()).fees


def _stated(text: str) -> list[tuple[str, Decimal | None, bool]]:
    report: Any = SimpleNamespace(prose=MappedText(text), year=2024)
    return [
        (text[found.start : found.end], found.amount, found.partial)
        for found in find_fees(report, FEES)
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("未产生信息处理费。", "未产生信息处理费"),
        ("我局未产生政府信息公开信息处理费用。", "未产生政府信息公开信息处理费用"),
        ("没有收取任何费用。", "没有收取任何费用"),
        ("未向公民、法人和其他组织收取任何费用。", "未向公民、法人和其他组织收取任何费用"),
        ("没有关于信息公开的收费及减免情况。", "没有关于信息公开的收费"),
        ("未有收取或减免相关费用的情况。", "未有收取或减免相关费用"),
        ("不存在政府信息公开收费及减免情况。", "不存在政府信息公开收费"),
        ("无信息公开收费的事项。", "无信息公开收费"),
        ("本年度无发出收费通知。", "无发出收费"),
        ("无收费。", "无收费"),
        ("收取的费用0元。", "费用0元"),
        ("收取信息处理费人民币0.00元。", "信息处理费人民币0.00元"),
        ("信息处理费总金额为零。", "信息处理费总金额为零"),
        ("信息处理费发生额为0。", "信息处理费发生额为0"),
        ("信息处理费收取情况：本年度无。", "信息处理费收取情况：本年度无"),
        ("信息处理费收取情况\n无。", "信息处理费"),
        ("（一）信息处理费\n2024年度，均未收取。", "信息处理费"),
        ("发出收费通知0件。", "收费通知0件"),
        ("0元信息处理费。", "0元信息处理费"),
        ("按件、按量收费标准，没有产生信息公开处理费。", "没有产生信息公开处理费"),
    ],
)
def test_nothing_was_charged(text: str, marked: str) -> None:
    assert _stated(text) == [(marked, Decimal(0), False)]


@pytest.mark.parametrize(
    ("text", "amount", "partial"),
    [
        ("收取信息处理费380元。", Decimal(380), False),
        ("共计收取信息处理费1,200元。", Decimal(1200), False),
        ("收取信息处理费0.12万元。", Decimal(1200), False),
        ("对2件申请收取380元信息处理费。", Decimal(380), False),
        ("发出收费通知2件。", None, False),
        ("符合条件的2件申请免收信息处理费。", None, True),
        ("2023年收取信息处理费380元。", Decimal(380), True),
        ("上年收取信息处理费380元。", Decimal(380), True),
        ("超出部分收取信息处理费380元。", Decimal(380), True),
    ],
)
def test_an_amount_or_a_part(text: str, amount: Decimal | None, partial: bool) -> None:
    assert [(found[1], found[2]) for found in _stated(text)] == [(amount, partial)]


@pytest.mark.parametrize(
    "text",
    [
        "无。",
        "无其他需要报告的事项。",
        "依法落实信息处理费有关规定，未发生投诉。",
        "按照《政府信息公开信息处理费管理办法》执行，没有其他需要报告的事项。",
        "未制定信息处理费管理制度。",
        "无行政事业性收费项目，行政事业性收费0元。",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "加强收费公示，未发现乱收费现象，没有涉企收费投诉。",
        "（一）信息处理费收取情况\n按照有关办法执行。",
        "公开物业收费信息30条，减免费用120万元，支出办公费用0元。",
        "收费标准为每件100元，按规定公示。",
    ],
)
def test_no_statement(text: str) -> None:
    assert _stated(text) == []
