"""What a check yields: a place, and the parameters its rule's message is filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import Span


class RelatedHit(NamedTuple):
    """Another place that belongs to a hit; ``variant`` names its message in the rule.

    ``previous``: the place is in last year's report.
    """

    span: Span
    variant: str = "related"
    params: Mapping[str, object] = {}
    previous: bool = False


class Hit(NamedTuple):
    """One mistake that a check saw.

    ``variant`` chooses among the rule's messages, ``params`` fill it. ``suggestions`` are what
    could stand there instead, best first; ``certain`` says that the first may be written
    without asking.
    """

    span: Span
    params: Mapping[str, object] = {}
    variant: str = ""
    suggestions: tuple[str, ...] = ()
    related: tuple[RelatedHit, ...] = ()
    certain: bool = False


Params = Mapping[str, Any]
Check = Callable[[AnnualReport, Params], Iterator[Hit]]
