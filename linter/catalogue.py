"""The rule catalogue: rules, forms and lexicons, as data.

The catalogue is what ``rules/`` says. Parsing YAML costs a second, so the parsed data is kept in
the user's cache under a key made of the files' content; a cache that cannot be written costs
time, nothing else.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .cache import keep_cache, read_cache
from .errors import Bilingual, CatalogueError
from .records import NamedTuple, dataclass
from .version import __version__

# Part of the cache's key: raise it when the shape of the cached data changes.
_CACHE_FORMAT = "2"
_FOR_TESTS = ("samples", "wrong_in", "right_in")
_CACHE = "catalogue-{}.json"


class ColumnForm(NamedTuple):
    """A column of a table. ``decimal``: a fraction is possible; ``signed``: so is a minus."""

    key: str
    label: str
    unit: str
    group: str = ""
    decimal: bool = False
    signed: bool = False


class RowForm(NamedTuple):
    """A row of a table: its label with its number, other labels in use, its group's label."""

    key: str
    label: str
    columns: tuple[ColumnForm, ...]
    group: str = ""
    aliases: tuple[str, ...] = ()


# Tables and forms are compared and hashed by identity: there is one of each.
@dataclass(frozen=True, eq=False)
class TableForm:
    """A statistical table of the official format; ``ordinal`` is that of its section (1-6)."""

    key: str
    section: str
    ordinal: int
    headers: tuple[str, ...]
    rows: tuple[RowForm, ...]

    @staticmethod
    def cell_key(row: RowForm, column: ColumnForm) -> str:
        """The key of a cell inside its table."""
        return f"{row.key}.{column.key}" if row.key else column.key

    @cached_property
    def rows_by_key(self) -> dict[str, RowForm]:
        """The rows by their key."""
        return {row.key: row for row in self.rows}

    def cells(self) -> Iterator[tuple[str, RowForm, ColumnForm]]:
        """Every cell: key, row, column; in the order of the form."""
        for row in self.rows:
            for column in row.columns:
                yield self.cell_key(row, column), row, column


class SectionForm(NamedTuple):
    """A section of the official format: its ordinal (1-6), name, and accepted other names."""

    key: str
    ordinal: int
    name: str
    accepted: tuple[str, ...]

    @property
    def title(self) -> str:
        """The official heading: ``一、总体情况``."""
        return f"{'一二三四五六七八九十'[self.ordinal - 1]}、{self.name}"


class Identity(NamedTuple):
    """An equation of sums (勾稽关系): over each row (columns named) or column (rows named)."""

    name: str
    table: str
    over: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """The official format of a span of report years."""

    key: str
    first_year: int
    last_year: int | None
    source: str
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]
    identities: tuple[Identity, ...]

    def covers(self, year: int) -> bool:
        """Whether reports for that year follow this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, key: str) -> TableForm:
        """The table of that key."""
        return next(table for table in self.tables if table.key == key)

    def section(self, key: str) -> SectionForm:
        """The section of that key."""
        return next(section for section in self.sections if section.key == key)


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule: everything that is said about it is said in its YAML file.

    ``messages`` has the message of each variant of a hit ("" is the plain one).
    ``first_year`` and ``last_year`` bound the report years it applies to, ``profiles`` the kinds
    of organ (empty: all).
    """

    id: str
    name: str
    family: str
    severity: str
    check: str
    params: Mapping[str, Any]
    title: Bilingual
    messages: Mapping[str, Bilingual]
    basis: str
    explain: Bilingual
    fixable: bool = False
    first_year: int | None = None
    last_year: int | None = None
    profiles: tuple[str, ...] = ()
    path: str = ""

    def applies_to(self, year: int | None, profile: str) -> bool:
        """Whether the rule speaks about a report of that year and kind of organ.

        A rule bound to years says nothing where the year is not known.
        """
        if self.profiles and profile not in self.profiles:
            return False
        if self.first_year is None and self.last_year is None:
            return True
        if year is None:
            return False
        return (self.first_year or 0) <= year <= (self.last_year or 9999)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Rules by id, forms by key, lexicons by name, presets by name."""

    rules: Mapping[str, Rule]
    forms: Mapping[str, Form]
    lexicons: Mapping[str, Any]
    presets: Mapping[str, Any]

    @property
    def newest_form(self) -> Form:
        """The form in force."""
        return max(self.forms.values(), key=lambda form: form.first_year)

    def find_rule(self, name: str) -> Rule | None:
        """The rule with that id or name, whatever its case."""
        wanted = name.casefold()
        return next(
            (r for r in self.rules.values() if wanted in (r.id.casefold(), r.name.casefold())), None
        )


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The shipped catalogue, from the cache where its content has not changed."""
    root = Path(import_module(f"{__package__}.rules").__path__[0])
    files = _files(root)
    key = _key(files)
    raw = _cached(key)
    if raw is None:
        raw = _parse(root, files)
        short = {path: _without_samples(data) for path, data in raw.items()}
        keep_cache(_CACHE.format(key), json.dumps(short, ensure_ascii=False).encode())
    return build_catalogue(raw)


def read_samples(rule: Rule) -> Mapping[str, Any]:
    """A rule's samples, right and wrong, from its file: no run needs them, and they are the
    larger half of the catalogue."""
    root = Path(import_module(f"{__package__}.rules").__path__[0])
    parsed = _parse(root, {rule.path: (root / rule.path).read_bytes()})
    samples: Mapping[str, Any] = parsed[rule.path].get("samples", {})
    return samples


def _without_samples(data: Any) -> Any:
    """A rule's or a lexicon's data as the cache keeps it: without what only tests read."""
    if isinstance(data, list):
        return [_without_samples(item) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {key: value for key, value in data.items() if key not in _FOR_TESTS}
    if "entries" in kept:
        kept["entries"] = _without_samples(kept["entries"])
    return kept


def _files(root: Path) -> dict[str, bytes]:
    """The catalogue's files by their path below its root, sorted."""
    found = {}
    for folder in sorted(entry.path for entry in os.scandir(root) if entry.is_dir()):
        for entry in os.scandir(folder):
            if entry.name.endswith(".yaml"):
                name = f"{os.path.basename(folder)}/{entry.name}"
                with open(entry.path, "rb", buffering=0) as file:
                    found[name] = file.read()
    return dict(sorted(found.items()))


def _key(files: Mapping[str, bytes]) -> str:
    """What names the cache of these files: their names, sizes and contents."""
    checksum, size = zlib.crc32(f"{__version__}\0{_CACHE_FORMAT}".encode()), 0
    for name, data in files.items():
        checksum = zlib.crc32(data, zlib.crc32(name.encode(), checksum))
        size += len(data)
    return f"{checksum:08x}-{size}-{len(files)}"


def _parse(root: Path, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The files' data by their path; ``CatalogueError`` names a file that is no YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    def parse(name: str, data: bytes) -> Any:
        try:
            return YAML(typ="safe").load(data.decode("utf-8"))
        except YAMLError as error:
            raise CatalogueError(
                f"规则库文件不是合法的 YAML：{error}",
                f"a file of the catalogue is no valid YAML: {error}",
                path=str(root / name),
            ) from None

    return {name: parse(name, data) for name, data in files.items()}


def _cached(key: str) -> dict[str, Any] | None:
    kept = read_cache(_CACHE.format(key))
    try:
        data = None if kept is None else json.loads(kept)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def build_catalogue(raw: Mapping[str, Any]) -> Catalogue:
    """The catalogue from parsed files (path below ``rules/`` → data)."""
    rules: dict[str, Rule] = {}
    forms: dict[str, Form] = {}
    lexicons: dict[str, Any] = {}
    presets: dict[str, Any] = {}
    for path, data in raw.items():
        folder, _, name = path.partition("/")
        stem = name.removesuffix(".yaml")
        if folder == "forms":
            forms[data["key"]] = build_form(data)
        elif folder == "lexicons":
            # A long lexicon has several files: confusables.yaml, confusables.idioms.yaml.
            lexicon = lexicons.setdefault(stem.partition(".")[0], {"entries": []})
            lexicon["entries"] = [*lexicon["entries"], *data["entries"]]
        elif folder == "presets":
            presets[stem] = data
        else:
            rule = build_rule(data, folder, path)
            rules[rule.id] = rule
    return Catalogue(dict(sorted(rules.items())), forms, lexicons, presets)


def build_rule(data: Mapping[str, Any], family: str, path: str) -> Rule:
    """A rule from its parsed YAML."""
    message = data["message"]
    variants = {"": message} if "zh" in message else message
    applies = data.get("applies_to", {})
    years = applies.get("years", {})
    return Rule(
        id=data["id"],
        name=data["name"],
        family=family,
        severity=data["severity"],
        check=data["check"],
        params=data.get("params", {}),
        title=_bilingual(data["title"]),
        messages={variant: _bilingual(text) for variant, text in variants.items()},
        basis=data["basis"],
        explain=_bilingual(data["explain"]),
        fixable=data.get("fixable", False),
        first_year=years.get("from"),
        last_year=years.get("to"),
        profiles=tuple(applies.get("profiles", ())),
        path=path,
    )


def _bilingual(data: Mapping[str, str]) -> Bilingual:
    return Bilingual(data["zh"].strip(), data["en"].strip())


def build_form(data: Mapping[str, Any]) -> Form:
    """A form from its parsed YAML."""
    sections = tuple(
        SectionForm(s["key"], ordinal, s["name"], tuple(s["accepted"]))
        for ordinal, s in enumerate(data["sections"], 1)
    )
    ordinals = {section.key: section.ordinal for section in sections}
    return Form(
        key=data["key"],
        first_year=data["years"]["from"],
        last_year=data["years"].get("to"),
        source=data["source"],
        sections=sections,
        tables=tuple(
            TableForm(
                table["key"],
                table["section"],
                ordinals[table["section"]],
                tuple(table["headers"]),
                tuple(_row_form(row) for row in table["rows"]),
            )
            for table in data["tables"]
        ),
        identities=tuple(
            Identity(i["name"], i["table"], i["over"], tuple(i["left"]), tuple(i["right"]))
            for i in data["identities"]
        ),
    )


def _row_form(data: Mapping[str, Any]) -> RowForm:
    return RowForm(
        key=data["key"],
        label=data["label"],
        columns=tuple(ColumnForm(**column) for column in data["columns"]),
        group=data.get("group", ""),
        aliases=tuple(data.get("aliases", ())),
    )
