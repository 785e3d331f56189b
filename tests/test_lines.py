"""A text as lines: each with its index and its place, also where numbers are read together."""

from __future__ import annotations

import re

from gxlint.document import Document, Lines
from gxlint.report.lines import singly, split_lines
from gxlint.text import MappedText, Span
from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    "0",
    "12",
    "345\n",
    "\t6",
    "7 ",
    "\u30008",
    "9件",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "类",
    "<b>",
]


def split(text: str) -> list[tuple[int, str, Span]]:
    """The lines of a text: index, text, place."""
    lines = split_lines(Document((Lines(MappedText(text)),)))
    return [(line.index, line.raw.text, line.raw.span()) for line in singly(lines)]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_line_is_there_once_at_its_place(text: str) -> None:
    ends = [(match.start(), match.end()) for match in re.finditer("\r\n|\r|\n", text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    expected = [
        (index, text[start:stop], (start, stop))
        for index, (start, stop) in enumerate(zip(starts, stops, strict=True))
    ]
    assert split(text) == expected


def test_numbers_with_a_line_each_are_one_group() -> None:
    lines = split_lines(Document((Lines(MappedText("合计\n1\n\n 20\n3\n")),)))
    assert [(line.index, line.last, line.raw.text) for line in lines] == [
        (0, 0, "合计"),
        (1, 4, "1\n\n 20\n3"),
        (5, 5, ""),
    ]
