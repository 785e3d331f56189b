"""Marks that come in pairs: brackets, quotation marks, title marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .hit import Hit, Params

# A bracket is the same whatever its width; 〔〕 and [] are the citation's (GX603).
_CLOSING = dict(zip("（《〈“‘【「『", "）》〉”’】」』", strict=True))
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_WIDE = {"(": "（", ")": "）"}
_MARKED = lazy_pattern("[（）()《》〈〉“”‘’【】「」『』\n]")
_TITLE_IN_TITLE = lazy_pattern("《[^》]*《")
# 1） and 一） number an item: no bracket was opened.
_NUMBER_LAST = lazy_pattern(
    r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,3}|(?<![a-zA-Z])[a-zA-Z])$"
)
# Passages: what a conversion cut in two is closed in the next one, or in the one after it.
_FARTHEST = 2
_TITLE_MARK = lazy_pattern("[《》〈〉\n]")
_TITLE = 80  # characters of a title that a name in it is looked for in
_FIRST_HAN = "\u2e80"
_FAR = 200  # characters around a mark in which a sentence shows
_DEEP = 3  # marks inside marks inside marks
_QUOTED = 40  # characters: longer quotations in one paragraph have marks of their own


class Mark(NamedTuple):
    """A mark in the prose, brackets as full-width ones; ``passage`` counts lines."""

    at: int
    sign: str
    passage: int


# A mark without its other half, and whether it is turned: the other of the pair should stand there.
_Unpaired = tuple[Mark, bool]


def unpaired_mark(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Brackets, quotation marks and title marks without their other half.

    ``titles`` are names after which an opened title mark certainly closes, ``names`` what the
    marks are called, Chinese and English. Marks that a line break parts are pairs; so is what a
    conversion put into the next paragraph. Only paragraphs with a sentence in them are looked at:
    a page's own labels lose a half now and then.

    The message is given ``mark`` and ``other``, by name. Variants: "turned" for a quotation mark
    that is the wrong one of the two; "title" for a name that lacks its closing mark, with
    ``wrong`` and ``right``.
    """
    prose = report.prose
    for mark, turned in _unpaired(prose.text):
        other = _CLOSING.get(mark.sign) or _OPENING[mark.sign]
        span = prose.span(mark.at, mark.at + 1)
        said = _names(params["names"], mark.sign, other)
        if turned:
            yield Hit(span, said, "turned", (other,), certain=True)
        elif end := _end_of_title(prose.text, mark, params["titles"]):
            wrong = prose.text[mark.at : end]
            named = {"wrong": wrong, "right": wrong + "》"}
            span = prose.span(mark.at, end)
            yield Hit(span, named, "title", (wrong + "》",), certain=True)
        else:
            yield Hit(span, said)


def _names(names: Params, mark: str, other: str) -> dict[str, object]:
    (zh, en), (other_zh, other_en) = names[mark], names[other]
    return {"mark": zh, "mark_en": en, "other": other_zh, "other_en": other_en}


def nested_title_marks(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """《》 inside 《》, where 〈〉 belong; and names that stand inside a title without any marks.

    ``marked`` are the names that have marks in the official title which they are a part of.
    The message is given ``wrong`` and ``right``; variant "bare" for a name without marks.
    """
    text = report.prose.text
    if _TITLE_IN_TITLE.search(_skeleton(text)):
        for start, end in _nested(text):
            wrong = text[start:end]
            right = f"〈{wrong[1:-1]}〉".replace("\n", "")
            span = report.prose.span(start, end)
            said = {"wrong": wrong, "right": right}
            # A line break inside would be lost with the edit.
            whole = span.end - span.start == len(right)
            yield Hit(span, said, "", (right,), certain=whole)
    for name in params["marked"]:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if text[at - 1 : at].isalpha() and _is_inside_title(text, at, end):
                right = f"〈{name}〉"
                said = {"wrong": name, "right": right}
                span = report.prose.span(at, end)
                whole = span.end - span.start == len(name)
                yield Hit(span, said, "bare", (right,), certain=whole)
            at = text.find(name, end)


@lru_cache(maxsize=4)
def _skeleton(text: str) -> str:
    """The marks of a text and nothing else."""
    return "".join(_MARKED.findall(text))


def _is_paired(text: str) -> bool:
    """Whether each mark has its other half in its paragraph; False also where they lie deep."""
    marks = _skeleton(text).replace("(", "（").replace(")", "）")
    for _ in range(_DEEP):
        for opening, closing in _CLOSING.items():
            marks = marks.replace(opening + closing, "")
    return not marks.strip("\n")


@lru_cache(maxsize=2)
def _unpaired(text: str) -> tuple[_Unpaired, ...]:
    if _is_paired(text):
        return ()
    found = [
        each
        for opening, closing in _CLOSING.items()
        for each in _of_kind(text, opening, closing)
        if _is_in_sentence(text, each[0].at)
    ]
    return tuple(sorted(found, key=lambda each: each[0].at))


def _is_in_sentence(text: str, at: int) -> bool:
    """Whether the paragraph around a place has a mark of a sentence, near enough."""
    before = text[max(0, at - _FAR) : at].rpartition("\n")[2]
    after = text[at : at + _FAR].partition("\n")[0]
    return any(mark in before or mark in after for mark in "，。；")


@lru_cache(maxsize=2)
def _marks(text: str) -> tuple[Mark, ...]:
    marks, passage = [], 0
    for match in _MARKED.finditer(text):
        sign = match.group()
        if sign == "\n":
            passage += 1
        else:
            marks.append(Mark(match.start(), _WIDE.get(sign, sign), passage))
    return tuple(marks)


def _of_kind(text: str, opening: str, closing: str) -> Iterator[_Unpaired]:
    """The marks of one kind that have no other half.

    Each kind by itself: marks of two kinds that cross each other are another mistake.
    """
    opened: list[Mark] = []
    closed: list[Mark] = []
    for mark in _marks(text):
        if mark.sign == opening:
            opened.append(mark)
        elif mark.sign == closing:
            if opened and opened[-1].passage == mark.passage:
                opened.pop()
            else:
                closed.append(mark)
    opened, closed = _over_paragraphs(opened, closed)
    closed = [mark for mark in closed if not _is_excused(text, mark)]
    if opening in "“‘":
        yield from _turned(opened, closed)
        return
    yield from ((mark, False) for mark in (*opened, *closed))


def _is_excused(text: str, mark: Mark) -> bool:
    """Whether a closing mark needs no opening one: behind an item's number, in foreign words."""
    lead = text[max(0, mark.at - 4) : mark.at]
    if mark.sign == "）":
        return _NUMBER_LAST.search(lead) is not None
    return mark.sign in "”’" and lead[-1:].isalpha() and lead[-1:] < _FIRST_HAN


def _over_paragraphs(opened: list[Mark], closed: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """What is left when marks are paired with those of the next paragraphs."""
    left_open: list[Mark] = []
    left_closed: list[Mark] = []
    at = 0
    for mark in opened:
        while at < len(closed) and closed[at].passage <= mark.passage:
            left_closed.append(closed[at])
            at += 1
        if at < len(closed) and closed[at].passage - mark.passage <= _FARTHEST:
            at += 1
        else:
            left_open.append(mark)
    return left_open, left_closed + closed[at:]


def _turned(opened: list[Mark], closed: list[Mark]) -> Iterator[_Unpaired]:
    """Quotation marks without their other half: of two alike, one is the wrong one."""
    for marks, wrong in ((opened, 1), (closed, 0)):
        if len(marks) == 2 and _is_near(marks) and not (opened and closed):
            yield marks[wrong], True
        else:
            yield from ((mark, False) for mark in marks)


def _is_near(marks: list[Mark]) -> bool:
    first, second = marks
    return first.passage == second.passage and 1 < second.at - first.at <= _QUOTED


def _end_of_title(text: str, mark: Mark, titles: tuple[str, ...]) -> int | None:
    """Where a name ends that the mark opens; None where it is no name that is known."""
    if mark.sign != "《":
        return None
    at = mark.at + 1
    return next((at + len(title) for title in titles if text.startswith(title, at)), None)


def _nested(text: str) -> Iterator[tuple[int, int]]:
    """Where titles stand in 《》 although they are inside 《》, both of them closed."""
    # Titles that are not closed yet, each with the titles in 《》 inside it.
    opened: list[tuple[Mark, list[tuple[int, int]]]] = []
    for mark in _marks(text):
        if opened and mark.passage - opened[-1][0].passage > _FARTHEST:
            opened.clear()
        if mark.sign in "《〈":
            opened.append((mark, []))
        elif mark.sign in "》〉" and opened and opened[-1][0].sign == _OPENING[mark.sign]:
            start, inner = opened.pop()
            yield from inner
            if opened and mark.sign == "》" and opened[-1][0].sign == "《":
                opened[-1][1].append((start.at, mark.at + 1))


def _is_inside_title(text: str, start: int, end: int) -> bool:
    """Whether a place is inside 《》 of its own paragraph, without marks of its own."""
    lead = text[max(0, start - _TITLE) : start]
    last = max(lead.rfind(sign) for sign in "《》〈〉\n")
    after = _TITLE_MARK.search(text, end, end + _TITLE)
    return last >= 0 and lead[last] == "《" and after is not None and after.group() == "》"
