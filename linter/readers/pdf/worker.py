"""The other end of ``process``: starts it, asks it, ends it when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from functools import lru_cache
from typing import Any

from .process import LENGTH, received, send

# Isolated, so that nothing in the working folder or the environment is imported in place of a
# module; the modules are those that this process has.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; __import__(sys.argv[1], fromlist='m').main()"
_MODULE = f"{__package__}.process"


class EndedError(Exception):
    """The process ended without an answer; ``late`` says that it took too long."""

    def __init__(self, late: bool) -> None:
        super().__init__("too late" if late else "no answer")
        self.late = late


class Worker:
    """A process that reads PDFs, started when it is first needed and again when it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, data: bytes, pages: int, seconds: float) -> dict[str, Any]:
        """What the process says of a PDF of at most so many pages; ``EndedError`` where that takes
        longer than so many seconds, and the next PDF gets a new process."""
        with self._lock:
            process = self._running()
            found: dict[str, Any] | None = None
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, stop)
            timer.daemon = True
            timer.start()
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                send(process.stdin, LENGTH.pack(pages) + data)
                answer = received(process.stdout)
                if answer is not None:
                    found = json.loads(answer)
            except (OSError, ValueError):
                pass
            finally:
                timer.cancel()
                if (
                    found is None or late.is_set()
                ):  # also where this run was interrupted: an answer may be under way
                    _end(process)
                    self._process = None
        if found is None:
            raise EndedError(late.is_set())
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        running = self._process is not None and self._process.poll() is None
        if self._process is None or not running or self._owner != os.getpid():
            # None yet, or gone; or this is a forked copy, which needs its own.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _PROGRAM, _MODULE, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner = os.getpid()
            weakref.finalize(self._process, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was not sent yet has nowhere to go
                continue
    process.wait()


@lru_cache(maxsize=1)
def worker() -> Worker:
    """The one worker of this process."""
    return Worker()
