"""What the rest of a report says of its year, against its title.

Where the title alone names another year than everything else, the title is the mistake: one
finding there, and none at each of the many places that are right.
"""

from __future__ import annotations

from functools import lru_cache

from ..records import NamedTuple
from ..report.model import AnnualReport, Period
from ..text import Span, lazy_pattern

# The lookbehind stands behind the digits so that the search can jump from one 20 to the next.
_YEAR = lazy_pattern(r"(20\d\d)(?<!\d20\d\d)年")
_AGREEING = 2  # kinds of statement that must agree against the title
_MENTIONS = 2  # so many years in the text make it speak for one


class Others(NamedTuple):
    """The year that everything but the title agrees on, and where it is said."""

    year: int
    spans: tuple[Span, ...]


@lru_cache(maxsize=2)
def named_years(text: str) -> tuple[tuple[int, int], ...]:
    """The years that a text names (2024年): where each begins, and which it is. Several rules ask
    for those of a report."""
    return tuple([(match.start(), int(match[1])) for match in _YEAR.finditer(text)])


def year_of_others(report: AnnualReport) -> Others | None:
    """The year that period, sign-off and text agree on although the title names another.

    None where any of them supports the title, or where fewer than two of them speak.
    """
    title = report.title
    if title is None or title.year is None or title.year_span is None:
        return None
    if any(_is_in(title.year, period) for period in report.periods):
        return None
    said = _said(report)
    if len(said) > 1 or title.year in said:
        return None
    years = _years_in_text(report)
    in_text = max(years, key=lambda year: years[year]) if years else None
    if in_text is not None and years[in_text] >= _MENTIONS and in_text != title.year:
        said.setdefault(in_text, []).append(None)
        if years[in_text] > _MENTIONS and title.year not in years:
            said[in_text].append(None)  # a text that never names the title's year weighs double
    if len(said) != 1:
        return None
    year, places = said.popitem()
    # Where both period and sign-off speak, the text needs only side with them.
    sides = 1 if sum(span is not None for span in places) >= _AGREEING else 2
    if len(places) < _AGREEING or sides * years.get(title.year, 0) > years.get(year, 0):
        return None
    return Others(year, tuple(span for span in places if span is not None))


def _is_in(year: int, period: Period) -> bool:
    start, end = period.start, period.end
    return (end is not None and end.year == year) or (start is not None and start.year == year)


def _said(report: AnnualReport) -> dict[int, list[Span | None]]:
    """The report years that periods and sign-off stand for, and where."""
    said: dict[int, list[Span | None]] = {}
    for period in report.periods:
        years = {end.year for end in (period.start, period.end) if end and end.year}
        for year in years:
            said.setdefault(year, [])
        if len(years) == 1 and not said[year]:
            said[year].append(period.span)
    date = report.sign_off.date if report.sign_off else None
    # Signed in December a report is of that year, or very late: that says nothing.
    if date is not None and date.year is not None and date.month != 12:
        said.setdefault(date.year - 1, []).append(date.span)
    return said


def _years_in_text(report: AnnualReport) -> dict[int, int]:
    """How often each year is named in the text proper."""
    found: dict[int, int] = {}
    for at, year in named_years(report.prose.text):
        passage = report.passage_at(at)
        if passage is not None and passage.kind == "text":
            found[year] = found.get(year, 0) + 1
    return found
