"""What is shown of what was found: small functions from findings to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .config import Config
from .finding import FileResult, Finding, Severity


def shown(result: FileResult, config: Config) -> FileResult:
    """The result with what the configuration wants to see of it."""
    ignored = config.ignored_in(result.path)
    findings = without_rules(without_hints(result.findings, config), ignored)
    return replace(result, findings=tuple(findings))


def without_rules(findings: Iterable[Finding], rules: frozenset[str]) -> Iterator[Finding]:
    """The findings of other rules than these (by id)."""
    return (finding for finding in findings if finding.rule not in rules)


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
