"""Characters → printed lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .glyphs import Glyph

_SAME_LINE = 0.4  # of a character's height: how far feet of one line may be apart
_GAP = 0.22  # of a character's height: what is wider is a space
_WIDE_GAP = 0.5  # the same between two ideographs, which are set apart to fill a line
_COLUMN_GAP = 1.1  # what is wider parts columns
_SAME_PLACE = 0.25  # of a character's width: two that near are one, printed twice to look bold


@dataclass(slots=True)
class PrintedLine:
    """Characters that stand on one line, from left to right."""

    glyphs: list[Glyph]
    number: int = 0  # on its page, 1-based

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def height(self) -> float:
        return max(glyph.height for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def bare(self) -> str:
        """Its text without any space."""
        return "".join(glyph.text for glyph in self.glyphs)


def printed_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines that these characters stand on, from the top."""
    lines: list[list[Glyph]] = []
    current: list[Glyph] = []
    foot = reach = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if current and foot - glyph.base <= max(reach, _SAME_LINE * glyph.height * 0.5):
            current.append(glyph)
        else:
            current = [glyph]
            lines.append(current)
            foot, reach = glyph.base, _SAME_LINE * glyph.height
    return [PrintedLine(_in_order(line)) for line in lines]


def _in_order(glyphs: list[Glyph]) -> list[Glyph]:
    glyphs.sort()
    kept: list[Glyph] = []
    for glyph in glyphs:
        if kept:
            last = kept[-1]
            near = _SAME_PLACE * (glyph.right - glyph.left)
            if glyph.text == last.text and glyph.left - last.left < near:
                continue
        kept.append(glyph)
    return kept


def is_wide(character: str) -> bool:
    """Whether a character takes two columns of a terminal."""
    return character > "\u2e7f" or unicodedata.east_asian_width(character) in "WF"


def spaced(line: PrintedLine, left: float | None = None, unit: float = 0.0) -> str:
    """The text of a line, its gaps as spaces.

    With ``left``, the left end of the page's text, and ``unit``, the width of a column, pieces
    that stand apart begin in the column that they have on the page.
    """
    parts: list[str] = []
    column = 0
    last: Glyph | None = None
    height = max(line.height, 0.1)
    for glyph in line.glyphs:
        blanks = 0
        target = round((glyph.left - left) / unit) if left is not None else 0
        if last is None:
            blanks = max(target, 0)
        else:
            gap = (glyph.left - last.right) / height
            if gap > _COLUMN_GAP:
                blanks = max(target - column, 2)
            elif gap > (_WIDE_GAP if is_wide(glyph.text) and is_wide(last.text) else _GAP):
                blanks = 1
        blanks = min(blanks, 400)
        parts.append(" " * blanks + glyph.text)
        column += blanks + (2 if is_wide(glyph.text) else 1)
        last = glyph
    return "".join(parts)
