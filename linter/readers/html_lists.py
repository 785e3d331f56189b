"""The numbers that a browser puts before the items of ``<ol>``: ``1.``, ``一、``.

They are restored only where they are displayed for certain. Many sites switch them off for all
lists, and they do so in style sheets that are not in the page: of a page with such a sheet only
an item's own style tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..text import MappedText, lazy_pattern
from .html_css import class_names
from .html_text import attribute

# How CSS and ``type`` name a numbering → how Word does, and what stands behind the number.
_CHINESE = ("chineseCounting", "、")
_FORMS = {
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-decimal": ("taiwaneseDigital", "、"),
    "cjk-ideographic": _CHINESE,
    "simp-chinese-informal": _CHINESE,
    "trad-chinese-informal": _CHINESE,
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
LISTS = frozenset({"dir", "menu", "ol", "ul"})
_LETTERS = 26  # browsers and Word count on differently
_LINKED = lazy_pattern(r"(?i)<link\b[^>]{0,300}\bstylesheet|@import|<\?xml-stylesheet")
_STYLE = lazy_pattern(r"(?i)<style\b")
_MOST = 400_000  # characters of style sheets that are looked at
_LISTED = lazy_pattern(r"(?i)list-style(-image|-type)?\s{0,5}:\s{0,5}([^;]{0,200})")
_COMBINED = str.maketrans(">+~", "   ")
_TAGS = lazy_pattern(r"(?i)<(/?)(ol|ul|menu|dir|li)(?=[\s/>])")


class ItemNumbers:
    """The numbers of a page's items, as its tags are read one after the other.

    ``sheets`` are the style sheets that were read so far; ``number`` is what stands before the
    text that comes next.
    """

    def __init__(self, text: str, sheets: Sequence[str]) -> None:
        self._text = text
        self._sheets = sheets
        self._styles: _ListStyles | None = None
        self._open: list[_OpenList | None] = []  # None is a list without numbers
        self._at = 0  # where the item's tag stands
        self.number = ""

    def begin(self, name: str, attributes: str, start: int) -> None:
        """A list begins."""
        if name != "ol":
            self._open.append(None)
            return
        if self._styles is None:
            self._styles = _ListStyles(self._text, start, self._sheets)
        self._open.append(self._styles.begin(start, attributes))

    def item(self, attributes: str, start: int) -> None:
        """An item of the list that began last."""
        self._at, self.number = start, ""
        found = self._open[-1] if self._open else None
        if found is not None and self._styles is not None:
            self.number = self._styles.item(found, attributes)

    def end(self, name: str) -> None:
        """A list ends, or an item."""
        if name == "li":
            self.number = ""
        else:
            self._open.pop()

    def before(self, text: MappedText) -> MappedText:
        """The first text of an item with its number, whose place is the item's tag."""
        number, self.number = self.number, ""
        if number[-1] == "." and text.text[0].isascii() and text.text[0].isalnum():
            number += " "  # no decimal point
        return MappedText.join((MappedText(number, (self._at,) * len(number)), text))


class _OpenList:
    """A list that is being read: the number of its next item, and how numbers go on."""

    __slots__ = ("form", "next", "step")

    def __init__(self, form: str | None, first: int, step: int) -> None:
        self.form = form
        self.next = first
        self.step = step


class _ListStyles:
    """What a page says of its lists: of ``sheets``, and whether others are somewhere else.

    ``at`` is where its first list begins: a style sheet behind it may change everything.
    """

    def __init__(self, text: str, at: int, sheets: Sequence[str]) -> None:
        self._text = text
        self._rules: dict[str, str] = {}  # ``ol``, ``li``, ``*``, ``.class`` → a numbering, or ""
        self._sizes: dict[int, int] | None = None
        self._sure = not (_LINKED.search(text) or _STYLE.search(text, at))
        for sheet in sheets:
            self._read(sheet)

    def _read(self, sheet: str) -> None:
        if "list-style" not in sheet and "display" not in sheet:
            return
        if len(sheet) > _MOST or "@media" in sheet:
            self._sure = False
            return
        for rule in sheet.lower().split("}"):
            selectors, _, declarations = rule.partition("{")
            form = _declared(declarations)
            for selector in selectors.split(",") if form is not None else ():
                # The last word is what the rule is for, the others are what it must be in.
                words = selector.translate(_COMBINED).split()
                if words and ":" not in words[-1]:
                    self._add(selector.strip(), words[-1], form or "")

    def _add(self, selector: str, subject: str, form: str) -> None:
        """Keeps a rule; one for elements in certain others holds nowhere for certain."""
        tag, _, name = subject.partition(".")
        key = f".{name}" if name else tag
        whole = selector == subject and "[" not in subject and "#" not in subject
        self._rules[key if name or tag in ("ol", "li", "*") else ""] = form if whole else ""

    def begin(self, start: int, attributes: str) -> _OpenList:
        """An ``<ol>``, by where its tag stands and what is in it."""
        own = _own(attributes)
        if own is None:
            own = self._ruled("ol", attributes)
        if own is None:
            own = _typed(attributes) or "decimal"
        backwards = "reversed" in attributes.lower()
        first = _whole(attribute(attributes, "start"))
        if first is None:
            first = self._size(start) if backwards else 1
        return _OpenList(own, first, -1 if backwards else 1)

    def item(self, found: _OpenList, attributes: str) -> str:
        """The number before the next item of a list; nothing where none is displayed for sure."""
        value = _whole(attribute(attributes, "value"))
        number = found.next if value is None else value
        found.next = number + found.step
        form = _own(attributes)
        if form is None:
            if not self._sure:
                return ""
            form = self._ruled("li", attributes)
            form = form if form is not None else _typed(attributes) or found.form
        if not form or number < 1 or ("Letter" in _FORMS[form][0] and number > _LETTERS):
            return ""
        from .docx_numbering import formatted  # few pages need it

        name, behind = _FORMS[form]
        return formatted(number, name) + behind

    def _ruled(self, tag: str, attributes: str) -> str | None:
        """What the style sheets say of an element: a class says more than a name."""
        keys = [*(f".{name.lower()}" for name in class_names(attributes)), tag]
        if tag == "li":
            keys.append("*")
        return next((self._rules[key] for key in keys if key in self._rules), None)

    def _size(self, start: int) -> int:
        """How many items the list that begins there has."""
        if self._sizes is None:
            self._sizes = {}
            open_lists: list[int] = []
            for tag in _TAGS.finditer(self._text):
                if tag[2].lower() != "li":
                    if not tag[1]:
                        open_lists.append(tag.start())
                    elif open_lists:
                        open_lists.pop()
                elif not tag[1] and open_lists:
                    self._sizes[open_lists[-1]] = self._sizes.get(open_lists[-1], 0) + 1
        return self._sizes.get(start, 0)


def _own(attributes: str) -> str | None:
    """What an element's own style declares; a style that is too long to be read is not known."""
    style = attribute(attributes, "style")
    return "" if not style and "style" in attributes.lower() else _declared(style.lower())


def _declared(style: str) -> str | None:
    """The numbering that declarations name; "" where there is none, or one that is not known;
    None where they say nothing of it."""
    if "display" in style:
        return ""  # only what is displayed as a list's item has a number
    form: str | None = None
    for which, value in _LISTED.findall(style):
        words = value.lower().replace("!important", " ").split()
        known = [word for word in words if word in _FORMS]
        form = "" if which == "-image" and words != ["none"] else (known or [""])[0]
    return form


def _typed(attributes: str) -> str | None:
    return _TYPES.get(attribute(attributes, "type"))


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 7 else None
