"""SARIF: every part of a log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.engine import check_file, default_settings
from gxlint.errors import GxlintError, Lang, NotAReportError, ReadError
from gxlint.finding import Edit, FileResult, Finding, Related, Severity, Suppression
from gxlint.records import replace
from gxlint.reporters import Layout, load_reporter
from gxlint.reporters.sarif import plain_text
from gxlint.source import Location, Source
from gxlint.text import Span
from gxlint.version import __version__

from .process import gxlint
from .samples import correct_report

TEXT = "云溪县水利局\n统计到12月31诶，共2条。\n"
SOURCE = Source("报 告.txt", TEXT, "utf-8-sig")
SPAN = Span(TEXT.index("31诶"), TEXT.index("31诶") + 3)
TYPO = Finding(
    "GX501",
    "typo",
    Severity.ERROR,
    "“31诶”有错字",
    SPAN,
    "一、总体情况",
    "31诶",
    suggestions=("31日", "31号"),
    related=(
        Related(Span(0, 6), "标题", "云溪县水利局"),
        Related(Span(0, 6), "去年的", "", path="../去年.txt"),
    ),
    edits=(Edit(SPAN, "31日"),),
    within=(("section", "一、总体情况"), ("table", "表")),
)
RESULT = FileResult("报 告.txt", SOURCE, (TYPO,), year=2024, organ="云溪县水利局", form="2021")
REGION = {
    "startLine": 2,
    "startColumn": 7,
    "endLine": 2,
    "endColumn": 10,
    "charOffset": 13,
    "charLength": 3,
}
FILE = {"uri": "%E6%8A%A5%20%E5%91%8A.txt", "uriBaseId": "%SRCROOT%", "index": 0}


def _run(*results: FileResult, lang: Lang = "zh", rules: tuple[str, ...] = ()) -> dict[str, Any]:
    found = [load_catalogue().rules[name] for name in rules]
    layout = Layout(lang=lang, rules=lambda: found)
    log = json.loads("".join(load_reporter("sarif")(results, layout)))
    assert log["version"] == "2.1.0"
    assert log["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_result_has_all_that_is_known_of_a_finding() -> None:
    (result,) = _run(RESULT, rules=("GX703", "GX501"))["results"]
    assert result.pop("relatedLocations")[1]["physicalLocation"]["artifactLocation"][
        "uri"
    ].startswith("file:///")
    assert result == {
        "ruleId": "GX501",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "“31诶”有错字"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": FILE,
                    "region": {**REGION, "snippet": {"text": "31诶"}},
                },
                "logicalLocations": [{"index": 1, "fullyQualifiedName": "一、总体情况/表"}],
            }
        ],
        "partialFingerprints": {"gxlintFingerprint/v1": TYPO.fingerprint},
        "fixes": [
            {
                "description": {"text": "改为“31日”"},
                "artifactChanges": [
                    {
                        "artifactLocation": FILE,
                        "replacements": [
                            {"deletedRegion": REGION, "insertedContent": {"text": "31日"}}
                        ],
                    }
                ],
            }
        ],
        "properties": {"suggestions": ["31日", "31号"]},
    }


def test_run_says_how_it_ran() -> None:
    run = _run(RESULT)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["language"] == "zh-CN"
    assert run["automationDetails"]["id"] == "gxlint/"
    assert run["originalUriBaseIds"].keys() == {"%SRCROOT%"}
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["artifacts"] == [
        {
            "location": {key: FILE[key] for key in ("uri", "uriBaseId")},
            "roles": ["analysisTarget"],
            "encoding": "utf-8",
            "properties": {"year": 2024, "organ": "云溪县水利局", "form": "2021"},
        }
    ]
    assert run["logicalLocations"] == [
        {"name": "一、总体情况", "fullyQualifiedName": "一、总体情况", "kind": "section"},
        {"name": "表", "fullyQualifiedName": "一、总体情况/表", "kind": "table", "parentIndex": 0},
    ]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == (
        "gxlint",
        __version__,
        __version__,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rule_is_described_whether_it_spoke_or_not(lang: Lang) -> None:
    (rule,) = _run(lang=lang, rules=("GX501",))["tool"]["driver"]["rules"]
    known = load_catalogue().rules["GX501"]
    assert (rule["id"], rule["name"]) == ("GX501", "typo")
    assert rule["shortDescription"] == {"text": known.title.get(lang)}
    assert rule["fullDescription"] == {"text": known.explain.get(lang)}
    assert rule["helpUri"].endswith("/rules.html#gx501")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["basis"] == known.basis
    assert "wording" in rule["properties"]["tags"]
    for form in ("text", "markdown"):
        assert known.explain.get(lang) in rule["help"][form]
        assert known.basis in rule["help"][form]


def test_every_rule_that_ran_is_there_with_its_severity_as_shipped() -> None:
    run = gxlint("--no-config", "--info", "--format", "sarif", "nothing.txt")
    rules = json.loads(run.out)["runs"][0]["tool"]["driver"]["rules"]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        (rule.id, levels[rule.severity]) for rule in load_catalogue().rules.values()
    ]
    some = gxlint("--no-config", "--select", "GX501,GX1", "--format", "sarif", "nothing.txt")
    ids = [rule["id"] for rule in json.loads(some.out)["runs"][0]["tool"]["driver"]["rules"]]
    expected = [i for i in load_catalogue().rules if i.startswith("GX1") or i == "GX501"]
    assert ids == [*expected, "GX900"]


def test_rule_that_is_not_among_those_that_ran_is_listed_all_the_same() -> None:
    run = _run(RESULT, rules=("GX703",))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["GX703", "GX501"]
    assert run["results"][0]["ruleIndex"] == 1


def test_what_could_not_be_read_is_a_notification() -> None:
    gone = ReadError("文件不存在", "no such file", path="gone.txt")
    wrong = GxlintError("没有规则", "no rule", path=".gxlint.yaml", line=3, column=5)
    notes = (GxlintError("没有格式", "no form", path="报 告.txt"),)
    skipped = FileResult("b.txt", errors=(NotAReportError("不是", "none"),), passed_over=False)
    run = _run(
        FileResult("gone.txt", errors=(gone,)),
        FileResult("a.txt", errors=(wrong,)),
        FileResult("c.txt", errors=(wrong,)),
        replace(RESULT, notes=notes),
        skipped,
        lang="en",
    )
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [
        (
            kind,
            notification["level"],
            notification["message"]["text"],
            notification["locations"][0]["physicalLocation"],
        )
        for kind in ("toolConfigurationNotifications", "toolExecutionNotifications")
        for notification in invocation[kind]
    ]

    def at(uri: str, **more: object) -> dict[str, object]:
        return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, **more}

    assert told == [
        (
            "toolConfigurationNotifications",
            "error",
            "no rule",
            at(".gxlint.yaml", region={"startLine": 3, "startColumn": 5}),
        ),
        ("toolExecutionNotifications", "error", "no such file", at("gone.txt")),
        ("toolExecutionNotifications", "note", "no form", at("%E6%8A%A5%20%E5%91%8A.txt")),
        ("toolExecutionNotifications", "error", "none", at("b.txt")),
    ]


def test_accepted_findings_are_suppressed_results() -> None:
    baseline = TYPO._replace(suppression=Suppression("baseline", "base.json"))
    comment = TYPO._replace(suppression=Suppression("comment", "报 告.txt", 7))
    run = _run(replace(RESULT, findings=(), suppressed=(baseline, comment)))
    place = {"uri": "base.json", "uriBaseId": "%SRCROOT%"}
    own = {key: FILE[key] for key in ("uri", "uriBaseId")}
    assert [result["suppressions"] for result in run["results"]] == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "基线中已有",
                "location": {"physicalLocation": {"artifactLocation": place}},
            }
        ],
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "文件中的注释要求忽略",
                "location": {
                    "physicalLocation": {"artifactLocation": own, "region": {"startLine": 7}}
                },
            }
        ],
    ]


def test_file_without_lines_says_where_in_its_own_way_and_is_not_edited() -> None:
    source = replace(SOURCE, locations=((0, Location(paragraph=1)), (7, Location(paragraph=2))))
    run = _run(replace(RESULT, source=source))
    (result,) = run["results"]
    assert "fixes" not in result
    assert "charOffset" not in result["locations"][0]["physicalLocation"]["region"]
    places = [
        run["logicalLocations"][place["index"]]
        for place in result["locations"][0]["logicalLocations"]
    ]
    assert [(place["kind"], place["name"]) for place in places] == [
        ("table", "表"),
        ("paragraph", "第2段"),
    ]


def test_cell_is_told_by_section_table_row_and_column() -> None:
    row = "\t（七）总计\t\t3\t1\t0\t0\t0\t0\t4"
    text = correct_report("department-2024").replace(row, row.replace("\t3\t", "\t17\t"))
    result = check_file("a.txt", text.encode(), default_settings())
    run = _run(replace(result, findings=tuple(f for f in result.findings if f.rule == "GX306")))
    (place,) = run["results"][0]["locations"][0]["logicalLocations"]
    chain = []
    index: int | None = place["index"]
    while index is not None:
        chain.append(run["logicalLocations"][index])
        index = chain[-1].get("parentIndex")
    assert [(part["kind"], part["name"]) for part in reversed(chain)] == [
        ("section", "三、收到和处理政府信息公开申请情况"),
        ("table", "第三部分表"),
        ("row", "（七）总计"),
        ("column", "自然人"),
    ]
    related = run["results"][0]["relatedLocations"]
    assert related[0]["id"] == 1
    assert related[0]["message"] == {"text": "计入合计：“（一）予以公开”自然人列 2"}
    assert related[0]["physicalLocation"]["region"]["snippet"] == {"text": "2"}


def test_brackets_make_no_link() -> None:
    assert plain_text("见[这里](0)和[bookmark]（1）") == "见\\[这里](0)和[bookmark]（1）"
    assert plain_text("[[a](b)") == "[\\[a](b)"


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(correct_report("department-2024"), encoding="utf-8")
    first, second = (gxlint("--format", "sarif", "a.txt", cwd=tmp_path).out for _ in range(2))
    assert first == second
    assert str(tmp_path) not in first
