"""What the style sheets in a page hide, as far as that is plain: rules for one class."""

from __future__ import annotations

from ..text import lazy_pattern

_MOST = 400_000  # characters of style sheets that are looked at
_ONE_CLASS = lazy_pattern(r"\s*\.([\w-]{1,60})\s*")
_CLASSES = lazy_pattern(r"\.([\w-]{1,60})")
_BRACE = lazy_pattern("[{}]")
_DISPLAY = lazy_pattern(r"display\s{0,5}:\s{0,5}([a-z-]{1,20})")
_CLASS = lazy_pattern(
    r"\bclass\s{0,3}=\s{0,3}(?:\"([^\"]{0,500})|'([^']{0,500})|([^\s\"'>]{1,100}))"
)


def hidden_classes(sheet: str) -> frozenset[str]:
    """The classes whose elements a style sheet does not display.

    Only rules for a class alone (``.x``) outside of ``@media`` and the like count, and a class
    that any other rule displays is not hidden: scripts and screens switch between such rules.
    """
    if "none" not in sheet or len(sheet) > _MOST:
        return frozenset()
    hidden: set[str] = set()
    shown: set[str] = set()
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        selectors = sheet[max(at, sheet.rfind(";", at, opening) + 1) : opening]
        closing = sheet.find("}", opening)
        if closing < 0:
            break
        inner = sheet.find("{", opening + 1, closing)
        if inner >= 0:  # rules in a rule: what is in them is for some screens, or for print
            shown.update(_CLASSES.findall(sheet, opening, closing))
            at = _end_of_block(sheet, opening)
            continue
        display = _DISPLAY.findall(sheet, opening, closing)
        if display and display[-1] == "none":
            for selector in selectors.split(","):
                match = _ONE_CLASS.fullmatch(selector)
                if match is not None:
                    hidden.add(match[1])
        elif display:
            shown.update(_CLASSES.findall(selectors))
        at = closing + 1
    return frozenset(hidden - shown)


def _end_of_block(sheet: str, at: int) -> int:
    """Where a block that begins with a brace ends."""
    depth = 0
    for brace in _BRACE.finditer(sheet, at):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(sheet)


def has_class(attributes: str, classes: frozenset[str]) -> bool:
    """Whether a tag has one of these classes, and no style of its own that displays it."""
    return "display" not in attributes and not classes.isdisjoint(class_names(attributes))


def class_names(attributes: str) -> list[str]:
    """The classes of a tag."""
    match = _CLASS.search(attributes)
    return match[match.lastindex or 0].split() if match is not None else []
