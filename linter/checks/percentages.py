"""GX409: shares of a whole (42件，占42.86%) and growth against another year, in percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .counting import (
    Count,
    counts_in,
    is_sum,
    line_start,
    moved,
    plain,
    sentence_start,
    without_brackets,
)
from .hit import Hit, Params, RelatedHit
from .patterns import pattern_of

_NUMBER = lazy_pattern(r"(?<![\d.,])\d{1,3}(?:\.\d{1,4})?\Z")
_LONGEST = 10  # characters of a number before its percent sign
_INEXACT = lazy_pattern(r"以上|左右|多|余|以内|以下")
_SCOPE = 400  # characters before a share in which its whole may stand
_LEAD = 24  # characters between a part and its share: ，占全年申请总数的
_NOUN = lazy_pattern(r"[^，,。；;、\d]{0,6}")  # what was counted: 42件申请，占


class Percentage(NamedTuple):
    """A number of percent: ``text[start:end]`` is its digits and the sign."""

    start: int
    end: int
    value: Decimal

    @property
    def unit(self) -> Decimal:
        """One of the last digit shown: 0.01 for 42.86."""
        return Decimal(1).scaleb(int(self.value.as_tuple().exponent))

    def is_about(self, exact: Decimal) -> bool:
        """Whether rounding up, down or to the nearest gives it."""
        return abs(exact - self.value) < self.unit

    def rounded(self, exact: Decimal) -> str:
        """What it should be, with as many digits."""
        return f"{plain(exact.quantize(self.unit, ROUND_HALF_UP))}%"


def percentage_right(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Percentages that no usual rounding of their numbers gives.

    ``share`` is what stands between a part and its share, ``divides`` what follows a whole that
    is divided. ``growth`` is what stands between a count and its growth, its group ``down``
    where that is a loss; ``from`` stands before the older of two counts and ``to`` between them,
    ``than`` between a count and last year's, ``by`` before the difference.

    Variants: "" for a share, given ``part`` and ``whole`` as they are written; "growth", given
    ``old`` and ``new``. Both are given ``text`` and ``right``.
    """
    text = report.prose.text
    for found in _percentages(text):
        share = pattern_of(rf"(?:{params['share']})\Z")
        lead = share.search(text, max(0, found.start - _LEAD), found.start)
        if lead is not None:
            yield from _share(report, found, lead.start(), params)
        else:
            yield from _growth(report, found, params)


def _percentages(text: str) -> Iterator[Percentage]:
    """The percentages that are exact as they stand."""
    at = text.find("%")
    while at >= 0:
        digits = _NUMBER.search(text, max(0, at - _LONGEST), at)
        if digits is not None and not _INEXACT.match(text, at + 1):
            yield Percentage(digits.start(), at + 1, Decimal(digits.group()))
        at = text.find("%", at + 1)


def _share(report: AnnualReport, found: Percentage, lead: int, params: Params) -> Iterator[Hit]:
    """The hit on a share that is not that of the count before it in its whole."""
    text = report.prose.text
    counts = _counts_before(text, lead)
    if not counts or not counts[-1].certain:
        return
    part = counts.pop()
    others = [count for count in counts if count.unit == part.unit]
    whole = _whole(text, others, part, params)
    if whole is None:
        return
    if any(found.is_about(100 * part.value / of) for of in _possible_wholes(others)):
        return
    right = found.rounded(100 * part.value / whole.value)
    yield _hit(report, found, {"part": part, "whole": whole}, right, "")


def _counts_before(text: str, lead: int) -> list[Count]:
    """The counts before a share, the last of them right before it; none where that one is not.
    What a bracket says more of a count is left out."""
    scope = line_start(text, lead, _SCOPE)
    region = without_brackets(text[scope:lead])
    counts = [count for count in counts_in(region, 0, len(region)) if not count.compares]
    counts = [moved(count, scope) for count in counts if count.unit]
    if counts and not _NOUN.fullmatch(region[counts[-1].end - scope :].replace(" ", "")):
        return []
    return counts


def _whole(text: str, counts: Sequence[Count], part: Count, params: Params) -> Count | None:
    """The count that a share behind it is of; None where it is not certain: where another count
    that is no part itself could be it as well."""
    divides = pattern_of(params["divides"])
    for at in range(len(counts) - 1, -1, -1):
        if divides.match(text, counts[at].end):
            parts = sum(count.value for count in counts[at + 1 :]) + part.value
            if counts[at].certain and 0 < parts <= counts[at].value:
                return counts[at]
            break
    wholes = [c for c in counts if c.value >= part.value and not _has_share(text, c)]
    if len({count.value for count in wholes}) != 1:
        return None
    whole = wholes[0]
    divided = divides.match(text, whole.end) or is_sum(text, whole)
    return whole if divided and whole.certain and whole.value > 0 else None


def _has_share(text: str, count: Count) -> bool:
    """Whether a count has a share of its own behind it, as parts have."""
    return "占" in text[count.end : count.end + 8]


def _possible_wholes(counts: Sequence[Count]) -> Iterator[Decimal]:
    """Whatever a share could be of: any count before it, and any two in a row (新收 and 结转)."""
    for index, count in enumerate(counts):
        if count.value > 0:
            yield count.value
            if index:
                yield count.value + counts[index - 1].value


def _growth(report: AnnualReport, found: Percentage, params: Params) -> Iterator[Hit]:
    """The hit on a growth that is not that between the two counts before it."""
    text = report.prose.text
    start = sentence_start(text, found.start)
    word = pattern_of(rf"(?:{params['growth']})\Z").search(text, start, found.start)
    if word is None:
        return
    counts = [count for count in counts_in(text, start, word.start()) if count.unit]
    if len(counts) < 2 or counts[-1].end != word.start():
        return
    years = _years(text, counts, start, params)
    if years is None:
        return
    old, new = years
    exact = 100 * abs(new - old) / old
    if not found.is_about(exact):
        places = {"new": counts[-2], "old": counts[-1]}
        hit = _hit(report, found, places, found.rounded(exact), "growth")
        yield hit._replace(params={**hit.params, "old": plain(old), "new": plain(new)})


def _years(
    text: str, counts: Sequence[Count], start: int, params: Params
) -> tuple[Decimal, Decimal] | None:
    """How many it was last year and is now, by the last two counts of a sentence; None where that
    is not certain."""
    first, last = counts[-2:]
    if first.unit != last.unit or not (first.certain and last.certain):
        return None
    between = text[first.end : last.start]
    by = pattern_of(params["by"]).fullmatch(between)
    if by is not None:
        if any(count.unit == first.unit for count in counts[:-2]):
            return None
        less = by.group("down") is not None
        years = first.value + (last.value if less else -last.value), first.value
    elif pattern_of(params["than"]).fullmatch(between):
        years = last.value, first.value
    elif pattern_of(params["to"]).fullmatch(between) and pattern_of(
        rf"(?:{params['from']})\Z"
    ).search(text, max(start, first.start - _LEAD), first.start):
        years = first.value, last.value
    else:
        return None
    return years if years[0] > 0 else None


def _hit(
    report: AnnualReport, found: Percentage, places: dict[str, Count], right: str, variant: str
) -> Hit:
    prose, text = report.prose, report.prose.text
    said = {name: text[count.start : count.end] for name, count in places.items()}
    return Hit(
        prose.span(found.start, found.end),
        {"text": text[found.start : found.end], "right": right, **said},
        variant,
        (right,),
        tuple(
            RelatedHit(prose.span(count.start, count.end), params={"count": said[name]})
            for name, count in places.items()
        ),
    )
