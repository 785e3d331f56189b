"""``python -m benchmarks``: measures everything and writes the page. Takes about a minute."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from .formats import formatting
from .kinds import kinds
from .page import Figures, page, split_page
from .processes import commands, measure
from .reports import EXAMPLE, ROOT, longer_file, longer_prose, mistaken_files, report_files
from .warm import growth, throughput

_FACTORS = (1, 10, 100)


def main() -> None:
    """Measures, writes the page, and prints it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=21, help="runs of each process (21)")
    parser.add_argument("--seconds", type=float, default=10, help="of warm checking (10)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    given = parser.parse_args()
    # Processes first, while this one is small: see ``measure``.
    processes = measure(commands(EXAMPLE), given.runs)
    reports, files = report_files()
    figures = Figures(
        processes,
        given.runs,
        reports,
        throughput(files, given.seconds),
        {
            "prose of section one": growth(longer_prose, _FACTORS, 5),
            "whole file": growth(longer_file, _FACTORS, 5),
        },
        formatting(mistaken_files(), 5),
        kinds(9),
    )
    text = page(figures, date.today())
    if given.output.exists() and (proofreading := split_page(given.output.read_text("utf-8"))[1]):
        text = f"{text}\n{proofreading}"
    given.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
