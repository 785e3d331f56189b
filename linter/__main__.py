"""``python -m gxlint``, and what the installed command calls: a run in a process of its own."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys


def start() -> None:
    """Runs gxlint and ends the process with its exit code."""
    gc.set_threshold(50_000)  # the process is a short one: there is little to collect
    from .cli import main

    status = main()
    if _is_watched():  # who looks on wants to see the end
        sys.exit(status)
    # To take apart what the run has built would cost a twentieth of it.
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # none, or closed
            stream.flush()
    os._exit(status)


def _is_watched() -> bool:
    """Whether a debugger, a profiler or the like follows this process."""
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    tools = [monitoring.get_tool(number) for number in range(6)] if monitoring else []
    return bool(sys.gettrace() or sys.getprofile() or any(tools))


if __name__ == "__main__":
    start()
