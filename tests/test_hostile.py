"""Bad input, from outside: one clear line or a result, the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .process import Run, gxlint
from .samples import correct_report

GOOD = correct_report("department-2024")
# A report's title before what is no report, so that all of it is looked at.
TITLE = "云溪县水利局2024年政府信息公开工作年度报告\n"
MEGABYTE = 1_000_000


def _write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def _only_error(run: Run, *words: str) -> None:
    """The run ended with 2 and one line on stderr that has the words; nothing on stdout."""
    assert "Traceback" not in run.err
    lines = run.err.splitlines()
    assert len(lines) == 1, run.err
    assert all(word in lines[0] for word in words), run.err
    assert (run.code, run.out) == (2, "")


UNREADABLE: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "空"),
    "blank": (" \u3000\n\t\n".encode(), ""),
    "bom-only": (b"\xef\xbb\xbf", ""),
    "binary": (bytes(range(256)) * 64, "空字节"),
    "nul-bytes": (GOOD.encode() + b"\0", "空字节"),
    "nul-megabyte": (b"\0" * MEGABYTE, "空字节"),
    "zip": (b"PK\x03\x04\x14\x00\x06\x00" + b"\0" * 100, "已损坏"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "PDF"),
    "truncated-character": (GOOD.encode()[:-2].rstrip() + b"\xe5\xb9", "编码"),
    "broken-character": (GOOD.encode()[:200] + b"\xff" + GOOD.encode()[200:], "编码"),
    "big5": ("雲溪縣水利局年度報告，政府信息公開。".encode("big5") * 50, ""),
    "latin": ("Übermäßige Größe, naïve façade. ".encode("latin-1") * 50, "编码"),
    "odd-utf16": (b"\xff\xfe" + TITLE.encode("utf-16-le") + b"\x00", "编码"),
    "no-report": ("今天天气很好。\n" * 50, "不是政府信息公开工作年度报告"),
    "surrogates": ("报告\ud800".encode("utf-8", "surrogatepass"), "编码"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_report_is_one_clear_line(kind: str, tmp_path: Path) -> None:
    data, word = UNREADABLE[kind]
    _only_error(gxlint(_write(tmp_path / "report.txt", data)), "report.txt", word)


def test_places_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    _only_error(gxlint(tmp_path / "missing.txt"), "missing.txt", "不存在")
    _only_error(gxlint(tmp_path / "dangling.txt"), "dangling.txt", "不存在")
    _only_error(gxlint(tmp_path / "itself.txt"), "itself.txt")
    _only_error(gxlint(tmp_path / ("长" * 200 + ".txt")), "太长")
    _only_error(gxlint("/dev/null"), "/dev/null")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _only_error(gxlint(tmp_path / "pipe.txt"), "pipe.txt")
    _write(tmp_path / "good.txt", GOOD)
    run = gxlint(tmp_path)
    assert (run.code, "Traceback" in run.err) == (2, False), run
    assert "good.txt" in run.out


def test_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    _write(tmp_path / "good.txt", GOOD)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "loop").symlink_to(tmp_path, target_is_directory=True)
    run = gxlint("--format", "json", tmp_path)
    assert run.code == 0, run
    assert [file["path"] for file in json.loads(run.out)["files"]] == [str(tmp_path / "good.txt")]


def test_folder_without_a_report(tmp_path: Path) -> None:
    run = gxlint(tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "Traceback" not in run.err


def test_missing_file_beside_good_ones_leaves_their_findings(tmp_path: Path) -> None:
    wrong = GOOD.replace("自2024年1月1日起至2024年12月31日止", "自2024年1月1日起至2024年12月31诶止")
    _write(tmp_path / "wrong.txt", wrong)
    _write(tmp_path / "good.txt", GOOD)
    run = gxlint("--format", "json", "wrong.txt", "missing.txt", "good.txt", cwd=tmp_path)
    data = json.loads(run.out)
    assert run.code == 2
    assert [(found["rule"], found["text"]) for found in data["findings"]] == [("GX501", "31诶")]
    assert [file["path"] for file in data["files"]] == ["wrong.txt", "good.txt"]
    assert [error["path"] for error in data["errors"]] == ["missing.txt"]


@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null/cache"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""},
        {"HOME": "", "XDG_CACHE_HOME": ""},
    ],
    ids=["no-folders", "no-home", "empty-home"],
)
def test_unwritable_cache_and_home_cost_time_only(
    variables: dict[str, str], tmp_path: Path
) -> None:
    path = _write(tmp_path / "good.txt", GOOD)
    run = gxlint(path, env=variables, cwd=tmp_path)
    assert (run.code, run.err) == (0, ""), run
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["good.txt"]


def test_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    path = _write(tmp_path / "good.txt", GOOD)
    variables = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = gxlint(path, env=variables)
    kept = list((tmp_path / "cache").rglob("catalogue-*.bin"))
    assert kept
    whole = kept[0].read_bytes()
    for content in (b"", b"{", whole[:-1], whole[:-9] + b"damage!!!", whole + whole, b"0" + whole):
        for file in kept:
            file.write_bytes(content)
        run = gxlint(path, env=variables)
        assert (run.code, run.out, run.err) == (first.code, first.out, first.err), content


CONFIGURATIONS = {
    "not-yaml": b"rules: [GX501\nlang: zh\n",
    "tabs": b"rules:\n\tGX501: off\n",
    "list": b"- GX501\n",
    "number": b"42\n",
    "unknown-key": b"rule:\n  GX501: off\n",
    "unknown-rule": b"rules:\n  GX599: off\n",
    "duplicate-key": b"rules:\n  GX501: off\n  GX501: error\n",
    "binary": bytes(range(256)),
    "not-utf8": "lang: 中文\n".encode("gb18030"),
    "object-tag": b"rules: !!python/object/apply:os.system ['true']\n",
    "many-aliases": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in b"bcdefghi"),
    "alias-of-itself": b"rules: &a\n  GX501: *a\n",
    "deep": b"[" * 20_000,
}


@pytest.mark.parametrize("kind", CONFIGURATIONS)
def test_wrong_configuration_is_said_with_its_place(kind: str, tmp_path: Path) -> None:
    _write(tmp_path / ".gxlint.yaml", CONFIGURATIONS[kind])
    _write(tmp_path / "good.txt", GOOD)
    run = gxlint("good.txt", cwd=tmp_path)
    assert (run.code, run.out) == (2, ""), run
    assert "Traceback" not in run.err
    assert run.err.splitlines()
    assert all(len(line) < 500 for line in run.err.splitlines())
    assert ".gxlint.yaml" in run.err.splitlines()[0]


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"---\n"], ids=["empty", "comment", "-"])
def test_empty_configuration_is_none(content: bytes, tmp_path: Path) -> None:
    _write(tmp_path / ".gxlint.yaml", content)
    _write(tmp_path / "good.txt", GOOD)
    assert gxlint("good.txt", cwd=tmp_path)[::2] == (0, "")


LARGE = {
    "one-line": TITLE + "云溪县水利局主动公开信息若干条，" * (MEGABYTE // 16),
    "digits": TITLE + "1234567890" * (MEGABYTE // 10),
    "brackets": TITLE + "（" * MEGABYTE,
    "spaces": TITLE + " " * MEGABYTE,
    "newlines": TITLE + "\n" * MEGABYTE,
    "tabs": TITLE + "\t" * MEGABYTE,
    "pipes": TITLE + "|" * MEGABYTE,
}
TOO_LARGE = {
    "ten-megabytes": TITLE + "云溪县水利局主动公开信息若干条，" * (10 * MEGABYTE // 48),
    "a-character-a-line": TITLE + "政\n" * (MEGABYTE // 2),
    "parts": TITLE + "第一部分\n" * (MEGABYTE // 5),
    "zero-cells": TITLE + "0\t" * (MEGABYTE // 2),
}


@pytest.mark.parametrize("kind", LARGE)
def test_large_input_gives_a_result(kind: str, tmp_path: Path) -> None:
    run = gxlint(_write(tmp_path / "report.txt", LARGE[kind]), "--format", "json")
    data = json.loads(run.out)
    assert (run.code, run.err, data["errors"]) == (1, "", [])
    assert [file["year"] for file in data["files"]] == [2024]


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_text_that_is_far_larger_than_any_report_is_refused(kind: str, tmp_path: Path) -> None:
    text = TOO_LARGE[kind]
    _only_error(gxlint(_write(tmp_path / "report.txt", text)), "report.txt", "文件异常，不读取")
    # What is no report either is only passed over in a folder.
    _write(tmp_path / "report.txt", text.replace("公开", ""))
    _write(tmp_path / "good.txt", GOOD)
    assert gxlint(tmp_path).code == 0


def test_size_limit_is_said_and_can_be_raised(tmp_path: Path) -> None:
    path = _write(tmp_path / "report.txt", GOOD)
    os.truncate(path, 20_000_001)  # filled up with NUL bytes
    _only_error(gxlint(path), "report.txt", "20 MB", "--max-size")
    _only_error(gxlint("--max-size", "30", path), "report.txt", "空字节")


@pytest.mark.parametrize("data", [b"", b"\0", TITLE.encode()[:-4]], ids=["empty", "nul", "cut"])
def test_standard_input(data: bytes) -> None:
    run = gxlint("-", stdin=data)
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 1), run
    assert "Traceback" not in run.err
