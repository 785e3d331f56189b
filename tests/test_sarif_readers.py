"""SARIF as programs read it that nobody here wrote: ``.ci/validators`` fetches them."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .process import gxlint

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / ".ci" / "tools"
CORPUS = Path(os.environ.get("GXLINT_CORPUS") or ROOT.parent / "shared" / "corpus").resolve()
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
REPORTS = sorted(CORPUS.glob("*.txt")) or EXAMPLES
# Chinese texts end in “。”, which this rule does not take for a full stop.
FULL_STOP = "SARIF2001"
LONGEST = 120


def _tool(name: str, *places: Path) -> str | None:
    return next((str(path) for path in places if path.exists()), shutil.which(name))


MULTITOOL = _tool("sarif-multitool", TOOLS / "node_modules" / ".bin" / "sarif-multitool")
SARIF_TOOLS = _tool("sarif", TOOLS / "sarif-tools" / "bin" / "sarif")


@pytest.fixture(params=["reports", "hints", "english", "nothing", "unreadable", "hostile", "quiet"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The log of a run of each kind."""
    path = tmp_path / "log.sarif"
    (tmp_path / "in").mkdir()
    names: list[str | Path] = []
    options: list[str] = []
    if request.param in ("reports", "hints", "english"):
        names += [shutil.copy(report, tmp_path / "in") for report in REPORTS]
        options += {"reports": [], "hints": ["--info"], "english": ["--lang", "en"]}[request.param]
    elif request.param == "nothing":
        (tmp_path / "in" / "notes.txt").write_text("无关的文件\n", encoding="utf-8")
        names, options = ["in/notes.txt"], ["--from-hook"]
    elif request.param == "unreadable":
        (tmp_path / "in" / "二进制.txt").write_bytes(b"\0\1\2")
        (tmp_path / "in" / ".gxlint.yaml").write_text("rules: {GX999: off}\n", encoding="utf-8")
        names = [shutil.copy(EXAMPLES[0], tmp_path), "in/二进制.txt", "没有 这个#文件.txt"]
    else:
        text = EXAMPLES[0].read_text(encoding="utf-8")
        text = text.replace("截止", "[这里](0)::error{0}<b>]]>%0A\u202e截止")
        hostile = tmp_path / "in" / "a#b%20 c：d\n{0}.txt"
        hostile.write_text(text, encoding="utf-8")
        names = ["in"]
        options = ["--select", "GX5"] if request.param == "quiet" else []
    relative = [
        os.path.relpath(name, tmp_path) if Path(name).is_absolute() else name for name in names
    ]
    run = gxlint("--format", "sarif", *options, *relative, cwd=tmp_path)
    path.write_text(run.out, encoding="utf-8")
    assert json.loads(run.out)["runs"]
    return path


@pytest.mark.skipif(MULTITOOL is None, reason="no sarif-multitool (npm): .ci/validators fetches it")
def test_multitool_has_nothing_against_it(log: Path) -> None:
    assert MULTITOOL is not None
    out = log.with_name("validation.sarif")
    arguments = [log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", out]
    # Its launcher hands the words to a shell as they are.
    quoted = [shlex.quote(str(argument)) for argument in arguments]
    command = [MULTITOOL, "validate", *quoted]
    done = subprocess.run(
        command, cwd=log.parent, capture_output=True, timeout=LONGEST, check=False, text=True
    )
    assert out.exists(), done.stdout + done.stderr
    (run,) = json.loads(out.read_text(encoding="utf-8-sig"))["runs"]
    assert list(_complaints(run)) == []


def _complaints(run: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is an error or a warning; that the validator itself failed is one too."""
    (invocation,) = run["invocations"]
    for kind in ("toolConfigurationNotifications", "toolExecutionNotifications"):
        for told in invocation.get(kind, ()):
            if told.get("level") == "error":
                yield kind, "error", json.dumps(told)
    for result in run["results"]:
        level = result.get("level", "warning")
        if level in ("error", "warning") and result["ruleId"] != FULL_STOP:
            yield result["ruleId"], level, json.dumps(result["message"])


@pytest.mark.skipif(SARIF_TOOLS is None, reason="no sarif-tools (PyPI): .ci/validators fetches it")
def test_sarif_tools_reads_the_same_findings(log: Path) -> None:
    assert SARIF_TOOLS is not None
    out = log.with_name("findings.csv")
    subprocess.run(
        [SARIF_TOOLS, "csv", "-o", out, log], check=True, capture_output=True, timeout=LONGEST
    )
    with open(out, encoding="utf-8-sig", newline="") as file:
        read = [(row["Severity"], row["Code"], row["Line"]) for row in csv.DictReader(file)]
    (run,) = json.loads(log.read_text(encoding="utf-8"))["runs"]
    written = [
        (
            result["level"],
            result["ruleId"],
            str(result["locations"][0]["physicalLocation"]["region"]["startLine"]),
        )
        for result in run["results"]
    ]
    assert sorted(read) == sorted(written)
