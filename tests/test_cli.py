"""The command line: words in, streams and exit code out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import get_args

import pytest
from gxlint.commands.options import PROFILES, SEVERITIES
from gxlint.finding import Severity
from gxlint.report.model import Profile

from .inside import Runner
from .inside import put as _put
from .runs import CLEAN, GOOD, WRONG

NOTES = "会议记录\n\n今天讨论了三件事。\n"


def test_words_of_options_are_all_there_are() -> None:
    assert get_args(Profile) == PROFILES
    assert tuple(severity.word for severity in reversed(Severity)) == SEVERITIES


# --- what a run says, and how it ends ---


def test_clean_report(gxlint: Runner) -> None:
    assert gxlint(_put("a.txt", GOOD)) == (0, CLEAN, "")


def test_finding_in_full(gxlint: Runner) -> None:
    run = gxlint(_put("a.txt", WRONG), "--select", "GX203")
    line = next(line for line in WRONG.splitlines() if "12月30日" in line)
    assert (run.code, run.err) == (1, "")
    lines = run.out.splitlines()
    assert lines[0].startswith(f"a.txt:{WRONG.splitlines().index(line) + 1}:")
    assert "2024年12月30日" in lines[1]
    assert set(lines[2].strip()) == {"^"}
    assert lines[3].startswith("  警告 GX203 period-not-full-year：")
    assert lines[-1] == "共1处：0个错误，1个警告"


def test_command_and_options_stand_anywhere(gxlint: Runner) -> None:
    path = _put("a.txt", WRONG)
    first = gxlint("--format", "json", path)
    assert first.code == 1
    assert json.loads(first.out)["summary"]["warning"] == 1
    for args in (
        (path, "--format", "json"),
        ("check", path, "--format=json"),
        ("--format", "json", "check", path),
        ("--format", "json", "--", path),
    ):
        assert gxlint(*args) == first


def test_file_named_like_a_command(gxlint: Runner) -> None:
    _put("rules", GOOD)
    assert gxlint("./rules").out == CLEAN
    assert gxlint("check", "rules").out == CLEAN
    assert gxlint("rules").out.startswith("GX101")


def test_two_runs_print_the_same_bytes(gxlint: Runner) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt"):
        _put(name, WRONG)
    for args in ((".",), (".", "--format", "json"), ("extract", ".")):
        assert gxlint(*args) == gxlint(*args)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on=info"], 1),
        (["--exit-zero"], 0),
        (["--ignore", "GX203"], 0),
        (["--ignore", "dates"], 0),
        (["--select", "tables"], 0),
        (["--select", "GX1,period-not-full-year"], 1),
        (["--select", "GX1", "--select", "GX203"], 1),
        (["--select", "GX2", "--ignore", "gx203"], 0),
    ],
)
def test_exit_codes(gxlint: Runner, options: Sequence[str], code: int) -> None:
    assert gxlint(_put("a.txt", WRONG), *options).code == code


def test_missing_file_is_an_error_and_the_others_are_complete(gxlint: Runner) -> None:
    run = gxlint(_put("a.txt", WRONG), "gone.txt", _put("b.txt", GOOD))
    assert (run.code, run.err) == (2, "gone.txt: 错误：文件不存在\n")
    assert run.out.splitlines()[-4:] == [
        "a.txt：2024年，云溪县水利局，0个错误，1个警告",
        "gone.txt：未能检查",
        "b.txt：2024年，云溪县水利局，未发现问题",
        "共1处：0个错误，1个警告，3个文件，其中1个未能检查",
    ]
    assert gxlint("gone.txt", "a.txt", "--exit-zero").code == 2


def test_quiet_prints_findings_only(gxlint: Runner) -> None:
    assert gxlint(_put("a.txt", GOOD), "--quiet") == (0, "", "")
    out = gxlint(_put("b.txt", WRONG), "-q").out
    assert "GX203" in out
    assert "共" not in out


def test_statistics(gxlint: Runner) -> None:
    run = gxlint(_put("a.txt", WRONG), _put("b.txt", WRONG), "--statistics", "--quiet")
    assert run.out.splitlines()[-1] == "2  GX203 period-not-full-year"


def test_hints_are_shown_where_they_are_asked_for(gxlint: Runner) -> None:
    sign_off = GOOD.rstrip().splitlines()[-2:]
    path = _put("a.txt", "\n".join(GOOD.rstrip().splitlines()[:-2]) + "\n")
    assert "水利局" in sign_off[0]
    assert gxlint(path).code == 0
    for options in (["--info"], ["--select", "GX110"], ["--select", "structure"]):
        run = gxlint(path, *options)
        assert run.code == 0
        assert "  提示 GX110 sign-off-missing：" in run.out
        assert run.out.endswith("共1处：0个错误，0个警告，1个提示\n")
    assert gxlint(path, "--info", "--fail-on", "info").code == 1


# --- files, folders, standard input ---


def test_hints_that_decide_are_looked_for_and_shown(gxlint: Runner) -> None:
    path = _put("a.txt", GOOD.replace("。\n", "。联系电话：13812345678。\n", 1))
    assert gxlint(path) == (0, CLEAN, "")
    run = gxlint(path, "--fail-on", "info")
    assert (run.code, run.out.splitlines()[-1]) == (1, "共1处：0个错误，0个警告，1个提示")
    _put(".gxlint.yaml", "fail-on: info\n")
    assert gxlint(path) == run


def test_what_could_not_be_checked_is_counted(gxlint: Runner) -> None:
    run = gxlint(_put("in/a.txt", WRONG), _put("in/b.txt", b"\0"), "gone.txt")
    assert run.out.splitlines()[-4:] == [
        f"{os.path.join('in', 'a.txt')}：2024年，云溪县水利局，0个错误，1个警告",
        f"{os.path.join('in', 'b.txt')}：未能检查",
        "gone.txt：未能检查",
        "共1处：0个错误，1个警告，3个文件，其中2个未能检查",
    ]


def test_folders_are_searched_in_order(gxlint: Runner) -> None:
    for name in ("b.txt", "a.MD", "z/y/c.markdown", "z/d.text"):
        _put(f"in/{name}", GOOD)
    for name in (".hidden.txt", "~$b.docx", ".git/e.txt", "f.log", "g.xls"):
        _put(f"in/{name}", GOOD)
    _put("in/notes.txt", NOTES)
    run = gxlint("in", "--format", "json")
    found = [file["path"] for file in json.loads(run.out)["files"]]
    assert found == [
        os.path.join("in", *name.split("/"))
        for name in ("a.MD", "b.txt", "z/d.text", "z/y/c.markdown")
    ]
    assert run.code == 0
    assert run.err.startswith(f"{os.path.join('in', 'notes.txt')}: 说明：已跳过：")


def test_files_are_checked_once(gxlint: Runner) -> None:
    _put("in/a.txt", GOOD)
    run = gxlint("in", "in/a.txt", "./in/a.txt", "in/", "--format", "json")
    assert len(json.loads(run.out)["files"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_to_folders(gxlint: Runner) -> None:
    """A link to somewhere new is followed, one that loops or repeats is not."""
    _put("in/a.txt", GOOD)
    _put("elsewhere/b.txt", GOOD)
    os.symlink("..", "in/up")
    os.symlink(".", "in/self")
    os.symlink("../elsewhere", "in/other")
    os.symlink("gone", "in/dangling")
    run = gxlint("in", "--format", "json")
    assert run.code == 0
    assert [file["path"] for file in json.loads(run.out)["files"]] == [
        "in/a.txt",
        "in/other/b.txt",
    ]


@pytest.mark.parametrize(("name", "suffix"), [("a.pdf", ".pdf"), ("旧.WPS", ".wps")])
def test_broken_documents_are_not_called_texts(gxlint: Runner, name: str, suffix: str) -> None:
    run = gxlint(_put(name, b"\0\1\2"), "-q")
    said = f"文件已损坏，或者不是 {suffix} 文件（请重新导出或另存后再检查）"
    assert run == (2, "", f"{name}: 错误：{said}\n")


def test_what_is_no_report(gxlint: Runner) -> None:
    path = _put("in/notes.txt", NOTES)
    named = gxlint(path)
    assert (named.code, named.out) == (2, "")
    assert named.err.startswith("in/notes.txt: 错误：不是政府信息公开工作年度报告")
    hook = gxlint(path, "--from-hook")
    assert (hook.code, hook.out) == (0, "")
    assert hook.err.startswith("in/notes.txt: 说明：已跳过：")
    folder = gxlint("in")
    assert (folder.code, folder.out) == (2, "")
    assert folder.err.endswith("in: 错误：文件夹里没有年度报告\n")
    data = json.loads(gxlint("in", "--format", "json").out)
    assert data["errors"] == [{"path": "in", "message": "文件夹里没有年度报告"}]


def test_standard_input(gxlint: Runner) -> None:
    assert gxlint("-", stdin=GOOD.encode()) == (0, CLEAN, "")
    run = gxlint("-", "--stdin-filename", "报告.txt", stdin=WRONG.encode("gb18030"))
    assert run.code == 1
    assert run.out.startswith("报告.txt:")
    assert gxlint("-", stdin=b"").err == "<stdin>: 错误：文件是空的\n"


def test_largest_size(gxlint: Runner) -> None:
    path = _put("a.txt", GOOD)
    run = gxlint(path, "--max-size", "1k")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("a.txt: 错误：文件太大（0.0 MB，上限 0.001 MB）")
    assert gxlint("-", "--max-size=1kb", stdin=GOOD.encode()).code == 2
    assert gxlint(path, "--max-size", "1").code == 0
    assert gxlint(path, "--max-size", "0").err == (
        "gxlint: 错误：--max-size 不能是“0”（例如 50MB）\n"
    )


# --- mistakes in the command line ---


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--formt", "json", "a.txt"], "没有选项 --formt（是否想写 --format？）"),
        (["a.txt", "--format", "jsn"], "--format 不能是“jsn”（是否想写 json？）"),
        (["a.txt", "--fail-on", "warn"], "--fail-on 不能是“warn”（是否想写 warning？）"),
        (["a.txt", "--color", "x"], "--color 不能是“x”（可用：auto、always、never）"),
        (["a.txt", "--lang", "cn"], "--lang 不能是“cn”（可用：zh、en）"),
        (["a.txt", "--select", "typoo"], "--select：没有规则“typoo”（是否想写 typo？）"),
        (["a.txt", "--select"], "选项 --select 后面要有值，或写法不对"),
        (["--format", "json"], "没有给出要处理的内容（用法见 gxlint check --help）"),
        (["extrct", "a.txt"], "没有命令或文件“extrct”（是否想写 extract？）"),
        (["explain", "GX1001"], "没有规则“GX1001”（是否想写 GX101？）"),
        (["explain"], "没有给出要处理的内容（用法见 gxlint explain --help）"),
        (["a.txt", "--profile", "town"], "--profile 不能是“town”（是否想写 township？）"),
    ],
)
def test_mistakes_are_told_with_what_was_meant(gxlint: Runner, args: list[str], said: str) -> None:
    _put("a.txt", GOOD)
    assert gxlint(*args) == (2, "", f"gxlint: 错误：{said}\n")


def test_configuration_mistakes_are_told_all_at_once(gxlint: Runner) -> None:
    _put(".gxlint.yaml", "rules:\n  typoo: off\nlang: xx\n")
    _put("a.txt", GOOD)
    run = gxlint("a.txt", _put("b.txt", GOOD))
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines() == [
        ".gxlint.yaml:2:3: 错误：没有规则“typoo”（是否想写 typo？）",
        ".gxlint.yaml:3:7: 错误：不能写“xx”（可用：zh、en）",
    ]
    assert gxlint("a.txt", "--no-config").code == 0
    data = json.loads(gxlint("a.txt", "b.txt", "--format", "json").out)
    assert [(error["path"], error["line"]) for error in data["errors"]] == [
        (".gxlint.yaml", 2),
        (".gxlint.yaml", 3),
    ]


# --- the other commands ---


def test_bare_call_prints_five_lines_of_help(gxlint: Runner) -> None:
    for args in ([], ["--lang", "zh"], ["--lang=en"]):
        run = gxlint(*args)
        assert (run.code, run.err, len(run.out.splitlines())) == (0, "", 5)
    assert gxlint("--lang", "en").out.isascii()
    assert gxlint("--help").out.startswith(gxlint().out)


@pytest.mark.parametrize("command", ["check", "extract", "rules", "explain", "config", "init"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_speaks_one_language(gxlint: Runner, command: str, lang: str) -> None:
    run = gxlint(command, "--help", "--lang", lang)
    assert (run.code, run.err) == (0, "")
    assert " | " not in run.out
    assert run.out.isascii() == (lang == "en")
    assert run.out.splitlines()[0].split()[0] == ("Usage:" if lang == "en" else "用法：gxlint")


def test_every_option_has_help(gxlint: Runner) -> None:
    out = gxlint("--help").out
    for option in (
        "--select",
        "--ignore",
        "--info",
        "--fail-on",
        "--exit-zero",
        "--quiet",
        "--statistics",
        "--version",
        "--config",
        "--no-config",
        "--profile",
        "--lang",
        "--color",
        "--stdin-filename",
        "--max-size",
        "--from-hook",
        "--format",
    ):
        assert f"  {option}" in out


def test_help_by_other_names(gxlint: Runner) -> None:
    assert gxlint("-h") == gxlint("--help")
    assert gxlint("explain", "-h") == gxlint("explain", "--help")
    for word, meant in (("help", "--help"), ("version", "--version"), ("gx305", "explain GX305")):
        said = f"gxlint: 错误：没有命令或文件“{word}”（是否想写 {meant}？）\n"
        assert gxlint(word) == (2, "", said)
    assert gxlint("--", "-h").err == "-h: 错误：文件不存在\n"


def test_version(gxlint: Runner) -> None:
    from gxlint import __version__

    assert gxlint("--version") == (0, f"gxlint {__version__}\n", "")


def test_rules_lists_them_all(gxlint: Runner) -> None:
    data = json.loads(gxlint("rules", "--format", "json").out)
    ids = [rule["id"] for rule in data["rules"]]
    assert ids == sorted(ids)
    lines = gxlint("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == ids
    assert lines[0].split()[:3] == ["GX101", "missing-section", "错误"]


def test_explain_by_id_and_name(gxlint: Runner) -> None:
    run = gxlint("explain", "gx203")
    assert run.code == 0
    assert run.out.startswith("GX203 period-not-full-year  ")
    assert gxlint("explain", "period-not-full-year") == run
    assert "    period-not-full-year: off\n" in run.out
    both = gxlint("explain", "GX203", "GX101").out
    assert both.startswith(run.out)
    assert "\nGX101 missing-section  " in both


def test_extract_of_one_file_is_pretty_and_of_several_a_line_each(gxlint: Runner) -> None:
    one = gxlint("extract", _put("in/a.txt", GOOD))
    assert (one.code, one.err) == (0, "")
    assert one.out.startswith('{\n  "version": 1,\n')
    data = json.loads(one.out)
    assert (data["organ"], data["year"]) == ("云溪县水利局", 2024)
    several = gxlint("extract", "in/a.txt", "gone.txt", _put("in/b.txt", WRONG))
    assert (several.code, several.err) == (2, "gone.txt: 错误：文件不存在\n")
    lines = several.out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["in/a.txt", "in/b.txt"]
    assert json.loads(lines[0]) == data
    assert gxlint("extract", "in").out == several.out
    assert gxlint("extract", "in").code == 0
    assert json.loads(gxlint("extract", "-", stdin=GOOD.encode()).out)["path"] == "<stdin>"
