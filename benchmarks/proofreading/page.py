"""The figures of proofreading, as a section of docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..page import PROOFREADING, machine, table
from .cost import Cost
from .operators import OPERATORS
from .peers import Peer
from .planting import Planted
from .reading import Found
from .scoring import Score


class Figures(NamedTuple):
    """All that was measured of a set of sentences.

    ``shown`` counts also what is info; ``peers`` are there where they were asked for.
    """

    name: str
    seed: int
    own: Score
    shown: Score
    cost: Cost
    peers: Sequence[Peer]


def section(figures: Figures, today: date) -> str:
    """The section, from its heading to the end of the page."""
    own, cost = figures.own, figures.cost
    planted = own.recall()[1]
    load = "" if cost.load is None else f" at a load of {cost.load:.1f}"
    parts = [
        PROOFREADING,
        "Written by `python -m benchmarks.proofreading`. Correct official sentences of our own "
        "(`benchmarks/proofreading/sentences`), and the same with one mistake each, planted by "
        "operators that know nothing of gxlint's lexicons. What is found in a correct sentence, or "
        "elsewhere than at the mistake (a character beside it is still there), is a false alarm. "
        "Precision is that of a text in which every other sentence has a mistake. Rules are "
        "tuned on one half of the sentences; the figures are of the other.",
        f"Measured on {today.isoformat()}: {machine()}. Set `{figures.name}`, seed {figures.seed}: "
        f"{own.sentences:,} correct sentences, {planted:,} planted mistakes; findings of GX5 (and "
        f"GX207) at warning and above.",
        f"**Precision {_percent(own.precision)}** (target: 98 %): {len(own.alarms)} findings in "
        f"correct sentences, {len(own.stray)} in changed ones at another place. With the findings "
        f"at info: {_percent(figures.shown.precision)}. **Recall {_share(own.recall())}** (target: "
        f"30 %), **inside fixed phrases {_share(own.recall(fixed=True))}** (target: 60 %).",
        table(
            ["mistake", "planted", "found", "in fixed phrases", "found"],
            [_operator(own, name) for name in OPERATORS],
        ),
        f"Proofreading a report of {cost.size / 1024:.1f} KB takes "
        f"**{cost.milliseconds:.2f} ms** of processor time{load}, in a process that has read "
        "other reports (target: 1.5 ms).",
    ]
    if figures.peers:
        parts += [
            "Other proofreaders over the same sentences, each alone, as they come, and without "
            "those of their rules that ask for a space between Chinese and digits: official text "
            "has none. What they find at the place of a mistake counts, whatever they say of it.",
            table(["", "precision", "recall", "in fixed phrases", "10 KB"], [*_peers(figures)]),
        ]
    return "\n\n".join(parts) + "\n"


def _peers(figures: Figures) -> Iterator[list[str]]:
    own = Peer("gxlint", figures.own, figures.cost.milliseconds)
    for name, score, milliseconds in (own, *figures.peers):
        yield [
            name,
            _percent(score.precision),
            _share(score.recall()),
            _share(score.recall(fixed=True)),
            f"{milliseconds:.1f} ms",
        ]


def _operator(score: Score, name: str) -> list[str]:
    (found, planted), (fixed, in_fixed) = score.recall(name), score.recall(name, True)
    return [
        name,
        f"{planted:,}",
        _share((found, planted)),
        f"{in_fixed:,}",
        _share((fixed, in_fixed)),
    ]


def _share(counts: tuple[int, int]) -> str:
    found, of = counts
    return _percent(found / of) if of else "–"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def listed(score: Score, sentences: Sequence[str]) -> str:
    """All false alarms, in words: to see what has to be mended."""
    lines = [f"{found.rule}\t{_marked(sentences[number], found)}" for number, found in score.alarms]
    lines += [
        f"{found.rule}\t{_marked(planted.text, found)}\t(mistake: {planted.operator})"
        for planted, found in score.stray
    ]
    return "".join(f"{line}\n" for line in lines)


def _marked(text: str, found: Found | Planted) -> str:
    return f"{text[: found.start]}⟦{text[found.start : found.end]}⟧{text[found.end :]}"


def missed(score: Score) -> str:
    """The mistakes that were not found, each with what stood there before."""
    lines = [
        f"{each.operator}\t{'fixed' if each.fixed else ''}\t{_marked(each.text, each)}"
        for each in score.missed
    ]
    return "".join(f"{line}\n" for line in lines)
