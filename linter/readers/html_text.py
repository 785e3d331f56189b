"""Pieces of an HTML file → text as a reader sees it, each character with its offset."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from ..text import MappedText, lazy_pattern

# Character references, and white space that is not one plain space.
_ODD = lazy_pattern(
    r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+"
)
_REFERENCE = lazy_pattern(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_PLAIN = lazy_pattern(r"[^&\t\r\n\f]*")
_WRAPPED = "\v"  # stands for white space with a line break until both its neighbours are known
_WRAPS = lazy_pattern(r" ?\v[ \v]*")
_IDEOGRAPHIC = "\u2e80"  # from here on no spaces stand between words


def leaf_text(
    source: str, pieces: Sequence[tuple[int, int]], *, preformatted: bool = False
) -> MappedText:
    """The text of pieces ``(start, end)`` of a source; ``(offset, -1)`` is a line break.

    Runs of white space are one space, as browsers show them. A line end between two ideographs
    is none: it comes from whoever wrapped the markup.
    """
    if len(pieces) == 1 and pieces[0][1] >= 0:
        start, end = pieces[0]
        plain = _PLAIN.match(source, start, end)
        if plain is not None and plain.end() == end and source.find("  ", start, end) < 0:
            return MappedText(source[start:end], range(start, end)).strip()
    texts: list[str] = []
    origins: list[int] = []
    for start, end in pieces:
        if end < 0:
            texts.append("\n")
            origins.append(start)
        else:
            _add(source, start, end, texts, origins, preformatted=preformatted)
    text = MappedText("".join(texts), origins)
    if _WRAPPED in text.text:
        text = _unwrapped(text)
    return text.strip()


def _add(
    source: str,
    at: int,
    end: int,
    texts: list[str],
    origins: list[int],
    *,
    preformatted: bool,
) -> None:
    for odd in (_REFERENCE if preformatted else _ODD).finditer(source, at, end):
        start, after = odd.span()
        if start > at:
            texts.append(source[at:start])
            origins.extend(range(at, start))
        at = after
        written = odd[0]
        if written[0] == "&":
            decoded, kept = _decoded(written)
            texts.append(decoded)
            origins.extend([start] * (len(decoded) - kept))
            origins.extend(range(after - kept, after))
        else:
            texts.append(_WRAPPED if "\n" in written or "\r" in written else " ")
            origins.append(start)
    if end > at:
        texts.append(source[at:end])
        origins.extend(range(at, end))


@lru_cache(maxsize=1024)
def _decoded(written: str) -> tuple[str, int]:
    """What a character reference stands for, and how many characters at its end are as written
    (all, where it stands for nothing: ``R&D``)."""
    decoded = html.unescape(written).replace("\0", "")
    if decoded == written:
        return written, len(written)
    kept = 0
    if written[-1] != ";":
        most = min(len(decoded) - 1, len(written) - 1)
        while kept < most and decoded[-1 - kept] == written[-1 - kept]:
            kept += 1
    return decoded, kept


def decoded(text: MappedText) -> MappedText:
    """A text with its character references resolved, but for those of what could be a tag."""
    parts: list[MappedText] = []
    at = 0
    for reference in _REFERENCE.finditer(text.text):
        start, end = reference.span()
        meant, kept = _decoded(reference[0])
        if meant == reference[0] or meant[0] in "<>&":
            continue
        parts.append(text[at:start])
        first = text.origins[start]
        own = [first] * (len(meant) - kept)
        parts.append(MappedText(meant, [*own, *text.origins[end - kept : end]]))
        at = end
    return MappedText.join([*parts, text[at:]]) if parts else text


def _unwrapped(text: MappedText) -> MappedText:
    whole = text.text
    parts: list[MappedText] = []
    at = 0
    for wrap in _WRAPS.finditer(whole):
        start, end = wrap.span()
        parts.append(text[at:start])
        before = whole[start - 1] if start else "\n"
        after = whole[end] if end < len(whole) else "\n"
        if not (_parts_nothing(before) and _parts_nothing(after)):
            parts.append(MappedText(" ", text.origins[start : start + 1]))
        at = end
    parts.append(text[at:])
    return MappedText.join(parts)


def _parts_nothing(character: str) -> bool:
    return character >= _IDEOGRAPHIC or character == "\n"


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute in the text of a tag; empty where it has none."""
    match = re.search(
        rf"(?<![\w-]){name}\s{{0,3}}=\s{{0,3}}(?:\"([^\"<>]{{1,200}})\"|'([^'<>]{{1,200}})'|([^\s\"'<>]{{1,200}}))",
        attributes,
        re.IGNORECASE,
    )
    return " ".join(match[match.lastindex or 0].split()) if match else ""
