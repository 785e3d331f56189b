"""The words of the official tables: row labels, group labels, headers, in every form known.

Row labels are what table recovery holds on to, wherever they stand. A label is looked up by its
plain form: without spaces, punctuation, brackets and quotes, because those are what gets lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..catalogue import Form, RowForm, TableForm
from ..text import lazy_pattern
from .sums import Sums

if TYPE_CHECKING:
    from .layout import LineInfo

_DROPPED = (
    " \t\u3000\xa0\r\n\u200b\ufeff"
    "（）()【】[]〔〕{}《》〈〉<>“”\"＂'‘’「」『』`"
    "、，,。.．·•：:；;！!？?/／\\|＊*#_~-－—–"
)
_PLAIN = str.maketrans({**dict.fromkeys(_DROPPED), "它": "他", "帐": "账"})
_NUMBER = lazy_pattern(
    r"^(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}\.)"
)
_MEMO_LIMIT = 4096
# Shorter labels are too much like other words for a slip in them to be told; of longer ones two
# characters may be wrong.
_SHORTEST_NEAR = 4
_LONG_NEAR = 7


def plain(text: str) -> str:
    """A label's plain form: what is compared."""
    return text.translate(_PLAIN)


def unnumbered(label: str) -> str:
    """A label as the form writes it, without its ordinal."""
    return _NUMBER.sub("", label)


class Entry:
    """What a text of a table can be.

    ``tables`` are the tables that have it; ``row`` is the index of the row it labels (-1: none);
    ``loose`` says that it is a header too, so that only its place tells; ``group`` that it
    labels several rows; ``whole`` that it is all of the label, not a piece of one. ``depth`` is
    how many label cells stand before it in its row (-1: a header). ``starts`` says of a piece
    that it begins the label of ``row``. ``near`` says that a character or two of it are wrong.
    ``telling``: it is long enough to tell a table from prose.
    """

    __slots__ = (
        "depth", "group", "loose", "near", "plain", "row", "starts", "tables", "telling", "whole",
    )  # fmt: skip

    def __init__(
        self,
        plain: str,
        tables: frozenset[str],
        row: int = -1,
        depth: int = -1,
        *,
        loose: bool = False,
        group: bool = False,
        whole: bool = True,
        starts: bool = False,
        near: bool = False,
    ) -> None:
        self.plain = plain
        self.tables = tables
        self.row = row
        self.depth = depth
        self.loose = loose
        self.group = group
        self.whole = whole
        self.starts = starts
        self.near = near
        self.telling = not near and (whole or len(plain) >= 6)


class TableWords:
    """One table's words over all forms: its rows in order, and their labels."""

    def __init__(self, key: str, forms: Sequence[TableForm]) -> None:
        self.key = key
        self.rows = _merged_rows(forms)
        self.labels: dict[str, int] = {}
        self.bare: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            for form in forms:
                own = form.rows_by_key.get(row.key)
                for label in (own.label, *own.aliases) if own and own.label else ():
                    self.labels.setdefault(plain(label), at)
                    self.bare.setdefault(plain(unnumbered(label)), at)
        # Group label → how many label cells stand before it.
        self.groups = {
            plain(row.group): 0 if "、" in row.group[:3] else 1
            for form in forms
            for row in form.rows
            if row.group
        }
        self.headers = _headers(forms)
        # The rows whose label another form uses as a group's.
        self.grouped = {at for label, at in self.labels.items() if label in self.groups}

    def depth(self, at: int) -> int:
        """How many label cells stand before that row's own."""
        group = self.rows[at].group
        if not _NUMBER.match(group):
            return 0
        return 1 if "、" in group[:3] else 2


def _headers(forms: Collection[TableForm]) -> set[str]:
    """The words above the columns of a table."""
    written = {header for form in forms for header in form.headers}
    for form in forms:
        for columns in {row.columns for row in form.rows}:  # most rows have the same
            written.update(column.label for column in columns)
            written.update(column.group for column in columns)
    return {plain(text) for text in written if text}


def _merged_rows(forms: Sequence[TableForm]) -> list[RowForm]:
    """The rows of all forms, each behind the one it follows in its own form."""
    rows: list[RowForm] = []
    keys: list[str] = []
    for form in forms:
        at = 0
        for row in form.rows:
            if row.key in keys:
                at = keys.index(row.key) + 1
            else:
                rows.insert(at, row)
                keys.insert(at, row.key)
                at += 1
    return rows


class Vocabulary:
    """Everything that is known to stand in the tables of some forms."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = tuple(forms)
        keys = list(dict.fromkeys(table.key for form in forms for table in form.tables))
        self.tables = {
            key: TableWords(key, [t for form in forms for t in form.tables if t.key == key])
            for key in keys
        }
        # By form and table: the keys of its rows, and the words above its columns.
        self.shapes = {
            (form.key, table.key): (
                frozenset(table.rows_by_key),
                frozenset(_headers([table])),
            )
            for form in forms
            for table in form.tables
        }
        # By form and table: its cells by their short keys, in the form's order.
        self.cells = {
            (form.key, table.key): {
                table.cell_key(row, column): (row, at, column)
                for row in table.rows
                for at, column in enumerate(row.columns)
            }
            for form in forms
            for table in form.tables
        }
        self.sums = {
            (form.key, table.key): Sums(form, table) for form in forms for table in form.tables
        }
        self.exact: dict[str, Entry] = {}
        for words in self.tables.values():
            self._add(words)
        self.longest = max((len(text) for text in self.exact), default=0)
        self._joined = "\n".join(self.exact)
        self._memo: dict[str, Entry | None] = {}
        # What lines say of themselves, as far as they were read with these words.
        self.lines: dict[str, LineInfo] = {}
        names = {name for form in forms for s in form.sections for name in (s.name, *s.accepted)}
        self.sections = {plain(name) for name in names}

    def _add(self, words: TableWords) -> None:
        table = frozenset((words.key,))
        found: dict[str, Entry] = {}
        for text, depth in words.groups.items():
            found[text] = Entry(text, table, depth=depth, group=True)
        found |= {text: Entry(text, table) for text in words.headers}
        for labels in (words.labels, words.bare):
            for text, at in labels.items():
                loose = text in words.headers and text in words.bare
                if text in found and not loose and not found[text].group:
                    continue
                group = text in words.groups
                depth = words.depth(at)
                found[text] = Entry(text, table, at, depth, loose=loose, group=group)
        for text, entry in found.items():
            other = self.exact.get(text)
            if other is not None:
                best = other if other.row >= 0 else entry
                entry = Entry(
                    text,
                    other.tables | table,
                    best.row,
                    best.depth,
                    loose=best.loose,
                    group=best.group,
                )
            self.exact[text] = entry

    def find(self, text: str) -> Entry | None:
        """What a plain text can be: a whole label, the beginning of one, a piece of any."""
        entry = self.exact.get(text)
        if entry is not None or not text:
            return entry
        if text in self._memo:
            return self._memo[text]
        entry = self._piece(text) if len(text) <= self.longest else None
        if len(self._memo) > _MEMO_LIMIT:
            self._memo.clear()
        self._memo[text] = entry
        return entry

    def find_near(self, text: str) -> Entry | None:
        """The label of a row, or of a column, that a plain text is in all but a character; of a
        long column's label two may differ. None where it may be several."""
        if not _SHORTEST_NEAR <= len(text) <= self.longest + 1:
            return None
        found: dict[tuple[str, int], Entry] = {}
        for words in self.tables.values():
            table = frozenset((words.key,))
            for labels in (words.labels, words.bare):
                for label, at in labels.items():
                    if len(label) >= _SHORTEST_NEAR and one_apart(label, text):
                        entry = Entry(label, table, at, words.depth(at), near=True)
                        found.setdefault((words.key, at), entry)
            for number, label in enumerate(words.headers, 1):
                if len(label) >= _LONG_NEAR and _almost(label, text):
                    found[words.key, -number] = Entry(label, table, near=True)
        return next(iter(found.values())) if len(found) == 1 else None

    def _piece(self, text: str) -> Entry | None:
        if text.isdecimal() or text not in self._joined:
            return None
        tables = set()
        rows: dict[tuple[str, int], bool] = {}
        for words in self.tables.values():
            for label in words.headers.union(words.groups):
                if text in label:
                    tables.add(words.key)
                    rows[words.key, -1] = False
            for labels in (words.labels, words.bare):
                for label, at in labels.items():
                    if text in label:
                        tables.add(words.key)
                        starts = label.startswith(text)
                        rows[words.key, at] = rows.get((words.key, at), False) or starts
        long_enough = len(text) >= 3 or (
            len(text) == 2 and text[0] in "一二三四五六七八九123456789"
        )
        rows = {place: starts for place, starts in rows.items() if not self._shadowed(place)}
        if long_enough and len(rows) == 1:
            ((table, at), starts) = next(iter(rows.items()))
            if starts and at >= 0:
                depth = self.tables[table].depth(at)
                return Entry(text, frozenset((table,)), at, depth, whole=False, starts=True)
        return Entry(text, frozenset(tables), whole=False)

    def _shadowed(self, place: tuple[str, int]) -> bool:
        """Whether that row's label is a group's label as well: a piece of it tells nothing."""
        return place[1] in self.tables[place[0]].grouped


def one_apart(label: str, text: str) -> bool:
    """Whether one character was changed, dropped or added."""
    if abs(len(label) - len(text)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(label, text, strict=False)) if a != b), None)
    if at is None:
        return len(label) != len(text)
    a, b = label[at:], text[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _almost(label: str, text: str) -> bool:
    if len(label) != len(text):
        return one_apart(label, text)
    return sum(a != b for a, b in zip(label, text, strict=True)) in (1, 2)


def vocabulary(forms: Sequence[Form]) -> Vocabulary:
    """The words of these forms; made once for the same forms."""
    return _vocabulary(tuple(forms))


@lru_cache(maxsize=8)
def _vocabulary(forms: tuple[Form, ...]) -> Vocabulary:
    return Vocabulary(forms)
