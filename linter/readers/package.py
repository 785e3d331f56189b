"""Packed files (DOCX, ODT): their parts, read from memory and within the limits.

Nothing is ever written to a disk or fetched: a part's name is only a key, a target outside the
package is passed over.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zlib
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..errors import Bilingual, ReadError
from ..records import NamedTuple
from . import limits
from .limits import Limits, too_much

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_END = b"PK\x05\x06"  # of a package's list of contents
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
# What ISO 29500 calls strict names the same things by other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


class Relation(NamedTuple):
    """What one part says of another: the last word of its type, and the part's name."""

    kind: str
    target: str


class Package:
    """The parts of a packed file; ``ReadError`` wherever it is damaged or asks for too much."""

    def __init__(self, data: bytes, path: str, limited: Limits) -> None:
        self.path = path
        self.limits = limited
        self._left = limited.unpacked_bytes
        self._nodes = 0
        self._largest = limited.unpacked_bytes // 2  # one part (document.xml …)
        self._check_contents(data)
        try:
            self._zip = ZipFile(io.BytesIO(data))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
            raise self.damaged(error) from None
        for name in self._parts:
            if len(name) > limits.MAX_PART_NAME or _OUTSIDE.search(name):
                raise too_much(path, "内部文件名不合法", "the name of a part is not valid")

    def _check_contents(self, data: bytes) -> None:
        """Whether the list of contents is there and no longer than it may be."""
        end = data.rfind(_END, max(0, len(data) - 66_000))
        if end < 0 or end + 22 > len(data):
            raise self.damaged(None)
        (length,) = struct.unpack_from("<I", data, end + 12)
        if length > limits.MAX_PARTS * 200:
            raise too_much(self.path, "内部文件太多", "too many parts")

    def damaged(self, error: Exception | None) -> ReadError:
        """The error for what cannot be unpacked or parsed."""
        said = " ".join(str(error).split())[:120] if error is not None and str(error) else ""
        return ReadError(
            "文件已损坏或不完整" + (f"：{said}" if said else ""),
            "is damaged or incomplete" + (f": {said}" if said else ""),
            path=self.path,
            hint=Bilingual(
                "请用 Word 或 WPS 打开并另存为新的文件，或重新下载",
                "open it and save it as a new file, or get it again",
            ),
        )

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @cached_property
    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """A part's bytes; an unknown name is an error of the file."""
        info = self._parts.get(name)
        if info is None:
            raise self.damaged(None)
        self._check_part(info)
        try:
            with self._zip.open(info) as part:
                data = part.read(self._largest + 1)
        except (
            BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error
        ) as error:  # fmt: skip
            raise self.damaged(error) from None
        self._left -= len(data)
        return data

    def _check_part(self, info: ZipInfo) -> None:
        size = info.file_size
        if size > min(self._largest, self._left):
            raise too_much(
                self.path,
                f"解压后有 {size / 1e6:.0f} MB",
                f"{size / 1e6:.0f} MB when unpacked",
                "unpacked-mb",
            )
        if info.flag_bits & 1:
            raise ReadError(
                "文件有密码保护，无法读取",
                "is protected by a password",
                path=self.path,
                hint=Bilingual("请取消密码后再检查", "remove the password first"),
            )
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise too_much(self.path, "压缩方式不合规范", "packed in a way that is not allowed")

    def tree(self, name: str, lean: Callable[[bytes], bytes] | None = None) -> Element:
        """The root element of an XML part; ``lean`` leaves out what need not be parsed."""
        data = self.read(name)
        return parse_xml(lean(data) if lean is not None else data, self)

    def count_nodes(self, data: bytes) -> None:
        """Counts the tags and attributes of a part; ``ReadError`` where they become too many."""
        self._nodes += data.count(b"<") + data.count(b"=")
        if self._nodes > limits.MAX_NODES:
            raise too_much(self.path, "内部元素太多", "too many elements")

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part (``""``: the package) refers to inside the package, by id."""
        folder, _, base = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._parts:
            return {}
        found: dict[str, Relation] = {}
        for element in self.tree(rels):
            target = element.get("Target") or ""
            if element.get("TargetMode") == "External" or not target:
                continue
            kind = (element.get("Type") or "").rpartition("/")[2]
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id") or ""] = Relation(kind, whole)
        return found


def parse_xml(data: bytes, package: Package) -> Element:
    """The root element of XML without entities, comments and what else hides in a DOCTYPE."""
    from xml.etree.ElementTree import ParseError, fromstring

    if any(doctype in data for doctype in _DOCTYPES):
        raise too_much(package.path, "含有 DOCTYPE 声明", "it declares a DOCTYPE")
    package.count_nodes(data)
    if b"purl.oclc.org" in data[:4000]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        return fromstring(data)
    except (ParseError, ValueError, LookupError) as error:
        raise package.damaged(error) from None
