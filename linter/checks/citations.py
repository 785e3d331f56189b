"""How laws and documents are cited: their numbers, brackets, and whether they are in force."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .hit import Hit, Params
from .scanning import places_of

# 国务院令第711号, 国务院第711号令, 第711号令, and the same with something lacking.
_ORDER = lazy_pattern(
    r"国(?:务院)?令(?P<bracket>[（(]?)(?:[〔\[（(]?(?:19|20)\d\d(?:[〕\]）)]|年)(?=第?\d))?"
    r"(?P<first>第?)(?P<number>\d{1,4})(?P<sign>号?)(?!\d)"
    r"|国务院(?P<middle>第?)(?P<order>\d{1,4})号?令"
    r"|(?<!\d)第?(?P<alone>\d{3,4})号令"
)
# 〔2021〕30号, in whatever brackets; what stands before it is looked at only where it matters.
# The small brackets look like the right ones and stand in official texts.
_DOCUMENT = lazy_pattern(
    r"(?P<open>[〔﹝［\[【(（{〖]?)(?P<year>(?:19|20)\d\d)(?P<close>[〕﹞］\]】)）}〗]?)"
    r"(?P<ordinal>第?)(?P<number>\d{1,4})号(?![楼线院地机车门厅桥])"
)
_ISSUER = lazy_pattern(r"[^\W\d_a-zA-Z]{1,14}\Z")
_NATIONAL = lazy_pattern(r"国[^\W\d_a-zA-Z]{0,11}\Z")  # an organ of the state's, as in 国办发
_AFTER_TITLE = lazy_pattern(r"[〉》>”\"]{0,2}(?:的通知)?[〉》>”\"]{0,2}(?P<bracket>[（(【]?)")
_END_OF_CITATION = lazy_pattern(r"[《》。\n）)](?:(?<![）)])|(?<=[号令].))")
_AFTER_ORDER = frozenset("），。；、)》,; \n和及等")
_FAR = 25  # characters between a title's bracket and its number: 2019年4月3日修订，
_REACH = 90
_SENTENCE = 150  # characters around a number in which its successor may be named


class _Number(NamedTuple):
    """The number of a law or document as it is cited."""

    start: int
    end: int
    key: tuple[str, int, int]  # issuer, year, number; an order has no year


_Found = tuple[int, int, Hit | None]  # start, end; None where another rule speaks


def citation(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Numbers that are not those of the title before them, or not written as they must be.

    ``entries`` is the lexicon of laws. Variants, each given ``wrong`` and ``right``: "number"
    (also ``title``), "brackets" for 〔2021〕, "order" for 国务院令第711号, "ordinal" for a 第 that
    does not belong there: 国办发〔2021〕第30号.
    """
    text = report.prose.text
    if "号" not in text and "令" not in text:
        return
    found: list[_Found] = [*_of_another(report, params["entries"])]
    found += [(start, end, None) for start, end, _, _ in _superseded(report, params["entries"])]
    found += _ill_formed_orders(report)
    found += _ill_bracketed(report)
    found += _with_ordinal(report)
    reached = 0
    for start, end, hit in sorted(found, key=lambda each: each[:2]):
        if start >= reached and hit is not None:
            yield hit
        reached = max(reached, end)


def superseded_basis(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Documents named as the basis although another has taken their place.

    ``entries`` is the lexicon of laws. A sentence that also names the successor tells their
    history and is right. Given ``wrong``, ``right``, ``old`` (what was superseded), ``title``.
    """
    for start, end, law, old in _superseded(report, params["entries"]):
        wrong = report.prose.text[start:end]
        yield Hit(
            report.prose.span(start, end),
            {"wrong": wrong, "right": law["number"], "old": old["title"], "title": law["title"]},
            suggestions=() if wrong == old.get("name") else (law["number"],),
        )


_Law = Mapping[str, Any]


def _superseded(
    report: AnnualReport, laws: Sequence[_Law]
) -> Iterator[tuple[int, int, _Law, Mapping[str, Any]]]:
    """Where a document that was superseded is named: start, end, its successor, itself."""
    text = report.prose.text
    olds = [
        (law, old)
        for law in laws
        for old in law.get("replaces", ())
        if report.year is not None and report.year >= old["from"]
    ]
    olds = [(law, old) for law, old in olds if _may_name(text, old)]
    numbers = _numbers(text, 0, len(text)) if olds else []
    for law, old in olds:
        current, former = _key(law["number"]), _key(old["number"])
        successors = [number.start for number in numbers if number.key == current]
        places = [(number.start, number.end) for number in numbers if number.key == former]
        if not places and (name := old.get("name")) and (at := text.find(name)) >= 0:
            places = [(at, at + len(name))]
        for start, end in places:
            lead, tail = _sentence(text, start, end)
            if bisect_left(successors, lead) == bisect_left(successors, tail):
                yield start, end, law, old


def _may_name(text: str, old: Mapping[str, Any]) -> bool:
    return str(_key(old["number"])[2]) in text or ("name" in old and old["name"] in text)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _SENTENCE), end + _SENTENCE
    lead = max(text.rfind("。", low, start), text.rfind("\n", low, start), low - 1) + 1
    stops = [at for at in (text.find("。", end, high), text.find("\n", end, high)) if at >= 0]
    return lead, min(stops, default=high)


@lru_cache(maxsize=256)
def _key(number: str) -> tuple[str, int, int]:
    return _numbers(number, 0, len(number))[0].key


def _orders(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What ``_ORDER`` matches, looked for around 令 only."""
    stop = len(text) if end is None else end
    at, reached = text.find("令", start, stop), start
    while at >= 0:
        match = _ORDER.search(text, max(reached, at - 9), min(stop, at + 22))
        if match is not None and match.start() <= at < match.end():
            reached = match.end()
            yield match
        at = text.find("令", max(at + 1, reached), stop)


def _documents(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What ``_DOCUMENT`` matches, looked for before 号 only."""
    stop = len(text) if end is None else end
    at = text.find("号", start, stop)
    while at >= 0:
        if text[at - 1 : at].isdigit():
            match = _DOCUMENT.search(text, max(start, at - 12), min(len(text), at + 2))
            if match is not None and match.end() == at + 1:
                yield match
        at = text.find("号", at + 1, stop)


def _numbers(text: str, start: int, end: int) -> list[_Number]:
    """The orders and documents of the state's organs cited between two offsets, in order."""
    found = []
    for match in _orders(text, start, end):
        value = int(match["number"] or match["order"] or match["alone"])
        found.append(_Number(match.start(), match.end(), ("国务院令", 0, value)))
    for match in _documents(text, start, end):
        issuer = _NATIONAL.search(text, max(0, match.start() - 12), match.start())
        if issuer is None or issuer.group().endswith("令"):
            continue
        name = issuer.group()[issuer.group().rfind("国") :]
        key = (name, int(match["year"]), int(match["number"]))
        found.append(_Number(match.start() - len(name), match.end(), key))
    return sorted(found)


def _of_another(report: AnnualReport, laws: Sequence[Mapping[str, Any]]) -> Iterator[_Found]:
    """Numbers beside a title that is another document's, or nobody's: 国务院令第771号."""
    text = report.prose.text
    for law in laws:
        name, right = law["name"], law["number"]
        for at in places_of(text, name):
            if "led" not in law or (at > 0 and text[at - 1] in law["led"]):
                number = _cited_after(text, at + len(name), law)
                if number is not None:
                    place = number.start, number.end
                    yield _hit(report, *place, "number", right, title=law["title"])


def _cited_after(text: str, end: int, law: Mapping[str, Any]) -> _Number | None:
    """The number cited after a title, where none there is the law's own."""
    marks = _AFTER_TITLE.match(text, end)
    assert marks is not None  # it matches nothing at all, too
    start = marks.end()
    if text.startswith(law["number"], start):
        return None  # as nearly always
    stop = _END_OF_CITATION.search(text, start, start + _REACH)
    numbers = _numbers(text, start, stop.end() if stop else start + _REACH)
    if not numbers or numbers[0].start - start > (_FAR if marks["bracket"] else 0):
        return None
    known = {_key(law["number"]), *(_key(old["number"]) for old in law.get("replaces", ()))}
    return None if any(number.key in known for number in numbers) else numbers[0]


def _ill_formed_orders(report: AnnualReport) -> Iterator[_Found]:
    """国务院令711号, 国务院711号令: the number of an order takes 第 and 号."""
    text = report.prose.text
    for match in _orders(text):
        wrong, end = match.group(), match.end()
        if match["number"]:
            if match["sign"] and text.startswith("令", end):
                wrong, end = f"{wrong}令", end + 1  # 国务院令第711号令
            if match["bracket"] and match["first"] and match["sign"]:
                continue
            if not match["sign"] and text[end : end + 1] not in _AFTER_ORDER:
                continue
            right = f"{wrong[: wrong.index('令') + 1]}第{match['number']}号"
        elif match["order"]:
            right = f"国务院第{match['order']}号令"
        else:
            continue
        if wrong != right:
            yield _hit(report, match.start(), end, "order", right)


def _ill_bracketed(report: AnnualReport) -> Iterator[_Found]:
    """云水发[2024]3号: the year of a document number stands in 〔 〕."""
    text = report.prose.text
    for match in _documents(text):
        opened, closed = match["open"], match["close"]
        if not (opened or closed) or (opened in ("〔", "﹝") and closed in ("〕", "﹞")):
            continue
        issuer = _ISSUER.search(text, max(0, match.start() - 14), match.start())
        if issuer is None or issuer.group().endswith(("令", "公告", "通告", "年", "第")):
            continue
        if match["ordinal"] and opened in ("（", "("):
            continue  # the number of a case or a certificate
        start, end = match.start("open"), match.end("close")
        yield _hit(report, start, end, "brackets", f"〔{match['year']}〕")


def _with_ordinal(report: AnnualReport) -> Iterator[_Found]:
    """国办发〔2021〕第30号: a document number takes no 第.

    Cases and announcements have one: only the documents of the state's organs are judged.
    """
    text = report.prose.text
    for match in _documents(text):
        if match["ordinal"] and (match["open"] or match["close"]):
            issuer = _NATIONAL.search(text, max(0, match.start() - 12), match.start())
            if issuer is not None and issuer.group().endswith(("发", "函")):
                start = match.start("ordinal")
                yield _hit(report, start, match.end(), "ordinal", text[start + 1 : match.end()])


def _hit(
    report: AnnualReport, start: int, end: int, variant: str, right: str, **more: object
) -> _Found:
    params = {"wrong": report.prose.text[start:end], "right": right, **more}
    certain = variant != "number"  # there the title may be the mistake
    span = report.prose.span(start, end)
    return start, end, Hit(span, params, variant, (right,), certain=certain)
