"""Files that were made to do harm, as a user meets them: each is refused with one line, in five
seconds of a processor and 500 MB; the network is not asked, and the file beside it is checked.

What each reader says of them is in ``test_docx_hostile``, ``test_odt``, ``test_html`` and
``test_pdf``, also of files that are cut off at every kilobyte.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from . import test_docx_hostile as docx
from . import test_odt as odt
from .pdf.paper import Text, joined, pdf, stream
from .test_pdf import CATALOG, HOSTILE, ONE, PAGE, bomb
from .word_files import packed, word

GOOD = docx.CONVERSIONS / "small.report.docx"
# The second limit is that of one process, so that it also bounds the one that reads PDFs.
_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
def watch(event, _):
    if event.startswith(("socket.connect", "socket.getaddrinfo")):
        print("network!")
sys.addaudithook(watch)
from gxlint.cli import main
status = main(sys.argv[1:])
# What getrusage says of this process begins with the size of the one that started it.
(own,) = (int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
of_others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(status, max(own, of_others) // 1000)
"""


def _odt(content: str) -> bytes:
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _xref(size: int) -> bytes:
    """A PDF whose list of objects says that it is that long."""
    data = pdf([Text(72, 700, "正文")])
    return data.replace(b"xref\n0 ", b"xref\n0 %d\n0 " % size, 1)


def _xref_stream(entries: bytes) -> bytes:
    """A PDF whose list of objects is a stream with these entries."""
    head = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n2 0 obj\n" + ONE + b"\nendobj\n"
    table = stream(b"\x01\x00\x09\x00" * 4, b"/Type/XRef/Root 1 0 R" + entries)
    return head + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(head))


def _previous_loop() -> bytes:
    """A PDF whose list of objects goes on at its own beginning."""
    data = pdf([Text(72, 700, "正文")])
    start = data.rindex(b"xref\n0 ", 0, data.rindex(b"startxref"))
    return data.replace(b"trailer<<", b"trailer<</Prev %d" % start)


def _nested_zip() -> bytes:
    inner = b"\0" * 20_000_000
    for level in range(6):
        inner = packed({f"{level}.zip": inner, f"{level}b.zip": inner})
    return inner


# Name of the file → how it is made; what is read of the last ones does no harm.
REFUSED: dict[str, Callable[[], bytes]] = {
    "bomb.docx": lambda: docx._zeros(59),
    "bomb-in-bomb.docx": _nested_zip,
    "gigabyte.docx": lambda: docx._lying(1_000_000_000),
    "gigabyte-lied-about.docx": lambda: docx._lying(1000),
    "deep-tables.docx": lambda: word(docx._nested(80)),
    "deep-elements.docx": lambda: word("<w:sdt>" * 200_000 + "</w:sdt>" * 200_000),
    "deep-elements.odt": lambda: odt.odt(odt.HOSTILE["spans"][0]),
    "repeated-cells.odt": lambda: odt.odt(odt.HOSTILE["repeated"][0]),
    "external-entity.docx": lambda: docx._document(docx.XXE),
    "external-entity.odt": lambda: _odt(docx.XXE),
    "entity-from-network.docx": lambda: docx._document(
        docx.XXE.replace("file:///etc/passwd", "http://192.0.2.1/x")
    ),
    "billion-laughs.docx": lambda: docx._document(docx.LAUGHS),
    "billion-laughs.odt": lambda: _odt(docx.LAUGHS),
    "path-traversal.docx": lambda: docx._with("../../../tmp/x", "x"),
    "many-cells.docx": docx.HOSTILE["many cells"][0],
    "many-elements.docx": docx.HOSTILE["many elements"][0],
    "page-loop.pdf": lambda: joined(HOSTILE["page tree with a loop"]),
    "endless-pages.pdf": lambda: joined(HOSTILE["more pages than there are"]),
    "form-in-itself.pdf": lambda: joined(HOSTILE["a form that holds itself"]),
    "deep.pdf": lambda: joined(HOSTILE["deeply nested"]),
    "gigabyte.pdf": bomb,
    "xref-stream.pdf": lambda: _xref_stream(b"/Size 2147483647/W[1 2 1]/Index[0 2147483647]"),
    "xref-widths.pdf": lambda: _xref_stream(b"/Size 4/W[2147483647 2147483647 1]"),
    "xref-past-end.pdf": lambda: joined({1: CATALOG, 2: ONE, 3: PAGE % b"0 0 9 9"})[:-9],
    "cut.docx": lambda: GOOD.read_bytes()[:20_000],
    "cut.odt": lambda: (odt.CONVERSIONS / "files" / odt.FILES[0]).read_bytes()[:9_000],
    "cut.pdf": lambda: pdf([Text(72, 700, "正文" * 900)])[:3_000],
}
HARMLESS: dict[str, Callable[[], bytes]] = {
    "huge-xref.pdf": lambda: _xref(99_999_999),
    "xref-loop.pdf": _previous_loop,
    "macros.docm": lambda: docx._with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 1000),
    "deep.html": lambda: ("<div>" * 100_000 + "<table><tr><td>" * 20_000).encode(),
    "entities.html": lambda: (
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>" + b"&a;" * 100_000
    ),
    "images.html": lambda: b"<img src='http://192.0.2.1/x.png'><script src='//192.0.2.1/x'>",
    "template.docx": lambda: docx._with(
        "word/_rels/document.xml.rels",
        '<Relationships><Relationship Id="a" Type="x/attachedTemplate" TargetMode="External" '
        'Target="http://192.0.2.1/x.dotm"/></Relationships>',
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("name", [*REFUSED, *HARMLESS])
def test_harm_ends_soon_and_the_other_file_is_checked(name: str, tmp_path: Path) -> None:
    bad = tmp_path / name
    bad.write_bytes((REFUSED.get(name) or HARMLESS[name])())
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "--no-config", "--lang", "zh", str(bad), str(GOOD)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
        check=False,
    )
    status, megabytes = done.stdout.splitlines()[-1].split()
    lines = [line for line in done.stderr.splitlines() if "正文取自" not in line]
    assert (status, done.returncode) == ("2", 0)
    assert int(megabytes) < 500
    assert len(lines) == 1, done.stderr
    assert "内部错误" not in done.stderr
    assert "青渚市柳塘区民政局，未发现问题" in done.stdout
    assert "network!" not in done.stdout
    assert sorted(tmp_path.iterdir()) == [bad]
    if name in HARMLESS:
        assert "不是政府信息公开工作年度报告" in lines[0]
