"""gxlint as its users run it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# Long enough for the slowest machine: only what hangs runs into it.
_TIMEOUT = 120


class Run(NamedTuple):
    """How a process ended, and what it printed."""

    code: int
    out: str
    err: str


def gxlint(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> Run:
    """Runs ``gxlint`` with the arguments; ``env`` is added to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "gxlint", *(os.fspath(argument) for argument in arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", **(env or {})},
        input=stdin,
        capture_output=True,
        timeout=_TIMEOUT,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
