"""Numbers that identify a person: check digits, and whose number it is."""

from __future__ import annotations

import pytest
from gxlint.checks import CHECKS
from gxlint.checks.personal import is_bank_card, is_identity_card
from gxlint.engine import default_settings, read_report
from hypothesis import given
from hypothesis import strategies as st

from .samples import expand


def _variants(text: str) -> list[tuple[str, str]]:
    settings = default_settings()
    rule = settings.rules["GX703"]
    source, report = read_report("报告.txt", expand(text).text.encode(), settings)
    return [(source[hit.span], hit.variant) for hit in CHECKS[rule.check](report, rule.params)]


@given(
    st.from_regex(r"[1-8]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}", fullmatch=True)
)
def test_exactly_one_check_digit_makes_an_identity_card(digits: str) -> None:
    if digits.isascii():
        assert sum(is_identity_card(digits + check) for check in "0123456789X") == 1


@given(st.text("0123456789", min_size=13, max_size=16))
def test_exactly_one_check_digit_makes_a_bank_card(digits: str) -> None:
    assert sum(is_bank_card(f"62{digits}{check}", ("62",)) for check in "0123456789") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申请人的身份证号为11010119900307125x。", [("11010119900307125x", "identity")]),
        ("退费卡号6222 0212 3456 7890 128。", [("6222 0212 3456 7890 128", "bank")]),
        ("村民李某的号码是 138 1234 5678。", [("138 1234 5678", "mobile")]),
        ("请联系局办公室（电话+86-13812345678）。", [("+86-13812345678", "office")]),
        ("联系人：李某，手机：139-1234-5678。", [("139-1234-5678", "office")]),
        ("全年访问量13812345678次，文号13812345678。", []),
        ("请访问 http://www.example.gov.cn/p/13812345678 查阅。", []),
        ("索引号11010119900307125X，流水号6222021234567890123。", []),
        ("电话07005550123，邮编330000，传真0700-5550123。", []),
    ],
)
def test_whose_number_it_is(text: str, found: list[tuple[str, str]]) -> None:
    assert _variants(text) == found
