"""How a text misses a phrase: the mistakes in it, one by one."""

from __future__ import annotations

from typing import Literal

from ..records import NamedTuple

Kind = Literal["substituted", "dropped", "doubled", "swapped"]


class Mistake(NamedTuple):
    """A mistake in a phrase, at ``text[start:end]``.

    Of a character that was dropped those beside it are marked, of one that was doubled both.
    ``at`` is where in the phrase it lies, ``missing`` what was dropped.
    """

    kind: Kind
    start: int
    end: int
    at: int
    missing: str = ""


class Miss(NamedTuple):
    """A phrase that stands at ``text[start:end]`` with mistakes, in the order of the text."""

    phrase: str
    start: int
    end: int
    mistakes: tuple[Mistake, ...]

    @property
    def wrong(self) -> tuple[int, int]:
        """Where the mistakes are in the text: from the first to the last."""
        return self.mistakes[0].start, self.mistakes[-1].end

    @property
    def right(self) -> str:
        """What should stand at ``wrong``."""
        start, end = self.wrong
        return self.phrase[start - self.start : len(self.phrase) - (self.end - end)]


class _Step(NamedTuple):
    """A mistake seen while walking: how far on in text and phrase, how many characters of each
    it takes."""

    kind: Kind
    text: int
    phrase: int
    read: int
    of: int

    @property
    def cost(self) -> int:
        return max(1, self.of - self.read)


def missed(text: str, start: int, phrase: str, offset: int, most: int) -> Miss | None:
    """How the text misses a phrase whose ``phrase[offset]`` stands, or should, at ``start``.

    None where more than ``most`` mistakes would be in it, or none at all. The first and the last
    character may only be wrong by another: where a phrase begins and ends nothing shows that a
    character was left out.
    """
    length = len(phrase) - offset
    behind = _walk(text[start : start + length + most], phrase[offset:], most, "")
    if behind is None:
        return None
    before: list[_Step] | None = []
    if not text.endswith(phrase[:offset], 0, start):
        left = most - sum(step.cost for step in behind)
        lead = text[max(0, start - offset - left) : start][::-1]
        before = _walk(lead, phrase[:offset][::-1], left, text[start : start + 1])
    if before is None or not (before or behind):
        return None
    mistakes = []
    for kind, at, of, read, taken in reversed(before):
        if kind in ("dropped", "doubled"):
            span = start - at - 1, start - at + 1
        else:
            span = start - at - read, start - at
        first = offset - of - taken
        mistakes.append(Mistake(kind, *span, first, _dropped(kind, phrase, first, taken)))
    for kind, at, of, read, taken in behind:
        begin = start + at - (kind in ("dropped", "doubled"))
        end = start + at + max(1, read)
        first = offset + of
        mistakes.append(Mistake(kind, begin, end, first, _dropped(kind, phrase, first, taken)))
    begin = start - offset - sum(step.read - step.of for step in before)
    end = start + length + sum(step.read - step.of for step in behind)
    return Miss(phrase, begin, end, tuple(mistakes))


def _dropped(kind: Kind, phrase: str, first: int, taken: int) -> str:
    return phrase[first : first + taken] if kind == "dropped" else ""


def _walk(text: str, phrase: str, most: int, previous: str) -> list[_Step] | None:
    """The steps from the phrase to what the text begins with, as few as can be; None where that
    is more than ``most``. ``previous`` is the character before."""
    if text.startswith(phrase):
        return []
    if most == 0:
        return None
    at = 0
    while text[at : at + 1] == phrase[at]:
        at += 1
    if at == len(text):
        return None
    best: list[_Step] | None = None
    fewest = most + 1
    for kind, read, of in _possible(text, phrase, at, text[at - 1] if at else previous):
        cost = max(1, of - read)
        if cost >= fewest:
            continue
        on, along = at + read, at + of
        rest = _walk(text[on:], phrase[along:], fewest - 1 - cost, text[on - 1 : on])
        if rest is not None:
            fewest = cost + sum(step.cost for step in rest)
            moved = (s._replace(text=s.text + on, phrase=s.phrase + along) for s in rest)
            best = [_Step(kind, at, at, read, of), *moved]
    return best


def _possible(text: str, phrase: str, at: int, previous: str) -> list[tuple[Kind, int, int]]:
    """The mistakes that may lie at ``at``: how many characters of text and phrase each takes."""
    found: list[tuple[Kind, int, int]] = []
    follows = phrase[at + 1 : at + 3]
    if follows and text[at : at + 2] == follows[0] + phrase[at]:
        found.append(("swapped", 2, 2))
    if text[at] == previous:
        found.append(("doubled", 1, 0))
    found.append(("substituted", 1, 1))
    if text[at] in follows:
        found.append(("dropped", 0, 1 + follows.index(text[at])))
    return found
