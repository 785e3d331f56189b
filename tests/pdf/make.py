"""Make the small PDFs of this folder: the base reports of `tests/conversions` in shapes PDFs have.

    python -m tests.pdf.make

Needs reportlab and pikepdf; tests need the files alone. The letters are those of the PDF
standard's Chinese fonts, which every reader knows, so that the files stay small.
"""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.conversions.bases import BASES, Base
from tests.conversions.tables import Table

FILES = Path(__file__).parent / "files"
SONG = "STSong-Light"
A4 = (595.0, 842.0)
SIZES = {"title": 17, "heading": 13, "para": 11, "sign": 11}
WIDTHS = {
    "active_disclosure": (0.3, *(0.7 / 3,) * 3),
    "requests": (0.08, 0.1, 0.26, *(0.08,) * 7),
    "review_litigation": (1 / 15,) * 15,
}


def report(base: Base, rules: str = "GRID", *, wide: bool = False, letters: float = 7) -> bytes:
    """A report with page heads and page numbers; `rules` are the table's: GRID, INNERGRID,
    LINEBELOW or none; `wide` turns the paper."""
    platypus, metrics, cid = _modules("platypus", "pdfbase.pdfmetrics", "pdfbase.cidfonts")
    metrics.registerFont(cid.UnicodeCIDFont(SONG))
    size = A4[::-1] if wide else A4
    out = io.BytesIO()
    document = platypus.SimpleDocTemplate(
        out, pagesize=size, leftMargin=40, rightMargin=40, invariant=1, pageCompression=1
    )
    flow: list[Any] = []
    for kind, block in base.blocks():
        if isinstance(block, Table):
            flow += [_table(block, size[0] - 80, rules, letters), platypus.Spacer(1, 10)]
        else:
            flow.append(platypus.Paragraph(block, _style(kind, SIZES[kind])))

    def furnish(canvas: Any, page: Any) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawString(40, size[1] - 30, base.organ + "政府信息公开")
        canvas.drawCentredString(size[0] / 2, 30, f"— {page.page} —")

    document.build(flow, onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def _modules(*names: str) -> list[Any]:
    return [import_module(f"reportlab.{name}") for name in names]


def _style(kind: str, size: float) -> Any:
    (styles,) = _modules("lib.styles")
    align = {"title": 1, "cell": 1, "sign": 2}.get(kind, 0)
    return styles.ParagraphStyle(
        kind,
        fontName=SONG,
        fontSize=size,
        leading=size * (1.25 if kind == "cell" else 1.6),
        wordWrap="CJK",
        alignment=align,
        firstLineIndent=22 if kind == "para" else 0,
    )


def _table(table: Table, width: float, rules: str, letters: float) -> Any:
    platypus, colors = _modules("platypus", "lib.colors")
    whole = ((0, 0), (-1, -1))
    style: list[Any] = [("VALIGN", *whole, "MIDDLE")]
    style += [(f"{side}PADDING", *whole, 2) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    if rules:
        style.append((rules, *whole, 0.5, colors.black))
    rows = []
    for r, row in enumerate(table.grid()):
        cells: list[Any] = []
        for c, (cell, top, left) in enumerate(row):
            first = top and left
            cells.append(platypus.Paragraph(cell.text, _style("cell", letters)) if first else "")
            if first and (cell.rowspan > 1 or cell.colspan > 1):
                last = (c + cell.colspan - 1, r + cell.rowspan - 1)
                style.append(("SPAN", (c, r), last))
        rows.append(cells)
    widths = [width * share for share in WIDTHS[table.name]]
    return platypus.Table(rows, colWidths=widths, style=style)


def turned(data: bytes, degrees: int) -> bytes:
    """A PDF whose pages are shown turned."""
    return _changed(data, lambda page: page.rotate(degrees, relative=True))


def laid_down(data: bytes) -> bytes:
    """A PDF whose lines run upwards on the paper."""

    def lay(page: Any) -> None:
        width, height = (float(side) for side in page.MediaBox[2:])
        page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, height, width]

    return _changed(data, lay)


def encrypted(data: bytes, password: str) -> bytes:
    """A PDF that asks for a password, or, with none, only forbids to change it."""
    pikepdf: Any = import_module("pikepdf")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="owner", R=6))
    return out.getvalue()


def _changed(data: bytes, change: Any) -> bytes:
    pikepdf: Any = import_module("pikepdf")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            change(page)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def scanned(pages: int) -> bytes:
    """Pages that a picture fills."""
    canvas, utils = _modules("pdfgen.canvas", "lib.utils")
    image: Any = import_module("PIL.Image")
    picture = utils.ImageReader(image.new("L", (60, 84), 200))
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        paper.drawImage(picture, 0, 0, *A4)
        paper.showPage()
    paper.save()
    return out.getvalue()


def files() -> dict[str, bytes]:
    """The files by name; what stands before the first dot is the base report."""
    made: dict[str, bytes] = {}
    for base in BASES:
        made[f"{base.name}.grid.pdf"] = report(base)
        made[f"{base.name}.inner.pdf"] = report(base, "INNERGRID")
        made[f"{base.name}.wide.pdf"] = report(base, wide=True, letters=9)
        made[f"{base.name}.unruled.pdf"] = report(base, "")
        made[f"{base.name}.lines.pdf"] = report(base, "LINEBELOW")
    small = report(BASES[1])
    for degrees in (90, 180, 270):
        made[f"small.turned-{degrees}.pdf"] = turned(small, degrees)
    made["marks.laid-down.pdf"] = laid_down(report(BASES[3], wide=True, letters=9))
    made["small.protected.pdf"] = encrypted(small, "")
    made["locked.pdf"] = encrypted(small, "secret")
    made["scanned.pdf"] = scanned(5)
    return made


def main() -> None:
    """Write the files."""
    FILES.mkdir(exist_ok=True)
    for name, data in files().items():
        (FILES / name).write_bytes(data)


if __name__ == "__main__":
    main()
