"""From the paths on the command line to the files to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from .errors import ReadError
from .readers import SUFFIXES
from .records import NamedTuple

STDIN = "-"
# Hidden files, and those that Word lays beside a document while it is open.
_NO_REPORTS = (".", "~$")


class Input(NamedTuple):
    """A file to look at. ``folder`` is the given folder it was found in, None if given itself."""

    path: str
    folder: str | None = None
    error: ReadError | None = None


def expand(paths: Sequence[str]) -> Iterator[Input]:
    """The files that the paths mean, each once, folders searched in sorted order.

    Whether a file given by name is there is found out by whoever reads it.
    """
    seen: set[str] = set()
    for path in paths:
        for item in _found(path):
            key = item.path if item.path == STDIN else os.path.normpath(item.path)
            if key not in seen:
                seen.add(key)
                yield item


def _found(path: str) -> list[Input]:
    if path != STDIN and os.path.isdir(path):
        return _walk(path)
    if os.name == "nt" and not os.path.exists(path) and any(mark in path for mark in "*?["):
        from glob import glob  # what every other shell does before a program sees its arguments

        return [Input(name) for name in sorted(glob(path))] or [Input(path)]
    return [Input(path)]


def _walk(root: str) -> list[Input]:
    """The reports a folder may hold.

    Hidden folders and files (and with them every version control's) are passed over, and so are
    the marks that Word lays beside a document while it is open. Linked folders come after all
    real ones and only if they lead to something new, so that a link that loops ends the search.
    """
    found: list[Input] = []
    visited: set[tuple[int, int]] = set()
    folders, links = [root], list[str]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        try:
            status = os.stat(folder)
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            found.append(Input(folder, root, _unreadable(folder, error)))
            continue
        for entry in entries:
            if entry.name.startswith(_NO_REPORTS):
                continue
            path = os.path.normpath(entry.path)
            if entry.is_dir():
                (links if entry.is_symlink() else folders).append(path)
            elif entry.name.lower().endswith(SUFFIXES):
                found.append(Input(path, root))
    return sorted(found, key=lambda item: item.path.split(os.sep))


def _unreadable(folder: str, error: OSError) -> ReadError:
    reason = error.strerror or type(error).__name__
    return ReadError(f"文件夹无法读取：{reason}", f"cannot read the folder: {reason}", path=folder)
