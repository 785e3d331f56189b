"""For programs: ``schemas/findings.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..errors import GxlintError
from ..finding import FileResult, Finding, Related, Severity
from ..source import Source
from ..text import Span
from . import Layout

# Of the schema; raised when a field changes its meaning or goes, not when one is added.
VERSION = 1


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """All results as one JSON object, when all are there."""
    findings: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    totals = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.INFO), 0)
    for result in results:
        # A configuration's mistakes come with every file that it was for.
        told = [error_object(error, result.path, layout) for error in result.errors]
        errors += [error for error in told if error not in errors]
        if result.passed_over or result.source is None:
            continue
        files.append(_file(result))
        for finding in result.findings:
            totals[finding.severity] += 1
            findings.append(_finding(result, result.source, finding))
    summary = {"files": len(files)} | {severity.word: n for severity, n in totals.items()}
    yield f'{{\n"version": {VERSION},\n"findings": '
    yield from in_lines(findings)
    yield ',\n"files": '
    yield from in_lines(files)
    yield ',\n"errors": '
    yield from in_lines(errors)
    yield f',\n"summary": {on_one_line(summary)}\n}}\n'


# Making an encoder costs more than most lines that it writes.
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def on_one_line(data: Any) -> str:
    """JSON text without a line break; the same data is always the same text."""
    return _ON_ONE_LINE.encode(data)


def in_lines(values: Sequence[Any]) -> Iterator[str]:
    """A JSON array with one value a line: as easy to compare as an indented one, and written much
    faster."""
    if not values:
        yield "[]"
        return
    yield "[\n" + ",\n".join(map(on_one_line, values)) + "\n]"


def dumped(data: Any, indent: int | None = None) -> str:
    """JSON text ending in a newline; the same data is always the same text."""
    if indent is None:
        return on_one_line(data) + "\n"
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def error_object(error: GxlintError, path: str, layout: Layout) -> dict[str, Any]:
    """An error that kept a file from being checked."""
    data: dict[str, Any] = {"path": error.path or path, "message": error.describe(layout.lang)}
    if error.line is not None:
        data["line"] = error.line
    if error.column is not None:
        data["column"] = error.column
    return data


def range_object(source: Source, span: Span) -> dict[str, Any]:
    """Where a span begins and ends: 1-based, columns in characters, the end exclusive.

    Of a file without lines of its own they are those of its text, and ``location`` says where
    it begins in the file.
    """
    start, end = source.position(span.start), source.position(span.end)
    place: dict[str, Any] = {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
    location = source.locate(span.start)
    return place if location is None else place | {"location": location.numbers()}


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "year": result.year,
        "organ": result.organ,
        "form": result.form,
        "profile": result.profile,
        "config": result.config,
    }


def _finding(result: FileResult, source: Source, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.word,
        "path": result.path,
        **range_object(source, finding.span),
        "place": finding.place,
        "text": finding.text,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "fingerprint": finding.fingerprint,
        "related": [_related(result, related) for related in finding.related],
    }


def _related(result: FileResult, related: Related) -> dict[str, Any]:
    source = result.source_of(related)
    return {
        "path": related.path or result.path,
        **(range_object(source, related.span) if source is not None else {}),
        "text": related.text,
        "message": related.message,
    }
