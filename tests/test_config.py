"""Configuration: what is in force, where it was set, and every mistake at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gxlint.catalogue import Catalogue, build_catalogue
from gxlint.config import Config, Origin, base_config, find_config, with_options
from gxlint.config_load import load_config
from gxlint.errors import ConfigError
from gxlint.selectors import select_rules

_BOTH = {"zh": "甲", "en": "a"}


def _rule(rule_id: str, name: str, severity: str, **more: Any) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": name,
        "severity": severity,
        "check": "phrase",
        "title": _BOTH,
        "message": _BOTH,
        "basis": "通行做法",
        "explain": _BOTH,
        **more,
    }


def _preset(off: list[str], info: bool) -> dict[str, Any]:
    return {"title": _BOTH, "off": off, "info": info}


# A small catalogue of its own, so that no test here moves when a shipped rule does.
CATALOGUE: Catalogue = build_catalogue(
    {
        "dates/period.yaml": _rule(
            "GX201", "period-missing", "warning", params={"words": ["期限"], "days": 31}
        ),
        "dates/invalid.yaml": _rule("GX207", "invalid-date", "error"),
        "wording/typo.yaml": _rule("GX501", "typo", "error"),
        "wording/width.yaml": _rule("GX507", "mark-width", "info"),
        "lexicons/confusables.yaml": {"entries": [{"wrong": "布署", "right": "部署"}]},
        "presets/recommended.yaml": _preset([], False),
        "presets/strict.yaml": _preset([], True),
        "presets/minimal.yaml": _preset(["warning", "info"], False),
    }
)
CHECKS = ["phrase", "section-present"]


def _load(folder: Path, text: str, name: str = ".gxlint.yaml") -> Config:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_config(str(path), CATALOGUE, CHECKS)


def _mistakes(folder: Path, text: str, lang: str = "zh") -> list[str]:
    """The mistakes of a configuration: line:column: what (hint)."""
    with pytest.raises(ConfigError) as caught:
        _load(folder, text)
    root = f"{folder}/"
    return [
        f"{problem.where.replace(root, '')}: {problem.describe('en' if lang == 'en' else 'zh')}"
        for problem in caught.value.problems
    ]


def _severities(config: Config) -> dict[str, str]:
    """The severities of the rules that run."""
    return {rule_id: state.severity for rule_id, state in config.rules.items() if state.runs}


def test_without_configuration_errors_and_warnings_are_in_force() -> None:
    assert _severities(base_config(CATALOGUE)) == {
        "GX201": "warning",
        "GX207": "error",
        "GX501": "error",
    }


@pytest.mark.parametrize(
    ("preset", "running"),
    [
        ("recommended", {"GX201", "GX207", "GX501"}),
        ("strict", {"GX201", "GX207", "GX501", "GX507"}),
        ("minimal", {"GX207", "GX501"}),
    ],
)
def test_presets(tmp_path: Path, preset: str, running: set[str]) -> None:
    assert set(_severities(_load(tmp_path, f"extends: {preset}\n"))) == running


def test_rules_by_id_name_and_family(tmp_path: Path) -> None:
    config = _load(tmp_path, "rules:\n  typo: warning\n  dates: off\n  gx507: info\n")
    assert _severities(config) == {"GX501": "warning", "GX507": "info"}
    path = str(tmp_path / ".gxlint.yaml")
    assert config.rules["GX501"].origin == Origin("file", path, 2)
    assert config.rules["GX201"].origin == Origin("file", path, 3)
    assert config.rules["GX501"].origin.describe("zh") == f"{path}:2"


def test_what_is_said_of_one_rule_wins_over_its_family_in_any_order(tmp_path: Path) -> None:
    config = _load(tmp_path, "rules:\n  typo: warning\n  wording: off\n")
    assert _severities(config) == {"GX201": "warning", "GX207": "error", "GX501": "warning"}


def test_settings_with_params(tmp_path: Path) -> None:
    config = _load(tmp_path, "rules:\n  GX201:\n    severity: error\n    params:\n      days: 90\n")
    state = config.rules["GX201"]
    assert state.severity == "error"
    assert dict(state.rule.params) == {"words": ["期限"], "days": 90}
    assert {key: origin.line for key, origin in state.params_origin.items()} == {"days": 5}
    assert CATALOGUE.rules["GX201"].params["days"] == 31


def test_plain_values(tmp_path: Path) -> None:
    config = _load(tmp_path, "profile: township\nfail-on: error\nlang: en\n")
    path = str(tmp_path / ".gxlint.yaml")
    assert (config.profile.value, config.fail_on.value, config.lang.value) == (
        "township",
        "error",
        "en",
    )
    assert config.fail_on.origin == Origin("file", path, 2)


def test_empty_and_comment_only_files_change_nothing(tmp_path: Path) -> None:
    for text in ("", "# nothing\n", "\ufeff# Notepad\n", "---\n"):
        assert _severities(_load(tmp_path, text)) == _severities(base_config(CATALOGUE))


def test_extended_files_are_laid_under(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "base.yaml").write_text(
        "extends: strict\nrules: {typo: off, GX201: error}\nfail-on: error\n", encoding="utf-8"
    )
    config = _load(tmp_path, "extends: [shared/base.yaml]\nrules: {typo: info}\n")
    assert _severities(config) == {
        "GX201": "error",
        "GX207": "error",
        "GX501": "info",
        "GX507": "info",
    }
    assert config.fail_on.origin.name == str(tmp_path / "shared" / "base.yaml")
    assert [Path(file).name for file in config.files] == [".gxlint.yaml", "base.yaml"]


def test_circle_of_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("extends: .gxlint.yaml\n", encoding="utf-8")
    assert _mistakes(tmp_path, "extends: b.yaml\n") == ["b.yaml:1:10: “.gxlint.yaml”循环引用"]


def test_ignore_names_rules_for_files_below_the_configuration(tmp_path: Path) -> None:
    config = _load(
        tmp_path, "ignore:\n  'archive/**': all\n  '*.md': [dates, GX501]\n  old.txt: typo\n"
    )
    everything = {"GX201", "GX207", "GX501", "GX507"}
    assert config.ignored_in(str(tmp_path / "archive" / "2020" / "a.txt")) == everything
    assert config.ignored_in(str(tmp_path / "deep" / "a.md")) == {"GX201", "GX207", "GX501"}
    assert config.ignored_in(str(tmp_path / "old.txt")) == {"GX501"}
    assert config.ignored_in(str(tmp_path / "new.txt")) == frozenset()
    assert config.ignored_in(str(tmp_path.parent / "archive" / "a.txt")) == frozenset()


def test_lexicons_are_added_to(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(
        "entries:\n  - {wrong: 水力局, right: 水利局, not_before: 电}\n", encoding="utf-8"
    )
    config = _load(tmp_path, "lexicons:\n  confusables: ours.yaml\n")
    assert config.lexicons == {
        "confusables": [{"wrong": "水力局", "right": "水利局", "not_before": "电"}]
    }


OWN = """\
custom:
  - id: YX1
    name: own-phrase
    severity: warning
    check: phrase
    params: {words: [甲]}
    title: {zh: 自己的规则, en: our own}
    message: {zh: 不用, en: not used}
    basis: 通行做法
    explain: {zh: 说明, en: why}
rules:
  own-phrase: error
"""


def test_own_rules_use_the_same_checks(tmp_path: Path) -> None:
    config = _load(tmp_path, OWN)
    state = config.rules["YX1"]
    assert (state.severity, state.rule.family, state.rule.check) == ("error", "custom", "phrase")
    assert dict(state.rule.params) == {"words": ["甲"]}


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    text = """\
extend: strict
profile: town
rules:
  typoo: off
  GX501: eror
  GX207: {severty: off}
  GX201: {params: {day: 3, words: 期限}}
  wording: {params: {x: 1}}
  GX507: 5
ignore:
  '*.md': [GX999]
lexicons:
  confusable: a.yaml
  confusables: missing.yaml
fail-on: [error]
lang: cn
"""
    assert _mistakes(tmp_path, text) == [
        ".gxlint.yaml:1:1: 没有“extend”这一项（是否想写 extends？）",
        ".gxlint.yaml:2:10: 不能写“town”（是否想写 township？）",
        ".gxlint.yaml:4:3: 没有规则“typoo”（是否想写 typo？）",
        ".gxlint.yaml:5:10: 不能写“eror”（是否想写 error？）",
        ".gxlint.yaml:6:11: 没有“severty”这一项（是否想写 severity？）",
        ".gxlint.yaml:7:20: 没有参数“day”（是否想写 days？）",
        ".gxlint.yaml:7:35: 参数“words”应写成 ['期限'] 这样",
        ".gxlint.yaml:8:21: “wording”有多条规则，参数要逐条设置",
        ".gxlint.yaml:9:10: “5”应为文字或“键: 值”",
        ".gxlint.yaml:11:12: 没有规则“GX999”（gxlint rules 列出全部规则）",
        ".gxlint.yaml:13:3: 没有词表“confusable”（是否想写 confusables？）",
        ".gxlint.yaml:14:16: 没有文件“missing.yaml”",
        ".gxlint.yaml:15:10: 列表应为文字",
        ".gxlint.yaml:16:7: 不能写“cn”（可用：zh、en）",
    ]


def test_mistakes_in_english(tmp_path: Path) -> None:
    text = "extends: strickt\nrules: {typoo: off}\nlang: 3\n"
    assert _mistakes(tmp_path, text, "en") == [
        ".gxlint.yaml:1:10: no preset or file “strickt” (did you mean strict?)",
        ".gxlint.yaml:2:9: no rule “typoo” (did you mean typo?)",
        ".gxlint.yaml:3:7: “3” should be a text",
    ]


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (("id: YX1", "id: GX999"), "2:9: 自己的规则编号不能以 GX 开头：GX999"),
        (("id: YX1", "id: yx"), "2:9: “yx”写法不对：大写字母加数字，如 GX501、LOCAL1"),
        (("name: own-phrase\n    sev", "name: typo\n    sev"), "3:11: 已有规则“typo”"),
        (("check: phrase", "check: phrases"), "5:12: 没有检查“phrases”（是否想写 phrase？）"),
        (("{words: [甲]}", "{word: [甲]}"), "6:14: 没有参数“word”（是否想写 words？）"),
        (("    basis: 通行做法\n", ""), "2:5: 缺少“basis”"),
        (("en: our own", "fr: à nous"), "7:24: 没有“fr”这一项（可用：zh、en）"),
    ],
)
def test_mistakes_in_own_rules(tmp_path: Path, change: tuple[str, str], mistake: str) -> None:
    text = OWN.replace(*change).replace("rules:\n  own-phrase: error\n", "")
    assert f".gxlint.yaml:{mistake}" in _mistakes(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("rules: [typo\n", ".gxlint.yaml:2:1: 不是合法的 YAML："),
        ("a: b: c\n", ".gxlint.yaml:1:5: 不是合法的 YAML："),
        ("lang: zh\nlang: en\n", ".gxlint.yaml:2:1: 不是合法的 YAML："),
        ("- strict\n", ".gxlint.yaml:1:1: 列表应为“键: 值”"),
        ("strict\n", ".gxlint.yaml:1:1: “strict”应为“键: 值”"),
        ("rules: &r\n  typo: *r\n", ".gxlint.yaml:1:8: 空应为文字"),
        ("ignore: {'!': all}\n", ".gxlint.yaml:1:10: “!”不是文件通配写法"),
        ("extends: ''\n", ".gxlint.yaml:1:10: 不能为空"),
    ],
)
def test_files_that_are_no_configuration(tmp_path: Path, text: str, mistake: str) -> None:
    found = _mistakes(tmp_path, text)
    assert found[0].startswith(mistake)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="无法读取"):
        load_config(str(tmp_path / "gone.yaml"), CATALOGUE, CHECKS)
    with pytest.raises(ConfigError, match="无法读取"):
        load_config(str(tmp_path), CATALOGUE, CHECKS)
    (tmp_path / "gbk.yaml").write_bytes("lang: zh # 中文".encode("gbk"))
    with pytest.raises(ConfigError, match="不是 UTF-8"):
        load_config(str(tmp_path / "gbk.yaml"), CATALOGUE, CHECKS)


def test_mistake_in_a_lexicon_is_told_in_its_own_file(tmp_path: Path) -> None:
    lexicon = "entries:\n  - wrong: 甲\n    rigth: 乙\n    after: '['\n"
    (tmp_path / "ours.yaml").write_text(lexicon, encoding="utf-8")
    assert _mistakes(tmp_path, "lexicons: {confusables: [ours.yaml]}\n") == [
        "ours.yaml:2:5: 缺少“right”",
        "ours.yaml:3:5: 没有“rigth”这一项（是否想写 right？）",
        "ours.yaml:4:12: “[”不是正则表达式",
    ]


def test_found_upward_to_the_root_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repo" / "2024" / "county"
    inner.mkdir(parents=True)
    outside = tmp_path / ".gxlint.yaml"
    outside.touch()
    assert find_config(str(inner)) is None
    (tmp_path / "repo" / ".git").mkdir()
    assert find_config(str(inner)) is None
    root = tmp_path / "repo" / ".gxlint.yaml"
    root.touch()
    assert find_config(str(inner)) == str(root)
    nearer = tmp_path / "repo" / "2024" / ".gxlint.yaml"
    nearer.touch()
    assert find_config(str(inner)) == str(nearer)
    assert find_config(str(tmp_path)) == str(outside)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("GX501", {"GX501"}),
        ("gx501", {"GX501"}),
        ("typo", {"GX501"}),
        ("dates", {"GX201", "GX207"}),
        ("GX2", {"GX201", "GX207"}),
        ("gx", {"GX201", "GX207", "GX501", "GX507"}),
        ("all", {"GX201", "GX207", "GX501", "GX507"}),
        ("GX9", set()),
        ("nothing", set()),
    ],
)
def test_names_of_rules(name: str, ids: set[str]) -> None:
    assert select_rules(name, CATALOGUE.rules) == ids


def test_options_lie_over_the_configuration(tmp_path: Path) -> None:
    config = _load(tmp_path, "rules: {typo: off, GX201: error}\n")
    assert _severities(with_options(config, select=["GX5"])) == {
        "GX501": "error",
        "GX507": "info",
    }
    assert _severities(with_options(config, select=["dates,typo"], ignore=["GX207"])) == {
        "GX201": "error",
        "GX501": "error",
    }
    assert _severities(with_options(config, ignore=["GX201", "GX207"])) == {}
    assert _severities(with_options(config, info=True)) == {
        "GX201": "error",
        "GX207": "error",
        "GX507": "info",
    }
    selected = with_options(config, select=["GX5"])
    assert selected.rules["GX501"].origin == Origin("option", "--select")
    assert selected.rules["GX201"].origin == Origin("option", "--select")


def test_info_leaves_off_what_a_file_turned_off(tmp_path: Path) -> None:
    config = _load(tmp_path, "extends: minimal\nrules: {GX507: off}\n")
    assert "GX507" not in _severities(with_options(config, info=True))
    minimal = _load(tmp_path, "extends: minimal\n")
    assert _severities(with_options(minimal, info=True)) == {
        "GX207": "error",
        "GX501": "error",
        "GX507": "info",
    }


def test_unknown_names_in_options_are_all_told() -> None:
    with pytest.raises(ConfigError) as caught:
        with_options(base_config(CATALOGUE), select=["typoo，GX501"], ignore=["datse"])
    assert [problem.describe("zh") for problem in caught.value.problems] == [
        "--select：没有规则“typoo”（是否想写 typo？）",
        "--ignore：没有规则“datse”（是否想写 dates？）",
    ]
