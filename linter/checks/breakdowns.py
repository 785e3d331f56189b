"""GX404: a whole and its parts (共22条，其中…5条，…17条).

Most of what looks wrong here is right: the count before 其中 is often not the whole, one whole is
divided twice in a sentence, lists go over into other statements. So a breakdown whose whole is
not certain is not judged, and a list of parts ends where it may go over into something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .agreement import is_contradicted
from .counting import (
    Count,
    counts_in,
    is_sum,
    moved,
    plain,
    sentence_end,
    sentence_start,
    with_sum_word,
    without_brackets,
)
from .hit import Hit, Params, RelatedHit
from .parts import SEPARATORS, Part, dimension, read_parts, semicolon
from .patterns import pattern_of
from .scanning import places_of
from .totals import find_totals

_OPENS, _CLOSES = "（(", "）)"
_AMONG = lazy_pattern(r"(?:\A|(?<=[。；，（\n]))在?[^，。；、：（）\d\n]{0,14}\Z")
_DIGIT = lazy_pattern(r"\d")
_FAR = 24  # characters between a whole and the word that divides it
_NEAR = 8  # the same, where the word stands in a bracket
_LOOKED_AT = 60  # characters on either side of the word, one of which must be a digit
_REST = 200  # characters behind a list in which the rest of it may stand


class Breakdown(NamedTuple):
    """A whole and the parts of it that a sentence names.

    ``marker`` is the word that divides it; the parts stand between ``start`` and ``end``.
    ``all`` says that they claim to be all of the whole.
    """

    marker: str
    whole: Count
    start: int
    end: int
    parts: tuple[Count, ...]
    all: bool


def breakdown_adds_up(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Parts that exceed their whole, or that claim to be all of it and are not.

    ``markers`` are the words that divide a whole, ``after`` what may follow them, ``dimensions``
    by what a whole can be divided, ``rest`` the label of the part that makes a list complete;
    a list ends before a label that has ``ending`` in it, that begins with ``other``, or that
    begins with ``disclosing`` where the first label has no such verb. A part that is divided once
    more says so with ``nested`` words.

    ``totals`` is for a total behind its parts: ``words`` that say one, ``open`` what begins a
    list of another kind.

    Variants: "" for parts that exceed the whole, "one" where a single part does, "all" for parts
    that fall short of it, "total". Given ``marker``, ``whole``, ``parts`` (``5 + 18``), ``part``
    (the first) and ``total``.
    """
    for hit in _hits(report, params):
        if not is_contradicted(report, hit.span):
            yield hit


def _hits(report: AnnualReport, params: Params) -> Iterator[Hit]:
    text = report.prose.text
    told = set()  # 其中包括 and 信息中，分别为 are one division, not two
    for found in find_breakdowns(text, params):
        variant = _verdict(text, found)
        if variant is not None and found.whole.start not in told:
            told.add(found.whole.start)
            yield _hit(report, found.marker, found.whole, found.parts, variant)
    for word, total, parts in find_totals(text, params["totals"]):
        yield _hit(report, word, total, parts, "total")


def _verdict(text: str, found: Breakdown) -> str | None:
    """Which of the rule's messages a breakdown deserves; None where it is right."""
    whole, values = int(found.whole.value), [int(part.value) for part in found.parts]
    total = sum(values)
    if total == whole or (whole in accumulate(values) and not _is_one_list(text, found)):
        return None  # what comes after the last of them divides the whole once more
    if total > whole:
        return "one" if len(found.parts) == 1 else ""
    if not found.all:
        return None
    stop = text.find("\n", found.end, found.end + _REST)
    for more in counts_in(text, found.end, stop if stop >= 0 else found.end + _REST):
        total += int(more.value)
        if more.unit != found.whole.unit or total > whole:
            break
        if total == whole:
            return None  # the rest stands in the next sentence
    return "all"


def _is_one_list(text: str, found: Breakdown) -> bool:
    """Whether nothing but 、 stands between the parts: such a list does not go over into others."""
    ends = (part.end for part in found.parts[:-1])
    return all(text.startswith("、", end) for end in ends)


def _hit(
    report: AnnualReport, marker: str, whole: Count, parts: Sequence[Count], variant: str
) -> Hit:
    prose, text = report.prose, report.prose.text
    start = with_sum_word(text, whole)
    values = [part.value for part in parts]
    said = [text[part.start : part.end] for part in parts]
    return Hit(
        prose.span(start, whole.end),
        {
            "marker": marker,
            "whole": text[start : whole.end],
            "parts": " + ".join(map(plain, values)),
            "part": said[0],
            "total": plain(sum(values[1:], values[0])),
        },
        variant,
        related=tuple(
            RelatedHit(prose.span(part.start, part.end), params={"part": words})
            for part, words in zip(parts, said, strict=True)
        ),
    )


def find_breakdowns(text: str, params: Params) -> Iterator[Breakdown]:
    """Every division of a whole that is certain, by marker, in the order of the text."""
    for marker in params["markers"]:
        for at in places_of(text, marker["word"]):
            found = _breakdown(text, at, marker, params)
            if found is not None:
                yield found


def _breakdown(text: str, at: int, marker: Mapping[str, Any], params: Params) -> Breakdown | None:
    before, after = at, at + len(marker["word"])
    digit = _DIGIT.search
    if not digit(text, max(0, at - _LOOKED_AT), at) or not digit(text, after, after + _LOOKED_AT):
        return None
    if text.endswith(tuple(marker.get("not_behind", ("\0",))), 0, at):
        return None
    if marker.get("among"):  # 在主动公开的信息中，
        lead = _AMONG.search(text, max(0, at - 20), at)
        before = lead.start() if lead else at
    if follows := pattern_of(params["after"]).match(text, after):
        after = follows.end()
    bracket = before > 0 and text[before - 1] in _OPENS
    if marker.get("bracket") and not bracket:
        return None
    end = _end_of_parts(text, after, bracket)
    whole, above = _whole(text, before, bracket)
    if whole is None or end is None:
        return None
    if above:
        end = semicolon(text, after, end)
    parts, complete = read_parts(text, after, end, whole.unit, params)
    if not parts or _divides_a_channel(text, whole, parts[0], params):
        return None
    if above and not _is_second_level(text, above, whole, parts[0], marker, params):
        return None
    claims = _has_rest(text, parts, end, params) or (
        complete and _claims_all(text, whole, parts, (before, end), marker)
    )
    counts = tuple(part.counted for part in parts)
    return Breakdown(marker.get("shown", marker["word"]), whole, after, end, counts, claims)


def _end_of_parts(text: str, after: int, bracket: bool) -> int | None:
    """Where the sentence of the parts ends, or the bracket they stand in."""
    end = sentence_end(text, after)
    if not bracket:
        return end
    return min((c for mark in _CLOSES if (c := text.find(mark, after, end)) >= 0), default=None)


def _whole(text: str, before: int, bracket: bool) -> tuple[Count | None, Sequence[Count]]:
    """The count that a word at an offset divides, None where there is none; and the counts
    before it that it could divide as well."""
    end = before - 1 if bracket else before
    new_sentence = end > 0 and text[end - 1] == "。"
    while end > 0 and text[end - 1] in SEPARATORS:
        end -= 1
    start = sentence_start(text, end)
    if new_sentence and start > 0 and text[start - 1] != "\n":
        start = sentence_start(text, start - 1)
    piece = without_brackets(text[start:end])
    found = [c for c in counts_in(piece, 0, len(piece)) if c.unit and not c.compares]
    if not found or not found[-1].certain or found[-1].value <= 0:
        return None, ()
    found = [moved(count, start) for count in found]
    whole = found[-1]
    if bracket and end - whole.end <= _NEAR:
        return whole, ()
    if end - whole.end > _FAR:
        return None, ()
    others = [c for c in found[:-1] if c.unit == whole.unit and c.value != whole.value]
    if is_sum(text, whole) and not any(is_sum(text, count) for count in others):
        return whole, ()
    return whole, others


def _is_second_level(
    text: str,
    above: Sequence[Count],
    whole: Count,
    first: Part,
    marker: Mapping[str, Any],
    params: Params,
) -> bool:
    """Whether a part is divided once more, and not its whole by something else: 收到7件，其中自然人
    6件，其中予以公开5件 divides the seven."""
    if not pattern_of(params["nested"]).search(text, above[0].end, whole.start):
        return False
    if len(above) > 1 and not marker.get("nearly"):
        return False
    label = text[whole.label : whole.start].lstrip(SEPARATORS)
    return dimension(label, params) == dimension(first.label, params)


def _divides_a_channel(text: str, whole: Count, first: Part, params: Params) -> bool:
    """Whether what is divided stands on one channel and the parts on others: 网站公开22条，其中
    微信推送30条 adds to it."""
    channel = pattern_of(params["dimensions"]["channel"])
    clause = max(text.rfind(mark, whole.label, whole.start) for mark in "，,；;") + 1
    return (
        channel.search(text, max(clause, whole.label), whole.start) is not None
        and channel.search(first.label) is not None
        and not is_sum(text, whole)
    )


def _is_open(text: str, parts: Sequence[Part], end: int) -> bool:
    """Whether a list of parts is one part only, or ends in 等."""
    last = parts[-1].counted
    return len(parts) < 2 or "等" in text[last.end : min(end, last.end + 6)]


def _has_rest(text: str, parts: Sequence[Part], end: int, params: Params) -> bool:
    """Whether the last part is the rest of the whole."""
    rest = pattern_of(params["rest"]).search(parts[-1].label)
    return rest is not None and not _is_open(text, parts, end)


def _claims_all(
    text: str,
    whole: Count,
    parts: Sequence[Part],
    place: tuple[int, int],
    marker: Mapping[str, Any],
) -> bool:
    """Whether the word between a whole and its parts says that they are all; ``place`` is where
    the word begins and the parts end."""
    if not (marker["all"] and parts[0].label) or _is_open(text, parts, place[1]):
        return False  # 复议、诉讼分别为3件、2件 divides nothing
    between = text[whole.end : place[0]].rstrip(SEPARATORS)
    if any(mark in between for mark in "，,；;：:。、"):
        return False
    nearly = 5 * sum(part.counted.value for part in parts) >= 4 * whole.value
    return nearly or not marker.get("nearly")
