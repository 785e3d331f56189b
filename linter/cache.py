"""Files that only save time: what was worked out once is read again by the next run.

They lie in the user's cache folder. Whatever is wrong with that folder or with a file in it, a run
goes on without.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import Any

from .version import __version__

_KEPT_FOR = 60 * 86_400  # seconds: several versions may be in use side by side
# One version of Python does not read what another has written, nor does it write over that.
_HEAD = f"1 gxlint {__version__} {sys.version} {sys.byteorder}\n"
_SUFFIX = f"-{zlib.crc32(_HEAD.encode()):08x}.bin"


def read_cache(name: str, stamp: str = "") -> Any:
    """The data that were kept under a name with the same stamp; None where there are none, or not
    as they were written."""
    try:
        kept, head = memoryview(_path(name).read_bytes()), _head(stamp)
        data = kept[len(head) + 4 :]
        whole = kept[: len(head)] == head and kept[len(head) : len(head) + 4] == _checksum(data)
        return marshal.loads(data) if whole else None
    except (OSError, RuntimeError, EOFError, ValueError, TypeError):
        return None


def keep_cache(name: str, data: Any, stamp: str = "") -> None:
    """Keeps data (of simple types) under a name, whole or not at all, and removes what of the same
    kind (up to the first ``-``) no run has written for long."""
    try:
        path, written = _path(name), marshal.dumps(data)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        partial.write_bytes(_head(stamp) + _checksum(written) + written)
        partial.replace(path)
        for other in path.parent.glob(f"{name.partition('-')[0]}-*{path.suffix}"):
            if other.stat().st_mtime < path.stat().st_mtime - _KEPT_FOR:
                other.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError):
        return


def _head(stamp: str) -> bytes:
    return f"{_HEAD}{stamp}\n".encode("utf-8", "surrogateescape")


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


def _path(name: str) -> Path:
    return _folder() / f"{name}{_SUFFIX}"


def _folder() -> Path:
    """gxlint's folder in the user's cache; ``RuntimeError`` where there is no home."""
    if sys.platform == "linux":  # what platformdirs says there; importing it costs 3 % of a run
        own = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(own) if os.path.isabs(own) else Path.home() / ".cache") / "gxlint"
    from platformdirs import user_cache_path

    return user_cache_path("gxlint", appauthor=False)
