"""The sign-off (落款) at the end of a report: the organ, and the date under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..dates import DateMatch, find_dates
from ..records import NamedTuple
from ..text import MappedText, lazy_pattern
from .lines import Line
from .model import SignOff
from .periods import date_statement

# What an organ's name ends with.
_ORGAN = lazy_pattern(
    r"[^\x00-\x27\x2a-\x7f，。；：！？“”《》〈〉]{1,38}?(?:政府|委员会|管委会|街道|办事处|办公室|办公厅|指挥部|管理所"
    r"|[局厅委办署院会处站所队社行馆团校库部]|中心|公司|集团|分局|大队|支队|总队|开发区|高新区|园区|学校"
    r"|苏木|农场|林场|单位|科室|党组|[镇乡])"
)
_SEAL = lazy_pattern("[（(](?:盖章|公章|印章|章|印)[）)]$")
_NO_ORGAN = lazy_pattern(
    "版权|主办|承办|备案|地址|邮编|电话|传真|网站|来源|作者|发布|责任|技术支持|关闭|打印|返回|首页|附件|联系"
    "|申请|情况|事项|公开|部分|报告|未|没有|加强|无$"
)
_NUMBERING = lazy_pattern(
    r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]"
)
# A name broken over two lines leaves its place on the first.
_PLACE = lazy_pattern(r"[^\W\d_a-zA-Z]{2,24}(?:省|市|区|县|州|盟|旗|镇|乡|开发区|自治区)")
_SENTENCE_END = lazy_pattern("[。；！？]")
_DATE_MARKS = str.maketrans("", "", "（）()[]【】〔〕。")

# How many written lines may follow a date under its organ (（此件公开发布）, a page's foot), and
# how many a date alone.
_AFTER_PAIR, _AFTER_DATE = 12, 4
_MOST_DATE, _MOST_ORGAN = 24, 60


class _Signature(NamedTuple):
    """A piece of text that may be the sign-off's, and the line it is, if it is all of one."""

    text: MappedText
    line: int | None


def find_sign_off(
    lines: Sequence[Line], title_organ: str | None
) -> tuple[SignOff, frozenset[int]] | None:
    """The sign-off and the indexes of the lines that are nothing else; None if there is none.

    ``lines`` are those that belong to no table. The last date that stands alone, or behind an
    organ, near the end is it; without one, the title's organ on the last line. Where it follows a
    sentence on the same line, that line is not among the indexes.
    """
    written = [line for line in lines[-2 * _AFTER_PAIR :] if line.text.text]
    for back in range(1, min(len(written), _AFTER_PAIR + 1) + 1):
        found = _dated(written, len(written) - back, title_organ)
        if found is not None:
            return found
    return _organ_only(written, title_organ)


def _dated(
    written: Sequence[Line], at: int, title_organ: str | None
) -> tuple[SignOff, frozenset[int]] | None:
    """The sign-off whose date stands on a line."""
    tail = _tail(written[at])
    text = tail.text.text
    if not 6 <= len(text) <= _MOST_DATE + _MOST_ORGAN or not _may_hold_date(text):
        return None
    date = _closing_date(text)
    if date is None:
        return None
    before = tail.text[: date.start]
    if before.text.strip("（([【〔"):
        organ = _organ(before, title_organ)
        if organ is None:
            return None
        return _signed(organ, [tail.line], date, tail.text)
    if tail.line is None:
        return None
    after = len(written) - at - 1
    pieces = _organ_before(written, at, title_organ)
    if pieces is not None:
        return _signed(pieces[0], [*pieces[1], tail.line], date, tail.text)
    if after <= _AFTER_DATE and "月" in text and at >= 3:
        return _signed(None, [tail.line], date, tail.text)
    return None


def _signed(
    organ: MappedText | None,
    indexes: Sequence[int | None],
    date: DateMatch | None,
    text: MappedText,
) -> tuple[SignOff, frozenset[int]]:
    statement = date_statement(text, date) if date else None
    name = organ.text if organ else None
    sign_off = SignOff(name, organ.span() if organ else None, statement)
    return sign_off, frozenset(index for index in indexes if index is not None)


def _tail(line: Line) -> _Signature:
    """What stands on a line after its last sentence."""
    text = line.text
    ends = [match.end() for match in _SENTENCE_END.finditer(text.text, max(0, len(text) - 100))]
    if not ends and len(text) <= _MOST_DATE + _MOST_ORGAN:
        return _Signature(text, line.index)
    return _Signature(text[ends[-1] if ends else len(text) :], None)


def _may_hold_date(text: str) -> bool:
    return "月" in text or any(mark in text[-8:] for mark in ".-/") or "日" in text


def _closing_date(text: str) -> DateMatch | None:
    """The date that a text ends with."""
    dates = list(find_dates(text))
    if not dates or dates[-1].year_span is None or dates[-1].month is None:
        return None
    last = dates[-1]
    return last if not text[last.end :].translate(_DATE_MARKS) else None


def _organ_before(
    written: Sequence[Line], at: int, title_organ: str | None
) -> tuple[MappedText, list[int | None]] | None:
    """The organ on the line or the two lines before the date's."""
    if at == 0:
        return None
    tail = _tail(written[at - 1])
    organ = _organ(tail.text, title_organ)
    if organ is not None and at >= 2 and tail.line is not None and _short(organ, title_organ):
        head = written[at - 2].text
        if _PLACE.fullmatch(head.text) and written[at - 2].index == written[at - 1].index - 1:
            joined = _organ(MappedText.join([head, organ]), title_organ)
            if joined is not None:
                return joined, [written[at - 2].index, tail.line]
    return None if organ is None else (organ, [tail.line])


def _short(organ: MappedText, title_organ: str | None) -> bool:
    """Whether an organ's name may be the rest of one: the title's, or it names no place."""
    return organ.text != title_organ and not re.search("[省市区县州盟旗镇乡]", organ.text)


def _organ(text: MappedText, title_organ: str | None) -> MappedText | None:
    """The organ that a text names and nothing else; None if it is anything else."""
    text = text.without(_SEAL)
    name = text.text
    if not 2 <= len(name) <= _MOST_ORGAN:
        return None
    if title_organ and name == title_organ:
        return text
    if _NO_ORGAN.search(name) or _NUMBERING.match(name) or not _ORGAN.fullmatch(name):
        return None
    return text


def _organ_only(
    written: Sequence[Line], title_organ: str | None
) -> tuple[SignOff, frozenset[int]] | None:
    """A sign-off without a date: the title's organ, alone on one of the last lines."""
    if not title_organ:
        return None
    for line in reversed(written[3:][-3:]):
        tail = _tail(line)
        organ = _organ(tail.text, title_organ)
        if organ is not None and _same(organ.text, title_organ):
            return _signed(organ, [tail.line], None, tail.text)
    return None


def _same(name: str, title_organ: str) -> bool:
    return title_organ in name or (name in title_organ and len(name) >= 3)
