"""The numbers of a report's three tables, drawn so that they agree, also with last year's."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

Row = tuple[int, ...]  # the six kinds of applicants, without the total

_NOTHING: Row = (0,) * 6
RESULTS = 21  # rows of results
# The result rows by the words a text speaks of them with: first row, behind the last.
KINDS = {
    "予以公开": (0, 1),
    "部分公开": (1, 2),
    "不予公开": (2, 10),
    "无法提供": (10, 13),
    "不予处理": (13, 18),
    "其他处理": (18, 21),
}
_VALUES = re.compile(r"(?:^|\t)(\d[\d.]*(?:\t\d[\d.]*)*)$")
# How often each kind of applicant asks; most are natural persons.
_SHARES = (1.0, 0.35, 0.05, 0.05, 0.1, 0.05)


class Numbers(NamedTuple):
    """The numbers of one year.

    ``documents`` are issued, repealed and in force; ``decisions`` licences, penalties, coercion;
    ``fees`` in 万元. ``results`` are the 21 rows of results; ``review`` the four outcomes of each
    of the three groups.
    """

    documents: tuple[int, int, int]
    decisions: tuple[int, int, int]
    fees: str
    carried_in: Row
    results: tuple[Row, ...]
    carried_out: Row
    review: tuple[tuple[int, ...], ...]

    @property
    def totals(self) -> Row:
        """How many each kind of applicant got answered: row （七）."""
        return tuple(sum(column) for column in zip(*self.results, strict=True))

    @property
    def new(self) -> Row:
        """How many each kind of applicant handed in."""
        columns = zip(self.totals, self.carried_out, self.carried_in, strict=True)
        return tuple(done + out - before for done, out, before in columns)

    def answered(self, kind: str) -> int:
        """How many were answered in a way: ``予以公开``."""
        first, end = KINDS[kind]
        return sum(sum(row) for row in self.results[first:end])

    def words(self) -> dict[str, str]:
        """The numbers by the placeholders of the wordings."""
        return {
            "new": str(sum(self.new)),
            "in": str(sum(self.carried_in)),
            "all": str(sum(self.new) + sum(self.carried_in)),
            "done": str(sum(self.totals)),
            "out": str(sum(self.carried_out)),
            "persons": str(self.new[0]),
            "others": str(sum(self.new[1:])),
            "kinds": "，".join(f"{kind}{self.answered(kind)}件" for kind in KINDS),
            "reviews": str(sum(self.review[0])),
            "suits": str(sum(map(sum, self.review[1:]))),
            "issued": str(self.documents[0]),
            "repealed": str(self.documents[1]),
            "force": str(self.documents[2]),
            "licences": str(self.decisions[0]),
            "penalties": str(self.decisions[1]),
        }


def first_year(rng: random.Random, *, quiet: bool = False) -> Numbers:
    """Numbers of a report by itself; ``quiet``: no applications at all."""
    stock = rng.choice((0, 0, 3, 12, 60))
    return following(rng, None, stock, quiet=quiet)


def following(
    rng: random.Random, last: Numbers | None, stock: int = 0, *, quiet: bool = False
) -> Numbers:
    """Numbers of the year after ``last``, which carries over into them: applications and stock."""
    before = last.documents[2] if last else stock
    repealed = rng.randint(0, min(before, 4))
    issued = rng.randint(0, 5)
    carried = last.carried_out if last else _row(rng, 0 if quiet else rng.choice((0, 0, 1, 3)))
    results = [_NOTHING] * RESULTS
    out = _NOTHING
    if not quiet:
        size = rng.choice((2, 9, 40, 300, 1500))
        for at in rng.sample(range(RESULTS), rng.randint(1, 9)):
            results[at] = _row(rng, rng.randint(0, size))
        out = _row(rng, rng.choice((0, 0, 1, 4)))
    done = [sum(column) for column in zip(*results, strict=True)]
    # Nobody can hand in less than nothing: what was carried in is answered or carried on.
    missing = (max(0, b - d - o) for b, d, o in zip(carried, done, out, strict=True))
    results[0] = tuple(a + b for a, b in zip(results[0], missing, strict=True))
    litigious = not quiet and rng.random() < 0.4
    return Numbers(
        (issued, repealed, before + issued - repealed),
        (rng.choice((0, 26, 158, 2046)), rng.choice((0, 4, 37)), rng.choice((0, 0, 2))),
        rng.choice(("0", "0", "1.2", "38.64")),
        carried,
        tuple(results),
        out,
        tuple(tuple(rng.choice((0, 0, 1, 3)) * litigious for _ in range(4)) for _ in range(3)),
    )


def _row(rng: random.Random, size: int) -> Row:
    return tuple(round(size * share * rng.random()) for share in _SHARES)


def filled(tables: tuple[str, str, str], numbers: Numbers) -> tuple[str, str, str]:
    """The tables of a correct report with other numbers in their cells."""
    licences, penalties, coercion = numbers.decisions
    active: list[list[object]] = [
        [0, 0, 0],
        list(numbers.documents),
        [licences],
        [penalties],
        [coercion],
        [numbers.fees],
    ]
    rows = [numbers.new, numbers.carried_in, *numbers.results, numbers.totals, numbers.carried_out]
    requests: list[list[object]] = [[*row, sum(row)] for row in rows]
    review: list[object] = [n for group in numbers.review for n in (*group, sum(group))]
    return _put(tables[0], active), _put(tables[1], requests), _put(tables[2], [review])


def _put(table: str, rows: list[list[object]]) -> str:
    """The table with these rows instead of those that end in numbers."""
    left = iter(rows)
    lines = []
    for line in table.split("\n"):
        bare = line.rstrip("\t")
        values = _VALUES.search(bare)
        if values is not None:
            put = "\t".join(map(str, next(left)))
            line = bare[: values.start(1)] + put + line[len(bare) :]
        lines.append(line)
    assert next(left, None) is None, "more rows than the table has"
    return "\n".join(lines)
