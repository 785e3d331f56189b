"""DOC, WPS, RTF and other formats of word processors: LibreOffice makes a DOCX of them, if it is
installed.

It runs without a window, with a profile of its own in a temporary folder, in which macros, links
and the network are switched off, and is ended when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..document import Document
from ..errors import Bilingual, ReadError
from ..source import Source
from .kinds import kind_of
from .limits import Limits, raised

_COMMANDS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The stream of an OLE file in which Word and WPS keep the text; a workbook has another.
_OLE_TEXT = "WordDocument".encode("utf-16-le")
_ENDINGS = {"ole": "doc", "rtf": "rtf", "odt": "odt", "xml": "xml"}
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    # A proxy that is not there: nothing is fetched.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}


def read(data: bytes, path: str, limits: Limits) -> tuple[Source, Document]:
    """The text and blocks of what LibreOffice makes of a file; ``ReadError`` where it is not
    installed or cannot read it."""
    kind = kind_of(data, path)
    if kind == "ole":
        _check_ole(data, path)
    program = find_program()
    if program is None:
        raise ReadError(
            "是旧版 Word、WPS 或 RTF 文档，读取它需要 LibreOffice，而本机没有安装",
            "is a DOC, WPS or RTF file, which takes LibreOffice to read; it is not installed",
            path=path,
            hint=Bilingual(
                "请用 Word 或 WPS 打开，另存为 DOCX 后再检查；或安装 LibreOffice",
                "save it as DOCX in Word or WPS, or install LibreOffice",
            ),
        )
    from . import docx

    made = _converted(data, _ENDINGS.get(kind, "doc"), program, path, limits)
    return docx.read(made, path, limits)


def find_program() -> str | None:
    """LibreOffice's program, if it is installed."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    return found or next(filter(os.path.isfile, _USUAL_PLACES), None)


def _check_ole(data: bytes, path: str) -> None:
    """``ReadError`` for a file that is locked, or no text."""
    if _ENCRYPTED in data:
        raise ReadError(
            "文件有密码保护，无法读取",
            "is protected by a password",
            path=path,
            hint=Bilingual("请取消密码后再检查", "remove the password first"),
        )
    if _OLE_TEXT not in data:
        raise ReadError(
            "不是 Word 或 WPS 文档，可能是旧版 Excel 文件，或已损坏",
            "is no Word or WPS document, but perhaps an old Excel file, or damaged",
            path=path,
            hint=Bilingual("请给出报告的 DOCX、PDF、网页或文本文件", "give the report itself"),
        )


def _converted(data: bytes, ending: str, program: str, path: str, limits: Limits) -> bytes:
    """The DOCX that LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory(prefix="gxlint-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        given, made = home / f"report.{ending}", home / "made" / "report.docx"
        given.write_bytes(data)
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        command = (
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--nolockcheck", "--nodefault", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(given),
        )  # fmt: skip
        if not _run(command, home, limits.conversion_seconds):
            raise _failed(
                path,
                f"LibreOffice 转换超过 {limits.conversion_seconds:g} 秒，已停止",
                f"LibreOffice took longer than {limits.conversion_seconds:g} seconds and was "
                "stopped",
                "conversion-seconds",
            )
        try:
            size = made.stat().st_size
            if size <= limits.unpacked_bytes:
                return made.read_bytes()
        except OSError:
            pass
        raise _failed(path, "LibreOffice 无法打开此文件", "LibreOffice cannot open it")


def _run(command: Sequence[str], folder: Path, seconds: float) -> bool:
    """Runs a program in a folder; False where it had to be ended. Its children end with it."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return True  # nothing is made, which is told
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
    return True


def _settings() -> str:
    """The profile's settings."""
    items = "".join(
        f'<item oor:path="{group}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>\n"
        for group, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
    )


def _failed(path: str, zh: str, en: str, key: str = "") -> ReadError:
    return ReadError(
        zh,
        en,
        path=path,
        hint=Bilingual(
            "请用 Word 或 WPS 打开，另存为 DOCX 后再检查" + raised(key).zh,
            "save it as DOCX in Word or WPS" + raised(key).en,
        ),
    )
