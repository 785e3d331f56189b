"""The correct sentences: files of one sentence a line, half to tune with and half to test with."""

from __future__ import annotations

from pathlib import Path

SETS = ("tune", "test")
_FOLDER = Path(__file__).parent / "sentences"


def read_sentences(name: str) -> list[str]:
    """The sentences of a set."""
    files = sorted((_FOLDER / name).glob("*.txt"))
    return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
