"""Bytes → text, and offsets ↔ lines and columns."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

import pytest
from gxlint.errors import ReadError
from gxlint.source import Location, Source, decode
from hypothesis import given
from hypothesis import strategies as st

CHINESE = "云溪县水利局2024年政府信息公开工作年度报告\n一、总体情况〔2021〕——“三安全一稳定”\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode("utf-8"), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "utf-16"),
        (CHINESE.encode("gb18030"), "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    source = decode(data, "报告.txt")
    assert (source.text, source.encoding) == (CHINESE, encoding)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (CHINESE.encode()[:41], "无法识别的文字编码（第41个字节处"),
        (CHINESE.encode("gb18030")[:31], "无法识别的文字编码"),
        (b"\xff\xfe\xff", "无法识别的文字编码"),
        (b"PK\x03\x04\0\0", "不是文本文件（含有空字节，看起来是 DOCX、XLSX 或压缩包）"),
        (b"\xd0\xcf\x11\xe0\0", "不是文本文件（含有空字节，看起来是旧版 Word 文档）"),
        ("é à ü ö ç".encode("latin-1"), "无法识别的文字编码"),
        (CHINESE.encode()[:-5] + b"\xff" + CHINESE.encode(), "无法识别的文字编码"),
    ],
)
def test_what_is_no_text_is_said_and_never_guessed(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=re.escape(said)):
        decode(data, "报告.txt")


def test_a_broken_byte_is_named_with_its_line() -> None:
    with pytest.raises(ReadError) as caught:
        decode("第一行\n第二行".encode() + b"\xff\xfe", "报告.txt")
    assert (caught.value.path, caught.value.line) == ("报告.txt", 2)


@given(st.text(st.sampled_from("字a𠀀\r\n"), max_size=60))
def test_every_offset_has_the_line_and_column_that_a_reader_counts(text: str) -> None:
    source = Source("t", text)
    lines = re.split("\r\n|\r|\n", text)
    line, column, at = 1, 1, 0
    while at < len(text):
        assert source.position(at) == (line, column)
        if text[at] == "\r" and text[at + 1 : at + 2] == "\n":
            at, column = at + 1, column + 1
            assert source.position(at) == (line, column)
        at += 1
        line, column = (line + 1, 1) if text[at - 1] in "\r\n" else (line, column + 1)
    starts = [*source.line_starts, len(text)]
    assert [text[a:b].rstrip("\r\n") for a, b in pairwise(starts)] == lines


def test_locations_are_told_by_the_last_start_before_an_offset() -> None:
    cell = Location(table=1, row=2, column=3)
    source = Source("report.docx", "标题\n一段\n格", "utf-8", ((0, Location(1)), (6, cell)))
    assert [source.locate(offset) for offset in (0, 5, 6, 7)] == [
        *(Location(paragraph=1),) * 2,
        *(cell,) * 2,
    ]
    assert cell.numbers() == {"table": 1, "row": 2, "column": 3}
    assert Source("report.txt", "标题").locate(0) is None
