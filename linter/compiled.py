"""Compiled patterns that outlive a run.

Python keeps the bytecode of modules from run to run, but compiles every regular expression anew:
of a start that checks one report a quarter. So what the compiler made of a pattern is kept like
bytecode: in a cache file, for one version of Python only. Where anything is not as expected, the
pattern is compiled as usual.
"""

from __future__ import annotations

import re
import struct
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any

from .cache import keep_cache, read_cache
from .records import NamedTuple

_NAME = "patterns"
_COMPILER = (
    ("re._compiler", "re._parser") if sys.version_info >= (3, 11) else ("sre_compile", "sre_parse")
)
_MOST = 2000  # patterns that are kept: a user's own rules may bring any number


class _Code(NamedTuple):
    """What the engine is given for a pattern: ``cells`` are its program (each of 32
    bits, without a sign), ``names`` its groups' numbers."""

    flags: int
    cells: bytes
    groups: int
    names: dict[str, int]


class _Store:
    """The code of patterns by pattern and flags; ``changed`` says that some of it is new."""

    def __init__(self, kept: dict[tuple[str, int], tuple[Any, ...]]) -> None:
        self.kept = kept
        self.changed = False

    def pattern(self, text: str, flags: int) -> re.Pattern[str]:
        """The pattern, from its code where that is there."""
        try:
            if (text, flags) not in self.kept:
                self.kept[text, flags] = (*_code_of(text, flags),)
                self.changed = True
            return _assembled(text, _Code._make(self.kept[text, flags]))
        except re.error:
            raise
        except Exception:  # another engine than this was written for: then there is no gain
            return re.compile(text, flags)


@lru_cache(maxsize=1)
def _store() -> _Store:
    kept = read_cache(_NAME)
    return _Store(kept if isinstance(kept, dict) else {})


def compile_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` without its cost, where an earlier run had the same pattern; ``re.error`` as
    there."""
    return _store().pattern(text, int(flags))


def keep_patterns() -> None:
    """Keeps what this run compiled for the next one."""
    store = _store()
    if store.changed and len(store.kept) <= _MOST:
        keep_cache(_NAME, store.kept)
        store.changed = False


def _code_of(text: str, flags: int) -> _Code:
    """What ``re.compile`` makes of a pattern."""
    compiler, parser = map(import_module, _COMPILER)
    parsed = parser.parse(text, flags)
    state = parsed.state
    cells = compiler._code(parsed, flags)
    packed = struct.pack(f"{len(cells)}I", *cells)
    return _Code(flags | state.flags, packed, state.groups - 1, dict(state.groupdict))


@lru_cache(maxsize=1)
def _engine() -> Any:
    return import_module("_sre")


def _assembled(text: str, code: _Code) -> re.Pattern[str]:
    """The pattern of that code: what ``re.compile`` does last."""
    names: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        names[number] = name
    cells = [*struct.unpack(f"{len(code.cells) // 4}I", code.cells)]
    pattern: re.Pattern[str] = _engine().compile(
        text, code.flags, cells, code.groups, code.names, tuple(names)
    )
    return pattern
