"""What is left out of a DOCX before it is parsed: nothing that is read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from gxlint.readers.docx_lean import lean_styles, lean_text
from hypothesis import given
from hypothesis import strategies as st

from .test_docx import FILES, opened, text_of
from .word_files import cell, p, part, r, table

_PARAGRAPH = "<w:style w:type='paragraph'/>"
_TABLE = '<w:style w:type="table" w:styleId="t"><w:name w:val="t"/><w:tblPr/></w:style>'
_ALONE = '<w:style w:type="table" w:styleId="u"/>'
_LATENT = '<w:latentStyles w:count="1"><w:lsdException w:name="x"/></w:latentStyles>'


def test_styles_without_tables() -> None:
    style = '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="heading 1"/></w:style>'
    assert lean_styles(f"a{_TABLE}{style}{_ALONE}{style}{_LATENT}b".encode()) == (
        f"a{style}{style}b".encode()
    )
    assert lean_styles(_TABLE[:-5].encode()) == _TABLE[:-5].encode()
    assert lean_styles(f"<!-- {_TABLE} -->".encode()) == f"<!-- {_TABLE} -->".encode()


def test_looks_are_left_out_and_text_is_not() -> None:
    look = '<w:rFonts w:ascii="a>b"/><w:szCs w:val="21"/><w:i/>'
    content = p(raw=r("甲<w:jc/>".replace("<", "&lt;"), look) + "<w:r><w:tab/><w:sym/></w:r>")
    assert text_of(content) == "甲&lt;w:jc/>\t□".replace("&lt;", "<")
    assert b"w:szCs" not in lean_text(content.encode())
    cdata = "<w:p><w:r><w:t><![CDATA[<w:jc/>]]></w:t></w:r></w:p>"
    assert opened(cdata)[0].text == "<w:jc/>\n"


_PIECES = st.sampled_from((
    p("甲"), p("乙", "<w:jc w:val='a'/>"), r("丙"), table(cell("1")), _TABLE, _ALONE, _LATENT,
    _PARAGRAPH, "<w:ind w:a='/>'/>", "<w:left/>", "<w:tab/>", "<w:b/>", "<w:w>x</w:w>",
))  # fmt: skip


@given(st.lists(_PIECES, max_size=12))
def test_what_is_left_is_well_formed_and_has_the_same_text(pieces: list[str]) -> None:
    data = part("body", "".join(pieces)).encode()
    for lean in (lean_text, lean_styles):
        root = ElementTree.fromstring(lean(data))
        if lean is lean_text:
            assert "".join(root.itertext()) == "".join(ElementTree.fromstring(data).itertext())


@pytest.mark.parametrize("name", FILES)
def test_most_of_a_file_is_looks(name: str) -> None:
    import zipfile

    from .test_docx import CONVERSIONS

    with zipfile.ZipFile(CONVERSIONS / "files" / name) as package:
        data = package.read("word/document.xml")
    assert len(lean_text(data)) < 0.9 * len(data)
