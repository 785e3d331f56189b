"""JUnit's XML, which Jenkins, GitLab and most other servers show as test results.

One test case a file. It fails where a finding reaches ``--fail-on``; all its findings stand in
one failure, since most readers show only the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from ..finding import FileResult, Severity
from . import Layout
from .display import Display
from .unix import line_of
from .words import counts

_SUITE = "gxlint"


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """One suite with all files, when all are there: its head has the counts."""
    display = Display("utf-8")
    kept = [result for result in results if not result.passed_over]
    failures = sum(1 for result in kept if result.failed and not result.errors)
    errors = sum(1 for result in kept if result.errors)
    numbers = f'tests="{len(kept)}" failures="{failures}" errors="{errors}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="{_SUITE}" {numbers}>\n'
    yield f'  <testsuite name="{_SUITE}" {numbers} skipped="0">\n'
    for result in kept:
        yield _case(result, layout, display)
    yield "  </testsuite>\n</testsuites>\n"


def _case(result: FileResult, layout: Layout, display: Display) -> str:
    path = _attribute(result.path, display)
    inside = [*_errors(result, layout, display), *_findings(result, layout, display)]
    head = f'    <testcase classname="{_SUITE}" name="{path}" file="{path}"'
    if not inside:
        return f"{head}/>\n"
    return "".join([f"{head}>\n", *inside, "    </testcase>\n"])


def _errors(result: FileResult, layout: Layout, display: Display) -> Iterator[str]:
    for error in result.errors:
        said = display.clean(error.describe(layout.lang))
        where = f"{display.clean(error.where)}: " if error.path else ""
        message = _attribute(said, display)
        yield f'      <error message="{message}" type="error">{_text(where + said)}</error>\n'


def _findings(result: FileResult, layout: Layout, display: Display) -> Iterator[str]:
    if result.source is None or not result.findings:
        return
    each = (line_of(result, result.source, one, layout, display) for one in result.findings)
    lines = "\n".join(map(_text, each))
    # A file that could not be checked completely is an error already.
    if not result.failed or result.errors:
        yield f"      <system-out>{lines}</system-out>\n"
        return
    found = Counter(finding.severity for finding in result.findings)
    said = counts(found[Severity.ERROR], found[Severity.WARNING], found[Severity.INFO], layout.lang)
    worst = max(found).word
    yield f'      <failure message="{said}" type="{worst}">{lines}</failure>\n'


def _text(text: str) -> str:
    return escape(text)


def _attribute(text: str, display: Display) -> str:
    """A text in double quotes; what XML cannot hold (most control characters) is named."""
    parts = (part if part == "\n" else display.clean(part) for part in _split(text))
    return escape("".join(parts), {'"': "&quot;", "\n": "&#10;"})


def _split(text: str) -> Iterator[str]:
    for at, line in enumerate(text.split("\n")):
        if at:
            yield "\n"
        yield line
