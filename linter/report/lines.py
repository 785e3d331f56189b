"""The document as a flat list of lines, each cleaned of what no reader sees.

Plain text does not say what its lines are. Everything after this (tables, outline, prose) looks
at the same lines: table recovery takes those of the tables, the outline takes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..document import Document, Heading, Lines, Table
from ..text import UNPLAIN, MappedText, lazy_pattern

if TYPE_CHECKING:
    from .layout import LineInfo

_NEWLINE = lazy_pattern("\r\n|\r|\n")

# What conversions leave behind. It stands between characters that belong together, so it is
# dropped before anything is matched; that it is there at all is another rule's business.
RESIDUE = lazy_pattern(
    r"\[bookmark:[^\]\n]{0,80}\]"
    r"|\[(?:TABLE|table)\]"
    r"|HYPERLINK\s*\"[^\"\n]{0,300}\"(?:\s*\\[a-z]\s*\"[^\"\n]{0,300}\")?"
    r"|</?[a-zA-Z][^<>\n]{0,300}>"
    r"|<!--[^\n]{0,500}?-->"
)
# Markdown marks: emphasis, and the backslash before an escaped character.
_MARKUP = lazy_pattern(r"\*\*|(?<![_\w])__(?=[^\s_])|(?<=[^\s_])__(?![_\w])|\\(?=[!-/:-@\[-`{-~])")
_MARKS = r"\[<*\\_H"  # what residue and markup begin with
_CLEANED = lazy_pattern(f"[{_MARKS}]")
_UNPLAIN = lazy_pattern(f"[{_MARKS}{UNPLAIN}]")
# A heading that a conversion put behind the last numbers of a table.
_VALUES_THEN_HEADING = lazy_pattern(r"[\d \t/.—-]{1,200}[ \t](?=[二三四五六]、[^\d\s][^\d]{3,30}$)")
_LONGEST_ROW = 1000  # characters: what is longer is no table row, so its tabs are ends of lines
_TABS = lazy_pattern("\t{200,}|\t")  # ends of lines; so many at once are no blank cells
# Numbers on lines of their own, blank lines between them: cells of a table, most of all lines of a
# report that has one cell a line.
_NUMBERS = lazy_pattern(
    r"\n([ \t\u3000\xa0]*\d{1,12}"
    r"(?:[ \t\u3000\xa0]*(?:\r?\n *){1,9}[ \t\u3000\xa0]*\d{1,12}){2,}[ \t\u3000\xa0]*)(?=\r?\n|\Z)"
)
# Like an ideograph, these begin no filler, residue or markup.
_STAYS = frozenset("0123456789（《“")
_SHORT = 8  # characters: no heading stands behind a number on a line like this
_MARKDOWN_HEADING = lazy_pattern(r"[ \t\u3000]{0,12}(#{1,6})(?![#\d])[ \t]*")


class Line:
    """One line of a text file, or one paragraph, heading or table of any other.

    It stands in a ``block`` of text from ``start`` on. ``written`` is the line as it stands,
    without its newline, ``raw`` the same with its place; ``text`` is without fillers, residue and
    markup, look-alikes folded; ``plain`` says that it has none of these but white space.

    ``whole`` says that the file itself declares it a paragraph, so that it is never a piece of a
    wrapped one; ``level`` is its level as a heading, where the file or a markdown ``#`` gives one;
    ``table`` the table, where it is one; ``last`` is the index of the last line it stands for:
    it is several where they hold nothing but a number each (``singly`` gives them one by one).
    ``info`` is what its text says of itself as one of a table's, once that was asked.
    """

    __slots__ = (
        "_block", "_raw", "_start", "_text", "index", "info", "last", "level", "plain", "table",
        "whole", "written",
    )  # fmt: skip

    info: LineInfo
    certain = False

    def __init__(
        self, index: int, written: str, block: MappedText, start: int = 0, plain: bool = False
    ) -> None:
        self.index = self.last = index
        self.written = written
        self._block = block
        self._start = start
        self.plain = plain
        self.whole = False
        self.level: int | None = None
        self.table: Table | None = None
        self._raw: MappedText | None = None
        self._text: MappedText | None = None

    @property
    def origins(self) -> Sequence[int]:
        """The source offset of each place in it."""
        return self.raw.origins

    @property
    def raw(self) -> MappedText:
        """The line as it stands, with its place, which an empty one has too."""
        if self._raw is None:
            start, end = self._start, self._start + len(self.written)
            origins = self._block.origins[start:end]
            if not self.written:
                at = self._block.span(start, start).start
                origins = range(at, at)
            self._raw = MappedText(self.written, origins)
        return self._raw

    @property
    def text(self) -> MappedText:
        """The line without fillers, residue and markup, look-alikes folded."""
        if self._text is None:
            raw = self.raw
            plain = self.plain or not _UNPLAIN.search(self.written)
            self._text = raw.unspaced() if plain else clean(raw).compact().folded()
        return self._text

    @property
    def blank(self) -> bool:
        """Whether nothing is left of it but fillers, residue and markup."""
        if self.plain:
            return not self.written.strip()
        first = self.written.lstrip()[:1]
        if not first or first in _STAYS or "\u4e00" <= first <= "\u9fff":
            return not first
        return not self.text.text

    def __repr__(self) -> str:
        return f"Line({self.index}, {self.written!r})"


def clean(text: MappedText) -> MappedText:
    """A text without residue and markup."""
    if not _CLEANED.search(text.text):
        return text
    return text.without(RESIDUE).without(_MARKUP)


def split_lines(document: Document) -> list[Line]:
    """The lines of a document, in order, empty ones included; numbers that have a line each, and
    nothing else, together."""
    lines: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Lines):
            _split(block.text, lines)
            continue
        text = MappedText("", ()) if isinstance(block, Table) else block.text
        line = Line(len(lines), text.text, text)
        if isinstance(block, Table):
            line.table = block
        else:
            line.whole = True
            line.level = block.level if isinstance(block, Heading) else None
        lines.append(line)
    return lines


def singly(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines one by one."""
    for line in lines:
        if line.last == line.index:
            yield line
            continue
        for number, (start, written) in enumerate(written_lines(line.written)):
            yield Line(line.index + number, written, line.raw, start)


def written_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text, each with where it begins."""
    found, at = [], 0
    if "\r" in text:
        for newline in _NEWLINE.finditer(text):
            found.append((at, text[at : newline.start()]))
            at = newline.end()
        return [*found, (at, text[at:])]
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _split(block: MappedText, lines: list[Line]) -> None:
    """Adds the lines of a plain text."""
    text, at, index = block.text, 0, len(lines)
    plain = not _UNPLAIN.search(text)
    # The tags of a table that is written in HTML may stand anywhere between its numbers.
    for numbers in _NUMBERS.finditer(text) if "<" not in text else ():
        start, end = numbers.span(1)
        before = start - 2 if text.startswith("\r\n", start - 2) else start - 1
        index = _split_piece(block, at, before, index, lines, plain)
        line = Line(index, text[start:end], block, start, plain)
        line.last = index + line.written.count("\n")
        lines.append(line)
        index = line.last + 1
        at = end + (2 if text.startswith("\r", end) else 1)
    if at <= len(text):
        _split_piece(block, at, len(text), index, lines, plain)


def _split_piece(
    block: MappedText, at: int, end: int, index: int, lines: list[Line], plain: bool
) -> int:
    """Adds the lines of a piece of text, from that index on; gives the index after the last."""
    for start, written in written_lines(block.text[at:end]):
        if len(written) > _SHORT and ("、" in written or len(written) > _LONGEST_ROW):
            pieces = _unglued(written)
        elif "#" in written:
            pieces = [(0, written)]
        else:
            lines.append(Line(index, written, block, at + start, plain))
            index += 1
            continue
        for behind, piece in pieces:
            heading = _MARKDOWN_HEADING.match(piece) if "#" in piece else None
            first = heading.end() if heading else 0
            line = Line(index, piece[first:], block, at + start + behind + first, plain)
            line.level = len(heading.group(1)) if heading else None
            lines.append(line)
            index += 1
    return index


def _unglued(line: str) -> list[tuple[int, str]]:
    """A line, or the lines that a conversion made one of, each with where it begins."""
    if len(line) > _LONGEST_ROW and "\t" in line:
        tabs = [tab.span() for tab in _TABS.finditer(line)]
        starts, ends = (0, *(end for _, end in tabs)), (*(start for start, _ in tabs), len(line))
        return [(start, line[start:end]) for start, end in zip(starts, ends, strict=True)]
    if "、" in line and (values := _VALUES_THEN_HEADING.match(line)):
        return [(0, line[: values.end()]), (values.end(), line[values.end() :])]
    return [(0, line)]
