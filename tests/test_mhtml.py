"""MIME HTML, as Word and browsers save it."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable
from quopri import encodestring

import pytest
from gxlint.engine import check_file, default_settings
from gxlint.errors import ReadError
from gxlint.readers import read

from .conversions.bases import BASES
from .conversions.make import MISTAKEN
from .sites import SITES
from .sites import word as word_page
from .test_docx_hostile import _parts as parts
from .word_files import p, packed, word

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SMALL = next(base for base in BASES if base.name == "small")
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "base64": encodebytes,
    "quoted-printable": encodestring,
    "8bit": bytes,
}


def mht(
    page: str, charset: str = "utf-8", coding: str = "quoted-printable", newline: str = "\r\n"
) -> bytes:
    """A page as browsers save it: parts for what it shows follow it."""
    head = newline.join(
        [
            "From: <Saved by Blink>",
            "Snapshot-Content-Location: http://www.example.invalid/art.html",
            "Subject: =?utf-8?Q?2024=E5=B9=B4?=",
            " =?utf-8?Q?=E6=8A=A5=E5=91=8A?=",
            "Date: Thu, 9 Jan 2025 10:21:00 +0800",
            "MIME-Version: 1.0",
            "Content-Type: multipart/related;",
            '\ttype="text/html";',
            '\tboundary="----x----"',
            "",
            "",
            "------x----",
            "Content-Type: text/html; charset=" + charset,
            "Content-ID: <frame-1@mhtml.blink>",
            "Content-Transfer-Encoding: " + coding,
            "Content-Location: http://www.example.invalid/art.html",
            "",
            "",
        ]
    ).encode("ascii")  # fmt: skip
    tail = newline.join(
        ["", "------x----", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "",
         "iVBORw0KGgo=", "------x------", ""]
    ).encode("ascii")  # fmt: skip
    return head + PACKED[coding](page.encode(charset)) + tail


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_page_is_read(coding: str, charset: str, newline: str) -> None:
    page = SITES["modern"](SMALL).replace("&emsp;", "").replace("\u3000", " ")
    data = mht(page, charset, coding, newline)
    settings = default_settings()
    direct, packed = (
        check_file(name, given, settings)
        for name, given in (("a.html", page.encode()), ("a.mht", data))
    )
    assert packed.source is not None
    assert direct.source is not None
    if coding != "quoted-printable":  # which writes line ends its own way
        assert packed.source.text.rstrip() == direct.source.text.rstrip()
    assert (packed.organ, packed.cells, packed.errors) == (SMALL.organ, 200, ())
    assert [(f.rule, f.text) for f in packed.findings] == [
        (f.rule, f.text) for f in direct.findings
    ]
    assert [note.message.zh for note in packed.notes] == [
        "行号、列号是其中网页部分解码后的位置",
        *(note.message.zh for note in direct.notes),
    ]


def test_a_doc_that_is_one() -> None:
    data = mht(word_page(SMALL), "gb2312")
    assert check_file("报告.doc", data, default_settings()).organ == SMALL.organ


def test_parts_inside_parts() -> None:
    inner = (
        "Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\n\n文\n"
        "--y\nContent-Type: text/html\n\n<p>页</p>\n--y--\n"
    )
    data = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n{inner}--x--\n"
    assert read(data.encode(), "a.mht")[0].text.strip() == "<p>页</p>"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "--x\nContent-Type: text/plain\n\n文\n--x--",
        "--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nA\n--x--",
        "--x--",
        "--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 100_000,
        "\n--x" * 1_000_000,
        "a: b\n" * 1_000_000,
    ],
)
def test_what_holds_no_page_is_said(body: str) -> None:
    data = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{body}"
    with pytest.raises(ReadError, match="MHT 文件里没有网页"):
        read(data.encode(), "a.mht")


def test_a_docx_that_only_holds_a_page() -> None:
    """As programs write that make a DOCX of a page: the text is in a part of another kind."""
    rels = '<Relationships><Relationship Id="c" Type="x/a" Target="chunk.{}"/></Relationships>'
    page = word_page(SMALL)
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="c"/>'
    for name, content in (("mht", mht(page)), ("html", page.encode())):
        files = parts(word(chunk + p())) | {
            "word/_rels/document.xml.rels": rels.format(name),
            f"word/chunk.{name}": content,
        }
        result = check_file("a.docx", packed(files), default_settings())
        assert (result.organ, result.cells, result.errors) == (SMALL.organ, 200, ())
        notes = [note.message.zh for note in result.notes]
        assert notes[0] == "正文是嵌在 DOCX 里的网页，行号、列号是该网页的"
    lost = parts(word(chunk + p()))
    assert read(packed(lost), "a.docx")[0].text == "\n"


def test_cut_at_every_kilobyte() -> None:
    data = (MISTAKEN / "html-chromium.mht").read_bytes()
    for end in range(1024, len(data), 1024):
        result = check_file("a.mht", data[:end], default_settings())
        assert [error.message.zh for error in result.errors] == ["MHT 文件不完整，在中间断开了"]
        assert result.findings == ()
