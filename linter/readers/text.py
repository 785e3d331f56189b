"""Plain text: nothing is known of its lines."""

from __future__ import annotations

from ..document import Document, Lines
from ..source import Source
from ..text import MappedText


def read(source: Source) -> Document:
    """The text as one block of lines."""
    return Document((Lines(MappedText(source.text)),))
