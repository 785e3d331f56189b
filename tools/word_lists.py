"""``python -m tools.word_lists`` writes ``slips.yaml``, ``sounds.yaml`` and ``words.yaml`` of
``rules/lexicons/``, which GX503 is in need of; with ``--slips`` the first one alone.

Sounds and words are taken from public dictionaries, which no run needs (``pip install
'.[bench]'``): the readings of pypinyin (MIT) and the word frequencies of jieba (MIT). Slips follow
from the phrases, the shapes and the words: whoever adds a phrase writes them anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import groupby, pairwise
from pathlib import Path

from gxlint.checks.phrase_index import slips_of, twins_of
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent / "rules" / "lexicons"
WIDTH = 48  # characters a line

# A word that the dictionary's texts have less often is no argument that a text means it; of longer
# words, any two characters in a row count.
LEAST, LEAST_LONGER = 50, 200

# The reading that these characters have in official text; the dictionary names another first.
READINGS = {"长": "zhang", "率": "lv", "行": "xing", "重": "zhong", "单": "dan", "仇": "chou"}

# What input methods and speakers of many dialects do not tell apart.
ALIKE = (("^zh", "z"), ("^ch", "c"), ("^sh", "s"), ("^n", "l"), ("(?<=[aei])ng$", "n"))

_SOUNDS = """\
# Characters that sound alike: one item holds the characters of one reading, without its tone, and
# with zh = z, ch = c, sh = s, n = l at the start, ang = an, eng = en, ing = in. Each character of
# GB 2312 stands in one item, under the reading that it has most often.
# Written by tools/word_lists.py from the readings of pypinyin (MIT).
"""
_SLIPS = """\
# Pairs of characters, one behind the other, that a mistake in a phrase leaves (信公 where 信息公开
# lost a character) and that no phrase and no word has.
# Written by tools/word_lists.py from phrases.yaml, shapes.yaml and words.yaml.
"""
_WORDS = """\
# Words of two characters, and neighbours in longer ones: an item is a character and then all that
# stand behind it in a word.
# Written by tools/word_lists.py from the word frequencies of jieba (MIT).
"""


def main() -> None:
    """Writes the files."""
    if sys.argv[1:] != ["--slips"]:
        _write("sounds", _SOUNDS, sounds())
        _write("words", _WORDS, words())
    _write("slips", _SLIPS, slips())


def slips() -> list[str]:
    """Pairs of characters that a mistake in a phrase leaves and that are no word."""
    found = slips_of(lexicon("phrases"), twins_of(lexicon("shapes")))
    for item in lexicon("words"):
        found.difference_update(item[0] + second for second in item[1:])
    return ["".join(pairs) for _, pairs in groupby(sorted(found), key=lambda pair: pair[0])]


def lexicon(name: str) -> list[str]:
    """What a lexicon holds, from its file."""
    data = YAML(typ="safe").load(ROOT / f"{name}.yaml")
    texts = (entry if isinstance(entry, str) else entry["phrases"] for entry in data["entries"])
    return [item for text in texts for item in text.split()]


def sounds() -> list[str]:
    """The characters that sound alike, item by item; those alone in theirs are left out."""
    lazy_pinyin = import_module("pypinyin").lazy_pinyin
    by_sound: dict[str, list[str]] = {}
    for character in characters():
        reading = READINGS.get(character) or lazy_pinyin(character, v_to_u=False)[0]
        by_sound.setdefault(alike(reading), []).append(character)
    return ["".join(found) for _, found in sorted(by_sound.items()) if len(found) > 1]


def alike(reading: str) -> str:
    """A reading without what is not told apart."""
    for pattern, plain in ALIKE:
        reading = re.sub(pattern, plain, reading)
    return reading


def words() -> list[str]:
    """The second characters of words after their first."""
    known = frozenset(characters())
    seconds: dict[str, set[str]] = {}
    for word, frequency in frequencies().items():
        if frequency >= (LEAST if len(word) == 2 else LEAST_LONGER) and known.issuperset(word):
            for first, second in pairwise(word):
                seconds.setdefault(first, set()).add(second)
    return [first + "".join(sorted(found)) for first, found in sorted(seconds.items())]


def frequencies() -> Mapping[str, int]:
    """jieba's dictionary: word → how often its texts have it."""
    path = Path(import_module("jieba").__path__[0]) / "dict.txt"
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {line[0]: int(line[1]) for line in lines}


def characters() -> list[str]:
    """The characters of GB 2312, the common ones first."""
    found: list[str] = []
    for high in range(0xB0, 0xF8):
        row = b"".join(bytes((high, low)) for low in range(0xA1, 0xFF))
        found += row.decode("gb2312", errors="ignore")
    return found


def _write(name: str, header: str, items: Iterable[str]) -> None:
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) + 1 > WIDTH:
            lines.append(line)
            line = item
        else:
            line = f"{line} {item}" if line else item
    text = header + "entries:\n  - |\n" + "".join(f"    {row}\n" for row in [*lines, line])
    (ROOT / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
