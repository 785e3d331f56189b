"""A finding a line, as compilers write them: ``path:line:col: severity: message [GX501]``.

For editors and whatever else reads lines; the words for the severity are English in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import FileResult, Finding
from ..source import Source
from . import Layout
from .display import Display
from .words import with_elsewhere


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """The findings as they come; nothing else."""
    display = Display(layout.encoding)
    for result in results:
        if result.source is None:
            continue
        path = display.first(result.path)
        for finding in result.findings:
            yield f"{path}:{line_of(result, result.source, finding, layout, display)}\n"


def line_of(
    result: FileResult, source: Source, finding: Finding, layout: Layout, display: Display
) -> str:
    """``line:col: severity: message [GX501]``, on one line whatever the message holds."""
    line, column = source.position(finding.span.start)
    message = display.clean(with_elsewhere(result, finding, layout.lang))
    return f"{line}:{column}: {finding.severity.word}: {message} [{finding.rule}]"
