"""What is worked out of a lexicon outlives a run.

An index of thousands of phrases takes a tenth of a second to make and a millisecond to read. So it
is kept in a cache file, in marshal's form, under a name that the texts it was made of give it.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from .cache import keep_cache, read_cache
from .version import __version__

# What marshal can write.
Data = tuple[Any, ...]


def prepared(name: str, texts: Iterable[str], make: Callable[[], Data]) -> Data:
    """What ``make`` makes of these texts, from the cache where an earlier run has made it."""
    kind = f"{__version__} {sys.implementation.cache_tag} {sys.byteorder}"
    checksum, size = zlib.crc32(kind.encode()), 0
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        checksum = zlib.crc32(data, zlib.crc32(b"\0", checksum))
        size += len(data)
    name = f"{name}-{checksum:08x}-{size}.bin"
    return _kept(name) or _made(name, make)


def _kept(name: str) -> Data | None:
    kept = read_cache(name)
    try:
        data = None if kept is None else marshal.loads(kept)
    except (EOFError, ValueError, TypeError):
        return None
    return data if isinstance(data, tuple) else None


def _made(name: str, make: Callable[[], Data]) -> Data:
    data = make()
    keep_cache(name, marshal.dumps(data))
    return data
