"""``--output FORMAT:PATH``: files beside what the console shows."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from gxlint.commands.outputs import write_whole
from gxlint.reporters import FORMATS

from .formats import read_back
from .process import gxlint
from .samples import correct_report

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunxi-culture-2024.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report full of mistakes and a clean one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲.txt").write_bytes(EXAMPLE.read_bytes())
    clean = correct_report("department-2024")
    (tmp_path / "in" / "乙.txt").write_text(clean, encoding="utf-8")
    return tmp_path


def test_every_format_at_once_and_the_console_as_ever(folder: Path) -> None:
    alone = gxlint("in", "gone.txt", cwd=folder)
    outputs = [f"--output={form}:out.{form}" for form in FORMATS]
    run = gxlint("in", "gone.txt", *outputs, cwd=folder)
    assert run == alone
    assert run.code == 2
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["in", *(f"out.{form}" for form in FORMATS)]
    )
    for form in FORMATS:
        written = (folder / f"out.{form}").read_text(encoding="utf-8")
        printed = gxlint("--format", form, "in", "gone.txt", cwd=folder, env={"COLUMNS": "100"})
        assert written == printed.out
        assert len(read_back(form, written)) == 6


def test_output_is_written_where_nothing_is_found(folder: Path) -> None:
    run = gxlint("--output", "gitlab:out.json", "--quiet", "in/乙.txt", cwd=folder)
    assert (run.code, run.out, run.err) == (0, "", "")
    assert (folder / "out.json").read_text(encoding="utf-8") == "[]\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("sarif:nowhere/a.sarif", "文件夹 nowhere 不存在（要写的文件是 nowhere/a.sarif）"),
        ("sarif:in", "in 是文件夹"),
        ("serif:a.sarif", "--output 不能是“serif”（是否想写 sarif？）"),
        ("a.sarif", "要写成“格式:文件”，不能是“a.sarif”（例如 --output sarif:gxlint.sarif）"),
        ("sarif:", "要写成“格式:文件”，不能是“sarif:”"),
        ("sarif:-", "要写成“格式:文件”，不能是“sarif:-”"),
        ("text:./b.json", "--output 两次写到同一个文件 ./b.json"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_checked(
    folder: Path, value: str, said: str
) -> None:
    run = gxlint("in", "--output", "json:b.json", "--output", value, cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("gxlint: 错误：--output")
    assert said in run.err
    assert run.err.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["in"]


def test_a_report_is_never_overwritten(folder: Path) -> None:
    run = gxlint("in", "--output", "text:in/甲.txt", "--output", "json:a.json", cwd=folder)
    assert run.code == 2
    assert "--output：in/甲.txt 是被检查的报告，没有覆盖" in run.err
    assert (folder / "in" / "甲.txt").read_bytes() == EXAMPLE.read_bytes()
    assert len(read_back("json", (folder / "a.json").read_text(encoding="utf-8"))) == 6


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_full_disk_is_an_error_and_the_rest_goes_on(folder: Path) -> None:
    run = gxlint("in", "--output", "json:/dev/full", "--output", "unix:a.unix", cwd=folder)
    assert run.code == 2
    assert "/dev/full: 错误：无法写入：No space left on device\n" in run.err
    assert len((folder / "a.unix").read_text(encoding="utf-8").splitlines()) == 6


@pytest.mark.skipif(os.name == "nt", reason="devices have no paths there")
def test_a_device_is_written_to_and_stays(folder: Path) -> None:
    run = gxlint("in/乙.txt", "-q", "--output", "gitlab:/dev/stdout", cwd=folder)
    assert (run.code, run.out) == (0, "[]\n")


def test_what_was_there_stays_whole_until_the_new_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        assert path.read_bytes() == b"old"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(str(path), pieces())
    assert path.read_bytes() == b"old"
    write_whole(str(path), [b"n", b"ew"])
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(os.name == "nt", reason="links and modes are other things there")
def test_link_and_mode_stay(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    (tmp_path / "a.json").chmod(0o640)
    (tmp_path / "link").symlink_to("a.json")
    write_whole(str(tmp_path / "link"), [b"new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o640


def test_junit_fails_at_the_threshold_also_with_exit_zero(folder: Path) -> None:
    """A server that reads the file decides by it, not by the exit code."""
    arguments = ("in", "--format", "junit", "--exit-zero")
    run = gxlint(*arguments, cwd=folder)
    assert (run.code, 'failures="1"' in run.out) == (0, True)
    warnings = gxlint(*arguments, "--select", "GX502", "--fail-on", "error", cwd=folder)
    assert 'failures="0"' in warnings.out
    assert len(read_back("junit", warnings.out)) == 1
