"""The text of one paragraph as a reader sees it: tracked changes accepted, fields as their
results, hidden text left out; and what hangs on it (text boxes, notes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import limits
from .docx_names import MATH, MC, VAL, W, number
from .docx_styles import Style, Styles, letters
from .limits import too_deep
from .package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RUN, _TEXT, _PROPERTIES = f"{W}r", f"{W}t", f"{W}rPr"
_FIELD = f"{W}fldChar"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_BOX = f"{W}txbxContent"
# What is not there for a reader: deleted text, what was moved away, the readings of ruby.
_LEFT_OUT = frozenset((
    f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rt", f"{W}rubyPr",
    f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}fldData", f"{W}smartTagPr",
    f"{W}customXmlPr", f"{MATH}ctrlPr", f"{W}softHyphen", f"{W}commentReference",
))  # fmt: skip
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Pictures of the fonts Wingdings and Wingdings 2 that stand for a mark; others are a box.
_PICTURES = {"FC": "√", "50": "√", "52": "☑", "FE": "☑", "A8": "□", "6F": "□", "6C": "●", "9F": "•"}


class Runs:
    """Reads paragraphs one after the other: a field may run over several."""

    def __init__(self, styles: Styles, package: Package) -> None:
        self._styles = styles
        self._path = package.path
        self._deepest = package.limits.nesting
        self._fields: list[bool] = []  # of each open field whether its result has begun
        self._parts: list[str] = []
        self._base = Style()
        self.bold: bool | None = None
        self.size: int | None = None
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []

    def read(self, paragraph: Element, style: str | None) -> str:
        """The paragraph's text. Its text boxes and notes, whether it is all bold, and the size of
        its smallest letters (in half-points) are kept until the next one is read."""
        self._parts, self.boxes, self.notes = [], [], []
        self.bold, self.size = None, None
        self._base = self._styles[style]
        self._children(paragraph, 0)
        return "".join(self._parts)

    def swap_fields(self, fields: list[bool]) -> list[bool]:
        """Goes on with other open fields and returns those that were: a cell, a text box or a
        note has its own."""
        self._fields, before = fields, self._fields
        return before

    def _children(self, parent: Element, depth: int) -> None:
        if depth > self._deepest:
            raise too_deep(self._path)
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, depth + 1)
            elif tag in _LEFT_OUT:
                continue
            elif tag == f"{MATH}t":
                self._add(child.text or "")
            elif tag == f"{MC}AlternateContent":
                self._alternative(child, depth + 1, in_run=False)
            else:
                self._children(child, depth + 1)

    def _run(self, run: Element, depth: int) -> None:
        look = self._base
        properties = run.find(_PROPERTIES)
        if properties is not None:
            look = letters(look, properties, self._styles)
        before = len(self._parts)
        self._inside_run(run, depth, bool(look.hidden))
        if any(map(str.strip, self._parts[before:])):
            self.bold = self.bold is not False and bool(look.bold)
            self.size = min(self.size or look.size or 0, look.size or 0)

    def _inside_run(self, run: Element, depth: int, hidden: bool) -> None:
        if depth > self._deepest:
            raise too_deep(self._path)
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if not hidden:
                    self._add(child.text or "")
            elif tag == _PROPERTIES or tag in _LEFT_OUT:
                continue
            elif tag == _FIELD:
                self._field(child)
            elif hidden:
                continue
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag])
            elif tag == f"{W}sym":
                self._add(_PICTURES.get((child.get(f"{W}char") or "")[-2:].upper(), "□"))
            elif tag in _NOTES:
                if self._shown():
                    self.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
            elif tag == f"{MC}AlternateContent":
                self._alternative(child, depth + 1, in_run=True)
            elif tag == f"{W}ruby":
                self._children(child, depth + 1)
            else:
                self._find_boxes(child)

    def _alternative(self, element: Element, depth: int, *, in_run: bool) -> None:
        """Of several ways to say the same the first that is understood."""
        chosen = element.find(f"{MC}Choice")
        if chosen is None:
            chosen = element.find(f"{MC}Fallback")
        if chosen is None:
            return
        if in_run:
            self._inside_run(chosen, depth, hidden=False)
        else:
            self._children(chosen, depth)

    def _find_boxes(self, element: Element) -> None:
        """The text boxes in a drawing, the outermost ones; those in them are found later."""
        if not self._shown():
            return
        waiting = [element]
        while waiting:
            inner = waiting.pop()
            if inner.tag == _BOX:
                self.boxes.append(inner)
            else:
                waiting += reversed(inner)

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._chosen(mark)
            if len(self._fields) < limits.MAX_DEPTH:
                self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _chosen(self, mark: Element) -> None:
        """What a drop-down of an old form shows: it has no result in the text."""
        choices = mark.find(f"{W}ffData/{W}ddList")
        if choices is None:
            return
        entries = [entry.get(VAL) or "" for entry in choices.findall(f"{W}listEntry")]
        at = number(choices, "result") or 0
        if 0 <= at < len(entries):
            self._add(entries[at])

    def _shown(self) -> bool:
        return all(self._fields)

    def _add(self, text: str) -> None:
        if all(self._fields):
            self._parts.append(text)
