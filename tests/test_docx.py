"""DOCX: what a reader sees of it, and where it stands."""

from __future__ import annotations

import io
import json
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from gxlint.document import Document, Heading, Lines, Paragraph, Table
from gxlint.engine import check_file, default_settings, read_report
from gxlint.readers import read
from gxlint.report.model import FactState
from gxlint.source import Location, Source

from .word_files import cell, p, packed, r, table, word

CONVERSIONS = Path(__file__).parent / "conversions"
TRUTH = json.loads((CONVERSIONS / "truth.json").read_text(encoding="utf-8"))
STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
FILES = sorted(path.name for path in (CONVERSIONS / "files").glob("*.docx"))
OPEN_FILES = sorted(path.name for path in (CONVERSIONS / "files").glob("*.odt"))


def opened(body: str, **parts: str) -> tuple[Source, Document]:
    """A small file, read."""
    return read(word(body, **parts), "报告.docx")


def text_of(body: str, **parts: str) -> str:
    """The text of a small file, without the last line break."""
    return opened(body, **parts)[0].text.removesuffix("\n")


def said(document: Document) -> list[object]:
    """The blocks in short: a heading with its level, a table as (row, column, spans, text)."""
    return [
        [(c.row, c.column, c.rowspan, c.colspan, c.text.text) for c in block.cells]
        if isinstance(block, Table)
        else (block.level, block.text.text)
        if isinstance(block, Heading)
        else block.text.text
        if isinstance(block, Paragraph)
        else ["lines", block.text.text]
        for block in document.blocks
    ]


def independent(data: bytes) -> Any:
    """The file as python-docx sees it, which insists on the picture that the files left out."""
    raw = io.BytesIO(data)
    with zipfile.ZipFile(raw, "a") as package:
        if "docProps/thumbnail.jpeg" not in package.namelist():
            package.writestr("docProps/thumbnail.jpeg", b"")
    library: Any = import_module("docx")
    return library.Document(io.BytesIO(raw.getvalue()))


def _cell(tables: Any, at: Location) -> Any:
    return tables[(at.table or 0) - 1].cell((at.row or 0) - 1, (at.column or 0) - 1)


@pytest.mark.parametrize("name", FILES)
def test_every_cell_is_read_and_stands_where_it_is_said_to(name: str) -> None:
    """The place is looked up with python-docx, an independent library."""
    data = (CONVERSIONS / "files" / name).read_bytes()
    source, report = read_report(name, data, default_settings())
    tables = independent(data).tables
    for key, written in TRUTH[name.split(".")[0]]["cells"].items():
        table_key, _, cell_key = key.partition(".")
        fact = report.tables[table_key].facts[cell_key]
        assert (fact.text, fact.state) == (written, STATES.get(written, FactState.NUMBER)), key
        at = source.locate(fact.span.start)
        assert at is not None
        assert None not in (at.table, at.row, at.column), key
        assert _cell(tables, at).text == written, key


@pytest.mark.parametrize("name", FILES)
def test_every_paragraph_stands_where_it_is_said_to(name: str) -> None:
    data = (CONVERSIONS / "files" / name).read_bytes()
    source, document = read(data, name)
    paragraphs = independent(data).paragraphs
    found = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            at = source.locate(block.text.span().start)
            assert at is not None
            assert at.paragraph is not None
            assert paragraphs[at.paragraph - 1].text == block.text.text
            found += 1
    assert found == sum(1 for paragraph in paragraphs if paragraph.text)


@pytest.mark.parametrize("name", FILES + OPEN_FILES)
def test_findings_are_those_of_the_text_form(name: str) -> None:
    """The same rules at the same places in the report's words as in the plain text."""
    base = name.split(".")[0]
    other = f"{base}.tab.txt"
    results = [
        check_file(each, (CONVERSIONS / "files" / each).read_bytes(), default_settings())
        for each in (name, other)
    ]
    assert [result.errors for result in results] == [(), ()]
    docx, text = (
        [(found.rule, found.place, found.message) for found in result.findings]
        for result in results
    )
    assert docx == text


def test_headings_by_style_in_chinese_and_english() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, name, more in (
            ("a0", "Normal", ""),
            ("1", "heading 1", ""),
            ("2", "标题 2", ""),
            ("3", "Title", ""),
            ("4", "二级标题", ""),
            ("5", "我的标题", '<w:basedOn w:val="1"/>'),
            ("6", "局内样式", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
            ("7", "正文标题", '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
            ("8", "loop", '<w:basedOn w:val="9"/>'),
            ("9", "loop 2", '<w:basedOn w:val="8"/>'),
        )
    )
    body = "".join(p(f"段{key}", f'<w:pStyle w:val="{key}"/>') for key in "123456789")
    body += p("直接", '<w:outlineLvl w:val="0"/>') + p("正文")
    assert said(opened(body, styles=styles)[1]) == [
        (1, "段1"), (2, "段2"), (1, "段3"), (2, "段4"), (1, "段5"), (3, "段6"),
        "段7", "段8", "段9", (1, "直接"), "正文",
    ]  # fmt: skip


def test_headings_by_look_where_no_style_says_so() -> None:
    body = (
        p(raw=r("总体情况", "<w:b/>"))
        + p(raw=r("本年度", "<w:b/>") + r("主动公开政府信息情况较多，都在网站公布。"))
        + p(raw=r("申请情况", '<w:sz w:val="36"/>'))
        + p(raw=r("全年没有收到政府信息公开申请，也没有上年结转的申请。" * 2, '<w:sz w:val="32"/>'))
        + p(raw=r("注意：", "<w:b/>"))
    )
    assert said(opened(body)[1]) == [
        (2, "总体情况"),
        "本年度主动公开政府信息情况较多，都在网站公布。",
        (2, "申请情况"),
        "全年没有收到政府信息公开申请，也没有上年结转的申请。" * 2,
        "注意：",
    ]


def _numbering(*levels: tuple[str, str, str], more: str = "") -> str:
    """A list with these levels (format, text, further properties)."""
    own = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
        for at, (form, text, extra) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{own}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def _item(text: str, level: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_automatic_numbers_are_text() -> None:
    numbering = _numbering(
        ("chineseCountingThousand", "%1、", ""),
        ("chineseCounting", "（%2）", ""),
        ("decimal", "%3.", ""),
        ("decimal", "%3.%4", ""),
        ("decimalEnclosedCircle", "%5", '<w:suff w:val="nothing"/>'),
    )
    body = "".join(
        _item(text, level)
        for text, level in (
            ("总体情况", 0), ("主动公开", 1), ("依申请公开", 1), ("制度", 2), ("2024年", 2),
            ("细则", 3), ("甲", 4), ("乙", 4), ("主动公开政府信息情况", 0), ("规章", 1),
        )
    )  # fmt: skip
    assert text_of(body, numbering=numbering).split("\n") == [
        "一、总体情况", "（一）主动公开", "（二）依申请公开", "1.制度", "2. 2024年", "2.1 细则",
        "①甲", "②乙", "二、主动公开政府信息情况", "（一）规章",
    ]  # fmt: skip


def test_numbers_of_styles_and_lists_that_begin_anew() -> None:
    numbering = _numbering(
        ("chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        ("chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
        more='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="heading {level}"/><w:pPr>'
        f'<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for key, level in (("h1", 1), ("h2", 2))
    )
    body = "".join(p(text, f'<w:pStyle w:val="{key}"/>') for text, key in (
        ("总体情况", "h1"), ("概述", "h2"), ("申请", "h1"),
    ))  # fmt: skip
    body += p("不编号", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body += p("问题", '<w:pStyle w:val="h1"/>') + _item("另一份", num=2) + _item("又一", num=2)
    assert text_of(body, styles=styles, numbering=numbering).split("\n") == [
        "一、总体情况", "（一）概述", "二、申请", "不编号", "三、问题", "一、另一份", "二、又一",
    ]  # fmt: skip


def test_tables_with_merged_cells() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("甲", restart) + cell("乙", '<w:gridSpan w:val="2"/>'),
        cell("看不见", go_on) + cell("1") + cell(""),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("2") + cell(p("3") + p("4")),
    )
    source, document = opened(p("前") + body + p("后"))
    assert said(document) == [
        "前",
        [
            (0, 0, 2, 1, "甲"),
            (0, 1, 1, 2, "乙"),
            (1, 1, 1, 1, "1"),
            (1, 2, 1, 1, ""),
            (2, 1, 1, 1, "2"),
            (2, 2, 1, 1, "3\n4"),
        ],
        "后",
    ]
    assert source.text == "前\n甲\t乙\n\t1\t\n\t2\t3 4\n后\n"
    at = {text: source.locate(source.text.index(text)) for text in ("前", "乙", "1", "4", "后")}
    assert at == {
        "前": Location(1),
        "乙": Location(table=1, row=1, column=2),
        "1": Location(table=1, row=2, column=2),
        "4": Location(table=1, row=3, column=3),
        "后": Location(2),
    }


def test_table_that_lays_out_the_page_is_what_it_holds() -> None:
    inner = table(cell("规章") + cell("0"))
    source, document = opened(table(cell(p("一、总体情况") + inner + p("二、其他"))))
    assert said(document) == ["一、总体情况", [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "0")], "二、其他"]
    assert source.locate(source.text.index("二")) == Location(2, table=1, row=1, column=1)
    assert source.locate(source.text.index("0")) == Location(table=2, row=1, column=2)
    assert said(opened(table(cell("9") + cell(table(cell("8")))))[1]) == [
        [(0, 0, 1, 1, "9"), (0, 1, 1, 1, "8")]
    ]


def test_changes_are_accepted() -> None:
    body = (
        p(raw=f"{r('收到申请')}<w:del><w:r><w:delText>16</w:delText></w:r></w:del>"
              f"<w:ins>{r('17')}</w:ins>{r('件。')}")
        + p("删去的段落标记", "<w:rPr><w:del/></w:rPr>")
        + p("之后接着写。")
        + p(raw=f"<w:moveFrom>{r('移走')}</w:moveFrom><w:moveTo>{r('移来')}</w:moveTo>")
        + table(cell("留"), f"<w:trPr><w:del/></w:trPr>{cell('删')}", cell("增") + cell("列"))
    )  # fmt: skip
    source = opened(body)[0]
    assert source.text == "收到申请17件。\n\n删去的段落标记之后接着写。\n移来\n留\n增\t列\n"
    assert source.locate(source.text.index("之后")) == Location(3)


def test_fields_are_their_results() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    body = (
        p(raw=f"{mark('begin')}{code.format('TOC')}{mark('separate')}{r('目录一')}")
        + p(raw=f"{r('目录二')}{mark('end')}{r('。')}")
        + p(raw=f'<w:fldSimple w:instr="REF a">{r("见表一")}</w:fldSimple>')
        + p(raw=f"{mark('begin')}{code.format('IF ')}{mark('begin')}{code.format('PAGE')}"
                f"{mark('separate')}{r('3')}{mark('end')}{mark('separate')}{r('真')}{mark('end')}")
        + p(raw=f'<w:hyperlink r:id="x">{r("错误!未找到引用源。")}</w:hyperlink>')
    )  # fmt: skip
    assert text_of(body).split("\n") == [
        "目录一", "目录二。", "见表一", "真", "错误!未找到引用源。",
    ]  # fmt: skip


def test_what_is_hidden_is_left_out() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style>"
    )
    body = (
        p(raw=r("看得见") + r("看不见", "<w:vanish/>") + r("也不", '<w:rStyle w:val="h"/>')
          + r("又见", '<w:vanish w:val="0"/>'))
        + p(raw='<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
            f'{r("书签")}<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>')
        + table('<w:trPr><w:hidden/></w:trPr>' + cell("藏"), cell("露") + cell("1"))
    )  # fmt: skip
    comments = f'<w:comment w:id="1">{p("批注")}</w:comment>'
    assert text_of(body, styles=styles, comments=comments) == "看得见又见\n书签\n露\t1"


def test_what_hangs_on_a_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}{table(cell('9') + cell('8'))}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    itself = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    footnotes = (
        f'<w:footnote w:id="-1">{p("分隔")}</w:footnote>'
        f'<w:footnote w:id="2">{p(raw=r("注文") + itself)}</w:footnote>'
    )
    body = p("首") + p(raw=f'{r("正文")}{drawing}<w:r><w:footnoteReference w:id="2"/></w:r>')
    source, document = opened(body, footnotes=footnotes)
    assert source.text == "首\n正文\n框内\n9\t8\n注文\n"
    places = [source.locate(source.text.index(text)) for text in ("框", "8", "注")]
    assert places == [Location(2), Location(table=1, row=1, column=2), Location(2, note=1)]
    assert len(document.blocks) == 5


def test_other_things_in_a_paragraph() -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('控件')}</w:sdtContent>"
        "</w:sdt>"
    )
    runs = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
        "<w:smartTag><w:r><w:t>丙</w:t></w:r></w:smartTag>"
        "<w:r><w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    source, document = opened(control + p(raw=runs) + p(raw="<w:r><w:t>上</w:t><w:br/>"
                              "<w:t>下</w:t></w:r>"))  # fmt: skip
    assert source.text == "控件\n甲\t乙-丙云x√\n上\n下\n"
    assert isinstance(document.blocks[2], Lines)


def test_lines_ended_by_hand_are_joined_again() -> None:
    lines = [f"第{at}行是从别处粘贴来的文字，每一行都在固定的宽度处断开了" for at in range(8)]
    document = opened("".join(map(p, lines)) + table(cell("1") + cell("2")) + p("完"))[1]
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Lines, Table, Lines]


def test_strict_names_and_parts_elsewhere() -> None:
    data = word(p("严格"), styles="")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    renamed = {
        name.replace("word/document", "word/document2"): content.replace(usual, strict).replace(
            b"word/document.xml", b"/word/document2.xml"
        )
        for name, content in parts.items()
    }
    assert read(packed(renamed), "a.docx")[0].text == "严格\n"
