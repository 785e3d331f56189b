"""Strings that remember where they came from.

Every finding must point at the smallest wrong text in the original file, but gxlint looks at
text that was joined from wrapped lines, freed of fillers and folded to plain widths. A
``MappedText`` carries, for each of its characters, the offset of the source character it stands
for, so the way back never needs a second search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, cast

from .compiled import compile_pattern
from .records import NamedTuple

# What separates nothing for a reader of Chinese: white space of any width, zero-width marks,
# soft hyphens, direction marks, the byte order mark inside a text.
_UNSEEN = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
)  # fmt: skip
FILLERS = rf"\s{_UNSEEN}"

# CJK radicals without a compatibility decomposition that conversions of PDF text produce.
_RADICALS = dict(
    zip(
        "⺠⻓⻔⻚⻅⻋⻛⻢⻥⻄⻉⻝⻜⻰⻘⻬⻣⻤⻩⻦⻨",
        "民长门页见车风马鱼西贝食飞龙青齐骨鬼黄鸟麦",
        strict=True,
    )
)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _LazyPattern:
    """Stands for a compiled pattern until it is used; then its methods are the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = compile_pattern(self._pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used.

    A plain run uses a part of the patterns there are, and compiling them is what a start would
    spend most of its time on.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


_FILLED = lazy_pattern(f"[{FILLERS}]")
_RUNS = lazy_pattern(f"[^{FILLERS}]+")

# Characters that look like others and are folded before anything is matched: Kangxi and CJK
# radicals, compatibility ideographs, full-width digits and Latin letters, full-width point.
# Full-width punctuation stays: it is the right one in Chinese.
_LOOKALIKES = (
    "\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff05"
)  # fmt: skip
_FOLDABLE = lazy_pattern(f"[{_LOOKALIKES}]")
# What a plain text has none of: fillers other than white space, look-alikes.
UNPLAIN = f"{_UNSEEN}{_LOOKALIKES}"


class Span(NamedTuple):
    """A half-open range of code-point offsets into a source text."""

    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class MappedText:
    """A string and, for each of its characters, the source offset it stands for.

    ``origins[i]`` is the source offset of ``text[i]``. For a piece that is still contiguous it
    is a ``range``, which costs nothing to keep, slice or index.
    """

    __slots__ = ("origins", "text")

    def __init__(self, text: str, origins: Sequence[int] | None = None) -> None:
        self.text = text
        self.origins: Sequence[int] = range(len(text)) if origins is None else origins

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"MappedText({self.text!r} @ {self.span() if self.text else '-'})"

    def __getitem__(self, piece: slice) -> MappedText:
        return MappedText(self.text[piece], self.origins[piece])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of ``text[start:end]``; an empty piece has an empty span."""
        last = len(self.text) if end is None else end
        if start >= last:
            at = self._offset(start)
            return Span(at, at)
        return Span(self.origins[start], self.origins[last - 1] + 1)

    def _offset(self, index: int) -> int:
        if index < len(self.origins):
            return self.origins[index]
        if self.origins:
            return self.origins[-1] + 1
        # A piece without characters may still know its place, as an empty cell does.
        return self.origins.start if isinstance(self.origins, range) else 0

    def strip(self) -> MappedText:
        """Without fillers at either end."""
        text = self.text
        start, end = 0, len(text)
        while start < end and _FILLED.match(text[start]):
            start += 1
        while end > start and _FILLED.match(text[end - 1]):
            end -= 1
        return self if (start, end) == (0, len(text)) else self[start:end]

    def compact(self) -> MappedText:
        """Without any filler, anywhere."""
        if not _FILLED.search(self.text):
            return self
        runs = [run.span() for run in _RUNS.finditer(self.text)]
        if len(runs) == 1:
            return self[runs[0][0] : runs[0][1]]
        origins: list[int] = []
        for start, end in runs:
            origins += self.origins[start:end]
        return MappedText("".join([self.text[start:end] for start, end in runs]), origins)

    def unspaced(self) -> MappedText:
        """Without white space: what ``compact`` gives for a plain text, in less time."""
        text = self.text
        words = text.split()
        if len(words) == 1:
            start = text.index(words[0])
            return self if len(words[0]) == len(text) else self[start : start + len(words[0])]
        origins: list[int] = []
        end = 0
        for word in words:
            start = text.index(word, end)
            end = start + len(word)
            origins += self.origins[start:end]
        return MappedText("".join(words), origins)

    def without(self, pattern: re.Pattern[str]) -> MappedText:
        """Without what ``pattern`` matches."""
        kept, at = [], 0
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                kept.append(self[at : match.start()])
                at = match.end()
        return MappedText.join([*kept, self[at:]]) if at else self

    def folded(self) -> MappedText:
        """With look-alike characters folded (see ``fold_char``); the same source offsets."""
        if not _FOLDABLE.search(self.text):
            return self
        characters: list[str] = []
        origins: list[int] = []
        for character, origin in zip(self.text, self.origins, strict=True):
            for folded in fold_char(character):
                characters.append(folded)
                origins.append(origin)
        return MappedText("".join(characters), origins)

    @staticmethod
    def join(parts: Iterable[MappedText], separator: str = "") -> MappedText:
        """The parts after each other.

        A character of the separator stands for the end of the part before it: for the source
        offset just behind that part's last character.
        """
        texts: list[str] = []
        origins: list[int] = []
        last: MappedText | None = None
        for part in parts:
            if separator and last is not None:
                texts.append(separator)
                origins.extend([last._offset(len(last))] * len(separator))
            texts.append(part.text)
            origins.extend(part.origins)
            last = part
        return MappedText("".join(texts), origins)


def fold_char(character: str) -> str:
    """The plain form of a look-alike character; any other character as it is."""
    if not _FOLDABLE.match(character):
        return character
    return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)


def is_subsequence(short: str, long: str) -> bool:
    """Whether all characters of one text are in the other, in its order: 市民委 in 市民族事务委."""
    remaining = iter(long)
    return all(character in remaining for character in short)
