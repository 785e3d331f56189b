"""The files of ``rules/``, parsed.

Parsing their YAML costs a second, so what it gives is kept in the user's cache, under a key made of
their content. Reading them all to know the key costs a few milliseconds, so it is kept as well, for
as long as their names, sizes and times of change are the same.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from .cache import keep_cache, read_cache
from .errors import CatalogueError

# Part of the key: raise it when the shape of the kept data changes.
_FORMAT = "1"
_FOR_TESTS = ("samples", "wrong_in", "right_in")


def load_files(root: str | None = None) -> dict[str, Any]:
    """The data of all files by their path below ``rules/``, with or without samples.

    ``CatalogueError`` names a file that is no YAML. ``root`` is another folder of the same shape.
    """
    root = root or _root()
    states = _states(root)
    name = f"catalogue-{_known_key(root, states)}"
    kept = read_cache(name)
    if isinstance(kept, dict):
        return kept
    parsed = _parse(root, states)
    keep_cache(name, {path: _without_samples(data) for path, data in parsed.items()})
    return parsed


def _known_key(root: str, states: Mapping[str, str]) -> str:
    """The key of the files' content; they are read where one of them may have changed."""
    stamp = "\n".join((_FORMAT, root, *(f"{name} {state}" for name, state in states.items())))
    name = f"key-{zlib.crc32(os.fsencode(root)):08x}"
    key = read_cache(name, stamp)
    if not isinstance(key, str):
        key = _key(root, states)
        keep_cache(name, key, stamp)
    return key


def _key(root: str, names: Iterable[str]) -> str:
    checksum, size = zlib.crc32(_FORMAT.encode()), 0
    for name in names:
        data = _read(root, name)
        checksum = zlib.crc32(data, zlib.crc32(name.encode(), checksum))
        size += len(data)
    return f"{checksum:08x}-{size}"


def samples_in(path: str) -> Mapping[str, Any]:
    """A rule's samples, right and wrong, from its file below ``rules/``: no run needs them, and
    they are the larger half of the catalogue."""
    samples: Mapping[str, Any] = _parse(_root(), [path])[path].get("samples", {})
    return samples


def _root() -> str:
    return str(import_module(f"{__package__}.rules").__path__[0])


def _states(root: str) -> dict[str, str]:
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

    def parsed(name: str) -> Any:
        try:
            return YAML(typ="safe").load(_read(root, name).decode("utf-8"))
        except YAMLError as error:
            raise CatalogueError(
                f"规则库文件不是合法的 YAML：{error}",
                f"a file of the catalogue is no valid YAML: {error}",
                path=_path(root, name),
            ) from None

    return {name: parsed(name) for name in names}


def _read(root: str, name: str) -> bytes:
    with open(_path(root, name), "rb") as file:
        return file.read()


def _path(root: str, name: str) -> str:
    return os.path.join(root, *name.split("/"))


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
