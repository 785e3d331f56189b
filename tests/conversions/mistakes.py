"""A base report with ten mistakes: what they are, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from .bases import Base

# What is right in the report `small`, and what it becomes.
_PROSE = (
    ("2024年12月31日止", "2024年12月31诶止"),
    ("〔2021〕30号", "[2021]30号"),
    ("年末现行有效11件", "截止2024年12月31日现行有效11件"),
    ("坚持先审查、后发布。", "坚持先审查、后发布。详见[bookmark: _GoBack]附件。"),
    ("听取一次公开工作汇报", "布署一次公开工作"),
    ("养老机构信息改为按月更新", "在2024年2月30日前养老机构信息改为按月更新"),
)
_CELLS = {
    "requests.new_received.total": "15",
    "review_litigation.reconsideration.total": "3",
    "requests.results.denied.state_secret.other": "",
    "active_disclosure.penalties.decisions": "2O7",
}


class Mistake(NamedTuple):
    """The rule that a mistake breaks, the wrong text, and where it stands: in a paragraph with
    these words, or in a table row with this label (if it has one) and these values, at the index
    ``value`` of them."""

    rule: str
    text: str
    words: str = ""
    label: str = ""
    values: tuple[str, ...] = ()
    value: int = 0


def _row(values: str) -> tuple[str, ...]:
    return tuple(value.replace("_", "") for value in values.split())


# In the report's order.
MISTAKES = (
    Mistake("GX603", "[2021]", "国办公开办函[2021]30号）的要求"),
    Mistake("GX501", "31诶", "起至2024年12月31诶止"),
    Mistake("GX502", "截止", "截止2024年12月31日现行有效11件"),
    Mistake("GX701", "[bookmark: _GoBack]", "详见[bookmark: _GoBack]附件"),
    Mistake("GX502", "布署", "每半年布署一次公开工作"),
    Mistake("GX303", "2O7", label="行政处罚", values=("2O7",)),
    Mistake(
        "GX305",
        "15",
        label="一、本年新收政府信息公开申请数量",
        values=_row("9 3 1 0 1 0 15"),
        value=6,
    ),
    Mistake("GX304", "", label="1.属于国家秘密", values=_row("0 0 0 0 0 _ 0"), value=5),
    Mistake("GX308", "3", values=_row("1 0 1 0 3 0 0 0 1 1 1 0 0 0 1"), value=4),
    Mistake("GX207", "2024年2月30日", "在2024年2月30日前"),
)


def mistaken(base: Base) -> Base:
    """The base `small` with the ten mistakes."""

    def wrong(texts: tuple[str, ...]) -> tuple[str, ...]:
        changed = []
        for text in texts:
            for right, other in _PROSE:
                text = text.replace(right, other)
            changed.append(text)
        return tuple(changed)

    cells: Mapping[str, str] = {**base.cells, **_CELLS}
    return replace(
        base,
        preamble=wrong(base.preamble),
        overview=wrong(base.overview),
        problems=wrong(base.problems),
        other_matters=wrong(base.other_matters),
        cells=cells,
    )
