"""The commands that speak of the rules themselves: ``rules`` and ``explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalogue import Catalogue, Rule, read_samples
from ..errors import Bilingual, Lang, UsageError
from ..finding import Severity
from ..reporters.display import Display
from ..reporters.words import SEVERITY
from ..selectors import unknown_selector
from .session import Session

VERSION = 1
_MOST_SAMPLES = 3
_BASIS = Bilingual("依据：", "Basis: ")
_WRONG = Bilingual("错误的写法：", "Wrong:")
_RIGHT = Bilingual("正确的写法：", "Right:")
_SWITCH = Bilingual("不需要时，在 .gxlint.yaml 中关闭：", "To switch it off, say in .gxlint.yaml:")


def rules(session: Session, format: str) -> None:  # noqa: A002
    """Prints the catalogue: a line a rule, or all that is said of each as JSON."""
    found = session.catalogue.rules.values()
    if format == "json":
        from ..reporters.json import dumped

        data = {"version": VERSION, "rules": [_rule_object(rule) for rule in found]}
        session.console.out.write_utf8(dumped(data, indent=2))
        return
    display = Display(session.console.out.encoding)
    lang = session.lang
    rows = [(rule.id, rule.name, _severity(rule, lang), rule.title.get(lang)) for rule in found]
    widths = [max(display.width(row[at]) for row in rows) for at in range(3)]
    for row in rows:
        cells = [display.pad(cell, width) for cell, width in zip(row, widths, strict=False)]
        session.console.out.write("  ".join([*cells, row[3]]) + "\n")


def _severity(rule: Rule, lang: Lang) -> str:
    return SEVERITY[Severity.parse(rule.severity)].get(lang)


def _rule_object(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "check": rule.check,
        "params": dict(rule.params),
        "title": rule.title._asdict(),
        "message": {variant: text._asdict() for variant, text in rule.messages.items()},
        "basis": rule.basis,
        "explain": rule.explain._asdict(),
        "fixable": rule.fixable,
        "years": {"from": rule.first_year, "to": rule.last_year},
        "profiles": list(rule.profiles),
    }


def explain(session: Session, names: Sequence[str]) -> None:
    """Prints the page of each rule named; ``UsageError`` where a name is no rule's."""
    found = [_find(session.catalogue, name) for name in names]
    display = Display(session.console.out.encoding)
    for at, rule in enumerate(found):
        lines = ([""] if at else []) + [*_page(rule, session.lang)]
        session.console.out.write("".join(f"{display.clean(line)}\n" for line in lines))


def _find(catalogue: Catalogue, name: str) -> Rule:
    rule = catalogue.find_rule(name)
    if rule is None:
        zh, en, hint = unknown_selector(name, catalogue.rules)
        raise UsageError(zh, en, hint=hint)
    return rule


def _page(rule: Rule, lang: Lang) -> Iterator[str]:
    yield f"{rule.id} {rule.name}  {rule.title.get(lang)}"
    yield f"{_severity(rule, lang)}  {_BASIS.get(lang)}{rule.basis}"
    yield ""
    yield from rule.explain.get(lang).splitlines()
    samples = read_samples(rule)
    for label, kind in ((_WRONG, "wrong"), (_RIGHT, "right")):
        shown = [text for text in map(_sample, samples.get(kind, ())) if text]
        if shown:
            yield ""
            yield label.get(lang)
            yield from (f"  {line}" for text in shown[:_MOST_SAMPLES] for line in text)
    yield ""
    yield _SWITCH.get(lang)
    yield "  rules:"
    yield f"    {rule.name}: off"


def _sample(sample: object) -> list[str]:
    """The lines of a sample: the text itself, or what it puts into a report that is right."""
    if isinstance(sample, Mapping):
        sample = sample.get("text") or sample.get("with") or ""
    return str(sample).replace("⟦", "").replace("⟧", "").strip("\n").splitlines()
