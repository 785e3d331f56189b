"""The command line run inside the tests' own process, which is quicker than one of its own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from gxlint.cli import main


class Ran(NamedTuple):
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


def put(name: str, text: str | bytes) -> str:
    """Writes a file below the folder one is in, and returns its name."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return name


class Runner:
    """Runs the command line inside this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *args: str, stdin: bytes = b"", encoding: str = "utf-8") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        streams = {
            "stdout": io.TextIOWrapper(out, encoding=encoding),
            "stderr": io.TextIOWrapper(err, encoding=encoding),
            "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding=encoding),
        }
        with self._monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main(args)
        return Ran(code, _text(out, encoding), _text(err, encoding))


def _text(stream: io.BytesIO, encoding: str) -> str:
    data = stream.getvalue()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding)
