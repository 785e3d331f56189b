"""HTML: the same facts and findings as the text of the same report, at places in the page."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from gxlint.document import Document, Heading, Lines, Paragraph, Table
from gxlint.engine import check_file, default_settings, read_report
from gxlint.errors import GxlintError
from gxlint.finding import FileResult
from gxlint.readers import read
from gxlint.report.model import FactState
from gxlint.text import MappedText
from hypothesis import given, settings
from hypothesis import strategies as st

from .conversions.bases import BASES, Base
from .conversions.mistakes import mistaken
from .conversions.text_forms import text_forms
from .sites import SITES, body, modern, table, word

STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
BY_NAME = {base.name: base for base in BASES}
SMALL = BY_NAME["small"]


def checked(page: str | bytes, path: str = "page.html") -> FileResult:
    """The result for a page."""
    data = page if isinstance(page, bytes) else page.encode()
    return check_file(path, data, default_settings())


def said(result: FileResult) -> list[tuple[str, str]]:
    """The findings: rule and marked text, spaces and breaks left out."""
    return [(finding.rule, "".join(finding.text.split())) for finding in result.findings]


def document(page: str) -> Document:
    """The document of a page."""
    return read(page.encode(), "page.html")[1]


def shown(page: str) -> list[tuple[str, object]]:
    """The blocks of a page: their kind, and their text or the cells' places and texts."""
    found: list[tuple[str, object]] = []
    for block in document(page).blocks:
        if isinstance(block, Table):
            found.append(("table", [(*cell[:4], cell.text.text) for cell in block.cells]))
        elif isinstance(block, Heading):
            found.append((f"h{block.level}", block.text.text))
        else:
            found.append(("p" if isinstance(block, Paragraph) else "lines", block.text.text))
    return found


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
@pytest.mark.parametrize("site", SITES)
def test_pages_have_the_facts_and_findings_of_the_text(site: str, base: Base) -> None:
    page = SITES[site](base)
    _, report = read_report("page.html", page.encode(), default_settings())
    truth = base.truth()
    assert report.title is not None
    assert (report.title.text, report.organ, report.year) == (
        truth["title"],
        truth["organ"],
        truth["year"],
    )
    assert len(report.sections) == 6
    assert report.sign_off is not None
    assert (report.sign_off.organ, report.sign_off.date is None) == (base.sign_off, False)
    assert [(p.start and p.start.year, p.end and p.end.month) for p in report.periods] == [
        (2024, 12)
    ]
    for key, written in base.cells.items():
        table, _, cell = key.partition(".")
        fact = report.tables[table].facts[cell]
        assert (key, fact.text.strip(), fact.state) == (
            key,
            written,
            STATES.get(written, FactState.NUMBER),
        )
    text = check_file("page.txt", text_forms(base)["tab.txt"], default_settings())
    assert said(checked(page)) == said(text)


@pytest.mark.parametrize("site", SITES)
def test_mistakes_are_the_same_and_stand_where_they_are_said_to(site: str) -> None:
    base = mistaken(SMALL)
    page = SITES[site](base)
    text = check_file("page.txt", text_forms(base)["tab.txt"], default_settings())
    result = checked(page)
    assert len(text.findings) == 10
    assert said(result) == said(text)
    assert result.source is not None
    lines = page.split("\n")
    for finding in result.findings:
        line, column = result.source.position(finding.span.start)
        at = lines[line - 1][column - 1 :]
        first = finding.text[:1]
        assert at.startswith((first, f"&#{ord(first)};" if first else ""))


ENCODED = {
    "utf-8": ("utf-8", "utf-8"),
    "bom": ("utf-8", "utf-8-sig"),
    "gb2312": ("gb2312", "gb18030"),
    "gbk": ("gbk", "gbk"),
    "wrong-meta": ("gb2312", "utf-8"),
    "wrong-meta-too": ("utf-8", "gb18030"),
    "utf-16": ("utf-16", "utf-16"),
    "utf-16-without-bom": ("utf-8", "utf-16-le"),
}


@pytest.mark.parametrize("kind", ENCODED)
def test_encodings(kind: str) -> None:
    said_to_be, encoding = ENCODED[kind]
    page = modern(SMALL).replace("charset=utf-8", f"charset={said_to_be}")
    page = page.replace("&emsp;", "").replace("　", " ")
    result = checked(page.encode(encoding))
    assert (result.organ, result.errors) == (SMALL.organ, ())
    assert {rule for rule, _ in said(result)} <= {"GX706"}


def test_a_character_that_the_site_cut_is_lost_and_nothing_else() -> None:
    page = modern(SMALL).replace("charset=utf-8", "charset=gb2312").encode("gb18030")
    broken = page.replace(
        "政府信息公开指南<".encode("gb18030"), "政府信息公开指".encode("gb18030")[:-1] + b"<"
    )
    assert broken != page
    assert checked(broken).organ == SMALL.organ
    unsaid = broken.replace(b"charset=gb2312", b"charset=unknown")
    assert [error.message.zh[:8] for error in checked(unsaid).errors] == ["无法识别的文字编"]


def test_the_note_names_the_element() -> None:
    assert [note.message.zh for note in checked(modern(SMALL)).notes] == [
        '正文取自第13行的 <div id="zoom">，导航、页脚等网页其他文字（占18%）不检查'
    ]
    assert checked(word(SMALL)).notes == ()


def test_blocks() -> None:
    page = (
        "<h2>标 题</h2>段落<br>二行<p>三&nbsp;段<b>粗</b>\n体</p><ul><li>甲<li>乙</ul>"
        "<pre>一\n二</pre><p hidden>不见</p><p style='DISPLAY :none'>不见<p>见</p><!-- 注 --><br>"
    )
    assert shown(page) == [
        ("h2", "标 题"),
        ("lines", "段落\n二行"),
        ("p", "三\xa0段粗体"),
        ("p", "甲"),
        ("p", "乙"),
        ("lines", "一\n二"),
        ("p", "见"),
    ]


def test_tables_keep_spans_blank_cells_and_lines() -> None:
    page = (
        "<table><tr><td rowspan=2>甲</td><td colspan='2'>乙<br>丙</td></tr>"
        "<tr><td>&nbsp;</td><th><p>1</p><p>2</p></th></tr>"
        "<tr><td rowspan=9999999>丁<td>&#51;</table>"
    )
    assert shown(page) == [
        (
            "table",
            [
                (0, 0, 2, 1, "甲"),
                (0, 1, 1, 2, "乙\n丙"),
                (1, 1, 1, 1, ""),
                (1, 2, 1, 1, "1\n2"),
                (2, 0, 1, 1, "丁"),
                (2, 1, 1, 1, "3"),
            ],
        )
    ]


def test_tables_for_layout_are_none() -> None:
    prose = "全年公开信息。" * 30
    page = (
        f"<table><tr><td>左</td><td>{prose}<table><tr><td>1</td><td>2</td></tr></table></td></tr>"
        "<tr><td>下</td></tr></table>"
    )
    assert shown(page) == [
        ("lines", "左"),
        ("lines", prose),
        ("table", [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "2")]),
        ("table", [(1, 0, 1, 1, "下")]),
    ]


def _texts(blocks: Document) -> Iterator[MappedText]:
    for block in blocks.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


_TAGS = """
<p> </p> <td> </td> <tr> <table> </table> <br> <div> </div> <b> </b> <li> <h1> </h1> <a~href=x>
&nbsp; &amp; &lt; &#20113; & &copy &notit; <!-- --> <script> </script> < > " ' =
<p~title=' <span~hidden> </span> <pre> </pre> <ul> </ul> <td~rowspan=3> 一、总体情况 <nav> </nav>
"""
_MARKUP = st.sampled_from(_TAGS.split()).map(lambda tag: tag.replace("~", " "))
_TEXT = st.text(st.sampled_from("字云溪县0 1\t\n\r　，"), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_MARKUP, _TEXT), max_size=40))
def test_every_character_has_its_place(parts: list[str]) -> None:
    page = "<body>" + "".join(parts)
    source, blocks = read(page.encode(), "page.html")
    seen = -1
    for text in _texts(blocks):
        assert len(text.text) == len(text.origins)
        for character, origin in zip(text.text, text.origins, strict=True):
            there = source.text[origin]
            assert there in (character, "&") or (character in " \n" and there in " \t\r\n<")
            assert origin >= seen
            seen = origin
    check_file("page.html", page.encode(), default_settings())


TITLE = "<h1>云溪县水利局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>好。</p>"
MANY = 20_000
HOSTILE = {
    "divs": "<div>" * MANY,
    "inline": "<b><i>" * MANY,
    "tables": "<table><tr><td>" * MANY,
    "hidden": "<span style='display:none'>" * MANY,
    "lists": "<ul><li>x" * MANY,
    "headings inside each other": "<div><p>一、总体情况</p>" * MANY,
    "end tags": "<div>" * MANY + "</p></span></section></td>" * MANY,
    "attribute": f"<p title='{'x' * 19_000_000}'>",
    "attribute without end": "<p title='" + "x" * 19_000_000,
    "quotes": "<p a='\">" * MANY + '<p a="',
    "equals": "<p " + "=   x" * 1_000_000 + "'",
    "angles": "<" * 1_000_000 + "<p" * 1_000_000,
    "rowspan": "<table>" + "<tr><td rowspan=1000000 colspan=1000000>1" * 2_000,
    "entities": "<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY l2 '&lol;&lol;'>]>" + "&l2;" * MANY,
    "comments": "<!--" * 1_000_000,
    "scripts": "<script>" + "</scrip" * 1_000_000,
    "spaces": "<p>字" + " \n" * 900_000 + "字",
}
TOO_MUCH = {
    "text": "&amp" * 1_000_000,
    "tags": "<p>" * 200_001,
    "cells": "<td>" * 100_001,
    "nul": "\0",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read(kind: str) -> None:
    assert checked(f"<body>{TITLE}{HOSTILE[kind]}</body>").errors == ()


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_is_no_page_is_said(kind: str) -> None:
    errors = checked(f"<body>{TITLE}<table>{TOO_MUCH[kind]}").errors
    assert [isinstance(error, GxlintError) for error in errors] == [True]


CUT = "网页不完整，在中间断开了"
UNENDED = "网页没有结尾（</body>、</html>），可能没有保存完整"


def test_cut_at_every_kilobyte() -> None:
    page = modern(BY_NAME["city"]).encode()
    for end in range(1024, len(page), 1024):
        result = checked(page[:end])
        assert [error.message.zh for error in result.errors] == [CUT]
        assert result.findings == ()


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        ("", False),
        ("<p>甲。</p>\n", False),
        ("<div><p>甲。</p>", False),  # one end tag is often forgotten
        ("<p>甲。</p><p>乙", True),
        ("<div>甲", True),
        ("<div><div><p>甲。</p>", True),
        ("<table><tr><td>1</td>", True),
        ("<p>甲。</p", True),
        ("<p>甲。</p><!-- 乙", True),
        ("<p>甲。</p><script>", True),
        ("<div><table><tr><td>1</td></body>", False),
    ],
)
def test_a_page_without_its_end(end: str, cut: bool) -> None:
    result = checked(f"<html><body>{TITLE}{end}")
    said = [error.message.zh for error in (*result.errors, *result.notes)]
    said = [words for words in said if not words.startswith("正文取自")]
    assert said == ([CUT] if cut else [] if "</body>" in end else [UNENDED])
    assert bool(result.errors) == cut


def test_lines_of_a_paragraph_are_lines() -> None:
    blocks = document("<p>一、总体情况<br>　　全年公开信息3条。</p>").blocks
    assert [type(block) for block in blocks] == [Lines]


def in_markdown(base: Base) -> str:
    """A report in Markdown with HTML tables and indentation by ``&emsp;``."""

    def paragraph(kind: str, text: str) -> str:
        marks = {"title": "# ", "heading": "## ", "sign": "", "para": "&emsp;&emsp;"}[kind]
        return f"\n{marks}{text}\n"

    def cells(text: str) -> str:
        return f"\n<p>**{html.escape(text)}**</p>&nbsp;" if text else "&nbsp;"

    return body(base, paragraph, lambda content: "\n" + table(content, cells))


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_html_in_markdown(base: Base) -> None:
    page = in_markdown(base)
    _, report = read_report("report.md", page.encode(), default_settings())
    for key, written in base.cells.items():
        name, _, cell = key.partition(".")
        fact = report.tables[name].facts[cell]
        at = page[fact.span.start : fact.span.end]
        assert (key, fact.text.strip(), at.strip()) == (key, written, written)
    text = check_file("page.txt", text_forms(base)["tab.txt"], default_settings())
    found = check_file("report.md", page.encode(), default_settings())
    assert [finding.rule for finding in found.findings] == [f.rule for f in text.findings]


def test_html_in_markdown_keeps_what_is_no_table() -> None:
    page = "甲&nbsp;乙 &lt;p&gt; R&D\n<table><tr><td>1&lt;<td></table>\n丙\n==\n<table>\n丁"
    source, read_blocks = read(page.encode(), "report.md")
    texts = [(text.text, source[text.span()]) for text in _texts(read_blocks)]
    assert texts == [
        ("甲\xa0乙 &lt;p&gt; R&D\n", "甲&nbsp;乙 &lt;p&gt; R&D\n"),
        ("1<", "1&"),
        ("", ""),
        ("\n", "\n"),
        ("丙", "丙"),
        ("\n<table>\n丁", "\n<table>\n丁"),
    ]
