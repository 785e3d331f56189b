"""Fingerprints: the same for the same mistake wherever it moves to, of every rule there is."""

from __future__ import annotations

from collections import Counter

import pytest
from gxlint.catalogue import load_catalogue, read_samples
from gxlint.engine import Settings, check_file, default_settings
from gxlint.errors import Lang
from gxlint.finding import Finding, Severity
from hypothesis import given, settings
from hypothesis import strategies as st

from .samples import Sample, correct_report, expand

REPORT = correct_report("department-2024")
BROKEN = REPORT.replace("先审后发，", "先审后发，截止2024年12月31诶，").replace(
    "及时更新公开指南和目录。", "及时更新公开指南和目录。截止2024年12月31诶，"
)
SAMPLES = {
    f"{rule.id}-{number}": sample
    for rule in load_catalogue().rules.values()
    for number, sample in enumerate(read_samples(rule).get("wrong", ()), 1)
}
PARAGRAPHS = (
    "我局另行组织了一次开放日活动。",
    "- 值班电话照旧",
    "县里的河堤巡查照常进行，各镇派员参加，沿线群众反映良好，有关情况在村务公开栏里张贴，便于大家"
    "随时查看，也便于下一步安排人手和车辆，不留死角。",
)


def _settings(lang: Lang = "zh") -> Settings:
    return default_settings(load_catalogue(), lang)


def _findings(data: str | bytes, lang: Lang = "zh") -> list[Finding]:
    raw = data.encode() if isinstance(data, str) else data
    result = check_file("报告.txt", raw, _settings(lang))
    assert result.errors == ()
    assert len({found.fingerprint for found in result.findings}) == len(result.findings)
    return list(result.findings)


def _said(findings: list[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((found.rule, found.text, found.message) for found in findings)


def _fingerprints(findings: list[Finding]) -> list[str]:
    return [found.fingerprint for found in findings]


def _lost(before: list[Finding], after: list[Finding]) -> list[tuple[str, str, str]]:
    """What is said in both, but has lost its fingerprint."""
    there, still = _fingerprints(after), _said(after)
    return [
        (found.rule, found.text, found.message)
        for found in before
        if found.fingerprint not in there and still[found.rule, found.text, found.message]
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paragraph_at_the_start_or_the_end_of_a_section_changes_nothing(name: str) -> None:
    sample = expand(SAMPLES[name])
    before = _findings(sample.text.encode(sample.encoding))
    parts = sample.text.split("\n\n")
    for at in (1, len(parts) // 3, len(parts) - 1):
        changed = "\n\n".join([*parts[:at], PARAGRAPHS[0], *parts[at:]])
        assert _lost(before, _findings(changed.encode(sample.encoding))) == []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 40), st.sampled_from(PARAGRAPHS))
def test_no_paragraph_that_comes_changes_a_fingerprint(name: str, at: int, paragraph: str) -> None:
    sample = expand(SAMPLES[name])
    parts = sample.text.split("\n\n")
    changed = "\n\n".join([*parts[:at], paragraph, *parts[at:]])
    _hold(sample, changed)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.integers(1, 40))
def test_no_paragraph_that_goes_changes_a_fingerprint(name: str, at: int) -> None:
    """Neither does a heading; what the title says is the report's own."""
    sample = expand(SAMPLES[name])
    parts = sample.text.split("\n\n")
    _hold(sample, "\n\n".join([*parts[:at], *parts[at + 1 :]]))


def _hold(sample: Sample, changed: str) -> None:
    before = _findings(sample.text.encode(sample.encoding))
    after = _findings(changed.encode(sample.encoding))
    # What a table lacks is marked at its heading, or in the table where the heading is gone.
    assert [said for said in _lost(before, after) if said[0] not in ("GX304", "GX310")] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 20), st.sampled_from(PARAGRAPHS))
def test_all_findings_stay_where_a_paragraph_comes(at: int, paragraph: str) -> None:
    parts = BROKEN.split("\n\n")
    changed = "\n\n".join([*parts[:at], paragraph, *parts[at:]])
    assert _fingerprints(_findings(changed))[:4] == _fingerprints(_findings(BROKEN))


def test_identical_mistakes_have_different_fingerprints() -> None:
    line = "截止2024年12月31诶，各项工作有序推进。"
    twice = REPORT.replace("先审后发，", f"先审后发。\n\n{line}\n\n另一段。\n\n{line}\n\n")
    findings = _findings(twice)
    assert [found.text for found in findings] == ["截止", "31诶", "截止", "31诶"]
    assert len(set(_fingerprints(findings))) == 4
    once = _findings(REPORT.replace("先审后发，", f"先审后发。\n\n{line}\n\n"))
    assert _fingerprints(once) == _fingerprints(findings)[:2]


def test_two_things_that_are_missing_do_not_take_each_others_place() -> None:
    """Where one is mended, the other keeps its fingerprint."""
    without = REPORT.replace("二、主动公开政府信息情况\n", "")
    neither = without.replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    one = [found for found in _findings(without) if found.rule == "GX101"]
    both = [found for found in _findings(neither) if found.rule == "GX101"]
    assert len(both) == 2
    assert [f.fingerprint for f in both if f.message == one[0].message] == _fingerprints(one)
    other = REPORT.replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    assert next(f for f in _findings(other) if f.rule == "GX101").fingerprint in _fingerprints(both)


def test_a_title_or_a_heading_that_is_mended_keeps_the_others() -> None:
    """What is missing is marked at the title or a heading, and does not hang on its words."""
    text = REPORT.replace("六、其他需要报告的事项", "六、其它需要报告的事项").split("六、其它")[0]
    wrong = text.replace("云溪县水利局2024年", "县水利局2024年", 1)
    missing = [found for found in _findings(text) if found.rule in ("GX101", "GX110")]
    assert {found.rule for found in missing} >= {"GX101"}
    assert {found.fingerprint for found in missing} <= set(_fingerprints(_findings(wrong)))


@pytest.mark.parametrize("name", sorted(SAMPLES)[::5])
def test_language_and_form_of_the_file_do_not_matter(name: str) -> None:
    text = expand(SAMPLES[name]).text
    expected = _fingerprints(_findings(text))
    assert sorted(_fingerprints(_findings(text, "en"))) == sorted(expected)
    bare = [f for f in _findings(text.replace("\n", "\r\n")) if f.rule != "GX705"]
    assert set(_fingerprints(bare)) <= set(expected)
    moved = [f for f in _findings(text.encode("utf-16")) if f.rule != "GX706"]
    assert _fingerprints(moved) == expected


def test_next_years_report_shares_nothing() -> None:
    wrong = BROKEN.replace("行政许可\t26", "行政许可\t-1").replace(
        "六、其他需要报告的事项", "六、其他事"
    )
    wrong = wrong.replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    later = wrong.replace("2025", "2026").replace("2024", "2025")
    now, then = _findings(wrong), _findings(later)
    assert {found.rule for found in now} == {found.rule for found in then}
    assert set(_fingerprints(now)) & set(_fingerprints(then)) == set()


def test_personal_data_cannot_be_tried_out_against_a_fingerprint() -> None:
    """Numbers that print the same have the same, so that none says which it was."""

    def of(phone: str) -> list[str]:
        return _fingerprints(_findings(REPORT.replace("电话：0700-5550123", f"王某某手机{phone}")))

    assert of("13812345678") == of("13898765678") != of("13812345679")


def test_a_severity_is_no_part_of_it() -> None:
    base = _settings()
    hints = base._replace(severities=dict.fromkeys(base.severities, Severity.INFO))
    found = check_file("报告.txt", BROKEN.encode(), hints).findings
    assert _fingerprints(list(found)) == _fingerprints(_findings(BROKEN))
