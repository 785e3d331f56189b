"""Markdown: what its own marks say is taken from them, the rest is plain text.

Tables, ``#`` headings and emphasis are read by the report layer, since plain text files hold them
too. Left to this reader is what would be mistaken for text: front matter, comments over several
lines, code fences, and the underlines that make a heading of the line above; HTML tables, and
characters written by their names (``&nbsp;``).
"""

from __future__ import annotations

import re

from ..document import Block, Document, Heading, Lines
from ..source import Source
from ..text import MappedText, lazy_pattern
from .text import unquoted

_FRONT_MATTER = lazy_pattern(r"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,200}---[ \t]*(?:\r?\n|\Z)")
_COMMENT = lazy_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = lazy_pattern(r"^[ \t]{0,3}(?:`{3,}|~{3,})[^\r\n]*", re.MULTILINE)
# A line of text, and = or - under it: a table's rule has blank lines or pipes about it.
_UNDERLINED = lazy_pattern(
    r"^(?P<text>[^\s|+>#-][^\r\n|]{0,200})\r?\n(?P<rule>=+|-{3,})[ \t]*$", re.MULTILINE
)
_HTML = lazy_pattern(r"<(?i:table)\b|&#?\w{2,30};")


def read(source: Source) -> Document:
    """Headings that are underlined, and the lines between them."""
    text = MappedText(source.text)
    front = _FRONT_MATTER.match(source.text)
    if front:
        text = text[front.end() :]
    if "<!--" in text.text:
        text = text.without(_COMMENT)
    if "```" in text.text or "~~~" in text.text:
        text = text.without(_FENCE)
    text = unquoted(text)
    blocks: list[Block] = []
    at = 0
    for heading in _UNDERLINED.finditer(text.text):
        blocks += _lines(text[at : heading.start()], source.path)
        level = 1 if heading.group("rule").startswith("=") else 2
        blocks.append(Heading(level, text[heading.start("text") : heading.end("text")]))
        at = heading.end()
    return Document((*blocks, *_lines(text[at:], source.path)))


def _lines(text: MappedText, path: str) -> list[Block]:
    if not _HTML.search(text.text):
        return [Lines(text)]
    from .html_inline import inline_blocks

    return list(inline_blocks(text, path))
