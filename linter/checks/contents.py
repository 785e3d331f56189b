"""GX114: the preamble's list of contents (由总体情况、…等六部分组成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..report.headings import ordinal
from ..report.model import AnnualReport
from ..text import Span
from .hit import Hit, Params
from .patterns import one_of

# What tells each section in a list, whatever words of the title are left out.
_NAMES = {
    "overview": "总体|概述|概况|基本情况",
    "active_disclosure": "主动公开",
    "requests": "依法?申请|收到|处理政府信息公开|申请公开|公开申请(?!行政复议|提起)",
    "review_litigation": "复议|诉讼|申诉",
    "problems": "问题|不足|困难|改进|整改|打算|计划",
    "other_matters": "其[他它]|需要?报告|报告事项",
}
_BEGINS = re.compile("总体|概述|概况|基本情况")
_NUMBER = re.compile(
    r"(?<![第十\d])(?P<number>[一二两三四五六七八九十]|\d{1,2})(?:个|大)?"
    r"(?:部[分份]|方面(?:的?内容)?|(?:项|块)内容|项(?=组成|构成)|内容)"
)
_SEPARATOR = re.compile("[，、；;,：:]")
_MOST_TRIED = 6
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class ContentsList:
    """A list of contents: its sentence, from the first part named to the last, and its number.

    ``parts`` are the keys of the sections it names, in its order; ``others`` names of parts
    that are no official section, with their places; ``number`` how many it says there are.
    """

    start: int
    end: int
    first: int
    last: int
    parts: tuple[str, ...]
    others: tuple[tuple[int, int], ...]
    number: int | None
    number_span: tuple[int, int] | None


def find_contents(text: str, end: int) -> ContentsList | None:
    """The list of contents before an offset.

    A list names four sections or more in one sentence.
    """
    for tried, begins in enumerate(_BEGINS.finditer(text, 0, end)):
        if tried >= _MOST_TRIED:
            break
        start = max(text.rfind("。", 0, begins.start()), text.rfind("\n", 0, begins.start())) + 1
        stops = [at for at in (text.find("。", start), text.find("\n", start)) if at >= 0]
        stop = min(stops, default=len(text))
        if stop - start > _LONGEST:
            continue
        parts = list(one_of(_NAMES).finditer(text, begins.start(), stop))
        if len({part.lastgroup for part in parts}) >= 4:
            return _read(text, start, stop, parts)
    return None


def _read(text: str, start: int, stop: int, parts: list[re.Match[str]]) -> ContentsList:
    order: list[str] = []
    for part in parts:
        if not order or order[-1] != part.lastgroup:
            order.append(part.lastgroup or "")
    first, last = parts[0].start(), parts[-1].end()
    number = _NUMBER.search(text, last, min(stop, last + 30)) or _NUMBER.search(
        text, max(start, first - 16), first
    )
    value = None
    if number:
        numeral = number.group("number").replace("两", "二")
        value = ordinal(numeral)
    return ContentsList(
        start, stop, first, last, tuple(order),
        tuple(_others(text, first, last)),
        value, number.span() if number else None,
    )  # fmt: skip


def _others(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What is listed between the sections and is none: ``政策解读情况``."""
    at = first
    for separator in _SEPARATOR.finditer(text, first, last):
        item = text[at : separator.start()]
        if item.endswith(("情况", "事项")) and len(item) >= 6 and not one_of(_NAMES).search(item):
            yield at, separator.start()
        at = separator.end()


def contents_list(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A list of contents whose number is not that of the parts it lists or the report has, or
    that lists a part the report does not have.

    In the years ``free`` reports were divided otherwise too: there a list is judged only by
    itself. One that ends with 等 after two or three examples is not wrong.
    """
    listed = find_contents(report.prose.text, _end_of_preamble(report))
    if listed is None or report.form is None:
        return
    free = params["free"]
    own = report.year is not None and free["from"] <= report.year <= free["to"]
    count = len(listed.parts) + len(listed.others)
    lacking = [s.form.name for s in report.sections if s.key not in listed.parts]
    if listed.number is not None and listed.number_span is not None:
        span = report.prose.span(*listed.number_span)
        facts: dict[str, Any] = {
            "said": report.prose.text[slice(*listed.number_span)],
            "count": count,
            "sections": len(report.sections),
            "lacking": "、".join(f"“{name}”" for name in lacking),
        }
        if listed.number != count:
            if count > listed.number or count >= min(listed.number - 1, 5):
                yield _count_hit(span, facts, listed, count, len(report.sections))
            return
        if lacking and not own:
            yield Hit(span, facts, "incomplete")
            return
    if not own:
        for start, end in listed.others:
            if not _is_there(report, start, end, listed):
                yield Hit(
                    report.prose.span(start, end),
                    {"part": report.prose.text[start:end]},
                    "absent",
                )


def _end_of_preamble(report: AnnualReport) -> int:
    overview = report.section("overview")
    if overview:
        return overview.end
    return report.sections[0].start if report.sections else len(report.prose.text)


def _count_hit(
    span: Span, facts: dict[str, Any], listed: ContentsList, count: int, sections: int
) -> Hit:
    if count < sections and facts["lacking"]:
        return Hit(span, facts, "too-few")
    said = str(facts["said"])
    assert listed.number is not None
    number = str(count) if said[0].isdigit() else "零一二三四五六七八九十"[min(count, 10)]
    width = 2 if said[:2].isdigit() else 1
    return Hit(span, facts, "", (number + said[width:],))


def _is_there(report: AnnualReport, start: int, end: int, listed: ContentsList) -> bool:
    """Whether the report has a heading of its own with the words of a listed part."""
    text = report.prose.text
    name = text[start:end].removesuffix("情况").removesuffix("的")
    at = text.find(name, listed.end)
    while at >= 0:
        passage = report.passage_at(at)
        if passage and at - passage.start <= 8:
            return True
        at = text.find(name, at + 1)
    return False
