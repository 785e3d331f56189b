"""Styles: what a paragraph or a run is by the style it bears, and by those that one is based on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import NamedTuple
from .docx_names import VAL, W, number, switch, value, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_BASES = 30
_TITLE = re.compile(r"title|标题|文档标题|公文标题|大标题")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])(?:\s*(?:char|字符))?")
_CHINESE = re.compile(r"(?:公文)?([一二三四五六七八九])级标题|标题([一二三四五六七八九])")
_NUMERALS = "一二三四五六七八九"
_RUN_STYLE, _VANISH, _BOLD, _SIZE = f"{W}rStyle", f"{W}vanish", f"{W}b", f"{W}sz"


class Style(NamedTuple):
    """What matters of a style. ``level`` as a heading (1 the highest); ``num`` and ``ilvl`` are
    its automatic numbering; ``size`` in half-points."""

    level: int | None = None
    hidden: bool | None = None
    num: str | None = None
    ilvl: int | None = None
    bold: bool | None = None
    size: int | None = None


class Styles:
    """The styles of a document; those it lacks are plain."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str | None, Style] = {}
        self.default_paragraph: str | None = None
        self.base = Style()
        if root is None:
            return
        for element in root.findall(f"{W}style"):
            name = element.get(f"{W}styleId")
            if name is None:
                continue
            self._elements[name] = element
            usual = element.get(f"{W}default") in ("1", "true", "on")
            if usual and element.get(f"{W}type") == "paragraph":
                self.default_paragraph = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.base = letters(Style(), defaults)

    def __getitem__(self, name: str | None) -> Style:
        style = self._known.get(name)
        if style is None:
            style = self._known[name] = self._resolved(name)
        return style

    def _resolved(self, name: str | None) -> Style:
        chain: list[str] = []
        while (
            name is not None
            and name in self._elements
            and name not in self._known
            and len(chain) < _MOST_BASES
        ):
            chain.append(name)
            name = value(self._elements[name], "basedOn") or None
        style = self._known.get(name, self.base)
        for key in reversed(chain):
            element = self._elements[key]
            style = letters(_paragraph(style, element), element.find(f"{W}rPr"))
            self._known[key] = style
        return style


def _paragraph(style: Style, element: Element) -> Style:
    """A style with what a style based on it says of the paragraph."""
    properties = element.find(f"{W}pPr")
    level = heading_level(value(element, "name"))
    outline = outline_level(properties)
    level = level if outline is None else outline or None
    if level is not None or outline is not None:
        style = style._replace(level=level)
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return style
    num, ilvl = value(numbering, "numId"), number(numbering, "ilvl")
    return style._replace(num=num or style.num, ilvl=style.ilvl if ilvl is None else ilvl)


def letters(style: Style, properties: Element | None, styles: Styles | None = None) -> Style:
    """A style with what run properties, and the character style they name, say."""
    if properties is None:
        return style
    hidden, bold, size = style.hidden, style.bold, style.size
    for child in properties:
        tag = child.tag
        if tag == _RUN_STYLE and styles is not None:
            named = styles[child.get(VAL)]
            hidden = hidden if named.hidden is None else named.hidden
            bold = bold if named.bold is None else named.bold
            size = size if named.size is None else named.size
        elif tag == _VANISH:
            hidden = switch(properties, "vanish")
        elif tag == _BOLD:
            bold = switch(properties, "b")
        elif tag == _SIZE:
            size = whole(child.get(VAL) or "") or size
    if (hidden, bold, size) == (style.hidden, style.bold, style.size):
        return style
    return Style(style.level, hidden, style.num, style.ilvl, bold, size)


def outline_level(properties: Element | None) -> int | None:
    """The level that paragraph properties give: 1 to 9, 0 for body text, None for nothing."""
    level = number(properties, "outlineLvl")
    if level is None:
        return None
    return level + 1 if 0 <= level < 9 else 0


def heading_level(name: str) -> int | None:
    """The level of a style by its name, in English or Chinese: ``heading 2``, ``标题 2``,
    ``二级标题``."""
    plain = name.strip().lower()
    if _TITLE.fullmatch(plain):
        return 1
    match = _HEADING.fullmatch(plain)
    if match:
        return int(match.group(1))
    match = _CHINESE.fullmatch(plain)
    return _NUMERALS.index(match.group(1) or match.group(2)) + 1 if match else None
