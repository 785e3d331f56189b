"""The numbers of ``<ol>``: as a browser displays them, and only where it does so for certain."""

from __future__ import annotations

import pytest
from gxlint.document import Heading, Lines, Paragraph
from gxlint.engine import check_file, default_settings, read_report
from gxlint.readers import read

from .samples import correct_report


def shown(page: str) -> list[str]:
    """The paragraphs of a page."""
    _, document = read(f"<html>{page}</html>".encode(), "page.html")
    texts = [b.text.text for b in document.blocks if isinstance(b, Heading | Lines | Paragraph)]
    return [line for text in texts for line in text.split("\n")]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol><li>2024年<li>A类</ol>", ["1. 2024年", "2. A类"]),
        ("<ol start=3><li>甲</li><li value=7>乙</li><li>丙</li></ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol reversed><li>甲<li>乙<ol><li>丙</ol><li>丁</ol>", ["3.甲", "2.乙", "1.丙", "1.丁"]),
        ("<ol reversed start=9><li>甲<li>乙</ol>", ["9.甲", "8.乙"]),
        ("<ol type=a><li>甲<li type=I>乙</ol>", ["a.甲", "II.乙"]),
        ("<ol type=i start=4><li><p>甲</p><p>乙</p></ol>", ["iv.甲", "乙"]),
        ("<ol start=27 type=a><li>甲</ol>", ["甲"]),
        ("<ol start=0><li>甲<li>乙</ol>", ["甲", "1.乙"]),
        (
            "<ol style='list-style-type: cjk-decimal'><li><h2>甲</h2><ol><li>乙</ol><li>丙</ol>",
            ["一、甲", "1.乙", "二、丙"],
        ),
        ("<ol style='list-style: simp-chinese-informal inside' start=12><li>甲</ol>", ["十二、甲"]),
        ("<style>ol {list-style-type: upper-roman}</style><ol><li>甲</ol>", ["I.甲"]),
        ("<style>.c {list-style-type: cjk-ideographic}</style><ol class=c><li>甲</ol>", ["一、甲"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1.甲", "乙", "2.丙"]),
        ("<ol><li><table><tr><td>甲<td>乙</table></ol>", []),
        ("<ol><li><li>甲</ol>", ["2.甲"]),
        ("<ol><li style='display:none'>甲</li><li>乙</li></ol>", ["1.乙"]),
        ("<li>甲", ["甲"]),
    ],
)
def test_numbers_are_those_that_a_browser_displays(page: str, lines: list[str]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>甲</ul>",
        "<ol style='list-style: none'><li>甲</ol>",
        "<ol style='list-style-type:disc'><li>甲</ol>",
        "<ol style='list-style: url(a.png)'><li>甲</ol>",
        "<ol><li style='list-style:none'>甲</ol>",
        "<ol><li style='display:block'>甲</ol>",
        f"<ol style='{'color:red;' * 30}list-style:none'><li>甲</ol>",
        "<style>ol,ul{list-style:none}</style><ol><li>甲</ol>",
        "<style>* {margin:0; list-style:none}</style><ol><li>甲</ol>",
        "<style>li{list-style:none}</style><ol style='list-style-type:decimal'><li>甲</ol>",
        "<style>.c li{list-style:none}</style><ol class=c><li>甲</ol>",
        "<style>#c ol{list-style:none}</style><ol><li>甲</ol>",
        "<style>@media screen {ol{list-style:none}}</style><ol><li>甲</ol>",
        "<ol><li>甲</ol><style>ol{list-style:none}</style>",
        "<link rel=stylesheet href=a.css><ol><li>甲</ol>",
        "<link rel=stylesheet href=a.css><ol style='list-style-type:decimal'><li>甲</ol>",
        "<style>@import 'a.css';</style><ol><li>甲</ol>",
    ],
)
def test_where_none_is_displayed_for_certain_there_is_none(page: str) -> None:
    assert shown(page) == ["甲"]


def test_an_item_whose_own_style_has_a_number_has_it_whatever_the_sheets_say() -> None:
    page = "<link rel=stylesheet href=a.css><ol><li style='list-style-type:decimal'>甲</ol>"
    assert shown(page) == ["1.甲"]


def as_lists(text: str, titles: list[str]) -> str:
    """A report as a page whose headings have their numbers from an ``<ol>``."""
    items = [""]
    for line in text.splitlines():
        if line in titles:
            items.append(f"<li><h2>{line[2:]}</h2>")
        else:
            items[-1] += f"<p>{line}</p>"
    style = "list-style-type:simp-chinese-informal"
    return f'<html><body>{items[0]}<ol style="{style}">{"".join(items[1:])}</ol></body></html>'


def test_headings_numbered_by_a_list_are_headings_with_numbers() -> None:
    text = correct_report("department-2024").replace("\t", "　")
    _, written = read_report("report.txt", text.encode(), default_settings())
    titles = [section.title for section in written.sections]
    page = as_lists(text, titles)
    source, report = read_report("page.html", page.encode(), default_settings())
    assert [section.title for section in report.sections] == titles
    for section in report.sections:
        assert source[section.span].startswith("<li><h2>")
        assert source[section.name_span] == section.title[2:]
    plain = check_file("report.txt", text.encode(), default_settings())
    found = check_file("page.html", page.encode(), default_settings())
    assert [f.rule for f in found.findings] == [f.rule for f in plain.findings]
