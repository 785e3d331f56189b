"""One file → findings: what is a report, and what a failing check does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import gxlint
import pytest
from gxlint import engine
from gxlint.checks import CHECKS, Hit
from gxlint.engine import check_file, default_settings
from gxlint.errors import ReadError
from gxlint.finding import Severity

from .samples import correct_report

REPORT = correct_report("department-2024")
BROKEN = REPORT.replace("先审后发，", "先审后发，截止2024年12月31诶，").replace(
    "及时更新公开指南和目录。", "及时更新公开指南和目录。截止2024年12月31诶，"
)


def test_a_check_that_raises_is_said_and_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(report: object, params: Mapping[str, object]) -> Iterator[Hit]:
        raise ZeroDivisionError("除以零")

    before = check_file("报告.txt", BROKEN.encode(), default_settings())
    name = default_settings().rules["GX110"].check
    monkeypatch.setattr(engine, "CHECKS", {**CHECKS, name: raising})
    result = check_file("报告.txt", BROKEN.encode(), default_settings())
    internal = [finding for finding in result.findings if finding.rule == "GX900"]
    failed = [rule.id for rule in default_settings().rules.values() if rule.check == name]
    assert [(f.severity, f.message) for f in internal] == [
        (
            Severity.ERROR,
            f"规则 {rule} 检查失败（ZeroDivisionError: 除以零），这是 gxlint 自身的错误，"
            "不是报告的错误；其他规则的结果不受影响",
        )
        for rule in failed
    ]
    assert len(result.errors) == len(failed)
    assert [f for f in result.findings if f.rule != "GX900"] == [
        f for f in before.findings if f.rule not in failed
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件是空的"),
        (" \n\u3000\n", "文件是空的"),
        ("买菜：白菜、萝卜。\n", "不是政府信息公开工作年度报告"),
        (
            "我们学习了政府信息公开工作年度报告的写法。\n一、总体情况\n还好。\n",
            "不是政府信息公开工作年度报告",
        ),
    ],
)
def test_what_is_no_report_is_said(text: str, said: str) -> None:
    result = check_file("笔记.txt", text.encode(), default_settings())
    assert [error.message.zh.split("（")[0] for error in result.errors] == [said]
    assert result.findings == ()
    with pytest.raises(ReadError):
        gxlint.check_text(text)


def test_a_report_before_2019_has_no_form_and_says_so() -> None:
    old = REPORT.replace("2024", "2017").replace("2025", "2018")
    result = check_file("报告.txt", old.encode(), default_settings())
    assert (result.year, result.form) == (2017, None)
    assert [note.message.zh for note in result.notes] == [
        "2017年的报告没有可对照的格式，只检查文字和格式残留（GX5、GX7）"
    ]
    assert {finding.rule[:3] for finding in result.findings} <= {"GX5", "GX7"}


def test_the_result_says_what_was_read() -> None:
    result = gxlint.check_text(REPORT)
    assert (result.year, result.organ, result.form, result.profile) == (
        2024,
        "云溪县水利局",
        "2021",
        "department",
    )
    assert (result.sections, result.tables, result.cells, result.unreadable) == (6, 3, 200, 0)
    assert result.findings == ()


def test_severities_and_languages_in_force() -> None:
    base = default_settings(lang="en")
    changed = base._replace(severities={**base.severities, "GX501": Severity.INFO})
    result = check_file("r.txt", BROKEN.encode(), changed)
    assert {f.rule: f.severity for f in result.findings} == {
        "GX501": Severity.INFO,
        "GX502": Severity.WARNING,
    }
    assert all(f.message.isascii() or "“" in f.message for f in result.findings)


def test_personal_data_is_known_even_where_its_rule_is_off() -> None:
    text = REPORT.replace("电话：0700-5550123", "王某某手机13812345678")
    base = default_settings()
    off = base._replace(rules={key: rule for key, rule in base.rules.items() if key != "GX703"})
    result = check_file("报告.txt", text.encode(), off)
    assert result.source is not None
    assert [result.source[span] for span in result.personal] == ["13812345678"]
    assert [finding.rule for finding in result.findings] == []


def test_places_in_tables_are_named_where_the_year_has_no_form() -> None:
    old = REPORT.replace("2024", "2017").replace("2025", "2018")
    broken = old.replace("（七）总计\t", "（七）总计[bookmark: a]\t")
    result = check_file("报告.txt", broken.encode(), default_settings())
    assert [(finding.rule, finding.place) for finding in result.findings] == [
        ("GX701", "第三部分表")
    ]


def test_quotes_in_a_rows_label_are_single_ones_in_its_place() -> None:
    broken = REPORT.replace("危及“三安全一稳定”\t0", "危及“三安全一稳定”\tx")
    result = check_file("报告.txt", broken.encode(), default_settings())
    assert [(finding.rule, finding.place) for finding in result.findings] == [
        ("GX303", "第三部分表“3.危及‘三安全一稳定’”·自然人")
    ]
