"""GX405: one organ from the title to the sign-off, wherever the report speaks of itself.

A report made over another organ's leaves that one's name behind. Superior organs, neighbours and
offices stand in a report by right, so that only places are looked at where a report can mean nobody
but itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport
from ..text import lazy_pattern
from .hit import Hit, Params, RelatedHit
from .names import certainly_other, parsed
from .scanning import places_of
from .selves import level_hits, self_hits

_AUTHOR = lazy_pattern(
    r"报告由(?P<organ>[^\W\d_a-zA-Z]{4,30}?)"
    r"(?=根据|依据|按照|依照|遵照|编制|编写|负责|组织|结合|汇总|撰写)"
)
_REPORT = lazy_pattern(r"政府信息公开(?:工作)?年度?报告")
_PUBLISHED = lazy_pattern(
    r".*(?:公布|发布|公开|编制|撰写|形成|现将)了?《?(?:20\d\d年度?)?"
    r"(?P<organ>[^\W\d_a-zA-Z]{4,30}?)(?:20\d\d年度?)?$"
)
_LEAD = 50  # characters before the report's name among which its organ stands
# The same office of another place, as the subject of a sentence or as whom to ask.
_SUBJECT = lazy_pattern(r"(?:^|[。；，])(?:20\d\d年(?:度|以来)?)?(?P<place>[^\W\d_a-zA-Z]{2,4})$")
_CONTACT = lazy_pattern(r"请(?:与|联系|致电|向)(?P<place>[^\W\d_a-zA-Z]{2,4})$")
_OWN_WORK = lazy_pattern(
    r"(?:严格|认真|按照|根据|坚持|深入|全面|积极|主动|持续|高度|紧紧|围绕|共|累计|通过|收到|未|依托|不断|进一步|切实|加强)"
)


def organ_same(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Another organ's name at the sign-off, or as the author, subject or contact of the report;
    words for itself of another kind of organ; numbers of a level that is not its own.

    ``selves`` and ``levels``: see ``selves.py``.
    """
    if report.organ is None or report.title is None or report.title.organ is None:
        return
    yield from _sign_off(report, report.title.organ)
    yield from _authors(report, report.organ)
    yield from _neighbours(report, report.organ)
    yield from self_hits(report, report.organ, params["selves"])
    yield from level_hits(report, report.organ, params["levels"])


def _sign_off(report: AnnualReport, organ: str) -> Iterator[Hit]:
    """An organ that signs and is not the title's, nor one that may sign for it."""
    signed, title = report.sign_off, report.title
    assert title is not None
    if signed is None or signed.organ is None or signed.organ_span is None:
        return
    # What the report names more than once may be another name of its organ.
    if certainly_other(signed.organ, organ) and report.prose.text.count(signed.organ) == 1:
        related = (RelatedHit(title.organ_span, "title"),) if title.organ_span else ()
        found = {"name": signed.organ, "organ": organ}
        yield Hit(signed.organ_span, found, "sign-off", (organ,), related)


def _authors(report: AnnualReport, organ: str) -> Iterator[Hit]:
    """Who drew up the report, and whose it is, as its first part says."""
    text = report.prose.text
    end = report.sections[0].end if report.sections else len(text)
    found: dict[int, str] = {}
    for at in places_of(text, "报告由"):
        author = _AUTHOR.match(text, at)
        if author and at < end:
            found[author.start("organ")] = author.group("organ")
    for match in _REPORT.finditer(text, 0, end):
        passage = report.passage_at(match.start())
        if passage is None or passage.kind != "text":
            continue
        start = max(passage.start, match.start() - _LEAD)
        published = _PUBLISHED.match(text, start, match.start())
        if published:
            found[published.start("organ")] = published.group("organ")
    for start, name in sorted(found.items()):
        if certainly_other(name, organ):
            span = report.prose.span(start, start + len(name))
            yield Hit(span, {"name": name, "organ": organ}, "author", (organ,))


def _neighbours(report: AnnualReport, organ: str) -> Iterator[Hit]:
    """The same office of another place of the same level, where the report speaks of its own
    work or says whom to ask."""
    own = parsed(organ)
    if own is None or own.level in ("省", "市"):
        return
    text, office = report.prose.text, organ[len(own.place) :]
    if len(office) < 2:
        return
    named, own_name = own.level + office, own.place[-3:] + office
    for at in places_of(text, named):
        behind = at + len(named)
        if text.endswith(own_name, 0, behind):
            continue
        start = _place_of(report, text, at, behind)
        if start is not None and certainly_other(text[start:behind], organ):
            found = {"name": text[start:behind], "organ": organ}
            yield Hit(report.prose.span(start, behind), found, "author", (organ,))


def _place_of(report: AnnualReport, text: str, at: int, behind: int) -> int | None:
    """Where the name of an office begins that is the subject of a sentence of its own work, or
    whom to ask; ``at`` is where its place's level stands."""
    passage = report.passage_at(at)
    if passage is None or passage.kind != "text":
        return None
    lead = text[max(passage.start, at - _LEAD) : at]
    contact = _CONTACT.search(lead)
    subject = _SUBJECT.search(lead) if _OWN_WORK.match(text, behind) else None
    found = contact or subject
    return at - len(found.group("place")) if found else None
