"""The schemas: valid themselves, held by everything shipped and by everything printed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.cli import main
from gxlint.commands.settings import TEMPLATE
from gxlint.config_file import lexicon_schema, load_schema
from gxlint.errors import Lang
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from .samples import REPORTS, correct_report

ROOT = Path(__file__).parent.parent
SCHEMAS = ("baseline", "config", "extract", "findings", "form", "lexicon", "rule")
FORMATS = Draft202012Validator.FORMAT_CHECKER
SHIPPED = sorted((ROOT / "rules").glob("*/*.yaml"))
GOOD = correct_report("department-2024")


def _mistakes(data: object, schema: str | Mapping[str, Any]) -> list[str]:
    used = load_schema(schema) if isinstance(schema, str) else schema
    errors = Draft202012Validator(used, format_checker=FORMATS).iter_errors(data)
    return [f"{list(error.absolute_path)}: {error.message}" for error in errors]


def _schema_of(path: Path) -> str | None:
    folder = path.parent.name
    return {"forms": "form", "lexicons": "lexicon", "presets": None}.get(folder, "rule")


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(load_schema(name))


def test_no_schema_is_left_out_here() -> None:
    files = {path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").glob("*.json")}
    assert files == set(SCHEMAS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_file_holds_its_schema(path: Path) -> None:
    schema = _schema_of(path)
    if schema is not None:
        assert _mistakes(YAML(typ="safe").load(path.read_text(encoding="utf-8")), schema) == []


@pytest.mark.parametrize("name", load_catalogue().lexicons)
def test_entries_of_a_lexicon_have_the_shape_of_its_name(name: str) -> None:
    """So that a user's entries are held against the right one."""
    schema = lexicon_schema(name)
    assert schema["properties"]["entries"]["items"] == {"$ref": f"#/$defs/{name}"}
    assert _mistakes(load_catalogue().lexicons[name], schema) == []
    every = load_schema("lexicon")["properties"]["entries"]["items"]["anyOf"]
    assert {"$ref": f"#/$defs/{name}"} in every


def test_presets_are_known_to_the_configuration() -> None:
    presets = load_catalogue().presets
    assert sorted(presets) == ["minimal", "recommended", "strict"]
    for preset in presets.values():
        assert set(preset) == {"title", "off", "info"}
        assert set(preset["off"]) <= {"error", "warning", "info"}
    described = load_schema("config")["properties"]["extends"]["description"]
    assert all(name in described for name in presets)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_written_configuration_holds_its_schema(lang: Lang) -> None:
    assert _mistakes(YAML(typ="safe").load(TEMPLATE.get(lang)), "config") == []


def _printed(monkeypatch: pytest.MonkeyPatch, *args: str) -> Any:
    out = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
        patch.setattr(sys, "stderr", io.StringIO())
        main(args)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_hold_their_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    wrong = tmp_path / "wrong.txt"
    rows = [line for line in GOOD.splitlines() if "重复申请" not in line]
    text = (
        "\n".join(rows)
        .replace("至2024年12月31日", "至2024年12月31诶")
        .replace("总体情况", "总体", 1)
    )
    wrong.write_text(text + "\n13812342345\n", encoding="utf-8")
    nothing = tmp_path / "notes.txt"
    nothing.write_text("会议记录\n", encoding="utf-8")
    config = tmp_path / ".gxlint.yaml"
    config.write_text("extends: strict\n", encoding="utf-8")
    args = ["--format", "json", "--lang", lang, str(wrong), str(nothing), str(tmp_path / "gone")]
    data = _printed(monkeypatch, *args)
    assert _mistakes(data, "findings") == []
    assert data["findings"]
    assert [file["config"] for file in data["files"]] == [str(config)]
    assert len(data["errors"]) == 2
    counts = [finding["severity"] for finding in data["findings"]]
    assert data["summary"] == {
        "files": 1,
        **{severity: counts.count(severity) for severity in ("error", "warning", "info")},
    }


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.txt")), ids=lambda path: path.stem)
def test_facts_hold_their_schema_and_every_cell_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _printed(monkeypatch, "extract", str(path))
    assert _mistakes(data, "extract") == []
    form = load_catalogue().forms[data["form"]]
    assert {key: list(table["cells"]) for key, table in data["tables"].items()} == {
        table.key: [key for key, _, _ in table.cells()] for table in form.tables
    }


@pytest.mark.parametrize(
    "text",
    [
        "云溪县水利局政府信息公开工作年度报告\n",
        "云溪县水利局2016年政府信息公开工作年度报告\n一、总体情况\n无。\n",
        "一、总体情况\n无。\n\n二、主动公开政府信息情况\n无。\n",
        "云溪县水利局2024年政府信息公开工作年度报告\n规章\t１\t-\t见附件\n",
    ],
)
def test_facts_of_half_a_report_hold_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert _mistakes(_printed(monkeypatch, "extract", str(path)), "extract") == []
    data = _printed(monkeypatch, "--format", "json", str(path), "--info")
    assert _mistakes(data, "findings") == []
