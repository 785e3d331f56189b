"""Wrong characters in dates, numbers and units, where no reading makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..dates import find_dates
from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import Span, fold_char, lazy_pattern
from .hit import Hit, Params
from .scanning import first_matches, pairs_of

_WIDE_DIGIT = lazy_pattern("[０-９]")
_DIGITS = lazy_pattern("[0-9０-９]+(?:[.,][0-9０-９]+)*")


class _Found(NamedTuple):
    """A typo: where it stands in the source, what stands there, what should, best first."""

    span: Span
    wrong: str
    right: tuple[str, ...]
    variant: str = ""
    certain: bool = True


def typo(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Typos in the dates and numbers of the prose.

    Those in dates are ``dates.find_dates``'s; where ``lost`` or more dates lack a character, a
    conversion lost them and they are not the author's. ``patterns`` (see
    ``scanning.first_matches``) match what is wrong elsewhere and no more; ``right`` is what
    should stand there: a template of the groups, or "digits" for the same with letters that look
    like digits turned into them (``digits``: letter → digit). A number that mixes widths is a
    typo, too.

    The message is given ``wrong`` and ``right``; variants: "letter" where a ``letter`` stands for
    a digit (to the eye both may look the same), "missing" and "repeated" where a character is,
    "year" for what is no year, "swapped" for the report's with two digits swapped, "unclear" for
    one that could be several.
    """
    found = [*_in_dates(report, params["lost"]), *_in_numbers(report, params)]
    found.extend(_swapped_year(report))
    if any(digit in report.raw.text for digit in "０１２３４５６７８９"):
        found.extend(_mixed_widths(report))
    found.sort(key=lambda each: (each.span.start, -each.span.end))
    reached = 0
    for span, wrong, right, variant, certain in found:
        if span.start >= reached:
            reached = span.end
            said = {"wrong": wrong, "right": right[0] if right else ""}
            letter = _letter(wrong, said["right"])
            if letter and not variant:
                said, variant = {**said, "letter": letter}, "letter"
            yield Hit(span, said, variant, right, certain=certain)


def _letter(wrong: str, right: str) -> str:
    """The letter that stands for a digit; none where something else is wrong."""
    letters = {
        was for was, now in zip(wrong, right, strict=False) if was in "OoIl" and now.isdigit()
    }
    return letters.pop() if len(letters) == 1 else ""


def _in_dates(report: AnnualReport, lost: int) -> Iterator[_Found]:
    text = report.prose.text
    typos = [typo for match in find_dates(text) for typo in match.typos]
    missing = sum(1 for typo in typos if typo.kind == "missing")
    for each in typos:
        if each.kind == "missing" and missing >= lost:
            continue
        variant: str = "" if each.kind == "wrong" else each.kind
        right = each.suggestions
        if f"{report.year}年" in right:
            right = (f"{report.year}年",)  # 202年 in a report for 2024
        elif len(right) > 1 or each.kind == "year":
            right = _likely(right, report.year)
        if each.kind == "year":
            variant = "year" if right else "unclear"
        wrong = text[each.start : each.end]
        span = report.prose.span(each.start, each.end)
        yield _Found(span, wrong, right, variant, len(each.suggestions) == 1)


def _swapped_year(report: AnnualReport) -> Iterator[_Found]:
    """The report's year with its last digits swapped, where a sentence begins with it: 2042年，…"""
    year, text = str(report.year or ""), report.prose.text
    swapped = year[:2] + year[3:] + year[2:3]
    if swapped <= year:
        return  # 2012 for 2021 is a year of the past
    swapped += "年"
    start = text.find(swapped)
    while start >= 0:
        end = start + len(swapped)
        if text[end : end + 1] in tuple("，度我本") and (not start or text[start - 1] in "\n。；"):
            span = report.prose.span(start, end)
            yield _Found(span, swapped, (f"{year}年",), "swapped", certain=False)
        start = text.find(swapped, end)


def _likely(years: tuple[str, ...], report_year: int | None) -> tuple[str, ...]:
    """The years that may be meant, the one nearest to the report's first."""
    return tuple(sorted(years, key=lambda year: abs(int(year[:4]) - (report_year or 0))))


def _in_numbers(report: AnnualReport, params: Params) -> Iterator[_Found]:
    digits = _table(tuple(params["digits"].items()))
    text = report.prose.text
    for match, entry in first_matches(text, params["patterns"], pairs_of(text)):
        assert not isinstance(entry, str)
        wrong, right = match.group(), entry["right"]
        right = wrong.translate(digits) if right == "digits" else match.expand(right)
        yield _Found(report.prose.span(*match.span()), wrong, (right,), _kind(wrong, right))


def _kind(wrong: str, right: str) -> str:
    """The variant for a number that lacks its last character, or has it twice."""
    if len(right) == len(wrong) + 1 and right.startswith(wrong):
        return "missing"
    return "repeated" if wrong == right + right[-1] else ""


@lru_cache(maxsize=4)
def _table(digits: tuple[tuple[str, str], ...]) -> dict[int, str]:
    return {ord(letter): str(digit) for letter, digit in digits}


def _mixed_widths(report: AnnualReport) -> Iterator[_Found]:
    """Numbers of full-width and half-width digits: ２0件."""
    for passage in report.passages:
        text = passage.raw.text
        if not _WIDE_DIGIT.search(text):
            continue
        for match in _DIGITS.finditer(text):
            wrong = match.group()
            wide = len(_WIDE_DIGIT.findall(wrong))
            if 0 < wide < sum(map(str.isdigit, wrong)):
                right = "".join(map(fold_char, wrong))
                yield _Found(passage.raw.span(*match.span()), wrong, (right,))
