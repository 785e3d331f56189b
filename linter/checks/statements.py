"""GX6: the fee statement: whether it is there, where it stands, and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.fees import FeeStatement
from ..report.model import AnnualReport, Section
from ..text import lazy_pattern
from .hit import Hit, Params, RelatedHit
from .required import has_text

_STOP = lazy_pattern(r"[。；;！？!?\n]")


def statement_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A section in which the fee must be stated, and nowhere in the report is.

    ``section`` is the section's key. A section that is not there is said to be missing, and no
    more, one that is empty to be empty. The message is given ``title``.
    """
    section = report.section(params["section"])
    if section is not None and _is_empty(report, section):
        return
    if section is not None and not report.fees:
        yield Hit(section.span, {"title": section.title})


def _is_empty(report: AnnualReport, section: Section) -> bool:
    """Whether nothing stands under a section's only heading."""
    twice = any(other.key == section.key for other in report.duplicates)
    return not (twice or section.tables or has_text(report, section))


def statement_placed(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """What is stated, but not in the section it belongs to: ``section``, as above.

    The message is given ``text`` (the statement) and ``title`` (the section's).
    """
    section = report.section(params["section"])
    found = report.fees
    if section is None or not found or any(_stands_in(report, s, section) for s in found):
        return
    if section.start == section.end:
        return  # that the section is empty says it already
    first = found[0]
    text = report.prose.text[first.start : first.end]
    yield Hit(
        report.prose.span(first.start, first.end),
        {"text": text, "title": section.title},
        related=(RelatedHit(section.span, params={"title": section.title}),),
    )


def statement_agrees(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Nothing charged in one place, an amount in another: the later one is marked.

    Statements about a part of the applications or another year contradict none. The message is
    given ``text`` and ``other``.
    """
    found = [s for s in report.fees if not s.partial]
    charged = [s for s in found if s.amount]
    free = [s for s in found if s.amount == 0]
    if not charged or not free:
        return
    first, second = sorted((charged[0], free[0]))
    prose = report.prose
    if not _STOP.search(prose.text, first.end, second.start):
        return  # one sentence that tells them apart
    yield Hit(
        prose.span(second.start, second.end),
        {
            "text": prose.text[second.start : second.end],
            "other": prose.text[first.start : first.end],
        },
        related=(
            RelatedHit(
                prose.span(first.start, first.end),
                params={"text": prose.text[first.start : first.end]},
            ),
        ),
    )


def _stands_in(report: AnnualReport, statement: FeeStatement, section: Section) -> bool:
    passage = report.passage_at(statement.start)
    return passage is not None and passage.section == section.key
