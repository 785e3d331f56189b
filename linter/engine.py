"""One file → its findings."""

from __future__ import annotations

import errno
import os
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from .catalogue import Catalogue, Rule, load_catalogue
from .checks import CHECKS, Hit, RelatedHit
from .checks.scanning import Same
from .errors import Bilingual, GxlintError, Lang, NotAReportError, ReadError
from .finding import INTERNAL_ERROR, Edit, FileResult, Finding, Related, Severity, numbered
from .masking import hidden
from .readers import read
from .readers.limits import DEFAULT, Limits
from .records import NamedTuple, replace
from .report.build import build_report
from .report.marks import mark_of
from .report.model import AnnualReport, Fact, FactState, Profile, ReportTable
from .report.places import place_of
from .report.wordings import Wordings
from .source import Source
from .text import Span

if TYPE_CHECKING:
    from .previous import LastYear, Match

_PERSONAL_DATA = "GX703"
# What can be judged of a report whose year has no form.
_FORMLESS_FAMILIES = frozenset({"wording", "hygiene"})


class Settings(NamedTuple):
    """What a file is checked with, after configuration and command line are merged.

    ``rules`` are the enabled rules with their parameters in force, ``severities`` those in force;
    ``profile`` overrides the kind of organ, ``limits`` bound what a file may ask for; ``previous``
    knows last year's reports; ``wordings`` is how a report's text may state quantities.
    """

    catalogue: Catalogue
    rules: Mapping[str, Rule]
    severities: Mapping[str, Severity]
    profile: Profile | None = None
    lang: Lang = "zh"
    limits: Limits = DEFAULT
    config: str | None = None
    previous: LastYear | None = None
    wordings: Wordings | None = None


def default_settings(catalogue: Catalogue | None = None, lang: Lang = "zh") -> Settings:
    """All rules of the catalogue, as it has them."""
    used = catalogue or load_catalogue()
    rules = {rule.id: with_lexicon(rule, used) for rule in used.rules.values()}
    return Settings(
        used,
        rules,
        {rule.id: Severity.parse(rule.severity) for rule in rules.values()},
        lang=lang,
        wordings=wordings_of(used),
    )


def wordings_of(catalogue: Catalogue, more: Mapping[str, list[object]] = {}) -> Wordings:
    """How a report's text may state quantities: the catalogue's lexicons, and ``more`` entries."""
    entries = {
        name: [*catalogue.lexicons[name]["entries"], *more.get(name, ())]
        for name in ("statements", "fees")
    }
    return Wordings(entries["statements"], entries["fees"])


def with_lexicon(rule: Rule, catalogue: Catalogue, more: Mapping[str, list[object]] = {}) -> Rule:
    """The rule with the entries of the lexicons that its parameters name, and ``more`` of them.

    Those of its own ``lexicon`` are its ``entries``, those of further ``lexicons`` go by their
    names.
    """
    named = {name: name for name in rule.params.get("lexicons", ())}
    if "lexicon" in rule.params:
        named["entries"] = rule.params["lexicon"]
    if not named:
        return rule
    entries = {
        key: [*catalogue.lexicons[name]["entries"], *more.get(name, ())]
        for key, name in named.items()
    }
    return replace(rule, params={**rule.params, **entries})


def read_bytes(path: str, max_bytes: int = DEFAULT.file_bytes) -> bytes:
    """A file's bytes; ``ReadError`` where there is no regular file of a size that is allowed."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("是文件夹，不是文件", "is a folder, not a file", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(
                "不是普通文件（管道或设备），不读取",
                "is no regular file (a pipe or device): not read",
                path=path,
            )
        check_size(status.st_size, max_bytes, path)
        with open(path, "rb") as file:
            return file.read(max_bytes + 1)
    except OSError as error:
        raise _unreadable(error, path) from None
    except ValueError:
        raise ReadError("文件名不合法", "not a valid file name", path=path) from None


def check_size(size: int, max_bytes: int, path: str) -> None:
    """``ReadError`` where a file is larger than allowed."""
    if size > max_bytes:
        raise ReadError(
            f"文件太大（{size / 1e6:.1f} MB，上限 {max_bytes / 1e6:g} MB）",
            f"too large ({size / 1e6:.1f} MB; the limit is {max_bytes / 1e6:g} MB)",
            path=path,
            hint=Bilingual("确需检查时用 --max-size 提高上限", "raise the limit with --max-size"),
        )


def _unreadable(error: OSError, path: str) -> ReadError:
    known = {
        errno.ENOENT: Bilingual("文件不存在", "no such file"),
        errno.EACCES: Bilingual("没有读取权限", "no permission to read it"),
        errno.ELOOP: Bilingual("链接指向自身，形成循环", "a link that leads to itself"),
        errno.ENAMETOOLONG: Bilingual("文件名太长", "the file name is too long"),
    }
    words = known.get(error.errno or 0)
    if error.errno == errno.ENOENT and os.path.islink(path):
        words = Bilingual("链接指向的文件不存在", "a link to a file that does not exist")
    if words is None:
        reason = error.strerror or str(error)
        words = Bilingual(f"无法读取：{reason}", f"cannot be read: {reason}")
    return ReadError(words.zh, words.en, path=path)


def read_report(path: str, data: bytes, settings: Settings) -> tuple[Source, AnnualReport]:
    """The report in a file's bytes; ``ReadError``, and ``NotAReportError`` where there is none."""
    check_size(len(data), settings.limits.file_bytes, path)
    source, document = read(data, path, settings.limits)
    if not source.text.strip():
        raise ReadError("文件是空的", "the file is empty", path=path)
    report = build_report(
        document,
        settings.catalogue.forms,
        settings.profile,
        encoding=source.encoding,
        wordings=settings.wordings,
    )
    if report.title is None and len(report.sections) < 2 and not report.tables:
        raise NotAReportError(
            "不是政府信息公开工作年度报告（没有标题，也没有各部分标题和统计表）",
            "no annual report on government information disclosure "
            "(it has no title, no section headings, no tables)",
            path=path,
        )
    return source, report


def check_file(path: str, data: bytes, settings: Settings) -> FileResult:
    """The findings on one file, in the order of the text; what keeps it from being read is in
    ``errors``, and nothing is raised."""
    try:
        source, report = read_report(path, data, settings)
    except GxlintError as error:
        return FileResult(path, errors=(error,), config=settings.config)
    last = settings.previous.of(report, path) if settings.previous is not None else None
    if last is not None:
        report = replace(report, previous=last.report)
    private = _personal_hits(report, settings)
    personal = tuple([hit.span for hit in private])
    look = _Look(report, source, settings, hidden(source.text, personal), private, last)
    findings, errors = _check_report(look)
    tables = report.tables.values()
    return FileResult(
        path,
        source,
        tuple(findings),
        (*(last.errors if last else ()), *errors),
        notes=(*_notes(source, report), *(last.notes if last else ())),
        year=report.year,
        organ=report.organ,
        form=report.form.key if report.form else None,
        profile=report.profile,
        config=settings.config,
        sections=len(report.sections),
        tables=len(tables),
        cells=sum(map(_present, tables)),
        unreadable=sum(map(_unread, tables)),
        personal=personal,
        previous=last.file if last else None,
    )


def _unread(table: ReportTable) -> int:
    """How many cells of a table are there and could not be read."""
    if FactState.UNREADABLE not in table.states:
        return 0
    there = (fact for fact in table.facts.values() if _is_present(table, fact))
    return sum(1 for fact in there if fact.state is FactState.UNREADABLE)


def _present(table: ReportTable) -> int:
    """How many cells a table has: none in rows and columns that are not there."""
    if not table.missing and not table.absent:
        return len(table.facts)
    return sum(1 for fact in table.facts.values() if _is_present(table, fact))


def _is_present(table: ReportTable, fact: Fact) -> bool:
    return fact.row not in table.missing and fact.column not in table.absent


def personal_data(report: AnnualReport, settings: Settings) -> tuple[Span, ...]:
    """Where personal data stand, also where their rule is off."""
    return tuple([hit.span for hit in _personal_hits(report, settings)])


def _personal_hits(report: AnnualReport, settings: Settings) -> tuple[Hit, ...]:
    rule = settings.catalogue.rules[_PERSONAL_DATA]
    return tuple(CHECKS[rule.check](report, rule.params))


def _notes(source: Source, report: AnnualReport) -> Iterator[GxlintError]:
    for note in source.notes:
        yield GxlintError(note.zh, note.en, path=source.path)
    if report.form is None:
        yield GxlintError(
            f"{report.year}年的报告没有可对照的格式，只检查文字和格式残留（GX5、GX7）",
            f"no form is known for reports for {report.year}: only GX5 and GX7 are checked",
            path=source.path,
        )


class _Look(NamedTuple):
    """A report that is being looked at.

    ``hidden`` is its text without personal data: short numbers in known surroundings could be
    tried out against a digest that holds all of them. ``private`` are the hits on these, by the
    rule as the catalogue has it. ``last`` is last year's report.
    """

    report: AnnualReport
    source: Source
    settings: Settings
    hidden: str
    private: tuple[Hit, ...] = ()
    last: Match | None = None


def _check_report(look: _Look) -> tuple[list[Finding], list[GxlintError]]:
    """The findings on a report, and the errors of checks that failed.

    A check that raises is a mistake of gxlint, not of the report: it becomes a GX900 finding,
    and the other findings survive.
    """
    findings: list[Finding] = []
    errors: list[GxlintError] = []
    report, settings = look.report, look.settings
    personal = settings.catalogue.rules[_PERSONAL_DATA].params
    rules = _speaking(Same(settings.rules), report.year, report.profile, report.form is None)
    for rule in rules:
        known = rule.params is personal  # what is masked was looked for already
        try:
            hits = look.private if known else CHECKS[rule.check](report, rule.params)
            for hit in hits:  # nearly always none: a generator more is half of what that costs
                findings.append(_finding(rule, hit, look))  # noqa: PERF401
        except Exception as error:
            errors.append(_internal_error(rule, error, look.source.path))
            findings.extend(_internal_finding(rule, error, look))
    findings.sort(key=lambda finding: (finding.span, finding.rule, finding.message))
    return (numbered(findings) if findings else []), errors


@lru_cache(maxsize=64)
def _speaking(
    rules: Same[Mapping[str, Rule]], year: int | None, profile: Profile, formless: bool
) -> tuple[Rule, ...]:
    """The rules that speak about such a report: most reports that are checked are of one kind."""
    return tuple(
        rule
        for rule in rules.value.values()
        if rule.id != INTERNAL_ERROR
        and not (formless and rule.family not in _FORMLESS_FAMILIES)
        and rule.applies_to(year, profile)
    )


def _internal_error(rule: Rule, error: Exception, path: str) -> GxlintError:
    what = f"{type(error).__name__}: {error}"
    return GxlintError(
        f"内部错误：规则 {rule.id} 检查失败（{what}）",
        f"internal error: the check of rule {rule.id} failed ({what})",
        path=path,
        hint=Bilingual("请把此文件和这条信息报告给 gxlint", "please report this to gxlint"),
    )


def _internal_finding(rule: Rule, error: Exception, look: _Look) -> Iterable[Finding]:
    own = look.settings.catalogue.rules.get(INTERNAL_ERROR)
    if own is not None:
        what = {"rule": rule.id, "error": f"{type(error).__name__}: {error}"}
        yield _finding(own, Hit(look.report.anchor, what), look)


def _finding(rule: Rule, hit: Hit, look: _Look) -> Finding:
    report, source, settings = look.report, look.source, look.settings
    span, text = hit.span, _shown(report, source, hit.span)
    place = place_of(report, span, settings.lang)
    # What holds markup cannot be replaced by text.
    certain = hit.certain and hit.suggestions and text == source[span]
    message = rule.messages[hit.variant].fill(settings.lang, dict(hit.params))
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=_severity(rule, hit, settings),
        message=message,
        span=span,
        place=place.words,
        text=text,
        suggestions=hit.suggestions,
        related=tuple(_related(rule, related, look) for related in hit.related),
        edits=(Edit(span, hit.suggestions[0]),) if certain else (),
        identity=mark_of(report, look.hidden, span, hit.params, hit.variant),
        within=place.within,
    )


def _related(rule: Rule, hit: RelatedHit, look: _Look) -> Related:
    """Another place of a finding: in the report, or in last year's."""
    report, source, path = look.report, look.source, None
    if hit.previous and look.last is not None and look.last.file and look.last.report:
        report, source, path = look.last.report, look.last.file.source, look.last.file.path
    message = rule.messages[hit.variant].fill(look.settings.lang, dict(hit.params))
    return Related(hit.span, message, _shown(report, source, hit.span), path)


def _shown(report: AnnualReport, source: Source, span: Span) -> str:
    """What stands in a span; without the markup, where the file has some."""
    if not source.markup:
        return source.text[span.start : span.end]
    origins = report.raw.origins
    return report.raw.text[bisect_left(origins, span.start) : bisect_left(origins, span.end)]


def _severity(rule: Rule, hit: Hit, settings: Settings) -> Severity:
    """The severity in force; a variant of a rule may be weaker than the rule."""
    severity = settings.severities.get(rule.id, Severity.ERROR)
    weaker = rule.params.get("severities", {}).get(hit.variant)
    return min(severity, Severity.parse(weaker)) if weaker else severity
