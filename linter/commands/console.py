"""Standard output and error as they really are: of any encoding, any width, and closed early."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Literal, TextIO

ColorMode = Literal["auto", "always", "never"]

# Fewer columns than this cannot hold a marked word; the terminal wraps then.
NARROWEST = 20


class Output:
    """A stream that can be written to without a thought.

    What the console cannot show is written as an escape (``\\u7f16``), never raised; once the
    reader has closed the pipe, writing does nothing.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._open = stream is not None
        self.encoding = (stream.encoding if stream is not None else None) or "utf-8"

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at it."""
        try:
            return self._stream is not None and self._stream.isatty()
        except ValueError:  # closed
            return False

    def can_show(self, text: str) -> bool:
        """Whether the stream's encoding has these characters."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        except LookupError:
            return True
        return True

    def write(self, text: str) -> None:
        """Writes text in the stream's own encoding."""
        self._write(text, self.encoding)

    def write_utf8(self, text: str) -> None:
        """Writes data whose encoding is fixed, whatever the console's is.

        A lone surrogate (of a file name that is no text) becomes ``\\udc80``, which is also how
        JSON writes it.
        """
        self._write(text, "utf-8")

    def _write(self, text: str, encoding: str) -> None:
        if not self._open or self._stream is None:
            return
        try:
            buffer = getattr(self._stream, "buffer", None)
            if buffer is None:
                self._stream.write(text)
                return
            self._stream.flush()
            buffer.write(text.encode(encoding, "backslashreplace"))
        except BrokenPipeError:
            self.abandon()

    def flush(self) -> None:
        """Hands everything on; ``OSError`` where the device is full."""
        if not self._open or self._stream is None:
            return
        try:
            self._stream.flush()
        except BrokenPipeError:
            self.abandon()

    def abandon(self) -> None:
        """Gives the stream up, so that the interpreter's last flush fails at nothing."""
        self._open = False
        try:
            descriptor = self._stream.fileno() if self._stream is not None else -1
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, descriptor)
            os.close(nowhere)
        except (OSError, ValueError):
            return


class Console:
    """Where a run prints: findings and data to ``out``, everything else to ``err``."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = Output(out if out is not None else sys.stdout)
        self.err = Output(err if err is not None else sys.stderr)

    @property
    def width(self) -> int:
        """The columns of the terminal; ``COLUMNS`` wins, 80 where there is none."""
        return max(shutil.get_terminal_size((80, 24)).columns, NARROWEST)

    def colored(self, mode: ColorMode, environment: Mapping[str, str]) -> bool:
        """Whether to colour: ``NO_COLOR`` (no-color.org) and dumb terminals switch auto off."""
        if mode != "auto":
            return mode == "always"
        if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
            return False
        if sys.platform == "win32" and not environment.keys() & {"WT_SESSION", "ANSICON", "TERM"}:
            return False
        return self.out.is_terminal
