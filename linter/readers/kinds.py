"""What a file is, told by its bytes: names are often wrong (a ``.doc`` that is HTML or DOCX)."""

from __future__ import annotations

import re
from typing import Literal

from ..text import lazy_pattern

# zip: DOCX and whatever else is packed; ole: what Word and WPS wrote before 2007; xml: a whole
# document of a word processor as one XML file.
Kind = Literal["zip", "odt", "ole", "rtf", "pdf", "html", "mhtml", "xml", "markdown", "text"]

_HEAD = 4096  # bytes that tell what a file is
_PDF_WITHIN = 1024  # bytes: readers of PDF allow that much before its first mark
_PAGE = lazy_pattern(
    r"\A[\s\ufeff]{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,50})?(?:<!--[^<>]{0,1000}-->\s{0,50}){0,5}"
    r"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE,
)
_TAG = lazy_pattern(
    r"\A[\s\ufeff]{0,200}<(?:table|div|p|span|h[1-6]|section|article)\b", re.IGNORECASE
)
_MHTML = lazy_pattern(
    r"\A\s{0,20}(?:(?:[\w-]{1,40}:|[ \t])[^\n]{0,998}\n)*?MIME-Version:", re.IGNORECASE
)

# The roots of whole documents: Word 2003's, Word's since, OpenDocument's.
_FLAT = ("<w:wordDocument", "<pkg:package", "<office:document")


def kind_of(data: bytes, path: str) -> Kind:
    """The kind of a file; its name decides only between plain text, Markdown and pieces of HTML."""
    if data.startswith(b"PK\x03\x04"):
        # The first part of an OpenDocument file says what it is.
        odt = data[30:38] == b"mimetype" and b"opendocument.text" in data[38:120]
        return "odt" if odt else "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    head = _head(data)
    if head.lstrip().startswith("{\\rtf"):
        return "rtf"
    if "%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    name = path.lower()
    if "<" in head and _PAGE.match(head):
        return "html"
    if "MIME-Version:" in head and _MHTML.match(head) and "multipart/related" in head:
        return "mhtml"
    if name.endswith((".html", ".htm", ".xhtml", ".shtml")):
        return "html"
    if name.endswith((".doc", ".wps")) and _TAG.match(head):
        return "html"
    if any(root in head for root in _FLAT) and head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return "xml"
    return "markdown" if name.endswith((".md", ".markdown")) else "text"


def _head(data: bytes) -> str:
    """The first characters, as far as they are ASCII."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("latin-1").removeprefix("ï»¿")
