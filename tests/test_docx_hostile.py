"""DOCX files that are broken, or made to do harm: one clear line each, soon, in little memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from gxlint.errors import ReadError
from gxlint.readers import read

from .word_files import cell, p, packed, part, r, table, word

CONVERSIONS = Path(__file__).parent / "conversions" / "files"


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _with(name: str, content: str | bytes) -> bytes:
    """A small file with one part more, or another one."""
    return packed({**_parts(word(p("正文"))), name: content})


def _document(content: str | bytes) -> bytes:
    return _with("word/document.xml", content)


def _zeros(megabytes: int) -> bytes:
    """A file whose text says that it is this long, and is."""
    raw = io.BytesIO(word(p("正文"), styles=""))
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
        with target.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(megabytes):
                stream.write(b" " * 1_000_000)
    return out.getvalue()


def _lying(size: int) -> bytes:
    """A part of which the list of contents says that it is that long."""
    text = part("document", f"<w:body>{p('长' * 100_000)}</w:body>")
    real, said = (number.to_bytes(4, "little") for number in (len(text.encode()), size))
    return _document(text).replace(real, said)


def _boxes(depth: int) -> str:
    inner = p("底")
    for _ in range(depth):
        inner = p(raw=f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>")
    return inner


def _nested(depth: int) -> str:
    inner = p("底")
    for _ in range(depth):
        inner = table(cell(inner + p()))
    return inner


ENTITIES = "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)
)  # fmt: skip
LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈">{ENTITIES}]>'
    + part("document", "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>").partition("?>")[2]
)
XXE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    + part("document", "<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body>").partition("?>")[2]
)

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "1 GB part": (lambda: _lying(1_000_000_000), "解压后有 1000 MB"),
    "part over the limit": (lambda: _zeros(31), "解压后有 31 MB"),
    "lying size": (lambda: _lying(1000), "损坏"),
    "many parts": (
        lambda: packed({f"word/media/{at}.png": "" for at in range(25_000)}), "内部文件太多",
    ),
    "path traversal": (lambda: _with("../../etc/cron.d/x", "x"), "内部文件名"),
    "absolute name": (lambda: _with("/etc/passwd", "x"), "内部文件名"),
    "drive name": (lambda: _with("C:\\Windows\\x", "x"), "内部文件名"),
    "back slashes": (lambda: _with("word\\..\\..\\x", "x"), "内部文件名"),
    "billion laughs": (lambda: _document(LAUGHS), "DOCTYPE"),
    "laughs in UTF-16": (
        lambda: _document(LAUGHS.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")),
        "DOCTYPE",
    ),
    "external entity": (lambda: _document(XXE), "DOCTYPE"),
    "entity in styles": (lambda: _with("word/styles.xml", XXE), "DOCTYPE"),
    "tables in tables": (lambda: word(_nested(60)), "嵌套太深"),
    "tables in many tables": (lambda: word(_nested(5_000)), ""),
    "boxes in boxes": (lambda: word(_boxes(40)), "嵌套太深"),
    "deep elements": (
        lambda: word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "",
    ),
    "deep runs": (
        lambda: word(p(raw="<w:smartTag>" * 230 + r("底") + "</w:smartTag>" * 230)), "嵌套太深",
    ),
    "many elements": (lambda: word("<w:p/>" * 1_000_000), "内部元素太多"),
    "many attributes": (lambda: word("<w:p " + 'a="" ' * 1_000_000 + "/>"), "元素太多"),
    "many paragraphs": (lambda: word("<w:p/>" * 50_001), "段落太多"),
    "many columns": (
        lambda: word(table(cell("1", '<w:gridSpan w:val="999"/>') * 10)), "列数太多",
    ),
    "many cells": (lambda: word(table(*(["<w:tc/>" * 900] * 120))), "单元格太多"),
    "many rows": (lambda: word(table(*(["<w:tc/>"] * 20_001))), "行数太多"),
    "too much text": (lambda: word(p("长" * 500_001) * 2), "文字太多"),
    "much text": (lambda: word(p("长" * 9_000_000) * 2), ""),
    "no body": (lambda: _document(part("document", "")), "损坏"),
    "no document": (lambda: packed({"a.txt": "x"}), "不是 Word 文档（压缩包里没有正文）"),
    "workbook": (
        lambda: packed({"xl/workbook.xml": "<x/>", "_rels/.rels": (
            '<Relationships><Relationship Id="a" Type="x/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        )}), "Excel",
    ),
    "not XML": (lambda: _document("正文"), "损坏"),
    "unknown encoding": (
        lambda: _document('<?xml version="1.0" encoding="no-such"?><a/>'), "损坏",
    ),
    "empty": (lambda: _document(b""), "损坏"),
    "bad relations": (lambda: _with("_rels/.rels", "<x"), "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_harm_is_refused_with_one_line(kind: str) -> None:
    make, words = HOSTILE[kind]
    with pytest.raises(ReadError) as error:
        read(make(), "报告.docx")
    assert words in error.value.message.zh
    assert "\n" not in error.value.describe("zh") + error.value.describe("en")
    assert error.value.path == "报告.docx"


@pytest.mark.parametrize("name", ["small.report.docx"])
def test_cut_anywhere_is_refused(name: str) -> None:
    """Cut at every kilobyte, and with every kilobyte overwritten: never anything but an error of
    reading, or the text."""
    data = (CONVERSIONS / name).read_bytes()
    for at in range(0, len(data), 1024):
        if at > 4:
            with pytest.raises(ReadError):
                read(data[:at], name)
        with suppress(ReadError):
            read(b"PK\x03\x04" + data[4:at] + b"\xff" * 64 + data[at + 64 :], name)


def test_macros_and_what_lies_outside_are_not_touched() -> None:
    """The text is read, what else is in the file is not."""
    rels = (
        "<Relationships>"
        '<Relationship Id="a" Type="x/styles" Target="http://example.invalid/styles.xml" '
        'TargetMode="External"/>'
        '<Relationship Id="b" Type="x/numbering" Target="../../../numbering.xml"/>'
        '<Relationship Id="c" Type="x/vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    parts = _parts(word(p("正文")))
    parts |= {"word/_rels/document.xml.rels": rels, "word/vbaProject.bin": b"\xd0\xcf"}
    assert read(packed(parts), "报告.docm")[0].text == "正文\n"
