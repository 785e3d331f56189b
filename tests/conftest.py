"""What every test can ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from .inside import Runner


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own to be in, in a terminal of 80 columns that asks for nothing."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("GXLINT_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def gxlint(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The command line in that repository."""
    return Runner(monkeypatch)
