"""The reports that are measured: real ones where they are at hand, our own elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "yunxi-culture-2024.txt"
_BODY = "（一）主动公开"
_BODY_END = "二、主动公开政府信息情况\n"


def report_files() -> tuple[str, list[Path]]:
    """What the reports are, in words, and their files."""
    corpus = Path(os.environ.get("GXLINT_CORPUS") or ROOT.parent / "shared" / "corpus")
    real = sorted(corpus.glob("*.txt"))
    if real:
        return f"{len(real)} published reports (GXLINT_CORPUS)", real
    own = sorted((ROOT / "tests" / "reports").glob("*.txt"))
    return f"{len(own)} reports of our own (tests/reports)", own


def mistaken_files() -> list[Path]:
    """Reports with mistakes in them."""
    files = report_files()[1]
    return files if files[0].parent.name != "reports" else [EXAMPLE]


def longer_prose(factor: int) -> bytes:
    """The example report, its section one repeated until the whole is that many times as long."""
    text = EXAMPLE.read_text(encoding="utf-8")
    start, end = text.index(_BODY), text.rindex(_BODY_END)
    times = 1 + (factor - 1) * len(text) // (end - start)
    return (text[:start] + text[start:end] * times + text[end:]).encode()


def longer_file(factor: int) -> bytes:
    """The whole example report that many times, tables and all."""
    return EXAMPLE.read_bytes() * factor
