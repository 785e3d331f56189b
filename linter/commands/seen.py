"""A file as gxlint sees it: its text with the places, headings and tables marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Cell, Document, Heading, Table
from ..engine import Settings, check_size, personal_data
from ..errors import Bilingual, Lang
from ..finding import FileResult
from ..masking import masked
from ..readers import read
from ..report.build import build_report
from ..reporters.display import Display
from ..reporters.words import located
from ..source import Source
from ..text import MappedText

_HEADING = Bilingual("标题{}", "heading {}")
_PARTED = " | "


def seen_text(path: str, data: bytes, settings: Settings, display: Display) -> Iterator[str]:
    """The lines to print: place, kind where the file says one, text; personal data masked.

    A table is a line a row. What is left out of the file (navigation, hidden text) is not here
    either. ``ReadError`` where the file cannot be read.
    """
    check_size(len(data), settings.limits.file_bytes, path)
    source, document = read(data, path, settings.limits)
    report = build_report(document, settings.catalogue.forms, settings.profile)
    personal = personal_data(report, settings)
    shown = masked(FileResult(path, source, personal=personal)).source or source
    lines = list(_lines(source, shown, document, settings.lang))
    columns = max((display.width(place) for place, _ in lines), default=0)
    for place, text in lines:
        yield f"{display.pad(place, columns)}  {display.clean(text)}\n"


def _lines(
    source: Source, shown: Source, document: Document, lang: Lang
) -> Iterator[tuple[str, str]]:
    """Each line that has something on it, with its place."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _rows(source, shown, block, lang)
            continue
        heading = _HEADING.get(lang).format(block.level) if isinstance(block, Heading) else ""
        mark = f"[{heading}] " if heading else ""
        for line in re.finditer(r"[^\r\n]+", block.text.text):
            text = block.text[line.start() : line.end()]
            if text.text.strip():
                place = _place(source, text.span().start, lang)
                yield place, mark + _as_shown(text, source, shown)


def _rows(source: Source, shown: Source, table: Table, lang: Lang) -> Iterator[tuple[str, str]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        place = _place(source, cells[0].text.span().start, lang, of_row=True)
        texts = (" ".join(_as_shown(cell.text, source, shown).split()) for cell in cells)
        yield place, _PARTED.join(texts)


def _as_shown(text: MappedText, source: Source, shown: Source) -> str:
    """A text as it may be printed."""
    if shown is source:
        return text.text
    return "".join(
        shown.text[at] if source.text[at] == character else character
        for character, at in zip(text.text, text.origins, strict=True)
    )


def _place(source: Source, offset: int, lang: Lang, *, of_row: bool = False) -> str:
    """Where an offset lies, in words; of a table's row without the column."""
    location = source.locate(offset)
    if location is None:
        return str(source.position(offset).line)
    return located(location._replace(column=None) if of_row else location, lang)
