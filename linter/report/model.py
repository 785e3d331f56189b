"""An annual report as named facts, each with the place it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..catalogue import ColumnForm, Form, RowForm, SectionForm, TableForm
from ..records import NamedTuple, dataclass
from ..text import MappedText, Span
from .on_demand import Places

if TYPE_CHECKING:
    from .fees import FeeStatement
    from .wordings import Wordings

Profile = Literal["department", "government", "township", "subdistrict"]


class FactState(Enum):
    """How a table cell could be read (DOMAIN.md, section 3)."""

    NUMBER = "number"
    BLANK = "blank"
    MARK = "mark"
    TEXT = "text"
    UNREADABLE = "unreadable"


class Fact(NamedTuple):
    """A cell of a table: what stands there, and what it means.

    ``key`` is table, row and column joined by dots. ``value`` is there in state NUMBER only, as
    written: an amount in 元 in a 万元 cell is not converted, its ``unit`` stands beside it.
    ``text`` is what the cell holds; ``span`` is its place: the text's own, or for a blank the
    place where it should stand.
    """

    key: str
    state: FactState
    value: Decimal | None
    text: str
    span: Span
    row: RowForm
    column: ColumnForm
    unit: str = ""

    @property
    def judged(self) -> Decimal | None:
        """The value an identity reads: blanks and marks count as 0, the rest has none."""
        if self.state is FactState.NUMBER:
            return self.value
        return Decimal(0) if self.state in (FactState.BLANK, FactState.MARK) else None


class Misnamed(NamedTuple):
    """A label of a row or a column that is not the form's: what is written, what is right."""

    span: Span
    text: str
    right: str


class ReportTable(NamedTuple):
    """One of the report's tables as it was recovered.

    ``span`` is the whole table's place. ``facts`` has every cell of the form by its key without
    the table's name; ``label_spans`` where each row's label stands; ``places`` which cells stand at
    a place; ``missing`` the rows that are not there at all (their facts are UNREADABLE with an
    empty span at the table's start). ``absent`` are columns that are not there at all (their facts
    are UNREADABLE); ``swapped`` two that stand in the other order than in the form: then no row
    with columns can be read. ``misnamed`` are labels with a slip in them, ``outdated`` headers of
    another form among those of this one. ``states`` are those of its cells, ``counted`` the cells
    with a number other than 0: in most reports few, so checks need not look at all, and other facts
    are made when they are asked for.
    """

    form: TableForm
    span: Span
    facts: Mapping[str, Fact]
    label_spans: Mapping[str, Span]
    places: Places
    missing: tuple[RowForm, ...]
    states: frozenset[FactState]
    counted: Mapping[str, Fact]
    absent: tuple[ColumnForm, ...] = ()
    swapped: tuple[ColumnForm, ...] = ()
    misnamed: tuple[Misnamed, ...] = ()
    outdated: tuple[Misnamed, ...] = ()

    @property
    def key(self) -> str:
        """The table's name in fact keys."""
        return self.form.key

    def facts_at(self, span: Span) -> list[Fact]:
        """The cells with exactly that place: several, where they cannot be told apart."""
        return [self.facts[key] for key in self.places.at(span)]

    def row(self, row: RowForm) -> list[Fact]:
        """The facts of a row, in the order of its columns."""
        return [self.facts[self.form.cell_key(row, column)] for column in row.columns]


class DateStatement(NamedTuple):
    """A date as written; ``value`` is None where the calendar has no such day."""

    year: int | None
    month: int | None
    day: int | None
    value: date | None
    span: Span
    text: str


class Period(NamedTuple):
    """A statement of the statistics period; both ends where they could be read."""

    start: DateStatement | None
    end: DateStatement | None
    span: Span
    text: str


class SignOff(NamedTuple):
    """The sign-off (落款): organ and date, either of which may be missing."""

    organ: str | None
    organ_span: Span | None
    date: DateStatement | None


class Title(NamedTuple):
    """The title: normalised text (no spaces, residue, breaks) and its place.

    ``line_span`` is its first line, what findings about something absent mark; ``organ_span`` and
    ``year_span`` are its parts, where they are there. ``official`` says that it has the official
    words.
    """

    text: str
    span: Span
    line_span: Span
    organ: str | None
    organ_span: Span | None
    year: int | None
    year_span: Span | None
    official: bool = True


PassageKind = Literal["title", "heading", "text", "sign_off"]


class Passage(NamedTuple):
    """A paragraph of the prose, wrapped lines joined: ``prose.text[start:end]``.

    ``section`` is the key of the section it stands in; None before the first and for the title.
    ``raw`` is the paragraph with its fillers (spaces, line breaks) as they stand in the source.
    """

    kind: PassageKind
    start: int
    end: int
    section: str | None
    raw: MappedText


class Section(NamedTuple):
    """One of the sections: its heading and the passages under it.

    ``title`` is the heading normalised; ``span`` its place; ``name`` the heading without its
    number, ``name_span`` the place of that; ``number`` the ordinal it was given (1-6) or None;
    ``level`` its markdown or file level or None; ``exact`` whether the name is official or an
    accepted variant; ``start`` and ``end`` are the offsets into the prose of what stands under
    it, ``tables`` the names of tables whose place is there.
    """

    key: str
    form: SectionForm
    title: str
    span: Span
    name: str
    name_span: Span
    number: int | None
    level: int | None
    exact: bool
    start: int
    end: int
    passages: tuple[Passage, ...]
    tables: tuple[str, ...]


# The organ in the report year; more than it; an office of the government whose report it is;
# another year or a part of the year; what may be more or less.
Scope = Literal["report", "area", "office", "period", "uncertain"]


class Statement(NamedTuple):
    """A quantity that the text states.

    ``key`` is what is counted, named as a table's cell is where there is one; ``value`` the
    number, 0 also where it is said that there was none; ``approximate`` says that it is only
    near (余, 近); ``unit`` the measure word, empty where no number is written. ``span`` and
    ``text`` are its own words, ``number_span`` the number with its unit.
    """

    key: str
    value: Decimal
    approximate: bool
    unit: str
    scope: Scope
    span: Span
    number_span: Span | None
    text: str
    section: str | None


@dataclass(frozen=True)
class AnnualReport:
    """An annual report as named facts.

    ``raw`` is the whole text of the document in reading order, untouched; ``prose`` is all of it
    that is no table: fillers dropped, look-alikes folded, conversion residue dropped, wrapped
    lines joined, one line (``\\n``) a passage. ``year`` is None where it is not certain; ``form``
    is None for years that have no form here. ``duplicates`` are further headings that claim a
    section which is already there. ``encoding`` is how the file was encoded. ``previous`` is the
    same organ's report for the year before, where there is one to hold this one against;
    ``wordings`` is how its text may state quantities: without them it states none.
    """

    raw: MappedText
    prose: MappedText
    passages: tuple[Passage, ...]
    title: Title | None
    organ: str | None
    year: int | None
    profile: Profile
    form: Form | None
    periods: tuple[Period, ...]
    sign_off: SignOff | None
    sections: tuple[Section, ...]
    duplicates: tuple[Section, ...]
    tables: Mapping[str, ReportTable]
    encoding: str = "utf-8"
    previous: AnnualReport | None = None
    wordings: Wordings | None = None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the text states in numbers, in its order; read when it is first asked for."""
        from .statements import find_statements

        return find_statements(self, self.wordings) if self.wordings is not None else ()

    @cached_property
    def fees(self) -> Sequence[FeeStatement]:
        """What the text says of the fee for processing information, in its order."""
        from .fees import find_fees

        return find_fees(self, self.wordings.fees) if self.wordings is not None else ()

    @cached_property
    def sections_by_key(self) -> dict[str, Section]:
        """The sections by their key."""
        return {section.key: section for section in self.sections}

    def section(self, key: str) -> Section | None:
        """The section of that key, if it is there."""
        return self.sections_by_key.get(key)

    def section_text(self, key: str) -> str:
        """The prose under a section's heading; empty if the section is not there."""
        section = self.section(key)
        return self.prose.text[section.start : section.end] if section else ""

    def table_at(self, offset: int) -> ReportTable | None:
        """The table that holds a source offset."""
        for table in self.tables.values():
            if table.span.start <= offset < table.span.end:
                return table
        return None

    def special_at(self, offset: int) -> PassageKind | None:
        """Whether a source offset is in the title, or stands in the sign-off or behind it."""
        titles, sign_off = self._special_places
        for title in titles:
            if title.start <= offset < title.end:
                return "title"
        return "sign_off" if sign_off is not None and offset >= sign_off else None

    @cached_property
    def _special_places(self) -> tuple[Sequence[Span], int | None]:
        """Where the passages of the title are, and where those of the sign-off begin."""
        special = [p for p in self.passages if p.kind in ("title", "sign_off")]
        signed = [p.raw.span().start for p in special if p.kind == "sign_off" and p.raw.text]
        titles = [p.raw.span() for p in special if p.kind == "title"]
        return titles, signed[0] if signed else None

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds a prose offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index] if index >= 0 else None

    def facts(self) -> Iterator[Fact]:
        """Every cell of every table that is there, in the order of the form."""
        for table in self.tables.values():
            yield from table.facts.values()

    @property
    def anchor(self) -> Span:
        """Where a finding about something absent points when no section holds it: the title,
        or the start of the text."""
        if self.title is not None:
            return self.title.line_span
        for passage in self.passages:
            if passage.raw.text:
                return passage.raw.span()
        return Span(0, 0)
