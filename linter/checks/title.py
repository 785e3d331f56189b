"""GX1: the title names the organ in full, the year, and the report in the official words."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport, Title
from ..text import Span, lazy_pattern
from .hit import Hit, Params

_WORDS = lazy_pattern(r"政[府务]信息公开|信息公开|政务公开|政府公开信息")
# A name of a place before the name of the office: 东昌区…, 市中区…, but not 区教育局, 城市管理局.
_PLACE = lazy_pattern(r".(?:省|(?<!城)市|(?<![城])县|区|州|旗|盟|镇|(?<!城)乡|街道)")
_YEAR_AFTER = lazy_pattern(r"\s{0,4}[（(]\s{0,2}(?:20\d\d|二[〇○零]..)")
_YEAR = lazy_pattern("20[0-9]{2}年")
_LEVEL = "省市县区州旗盟镇乡"


def title_complete(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A title that is not there, lacks the organ or the year, names either twice, shortens the
    organ's name that the sign-off has in full, or is not in the official words (``words``)."""
    title, words = report.title, params["words"]
    if title is None:
        yield Hit(report.anchor, {"title": _official(report, words)}, "missing")
        return
    lacking = [
        part
        for part, there in (
            ("organ", title.organ),
            ("year", title.year or _year_follows(report, title)),
        )
        if not there
    ]  # fmt: skip
    if lacking:
        yield Hit(
            title.line_span,
            {"title": title.text, "official": _official(report, words)},
            "-".join(lacking),
            _whole_title(report, title, words),
        )
        return
    yield from _years_twice(report, title)
    if title.organ and title.organ_span and (organ := _doubled(title.organ)):
        yield Hit(title.organ_span, {"organ": organ}, "doubled", (organ,))
    elif (
        title.organ
        and title.organ_span
        and report.organ
        and _is_short(title.organ, report.organ)
        and not _begins_before(report, title, report.organ.removesuffix(title.organ))
    ):
        yield Hit(
            title.organ_span,
            {"organ": title.organ, "full": report.organ},
            "short",
            (report.organ,),
        )
    if not title.official:
        yield from _unofficial(report, title, words)


def _official(report: AnnualReport, words: str) -> str:
    return f"{report.organ or '（单位全称）'}{report.year or '（年份）'}年{words}"


def _whole_title(report: AnnualReport, title: Title, words: str) -> tuple[str, ...]:
    """The title as it should be, where all of it is known and it stands on one line."""
    if report.organ and report.year and title.span == title.line_span:
        return (f"{report.organ}{report.year}年{words}",)
    return ()


def _year_follows(report: AnnualReport, title: Title) -> bool:
    """Whether the year stands in brackets after the title: ``…年度报告（2024年）``."""
    after = report.raw.text[title.span.end : title.span.end + 16]
    return bool(_YEAR_AFTER.match(after))


def _begins_before(report: AnnualReport, title: Title, beginning: str) -> bool:
    """Whether the rest of the organ's name stands on the line before the title."""
    before = "".join(report.raw.text[max(0, title.span.start - 60) : title.span.start].split())
    return bool(beginning) and before.endswith(beginning)


def _years_twice(report: AnnualReport, title: Title) -> Iterator[Hit]:
    """The first of two years in the title: 2024年云溪县水利局2024年…."""
    years = [*_YEAR.finditer(title.text)]
    if len(years) > 1:
        first, other = years[0].group(), years[1].group()
        span = _place(report, title, *years[0].span())
        said = {"first": first, "other": other}
        yield Hit(span, said, "year-twice" if first == other else "two-years")


def _doubled(organ: str) -> str:
    """The name that stands twice in a row and is all there is; empty if none."""
    half = organ[: len(organ) // 2]
    return half if len(half) > 2 and half * 2 == organ else ""


def _is_short(organ: str, full: str) -> bool:
    return len(organ) < len(full) and not _has_place(organ) and _has_place(full)


def _has_place(organ: str) -> bool:
    name = organ[1:] if organ[0] in _LEVEL else organ
    return bool(_PLACE.search(name))


def _unofficial(report: AnnualReport, title: Title, words: str) -> Iterator[Hit]:
    found = _WORDS.search(title.text)
    if found is None:
        return
    wrong = title.text[found.start() :]
    span = _place(report, title, found.start(), len(title.text))
    year_before = title.year_span and title.year_span.start < span.start
    right = words if year_before else f"{title.year}年{words}"
    yield Hit(span, {"wrong": wrong, "right": right}, "words", (right,))


def _place(report: AnnualReport, title: Title, start: int, end: int) -> Span:
    """The place of some characters of the title."""
    for passage in report.passages:
        if passage.kind == "title" and report.prose.text.startswith(title.text, passage.start):
            return report.prose.span(passage.start + start, passage.start + end)
    return title.span
