"""Baselines: the findings that were there before, so that only new ones fail.

A baseline is a JSON file (``schemas/baseline.schema.json``) that is kept beside the reports. It
knows a report by its path, relative to the baseline's own folder, and by its year; a finding by
its fingerprint. What else it says of a finding is for whoever reads it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from .errors import Bilingual, GxlintError
from .finding import INTERNAL_ERROR, FileResult, Finding, Suppression
from .records import NamedTuple, dataclass, replace

VERSION = 1


class Known(NamedTuple):
    """A finding in a baseline."""

    fingerprint: str
    rule: str
    place: str
    message: str


class KnownFile(NamedTuple):
    """A report in a baseline: its path with ``/``, relative to the baseline's folder."""

    path: str
    year: int | None
    organ: str | None
    findings: tuple[Known, ...]


@dataclass(frozen=True)
class Baseline:
    """What a baseline file holds; ``path`` is its own."""

    path: str
    files: tuple[KnownFile, ...] = ()

    def key(self, path: str) -> str:
        """A report's path as it stands in this baseline."""
        full, folder = os.path.abspath(path), self.folder
        try:
            relative = os.path.relpath(full, folder)
        except ValueError:  # another drive
            relative = full
        return relative.replace(os.sep, "/")

    @property
    def folder(self) -> str:
        """The folder that the paths are relative to."""
        return os.path.dirname(os.path.abspath(self.path))

    def full_path(self, file: KnownFile) -> str:
        """Where a report should be."""
        return os.path.normpath(os.path.join(self.folder, *file.path.split("/")))

    def dumped(self) -> str:
        """The file's text; the same findings are always the same text."""
        data = {"version": VERSION, "files": [_file_object(file) for file in self.files]}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def with_results(self, results: Iterable[FileResult]) -> Baseline:
        """A baseline with the findings of these results."""
        files = (self.entry(result, result.findings) for result in results)
        return self.of(files)

    def of(self, files: Iterable[KnownFile]) -> Baseline:
        """This baseline with other files, sorted; those without findings are left out."""
        kept = sorted((file for file in files if file.findings), key=lambda file: file.path)
        return replace(self, files=tuple(kept))

    def entry(self, result: FileResult, findings: Iterable[Finding]) -> KnownFile:
        """What a baseline says of a report."""
        known = tuple(
            Known(finding.fingerprint, finding.rule, finding.place, finding.message)
            for finding in findings
            if finding.rule != INTERNAL_ERROR
        )
        return KnownFile(self.key(result.path), result.year, result.organ, known)


def _file_object(file: KnownFile) -> dict[str, Any]:
    return {**file._asdict(), "findings": [known._asdict() for known in file.findings]}


def load_baseline(path: str) -> Baseline:
    """The baseline in a file; ``GxlintError`` where there is none, or it is damaged."""
    try:
        with open(path, "rb") as file:
            data = json.loads(file.read().decode("utf-8-sig"))
    except FileNotFoundError:
        hint = Bilingual("用 gxlint baseline create 生成", "gxlint baseline create writes one")
        raise GxlintError("没有这个基线文件", "no such baseline", path=path, hint=hint) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        zh, en = f"无法读取基线：{reason}", f"the baseline cannot be read: {reason}"
        raise GxlintError(zh, en, path=path) from None
    except json.JSONDecodeError as error:
        what = Bilingual("不是 JSON", "no JSON")
        raise _damaged(path, what, error.lineno, error.colno) from None
    except (ValueError, RecursionError):  # no UTF-8; or nested without end
        raise _damaged(path, Bilingual("不是 JSON", "no JSON")) from None
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        hint = Bilingual("请升级 gxlint", "upgrade gxlint")
        zh = f"基线是更新版本的 gxlint 生成的（格式 {version}，这里只认识 {VERSION}）"
        en = f"a newer gxlint made this baseline (format {version}; this one knows {VERSION})"
        raise GxlintError(zh, en, path=path, hint=hint)
    try:
        if version != VERSION or isinstance(version, bool):
            raise ValueError("version")
        files = tuple(_known_file(file) for file in _items(data["files"], "files"))
        if len({file.path for file in files}) < len(files):
            raise ValueError("path")
        return Baseline(path, files)
    except KeyError as error:
        what = Bilingual(f"缺少 {error.args[0]}", f"{error.args[0]} is missing")
        raise _damaged(path, what) from None
    except ValueError as error:
        raise _damaged(path, Bilingual(f"{error} 不对", f"{error} is wrong")) from None


def _damaged(
    path: str, what: Bilingual, line: int | None = None, column: int | None = None
) -> GxlintError:
    hint = Bilingual(
        "从版本库恢复，或用 gxlint baseline create --force 重新生成",
        "restore it, or write it anew with gxlint baseline create --force",
    )
    zh, en = f"基线文件已损坏：{what.zh}", f"the baseline is damaged: {what.en}"
    return GxlintError(zh, en, path=path, line=line, column=column, hint=hint)


def _items(value: object, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError(name)
    return value


def _known_file(data: dict[str, Any]) -> KnownFile:
    year, organ = data["year"], data["organ"]
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise ValueError("year")
    if organ is not None:
        organ = _text(data, "organ")
    findings = _items(data["findings"], "findings")
    known = tuple(Known(*(_text(item, name) for name in Known._fields)) for item in findings)
    return KnownFile(_text(data, "path"), year, organ, known)


def _text(data: dict[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(name)
    return value


class Comparison:
    """A baseline beside the results of one run: what is known, what is mended, what has moved."""

    def __init__(self, baseline: Baseline, paths: Iterable[str]) -> None:
        self.baseline = baseline
        self.known = 0
        self.kept: dict[str, KnownFile] = {file.path: file for file in baseline.files}
        self._folders = [os.path.abspath(path) for path in paths if os.path.isdir(path)]
        self._waiting = {file.path: file for file in baseline.files}
        self._notes: list[GxlintError] = []
        self._mended = 0

    def applied(
        self, result: FileResult, found: Collection[Finding], asleep: Collection[str]
    ) -> FileResult:
        """The result with the known ones of its findings among the ``suppressed``.

        ``found`` are all findings of the file, also those that something else keeps quiet;
        ``asleep`` the ids of rules that did not run: what was not looked for is not mended.
        """
        if result.source is None:
            return result
        file = self._file_of(result, found)
        if file is None:
            return result
        known = {entry.fingerprint for entry in file.findings}
        cause = Suppression("baseline", self.baseline.path)
        old = [finding for finding in result.findings if finding.fingerprint in known]
        quiet = tuple(finding._replace(suppression=cause) for finding in old)
        self.known += len(quiet)
        self._compare(file, result, {finding.fingerprint for finding in found}, asleep)
        new = tuple(finding for finding in result.findings if finding.fingerprint not in known)
        return replace(result, findings=new, suppressed=(*result.suppressed, *quiet))

    def _file_of(self, result: FileResult, found: Collection[Finding]) -> KnownFile | None:
        """The entry of a file, by its path; or of the file that it was before it was renamed."""
        key = self.baseline.key(result.path)
        file = self._waiting.pop(key, None)
        if file is not None or key in self.kept:
            return file
        fingerprints = {finding.fingerprint for finding in found}
        for old in [*self._waiting.values()]:
            if self._was(old, result, fingerprints):
                del self._waiting[old.path], self.kept[old.path]
                self.kept[key] = old._replace(path=key)
                self._note(
                    f"由基线中的“{old.path}”改名而来，旧问题照样不列出",
                    f"was “{old.path}” in the baseline: what is known of it stays quiet",
                    result.path,
                )
                return self.kept[key]
        return None

    def _was(self, old: KnownFile, result: FileResult, fingerprints: set[str]) -> bool:
        """Whether a file is an old one with a new name: of the same organ and year, with most of
        its findings, and the old one gone."""
        if (old.year, old.organ) != (result.year, result.organ):
            return False
        common = sum(1 for entry in old.findings if entry.fingerprint in fingerprints)
        return 2 * common >= len(old.findings) > 0 and not os.path.lexists(
            self.baseline.full_path(old)
        )

    def _compare(
        self, file: KnownFile, result: FileResult, there: set[str], asleep: Collection[str]
    ) -> None:
        """Notes what a file no longer has, and forgets it."""
        if result.errors:
            return
        if file.year != result.year:
            gone = file.findings
            before, now = (f"{year}" if year else "?" for year in (file.year, result.year))
            self._note(
                f"基线中是{before}年的报告，现在是{now}年的，基线中的{len(gone)}处不再适用",
                f"the baseline knows the report for {before}, this is the one for {now}: "
                f"its {len(gone)} findings no longer apply",
                result.path,
            )
        else:
            gone = tuple(
                e for e in file.findings if e.fingerprint not in there and e.rule not in asleep
            )
            if gone:
                which = sorted({entry.rule for entry in gone})
                self._note(
                    f"基线中的{len(gone)}处已改正：{'、'.join(which)}",
                    f"mended since the baseline: {len(gone)} ({', '.join(which)})",
                    result.path,
                )
        self._forget(file, gone)

    def _forget(self, file: KnownFile, gone: Collection[Known]) -> None:
        self._mended += len(gone)
        kept = tuple(entry for entry in file.findings if entry not in gone)
        self.kept[file.path] = file._replace(findings=kept)

    def _note(self, zh: str, en: str, path: str) -> None:
        self._notes.append(GxlintError(zh, en, path=path))

    def finish(self) -> Iterator[GxlintError]:
        """What is to be said of the whole run, when all files were looked at."""
        for file in [*self._waiting.values()]:
            path = self.baseline.full_path(file)
            if self._searched(path) and not os.path.lexists(path):
                self._note(
                    f"“{file.path}”已不在，基线中还有它的{len(file.findings)}处",
                    f"“{file.path}” is gone; {len(file.findings)} findings here are of it",
                    self.baseline.path,
                )
                self._forget(file, file.findings)
        yield from self._notes

    def summary(self) -> Iterator[GxlintError]:
        """How much was kept quiet, and how much of the baseline is of no use any more."""
        path = self.baseline.path
        if self.known:
            zh = f"基线中的{self.known}处旧问题没有列出"
            en = f"not shown, since the baseline has them: {self.known}"
            yield GxlintError(zh, en, path=path)
        if self._mended:
            zh, en = f"基线中有{self._mended}处可以删去", f"{self._mended} of the baseline can go"
            call = f"gxlint baseline prune --baseline {path}"
            yield GxlintError(zh, en, path=path, hint=Bilingual(f"用 {call}", call))

    def _searched(self, path: str) -> bool:
        return any(path.startswith(os.path.join(folder, "")) for folder in self._folders)

    def pruned(self) -> Baseline:
        """The baseline without what is mended or gone, renamed files by their new names."""
        return self.baseline.of(self.kept.values())
