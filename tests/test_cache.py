"""What outlives a run: where it is kept, and that only what is as it was written is used."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from gxlint.cache import keep_cache, read_cache
from gxlint.errors import CatalogueError
from gxlint.shipped import load_files

DATA = {"名": ["一", 2, None, ("三", b"\0")]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("own", ["{}/own", "{}/with space", "", None])
def test_the_folder_is_the_one_of_the_system(
    own: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    if own is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", own.format(folder))
    keep_cache("some", DATA)
    assert read_cache("some") == DATA
    assert [*platformdirs.user_cache_path("gxlint", appauthor=False).glob("some-*.bin")]


def test_old_files_of_the_same_kind_go(folder: Path) -> None:
    for name in ("some-1", "some-2", "other-1"):
        keep_cache(name, DATA)
    for name in ("some-1", "other-1"):
        (old,) = folder.rglob(f"{name}-*.bin")
        os.utime(old, (0, 0))
    keep_cache("some-3", DATA)
    assert [read_cache(name) for name in ("some-1", "some-2", "some-3", "other-1")] == [
        None,
        DATA,
        DATA,
        DATA,
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        lambda kept: b"",
        lambda kept: kept[:-1],
        lambda kept: kept[:40],
        lambda kept: kept + b"\0",
        lambda kept: kept[:-2] + b"\xff\xff",
        lambda kept: b"0" + kept,
        lambda kept: kept.replace(b"stamp", b"STAMP"),
        lambda kept: os.urandom(len(kept)),
    ],
)
def test_what_is_damaged_is_not_used(damaged: Callable[[bytes], bytes], folder: Path) -> None:
    keep_cache("some", DATA, "stamp")
    (file,) = folder.rglob("some-*.bin")
    file.write_bytes(damaged(file.read_bytes()))
    assert read_cache("some", "stamp") is None
    keep_cache("some", DATA, "stamp")
    assert read_cache("some", "stamp") == DATA


def test_what_has_another_stamp_is_not_used(folder: Path) -> None:
    keep_cache("some", DATA, "stamp")
    assert read_cache("some", "stamp2") is None
    assert read_cache("some", "stam") is None
    assert read_cache("some") is None


@pytest.mark.parametrize("kind", ["file for a folder", "folder for a file"])
def test_a_cache_that_cannot_be_written_costs_time_only(kind: str, folder: Path) -> None:
    if kind == "file for a folder":
        folder.write_text("")
    else:
        keep_cache("some", DATA)
        (file,) = folder.rglob("some-*.bin")
        file.unlink()
        file.mkdir()
    keep_cache("some", DATA)
    assert read_cache("some") is None


def test_changed_files_of_the_catalogue_are_read_anew(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "rules"
    path = root / "dates" / "one.yaml"
    path.parent.mkdir(parents=True)

    def loaded() -> dict[str, Any]:
        """As the files say; asked twice, so that the second answer comes from the cache."""
        first = load_files(str(root))
        assert load_files(str(root)) == first
        return first

    path.write_text("a: 1", encoding="utf-8")
    assert loaded() == {"dates/one.yaml": {"a": 1}}
    before = path.stat()
    path.write_text("a: 2", encoding="utf-8")  # of the same size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert loaded() == {"dates/one.yaml": {"a": 2}}
    (root / "dates" / "two.yaml").write_text("b: [1, 2]", encoding="utf-8")
    assert loaded() == {"dates/one.yaml": {"a": 2}, "dates/two.yaml": {"b": [1, 2]}}
    known = set(folder.rglob("catalogue-*.bin"))
    path.rename(root / "dates" / "three.yaml")
    assert loaded() == {"dates/three.yaml": {"a": 2}, "dates/two.yaml": {"b": [1, 2]}}
    # Files of the same content need not be parsed again, whatever their times say.
    (kept,) = set(folder.rglob("catalogue-*.bin")) - known
    kept_at = kept.stat().st_mtime_ns
    os.utime(root / "dates" / "two.yaml", ns=(0, 0))
    assert loaded() == {"dates/three.yaml": {"a": 2}, "dates/two.yaml": {"b": [1, 2]}}
    assert kept.stat().st_mtime_ns == kept_at
    (root / "dates" / "two.yaml").write_text("b: [1, 2", encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        load_files(str(root))
    assert raised.value.path == str(root / "dates" / "two.yaml")
