"""``python -m tools.recovery`` reads every conversion of ``tests/conversions`` (and the PDFs of
``tests/pdf``), counts the table cells that come out right, and writes ``docs/recovery.md``.

``tests/test_recovery.py`` fails while the page is not what is counted. DOC and RTF take LibreOffice
to read; where it is not installed, their rows stay as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gxlint.engine import default_settings, read_report
from gxlint.readers.office import find_program
from gxlint.report.model import AnnualReport, FactState
from gxlint.source import Source

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "recovery.md"
_CONVERSIONS = ROOT / "tests" / "conversions"
_PDFS = ROOT / "tests" / "pdf" / "files"
_STATES = {"": FactState.BLANK, "-": FactState.MARK, "/": FactState.MARK}
_CONVERTED = (".doc", ".rtf")  # read by way of LibreOffice
# In the order of the page: what may be kept stands last.
_KINDS = {
    ".txt": "Text",
    ".md": "Markdown",
    ".html": "HTML",
    ".docx": "DOCX",
    ".odt": "ODT",
    ".pdf": "PDF",
    ".doc": "DOC",
    ".rtf": "RTF",
}
_HEAD = """# Recovered cells

Written by `python -m tools.recovery`; do not edit.

Four reports (all zeros; small numbers; a city with numbers of up to eight digits; one with blank cells, `-`, `/` and a decimal), each
with three tables of 200 cells in all, in {files} files of {forms} forms: what programs make of a report, and what people copy. Every
cell is held against what the report says, a blank one too:

- **right**: the cell holds what was written there;
- **unreadable**: gxlint says that it cannot tell (rule GX302) and gives no value;
- **lost**: the cell is taken as blank, for nothing of it is left in the file;
- **wrong**: another value than was written.

*Readable* are the cells that a person could still place, looking at nothing but the file (`tests/conversions/forms.json` says of
each form why); the last column is the share of those that are right. What no person could place stays unreadable.
"""  # noqa: E501
_LEFT = """
## What nobody could place

Where a file itself does not say which cell its numbers belong to, gxlint gives no value and
names the rows (GX302):

| form | reports | why |
| --- | --- | --- |
"""


class Count(NamedTuple):
    """Of one form: how many files and cells, and what became of them. ``doubtful`` are cells that
    no person could place, ``found`` those of the others that are right."""

    form: str
    kind: str
    files: int
    cells: int
    right: int
    unreadable: int
    lost: int
    wrong: int
    doubtful: int
    found: int


def fate(source: Source, report: AnnualReport, key: str, written: str) -> str:
    """What became of a cell: right, unreadable, lost or wrong."""
    table, _, own = key.partition(".")
    found = report.tables.get(table)
    if found is None:
        return "lost"
    fact = found.facts[own]
    # Markdown escapes marks, and text may run over a line's end inside a cell.
    text = source[fact.span].translate(str.maketrans("", "", "\\\r\n")).strip()
    if fact.state is FactState.UNREADABLE:
        return "unreadable"
    if fact.state is FactState.BLANK and written:
        return "lost"
    return "right" if (fact.state, _plain(fact.text, text)) == _right(written) else "wrong"


def _right(written: str) -> tuple[FactState, str]:
    return _STATES.get(written, FactState.NUMBER), written


def _plain(read: str, there: str) -> str:
    """The text of a cell as it was read; it must be what stands at its place in the file."""
    return there if read.strip() in (there, "") else f"{read} for {there}"


def readable_files() -> list[Path]:
    """The conversions that are read without another program."""
    return [path for path in _files() if path.suffix not in _CONVERTED]


def _files() -> list[Path]:
    found = [
        *(_CONVERSIONS / "files").iterdir(),
        *(path for path in _PDFS.glob("*.*.pdf") if path.name.split(".")[1] != "protected"),
    ]
    return sorted(found, key=lambda path: (list(_KINDS).index(path.suffix), _form(path), path.name))


def _form(path: Path) -> str:
    return path.name.split(".")[1]


def counts(paths: Iterable[Path]) -> list[Count]:
    """The counts of the forms that these files are of, in their order."""
    truth = json.loads((_CONVERSIONS / "truth.json").read_text(encoding="utf-8"))
    forms = json.loads((_CONVERSIONS / "forms.json").read_text(encoding="utf-8"))
    groups: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        groups.setdefault((path.suffix, _form(path)), []).append(path)
    return [_count(group, truth, forms) for group in groups.values()]


def _count(paths: Sequence[Path], truth: Mapping[str, Any], forms: Mapping[str, Any]) -> Count:
    settings = default_settings()
    fates: Counter[str] = Counter()
    doubtful = found = 0
    form, suffix = _form(paths[0]), paths[0].suffix
    text = suffix in (".txt", ".md")
    for path in paths:
        base = path.name.split(".")[0]
        unsure = forms[form].get("unsure", {}).get(base, []) if text else []
        source, report = read_report(path.name, path.read_bytes(), settings)
        for key, written in truth[base]["cells"].items():
            result = fate(source, report, key, written)
            fates[result] += 1
            if any(key == start or key.startswith(f"{start}.") for start in unsure):
                doubtful += 1
            else:
                found += result == "right"
    return Count(
        form,
        _KINDS[suffix],
        len(paths),
        fates.total(),
        right=fates["right"],
        unreadable=fates["unreadable"],
        lost=fates["lost"],
        wrong=fates["wrong"],
        doubtful=doubtful,
        found=found,
    )


def page(found: Sequence[Count], kept: Sequence[str] = ()) -> str:
    """The whole page; ``kept`` are rows of forms that could not be read here."""
    rows = [_row(count) for count in found] + list(kept)
    files = sum(int(row.split("|")[3]) for row in rows)
    head = _HEAD.format(files=files, forms=len(rows))
    titles = "| kind | form | files | right | unreadable | lost | wrong | right of the readable |"
    rule = "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    return "\n".join([head, titles, rule, *rows, _LEFT + "\n".join(_left(found)), ""])


def _left(found: Sequence[Count]) -> Iterator[str]:
    """Of each form with cells that nobody could place: the reports, and why."""
    forms = json.loads((_CONVERSIONS / "forms.json").read_text(encoding="utf-8"))
    for count in found:
        if count.doubtful:
            form = forms[count.form]
            yield f"| {count.form} | {', '.join(form['unsure'])} | {form['why']} |"


def _row(count: Count) -> str:
    fates = (count.right, count.unreadable, count.lost, count.wrong)
    shares = (_share(number, count.cells) for number in fates)
    return (
        f"| {count.kind} | {count.form} | {count.files} | {' | '.join(shares)} "
        f"| {_share(count.found, count.cells - count.doubtful)} |"
    )


def _share(number: int, of: int) -> str:
    """A share in per cent; never 100 or 0 where it is only nearly that."""
    if number in (0, of):
        return "100%" if number else "0"
    return f"{min(max(100 * number / of, 0.1), 99.9):.1f}%"


def current() -> str:
    """The page as it is to be."""
    if find_program() is not None:
        return page(counts(_files()))
    names = tuple(f"| {_KINDS[suffix]} |" for suffix in _CONVERTED)
    kept = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(names)]
    return page(counts(readable_files()), kept)


if __name__ == "__main__":
    PAGE.write_text(current(), encoding="utf-8")
    print(PAGE.read_text("utf-8"))
