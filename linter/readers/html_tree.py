"""What a page is made of: leaves of text in elements, and tables of cells."""

from __future__ import annotations

from collections.abc import Sequence

from ..text import MappedText

# Elements that say of themselves that they are not what a page is about.
_BESIDE = frozenset({"aside", "footer", "menu", "nav"})


class Element:
    """An element that holds blocks: where its tag stands, and which leaves are in it.

    ``first`` and ``last`` are half-open indexes of leaves, ``attributes`` the text of its tag
    behind the name, ``beside`` says that it or what is around it is navigation, a footer or the
    like. ``evidence`` and ``inner`` are filled by the search for the article.
    """

    __slots__ = (
        "attributes", "beside", "evidence", "first", "inner", "last", "name", "parent", "start",
    )  # fmt: skip

    def __init__(
        self, name: str, start: int, attributes: str, parent: Element | None, first: int
    ) -> None:
        self.name = name
        self.start = start
        self.attributes = attributes
        self.parent = parent
        self.first = self.last = first
        self.evidence = 0
        self.inner = False
        self.beside: bool = name in _BESIDE or (parent is not None and parent.beside)


class Leaf:
    """A run of text that no other block interrupts; its lines are parted by ``\\n``.

    ``link`` is how many of its source characters stand in links to other pages.
    """

    __slots__ = ("element", "index", "link", "text")

    def __init__(self, index: int, element: Element, text: MappedText, link: int) -> None:
        self.index = index
        self.element = element
        self.text = text
        self.link = link


class CellTree:
    """A cell: its spans as written, what is in it, and where its content begins."""

    __slots__ = ("colspan", "content", "flow", "rowspan")

    def __init__(self, rowspan: int, colspan: int, content: int) -> None:
        self.rowspan = rowspan
        self.colspan = colspan
        self.content = content
        self.flow: list[Leaf | TableTree] = []


class TableTree:
    """A table element: its rows of cells, as they stand in the markup."""

    __slots__ = ("cell", "depth", "element", "rows", "saved", "started")

    def __init__(self, element: Element, depth: int) -> None:
        self.element = element
        self.depth = depth
        self.rows: list[list[CellTree]] = []
        self.started = False  # whether a row is open
        self.cell: CellTree | None = None
        # What was open around the cell, and how much of it.
        self.saved: tuple[int, dict[str, int]] = (0, {})


Flow = Sequence[Leaf | TableTree]


class Page:
    """A parsed page; ``hidden`` says that something in it was left out as not displayed.

    ``torn`` says that it ends inside a tag, a comment or a script, ``left`` are the names of the
    elements that are open at its end.
    """

    __slots__ = ("elements", "flow", "hidden", "leaves", "left", "torn")

    def __init__(
        self,
        elements: list[Element],
        leaves: list[Leaf],
        flow: Flow,
        *,
        hidden: bool,
        torn: bool,
        left: Sequence[str],
    ) -> None:
        self.elements = elements
        self.leaves = leaves
        self.flow = flow
        self.hidden = hidden
        self.torn = torn
        self.left = left
