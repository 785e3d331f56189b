"""Languages, colours, and consoles that cannot show, close early, or are interrupted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from .inside import Runner
from .inside import put as _put
from .runs import CLEAN, GOOD, WRONG


def test_english(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", GOOD)
    clean = "2024, 云溪县水利局, 6 sections, 3 tables with 200 cells, no problems found\n"
    assert gxlint(path, "--lang", "en").out == clean
    assert gxlint("--lang=en", path).out == clean
    monkeypatch.setenv("GXLINT_LANG", "en_US.UTF-8")
    assert gxlint(path).out == clean
    assert gxlint(path, "--lang", "zh").out == CLEAN
    assert gxlint("gone.txt").err == "gone.txt: error: no such file\n"
    monkeypatch.setenv("GXLINT_LANG", "fr")
    assert gxlint(path).code == 2
    monkeypatch.setenv("GXLINT_LANG", "")
    _put(".gxlint.yaml", "lang: en\n")
    assert gxlint(path).out == clean


def test_colours(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", WRONG)
    assert "\x1b" not in gxlint(path).out
    assert "\x1b[33m警告\x1b[0m" in gxlint(path, "--color", "always").out
    assert "\x1b" not in gxlint(path, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" in gxlint(path, "--color", "always").out


def test_console_that_is_gbk(gxlint: Runner) -> None:
    path = _put("a.txt", WRONG + "\n附注：€ 😀\n")
    run = gxlint(path, encoding="gbk")
    assert (run.code, run.err) == (1, "")
    assert "  警告 GX203 period-not-full-year：" in run.out
    data = json.loads(gxlint(path, "--format", "json", encoding="gbk").out)
    assert data["findings"][0]["rule"] == "GX203"


def test_console_that_has_no_chinese_is_spoken_to_in_english(gxlint: Runner) -> None:
    path = _put("a.txt", WRONG)
    run = gxlint(path, encoding="ascii")
    assert run.code == 1
    assert "  warning GX203 period-not-full-year: " in run.out
    assert "\\u" in run.out
    assert run.out.isascii()
    assert gxlint("gone.txt", encoding="ascii").err == "gone.txt: error: no such file\n"
    assert gxlint("--help", "--lang", "zh", encoding="ascii").code == 0


def test_narrow_terminal(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _put("a.txt", WRONG)
    for columns in ("1", "20", "33", "0", "x"):
        monkeypatch.setenv("COLUMNS", columns)
        assert gxlint(path).code == 1
        assert gxlint("--help").code == 0


def _process(*args: str, **more: Any) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [sys.executable, "-m", "gxlint", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    return process


@pytest.mark.usefixtures("repository")
def test_closed_pipe_is_quiet_and_keeps_the_exit_code() -> None:
    _put("a.txt", WRONG)
    process = _process("a.txt")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()


@pytest.mark.usefixtures("repository")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_full_device_is_one_clear_line() -> None:
    _put("a.txt", WRONG)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gxlint", "a.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_interrupt_ends_quietly(gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gxlint.commands.run.check_file", interrupted)
    assert gxlint(_put("a.txt", GOOD)) == (130, "", "")


def test_mistake_of_gxlint_itself_is_no_traceback(
    gxlint: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file that gxlint fails on leaves the others their results."""
    from gxlint.engine import Settings, check_file
    from gxlint.finding import FileResult

    def failing(path: str, data: bytes, settings: Settings) -> FileResult:
        if path == "a.txt":
            raise ZeroDivisionError("oops")
        return check_file(path, data, settings)

    monkeypatch.setattr("gxlint.commands.run.check_file", failing)
    run = gxlint(_put("a.txt", GOOD), _put("b.txt", GOOD))
    assert run.code == 2
    assert run.err == (
        "a.txt: 错误：程序内部错误：ZeroDivisionError: oops（请报告给 gxlint 的维护者）\n"
    )
    assert "b.txt：2024年，云溪县水利局，未发现问题\n" in run.out
