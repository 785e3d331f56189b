"""The page of recovered cells: in step with what is counted, no wrong cell, no silent loss."""

from __future__ import annotations

import re

import pytest
from gxlint.engine import check_file, default_settings, read_report
from gxlint.report.model import FactState

from tools.recovery import PAGE, current, readable_files


def test_the_page_is_what_is_counted() -> None:
    assert PAGE.read_text("utf-8") == current(), "run: python -m tools.recovery"


def test_no_cell_is_wrong_or_lost_in_any_form_and_every_readable_one_is_right() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines() if "%" in line]
    rows = [row for row in rows if row[0].startswith("| ")]
    assert len(rows) > 90
    assert {(row[5], row[6], row[7]) for row in rows} == {("0", "0", "100% |")}
    assert {row[0] for row in rows} == {
        "| Text", "| Markdown", "| HTML", "| DOCX", "| ODT", "| PDF", "| DOC", "| RTF",
    }  # fmt: skip


@pytest.mark.parametrize("base", ["zero", "small", "city", "marks"])
def test_every_row_that_cannot_be_read_is_a_finding(base: str) -> None:
    settings = default_settings()
    silent = []
    for path in readable_files():
        if not path.name.startswith(f"{base}."):
            continue
        data = path.read_bytes()
        _, report = read_report(path.name, data, settings)
        unread = {
            table
            for table, found in report.tables.items()
            if any(fact.state is FactState.UNREADABLE for fact in found.facts.values())
        }
        said = [f for f in check_file(path.name, data, settings).findings if f.rule == "GX302"]
        if len({re.sub("部分.*", "", finding.place) for finding in said}) < len(unread):
            silent.append((path.name, unread, [finding.place for finding in said]))
    assert silent == []
