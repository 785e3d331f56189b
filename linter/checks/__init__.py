"""The checks, by the name that rules use: this table is the whole list."""

from __future__ import annotations

from collections.abc import Mapping

from .hit import Check, Hit, Params, RelatedHit

__all__ = ["CHECKS", "Check", "Hit", "Params", "RelatedHit"]

CHECKS: Mapping[str, Check] = {}
