"""PDFs written by hand: each text at the place that a test gives it."""

from __future__ import annotations

from typing import NamedTuple

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
    b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
)


class Text(NamedTuple):
    """A text that begins at a point; `turn` is its matrix before the point."""

    x: float
    y: float
    text: str
    size: float = 12
    turn: str = "1 0 0 1"


def pdf(*pages: list[Text], drawn: str = "") -> bytes:
    """A PDF of A4 pages; `drawn` stands before the text of each."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        3: FONT,
    }
    for number, texts in enumerate(pages):
        content = (drawn + "".join(map(_shown, texts))).encode("ascii")
        page = first + 2 * number
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (page + 1)
        )
        objects[page + 1] = stream(content)
    return joined(objects)


def _shown(text: Text) -> str:
    code = text.text.encode("utf-16-be").hex()
    return f"BT /F {text.size} Tf {text.turn} {text.x} {text.y} Tm <{code}> Tj ET\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def joined(objects: dict[int, bytes]) -> bytes:
    """A PDF of objects by their number; 1 is its catalog."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n" % size + table + end
