"""A base report as a Word document, its tables merged as in the official form."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import Any

from .bases import Base
from .tables import Table

FONT = "WenQuanYi Micro Hei"
WIDTHS = {  # centimetres
    "active_disclosure": (5.0, 4.0, 4.0, 4.0),
    "requests": (1.3, 1.9, 4.7, 1.4, 1.3, 1.2, 1.3, 1.3, 1.2, 1.4),
    "review_litigation": (1.13,) * 15,
}
POINTS = {"title": 18, "heading": 14, "para": 11, "sign": 11}
CENTER, RIGHT = 1, 2  # members of python-docx's WD_ALIGN_PARAGRAPH


def word_file(base: Base, *, size: float = 9, margin: float = 0.08) -> bytes:
    """The report as DOCX; its bytes depend on nothing but the arguments.

    `size` is that of the tables' letters in points, `margin` the room beside them in centimetres.
    """
    docx: Any = import_module("docx")
    document = docx.Document()
    _set_up(document)
    for kind, block in base.blocks():
        if isinstance(block, Table):
            _add_table(document, block, size, margin)
            document.add_paragraph()
        elif base.styled and kind in {"title", "heading"}:
            document.add_heading(block, level=1 if kind == "title" else 2)
        else:
            shared: Any = import_module("docx.shared")
            paragraph = document.add_paragraph()
            paragraph.add_run(block).font.size = shared.Pt(POINTS[kind])
            if kind == "para":
                paragraph.paragraph_format.first_line_indent = shared.Pt(22)
            elif kind == "sign":
                paragraph.alignment = RIGHT
    raw = io.BytesIO()
    document.save(raw)
    return _repacked(raw)


def _set_up(document: Any) -> None:
    """An A4 page, one font for all scripts, nothing bold."""
    shared: Any = import_module("docx.shared")
    qn = import_module("docx.oxml.ns").qn
    for section in document.sections:
        section.page_width, section.page_height = shared.Cm(21), shared.Cm(29.7)
        section.left_margin = section.right_margin = shared.Cm(2)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = FONT
        style.font.bold = False
        fonts = style.element.rPr.rFonts
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)
            fonts.set(qn(f"w:{script}"), FONT)


def _add_table(document: Any, table: Table, size: float, margin: float) -> None:
    """Append `table`, its spans merged."""
    shared: Any = import_module("docx.shared")
    grid = document.add_table(rows=len(table.rows), cols=table.width)
    grid.style = "Table Grid"
    grid.autofit = False
    _set_margins(grid, round(shared.Cm(margin).twips))
    for column, width in zip(grid.columns, WIDTHS[table.name], strict=True):
        column.width = shared.Cm(width)
        for cell in column.cells:
            cell.width = shared.Cm(width)
    for r, row in enumerate(table.grid()):
        for c, (cell, top, left) in enumerate(row):
            if not (top and left):
                continue
            target = grid.cell(r, c)
            if cell.rowspan > 1 or cell.colspan > 1:
                target = target.merge(grid.cell(r + cell.rowspan - 1, c + cell.colspan - 1))
            paragraph = target.paragraphs[0]
            paragraph.add_run(cell.text).font.size = shared.Pt(size)
            if cell.key or cell.rowspan == 1:
                paragraph.alignment = CENTER


def _set_margins(grid: Any, twips: int) -> None:
    """The room left and right of the text in every cell of a python-docx table."""
    element = import_module("docx.oxml").OxmlElement
    qn = import_module("docx.oxml.ns").qn
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        edge = element(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    grid._tbl.tblPr.append(margins)


def _repacked(raw: io.BytesIO) -> bytes:
    """The same package without the template's thumbnail and without the time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name != "docProps/thumbnail.jpeg":
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(name))
    return out.getvalue()
