"""ODT: what a reader sees of it, and where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gxlint.engine import default_settings, read_report
from gxlint.errors import ReadError
from gxlint.readers import read
from gxlint.report.model import FactState
from gxlint.source import Location

from .test_docx import said
from .word_files import packed

CONVERSIONS = Path(__file__).parent / "conversions"
TRUTH = json.loads((CONVERSIONS / "truth.json").read_text(encoding="utf-8"))
STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
FILES = sorted(path.name for path in (CONVERSIONS / "files").glob("*.odt"))

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = (
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." '
    'style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." '
    'style:num-prefix="（" style:num-suffix="）"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." '
    'text:display-levels="1"/></text:list-style>'
)


def odt(body: str, styles: str = STYLES) -> bytes:
    """A small ODT file with this body."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def p(content: str) -> str:
    """A paragraph."""
    return f"<text:p>{content}</text:p>"


def cell(content: str, more: str = "") -> str:
    """A table cell."""
    return f"<table:table-cell {more}>{content}</table:table-cell>"


@pytest.mark.parametrize("name", FILES)
def test_every_cell_is_read(name: str) -> None:
    data = (CONVERSIONS / "files" / name).read_bytes()
    source, report = read_report(name, data, default_settings())
    assert (report.year, len(report.sections), source.encoding) == (2024, 6, "utf-8")
    for key, written in TRUTH[name.split(".")[0]]["cells"].items():
        table, _, own = key.partition(".")
        fact = report.tables[table].facts[own]
        assert (fact.text, fact.state) == (written, STATES.get(written, FactState.NUMBER)), key
        at = source.locate(fact.span.start)
        assert at is not None
        assert at.table == 1 + list(report.tables).index(table)


def test_what_stands_in_a_paragraph() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('注文')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{p('框内')}</draw:text-box></draw:frame>"
    source, document = read(
        odt(
            f"<text:tracked-changes>{p('删去')}</text:tracked-changes>"
            '<text:h text:outline-level="2">总体情况</text:h>'
            + p(f'一\n  二<text:s text:c="2"/>三<text:tab/>四{note}<text:span '
                f'text:style-name="H">藏</text:span>五<text:line-break/>六{box}')
            + p("<office:annotation>批注</office:annotation>末")
        ),
        "a.odt",
    )  # fmt: skip
    assert source.text == "总体情况\n一 二  三\t四五\n六\n注文\n框内\n末\n"
    assert said(document)[0] == (2, "总体情况")
    places = [source.locate(source.text.index(text)) for text in ("六", "注", "框", "末")]
    assert places == [Location(2), Location(2, note=1), Location(2), Location(3)]


def test_lists_are_numbered() -> None:
    def item(content: str, more: str = "") -> str:
        return f"<text:list-item {more}>{content}</text:list-item>"

    nine = 'text:start-value="9"'
    inner = f"<text:list>{item(p('主动') + p('续段'))}{item(p('申请'))}</text:list>"
    body = (
        f'<text:list text:style-name="L" xml:id="a">{item(p("总体") + inner)}{item(p("公开"))}'
        f'</text:list>{p("间")}<text:list text:style-name="L" text:continue-list="a">'
        f"{item(p('申请'))}{item(p('问题'), nine)}</text:list>"
        f'<text:list text:style-name="L"><text:list-header>{p("头")}</text:list-header>'
        f"{item(p('另'))}</text:list>"
    )
    assert read(odt(body), "a.odt")[0].text.split() == [
        "一、总体", "（一）主动", "续段", "（二）申请", "二、公开", "间", "三、申请", "九、问题",
        "头", "一、另",
    ]  # fmt: skip


def test_tables_with_merged_and_repeated_cells() -> None:
    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell(p("甲"), 'table:number-rows-spanned="2"')
        + cell(p("乙"), 'table:number-columns-spanned="2"')
        + covered
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + covered
        + cell(p("0"), 'table:number-columns-repeated="2"')
        + "</table:table-row></table:table>"
    )
    source, document = read(odt(body), "a.odt")
    assert said(document) == [
        [(0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "0"), (1, 2, 1, 1, "0")]
    ]
    assert source.locate(source.text.rindex("0")) == Location(table=1, row=2, column=3)


def _nested(depth: int, cells: str = "") -> str:
    inner = p("底")
    for _ in range(depth):
        inner = (
            f"<table:table><table:table-row>{cell(inner + p(''), cells)}"
            "</table:table-row></table:table>"
        )
    return inner


HOSTILE = {
    "nested": (_nested(40), "嵌套太深"),
    "repeated": (_nested(8, 'table:number-columns-repeated="999"'), "太多"),
    "rows": (
        '<table:table><table:table-row table:number-rows-repeated="999999"/></table:table>', "行数",
    ),
    "lists": ("<text:list><text:list-item>" * 60 + "</text:list-item></text:list>" * 60, "嵌套"),
    "spans": (p("<text:span>" * 240 + "底" + "</text:span>" * 240), "嵌套太深"),
    "paragraphs": ("<text:p/>" * 50_001, "段落太多"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_harm_is_refused(kind: str) -> None:
    body, words = HOSTILE[kind]
    with pytest.raises(ReadError, match=words):
        read(odt(body), "a.odt")


def test_cut_anywhere_is_refused() -> None:
    data = (CONVERSIONS / "files" / FILES[0]).read_bytes()
    for at in range(1024, len(data), 1024):
        with pytest.raises(ReadError):
            read(data[:at], "a.odt")
