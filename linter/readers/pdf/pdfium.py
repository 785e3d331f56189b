"""The characters and drawn lines of a PDF, taken from PDFium.

Only the process that is made for it imports this module (see ``process``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_void_p, cast
from itertools import pairwise
from typing import Any

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from ..limits import MAX_PAGE_CHARACTERS
from .glyphs import UNREADABLE, Face, Glyph, Page, Stroke

_THICK = 4.0  # points: what is broader is no line
_SHORT = 4.0  # points: what is shorter is no line of a table
_SKEW = math.radians(4)  # how far text may lean and still run along an axis
_DOUBTFUL = 0.1  # of a font's characters that mean nothing: then none of them does
_FORM_DEPTH = 5  # forms (drawings that are used again) inside each other
_MAX_STROKES = 20_000  # on a page: what has more is a picture
_LARGE = 0.3  # of a page: a picture that may be all there is on it
_PRIVATE = ("\ue000", "\uf8ff")

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class RefusedError(Exception):
    """A PDF that is not read: ``reason`` is ``damaged``, ``password``, ``pages``, ``characters``;
    ``detail`` is a number that belongs to it."""

    def __init__(self, reason: str, detail: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def start() -> None:
    """To be called once, before anything else."""
    pdfium.FPDF_InitLibrary()


def pages_of(data: bytes, most: int) -> Iterator[Page]:
    """The pages of a PDF, in order; ``RefusedError`` where there are more than ``most``."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        locked = error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise RefusedError("password" if locked else "damaged")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > most:
            raise RefusedError("pages", count)
        if count == 0:
            raise RefusedError("damaged")
        for number in range(count):
            page = pdfium.FPDF_LoadPage(document, number)
            if not page:
                raise RefusedError("page", number + 1)
            try:
                yield _page(page, number)
            finally:
                pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(page: Any, number: int) -> Page:
    quarters = _glyphs(page, number)
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    area = abs((box.right - box.left) * (box.top - box.bottom))
    strokes = _Strokes(area)
    strokes.collect(page)
    order = sorted(quarters, key=lambda quarter: -len(quarters[quarter]))
    faces = [Face(quarters[quarter], *strokes.turned(quarter)) for quarter in order]
    corners = [_turned(quarter, box.left, box.bottom) for quarter in order[:1]] + [
        _turned(quarter, box.right, box.top) for quarter in order[:1]
    ]
    heights = [height for _, height in corners] or [box.bottom, box.top]
    return Page(faces, min(heights), max(heights), strokes.pictured)


def _glyphs(page: Any, number: int) -> dict[int, list[Glyph]]:
    """The characters by the quarters of a turn that their text is rotated."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return {}
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count > MAX_PAGE_CHARACTERS:
            raise RefusedError("characters", number + 1)
        found, suspicious = _read_glyphs(text_page, count, frozenset())
        if suspicious and (unreadable := _undecoded(text_page, count)):
            found, _ = _read_glyphs(text_page, count, unreadable)
        return found
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _undecoded(text_page: Any, count: int) -> frozenset[int]:
    """The characters of fonts that do not say what their characters are.

    Such a font gives some codes that mean nothing, and others that look like letters and digits
    and are not what is printed: none of them can be trusted.
    """
    fonts: dict[int | None, list[int]] = {}
    doubtful: Counter[int | None] = Counter()
    for index in range(count):
        item = pdfium.FPDFText_GetTextObject(text_page, index)
        if not item or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        font = cast(pdfium.FPDFTextObj_GetFont(item), c_void_p).value
        fonts.setdefault(font, []).append(index)
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if _is_suspicious(code) or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            doubtful[font] += 1
    return frozenset(
        index
        for font, indexes in fonts.items()
        if doubtful[font] > _DOUBTFUL * len(indexes)
        for index in indexes
    )


def _is_suspicious(code: int) -> bool:
    """Whether no Chinese report has such a character: none at all, or a letter with an accent."""
    return _character(code) == UNREADABLE or (0xC0 <= code < 0x250 and code not in (0xD7, 0xF7))


def _read_glyphs(
    text_page: Any, count: int, unreadable: frozenset[int]
) -> tuple[dict[int, list[Glyph]], bool]:
    """The characters, and whether some of them are such that their font has to be looked at."""
    found: dict[int, list[Glyph]] = {}
    suspicious = False
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    box_at, x_at, y_at = byref(box), byref(x), byref(y)
    lead = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code <= 32 and pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a pair
            lead = code
            continue
        if lead and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00)
        lead = 0
        character = _character(code)
        if index in unreadable or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            character = UNREADABLE
        suspicious = suspicious or character == UNREADABLE or _is_suspicious(code)
        if not character.strip() or not pdfium.FPDFText_GetLooseCharBox(text_page, index, box_at):
            continue
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        quarter = round(angle / (math.pi / 2)) if angle > 0 else 0
        if abs(angle - quarter * math.pi / 2) > _SKEW:
            continue  # text across the page is a watermark
        quarter = -quarter % 4  # PDFium counts them the other way round
        pdfium.FPDFText_GetCharOrigin(text_page, index, x_at, y_at)
        if quarter == 0:
            height = max(box.top - box.bottom, box.right - box.left)  # of 一 its own is little
            glyph = Glyph(box.left, box.right, y.value, height, character)
        else:
            left, bottom = _turned(quarter, box.left, box.bottom)
            right, top = _turned(quarter, box.right, box.top)
            _, base = _turned(quarter, x.value, y.value)
            left, right = min(left, right), max(left, right)
            glyph = Glyph(left, right, base, max(abs(top - bottom), right - left), character)
        found.setdefault(quarter, []).append(glyph)
    return found, suspicious


def _character(code: int) -> str:
    if code < 32 or 0x7F <= code < 0xA0:
        return " " if code in (9, 10, 13) else UNREADABLE
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return UNREADABLE
    character = chr(code)
    if _PRIVATE[0] <= character <= _PRIVATE[1] or code >= 0xF0000:
        return UNREADABLE
    return character


def _turned(quarter: int, x: float, y: float) -> tuple[float, float]:
    """A point, the page turned so that text rotated by these quarters runs to the right."""
    if quarter == 1:
        return y, -x
    if quarter == 2:
        return -x, -y
    if quarter == 3:
        return -y, x
    return x, y


class _Strokes:
    """Collects the horizontal and vertical lines of a page, thin filled rectangles among them."""

    def __init__(self, page_area: float) -> None:
        self.boxes: list[tuple[float, float, float, float]] = []
        self.pictured = False
        self._page_area = page_area
        self._bounds = [c_float() for _ in range(4)]
        self._bounds_at = [byref(value) for value in self._bounds]

    def collect(self, page: Any) -> None:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            self._take(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
            if len(self.boxes) > _MAX_STROKES:
                self.boxes = []
                return

    def turned(self, quarter: int) -> tuple[list[Stroke], list[Stroke]]:
        """The horizontal and the vertical ones of the page, turned."""
        horizontal: list[Stroke] = []
        vertical: list[Stroke] = []
        for left, bottom, right, top in self.boxes:
            a, b = _turned(quarter, left, bottom), _turned(quarter, right, top)
            left, right = sorted((a[0], b[0]))
            bottom, top = sorted((a[1], b[1]))
            if right - left >= top - bottom:
                horizontal.append(Stroke((bottom + top) / 2, left, right))
            else:
                vertical.append(Stroke((left + right) / 2, bottom, top))
        return horizontal, vertical

    def _take(self, item: Any, matrix: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._take_path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inner = _times(_matrix(item), matrix)
            for index in range(max(pdfium.FPDFFormObj_CountObjects(item), 0)):
                self._take(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                if len(self.boxes) > _MAX_STROKES:
                    return
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and not self.pictured:
            left, bottom, right, top = self._box(item, matrix)
            self.pictured = (right - left) * (top - bottom) > _LARGE * self._page_area

    def _take_path(self, path: Any, matrix: Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(path)
        fill, stroke = c_int(), c_int()
        if not pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)):
            return
        if not fill.value and not stroke.value:
            return
        if count <= 5:
            box = self._box(path, matrix)
            if _is_line(box):
                self.boxes.append(box)
                return
            if not stroke.value:
                return
        self._take_segments(path, matrix, count, bool(stroke.value))

    def _take_segments(self, path: Any, matrix: Matrix, count: int, stroked: bool) -> None:
        """The lines of a path of many; of a filled one, the pieces that are thin as lines."""
        own = _times(_matrix(path), matrix)
        piece: list[tuple[float, float]] = []
        x, y = c_float(), c_float()
        for index in range(min(count, _MAX_STROKES)):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
                continue
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._take_piece(piece, stroked)
                piece = []
            piece.append(_moved(own, x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                piece.append(piece[0])
        self._take_piece(piece, stroked)

    def _take_piece(self, points: list[tuple[float, float]], stroked: bool) -> None:
        if len(points) < 2:
            return
        box = _around(points)
        if _is_line(box):
            self.boxes.append(box)
        elif stroked:
            sides = pairwise(points)
            self.boxes += [side for side in map(_around, sides) if _is_line(side)]

    def _box(self, item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
        """The bounds of an object: left, bottom, right, top."""
        pdfium.FPDFPageObj_GetBounds(item, *self._bounds_at)
        left, bottom, right, top = (value.value for value in self._bounds)
        if matrix is _IDENTITY:
            return left, bottom, right, top
        return _around([_moved(matrix, left, bottom), _moved(matrix, right, top)])


def _around(points: Any) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_line(box: tuple[float, float, float, float]) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= _THICK and max(width, height) >= _SHORT


def _matrix(item: Any) -> Matrix:
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(own)):
        return _IDENTITY
    return own.a, own.b, own.c, own.d, own.e, own.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
