"""The names of WordprocessingML that are read (ISO/IEC 29500-1, 17), and how to ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = f"{W}val"
_OFF = frozenset(("0", "false", "off", "none"))


def value(element: Element | None, name: str, default: str = "") -> str:
    """``w:val`` of the child of that name."""
    child = None if element is None else element.find(W + name)
    return default if child is None else child.get(VAL) or default


def number(element: Element | None, name: str) -> int | None:
    """``w:val`` of the child of that name, if it is a number of a sane size."""
    text = value(element, name)
    return whole(text) if text else None


def whole(text: str) -> int | None:
    """A whole number; None for what is none."""
    text = text.strip()
    return int(text) if len(text) <= 9 and text.lstrip("-").isdigit() and text.isascii() else None


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property: on where it stands without a value; None where it is not there."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(VAL, "1").lower() not in _OFF
