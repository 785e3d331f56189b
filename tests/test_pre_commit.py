"""The hooks, run by the real pre-commit in a git repository with Chinese file names.

pre-commit clones this repository, installs it into an environment of its own and runs it; that
needs git and a package index.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from gxlint.readers import SUFFIXES
from ruamel.yaml import YAML

from .process import Run
from .scratch import BAD, GOOD, NOTES, OTHER, ROOT, need_index, place_of_mistake, reports, run

HOOKS = {
    hook["id"]: hook
    for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


def _try_repo(folder: Path, *options: str) -> Run:
    """Tries the hooks of this repository, with a home of pre-commit that is new."""
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(ROOT))
    home = {"PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit-home")}
    return run(folder, *command, "--color", "never", "--verbose", *options, env=home)


@pytest.fixture(scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> None:
    need_index(tmp_path_factory.mktemp("index"))


@pytest.fixture
def repository(tmp_path: Path, _index: None) -> Path:
    """A repository with reports."""
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit needs this checkout to be a git repository")
    folder = tmp_path / "政务公开"
    reports(folder)
    return folder


def _outcomes(output: str) -> dict[str, tuple[str, str]]:
    """What pre-commit says of each hook (by id), and what the hook printed."""
    found = {}
    parts = re.split(r"^(\S.*?)\.{3,}.*?(Passed|Failed|Skipped)$", output, flags=re.MULTILINE)
    for outcome, said in zip(parts[2::3], parts[3::3], strict=True):
        (hook,) = re.findall(r"^- hook id: (\S+)$", said, re.MULTILINE)
        _, _, printed = said.partition("\n\n")
        found[hook] = (outcome, printed.strip())
    return found


def test_clean_report_passes(repository: Path) -> None:
    tried = _try_repo(repository, "--files", GOOD, NOTES, OTHER, ".gxlint.yaml")
    assert tried.code == 0, tried
    outcomes = _outcomes(tried.out)
    assert {hook: outcome for hook, (outcome, _) in outcomes.items()} == dict.fromkeys(
        HOOKS, "Passed"
    )
    for hook in ("gxlint", "gxlint-system"):
        assert outcomes[hook][1].splitlines() == [
            f"{NOTES}: 说明：已跳过：不是政府信息公开工作年度报告"
            "（没有标题，也没有各部分标题和统计表）",
            f"{GOOD}：2024年，云溪县水利局，未发现问题",
            "共0处：0个错误，0个警告",
        ]


def test_report_with_a_mistake_and_a_wrong_configuration_fail(repository: Path) -> None:
    """The report's folder has a configuration of its own: the root's mistake is not its."""
    (repository / ".gxlint.yaml").write_text("fail-on: sometimes\n", encoding="utf-8")
    (repository / "年报" / ".gxlint.yaml").write_text("fail-on: error\n", encoding="utf-8")
    tried = _try_repo(repository, "--files", BAD, NOTES, ".gxlint.yaml")
    assert tried.code == 1, tried
    outcomes = _outcomes(tried.out)
    assert {hook: outcome for hook, (outcome, _) in outcomes.items()} == dict.fromkeys(
        HOOKS, "Failed"
    )
    assert outcomes["gxlint-config"][1].startswith(".gxlint.yaml:1:10: 错误：")
    line, column = place_of_mistake(repository)
    for hook in ("gxlint", "gxlint-system"):
        said = outcomes[hook][1].splitlines()
        said = [line for line in said if not line.startswith(f"{NOTES}: 说明：已跳过：")]
        assert said[0] == f"{BAD}:{line}:{column} 前言"
        assert "31诶" in said[1]
        assert said[2].strip() == "^^^^"
        assert said[3:] == [
            "  错误 GX501 typo：“31诶”有错字，应为“31日”",
            "  改为：31日",
            "",
            f"{BAD}：2024年，云溪县水利局，1个错误，0个警告",
            "共1处：1个错误，0个警告",
        ]


@pytest.mark.parametrize(
    ("path", "matches"),
    [
        ("红旗区2024年政府信息公开工作年度报告.txt", True),
        ("reports/红旗区水利局政府信息公开2024年年报.md", True),
        ("年报/2024/水利局.txt", True),
        ("政务公开/云溪县.markdown", True),
        ("信息公开年度报告（终稿）.text", True),
        ("红旗区2024年政府信息公开工作年度报告.docx", True),
        ("红旗区2024年政府信息公开工作年度报告.html", True),
        ("年报/红旗区.htm", True),
        ("年报/红旗区.pdf", True),
        ("年报/红旗区.odt", True),
        ("年报/红旗区.mht", True),
        ("红旗区2024年政府信息公开工作年度报告.doc", False),
        ("年报/照片.jpg", False),
        ("会议记录.txt", False),
        ("README.md", False),
        ("年报.py", False),
    ],
)
def test_which_names_match(path: str, matches: bool) -> None:
    for hook in ("gxlint", "gxlint-system"):
        assert bool(re.search(HOOKS[hook]["files"], path)) is matches


def test_all_kinds_that_need_no_other_program_are_checked() -> None:
    pattern = HOOKS["gxlint"]["files"]
    found = {suffix for suffix in SUFFIXES if re.search(pattern, f"年报{suffix}")}
    assert set(SUFFIXES) - found == {".doc", ".wps", ".rtf"}
    assert all("types" not in HOOKS[hook] for hook in ("gxlint", "gxlint-system"))


def test_the_snippet_of_the_page_is_right() -> None:
    """The page names hooks that there are, with a pattern that is one."""
    page = (ROOT / "docs/pre-commit.md").read_text("utf-8")
    snippets = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert snippets
    named = set()
    for snippet in snippets:
        (repo,) = YAML(typ="safe").load(snippet)["repos"]
        for hook in repo["hooks"]:
            named.add(hook["id"])
            re.compile(hook.get("files", ""))
    assert named == set(HOOKS)
