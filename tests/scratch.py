"""A git repository with reports in it, and the outside programs that work on one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from .process import Run
from .samples import correct_report

ROOT = Path(__file__).parent.parent
GOOD = "红旗区水利局2024年政府信息公开工作年度报告.txt"
BAD = "年报/红旗区水利局 2024.md"
NOTES = "年报/会议记录.txt"
OTHER = "会议记录.txt"
MISTAKE = "31诶"
_TIMEOUT = 300
# Of a hook, a git command or another CI that these tests may themselves be run by.
_OUTER = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "SKIP")
_OWN = ("GXLINT_LANG", "GXLINT_DEBUG", "GITHUB_ACTIONS", "GITHUB_WORKSPACE")


def run(cwd: Path, *command: str, env: Mapping[str, str] | None = None) -> Run:
    """Runs a program; ``env`` is added to an environment without traces of an outer run."""
    kept = {name: value for name, value in os.environ.items() if name not in _OUTER + _OWN}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**kept, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "80", **(env or {})},
        capture_output=True,
        timeout=_TIMEOUT,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def need_git() -> None:
    """Skips where there is no git."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")


def need_index(folder: Path) -> None:
    """Skips where there is no package index: nothing could be installed."""
    command = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder))
    tried = run(folder, *command, "setuptools")
    if tried.code:
        said = tried.err.strip().splitlines() or ["pip failed"]
        pytest.skip(f"no package index to install from: {said[-1]}")


def reports(folder: Path) -> None:
    """A git repository with a report without findings, one with a mistake, and other files."""
    need_git()
    (folder / "年报").mkdir(parents=True)
    report = correct_report("department-2024")
    (folder / GOOD).write_text(report, encoding="utf-8")
    wrong = report.replace("至2024年12月31日", f"至2024年12月{MISTAKE}")
    (folder / BAD).write_text(wrong, encoding="utf-8")
    for name in (NOTES, OTHER):
        (folder / name).write_text("会议记录\n", encoding="utf-8")
    (folder / ".gxlint.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", "--all")):
        assert run(folder, "git", *command).code == 0


def place_of_mistake(folder: Path) -> tuple[int, int]:
    """Line and column of the mistake in the bad report."""
    lines = (folder / BAD).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if MISTAKE in text)
    return line, lines[line - 1].index(MISTAKE) + 1


def copy_of_checkout(folder: Path) -> Path:
    """What installing needs of this checkout: building there leaves nothing here."""
    for name in ("linter", "rules", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder
