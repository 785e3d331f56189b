"""Pages → what stands on them in reading order, without what only belongs to the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...records import NamedTuple
from .cells import DrawnTable, fill
from .glyphs import UNREADABLE, Face, Glyph, Page
from .rows import PrintedLine, is_wide, printed_lines
from .ruling import find_grids

_EDGE_LINES = 3  # lines at each end of a page among which headers and footers are
_EDGE = 0.13  # of a page's height: where its own number may stand
_SAME_HEIGHT = 4.0  # points that a header may move between pages
_SHARE = 0.4  # of the pages that must have a header (those on the left have another one)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–－―·.~〜～_|/\s]*(?:第|[Pp]age|[Pp]\.?)?(\d{1,4})(?:页|/\d{1,4}|of\d{1,4}|[,，]?共\d{1,4}页)*"
    r"[-—–－―·.~〜～_|/\s]*"
)


class Sheet(NamedTuple):
    """A page: its lines and tables from the top, where its text begins, how wide a column is."""

    number: int
    items: list[PrintedLine | DrawnTable]
    left: float
    unit: float
    bottom: float
    top: float


@dataclass(slots=True)
class Survey:
    """What was seen of the pages: characters, those that no font explains, and which pages have
    no text (with a picture, without one)."""

    characters: int = 0
    unreadable: int = 0
    pictures: tuple[int, ...] = ()
    empty: tuple[int, ...] = ()
    pages: int = 0

    def count(self, page: Page) -> None:
        """Takes a page into account."""
        self.pages += 1
        found = sum(len(face.glyphs) for face in page.faces)
        self.characters += found
        self.unreadable += sum(
            glyph.text == UNREADABLE for face in page.faces for glyph in face.glyphs
        )
        if not found and page.pictured:
            self.pictures += (self.pages,)
        elif not found:
            self.empty += (self.pages,)


def sheet_of(page: Page, number: int) -> Sheet:
    """The lines and tables of a page, from the top."""
    items: list[PrintedLine | DrawnTable] = []
    left, unit = 0.0, 5.0
    lines_above = 0
    for face in page.faces:
        found, left_here, unit_here = _items(face, lines_above)
        if not items:
            left, unit = left_here, unit_here
        lines_above += len(printed_lines(face.glyphs))
        items += found
    return Sheet(number, items, left, unit, page.bottom, page.top)


def _items(face: Face, numbered: int) -> tuple[list[PrintedLine | DrawnTable], float, float]:
    outside = face.glyphs
    tables: list[DrawnTable] = []
    for grid in find_grids(face.horizontal, face.vertical):
        inside: list[Glyph] = []
        rest: list[Glyph] = []
        for glyph in outside:
            at = grid.cell_at((glyph.left + glyph.right) / 2, glyph.base + 0.3 * glyph.height)
            (rest if at is None else inside).append(glyph)
        if inside:
            outside = rest
            tables.append(fill(grid, inside))
    lines = printed_lines(outside)
    _number(printed_lines(face.glyphs), [*lines, *_table_lines(tables)], numbered)
    items: list[PrintedLine | DrawnTable] = [*lines, *tables]
    items.sort(key=lambda item: -(item.base if isinstance(item, PrintedLine) else item.top))
    left = min((glyph.left for glyph in face.glyphs), default=0.0)
    return items, left, _unit(face)


def _table_lines(tables: Sequence[DrawnTable]) -> list[PrintedLine]:
    return [line for table in tables for cell in table.cells for line in cell.lines]


def _number(whole: Sequence[PrintedLine], lines: Sequence[PrintedLine], before: int) -> None:
    """Gives each line the number of the line of the whole page that it is a part of."""
    bases = [line.base for line in whole]
    at = 0
    for line in sorted(lines, key=lambda line: -line.base):
        while at + 1 < len(bases) and abs(bases[at + 1] - line.base) <= abs(bases[at] - line.base):
            at += 1
        line.number = before + at + 1


def _unit(face: Face) -> float:
    """Half the usual width of an ideograph."""
    widths = Counter(
        round(glyph.right - glyph.left, 1) for glyph in face.glyphs if is_wide(glyph.text)
    )
    return max(widths.most_common(1)[0][0] / 2, 1.0) if widths else 5.0


def on_one_scale(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, those of one size with the same left end and the same width of a column: what
    stands under each other on paper does so in the text, over page breaks too."""
    scales: dict[tuple[float, float], tuple[float, float]] = {}
    for sheet in filter(lambda sheet: sheet.items, sheets):
        left, unit = scales.get((sheet.bottom, sheet.top), (sheet.left, sheet.unit))
        scales[sheet.bottom, sheet.top] = min(left, sheet.left), min(unit, sheet.unit)
    scaled = []
    for sheet in sheets:
        left, unit = scales.get((sheet.bottom, sheet.top), (sheet.left, sheet.unit))
        scaled.append(sheet._replace(left=left, unit=unit))
    return scaled


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without headers, footers and page numbers."""
    edges = [_edge_lines(sheet) for sheet in sheets]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    needed = max(2.0, _SHARE * len(sheets))
    heights: dict[str, list[float]] = {}
    for lines in edges:
        for line in lines:
            heights.setdefault(_key(line), []).append(line.base)
    kept = []
    offsets = Counter(
        value - sheet.number
        for sheet, lines in zip(sheets, edges, strict=True)
        for line in lines
        if (value := _page_number(line, sheet)) is not None
    )
    for sheet, lines in zip(sheets, edges, strict=True):
        gone = set()
        for line in lines:
            key = _key(line)
            near = sum(abs(base - line.base) <= _SAME_HEIGHT for base in heights[key])
            value = _page_number(line, sheet)
            if (seen[key] >= needed and near >= needed) or (
                value is not None and (len(sheets) == 1 or offsets[value - sheet.number] > 1)
            ):
                gone.add(id(line))
        items = [item for item in sheet.items if id(item) not in gone]
        kept.append(sheet._replace(items=items))
    return kept


def _edge_lines(sheet: Sheet) -> list[PrintedLine]:
    """The lines above the first table and below the last one, near the ends of a page."""
    found: list[PrintedLine] = []
    for items in (sheet.items, sheet.items[::-1]):
        for item in items[:_EDGE_LINES]:
            if not isinstance(item, PrintedLine):
                break
            if item not in found:
                found.append(item)
    return found


def _key(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.bare)


def _page_number(line: PrintedLine, sheet: Sheet) -> int | None:
    """The number that a line at an end of a page gives it, and nothing else."""
    height = sheet.top - sheet.bottom
    if sheet.bottom + _EDGE * height < line.base < sheet.top - _EDGE * height:
        return None
    match = _PAGE_NUMBER.fullmatch(line.bare)
    return int(match[1]) if match else None
