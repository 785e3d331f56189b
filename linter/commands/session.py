"""What one run of gxlint keeps: its streams, its language, the configuration of each folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..catalogue import Catalogue, load_catalogue
from ..config import Config, Value, base_config, find_config, with_options
from ..errors import Bilingual, ConfigError, GxlintError, Lang, UsageError
from ..finding import Severity
from ..records import NamedTuple
from ..reporters.display import Display
from ..suggest import did_you_mean
from .console import ColorMode, Console

if TYPE_CHECKING:
    from ..engine import Settings
    from ..previous import LastYear

OK, FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130

LANGS: tuple[Lang, ...] = ("zh", "en")
_ERROR = Bilingual("错误", "error")
_NOTE = Bilingual("说明", "note")


class Options(NamedTuple):
    """What the command line says about checking, as far as it says anything."""

    format: str = "text"
    output: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    info: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    quiet: bool = False
    statistics: bool = False
    config: str | None = None
    no_config: bool = False
    profile: str | None = None
    color: ColorMode = "auto"
    stdin_filename: str | None = None
    max_bytes: int | None = None
    from_hook: bool = False
    baseline: str | None = None
    no_ignores: bool = False
    previous: str | None = None


class Session:
    """One run: where it prints, in which language, and how it will end."""

    def __init__(
        self, console: Console, environment: Mapping[str, str], lang: Lang | None = None
    ) -> None:
        self.console = console
        self.environment = environment
        self.asked_lang: Value | None = None
        self.chosen_lang = lang
        self.status = OK
        self._said: set[str] = set()
        self._configs: dict[str | None, Config | ConfigError] = {}
        self._found: dict[str, str | None] = {}
        self._last_years: dict[str, LastYear] = {}

    def ask_for(self, lang: Value | None) -> None:
        """Takes the language that the command line or the environment asks for, if any."""
        self.asked_lang = lang
        self.chosen_lang = lang.value if lang is not None else self.chosen_lang

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped rules and forms."""
        return load_catalogue()

    @property
    def lang(self) -> Lang:
        """The language of messages: as chosen; else Chinese, where the console can show it."""
        if self.chosen_lang is not None:
            return self.chosen_lang
        return "zh" if self.console.out.can_show("中") else "en"

    def fail(self) -> None:
        """The run has met an error: it ends with 2, whatever else there is."""
        self.status = ERROR

    def found(self) -> None:
        """The run has found something: it ends with 1, unless with 2."""
        self.status = max(self.status, FOUND)

    def error(self, error: GxlintError) -> None:
        """Says an error, once however often it is met, and remembers it for the exit code."""
        self.fail()
        problems = error.problems if isinstance(error, ConfigError) else [error]
        for problem in problems:
            self._say(problem, _ERROR)

    def note(self, note: GxlintError) -> None:
        """Says something that is worth knowing and no error."""
        self._say(note, _NOTE)

    def _say(self, said: GxlintError, kind: Bilingual) -> None:
        colon = ": " if self.lang == "en" else "："
        text = f"{said.where or 'gxlint'}: {kind.get(self.lang)}{colon}{said.describe(self.lang)}"
        if text not in self._said:
            self._said.add(text)
            self.console.err.write(Display(self.console.err.encoding).first(text) + "\n")

    def config_path(self, path: str, options: Options) -> str | None:
        """The configuration file for a file, as a path from here."""
        if options.no_config:
            return None
        if options.config is not None:
            return options.config
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._found:
            found = find_config(folder)
            self._found[folder] = _from_here(found) if found else None
        return self._found[folder]

    def config_for(self, path: str, options: Options) -> Config:
        """What is in force for a file; ``ConfigError`` where its configuration is wrong."""
        where = self.config_path(path, options)
        if where not in self._configs:
            try:
                self._configs[where] = self._load(where, options)
            except ConfigError as error:
                self._configs[where] = error
        config = self._configs[where]
        if isinstance(config, ConfigError):
            raise config
        return config

    def _load(self, where: str | None, options: Options) -> Config:
        if where is None:
            config = base_config(self.catalogue)
        else:
            from ..checks import CHECKS
            from ..config_load import load_config

            config = load_config(where, self.catalogue, [*CHECKS])
        # Hints that decide about the exit code have to be looked for, and shown.
        info = options.info or threshold(config, options) is Severity.INFO
        return with_options(config, select=options.select, ignore=options.ignore, info=info)

    def last_year(self, path: str, settings: Settings) -> LastYear:
        """Last year's reports at a path, read once for all that are held against them."""
        if path not in self._last_years:
            from ..previous import LastYear

            self._last_years[path] = LastYear(path, settings)
        return self._last_years[path]


def _from_here(path: str) -> str:
    """A path as somebody in this folder would write it, if it lies below."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith(os.pardir) else relative


def one_of(option: str, value: str, known: Iterable[str]) -> str:
    """The value, if it is one of the known ones; else ``UsageError`` with the nearest."""
    choices = list(known)
    if value in choices:
        return value
    hint = did_you_mean(value, choices) or Bilingual(
        f"可用：{'、'.join(choices)}", f"possible: {', '.join(choices)}"
    )
    raise UsageError(f"{option} 不能是“{value}”", f"{option} cannot be “{value}”", hint=hint)


def threshold(config: Config, options: Options) -> Severity:
    """The severity from which on a file fails."""
    return Severity.parse(options.fail_on or config.fail_on.value)


def internal_error(error: Exception, path: str | None = None) -> GxlintError:
    """What to say where gxlint itself is wrong; ``GXLINT_DEBUG`` shows the whole of it."""
    if os.environ.get("GXLINT_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {error}"
    return GxlintError(
        f"程序内部错误：{what}",
        f"internal error: {what}",
        path=path,
        hint=Bilingual("请报告给 gxlint 的维护者", "please report it to gxlint's maintainers"),
    )
