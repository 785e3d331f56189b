"""The 200 cells of a report from the numbers that matter, and the identities that they satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from .tables import APPLICANTS, OUTCOMES, RESULT_ROWS, REVIEWS

ACTIVE_KEYS = (
    "regulations.issued",
    "regulations.repealed",
    "regulations.in_force",
    "normative_documents.issued",
    "normative_documents.repealed",
    "normative_documents.in_force",
    "licensing.decisions",
    "penalties.decisions",
    "coercion.decisions",
    "fees.amount",
)
REQUEST_ROWS = (
    "new_received",
    "carried_in",
    *(f"results.{row}" for row in RESULT_ROWS),
    "results.total",
    "carried_out",
)


def cells(
    active: tuple[str, ...] = ("0",) * 10,
    rows: Mapping[str, tuple[int, ...]] | None = None,
    reviews: Mapping[str, tuple[int, ...]] | None = None,
    written: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """All 200 cells from the numbers that are not 0; totals and `new_received` are worked out.

    `written` says how rows with noughts are written instead, cell by cell, parted by spaces;
    `_` is a blank cell, `.` leaves the number as it is.
    """
    rows, reviews = dict(rows or {}), reviews or {}
    nought = (0,) * 6
    results = tuple(sum(c) for c in zip(*(rows.get(r, nought) for r in RESULT_ROWS), strict=True))
    carried_in, carried_out = (rows.pop(key, nought) for key in ("carried_in", "carried_out"))
    new = tuple(r + o - i for r, o, i in zip(results, carried_out, carried_in, strict=True))
    table = {f"results.{row}": rows.pop(row, nought) for row in RESULT_ROWS}
    assert not rows, f"unknown rows: {rows}"
    table |= {"results.total": results, "new_received": new}
    table |= {"carried_in": carried_in, "carried_out": carried_out}
    out = {f"active_disclosure.{k}": v for k, v in zip(ACTIVE_KEYS, active, strict=True)}
    for row in REQUEST_ROWS:
        for column, number in zip(APPLICANTS, (*table[row], sum(table[row])), strict=True):
            out[f"requests.{row}.{column}"] = str(number)
    for group in REVIEWS:
        four = reviews.get(group, (0,) * 4)
        for outcome, number in zip(OUTCOMES, (*four, sum(four)), strict=True):
            out[f"review_litigation.{group}.{outcome}"] = str(number)
    for row, texts in (written or {}).items():
        keys = [key for key in out if key.rpartition(".")[0] == row]
        for key, text in zip(keys, texts.split(), strict=True):
            if text != ".":
                assert out[key] == "0", f"{key} is {out[key]}, not 0"
                out[key] = "" if text == "_" else text
    return out


def check(name: str, written: Mapping[str, str]) -> None:
    """Raise AssertionError where a cell is missing or an identity does not hold."""

    def read(key: str) -> Decimal:
        text = written[key]
        return Decimal(0) if text in {"", "-", "/"} else Decimal(text)

    assert len(written) == 200, f"{name}: {len(written)} cells"
    *parts, total = APPLICANTS
    for row in REQUEST_ROWS:
        found = sum(read(f"requests.{row}.{column}") for column in parts)
        assert read(f"requests.{row}.{total}") == found, f"{name}: {row}"
    for column in APPLICANTS:
        get = {row: read(f"requests.{row}.{column}") for row in REQUEST_ROWS}
        assert get["results.total"] == sum(get[f"results.{row}"] for row in RESULT_ROWS)
        balance = get["results.total"] + get["carried_out"]
        assert get["new_received"] + get["carried_in"] == balance, f"{name}: {column}"
    *outcomes, total = OUTCOMES
    for group in REVIEWS:
        found = sum(read(f"review_litigation.{group}.{outcome}") for outcome in outcomes)
        assert read(f"review_litigation.{group}.{total}") == found, f"{name}: {group}"
