"""MIME HTML (``.mht``, also as ``.doc``): a page that a browser or Word saved with all it shows.

The first part that is HTML is the page. Places are lines and columns of that part's text, for in
the file itself it stands encoded.
"""

from __future__ import annotations

from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from ..document import Document
from ..errors import Bilingual, ReadError
from ..records import replace
from ..source import Source
from . import html
from .limits import Limits

if TYPE_CHECKING:
    from email.message import Message

_DEEPEST = 3  # parts inside each other: related, alternative, the page
_MOST_PARTS = 2_000
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_HEAD = 20_000  # bytes
_NOTE = Bilingual(
    "行号、列号是其中网页部分解码后的位置", "lines and columns are those of its HTML part, decoded"
)


def read(data: bytes, path: str, limits: Limits) -> tuple[Source, Document]:
    """The source and the report of the page in a file; ``ReadError`` where there is none."""
    page = page_of(data)
    if page is None:
        raise ReadError(
            "MHT 文件里没有网页，或已损坏",
            "is an MHT file without a page, or damaged",
            path=path,
            hint=Bilingual("请另存为 HTML、DOCX 或 PDF 后再检查", "save it as HTML, DOCX or PDF"),
        )
    if _is_cut(data):
        zh, en = "MHT 文件不完整，在中间断开了", "is an MHT file that is cut off in the middle"
        raise ReadError(zh, en, path=path, hint=html.AGAIN)
    source, document = html.read(page, path, limits)
    return replace(source, notes=(_NOTE, *source.notes)), document


def _is_cut(data: bytes) -> bool:
    """Whether the mark that ends the last part is missing: all programs write it."""
    head, body = _split(data.lstrip())
    boundary = head.get_boundary()
    if not boundary:
        return False
    return b"\n--" + boundary.encode("utf-8", "surrogateescape") + b"--" not in b"\n" + body


def page_of(data: bytes, depth: int = 0) -> bytes | None:
    """The bytes of the first HTML part of a message; None where there is none.

    Only heads of parts are parsed; the parts are what stands between two boundaries.
    """
    head, body = _split(data.lstrip())
    kind = head.get_content_type()
    if kind in _PAGES:
        return _decoded(head, body)
    boundary = head.get_boundary()
    if not kind.startswith("multipart/") or not boundary or depth >= _DEEPEST:
        return None
    mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    for part in (b"\n" + body).split(mark, _MOST_PARTS)[1:]:
        if part.startswith(b"--"):
            break
        page = page_of(part, depth + 1)
        if page is not None:
            return page
    return None


def _split(data: bytes) -> tuple[Message, bytes]:
    """The head of a message or part, and what follows the blank line behind it."""
    ends = [end for end in (data.find(b"\n\n"), data.find(b"\n\r\n")) if end >= 0]
    end = min(ends, default=len(data))
    head = BytesHeaderParser().parsebytes(data[: min(end, _LONGEST_HEAD)])
    return head, data[end:].lstrip(b"\r\n")


def _decoded(head: Message, body: bytes) -> bytes | None:
    """The bytes of a part as they were before they were packed; None where they are damaged."""
    from base64 import b64decode
    from quopri import decodestring

    coding = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if coding == "base64":
            body = b64decode(body)
        elif coding == "quoted-printable":
            body = decodestring(body)
        # What the head says of the letters wins over what the page says, as in browsers.
        return body.decode(head.get_content_charset() or "ascii").encode("utf-8")
    except UnicodeDecodeError:
        return body
    except (LookupError, ValueError):
        return body if coding != "base64" else None
