"""What stands on a page, as plain values: characters and drawn lines with their coordinates.

Coordinates are PDF points; ``base`` is the height of a character's foot, larger is higher.
"""

from __future__ import annotations

from ...records import NamedTuple

UNREADABLE = "\ufffd"  # stands for a character whose font does not say what it is


class Glyph(NamedTuple):
    """A character, turned so that its text runs from left to right."""

    left: float
    right: float
    base: float
    height: float
    text: str


class Stroke(NamedTuple):
    """A horizontal or vertical line: where it is across, and from where to where it goes."""

    at: float
    start: float
    end: float


class Face(NamedTuple):
    """What a page shows in one direction of reading: most pages have one."""

    glyphs: list[Glyph]
    horizontal: list[Stroke]
    vertical: list[Stroke]


class Page(NamedTuple):
    """A page: its faces, the one with most text first, and whether a picture fills it."""

    faces: list[Face]
    bottom: float
    top: float
    pictured: bool
