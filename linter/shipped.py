"""The files of ``rules/``, parsed.

Parsing their YAML costs a second, so what it gives is kept in the user's cache. Whether the files
are still those that were parsed is told by their names, sizes and times of change.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from .cache import keep_cache, read_cache
from .errors import CatalogueError

# Raise it when the shape of the kept data changes.
_FORMAT = "1"
_FOR_TESTS = ("samples", "wrong_in", "right_in")


def load_files(root: str | None = None) -> dict[str, Any]:
    """The data of all files by their path below ``rules/``, with or without samples.

    ``CatalogueError`` names a file that is no YAML. ``root`` is another folder of the same shape.
    """
    root = root or _root()
    files = _files(root)
    # What tells a changed file comes from before it is read.
    stamp = "\n".join((_FORMAT, root, *(f"{name} {state}" for name, state in files.items())))
    name = f"catalogue-{zlib.crc32(os.fsencode(root)):08x}"
    kept = read_cache(name, stamp)
    if isinstance(kept, dict):
        return kept
    parsed = _parse(root, files)
    keep_cache(name, {path: _without_samples(data) for path, data in parsed.items()}, stamp)
    return parsed


def samples_in(path: str) -> Mapping[str, Any]:
    """A rule's samples, right and wrong, from its file below ``rules/``: no run needs them, and
    they are the larger half of the catalogue."""
    samples: Mapping[str, Any] = _parse(_root(), [path])[path].get("samples", {})
    return samples


def _root() -> str:
    return str(import_module(f"{__package__}.rules").__path__[0])


def _files(root: str) -> dict[str, str]:
    """The files by their path below the root, sorted, with what changes when they do."""
    found = {}
    with os.scandir(root) as folders:
        for folder in folders:
            if folder.is_dir():
                with os.scandir(folder.path) as entries:
                    for entry in entries:
                        if entry.name.endswith(".yaml"):
                            found[f"{folder.name}/{entry.name}"] = _state(entry)
    return dict(sorted(found.items()))


def _state(entry: os.DirEntry[str]) -> str:
    status = entry.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _parse(root: str, names: Iterable[str]) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    def parsed(path: str) -> Any:
        try:
            with open(path, encoding="utf-8") as file:
                return YAML(typ="safe").load(file.read())
        except YAMLError as error:
            raise CatalogueError(
                f"规则库文件不是合法的 YAML：{error}",
                f"a file of the catalogue is no valid YAML: {error}",
                path=path,
            ) from None

    return {name: parsed(os.path.join(root, *name.split("/"))) for name in names}


def _without_samples(data: Any) -> Any:
    """A rule's or a lexicon's data without what only tests read."""
    if isinstance(data, list):
        return [_without_samples(item) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {key: value for key, value in data.items() if key not in _FOR_TESTS}
    if "entries" in kept:
        kept["entries"] = _without_samples(kept["entries"])
    return kept
