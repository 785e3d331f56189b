"""The title: whose report of which year it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..dates import read_year
from ..records import NamedTuple
from ..text import MappedText, is_subsequence, lazy_pattern
from .lines import Line
from .model import Profile, Title

OPENING = 40  # lines, blank ones left out, among which the title must stand
_LONGEST = 70
_MOST_LINES = 4
_TAIL = lazy_pattern(
    r"(?:[（(][^（）()]{1,12}[）)]|[|\s#*=_》-]|[-_—|][^-_—|\s]{2,24}(?:网站|门户网?|政府网))+$"
)
_WORDS = lazy_pattern(r"政[府务]信息公开|信息公开|政务公开|政府公开信息")
_END = lazy_pattern(r"(?:报告|年报|报告书)$")
# What some call the report instead: taken for its title where nothing else is one.
_OTHER_END = lazy_pattern("(?:总结|小结|汇报|工作情况|情况说明|情况汇报)$")
_FIRST_LINES = 3
_SENTENCE = lazy_pattern(r"[，。；！？《》：:>]|根据|按照|现将|索引号")
_YEAR = lazy_pattern(
    r"(?P<year>(?:19|20)\d{2}|二[〇○零O0][〇○零O0一二三四五六七八九]{2})年?(?:度(?!报告))?"
)
_YEAR_LINE = lazy_pattern(
    r"[（(]?(?P<year>(?:19|20)\d{2}|二[〇○零O0][〇○零O0一二三四五六七八九]{2})年?度?[）)]?$"
)
# The year may stand inside: 政府信息公开工作2024年度报告.
_OFFICIAL = lazy_pattern(
    r"政府信息公开工作(?:年度|(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年年?度)报告$"
)
_ORGAN_LINE = lazy_pattern(r"[^\x00-\x27\x2a-\x7f，、。；：！？“”《》〈〉]{2,40}$")
_ORGAN_END = lazy_pattern(
    r"(?:局|委|厅|办|处|部|院|署|会|府|所|站|队|中心|街道|分局|集团|公司|学校|[省市县区州旗乡镇盟])$"
)
_PUBLISHED = lazy_pattern(r"(?:关于|发布)$")
_SUBDISTRICT = lazy_pattern(
    r"街道(?:办事处|办|党工委)?$|管委会$|办事处$|行政公署$"
    r"|(?<!监督)(?<!城市)管理委员会$"  # no 国有资产监督管理委员会, no 城市管理委员会
)
_TOWNSHIP = lazy_pattern(r"[乡镇](?:人民)?政府$|[乡镇]$|苏木")
_GOVERNMENT = lazy_pattern(
    r"(?:人民政府|[省市县区州旗盟]政府|[省市县区州旗盟]|人民政府办公[室厅]|政府办公[室厅])$"
)
_PLACE = lazy_pattern(r"[省市县区州旗盟乡镇]")
_PLACE_LINE = lazy_pattern(r"[^\W\d_a-zA-Z]{1,12}[省市县区州旗盟]$")


def find_title(lines: Sequence[Line]) -> tuple[Title, Sequence[Line]] | None:
    """The title among the first lines (blank ones left out), with the lines it stands on and those
    of other reports' titles above it; None where nothing has a title's words.

    The best is the first that names organ and year on the fewest lines, but for those of a list
    of other reports above it; one that lacks something is taken where there is no better. Where
    nothing ends as a title does, one of the very first lines may be a title in all but its end
    (…政府信息公开工作总结).
    """
    return _find(lines) or _with_other_end(lines)


def _with_other_end(lines: Sequence[Line]) -> tuple[Title, Sequence[Line]] | None:
    for at, line in enumerate(lines[:_FIRST_LINES]):
        if len(line.text) <= _LONGEST and _OTHER_END.search(line.text.text):
            title = _parse(line.text, line, _OTHER_END)
            if title is not None and title.organ and title.year:
                return title, lines[at : at + 1]
    return None


def _find(lines: Sequence[Line]) -> tuple[Title, Sequence[Line]] | None:
    best: _Found | None = None
    for last in range(len(lines)):
        if not _END.search(_TAIL.sub("", lines[last].text.text[-80:])) and not _ends_title(
            lines, last
        ):
            continue
        for first in range(last, max(-1, last - _MOST_LINES), -1):
            if len(lines[first].text) > _LONGEST or lines[first].table:
                break
            if (
                first != last
                and lines[first].whole
                and not _ORGAN_LINE.match(lines[first].text.text)
            ):
                break
            title = _parse(
                MappedText.join(line.text for line in lines[first : last + 1]), lines[first]
            )
            if title is None:
                continue
            if title.organ and title.year:
                titles = _listed(_Found(title, first, last + 1), lines)
                title, first, end = _with_place_above(_own(titles), lines)
                return title, lines[min(first, titles[0].first) : end]
            if best is None or (best.end == last + 1 and _gains(title, best.title)):
                best = _Found(title, first, last + 1)
    if best is None:
        return None
    title, first, end = _with_year_below(best, lines)
    return title, lines[first:end]


class _Found(NamedTuple):
    """A title and the positions of its first line and behind its last."""

    title: Title
    first: int
    end: int


def _listed(found: _Found, lines: Sequence[Line]) -> list[_Found]:
    """A title and those on the lines behind it, as of a list of links to other reports."""
    titles = [found]
    while titles[-1].end < len(lines):
        at = titles[-1].end
        line = lines[at]
        title = None if line.table or len(line.text) > _LONGEST else _parse(line.text, line)
        if title is None or not (title.organ and title.year):
            break
        titles.append(_Found(title, at, at + 1))
    return titles


def _own(titles: Sequence[_Found]) -> _Found:
    """Of titles that follow each other the report's own: links to other reports stand above it,
    so it is the last one. Of two of one organ it is that of the later year, for one link may also
    stand below it, and the first where the title is only repeated."""
    first, last = titles[0].title, titles[-1].title
    if len(titles) == 2 and first.organ == last.organ and (first.year or 0) >= (last.year or 0):
        return titles[0]
    return titles[-1]


def _with_place_above(found: _Found, lines: Sequence[Line]) -> _Found:
    """A title whose organ's place stands on a line of its own above it: ``云溪县``, ``水利局``."""
    title, first, end = found
    place = lines[first - 1].text.text if first > 0 else ""
    if _PLACE_LINE.match(place) and title.organ and not _PLACE.search(title.organ):
        above = lines[first - 1]
        whole = _parse(MappedText.join(line.text for line in lines[first - 1 : end]), above)
        if whole is not None:
            return _Found(whole, first - 1, end)
    return found


def _with_year_below(found: _Found, lines: Sequence[Line]) -> _Found:
    """A title whose year stands on a line of its own below it: ``（2024年度）``."""
    title, first, end = found
    if title.year is None and end < len(lines):
        below = lines[end].text
        year = _YEAR_LINE.match(below.text)
        if year:
            year_span = below.span(*year.span("year"))
            title = title._replace(year=read_year(year.group("year")), year_span=year_span)
            return _Found(title, first, end + 1)
    return found


def _ends_title(lines: Sequence[Line], last: int) -> bool:
    """Whether a line is the broken-off end of a title: ``告`` after ``…年度报``, ``年）`` after
    ``…年度报告（2024``."""
    text = lines[last].text.text
    if last == 0 or len(text) > 8:
        return False
    return _TAIL.sub("", (lines[last - 1].text.text + text)[-80:]).endswith("报告")


def _gains(title: Title, other: Title) -> bool:
    return bool(title.organ) > bool(other.organ) or bool(title.year) > bool(other.year)


def _parse(text: MappedText, first: Line, ending: re.Pattern[str] | None = None) -> Title | None:
    if text.text.startswith("《"):
        text = text[1:]
    whole = text.text
    end = len(_TAIL.sub("", whole))
    body = whole[:end]
    words = _WORDS.search(body)
    if (
        words is None
        or end > _LONGEST
        or not (ending or _END).search(body)
        or _SENTENCE.search(body)
    ):
        return None
    year = _YEAR.search(body)
    organ_start, organ_end = 0, words.start()
    if year and year.end() <= words.start():
        if year.start() == 0:
            organ_start = year.end()
            again = _YEAR.search(body, organ_start, words.start())
            if again and again.end() == words.start():  # named twice: 2024年云溪县水利局2024年
                year, organ_end = again, again.start()
        else:
            organ_end = year.start()
    organ = _PUBLISHED.sub("", body[organ_start:organ_end])
    organ_end = organ_start + len(organ)
    if organ and not _organ_like(organ):
        return None
    if year is None:
        year = _YEAR.search(whole, end)  # in brackets at the end: …年度报告（2024年）
    line_span = first.text.span() if len(first.text) < end else text.span(0, end)
    return Title(
        text=body,
        span=text.span(0, end),
        line_span=line_span,
        organ=organ or None,
        organ_span=text.span(organ_start, organ_end) if organ else None,
        year=read_year(year.group("year")) if year else None,
        year_span=text.span(*year.span("year")) if year else None,
        official=bool(_OFFICIAL.search(body)),
    )


def _organ_like(organ: str) -> bool:
    return bool(_ORGAN_LINE.match(organ)) and bool(_ORGAN_END.search(organ) or len(organ) >= 4)


def complete_organ(title_organ: str | None, signed: str | None) -> str | None:
    """The organ's name: the title's, completed by a sign-off that names the same more fully.

    ``科技局`` signed as ``通化市东昌区科学技术局`` is the same organ; a government signed for by
    its office (办公室, 办公厅) keeps its own name.
    """
    if title_organ is None or signed is None:
        return title_organ or signed
    office = signed.endswith(("办公室", "办公厅")) and not title_organ.endswith(
        ("办公室", "办公厅")
    )
    if office or len(signed) <= len(title_organ) or signed[-1] != title_organ[-1]:
        return title_organ
    return signed if is_subsequence(title_organ, signed) else title_organ


def profile_of(organ: str | None) -> Profile:
    """What kind of organ a name stands for.

    "subdistrict" are the agencies of a government that are neither a government nor one of its
    departments (街道办事处, 管理委员会 of a zone): the statute names no day for them.
    """
    if organ is None:
        return "department"
    if _SUBDISTRICT.search(organ):
        return "subdistrict"
    if _TOWNSHIP.search(organ):
        return "township"
    if _GOVERNMENT.search(organ):
        return "government"
    return "department"
