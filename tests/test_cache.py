"""Where what outlives a run is kept."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest
from gxlint import cache


@pytest.mark.parametrize("own", ["{}/own", "{}/with space", "", "relative", None])
def test_the_folder_is_the_one_of_the_system(
    own: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if own is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", own.format(tmp_path))
    expected = platformdirs.user_cache_path("gxlint", appauthor=False)
    cache.keep_cache("some-1.bin", b"kept")
    assert cache.read_cache("some-1.bin") == b"kept"
    if own != "relative":  # which older versions of platformdirs take as it is
        assert (expected / "some-1.bin").read_bytes() == b"kept"


def test_old_files_of_the_same_kind_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    for name in ("some-1.bin", "some-2.bin", "other-1.bin"):
        cache.keep_cache(name, b"kept")
    (old,) = tmp_path.rglob("some-1.bin")
    (other,) = tmp_path.rglob("other-1.bin")
    for file in (old, other):
        os.utime(file, (0, 0))
    cache.keep_cache("some-3.bin", b"kept")
    assert sorted(file.name for file in tmp_path.rglob("*.bin")) == [
        "other-1.bin",
        "some-2.bin",
        "some-3.bin",
    ]
