"""What tells one mark in a report from all others, whatever is written elsewhere in it.

Made of the marked text and what stands beside it on its own line or the name of its table cell,
or of what is said where the mark only stands for something that is not there. The report year is
a part of it; nothing depends on another line, so that paragraphs can come and go.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..text import FILLERS, Span, lazy_pattern
from .model import AnnualReport

_BESIDE = 8  # characters on either side; a mistake that near is mended together with this one
_LOOK = 40  # characters to find them in, fillers included
# A tag ends a paragraph too: HTML may have all of them on one line.
_NEWLINE = lazy_pattern(r"[\r\n<>]")
_FILLED = lazy_pattern(f"[{FILLERS}]+")


def mark_of(
    report: AnnualReport, text: str, span: Span, said: Mapping[str, object], variant: str = ""
) -> str:
    """The identity of a mark, of which ``text`` is the whole source.

    A finding about something absent marks a heading or the title: what it says (``said``, the
    parameters of its message) tells it from others there. Anywhere else the marked text does,
    and what is said of it may change with numbers that stand elsewhere.
    """
    if _stands_for_something(report, span):
        parts: tuple[str, ...] = (variant, *(f"{key}={said[key]}" for key in sorted(said)))
    else:
        parts = _marked(report, text, span)
    return "\0".join((str(_edition(report)), *parts))


def _stands_for_something(report: AnnualReport, span: Span) -> bool:
    """Whether a mark is the title or a heading: there is no place for what is not there, and
    which of them is marked depends on which there are."""
    return span == report.anchor or span in [section.span for section in report.sections]


def _marked(report: AnnualReport, text: str, span: Span) -> tuple[str, ...]:
    """What is marked, and what it stands beside: the cell's name, or the rest of the line."""
    marked = _plain(text[span.start : span.end])
    table = report.table_at(span.start)
    if table is None:
        return (marked, *_beside(text, span))
    cells = table.facts_at(span)
    return (cells[0].key, marked) if cells else (table.key, marked, *_beside(text, span))


def _edition(report: AnnualReport) -> int | None:
    """The report year; where it is not certain, what the report's own dates say of it.

    So that next year's report, made over this year's, shares no identity with it.
    """
    if report.year is not None:
        return report.year
    ends = [period.end.year for period in report.periods if period.end and period.end.year]
    if ends:
        return max(ends)
    signed = report.sign_off.date if report.sign_off else None
    return signed.year - 1 if signed and signed.year else None


def _beside(text: str, span: Span) -> tuple[str, str]:
    """What stands before and behind a span, up to the ends of its line."""
    before = _NEWLINE.split(text[max(0, span.start - _LOOK) : span.start])[-1]
    after = _NEWLINE.split(text[span.end : span.end + _LOOK], maxsplit=1)[0]
    return _FILLED.sub("", before)[-_BESIDE:], _FILLED.sub("", after)[:_BESIDE]


def _plain(marked: str) -> str:
    """The marked text without fillers, unless it is one."""
    return _FILLED.sub("", marked) or marked
