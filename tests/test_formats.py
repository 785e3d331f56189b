"""The same findings in every format, whatever a report or a file's name holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from gxlint.engine import check_file, default_settings
from gxlint.errors import GxlintError, ReadError
from gxlint.finding import FileResult, Finding, Related, Severity, numbered
from gxlint.masking import masked
from gxlint.records import replace
from gxlint.reporters import FORMATS, Layout, load_reporter, resolved
from gxlint.source import Source
from gxlint.text import Span
from hypothesis import given
from hypothesis import strategies as st

from .formats import Told, read_back, shown
from .process import gxlint
from .samples import correct_report

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunxi-culture-2024.txt"
HOSTILE = (
    "::error file=a,line=1::b",
    "  ::stop-commands::x",
    "%0A%25%0D",
    "]]>",
    "<![CDATA[",
    "<script>alert(1)</script>",
    "&lt;&#10;",
    "[文字](0)",
    '"}],"',
    "\x00\x07\x1b[2J\x7f\x85",
    "\u202e\u2066年\u200b\u2028\u2029",
    "\udc80\udcff",
    "\ufffe\U0001f600\U000e0001",
    "第一行\r\n第二行\n:3:4: error: x [GX501]",
)
NAMES = (
    "红旗区 2024 年报.txt",
    "a#b%20c%.txt",
    "x:1:2.txt",
    "::error::a.txt",
    "a,b=c;d&e'f\"g<h>.txt",
    "第一行\n第二行.txt",
    "\udcb0\udca1.txt",
    "\u202etxt.a",
    "-",
)


def _report(form: str, results: Sequence[FileResult], lang: str = "zh") -> str:
    settings = default_settings()
    layout = Layout(lang=lang, rules=lambda: [*settings.rules.values()])  # type: ignore[arg-type]
    pieces = load_reporter(form)(results, layout)
    return "".join(pieces).encode("utf-8", "backslashreplace").decode("utf-8")


def _told(results: Sequence[FileResult]) -> list[Told]:
    found = []
    for result in results:
        for finding in result.findings:
            assert result.source is not None
            place = result.source.position(finding.span.start)
            found.append(Told(finding.rule, result.path, *place, finding.message))
    return found


def _checked(text: str, path: str = "报告.txt") -> FileResult:
    return masked(check_file(path, text.encode(), default_settings()))


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_the_same_in_every_format(form: str) -> None:
    example = EXAMPLE.read_text(encoding="utf-8")
    results = [_checked(example, name) for name in ("a.txt", "子文件夹/b c.txt")]
    results.insert(1, _checked(correct_report("department-2024"), "clean.txt"))
    told = _told(results)
    assert len(told) > 10
    assert read_back(form, _report(form, results)) == told


def _hostile_report() -> str:
    """A report whose mistakes stand in the middle of what could break an output."""
    text = "\n".join(HOSTILE).replace("\x00", "").replace("\udc80\udcff", "")
    lines = text.splitlines()
    paragraphs = "\n\n".join(f"{line}截止2024年12月31日{line}公开信息64条。" for line in lines)
    heading = "二、主动公开政府信息情况\n"
    text = correct_report("department-2024")
    return text.replace(heading, f"{paragraphs}\n\n{heading}")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_hostile_report_and_name_break_no_format(form: str, name: str) -> None:
    result = _checked(_hostile_report(), name)
    assert len(result.findings) >= 10
    expected = [shown(told, form) for told in _told([result])]
    assert read_back(form, _report(form, [result])) == expected


characters = st.sampled_from([*"".join(HOSTILE), "年", "a", " "])
anything = st.text(
    st.one_of(characters, st.characters(exclude_categories=["Cs"]), st.just("\udc80")), max_size=40
)


@given(st.data(), anything, anything, anything)
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_finding_breaks_a_format(
    form: str, data: st.DataObject, text: str, message: str, other: str
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    related = Related(span, other, text[span.start : span.end])
    within = (("section", other), ("table", text))
    finding = Finding("GX501", "typo", Severity.ERROR, message, span, other, text[start : span.end])
    finding = finding._replace(suggestions=(other,), related=(related,), within=within)
    source = Source("a.txt", text)
    result = FileResult("a.txt", source, (finding,), organ=other, failed=True)
    result = replace(result, findings=tuple(numbered(result.findings)))
    out = _report(form, [result])
    assert read_back(form, out) == [shown(told, form) for told in _told([result])]
    if form in ("unix", "github"):
        assert out.count("\n") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_no_line_of_a_report_is_a_command(form: str) -> None:
    """GitHub Actions takes any line for a command that begins with ``::``, indented or not."""
    paragraph = "::error::截止2024年12月31日，我局公开信息64条。"
    heading = "二、主动公开政府信息情况\n"
    text = correct_report("department-2024").replace(heading, f"{paragraph}\n\n{heading}")
    out = _report(form, [_checked(text, "::warning::.txt")])
    commands = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    expected = ["::warning file=%3A%3Awarning%3A%3A.txt"] if form == "github" else []
    assert [line.split(",")[0] for line in commands] == expected


PHONE, CARD = "13812342345", "110101199003071233"


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_personal_data(form: str) -> None:
    heading = "二、主动公开政府信息情况\n"
    person = f"截止2024年12月31日，张三（手机{PHONE}，身份证号{CARD}）、李四{PHONE}来访。"
    text = correct_report("department-2024").replace(heading, f"{person}\n\n{heading}")
    result = check_file("a.txt", text.encode(), default_settings())
    assert [f.rule for f in result.findings].count("GX703") >= 1
    failed = GxlintError(f"失败：{PHONE}", f"failed: {PHONE}", path="a.txt")
    known = result.findings[0]._replace(message=PHONE)
    kept = replace(result, suppressed=(known,), errors=(failed,), failed=True)
    out = _report(form, [masked(kept)])
    assert PHONE not in out
    assert CARD not in out


def test_failures_are_told_where_a_format_can() -> None:
    gone = ReadError("文件不存在", "no such file", path="gone.txt")
    wrong = GxlintError("没有规则", "no rule", path=".gxlint.yaml", line=3, column=5)
    results = [
        FileResult("gone.txt", errors=(gone,)),
        FileResult("a.txt", errors=(wrong,)),
        FileResult("b.txt", errors=(wrong,)),
        FileResult("notes.txt", passed_over=True),
    ]
    assert _report("github", results) == (
        "::error file=gone.txt,title=gxlint::文件不存在\n"
        "::error file=.gxlint.yaml,line=3,col=5,title=gxlint::没有规则\n"
    )
    issues = json.loads(_report("gitlab", results, lang="en"))
    assert [(i["description"], i["severity"], i["location"]) for i in issues] == [
        ("no such file", "blocker", {"path": "gone.txt", "lines": {"begin": 1, "end": 1}}),
        ("no rule", "blocker", {"path": ".gxlint.yaml", "lines": {"begin": 3, "end": 3}}),
    ]
    assert _report("junit", results) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="gxlint" tests="3" failures="0" errors="3">\n'
        '  <testsuite name="gxlint" tests="3" failures="0" errors="3" skipped="0">\n'
        '    <testcase classname="gxlint" name="gone.txt" file="gone.txt">\n'
        '      <error message="文件不存在" type="error">gone.txt: 文件不存在</error>\n'
        "    </testcase>\n"
        '    <testcase classname="gxlint" name="a.txt" file="a.txt">\n'
        '      <error message="没有规则" type="error">.gxlint.yaml:3:5: 没有规则</error>\n'
        "    </testcase>\n"
        '    <testcase classname="gxlint" name="b.txt" file="b.txt">\n'
        '      <error message="没有规则" type="error">.gxlint.yaml:3:5: 没有规则</error>\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )
    assert _report("unix", results) == ""


def test_runs_without_findings() -> None:
    clean = _checked(correct_report("department-2024"))
    assert _report("unix", [clean]) == ""
    assert _report("github", [clean]) == ""
    assert _report("gitlab", [clean]) == "[]\n"
    assert '<testcase classname="gxlint" name="报告.txt" file="报告.txt"/>' in _report(
        "junit", [clean]
    )
    assert read_back("sarif", _report("sarif", [clean])) == []
    assert read_back("sarif", _report("sarif", [])) == []


def test_junit_case_fails_where_the_run_does() -> None:
    result = _checked(EXAMPLE.read_text(encoding="utf-8"))
    passed, failed = (_report("junit", [replace(result, failed=f)]) for f in (False, True))
    assert ("<system-out>" in passed, "<failure" in passed) == (True, False)
    assert '<failure message="4个错误，2个警告" type="error">' in failed
    assert 'tests="1" failures="1" errors="0"' in failed
    assert read_back("junit", passed) == read_back("junit", failed)


def test_auto_is_what_the_surroundings_read() -> None:
    assert resolved("auto", {"GITHUB_ACTIONS": "true"}) == "github"
    assert resolved("auto", {}) == "text"
    assert resolved("sarif", {"GITHUB_ACTIONS": "true"}) == "sarif"


def test_auto_annotates_inside_github_actions() -> None:
    arguments = ("--no-config", "--exit-zero", "--format", "auto", EXAMPLE)
    inside = gxlint(*arguments, env={"GITHUB_ACTIONS": "true"})
    assert inside.out == gxlint(*arguments, "--format", "github").out
    assert inside.out.startswith("::error file=examples/yunxi-culture-2024.txt,line=3,col=221,")
    outside = gxlint(*arguments, env={"GITHUB_ACTIONS": ""})
    assert outside.out == gxlint(*arguments, "--format", "text").out


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab"])
def test_paths_are_told_from_the_root_of_the_repository(form: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "a.txt").write_bytes(EXAMPLE.read_bytes())
    run = gxlint("--exit-zero", "--format", form, "a.txt", cwd=folder)
    assert {told.path for told in read_back(form, run.out)} == {"报告/a.txt"}


def test_formats_of_data_are_for_checks_only() -> None:
    run = gxlint("rules", "--format", "sarif")
    assert (run.code, run.out) == (2, "")
    assert "--format 不能是“sarif”" in run.err
