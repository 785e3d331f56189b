"""Wordings that a pattern knows, and what should stand there."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport
from .hit import Hit, Params
from .scanning import first_matches, pairs_of


def wrong_wording(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Wordings that ``patterns`` (see ``scanning.first_matches``) match.

    An entry may have ``right``, templates of what could stand there, best first, and ``because``,
    which names the message's variant. The group "wrong" is marked, or else the whole.
    The message is given ``wrong`` and ``right``.
    """
    text = report.prose.text
    for match, entry in first_matches(text, params["patterns"], pairs_of(text)):
        assert not isinstance(entry, str)
        start, end = match.span("wrong") if "wrong" in match.groupdict() else match.span()
        rights = tuple(match.expand(right) for right in entry.get("right", ()))
        said = {"wrong": text[start:end], "right": rights[0] if rights else ""}
        yield Hit(report.prose.span(start, end), said, entry.get("because", ""), rights)
