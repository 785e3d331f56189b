"""DOC, WPS and RTF by way of LibreOffice: here a small program stands for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from gxlint.errors import ReadError
from gxlint.readers import office, read
from gxlint.readers.limits import Limits

from .word_files import p, word

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
RTF = b"{\\rtf1 x}"

posix = pytest.mark.skipif(os.name != "posix", reason="the program is a script")


def _program(folder: Path, code: str) -> str:
    """A program of Python code that has `options` (its arguments) and `out` (the folder)."""
    script = folder / "soffice"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\noptions = sys.argv[1:]\n"
        f'out = Path(options[options.index("--outdir") + 1])\n{code}\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    return str(script)


def _use(monkeypatch: pytest.MonkeyPatch, program: str | None) -> None:
    monkeypatch.setattr(office, "find_program", lambda: program)


@posix
@pytest.mark.parametrize(("data", "ending"), [(DOC, "doc"), (RTF, "rtf")])
def test_what_it_makes_is_read(
    data: bytes, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word(p("云溪县水利局")))
    log = tmp_path / "log"
    _use(
        monkeypatch,
        _program(
            tmp_path,
            f"out.mkdir()\n(out / 'report.docx').write_bytes(Path({str(made)!r}).read_bytes())\n"
            f"profile = options[0].partition('file://')[2]\n"
            f"settings = Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
            f"Path({str(log)!r}).write_text(options[-1] + settings)\n",
        ),
    )
    source, _ = read(data, "任意名.docx")
    assert (source.path, source.text) == ("任意名.docx", "云溪县水利局\n")
    said = log.read_text()
    assert f"report.{ending}" in said
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in said
    assert not Path(said.partition("<?xml")[0]).parent.exists()


@posix
def test_what_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, _program(tmp_path, "import time\ntime.sleep(60)"))
    with pytest.raises(ReadError, match="LibreOffice 转换超过 1 秒，已停止"):
        read(DOC, "报告.doc", Limits(conversion_seconds=1))


@posix
@pytest.mark.parametrize("code", ["", "sys.exit(1)", "out.mkdir()"])
def test_what_it_cannot_open(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, _program(tmp_path, code))
    with pytest.raises(ReadError, match="LibreOffice 无法打开此文件"):
        read(DOC, "报告.doc")


def test_without_it_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, None)
    with pytest.raises(ReadError) as error:
        read(DOC, "报告.wps")
    assert error.value.describe("zh") == (
        "是旧版 Word、WPS 或 RTF 文档，读取它需要 LibreOffice，而本机没有安装"
        "（请用 Word 或 WPS 打开，另存为 DOCX 后再检查；或安装 LibreOffice）"
    )
    assert error.value.path == "报告.wps"


def test_locked_files_and_workbooks_are_told_before(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, None)
    with pytest.raises(ReadError, match="密码"):
        read(DOC + "EncryptedPackage".encode("utf-16-le"), "报告.docx")
    with pytest.raises(ReadError, match="Excel"):
        read(DOC[:8] + "Workbook".encode("utf-16-le"), "报告.doc")
