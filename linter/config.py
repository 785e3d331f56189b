"""Configuration: from ``.gxlint.yaml`` and presets to what is in force, and why.

Values are laid over each other: the shipped rules, a preset, the files that a configuration
extends, the configuration itself, the command line. Each value remembers where it was set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from .catalogue import Catalogue, Rule
from .errors import ConfigError, GxlintError, Lang
from .records import NamedTuple, dataclass, replace
from .selectors import select_rules, unknown_selector

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

CONFIG_NAME = ".gxlint.yaml"
DEFAULT_PRESET = "recommended"
OFF = "off"
INFO = "info"
_REPOSITORIES = (".git", ".hg", ".svn")


class Origin(NamedTuple):
    """Where a value was set: a line of a file, a preset, an option, or nowhere (the default)."""

    kind: Literal["default", "preset", "file", "option", "environment"] = "default"
    name: str = ""
    line: int | None = None

    def describe(self, lang: Lang) -> str:
        """In the user's words: ``.gxlint.yaml:7``, ``--select``, ``预设 strict``."""
        if self.kind == "default":
            return "default" if lang == "en" else "默认"
        if self.kind == "preset":
            return f"preset {self.name}" if lang == "en" else f"预设 {self.name}"
        return f"{self.name}:{self.line}" if self.line is not None else self.name


DEFAULT = Origin()


class Value(NamedTuple):
    """A value and where it was set."""

    value: Any
    origin: Origin = DEFAULT


UNSET = Value(None)
WARNING = Value("warning")


class RuleState(NamedTuple):
    """A rule as it is in force.

    ``severity`` is error, warning, info or off; ``hints`` says that its findings at info were
    asked for (they are not shown else).
    """

    rule: Rule
    severity: str
    hints: bool = False
    origin: Origin = DEFAULT
    params_origin: Mapping[str, Origin] = {}

    @property
    def runs(self) -> bool:
        """Whether there can be a finding of it to show."""
        return self.severity != OFF and (self.severity != INFO or self.hints)


class Ignore(NamedTuple):
    """Rules (by id) not to check in the files that a glob names, relative to ``folder``."""

    pattern: str
    rules: frozenset[str]
    folder: str
    origin: Origin


@dataclass(frozen=True)
class Config:
    """What is in force. ``path`` is the configuration file, None where there is none."""

    rules: Mapping[str, RuleState]
    path: str | None = None
    presets: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    profile: Value = UNSET  # one of the four kinds of organ, or None: by the organ's name
    previous: Value = UNSET  # the path of last year's report, or of a folder with it, or None
    lang: Value = UNSET  # a Lang, or None
    fail_on: Value = WARNING  # the word of a severity
    limits: Mapping[str, Value] = {}  # those that are set, by their key
    ignore: tuple[Ignore, ...] = ()
    # Lexicon → entries to add to the shipped ones.
    lexicons: Mapping[str, list[object]] = {}
    lexicon_origins: Mapping[str, Origin] = {}

    def ignored_in(self, path: str) -> frozenset[str]:
        """The ids of the rules that are not checked in a file."""
        return frozenset[str]().union(*(entry.rules for entry in self.ignores_for(path)))

    def ignores_for(self, path: str) -> list[Ignore]:
        """The entries of ``ignore`` whose glob names a file."""
        if not self.ignore:
            return []
        full = os.path.abspath(path)
        return [entry for entry in self.ignore if _matches(entry, full)]


def _matches(entry: Ignore, full: str) -> bool:
    try:
        relative = os.path.relpath(full, entry.folder)
    except ValueError:  # another drive
        return False
    if relative.split(os.sep, 1)[0] == os.pardir:
        return False
    return bool(glob(entry.pattern).match_file(relative))


@lru_cache(maxsize=256)
def glob(pattern: str) -> GitIgnoreSpec:
    """A file glob as .gitignore has them; ``ValueError`` where it is none."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])


def base_config(catalogue: Catalogue) -> Config:
    """What is in force without any configuration."""
    states = {rule.id: RuleState(rule, rule.severity) for rule in catalogue.rules.values()}
    return with_preset(Config(states), DEFAULT_PRESET, catalogue, DEFAULT)


def with_preset(
    config: Config, name: str, catalogue: Catalogue, origin: Origin | None = None
) -> Config:
    """Every rule as a preset has it: a preset is where to start from."""
    preset = catalogue.presets[name]
    where = origin or Origin("preset", name)
    states = {}
    for state in config.rules.values():
        off = state.rule.severity in preset["off"]
        states[state.rule.id] = RuleState(
            state.rule, OFF if off else state.rule.severity, preset["info"], where
        )
    return replace(config, rules=states, presets=(*config.presets, name))


def find_config(folder: str) -> str | None:
    """The configuration file for what lies in a folder.

    Searched upward to the repository's root, the nearest wins; outside of a repository only the
    folder itself counts.
    """
    here = os.path.abspath(folder)
    own = _config_in(here)
    if own:
        return own
    found, at = None, here
    while True:
        found = found or _config_in(at)
        if any(os.path.exists(os.path.join(at, name)) for name in _REPOSITORIES):
            return found
        parent = os.path.dirname(at)
        if parent == at:
            return None
        at = parent


def repository_of(folder: str) -> str | None:
    """The root of the repository that a folder lies in, None outside of one."""
    at = os.path.abspath(folder)
    while not any(os.path.exists(os.path.join(at, name)) for name in _REPOSITORIES):
        parent = os.path.dirname(at)
        if parent == at:
            return None
        at = parent
    return at


def _config_in(folder: str) -> str | None:
    path = os.path.join(folder, CONFIG_NAME)
    return path if os.path.lexists(path) else None


def with_options(
    config: Config,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    info: bool = False,
) -> Config:
    """The configuration with the command line's choice of rules laid over it.

    ``select``: only these run, also those that are off or are hints; ``ignore`` wins over it;
    ``info``: hints are shown, unless a file turned them off. ``ConfigError`` has every name that
    is no rule.
    """
    catalogue = {rule_id: state.rule for rule_id, state in config.rules.items()}
    problems: list[GxlintError] = []
    selected = _ids(select, catalogue, "--select", problems)
    ignored = _ids(ignore, catalogue, "--ignore", problems)
    if problems:
        raise ConfigError(problems)
    states = dict(config.rules)
    for rule_id, state in config.rules.items():
        if info:
            state = _with_hints(state)
        if select and rule_id not in selected:
            state = state._replace(severity=OFF, origin=Origin("option", "--select"))
        elif select:
            state = _switched_on(state)
        if rule_id in ignored:
            state = state._replace(severity=OFF, origin=Origin("option", "--ignore"))
        states[rule_id] = state
    return replace(config, rules=states)


def _with_hints(state: RuleState) -> RuleState:
    hidden = state.severity == INFO and not state.hints
    preset_off = state.severity == OFF and state.origin.kind in ("default", "preset")
    if preset_off and state.rule.severity == INFO:
        return state._replace(severity=INFO, hints=True, origin=Origin("option", "--info"))
    origin = Origin("option", "--info") if hidden else state.origin
    return state._replace(hints=True, origin=origin)


def _switched_on(state: RuleState) -> RuleState:
    if state.runs:
        return state._replace(hints=True)
    severity = state.rule.severity if state.severity == OFF else state.severity
    return state._replace(severity=severity, hints=True, origin=Origin("option", "--select"))


def _ids(
    names: Sequence[str], rules: Mapping[str, Rule], option: str, problems: list[GxlintError]
) -> set[str]:
    ids: set[str] = set()
    for name in _split(names):
        found = select_rules(name, rules)
        if not found:
            zh, en, hint = unknown_selector(name, rules)
            problems.append(GxlintError(f"{option}：{zh}", f"{option}: {en}", hint=hint))
        ids |= found
    return ids


def _split(names: Sequence[str]) -> Iterator[str]:
    """Names given in comma lists (the full-width comma of a Chinese keyboard too)."""
    for text in names:
        for name in text.replace("，", ",").replace("、", ",").split(","):
            if name.strip():
                yield name.strip()
