"""The commands that look at reports: ``check`` and ``extract``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from ..catalogue import Catalogue, Rule
from ..config import Config, repository_of
from ..engine import (
    Settings,
    check_file,
    default_settings,
    read_bytes,
    read_report,
    with_lexicon,
    wordings_of,
)
from ..errors import ConfigError, GxlintError, Lang, NotAReportError, ReadError
from ..files import STDIN, Input, expand
from ..filters import reaches, shown
from ..finding import INTERNAL_ERROR, FileResult, Severity
from ..masking import masked
from ..readers.limits import DEFAULT, Limits
from ..records import replace
from ..report.model import Profile
from ..reporters import FOR_CONSOLES, Layout, load_reporter, resolved
from .session import Options, Session, internal_error, threshold

if TYPE_CHECKING:
    from ..baseline import Comparison
    from .ignores import Ignores
    from .outputs import Target

STDIN_NAME = "<stdin>"


def check(session: Session, paths: Sequence[str], options: Options) -> None:
    """Checks what the paths mean and prints the findings as they come."""
    if session.chosen_lang is None:
        session.chosen_lang = configured_lang(session, paths, options)
    out = session.console.out
    form = resolved(options.format, session.environment)
    targets = _targets(session, options)
    settings: dict[int, Settings] = {}
    layout = Layout(
        lang=session.lang,
        width=session.console.width,
        color=session.console.colored(options.color, session.environment),
        encoding=out.encoding,
        quiet=options.quiet,
        statistics=options.statistics,
        single=len(paths) == 1 and not os.path.isdir(paths[0]),
        root=repository_of(os.curdir) or "",
        rules=lambda: _rules_that_ran(settings.values(), session.catalogue),
    )
    write = out.write if form in FOR_CONSOLES else out.write_utf8
    results = results_of(session, paths, options, Quiet(paths, options), settings)
    kept: list[FileResult] = []
    for piece in load_reporter(form)(_keeping(results, kept) if targets else results, layout):
        write(piece)
    for target in targets:
        _write(session, target, kept, layout)


def _targets(session: Session, options: Options) -> Sequence[Target]:
    """The files to write, told wrong before anything is checked."""
    if not options.output:
        return ()
    from .outputs import targets_of

    return targets_of(options.output, session.environment)


def _keeping(results: Iterator[FileResult], kept: list[FileResult]) -> Iterator[FileResult]:
    """The results as they come, each kept for the files that are written afterwards."""
    for result in results:
        kept.append(result)
        yield result


def _write(session: Session, target: Target, kept: list[FileResult], layout: Layout) -> None:
    from .outputs import write

    try:
        write(target, kept, layout)
    except GxlintError as error:  # the other files are written all the same
        session.error(error)


def _rules_that_ran(settings: Iterable[Settings], catalogue: Catalogue) -> list[Rule]:
    """The rules that any file was checked with, and the one that speaks where one of them fails."""
    used = list(settings)
    found = {rule_id: rule for one in used for rule_id, rule in one.rules.items()}
    if used:
        found.setdefault(INTERNAL_ERROR, catalogue.rules[INTERNAL_ERROR])
    return [*found.values()]


def configured_lang(session: Session, paths: Sequence[str], options: Options) -> Lang | None:
    """The language that the first path's configuration asks for; a wrong one is told later."""
    try:
        lang: Lang | None = session.config_for(_beside(paths[0], options), options).lang.value
    except ConfigError as error:
        if error.problems[0].path is None:  # a mistake in the options, not in a file
            raise
        return None
    return lang


def _beside(path: str, options: Options) -> str:
    """The path by which a file's configuration is found."""
    if path == STDIN:
        return options.stdin_filename or os.path.join(os.curdir, STDIN_NAME)
    return os.path.join(path, STDIN_NAME) if os.path.isdir(path) else path


class Quiet:
    """What stays quiet of what was found: ignored by configuration or comments, or known.

    The modules for it are loaded where there is such a thing.
    """

    def __init__(self, paths: Sequence[str], options: Options, *, sums_up: bool = True) -> None:
        self._paths = paths
        self._sums_up = sums_up
        self._heeds_ignores = not options.no_ignores
        self._ignores: Ignores | None = None
        self.comparison: Comparison | None = None
        if options.baseline is not None:
            from ..baseline import Comparison, load_baseline

            self.comparison = Comparison(load_baseline(options.baseline), paths)

    def applied(self, result: FileResult, config: Config) -> FileResult:
        """The result with what is left to be shown; the rest is gone or ``suppressed``."""
        found, source = result.findings, result.source
        if source is not None and self._heeds_ignores and (config.ignore or "<!--" in source.text):
            from .ignores import Ignores

            self._ignores = self._ignores or Ignores(self._paths)
            result = self._ignores.applied(result, config)
        if self.comparison is not None:
            asleep = {rule_id for rule_id, state in config.rules.items() if not state.runs}
            result = self.comparison.applied(result, found, asleep)
        return shown(result, config)

    def notes(self) -> Iterator[GxlintError]:
        """What is to be said when all files were looked at."""
        if self._ignores is not None:
            yield from self._ignores.unused()
        if self.comparison is not None:
            yield from self.comparison.finish()
            yield from self.comparison.summary() if self._sums_up else ()


def results_of(
    session: Session,
    paths: Sequence[str],
    options: Options,
    quiet: Quiet,
    settings: dict[int, Settings],
) -> Iterator[FileResult]:
    """The result of each file, its errors and notes told, the exit code kept.

    ``settings`` fills with those that files were checked with.
    """
    folders = _Folders(paths)
    for item in expand(paths):
        result = _result(session, item, options, quiet, settings)
        not_a_report = any(isinstance(error, NotAReportError) for error in result.errors)
        if not_a_report and (item.folder is not None or options.from_hook):
            for error in result.errors:
                session.note(_skipped(error))
            yield replace(result, errors=(), passed_over=True)
            continue
        folders.seen(item)
        for error in result.errors:
            session.error(error)
        for note in result.notes:
            if not options.quiet:
                session.note(note)
        yield result
    if not options.from_hook:
        for folder_error in folders.empty():
            session.error(folder_error)
            yield FileResult(folder_error.path or "", errors=(folder_error,))
    for note in quiet.notes():
        if not options.quiet:
            session.note(note)


def _result(
    session: Session,
    item: Input,
    options: Options,
    quiet: Quiet,
    settings: dict[int, Settings],
) -> FileResult:
    """One file's findings, as far as they are to be shown."""
    path = _name(item, options)
    try:
        config = session.config_for(_beside(item.path, options), options)
        if id(config) not in settings:
            settings[id(config)] = settings_of(config, session, options)
        data = _data(item, settings[id(config)].limits)
    except ConfigError as error:
        return FileResult(path, errors=tuple(error.problems))
    except ReadError as error:
        return FileResult(path, errors=(error,))
    try:
        result = check_file(path, data, settings[id(config)])
    except Exception as error:  # the other files must not suffer from it
        return FileResult(path, errors=(internal_error(error, path),))
    result = quiet.applied(masked(result), config)
    if not reaches(result.findings, threshold(config, options)):
        return result
    if not options.exit_zero:
        session.found()
    return replace(result, failed=True)


def settings_of(config: Config, session: Session, options: Options) -> Settings:
    """What the engine has to know of configuration and command line."""
    running = {rule_id: state for rule_id, state in config.rules.items() if state.runs}
    base = reading_of(config, session, options)
    previous = options.previous or config.previous.value
    return base._replace(
        rules={
            rule_id: with_lexicon(state.rule, session.catalogue, config.lexicons)
            for rule_id, state in running.items()
        },
        severities={rule_id: Severity.parse(state.severity) for rule_id, state in running.items()},
        previous=session.last_year(previous, base) if previous else None,
    )


def reading_of(config: Config, session: Session, options: Options) -> Settings:
    """What the engine has to know to read a report; its rules are the catalogue's."""
    return default_settings(session.catalogue, session.lang)._replace(
        profile=cast("Profile | None", options.profile or config.profile.value),
        limits=limits_of(config, options),
        config=config.path,
        wordings=wordings_of(session.catalogue, config.lexicons),
    )


def limits_of(config: Config, options: Options) -> Limits:
    """The limits in force: the command line's over the configuration's over the usual ones."""
    set_here = {key.replace("-", "_"): value for key, (value, _) in config.limits.items()}
    limits = DEFAULT._replace(**set_here)
    if options.max_bytes is None:
        return limits
    return limits._replace(file_mb=options.max_bytes / 1_000_000)


def _name(item: Input, options: Options) -> str:
    """The path as it is printed."""
    return (options.stdin_filename or STDIN_NAME) if item.path == STDIN else item.path


def _data(item: Input, limits: Limits) -> bytes:
    """A file's bytes; ``ReadError`` where there are none."""
    if item.error is not None:
        raise item.error
    if item.path != STDIN:
        return read_bytes(item.path, limits.file_bytes)
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("没有标准输入", "there is no standard input", path=STDIN_NAME)
    data: bytes = stream.read(limits.file_bytes + 1)
    return data


def _skipped(error: GxlintError) -> GxlintError:
    zh, en = error.message
    return GxlintError(f"已跳过：{zh}", f"passed over: {en}", path=error.path)


class _Folders:
    """Which of the given folders hold a report: one that holds none was a mistake."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._empty = [path for path in dict.fromkeys(paths) if os.path.isdir(path)]

    def seen(self, item: Input) -> None:
        """Something in a folder is a report, or has an error of its own."""
        if item.folder in self._empty:
            self._empty.remove(item.folder)

    def empty(self) -> Iterator[ReadError]:
        """An error for each folder without any report."""
        for path in self._empty:
            yield ReadError(
                "文件夹里没有年度报告", "there is no annual report in the folder", path=path
            )


def extract(
    session: Session, paths: Sequence[str], options: Options, *, as_text: bool = False
) -> None:
    """Prints the facts of each report as JSON: pretty for one file, one a line for several.

    ``as_text``: instead of the facts the text, as gxlint sees it; any file that can be read.
    """
    if session.chosen_lang is None:
        session.chosen_lang = configured_lang(session, paths, options)
    single = len(paths) == 1 and not os.path.isdir(paths[0])
    known: dict[int, Settings] = {}

    def write_one(item: Input) -> None:
        config = session.config_for(_beside(item.path, options), options)
        if id(config) not in known:
            known[id(config)] = reading_of(config, session, options)
        settings = known[id(config)]
        path, data = _name(item, options), _data(item, settings.limits)
        if as_text:
            _write_text(session, path, data, settings, single=single)
        else:
            _write_facts(session, path, data, settings, single=single)

    folders = _Folders(paths)
    for item in expand(paths):
        try:
            write_one(item)
        except Exception as error:  # the other files must not suffer from it
            if not isinstance(error, (ReadError, ConfigError)):
                error = internal_error(error, item.path)
            if isinstance(error, NotAReportError) and item.folder is not None:
                session.note(_skipped(error))
                continue
            session.error(error)
            folders.seen(item)
            continue
        folders.seen(item)
    for nothing in folders.empty():
        session.error(nothing)


def _write_facts(
    session: Session, path: str, data: bytes, settings: Settings, *, single: bool
) -> None:
    from ..reporters.json import dumped
    from .facts import facts_object

    source, report = read_report(path, data, settings)
    indent = 2 if single else None
    session.console.out.write_utf8(dumped(facts_object(source, report), indent))


def _write_text(
    session: Session, path: str, data: bytes, settings: Settings, *, single: bool
) -> None:
    from ..reporters.display import Display
    from .seen import seen_text

    display = Display(session.console.out.encoding)
    text = "".join(seen_text(path, data, settings, display))
    session.console.out.write(text if single else f"== {display.clean(path)}\n{text}\n")
