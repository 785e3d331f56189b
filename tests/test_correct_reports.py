"""Correct reports in the wordings of all levels and years: no rule may find anything at warning."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from gxlint.engine import check_file, default_settings
from gxlint.finding import Severity

from .correct.layouts import LAYOUTS
from .correct.make import OLD_YEARS, YEARS, Choice, each_wording, mixed, report, wording

_REPORTS, _IN_LAYOUTS = 200, 20


def _spoken_of(text: str, choice: Choice) -> list[tuple[str, str, str]]:
    result = check_file("报告.txt", text.encode(), default_settings())
    assert not result.errors, [str(error) for error in result.errors]
    assert result.year == choice.year
    return [
        (finding.rule, finding.text, finding.message)
        for finding in result.findings
        if finding.severity >= Severity.WARNING
    ]


@pytest.mark.parametrize("choice", list(each_wording()), ids=wording)
def test_each_wording_is_right(choice: Choice) -> None:
    assert _spoken_of(report(choice), choice) == []


def test_wordings_together_are_right() -> None:
    assert _wrong_ones(_REPORTS, "plain") == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_right(layout: str) -> None:
    assert _wrong_ones(_IN_LAYOUTS, layout) == {}


def test_reports_of_the_old_format_are_right() -> None:
    assert _wrong_ones(_IN_LAYOUTS * 3, "plain", OLD_YEARS) == {}


def _wrong_ones(count: int, layout: str, years: Sequence[int] = YEARS) -> dict[str, object]:
    return {
        wording(choice): found
        for choice in mixed(count, seed=711, years=years)
        if (found := _spoken_of(LAYOUTS[layout](report(choice)), choice))
    }
