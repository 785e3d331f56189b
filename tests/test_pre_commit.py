"""The hooks, run by the real pre-commit in a git repository with Chinese file names.

pre-commit clones this repository, installs it into an environment of its own and runs it; that
needs git and a package index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .process import Run
from .samples import correct_report

ROOT = Path(__file__).parent.parent
HOOKS = {
    hook["id"]: hook
    for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
GOOD = "红旗区水利局2024年政府信息公开工作年度报告.txt"
BAD = "年报/红旗区水利局 2024.md"
NOTES = "年报/会议记录.txt"
OTHER = "会议记录.txt"
_TIMEOUT = 300
# Of a hook or a git command that these tests may themselves be run by.
_OUTER_GIT = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX")


def _environment(home: Path) -> dict[str, str]:
    """The environment, with a fresh pre-commit and with this gxlint as the installed one."""
    kept = {name: value for name, value in os.environ.items() if name not in _OUTER_GIT}
    for name in ("GXLINT_LANG", "GXLINT_DEBUG", "SKIP"):
        kept.pop(name, None)
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return {**kept, "PRE_COMMIT_HOME": str(home), "PYTHONUTF8": "1", "PATH": path, "COLUMNS": "80"}


def _run(cwd: Path, *command: str) -> Run:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=_environment(cwd / ".git" / "pre-commit-home"),
        capture_output=True,
        timeout=_TIMEOUT,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _try_repo(folder: Path, *options: str) -> Run:
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(ROOT))
    return _run(folder, *command, "--color", "never", "--verbose", *options)


@pytest.fixture(scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where there is no package index: the hook's environment could not be made."""
    folder = tmp_path_factory.mktemp("index")
    command = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder))
    tried = _run(folder, *command, "setuptools")
    if tried.code:
        said = tried.err.strip().splitlines() or ["pip failed"]
        pytest.skip(f"no package index for pre-commit to install from: {said[-1]}")


@pytest.fixture
def repository(tmp_path: Path, _index: None) -> Path:
    """A git repository with a report without findings, one with a finding, and other files."""
    if shutil.which("git") is None:
        pytest.skip("pre-commit needs git, which is not installed")
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit needs this checkout to be a git repository")
    folder = tmp_path / "政务公开"
    (folder / "年报").mkdir(parents=True)
    report = correct_report("department-2024")
    (folder / GOOD).write_text(report, encoding="utf-8")
    wrong = report.replace("至2024年12月31日", "至2024年12月31诶")
    (folder / BAD).write_text(wrong, encoding="utf-8")
    for name in (NOTES, OTHER):
        (folder / name).write_text("会议记录\n", encoding="utf-8")
    (folder / ".gxlint.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", "--all")):
        assert _run(folder, "git", *command).code == 0
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
    run = _try_repo(repository, "--files", GOOD, NOTES, OTHER, ".gxlint.yaml")
    assert run.code == 0, run
    outcomes = _outcomes(run.out)
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
    run = _try_repo(repository, "--files", BAD, NOTES, ".gxlint.yaml")
    assert run.code == 1, run
    outcomes = _outcomes(run.out)
    assert {hook: outcome for hook, (outcome, _) in outcomes.items()} == dict.fromkeys(
        HOOKS, "Failed"
    )
    assert outcomes["gxlint-config"][1].startswith(".gxlint.yaml:1:10: 错误：")
    text = (repository / BAD).read_text("utf-8").splitlines()
    line = next(number for number, line in enumerate(text, 1) if "31诶" in line)
    column = text[line - 1].index("31诶") + 1
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
        ("红旗区2024年政府信息公开工作年度报告.docx", False),
        ("会议记录.txt", False),
        ("README.md", False),
        ("年报.py", False),
    ],
)
def test_which_names_match(path: str, matches: bool) -> None:
    for hook in ("gxlint", "gxlint-system"):
        assert bool(re.search(HOOKS[hook]["files"], path)) is matches


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
