"""Other proofreaders, as they come from PyPI and npm, over the same sentences.

They are no dependencies: ``--peers`` installs them into a scratch folder (pip, npm, Node.js).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..planting import Planted
from ..reading import Found
from ..scoring import Score, score

_HERE = Path(__file__).parent
_NPM = ("zhlint", "@lint-md/cli", "textlint", "textlint-rule-zh-half-and-full-width-bracket")
_WITHOUT = " without spaces"


class Peer(NamedTuple):
    """What another tool found, and how long it took: milliseconds for 10 KB of text."""

    name: str
    score: Score
    milliseconds: float


def measure_peers(
    folder: Path, sentences: Sequence[str], planted: Sequence[Planted]
) -> Iterator[Peer]:
    """Every tool as it comes, and without its rules on spaces where it has some."""
    _install(folder)
    versions = _npm_versions(folder)
    autocorrect = [sys.executable, str(_HERE / "autocorrect.py")]
    node = ["node", str(_HERE / "peers.mjs")]
    tools = {
        "autocorrect-py": (autocorrect, _pip_version(folder)),
        "zhlint": (node, versions["zhlint"]),
        "@lint-md/core": (node, f"{versions['@lint-md/core']}, of cli {versions['@lint-md/cli']}"),
        "textlint": (node, f"{versions['textlint']} with zh-half-and-full-width-bracket"),
    }
    for name, (command, version) in tools.items():
        for kind in ("", _WITHOUT) if name != "textlint" else ("",):
            yield _peer(
                f"{name} {version}{kind}",
                [*command, name + kind, str(folder)],
                folder,
                sentences,
                planted,
            )


def _install(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(folder / "pip")]
    subprocess.run([*pip, "autocorrect-py"], check=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run([*npm, *_NPM], check=True, cwd=folder)


def _pip_version(folder: Path) -> str:
    (found,) = (folder / "pip").glob("autocorrect_py-*.dist-info")
    return found.name.removeprefix("autocorrect_py-").removesuffix(".dist-info")


def _npm_versions(folder: Path) -> dict[str, str]:
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    return {
        path.removeprefix("node_modules/"): package.get("version", "")
        for path, package in lock["packages"].items()
    }


def _peer(
    name: str,
    command: Sequence[str],
    folder: Path,
    sentences: Sequence[str],
    planted: Sequence[Planted],
) -> Peer:
    texts = [*sentences, *(each.text for each in planted)]
    done = subprocess.run(
        command,
        input=json.dumps(texts, ensure_ascii=False).encode(),
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "PYTHONPATH": str(folder / "pip")},
    )
    answer = json.loads(done.stdout)
    found = [[Found(start, end, "") for start, end in spans] for spans in answer["found"]]
    size = sum(len(text.encode()) for text in texts)
    numbers = {id(each): len(sentences) + number for number, each in enumerate(planted)}
    return Peer(
        name,
        score(planted, found[: len(sentences)], lambda each: found[numbers[id(each)]]),
        answer["milliseconds"] / size * 10_240,
    )
