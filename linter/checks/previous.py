"""GX406-408: the report against last year's. Where there is none, nothing is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport
from .hit import Hit, Params


def carried_over(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Applications carried in that are not those that last year's report carried out.

    ``table`` has the ``row`` of what was carried in, last year's the row ``before`` of what was
    carried out; ``total`` is the column of the sum. Variants: "several" where more than one
    column differs, "moved" where the totals agree all the same.
    """
    if report.previous is not None:
        from .carried import carried_hits

        yield from carried_hits(report, report.previous, params)


def stock_follows(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Documents in force that do not follow from last year's; numbers that jumped.

    ``rows`` of ``table`` are held against last year's, unless the text tells of other documents
    that came or went (``explained``). ``jump``: ``cells`` by their table, of which the larger
    number is ``least`` or more and ``factor`` times the other (variant "jump").
    """
    if report.previous is not None:
        from .carried import jump_hits, stock_hits

        yield from stock_hits(report, report.previous, params)
        yield from jump_hits(report, report.previous, params["jump"])


def text_own(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Sections whose text is last year's but for years.

    ``sections``: by their key, the ``least`` characters and the ``share`` of what a section tells
    that must be the same. Sentences with fewer words than ``shortest`` do not count, nor those
    that are right in every year (``formulaic``).
    """
    if report.previous is not None:
        from .copied import copied_hits

        yield from copied_hits(report, report.previous, params)
