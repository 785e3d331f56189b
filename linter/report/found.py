"""What was found of the official tables: rows with their cells, tables with their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import overload

from .layout import Layout, LineKind
from .strips import Cell, Strip, cells_of
from .tokens import NO_VALUES, NOTHING, Kind, Token

# An enum's member takes long to look up.
_VALUE, _FLOW, _NUMBERS = Kind.VALUE, Layout.FLOW, LineKind.NUMBERS
NOTHING_FOLLOWS = -2  # what says of a row that no label ends it
_FILLS = bytes(int(kind not in NOTHING) for kind in range(256))
GROUP = 10  # added to how deep a label stands, if it is a group's


class FoundRow:
    """A row's label and what was found behind it, before it is said which column it is.

    ``parts`` are the strips its cells stand on, with their tokens there, ``kinds`` has the kind of
    each cell; where ``glued`` or ``counted`` is False, no cell is glued, or has a number other than
    0. Cells are made when they are asked for: these say enough of most rows. ``follow`` tells what
    label ends it: how deep it stands (-1 a header, -2 nothing), for a group's label 10 more.
    """

    __slots__ = (
        "_cells", "_one_a_line", "counted", "follow", "glued", "kinds", "label",
        "layout", "parts", "row", "table",
    )  # fmt: skip

    def __init__(self, row: int, table: str, label: Cell) -> None:
        self.row = row
        self.table = table
        self.label = label
        self.follow = NOTHING_FOLLOWS
        self.layout = _FLOW
        self.clear()

    def clear(self) -> None:
        """Takes all cells away."""
        self.parts: list[tuple[Strip, Sequence[Token]]] = []
        self.kinds = b""
        self.glued = self.counted = False
        self._cells: list[Cell] | None = None
        self._one_a_line: bool | None = None

    def add(self, strip: Strip, tokens: Sequence[Token], kinds: bytes) -> None:
        """Adds cells of a strip at the row's end."""
        info = strip.info
        self.parts.append((strip, tokens))
        self.kinds += kinds
        if info.glued:
            self.glued = True
        if info.counted:
            self.counted = True

    def add_glued(self, strip: Strip, tokens: Sequence[Token], kinds: bytes) -> None:
        """Adds cells that may be the rest of the cell before them."""
        self.add(strip, [token._replace(glued=True) for token in tokens], kinds)
        self.glued = True

    def drop(self, kind: Kind) -> None:
        """Takes away all cells of a kind."""
        parts = [(strip, [t for t in tokens if t.kind is not kind]) for strip, tokens in self.parts]
        self.parts = [part for part in parts if part[1]]
        self.kinds = self.kinds.replace(bytes((kind,)), b"")

    def drop_last(self) -> None:
        """Takes the last cell away."""
        strip, tokens = self.parts.pop()
        if len(tokens) > 1:
            self.parts.append((strip, tokens[:-1]))
        self.kinds = self.kinds[:-1]

    @property
    def size(self) -> int:
        """How many cells have something in them."""
        return len(self.kinds.translate(None, NOTHING))

    @property
    def values(self) -> int:
        """How many cells are meant to fill one: numbers, marks, damaged ones."""
        return len(self.kinds.translate(None, NO_VALUES))

    @property
    def cells(self) -> list[Cell]:
        """The cells; asked only when the row is complete."""
        if self._cells is None:
            self._cells = [cell for strip, tokens in self.parts for cell in cells_of(tokens, strip)]
        return self._cells

    def filled(self) -> Filled:
        """The cells that have something in them; asked only when the row is complete."""
        return Filled(self)  # not kept: each would hold the other until garbage is collected

    def one_a_line(self) -> bool:
        """Whether every cell has a line of its own, below the label; asked only when the row is
        complete."""
        if self._one_a_line is None:
            self._one_a_line = self._is_one_a_line()
        return self._one_a_line

    def _is_one_a_line(self) -> bool:
        line = self.label.strip.last
        for strip, tokens in self.parts:
            if strip.index <= line or (len(tokens) > 1 and strip.info.kind is not _NUMBERS):
                return False
            line = strip.last
        return True


class Filled(Sequence[Cell]):
    """The cells of a row that have something in them, no two of them the same; ``kinds`` has the
    kind of each."""

    __slots__ = ("_made", "_row", "kinds")

    def __init__(self, row: FoundRow) -> None:
        self._row = row
        self._made: list[Cell] | None = None
        self.kinds = row.kinds.translate(None, NOTHING)

    @property
    def counted(self) -> bool:
        """False where none has a number other than 0."""
        return self._row.counted

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> list[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | list[Cell]:
        return self._cells()[at]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells())

    def _cells(self) -> list[Cell]:
        if self._made is None:
            some = self._row.kinds.translate(_FILLS)
            cells = self._row.cells
            self._made = list(compress(cells, some)) if 0 in some else cells
        return self._made


class FoundTable:
    """One occurrence of a table: its rows in the order they were found.

    ``headers`` are the words above its columns, ``strays`` values that stand behind no label,
    ``used`` the strips that have a part in it; ``led``: most of its cells have a line each and a
    mark before them.
    """

    __slots__ = ("headers", "led", "rows", "strays", "table", "used")

    def __init__(
        self,
        table: str,
        rows: Iterable[FoundRow] = (),
        strays: Iterable[Cell] = (),
        used: Iterable[Strip] = (),
        headers: Iterable[Cell] = (),
        led: bool = False,
    ) -> None:
        self.table = table
        self.rows = [*rows]
        self.strays = [*strays]
        self.used = [*used]
        self.headers = [*headers]
        self.led = led

    @property
    def values(self) -> int:
        """How many values it has."""
        return sum([row.kinds.count(_VALUE) for row in self.rows])
