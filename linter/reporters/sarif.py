"""SARIF 2.1.0, which code scanning services and viewers in editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import Bilingual, GxlintError
from ..finding import FileResult, Finding, Related
from ..source import Source
from ..text import Span
from ..version import __version__
from . import Layout
from .json import in_lines, on_one_line
from .paths import below, file_uri, relative_uri
from .sarif_rules import LEVEL, SITE, bare_descriptor, descriptors
from .words import located

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "gxlintFingerprint/v1"
_ROOT = "%SRCROOT%"
_ROOT_IS = Bilingual(
    "代码库的根目录；不在代码库中时，运行 gxlint 的文件夹",
    "the root of the repository; outside of one, the folder that gxlint ran in",
)
_ABOUT = Bilingual("政府信息公开工作年度报告检查", "checks of annual disclosure reports")
_INSTEAD = Bilingual("改为“{text}”", "write “{text}”")
_REMOVE = Bilingual("删去“{text}”", "remove “{text}”")
_BASELINE = Bilingual("基线中已有", "in the baseline")
_COMMENT = Bilingual("文件中的注释要求忽略", "a comment in the file says so")
_ENCODINGS = {"utf-8-sig": "utf-8"}
# What would read as a link: ``[text](target)``.
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """One run with all results, when all are there; each of the many objects is one line."""
    run = _Run(layout)
    for result in results:
        run.add(result)
    yield from run.written()


class _Run:
    """A run as it grows: what later objects refer to by its index is kept in order."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._results: list[dict[str, Any]] = []
        self._unruled: dict[str, Finding] = {}
        self._artifacts: list[dict[str, Any]] = []
        self._places: dict[tuple[tuple[str, str], ...], int] = {}
        self._failures: list[dict[str, Any]] = []
        self._mistakes: list[dict[str, Any]] = []
        self._complete = True

    def add(self, result: FileResult) -> None:
        """Takes up what there is to say of a file."""
        for error in result.errors:
            self._complete = False
            # What is wrong elsewhere than in the file is its configuration.
            elsewhere = error.path is not None and error.path != result.path
            kept = self._mistakes if elsewhere else self._failures
            notification = self._notification(error, result.path, "error")
            if notification not in kept:
                kept.append(notification)
        if result.passed_over or result.source is None:
            return
        for note in result.notes:
            self._failures.append(self._notification(note, result.path, "note"))
        writer = _Writer(self._file(result), result, result.source, self)
        for finding in result.findings:
            self._results.append(writer.result(finding))
        for finding in result.suppressed:
            self._results.append(writer.suppressed(finding))

    def _file(self, result: FileResult) -> dict[str, Any]:
        """The location of a file, which is listed among the artifacts."""
        assert result.source is not None
        location = self.location(result.path)
        about = {"year": result.year, "organ": result.organ, "form": result.form}
        encoding = result.source.encoding
        self._artifacts.append(
            {
                "location": location,
                "roles": ["analysisTarget"],
                "encoding": _ENCODINGS.get(encoding, encoding),
                "properties": {key: value for key, value in about.items() if value is not None},
            }
        )
        return {**location, "index": len(self._artifacts) - 1}

    def location(self, path: str) -> dict[str, Any]:
        """Where a file is: from the root down, where it lies there."""
        relative = below(path, self._layout.root)
        if relative is None:
            return {"uri": file_uri(path)}
        return {"uri": relative_uri(relative), "uriBaseId": _ROOT}

    def place(self, within: tuple[tuple[str, str], ...]) -> dict[str, Any]:
        """The logical location of a finding; those that hold it are listed with it."""
        for length in range(1, len(within) + 1):
            self._places.setdefault(within[:length], len(self._places))
        return {"index": self._places[within], "fullyQualifiedName": _qualified(within)}

    def without_rule(self, finding: Finding) -> None:
        """Remembers a finding whose rule may be none of those that ran."""
        self._unruled.setdefault(finding.rule, finding)

    @property
    def layout(self) -> Layout:
        """How to write."""
        return self._layout

    def _notification(self, error: GxlintError, path: str, level: str) -> dict[str, Any]:
        place: dict[str, Any] = {"artifactLocation": self.location(error.path or path)}
        if error.line is not None:
            place["region"] = {"startLine": error.line}
            if error.column is not None:
                place["region"]["startColumn"] = error.column
        message = {"text": plain_text(error.describe(self._layout.lang))}
        return {"level": level, "message": message, "locations": [{"physicalLocation": place}]}

    def written(self) -> Iterator[str]:
        """The whole log."""
        rules = descriptors(self._layout.rules(), self._layout.lang)
        for rule_id, finding in self._unruled.items():
            rules.setdefault(rule_id, bare_descriptor(finding))
        index = {rule_id: at for at, rule_id in enumerate(rules)}
        for result in self._results:
            result["ruleIndex"] = index[result["ruleId"]]
        yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n'
        for key, value in self._head().items():
            yield f'"{key}": {on_one_line(value)},\n'
        yield f'"tool": {{"driver": {on_one_line(_driver(self._layout))[:-1]}, "rules": '
        yield from in_lines([*rules.values()])
        yield '}},\n"artifacts": '
        yield from in_lines(self._artifacts)
        yield ',\n"logicalLocations": '
        yield from in_lines(self._logical_locations())
        yield ',\n"results": '
        yield from in_lines(self._results)
        yield "\n}]}\n"

    def _head(self) -> dict[str, Any]:
        lang = self._layout.lang
        invocation: dict[str, Any] = {"executionSuccessful": self._complete}
        if self._mistakes:
            invocation["toolConfigurationNotifications"] = self._mistakes
        if self._failures:
            invocation["toolExecutionNotifications"] = self._failures
        return {
            "automationDetails": {"id": "gxlint/", "description": {"text": _ABOUT.get(lang)}},
            "language": _language(self._layout),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": _ROOT_IS.get(lang)}}},
            "invocations": [invocation],
        }

    def _logical_locations(self) -> list[dict[str, Any]]:
        found = []
        for within in self._places:
            kind, name = within[-1]
            place: dict[str, Any] = {
                "name": name,
                "fullyQualifiedName": _qualified(within),
                "kind": kind,
            }
            if len(within) > 1:
                place["parentIndex"] = self._places[within[:-1]]
            found.append(place)
        return found


class _Writer:
    """Writes the findings of one file."""

    def __init__(
        self, location: dict[str, Any], result: FileResult, source: Source, run: _Run
    ) -> None:
        self._location = location
        self._result = result
        self._source = source
        self._run = run

    def result(self, finding: Finding) -> dict[str, Any]:
        """A finding as a ``result`` object, but for its rule's index."""
        self._run.without_rule(finding)
        place: dict[str, Any] = {"physicalLocation": self._physical(finding.span)}
        logical = [self._run.place(within) for within in self._logical(finding)]
        if logical:
            place["logicalLocations"] = logical
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": LEVEL[finding.severity],
            "message": {"text": plain_text(finding.message)},
            "locations": [place],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        }
        if finding.related:
            related = [self._related(at, one) for at, one in enumerate(finding.related, 1)]
            result["relatedLocations"] = related
        if finding.edits and not self._source.locations:
            result["fixes"] = [self._fix(finding)]
        if finding.suggestions:
            result["properties"] = {"suggestions": list(finding.suggestions)}
        return result

    def suppressed(self, finding: Finding) -> dict[str, Any]:
        """A finding that is known and accepted, with what accepts it."""
        cause = finding.suppression
        in_source = cause is not None and cause.kind == "comment"
        accepted: dict[str, Any] = {
            "kind": "inSource" if in_source else "external",
            "status": "accepted",
            "justification": (_COMMENT if in_source else _BASELINE).get(self._run.layout.lang),
        }
        if cause is not None:
            place: dict[str, Any] = {"artifactLocation": self._run.location(cause.path)}
            if cause.line is not None:
                place["region"] = {"startLine": cause.line}
            accepted["location"] = {"physicalLocation": place}
        return {**self.result(finding), "suppressions": [accepted]}

    def _logical(self, finding: Finding) -> Iterator[tuple[tuple[str, str], ...]]:
        """Where a finding is in the report, and in a file that has no lines of its own."""
        if finding.within:
            yield finding.within
        location = self._source.locate(finding.span.start)
        if location is not None:
            kind = next(iter(location.numbers()), "text")
            yield ((kind, located(location, self._run.layout.lang)),)

    def _physical(self, span: Span) -> dict[str, Any]:
        region = {**_region(self._source, span), "snippet": {"text": self._source[span]}}
        return {"artifactLocation": self._location, "region": region}

    def _related(self, number: int, related: Related) -> dict[str, Any]:
        place = {"artifactLocation": self._location}
        if related.path is not None:
            place = {"artifactLocation": self._run.location(related.path)}
        source = self._result.source_of(related)
        if source is not None:
            snippet = {"text": source[related.span]}
            place["region"] = {**_region(source, related.span), "snippet": snippet}
        message = {"text": plain_text(related.message or related.text)}
        return {"id": number, "physicalLocation": place, "message": message}

    def _fix(self, finding: Finding) -> dict[str, Any]:
        first = finding.edits[0]
        words = _INSTEAD if first.replacement else _REMOVE
        text = first.replacement or self._source[first.span]
        said = words.get(self._run.layout.lang).replace("{text}", text)
        replacements = [
            {
                "deletedRegion": _region(self._source, edit.span),
                "insertedContent": {"text": edit.replacement},
            }
            for edit in finding.edits
        ]
        change = {"artifactLocation": self._location, "replacements": replacements}
        return {"description": {"text": plain_text(said)}, "artifactChanges": [change]}


def _region(source: Source, span: Span) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    if source.locations:  # lines of the text that was read from it, not of the file
        return region
    return {**region, "charOffset": span.start, "charLength": span.end - span.start}


def plain_text(text: str) -> str:
    """A text for a ``message`` object, in which nothing reads as a link (section 3.11.6)."""
    return _LINK.sub(r"\\[", text) if "](" in text else text


def _qualified(within: tuple[tuple[str, str], ...]) -> str:
    return "/".join(name.replace("/", "∕") for _, name in within)


def _language(layout: Layout) -> str:
    return "en" if layout.lang == "en" else "zh-CN"


def _driver(layout: Layout) -> dict[str, Any]:
    return {
        "name": "gxlint",
        "fullName": f"gxlint {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": SITE,
        "language": _language(layout),
    }
