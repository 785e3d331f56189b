"""Marks that stand one after the other, between titles, or are missing at a paragraph's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..report.model import AnnualReport, Passage
from ..text import lazy_pattern
from .hit import Hit, Params
from .patterns import any_of
from .scanning import pair_numbers, pairs_of

_RUN = lazy_pattern(
    r"[。，、；：,;](?:[。，、；：,;]+|(?<=、)"
    r"(?:和|等(?=[，。；）方形单部信多各内工情])|情况(?=[，。；])))"
)
_MARKS = "。，、；：,;"
# What a match of it begins with.
_FIRST = (*[first + second for first in _MARKS for second in _MARKS], "、和", "、等", "、情")
_LISTED = lazy_pattern("、[^，。；：\n]{1,40}$")
_LEAD = 48  # characters in front of 和 that may hold the rest of a list
_BETWEEN = lazy_pattern("[》”]、[《“]")
_SAME = {",": "，", ";": "；"}


def repeated_mark(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Marks of which one is enough: ``。。``, ``，。``, and 、 before 和, 等, 情况.

    ``words`` are those that begin with 和 and join nothing (和谐), or in which it means "with"
    (和群众): in front of them a mark is right. So it is where no list came before.

    The message is given ``wrong`` and ``right``; variants: "and" for 、 in front of a word,
    "unclear" where one of several marks may be meant.
    """
    text = report.prose.text
    for match in () if pairs_of(text).isdisjoint(pair_numbers(*_FIRST)) else _RUN.finditer(text):
        run, span = match.group(), report.prose.span(*match.span())
        if run[-1].isalpha():
            word = run[1:]
            if word != "和" or _joins_a_list(text, match.end() - 1, params["words"]):
                yield Hit(span, {"wrong": run, "right": word}, "and", (word,))
            continue
        marks = tuple(dict.fromkeys(_SAME.get(sign, sign) for sign in run))
        if "。" in marks and text[match.end() : match.end() + 1] in ("", "\n"):
            marks = ("。",)
        said = {"wrong": run, "right": marks[0]}
        variant = "" if len(marks) == 1 else "unclear"
        yield Hit(span, said, variant, marks, certain=len(marks) == 1)


def _joins_a_list(text: str, at: int, words: Sequence[str]) -> bool:
    """Whether 和 stands before the last thing of a list."""
    lead = text[max(0, at - 1 - _LEAD) : at - 1]
    return not any_of(words).match(text, at) and _LISTED.search(lead) is not None


def mark_between_titles(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """、 between titles or quotations in a row: 《甲》、《乙》 (GB/T 15834—2011, 4.5.3.5).

    The message is given ``wrong`` and ``right``.
    """
    text = report.prose.text
    pairs = pairs_of(text)
    if pairs.isdisjoint(pair_numbers("》、", "”、")) or pairs.isdisjoint(
        pair_numbers("、《", "、“")
    ):
        return
    at = 0
    while match := _BETWEEN.search(text, at):
        at = match.end() - 1
        wrong = match.group()
        right = wrong[0] + wrong[-1]
        span = report.prose.span(*match.span())
        yield Hit(
            span, {"wrong": wrong, "right": right}, "", (right,), certain=span.end - span.start == 3
        )


_SENTENCE = lazy_pattern("[。！？]")
_LETTER_LAST = lazy_pattern(r"[^\W\d_a-zA-Z][”）》)]?$")
_NEXT_STARTS = lazy_pattern(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、是]|[（(]?\d{1,2}[）)、.．]|第[一二三四五六七八九十]"
)


def missing_full_stop(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Paragraphs of several sentences of which the last has no mark at its end.

    Paragraphs of fewer than ``least`` characters may be headings, labels or captions.
    Only where a heading, an item or the end follows: elsewhere a conversion may have cut the
    paragraph in two. Marks the last character; the message is given ``last``.
    """
    passages, prose, least = report.passages, report.prose.text, params["least"]
    for passage, following in zip(passages, (*passages[1:], None), strict=True):
        if passage.kind != "text" or passage.end - passage.start < least:
            continue
        if prose[passage.end - 1] == "。":
            continue  # as nearly all do
        text = prose[passage.start : passage.end]
        if text.endswith("如下") or not _LETTER_LAST.search(text, len(text) - 2):
            continue
        if not _SENTENCE.search(text):
            continue
        if _is_whole(following, prose):
            last = text[-8:]
            span = report.prose.span(passage.end - 1, passage.end)
            yield Hit(span, {"last": last}, "", (text[-1] + "。",), certain=True)


def _is_whole(following: Passage | None, text: str) -> bool:
    """Whether what follows a passage begins something new."""
    return (
        following is None
        or following.kind in ("heading", "sign_off")
        or _NEXT_STARTS.match(text, following.start) is not None
    )
