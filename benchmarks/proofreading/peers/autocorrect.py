"""Runs AutoCorrect over texts, as ``peers.mjs`` does the others; its folder is on PYTHONPATH.

It gives the corrected line, not places: what differs from the text is what it reports.
"""

from __future__ import annotations

import importlib
import json
import sys
from difflib import SequenceMatcher
from time import perf_counter

# Its rules that put a space between Chinese and digits or letters; official text has none.
_SPACES = ("space-word", "space-punctuation", "space-bracket", "space-dash")


def main() -> None:
    """Reads the texts from standard input, prints ``milliseconds`` and ``found``."""
    autocorrect = importlib.import_module("autocorrect_py")
    if sys.argv[1].endswith("without spaces"):
        autocorrect.load_config(json.dumps({"rules": dict.fromkeys(_SPACES, 0)}))
    texts = json.load(sys.stdin)
    start = perf_counter()
    results = [autocorrect.lint_for(text, "text") for text in texts]
    milliseconds = (perf_counter() - start) * 1000
    found = [
        [span for line in result.lines for span in _changed(line.old, line.new)]
        for result in results
    ]
    json.dump({"milliseconds": milliseconds, "found": found}, sys.stdout)


def _changed(old: str, new: str) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(start, end) for kind, start, end, _, _ in matcher.get_opcodes() if kind != "equal"]


if __name__ == "__main__":
    main()
