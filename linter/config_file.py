"""One YAML file of a user → its data, each mistake in it with its line and column."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import Bilingual, ConfigError, GxlintError
from .suggest import did_you_mean

Keys = Sequence[str | int]

# More values than any configuration has; a few lines of aliases of aliases can mean billions.
_MOST_VALUES = 100_000

_TYPES = {
    "object": Bilingual("“键: 值”", "a mapping (key: value)"),
    "array": Bilingual("列表", "a list"),
    "string": Bilingual("文字", "a text"),
    "integer": Bilingual("整数", "a whole number"),
    "number": Bilingual("数字", "a number"),
    "boolean": Bilingual("true 或 false", "true or false"),
    "null": Bilingual("空", "nothing"),
}


class ConfigFile:
    """A YAML file as a user wrote it: ``data``, and where in the file each piece of it stands."""

    def __init__(self, path: str, data: Any) -> None:
        self.path = path
        self.data = data

    def line(self, *where: str | int) -> int:
        """The 1-based line of the value at a path of keys and indices."""
        return self._place(where, of_key=False)[0]

    def problem(
        self,
        where: Keys,
        zh: str,
        en: str,
        hint: Bilingual | None = None,
        *,
        of_key: bool = False,
    ) -> GxlintError:
        """A mistake at the value (or its key) at a path of keys and indices."""
        line, column = self._place(where, of_key=of_key)
        return GxlintError(zh, en, path=self.path, line=line, column=column, hint=hint)

    def _place(self, where: Keys, *, of_key: bool) -> tuple[int, int]:
        node, place = self.data, (0, 0)
        for step, piece in enumerate(where):
            marks = getattr(node, "lc", None)
            if marks is None:
                break
            try:
                if isinstance(node, Mapping):
                    last = step == len(where) - 1
                    place = marks.key(piece) if of_key and last else marks.value(piece)
                else:
                    place = marks.item(piece)
                node = node[piece]
            except (KeyError, IndexError, TypeError):
                break
        return place[0] + 1, place[1] + 1


class UsableFile:
    """The parts of a file that its schema has nothing against."""

    def __init__(self, file: ConfigFile, problems: Sequence[GxlintError]) -> None:
        self.file = file
        self.path = file.path
        self.folder = os.path.dirname(os.path.abspath(file.path))
        self._wrong = {problem.line for problem in problems}

    def __contains__(self, key: str) -> bool:
        return key in self.file.data and self.is_right(key)

    def __getitem__(self, key: str) -> Any:
        return self.file.data[key]

    def get(self, key: str, default: Any) -> Any:
        """A value of the same type as the default: anything else the schema has named."""
        value = self.file.data.get(key, default)
        alike = isinstance(value, (Mapping if isinstance(default, Mapping) else Sequence))
        return value if alike and not isinstance(value, str) else default

    def is_right(self, *where: str | int) -> bool:
        """Whether no problem stands at the value itself."""
        return self.file.line(*where) not in self._wrong

    def texts(self, *where: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The texts at a place that holds one or a list of them, each with its own place."""
        value: Any = self.file.data
        for piece in where:
            value = value.get(piece)
        if isinstance(value, str) and value:
            yield where, value
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for index, item in enumerate(value):
                if isinstance(item, str) and item:
                    yield (*where, index), item


def beside(file: ConfigFile, name: str) -> str:
    """A path in a configuration is meant from its own folder."""
    return os.path.join(os.path.dirname(file.path), os.path.expanduser(name))


def plain(data: Any) -> Any:
    """Data without the line marks that came with it."""
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, str):
        return str(data)
    if isinstance(data, Sequence):
        return [plain(item) for item in data]
    return data


def read_config_file(path: str) -> ConfigFile:
    """The file's data; ``ConfigError`` where it cannot be read or is no YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _alone(path, f"无法读取：{reason}", f"cannot be read: {reason}") from None
    except UnicodeDecodeError as error:
        zh = f"不是 UTF-8 编码（第{error.start + 1}个字节）"
        raise _alone(path, zh, f"is not UTF-8 (byte {error.start + 1})") from None
    try:
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        raise _yaml_error(path, error) from None
    except (YAMLError, ValueError, RecursionError) as error:
        first = str(error).split("\n", 1)[0]
        raise _alone(path, f"不是合法的 YAML：{first}", f"is no valid YAML: {first}") from None
    if _is_too_large(data):
        limit = f"{_MOST_VALUES:,}"
        raise _alone(path, f"内容太多（超过 {limit} 项）", f"too large (more than {limit} values)")
    return ConfigFile(path, {} if data is None else data)


def _is_too_large(data: Any) -> bool:
    """Whether there is no end to the values, with every alias written out."""
    waiting, count = [data], 0
    while waiting and count <= _MOST_VALUES:
        node = waiting.pop()
        count += 1
        if isinstance(node, Mapping):
            waiting.extend(node.values())
        elif isinstance(node, Sequence) and not isinstance(node, str):
            waiting.extend(node)
    return count > _MOST_VALUES


def _yaml_error(path: str, error: Any) -> ConfigError:
    mark = error.problem_mark or error.context_mark
    what = str(error.problem or error.context or "?").split("\n", 1)[0]
    where = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
    return _alone(path, f"不是合法的 YAML：{what}", f"is no valid YAML: {what}", *where)


def _alone(
    path: str, zh: str, en: str, line: int | None = None, column: int | None = None
) -> ConfigError:
    return ConfigError([GxlintError(zh, en, path=path, line=line, column=column)])


@lru_cache(maxsize=8)
def load_schema(name: str) -> dict[str, Any]:
    """A shipped schema: ``config``, ``rule``, ``lexicon``, …"""
    folder = Path(import_module(f"{__package__}.schemas").__path__[0])
    schema: dict[str, Any] = json.loads((folder / f"{name}.schema.json").read_bytes())
    return schema


def lexicon_schema(name: str) -> dict[str, Any]:
    """The schema of one lexicon: its entries have the shape that goes by its name."""
    schema = load_schema("lexicon")
    if name not in schema["$defs"]:
        return schema
    entries = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    return {**schema, "properties": {"entries": entries}}


def schema_problems(
    file: ConfigFile, schema: Mapping[str, Any], at: Keys = ()
) -> list[GxlintError]:
    """Everything in which the file (or the piece of it at a path) departs from a schema."""
    from jsonschema import Draft202012Validator

    data = file.data
    for piece in at:
        data = data[piece]
    formats = Draft202012Validator.FORMAT_CHECKER  # regular expressions are compiled
    validator = Draft202012Validator(schema, format_checker=formats)
    try:
        errors = list(validator.iter_errors(data))
    except RecursionError:
        return [file.problem(at, "内容引用了自身，无法读取", "refers to itself")]
    found = [problem for error in errors for problem in _explained(file, error, at)]
    return sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))


def _explained(file: ConfigFile, error: Any, at: Keys) -> Iterator[GxlintError]:
    """A schema error in words a user knows, one for each mistake."""
    where = [*at, *error.absolute_path]
    value, demand = error.instance, error.validator_value
    said = Bilingual(f"“{value}”", f"“{value}”")
    if error.validator in ("anyOf", "oneOf"):
        yield from _of_branches(file, error, at)
    elif error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in [key for key in value if key not in known]:
            yield file.problem(
                [*where, key],
                f"没有“{key}”这一项",
                f"unknown key “{key}”",
                did_you_mean(str(key), known) or _choice(known),
                of_key=True,
            )
    elif error.validator == "propertyNames":
        yield file.problem([*where, str(value)], *_described(error, said), of_key=True)
    elif error.validator == "required":
        missing = [key for key in demand if key not in value]
        if missing:
            key = next(key for key in missing if repr(key) in error.message)
            yield file.problem(where, f"缺少“{key}”", f"“{key}” is missing")
    elif error.validator == "enum" and "type" in error.schema and not isinstance(value, str):
        return  # its type is wrong and told already
    elif error.validator in ("enum", "const"):
        known = [str(item) for item in demand] if error.validator == "enum" else [str(demand)]
        hint = did_you_mean(str(value), known) or _choice(known)
        yield file.problem(where, f"不能写{said.zh}", f"{said.en} is not possible here", hint)
    elif error.validator == "type":
        names = [demand] if isinstance(demand, str) else list(demand)
        zh = "或".join(_TYPES[name].zh for name in names)
        en = " or ".join(_TYPES[name].en for name in names)
        zh, en = f"{_shown(value).zh}应为{zh}", f"{_shown(value).en} should be {en}"
        yield file.problem(where, zh, en)
    elif error.validator == "format":
        yield file.problem(where, f"{said.zh}不是正则表达式", f"{said.en} is no regular expression")
    elif error.validator in ("minItems", "minLength", "minProperties"):
        yield file.problem(where, "不能为空", "must not be empty")
    else:
        yield file.problem(where, *_described(error, said))


def _described(error: Any, said: Bilingual) -> tuple[str, str]:
    """What the schema itself says about the piece it holds against the file."""
    zh, _, en = str(error.schema.get("description", "")).partition(" | ")
    return (
        f"{said.zh}写法不对" + (f"：{zh}" if zh else ""),
        f"{said.en} is not written right" + (f": {en}" if en else ""),
    )


def _of_branches(file: ConfigFile, error: Any, at: Keys) -> Iterator[GxlintError]:
    """Of several possible shapes, what is wrong with the one that was meant.

    That is the one of the value's own type; where none is, all that is possible is named.
    """
    branches: dict[int, list[Any]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    meant = [
        errors
        for errors in branches.values()
        if not any(e.validator == "type" and not e.path for e in errors)
    ]
    if meant:
        for inner in meant[0]:
            yield from _explained(file, inner, at)
        return
    wrong_types = [e for errors in branches.values() for e in errors if not e.path]
    names = dict.fromkeys(e.validator_value for e in wrong_types if e.validator == "type")
    zh = "或".join(_TYPES[name].zh for name in names)
    en = " or ".join(_TYPES[name].en for name in names)
    shown = _shown(error.instance)
    where = [*at, *error.absolute_path]
    yield file.problem(where, f"{shown.zh}应为{zh}", f"{shown.en} should be {en}")


def _shown(value: object) -> Bilingual:
    """A value as it can be quoted in one line."""
    if isinstance(value, Mapping):
        return _TYPES["object"]
    if isinstance(value, list):
        return _TYPES["array"]
    if value is None:
        return _TYPES["null"]
    if isinstance(value, bool):
        return Bilingual(str(value).lower(), str(value).lower())
    text = " ".join(str(value).split())
    text = text if len(text) <= 60 else text[:59] + "…"
    return Bilingual(f"“{text}”", f"“{text}”")


def _choice(known: Sequence[str]) -> Bilingual:
    return Bilingual(f"可用：{'、'.join(known)}", f"possible: {', '.join(known)}")
