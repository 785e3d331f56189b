"""What is installed and what is written about it, held against the checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import gxlint
import pytest

from .process import gxlint as run_gxlint

if sys.version_info >= (3, 11):
    import tomllib
else:  # pip has brought it: it is a dependency of pytest, mypy and setuptools there
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
SOURCES = {"linter": "gxlint", "rules": "gxlint/rules", "schemas": "gxlint/schemas"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
EXAMPLE = "examples/yunxi-culture-2024.txt"
NESTED = ("rules/", "schemas/")
TESTS = (
    "python3 -m venv .venv && .venv/bin/pip install -q '.[dev]' && .venv/bin/python -m pytest -q"
)
_BUILD = "from setuptools import build_meta as b; b.build_wheel('out')"


def _files(root: Path) -> dict[str, bytes]:
    """What a package holds, by its path below the package."""
    kept = (".py", ".yaml", ".json", ".typed")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix in kept
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy: nothing that an earlier build left can get into it."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in SOURCES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    (copy / "out").mkdir()
    subprocess.run([sys.executable, "-c", _BUILD], cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "out").glob("*.whl")
    return zipfile.ZipFile(built)


def test_wheel_holds_the_code_the_rules_and_the_schemas(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {
        f"{installed}/{path}"
        for folder, installed in SOURCES.items()
        for path in _files(ROOT / folder)
    }
    assert {name.split("/")[-1] for name in wheel.namelist()} >= {"LICENSE", "entry_points.txt"}


def test_wheel_says_who_it_is(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    about = Parser().parsestr(wheel.read(name).decode("utf-8"))
    assert (about["Name"], about["Version"]) == ("gxlint", PROJECT["version"])
    assert about["Requires-Python"] == PROJECT["requires-python"]
    assert about.get_payload() == README


def test_wheel_runs_from_where_it_is_installed(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """The wheel's own files are enough: unpacked elsewhere, it checks the example."""
    wheel.extractall(tmp_path)
    shown = run_gxlint("--exit-zero", ROOT / EXAMPLE, cwd=tmp_path)
    code = "import gxlint, gxlint.cli; print(gxlint.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    assert (shown.code, shown.err) == (0, "")
    assert "GX601" in shown.out


@pytest.mark.parametrize(("folder", "installed"), SOURCES.items())
def test_installed_package_is_this_checkout(folder: str, installed: str) -> None:
    module = import_module(installed.replace("/", "."))
    found, right = _files(Path(module.__path__[0])), _files(ROOT / folder)
    if installed == "gxlint":  # what is installed has the other two inside
        found = {path: data for path, data in found.items() if not path.startswith(NESTED)}
    assert found == right, "rm -rf build, then install again"


def test_version_is_the_same_everywhere() -> None:
    newest = re.search(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert {PROJECT["version"], gxlint.__version__, version("gxlint"), newest.group(1)} == {
        PROJECT["version"]
    }
    assert PROJECT["version"] in run_gxlint("--version").out


def test_every_dependency_has_a_reason() -> None:
    listed = re.findall(
        r"^\| `([\w.-]+)`", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.MULTILINE
    )
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(name for extra in extras for name in extra)]
    names = [re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in wanted]
    assert sorted(listed) == sorted(names)


def test_readme_shows_what_the_example_gives() -> None:
    shown = run_gxlint("--exit-zero", EXAMPLE, cwd=ROOT)
    assert (shown.code, shown.err) == (0, "")
    block = f"```text\n{shown.out.strip()}\n```"
    assert block in README, f"README.md must show\n{block}"
    assert block in CHINESE, f"README.zh-CN.md must show\n{block}"


def test_readme_commands_are_there() -> None:
    setups = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(setups) == 2
    assert setups[0].endswith(f".venv/bin/gxlint --exit-zero {EXAMPLE}")
    assert setups[1] == TESTS
    assert TESTS in (ROOT / ".ci/run").read_text("utf-8")
    for line in re.findall(r"^gxlint (.+?)(?:  .*)?$", README, re.MULTILINE):
        command = line.split()[0]
        assert command in {"extract", "rules", "explain", "init", "--format"} or "report" in command


@pytest.mark.parametrize("command", ["check", "extract", "rules", "explain", "config", "init"])
def test_command_of_the_readme_exists(command: str) -> None:
    run = run_gxlint(command, "--help")
    assert (run.code, run.err) == (0, "")
    assert run.out


@pytest.mark.parametrize("text", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_links_of_the_documents_lead_somewhere(text: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / text).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_hooks_run_commands_that_there_are(tmp_path: Path) -> None:
    """What is behind each hook; ``tests/test_pre_commit.py`` lets pre-commit run them."""
    from ruamel.yaml import YAML

    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    entries = {hook["id"]: hook["entry"].split() for hook in hooks}
    assert {program for program, *_ in entries.values()} <= {*PROJECT["scripts"]}
    assert entries["gxlint"] == entries["gxlint-system"]
    _, *arguments = entries["gxlint"]
    (tmp_path / "notes.txt").write_text("会议记录\n", encoding="utf-8")
    assert run_gxlint(*arguments, tmp_path / "notes.txt").code == 0
    assert run_gxlint(*arguments, ROOT / EXAMPLE).code == 1
    _, *arguments = entries["gxlint-config"]
    assert run_gxlint(*arguments, cwd=tmp_path).code == 0
