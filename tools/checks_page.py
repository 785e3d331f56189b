"""``python -m tools.checks_page`` writes ``docs/checks.md``: what rules can be made of.

``tests/test_docs.py`` fails while the page is not what the checks say of themselves.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gxlint.catalogue import Rule, load_catalogue
from gxlint.checks import CHECKS

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"
# Parameters that every check's rule can have; docs/configuration.md says what they do.
COMMON = frozenset({"lexicon", "lexicons", "severities"})

_HEAD = """# 检查 · Checks

<!-- Written by `python -m tools.checks_page` from linter/checks/; do not edit. -->

规则由“检查”做成：规则文件里的 `check` 是检查的名字，`params` 是它的参数。自己的规则（[`custom`](configuration.md)）用的是同样这些检查。
参数在各条规则里的写法见 `rules/` 下的文件。

*A rule is made of a check: its file names the `check` and gives its `params`. Own rules ([`custom`](configuration.md)) use the same
ones. How the parameters are written shows from the files in `rules/`.*
"""  # noqa: E501
_LITERAL = re.compile(r"``([^`]+)``")


def page(rules: Mapping[str, Rule]) -> str:
    """The whole page, in the order of the checks' names."""
    return "\n".join([_HEAD, *(line for name in sorted(CHECKS) for line in _section(name, rules))])


def _section(name: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    used = [rule for rule in rules.values() if rule.check == name]
    yield f"## {name}\n"
    links = "、".join(f"[{rule.id}](rules.md#{rule.id.lower()}) {rule.name}" for rule in used)
    yield f"{links}\n"
    yield _LITERAL.sub(r"`\1`", said_of(name)) + "\n"
    keys = sorted({key for rule in used for key in rule.params} - COMMON)
    if keys:
        yield f"params: {', '.join(f'`{key}`' for key in keys)}\n"


def said_of(check: str) -> str:
    """What a check says of itself and its parameters."""
    return inspect.getdoc(CHECKS[check]) or ""


if __name__ == "__main__":
    PAGE.write_text(page(load_catalogue().rules), encoding="utf-8")
    print(PAGE)
