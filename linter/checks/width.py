"""Half-width marks in Chinese text, full-width digits, and spaces where none belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..records import NamedTuple
from ..report.lines import clean
from ..report.model import AnnualReport, Passage
from ..text import Span, fold_char, lazy_pattern
from .hit import Hit, Params

_HAN = r"[^\W\d_a-zA-Z]"  # a character of Chinese, or what looks like one
_NARROW = lazy_pattern('[.,;:?!()<>"‹›０-９Ａ-Ｚａ-ｚ％]')
_MARK = lazy_pattern(rf"(?:(?<={_HAN})|(?<=[》”）〉]))[,;:?!](?!//)|(?<={_HAN})\.(?=$|{_HAN})")
_BRACKETS = lazy_pattern(rf"\((?=[^()\n]*{_HAN})([^()\n]*)\)")
_ANGLES = lazy_pattern(rf"[<‹](?=[^<>‹›\n]*{_HAN})([^<>‹›\n]*)[>›]")
_STRAIGHT = lazy_pattern(rf'"(?=[^"\n]*{_HAN})([^"\n]{{1,40}})"')
_WIDE = lazy_pattern("(?<![0-9A-Za-z])[０-９Ａ-Ｚａ-ｚ％]+(?![0-9A-Za-z])")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_PAIRS = {"(": ("（", "）"), "<": ("〈", "〉"), "‹": ("〈", "〉"), '"': ("“", "”")}


class _Narrow(NamedTuple):
    """What has the wrong width: its place, what it is counted as, and what is right."""

    span: Span
    kind: str
    wrong: str
    right: str


def mark_width(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Half-width marks between Chinese characters, ‹› for 〈〉, numbers in full-width digits.

    A mark that the report writes so at least ``habit`` times, and oftener than the right way, is
    one hit in all. The message is given ``wrong``, ``right`` and ``count``; variant "habit".
    """
    found: dict[str, list[_Narrow]] = defaultdict(list)
    for passage in report.passages:
        if passage.kind != "title" and _NARROW.search(passage.raw.text):
            for each in _narrow(passage):
                found[each.kind].append(each)
    for each_of in found.values():
        first, count = each_of[0], len(each_of)
        if count >= params["habit"] and count > report.prose.text.count(first.right):
            said = {"wrong": first.wrong, "right": first.right, "count": count}
            yield Hit(first.span, said, "habit", (first.right,))
            continue
        for one in each_of:
            said = {"wrong": one.wrong, "right": one.right, "count": 1}
            yield Hit(one.span, said, "", (one.right,), certain=True)


def _narrow(passage: Passage) -> Iterator[_Narrow]:
    raw = clean(passage.raw)  # a comment in a Markdown file has other marks
    text, span = raw.text, raw.span
    signs = frozenset(_NARROW.findall(text))
    for match in () if signs.isdisjoint(_FULL) else _MARK.finditer(text):
        sign = match.group()
        yield _Narrow(span(*match.span()), sign, sign, _FULL[sign])
    for opened, pattern in (("(", _BRACKETS), ("<‹", _ANGLES), ('"', _STRAIGHT)):
        for match in () if signs.isdisjoint(opened) else pattern.finditer(text):
            start, end = match.span()
            opening, closing = _PAIRS[text[start]]
            for at, right in ((start, opening), (end - 1, closing)):
                yield _Narrow(span(at, at + 1), opening, text[at], right)
    for match in _WIDE.finditer(text) if max(signs, default="") > "\uff00" else ():
        wrong = match.group()
        yield _Narrow(span(*match.span()), "digits", wrong, "".join(map(fold_char, wrong)))


# A filler that has a width; line breaks are none.
_SPACES = lazy_pattern("[ \t\u3000\u00a0]+")
_LEAD = 12  # characters in front of a space that are looked at
_MARKS = frozenset("，。；：、！？《》〈〉（）“”")
_CLOSE_NUMBER = lazy_pattern(rf"{_HAN}\d|\d{_HAN}")
# What a space sets apart: the number of an item, a label such as 邮编：, foreign words and numbers.
_NUMBERED = lazy_pattern(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+|第[一二三四五六七八九十]+[章条、，])$"
)
_LABEL = lazy_pattern(rf"{_HAN}{{1,8}}[：:]")
_FOREIGN_LAST = lazy_pattern(r"[A-Za-z][\s\d/.:—-]*$")


def stray_space(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Spaces inside a Chinese sentence, and beside numbers where the report has none there.

    Only in paragraphs; line breaks are none. More than ``most`` between characters are a habit
    and one hit in all; beside numbers, spaces are a slip where there are at most ``slips`` and ten
    times as many numbers without. The message is given ``count``; variant "habit".
    """
    between: list[Span] = []
    beside: list[Span] = []
    for passage in report.passages:
        if passage.kind == "text" and "。" in passage.raw.text and _has_fillers(passage):
            for span, by_number in _stray(passage):
                (beside if by_number else between).append(span)
    if len(between) > params["most"]:
        yield Hit(between[0], {"count": len(between)}, "habit")
        between = []
    if beside and (len(beside) > params["slips"] or _close(report) < 10 * len(beside)):
        beside = []
    for span in (*between, *beside):
        yield Hit(span, {"count": 1}, "", ("",), certain=True)


def _close(report: AnnualReport) -> int:
    """How many numbers stand beside a character without a space."""
    return sum(len(_CLOSE_NUMBER.findall(passage.raw.text)) for passage in report.passages)


def _has_fillers(passage: Passage) -> bool:
    """Whether there are any inside a paragraph: there are none in its text."""
    return len(passage.raw.text.strip()) != passage.end - passage.start


def _stray(passage: Passage) -> Iterator[tuple[Span, bool]]:
    """Spaces that part nothing; whether they stand beside a number."""
    text = passage.raw.text
    for match in _SPACES.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (_is_chinese(before) and _is_chinese(after)):
            by_number = before.isdigit() != after.isdigit()
            if not (by_number and (_is_han(before) or _is_han(after))):
                continue
        else:
            by_number = False
        lead = text[max(0, start - _LEAD) : start].rpartition("\n")[2]
        if not (_LABEL.match(text, end) or _NUMBERED.match(lead) or _FOREIGN_LAST.search(lead)):
            yield passage.raw.span(start, end), by_number


def _is_chinese(character: str) -> bool:
    return _is_han(character) or character in _MARKS


def _is_han(character: str) -> bool:
    return character.isalpha() and character >= "\u2e80"
