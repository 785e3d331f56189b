"""A report of one paragraph more than a correct one, for tests of single checks."""

from __future__ import annotations

from typing import Any

from gxlint.checks import CHECKS
from gxlint.engine import default_settings, read_report

from .samples import expand


def said(rule: str, sample: Any) -> list[tuple[str, tuple[str, ...]]]:
    """What a rule's check says of a sample (see ``samples``): marked text and suggestions."""
    settings = default_settings()
    text = expand(sample).text
    source, report = read_report("报告.txt", text.encode(), settings)
    used = settings.rules[rule]
    return [(source[hit.span], hit.suggestions) for hit in CHECKS[used.check](report, used.params)]
