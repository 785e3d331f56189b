"""Lines that are no tables → passages: wrapped lines joined into the paragraphs they were."""

from __future__ import annotations

from collections.abc import Sequence

from ..text import MappedText, lazy_pattern
from .headings import NUMBER
from .lines import Line

_ENDED = lazy_pattern(r"[。！？!?…][”）)】》]?$")
_MAY_END = frozenset("。！？!?…”）)】》")
# What a sentence may go on after: only a full line does.
_PAUSES = frozenset("；：;:”）)】》")
_UNFINISHED = frozenset("，、,（(《“〈")
# What no sentence begins with: a closing mark; a unit, where a number stands before it.
_MIDDLE = frozenset("，。；：、）》〉”！？…％%")
_UNITS = frozenset("年月日号件条份个次项万元期篇名人余多")
# A date or a range of dates that a line break cut in two.
_DATE_OPEN = lazy_pattern(r"(?:\d[年月]|[日号]起?|[自从至到])$")
_MAY_OPEN_DATE = frozenset("年月日号起自从至到")
_DATE_GOES_ON = lazy_pattern(r"[至到]|[-—–~～]{1,2}20\d\d|(?:\d{4}年)?\d{1,2}[月日]")
# 统计期限： before the line with the dates.
_PERIOD_OPEN = lazy_pattern(r"(?:期限|时限|时段|时间段?|日期|周期|范围)[为是]?[：:]$")
_PERIOD = lazy_pattern(r"[自从]?20\d\d[年./-]\d")
# A number of a date that was cut in two: 1 and 2月, 20 and 24年.
_CUT_NUMBER = lazy_pattern(r"(?<!\d)\d{1,4}$")
_CUT_DATE = lazy_pattern(r"(\d{0,3})([年月日.])\d{0,2}(?![\d元])")
_LIST_ITEM = lazy_pattern(r"[一二三四五六七八九十]是|附件|[-*•●◆■]|第[一二三四五六七八九十]+[，、]")
_PAGE_NUMBER = lazy_pattern(
    r"(?:[-—–－]{1,2}|第)?\d{1,3}(?:[-—–－]{1,2}|页(?:，?共\d{1,3}页)?)?$|/\d{1,3}$"
)
_WIDEST = 200  # columns: no page, and hardly a terminal, wraps wider
_LONGEST_UNENDED = 150  # characters: nobody writes so long a paragraph without a full stop
_INDENT = 4  # columns: two ideographs
_SLACK = 8  # columns a full line may stay short of the widest: a word or a bracket moved down


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page's number: ``— 3 —``, ``第3页``, ``3``."""
    return len(text) <= 12 and bool(_PAGE_NUMBER.fullmatch(text))


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width, in columns, from which a line of this text counts as full; None where lines are
    paragraphs.

    A text is wrapped where no line is wider than a page and several come close to the widest.
    """
    own = [line for line in lines if not line.whole]
    if any(len(line.written.strip()) > _WIDEST for line in own):
        return None  # as in most reports; no need to measure the others
    widths = sorted(map(_width, own))
    if len(widths) < 4 or widths[-1] > _WIDEST or widths[-1] < 40:
        return None
    full = widths[-1] - _SLACK
    return full if sum(1 for width in widths if width >= full) >= 3 else None


def _width(line: Line) -> int:
    """Columns: an ideograph takes two, which is what GB 18030 takes in bytes. A paragraph's
    indentation counts, what centres a line does not."""
    text = line.written.rstrip()
    words = text.lstrip()
    width = len(words.encode("gb18030", "replace"))
    if len(words) == len(text):
        return width
    indent = text[: len(text) - len(words)].encode("gb18030", "replace")
    return width + min(_INDENT, len(indent))


def continues(line: Line, after: Line, full: int | None) -> bool:
    """Whether ``after`` goes on with the sentence of ``line``."""
    if line.whole or after.whole or line.table or after.table:
        return False
    text, following = line.text.text, after.text.text
    last, first = text[-1], following[0]  # most patterns need not be looked for
    if last in "：:" and _PERIOD_OPEN.search(text) and _PERIOD.match(following):
        return True
    if last in _MAY_OPEN_DATE and _DATE_OPEN.search(text) and _DATE_GOES_ON.match(following):
        return True
    if last in _MAY_END and _ENDED.search(text, max(0, len(text) - 2)):
        return False
    if NUMBER.match(following) or _LIST_ITEM.match(following):
        return False
    if last in _PAUSES:
        return full is not None and _width(line) >= full
    if last in _UNFINISHED or (first in _MIDDLE and len(text) > 1):
        return True
    if last.isdecimal() and (first in _UNITS or _is_cut_date(text, following)):
        return True
    if len(text) >= _LONGEST_UNENDED:
        return True
    return full is not None and _width(line) >= full * 7 // 8  # a long word may be moved down


def _is_cut_date(text: str, following: str) -> bool:
    """Whether a line ends and the next begins inside a number of a date."""
    first, rest = _CUT_NUMBER.search(text), _CUT_DATE.match(following)
    if first is None or rest is None:
        return False
    number = int(first[0] + rest[1])
    low, high = {"月": (1, 12), "日": (1, 31)}.get(rest[2], (2000, 2099))
    return low <= number <= high


def joined_raw(lines: Sequence[Line]) -> MappedText:
    """The lines as they stand, a line break between them."""
    return lines[0].raw if len(lines) == 1 else MappedText.join((x.raw for x in lines), "\n")
