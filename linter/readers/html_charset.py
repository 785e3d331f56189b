"""Bytes of an HTML file → text, by what the file says of its encoding and what its bytes allow."""

from __future__ import annotations

import re

from ..errors import ReadError
from ..source import Source, decode
from ..text import lazy_pattern

_HEAD = 16_384  # bytes in which a page says its encoding
_DECLARED = lazy_pattern(
    r"<meta\b[^<>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,30})"
    r"|<\?xml[^<>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,30})",
    re.IGNORECASE,
)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_MOST_BROKEN = 20  # characters that a site cut in two: as many may be lost


def decode_page(data: bytes, path: str) -> Source:
    """The text of an HTML file's bytes.

    Whatever is valid UTF-8, UTF-16 or plausible GB18030 is that, also where the page claims to be
    something else: many a server changes the one without the other. Old sites cut long titles in
    the middle of a character: a few bytes that are no character of the encoding that the page
    names are U+FFFD, each in its place. ``ReadError`` where that is not enough; nothing is ever
    decoded as what it is not.
    """
    if data[:2] in (b"<\0", b"\0<") and len(data) % 2 == 0:
        return _utf16(data, path)
    try:
        return decode(data, path)
    except ReadError:
        if b"\0" in data:
            raise
        source = _by_declaration(data, path)
        if source is None:
            raise
        return source


def _utf16(data: bytes, path: str) -> Source:
    encoding = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    try:
        return Source(path, data.decode(encoding), "utf-16")
    except UnicodeDecodeError:
        return decode(data, path)


def _by_declaration(data: bytes, path: str) -> Source | None:
    encoding = declared(data)
    if encoding is None:
        return None
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    beyond = sum(1 for character in text[:200_000] if character > "\x7f")
    if broken > min(_MOST_BROKEN, beyond // 50):
        return None
    return Source(path, text, "gb18030" if encoding == "gb18030" else encoding)


def declared(data: bytes) -> str | None:
    """The encoding that a page names, where it is one of those that Chinese sites use."""
    match = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    return _ENCODINGS.get((match[1] or match[2]).lower()) if match else None
