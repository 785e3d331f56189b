"""``.gxlint.yaml`` and the files it extends → what is in force, or every mistake in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .catalogue import Catalogue, Rule, build_rule
from .config import (
    OFF,
    Config,
    Ignore,
    Origin,
    RuleState,
    Value,
    base_config,
    glob,
    with_preset,
)
from .config_file import (
    ConfigFile,
    UsableFile,
    beside,
    lexicon_schema,
    load_schema,
    plain,
    read_config_file,
    schema_problems,
)
from .errors import Bilingual, ConfigError, GxlintError
from .records import replace
from .selectors import is_single, select_rules, unknown_selector
from .suggest import did_you_mean

_OWN_IDS = "GX"  # ids that begin so are gxlint's


def load_config(path: str, catalogue: Catalogue, checks: Sequence[str]) -> Config:
    """What a configuration file puts in force.

    ``checks`` are the names a custom rule's check can have. ``ConfigError`` carries every mistake
    of the file and of those it extends.
    """
    loader = _Loader(catalogue, checks)
    config = loader.apply(base_config(catalogue), path, ())
    if loader.problems:
        raise ConfigError(sorted(loader.problems, key=_place))
    return replace(config, path=path, files=tuple(loader.files))


def _place(problem: GxlintError) -> tuple[str, int, int]:
    return problem.path or "", problem.line or 0, problem.column or 0


class _Loader:
    """Lays files over each other and collects their problems."""

    def __init__(self, catalogue: Catalogue, checks: Sequence[str]) -> None:
        self.catalogue = catalogue
        self.checks = checks
        self.problems: list[GxlintError] = []
        self.files: list[str] = []

    def apply(self, config: Config, path: str, stack: tuple[str, ...]) -> Config:
        """The configuration with a file's laid over it, what it extends first."""
        try:
            file = read_config_file(path)
        except ConfigError as error:
            self.problems += error.problems
            return config
        self.files.append(path)
        wrong = schema_problems(file, load_schema("config"))
        self.problems += wrong
        if wrong and not isinstance(file.data, Mapping):
            return config
        usable = UsableFile(file, wrong)
        for where, name in usable.texts("extends"):
            config = self._extend(config, file, where, name, (*stack, os.path.realpath(path)))
        config = self._scalars(config, usable)
        config = self._custom(config, usable)
        config = self._rules(config, usable)
        config = self._ignores(config, usable)
        return self._lexicons(config, usable)

    def _extend(
        self,
        config: Config,
        file: ConfigFile,
        where: tuple[str | int, ...],
        name: str,
        stack: tuple[str, ...],
    ) -> Config:
        if name in self.catalogue.presets:
            origin = Origin("preset", name, None)
            return with_preset(config, name, self.catalogue, origin)
        path = beside(file, name)
        if not os.path.lexists(path):
            known = [*self.catalogue.presets]
            hint = did_you_mean(name, known) or Bilingual(
                f"预设有 {'、'.join(known)}", f"the presets are {', '.join(known)}"
            )
            zh, en = f"没有预设或文件“{name}”", f"no preset or file “{name}”"
            self.problems.append(file.problem(where, zh, en, hint))
            return config
        if os.path.realpath(path) in stack:
            zh, en = f"“{name}”循环引用", f"“{name}” extends itself in a circle"
            self.problems.append(file.problem(where, zh, en))
            return config
        return self.apply(config, path, stack)

    def _scalars(self, config: Config, usable: UsableFile) -> Config:
        def set_at(key: str, inherited: Value) -> Value:
            return Value(usable[key], _origin(usable, key)) if key in usable else inherited

        previous = set_at("previous", config.previous)
        if previous is not config.previous:
            previous = previous._replace(value=beside(usable.file, previous.value))
        limits = {
            str(key): Value(value, _origin(usable, "limits", key))
            for key, value in usable.get("limits", {}).items()
            if usable.is_right("limits", key)
        }
        return replace(
            config,
            previous=previous,
            profile=set_at("profile", config.profile),
            lang=set_at("lang", config.lang),
            fail_on=set_at("fail-on", config.fail_on),
            limits={**config.limits, **limits},
        )

    def _custom(self, config: Config, usable: UsableFile) -> Config:
        states = dict(config.rules)
        for index in range(len(usable.get("custom", ()))):
            at = ("custom", index)
            wrong = schema_problems(usable.file, load_schema("rule"), at)
            self.problems += wrong
            if wrong:
                continue
            rule = build_rule(plain(usable.file.data["custom"][index]), "custom", usable.path)
            rules = {rule_id: state.rule for rule_id, state in states.items()}
            problems = list(self._custom_problems(usable.file, at, rule, rules))
            self.problems += problems
            if not problems:
                hints = rule.severity == "info"  # whoever writes a rule wants to see it
                states[rule.id] = RuleState(rule, rule.severity, hints, _origin(usable, *at))
        return replace(config, rules=states)

    def _custom_problems(
        self,
        file: ConfigFile,
        at: tuple[str | int, ...],
        rule: Rule,
        rules: Mapping[str, Rule],
    ) -> Iterator[GxlintError]:
        """What the schema cannot know: names that are taken, and checks that there are not."""
        if rule.id.upper().startswith(_OWN_IDS):
            zh = f"自己的规则编号不能以 {_OWN_IDS} 开头：{rule.id}"
            en = f"the id of an own rule must not begin with {_OWN_IDS}: {rule.id}"
            yield file.problem((*at, "id"), zh, en)
        for key, name in (("id", rule.id), ("name", rule.name)):
            if select_rules(name, rules) and is_single(name, rules):
                zh, en = f"已有规则“{name}”", f"there is a rule “{name}” already"
                yield file.problem((*at, key), zh, en)
        if rule.check not in self.checks:
            hint = did_you_mean(rule.check, self.checks)
            zh, en = f"没有检查“{rule.check}”", f"no check “{rule.check}”"
            yield file.problem((*at, "check"), zh, en, hint)
            return
        alike = [shipped for shipped in rules.values() if shipped.check == rule.check]
        known = {key: value for other in alike for key, value in other.params.items()}
        yield from _param_problems(file, (*at, "params"), rule.params, known)
        if rule.params.get("lexicon", None) not in (None, *self.catalogue.lexicons):
            yield self._no_lexicon(file, (*at, "params", "lexicon"), str(rule.params["lexicon"]))

    def _rules(self, config: Config, usable: UsableFile) -> Config:
        """Groups first, then single rules: what is said of one rule wins in whatever order."""
        states = dict(config.rules)
        rules = {rule_id: state.rule for rule_id, state in states.items()}
        settings = usable.get("rules", {})
        for name in sorted(settings, key=lambda name: is_single(str(name), rules)):
            found = select_rules(str(name), rules)
            if not found:
                zh, en, hint = unknown_selector(str(name), rules)
                at = ("rules", name)
                self.problems.append(usable.file.problem(at, zh, en, hint, of_key=True))
            elif usable.is_right("rules", name) and self._can_be_set(usable, name, len(found)):
                for rule_id in sorted(found):
                    states[rule_id] = self._set(states[rule_id], usable, name)
        return replace(config, rules=states)

    def _can_be_set(self, usable: UsableFile, name: str, rules: int) -> bool:
        """Params are one rule's own: a name of several cannot have any."""
        setting = usable["rules"][name]
        if rules == 1 or isinstance(setting, str) or "params" not in setting:
            return True
        zh = f"“{name}”有多条规则，参数要逐条设置"
        en = f"“{name}” is several rules: set params for each"
        self.problems.append(usable.file.problem(("rules", name, "params"), zh, en))
        return False

    def _set(self, state: RuleState, usable: UsableFile, name: str) -> RuleState:
        setting, origin = usable["rules"][name], _origin(usable, "rules", name)
        if isinstance(setting, str):
            return state._replace(severity=setting, hints=setting != OFF, origin=origin)
        severity, params = setting.get("severity"), plain(setting.get("params", {}))
        if severity is not None:
            state = state._replace(severity=severity, hints=severity != OFF, origin=origin)
        elif state.severity == OFF and state.origin.kind != "file":
            state = state._replace(severity=state.rule.severity, hints=True, origin=origin)
        if not params or not isinstance(params, dict):
            return state
        at = ("rules", name, "params")
        problems = list(_param_problems(usable.file, at, params, state.rule.params))
        self.problems += problems
        if problems:
            return state
        rule = replace(state.rule, params={**state.rule.params, **params})
        origins = {key: _origin(usable, *at, key) for key in params}
        return state._replace(rule=rule, params_origin={**state.params_origin, **origins})

    def _ignores(self, config: Config, usable: UsableFile) -> Config:
        rules = {rule_id: state.rule for rule_id, state in config.rules.items()}
        entries = []
        for pattern in usable.get("ignore", {}):
            ids: set[str] = set()
            for where, name in usable.texts("ignore", pattern):
                found = select_rules(name, rules)
                if not found:
                    zh, en, hint = unknown_selector(name, rules)
                    self.problems.append(usable.file.problem(where, zh, en, hint))
                ids |= found
            try:
                glob(pattern)
            except ValueError:
                zh, en = f"“{pattern}”不是文件通配写法", f"“{pattern}” is no file glob"
                at = ("ignore", pattern)
                self.problems.append(usable.file.problem(at, zh, en, of_key=True))
                continue
            origin = _origin(usable, "ignore", pattern)
            entries.append(Ignore(pattern, frozenset(ids), usable.folder, origin))
        return replace(config, ignore=(*config.ignore, *entries))

    def _lexicons(self, config: Config, usable: UsableFile) -> Config:
        entries = {name: list(found) for name, found in config.lexicons.items()}
        origins = dict(config.lexicon_origins)
        for name in usable.get("lexicons", {}):
            if name not in self.catalogue.lexicons:
                self.problems.append(self._no_lexicon(usable.file, ("lexicons", name), name, True))
                continue
            for where, path in usable.texts("lexicons", name):
                entries.setdefault(name, []).extend(self._entries(usable.file, where, path, name))
                origins[name] = _origin(usable, *where)
        return replace(config, lexicons=entries, lexicon_origins=origins)

    def _no_lexicon(
        self, file: ConfigFile, at: tuple[str | int, ...], name: str, of_key: bool = False
    ) -> GxlintError:
        known = [*self.catalogue.lexicons]
        hint = did_you_mean(name, known) or Bilingual(
            f"词表有 {'、'.join(known)}", f"the lexicons are {', '.join(known)}"
        )
        return file.problem(at, f"没有词表“{name}”", f"no lexicon “{name}”", hint, of_key=of_key)

    def _entries(
        self, config: ConfigFile, where: tuple[str | int, ...], name: str, lexicon: str
    ) -> list[Any]:
        """The entries of a file that are to be added to a lexicon."""
        path = beside(config, name)
        if not os.path.lexists(path):
            self.problems.append(config.problem(where, f"没有文件“{name}”", f"no file “{name}”"))
            return []
        try:
            file = read_config_file(path)
        except ConfigError as error:
            self.problems += error.problems
            return []
        problems = schema_problems(file, lexicon_schema(lexicon))
        self.problems += problems
        return [] if problems else list(plain(file.data["entries"]))


def _origin(usable: UsableFile, *where: str | int) -> Origin:
    return Origin("file", usable.path, usable.file.line(*where))


def _param_problems(
    file: ConfigFile,
    at: tuple[str | int, ...],
    params: Mapping[str, Any],
    known: Mapping[str, Any],
) -> Iterator[GxlintError]:
    """Parameters that the rule does not have, or of another kind than it has."""
    for key, value in params.items():
        if key not in known:
            hint = did_you_mean(key, known) or Bilingual(
                f"可用参数：{'、'.join(known) or '无'}", f"its params: {', '.join(known) or 'none'}"
            )
            yield file.problem(
                (*at, key), f"没有参数“{key}”", f"no param “{key}”", hint, of_key=True
            )
        elif known[key] is not None and not _same_kind(value, known[key]):
            shape = plain(known[key])
            zh, en = f"参数“{key}”应写成 {shape} 这样", f"param “{key}” should look like {shape}"
            yield file.problem((*at, key), zh, en)


def _same_kind(value: Any, model: Any) -> bool:
    for kind in (bool, (int, float), str, Mapping, list):
        if isinstance(model, kind):
            return isinstance(value, kind) and isinstance(value, bool) == isinstance(model, bool)
    return True
