"""Values that are made when they are asked for: of a report's 200 facts most never are."""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import TypeVar

from ..text import Span

T = TypeVar("T")


class OnDemand(Mapping[str, T]):
    """The values that ``make`` gives for the keys, in their order; each is made once."""

    def __init__(self, keys: Collection[str], make: Callable[[str], T]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    @cached_property
    def _all(self) -> dict[str, T]:
        return {key: self[key] for key in self._keys}

    def values(self) -> ValuesView[T]:
        return self._all.values()

    def items(self) -> ItemsView[str, T]:
        return self._all.items()

    def __repr__(self) -> str:
        return f"OnDemand({self._all!r})"


class Places:
    """What stands where: the keys by the places that ``place`` gives for them.

    ``starts`` gives the offsets where they begin, or more: most places that are asked for begin
    elsewhere, and then no other is made.
    """

    def __init__(
        self,
        keys: Collection[str],
        place: Callable[[str], Span],
        starts: Callable[[], Collection[int]],
    ) -> None:
        self._keys = keys
        self._place = place
        self._find_starts = starts

    def at(self, span: Span) -> Sequence[str]:
        """The keys of what stands exactly there, in their order."""
        return self._by_place.get(span, ()) if span.start in self._starts else ()

    @cached_property
    def _starts(self) -> Collection[int]:
        return self._find_starts()

    @cached_property
    def _by_place(self) -> dict[Span, list[str]]:
        found: dict[Span, list[str]] = {}
        for key in self._keys:
            found.setdefault(self._place(key), []).append(key)
        return found
