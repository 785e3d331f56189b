"""What comments in a report and globs in the configuration keep quiet, and what of it is unused."""

from __future__ import annotations

import json

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.config import base_config
from gxlint.engine import check_file, default_settings
from gxlint.finding import FileResult
from gxlint.suppressions import without_commented

from .inside import Runner, put
from .samples import correct_report

GOOD = correct_report("department-2024")
TYPO = "截止2024年12月31诶，先审后发。"  # GX502 and GX501
AGAIN = "截止2024年12月31曰，先编后审。"


def _report(text: str) -> str:
    """A correct report with a text put into its first section."""
    return GOOD.replace("二、主动公开政府信息情况\n", f"{text}\n\n二、主动公开政府信息情况\n")


def _judged(text: str, name: str = "报告.txt") -> FileResult:
    result = check_file(name, text.encode(), default_settings())
    assert result.errors == ()
    return without_commented(result, base_config(load_catalogue()))


def _rules(text: str) -> tuple[list[str], list[str], list[str]]:
    """The rules that speak, those that are quiet, and the notes."""
    result = _judged(_report(text))
    return (
        [finding.rule for finding in result.findings],
        [finding.rule for finding in result.suppressed],
        [note.describe("zh") for note in result.notes],
    )


@pytest.mark.parametrize(
    ("text", "loud", "quiet"),
    [
        (TYPO, "502 501", ""),
        (f"{TYPO}<!-- gxlint: off GX501 -->", "502", "501"),
        (f"{TYPO}<!-- gxlint: off typo, confusable -->", "", "502 501"),
        (f"{TYPO}<!-- gxlint: off -->", "", "502 501"),
        (f"{TYPO}<!--gxlint:OFF gx5-->", "", "502 501"),
        (f"{TYPO}<!-- gxlint：off GX501、GX502 -->", "", "502 501"),
        (f"{TYPO}<!-- gxlint: off wording -- 引用原文 -->", "", "502 501"),
        (f"{TYPO}<!-- gxlint: off wording -->\n\n{AGAIN}", "502 501", "502 501"),
        (f"<!-- gxlint: off-next-line GX501 -->\n{TYPO}", "502", "501"),
        (f"<!-- gxlint: off-next-line GX501 -->\n\n{TYPO}\n\n{AGAIN}", "502 502 501", "501"),
        (
            "<!-- gxlint: off-next-line GX501 -->\n<!-- gxlint: off-next-line GX502 -->\n" + TYPO,
            "",
            "502 501",
        ),
        (f"<!-- gxlint: off GX501 -->\n{TYPO}\n\n{AGAIN}", "502 502", "501 501"),
        (
            f"<!-- gxlint: off GX501 -->\n{TYPO}\n<!-- gxlint: on GX501 -->\n\n{AGAIN}",
            "502 502 501",
            "501",
        ),
        (
            f"<!-- gxlint: off -->\n{TYPO}\n<!-- gxlint: on GX501 -->\n\n{AGAIN}",
            "501",
            "502 501 502",
        ),
        (f"<!-- gxlint: off -->\n{TYPO}\n<!-- gxlint: on -->\n\n{AGAIN}", "502 501", "502 501"),
        (
            f"{TYPO}<!-- gxlint: off -->{TYPO}<!-- gxlint: on -->{TYPO}",
            "502 501 502 501",
            "502 501",
        ),
        (f"<!-- gxlint: off\nGX501 -->\n{TYPO}", "502", "501"),
        (f"<!-- 说明 --> <!-- gxlint: off GX501 --> \n{TYPO}", "502", "501"),
    ],
)
def test_comments(text: str, loud: str, quiet: str) -> None:
    spoken, kept, notes = _rules(text)
    assert sorted(spoken) == sorted(f"GX{number}" for number in loud.split())
    assert sorted(kept) == sorted(f"GX{number}" for number in quiet.split())
    assert notes == []


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("<!-- gxlint: off GX501 -->", ["“off GX501”没有用到，可以删去"]),
        ("<!-- gxlint: off -->", ["“off”没有用到，可以删去"]),
        ("<!-- gxlint: off-next-line wording -->", ["“off-next-line wording”没有用到，可以删去"]),
        ("<!-- gxlint: on -->", ["“on”没有用：这里没有被关闭的规则"]),
        (f"{TYPO}<!-- gxlint: off GX501, GX502, GX207 -->", ["“off GX207”没有用到，可以删去"]),
        (
            f"<!-- gxlint: off -->\n{TYPO}<!-- gxlint: off GX501 -->",
            ["“off GX501”没有用到，可以删去"],
        ),
        (
            f"{TYPO}<!-- gxlint: off GX501 GX502 tpyo -->",
            ["没有规则“tpyo”（是否想写 typo？）"],
        ),
        (
            "<!-- gxlint: of GX501 -->",
            ["gxlint 注释里没有“of”（是否想写 off？）"],
        ),
        (
            "<!-- gxlint: -->",
            ["gxlint 注释里没有“”（可用：off、off-next-line、on）"],
        ),
        ("<!-- gxlint: off", ["gxlint 注释没有以 --> 结束"]),
        # A hint that is not shown was not looked for.
        ("<!-- gxlint: off GX111 -->", []),
        ("<!-- 与 gxlint 无关 -->", []),
        ("gxlint: off", []),
    ],
)
def test_mistakes_in_comments_are_said(text: str, notes: list[str]) -> None:
    spoken, _, said = _rules(text)
    assert (spoken, said) == ([], notes)


def test_a_comment_that_no_rule_is_known_in_keeps_nothing_quiet() -> None:
    assert _rules(f"{TYPO}<!-- gxlint: off GX999 -->")[:2] == (["GX502", "GX501"], [])


@pytest.mark.parametrize("name", ["报告.txt", "报告.md"])
def test_comments_are_no_findings_themselves_and_say_where_they_stand(name: str) -> None:
    text = f"<!-- gxlint: off GX109 -->\n{GOOD}".replace("\n", "\r\n")
    result = _judged(text, name)
    assert [f.rule for f in result.findings if f.rule != "GX705"] == []
    assert [(n.path, n.line, n.column) for n in result.notes] == [(name, 1, 1)]
    quiet = _judged(_report(f"{TYPO}<!-- gxlint: off wording -->"), name).suppressed
    line = _report(TYPO).splitlines().index(TYPO) + 1
    causes = {finding.suppression for finding in quiet}
    assert causes == {("comment", name, line)}


def test_what_is_absent_is_kept_quiet_at_its_heading() -> None:
    text = GOOD.replace("依申请公开政府信息未收取信息处理费", "没有需要报告的其他事项")
    heading = "六、其他需要报告的事项"
    text = text.replace(heading, f"<!-- gxlint: off-next-line GX601 -->\n{heading}")
    result = _judged(text)
    assert [finding.rule for finding in result.findings] == []
    assert [finding.rule for finding in result.suppressed] == ["GX601"]


def test_a_last_line_has_no_next_one() -> None:
    result = _judged(f"{GOOD.rstrip()}\n{TYPO}<!-- gxlint: off-next-line wording -->")
    assert [finding.rule for finding in result.suppressed] == []
    assert [note.message.zh for note in result.notes] == [
        "“off-next-line wording”没有用到，可以删去"
    ]


def test_many_comments_cost_little_and_end_somewhere() -> None:
    result = _judged(_report("<!-- gxlint: off GX501 -->" * 3000 + TYPO))
    assert [f.rule for f in result.findings] == ["GX502"]
    assert "gxlint 注释太多，后面的不起作用" in [note.message.zh for note in result.notes]


def test_notes_and_ignores_on_the_command_line(gxlint: Runner) -> None:
    put("a.txt", _report(f"{TYPO}<!-- gxlint: off wording, GX207 -->"))
    ran = gxlint("a.txt")
    line = _report(TYPO).splitlines().index(TYPO) + 1
    column = len(TYPO) + 1
    note = f"a.txt:{line}:{column}: 说明：“off GX207”没有用到，可以删去\n"
    assert (ran.code, ran.err) == (0, note)
    assert gxlint("a.txt", "-q") == (0, "", "")
    # Without the other rules nothing can be said of theirs.
    assert gxlint("a.txt", "--select", "GX501").err == ""
    loud = gxlint("a.txt", "--no-ignores", "--format", "json")
    assert (loud.code, loud.err) == (1, "")
    assert [f["rule"] for f in json.loads(loud.out)["findings"]] == ["GX502", "GX501"]


def test_globs_that_leave_nothing_out_are_said(gxlint: Runner) -> None:
    config = "ignore:\n  '*.md': GX501\n  'old/**': all\n  'b.txt': typo\n"
    put(".gxlint.yaml", config)
    put("a.txt", _report(TYPO))
    put("b.txt", _report(TYPO))
    ran = gxlint(".", "-q", "--format", "unix")
    assert ran.code == 1
    assert gxlint(".", "--format", "json").err == (
        ".gxlint.yaml:2: 说明：ignore 中的“*.md”没有用到，可以删去\n"
        ".gxlint.yaml:3: 说明：ignore 中的“old/**”没有用到，可以删去\n"
    )
    # One file does not show what the others need, nor do some of the rules.
    assert gxlint("a.txt", "--format", "json").err == ""
    assert "*.md" not in gxlint(".", "--ignore", "GX501").err
    found = json.loads(gxlint(".", "--no-ignores", "--format", "json").out)["findings"]
    assert [(f["path"], f["rule"]) for f in found] == [
        ("a.txt", "GX502"),
        ("a.txt", "GX501"),
        ("b.txt", "GX502"),
        ("b.txt", "GX501"),
    ]


def test_personal_data_in_a_comment_is_masked(gxlint: Runner) -> None:
    put("a.txt", _report("王某某手机13812345678<!-- gxlint: off 13812345678 -->"))
    ran = gxlint("a.txt")
    assert "没有规则“138****5678”" in ran.err
    assert "13812345678" not in ran.err
