"""Plain text: nothing is known of its lines."""

from __future__ import annotations

import re

from ..document import Document, Lines
from ..errors import NotAReportError
from ..source import Source
from ..text import MappedText, lazy_pattern
from .limits import MAX_LINES, MAX_PLAIN_TEXT, too_much

_QUOTED = lazy_pattern(r"(?m)^[ \t]{0,3}(?:>[ \t]?){1,3}")


def read(source: Source) -> Document:
    """The text as one block of lines."""
    return Document((Lines(unquoted(MappedText(source.text))),))


def check_amount(source: Source) -> None:
    """Raises ``ReadError`` where a text is far larger than any report; ``NotAReportError`` where
    it has no word of one either."""
    text = source.text
    if len(text) > MAX_PLAIN_TEXT:
        zh, en = f"文字超过 {MAX_PLAIN_TEXT} 字", f"more than {MAX_PLAIN_TEXT} characters of text"
    elif len(text) > MAX_LINES and _pieces(text) > MAX_LINES:
        zh, en = f"文字超过 {MAX_LINES} 行（格）", f"more than {MAX_LINES} lines or cells"
    else:
        return
    if "公开" in text:
        raise too_much(source.path, zh, en)
    raise NotAReportError(
        f"不是政府信息公开工作年度报告（{zh}）",
        f"no annual report on government information disclosure ({en})",
        path=source.path,
    )


def _pieces(text: str) -> int:
    """How many lines, or cells of lines, have something in them."""
    if sum(map(text.count, "\n\r\t")) <= MAX_LINES:
        return 0
    return sum(1 for piece in re.split("[\n\r\t]", text) if piece and not piece.isspace())


def unquoted(text: MappedText) -> MappedText:
    """A text without the marks of a quotation (``>``) before its lines. Where it holds tags, a
    line may begin with the end of one."""
    if ">" not in text.text or "<" in text.text:
        return text
    return text.without(_QUOTED)
