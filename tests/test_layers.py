"""Imports go one way: DESIGN.md's table of layers, as data, held against every import there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

LINTER = Path(__file__).parent.parent / "linter"


class Row(NamedTuple):
    """A row of the table: its modules (a folder stands for all in it), the rows it may import."""

    modules: tuple[str, ...]
    may_import: frozenset[int]


def _rows(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


def _through(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


# Modules that the table does not name stand in the row that they are a part of; 0 is its last
# row, the one without a number.
TABLE = {
    1: Row(("errors", "records", "version", "cache"), _rows()),
    2: Row(("text", "compiled", "prepared"), _rows(1)),
    3: Row(("source",), _rows(1, 2)),
    4: Row(("document",), _rows(2)),
    5: Row(("readers",), _through(1, 4)),
    6: Row(("grid",), _rows(2, 4)),
    7: Row(("numerals", "dates", "date_typos"), _rows(2)),
    8: Row(("catalogue", "shipped"), _rows(1)),
    9: Row(("report",), _rows(2, 4, 6, 7, 8)),
    10: Row(("finding",), _rows(2, 3)),
    11: Row(("checks",), _rows(2, 4, 7, 8, 9, 10)),
    12: Row(("config", "config_file", "config_load", "selectors", "suggest"), _rows(1, 8)),
    13: Row(("baseline", "filters", "masking", "suppressions"), _rows(2, 10, 12)),
    14: Row(("engine", "files", "previous"), _through(1, 13)),
    16: Row(("reporters",), _rows(2, 3, 8, 10)),
    17: Row(("cli", "__main__", "commands"), _through(0, 16)),
    0: Row(("__init__",), _through(9, 14)),
}
# All rows may import these, which import nothing: errors.py also holds what every layer speaks with
# (`Lang`, `Bilingual`), so that a finding can carry an error and a reporter can name its language;
# with records.py classes are made. Not so cache.py, which reads and writes files.
FOR_ALL = frozenset({"errors", "records", "version"})

MODULES = sorted(path.relative_to(LINTER) for path in LINTER.rglob("*.py"))


def _row_of(module: tuple[str, ...]) -> int | None:
    """The row that a module belongs to, by its dotted path below the package."""
    head = module[0] if module else "__init__"
    return next((number for number, row in TABLE.items() if head in row.modules), None)


def _parts(path: Path) -> tuple[str, ...]:
    parts = path.with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


def _imports(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The modules of the package that a module imports anywhere in it, with the line."""
    package = path.parent.parts
    for node in ast.walk(ast.parse((LINTER / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            if node.module:
                yield node.lineno, (*base, *node.module.split("."))
            else:
                for alias in node.names:
                    yield node.lineno, _module(base, alias.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name in _absolute(node):
                yield node.lineno, tuple(name.split("."))[1:]


def _module(base: tuple[str, ...], name: str) -> tuple[str, ...]:
    """What ``from . import name`` means: a module, or a name of the package itself."""
    target = LINTER.joinpath(*base, name)
    return (*base, name) if target.is_dir() or target.with_suffix(".py").is_file() else base


def _absolute(node: ast.AST) -> Iterator[str]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module:
        names = [node.module]
    for name in names:
        if name.split(".")[0] in ("gxlint", "linter"):
            yield name


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_module_imports_only_what_its_row_allows(path: Path) -> None:
    own = _row_of(_parts(path))
    assert own is not None, f"linter/{path} is in no row of the table"
    allowed = TABLE[own].may_import | {own}
    wrong = []
    for line, target in _imports(path):
        if _row_of(target) not in allowed and not FOR_ALL.issuperset(target[:1] or ("",)):
            wrong.append(f"linter/{path}:{line} imports {'.'.join(target) or 'the package'}")
    assert wrong == []


def test_every_module_of_the_table_is_there() -> None:
    named = {name for row in TABLE.values() for name in row.modules}
    assert named == {path.parts[0].removesuffix(".py") for path in MODULES}


def test_rows_only_look_up() -> None:
    """Row 0, the public API, stands aside: nothing but the command line imports it."""
    numbered = {number: row for number, row in TABLE.items() if number}
    assert all(max(row.may_import, default=0) < number for number, row in numbered.items())
    assert [number for number, row in numbered.items() if 0 in row.may_import] == [17]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_within_the_package_are_relative(path: Path) -> None:
    tree = ast.parse((LINTER / path).read_text(encoding="utf-8"))
    absolute = [name for node in ast.walk(tree) for name in _absolute(node)]
    assert absolute == []


@pytest.mark.parametrize("path", [path for path in MODULES if "pdf" not in path.parts], ids=str)
def test_small_classes_are_the_light_ones(path: Path) -> None:
    """What every run imports declares its classes with ``records``; a PDF costs more than that."""
    text = (LINTER / path).read_text(encoding="utf-8")
    heavy = re.findall(r"^from dataclasses .*|^from typing .*\bNamedTuple.*", text, re.MULTILINE)
    assert heavy == []


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parts[0] in ("report", "checks")], ids=str
)
def test_report_and_checks_do_no_input_or_output(path: Path) -> None:
    """Whoever reads a report or judges it is a pure function: no files, no printing."""
    tree = ast.parse((LINTER / path).read_text(encoding="utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    modules = {name for _, name in _outside(tree)}
    assert called & {"open", "print", "input"} == set()
    assert modules & {"os", "sys", "io", "pathlib", "subprocess", "socket", "logging"} == set()


def _outside(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The modules imported from outside the package, by their first name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.lineno, node.module.split(".")[0]
