"""What a file is, told by its content."""

from __future__ import annotations

import pytest
from gxlint.readers.kinds import kind_of

_REPORT = "云溪县水利局2024年政府信息公开工作年度报告\n一、总体情况\n"


@pytest.mark.parametrize(
    ("data", "path", "kind"),
    [
        (b"PK\x03\x04...", "report.doc", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "report.docx", "ole"),
        (b"{\\rtf1\\ansi", "report.doc", "rtf"),
        (b"%PDF-1.7\n", "report.docx", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4\n", "report.pdf", "pdf"),
        (b"<html><body>", "report.doc", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>", "report.txt", "html"),
        ("\ufeff<HTML><HEAD>".encode("utf-16-le"), "report.doc", "html"),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="x">', "page", "html"),
        (b"<div>\xd4\xc6</div>", "report.html", "html"),
        (b"<table><tr><td>", "report.doc", "html"),
        (b"<table><tr><td>", "report.md", "markdown"),
        (b"<table><tr><td>", "report.txt", "text"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "report.doc", "mhtml"),
        (b'<?xml version="1.0"?>\n<w:wordDocument>', "report.doc", "xml"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "a",
            "odt",
        ),
        (b'<?xml version="1.0"?>\n<page>', "report.doc", "text"),
        (_REPORT.encode(), "report.doc", "text"),
        (_REPORT.encode("gb18030"), "report.txt", "text"),
        (_REPORT.encode("utf-16"), "report.md", "markdown"),
        (b"", "report.txt", "text"),
    ],
)
def test_kind_of(data: bytes, path: str, kind: str) -> None:
    assert kind_of(data, path) == kind
