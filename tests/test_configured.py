"""Configuration in use: which is in force, what it changes, how it is told and begun."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .inside import Runner
from .inside import put as _put
from .runs import CLEAN, GOOD, WRONG
from .samples import correct_report


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
    assert said["lang"] == ["zh", "默认"]
    assert said["GX203 period-not-full-year"] == ["off", ".gxlint.yaml:3"]
    assert said["GX201 period-missing"] == ["off", ".gxlint.yaml:5"]
    assert said["GX101 missing-section"] == ["off", "--ignore"]
    assert said["GX110 sign-off-missing"] == ["提示，不显示", "默认"]
    assert said["ignore *.md"] == ["GX201", ".gxlint.yaml:5"]
    data = json.loads(gxlint("config", "--format", "json").out)
    assert data["rules"]["GX203"]["severity"] == "off"
    assert data["rules"]["GX203"]["source"] == {"kind": "file", "name": ".gxlint.yaml", "line": 3}


def test_config_says_where_the_language_comes_from(
    gxlint: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def source(*args: str) -> tuple[str, dict[str, Any]]:
        said = json.loads(gxlint("config", "--format", "json", *args).out)["lang"]
        return said["value"], said["source"]

    assert source() == ("zh", {"kind": "default", "name": "", "line": None})
    _put(".gxlint.yaml", "lang: en\n")
    assert source() == ("en", {"kind": "file", "name": ".gxlint.yaml", "line": 1})
    monkeypatch.setenv("GXLINT_LANG", "zh_CN.UTF-8")
    assert source() == ("zh", {"kind": "environment", "name": "GXLINT_LANG", "line": None})
    assert source("--lang", "en") == ("en", {"kind": "option", "name": "--lang", "line": None})


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


def test_extract_reads_as_check_does(gxlint: Runner) -> None:
    """With the configuration's own wordings of quantities, and in its language."""
    key = "requests.new_received.total"
    entry = f"{{role: before, key: {key}, needs: [签收], pattern: [签收函件, '{{is}}']}}"
    _put("words.yaml", f"entries:\n  - {entry}\n")
    _put(".gxlint.yaml", "lang: en\nlexicons: {statements: words.yaml}\n")
    text = GOOD.replace(
        "二、主动公开政府信息情况\n", "签收函件41件，均为申请。\n二、主动公开政府信息情况\n", 1
    )
    listed = json.loads(gxlint("extract", _put("a.txt", text)).out)["statements"]
    said = [(each["key"], each["text"]) for each in listed if each["value"] == 41]
    assert said == [(key, "签收函件41件")]
    assert gxlint("extract", "gone.txt").err == "gone.txt: error: no such file\n"
