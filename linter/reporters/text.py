"""For people: each finding at its place in the report, marked, with what would be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..errors import Bilingual
from ..finding import FileResult, Finding, Related, Severity
from ..source import Source
from . import Layout
from .display import COMMAND, Display
from .words import (
    SEVERITY,
    counts,
    how_much_was_read,
    joined,
    located,
    plural,
    unreadable,
    what_was_read,
)

_INDENT = "  "
_QUOTED = "> "
_INSTEAD = Bilingual("改为：", "should be: ")
_OR = Bilingual("或：", "or: ")
_REMOVE = Bilingual("应删去", "remove it")
_RELATED = Bilingual("相关：", "see also: ")
_CLEAN = Bilingual("未发现问题", "no problems found")
_ELSE_CLEAN = Bilingual("未发现其他问题", "no other problems found")
_FAILED = Bilingual("未能检查", "could not be checked")

_RELATED_AT_MOST = 10
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def report(results: Iterable[FileResult], layout: Layout) -> Iterator[str]:
    """The findings of each file as they come; then, unless quiet, what was read and the counts."""
    writer = _Writer(layout)
    totals = _Totals()
    for result in results:
        for finding in result.findings:
            yield writer.finding(result, finding)
        totals.add(result)
    if layout.statistics and totals.by_rule:
        yield from writer.statistics(totals)
    if not layout.quiet:
        yield from writer.closing(totals)


class _Totals:
    """What the last lines are made of; the texts of files that are done are let go."""

    def __init__(self) -> None:
        self.files: list[tuple[FileResult, Counter[Severity]]] = []
        self.severities: Counter[Severity] = Counter()
        self.by_rule: Counter[tuple[str, str]] = Counter()

    def add(self, result: FileResult) -> None:
        if result.passed_over:
            return
        found = Counter(finding.severity for finding in result.findings)
        self.severities += found
        self.by_rule.update((finding.rule, finding.name) for finding in result.findings)
        self.files.append((_summary(result), found))


def _summary(result: FileResult) -> FileResult:
    return FileResult(
        result.path,
        errors=result.errors,
        year=result.year,
        organ=result.organ,
        sections=result.sections,
        tables=result.tables,
        cells=result.cells,
        unreadable=result.unreadable,
        suppressed=result.suppressed[:1],
    )


def _failed(result: FileResult, found: Counter[Severity]) -> bool:
    """Whether a file could not be checked at all."""
    return bool(result.errors) and result.year is None and not found


class _Writer:
    """Writes the pieces in one language, for one console."""

    def __init__(self, layout: Layout) -> None:
        self._lang = layout.lang
        self._layout = layout
        self._display = Display(layout.encoding)

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._layout.color else text

    def finding(self, result: FileResult, finding: Finding) -> str:
        """A finding: place, source line with marker, message with rule, what is right, related."""
        clean = self._display.clean
        color = _COLORS[finding.severity]
        lines = []
        where = self._display.first(result.path)
        if result.source is not None:
            where = self._where(result.path, result.source, finding.span.start)
        lines.append(f"{self._paint(where, '1')} {clean(finding.place)}".rstrip())
        if result.source is not None:
            columns = self._layout.width - len(_INDENT)
            line, marker = self._display.excerpt(result.source, finding.span, columns)
            # Indentation does not hide a command.
            lines += [
                (_QUOTED if line.startswith(COMMAND) else _INDENT) + line,
                _INDENT + self._paint(marker, color),
            ]
        word = self._paint(SEVERITY[finding.severity].get(self._lang), color)
        head = clean(f"{finding.rule} {finding.name}".rstrip())
        colon = ": " if self._lang == "en" else "："
        lines.append(f"{_INDENT}{word} {head}{colon}{clean(finding.message)}")
        lines += self._suggestions(finding)
        lines += self._all_related(result, finding)
        return "\n".join(lines) + "\n\n"

    def _where(self, path: str, source: Source, offset: int) -> str:
        location = source.locate(offset)
        if location is not None:
            return self._display.first(f"{path}:{located(location, self._lang)}")
        line, column = source.position(offset)
        return f"{self._display.first(path)}:{line}:{column}"

    def _suggestions(self, finding: Finding) -> Iterator[str]:
        label = _INSTEAD
        for suggestion in finding.suggestions:
            if suggestion:
                written = "".join(suggestion.splitlines())  # a line of PDF ends inside words
                text = self._paint(self._display.clean(written), "32")
                yield f"{_INDENT}{label.get(self._lang)}{text}"
            else:
                yield f"{_INDENT}{_REMOVE.get(self._lang)}"
            label = _OR

    def _all_related(self, result: FileResult, finding: Finding) -> Iterator[str]:
        """The related places; of very many the first, and how many more there are."""
        for related in finding.related[:_RELATED_AT_MOST]:
            yield self._related(result, related)
        more = len(finding.related) - _RELATED_AT_MOST
        if more > 0:
            said = f"{more} more" if self._lang == "en" else f"另有{more}处"
            yield f"{_INDENT}{_RELATED.get(self._lang)}{self._display.escaped(said)}"

    def _related(self, result: FileResult, related: Related) -> str:
        clean = self._display.clean
        path, source = related.path or result.path, result.source_of(related)
        where = self._where(path, source, related.span.start) if source else clean(path)
        said = [where, clean(related.message or related.text)]
        return f"{_INDENT}{_RELATED.get(self._lang)}{' '.join(said).rstrip()}"

    def statistics(self, totals: _Totals) -> Iterator[str]:
        """How often each rule spoke, most frequent first."""
        ranked = sorted(totals.by_rule.items(), key=lambda item: (-item[1], item[0]))
        digits = len(str(ranked[0][1]))
        for (rule, name), count in ranked:
            yield f"{count:{digits}}  {rule} {self._display.clean(name)}".rstrip() + "\n"

    def closing(self, totals: _Totals) -> Iterator[str]:
        """What was read: one line for a clean file; one a file and the counts for several."""
        if all(result.errors and not found for result, found in totals.files):
            return
        if self._layout.single and len(totals.files) == 1:
            result, found = totals.files[0]
            if not found:
                read = what_was_read(result, self._lang) + how_much_was_read(result, self._lang)
                yield self._sentence([*read, self._clean(result)])
                return
        else:
            for result, found in totals.files:
                yield self._file_line(result, found)
        yield self._sentence(self._count_parts(totals))

    def _file_line(self, result: FileResult, found: Counter[Severity]) -> str:
        colon = ": " if self._lang == "en" else "："
        path = self._display.first(result.path)
        if _failed(result, found):
            return f"{path}{colon}{self._display.escaped(_FAILED.get(self._lang))}\n"
        said = what_was_read(result, self._lang)
        said.append(self._counts(found) if found else self._clean(result))
        said += unreadable(result.unreadable, self._lang)
        return path + colon + self._sentence(said)

    def _clean(self, result: FileResult) -> str:
        """That nothing was found; beside what a comment or the baseline keeps quiet."""
        return (_ELSE_CLEAN if result.suppressed else _CLEAN).get(self._lang)

    def _counts(self, found: Counter[Severity]) -> str:
        errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
        return counts(errors, warnings, found[Severity.INFO], self._lang)

    def _count_parts(self, totals: _Totals) -> list[str]:
        total, files = sum(totals.severities.values()), len(totals.files)
        failed = sum(_failed(result, found) for result, found in totals.files)
        if self._lang == "en":
            parts = [f"{plural(total, 'problem')}: {self._counts(totals.severities)}"]
            parts += [] if files == 1 else [plural(files, "file")]
            parts += [f"{failed} of them not checked"] if failed else []
        else:
            parts = [f"共{total}处：{self._counts(totals.severities)}"]
            parts += [] if files == 1 else [f"{files}个文件"]
            parts += [f"其中{failed}个未能检查"] if failed else []
        return parts

    def _sentence(self, parts: list[str]) -> str:
        return self._display.clean(joined(parts, self._lang)) + "\n"
