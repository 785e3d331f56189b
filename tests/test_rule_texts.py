"""How the rules speak: one style, whoever wrote the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from gxlint.catalogue import Rule, load_catalogue

RULES = load_catalogue().rules
_PARAMETER = re.compile(r"\{\w+\}")


def _texts() -> Iterator[Any]:
    for rule in RULES.values():
        named = {"title": rule.title, "explain": rule.explain}
        named |= {f"message {variant}".strip(): text for variant, text in rule.messages.items()}
        for name, text in named.items():
            yield pytest.param(rule, name, text.zh, text.en, id=f"{rule.id} {name}")


@pytest.mark.parametrize(("rule", "name", "zh", "en"), list(_texts()))
def test_style(rule: Rule, name: str, zh: str, en: str) -> None:
    """Quotes are “ ”, Chinese marks are full-width, only explanations are sentences with a stop."""
    for text in (zh, en):
        assert text == text.strip()
        assert text.count("“") == text.count("”")
        assert text.count("《") == text.count("》")
        assert "\n" not in text
    bare = _PARAMETER.sub("", zh)
    assert not re.search(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]", bare), bare
    assert not re.search(r"[\u4e00-\u9fff][(]|[)][\u4e00-\u9fff]", bare), bare
    assert '"' not in bare
    assert "”、“" not in bare
    if name == "explain":
        assert zh.endswith("。")
        assert en.endswith(".")
        assert re.match(r"[A-Z“]|gxlint\b|无", en)
    else:
        assert not re.search(r"[。.！!？?；;：:，,]$", zh)
        assert not re.search(r"[。.!?;:,]$", en)
    if name == "title":
        assert en[0].isupper()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_both_languages_say_the_same_of_the_numbers(rule: Rule) -> None:
    """What a message is filled with: English may name a thing otherwise, never leave it out."""
    for text in rule.messages.values():
        chinese, english = (set(_PARAMETER.findall(part)) for part in text)
        english |= {name.replace("_en}", "}") for name in english}
        english |= {"{part}"} if "{number}" in english else set()
        missing = chinese - english - {"{reason}", "{unit}"}
        assert missing == set(), (text, missing)
