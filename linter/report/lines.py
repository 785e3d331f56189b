"""The document as a flat list of lines, each cleaned of what no reader sees.

Plain text does not say what its lines are. Everything after this (tables, outline, prose) looks
at the same lines: table recovery takes those of the tables, the outline takes the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..document import Document, Heading, Lines, Paragraph, Table
from ..text import MappedText, lazy_pattern

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
_CLEANED = lazy_pattern(r"[\[<*\\_H]")
# A heading that a conversion put behind the last numbers of a table.
_VALUES_THEN_HEADING = lazy_pattern(r"[\d \t/.—-]{1,200}[ \t](?=[二三四五六]、[^\d\s][^\d]{3,30}$)")
_LONGEST_ROW = 1000  # characters: what is longer is no table row, so its tabs are ends of lines
# Numbers on lines of their own, blank lines between them: cells of a table, most of all lines of a
# report that has one cell a line.
_NUMBERS = lazy_pattern(
    r"\n([ \t\u3000\xa0]*\d{1,12}"
    r"(?:[ \t\u3000\xa0]*(?:\r?\n *){1,9}[ \t\u3000\xa0]*\d{1,12}){2,}[ \t\u3000\xa0]*)(?=\r?\n|\Z)"
)
_SHORT = 8  # characters: no heading stands behind a number on a line like this
_MARKDOWN_HEADING = lazy_pattern(r"[ \t\u3000]{0,12}(#{1,6})(?![#\d])[ \t]*")


class Line:
    """One line of a text file, or one paragraph, heading or table of any other.

    ``raw`` is the line as it stands, without its newline; ``text`` the same without fillers,
    residue and markup, look-alikes folded. ``whole`` says that the file itself declares it a
    paragraph, so that it is never a piece of a wrapped one; ``level`` is its level as a heading,
    where the file or a markdown ``#`` gives one; ``table`` the table, where it is one; ``count``
    is how many lines it stands for: more than one where they hold nothing but a number each
    (``singly`` gives them one by one).
    """

    __slots__ = ("_text", "count", "index", "level", "raw", "table", "whole")

    def __init__(
        self,
        index: int,
        raw: MappedText,
        *,
        whole: bool = False,
        level: int | None = None,
        table: Table | None = None,
        count: int = 1,
    ) -> None:
        self.index = index
        self.raw = raw
        self.whole = whole
        self.level = level
        self.table = table
        self.count = count
        self._text: MappedText | None = None

    @property
    def text(self) -> MappedText:
        """The line without fillers, residue and markup, look-alikes folded."""
        if self._text is None:
            self._text = clean(self.raw).compact().folded()
        return self._text

    def __repr__(self) -> str:
        return f"Line({self.index}, {self.raw.text!r})"


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
        elif isinstance(block, Table):
            lines.append(Line(len(lines), MappedText("", ()), table=block))
        elif isinstance(block, Heading):
            lines.append(Line(len(lines), block.text, whole=True, level=block.level))
        else:
            assert isinstance(block, Paragraph)
            lines.append(Line(len(lines), block.text, whole=True))
    return lines


def singly(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines one by one."""
    for line in lines:
        if line.count == 1:
            yield line
            continue
        for number, (start, end) in enumerate(line_spans(line.raw.text)):
            yield Line(line.index + number, line.raw[start:end])


def line_spans(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end."""
    if "\r" in text:
        ends = [newline.span() for newline in _NEWLINE.finditer(text)]
        starts = [0, *(after for _, after in ends)]
        return list(zip(starts, [*(end for end, _ in ends), len(text)], strict=True))
    spans, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        spans.append((at, end))
        at = end + 1
    return spans


def _split(block: MappedText, lines: list[Line]) -> None:
    """Adds the lines of a plain text."""
    text, at, index = block.text, 0, len(lines)
    # The tags of a table that is written in HTML may stand anywhere between its numbers.
    for numbers in _NUMBERS.finditer(text) if "<" not in text else ():
        start, end = numbers.span(1)
        before = start - 2 if text.startswith("\r\n", start - 2) else start - 1
        index = _split_piece(block[at:before], index, lines)
        count = text.count("\n", start, end) + 1
        lines.append(Line(index, block[start:end], count=count))
        index += count
        at = end + (2 if text.startswith("\r", end) else 1)
    if at <= len(text):
        _split_piece(block[at:], index, lines)


def _split_piece(block: MappedText, index: int, lines: list[Line]) -> int:
    """Adds the lines of a piece of text, from that index on; gives the index after the last."""
    text, origins = block.text, block.origins
    for start, end in line_spans(text):
        raw = MappedText(text[start:end], origins[start:end])
        if end - start > _SHORT or "#" in raw.text:
            for piece in _unglued(raw):
                lines.append(_plain_line(index, piece))
                index += 1
        else:
            lines.append(Line(index, raw))
            index += 1
    return index


def _plain_line(index: int, raw: MappedText) -> Line:
    if "#" in raw.text and (heading := _MARKDOWN_HEADING.match(raw.text)):
        return Line(index, raw[heading.end() :], level=len(heading.group(1)))
    return Line(index, raw)


def _unglued(line: MappedText) -> Iterator[MappedText]:
    """A line, or the lines that a conversion made one of."""
    if len(line) > _LONGEST_ROW and "\t" in line.text:
        at = 0
        for tab in re.finditer("\t", line.text):
            yield line[at : tab.start()]
            at = tab.end()
        yield line[at:]
    elif "、" in line.text and (values := _VALUES_THEN_HEADING.match(line.text)):
        yield line[: values.end()]
        yield line[values.end() :]
    else:
        yield line
