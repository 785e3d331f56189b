"""Tables as the text of a PDF has them: labels that float, wrap, lose their numbers."""

from __future__ import annotations

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.report.model import FactState

from .test_tables import recovered, values

REQUESTS = """\
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
（一）予以公开 1 0 0 0 0 0 1
（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 0 0 0 0 0
（三）不予 1.属于国家秘密 0 0 0 0 0 0 0
果 予公开 2.其他法律行政法规禁止公开 0 0 0 0 0 0 0
3.危及“三安全一稳定” 0 0 0 0 0 0 0
4.保护第三方合法权益 0 0 0 0 0 0 0
5.属于三类内部事务信息 0 0 0 0 0 0 0
6.属于四类过程性信息 0 0 0 0 0 0 0
三、  7.属于行政执法案卷 0 0 0 0 0 0 0

— 3 —

8.属于行政查询事项 0 0 0 0 0 0 0
1.本机关不掌握相关政府信息 1 0 0 0 0 0 1

5

2.没有现成信息需要另行制作 0 0 0 0 0 0 0
3.补正后申请内容仍不明确 0 0 0 0 0 0 0
1.信访举报投诉类申请 0 0 0 0 0 0 0
重复申请 0 0 0 0 0 0 0
3.要求提供公开出版物 0 0 0 0 0 0 0
4.无正当理由大量反复申请 0 0 0 0 0 0 0
5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0
其他 0 0 0 0 0 0 0
总计 2 0 0 0 0 0 2
四、结转下年度继续办理 1 0 0 0 0 0 1
四、政府信息公开行政复议、行政诉讼情况
"""
REVIEW = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n"
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n"
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
)


def row(text: str, key: str) -> str:
    """A row of the requests table, as it is read."""
    table = recovered(text).tables["requests"]
    return " ".join(text for cell, text in values(table).items() if cell.startswith(f"{key}."))


def test_floating_groups_lost_numbers_and_page_numbers() -> None:
    table = recovered(REQUESTS).tables["requests"]
    assert {fact.state for fact in table.facts.values()} == {FactState.NUMBER}
    assert {key: str(fact.value) for key, fact in table.facts.items() if fact.value} == {
        "new_received.natural_person": "3",
        "new_received.total": "3",
        "results.granted.natural_person": "1",
        "results.granted.total": "1",
        "results.unavailable.not_held.natural_person": "1",
        "results.unavailable.not_held.total": "1",
        "results.total.natural_person": "2",
        "results.total.total": "2",
        "carried_out.natural_person": "1",
        "carried_out.total": "1",
    }


def test_the_single_row_of_2019() -> None:
    first = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0\n"
    second = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    text = REQUESTS.replace(first, "").replace(second, "（六）其他处理")
    table = recovered(text.replace("\n其他 0 0 0 0 0 0 0", "")).tables["requests"]
    assert table.form is load_catalogue().forms["2019"].table("requests")
    assert {fact.state for fact in table.facts.values()} == {FactState.NUMBER}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4.保护第三方合法\n0 0 0 0 0 0 0\n权益", "0 0 0 0 0 0 0"),
        ("4.保护第三方合法\n0 0 0 0 0 0\n0\n权益", "0 0 0 0 0 0 0"),
        ("4.保护第三方合法权益 0000000", "0 0 0 0 0 0 0"),
        ("4.保护第三方合法权益 0 0 0 0 0 0", " ".join(["unreadable:0 0 0 0 0 0"] * 7)),
        ("4.保护第三方合法权益 9 3 1 1 14", " ".join(["unreadable:9 3 1 1 14"] * 7)),
        ("4.保护第三方合法权益931114", " ".join(["unreadable:931114"] * 7)),
        ("4.保护第三方合法权益", " ".join(["blank:"] * 7)),
        ("4.保护第三方合法权益 - - - - - - -", " ".join(["mark:-"] * 7)),
        ("4.保护第三方合法权益 见附件 0 0 0 0 0 0", "text:见附件 0 0 0 0 0 0"),
    ],
)
def test_one_row(written: str, read: str) -> None:
    text = REQUESTS.replace("4.保护第三方合法权益 0 0 0 0 0 0 0", written)
    assert row(text, "results.denied.third_party") == read


def test_glued_and_cut_numbers_by_their_sums() -> None:
    glued = REQUESTS.replace("（一）予以公开 1 0 0 0 0 0 1", "（一）予以公开1000001")
    assert row(glued, "results.granted") == "1 0 0 0 0 0 1"
    # The row's sum holds, but those of the columns do not: perhaps a cell is gone.
    elsewhere = REQUESTS.replace(
        "3.危及“三安全一稳定” 0 0 0 0 0 0 0", "3.危及“三安全一稳定”1000001"
    )
    assert row(elsewhere, "results.denied.security_stability") == " ".join(
        ["unreadable:1000001"] * 7
    )
    cut = REQUESTS.replace("3 0 0 0 0 0 3", "13 0 0 0 0 0 13").replace(
        "总计 2 0 0 0 0 0 2", "总计 12 0 0 0 0 0 12"
    )
    cut = cut.replace("（一）予以公开 1 0 0 0 0 0 1", "（一）予以公开 11 0 0 0 0 0 1\n1")
    assert row(cut, "results.granted") == "11 0 0 0 0 0 11"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 2 2 _", "1 0 0 0 1 0 0 0 0 0 0 0 0 2 2"),
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 2 2 0", "1 0 0 0 1 0 0 0 0 0 0 0 0 2 2"),
        ("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"),
    ],
)
def test_a_ghost_column(written: str, read: str) -> None:
    text = REVIEW + written.replace(" ", "\t").replace("_", "") + "\n"
    assert " ".join(values(recovered(text).tables["review_litigation"]).values()) == read


def test_labels_first_then_numbers() -> None:
    lines = REQUESTS.splitlines()
    labels = [
        line.rstrip("0123456789 ") for line in lines[5:-1] if line[-1:] == "0" or " 0 " in line
    ]
    head = "\n".join(lines[:5] + labels)
    zeros = recovered(head + "\n0" * 175 + "\n五、").tables["requests"]
    assert {fact.text for fact in zeros.facts.values()} == {"0"}
    assert len({fact.span for fact in zeros.facts.values()}) == 175
    others = recovered(head + "\n0" * 174 + "\n1\n五、").tables["requests"]
    assert {fact.state for fact in others.facts.values()} == {FactState.UNREADABLE}
    fewer = recovered(head + "\n0" * 174 + "\n五、").tables["requests"]
    assert {fact.state for fact in fewer.facts.values()} == {FactState.UNREADABLE}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # Two tables on one line; a piece of another table's label; a row that goes on behind the
        # next one's label; values behind an empty line that belongs to a header.
        (
            "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 | 规章 "
            "| 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n",
            {"active_disclosure": "", "requests": "1 0 0 0 0 0 1"},
        ),
        (
            "\t行政规范性文件\n\t6.属于\n\t本年处理决定数量\n\t行政许可\n\t4\n",
            {"active_disclosure": "4"},
        ),
        (
            "\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
            "\t0\t0\t0\t0\t0\t0\t0\t\n"
            "\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
            "\t0\t0\t0\t0\t\t四、结转下年度继续办理\t1\t1\t\n",
            {"requests": "0 0 0 0 0 0 0"},
        ),
        (
            "\t复议后起诉\n1\t\n\t总计\n\n" + "\t1\n" * 15,
            {"review_litigation": " ".join("1" * 15)},
        ),
    ],
)
def test_lines_that_are_badly_damaged(written: str, read: dict[str, str]) -> None:
    tables = recovered(written).tables
    assert {
        key: " ".join(f.text for f in table.facts.values() if f.state is FactState.NUMBER)
        for key, table in tables.items()
    } == read
