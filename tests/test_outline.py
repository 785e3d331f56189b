"""The outline: title, organ, year, profile, sections and passages, in every dress."""

from __future__ import annotations

import re

import pytest
from gxlint.engine import check_file, default_settings, read_report
from gxlint.finding import Severity
from gxlint.report.headings import ordinal
from gxlint.report.model import AnnualReport
from gxlint.report.title import complete_organ, profile_of
from gxlint.source import Source

from .samples import correct_report

KEYS = [
    "overview",
    "active_disclosure",
    "requests",
    "review_litigation",
    "problems",
    "other_matters",
]
REPORT = correct_report("department-2024")
TITLE = "云溪县水利局2024年政府信息公开工作年度报告"
HEADING = re.compile(r"^([一二三四五六])、([^\t\n]+)$", re.MULTILINE)


def outline(text: str, path: str = "报告.txt") -> tuple[Source, AnnualReport]:
    return read_report(path, text.encode(), default_settings())


def dressed(replacement: str) -> str:
    """The correct report with every heading rewritten."""
    numbers = "零一二三四五六"
    return HEADING.sub(
        lambda m: replacement.format(
            cn=m[1],
            ar=numbers.index(m[1]),
            name=m[2],
            circled="㈠㈡㈢㈣㈤㈥"[numbers.index(m[1]) - 1],
        ),
        REPORT,
    )


@pytest.mark.parametrize(
    "dress",
    [
        "{cn}、{name}",
        "## {cn}、{name}",
        "　　{cn}、{name} ",
        "**{cn}、{name}**",
        "{cn}.{name}",
        "（{cn}）{name}",
        "{circled}{name}",
        "{ar}.{name}",
        "{ar}、{name}：",
        "1.{name}",
        "{name}",
        "### {name}",
        "第{cn}部分 {name}",
        "{cn}、 {name}。",
    ],
)
def test_headings_in_every_dress(dress: str) -> None:
    text = dressed(dress)
    source, report = outline(text)
    assert [section.key for section in report.sections] == KEYS
    assert report.duplicates == ()
    lines = [number for number, line in enumerate(text.splitlines(), 1) if is_heading(line)]
    assert [source.position(section.span.start).line for section in report.sections] == lines
    assert (
        report.section_text("other_matters") == "2024年，我局依申请公开政府信息未收取信息处理费。"
    )


def is_heading(line: str) -> bool:
    names = [m[2] for m in HEADING.finditer(REPORT)]
    return any(line.strip(" 　#*。：").endswith(name) for name in names) and len(line) < 40


@pytest.mark.parametrize(
    "damaged",
    [
        "二、主开政府信息情况",
        "五、存在的主要问改进情况",
        "六、其要报告的事项",
        "四、行政复议应诉情况",
    ],
)
def test_a_damaged_heading_is_still_its_section(damaged: str) -> None:
    official = next(m[0] for m in HEADING.finditer(REPORT) if m[0][0] == damaged[0])
    _, report = outline(REPORT.replace(f"\n{official}\n", f"\n{damaged}\n"))
    assert [section.key for section in report.sections] == KEYS
    assert [s.title for s in report.sections if not s.exact] == [damaged]


@pytest.mark.parametrize(
    ("official", "variant"),
    [
        ("一、总体情况", "一、概述"),
        ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息的情况"),
        ("三、收到和处理政府信息公开申请情况", "三、依申请公开政府信息情况"),
        (
            "四、政府信息公开行政复议、行政诉讼情况",
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        ),
        ("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("六、其他需要报告的事项", "六、其他事项"),
    ],
)
def test_accepted_variants_are_exact(official: str, variant: str) -> None:
    _, report = outline(REPORT.replace(f"\n{official}\n", f"\n{variant}\n"))
    assert [section.key for section in report.sections] == KEYS
    assert all(section.exact for section in report.sections)


def test_a_heading_in_words_of_its_own_is_told_by_number_and_key_word() -> None:
    _, report = outline(
        REPORT.replace("\n五、存在的主要问题及改进情况\n", "\n五、不足之处和下一步打算\n")
    )
    assert [(section.key, section.exact) for section in report.sections] == [
        (key, key != "problems") for key in KEYS
    ]


def test_a_heading_over_two_lines_and_one_with_its_text_behind_it() -> None:
    text = REPORT.replace(
        "\n三、收到和处理政府信息公开申请情况\n", "\n三、收到和处理政府信息公开申请\n情况\n"
    )
    text = text.replace("\n六、其他需要报告的事项\n\n", "\n六、其他需要报告的事项：")
    _, report = outline(text)
    assert [section.title for section in report.sections[2::3]] == [
        "三、收到和处理政府信息公开申请情况",
        "六、其他需要报告的事项",
    ]
    assert report.section_text("other_matters").endswith("未收取信息处理费。")


def test_contents_lists_and_sub_headings_are_no_headings() -> None:
    contents = "\n".join(m.group() + "........1" for m in HEADING.finditer(REPORT))
    text = REPORT.replace("本报告根据", f"目录\n{contents}\n\n本报告根据", 1)
    text = text.replace(
        "（三）政府信息管理。",
        "1、收到和处理政府信息公开申请情况：\n未收到。\n（三）政府信息管理。",
    )
    source, report = outline(text)
    assert [section.key for section in report.sections] == KEYS
    assert source.position(report.sections[0].span.start).line == 13
    assert source.position(report.sections[2].span.start).line == 46
    assert report.duplicates == ()


def test_a_missing_section_is_missing_though_a_sub_heading_bears_its_title() -> None:
    text = REPORT.replace("\n三、收到和处理政府信息公开申请情况\n", "\n")
    text = text.replace(
        "（三）政府信息管理。", "3、收到和处理政府信息公开申请情况\n（三）政府信息管理。"
    )
    _, report = outline(text)
    assert [section.key for section in report.sections] == [k for k in KEYS if k != "requests"]


@pytest.mark.parametrize(
    ("title", "organ", "year", "first_line"),
    [
        (TITLE, "云溪县水利局", 2024, TITLE),
        ("# 云溪县水利局 2024 年度政府信息公开工作年度报告", "云溪县水利局", 2024, None),
        (
            "云溪县水利局2024年政府信息\n公开工作年度报告",
            "云溪县水利局",
            2024,
            "云溪县水利局2024年政府信息",
        ),
        ("云溪县水利局2024年政府信息公开工作年度报\n\n告", "云溪县水利局", 2024, None),
        ("云溪县水利局\n2024年政府信息公开工作年度报告", "云溪县水利局", 2024, "云溪县水利局"),
        ("云溪县\n水利局\n2024年政府信息公开工作年度报告", "云溪县水利局", 2024, "云溪县"),
        ("2024年度云溪县水利局信息公开年度报告", "云溪县水利局", 2024, None),
        ("云溪县水利局\n\n政府信息公开工作年度报告\n\n（2024年度）", "云溪县水利局", 2024, None),
        ("2024年云溪县水利局政府信息公开工作年度报告", "云溪县水利局", 2024, None),
        ("云溪县水利局二〇二四年政府信息公开工作年度报告", "云溪县水利局", 2024, None),
        (
            "[bookmark: _GoBack]云溪县水利局2024年政府信息公开工作年度报告",
            "云溪县水利局",
            2024,
            TITLE,
        ),
        ("云溪县水利局２０２４年政府信息公开工作年度报告", "云溪县水利局", 2024, None),
        (
            "首页 > 政府信息公开 > 年报\n云溪县水利局2024年政府信息公开工作年度报告",
            "云溪县水利局",
            2024,
            TITLE,
        ),
    ],
)
def test_titles(title: str, organ: str, year: int, first_line: str | None) -> None:
    source, report = outline(REPORT.replace(TITLE, title, 1))
    assert report.title is not None
    assert (report.title.organ, report.organ, report.year) == (organ, organ, year)
    if first_line is not None:
        assert source[report.title.line_span] == first_line


def test_a_year_that_the_title_lacks_needs_two_witnesses() -> None:
    text = REPORT.replace(TITLE, "云溪县水利局政府信息公开工作年度报告", 1)
    _, report = outline(text)
    assert (report.title and report.title.year, report.year) == (None, 2024)
    _, report = outline(text.replace("云溪县水利局\n2025年1月15日", ""))
    assert report.year is None


@pytest.mark.parametrize(
    ("title", "signed", "organ"),
    [
        ("科技局", "青州市云溪县科学技术局", "青州市云溪县科学技术局"),
        ("临江市人民政府", "临江市人民政府办公室", "临江市人民政府"),
        ("云溪县水利局", "云溪县教育局", "云溪县水利局"),
        ("云溪县水利局", None, "云溪县水利局"),
        (None, "云溪县水利局", "云溪县水利局"),
    ],
)
def test_a_sign_off_completes_the_title_organ(
    title: str | None, signed: str | None, organ: str
) -> None:
    assert complete_organ(title, signed) == organ


@pytest.mark.parametrize(
    ("organ", "profile"),
    [
        ("云溪县水利局", "department"),
        ("临江市人民政府", "government"),
        ("上海市", "government"),
        ("临江市人民政府办公室", "government"),
        ("青禾镇人民政府", "township"),
        ("白石乡", "township"),
        ("东风街道办事处", "subdistrict"),
        ("临江经济技术开发区管理委员会", "subdistrict"),
        ("临江市城市管理委员会", "department"),
        ("国务院国有资产监督管理委员会", "department"),
        ("国家发展和改革委员会", "department"),
        (None, "department"),
    ],
)
def test_profiles(organ: str | None, profile: str) -> None:
    assert profile_of(organ) == profile


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("㈢", 3),
        ("⑩", 10),
        ("7", 7),
    ],
)
def test_ordinals(numeral: str, value: int) -> None:
    assert ordinal(numeral) == value


def test_wrapped_lines_are_one_passage_and_paragraphs_are_not() -> None:
    """A page of 36 characters a line, every line of prose followed by a blank one."""
    wrapped = re.sub("[^\t\n]{36}(?=[^\t\n])", lambda line: f"{line[0]}\n\n", REPORT)
    assert wrapped != REPORT
    assert passages(wrapped) == passages(REPORT)


def passages(text: str) -> list[tuple[str, str]]:
    _, report = outline(text)
    return [(p.kind, report.prose.text[p.start : p.end]) for p in report.passages]


@pytest.mark.parametrize(
    "before",
    [
        "云溪县水利局2023年政府信息公开工作年度报告\n",
        "云溪县水利局2023年政府信息公开工作年度报告\n\n云溪县水利局2022年政府信息公开工作年度报告\n\n",
        f"云溪县水利局2025年政府信息公开年度报告\n{TITLE}\n云溪县水利局2022年政府信息公开年度报告\n",
        "云溪县财政局2024年政府信息公开工作年度报告\n",
        TITLE + "\n",
        "> ",
        "    ## ",
        "\n> ## ",
    ],
)
def test_titles_of_other_reports_and_marks_before_the_title(before: str) -> None:
    text = correct_report("department-2024")
    assert text.count(TITLE) == 1
    settings = default_settings()
    plain, other = (
        check_file("a.txt", given.encode(), settings)
        for given in (text, text.replace(TITLE, before + TITLE))
    )
    assert (other.organ, other.year, other.errors) == ("云溪县水利局", 2024, ())
    assert [f.rule for f in other.findings] == [f.rule for f in plain.findings]


def test_a_link_to_another_report_below_the_title() -> None:
    text = correct_report("department-2024")
    below = f"{TITLE}\n云溪县水利局2023年政府信息公开工作年度报告"
    result = check_file("a.txt", text.replace(TITLE, below).encode(), default_settings())
    assert (result.organ, result.year) == ("云溪县水利局", 2024)
    assert [(f.rule, f.text) for f in result.findings if f.severity > Severity.INFO] == [
        ("GX204", "2023年")
    ]


def test_a_report_that_is_quoted_whole() -> None:
    text = correct_report("department-2024")
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    for name in ("a.txt", "a.md"):
        plain, other = (
            check_file(name, given.encode(), default_settings()) for given in (text, quoted)
        )
        assert other.cells == plain.cells == 200
        assert [f.rule for f in other.findings] == [f.rule for f in plain.findings]
