"""A plain run loads what it needs and nothing heavy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .samples import REPORTS

HEAVY = {"jsonschema", "ruamel", "rapidfuzz", "rich", "pydantic", "pathspec", "asyncio", "unittest"}
if sys.platform == "linux":  # where its answer is one variable
    HEAVY.add("platformdirs")
_LOADED = """
import json, sys
from gxlint.cli import main
try:
    main()
except SystemExit:
    pass
names = {name.partition(".")[0] for name in sys.modules}
print(json.dumps(sorted(names)), file=sys.stderr)
"""


def _loaded(*arguments: str, cache: Path) -> set[str]:
    """The first names of the modules that a run loads."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("name", sorted(path.stem for path in REPORTS.glob("*.txt")))
def test_plain_run_loads_nothing_heavy(name: str, tmp_path: Path) -> None:
    report = str(REPORTS / f"{name}.txt")
    arguments = ("--no-config", report)
    _loaded(*arguments, cache=tmp_path)  # fills the cache
    assert _loaded(*arguments, cache=tmp_path) & HEAVY == set()


def test_last_years_report_costs_nothing_unless_asked_for(tmp_path: Path) -> None:
    code = _LOADED.replace('name.partition(".")[0]', "name")
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    args = ("--no-config", str(REPORTS / "department-2024.txt"))

    def loaded(*more: str) -> set[str]:
        command = [sys.executable, "-c", code, *args, *more]
        done = subprocess.run(command, env=env, capture_output=True, check=True, encoding="utf-8")
        return set(json.loads(done.stderr.splitlines()[-1]))

    own = {"gxlint.previous", "gxlint.checks.carried", "gxlint.checks.copied"}
    assert loaded() & own == set()
    assert loaded("--previous", str(REPORTS / "department-2023.txt")) >= own


def test_a_profiler_sees_the_end() -> None:
    """Though the process ends without taking itself apart."""
    command = [sys.executable, "-m", "cProfile", "-m", "gxlint", "--version"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert "function calls" in done.stdout


def test_importing_the_package_loads_its_version_only() -> None:
    code = "import sys, gxlint; print([n for n in sys.modules if n.startswith('gxlint.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['gxlint.version']"
