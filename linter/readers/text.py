"""Plain text: nothing is known of its lines."""

from __future__ import annotations

from ..document import Document, Lines
from ..source import Source
from ..text import MappedText, lazy_pattern

_QUOTED = lazy_pattern(r"(?m)^[ \t]{0,3}(?:>[ \t]?){1,3}")


def read(source: Source) -> Document:
    """The text as one block of lines."""
    return Document((Lines(unquoted(MappedText(source.text))),))


def unquoted(text: MappedText) -> MappedText:
    """A text without the marks of a quotation (``>``) before its lines. Where it holds tags, a
    line may begin with the end of one."""
    if ">" not in text.text or "<" in text.text:
        return text
    return text.without(_QUOTED)
