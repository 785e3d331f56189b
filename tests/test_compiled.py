"""Patterns that are kept between runs: the same as those that are compiled, or compiled anew."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gxlint import compiled
from gxlint.compiled import compile_pattern, keep_patterns

PATTERNS = [
    r"(?P<year>20\d\d)(?<![\d.〔（-]20\d\d)年",
    r"[一二三四五六七八九十]{1,3}(?:、|是)|(\d+)(?:条|件)(?=[，。])",
    r"(?P<open>[《〈])[^《》]*?(?P<close>[》〉])",
    r"(....)\1|[^\W\d_a-zA-Z]{2,5}局\Z",
]
TEXT = "2024年，我局公开《办法》3条，办结、答复答复12件。云溪县水利局"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and a store that has read nothing yet."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    compiled._store.cache_clear()
    yield tmp_path
    compiled._store.cache_clear()


def kept(folder: Path) -> Path:
    """The file in which the patterns are kept."""
    (found,) = folder.rglob("patterns-*.bin")
    return found


def found(pattern: re.Pattern[str]) -> list[tuple[object, ...]]:
    """All that a pattern can say of the text."""
    return [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in pattern.finditer(TEXT)]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE])
@pytest.mark.parametrize("text", PATTERNS)
def test_a_kept_pattern_is_the_same(folder: Path, text: str, flags: int) -> None:
    expected = re.compile(text, flags)
    for _ in range(2):  # compiled, then read
        pattern = compile_pattern(text, flags)
        assert pattern == expected
        assert (pattern.pattern, pattern.flags, pattern.groups, pattern.groupindex) == (
            expected.pattern,
            expected.flags,
            expected.groups,
            expected.groupindex,
        )
        assert found(pattern) == found(expected)
        keep_patterns()
        assert kept(folder).is_file()
        compiled._store.cache_clear()


def test_what_is_kept_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_pattern("甲+")
    keep_patterns()
    compiled._store.cache_clear()
    monkeypatch.setattr(compiled, "_COMPILER", ("no.such.module", "no.such.module"))
    assert compile_pattern("甲+").findall("甲甲乙") == ["甲甲"]
    assert not compiled._store().changed


@pytest.mark.parametrize("damage", ["empty", "cut", "other version", "other data", "unreadable"])
def test_a_file_that_is_not_as_expected_is_left_aside(folder: Path, damage: str) -> None:
    compile_pattern("甲+")
    keep_patterns()
    file = kept(folder)
    data = file.read_bytes()
    if damage == "unreadable":
        file.unlink()
        file.mkdir()
    else:
        head = data.index(b"\n") + 1
        file.write_bytes(
            {
                "empty": b"",
                "cut": data[:-9],
                "other version": b"0" + data,
                "other data": data[:head] + b"N",
            }[damage]
        )
    compiled._store.cache_clear()
    assert compile_pattern("甲+").findall("甲甲乙") == ["甲甲"]
    keep_patterns()


def test_another_engine_compiles_as_usual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_COMPILER", ("no.such.module", "no.such.module"))
    assert compile_pattern("甲(?P<rest>乙*)").match("甲乙乙")["rest"] == "乙乙"  # type: ignore[index]
    keep_patterns()
    assert not list(folder.rglob("patterns-*"))


def test_a_wrong_pattern_is_an_error(folder: Path) -> None:
    with pytest.raises(re.error):
        compile_pattern("(甲")


def test_the_second_run_compiles_nothing_anew(folder: Path) -> None:
    report = Path(__file__).parent.parent / "examples"
    (example,) = report.glob("*.txt")
    outputs = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-m", "gxlint", "--format", "json", str(example)],
            capture_output=True,
            check=False,
        )
        outputs.append((run.stdout, run.returncode, kept(folder).stat().st_mtime_ns))
    assert outputs[0] == outputs[1]
