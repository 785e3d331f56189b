"""The pages in ``docs/``: what they say is there, and in step with what it is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gxlint.catalogue import load_catalogue

from tools.rules_page import PAGE, page

from .process import gxlint

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
RULES = load_catalogue().rules
_LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
# Options of other programs that the pages speak of.
_FOREIGN = {"--verbose", "--all-files", "--no-deps"}


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    right = page(list(RULES.values()))
    assert PAGE.read_text("utf-8") == right, "run: python -m tools.rules_page"


def test_every_rule_has_an_anchor_and_a_row() -> None:
    text = PAGE.read_text("utf-8")
    assert re.findall(r'^<a id="(\w+)"></a>$', text, re.MULTILINE) == [
        rule_id.lower() for rule_id in RULES
    ]
    assert re.findall(r"^\| \[(\w+)\]\(#\w+\)", text, re.MULTILINE) == list(RULES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in _LINK.findall(path.read_text("utf-8")):
        found = path if not target else path.parent / target
        assert found.exists(), target
        if anchor and found.suffix == ".md":
            assert f'<a id="{anchor}">' in found.read_text("utf-8"), anchor


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_readers_find_the_page(path: Path) -> None:
    """README names every page, in both languages."""
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"docs/{path.name}" in (ROOT / readme).read_text("utf-8")


def test_options_and_formats_that_the_pages_name_are_there() -> None:
    pages = "".join(gxlint(name, "--help").out for name in ("check", "baseline", "extract"))
    known = set(_OPTION.findall(pages)) | _FOREIGN | {"--help"}
    for path in PAGES:
        if path.name in ("benchmarks.md", "dependencies.md"):
            continue
        text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)
        assert set(_OPTION.findall(text)) - known == set(), path.name
