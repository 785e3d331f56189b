"""Years in the text: work of this year under another one, plans for a year that is over, and
whether title, headings and sign-off speak of the same year."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ..dates import read_year
from ..records import NamedTuple
from ..report.model import AnnualReport, Passage
from ..text import Span, lazy_pattern
from .evidence import named_years, year_of_others
from .hit import Hit, Params, RelatedHit
from .patterns import pattern_of

# A year that is part of no number, document number, date with points or bracket. The lookbehind
# stands behind the digits so that the search can jump from one 20 to the next.
_DATED = lazy_pattern(r"(?P<year>20\d\d)(?<![\d.〔\[（(/-]20\d\d)年")
_DATED_IN_WORDS = lazy_pattern(r"(?P<year>二[〇○零O][〇○零O一二三][〇○零O一二三四五六七八九])年")
_IN_WORDS = str.maketrans("0123456789", "〇一二三四五六七八九")
_CLAUSE_END = lazy_pattern("[，,。；\n]")
_SENTENCE_END = lazy_pattern("[。；;！？!?\n]")
_NUMBERING = lazy_pattern(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[㈠-㈩①-⑳]|第?[一二三四五六七八九十][是，、])$"
)
_LONGEST_SENTENCE = 300
_TO_PLAN = 48  # characters from a year on in which it is said that something is planned
_OPENING_PASSAGES = 3
_FIRST_WORDS = 60
_LONGEST_SECTION = 5000


class Statement(NamedTuple):
    """A sentence or clause that begins with a year: ``2023年，我局主动公开…``.

    ``start`` and ``end`` are the prose offsets of ``2023年``, ``rest`` what follows it up to the
    sentence's end, ``sentence`` the whole sentence, which may begin with another clause.
    """

    year: int
    start: int
    end: int
    rest: str
    sentence: str
    passage: Passage


def statements(report: AnnualReport, years: Container[int]) -> Iterator[Statement]:
    """The sentences and clauses of the text that begin with one of some years."""
    text = report.prose.text
    named = [at for at, year in named_years(text) if year in years and _DATED.match(text, at)]
    in_words = _DATED_IN_WORDS.finditer(text)
    named += [match.start() for match in in_words if read_year(match["year"]) in years]
    for start in named:
        passage = report.passage_at(start)
        if passage is None or passage.kind not in ("text", "heading"):
            continue
        opened = _opened_at(text, passage.start, start)
        if opened is None:
            continue
        behind = start + len("2024年")
        limit = min(passage.end, behind + _LONGEST_SENTENCE)
        stop = _SENTENCE_END.search(text, behind, limit)
        end = stop.start() if stop else limit
        year = read_year(text[start : behind - 1])
        yield Statement(year, start, behind, text[behind:end], text[opened:end], passage)


def _years(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    yield from _DATED.finditer(text, start, end)
    yield from _DATED_IN_WORDS.finditer(text, start, end)


def _opened_at(text: str, start: int, at: int) -> int | None:
    """Where the sentence begins whose clause begins at an offset, in a passage that begins at
    ``start``; None where no clause begins there."""
    if at == start or text[at - 1] in "。；;：:！？!?":
        return at
    before = text[max(start, at - _LONGEST_SENTENCE) : at]
    if at - start <= 8 and _NUMBERING.search(before):
        return at
    if before[-1] not in "，,":
        return None
    head = _SENTENCE_END.split(before)[-1]
    return None if _DATED.search(head) else at - len(head)


class _Patterns:
    """The patterns of a rule's parameters, by name; each is compiled when it is first asked for:
    most reports need few of them."""

    def __init__(self, params: Params) -> None:
        self._params = params

    def __getattr__(self, name: str) -> re.Pattern[str]:
        return pattern_of(self._params[name])


def stale_year(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """This year's work reported under another year.

    ``distances`` are the years' differences from the report's at which it was last year's file
    (-1), or next year's, that was copied.
    ``opening`` is what may stand between the year and the work, ``work`` a counted piece of work,
    ``nothing`` a statement that nothing happened, ``general`` the words of an opening paragraph;
    ``begins`` those that such a paragraph's first sentence begins with, which are no ``history``,
    where the paragraph has one of the words ``of_disclosure``. ``announced`` is a report that
    announces itself under another year. ``other_meaning``, for next year ``planned``, and
    ``this_year`` make another year right; ``counted`` is a count that a neighbouring sentence
    compares with, ``listed`` one of a third year in the same. ``silent`` are sections that speak
    of other years; there only a ``problem`` is looked for, unless it was ``put_right``.
    """
    if report.year is None or year_of_others(report) is not None:
        return
    patterns = _Patterns(params)
    years = [report.year + distance for distance in params["distances"]]
    for statement in statements(report, years):
        if _is_stale(report, statement, patterns, params):
            yield _hit(report, statement.start, statement.end, report.year)
    for match in patterns.announced.finditer(report.prose.text):
        if int(match["year"]) != report.year:
            yield _hit(report, match.start("year"), match.end("year") + 1, report.year)


def _hit(report: AnnualReport, start: int, end: int, right: int) -> Hit:
    written = report.prose.text[start:end]
    found = {"text": written, "year": report.year, "right": right}
    suggestion = f"{right}年"
    if not written[0].isascii():
        suggestion = suggestion.translate(_IN_WORDS).replace("〇", written[1])
    return Hit(report.prose.span(start, end), found, "", (suggestion,))


def _is_stale(
    report: AnnualReport, statement: Statement, patterns: _Patterns, params: Params
) -> bool:
    assert report.year is not None
    if statement.year > report.year and "将" in statement.rest[:_FIRST_WORDS]:
        return False
    if _begins_overview(report, statement, patterns, params):
        return True
    opening = patterns.opening.match(statement.rest)
    if opening is None:
        return False
    rest = statement.rest[opening.end() :]
    if statement.passage.section in params["silent"]:
        return _is_stale_problem(report, statement, rest, patterns)
    sentence = statement.sentence
    if str(report.year) in sentence or patterns.this_year.search(sentence):
        return False
    if statement.year > report.year and patterns.planned.search(sentence):
        return False
    if patterns.listed.search(statement.rest):
        return False
    said = patterns.work.match(rest) or patterns.nothing.match(rest)
    if said:
        head = sentence[: len(sentence) - len(rest) + said.end()]
        if not patterns.other_meaning.search(head):
            return not _compared(report, statement, patterns)
    if patterns.other_meaning.search(rest[:_FIRST_WORDS]):
        return False
    return _opens_overview(report, statement) and bool(patterns.general.search(rest))


def _is_stale_problem(
    report: AnnualReport, statement: Statement, rest: str, patterns: _Patterns
) -> bool:
    """Whether a section on the problems of the year names only an earlier year."""
    section = report.section(statement.passage.section or "")
    if section is None or report.year is None:
        return False
    if statement.year > report.year or not patterns.problem.match(rest):
        return False
    end = min(section.end, section.start + _LONGEST_SECTION)
    text = report.prose.text[section.start : end]
    return str(report.year) not in text and not patterns.put_right.search(text)


def _compared(report: AnnualReport, statement: Statement, patterns: _Patterns) -> bool:
    """Whether a neighbouring sentence of the paragraph counts the same for the report's year."""
    text, passage = report.prose.text, statement.passage
    # What ends in a semicolon goes on in the next paragraph.
    first = 0 if text.endswith(("；", ";"), 0, max(0, passage.start - 1)) else passage.start
    before = text[max(first, statement.start - _LONGEST_SENTENCE) : statement.start]
    after = text[statement.end : min(passage.end, statement.end + 2 * _LONGEST_SENTENCE)]
    sentences = [sentence for sentence in _SENTENCE_END.split(before) if sentence]
    near = (*sentences[-2:], *_SENTENCE_END.split(after)[1:2])
    this_year = (f"{report.year}年", "今年", "本年")
    return any(
        any(year in sentence for year in this_year) and patterns.counted.search(sentence)
        for sentence in near
    )


def _begins_overview(
    report: AnnualReport, statement: Statement, patterns: _Patterns, params: Params
) -> bool:
    """Whether a statement is the sentence that a report on a year's work begins with, and the
    section has not named the report's year before."""
    section, passage = report.section("overview"), statement.passage
    if section is None or passage.start != statement.start:
        return False
    if passage.start not in [first.start for first in section.passages[:_OPENING_PASSAGES]]:
        return False
    text = report.prose.text[section.start : passage.end]
    if f"{report.year}年" in text or patterns.this_year.search(text):
        return False
    if statement.year > (report.year or 0) and patterns.planned.search(statement.sentence):
        return False
    paragraph = report.prose.text[passage.start : passage.end]
    return (
        patterns.begins.match(statement.rest) is not None
        and not patterns.history.search(statement.rest[: 2 * _FIRST_WORDS])
        and any(word in paragraph for word in params["of_disclosure"])
    )


def _opens_overview(report: AnnualReport, statement: Statement) -> bool:
    """Whether a statement begins one of the overview's first paragraphs, and no other year is
    named there."""
    section = report.section("overview")
    if section is None:
        return False
    for passage in section.passages[:_OPENING_PASSAGES]:
        if passage.start == statement.start:
            return f"{report.year}年" not in report.prose.text[passage.start : passage.end]
    return False


def plan_year(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Plans for the report's year or an earlier one.

    ``plan`` finds a year and what is planned in it with one of the words ``planned`` (groups
    ``year``, ``strong`` for words that are mostly a plan's). The words that make 将 a 把:
    ``handling``, which outweigh no strong ones in the sections of ``planning``, and ``handled``,
    which do anywhere. ``done`` are the words of what is over, ``fulfilled`` those that say so of a
    plan; ``headline`` finds a heading of plans, in the sections of ``planning``.
    """
    if report.year is None or year_of_others(report) is not None:
        return
    text = report.prose.text
    plan = pattern_of(params["plan"])
    for at, year in named_years(text):
        near = text[at : at + _TO_PLAN]
        if year <= report.year and any(map(near.__contains__, params["planned"])):
            match = plan.match(text, at)
            if match and _is_plan(report, match, params):
                yield _hit(report, at, match.end("year") + 1, report.year + 1)
    headlines = pattern_of(params["headline"])
    for key in params["planning"]:
        section = report.section(key)
        for passage in section.passages if section else ():
            headline = headlines.match(text, passage.start, passage.end)
            if headline and int(headline["year"]) <= report.year:
                start, end = headline.span("year")
                yield _hit(report, start, end + 1, report.year + 1)


def _is_plan(report: AnnualReport, match: re.Match[str], params: Params) -> bool:
    text = report.prose.text
    stop = _SENTENCE_END.search(text, match.end(), match.end() + _LONGEST_SENTENCE)
    sentence = text[match.start() : stop.start() if stop else match.end() + _LONGEST_SENTENCE]
    passage = report.passage_at(match.start())
    if passage is None or passage.kind != "text":
        return False
    planning = passage.section in params["planning"]
    if pattern_of(params["fulfilled" if planning else "done"]).search(sentence):
        return False
    clause = _CLAUSE_END.split(text[match.end() : match.end() + 60], maxsplit=1)[0]
    if pattern_of(params["handled"]).search(clause):
        return False
    return bool(match["strong"] and planning) or not pattern_of(params["handling"]).search(clause)


def year_conflict(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Title and headings that name different report years.

    Where the title's is later than all others' (variant "either"), any of them may be wrong.
    ``self_title`` finds a title in the text; headings of the sections in ``silent`` and those
    with the words of ``other_meaning`` speak of other years.
    """
    if report.year is None:
        return
    title = report.title
    others = year_of_others(report)
    if others is not None and title is not None and title.year_span is not None:
        found: dict[str, object] = {"text": title.year, "year": others.year}
        related = tuple(RelatedHit(span) for span in others.spans)
        if others.year < (title.year or 0):
            # Last year's file under a new title, or this year's under a wrong one: who knows?
            yield Hit(title.year_span, found, "either", (), related)
        else:
            yield Hit(title.year_span, found, "title", (str(others.year),), related)
        return
    anchor = title.year_span if title and title.year_span else report.anchor
    for span, year in _named_years(report, params):
        if year != report.year:
            found = {"text": f"{year}年", "year": report.year}
            yield Hit(span, found, "", (f"{report.year}年",), (RelatedHit(anchor),))


def _named_years(report: AnnualReport, params: Params) -> Iterator[tuple[Span, int]]:
    """The years of the section headings, and of titles that stand before them once more."""
    text = report.prose.text
    for passage in report.passages:
        if passage.kind == "heading":
            if passage.section in params["silent"]:
                continue
        elif passage.kind != "text" or passage.section is not None:
            continue  # below the headings a title is a link to another report
        elif not text.endswith("报告", passage.start, passage.end):
            continue
        if text.find("年", passage.start, passage.end) < 0:
            continue
        years = list(_years(text, passage.start, passage.end))
        if len({match["year"] for match in years}) != 1:
            continue
        words = text[passage.start : passage.end]
        pattern = params["other_meaning" if passage.kind == "heading" else "self_title"]
        if bool(pattern_of(pattern).search(words)) == (passage.kind == "text"):
            yield report.prose.span(*years[0].span()), read_year(years[0]["year"])
