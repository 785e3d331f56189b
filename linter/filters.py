"""What is shown of what was found: small functions from findings to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .config import Config
from .finding import FileResult, Finding, Severity
from .records import replace


def shown(result: FileResult, config: Config) -> FileResult:
    """The result with what the configuration wants to see of it."""
    return replace(
        result,
        findings=tuple(without_hints(result.findings, config)),
        suppressed=tuple(without_hints(result.suppressed, config)),
    )


def without_rules(result: FileResult, rules: frozenset[str]) -> FileResult:
    """The result without the findings of some rules (by id)."""
    if not rules:
        return result
    kept = tuple(finding for finding in result.findings if finding.rule not in rules)
    return replace(result, findings=kept)


def without_hints(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """The findings without those at info that nobody asked for.

    A rule that finds errors may have hints as well, so that this is not only a matter of which
    rules run.
    """
    for finding in findings:
        state = config.rules.get(finding.rule)
        if finding.severity > Severity.INFO or (state is not None and state.hints):
            yield finding


def reaches(findings: Iterable[Finding], threshold: Severity) -> bool:
    """Whether a finding is as grave as the threshold, or graver."""
    return any(finding.severity >= threshold for finding in findings)
