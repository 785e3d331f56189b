"""Ten mistakes in a report that programs saved in every kind of file: the same ten findings, and
whoever opens the file at the place named finds the mistake there.

The places are looked up without gxlint: in text by line and column, in HTML with ``html.parser``
(unpacked from MHT by ``email``), in DOCX with python-docx, in ODT with ``ElementTree``, in PDF
with pdfplumber.
"""

from __future__ import annotations

import email
import json
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from gxlint.readers.office import find_program

from .conversions.make import MISTAKEN, MISTAKEN_FORMS
from .conversions.mistakes import MISTAKES, Mistake
from .process import gxlint
from .test_docx import independent

# The others are read only where LibreOffice is installed.
FORMS = [name for name in MISTAKEN_FORMS if not name.endswith((".doc", ".rtf"))]


class There(NamedTuple):
    """What stands at a place: the words of the paragraph, or the cells of the row and which of
    them it is. ``exact`` is the marked text, where a place is more exact than that."""

    words: str = ""
    row: tuple[str, ...] = ()
    cell: int = 0
    exact: str | None = None


Look = Callable[[dict[str, Any]], There]


def _text(path: Path) -> Look:
    """By line and column; the cells of a row are parted by tabs or bars."""
    lines = path.read_bytes().decode("utf-8-sig").splitlines()

    def look(finding: dict[str, Any]) -> There:
        line, at = lines[finding["line"] - 1], finding["column"] - 1
        exact = line[at : finding["end_column"] - 1].replace("\\", "")
        separator = "|" if "|" in line else "\t"
        if separator not in line:
            return There(line.replace("\\", ""), exact=exact)
        cells = tuple(cell.strip() for cell in line.split(separator))
        return There(row=cells, cell=line[:at].count(separator), exact=exact)

    return look


class _Page(HTMLParser):
    """Where the paragraphs and cells of a page begin and end, and what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[list[Any]]] = []
        self.paragraphs: list[list[Any]] = []
        self._open: list[list[Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th", "p", "h1", "h2"):
            block = [self.getpos(), None, ""]
            (self.rows[-1] if tag in ("td", "th") else self.paragraphs).append(block)
            self._open.append(block)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "p", "h1", "h2"):
            self._open.pop()[1] = self.getpos()

    def handle_data(self, data: str) -> None:
        for block in self._open:
            block[2] += data


def _html(path: Path) -> Look:
    return _look_in_html(path.read_text(encoding="utf-8"))


def _look_in_html(text: str) -> Look:
    lines = text.split("\n")
    page = _Page()
    page.feed(text)

    def look(finding: dict[str, Any]) -> There:
        place, end = (
            (finding[line], finding[column] - 1)
            for line, column in (("line", "column"), ("end_line", "end_column"))
        )
        marked = lines[place[0] - 1 : end[0]]
        marked[-1] = marked[-1][: end[1]]
        exact = " ".join(re.sub("<[^>]*>", "", "\n".join(marked)[place[1] :]).split())
        for row in page.rows:
            for index, (start, end, _) in enumerate(row):
                if start < place <= end:
                    texts = tuple("".join(cell[2].split()) for cell in row)
                    return There(row=texts, cell=index, exact=exact)
        (words,) = (text for start, end, text in page.paragraphs if start < place < end)
        return There(words, exact=exact)

    return look


def _mht(path: Path) -> Look:
    """By line and column of the page, as Python's mail package unpacks it."""
    message = email.message_from_bytes(path.read_bytes())
    (page,) = (part for part in message.walk() if part.get_content_type() == "text/html")
    content = page.get_payload(decode=True)
    assert isinstance(content, bytes)
    return _look_in_html(content.decode("utf-8"))


def _docx(path: Path) -> Look:
    file = independent(path.read_bytes())

    def look(finding: dict[str, Any]) -> There:
        at = finding["location"]
        if "paragraph" in at:
            return There(file.paragraphs[at["paragraph"] - 1].text)
        row = list(file.tables[at["table"] - 1].rows[at["row"] - 1].cells)
        starts = [i for i, own in enumerate(row) if not i or own._tc is not row[i - 1]._tc]
        cells = tuple(row[start].text.strip() for start in starts)
        return There(row=cells, cell=sum(start < at["column"] for start in starts) - 1)

    return look


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _odt(path: Path) -> Look:
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    paragraphs = list(_paragraphs(root))
    tables = list(root.iter(f"{_TABLE}table"))

    def look(finding: dict[str, Any]) -> There:
        at = finding["location"]
        if "paragraph" in at:
            return There(paragraphs[at["paragraph"] - 1])
        row = list(tables[at["table"] - 1].iter(f"{_TABLE}table-row"))[at["row"] - 1]
        cells: list[ElementTree.Element] = []
        for cell in row:
            cells += [cell] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        shown = [cell for cell in cells if cell.tag == f"{_TABLE}table-cell"]
        before = cells[: at["column"]]
        index = sum(cell.tag == f"{_TABLE}table-cell" for cell in before) - 1
        return There(row=tuple("".join(cell.itertext()).strip() for cell in shown), cell=index)

    return look


def _paragraphs(element: ElementTree.Element) -> Iterator[str]:
    """The paragraphs outside tables."""
    for child in element:
        if child.tag in (f"{_ODT_TEXT}p", f"{_ODT_TEXT}h"):
            yield "".join(child.itertext())
        elif child.tag != f"{_TABLE}table":
            yield from _paragraphs(child)


def _pdf(path: Path) -> Look:
    """By page and line; what is blank in a row of a table cannot be seen in its line."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    library: Any = import_module("pdfplumber")
    with library.open(path) as file:
        pages = [[line["text"] for line in page.extract_text_lines()] for page in file.pages]

    def look(finding: dict[str, Any]) -> There:
        at = finding["location"]
        return There(pages[at["page"] - 1][at["line"] - 1])

    return look


LOOKS = {
    ".mht": _mht,
    ".txt": _text,
    ".md": _text,
    ".html": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
}


def is_there(mistake: Mistake, there: There) -> bool:
    """Whether a mistake stands at a place."""
    if there.exact is not None and there.exact.strip() != mistake.text:
        return False
    if there.row:
        # Before the label stand those of its group; what a merged cell covers may be blank cells.
        own = there.row.index(mistake.label) + 1 if mistake.label else 0
        first = there.cell - mistake.value
        last = first + len(mistake.values)
        around = there.row[own:first] + there.row[last:]
        return there.row[first:last] == mistake.values and first >= own and not any(around)
    if mistake.values:  # the line of a PDF: blank cells cannot be seen in it
        return there.words.endswith(" ".join(filter(None, (mistake.label, *mistake.values))))
    words = "".join(there.words.split())
    return "".join(mistake.words.split()) in words or "".join(mistake.text.split()) in words


@pytest.mark.parametrize("name", FORMS)
def test_ten_mistakes_are_found_where_they_stand(name: str) -> None:
    path = MISTAKEN / name
    run = gxlint("--no-config", "--format", "json", path)
    assert (run.code, run.err.count("Traceback")) == (1, 0)
    findings = json.loads(run.out)["findings"]
    assert [found["rule"] for found in findings] == [mistake.rule for mistake in MISTAKES]
    assert ["".join(found["text"].replace("\\", "").split()) for found in findings] == [
        "".join(mistake.text.split()) for mistake in MISTAKES
    ]
    look = LOOKS[path.suffix](path)
    seen = [look(found) for found in findings]
    assert [
        (there, found.get("location"))
        for mistake, there, found in zip(MISTAKES, seen, findings, strict=True)
        if not is_there(mistake, there)
    ] == []


@pytest.mark.parametrize("name", FORMS[1:])
def test_findings_are_the_same_in_every_kind(name: str) -> None:
    first, other = (
        json.loads(gxlint("--no-config", "--format", "json", MISTAKEN / each).out)["findings"]
        for each in (FORMS[0], name)
    )
    said = [
        [(f["rule"], f["severity"], f["place"], f["message"].replace("\\", "")) for f in found]
        for found in (first, other)
    ]
    assert said[0] == said[1]


@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", [name for name in MISTAKEN_FORMS if name not in FORMS])
def test_libreoffice_reads_the_same_findings_at_the_same_places(name: str) -> None:
    """Those of the DOCX that LibreOffice wrote of the same report, which are looked up above."""
    docx, other = (
        [
            (found["rule"], found["text"], found["message"], found["location"])
            for found in json.loads(gxlint("--no-config", "--format", "json", MISTAKEN / each).out)[
                "findings"
            ]
        ]
        for each in ("docx-libreoffice.docx", name)
    )
    assert len(docx) == len(MISTAKES)
    assert other == docx
