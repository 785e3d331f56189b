"""One module a file format: bytes → ``Source`` and ``Document``.

What a file is shows from its content; the module that reads it is loaded only then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from ..document import Document
from ..errors import Bilingual, ReadError
from ..source import Source, decode
from .kinds import Kind, kind_of
from .limits import DEFAULT, Limits

__all__ = ["SUFFIXES", "read"]

# The file names that are looked at in folders; a file given by name may be called anything.
_TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".mht", ".mhtml")
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf")
SUFFIXES = (*_TEXTS, *_DOCUMENTS)

# Kinds whose bytes are no plain text → the module with their ``read(data, path, limits)``.
_BINARY: Mapping[Kind, str] = {
    "zip": "docx",
    "html": "html",
    "mhtml": "mhtml",
    "odt": "odt",
    "ole": "office",
    "rtf": "office",
    "xml": "office",
    "pdf": "pdf",
}


def read(data: bytes, path: str, limits: Limits = DEFAULT) -> tuple[Source, Document]:
    """The source and document of a file; ``ReadError`` where there is nothing to read in it, or
    it asks for more than the limits allow."""
    kind = kind_of(data, path)
    if kind in _BINARY:
        module = import_module(f".{_BINARY[kind]}", __package__)
        reader = cast("Callable[[bytes, str, Limits], tuple[Source, Document]]", module.read)
        return reader(data, path, limits)
    source = _decoded(data, path)
    from . import text

    text.check_amount(source)
    if kind == "markdown":
        from . import markdown

        return source, markdown.read(source)
    return source, text.read(source)


def _decoded(data: bytes, path: str) -> Source:
    """A text's source; what is none, but is called a document, is a broken one."""
    try:
        return decode(data, path)
    except ReadError:
        name = path.lower()
        suffix = next((suffix for suffix in _DOCUMENTS if name.endswith(suffix)), None)
        if suffix is None:
            raise
        raise ReadError(
            f"文件已损坏，或者不是 {suffix} 文件",
            f"the file is damaged, or no {suffix} file",
            path=path,
            hint=Bilingual("请重新导出或另存后再检查", "export or save it anew"),
        ) from None
