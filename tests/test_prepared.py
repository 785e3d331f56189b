"""What is worked out of texts is kept for the next run, and made again where it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from gxlint.prepared import Data, prepared


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


class _Maker:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Data:
        self.made += 1
        return ("甲\0乙", b"\1\2", {"丙": "丁"}, (1, 2))


def test_made_once_for_the_same_texts() -> None:
    make = _Maker()
    first = prepared("things", ["甲", "乙"], make)
    assert prepared("things", ["甲", "乙"], make) == first == make()
    assert make.made == 2  # the last one here


@pytest.mark.parametrize("other", [["甲乙"], ["乙", "甲"], ["甲", "乙", ""], ["甲", "\ud800"]])
def test_made_anew_for_other_texts(other: list[str]) -> None:
    make = _Maker()
    prepared("things", ["甲", "乙"], make)
    prepared("things", other, make)
    assert make.made == 2


@pytest.mark.parametrize("kept", [b"", b"nonsense", b"\xe9\1\0\0\0"])
def test_made_anew_where_the_file_is_broken(tmp_path: Path, kept: bytes) -> None:
    make = _Maker()
    prepared("things", ["甲"], make)
    (path,) = tmp_path.rglob("things-*.bin")
    path.write_bytes(kept)
    assert prepared("things", ["甲"], make)[1] == b"\1\2"
    assert make.made == 2


def test_made_each_time_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    make = _Maker()
    assert prepared("things", ["甲"], make) == prepared("things", ["甲"], make)
    assert make.made == 2
