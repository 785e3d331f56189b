"""GX107: the numbers of headings and of the items under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import NamedTuple
from ..report.headings import NUMBER, ordinal
from ..report.model import AnnualReport, Section
from ..text import lazy_pattern
from .hit import Hit, Params, RelatedHit
from .patterns import any_of, pattern_of
from .spoken_numbers import spoken_numbers

_CHINESE = "一二三四五六七八九十"
_NUMERAL = lazy_pattern(r"[一二三四五六七八九十]{1,3}|\d{1,2}|[㈠-㈩①-⑩]")
# A number of each style inside a paragraph; a list in sentences (一是) can be part of any.
_INSIDE = {
    "cn": "{cn}[、，,．.：:]|{cn}是",
    "cn_bracket": "[（(]{cn}[）)]|{circled}|{cn}是",
    "arabic": r"(?<!\d){arabic}[、．.]|{cn}是",
    "arabic_bracket": "[（(]{arabic}[）)]|{cn}是",
}
_LONGEST_HEADING = 40
# How far into an item its subject stands.
_SUBJECT = 24


_Number = tuple[str, int, "re.Match[str]"]  # its style and value


class _Item(NamedTuple):
    """A paragraph's number: ``（三）``, with the offsets into the prose where it stands."""

    style: str
    value: int
    start: int
    end: int
    text: str


class _Level:
    """A list that is open: its style, its latest item, and for each style that was mixed into
    it the places after the first."""

    __slots__ = ("last", "mixed", "style", "value")

    def __init__(self, style: str, value: int, last: _Item) -> None:
        self.style = style
        self.value = value
        self.last = last
        self.mixed: dict[str, list[RelatedHit]] = {}


def numbering_consistent(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Numbers that jump, repeat, are missing, or are in another style than their neighbours.

    Looked at are the sections themselves, the items inside sections of text, and those inside
    paragraphs (一是…二是). Lists may nest and begin anew under another parent. ``aspects`` has a
    pattern for each aspect of section one in the official order: an item with its aspect's own
    number is right, whatever is missing before it.
    """
    yield from _section_numbers(report)
    if report.form is None:
        return
    with_table = {table.section for table in report.form.tables}
    for section in report.sections:
        if section.key not in with_table:
            aspects = params["aspects"] if section.key == "overview" else ()
            yield from _List(report, section, aspects).hits()
    yield from spoken_numbers(report)


# --- the sections themselves -------------------------------------------------------------------


def _section_numbers(report: AnnualReport) -> Iterator[Hit]:
    """Sections whose number is neither their official one nor the next."""
    sections = report.sections
    if all(s.title.startswith(s.form.title[:2]) for s in sections):
        return
    numbers = [section.number for section in sections]
    numbered = [number for number in numbers if number is not None]
    # All the same: an editor's automatic numbers, lost in conversion.
    if len(numbered) < 3 or len(set(numbered)) == 1:
        return
    styles = [_style(section) for section in sections]
    usual = _usual_style(sections, styles)
    previous = 0
    for section, style in zip(sections, styles, strict=True):
        number, official = section.number, section.form.ordinal
        if number is None:
            if len(numbered) >= len(sections) - 2:
                yield _section_hit(section, official, "unnumbered")
            previous = official
            continue
        in_turn = number in (official, previous + 1)
        if not in_turn and number != _own_headings(report, section, previous) + 1:
            variant = "section-repeat" if number == previous else "section-jump"
            yield _section_hit(section, official, variant)
        elif usual and style != usual:
            yield _section_hit(section, number, "section-style")
        previous = number


def _style(section: Section) -> str:
    match = NUMBER.match(section.title)
    return (match.lastgroup or "") if match else ""


def _usual_style(sections: Sequence[Section], styles: Sequence[str]) -> str | None:
    """The style of all numbered headings but one or two; None where there is none."""
    numbered = [
        style for section, style in zip(sections, styles, strict=True) if section.number is not None
    ]
    counts = {style: numbered.count(style) for style in numbered}
    style = max(counts, key=lambda style: counts[style])
    return style if style == "cn" and len(numbered) - counts[style] <= 2 else None


def _own_headings(report: AnnualReport, section: Section, previous: int) -> int:
    """The last number before a section where headings of the report's own stand between:
    ``二、政策解读情况``."""
    text = report.prose.text
    for other in report.sections:
        if other.span.end <= section.span.start and other.number == previous:
            for passage in other.passages:
                match = NUMBER.match(text, passage.start)
                short = passage.end - passage.start <= _LONGEST_HEADING
                if match and match.lastgroup == "cn" and short:
                    previous += ordinal(match.group("cn")) == previous + 1
    return previous


def _section_hit(section: Section, number: int, variant: str) -> Hit:
    right = f"{_CHINESE[number - 1]}、{section.name}"
    return Hit(section.span, {"title": section.title, "right": right}, variant, (right,))


# --- the items inside a section ----------------------------------------------------------------


class _List:
    """The numbered paragraphs of one section."""

    def __init__(self, report: AnnualReport, section: Section, aspects: Sequence[str]) -> None:
        self.report = report
        self.text = report.prose.text
        self.aspects = aspects
        self.numbers = self._numbers(section)
        self.items: Sequence[_Item] = ()
        self.following: Sequence[int | None] = ()
        self.levels: list[_Level] = []
        self.latest: dict[str, int] = {}

    def _numbers(self, section: Section) -> list[_Number]:
        """The numbers that paragraphs begin with."""
        numbers = []
        for passage in section.passages:
            match = NUMBER.match(self.text, passage.start)
            if match is None or match.end() >= passage.end or _goes_on(self.text, match.end()):
                continue
            style = match.lastgroup or ""
            numeral = match[style]
            if style == "circled" and "㈠" <= numeral <= "㈩":
                style = "cn_bracket"
            value = _CHINESE.find(numeral) + 1 if len(numeral) == 1 else 0
            value = value or ordinal(numeral) or 0
            if style != "part" and value:
                numbers.append((style, value, match))
        return numbers

    def hits(self) -> Iterator[Hit]:
        """The items that are wrongly numbered; what is mixed in at one place is one hit."""
        if self._are_in_order():
            return
        self.items = [
            _Item(style, value, match.start(), match.end(), match.group())
            for style, value, match in self.numbers
        ]
        if self._lost():
            return
        self.following = self._following()
        found: list[tuple[Hit, list[RelatedHit]]] = []
        for index, item in enumerate(self.items):
            depth = self._depth(item)
            if depth is not None:
                hit = self._next(index, item, depth)
                related: list[RelatedHit] = []
            else:
                hit, related = self._other_style(index, item)
            if hit is not None:
                found.append((hit, related))
            self.latest[item.style] = item.value
        for hit, related in found:
            yield hit._replace(related=tuple(related))

    def _are_in_order(self) -> bool:
        """Whether they are what they are in most reports: each begins a list or goes on with one
        that is open."""
        latest: dict[str, int] = {}  # the lists that are open, the innermost last
        for style, value, _ in self.numbers:
            if value != latest.get(style, 0) + 1:
                return False
            while style in latest and next(reversed(latest)) != style:
                latest.popitem()
            latest[style] = value
        return True

    def _lost(self) -> bool:
        """Whether all numbers are the same: automatic ones, lost in conversion."""
        return len(self.items) >= 3 and len({item.text for item in self.items}) == 1

    def _depth(self, item: _Item) -> int | None:
        return next((i for i, level in enumerate(self.levels) if level.style == item.style), None)

    def _next(self, index: int, item: _Item, depth: int) -> Hit | None:
        """A further item of a list that is open."""
        del self.levels[depth + 1 :]
        level = self.levels[depth]
        before, expected = level.last, level.value + 1
        continued = self.following[index] == expected + 1
        level.last, level.value = item, item.value
        if item.value == expected:
            return None
        if item.value == 1:
            if not continued and not self._is_aspect(item, expected):
                return None
        elif self._is_explained(item, before, expected):
            return None
        if continued:
            level.value = expected
        variant = "jump" if item.value > expected else "repeat"
        return self._hit(item, before, expected, variant)

    def _following(self) -> list[int | None]:
        """For each item the value of the next of its style."""
        following: list[int | None] = []
        nearest: dict[str, int] = {}
        for item in reversed(self.items):
            following.append(nearest.get(item.style))
            nearest[item.style] = item.value
        return following[::-1]

    def _is_explained(self, item: _Item, before: _Item, expected: int) -> bool:
        """Whether the numbers between stand inside a paragraph, or the aspect has that number."""
        wanted = range(expected, item.value) if item.value > expected else (item.value - 1,)
        if any(self._stands(item.style, n, before.end, item.start) for n in wanted):
            return True
        return self._is_aspect(item, item.value)

    def _is_aspect(self, item: _Item, number: int) -> bool:
        """Whether an item begins with the aspect of that number."""
        if not 1 <= number <= len(self.aspects):
            return False
        pattern = any_of((self.aspects[number - 1],))
        return bool(pattern.search(self.text, item.end, item.end + _SUBJECT))

    def _stands(self, style: str, value: int, start: int, end: int) -> bool:
        """Whether an item's number stands inside the text between two items."""
        if not 1 <= value <= len(_CHINESE):
            return False
        pattern = _INSIDE.get(style, "").format(
            cn=_CHINESE[value - 1], arabic=value, circled=chr(ord("㈠") + value - 1)
        )
        return bool(pattern) and bool(pattern_of(pattern).search(self.text, start, end))

    def _other_style(self, index: int, item: _Item) -> tuple[Hit | None, list[RelatedHit]]:
        """An item of a style that no open list has: a list of its own, or one mixed in.

        Further items of the same mixture are added to the places of its first.
        """
        host = self._host(item)
        if host is None:
            level = _Level(item.style, item.value, item)
            self.levels.append(level)
            return self._first(index, level), []
        del self.levels[self.levels.index(host) + 1 :]
        host.value = item.value
        hit = self._hit(item, host.last, item.value, "mixed")
        if item.style in host.mixed:
            related = RelatedHit(
                hit.span, "related", {"number": item.text, "right": hit.params["right"]}
            )
            host.mixed[item.style].append(related)
            return None, []
        host.mixed[item.style] = []
        return hit, host.mixed[item.style]

    def _first(self, index: int, level: _Level) -> Hit | None:
        """The first item of a list, which is wrong where the next is the second."""
        item = level.last
        if item.value == 1 or self.following[index] != 2:
            return None
        level.value = 1
        right = _renumbered(item.text, 1)
        span = self.report.prose.span(item.start, item.end)
        return Hit(span, {"number": item.text, "right": right}, "first", (right,))

    def _host(self, item: _Item) -> _Level | None:
        """The open list that an item goes on with in another style."""
        if item.value == 1:
            return None
        for level in reversed(self.levels):
            goes_on = level.value + 1 == item.value
            if goes_on and item.style in level.mixed:
                return level
            alone = self.latest.get(item.style) != item.value - 1
            if goes_on and alone and not self._stands_as(item, level.last.end):
                return level
        return None

    def _stands_as(self, item: _Item, start: int) -> bool:
        """Whether the number before an item's stands in its style inside the text before it."""
        before = _renumbered(item.text, item.value - 1)
        return self.text.find(before, start, item.start) >= 0

    def _hit(self, item: _Item, before: _Item, value: int, variant: str) -> Hit:
        right = _renumbered(before.text, value)
        return Hit(
            self.report.prose.span(item.start, item.end),
            {"number": item.text, "before": before.text, "right": right},
            variant,
            (right,),
        )


def _goes_on(text: str, end: int) -> bool:
    """Whether the number that ends there is the first of several in a sentence: ``六、七月份``."""
    return text[end - 1] in "、，," and (text[end] in _CHINESE or text[end].isdigit())


def _renumbered(number: str, value: int) -> str:
    """A number in the style of another: ``（二）`` and 3 → ``（三）``."""
    old = _NUMERAL.search(number)
    if old is None:
        return number
    first = old.group()[0]
    if first.isdigit() and first.isascii():
        new = str(value)
    elif first in _CHINESE or value > 10:
        new = _chinese(value)
    else:
        new = chr(ord("㈠" if "㈠" <= first <= "㈩" else "①") + value - 1)
    return number[: old.start()] + new + number[old.end() :]


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens - 1]}十"
    return head + (_CHINESE[ones - 1] if ones else "")
