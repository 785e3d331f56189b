"""``python -m benchmarks.proofreading``: measures it and writes its section of the page."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ..page import split_page
from ..reports import ROOT
from .cost import cost
from .page import Figures, listed, missed, section
from .peers import Peer, measure_peers
from .planting import Planted, plant
from .reading import Reader
from .scoring import Score, score
from .sentences import SETS, read_sentences
from .words import load_words


def main() -> None:
    """Measures, prints, and writes the section where the set is ``test``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proofreading", description=__doc__)
    parser.add_argument("--set", choices=SETS, default="test", dest="name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="write the false alarms to this file")
    parser.add_argument("--missed", type=Path, help="write the mistakes not found to this file")
    parser.add_argument("--peers", action="store_true", help="measure other tools (pip, npm), too")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    given = parser.parse_args()
    # First, while this process is small: thousands of texts in memory would be in the way.
    spent = cost([each for name in SETS for each in read_sentences(name)])
    sentences = read_sentences(given.name)
    planted = plant(sentences, load_words(), given.seed)
    own = _read(sentences, planted, "warning")
    figures = Figures(
        given.name,
        given.seed,
        own,
        _read(sentences, planted, "info"),
        spent,
        _peers(sentences, planted) if given.peers else [],
    )
    text = section(figures, date.today())
    if given.list:
        given.list.write_text(listed(own, sentences), encoding="utf-8")
    if given.missed:
        given.missed.write_text(missed(own), encoding="utf-8")
    if given.name == "test":
        page = split_page(given.output.read_text(encoding="utf-8"))[0]
        given.output.write_text(f"{page}\n{text}", encoding="utf-8")
    print(text)
    print(listed(own, sentences), end="")


def _read(sentences: list[str], planted: list[Planted], least: str) -> Score:
    reader = Reader(sentences, least)
    return score(planted, reader.clean(), lambda each: reader.changed(each.sentence, each.text))


def _peers(sentences: list[str], planted: list[Planted]) -> list[Peer]:
    with TemporaryDirectory() as folder:
        return [*measure_peers(Path(folder), sentences, planted)]


if __name__ == "__main__":
    main()
