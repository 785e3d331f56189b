"""``Document`` → ``AnnualReport``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..catalogue import Form
from ..document import Document, Lines, Table
from ..records import NamedTuple
from ..text import MappedText
from .headings import HeadingLine, find_headings
from .lines import Line, singly, split_lines
from .model import (
    AnnualReport,
    Passage,
    PassageKind,
    Period,
    Profile,
    ReportTable,
    Section,
    SignOff,
    Title,
)
from .periods import find_periods
from .prose import continues, is_page_number, joined_raw, wrap_width
from .signoff import find_sign_off
from .tables import recover_tables
from .title import OPENING, complete_organ, find_title, profile_of

if TYPE_CHECKING:
    from .wordings import Wordings


def build_report(
    document: Document,
    forms: Mapping[str, Form],
    profile: Profile | None = None,
    *,
    encoding: str = "utf-8",
    wordings: Wordings | None = None,
) -> AnnualReport:
    """The report that a document holds, read by the form of its year.

    Whatever cannot be told is None or missing; nothing raises. ``profile`` overrides the kind of
    organ that its name stands for; ``encoding`` is how the file was encoded, ``wordings`` how its
    text may state quantities.
    """
    lines = split_lines(document)
    found = find_title(_opening(lines))
    title = found[0] if found else None
    by_year = _by_year(forms, title.year if title else None)
    recovered = recover_tables(lines, by_year)
    rest = _rest(lines, recovered.covered)
    signed = find_sign_off(rest, title.organ if title else None)
    sign_off, signed_lines = signed if signed else (None, frozenset[int]())
    title_lines = frozenset(line.index for line in found[1]) if found else frozenset[int]()
    named = title_lines | signed_lines
    headings, duplicates = find_headings(
        [line for line in rest if line.index not in named], by_year[0]
    )
    pieces = _pieces(rest, title_lines, signed_lines, headings, duplicates)
    prose, passages = _prose(pieces)
    periods = find_periods(prose, passages)
    year = _year(title, periods, sign_off)
    organ = complete_organ(title.organ if title else None, sign_off.organ if sign_off else None)
    return AnnualReport(
        raw=_raw(document),
        prose=prose,
        passages=passages,
        title=title,
        organ=organ,
        year=year,
        profile=profile or profile_of(organ),
        form=_form(forms, year),
        periods=periods,
        sign_off=sign_off,
        sections=_sections(headings, pieces, passages, recovered.tables),
        duplicates=_sections(duplicates, pieces, passages, {}),
        tables=recovered.tables,
        encoding=encoding,
        wordings=wordings,
    )


def _opening(lines: Sequence[Line]) -> list[Line]:
    """The first lines that are not blank, among which the title must be."""
    return list(islice((line for line in singly(lines) if line.table or not line.blank), OPENING))


def _rest(lines: Sequence[Line], covered: bytes) -> list[Line]:
    """The lines that belong to no table and are not blank."""
    free = [
        line
        for line in lines
        if not covered[line.index]
        or (line.last > line.index and 0 in covered[line.index : line.last + 1])
    ]
    return [
        line
        for line in singly(free)
        if not covered[line.index] and not line.table and not line.blank
    ]


def _by_year(forms: Mapping[str, Form], year: int | None) -> list[Form]:
    """The forms, the one for the year first, then from the newest."""
    newest_first = sorted(forms.values(), key=lambda form: -form.first_year)
    return sorted(newest_first, key=lambda form: year is None or not form.covers(year))


def _form(forms: Mapping[str, Form], year: int | None) -> Form | None:
    if year is None:
        return max(forms.values(), key=lambda form: form.first_year)
    return next((form for form in forms.values() if form.covers(year)), None)


def _raw(document: Document) -> MappedText:
    blocks = document.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Lines):
        return blocks[0].text
    parts: list[MappedText] = []
    for block in blocks:
        parts.extend(
            [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]
        )
    return MappedText.join(parts, "\n")


def _year(title: Title | None, periods: Sequence[Period], sign_off: SignOff | None) -> int | None:
    """The report year: the title's; where it has none, what two other statements agree on."""
    if title and title.year:
        return title.year
    votes: Counter[int] = Counter()
    ends = {period.end.year for period in periods if period.end and period.end.year}
    if len(ends) == 1:
        votes[ends.pop()] += 1
    if sign_off and sign_off.date and sign_off.date.year:
        votes[sign_off.date.year - 1] += 1
    year, count = votes.most_common(1)[0] if votes else (0, 0)
    return year if count >= 2 else None


class _Piece(NamedTuple):
    """Lines that make one passage, and the heading they are, if they are one."""

    kind: PassageKind
    lines: tuple[Line, ...]
    text: MappedText
    heading: HeadingLine | None = None


def _pieces(
    rest: Sequence[Line],
    title_lines: frozenset[int],
    signed_lines: frozenset[int],
    headings: Sequence[HeadingLine],
    duplicates: Sequence[HeadingLine],
) -> list[_Piece]:
    by_line = {heading.line.index: heading for heading in (*headings, *duplicates)}
    special = title_lines | signed_lines | by_line.keys()
    full = wrap_width([line for line in rest if line.index not in special])
    if full is not None:
        rest = [line for line in rest if not is_page_number(line.text.text)]
    pieces: list[_Piece] = []
    at = 0
    while at < len(rest):
        line, end = rest[at], at + 1
        if line.index in by_line:
            heading = by_line[line.index]
            end = at + heading.lines
            taken = tuple(rest[at:end])
            pieces.append(_Piece("heading", taken, heading.text, heading))
            if heading.rest.text:
                pieces.append(_Piece("text", taken[-1:], heading.rest))
        elif line.index in title_lines:
            while end < len(rest) and rest[end].index in title_lines:
                end += 1
            pieces.append(_piece("title", rest[at:end]))
        elif line.index in signed_lines:
            pieces.append(_piece("sign_off", rest[at:end]))
        else:
            while end < len(rest) and rest[end].index not in special and _follows(rest, end, full):
                end += 1
            pieces.append(_piece("text", rest[at:end]))
        at = end
    return pieces


def _follows(rest: Sequence[Line], position: int, full: int | None) -> bool:
    """Whether a line goes on with the one before it: no table between them, only blank lines."""
    before, line = rest[position - 1], rest[position]
    return line.index - before.index <= 4 and continues(before, line, full)


def _piece(kind: PassageKind, lines: Sequence[Line]) -> _Piece:
    text = lines[0].text if len(lines) == 1 else MappedText.join(line.text for line in lines)
    return _Piece(kind, tuple(lines), text)


def _prose(pieces: Sequence[_Piece]) -> tuple[MappedText, tuple[Passage, ...]]:
    passages = []
    start, section = 0, None
    for piece in pieces:
        if piece.heading is not None:
            section = piece.heading.form.key
        end = start + len(piece.text)
        inside = section if piece.kind in ("text", "heading") else None
        passages.append(Passage(piece.kind, start, end, inside, joined_raw(piece.lines)))
        start = end + 1
    return MappedText.join((piece.text for piece in pieces), "\n"), tuple(passages)


def _sections(
    headings: Sequence[HeadingLine],
    pieces: Sequence[_Piece],
    passages: Sequence[Passage],
    tables: Mapping[str, ReportTable],
) -> tuple[Section, ...]:
    """The sections of the headings; a section ends where the next heading of any begins."""
    sections = []
    wanted = {heading.line.index for heading in headings}
    for index, piece in enumerate(pieces):
        heading = piece.heading
        if heading is None or heading.line.index not in wanted:
            continue
        end = _next_heading(index, pieces)
        under = [passages[at] for at in range(index + 1, end) if pieces[at].kind == "text"]
        start = under[0].start if under else passages[index].end
        sections.append(
            Section(
                key=heading.form.key,
                form=heading.form,
                title=heading.text.text,
                span=heading.text.span(),
                name=heading.name.text,
                name_span=heading.name.span(),
                number=heading.number,
                level=heading.line.level,
                exact=heading.exact,
                start=start,
                end=under[-1].end if under else start,
                passages=tuple(under),
                tables=_tables_under(pieces[index : end + 1], tables),
            )
        )
    return tuple(sections)


def _next_heading(index: int, pieces: Sequence[_Piece]) -> int:
    """The position of the first heading after a piece, or the end."""
    following = range(index + 1, len(pieces))
    return next((at for at in following if pieces[at].heading is not None), len(pieces))


def _tables_under(pieces: Sequence[_Piece], tables: Mapping[str, ReportTable]) -> tuple[str, ...]:
    """The tables that begin between the first of the pieces, a heading, and the next heading."""
    start, last = pieces[0].text.span().start, pieces[-1]
    end = last.text.span().start if last.heading is not None and len(pieces) > 1 else None
    return tuple(
        key
        for key, table in tables.items()
        if start <= table.span.start and (end is None or table.span.start < end)
    )
