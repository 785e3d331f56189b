"""Workflow commands: GitHub Actions shows each finding at its line of the changed files.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..finding import FileResult, Finding, Severity
from ..source import Source
from . import Layout
from .display import Display
from .paths import from_root
from .words import with_elsewhere

_COMMAND: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """A command for each finding, and for each file that could not be checked."""
    display = Display("utf-8")
    told: set[str] = set()
    for result in results:
        for error in result.errors:
            place: dict[str, object] = {"file": from_root(error.path or result.path, layout.root)}
            if error.line is not None:
                place["line"] = error.line
            if error.column is not None:
                place["col"] = error.column
            said = display.clean(error.describe(layout.lang))
            line = _command("error", {**place, "title": "gxlint"}, said)
            if line not in told:  # a configuration's mistakes come with every file
                told.add(line)
                yield line
        if result.source is not None:
            path = from_root(result.path, layout.root)
            for finding in result.findings:
                said = with_elsewhere(result, finding, layout.lang)
                yield _finding(path, result.source, finding, display.clean(said), display)


def _finding(path: str, source: Source, finding: Finding, said: str, display: Display) -> str:
    start, end = source.position(finding.span.start), source.position(finding.span.end)
    place: dict[str, object] = {"file": path, "line": start.line, "col": start.column}
    if end.line == start.line:  # columns over several lines are not known there
        place |= {"endLine": end.line, "endColumn": end.column}
    title = display.clean(f"{finding.rule} {finding.name}")
    command = _COMMAND[finding.severity]
    return _command(command, {**place, "title": title}, said)


def _command(command: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{command} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    """The text with what would end the command escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
