"""The baseline's workflow: old findings are quiet, new ones fail, mended ones are said."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from gxlint.config_file import load_schema
from jsonschema import Draft202012Validator

from .inside import Runner, put
from .samples import correct_report

GOOD = correct_report("department-2024")
TYPO = "截止2024年12月31诶，先审后发。"  # GX502 and GX501
HEADING = "二、主动公开政府信息情况\n"
BASELINE = ".gxlint-baseline.json"
CALL = "gxlint baseline prune --baseline"


def _report(text: str, report: str = GOOD) -> str:
    return report.replace(HEADING, f"{text}\n\n{HEADING}", 1)


def _found(out: str) -> list[tuple[str, str, str]]:
    return [(f["path"], f["rule"], f["text"]) for f in json.loads(out)["findings"]]


def _baseline(path: str = BASELINE) -> Any:
    data = json.loads(Path(path).read_bytes())
    assert list(Draft202012Validator(load_schema("baseline")).iter_errors(data)) == []
    return data


def _known(path: str = BASELINE) -> list[tuple[str, int, str]]:
    return [
        (f["path"], f["year"], k["rule"]) for f in _baseline(path)["files"] for k in f["findings"]
    ]


def _check(gxlint: Runner, *paths: str) -> tuple[int, list[tuple[str, str, str]], str]:
    ran = gxlint("--baseline", BASELINE, "--format", "json", *paths)
    return ran.code, _found(ran.out), ran.err


def test_old_findings_are_quiet_and_new_ones_fail(gxlint: Runner) -> None:
    put("年报/乙 局.txt", _report(TYPO))
    put("甲.txt", GOOD)
    made = gxlint("baseline", "create", ".")
    assert made == (0, "", f"已生成 {BASELINE}：1份报告，2处问题\n")
    assert _known() == [("年报/乙 局.txt", 2024, "GX502"), ("年报/乙 局.txt", 2024, "GX501")]
    quiet = f"{BASELINE}: 说明：基线中的2处旧问题没有列出\n"
    assert _check(gxlint, ".") == (0, [], quiet)
    assert gxlint(".", "--baseline", BASELINE).out.splitlines()[0].endswith("，未发现其他问题")
    # Paragraphs come, other mistakes too.
    put(
        "年报/乙 局.txt",
        _report(f"{TYPO}\n\n其他工作有序推进。").replace("行政许可\t26", "行政许可\t-26"),
    )
    assert _check(gxlint, ".") == (1, [("年报/乙 局.txt", "GX311", "-26")], quiet)
    put("年报/乙 局.txt", _report(f"{TYPO}\n\n另外一段。\n\n{TYPO}"))
    code, found, err = _check(gxlint, "年报/乙 局.txt")
    assert (code, [rule for _, rule, _ in found], err) == (1, ["GX502", "GX501"], quiet)
    put("甲.txt", _report(TYPO))
    assert [path for path, _, _ in _check(gxlint, ".")[1]] == ["年报/乙 局.txt"] * 2 + [
        "甲.txt"
    ] * 2


def test_paths_are_relative_to_the_baseline(
    gxlint: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put("repo/2024/a.txt", _report(TYPO))
    put("repo/lists/.keep", "")
    assert gxlint("baseline", "create", "repo", "--baseline", "repo/lists/b.json").code == 0
    assert {path for path, _, _ in _known("repo/lists/b.json")} == {"../2024/a.txt"}
    (tmp_path / "repo").rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path / "moved/2024")
    assert gxlint("a.txt", "--baseline", "../lists/b.json", "-q") == (0, "", "")
    assert gxlint(str(tmp_path / "moved"), "-q", "--baseline", "../lists/b.json").code == 0


def test_mended_findings_are_said_and_pruned(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    put("b.txt", _report(TYPO))
    gxlint("baseline", "create", ".")
    put("a.txt", _report(TYPO.replace("31诶", "31日")))
    Path("b.txt").unlink()
    said = (
        "a.txt: 说明：基线中的1处已改正：GX501\n"
        f"{BASELINE}: 说明：“b.txt”已不在，基线中还有它的2处\n"
    )
    counted = f"{BASELINE}: 说明：基线中的1处旧问题没有列出\n"
    hint = f"（用 {CALL} {BASELINE}）\n"
    code, found, err = _check(gxlint, ".")
    assert (code, found) == (0, [])
    assert err == f"{said}{counted}{BASELINE}: 说明：基线中有3处可以删去{hint}"
    # One file says nothing of the others, and one rule nothing of the others.
    assert "b.txt" not in _check(gxlint, "a.txt")[2]
    assert gxlint("a.txt", "--baseline", BASELINE, "--select", "GX502").err == counted
    pruned = gxlint("baseline", "prune")
    assert (pruned.code, pruned.out) == (0, "")
    assert pruned.err == f"{said}已更新 {BASELINE}：1份报告，1处问题\n"
    assert _known() == [("a.txt", 2024, "GX502")]
    before = Path(BASELINE).read_bytes()
    again = gxlint("baseline", "prune")
    assert again.err == f"没有可删的，未改动 {BASELINE}：1份报告，1处问题\n"
    assert Path(BASELINE).read_bytes() == before


def test_check_without_paths_looks_at_all_that_is_known(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    put("old.report", _report(TYPO))
    gxlint("baseline", "create", "a.txt", "old.report")
    ran = gxlint("baseline", "check", "--format", "json")
    assert (ran.code, _found(ran.out)) == (0, [])
    assert [file["path"] for file in json.loads(ran.out)["files"]] == ["a.txt", "old.report"]


def test_a_renamed_file_is_said(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    gxlint("baseline", "create", ".")
    os.rename("a.txt", "新 名.txt")
    code, found, err = _check(gxlint, ".")
    assert (code, found) == (0, [])
    assert err.splitlines()[0] == ("新 名.txt: 说明：由基线中的“a.txt”改名而来，旧问题照样不列出")
    gxlint("baseline", "prune")
    assert {path for path, _, _ in _known()} == {"新 名.txt"}


def test_a_copy_or_another_organs_report_inherits_nothing(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    gxlint("baseline", "create", ".")
    put("copy.txt", _report(TYPO))
    assert [path for path, _, _ in _check(gxlint, ".")[1]] == ["copy.txt", "copy.txt"]
    Path("a.txt").unlink()
    put("copy.txt", _report(TYPO).replace("云溪县水利局", "云溪县林业局"))
    assert [path for path, _, _ in _check(gxlint, ".")[1]] == ["copy.txt", "copy.txt"]


def test_next_years_report_inherits_nothing(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    gxlint("baseline", "create", ".")
    put("a.txt", _report(TYPO).replace("2025", "2026").replace("2024", "2025"))
    code, found, err = _check(gxlint, ".")
    assert (code, [rule for _, rule, _ in found]) == (1, ["GX502", "GX501"])
    assert err.splitlines()[0] == (
        "a.txt: 说明：基线中是2024年的报告，现在是2025年的，基线中的2处不再适用"
    )


def test_create_overwrites_only_if_told(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    put("b.json", "mine")
    ran = gxlint("baseline", "create", ".", "--baseline", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "gxlint: 错误：已有 b.json，未作改动"
        "（删去已改正的用 gxlint baseline prune，重新生成加 --force）\n"
    )
    assert Path("b.json").read_text() == "mine"
    assert gxlint("baseline", "create", ".", "--baseline", "b.json", "--force").code == 0
    first = Path("b.json").read_bytes()
    assert gxlint("baseline", "create", ".", "--baseline", "b.json", "--force").code == 0
    assert Path("b.json").read_bytes() == first
    assert sorted(os.listdir()) == [".git", "a.txt", "b.json"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "b.json: 错误：没有这个基线文件（用 gxlint baseline create 生成）"),
        ("", "b.json:1:1: 错误：基线文件已损坏：不是 JSON"),
        ("<<<<<<< HEAD\n", "b.json:1:1: 错误：基线文件已损坏：不是 JSON"),
        (b"\xff\xfe\x00", "b.json: 错误：基线文件已损坏：不是 JSON"),
        ("[" * 100_000, "b.json: 错误：基线文件已损坏：不是 JSON"),
        ("[]", "b.json: 错误：基线文件已损坏：version 不对"),
        ('{"version": true, "files": []}', "b.json: 错误：基线文件已损坏：version 不对"),
        ('{"version": 1}', "b.json: 错误：基线文件已损坏：缺少 files"),
        ('{"version": 1, "files": [1]}', "b.json: 错误：基线文件已损坏：files 不对"),
        ('{"version": 1, "files": [{"path": 1}]}', "b.json: 错误：基线文件已损坏：缺少 year"),
        (
            '{"version": 1, "files": [{"path": 1, "year": null, "organ": null, "findings": []}]}',
            "b.json: 错误：基线文件已损坏：path 不对",
        ),
        (
            '{"version": 2, "files": 7}',
            "b.json: 错误：基线是更新版本的 gxlint 生成的（格式 2，这里只认识 1）（请升级 gxlint）",
        ),
    ],
)
@pytest.mark.parametrize("call", [("a.txt",), ("baseline", "check"), ("baseline", "prune")])
def test_a_baseline_that_cannot_be_used_is_one_line(
    gxlint: Runner, text: str | bytes | None, said: str, call: tuple[str, ...]
) -> None:
    put("a.txt", _report(TYPO))
    if text is not None:
        put("b.json", text)
    ran = gxlint(*call, "--baseline", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_what_cannot_be_done_is_said(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    assert (
        gxlint("baseline", "creat").err
        == "gxlint: 错误：baseline 不能是“creat”（是否想写 create？）\n"
    )
    assert gxlint("baseline").code == 2
    assert gxlint("baseline", "create", "-").err.startswith("gxlint: 错误：基线按文件名记住问题")
    gone = gxlint("baseline", "create", ".", "--baseline", "no/b.json")
    assert (gone.code, gone.err) == (2, "no/b.json: 错误：文件夹 no 不存在\n")


def test_unreadable_files_beside_good_ones_are_errors_all_the_same(gxlint: Runner) -> None:
    put("a.txt", _report(TYPO))
    ran = gxlint("baseline", "create", "a.txt", "gone.txt")
    assert ran.code == 2
    assert ran.err == f"gone.txt: 错误：文件不存在\n已生成 {BASELINE}：1份报告，2处问题\n"


def test_sarif_says_what_is_suppressed_and_personal_data_stay_out(gxlint: Runner) -> None:
    put("a.txt", _report(f"{TYPO}\n\n申请人张某（手机13812345678）对答复表示满意。"))
    gxlint("baseline", "create", ".")
    assert "13812345678" not in Path(BASELINE).read_text(encoding="utf-8")
    ran = gxlint(".", "--baseline", BASELINE, "--format", "sarif", "-q")
    results = json.loads(ran.out)["runs"][0]["results"]
    assert ran.code == 0
    assert [(r["ruleId"], r["suppressions"][0]["kind"]) for r in results] == [
        ("GX502", "external"),
        ("GX501", "external"),
        ("GX703", "external"),
    ]


def test_a_file_name_that_is_no_text_survives(gxlint: Runner) -> None:
    name = os.fsdecode(b"a\xb0\xa1.txt")
    try:
        put(name, _report(TYPO))
    except (OSError, UnicodeError):
        pytest.skip("the file system has no such names")
    assert gxlint("baseline", "create", ".").code == 0
    assert _check(gxlint, ".")[:2] == (0, [])
