"""How a report speaks of itself (我局, 我镇), and of the level whose numbers it reports (全省)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..report.model import AnnualReport
from .hit import Hit, RelatedHit
from .names import parsed
from .patterns import any_of
from .scanning import places_of

_SHOWN_AT_MOST = 10
_QUOTED_AT_MOST = 60


def self_hits(
    report: AnnualReport, organ: str, selves: Sequence[Mapping[str, Any]]
) -> Iterator[Hit]:
    """Words for itself that a report of this organ cannot use; those of one kind are one hit.

    Each of ``selves`` has its ``sign``, which the organ's name has where the words are right,
    its ``words``, and ``not_before`` and ``not_after``: characters with which they are other
    words. With a ``wrong_from``, they are a place's, and right for organs below that level. They
    count where the report uses its own words more often; where they are ``certain``, or those of
    an office in a government's report, also where title and sign-off agree on whose report it is.
    """
    own = parsed(organ)
    if own is None and not organ.endswith(("局", "厅")):
        return
    # Of an office whose place is not known only that it is none of the lowest.
    rank, is_government = (own.rank, not own.office) if own is not None else (2, False)
    text = report.prose.text
    used = {
        word: text.count(word) for one in selves if one["sign"] in organ for word in one["words"]
    }
    best = max(used, key=lambda word: used[word], default="")
    for one in selves:
        if one["sign"] in organ or one.get("wrong_from", rank) > rank:
            continue
        found = sorted(at for word in one["words"] for at in _places(text, word, one))
        certain = one.get("certain") or (is_government and "wrong_from" not in one)
        if found and (len(found) < sum(used.values()) or (certain and _is_signed(report))):
            yield _hit(report, organ, found, len(one["words"][0]), best)


def _is_signed(report: AnnualReport) -> bool:
    """Whether title and sign-off agree on whose report it is."""
    signed = report.sign_off.organ if report.sign_off else None
    return signed is not None and report.title is not None and signed == report.title.organ


def _places(text: str, word: str, one: Mapping[str, Any]) -> Iterator[int]:
    for at in places_of(text, word):
        behind = at + len(word)
        before, after = text[max(0, at - 1) : at], text[behind : behind + 1]
        if (
            (not before or before not in one["not_before"])
            and (not after or after not in one["not_after"])
            and not _is_quoted(text, at)
        ):
            yield at


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place stands inside quotation or title marks that begin not far before it."""
    start = max(0, at - _QUOTED_AT_MOST)
    start = max(start, text.rfind("\n", start, at) + 1)
    return any(
        text.rfind(opening, start, at) > text.rfind(closing, start, at)
        for opening, closing in ("“”", "《》")
    )


def _hit(report: AnnualReport, organ: str, found: Sequence[int], length: int, best: str) -> Hit:
    spans = [report.prose.span(at, at + length) for at in found]
    word = report.prose.text[found[0] : found[0] + length]
    params = {"name": word, "organ": organ, "right": best, "count": len(found)}
    related = tuple(RelatedHit(span, "again", {"name": word}) for span in spans[1:_SHOWN_AT_MOST])
    variant = ("self" if best else "self-only") + ("-several" if related else "")
    return Hit(spans[0], params, variant, (best,) if best else (), related)


def level_hits(
    report: AnnualReport, organ: str, levels: Mapping[str, Mapping[str, Any]]
) -> Iterator[Hit]:
    """Numbers of all organs of a level (全省各级行政机关共收到…) that this organ does not report.

    ``levels``: per word (全省), the ``rank`` of its level and patterns of what must follow.
    """
    text, own = report.prose.text, parsed(organ)
    if own is None:
        return
    for word, level in levels.items():
        if level["rank"] <= own.rank or word[1:] in organ:
            continue
        for at in places_of(text, word):
            behind = at + len(word)
            if any_of(level["followed_by"]).match(text, behind) and not _is_quoted(text, at):
                span = report.prose.span(at, behind)
                yield Hit(span, {"name": word, "organ": organ}, "level")
