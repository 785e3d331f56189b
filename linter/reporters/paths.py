"""A file's path as other programs want it: from the root of the repository, or as a URI."""

from __future__ import annotations

import os
from urllib.parse import quote


def below(path: str, root: str) -> str | None:
    """The path from a folder (empty: the current one) down, with slashes; None where the file
    lies elsewhere."""
    try:
        relative = os.path.relpath(path, root or os.curdir)
    except ValueError:  # another drive, or no path at all
        return None
    parts = relative.split(os.sep)
    return None if parts[0] == os.pardir else "/".join(parts)


def from_root(path: str, root: str) -> str:
    """The path from a folder down where it lies there, else as it is."""
    return below(path, root) or path


def relative_uri(path: str) -> str:
    """A relative path as a URI reference: whatever is no plain letter is percent-encoded.

    A name that is no text (undecodable bytes) is encoded by its bytes, so that it can be found.
    """
    return quote(_bytes(path), safe="/")


def file_uri(path: str) -> str:
    """Any path as an absolute ``file:`` URI."""
    full = os.path.abspath(path).replace(os.sep, "/")
    return "file://" + ("" if full.startswith("/") else "/") + quote(_bytes(full), safe="/:")


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # surrogates that stand for no byte: Windows has such names
        return path.encode("utf-8", "surrogatepass")
