"""What the style sheets of a page hide."""

from __future__ import annotations

import pytest
from gxlint.readers.html_css import has_class, hidden_classes
from hypothesis import given
from hypothesis import strategies as st

from .test_html import shown


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        (".x { display: none }", {"x"}),
        ("p{color:red}.x,.y-z{margin:0;display:none;}", {"x", "y-z"}),
        ("@import url(a.css);.x{display:none}", {"x"}),
        ("@charset 'utf-8';\n/* . */ .x{display:none}", set()),
        ("@media print{.x{display:none}}", set()),
        ("@media print{.x{display:none} p{a:b}}.y{display:none}", {"y"}),
        (".x{display:none}@media (max-width:9px){.x{display:block}}", set()),
        (".x{display:none}.x.on{display:block}", set()),
        (".x{display:none}.on .x{display:flex}", set()),
        (".x{display:none;display:block}", set()),
        (".nav > .x{display:none}p.x{display:none}.x:hover{display:none}#x{display:none}", set()),
        (".x{display:none", set()),
        ("@media a{@media b{.x{display:none}}", set()),
        ("", set()),
    ],
)
def test_hidden_classes(sheet: str, hidden: set[str]) -> None:
    assert hidden_classes(sheet) == hidden


@given(st.text(st.sampled_from("{}.x,;@ display:none/*")))
def test_any_sheet_ends(sheet: str) -> None:
    assert all(name in sheet for name in hidden_classes(sheet + "none"))


def test_hostile_sheets_take_linear_time() -> None:
    for piece in ("{", "}", "a{", ".x{display:none}", "{{}", ";", ".x,", "@media{"):
        hidden_classes(piece * (390_000 // len(piece)) + "none")
    hidden_classes("none" + "{" * 190_000 + "}" * 190_000)


def test_what_has_a_class() -> None:
    classes = frozenset({"x"})
    assert has_class(' class="a x"', classes)
    assert has_class(" id=1 class=x", classes)
    assert not has_class(" class='xx'", classes)
    assert not has_class(" class='x' style='display:block'", classes)
    assert not has_class(" id='x'", classes)


def test_hidden_by_a_class() -> None:
    page = (
        "<style>.off{display:none}</style><p class='off'>不见</p><div class=off><p>不见</p></div>"
        "<p class='off' style='display:block'>见</p><p class=on>见<span class='off'>不</span>了</p>"
    )
    assert shown(page) == [("p", "见"), ("p", "见了")]
