"""GX1: what a report, or a section of it, must speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..report.model import AnnualReport, Section
from ..text import lazy_pattern
from .hit import Hit, Params
from .patterns import any_of, pattern_of

_WORD = lazy_pattern(r"[^\W\d_a-zA-Z]")
_CLAUSE = lazy_pattern(r"[^，。；：！？\n]+")
_PART = lazy_pattern(r"[^，。；\n]+")


def content_named(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Parts of the content that are not spoken of: one hit, which lists them.

    ``parts`` each have a ``name`` and ``words``: patterns of which one is enough. ``weak``
    words count only in clauses that have none of ``not_beside``; ``denied``, which reaches over no
    comma, semicolon or full stop, is taken out before, but for ``sure`` words, which count whatever
    stands around them. ``where`` is the section whose text is read (``section``), or the whole
    report (``report``); ``section`` is also what is marked, and where it is not there or has no
    text at all, nothing is said: other rules do. ``not_of`` are the organs that need not.
    """
    section = report.section(params["section"])
    if section is None or not has_text(report, section):
        return
    if "not_of" in params and pattern_of(params["not_of"]).search(report.organ or ""):
        return
    text = report.prose.text
    if params.get("where") != "report":
        text = text[section.start : section.end]
    missing = [part for part in params["parts"] if not _is_named(part, text)]
    if missing:
        yield Hit(section.span, {"title": section.title, **listed(missing, params["parts"])})


def has_text(report: AnnualReport, section: Section) -> bool:
    """Whether anything at all stands under a heading; a page's number is nothing."""
    return bool(_WORD.search(report.prose.text, section.start, section.end))


def _is_named(part: Mapping[str, Any], text: str) -> bool:
    if "sure" in part and any_of(part["sure"]).search(text):
        return True
    words, denied = any_of(part["words"]), any_of(part.get("denied", ()))
    pieces = _PART.findall(text) if "denied" in part else (text,)
    if any(words.search(piece) and words.search(denied.sub("", piece)) for piece in pieces):
        return True
    if "weak" not in part:
        return False
    text = denied.sub("", text)
    weak, beside = any_of(part["weak"]), any_of(part["not_beside"])
    return any(
        weak.search(clause) and not beside.search(clause) for clause in _CLAUSE.findall(text)
    )


def listed(missing: Sequence[Mapping[str, Any]], parts: Sequence[object]) -> dict[str, object]:
    """Message parameters for parts that are missing: how many of how many, and their names."""
    return {
        "count": len(missing),
        "of": len(parts),
        "missing": "".join(f"“{part['name']['zh']}”" for part in missing),
        "missing_en": ", ".join(part["name"]["en"] for part in missing),
    }


def basis_named(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A report that does not say which rules it was drawn up by (编制依据), before section two.

    ``words`` are patterns of which one says so.
    """
    overview = report.section("overview")
    end = overview.end if overview else len(report.prose.text)
    if not any_of(params["words"]).search(report.prose.text, 0, end):
        yield Hit(report.anchor)
