"""GitLab's Code Quality report, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import GxlintError
from ..finding import FileResult, Finding, Severity
from ..source import Source
from . import Layout
from .json import dumped
from .paths import from_root
from .words import with_elsewhere

_SEVERITY: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}
_FAILED = "blocker"


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """All findings, and the files that could not be checked, as one JSON array; one a line."""
    issues: dict[str, str] = {}
    for result in results:
        for error in result.errors:
            path = from_root(error.path or result.path, layout.root)
            issue = _error(path, error, layout)
            issues.setdefault(issue["fingerprint"], dumped(issue))
        if result.source is not None:
            path = from_root(result.path, layout.root)
            for finding in result.findings:
                said = with_elsewhere(result, finding, layout.lang)
                issue = _finding(path, result.source, finding, said)
                issues.setdefault(issue["fingerprint"], dumped(issue))
    lines = ",\n".join(issue.rstrip("\n") for issue in issues.values())
    yield f"[\n{lines}\n]\n" if lines else "[]\n"


def _finding(path: str, source: Source, finding: Finding, said: str) -> dict[str, Any]:
    start, end = source.position(finding.span.start), source.position(finding.span.end)
    return {
        "description": said,
        "check_name": finding.rule,
        "fingerprint": _fingerprint(path, finding.fingerprint),
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": start.line, "end": end.line},
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }


def _error(path: str, error: GxlintError, layout: Layout) -> dict[str, Any]:
    message, line = error.describe(layout.lang), error.line or 1
    return {
        "description": message,
        "check_name": "gxlint",
        "fingerprint": _fingerprint(path, f"{line}\0{message}"),
        "severity": _FAILED,
        "location": {"path": path, "lines": {"begin": line, "end": line}},
    }


def _fingerprint(path: str, own: str) -> str:
    """One of a kind in the whole project, where two files may hold the same mistake."""
    from hashlib import sha256

    return sha256(f"{path}\0{own}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
