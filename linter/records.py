"""``NamedTuple`` and ``dataclass`` as the standard library has them, without what each class costs
there.

Those two write source text and compile it, ``NamedTuple`` also the text of every annotation, and a
run makes a hundred such classes before it reads its first report: it was an eighth of a start. Here
nothing is compiled. A class is declared as usual, in a module with ``from __future__ import
annotations``, and mypy sees the standard library's own; a dataclass is always frozen.
"""

from __future__ import annotations

from collections import _tuplegetter as field_getter  # type: ignore[attr-defined]
from collections.abc import Callable, Iterable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

_T = TypeVar("_T")
_new = tuple.__new__

# What makes a tuple, by the number of its fields; ``_constructor`` gives the arguments their names.
# fmt: off
_NEW: tuple[Callable[..., Any], ...] = (
    lambda _: _new(_, ()),
    lambda _, a: _new(_, (a,)),
    lambda _, a, b: _new(_, (a, b)),
    lambda _, a, b, c: _new(_, (a, b, c)),
    lambda _, a, b, c, d: _new(_, (a, b, c, d)),
    lambda _, a, b, c, d, e: _new(_, (a, b, c, d, e)),
    lambda _, a, b, c, d, e, f: _new(_, (a, b, c, d, e, f)),
    lambda _, a, b, c, d, e, f, g: _new(_, (a, b, c, d, e, f, g)),
    lambda _, a, b, c, d, e, f, g, h: _new(_, (a, b, c, d, e, f, g, h)),
    lambda _, a, b, c, d, e, f, g, h, i: _new(_, (a, b, c, d, e, f, g, h, i)),
    lambda _, a, b, c, d, e, f, g, h, i, j: _new(_, (a, b, c, d, e, f, g, h, i, j)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k: _new(_, (a, b, c, d, e, f, g, h, i, j, k)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m: _new(_, (a, b, c, d, e, f, g, h, i, j, k, m)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x)),
    lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x, y:
        _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x, y)),
)
# fmt: on


def _constructor(fields: tuple[str, ...], defaults: tuple[object, ...]) -> Callable[..., Any]:
    """A ``__new__`` with these arguments, as fast as one that is compiled."""
    code = _NEW[len(fields)].__code__.replace(co_varnames=("_cls", *fields), co_name="__new__")
    return FunctionType(code, globals(), "__new__", defaults)


class _Tuple(tuple[Any, ...]):
    """What every class below ``NamedTuple`` has."""

    __slots__ = ()
    _fields: tuple[str, ...]

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = _new(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
        return made

    def _replace(self, /, **changes: Any) -> Any:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"no such fields: {', '.join(changes)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return _shown(self, self._asdict())

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Named(type):
    """Makes the classes that are declared below ``NamedTuple``."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, space)
        fields = tuple(space["__annotations__"])
        defaults = {field: space[field] for field in fields if field in space}
        for index, field in enumerate(fields):
            space[field] = field_getter(index, "")
        space["__slots__"] = ()
        space["_fields"] = space["__match_args__"] = fields
        space["_field_defaults"] = defaults
        space["__new__"] = _constructor(fields, tuple(defaults.values()))
        return type(name, (_Tuple,), space)


def _dataclass(*, frozen: bool, eq: bool = True) -> Callable[[type[_T]], type[_T]]:
    """A dataclass that is frozen; ``eq`` compares by the fields, else by identity."""
    assert frozen

    def finished(cls: Any) -> Any:
        fields = cls._fields = tuple(cls.__annotations__)
        defaults = {name: cls.__dict__[name] for name in fields if name in cls.__dict__}
        known = frozenset(fields)

        def init(self: Any, /, *values: Any, **named: Any) -> None:
            given = dict(zip(fields, values, strict=False)) | named
            found = self.__dict__
            found.update(defaults)
            found.update(given)
            if len(given) < len(values) + len(named) or found.keys() != known:
                raise TypeError(f"{cls.__qualname__} takes {', '.join(fields)}")

        cls.__init__, cls.__repr__ = init, _repr
        cls.__setattr__ = cls.__delattr__ = _refused
        if eq:
            cls.__eq__, cls.__hash__ = _equal, _hash
        return cls

    return finished


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record._fields}


def _shown(value: object, fields: Mapping[str, object]) -> str:
    inner = ", ".join(f"{name}={field!r}" for name, field in fields.items())
    return f"{type(value).__qualname__}({inner})"


def _repr(self: Any) -> str:
    return _shown(self, _values(self))


def _refused(self: Any, name: str, *_: object) -> None:
    raise AttributeError(f"cannot assign to field {name!r}")


def _equal(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(_values(self).values()))


def _replace(record: Any, /, **changes: Any) -> Any:
    """A dataclass with other values in some of its fields."""
    return type(record)(**_values(record) | changes)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
    from typing import NamedTuple as NamedTuple
else:
    NamedTuple = _Named("NamedTuple", (), {})
    dataclass, replace = _dataclass, _replace
