"""HTML markup → leaves of text in a tree of elements, each character with its offset in the file.

Tolerant as browsers are: nothing needs to be closed, quoted or declared. One pass, no recursion,
and every tag is looked at once, whatever the markup.
"""

from __future__ import annotations

import re

from ..text import lazy_pattern
from .html_css import has_class, hidden_classes
from .html_lists import LISTS, ItemNumbers
from .html_names import (
    BLOCKS,
    BREAKS,
    CLOSES,
    ENDS,
    ENDS_ELSE,
    HEADINGS,
    PASSED_OVER,
    RAW,
    STRUCTURE,
    TABLE,
    UNHIDABLE,
)
from .html_text import leaf_text
from .html_tree import CellTree, Element, Leaf, Page, TableTree
from .limits import MAX_CELLS, MAX_ELEMENTS, MAX_PAGE_TEXT, MAX_SPAN, MAX_TABLE_DEPTH, too_much

_OPENING = r"<(?:(/?)([a-zA-Z][^\s/>]{0,40})(?=[\s/>])"
_ELSE = r"|([!?])|/?[a-zA-Z])"
_TAG = lazy_pattern(
    _OPENING
    + r"(?:([^>=]*(?:=(?:\s{0,20}\"[^\"]*\"|\s{0,20}'[^']*'|(?!\s{0,20}[\"']))[^>=]*){0,300})>"
    + r"|([^>]*)>)"
    + _ELSE
)
# For a file with quotes that are never closed: a tag ends at the next >.
_PLAIN_TAG = lazy_pattern(_OPENING + r"([^>]*)(\b\B)?>" + _ELSE)
_MOST_TORN = 4

_HIDES = lazy_pattern(
    r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all|visibility\s{0,3}:\s{0,3}hidden"
    r"|(?:^|\s)hidden(?=[\s=/]|$)",
    re.IGNORECASE,
)
_SPANS = lazy_pattern(r"(row|col)span\s{0,3}=\s{0,3}[\"']?\s{0,3}(\d{1,9})", re.IGNORECASE)
_LINK = lazy_pattern(r"\bhref\s{0,3}=\s{0,3}[\"']?(?!#)\S", re.IGNORECASE)


def parse(text: str, path: str, start: int = 0, end: int | None = None, *, all_text: bool) -> Page:
    """The page in a text, or in a piece of it; ``all_text`` keeps what is not displayed.

    ``ReadError`` where it has more tags or cells than a page can have.
    """
    parser = _Parser(text, path, start, len(text) if end is None else end, all_text=all_text)
    parser.run()
    return Page(
        parser.elements,
        parser.leaves,
        parser.flow,
        hidden=parser.hid,
        torn=parser.torn,
        left=parser.left,
    )


class _Parser:
    def __init__(self, text: str, path: str, start: int, end: int, *, all_text: bool) -> None:
        self.text = text
        self.path = path
        self.at = start
        self.end = end
        self.all_text = all_text
        self.hid = self.torn = False
        self.left: list[str] = []
        self.hidden_classes: frozenset[str] = frozenset()
        self.leaves: list[Leaf] = []
        root = Element("", start, "", None, 0)
        self.elements = [root]
        self.stack = [root]
        self.floor = 1  # how much of the stack an end tag may not close
        self.open: dict[str, int] = {}  # how many of each name are open above the floor
        self.flow: list[Leaf | TableTree] = []
        self.tables: list[TableTree] = []
        self.too_deep = 0
        self.cells = self.length = 0
        self.pieces: list[tuple[int, int]] = []
        self.linked: Element | None = None
        self.link = 0
        self.passing = ""  # the name of the element that is being passed over
        self.passed = 0
        self.passed_tables = 0
        self.ends = ENDS_ELSE
        self.preformatted = 0
        self.sheets: list[str] = []
        self.items = ItemNumbers(text, self.sheets)

    def run(self) -> None:
        """Reads all tags."""
        text, end = self.text, self.end
        search = _TAG.search
        torn = tags = 0
        while True:
            tag = search(text, self.at, end)
            if tag is None:
                self._text(self.at, end)
                break
            start = tag.start()
            if start > self.at:
                self._text(self.at, start)
            self.at = tag.end()
            name = tag[2]
            if name is None:
                self._other(start, declaration=bool(tag[5]))
                continue
            attributes = tag[3]
            if attributes is None:
                attributes = tag[4]
                torn += 1
                if torn >= _MOST_TORN:
                    search = _PLAIN_TAG.search
            tags += 1
            if tags > MAX_ELEMENTS:
                raise too_much(
                    self.path, f"标签超过 {MAX_ELEMENTS} 个", f"more than {MAX_ELEMENTS} tags"
                )
            name = name.lower()
            if self.passing or name in STRUCTURE:
                self._tag(name, tag[1], attributes, start)
            elif attributes and not tag[1] and self._hides(name, attributes):
                self._pass_over(name)
        self.left = [element.name for element in self.stack[1:]]
        if self.passing:
            self.left.append(self.passing)
        self._flush()
        while self.tables:
            self._end_table()
        self._pop_to(0)

    def _text(self, start: int, end: int) -> None:
        if self.passing:
            return
        if not self.pieces and self.text[start:end].isspace() and not self.preformatted:
            return
        self.pieces.append((start, end))
        self.length += end - start
        if self.length > MAX_PAGE_TEXT:
            raise too_much(
                self.path,
                f"文字超过 {MAX_PAGE_TEXT} 字",
                f"more than {MAX_PAGE_TEXT} characters of text",
            )
        if self.linked is not None:
            self.link += end - start

    def _other(self, start: int, *, declaration: bool) -> None:
        """Passes over a comment, a doctype, a processing instruction; or a tag without an end."""
        text = self.text
        if declaration and text.startswith("<!--", start):
            # <!--> and <!---> are whole comments.
            closed = text.find("-->", start + 2, self.end)
            self.at = self.end if closed < 0 else closed + 3
        else:
            closed = text.find(">", self.at, self.end)
            self.at = self.end if closed < 0 else closed + 1
        self.torn |= closed < 0

    def _tag(self, name: str, closing: str, attributes: str, start: int) -> None:
        if name in RAW:
            if not closing:
                self._raw(name)
            return
        if self.passing and not self._passed_by(name, closing):
            return
        if not closing:
            if name in PASSED_OVER:
                self._pass_over(name)
                return
            if attributes and self._hides(name, attributes):
                self._flush()
                self._pass_over(name)
                return
        if name == "br":
            self.pieces.append((start, -1))
        elif name in TABLE:
            self._table_tag(name, closing, attributes, start)
        elif name in BLOCKS:
            self._flush()
            if closing:
                self._end_block(name)
            else:
                self._block(name, attributes, start)
        elif name in BREAKS:
            self._flush()
        elif name == "a":
            linked = not closing and _LINK.search(attributes)
            self.linked = self.stack[-1] if linked else None

    def _hides(self, name: str, attributes: str) -> bool:
        by_class = bool(self.hidden_classes) and "class" in attributes
        by_itself = "none" in attributes or "idden" in attributes or "hide" in attributes
        if not (by_class or by_itself) or self.all_text or name in UNHIDABLE:
            return False
        if (by_itself and _HIDES.search(attributes)) or (
            by_class and has_class(attributes, self.hidden_classes)
        ):
            self.hid = True
            return True
        return False

    def _raw(self, name: str) -> None:
        start = self.at
        closed = _end_tag(name).search(self.text, self.at, self.end)
        self.at = closed.end() if closed else self.end
        self.torn |= closed is None
        if name == "style":
            self.sheets.append(self.text[start : self.at])
            if not self.all_text:
                self.hidden_classes |= hidden_classes(self.sheets[-1])

    def _pass_over(self, name: str) -> None:
        self.passing, self.passed = name, 1
        self.passed_tables = 0
        self.ends = ENDS.get(name, ENDS_ELSE)

    def _passed_by(self, name: str, closing: str) -> bool:
        """Counts a tag in what is passed over; True where it ends that and counts itself."""
        if name == self.passing:
            if name in self.ends and not closing:
                self.passing = ""
                return True
            self.passed += -1 if closing else 1
            if self.passed == 0:
                self.passing = ""
        elif self.passed_tables == 0 and closing + name in self.ends:
            self.passing = ""
            return True
        elif name == "table":
            self.passed_tables += -1 if closing else 1
        return False

    def _block(self, name: str, attributes: str, start: int) -> None:
        if self.open.get("p") and self.stack[-1].name == "p":
            self._pop_to(len(self.stack) - 1)
        if name in CLOSES and self.stack[-1].name in CLOSES[name]:
            self._pop_to(max(self.floor, len(self.stack) - 1))
        if name == "pre":
            self.preformatted += 1
        elif name in LISTS:
            self.items.begin(name, attributes, start)
        elif name == "li":
            self.items.item(attributes, start)
        self._push(Element(name, start, attributes, self.stack[-1], len(self.leaves)))

    def _push(self, element: Element) -> None:
        self.stack.append(element)
        self.elements.append(element)
        self.open[element.name] = self.open.get(element.name, 0) + 1

    def _end_block(self, name: str) -> None:
        if name in ("html", "body") or (self.tables and self.tables[-1].cell is None):
            return
        if name in HEADINGS and self.stack[-1].name in HEADINGS:
            name = self.stack[-1].name
        if not self.open.get(name):
            return
        at = len(self.stack) - 1
        while self.stack[at].name != name:
            at -= 1
        self._pop_to(at)

    def _pop_to(self, length: int) -> None:
        """Closes what is open beyond so many elements."""
        while len(self.stack) > length:
            element = self.stack.pop()
            element.last = len(self.leaves)
            if self.open.get(element.name):
                self.open[element.name] -= 1
            if element is self.linked:
                self.linked = None
            if element.name == "pre" and self.preformatted:
                self.preformatted -= 1
            elif element.name == "li" or element.name in LISTS:
                self.items.end(element.name)

    def _table_tag(self, name: str, closing: str, attributes: str, start: int) -> None:
        self._flush()
        if name == "table":
            if closing:
                self._end_table()
            else:
                self._table(attributes, start)
            return
        if not self.tables:
            return
        table = self.tables[-1]
        if table.cell is not None:
            self._end_cell(table)
        if name not in ("td", "th"):
            table.started = False
            if name == "tr" and not closing:
                table.started = True
                table.rows.append([])
        elif not closing:
            self._cell(table, name, attributes, start)

    def _table(self, attributes: str, start: int) -> None:
        if len(self.tables) >= MAX_TABLE_DEPTH:
            self.too_deep += 1
            return
        if self.tables and self.tables[-1].cell is None:
            self._end_table()
        if self.open.get("p") and self.stack[-1].name == "p":
            self._pop_to(len(self.stack) - 1)
        self.items.number = ""  # it stands beside the table, not in its first cell
        element = Element("table", start, attributes, self.stack[-1], len(self.leaves))
        table = TableTree(element, len(self.stack))
        self._here().append(table)
        self._push(element)
        self.tables.append(table)

    def _end_table(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        if not self.tables:
            return
        table = self.tables[-1]
        self._flush()
        if table.cell is not None:
            self._end_cell(table)
        self._pop_to(table.depth)
        self.tables.pop()

    def _cell(self, table: TableTree, name: str, attributes: str, start: int) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise too_much(
                self.path, f"表格超过 {MAX_CELLS} 格", f"more than {MAX_CELLS} cells in tables"
            )
        if not table.started:
            table.started = True
            table.rows.append([])
        spans = {"row": 1, "col": 1}
        if "span" in attributes.lower():
            for which, number in _SPANS.findall(attributes):
                spans[which.lower()] = min(max(int(number), 1), MAX_SPAN)
        table.cell = CellTree(spans["row"], spans["col"], self.at)
        table.rows[-1].append(table.cell)
        self._pop_to(table.depth + 1)
        table.saved = (self.floor, self.open)
        self.open = {}
        element = Element(name, start, attributes, self.stack[-1], len(self.leaves))
        self._push(element)
        self.floor = len(self.stack)
        self.open = {}

    def _end_cell(self, table: TableTree) -> None:
        self._pop_to(table.depth + 1)
        self.floor, self.open = table.saved
        table.cell = None

    def _here(self) -> list[Leaf | TableTree]:
        """Where the next leaf or table belongs."""
        if not self.tables:
            return self.flow
        table = self.tables[-1]
        if table.cell is not None:
            return table.cell.flow
        # Text between cells: a caption, or what somebody forgot to put into one. It stays where it
        # is, in the cell before it or in a row of its own.
        if not table.started or not table.rows:
            table.rows.append([])
        if not table.rows[-1]:
            table.rows[-1].append(CellTree(1, 1, self.at))
        return table.rows[-1][-1].flow

    def _flush(self) -> None:
        """Ends the paragraph that is being read."""
        if self.pieces:
            text = leaf_text(self.text, self.pieces, preformatted=self.preformatted > 0)
            if text.text:
                if self.items.number:
                    text = self.items.before(text)
                leaf = Leaf(len(self.leaves), self.stack[-1], text, self.link)
                self.leaves.append(leaf)
                self._here().append(leaf)
            self.pieces = []
        self.link = 0


_END_TAGS = {name: lazy_pattern(f"</{name}(?=[\\s/>])[^>]*>?", re.IGNORECASE) for name in RAW}


def _end_tag(name: str) -> re.Pattern[str]:
    return _END_TAGS[name]
