"""Real reports, and all that is known of them: what ``extract`` and ``check`` say from outside.

The reports are not part of the repository: they are looked for in ``../shared/corpus`` beside the
checkout, or where ``GXLINT_CORPUS`` says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from .process import gxlint

CORPUS = Path(
    os.environ.get("GXLINT_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus"
).resolve()
HAVE_CORPUS = (CORPUS / "expected.json").is_file()
CELLS = 200

pytestmark = pytest.mark.skipif(
    not HAVE_CORPUS, reason=f"no real reports: {CORPUS}/expected.json is not there (GXLINT_CORPUS)"
)


def _expected() -> dict[str, Any]:
    if not HAVE_CORPUS:
        return {}
    data = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
    return {name: about for name, about in data.items() if name != "about"}


EXPECTED = _expected()
each_report = pytest.mark.parametrize("name", EXPECTED or ["(no corpus)"])


@lru_cache
def _lines(name: str) -> list[str]:
    return (CORPUS / name).read_text(encoding="utf-8").split("\n")


@lru_cache
def _facts(name: str) -> dict[str, Any]:
    run = gxlint("extract", name, cwd=CORPUS)
    assert run.code == 0, run.err
    data: dict[str, Any] = json.loads(run.out)
    return data


@lru_cache
def _findings() -> dict[str, list[dict[str, Any]]]:
    """Every report's findings at error or warning."""
    run = gxlint("--format", "json", *EXPECTED, cwd=CORPUS)
    assert run.code == 1, run.err
    data = json.loads(run.out)
    assert data["errors"] == []
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in EXPECTED}
    for finding in data["findings"]:
        assert finding["severity"] in ("error", "warning")
        found[finding["path"]].append(finding)
    return found


@each_report
def test_facts(name: str) -> None:
    facts, right = _facts(name), EXPECTED[name]["facts"]
    period, signed = facts["period"], facts["sign_off"]
    found = {
        "title": facts["title"],
        "organ": facts["organ"],
        "year": facts["year"],
        "period": period and [period["start"], period["end"]],
        "sign_off": signed and {key: signed[key] for key in ("organ", "date", "line")},
        "sections": {section["key"]: section["line"] for section in facts["sections"]},
    }
    assert found == {key: right[key] for key in found}


def _cells(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, content in _facts(name)["tables"].items():
        for key, cell in content["cells"].items():
            yield f"{table}.{key}", cell


@each_report
def test_every_cell_has_its_value(name: str) -> None:
    nonzero = EXPECTED[name]["facts"]["nonzero"]
    found = {key: (cell["state"], cell["value"]) for key, cell in _cells(name)}
    assert len(found) == CELLS
    right = {key: ("number", nonzero.get(key, {"value": 0})["value"]) for key in found}
    assert found == right
    assert nonzero.keys() <= found.keys()


@each_report
def test_every_cell_is_at_its_own_place(name: str) -> None:
    """The text of each cell stands where it is said to stand, once, in the order of the form."""
    cells, nonzero = dict(_cells(name)), EXPECTED[name]["facts"]["nonzero"]
    lines = _lines(name)
    elsewhere = {
        key: cell
        for key, cell in cells.items()
        if not lines[cell["line"] - 1].startswith(cell["text"], cell["column"] - 1)
        or cell["line"] != nonzero.get(key, cell)["line"]
    }
    assert elsewhere == {}
    places = [(cell["line"], cell["column"]) for cell in cells.values()]
    assert places == sorted(set(places))


def _is(finding: dict[str, Any], must: dict[str, Any], lines: list[str]) -> bool:
    """Whether a finding marks the text that it must mark, or a part of it, and mends it."""
    if (finding["rule"], finding["line"]) != (must["rule"], must["line"]):
        return False
    whole, line = must["text"], lines[must["line"] - 1]
    at = line.find(whole)
    first, last = finding["column"] - 1 - at, finding["end_column"] - 1 - at
    if at < 0 or finding["end_line"] != finding["line"] or not 0 <= first <= last <= len(whole):
        return False
    if whole[first:last] != finding["text"]:
        return False
    mended = [whole[:first] + text + whole[last:] for text in finding["suggestions"]]
    return "suggest" not in must or mended[:1] == [must["suggest"]]


def _short(finding: dict[str, Any]) -> tuple[str, int, str, list[str], str]:
    keys = ("rule", "line", "text", "suggestions", "message")
    rule, line, text, suggestions, message = (finding[key] for key in keys)
    return rule, line, text, suggestions, message


@each_report
def test_findings_that_must_be_there(name: str) -> None:
    lines, found = _lines(name), _findings()[name]
    absent = [
        must
        for must in EXPECTED[name]["must"]
        if not any(_is(finding, must, lines) for finding in found)
    ]
    assert absent == [], [_short(finding) for finding in found]


@each_report
def test_no_false_alarm(name: str) -> None:
    known = EXPECTED[name]["must"]
    lines = _lines(name)
    may = [(entry["rule"], entry.get("line")) for entry in EXPECTED[name]["may"]]
    false = [
        _short(finding)
        for finding in _findings()[name]
        if not any(_is(finding, must, lines) for must in known)
        and not {(finding["rule"], finding["line"]), (finding["rule"], None)} & set(may)
    ]
    assert false == []
