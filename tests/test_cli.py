"""The command line: words in, streams and exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from .inside import Runner
from .inside import put as _put
from .samples import correct_report

GOOD = correct_report("department-2024")
WRONG = GOOD.replace("至2024年12月31日", "至2024年12月30日")
NOTES = "会议记录\n\n今天讨论了三件事。\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in a repository of its own, in a terminal of 80 columns."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("GXLINT_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def gxlint(monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The command line."""
    return Runner(monkeypatch)


CLEAN = "2024年，云溪县水利局，六部分，三张表200格，未发现问题\n"


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
        "共1处：0个错误，1个警告，3个文件",
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


def test_folders_are_searched_in_order(gxlint: Runner) -> None:
    for name in ("b.txt", "a.MD", "z/y/c.markdown", "z/d.text"):
        _put(f"in/{name}", GOOD)
    for name in (".hidden.txt", ".git/e.txt", "f.log", "g.xls"):
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


# --- languages, colours, consoles ---


def test_english(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", GOOD)
    clean = "2024, 云溪县水利局, 6 sections, 3 tables with 200 cells, no problems found\n"
    assert gxlint(path, "--lang", "en").out == clean
    assert gxlint("--lang=en", path).out == clean
    monkeypatch.setenv("GXLINT_LANG", "en_US.UTF-8")
    assert gxlint(path).out == clean
    assert gxlint(path, "--lang", "zh").out == CLEAN
    assert gxlint("gone.txt").err == "gone.txt: error: no such file\n"
    monkeypatch.setenv("GXLINT_LANG", "fr")
    assert gxlint(path).code == 2
    monkeypatch.setenv("GXLINT_LANG", "")
    _put(".gxlint.yaml", "lang: en\n")
    assert gxlint(path).out == clean


def test_colours(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", WRONG)
    assert "\x1b" not in gxlint(path).out
    assert "\x1b[33m警告\x1b[0m" in gxlint(path, "--color", "always").out
    assert "\x1b" not in gxlint(path, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" in gxlint(path, "--color", "always").out


def test_console_that_is_gbk(gxlint: Runner) -> None:
    path = _put("a.txt", WRONG + "\n附注：€ 😀\n")
    run = gxlint(path, encoding="gbk")
    assert (run.code, run.err) == (1, "")
    assert "  警告 GX203 period-not-full-year：" in run.out
    data = json.loads(gxlint(path, "--format", "json", encoding="gbk").out)
    assert data["findings"][0]["rule"] == "GX203"


def test_console_that_has_no_chinese_is_spoken_to_in_english(gxlint: Runner) -> None:
    path = _put("a.txt", WRONG)
    run = gxlint(path, encoding="ascii")
    assert run.code == 1
    assert "  warning GX203 period-not-full-year: " in run.out
    assert "\\u" in run.out
    assert run.out.isascii()
    assert gxlint("gone.txt", encoding="ascii").err == "gone.txt: error: no such file\n"
    assert gxlint("--help", "--lang", "zh", encoding="ascii").code == 0


def test_narrow_terminal(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", WRONG)
    for columns in ("1", "20", "33", "0", "x"):
        monkeypatch.setenv("COLUMNS", columns)
        assert gxlint(path).code == 1
        assert gxlint("--help").code == 0


def _process(*args: str, **more: Any) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [sys.executable, "-m", "gxlint", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    return process


def test_closed_pipe_is_quiet_and_keeps_the_exit_code() -> None:
    _put("a.txt", WRONG)
    process = _process("a.txt")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_full_device_is_one_clear_line() -> None:
    _put("a.txt", WRONG)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gxlint", "a.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_interrupt_ends_quietly(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gxlint.commands.run.check_file", interrupted)
    assert gxlint(_put("a.txt", GOOD)) == (130, "", "")


def test_mistake_of_gxlint_itself_is_no_traceback(
    gxlint: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file that gxlint fails on leaves the others their results."""
    from gxlint.engine import Settings, check_file
    from gxlint.finding import FileResult

    def failing(path: str, data: bytes, settings: Settings) -> FileResult:
        if path == "a.txt":
            raise ZeroDivisionError("oops")
        return check_file(path, data, settings)

    monkeypatch.setattr("gxlint.commands.run.check_file", failing)
    run = gxlint(_put("a.txt", GOOD), _put("b.txt", GOOD))
    assert run.code == 2
    assert run.err == (
        "a.txt: 错误：程序内部错误：ZeroDivisionError: oops（请报告给 gxlint 的维护者）\n"
    )
    assert "b.txt：2024年，云溪县水利局，未发现问题\n" in run.out


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


# --- configuration in use ---


def test_nearest_configuration_is_in_force(gxlint: Runner) -> None:
    _put(".gxlint.yaml", "rules: {GX203: error}\n")
    _put("old/.gxlint.yaml", "rules: {GX203: off}\n")
    _put("a.txt", WRONG)
    _put("old/b.txt", WRONG)
    data = json.loads(gxlint(".", "--format", "json").out)
    assert [(file["path"], file["config"]) for file in data["files"]] == [
        ("a.txt", ".gxlint.yaml"),
        ("old/b.txt", "old/.gxlint.yaml"),
    ]
    assert [(f["path"], f["rule"], f["severity"]) for f in data["findings"]] == [
        ("a.txt", "GX203", "error")
    ]
    _put("strict.yaml", "extends: strict\n")
    data = json.loads(gxlint("old", "--config", "strict.yaml", "--format", "json").out)
    assert data["files"][0]["config"] == "strict.yaml"


def test_ignored_files_and_own_lexicon_and_fail_on(gxlint: Runner) -> None:
    _put("ours.yaml", "entries:\n  - {wrong: 水利系统, right: 水务系统}\n")
    _put(
        ".gxlint.yaml",
        "fail-on: error\nignore: {'old/*': GX203}\nlexicons: {confusables: ours.yaml}\n",
    )
    _put("old/a.txt", WRONG)
    assert gxlint("old/a.txt").out == CLEAN
    text = GOOD.replace("二、主动公开政府信息情况\n", "水利系统。\n二、主动公开政府信息情况\n", 1)
    run = gxlint(_put("b.txt", text))
    assert run.code == 0
    assert "改为：水务系统" in run.out


def test_config_says_what_is_in_force_and_why(gxlint: Runner) -> None:
    _put(".gxlint.yaml", "profile: township\nrules:\n  GX203: off\nignore:\n  '*.md': GX201\n")
    run = gxlint("config", "a.md", "--ignore", "GX101")
    assert (run.code, run.err) == (0, "")
    rows = [line.split("  ") for line in run.out.splitlines()]
    said = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
    assert said["配置文件"] == [".gxlint.yaml"]
    assert said["profile"] == ["township", ".gxlint.yaml:1"]
    assert said["fail-on"] == ["warning", "默认"]
    assert said["GX203 period-not-full-year"] == ["off", ".gxlint.yaml:3"]
    assert said["GX201 period-missing"] == ["off", ".gxlint.yaml:5"]
    assert said["GX101 missing-section"] == ["off", "--ignore"]
    assert said["GX110 sign-off-missing"] == ["提示，不显示", "默认"]
    assert said["ignore *.md"] == ["GX201", ".gxlint.yaml:5"]
    data = json.loads(gxlint("config", "--format", "json").out)
    assert data["rules"]["GX203"]["severity"] == "off"
    assert data["rules"]["GX203"]["source"] == {"kind": "file", "name": ".gxlint.yaml", "line": 3}


def test_init_writes_a_configuration_once(gxlint: Runner) -> None:
    assert gxlint("init") == (0, "", "已生成 .gxlint.yaml\n")
    text = Path(".gxlint.yaml").read_text(encoding="utf-8")
    assert gxlint(_put("a.txt", GOOD)) == (0, CLEAN, "")
    again = gxlint("init")
    assert again == (2, "", "gxlint: 错误：已有 .gxlint.yaml，未作改动\n")
    assert Path(".gxlint.yaml").read_text(encoding="utf-8") == text
    assert gxlint("init", "gone").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_in_the_written_configuration_is_right(gxlint: Runner, lang: str) -> None:
    """Also with the comment marks taken away."""
    Path("conf").mkdir()
    gxlint("init", "conf", "--lang", lang)
    path = Path("conf/.gxlint.yaml")
    lines = path.read_text(encoding="utf-8").splitlines()
    _put("conf/our-words.yaml", "entries: []\n")
    _put("conf/本单位词表.yaml", "entries: []\n")
    _put("conf/archive/2023.txt", correct_report("department-2023"))
    setting = [line[2:] for line in lines if line.startswith("# ") and _is_setting(line[2:])]
    _put("conf/.gxlint.yaml", "\n".join([*setting, "extends: recommended"]) + "\n")
    assert len(setting) >= 10
    assert gxlint(_put("conf/a.txt", GOOD)).err == ""


def _is_setting(line: str) -> bool:
    return line.startswith("  ") or (
        line.isascii() and line.split(":")[0].replace("-", "").isalpha()
    )


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
