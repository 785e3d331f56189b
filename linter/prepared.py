"""What is worked out of a lexicon outlives a run.

An index of thousands of phrases takes a tenth of a second to make and a millisecond to read. So it
is kept in the cache, under a name that the texts it was made of give it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Any

from .cache import keep_cache, read_cache

# What marshal can write.
Data = tuple[Any, ...]


def prepared(name: str, texts: Iterable[str], make: Callable[[], Data]) -> Data:
    """What ``make`` makes of these texts, from the cache where an earlier run has made it."""
    checksum, size = 0, 0
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        checksum = zlib.crc32(data, zlib.crc32(b"\0", checksum))
        size += len(data)
    name = f"{name}-{checksum:08x}-{size}"
    kept = read_cache(name)
    if isinstance(kept, tuple):
        return kept
    made = make()
    keep_cache(name, made)
    return made
