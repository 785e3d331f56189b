"""Rules as SARIF's ``reportingDescriptor`` objects: what a viewer shows beside a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..catalogue import Rule
from ..errors import Bilingual, Lang
from ..finding import Finding, Severity
from .words import SEVERITY

# The page with a chapter on every rule. The project has no public site yet: this name is reserved
# for examples (RFC 2606) and leads nowhere. The only place to change once there is one.
SITE = "https://gxlint.example"
RULES_PAGE = f"{SITE}/docs/rules.html"

LEVEL: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_BASIS = Bilingual("依据：", "Basis: ")
_LEVEL = Bilingual("级别：", "Severity: ")
_SWITCH = Bilingual("不需要时，在 .gxlint.yaml 中关闭：", "To switch it off, say in .gxlint.yaml:")


def descriptor(rule: Rule, lang: Lang) -> dict[str, Any]:
    """A rule with all that is said of it."""
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title.get(lang)},
        "fullDescription": {"text": rule.explain.get(lang)},
        "help": {"text": _text(rule, lang), "markdown": _markdown(rule, lang)},
        "helpUri": help_uri(rule.id),
        "defaultConfiguration": {"level": LEVEL[Severity.parse(rule.severity)]},
        "properties": {
            "tags": [rule.family, *(["fixable"] if rule.fixable else [])],
            "basis": rule.basis,
            "problem.severity": "recommendation" if rule.severity == "info" else rule.severity,
        },
    }


def help_uri(rule_id: str) -> str:
    """Where a rule is explained."""
    return f"{RULES_PAGE}#{rule_id.lower()}"


def descriptors(rules: Iterable[Rule], lang: Lang) -> dict[str, dict[str, Any]]:
    """The rules by their id, sorted by it."""
    found = {rule.id: descriptor(rule, lang) for rule in rules}
    return dict(sorted(found.items()))


def bare_descriptor(finding: Finding) -> dict[str, Any]:
    """What is known of a rule that is none of those that ran."""
    name = {"text": finding.name or finding.rule}
    return {
        "id": finding.rule,
        "name": finding.name or finding.rule,
        "shortDescription": name,
        "fullDescription": name,
        "help": name,
        "helpUri": help_uri(finding.rule),
        "defaultConfiguration": {"level": LEVEL[finding.severity]},
    }


def _facts(rule: Rule, lang: Lang) -> tuple[str, str]:
    severity = SEVERITY[Severity.parse(rule.severity)].get(lang)
    return _LEVEL.get(lang) + severity, _BASIS.get(lang) + rule.basis


def _text(rule: Rule, lang: Lang) -> str:
    level, basis = _facts(rule, lang)
    return f"{rule.explain.get(lang)}\n\n{level}\n{basis}"


def _markdown(rule: Rule, lang: Lang) -> str:
    level, basis = _facts(rule, lang)
    return (
        f"# {rule.id} {rule.name}\n\n**{rule.title.get(lang)}**\n\n{rule.explain.get(lang)}\n\n"
        f"- {level}\n- {basis}\n\n"
        f"{_SWITCH.get(lang)}\n\n```yaml\nrules:\n  {rule.name}: off\n```\n"
    )
