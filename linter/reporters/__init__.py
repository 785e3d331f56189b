"""The output formats: each turns results into text, piece by piece as the results come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import cast

from ..catalogue import Rule
from ..errors import Lang
from ..finding import FileResult
from ..records import NamedTuple


class Layout(NamedTuple):
    """How to write: language, the console's columns, colour and encoding, and how much.

    ``single``: one file was given by name, so that its path need not be repeated in the end.
    ``root`` is the folder that paths are told from where a format wants them so (the repository's
    root; empty: the current folder), ``rules`` has the rules that ran, once all results are there.
    """

    lang: Lang = "zh"
    width: int = 80
    color: bool = False
    encoding: str = "utf-8"
    quiet: bool = False
    statistics: bool = False
    single: bool = True
    root: str = ""
    rules: Callable[[], Sequence[Rule]] = tuple


Reporter = Callable[[Iterable[FileResult], Layout], Iterator[str]]

# Format → the module that has it; imported when it is asked for.
FORMATS: Mapping[str, str] = {
    name: name for name in ("text", "json", "sarif", "github", "gitlab", "junit", "unix")
}
# The format that the surroundings ask for.
AUTO = "auto"
# Formats that people read on a console, in its own encoding; all others are UTF-8 everywhere.
FOR_CONSOLES = frozenset({"text", "unix"})


def resolved(name: str, environment: Mapping[str, str]) -> str:
    """What ``auto`` stands for: annotations inside GitHub Actions, text elsewhere."""
    if name != AUTO:
        return name
    return "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def load_reporter(name: str) -> Reporter:
    """The reporter of a format, one of ``FORMATS``."""
    module = import_module(f".{FORMATS[name]}", __package__)
    return cast("Reporter", module.report)
