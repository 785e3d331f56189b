"""PDFs: every cell of the tables, where each piece of text stands, what cannot be read."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from gxlint.document import Document, Table
from gxlint.engine import default_settings, read_report
from gxlint.errors import ReadError
from gxlint.readers import read
from gxlint.report.model import FactState
from gxlint.source import Location, Source

from .pdf.paper import FONT, Text, joined, pdf, stream

HERE = Path(__file__).parent
TRUTH = json.loads((HERE / "conversions" / "truth.json").read_text(encoding="utf-8"))
STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
MADE = HERE / "pdf" / "files"
FILES = sorted((HERE / "conversions" / "files").glob("*.pdf")) + sorted(MADE.glob("*.*.pdf"))
RULED = [path for path in FILES if path.name.split(".")[1] not in ("inner", "lines", "unruled")]


def opened(data: bytes) -> tuple[Source, Document]:
    """What is read in a PDF."""
    return read(data, "report.pdf")


def refusal(data: bytes) -> str:
    """The error with which a PDF is refused."""
    with pytest.raises(ReadError) as caught:
        opened(data)
    return caught.value.message.zh


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_cell_is_wrong(path: Path) -> None:
    source, report = read_report(str(path), path.read_bytes(), default_settings())
    mistaken = []
    for key, written in TRUTH[path.name.partition(".")[0]]["cells"].items():
        table, _, cell = key.partition(".")
        fact = report.tables[table].facts[cell]
        text = source[fact.span].strip()
        if fact.state is not STATES.get(written, FactState.NUMBER) or text != written:
            mistaken.append((key, written, fact.state.value, text))
    assert mistaken == []


@pytest.mark.parametrize("path", RULED, ids=lambda path: path.name)
def test_drawn_tables_are_whole(path: Path) -> None:
    """With their merged cells, whatever pages they run over."""
    _, document = opened(path.read_bytes())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    sizes = [
        (
            max(cell.row + cell.rowspan for cell in table.cells),
            max(cell.column + cell.colspan for cell in table.cells),
        )
        for table in tables
    ]
    assert sizes == [(14, 4), (28, 10), (4, 15)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_facts_are_those_of_the_report(path: Path) -> None:
    _, report = read_report(str(path), path.read_bytes(), default_settings())
    truth = TRUTH[path.name.partition(".")[0]]
    assert report.title is not None
    assert report.title.text == truth["title"]
    assert (report.organ, report.year) == (truth["organ"], truth["year"])
    assert report.sign_off is not None
    assert report.sign_off.date is not None
    assert str(report.sign_off.date.value) == truth["sign_off"]["date"]


@pytest.mark.parametrize("name", ["small.grid", "small.wide", "small.turned-90"])
def test_page_heads_and_numbers_are_left_out(name: str) -> None:
    source, _ = opened((MADE / f"{name}.pdf").read_bytes())
    assert "民政局政府信息公开\n" not in source.text
    assert "—" not in source.text


def test_places_are_page_and_line() -> None:
    source, _ = opened(
        pdf(
            [Text(72, 800, "甲乙丙丁政府信息"), Text(72, 700, "第一行"), Text(72, 680, "第二行")],
            [Text(72, 800, "甲乙丙丁政府信息"), Text(72, 700, "第三行"), Text(300, 700, "同行")],
            [Text(72, 800, "甲乙丙丁政府信息"), Text(72, 660, "第四行")],
        )
    )
    found = {
        word: source.locate(source.text.index(word))
        for word in ("第一行", "第二行", "第三行", "同行", "第四行")
    }
    assert found == {
        "第一行": Location(page=1, line=2),
        "第二行": Location(page=1, line=3),
        "第三行": Location(page=2, line=2),
        "同行": Location(page=2, line=2),
        "第四行": Location(page=3, line=2),
    }
    assert "甲乙" not in source.text


def test_lines_of_turned_text_are_counted_after_those_that_stand_upright() -> None:
    upright = [Text(72, 700, "第一行文字较长一些"), Text(72, 680, "第二行文字较长一些")]
    source, _ = opened(pdf([*upright, Text(400, 100, "横放的表", turn="0 1 -1 0")]))
    places = [source.locate(source.text.index(word)) for word in ("第一行", "第二行", "横放")]
    assert places == [Location(page=1, line=line) for line in (1, 2, 3)]


def test_cells_are_located_by_their_own_line() -> None:
    grid = "50 600 300 60 re S 150 600 m 150 660 l S 50 630 m 350 630 l S "
    source, document = opened(
        pdf(
            [
                Text(60, 645, "上左"),
                Text(60, 633, "下"),
                Text(200, 639, "12"),
                Text(60, 610, "第二"),
            ],
            drawn=grid,
        )
    )
    (table,) = document.blocks
    assert isinstance(table, Table)
    cells = {(cell.row, cell.column): cell.text for cell in table.cells}
    assert {key: text.text for key, text in cells.items()} == {
        (0, 0): "上左下",
        (0, 1): "12",
        (1, 0): "第二",
        (1, 1): "",
    }
    starts = [cells[key].origins for key in sorted(cells)]
    assert all(isinstance(origins, range) for origins in starts)
    lines = [source.locate(origins.start) for origins in starts if isinstance(origins, range)]
    assert lines == [Location(page=1, line=line) for line in (1, 2, 4, 4)]


@pytest.mark.parametrize(
    ("right", "text"),
    [(90, "62"), (126, "62 18")],
)
def test_a_number_goes_on_only_where_the_cell_is_full(right: float, text: str) -> None:
    """In a cell for two digits 62 and 18 are 6218; where a third had room, nobody knows."""
    width = right - 70
    grid = f"50 600 m {right} 600 l {right} 660 l 50 660 l s 70 600 m 70 660 l S "
    middle = 70 + width / 2 - 6
    _, document = opened(
        pdf([Text(middle, 640, "62"), Text(middle, 620, "18")], drawn=grid),
    )
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.cells[1].text.text == (text if right > 90 else "6218")


def test_a_number_over_the_side_of_its_cell_is_one() -> None:
    grid = "50 600 m 200 600 l 200 630 l 50 630 l s 100 600 m 100 630 l S 150 600 m 150 630 l S "
    _, document = opened(pdf([Text(98, 610, "123456789")], drawn=grid))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [cell.text.text for cell in table.cells] == ["", "123456789", ""]


def test_a_number_that_may_belong_to_either_cell_is_not_read() -> None:
    grid = "50 600 m 200 600 l 200 630 l 50 630 l s 100 600 m 100 630 l S 150 600 m 150 630 l S "
    _, document = opened(pdf([Text(75, 610, "12345678")], drawn=grid))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [cell.text.text for cell in table.cells] == ["12345678\ufffd", "", ""]


def test_watermarks_are_left_out() -> None:
    source, _ = opened(
        pdf([Text(72, 700, "正文"), Text(100, 300, "内部资料", 40, "0.7071 0.7071 -0.7071 0.7071")])
    )
    assert source.text == "正文"


def test_a_scan_is_said_to_be_one() -> None:
    assert refusal((MADE / "scanned.pdf").read_bytes()) == "PDF 没有文字层（第1-5页都是图片）"


def test_pages_that_are_pictures_are_named() -> None:
    """A page with a picture over all of it, between pages of text."""
    image = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    shown = stream(b"595 0 0 842 0 0 cm /X Do")
    text = pdf([Text(72, 700, "第一页")], [], [Text(72, 700, "第三页")], [], [])
    pages = [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</Font<</F 3 0 R>>/XObject<</X 30 0 R>>>>>>" % (21 + 2 * index)
        for index in range(5)
    ]
    contents = [_content(text, 5), shown, _content(text, 9), shown, stream(b"")]
    objects = {
        1: CATALOG,
        2: b"<</Type/Pages/Count 5/Kids[%s]>>" % b" ".join(b"%d 0 R" % n for n in range(20, 30, 2)),
        3: FONT,
        30: stream(b"\x80", image),
    }
    for index, (page, content) in enumerate(zip(pages, contents, strict=True)):
        objects |= {20 + 2 * index: page, 21 + 2 * index: content}
    source, _ = opened(joined(objects))
    assert source.text == "第一页\n第三页"
    assert [note.zh for note in source.notes] == ["第2、4页是图片，没有文字层，页上的内容没有检查"]
    assert source.notes[0].en == "pages 2, 4 are pictures without a text layer and were not checked"


def _content(data: bytes, number: int) -> bytes:
    """An object of a PDF."""
    start = data.index(b"\n%d 0 obj\n" % number) + len(b"\n%d 0 obj\n" % number)
    return data[start : data.index(b"\nendobj", start)]


def test_an_empty_page_is_no_picture() -> None:
    assert refusal(pdf([])) == "PDF 没有文字层（第1页都没有文字）"


def test_a_locked_pdf_is_said_to_be_one() -> None:
    assert refusal((MADE / "locked.pdf").read_bytes()) == "PDF 已加密，需要密码才能打开"


def test_letters_without_a_code_are_not_guessed() -> None:
    private = pdf([Text(72, 700, "\ue001\ue002\ue003"), Text(72, 600, "数")])
    assert refusal(private).startswith("PDF 的文字读不出来")


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
HOSTILE = {
    "page tree with a loop": {1: CATALOG, 2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"},
    "more pages than there are": {
        1: CATALOG,
        2: b"<</Type/Pages/Count 2147483647/Kids[3 0 R]>>",
        3: PAGE % b"0 0 9 9",
        4: stream(b""),
    },
    "a form that holds itself": {
        1: CATALOG,
        2: ONE,
        3: PAGE % b"0 0 595 842",
        4: stream(b"/X Do"),
        5: stream(b"/X Do /X Do", FORM),
    },
    "a page without measure": {
        1: CATALOG,
        2: ONE,
        3: PAGE % b"-1e38 -1e38 1e38 1e38",
        4: stream(b""),
    },
    "deeply nested": {1: b"[" * 200_000, 2: ONE},
}


@pytest.mark.parametrize("objects", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused(objects: dict[int, bytes]) -> None:
    assert refusal(joined(objects))
    source, _ = opened(pdf([Text(72, 700, "下一个")]))  # and the next one is read all the same
    assert source.text == "下一个"


def bomb() -> bytes:
    """A PDF with a stream that unpacks to a gigabyte."""
    packer = zlib.compressobj(1)
    megabyte = b" " * (1 << 20)
    packed = b"".join(packer.compress(megabyte) for _ in range(1024)) + packer.flush()
    content = stream(zlib.compress(packed), b"/Filter[/FlateDecode/FlateDecode]")
    return joined({1: CATALOG, 2: ONE, 3: PAGE % b"0 0 595 842", 4: content})


def test_a_stream_that_unpacks_to_a_gigabyte_is_refused() -> None:
    assert refusal(bomb()) == "文件异常，不读取（PDF 无法解析）"


def test_too_many_pages() -> None:
    assert refusal(pdf(*[[]] * 501)) == "文件异常，不读取（PDF 有501页，上限500页）"


def test_a_broken_list_of_objects_is_mended() -> None:
    data = pdf([Text(72, 700, "正文")])
    size = data.index(b"xref\n0 ") + len(b"xref\n0 ")
    assert opened(data[:size] + b"99999999" + data[size:])[0].text == "正文"


@pytest.mark.parametrize("path", [MADE / "small.grid.pdf", FILES[0]], ids=lambda path: path.name)
def test_a_cut_off_file_is_refused(path: Path) -> None:
    data = path.read_bytes()
    for size in range(1024, len(data) - 16, 1024):
        assert refusal(data[:size]) == "PDF 不完整（缺少结尾，可能没有下载或复制完）"
