"""The process in which PDFs are taken apart.

PDFium is a large library in C++ that reads files from anywhere: what makes it crash, hang or ask
for all the memory there is must not take the run with it. So it works in a process of its own,
which is told how much memory it may have and is ended when it takes too long. It lives as long as
the run, for starting it costs more than reading a PDF.

PDFs come in (after the number of pages that are read) and answers go out over pipes, each led by
its length. An answer is JSON: whatever a
PDF may do to this process, nothing that comes out of it is more than text and numbers.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import IO

from ..limits import MAX_PDF_MEMORY

LENGTH = struct.Struct(">Q")


def main() -> None:
    """Answers until there are no more PDFs."""
    from . import pdfium

    _limit_memory()
    pdfium.start()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while (data := received(questions)) is not None:
        (pages,) = LENGTH.unpack_from(data)
        send(answers, _answer(data[LENGTH.size :], pages))


def _answer(data: bytes, pages: int) -> bytes:
    from . import output, pdfium

    try:
        answer = output.written(pdfium.pages_of(data, pages))
    except pdfium.RefusedError as refused:
        answer = {"refused": refused.reason, "detail": refused.detail}
    except MemoryError:
        answer = {"refused": "memory", "detail": 0}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def received(stream: IO[bytes]) -> bytes | None:
    """What was sent through a pipe; None where its other end was closed."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def send(stream: IO[bytes], data: bytes) -> None:
    """Sends bytes through a pipe."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _limit_memory() -> None:
    """As far as the system knows such a limit (Windows has none, macOS does not heed it)."""
    try:
        import resource
    except ImportError:
        return
    with_limit = (MAX_PDF_MEMORY, MAX_PDF_MEMORY)
    try:
        resource.setrlimit(resource.RLIMIT_AS, with_limit)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return
