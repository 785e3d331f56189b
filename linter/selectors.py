"""The names that rules go by on the command line and in configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .catalogue import Rule
from .errors import Bilingual
from .suggest import did_you_mean

ALL = "all"
_PREFIX = re.compile(r"[A-Za-z]{2,8}-?[0-9]{0,4}\Z")


def select_rules(name: str, rules: Mapping[str, Rule]) -> set[str]:
    """The ids of the rules that a name means; empty where it means none.

    A name is an id (GX501), a rule's name (typo), a family (wording), the beginning of ids
    (GX5), or ``all``; its case does not matter.
    """
    wanted = name.strip().casefold()
    if wanted == ALL:
        return set(rules)
    exact = {
        rule.id
        for rule in rules.values()
        if wanted in (rule.id.casefold(), rule.name.casefold(), rule.family.casefold())
    }
    if exact or not _PREFIX.match(wanted):
        return exact
    return {rule_id for rule_id in rules if rule_id.casefold().startswith(wanted)}


def is_single(name: str, rules: Mapping[str, Rule]) -> bool:
    """Whether a name means one rule by its id or name, and no group of rules."""
    wanted = name.strip().casefold()
    return any(wanted in (r.id.casefold(), r.name.casefold()) for r in rules.values())


def unknown_selector(name: str, rules: Mapping[str, Rule]) -> tuple[str, str, Bilingual | None]:
    """What to say of a name that means no rule: in Chinese, in English, and the nearest name."""
    known = [known for rule in rules.values() for known in (rule.id, rule.name, rule.family)]
    hint = did_you_mean(name, [*known, ALL]) or Bilingual(
        "gxlint rules 列出全部规则", "gxlint rules lists all rules"
    )
    return f"没有规则“{name}”", f"no rule “{name}”", hint
