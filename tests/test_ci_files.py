"""``action.yml`` and the files to copy in ``docs/ci/``: valid, and their shell parts really run.

What only the services themselves can do (``uses:``, ``artifacts:``, ``post``) is held against
their own schemas where they have one.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from .process import Run
from .scratch import BAD, GOOD, ROOT, copy_of_checkout, need_index, place_of_mistake, reports, run

CI = ROOT / "docs" / "ci"
SCHEMAS = {
    "action.yml": "github-actions",
    "docs/ci/github.yml": "github-workflows",
    "docs/ci/gitea.yml": "github-workflows",
    "docs/ci/gitlab.yml": "gitlab-ci",
}
_EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


def _yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the files install gxlint from here, in the place of the repository's address."""
    need_index(tmp_path_factory.mktemp("index"))
    return copy_of_checkout(tmp_path_factory.mktemp("gxlint"))


@pytest.fixture
def repository(tmp_path: Path, checkout: Path) -> Path:
    """A repository with reports, one of them with a mistake."""
    folder = tmp_path / "政务公开"
    reports(folder)
    return folder


def _bash(folder: Path, script: str, env: Mapping[str, str]) -> Run:
    """Runs a script as the services do: it ends at the first command that fails."""
    return run(folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script, env=env)


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items())
def test_file_is_valid(path: str, schema: str) -> None:
    command = ("-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", path)
    done = run(ROOT, sys.executable, *command)
    assert done.code == 0, done


# --- action.yml ---


def _action(folder: Path, checkout: Path, temporary: Path, **inputs: str) -> Run:
    """Runs the steps of the action as GitHub would; the last one's outcome."""
    action = _yaml(ROOT / "action.yml")
    values = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    service = {
        "GITHUB_ACTION_PATH": str(checkout),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(folder),
    }
    ended = Run(0, "", "")
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "inputs reach a script by its environment only"
        given = {
            name: _EXPRESSION.sub(lambda m: values[m[1].removeprefix("inputs.")], value)
            for name, value in step.get("env", {}).items()
        }
        if "venv" in step["run"].splitlines()[0] and (temporary / "gxlint-venv").exists():
            continue  # as an earlier call of these tests left it
        ended = _bash(folder, step["run"], {**service, **given})
        if ended.code:
            break
    return ended


def test_action(repository: Path, checkout: Path, tmp_path: Path) -> None:
    found = _action(repository, checkout, tmp_path)
    line, column = place_of_mistake(repository)
    assert found.code == 1, found
    assert found.out == (
        f"::error file={BAD},line={line},col={column},endLine={line},endColumn={column + 3},"
        "title=GX501 typo::“31诶”有错字，应为“31日”\n"
    )
    assert (tmp_path / "output").read_text("utf-8") == "sarif=gxlint.sarif\n"
    sarif = json.loads((repository / "gxlint.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["GX501"]

    clean = _action(repository, checkout, tmp_path, paths=f"{GOOD}\n", sarif="clean.sarif")
    assert (clean.code, clean.out) == (0, "")
    assert (tmp_path / "output").read_text("utf-8").endswith("sarif=clean.sarif\n")

    options = _action(repository, checkout, tmp_path, options="--ignore\nGX501\n", paths=BAD)
    assert (options.code, options.out) == (0, "")

    hostile = _action(repository, checkout, tmp_path, paths='$(touch broken)"; touch broken; "\n')
    assert hostile.code == 2
    assert not (repository / "broken").exists()


def test_action_says_what_the_page_says() -> None:
    action = _yaml(ROOT / "action.yml")
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == [*action["inputs"]]
    (uses,) = [step for step in _steps("github.yml") if "with" in step and "gxlint" in step["uses"]]
    assert set(uses["with"]) <= set(action["inputs"])


def _steps(name: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = _yaml(CI / name)["jobs"]["gxlint"]["steps"]
    return steps


def test_github_uploads_what_the_action_writes() -> None:
    default = _yaml(ROOT / "action.yml")["inputs"]["sarif"]["default"]
    (upload,) = [step for step in _steps("github.yml") if "upload-sarif" in step["uses"]]
    assert upload["with"]["sarif_file"] == default
    assert f"hashFiles('{default}')" in upload["if"]


# --- GitLab ---


def test_gitlab(repository: Path, checkout: Path) -> None:
    job = _yaml(CI / "gitlab.yml")["gxlint"]
    env = {**job["variables"], "GXLINT": str(checkout)}
    found = _bash(repository, "\n".join(job["script"]), env)
    assert found.code == 1, found
    assert "GX501" in found.out
    artifacts = job["artifacts"]["reports"]
    quality = json.loads((repository / artifacts["codequality"]).read_text("utf-8"))
    assert [(issue["check_name"], issue["location"]["path"]) for issue in quality] == [
        ("GX501", BAD)
    ]
    cases = ElementTree.parse(repository / artifacts["junit"]).iter("testcase")
    assert len([case for case in cases if case.find("failure") is not None]) == 1


# --- the plain shell: Jenkins, Gitea ---


def test_shell(repository: Path, checkout: Path) -> None:
    """The first run installs and finds; the second installs nothing and finds nothing."""
    script = repository / "ci" / "gxlint.sh"
    script.parent.mkdir()
    script.write_bytes((CI / "gxlint.sh").read_bytes())
    (gitea,) = [step["run"] for step in _steps("gitea.yml") if "run" in step]
    jenkins = re.findall(r"^\s*sh '(.*)'$", (CI / "Jenkinsfile").read_text("utf-8"), re.MULTILINE)
    assert jenkins == [gitea]
    command = shlex.split(gitea)
    found = run(repository, *command, env={"GXLINT": str(checkout), "REPORTS": "年报"})
    assert found.code == 1, found
    line, column = place_of_mistake(repository)
    assert f"{BAD}:{line}:{column} 前言" in found.out.splitlines()
    sarif = json.loads((repository / "gxlint-results/gxlint.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["GX501"]
    assert (
        ElementTree.parse(repository / "gxlint-results/gxlint.xml").find(".//failure") is not None
    )

    (repository / BAD).unlink()
    clean = run(repository, *command, env={"GXLINT": "/nowhere"})
    assert clean.code == 0, clean
    assert GOOD in clean.out
    assert ElementTree.parse(repository / "gxlint-results/gxlint.xml").find(".//failure") is None


def test_shell_is_of_every_shell() -> None:
    """What ``sh`` is differs: nothing in the script is of one shell only, as far as it can tell."""
    done = subprocess.run(["sh", "-n", CI / "gxlint.sh"], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_variables_are_the_same_everywhere() -> None:
    address = _yaml(CI / "gitlab.yml")["gxlint"]["variables"]["GXLINT"]
    for name in ("gitea.yml", "gxlint.sh", "Jenkinsfile"):
        assert address in (CI / name).read_text("utf-8")
