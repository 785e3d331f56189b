"""The light ``NamedTuple`` and ``dataclass`` do what the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest
from gxlint import records


class Light(records.NamedTuple):
    """A place."""

    line: int
    column: int = 1
    names: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        return self.names[-1]

    def moved(self, lines: int) -> Light:
        return self._replace(line=self.line + lines)


class Standard(typing.NamedTuple):
    line: int
    column: int = 1
    names: tuple[str, ...] = ()


@records.dataclass(frozen=True)
class LightData:
    line: int
    names: tuple[str, ...] = ()
    column: int = 1

    @cached_property
    def count(self) -> int:
        return len(self.names)


@dataclasses.dataclass(frozen=True)
class StandardData:
    line: int
    names: tuple[str, ...] = ()
    column: int = 1


@records.dataclass(frozen=True, eq=False)
class Single:
    names: dict[str, int]


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((3,), {}),
    ((3, 4), {}),
    ((3, 4, ("a",)), {}),
    ((3,), {"names": ("b",)}),
    ((), {"column": 2, "line": 5}),
    ((), {}),
    ((), {"column": 2}),
    ((3,), {"line": 3}),
    ((3,), {"other": 3}),
    ((3, 4, (), 5), {}),
    ((), {"column": 2, "other": 3}),
]


def outcome(make: Callable[..., Any]) -> Any:
    """What comes of a call: the repr of the value, or the kind of error."""
    try:
        return repr(make()).replace("Light", "Standard")
    except (TypeError, ValueError, AttributeError) as error:
        return type(error) if not isinstance(error, AttributeError) else AttributeError


@pytest.mark.parametrize(("values", "named"), ARGUMENTS)
def test_a_tuple_is_made_as_in_the_standard_library(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    assert outcome(lambda: Light(*values, **named)) == outcome(lambda: Standard(*values, **named))


@pytest.mark.parametrize(("values", "named"), ARGUMENTS)
def test_a_dataclass_is_made_as_in_the_standard_library(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    light = outcome(lambda: LightData(*values, **named))
    assert light == outcome(lambda: StandardData(*values, **named))


def test_a_tuple_has_all_that_a_named_tuple_has() -> None:
    light = Light(3, names=("a", "b"))
    standard: Any = Standard(3, names=("a", "b"))
    assert isinstance(light, tuple)
    assert (light, hash(light), [*light]) == (standard, hash(standard), [*standard])
    assert (light.line, light.column, light.names, light.last) == (3, 1, ("a", "b"), "b")
    assert light._asdict() == standard._asdict()
    assert Light._fields == Standard._fields == Light.__match_args__
    assert Light._field_defaults == Standard._field_defaults
    assert Light._make([3, 1, ("a", "b")]) == light
    assert light.moved(2) == Light(5, 1, ("a", "b"))
    assert (Light.__doc__, Light.__module__) == ("A place.", __name__)
    assert pickle.loads(pickle.dumps(light)) == copy.deepcopy(light) == light
    assert type(pickle.loads(pickle.dumps(light))) is Light
    match light:
        case Light(line, column):
            assert (line, column) == (3, 1)


@pytest.mark.parametrize("kind", [Light, Standard])
def test_a_tuple_refuses_what_it_cannot_hold(kind: type[Any]) -> None:
    value = kind(3)
    with pytest.raises(AttributeError):
        value.line = 4
    with pytest.raises(AttributeError):
        value.other = 4
    with pytest.raises((ValueError, TypeError), match="other"):
        value._replace(other=4)
    with pytest.raises(TypeError):
        kind._make([1])


def test_every_number_of_fields_is_made() -> None:
    make: Any = type(records.NamedTuple)
    for count in range(25):
        names = [f"name{number}" for number in range(count)]
        space = {"__annotations__": dict.fromkeys(names, "int")}
        made = make("Made", (records.NamedTuple,), space)
        assert made(*range(count)) == tuple(range(count))
        assert made(**dict.fromkeys(names, 1))._asdict() == dict.fromkeys(names, 1)


def test_a_dataclass_is_frozen_and_compares_by_its_fields() -> None:
    one, other = LightData(3, ("a",)), LightData(3, ("a",))
    assert one.count == 1
    assert (one, hash(one)) == (other, hash(other))
    assert one != LightData(4, ("a",))
    standard: object = StandardData(3, ("a",))
    assert one != standard
    assert records.replace(one, line=4) == LightData(4, ("a",))
    assert records.replace(one, names=("a", "b")).count == 2
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    with pytest.raises(AttributeError, match="line"):
        one.line = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        records.replace(one, other=4)  # type: ignore[call-arg]


def test_a_dataclass_without_eq_is_compared_by_identity() -> None:
    names = {"a": 1}
    assert Single(names) != Single(names)
    assert len({Single(names), Single(names)}) == 2
