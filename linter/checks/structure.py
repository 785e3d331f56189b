"""GX1: the sections: there, in order, rightly named, not empty, once each; the sign-off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..catalogue import SectionForm
from ..report.headings import normalise
from ..report.model import AnnualReport, Section
from ..text import Span, is_subsequence, lazy_pattern
from .hit import Hit, Params, RelatedHit
from .required import has_text
from .section_names import meant_name

_MOST_RELATED = 20
_DOUBLED = lazy_pattern(r"(.)\1")
_LEFT_OPEN = ("年月", "月日")  # a date that lacks its month or its day
# What follows a section's name where it is listed, not where its text begins.
_LISTED = "，、；;,和及以与等"


def section_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A section of the official format that has no heading.

    A table that is there betrays that only the heading is missing, and the message says so.
    """
    if report.form is None:
        return
    for form in report.form.sections:
        if report.section(form.key) or _stands_inline(report, form):
            continue
        with_table = any(table.form.section == form.key for table in report.tables.values())
        yield Hit(
            report.anchor,
            {"title": form.title},
            "heading" if with_table else "",
        )


def _stands_inline(report: AnnualReport, form: SectionForm) -> bool:
    """Whether the heading stands inside a paragraph: ``…如下：一、总体情况 2024年，…``."""
    text = report.prose.text
    numeral = form.title[0]
    for name in (form.name, *form.accepted):
        at = text.find(f"{numeral}、{name}")
        if at >= 0 and text[at + len(name) + 2 : at + len(name) + 3] not in (*_LISTED, ""):
            return True
    return False


def section_order(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A section that does not stand where the official format has it.

    The fewest sections whose move puts all in order are marked.
    """
    sections = report.sections
    if all(first.form.ordinal < second.form.ordinal for first, second in pairwise(sections)):
        return
    kept = _in_order(sections)
    for index, section in enumerate(sections):
        if index in kept:
            continue
        own = section.form.ordinal
        passed = [s for s in sections[:index] if s.form.ordinal > own]
        if passed:
            other, variant = min(passed, key=lambda s: s.form.ordinal), "before"
        else:
            later = [s for s in sections[index:] if s.form.ordinal < own]
            other, variant = max(later, key=lambda s: s.form.ordinal), "after"
        yield Hit(section.span, {"title": section.title, "other": other.title}, variant)


def _in_order(sections: Sequence[Section]) -> frozenset[int]:
    """The most sections that stand in order, by index; of equal choices the earliest."""
    best: list[tuple[int, ...]] = []
    for index, section in enumerate(sections):
        chain: tuple[int, ...] = ()
        for earlier in best:
            fits = sections[earlier[-1]].form.ordinal < section.form.ordinal
            if fits and len(earlier) > len(chain):
                chain = earlier
        best.append((*chain, index))
    longest: tuple[int, ...] = ()
    for chain in best:
        if len(chain) > len(longest):
            longest = chain
    return frozenset(longest)


def section_title(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A heading close to an official title that is none of its accepted variants.

    One with a wrong character or two (``meant_name``) is variant "slip". ``closeness`` is the
    least similarity (0-1) to one of them; a heading further away is the writer's own and is left
    alone, and so is one that only adds words to an accepted one and does not drop any of the
    official and doubles none.
    """
    for section in report.sections:
        if section.exact:
            continue
        written = normalise(section.name)
        names = [normalise(name) for name in (section.form.name, *section.form.accepted)]
        meant = meant_name(section)
        if meant is not None:
            found = {"name": section.name, "official": meant}
            yield Hit(section.name_span, found, "slip", (meant,))
            continue
        drops = _adds_to(names[0], written) or _DOUBLED.sub(r"\1", written) in names
        if not drops and any(_adds_to(written, name) for name in names):
            continue
        if drops or max(_similarity(written, name) for name in names) >= params["closeness"]:
            yield Hit(
                section.name_span,
                {"name": section.name, "official": section.form.name},
                suggestions=(section.form.name,),
            )


def _adds_to(written: str, name: str) -> bool:
    return len(written) > len(name) and is_subsequence(name, written)


def _similarity(first: str, second: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(first, second))


def section_content(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A section of text with nothing at all under its heading.

    A section whose content is a table is not looked at: its table is missing, which another
    rule says; nor is one whose heading stands twice. ``fee`` is the section that must state the
    fee in reports for ``fee_from`` and later: variant "fee".
    """
    if report.form is None:
        return
    with_table = {table.section for table in report.form.tables}
    twice = {section.key for section in report.duplicates}
    for section in report.sections:
        if section.key in with_table or section.tables or section.key in twice:
            continue
        if not has_text(report, section):
            fee = section.key == params["fee"] and (report.year or 0) >= params["fee_from"]
            yield Hit(section.span, {"title": section.title}, "fee" if fee else "")


def section_unique(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A further heading of a section that is already there.

    A report that repeats many of its headings was pasted twice: one finding.
    """
    if not report.duplicates:
        return
    repeated = {section.key for section in report.duplicates}
    if len(repeated) >= 3:
        first, *others = report.duplicates
        yield Hit(
            first.span,
            {"title": first.title, "count": len(repeated)},
            "many",
            related=tuple(
                RelatedHit(other.span, "related", {"title": other.title})
                for other in others[:_MOST_RELATED]
            ),
        )
        return
    for key in dict.fromkeys(section.key for section in report.duplicates):
        again, *others = [section for section in report.duplicates if section.key == key]
        original = report.section(key)
        related = [RelatedHit(original.span, "first")] if original else []
        related += [
            RelatedHit(other.span, "related", {"title": other.title})
            for other in others[:_MOST_RELATED]
        ]
        yield Hit(
            again.span, {"title": again.title, "count": len(others) + 2}, related=tuple(related)
        )


def heading_levels(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Headings of the sections on different levels (markdown ``#`` or a file's own)."""
    levels = [section.level for section in report.sections]
    if len(set(levels)) < 2 or None in levels:
        return
    counts = Counter(levels)
    usual = max(counts, key=lambda level: (counts[level], -levels.index(level)))
    odd = [section for section in report.sections if section.level != usual]
    yield Hit(
        odd[0].span,
        {"title": odd[0].title, "level": odd[0].level, "usual": usual},
        related=tuple(
            RelatedHit(section.span, "related", {"title": section.title, "level": section.level})
            for section in odd[1:]
        ),
    )


def sign_off_present(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A report without a sign-off, or with one that lacks the organ, the date or the day.

    A date that was left open (``2025年 月 日``) is a placeholder, which another rule says.
    """
    signed = report.sign_off
    if signed is None or (signed.organ is None and signed.date is None):
        last = report.sections[-1].span if report.sections else report.anchor
        yield Hit(last)
    elif signed.organ is None and signed.date is not None:
        yield Hit(signed.date.span, {"date": signed.date.text}, "organ")
    elif signed.date is None:
        if not any(gap in report.prose.text[-8:] for gap in _LEFT_OPEN):
            yield Hit(signed.organ_span or Span(*report.anchor), {"organ": signed.organ}, "date")
    elif signed.date.day is None:
        yield Hit(signed.date.span, {"date": signed.date.text}, "day")
