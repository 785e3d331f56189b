"""The pages in ``docs/``: what they say is there, and in step with what it is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gxlint.catalogue import Rule, load_catalogue
from gxlint.checks import CHECKS
from gxlint.config_file import load_schema
from gxlint.config_load import load_config
from ruamel.yaml import YAML

from tools import checks_page
from tools.rules_page import PAGE, page

from .process import gxlint
from .samples import correct_report

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


def test_the_page_of_the_checks_is_what_the_checks_say() -> None:
    right = checks_page.page(RULES)
    assert checks_page.PAGE.read_text("utf-8") == right, "run: python -m tools.checks_page"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_parameter_is_told_by_its_check(rule: Rule) -> None:
    """They can be set by users: they are a part of what gxlint promises."""
    if rule.check not in CHECKS:
        return
    told = set(re.findall(r"``([\w-]+)``", checks_page.said_of(rule.check)))
    assert set(rule.params) - checks_page.COMMON - told == set()


def test_every_example_of_a_configuration_is_right(tmp_path: Path) -> None:
    """In the order of the page, with the files there that they speak of."""
    (tmp_path / "词表").mkdir()
    (tmp_path / "词表" / "固定用语.yaml").write_text("entries: []\n", encoding="utf-8")
    page = (DOCS / "configuration.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, flags=re.M | re.S)
    shown = set()
    for block in blocks:
        path = tmp_path / ".gxlint.yaml"
        path.write_text(block, encoding="utf-8")
        assert load_config(str(path), load_catalogue(), [*CHECKS]).path == str(path)
        shown |= set(YAML(typ="safe").load(block))
    assert shown == set(load_schema("config")["properties"])


def test_own_rules_of_the_page_find_what_they_should(tmp_path: Path) -> None:
    page = (DOCS / "configuration.md").read_text("utf-8")
    (block,) = re.findall(r"^```yaml\n(custom:\n.*?)^```$", page, flags=re.M | re.S)
    (tmp_path / ".gxlint.yaml").write_text(block, encoding="utf-8")
    text = correct_report("department-2024") + "\n见云溪政务通。\n"
    (tmp_path / "年报.txt").write_text(text, encoding="utf-8")
    run = gxlint("年报.txt", "--select", "YX", cwd=tmp_path)
    assert run.err == ""
    assert re.findall(r"^  (\S+ YX\d .*)$", run.out, flags=re.M) == [
        "提示 YX2 reading-room-named：“一、总体情况”没有写“公开专区”",
        "警告 YX1 old-platform-name：“云溪政务通”已更名为“一点通”",
    ]


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
