"""Files of every kind: reports a second, beside the bare text that a library dumps of them."""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from .reports import ROOT

FILES = ROOT / "tests" / "conversions" / "files"
Use = Callable[[str, bytes], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a file: of processors' time, and by the clock."""

    processor: float
    clock: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What files of a kind cost: read and checked, and dumped by ``dumper`` (None: by none).
    ``target`` is how many a second are to be checked at least (0: no matter)."""

    name: str
    files: int
    checked: Cost
    dumped: Cost | None
    dumper: str
    target: int


def kinds(rounds: int) -> list[Kind]:
    """Measures all kinds; every round takes all files, gxlint and the library in turn."""
    return [
        _kind("text", "*.tab.txt", None, "", 0, rounds),
        _kind("HTML", "*.html", _dump_html, "lxml", 80, rounds),
        # python-docx insists on a picture of the first page, which `*.report.docx` have not.
        _kind("DOCX", "*.*-*.docx", _dump_docx, "python-docx", 60, rounds),
        _kind("ODT", "*.odt", None, "", 0, rounds),
        _kind("PDF", "*.pdf", _dump_pdf, "pypdfium2", 10, rounds),
    ]


def _kind(name: str, pattern: str, dump: Use | None, dumper: str, target: int, rounds: int) -> Kind:
    files = [(path.name, path.read_bytes()) for path in sorted(FILES.glob(pattern))]
    check = _checker()
    own: list[Cost] = []
    other: list[Cost] = []
    for _ in range(rounds + 1):  # the first one warms up
        own.append(_cost(check, files))
        if dump is not None:
            other.append(_cost(dump, files))
    dumped = _median(other[1:]) if other else None
    return Kind(name, len(files), _median(own[1:]), dumped, dumper, target)


def _checker() -> Use:
    from gxlint.engine import check_file, default_settings

    settings = default_settings()

    def check(path: str, data: bytes) -> object:
        result = check_file(path, data, settings)
        if result.errors:
            raise RuntimeError(f"{path}: {result.errors[0]}")
        return result

    return check


def _cost(use: Use, files: Sequence[tuple[str, bytes]]) -> Cost:
    gc.collect()
    others, processor, clock = _of_others(), process_time(), perf_counter()
    for path, data in files:
        use(path, data)
    spent = process_time() - processor + _of_others() - others
    return Cost(spent * 1000 / len(files), (perf_counter() - clock) * 1000 / len(files))


def _of_others() -> float:
    """Seconds of processor that the process which reads PDFs has taken; 0 where nobody says."""
    from gxlint.readers.pdf.worker import worker

    process = worker()._process
    if process is None:
        return 0.0
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.processor for cost in costs), median(cost.clock for cost in costs))


def _dump_docx(_: str, data: bytes) -> object:
    library: Any = import_module("docx")
    document = library.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return texts, cells


def _dump_html(_: str, data: bytes) -> object:
    library: Any = import_module("lxml.html")
    return library.document_fromstring(data).text_content()


def _dump_pdf(_: str, data: bytes) -> object:
    library: Any = import_module("pypdfium2")
    document = library.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def kinds_section(found: Sequence[Kind]) -> str:
    """The section of the page, without its heading."""
    rows = [
        "Warm, reading, checking and all: the files of `tests/conversions` (reports of two to four "
        "pages), beside what a library takes to give no more than their text. *Checked a second* "
        "is by the processors' time (that of the process which reads PDFs included), which another "
        "program on the machine changes little.",
        "",
        "| kind | files | checked a second | by the clock | target | a file | bare dump | of it |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind in found:
        bare = "" if kind.dumped is None else f"{kind.dumped.processor:.1f} ms ({kind.dumper})"
        bare_time = kind.dumped.processor if kind.dumped is not None else 0.0
        ratio = f"{kind.checked.processor / bare_time:.1f}×" if bare_time else ""
        rows.append(
            f"| {kind.name} | {kind.files} | **{1000 / kind.checked.processor:.0f}** "
            f"| {1000 / kind.checked.clock:.0f} | {kind.target or ''} "
            f"| {kind.checked.processor:.1f} ms | {bare} | {ratio} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(kinds_section(kinds(9)))
