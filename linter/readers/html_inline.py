"""HTML inside Markdown: tables, and characters written by their names."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, Heading, Lines, Paragraph, Table
from ..text import MappedText, lazy_pattern
from .html_blocks import blocks_of
from .html_markup import parse
from .html_text import decoded

_TABLE_TAG = lazy_pattern(r"(?i)<(/?)table(?=[\s/>])[^<>]{0,1000}>")


def inline_blocks(text: MappedText, path: str) -> Iterator[Block]:
    """The lines of a text, and its HTML tables as what they declare.

    A table without an end tag stays lines: where it ends shows only from what stands in it.
    """
    at = 0
    for start, end in _tables(text.text):
        yield Lines(decoded(text[at:start]))
        page = parse(text.text, path, start, end, all_text=True)
        for block in blocks_of(page.flow, page.leaves):
            yield _mapped(block, text)
        at = end
    yield Lines(decoded(text[at:]))


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost tables begin and end."""
    depth = start = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            if depth == 0:
                start = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, tag.end()


def _mapped(block: Block, text: MappedText) -> Block:
    """A block whose places are those in a text, with the places which that stands for."""
    if isinstance(block, Table):
        cells = (cell._replace(text=_mapped_text(cell.text, text)) for cell in block.cells)
        return Table(tuple(cells))
    if isinstance(block, Heading):
        return Heading(block.level, _mapped_text(block.text, text))
    if isinstance(block, Paragraph):
        return Paragraph(_mapped_text(block.text, text))
    return Lines(_mapped_text(block.text, text))


def _mapped_text(piece: MappedText, text: MappedText) -> MappedText:
    origins = text.origins
    if piece.text:
        return MappedText(piece.text, [origins[at] for at in piece.origins])
    at = piece.span().start
    place = origins[at] if at < len(origins) else text.span().end
    return MappedText("", range(place, place))
