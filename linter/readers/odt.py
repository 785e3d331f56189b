"""ODT: OpenDocument text, as LibreOffice and WPS write it (ISO/IEC 26300-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..document import Document
from ..source import Location, Source
from . import limits
from .docx_names import whole
from .flow import Grid, GridCell, Item, Para, flowed
from .limits import Limits, too_deep, too_much
from .odt_styles import DRAW, OFFICE, TABLE, TEXT, Look, Styles
from .package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_STEP = 3  # what a table or a box adds to the depth: its own element, a row, a cell
_SIZE = 24  # half-points: the size of letters where nothing says it
# What only wraps paragraphs and tables.
_WRAPPERS = frozenset(
    TEXT + name
    for name in (
        "section", "index-body", "table-of-content", "illustration-index", "alphabetical-index",
        "user-index", "index-title", "numbered-paragraph",
    )
)  # fmt: skip
_LEFT_OUT = frozenset((
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}ruby-text", f"{TEXT}note-citation",
    f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{TEXT}variable-decls", f"{OFFICE}forms",
))  # fmt: skip
_ROWS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))


def read(data: bytes, path: str, limited: Limits) -> tuple[Source, Document]:
    """The text and blocks of an ODT file; ``ReadError`` where it is none, or damaged."""
    package = Package(data, path, limited)
    return flowed(_Reader(package).items(), path)


class _Reader:
    """Reads the parts of one document."""

    def __init__(self, package: Package) -> None:
        self._path = package.path
        self._package = package
        self._root = package.tree("content.xml")
        roots = [self._root]
        if "styles.xml" in package:
            roots.insert(0, package.tree("styles.xml"))
        self._styles = Styles(roots)
        self._read = self._paragraphs = self._tables = self._notes = self._cells = self._rows = 0
        self._lists = 0
        self._countings: dict[str | None, str] = {}  # a list's id → what it is counted with
        self._last: dict[str, str] = {}  # a list style → what its last list was counted with
        self._hanging: list[Element] = []  # boxes and notes of the paragraph being read

    def items(self) -> list[Item]:
        """The paragraphs and tables of the body, in reading order."""
        body = self._root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise self._package.damaged(None)
        return list(self._blocks(body, None, 0))

    def _blocks(self, parent: Element, place: Location | None, depth: int) -> Iterator[Item]:
        """What an element holds; ``place`` is where all of it is, else paragraphs are counted."""
        if depth > _STEP * limits.MAX_TABLE_DEPTH:
            raise too_much(self._path, "内部元素嵌套太深", "elements nested too deeply")
        for child in parent:
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child, place, depth, "")
            elif tag == f"{TEXT}list":
                yield from self._list(child, place, depth + 1)
            elif tag == f"{TABLE}table":
                yield from self._table(child, place or Location(max(self._paragraphs, 1)), depth)
            elif tag in _WRAPPERS:
                yield from self._blocks(child, place, depth + 1)
            elif tag == f"{DRAW}frame":
                for box in child.findall(f"{DRAW}text-box"):
                    yield from self._blocks(box, place, depth + _STEP)

    def _list(self, element: Element, place: Location | None, depth: int) -> Iterator[Item]:
        """The items of a list that is in no other one."""
        style = element.get(f"{TEXT}style-name") or ""
        before = element.get(f"{TEXT}continue-list")
        if before is not None and before in self._countings:
            counting = self._countings[before]
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counting = self._last.get(style, style or "?")
        else:
            self._lists += 1
            counting = f"#{self._lists}"
        self._countings[element.get(_ID)] = self._last[style] = counting
        yield from self._listed(element, place, depth, style, counting, 1)

    def _listed(
        self,
        element: Element,
        place: Location | None,
        depth: int,
        style: str,
        counting: str,
        level: int,
    ) -> Iterator[Item]:
        """The items of a list, each with its number before its first paragraph."""
        if depth > _STEP * limits.MAX_TABLE_DEPTH:
            raise too_much(self._path, "列表嵌套太深", "lists nested too deeply")
        style = element.get(f"{TEXT}style-name") or style
        for item in element:
            label = None if item.tag == f"{TEXT}list-item" else ""
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._listed(child, place, depth + 1, style, counting, level + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    if label is None:
                        own = item.get(f"{TEXT}style-override") or style
                        own = own or self._styles[child.get(f"{TEXT}style-name") or ""].list_style
                        start = whole(item.get(f"{TEXT}start-value") or "")
                        label = self._styles.number(own, level, counting, start)
                    yield from self._paragraph(child, place, depth, label)
                    label = ""

    def _paragraph(
        self, element: Element, place: Location | None, depth: int, label: str
    ) -> Iterator[Item]:
        self._read += 1
        if self._read > limits.MAX_PARAGRAPHS:
            raise too_much(self._path, "段落太多", "too many paragraphs")
        if place is None:
            self._paragraphs += 1
            place = Location(self._paragraphs)
        self._hanging = []
        look = self._styles[element.get(f"{TEXT}style-name") or ""]
        parts: list[str] = []
        self._letters: list[tuple[bool, int]] = []
        self._inline(element, parts, look.hidden, (look.bold, look.size), 0)
        level = look.level
        if element.tag == f"{TEXT}h":
            level = whole(element.get(f"{TEXT}outline-level") or "") or 1
            if not label and element.get(f"{TEXT}is-list-header") != "true":
                label = self._styles.number("", level)
        text = "".join(parts).strip(" ")
        if label.endswith(".") and text[:1].isdigit():
            label += " "
        hanging, letters = self._hanging, self._letters
        bold = bool(letters) and all(bold for bold, _ in letters)
        yield Para(
            label + text, place, level, bold, min((size for _, size in letters), default=0) or _SIZE
        )
        for outer in hanging:
            if outer.tag == f"{DRAW}text-box":
                yield from self._blocks(outer, place, depth + _STEP)
            elif place.note is None:
                self._notes += 1
                yield from self._blocks(outer, place._replace(note=self._notes), depth + _STEP)

    def _inline(
        self,
        element: Element,
        parts: list[str],
        hidden: bool,
        letters: tuple[bool, int],
        depth: int,
    ) -> None:
        """Adds the text in an element; white space counts once, as in XHTML."""
        if depth > self._package.limits.nesting:
            raise too_deep(self._path)
        self._add(element.text, parts, hidden, letters)
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}span":
                look = self._styles[child.get(f"{TEXT}style-name") or ""]
                self._inline(child, parts, hidden or look.hidden, _within(look, letters), depth + 1)
            elif tag == f"{TEXT}s":
                parts.append(" " * min(whole(child.get(f"{TEXT}c") or "1") or 1, 1000))
            elif tag == f"{TEXT}tab":
                parts.append("\t")
            elif tag == f"{TEXT}line-break":
                parts.append("\n")
            elif tag == f"{TEXT}note":
                self._hanging += child.findall(f"{TEXT}note-body")
            elif tag == f"{DRAW}text-box":
                self._hanging.append(child)
            elif tag not in _LEFT_OUT:
                self._inline(child, parts, hidden, letters, depth + 1)
            self._add(child.tail, parts, hidden, letters)

    def _add(
        self, text: str | None, parts: list[str], hidden: bool, letters: tuple[bool, int]
    ) -> None:
        if not text or hidden:
            return
        parts.append(_BLANKS.sub(" ", text))
        if text.strip():
            self._letters.append(letters)

    def _table(self, element: Element, place: Location, depth: int) -> Iterator[Item]:
        self._tables += 1
        own = self._tables  # counted before the tables in its cells
        cells: list[GridCell] = []
        at = 0
        for row in _rows(element, 0):
            column = 0
            for cell in row:
                if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    continue
                for _ in range(_times(cell, "columns")):
                    self._cells += 1
                    if self._cells > limits.MAX_CELLS:
                        raise too_much(self._path, "表格单元格太多", "too many table cells")
                    if cell.tag == f"{TABLE}table-cell":
                        down, right = _span(cell, "rows"), _span(cell, "columns")
                        content = list(self._blocks(cell, place, depth + _STEP))
                        cells.append(GridCell(at, column, down, right, content))
                    column += 1
                    if column > limits.MAX_SPAN:
                        raise too_much(self._path, "表格列数太多", "too many table columns")
            at += 1
            self._rows += 1
            if self._rows > limits.MAX_ROWS:
                raise too_much(self._path, "表格行数太多", "too many table rows")
        yield Grid(own, cells)


def _within(look: Look, letters: tuple[bool, int]) -> tuple[bool, int]:
    """The letters of a piece of a paragraph that has these."""
    return look.bold or letters[0], look.size or letters[1]


def _rows(element: Element, depth: int) -> Iterator[Element]:
    """The rows of a table, those in groups too, repeated ones as often as they stand there."""
    for child in element:
        if child.tag == f"{TABLE}table-row":
            if child.get(f"{TABLE}visibility") not in ("collapse", "filter"):
                for _ in range(_times(child, "rows")):
                    yield child
        elif child.tag in _ROWS and depth < limits.MAX_DEPTH:
            yield from _rows(child, depth + 1)


def _times(element: Element, what: str) -> int:
    repeated = whole(element.get(f"{TABLE}number-{what}-repeated") or "1") or 1
    return min(max(repeated, 1), limits.MAX_ROWS + 1)


def _span(element: Element, what: str) -> int:
    spanned = whole(element.get(f"{TABLE}number-{what}-spanned") or "1") or 1
    return min(max(spanned, 1), limits.MAX_SPAN)
