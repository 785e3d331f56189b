"""The output formats: each turns results into text, piece by piece as the results come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from ..errors import Lang
from ..finding import FileResult


class Layout(NamedTuple):
    """How to write: language, the console's columns, colour and encoding, and how much.

    ``single``: one file was given by name, so that its path need not be repeated in the end.
    """

    lang: Lang = "zh"
    width: int = 80
    color: bool = False
    encoding: str = "utf-8"
    quiet: bool = False
    statistics: bool = False
    single: bool = True


Reporter = Callable[[Iterable[FileResult], Layout], Iterator[str]]

# Format → the module that has it; imported when it is asked for.
FORMATS: Mapping[str, str] = {"text": "text", "json": "json"}


def load_reporter(name: str) -> Reporter:
    """The reporter of a format, one of ``FORMATS``."""
    module = import_module(f".{FORMATS[name]}", __package__)
    return cast("Reporter", module.report)
