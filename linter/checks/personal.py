"""Personal data: numbers of identity cards, bank cards and mobile telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..report.model import AnnualReport
from ..text import lazy_pattern
from .hit import Hit, Params
from .patterns import any_of

# A run of digits that could be one; spaces are dropped from prose, hyphens are not.
_CANDIDATE = lazy_pattern(r"[0-9+][\d-]{9,22}[\dXx]")
_NUMBER = lazy_pattern(
    r"\d{17}[\dXx]|\d{16,19}|(?:\d{4}-){3,4}\d{1,4}|(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}"
)
_NOT_BEFORE = lazy_pattern(r"[\dA-Za-z/=_.?&%-]")  # a piece of an address, or of a longer number
_NOT_AFTER = lazy_pattern(r"[\dA-Za-z@_/%-]|\.\d")
_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BIRTH = lazy_pattern(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_BEFORE, _AFTER = 40, 12  # characters around a number that say whose it is


def personal_data(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Numbers that identify a person, in the prose.

    An identity card has a valid date of birth and check digit (GB 11643), a bank card a valid
    Luhn digit and a prefix of ``card_prefixes``, a mobile number eleven digits. Words before or
    after a number (lists of regular expressions) say what it is: ``codes`` a code, ``amounts`` an
    amount; ``contact`` the contact of an office (variant "office"); ``person`` somebody's own;
    ``office`` an office's again, where nothing says that it is a person's.
    """
    text = report.prose.text
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        if (
            not _NUMBER.fullmatch(match.group())
            or _NOT_AFTER.match(text, end)
            or (start > 0 and _NOT_BEFORE.match(text, start - 1))
        ):
            continue
        written = match.group()
        number = re.sub(r"\D", "", written[:-1]) + written[-1].upper()
        before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        after = text[end : end + _AFTER].partition("\n")[0]
        variant = _kind(number, before, after, params)
        if variant is not None:
            yield Hit(report.prose.span(start, end), variant=variant)


def _kind(number: str, before: str, after: str, params: Params) -> str | None:
    if is_identity_card(number):
        return None if any_of(params["codes"]).search(before[-16:]) else "identity"
    if is_bank_card(number, tuple(params["card_prefixes"])):
        return "bank"
    if len(number.removeprefix("86")) != 11 or any_of(params["amounts"]).match(after):
        return None
    if any_of(params["codes"]).search(before[-8:]):
        return None
    if any_of(params["contact"]).search(before):
        return "office"
    if any_of(params["person"]).search(before + "\n" + after):
        return "mobile"
    return "office" if any_of(params["office"]).search(before) else "mobile"


def is_identity_card(number: str) -> bool:
    """Whether a number is one of an identity card: 18 places, a birthday, the check digit."""
    if len(number) != 18 or not _BIRTH.fullmatch(number):
        return False
    total = sum(int(n) * weight for n, weight in zip(number, _CARD_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def is_bank_card(number: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a number is one of a bank card: 16 to 19 digits, a known prefix, the Luhn digit."""
    if not (16 <= len(number) <= 19 and number.isdigit() and number.startswith(prefixes)):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
