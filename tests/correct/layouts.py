"""Ways in which the same report comes out of editors, web pages and converters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Layout = Callable[[str], str]

_PIECE = re.compile(r"[0-9A-Za-z./:_@%-]+|.")
_NEVER_FIRST = "，。；：、）》”"
_HALF = str.maketrans("，：；（）", ",:;()")
_QUOTES = str.maketrans("“”〈〉", '""<>')
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def _each_line(change: Layout) -> Layout:
    """The change of every line that is no row of a table."""
    return lambda text: "\n".join(
        line if "\t" in line else change(line) for line in text.split("\n")
    )


def _wrapped(columns: int, indent: str = "", end: str = "\n") -> Layout:
    """Lines of so many columns, as a page has them: no number and no address is cut."""

    def wrap(line: str) -> str:
        lines, width = [indent if line else ""], _columns(indent)
        for piece in _PIECE.findall(line):
            if width + _columns(piece) > columns and piece not in _NEVER_FIRST and lines[-1]:
                lines.append("")
                width = 0
            lines[-1] += piece
            width += _columns(piece)
        return end.join(lines)

    return _each_line(wrap)


def _cut(length: int) -> Layout:
    """Lines of so many characters, cut wherever they end."""
    return _each_line(
        lambda line: "\n".join(line[at : at + length] for at in range(0, max(1, len(line)), length))
    )


LAYOUTS: dict[str, Layout] = {
    "plain": lambda text: text,
    "half-width marks": lambda text: text.translate(_HALF),
    "ASCII quotes": lambda text: text.translate(_QUOTES),
    "full-width digits": _each_line(
        lambda line: line if "http" in line or "0700" in line else line.translate(_WIDE)
    ),
    "indented": _each_line(lambda line: f"　　{line}" if line else line),
    "no-break spaces": _each_line(lambda line: f"{line}\xa0\xa0" if line else "\xa0"),
    "no blank lines": lambda text: re.sub("\n{2,}", "\n", text),
    "twice as many lines": lambda text: text.replace("\n", "\n\n"),
    "spaced numbers": _each_line(
        lambda line: line if "http" in line or "0700" in line else re.sub(r"(\d+)", r" \1 ", line)
    ),
    "76 columns": _wrapped(76),
    "66 columns, indented": _wrapped(66, "　　"),
    "60 columns, blank lines": _wrapped(60, "　　", "\n\n"),
    "84 columns, blank lines": _wrapped(84, "", "\n\n"),
    "30 characters": _cut(30),
    "page numbers": lambda text: text.replace("\n\n五、", "\n\n— 3 —\n\n五、"),
}
