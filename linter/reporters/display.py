"""Text as a terminal shows it: how wide it is, what in it is invisible, a line cut to fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate

from ..source import Source
from ..text import Span

# Encodings from before Unicode whose consoles draw characters of ambiguous width (“ ” · — →)
# over two columns; everywhere else they take one (Unicode Standard Annex 11, section 5).
_LEGACY_WIDE = ("gb", "cp936", "big5", "cp950", "hkscs", "euc", "shift", "cp932", "cp949")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# What a line begins with that GitHub Actions takes for a command.
COMMAND = "::"
_TAB = "→"
_CUT = "…"


class Display:
    """What one console makes of a text."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._wide = "WFA" if encoding.lower().startswith(_LEGACY_WIDE) else "WF"
        self.shown: Callable[[str], str] = lru_cache(maxsize=4096)(self._shown)
        self.columns: Callable[[str], int] = lru_cache(maxsize=4096)(self._columns)
        self._room: Callable[[str], int] = lru_cache(maxsize=4096)(self._shown_columns)

    def _shown(self, character: str) -> str:
        """A character as it is to be printed.

        What has no picture of its own (control, direction, zero-width, private-use characters)
        is named by its code point; what the console's encoding lacks is escaped.
        """
        if character == "\t":
            return _TAB if self._encodes(_TAB) else "\\t"
        if character == "\xa0":
            return " "
        if unicodedata.category(character) in _UNSEEN:
            return f"<U+{ord(character):04X}>"
        return character if self._encodes(character) else self.escaped(character)

    def escaped(self, text: str) -> str:
        """The text with what the console's encoding lacks as ``\\u7f16``."""
        try:
            return text.encode(self._encoding, "backslashreplace").decode(self._encoding)
        except LookupError:
            return text

    def _encodes(self, character: str) -> bool:
        return self.escaped(character) == character

    def _columns(self, character: str) -> int:
        if unicodedata.combining(character):
            return 0
        return 2 if unicodedata.east_asian_width(character) in self._wide else 1

    def _shown_columns(self, character: str) -> int:
        return self.width(self.shown(character))

    def width(self, text: str) -> int:
        """The columns that a text takes."""
        return sum(map(self.columns, text))

    def clean(self, text: str) -> str:
        """A text on one line with everything in it visible; nothing in it steers the terminal."""
        if self._is_plain(text):
            return text
        return "".join(" " if c in "\r\n" else self.shown(c) for c in text)

    def _is_plain(self, text: str) -> bool:
        """Whether every character is printed as it is."""
        return text.isprintable() and self.escaped(text) == text

    def first(self, path: str) -> str:
        """A path as it begins a line; one that would read as a command is told from here."""
        shown = self.clean(path)
        return f"./{shown}" if shown.startswith(COMMAND) else shown

    def pad(self, text: str, columns: int) -> str:
        """The text with spaces after it, up to a number of columns."""
        return text + " " * (columns - self.width(text))

    def excerpt(self, source: Source, span: Span, columns: int) -> tuple[str, str]:
        """The source line of a span, cut around it to fit, and the marker that goes under it.

        A mark that runs over a line's end is shown to that end. Only the part of the line that
        can be seen is looked at, so that a line of megabytes costs no more than a short one.
        """
        start, end = _line_bounds(source, span.start)
        mark_end = max(min(span.end, end), min(span.start + 1, end), span.start)
        text, ellipsis = source.text, self.escaped(_CUT)
        cut = self.width(ellipsis)
        mark, right, cut_right = self._after(text, span.start, mark_end, end, columns, cut)
        # What stands before the mark gets the room that the rest of the line does not need.
        spare = columns - self.width(mark + right)
        left, cut_left = self._before(text, start, span.start, max(columns // 3, spare), cut)
        before = (ellipsis if cut_left else "") + left
        room = columns - self.width(before)
        if cut_right or room < columns - spare:
            mark, right, cut_right = self._after(text, span.start, mark_end, end, room, cut)
        line = before + mark + right + (ellipsis if cut_right else "")
        return line, " " * self.width(before) + "^" * max(self.width(mark), 1)

    def _before(self, text: str, start: int, at: int, room: int, cut: int) -> tuple[str, bool]:
        """What stands before the mark, as much as fits, and whether some was left out."""
        piece = text[max(start, at - room - 1) : at]
        sizes = self._sizes(piece[::-1])
        if sizes is not None:
            count = _fitting(sizes, room, cut, whole=len(piece) == at - start)
            left_out = count < at - start
            return piece[len(piece) - count :].lstrip("" if left_out else " "), left_out
        kept: list[str] = []
        used = 0
        for offset in range(at - 1, start - 1, -1):
            shown = self.shown(text[offset])
            used += self._room(text[offset])
            if used > room - (0 if offset == start else cut) or at - offset > 4 * room:
                return "".join(reversed(kept)), True
            kept.append(shown)
        # A line's indentation says nothing, and the marker is easier to see without it.
        while kept and kept[-1] in (" ", "\u3000", _TAB):
            kept.pop()
        return "".join(reversed(kept)), False

    def _after(
        self, text: str, at: int, mark_end: int, end: int, room: int, cut: int
    ) -> tuple[str, str, bool]:
        """The mark and what stands behind it, as much as fits, and whether some was left out."""
        piece = text[at : min(end, at + room + 1)]
        sizes = self._sizes(piece)
        if sizes is not None:
            count = _fitting(sizes, room, cut, whole=at + len(piece) == end)
            count = max(count, min(1, len(piece)))  # something of the mark is always shown
            shown = piece[:count]
            return shown[: mark_end - at], shown[mark_end - at :], at + count < end
        mark: list[str] = []
        right: list[str] = []
        used = 0
        stop = min(end, at + 4 * room)
        for offset in range(at, stop):
            shown = self.shown(text[offset])
            size = self._room(text[offset])
            last = offset == end - 1
            if mark and used + size > room - (0 if last else cut):
                return "".join(mark), "".join(right), True
            used += size
            (mark if offset < mark_end else right).append(shown)
        return "".join(mark), "".join(right), stop < end

    def _sizes(self, text: str) -> list[int] | None:
        """The columns of each character; None where not every one is printed as it is, by itself:
        then each has to be looked at."""
        sizes = list(map(self.columns, text)) if self._is_plain(text) else [0]
        return None if 0 in sizes else sizes


def _fitting(sizes: Sequence[int], room: int, cut: int, *, whole: bool) -> int:
    """How many characters of these sizes fit, beside the sign that some are left out; ``whole``:
    there are no more than these."""
    widths = list(accumulate(sizes))
    last = len(widths) - 1
    if whole and (last < 1 or widths[last - 1] <= room - cut) and sum(widths[-1:]) <= room:
        return len(widths)
    return min(bisect_right(widths, room - cut), last if whole else last + 1)


def _line_bounds(source: Source, offset: int) -> tuple[int, int]:
    """Where the line of an offset begins and ends, its newline left out."""
    line = source.position(offset).line
    starts = source.line_starts
    start = starts[line - 1]
    end = starts[line] if line < len(starts) else len(source.text)
    while end > start and source.text[end - 1] in "\r\n":
        end -= 1
    return start, end
