"""Parts of a DOCX without what is not read of them: what need not be parsed takes no time.

Most of what a program writes of a paragraph is fonts, languages, spacing and borders; more than
nine tenths of a styles part can be table styles that the document does not have. What is left out
here are whole elements, found by their bytes; a part with comments or the like, in which bytes may
not be what they look like, is left as it is.
"""

from __future__ import annotations

import re
from itertools import groupby

_OTHERWISE = b"<!"  # comments and CDATA begin so
_UNREAD_STYLES = (
    (b'<w:style w:type="table"', b"</w:style>"),
    (b"<w:latentStyles", b"</w:latentStyles>"),
)
# Elements without content that only say how something looks.
_LOOKS = (
    "adjustRightInd autoSpaceDE autoSpaceDN bCs bdr bidi bottom cantSplit color "
    "contextualSpacing end gridCol hideMark highlight i iCs ind insideH insideV jc keepLines "
    "keepNext kern kinsoku lang left link next noWrap overflowPunct proofErr qFormat rFonts "
    "right rsid rtl semiHidden shd snapToGrid spacing start suppressAutoHyphens "
    "suppressLineNumbers szCs tblInd tblLayout tblLook tblW tcW textAlignment top topLinePunct "
    "trHeight u uiPriority unhideWhenUsed vAlign w widowControl wordWrap"
)


def _one_of(words: str) -> str:
    """A pattern for any of these words; those with the same first letter are tried together."""
    groups = groupby(sorted(words.split()), key=lambda word: word[0])
    return "|".join(f"{letter}(?:{'|'.join(w[1:] for w in same)})" for letter, same in groups)


_UNREAD = re.compile(f"<w:(?:{_one_of(_LOOKS)})".encode("ascii") + rb'(?: [\w:]+="[^"<]*")* ?/>')

# What is often left of properties then; those that may be in others come first.
_EMPTY = tuple(
    f"<w:{name}></w:{name}>".encode("ascii") for name in ("tcBorders", "rPr", "pPr", "tcPr", "trPr")
)


def lean_text(data: bytes) -> bytes:
    """A part without what only says how something looks."""
    if _OTHERWISE in data:
        return data
    data = _UNREAD.sub(b"", data)
    for empty in _EMPTY:
        data = data.replace(empty, b"")
    return data


def lean_styles(data: bytes) -> bytes:
    """A styles part without those of tables, and those that the document does not have."""
    if _OTHERWISE in data:
        return data
    for start, end in _UNREAD_STYLES:
        data = _without(data, start, end)
    return lean_text(data)


def _without(data: bytes, start: bytes, end: bytes) -> bytes:
    """The bytes without the elements whose tags begin and end so."""
    kept: list[bytes] = []
    at = 0
    while (first := data.find(start, at)) >= 0:
        inside = data.find(b">", first)
        last = data.find(end, first)
        if inside < 0 or last < 0:
            break
        kept.append(data[at:first])
        alone = data[inside - 1 : inside] == b"/"  # without content, and without an end tag
        at = inside + 1 if alone else last + len(end)
    return b"".join([*kept, data[at:]])
