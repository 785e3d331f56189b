"""One module a file format: bytes → ``Source`` and ``Document``."""

from __future__ import annotations

from ..document import Document
from ..source import Source, decode
from . import markdown, text

__all__ = ["SUFFIXES", "read"]

# The file names that are looked at in folders.
SUFFIXES = (".txt", ".text", ".md", ".markdown")


def read(data: bytes, path: str) -> tuple[Source, Document]:
    """The source and document of a file; ``ReadError`` where it is no text."""
    source = decode(data, path)
    reader = markdown if path.lower().endswith((".md", ".markdown")) else text
    return source, reader.read(source)
