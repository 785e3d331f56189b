"""DOCX: what Word, WPS, LibreOffice and generators write (ISO/IEC 29500-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..document import Document
from ..errors import Bilingual, ReadError
from ..records import replace
from ..source import Location, Source
from . import limits
from .docx_lean import lean_styles, lean_text
from .docx_names import MC, RELATIONS, W, number, switch, value
from .docx_numbering import Numbering
from .docx_runs import Runs
from .docx_styles import Styles, outline_level
from .docx_tables import cells_of
from .flow import Grid, Item, Para, flowed
from .kinds import kind_of
from .limits import Limits, too_deep, too_much
from .package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_EMBEDDED = Bilingual(
    "正文是嵌在 DOCX 里的网页，行号、列号是该网页的",
    "the text is a web page inside the DOCX; lines and columns are those of the page",
)
_PARAGRAPH, _TABLE, _PROPERTIES = f"{W}p", f"{W}tbl", f"{W}pPr"
# What only wraps paragraphs and tables.
_WRAPPERS = frozenset((
    f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo",
))  # fmt: skip
_GONE, _HIDDEN = (f"{W}del", f"{W}moveFrom"), f"{W}vanish"
_STEP = 3  # what a table or a box adds to the depth: its own element, a row, a cell
_SIZE = 20  # half-points: the size of letters where nothing says it
_OTHERS = {
    "xl/workbook.xml": Bilingual("Excel 表格", "an Excel workbook"),
    "ppt/presentation.xml": Bilingual("PowerPoint 演示文稿", "a PowerPoint presentation"),
}


def read(data: bytes, path: str, limited: Limits) -> tuple[Source, Document]:
    """The text and blocks of a DOCX file; ``ReadError`` where it is none, or damaged."""
    package = Package(data, path, limited)
    if "content.xml" in package and "word/document.xml" not in package:
        from . import odt  # one whose first part does not say so

        return odt.read(data, path, limited)
    name = _main_part(package)
    reader = _Reader(package, name)
    items = reader.items()
    if not any(isinstance(item, Grid) or item.text.strip() for item in items):
        page = reader.embedded()
        if page is not None:
            return _page(page, path, limited)
    return flowed(items, path)


def _page(data: bytes, path: str, limited: Limits) -> tuple[Source, Document]:
    """The text and blocks of a page that is all that a DOCX holds."""
    from . import html, mhtml

    page = mhtml.page_of(data) if kind_of(data, path) == "mhtml" else data
    source, document = html.read(page or b"", path, limited)
    return replace(source, notes=(_EMBEDDED, *source.notes)), document


def _main_part(package: Package) -> str:
    """The name of the part that holds the text."""
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package:
            name = relation.target
            if name in _OTHERS:
                raise _no_document(package.path, _OTHERS[name])
            return name
    if "word/document.xml" in package:
        return "word/document.xml"
    raise _no_document(package.path, Bilingual("压缩包里没有正文", "a package without a text"))


def _no_document(path: str, kind: Bilingual) -> ReadError:
    return ReadError(
        f"不是 Word 文档（{kind.zh}）",
        f"is no Word document ({kind.en})",
        path=path,
        hint=Bilingual("请给出报告的 DOCX、PDF、网页或文本文件", "give the report itself"),
    )


class _Reader:
    """Reads the parts of one document."""

    def __init__(self, package: Package, name: str) -> None:
        self._path = package.path
        self._package = package
        self._root = package.tree(name, lean_text)
        self._relations = package.relations(name)
        self._folder = name.rpartition("/")[0]
        self._styles = Styles(self._part("styles", lean_styles))
        self._runs = Runs(self._styles, package)
        self._read = self._paragraphs = self._tables = self._notes = 0
        self._known_notes: dict[str, dict[str, Element]] = {}
        self._pending = ""  # text whose paragraph's mark is deleted: it goes on in the next one

    @cached_property
    def _numbering(self) -> Numbering:
        """The lists, read where a paragraph is in one."""
        return Numbering(self._part("numbering"))

    def _part(self, kind: str, lean: Callable[[bytes], bytes] | None = None) -> Element | None:
        """The root of the part that the text refers to for something, if it has one."""
        for relation in self._relations.values():
            if relation.kind == kind and relation.target in self._package:
                return self._package.tree(relation.target, lean)
        usual = f"{self._folder}/{kind}.xml"
        return self._package.tree(usual, lean) if usual in self._package else None

    def embedded(self) -> bytes | None:
        """A page that the text takes in whole, as programs write that make a DOCX of a page."""
        for chunk in self._root.iter(f"{W}altChunk"):
            relation = self._relations.get(chunk.get(f"{RELATIONS}id") or "")
            if relation is not None and relation.target in self._package:
                data = self._package.read(relation.target)
                return data if kind_of(data, "page.html") in ("html", "mhtml") else None
        return None

    def items(self) -> list[Item]:
        """The paragraphs and tables of the body, in reading order."""
        body = self._root.find(f"{W}body")
        if body is None:
            raise self._package.damaged(None)
        return self._all(body, None, 0)

    def _all(self, element: Element, place: Location | None, depth: int) -> list[Item]:
        """What a body, a cell, a text box or a note holds: nothing in it reaches out of it."""
        if depth > _STEP * limits.MAX_TABLE_DEPTH:
            raise too_much(self._path, "表格或文本框嵌套太深", "tables or boxes nested too deeply")
        fields, pending = self._runs.swap_fields([]), self._pending
        self._pending = ""
        items = list(self._blocks(element, place, depth))
        if self._pending:
            items.append(Para(self._pending, place or Location(self._paragraphs)))
        self._runs.swap_fields(fields)
        self._pending = pending
        return items

    def _blocks(self, parent: Element, place: Location | None, depth: int) -> Iterator[Item]:
        """What an element holds; ``place`` is where all of it is, else paragraphs are counted."""
        if depth > self._package.limits.nesting:
            raise too_deep(self._path)
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                if place is None:
                    self._paragraphs += 1
                yield from self._paragraph(child, place or Location(self._paragraphs), depth)
            elif tag == _TABLE:
                yield from self._table(child, place or Location(max(self._paragraphs, 1)), depth)
            elif tag in _WRAPPERS:
                yield from self._blocks(child, place, depth + 1)
            elif tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                yield from self._blocks(child if chosen is None else chosen, place, depth + 1)

    def _paragraph(self, element: Element, place: Location, depth: int) -> Iterator[Item]:
        self._read += 1
        if self._read > limits.MAX_PARAGRAPHS:
            raise too_much(self._path, "段落太多", "too many paragraphs")
        properties = element.find(_PROPERTIES)
        name = value(properties, "pStyle") or self._styles.default_paragraph
        text = self._runs.read(element, name)
        bold, size = bool(self._runs.bold), self._runs.size or _SIZE
        boxes, notes = self._runs.boxes, self._runs.notes
        if _mark_is_gone(properties):
            self._pending += text
            text = ""
        else:
            text = self._pending + text
            self._pending = ""
            text = self._numbered(properties, name, text)
        outline = outline_level(properties)
        level = self._styles[name].level if outline is None else outline or None
        yield Para(text, place, level, bold, size)
        for box in boxes:
            yield from self._all(box, place, depth + _STEP)
        if place.note is None:  # a note may refer to itself
            yield from self._noted(notes, place, depth)

    def _numbered(self, properties: Element | None, name: str | None, text: str) -> str:
        """The text with the number that its list gives it."""
        style = self._styles[name]
        own = None if properties is None else properties.find(f"{W}numPr")
        num = (value(own, "numId") or style.num) if own is not None else style.num
        if not num or num == "0":
            return text
        at = number(own, "ilvl") if own is not None else None
        if at is None:
            at = style.ilvl
        if at is None:
            at = self._numbering.level_of_style(num, name)
        label = self._numbering.next(num, at)
        if label.endswith(".") and text[:1].isdigit():
            label += " "
        return label + text

    def _noted(self, notes: list[tuple[str, str]], place: Location, depth: int) -> Iterator[Item]:
        """The footnotes and endnotes of a paragraph, each numbered as it comes."""
        for kind, key in notes:
            element = self._notes_of(kind).get(key)
            self._notes += 1
            if element is not None:
                yield from self._all(element, place._replace(note=self._notes), depth + 1)

    def _notes_of(self, kind: str) -> dict[str, Element]:
        """The notes of a kind (footnote, endnote) by their id."""
        if kind not in self._known_notes:
            root = self._part(f"{kind}s")
            notes = [] if root is None else root.findall(f"{W}{kind}")
            self._known_notes[kind] = {note.get(f"{W}id") or "": note for note in notes}
        return self._known_notes[kind]

    def _table(self, element: Element, place: Location, depth: int) -> Iterator[Item]:
        self._tables += 1
        own = self._tables  # counted before the tables in its cells

        def content(cell: Element) -> list[Item]:
            return self._all(cell, place, depth + _STEP)

        yield Grid(own, cells_of(element, content, self._path))


def _mark_is_gone(properties: Element | None) -> bool:
    """Whether the end of a paragraph is deleted or hidden, so that the next one goes on with it."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    if mark is None:
        return False
    return any(
        child.tag in _GONE or (child.tag == _HIDDEN and switch(mark, "vanish") is True)
        for child in mark
    )
