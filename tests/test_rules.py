"""Every rule's samples: a wrong one gives exactly its finding, a right one nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gxlint.catalogue import Rule, load_catalogue, read_samples
from gxlint.checks import CHECKS
from gxlint.engine import check_file, default_settings
from gxlint.finding import Finding, Severity
from gxlint.previous import LastYear

from .samples import REPORTS, Sample, correct_report, expand

RULES = load_catalogue().rules


def _findings(sample: Sample, folder: Path) -> tuple[Finding, ...]:
    settings = default_settings()
    if sample.previous is not None:
        last = folder / "上年.txt"
        last.write_text(sample.previous.text, encoding="utf-8", newline="")
        settings = settings._replace(previous=LastYear(str(last), settings))
    result = check_file("报告.txt", sample.text.encode(sample.encoding), settings)
    assert not result.errors, [str(error) for error in result.errors]
    return result.findings


def _cases(kind: str) -> Iterator[Any]:
    for rule in RULES.values():
        for number, sample in enumerate(read_samples(rule).get(kind, ()), 1):
            yield pytest.param(rule, sample, id=f"{rule.id}-{kind}-{number}")


@pytest.mark.parametrize(("rule", "sample"), list(_cases("wrong")))
def test_wrong_sample_gives_exactly_its_finding(rule: Rule, sample: Any, tmp_path: Path) -> None:
    expected = expand(sample)
    findings = _findings(expected, tmp_path)
    own = [finding for finding in findings if finding.rule == rule.id]
    assert [finding.span for finding in own] == list(expected.marks), [
        (finding.text, finding.message) for finding in own
    ]
    others = {
        finding.rule
        for finding in findings
        if finding.rule != rule.id and finding.severity >= Severity.WARNING
    }
    assert others == expected.also, [(f.rule, f.text, f.message) for f in findings]
    if expected.suggests is not None:
        assert own[0].suggestions[:1] == (expected.suggests,)
    if expected.message is not None:
        assert own[0].message == expected.message
    if expected.previous is not None and expected.previous.marks:
        places = [one.span for one in own[0].related if one.path is not None]
        assert places == list(expected.previous.marks)


@pytest.mark.parametrize(("rule", "sample"), list(_cases("right")))
def test_right_sample_gives_nothing(rule: Rule, sample: Any, tmp_path: Path) -> None:
    findings = _findings(expand(sample), tmp_path)
    wrong = [f for f in findings if f.rule == rule.id or f.severity >= Severity.WARNING]
    assert [(f.rule, f.text, f.message) for f in wrong] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in REPORTS.glob("*.txt")))
def test_correct_report_gives_nothing_at_all(name: str, tmp_path: Path) -> None:
    findings = _findings(Sample(correct_report(name), ()), tmp_path)
    assert [(f.rule, f.text, f.message) for f in findings] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_has_samples(rule: Rule) -> None:
    if rule.check == "internal-error":
        pytest.skip("no report makes a check fail; tests/test_engine.py makes one")
    samples = read_samples(rule)
    assert samples.get("wrong")
    assert samples.get("right")


def test_every_check_has_a_rule_and_every_rule_a_check() -> None:
    used = {rule.check for rule in RULES.values()} - {"internal-error"}
    assert used == set(CHECKS)
