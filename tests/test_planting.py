"""Mistakes planted in generated reports are found at their place; correct ones raise nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from gxlint.engine import check_file, default_settings
from gxlint.finding import Finding, Severity

from .planting import PLANTERS, Planted, Planter
from .planting.reports import correct_one

_MISTAKES, _CORRECT = 30, 300
_RECALL = 0.95
_TRIES = 40  # reports to look through for one that has something to make wrong
_SEED = 711


def _findings(text: str) -> list[Finding]:
    result = check_file("报告.txt", text.encode(), default_settings())
    assert not result.errors, [str(error) for error in result.errors]
    return [finding for finding in result.findings if finding.severity >= Severity.WARNING]


def _said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.text, finding.message) for finding in findings]


def test_correct_reports_raise_nothing() -> None:
    rng = random.Random(_SEED)
    wrong = {}
    for _ in range(_CORRECT):
        text = correct_one(rng)
        if found := _said(_findings(text)):
            wrong[text] = found
    assert list(wrong.values()) == []


@pytest.mark.parametrize("rule", sorted(PLANTERS))
def test_planted_mistakes_are_found(rule: str) -> None:
    missed, wrong = [], []
    for planted in _planted(rule, PLANTERS[rule]):
        findings = _findings(planted.text)
        own = [finding for finding in findings if finding.rule == rule]
        if not own:
            missed.append(planted.marked)
        wrong += _said([finding for finding in own if finding.span not in planted.marks])
        wrong += _said([f for f in findings if f.rule not in {rule, *planted.also}])
    assert wrong == []
    assert len(missed) <= (1 - _RECALL) * _MISTAKES, missed


def _planted(rule: str, planters: list[Planter]) -> Iterator[Planted]:
    """So many mistakes of a rule, its planters in turn, each in a report of its own."""
    rng = random.Random(f"{rule} {_SEED}")
    for number in range(_MISTAKES):
        planter = planters[number % len(planters)]
        tried = (planter(rng, correct_one(rng)) for _ in range(_TRIES))
        planted = next((one for one in tried if one is not None), None)
        assert planted is not None, f"{planter.__name__} finds nothing to make wrong"
        yield planted
