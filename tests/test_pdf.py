"""PDFs: every cell of the tables, where each piece of text stands, what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gxlint.document import Table
from gxlint.engine import default_settings, read_report
from gxlint.readers import read
from gxlint.report.model import FactState

CONVERSIONS = Path(__file__).parent / "conversions"
TRUTH = json.loads((CONVERSIONS / "truth.json").read_text(encoding="utf-8"))
STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
FILES = sorted((CONVERSIONS / "files").glob("*.pdf"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_is_right(path: Path) -> None:
    source, report = read_report(str(path), path.read_bytes(), default_settings())
    mistaken = []
    for key, written in TRUTH[path.name.partition(".")[0]]["cells"].items():
        table, _, cell = key.partition(".")
        fact = report.tables[table].facts[cell]
        text = source[fact.span].strip()
        if fact.state is not STATES.get(written, FactState.NUMBER) or text != written:
            mistaken.append((key, written, fact.state.value, text))
    assert mistaken == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tables_are_declared(path: Path) -> None:
    """A drawn table is one, with its merged cells, whatever pages it runs over."""
    _, document = read(path.read_bytes(), str(path))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    sizes = [
        (
            max(cell.row + cell.rowspan for cell in table.cells),
            max(cell.column + cell.colspan for cell in table.cells),
        )
        for table in tables
    ]
    assert sizes == [(14, 4), (28, 10), (4, 15)]
