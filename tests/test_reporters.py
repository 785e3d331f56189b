"""The reporters on hand-made results: every byte of what they say."""

from __future__ import annotations

import json
import unicodedata

import pytest
from gxlint.errors import Lang, NotAReportError, ReadError
from gxlint.finding import FileResult, Finding, Related, Severity, numbered
from gxlint.masking import mask, masked
from gxlint.records import replace
from gxlint.reporters import Layout, load_reporter
from gxlint.reporters.display import Display
from gxlint.source import Location, Source
from gxlint.text import Span
from hypothesis import given
from hypothesis import strategies as st

TEXT = (
    "云溪县水利局2024年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "\u3000\u3000统计期限自2024年1月1日起至2024年12月31诶止。\n"
    "联系电话：13812342345，张三，证件号110101199003071234。\n"
)
SOURCE = Source("report.txt", TEXT)


def _at(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


TYPO = Finding(
    "GX501",
    "typo",
    Severity.ERROR,
    "日期中有错字“31诶”",
    _at("31诶"),
    "一、总体情况",
    "31诶",
    suggestions=("31日", "31号"),
    related=(Related(_at("2024年政"), "标题中的年份", "2024年"),),
)
EMPTY = Finding(
    "GX104", "empty-section", Severity.WARNING, "没有内容", _at("一、总体情况"), "", "一、总体情况"
)
HINT = Finding("GX507", "mark-width", Severity.INFO, "多余", _at("，张三"), "落款", "，", ("",))
RESULT = FileResult(
    "report.txt",
    SOURCE,
    tuple(numbered([EMPTY, TYPO])),
    year=2024,
    organ="云溪县水利局",
    form="2021",
    profile="department",
    sections=6,
    tables=3,
    cells=200,
)
CLEAN = replace(RESULT, findings=())


def _report(*results: FileResult, form: str = "text", **layout: object) -> str:
    single = len(results) == 1
    return "".join(load_reporter(form)(results, Layout(**{"single": single, **layout})))  # type: ignore[arg-type]


def test_text_shows_place_line_marker_message_rule_suggestion_and_related() -> None:
    assert _report(RESULT) == (
        "report.txt:2:1\n"
        "  一、总体情况\n"
        "  ^^^^^^^^^^^^\n"
        "  警告 GX104 empty-section：没有内容\n"
        "\n"
        "report.txt:3:27 一、总体情况\n"
        "  统计期限自2024年1月1日起至2024年12月31诶止。\n"
        "                                      ^^^^\n"
        "  错误 GX501 typo：日期中有错字“31诶”\n"
        "  改为：31日\n"
        "  或：31号\n"
        "  相关：report.txt:1:7 标题中的年份\n"
        "\n"
        "共2处：1个错误，1个警告\n"
    )


def test_text_in_english() -> None:
    assert _report(RESULT, lang="en") == (
        "report.txt:2:1\n"
        "  一、总体情况\n"
        "  ^^^^^^^^^^^^\n"
        "  warning GX104 empty-section: 没有内容\n"
        "\n"
        "report.txt:3:27 一、总体情况\n"
        "  统计期限自2024年1月1日起至2024年12月31诶止。\n"
        "                                      ^^^^\n"
        "  error GX501 typo: 日期中有错字“31诶”\n"
        "  should be: 31日\n"
        "  or: 31号\n"
        "  see also: report.txt:1:7 标题中的年份\n"
        "\n"
        "2 problems: 1 error, 1 warning\n"
    )


def test_hints_are_counted_where_there_are_any_and_removal_is_said() -> None:
    out = _report(replace(RESULT, findings=(HINT,)))
    assert out.endswith(
        "  提示 GX507 mark-width：多余\n  应删去\n\n共1处：0个错误，0个警告，1个提示\n"
    )


def test_clean_run_says_what_was_read() -> None:
    assert _report(CLEAN) == "2024年，云溪县水利局，六部分，三张表200格，未发现问题\n"
    assert _report(CLEAN, lang="en") == (
        "2024, 云溪县水利局, 6 sections, 3 tables with 200 cells, no problems found\n"
    )
    unknown = replace(CLEAN, year=None, organ=None, sections=0, tables=0, cells=0)
    assert _report(unknown) == "年份不明，机关不明，零部分，零张表0格，未发现问题\n"


def test_several_files_end_with_a_line_each_and_the_counts() -> None:
    failed = FileResult("gone.txt", errors=(ReadError("文件不存在", "no such file"),))
    other = FileResult("notes.txt", passed_over=True)
    clean = replace(CLEAN, path="b.txt", organ=None, unreadable=3)
    out = _report(RESULT, clean, failed, other)
    assert out.split("\n\n")[-1] == (
        "report.txt：2024年，云溪县水利局，1个错误，1个警告\n"
        "b.txt：2024年，机关不明，未发现问题，3格无法读取\n"
        "gone.txt：未能检查\n"
        "共2处：1个错误，1个警告，3个文件，其中1个未能检查\n"
    )
    assert _report(RESULT, clean, lang="en").split("\n\n")[-1] == (
        "report.txt: 2024, 云溪县水利局, 1 error, 1 warning\n"
        "b.txt: 2024, organ unknown, no problems found, 3 unreadable cells\n"
        "2 problems: 1 error, 1 warning, 2 files\n"
    )


def test_file_that_could_not_be_read_leaves_nothing_to_say() -> None:
    failed = FileResult("gone.txt", errors=(NotAReportError("不是报告", "no report"),))
    assert _report(failed) == ""
    assert _report(failed, single=False) == ""


def test_quiet_leaves_the_findings_alone() -> None:
    assert _report(CLEAN, quiet=True) == ""
    assert _report(RESULT, quiet=True).endswith("标题中的年份\n\n")


def test_statistics_count_each_rule() -> None:
    twice = replace(RESULT, findings=(EMPTY, TYPO, TYPO))
    assert _report(twice, statistics=True, quiet=True).split("\n\n")[-1] == (
        "2  GX501 typo\n1  GX104 empty-section\n"
    )


def test_colour_marks_place_severity_marker_and_suggestion() -> None:
    lines = _report(RESULT, color=True).split("\n")
    assert lines[0] == "\x1b[1mreport.txt:2:1\x1b[0m"
    assert lines[2] == "  \x1b[33m^^^^^^^^^^^^\x1b[0m"
    assert lines[3] == "  \x1b[33m警告\x1b[0m GX104 empty-section：没有内容"
    assert lines[9] == "  改为：\x1b[32m31日\x1b[0m"
    assert "\x1b" not in _report(RESULT)


def test_nothing_from_the_file_steers_the_terminal() -> None:
    text = "甲\x1b[2J乙\u202e丙\u200b\n"
    span = Span(0, 1)
    finding = TYPO._replace(span=span, text=text[:-1], message="见\x1b[2J", related=())
    out = _report(FileResult("a\x1b.txt", Source("a\x1b.txt", text), (finding,)))
    assert out.splitlines()[:4] == [
        "a<U+001B>.txt:1:1 一、总体情况",
        "  甲<U+001B>[2J乙<U+202E>丙<U+200B>",
        "  ^^",
        "  错误 GX501 typo：见<U+001B>[2J",
    ]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_long_lines_are_cut_around_the_mark(width: int) -> None:
    text = "前" * 300 + "错字" + "后" * 300
    display = Display("utf-8")
    line, marker = display.excerpt(Source("a", text), Span(300, 302), width)
    assert display.width(line) <= width
    assert (line[0], line[-1]) == ("…", "…")
    assert line[_index_at(display, line, marker.index("^")) :].startswith("错字后")
    assert marker.strip() == "^^^^"


def _index_at(display: Display, line: str, column: int) -> int:
    return next(at for at in range(len(line)) if display.width(line[:at]) == column)


def test_mark_longer_than_the_line_is_cut_with_it() -> None:
    line, marker = Display("utf-8").excerpt(Source("a", "长" * 100), Span(0, 100), 20)
    assert (line, marker) == ("长" * 9 + "…", "^" * 18)


def test_mark_over_a_line_end_shows_its_first_line() -> None:
    source = Source("a", "甲乙\r\n丙丁\r\n")
    assert Display("utf-8").excerpt(source, Span(1, 5), 40) == ("甲乙", "  ^^")
    assert Display("utf-8").excerpt(source, Span(2, 2), 40) == ("甲乙", "    ^")
    assert Display("utf-8").excerpt(Source("a", ""), Span(0, 0), 40) == ("", "^")


def test_characters_of_ambiguous_width_follow_the_console() -> None:
    """“ ” · take one column in a Unicode terminal, two where the console's encoding is GBK."""
    source = Source("a", "“甲”乙")
    assert Display("utf-8").excerpt(source, Span(3, 4), 40) == ("“甲”乙", "    ^^")
    assert Display("gbk").excerpt(source, Span(3, 4), 40) == ("“甲”乙", "      ^^")


def test_console_without_chinese_gets_escapes_that_line_up() -> None:
    line, marker = Display("ascii").excerpt(Source("a", "甲\t乙"), Span(2, 3), 40)
    assert (line, marker) == ("\\u7532\\t\\u4e59", "        ^^^^^^")


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    st.integers(0, 80),
    st.integers(0, 20),
    st.integers(20, 100),
    st.sampled_from(["utf-8", "gbk", "ascii"]),
)
def test_excerpt_fits_and_its_marker_stands_under_the_mark(
    text: str, start: int, length: int, columns: int, encoding: str
) -> None:
    start = min(start, len(text))
    span = Span(start, min(start + length, len(text)))
    display = Display(encoding)
    line, marker = display.excerpt(Source("a", text), span, columns)
    widest = max([display.width(display.shown(character)) for character in text], default=1)
    assert display.width(line) <= columns + widest
    assert display.width(marker) <= display.width(line) + 1
    assert set(marker.lstrip(" ")) == {"^"}
    assert line == display.clean(line).replace("\\\\", "\\") or encoding != "utf-8"
    shown = display.shown(text[start]) if start < len(text) and text[start] not in "\r\n" else ""
    column = len(marker) - len(marker.lstrip(" "))
    at = next((n for n in range(len(line) + 1) if display.width(line[:n]) >= column), 0)
    assert shown in line[at : at + len(shown) + 1] or unicodedata.combining(text[start])


def test_numbers_of_persons_are_masked() -> None:
    assert mask("13812342345") == "138****2345"
    assert mask("110101199003071234") == "110101********1234"
    assert mask("11010119900307123X") == "110101********123X"
    assert mask("6222021234567890123") == "622202*********0123"
    assert mask("138 1234-2345") == "138 ****-2345"
    assert mask("１３８１２３４２３４５") == "１３８****２３４５"
    assert mask("1234567") == "1*****7"


def _personal(secret: str, message: str) -> Finding:
    return Finding("GX703", "personal-data", Severity.ERROR, message, _at(secret), "落款", secret)


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_output_shows_personal_data(form: str) -> None:
    """Neither the finding's own text nor another finding's source line."""
    phone = _personal("13812342345", "手机号 13812342345")
    card = _personal("110101199003071234", "身份证号 110101199003071234")
    near = TYPO._replace(span=_at("张三"), text="张三13812342345", suggestions=("13812342345李",))
    findings = tuple(numbered([phone, near, card]))
    result = masked(replace(RESULT, findings=findings, personal=(phone.span, card.span)))
    out = _report(result, form=form)
    assert "13812342345" not in out
    assert "110101199003071234" not in out
    assert out.count("138****2345") >= 4
    assert "110101********1234" in out


def test_masked_is_the_same_where_there_is_nothing_to_mask() -> None:
    assert masked(RESULT) is RESULT
    failed = FileResult("gone.txt", errors=(ReadError("文件不存在", "no such file"),))
    assert masked(failed) is failed


def test_json_is_the_documented_object() -> None:
    failed = FileResult(
        "gone.txt", errors=(ReadError("文件不存在", "no such file", path="gone.txt"),)
    )
    data = json.loads(_report(RESULT, failed, form="json"))
    first, second = (finding.fingerprint for finding in RESULT.findings)
    assert data == {
        "version": 1,
        "findings": [
            {
                "rule": "GX104",
                "name": "empty-section",
                "severity": "warning",
                "path": "report.txt",
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 7,
                "place": "",
                "text": "一、总体情况",
                "message": "没有内容",
                "suggestions": [],
                "fingerprint": first,
                "related": [],
            },
            {
                "rule": "GX501",
                "name": "typo",
                "severity": "error",
                "path": "report.txt",
                "line": 3,
                "column": 27,
                "end_line": 3,
                "end_column": 30,
                "place": "一、总体情况",
                "text": "31诶",
                "message": "日期中有错字“31诶”",
                "suggestions": ["31日", "31号"],
                "fingerprint": second,
                "related": [
                    {
                        "path": "report.txt",
                        "line": 1,
                        "column": 7,
                        "end_line": 1,
                        "end_column": 13,
                        "text": "2024年",
                        "message": "标题中的年份",
                    }
                ],
            },
        ],
        "files": [
            {
                "path": "report.txt",
                "year": 2024,
                "organ": "云溪县水利局",
                "form": "2021",
                "profile": "department",
                "config": None,
            }
        ],
        "errors": [{"path": "gone.txt", "message": "文件不存在"}],
        "summary": {"files": 1, "error": 1, "warning": 1, "info": 0},
    }


def test_json_says_the_same_error_once() -> None:
    wrong = ReadError("没有规则", "no rule", path=".gxlint.yaml", line=3, column=5)
    results = [FileResult("a.txt", errors=(wrong,)), FileResult("b.txt", errors=(wrong,))]
    data = json.loads(_report(*results, form="json"))
    assert data["errors"] == [
        {"path": ".gxlint.yaml", "message": "没有规则", "line": 3, "column": 5}
    ]


@pytest.mark.parametrize(
    ("location", "zh", "en"),
    [
        (Location(paragraph=12), "第12段", "paragraph 12"),
        (Location(paragraph=3, note=1), "第3段脚注1", "paragraph 3, note 1"),
        (Location(table=2, row=5, column=7), "表2第5行第7列", "table 2, row 5, column 7"),
        (Location(page=3, line=14), "第3页第14行", "page 3, line 14"),
    ],
)
def test_place_in_a_file_without_lines(location: Location, zh: str, en: str) -> None:
    source = replace(SOURCE, path="report.docx", locations=((0, location),))
    result = replace(RESULT, path="report.docx", source=source, findings=RESULT.findings[1:])
    said: dict[Lang, str] = {"zh": zh, "en": en}
    for lang, words in said.items():
        text = "".join(load_reporter("text")([result], Layout(lang=lang)))
        assert text.startswith(f"report.docx:{words} 一、总体情况\n")
        assert f"report.docx:{words} 标题中的年份\n" in text
    data = json.loads("".join(load_reporter("json")([result], Layout())))
    found = data["findings"][0]
    assert found["location"] == found["related"][0]["location"] == location.numbers()
    assert (found["line"], found["column"]) == (3, 27)
