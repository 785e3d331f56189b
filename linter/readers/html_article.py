"""Which part of a page is the report, among navigation, lists, metadata and footers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..records import NamedTuple
from ..text import lazy_pattern
from .html_tree import Element, Leaf, Page

# What a report consists of, each a line that nothing else on a page has. How many different ones
# an element holds tells the report from the rest; where two hold as many, the smaller one has it.
_HEADINGS = (
    "总体情况|概述",
    "主动公开(?:政府信息)?情况",
    "申请情况|依申请公开情况",
    "复议[^\n]{0,6}诉讼情况",
    "问题[^\n]{0,4}改进",
    "其[他它]需要报告|需要报告的其[他它]",
)
_OTHERS = (
    "第二十条|现行有效件数",
    "新收政府信息公开申请数量|结转下年度继续办理",
    "结果维持",
    r"公开条例[》>&]|统计(?:期限|时限|时间|时段|周期|日期)",
)
_EVIDENCE = lazy_pattern(
    "|".join(
        [rf"^[^\n。；，]{{0,24}}(?:(?P<h{n}>{words}))" for n, words in enumerate(_HEADINGS)]
        + [f"(?P<o{n}>{words})" for n, words in enumerate(_OTHERS)]
    ),
    re.MULTILINE,
)
_LONGEST_HEADING = 48
_TITLE = lazy_pattern(
    r"^[^\n。，；《》]{0,60}(?:信息|政务)公开[^\n。，；《》]{0,12}(?:报告|年报)[^\n。，；《》]{0,12}$",
    re.MULTILINE,
)
_LONGEST_TITLE = 80
_TITLE_WITHIN = 40  # leaves before the report in which its title is looked for

# Lines that sites put around an article.
_AROUND = lazy_pattern(
    r"[\s【\[（(<>»|·]{0,5}(?:"
    r"(?:信息)?(?:发布|更新|生成|发文|成文|公开)(?:时间|日期|机构|机关|单位|主体)?\s{0,9}[:：]"
    r"|(?:信息|文章|稿件|文件)?来源\s{0,9}[:：]|(?:作者|责任编辑|编辑|审核|时间|日期|文号)\s{0,9}[:：]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s{0,9}[:：]|(?:选择)?字[体号](?:大小)?\s{0,9}[:：【\[（(]"
    r"|【?(?:打印|关闭|收藏|分享)(?:本页|此页|本文|窗口|到)?|(?:上|下)一[篇条页]"
    r"|(?:您?(?:现在|当前)?的?(?:当前)?位置|首页\s{0,9}[>»/-]|网站首页)"
    r"|索引号|信息(?:分类|名称|索引)|主题(?:分类|词)|有效性|名\s{0,9}称\s{0,9}[:：]"
    r"|版权所有|Copyright|主办(?:单位)?\s{0,9}[:：]|承办(?:单位)?\s{0,9}[:：]|网站(?:标识码|地图|声明)"
    r"|[^\n]{0,6}ICP备|[^\n]{0,4}公网安备|技术支持|联系我们|扫一扫|微信扫|无障碍"
    r"|(?:相关|附件|友情)(?:链接|附件|阅读|文章|解读|下载|信息|稿件)"
    r")",
    re.IGNORECASE,
)
_LONGEST_AROUND = 150
_NAMES = lazy_pattern(
    r"\b(?:id|class)\s{0,3}=\s{0,3}(?:\"([^\"]{0,300})|'([^']{0,300})|([^\s>]{1,300}))", re.I
)
_AROUND_NAMES = lazy_pattern(
    r"(?:^|[\s_-])(?:nav\w{0,10}|menu|crumbs?|breadcrumbs?|position|location|dqwz|foot(?:er)?|bottom"
    r"|header|banner|logo|top|shares?|bdsharebuttonbox|print|tools?\w{0,4}|side\w{0,5}|relate[ds]?"
    r"|recommend|copyright|friend\w{0,6}|login|toolbar|fenxiang|prevnext|pager|xgwd|xglj)(?=$|[\s_-])",
    re.IGNORECASE,
)
_MOSTLY_LINK = 0.6
_NO_WORDS = lazy_pattern(r"[\d\s:./\[\]()（）【】-]+")
_DATE_LINE = lazy_pattern(
    r"^[^\n\d]{0,30}(?:20\d\d|二[〇○零][^\n年]{2})年[^\n月]{1,4}月[^\n日]{1,4}日\s*$", re.M
)
_SIGN_OFF_WITHIN = 6  # leaves behind the report in which its sign-off is looked for


class Article(NamedTuple):
    """The leaves that are the report, and the element that holds them; ``parts`` is how many of
    the things that a report consists of were seen in it."""

    leaves: list[Leaf]
    element: Element
    parts: int


def find_article(page: Page) -> Article | None:
    """The report of a page; None where nothing on it looks like one."""
    leaves = page.leaves
    evidence = _evidence(leaves)
    if not evidence:
        return None
    _spread(evidence, leaves)
    best = max(page.elements, key=lambda element: element.evidence.bit_count()).evidence
    best_count = best.bit_count()
    full = [e for e in page.elements if e.evidence.bit_count() == best_count]
    for element in full:
        if element.parent is not None:
            element.parent.inner = True
    titles = _titles(leaves)
    in_order = sorted(titles)
    element = max((e for e in full if not e.inner), key=lambda e: _rank(e, in_order))
    first, last = _widened(element, leaves, evidence, titles)
    known = [index for index in sorted(evidence) if first <= index < last]
    kept = _without_edges(leaves[first:last], known, titles)
    if not any(leaf.index in titles for leaf in kept):
        kept = _title_before(leaves, first, titles) + kept
    return Article(kept, element, best_count)


def _evidence(leaves: Sequence[Leaf]) -> dict[int, int]:
    """What of a report each leaf has, as bits."""
    starts: list[int] = []
    at = 0
    for leaf in leaves:
        starts.append(at)
        at += len(leaf.text.text) + 1
    whole = "\n".join(leaf.text.text for leaf in leaves)
    found: dict[int, int] = {}
    for match in _EVIDENCE.finditer(whole):
        kind = match.lastgroup or ""
        if kind[0] == "h":
            line_end = whole.find("\n", match.end())
            if (line_end if line_end >= 0 else len(whole)) - match.start() > _LONGEST_HEADING:
                continue
            bit = 1 << int(kind[1:])
        else:
            bit = 1 << (len(_HEADINGS) + int(kind[1:]))
        index = bisect_right(starts, match.start()) - 1
        if not _is_link(leaves[index]) and not leaves[index].element.beside:
            found[index] = found.get(index, 0) | bit
    return found


def _spread(evidence: dict[int, int], leaves: Sequence[Leaf]) -> None:
    """Tells every element what is in it; an element that knows tells nobody again."""
    for index, bits in evidence.items():
        element: Element | None = leaves[index].element
        while element is not None and element.evidence | bits != element.evidence:
            element.evidence |= bits
            element = element.parent


def _titles(leaves: Sequence[Leaf]) -> set[int]:
    """The leaves with a line that has a title's words."""
    return {
        leaf.index
        for leaf in leaves
        if "公开" in leaf.text.text
        and not _is_link(leaf)
        and (title := _TITLE.search(leaf.text.text)) is not None
        and len(title[0]) <= _LONGEST_TITLE
    }


def _rank(element: Element, titles: Sequence[int]) -> tuple[bool, bool, int]:
    """Of elements with as much of a report: the one with the title in it, or just before it; then
    the longer one; then the first."""
    inside = bisect_left(titles, element.first) < bisect_left(titles, element.last)
    near = bisect_left(titles, element.first - _TITLE_WITHIN)
    before = near < bisect_left(titles, element.first)
    return inside, before, element.last - element.first


def _is_link(leaf: Leaf) -> bool:
    """Whether a leaf is a link to another page, a date beside it or not."""
    return leaf.link > 0 and leaf.link > _MOSTLY_LINK * len(_NO_WORDS.sub("", leaf.text.text))


def _is_around(leaf: Leaf, below: Element | None) -> bool:
    """Whether a leaf is what a site puts around an article, as far as elements inside ``below``
    or the leaf itself tell."""
    text = leaf.text.text
    if (
        leaf.element.beside
        or _is_link(leaf)
        or (len(text) <= _LONGEST_AROUND and _AROUND.match(text))
    ):
        return True
    element: Element | None = leaf.element
    steps = 0
    while element is not None and element is not below and steps < 40:
        if _is_named_around(element.attributes):
            return True
        element = element.parent
        steps += 1
    return False


def _is_named_around(attributes: str) -> bool:
    if "class" not in attributes and "id" not in attributes and "CLASS" not in attributes:
        return False
    return any(
        _AROUND_NAMES.search(match[match.lastindex or 0]) for match in _NAMES.finditer(attributes)
    )


def _widened(
    element: Element, leaves: Sequence[Leaf], evidence: dict[int, int], titles: set[int]
) -> tuple[int, int]:
    """The leaves of an element; and of those beside it the preamble and the sign-off, where these
    stand in elements of their own."""
    first, last = element.first, element.last
    if element.parent is None or element.parent.name in ("td", "th"):
        return first, last
    before, after = first, last
    limit = element.parent
    while before > limit.first and not _is_around(leaves[before - 1], limit):
        before -= 1
    while after < limit.last and not _is_around(leaves[after], limit):
        after += 1
    own = (index for index in range(before, first) if index in titles or index in evidence)
    first = next(own, first)
    known = max(index for index in evidence if index < last)
    if not any(_DATE_LINE.search(leaf.text.text) for leaf in leaves[known:last]):
        for index in range(last, min(after, last + _SIGN_OFF_WITHIN)):
            if _DATE_LINE.search(leaves[index].text.text):
                return first, index + 1
    return first, last


def _without_edges(leaves: Sequence[Leaf], evidence: Sequence[int], titles: set[int]) -> list[Leaf]:
    """An article without what a site puts before its first section and behind its last one."""
    if not leaves:
        return []
    first_known = evidence[0] if evidence else leaves[0].index
    last_known = evidence[-1] if evidence else leaves[-1].index
    known = set(evidence)
    around = [
        leaf.index
        for leaf in leaves
        if (leaf.index < first_known or leaf.index > last_known)
        and leaf.index not in titles
        and leaf.index not in known
        and _is_around(leaf, None)
    ]
    if not around:
        return list(leaves)
    title = min((leaf.index for leaf in leaves if leaf.index in titles), default=-1)
    start = max((index for index in around if index < title), default=leaves[0].index - 1) + 1
    end = min((index for index in around if index > last_known), default=leaves[-1].index + 1)
    dropped = set(around)
    return [leaf for leaf in leaves if start <= leaf.index < end and leaf.index not in dropped]


def _title_before(leaves: Sequence[Leaf], first: int, titles: set[int]) -> list[Leaf]:
    """The title of an article that stands outside of the element with its text, with the lines
    that belong to it."""
    before = [
        index
        for index in range(max(0, first - _TITLE_WITHIN), first)
        if index in titles and not _is_around(leaves[index], None)
    ]
    if not before:
        return []
    title = leaves[before[-1]]
    own = title.element
    if own.parent is not None and own.parent.last - own.parent.first <= 3 and own.name != "td":
        own = own.parent
    own_last = min(own.last, first)
    if own_last - own.first > 3:
        return [title]
    return [
        leaf for leaf in leaves[own.first : own_last] if leaf is title or not _is_around(leaf, None)
    ]
