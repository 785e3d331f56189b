"""Mistakes planted in correct reports: how many of them the rules find, and what else they say.

A family's planters are in the module of its name: functions ``(rng, report) → Planted | None``
under ``@plants("GX404")``. ``tests/test_planting.py`` has each rule find 30 of them.
"""

from importlib import import_module
from pkgutil import iter_modules

from .frame import PAIR_PLANTERS, PLANTERS, Planted, Planter

for _module in iter_modules(__path__):
    import_module(f".{_module.name}", __name__)

__all__ = ["PAIR_PLANTERS", "PLANTERS", "Planted", "Planter"]
