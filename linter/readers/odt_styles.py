"""Styles and lists of an OpenDocument text (ISO/IEC 26300-1, 16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..records import NamedTuple
from .docx_names import whole
from .docx_numbering import formatted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
DRAW, STYLE = f"{{{_NS}drawing:1.0}}", f"{{{_NS}style:1.0}}"
_FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
_LEVELS = 10
_MOST_PARENTS = 30
# How a format begins → what OOXML calls it.
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "①": "decimalEnclosedCircle", "１": "decimalFullWidth",
}  # fmt: skip


class Look(NamedTuple):
    """What matters of a style: hidden, bold, size in half-points (0: not said), its
    list, heading level."""

    hidden: bool = False
    bold: bool = False
    size: int = 0
    list_style: str = ""
    level: int | None = None


class _Level(NamedTuple):
    form: str = "none"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""


class Styles:
    """The styles of a document, and how far its lists have been counted."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Look] = {}
        self._lists: dict[str, list[_Level]] = {}
        self._counts: dict[str, list[int]] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                self._elements[element.get(f"{STYLE}name") or ""] = element
            for element in root.iter(f"{TEXT}list-style"):
                self._lists[element.get(f"{STYLE}name") or "?"] = _levels(element)
            for element in root.iter(f"{TEXT}outline-style"):
                self._lists[""] = _levels(element)

    def __getitem__(self, name: str) -> Look:
        look = self._known.get(name)
        if look is None:
            look = self._known[name] = self._resolved(name)
        return look

    def _resolved(self, name: str) -> Look:
        chain: list[Element] = []
        while name in self._elements and len(chain) < _MOST_PARENTS:
            chain.append(self._elements[name])
            name = chain[-1].get(f"{STYLE}parent-style-name") or ""
        look = Look()
        for element in reversed(chain):
            look = letters(look, element)
            level = whole(element.get(f"{STYLE}default-outline-level") or "")
            own_list = element.get(f"{STYLE}list-style-name")
            look = look._replace(
                list_style=look.list_style if own_list is None else own_list,
                level=level or look.level,
            )
        return look

    def number(self, style: str, depth: int, counting: str = "", start: int | None = None) -> str:
        """The number of the next item of a list on a level (1 the highest).

        ``style`` is the list's (``""``: the headings'), ``counting`` names what is counted
        together: lists that go on with each other; ``start`` the number that an item itself has.
        """
        levels = self._lists.get(style)
        if levels is None or not 1 <= depth <= _LEVELS:
            return ""
        counts = self._counts.setdefault(counting, [level.start - 1 for level in levels])
        at = depth - 1
        counts[at] = counts[at] + 1 if start is None else start
        for below in range(depth, _LEVELS):
            counts[below] = levels[below].start - 1
        level = levels[at]
        if level.bullet:
            return level.bullet
        first = max(0, depth - level.shown)
        shown = [
            formatted(max(counts[index], levels[index].start), levels[index].form)
            for index in range(first, depth)
        ]
        if not shown[-1]:
            return ""
        text = level.prefix + ".".join(filter(None, shown)) + level.suffix
        return text + " " if text[-1].isascii() and text[-1].isalnum() else text


def letters(look: Look, element: Element) -> Look:
    """A look with what a style says of the letters."""
    own = element.find(f"{STYLE}text-properties")
    if own is None:
        return look
    display, weight = own.get(f"{TEXT}display"), own.get(f"{_FO}font-weight")
    size = own.get(f"{_FO}font-size") or ""
    points = size[:-2] if size.endswith("pt") else ""
    half = round(2 * float(points)) if points.replace(".", "", 1).isdigit() else look.size
    return look._replace(
        hidden=look.hidden if display is None else display == "none",
        bold=look.bold if weight is None else weight == "bold",
        size=half,
    )


def _levels(element: Element) -> list[_Level]:
    levels = [_Level()] * _LEVELS
    for child in element:
        at = whole(child.get(f"{TEXT}level") or "")
        if at is None or not 1 <= at <= _LEVELS:
            continue
        bullet = child.get(f"{TEXT}bullet-char") or ""
        if bullet and "\ue000" <= bullet[0] <= "\uf8ff":
            bullet = "•"
        form = child.get(f"{STYLE}num-format") or ""
        levels[at - 1] = _Level(
            form=_FORMS.get(form[:1], "decimal") if form else "none",
            prefix=(child.get(f"{STYLE}num-prefix") or "")[:20],
            suffix=(child.get(f"{STYLE}num-suffix") or "")[:20],
            shown=whole(child.get(f"{TEXT}display-levels") or "") or 1,
            start=max(whole(child.get(f"{TEXT}start-value") or "") or 1, 1),
            bullet=bullet[:1],
        )
    return levels
