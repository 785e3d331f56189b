"""Bytes → text, and the way back from an offset to a place in the file."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property

from .errors import Bilingual, ReadError
from .records import NamedTuple, dataclass
from .text import Span

_NEWLINE = re.compile("\r\n|\r|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Position(NamedTuple):
    """A place in a text file: 1-based line, 1-based column in characters."""

    line: int
    column: int


class Location(NamedTuple):
    """A place in a file that has no lines of its own; all numbers are 1-based.

    Either ``paragraph`` (of those outside tables, empty ones counted; with ``note`` where it is in
    a footnote or endnote of that paragraph), or ``table``, ``row`` and ``column`` (in reading
    order, a table inside another one counted too; a merged cell stands where it begins), or
    ``page`` and ``line`` of it.
    """

    paragraph: int | None = None
    note: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    line: int | None = None

    def numbers(self) -> dict[str, int]:
        """The numbers that there are, by name."""
        return {name: number for name, number in self._asdict().items() if number is not None}


@dataclass(frozen=True)
class Source:
    """The text of one file as it stands there: no newline, width or space is changed.

    Of a file without lines of its own (DOCX, ODT, PDF) the text is what a person reads in it: a
    line a paragraph, table cell or printed line. Then ``locations`` say for the offset at which
    each of them starts, in rising order, where that is in the file. Such a text cannot be
    written back.

    ``markup`` says that the text holds tags between the words (HTML); ``notes`` say what of the
    file the reader left out, where its user should know.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    locations: tuple[tuple[int, Location], ...] = ()
    notes: tuple[Bilingual, ...] = ()
    markup: bool = False

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the end of the text has one too."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def locate(self, offset: int) -> Location | None:
        """Where an offset lies in the original; None where that is just its line and column."""
        if not self.locations:
            return None
        return self.locations[max(bisect_right(self._starts, offset) - 1, 0)][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.locations]

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]


def decode(data: bytes, path: str) -> Source:
    """The text of a file's bytes.

    UTF-8 (with or without BOM), UTF-16 with BOM, and GB18030 (what Windows in Chinese calls
    ANSI) are told apart strictly: bytes that are none of them raise ``ReadError`` and are never
    turned into mojibake.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Source(path, _decoded(data, encoding, path), encoding)
    if b"\0" in data:
        kind = _kind_of(data)
        raise ReadError(
            "不是文本文件（含有空字节" + (f"，{kind.zh}）" if kind else "）"),
            "not a text file (it holds NUL bytes" + (f"; {kind.en})" if kind else ")"),
            path=path,
            hint=Bilingual("请另存为 UTF-8 编码的纯文本后再检查", "save it as plain UTF-8 text"),
        )
    try:
        return Source(path, data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _undecodable(data, utf8_error, path) from None
    if not _plausible_chinese(text):
        raise _undecodable(data, utf8_error, path)
    return Source(path, text, "gb18030")


def _decoded(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, path) from None


def _undecodable(data: bytes, error: UnicodeDecodeError, path: str) -> ReadError:
    line = data.count(b"\n", 0, error.start) + 1
    return ReadError(
        f"无法识别的文字编码（第{error.start + 1}个字节处不是合法的 UTF-8，也不是 GB18030）",
        f"unknown text encoding (byte {error.start + 1} is no valid UTF-8, nor is it GB18030)",
        path=path,
        line=line,
        hint=Bilingual("请另存为 UTF-8 编码后再检查", "save it as UTF-8"),
    )


def _plausible_chinese(text: str) -> bool:
    """Whether a text decoded as GB18030 reads as Chinese.

    Almost any bytes decode as GB18030: what was UTF-8 with one broken byte becomes rare
    characters. In a real report most characters beyond ASCII are the few thousand of GB 2312.
    """
    beyond = [character for character in text[:20000] if character > "\x7f"]
    if not beyond:
        return False
    common = sum(1 for character in beyond if _in_gb2312(character))
    return common >= 0.95 * len(beyond) and not re.search("[\x00-\x08\x0e-\x1f]", text[:20000])


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·〔〕€"
    return True


_MAGIC = (
    (b"PK\x03\x04", Bilingual("看起来是 DOCX、XLSX 或压缩包", "it looks like DOCX, XLSX or ZIP")),
    (b"\xd0\xcf\x11\xe0", Bilingual("看起来是旧版 Word 文档", "it looks like an old Word file")),
    (b"%PDF", Bilingual("看起来是 PDF", "it looks like PDF")),
    (b"{\\rtf", Bilingual("看起来是 RTF", "it looks like RTF")),
)


def _kind_of(data: bytes) -> Bilingual | None:
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)
