"""“Did you mean …?” for whatever name somebody typed wrong."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import Bilingual


def did_you_mean(typed: str, known: Iterable[str]) -> Bilingual | None:
    """A hint naming the known name that is closest to what was typed; None if none is close."""
    best = closest(typed, known)
    if best is None:
        return None
    return Bilingual(f"是否想写 {best}？", f"did you mean {best}?")


def closest(typed: str, known: Iterable[str]) -> str | None:
    """The known name closest to what was typed, whatever its case."""
    from difflib import get_close_matches  # only ever needed for a mistake

    # The more serious the typing mistake, the longer difflib takes: nobody means a name that long.
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(typed.casefold()[:80], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
