"""Which lines are the headings of the official sections.

The same words also stand in the preamble's list of contents, in tables of contents and under
sub-headings; a heading is a line of its own, numbered like the other headings of its report, at
a place that fits between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..catalogue import Form, SectionForm
from ..compiled import compile_pattern
from ..records import NamedTuple
from ..text import MappedText, lazy_pattern
from .lines import Line

NUMBER = lazy_pattern(
    r"(?:第(?P<part>[一二三四五六七八九十]{1,3})(?:部分|章)[、，,：:]?"
    r"|(?P<cn>[一二三四五六七八九十]{1,3})[、，,．.：:]"
    r"|[（(](?P<cn_bracket>[一二三四五六七八九十]{1,3})[）)][、.．]?"
    r"|(?P<circled>[㈠-㈩①-⑩])、?"
    r"|[（(](?P<arabic_bracket>\d{1,2})[）)][、.．]?"
    r"|(?P<arabic>\d{1,2})(?:[、．]|\.(?!\d)))"
)
# Styles a report's top headings are numbered in, the most usual first.
_STYLES = ("cn", "part", "cn_bracket", "circled", "arabic", "bare", "arabic_bracket")
_MARKS = '、，,；;：:。.·（）()“”"《》〈〉[]【】|*_#—…-'
_PUNCTUATION = lazy_pattern(f"[{re.escape(_MARKS)}]")
_SPELLING = str.maketrans("及与", "和和", "的")
_CN_DIGITS = "一二三四五六七八九十"
_LEADERS = lazy_pattern(r"[.…·•]{3,}\d{0,3}$")
_LONGEST = 48  # characters of a line that may be a heading; far above the longest title


class HeadingLine(NamedTuple):
    """A line (or the start of one) that could be a section's heading.

    ``text`` is the heading alone, ``rest`` what follows it on its line; ``lines`` how many lines
    it takes.
    """

    line: Line
    position: int
    lines: int
    form: SectionForm
    style: str
    number: int | None
    text: MappedText
    name: MappedText
    rest: MappedText
    exact: bool


def ordinal(numeral: str) -> int | None:
    """The value of a numeral up to 99 as it stands before a heading: ``十二``, ``③``, ``7``."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    for first in ("㈠", "①"):
        if 0 <= ord(numeral[0]) - ord(first) < 10:
            return ord(numeral[0]) - ord(first) + 1
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    value = _CN_DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (_CN_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


@lru_cache(maxsize=256)
def normalise(name: str) -> str:
    """A section's name without punctuation, 的, and with one spelling of 其他 and of 和: what is
    compared."""
    return _PUNCTUATION.sub("", name).translate(_SPELLING).replace("其它", "其他")


@lru_cache(maxsize=8)
def _names(form: Form) -> dict[str, SectionForm]:
    return {
        normalise(name): section
        for section in form.sections
        for name in (section.name, *section.accepted)
    }


@lru_cache(maxsize=8)
def _begins(form: Form) -> frozenset[str]:
    """The characters that a section's name may begin with, as it stands."""
    return frozenset(name[0] for name in _names(form)).union(_MARKS, "的")


@lru_cache(maxsize=8)
def _prefixes(form: Form) -> frozenset[str]:
    """Beginnings of names, long enough to be a heading that was wrapped."""
    return frozenset(name[:end] for name in _names(form) for end in range(6, len(name)))


_pattern = lru_cache(maxsize=32)(compile_pattern)


def find_headings(lines: Sequence[Line], form: Form) -> tuple[list[HeadingLine], list[HeadingLine]]:
    """The headings of the sections in the order of the text, and further ones that claim a
    section which is already there.

    ``lines`` are the lines that are no tables, without the blank ones.
    """
    candidates = _without_contents(list(_candidates(lines, form)))
    if not candidates:
        return [], []
    style = _main_style(candidates)
    chosen: dict[str, HeadingLine] = {}
    duplicates = []
    for candidate in candidates:
        if candidate.style != style:
            continue
        key = candidate.form.key
        if key not in chosen or (candidate.exact and not chosen[key].exact):
            chosen[key] = candidate
        elif candidate.exact:
            duplicates.append(candidate)
    for candidate in candidates:
        if candidate.form.key not in chosen and _fits(candidate, chosen):
            chosen[candidate.form.key] = candidate
    return sorted(chosen.values(), key=lambda heading: heading.position), duplicates


def _candidates(lines: Sequence[Line], form: Form) -> Iterator[HeadingLine]:
    begins = _begins(form)
    for position, line in enumerate(lines):
        text = line.text.text
        number = NUMBER.match(text)
        if len(text) < 2 or (number is None and (len(text) > _LONGEST or not _may_be_bare(line))):
            continue
        heading = None
        start = number.end() if number else 0
        if text[start : start + 1] in begins:
            heading = _exact(position, line, line.text, number, form)
            if heading is None and position + 1 < len(lines) and not line.whole:
                heading = _wrapped(position, line, lines[position + 1], number, form)
        if heading is None and number is not None:
            heading = _with_text(position, line, number, form) or _near(
                position, line, number, form
            )
        if heading is not None:
            yield heading


def _may_be_bare(line: Line) -> bool:
    return line.text.text[-1] not in "。；，、"


def _style(number: re.Match[str] | None) -> str:
    return (number.lastgroup or "bare") if number else "bare"


def _heading(
    position: int,
    line: Line,
    text: MappedText,
    number: re.Match[str] | None,
    section: SectionForm,
    end: int,
    *,
    lines: int = 1,
    exact: bool = True,
) -> HeadingLine:
    start = number.end() if number else 0
    value = ordinal(number.group(number.lastgroup or 0)) if number else None
    after = end
    while after < len(text) and text.text[after] in "：:。.、，":
        after += 1
    return HeadingLine(
        line, position, lines, section, _style(number), value,
        text[:end], text[start:end], text[after:], exact,
    )  # fmt: skip


def _exact(
    position: int, line: Line, text: MappedText, number: re.Match[str] | None, form: Form
) -> HeadingLine | None:
    start = number.end() if number else 0
    name = _LEADERS.sub("", text.text[start:])
    key = normalise(name)
    section = _names(form).get(key)
    if section is None or (number is None and line.level is None and len(key) < 4):
        return None
    end = start + len(name.rstrip("：:。.、，|"))
    return _heading(position, line, text, number, section, end)


def _wrapped(
    position: int, line: Line, after: Line, number: re.Match[str] | None, form: Form
) -> HeadingLine | None:
    """A heading that runs over two lines."""
    start = number.end() if number else 0
    if normalise(line.text.text[start:]) not in _prefixes(form) or len(after.text) > 20:
        return None
    joined = MappedText.join((line.text, after.text))
    section = _names(form).get(normalise(joined.text[start:]))
    if section is None:
        return None
    return _heading(position, line, joined, number, section, len(joined), lines=2)


def _with_text(position: int, line: Line, number: re.Match[str], form: Form) -> HeadingLine | None:
    """A heading whose section begins on the same line: ``六、其他需要报告的事项：无。``"""
    if _style(number) != "cn":
        return None
    text, start = line.text.text, number.end()
    value = ordinal(number.group("cn"))
    for section in form.sections:
        if section.ordinal != value:
            continue
        for name in sorted((section.name, *section.accepted), key=len, reverse=True):
            after = text[start + len(name) : start + len(name) + 1]
            if text.startswith(name, start) and (after in "。：:，（(" or after.isdigit()):
                return _heading(position, line, line.text, number, section, start + len(name))
    return None


def _near(position: int, line: Line, number: re.Match[str], form: Form) -> HeadingLine | None:
    """A heading in words of its own, told by its number and its key word or likeness."""
    text, start = line.text.text, number.end()
    if (
        _style(number) not in ("cn", "part")
        or len(text) - start > 26
        or re.search("[，。；]", text[start:])
    ):
        return None
    value = ordinal(number.group(number.lastgroup or 0))
    for section in form.sections:
        alike = _pattern(section.keyword).search(text, start) or _resembles(text[start:], section)
        if section.ordinal == value and alike:
            end = len(text.rstrip("：:"))
            return _heading(position, line, line.text, number, section, end, exact=False)
    return None


def _resembles(name: str, section: SectionForm) -> bool:
    """Whether a name has most of an official name's characters, and few others."""
    own, official = set(normalise(name)), set(normalise(section.name))
    return 2 * len(own & official) >= 1.4 * max(len(own), len(official))


def _without_contents(candidates: list[HeadingLine]) -> list[HeadingLine]:
    """The candidates without a table of contents: headings right after each other, nothing
    between them, which all come again."""
    run: list[HeadingLine] = []
    for candidate in candidates:
        if run and candidate.position != run[-1].position + run[-1].lines:
            break
        run.append(candidate)
    later = {candidate.form.key for candidate in candidates[len(run) :]}
    if len(run) >= 3 and {candidate.form.key for candidate in run[:-1]} <= later:
        again = run[-1].form.key in later
        return candidates[len(run) if again else len(run) - 1 :]
    return candidates


def _main_style(candidates: Sequence[HeadingLine]) -> str:
    """The style that most sections are numbered in.

    An aspect of section one may bear a section's shorter name (主动公开情况): it counts little.
    """
    votes: dict[str, dict[str, int]] = {}
    for candidate in candidates:
        weight = 3 if _is_official(candidate) or candidate.style == "cn" else 1
        keys = votes.setdefault(candidate.style, {})
        keys[candidate.form.key] = max(weight, keys.get(candidate.form.key, 0))
    return min(votes, key=lambda style: (-sum(votes[style].values()), _STYLES.index(style)))


def _is_official(heading: HeadingLine) -> bool:
    return normalise(heading.name.text) == normalise(heading.form.name)


def _fits(candidate: HeadingLine, chosen: dict[str, HeadingLine]) -> bool:
    """Whether a heading of another style stands where its section must stand, and bears its
    section's official name or number: a sub-heading may have a shorter one."""
    at = candidate.form.ordinal
    if not (_is_official(candidate) or (candidate.exact and candidate.number == at)):
        return False
    for heading in chosen.values():
        if heading.form.ordinal < at and heading.position > candidate.position:
            return False
        if heading.form.ordinal > at and heading.position < candidate.position:
            return False
    return True
