"""Random tables in every form of text: what comes back is right, or said to be unreadable."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from gxlint.report.model import FactState
from hypothesis import given, settings
from hypothesis import strategies as st

from .conversions.cells import cells
from .conversions.tables import RESULT_ROWS, REVIEWS, all_tables
from .conversions.text_forms import TABLE_FORMS
from .test_tables import STATES, covered, recovered

HEADINGS = {
    "active_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_litigation": "四、政府信息公开行政复议、行政诉讼情况",
}
# Forms in which every cell has its place, whatever is in it.
EXACT = sorted(set(TABLE_FORMS) - {"aligned", "vanished", "glued", "by-column"})
NUMBERS = st.one_of(
    st.just(0),
    st.integers(0, 9),
    st.sampled_from([11, 55, 100]),  # cut in two, the pieces are like other values
    st.integers(0, 999),
    st.integers(0, 10**6),
)
VALUE = re.compile(r"(?<![\d（“.])\d+(?:\.\d+)?(?![\d.、])(?![^\d\s|│║<]*[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Report:
    """The 200 cells of a report, and what its tables look like in one form."""

    written: dict[str, str]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The report."""
        return "\n".join(self.lines)


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, str]:
    """The cells of a report whose identities hold."""
    active = [str(draw(NUMBERS)) for _ in range(9)]
    active.append(draw(st.sampled_from(["0", "12", "3.5", "120.75"])))
    six = st.tuples(*[NUMBERS] * 6)
    rows = draw(st.dictionaries(st.sampled_from(RESULT_ROWS), six))
    rows["carried_out"] = draw(six)
    reviews = {group: draw(st.tuples(*[NUMBERS] * 4)) for group in REVIEWS}
    return cells(tuple(active), rows, reviews)


@st.composite
def with_blanks(draw: st.DrawFn) -> dict[str, str]:
    """The same, some noughts left blank or marked."""
    written = draw(numbers())
    share = draw(st.sampled_from([0.1, 0.5]))
    random = draw(st.randoms(use_true_random=False))
    for key, value in written.items():
        if value == "0" and random.random() < share:
            written[key] = random.choice(["", "", "-", "/"])
    return written


def rendered(form: str, written: dict[str, str]) -> Report:
    """The tables in that form, under their headings, between prose."""
    lines = ["一、总体情况", "2024年，我局行政许可12件，行政处罚3件。", "（二）依申请公开"]
    for key, table in all_tables(written).items():
        lines += [HEADINGS[key], *TABLE_FORMS[form][1](table), ""]
    lines += ["五、存在的主要问题及改进情况", "结转下年度继续办理0件。"]
    return Report(written, tuple("\n".join(lines).split("\n")))


def wrong(report: Report, text: str, *, places: bool) -> list[tuple[str, str, str]]:
    """The cells that are read wrongly: key, what was written, what was read."""
    found = []
    tables = recovered(text).tables
    for key, written in report.written.items():
        table, _, cell = key.partition(".")
        if table not in tables:
            continue
        fact = tables[table].facts[cell]
        if fact.state is FactState.NUMBER and str(fact.value) != (
            written if places else written or "0"
        ):
            if not (fact.value == 0 and written in STATES):
                found.append((key, written, fact.text))
        elif places and fact.state is not FactState.UNREADABLE:
            source = text[fact.span.start : fact.span.end].strip()
            if fact.state is not STATES.get(written, FactState.NUMBER) or source != written:
                found.append((key, written, f"{fact.state.value} {source}"))
    return found


def unread(text: str) -> list[str]:
    """The cells that are unreadable."""
    return [
        fact.key
        for table in recovered(text).tables.values()
        for fact in table.facts.values()
        if fact.state is FactState.UNREADABLE
    ]


@pytest.mark.parametrize("form", sorted(set(TABLE_FORMS) - {"glued", "by-column"}))
@settings(max_examples=12, deadline=None)
@given(written=numbers())
def test_numbers_come_back(form: str, written: dict[str, str]) -> None:
    report = rendered(form, written)
    assert wrong(report, report.text, places=True) == []
    assert unread(report.text) == []


@pytest.mark.parametrize("form", EXACT)
@settings(max_examples=12, deadline=None)
@given(written=with_blanks())
def test_blanks_and_marks_come_back(form: str, written: dict[str, str]) -> None:
    report = rendered(form, written)
    assert wrong(report, report.text, places=True) == []


@pytest.mark.parametrize("form", sorted(TABLE_FORMS))
@settings(max_examples=12, deadline=None)
@given(written=with_blanks())
def test_prose_and_headings_stay_outside(form: str, written: dict[str, str]) -> None:
    report = rendered(form, written)
    found = recovered(report.text)
    prose = {"一、总体情况", *HEADINGS.values(), *report.lines[1:3], *report.lines[-2:]}
    outside = {at for at, line in enumerate(report.lines) if line in prose}
    inside = covered(found)
    assert not outside & inside
    left = set(range(len(report.lines))) - inside - outside
    assert not [report.lines[at] for at in left if report.lines[at].strip()]


def damaged(lines: list[str], at: int, which: int, how: str) -> None:
    """Damages a value on a line: drops it, glues it to the next, cuts it."""
    values = list(VALUE.finditer(lines[at]))
    line, value = lines[at], values[which % len(values)]
    start, end = value.span()
    if how == "empty":
        lines[at] = line[:start] + line[end:]
    elif how == "drop":
        rest = line[end:].lstrip(" \t|│║")
        lines[at] = line[:start] + rest if rest else line[:start].rstrip(" \t|")
    elif how == "glue":
        if line[end:].strip(" \t|│║"):
            lines[at] = line[:end] + line[end:].lstrip(" \t|│║")
        elif at + 1 < len(lines):
            lines[at : at + 2] = [line + lines[at + 1].lstrip(" \t|")]
    elif end - start > 1:
        lines[at] = line[: start + 1] + ("\n" if how == "cut" else " ") + line[start + 1 :]


@pytest.mark.parametrize("form", sorted(TABLE_FORMS))
@settings(max_examples=25, deadline=None)
@given(
    written=numbers(),
    where=st.integers(0, 10**6),
    which=st.integers(0, 20),
    how=st.sampled_from(["empty", "drop", "glue", "cut", "part"]),
)
def test_damage_never_gives_a_wrong_value(
    form: str, written: dict[str, str], where: int, which: int, how: str
) -> None:
    report = rendered(form, written)
    lines = list(report.lines)
    places = [at for at in range(4, len(lines) - 2) if VALUE.search(lines[at])]
    damaged(lines, places[where % len(places)], which, how)
    assert wrong(report, "\n".join(lines), places=False) == []


@pytest.mark.parametrize("form", sorted(TABLE_FORMS))
@pytest.mark.parametrize("how", ["cut", "part"])
def test_the_pieces_of_a_cut_number_are_no_values(form: str, how: str) -> None:
    rows = {"granted": (0, 0, 0, 0, 0, 55), "carried_out": (5, 0, 55, 0, 0, 5)}
    reviews = {
        "reconsideration": (55, 5, 0, 5),
        "litigation_direct": (5, 5, 10, 55),
        "litigation_after_review": (0, 0, 0, 11),
    }
    active = ("11", "0", "55", "5", "0", "55", "11", "55", "11", "55")
    report = rendered(form, cells(active, rows, reviews))
    found = []
    for at in range(4, len(report.lines) - 2):
        for which, value in enumerate(VALUE.findall(report.lines[at])):
            if len(value) > 1:
                lines = list(report.lines)
                damaged(lines, at, which, how)
                found += wrong(report, "\n".join(lines), places=False)
    assert found == []
