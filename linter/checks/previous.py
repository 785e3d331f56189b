"""GX406-408: the report against last year's. Where there is none, nothing is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport
from .hit import Hit, Params


def carried_over(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Applications carried in that are not those that last year's report carried out."""
    if report.previous is not None:
        from .carried import carried_hits

        yield from carried_hits(report, report.previous, params)


def stock_follows(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Documents in force that do not follow from last year's; numbers that jumped."""
    if report.previous is not None:
        from .carried import jump_hits, stock_hits

        yield from stock_hits(report, report.previous, params)
        yield from jump_hits(report, report.previous, params["jump"])


def text_own(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Sections whose text is last year's but for years."""
    if report.previous is not None:
        from .copied import copied_hits

        yield from copied_hits(report, report.previous, params)
