"""The rule catalogue: rules, forms and lexicons, as data.

The catalogue is what ``rules/`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from .errors import Bilingual
from .records import NamedTuple, dataclass
from .shipped import load_files, samples_in

_NUMERALS = "一二三四五六七八九十"


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

    @property
    def numeral(self) -> str:
        """The ordinal in Chinese: ``三``."""
        return _NUMERALS[self.ordinal - 1]

    @staticmethod
    def cell_key(row: RowForm, column: ColumnForm) -> str:
        """The key of a cell inside its table."""
        return f"{row.key}.{column.key}" if row.key else column.key

    @cached_property
    def rows_by_key(self) -> dict[str, RowForm]:
        """The rows by their key."""
        return {row.key: row for row in self.rows}

    def rows_named(self, names: Iterable[str]) -> tuple[str, ...]:
        """The keys of the rows that an identity names: each by its key, or by ``results.denied.*``
        all whose keys begin so."""
        keys = tuple(row.key for row in self.rows)
        return tuple(
            key
            for name in names
            for key in keys
            if (key.startswith(name[:-1]) if name.endswith("*") else key == name)
        )

    def cells(self) -> Iterator[tuple[str, RowForm, ColumnForm]]:
        """Every cell: key, row, column; in the order of the form."""
        for row in self.rows:
            for column in row.columns:
                yield self.cell_key(row, column), row, column


class SectionForm(NamedTuple):
    """A section of the official format: its ordinal (1-6), name, and accepted other names.

    ``keyword`` is a pattern that tells it in a numbered heading of other words, ``mention`` one
    that tells it in a list of a report's parts.
    """

    key: str
    ordinal: int
    name: str
    accepted: tuple[str, ...]
    keyword: str
    mention: str

    @property
    def title(self) -> str:
        """The official heading: ``一、总体情况``."""
        return f"{_NUMERALS[self.ordinal - 1]}、{self.name}"


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

    def find_rule(self, name: str) -> Rule | None:
        """The rule with that id or name, whatever its case."""
        wanted = name.casefold()
        return next(
            (r for r in self.rules.values() if wanted in (r.id.casefold(), r.name.casefold())), None
        )


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The shipped catalogue."""
    return build_catalogue(load_files())


def read_samples(rule: Rule) -> Mapping[str, Any]:
    """A rule's samples, right and wrong; they are read from its file."""
    return samples_in(rule.path)


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
        SectionForm(s["key"], ordinal, s["name"], tuple(s["accepted"]), s["keyword"], s["mention"])
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
                tuple(_row_forms(table["rows"])),
            )
            for table in data["tables"]
        ),
        identities=tuple(
            Identity(i["name"], i["table"], i["over"], tuple(i["left"]), tuple(i["right"]))
            for i in data["identities"]
        ),
    )


def _row_forms(rows: Iterable[Mapping[str, Any]]) -> Iterator[RowForm]:
    made: dict[int, tuple[ColumnForm, ...]] = {}
    for row in rows:
        shared = row["columns"]  # most rows have the same, by an alias of YAML: they are made once
        if id(shared) not in made:
            made[id(shared)] = tuple(ColumnForm(**column) for column in shared)
        yield RowForm(
            key=row["key"],
            label=row["label"],
            columns=made[id(shared)],
            group=row.get("group", ""),
            aliases=tuple(row.get("aliases", ())),
        )
