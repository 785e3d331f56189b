"""Mistakes planted in generated reports are found at their place; correct ones raise nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from gxlint.engine import check_file, default_settings
from gxlint.finding import Finding, Severity
from gxlint.previous import LastYear

from .planting import PAIR_PLANTERS, PLANTERS, Planted
from .planting.reports import correct_one, correct_pair

_MISTAKES, _CORRECT, _PAIRS = 30, 300, 100
_RECALL = 0.95
_TRIES = 200  # reports to look through for one that has something to make wrong
_SEED = 711

_Report = TypeVar("_Report")


def _findings(text: str, previous: str | None = None, folder: Path | None = None) -> list[Finding]:
    settings = default_settings()
    if previous is not None and folder is not None:
        last = folder / "上年.txt"
        last.write_text(previous, encoding="utf-8")
        settings = settings._replace(previous=LastYear(str(last), settings))
    result = check_file("报告.txt", text.encode(), settings)
    assert not result.errors, [str(error) for error in result.errors]
    assert (result.previous is None) == (previous is None), result.notes
    return [finding for finding in result.findings if finding.severity >= Severity.WARNING]


def _said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.text, finding.message) for finding in findings]


def test_correct_reports_raise_nothing() -> None:
    rng = random.Random(_SEED)
    found = [_said(_findings(correct_one(rng))) for _ in range(_CORRECT)]
    assert [said for said in found if said] == []


def test_correct_reports_raise_nothing_beside_last_years(tmp_path: Path) -> None:
    rng = random.Random(_SEED)
    pairs = (correct_pair(rng) for _ in range(_PAIRS))
    found = [_said(_findings(pair.text, pair.previous, tmp_path)) for pair in pairs]
    assert [said for said in found if said] == []


@pytest.mark.parametrize("rule", sorted(PLANTERS))
def test_planted_mistakes_are_found(rule: str, tmp_path: Path) -> None:
    _are_found(rule, _planted(rule, PLANTERS[rule], correct_one), tmp_path)


@pytest.mark.parametrize("rule", sorted(PAIR_PLANTERS))
def test_mistakes_beside_last_years_report_are_found(rule: str, tmp_path: Path) -> None:
    _are_found(rule, _planted(rule, PAIR_PLANTERS[rule], correct_pair), tmp_path)


def test_copied_text_stands_in_both_reports(tmp_path: Path) -> None:
    """What GX408 marks and what it names of last year's report are the same words."""
    for planted in _planted("GX408", PAIR_PLANTERS["GX408"], correct_pair):
        for finding in _findings(planted.text, planted.previous, tmp_path):
            sources = [one.text for one in finding.related if one.path is not None]
            if finding.rule == "GX408":
                assert _words(sources[0]) == _words(finding.text)


def _words(text: str) -> str:
    """The words of a text: no numbers, no fillers."""
    return "".join(character for character in text if character.isalpha())


def _are_found(rule: str, mistakes: Iterator[Planted], folder: Path) -> None:
    missed, wrong = [], []
    for planted in mistakes:
        findings = _findings(planted.text, planted.previous, folder)
        own = [finding for finding in findings if finding.rule == rule]
        if not own:
            missed.append(planted.marked)
        wrong += _said([finding for finding in own if finding.span not in planted.marks])
        wrong += _said([f for f in findings if f.rule not in {rule, *planted.also}])
    assert wrong == []
    assert len(missed) <= (1 - _RECALL) * _MISTAKES, missed


def _planted(
    rule: str,
    planters: Sequence[Callable[[random.Random, _Report], Planted | None]],
    correct: Callable[[random.Random], _Report],
) -> Iterator[Planted]:
    """So many mistakes of a rule, its planters in turn, each in a report of its own."""
    rng = random.Random(f"{rule} {_SEED}")
    for number in range(_MISTAKES):
        planter = planters[number % len(planters)]
        tried = (planter(rng, correct(rng)) for _ in range(_TRIES))
        planted = next((one for one in tried if one is not None), None)
        assert planted is not None, f"{planter.__name__} finds nothing to make wrong"
        yield planted
