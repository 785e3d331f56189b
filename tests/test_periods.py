"""Statements of the statistics period, and the sign-off."""

from __future__ import annotations

from datetime import date

import pytest
from gxlint.document import Document, Lines
from gxlint.report.lines import split_lines
from gxlint.report.model import DateStatement
from gxlint.report.periods import find_periods
from gxlint.report.signoff import find_sign_off
from gxlint.text import MappedText, Span
from hypothesis import given
from hypothesis import strategies as st

from .test_dates import FORMS, chinese_date

LEADS = [
    f"{data}{term}{joint}"
    for data in ("本报告所列数据的", "报告中使用数据", "除特别说明外，所列数据信息的", "（")
    for term in (
        "统计期限",
        "统计时限",
        "统计时段",
        "统计时间",
        "统计日期",
        "统计周期",
        "统计起止时间",
    )
    for joint in ("为", "自", "从", "是", "：", ":", "，自", "为：从", "")
] + [
    "数据时间范围为",
    "本报告数据的期限为",
    "报告采用数据为",
    "本报告统计数据从",
    "本年度报告所列数据自",
    "本报告内容涵盖",
    "数据起止时间：",
    "报告中涉及的数据核定时间点为",
]
JOINERS = ["至", "到", "起至", "起，至", "起到", "-", "—", "——", "~", "～", "－"]
ENDS = ["。", "止。", "期间。", "）。", ""]


def prose(text: str) -> MappedText:
    return MappedText(text)


@given(
    st.integers(2019, 2030),
    st.sampled_from(LEADS),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(JOINERS),
    st.sampled_from(ENDS),
)
def test_a_period_is_found_in_any_wording(
    year: int, lead: str, form: str, joiner: str, end: str
) -> None:
    days = date(year, 1, 1), date(year, 12, 31)
    first, last = (FORMS[form](day) for day in days)
    _assert_whole(lead, first, joiner, last, end, days)


@given(st.integers(2019, 2030), st.sampled_from(LEADS), st.sampled_from(JOINERS))
def test_a_period_is_found_in_chinese_numerals(year: int, lead: str, joiner: str) -> None:
    days = date(year, 1, 1), date(year, 12, 31)
    first, last = (chinese_date(day, "○") for day in days)
    _assert_whole(lead, first, joiner, last, "止。", days)


def _assert_whole(
    lead: str, first: str, joiner: str, last: str, end: str, days: tuple[date, date]
) -> None:
    before = "本年度主动公开信息12条。"
    text = before + lead + first + joiner + last + end + "\n一、总体情况"
    (period,) = find_periods(prose(text), ())
    start = len(before + lead)
    written = first + joiner + last
    assert (period.span, period.text) == (Span(start, start + len(written)), written)
    assert period.start is not None
    assert period.end is not None
    assert (period.start.value, period.end.value) == days
    assert period.start.span == Span(start, start + len(first))
    assert period.end.span == Span(period.span.end - len(last), period.span.end)


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    """The periods of a text: as written, and from when to when as far as it can be read."""

    def day(statement: DateStatement | None) -> str | None:
        if statement is None:
            return None
        parts = statement.year, statement.month, statement.day
        return "-".join("?" if part is None else str(part) for part in parts)

    return [
        (found.text, day(found.start), day(found.end)) for found in find_periods(prose(text), ())
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "统计期限为2024年1月1日至12月31日",
            ("2024年1月1日至12月31日", "2024-1-1", "2024-12-31"),
        ),
        ("统计周期：2024.1.1-12.31。", ("2024.1.1-12.31", "2024-1-1", "2024-12-31")),
        ("统计期限为1月1日至12月31日", ("1月1日至12月31日", "?-1-1", "?-12-31")),
        (
            "2024年1月1日至2024年12月31日为本报告的统计期限。",
            ("2024年1月1日至2024年12月31日", "2024-1-1", "2024-12-31"),
        ),
        (
            "统计期限自2024年3月18日我局组建起至2024年12月31日止",
            ("2024年3月18日我局组建起至2024年12月31日", "2024-3-18", "2024-12-31"),
        ),
        (
            "统计时间自2024年1月1日0时起至2024年12月31日24时止",
            ("2024年1月1日0时起至2024年12月31日", "2024-1-1", "2024-12-31"),
        ),
        ("统计期限为2024年1-12月。", ("2024年1-12月", "2024-1-?", "2024-12-?")),
        ("统计期限为2024年1月至12月。", ("2024年1月至12月", "2024-1-?", "2024-12-?")),
        (
            "内容涵盖我单位2024年1月1日至12月31日期间的政府信息公开工作。",
            ("2024年1月1日至12月31日", "2024-1-1", "2024-12-31"),
        ),
        ("统计周期为2024年度。", ("2024年度", "2024-?-?", "2024-?-?")),
        ("数据统计期限为202411日到1231日。", ("202411日到1231日", None, None)),
        (
            "统计期限自20241月1日起至202412月31日止",
            ("20241月1日起至202412月31日", "2024-1-1", "2024-12-31"),
        ),
        (
            "统计期限为2024年2月30日至2024年12月31日",
            ("2024年2月30日至2024年12月31日", "2024-2-30", "2024-12-31"),
        ),
        *(
            (
                f"统计期限自2024年1月1日起至2024年{wrong}止",
                (f"2024年1月1日起至2024年{wrong}", "2024-1-1", "2024-12-31"),
            )
            for wrong in ("12月31曰", "12月31诶", "12月31", "12目31日")
        ),
    ],
)
def test_other_periods(text: str, found: tuple[str, str | None, str | None]) -> None:
    assert read(text) == [found]


def test_a_typo_leaves_no_value() -> None:
    (period,) = find_periods(prose("统计期限自2024年1月1日起至2024年12月31曰止"), ())
    assert period.start is not None
    assert period.end is not None
    assert (period.start.value, period.end.value) == (date(2024, 1, 1), None)


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月31日，信息公开专栏共有栏目16个。",
        "数据核定时间点为2024年12月31日。",
        "所列数据截止日期为2024年12月31日。",
        "统计时间截至2024年12月31日。",
        "2024年3月1日至3月31日开展宣传月活动。",
        "本办法自2024年1月1日起施行，数据归集至12月31日。",
        "公示期自2024年5月6日至2024年5月12日。",
        "满意度问卷的统计时间为2024年3月1日至3月31日。",
        "完善统计制度，2024年1月1日至6月30日开展数据清理。",
        "2024年统计信息公开56条，2023年1月1日至2023年12月31日的信息已归档。",
        "云溪县统计局自2024年3月1日至3月31日开展数据核查。",
        "推动公共数据自2024年6月1日至12月31日分批开放。",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert read(text) == []


def test_two_statements_are_two_periods() -> None:
    text = "统计期限为2024年1月1日至12月31日。\n所列数据统计时限自2023年1月1日至2023年12月31日。"
    assert [found[1:] for found in read(text)] == [
        ("2024-1-1", "2024-12-31"),
        ("2023-1-1", "2023-12-31"),
    ]


def sign_off(text: str, organ: str | None = "云溪县水利局") -> tuple[object, ...] | None:
    """The sign-off of a text: organ, date as written, value; the lines that are it."""
    document = Document((Lines(MappedText(text)),))
    found = find_sign_off(split_lines(document), organ)
    if found is None:
        return None
    signed, lines = found
    day = signed.date
    return (signed.organ, day and day.text, day and day.value, sorted(lines))


DAY = date(2025, 1, 9)
BODY = "六、其他需要报告的事项\n本年度未收取信息处理费。\n"


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("云溪县水利局\n2025年1月9日", ("云溪县水利局", "2025年1月9日", DAY, [2, 3])),
        ("\n云溪县水利局\n\n2025年1月9日\n", ("云溪县水利局", "2025年1月9日", DAY, [3, 5])),
        (
            "　　　　云溪县水利局 \n 2025 年 1 月 9 日",
            ("云溪县水利局", "2025年1月9日", DAY, [2, 3]),
        ),
        ("云溪县水利局  2025年1月9日", ("云溪县水利局", "2025年1月9日", DAY, [2])),
        ("云溪县水利局\n二〇二五年一月九日", ("云溪县水利局", "二〇二五年一月九日", DAY, [2, 3])),
        ("云溪县水利局（盖章）\n（2025年1月9日）", ("云溪县水利局", "2025年1月9日", DAY, [2, 3])),
        ("云溪县水利局\n2025-01-09", ("云溪县水利局", "2025-01-09", DAY, [2, 3])),
        ("云溪县\n水利局\n2025年1月9日", ("云溪县水利局", "2025年1月9日", DAY, [2, 3, 4])),
        ("云溪县水利局\n2025年1月9曰", ("云溪县水利局", "2025年1月9曰", None, [2, 3])),
        ("云溪县水务局\n2025年1月9日", ("云溪县水务局", "2025年1月9日", DAY, [2, 3])),
        (
            "云溪县水利局\n2025年1月9日\n（此件公开发布）\n附件：统计表\n- 5 -",
            ("云溪县水利局", "2025年1月9日", DAY, [2, 3]),
        ),
        ("其他无。\n2025年1月9日", (None, "2025年1月9日", DAY, [3])),
        ("其他无。\n云溪县水利局", ("云溪县水利局", None, None, [3])),
        ("无。          云溪县水利局 2025年1月9日", ("云溪县水利局", "2025年1月9日", DAY, [])),
        ("无。", None),
        ("发布日期：2025-01-09", None),
        ("本报告编制于2025年1月9日。", None),
        ("主办单位：云溪县水利局", None),
        ("网站改版完成日期为2025年1月9日", None),
    ],
)
def test_sign_offs(end: str, found: tuple[object, ...] | None) -> None:
    assert sign_off(BODY + end) == found


def test_a_date_at_the_head_is_no_sign_off() -> None:
    body = "".join(f"第{number}段的内容。\n" for number in range(20))
    assert sign_off("云溪县水利局\n2025年1月9日\n" + body) is None


@given(st.text("云溪县水利局2025年1月9日。，\n （）", max_size=60))
def test_any_text_has_a_sign_off_or_none(text: str) -> None:
    document = Document((Lines(MappedText(text)),))
    lines = split_lines(document)
    found = find_sign_off(lines, "云溪县水利局")
    if found is not None:
        signed, indexes = found
        assert signed.organ or signed.date
        assert indexes <= {line.index for line in lines}
