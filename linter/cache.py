"""Files that only save time: what was worked out once is read again by the next run.

They lie in the user's cache folder. Whatever is wrong with that folder, a run goes on without.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_KEPT_FOR = 60 * 86_400  # seconds: several versions may be in use side by side


def read_cache(name: str) -> bytes | None:
    """The bytes that were kept under a name; None where there are none."""
    try:
        return (_folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None


def keep_cache(name: str, data: bytes) -> None:
    """Keeps bytes under a name, whole or not at all, and removes those of the same kind (up to the
    first ``-``) that no run has written for long."""
    try:
        path = _folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        partial.write_bytes(data)
        partial.replace(path)
        for other in path.parent.glob(f"{name.partition('-')[0]}-*{path.suffix}"):
            if other.stat().st_mtime < path.stat().st_mtime - _KEPT_FOR:
                other.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def _folder() -> Path:
    """gxlint's folder in the user's cache; ``RuntimeError`` where there is no home."""
    if sys.platform == "linux":  # what platformdirs says there; importing it costs 3 % of a run
        own = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(own) if os.path.isabs(own) else Path.home() / ".cache") / "gxlint"
    from platformdirs import user_cache_path

    return user_cache_path("gxlint", appauthor=False)
