"""A page as Chromium saves it with all it shows (MHTML), asked for over its debugging pipe."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

_COMMAND = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe")
ADDRESS = "http://www.example.invalid/"  # where the page is said to come from
_ASKED, _ANSWERED = 3, 4  # the numbers of the pipes, as Chromium has them


class _Browser:
    """A running Chromium: messages are JSON, each ended by a NUL."""

    def __init__(self, cwd: Path) -> None:
        asked, self._out = os.pipe()
        self._in, answered = os.pipe()

        def connect() -> None:
            os.dup2(asked, _ASKED)
            os.dup2(answered, _ANSWERED)

        self.process = subprocess.Popen(
            _COMMAND,
            cwd=cwd,
            preexec_fn=connect,
            pass_fds=(_ASKED, _ANSWERED),
            stderr=subprocess.DEVNULL,
        )
        self._rest = b""
        self._number = 0

    def call(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """What comes back of a call; events are passed over."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        message |= {"sessionId": session} if session else {}
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            continue
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, event: str) -> None:
        """Waits until something has happened."""
        while self._next().get("method") != event:
            continue

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            self._rest += os.read(self._in, 1 << 16)
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def snapshot(cwd: Path, name: str) -> bytes:
    """The MHTML of a file's page."""
    browser = _Browser(cwd)
    try:
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.call("Page.enable", session)
        browser.call("Page.navigate", session, url=f"file://{cwd}/{name}")
        browser.wait_for("Page.loadEventFired")
        saved: str = browser.call("Page.captureSnapshot", session, format="mhtml")["data"]
    finally:
        browser.process.kill()
        browser.process.wait()
    return saved.replace(f"file://{cwd}/", ADDRESS).encode("utf-8", "surrogateescape")
