"""One call of a layer, as a shape rule sees it: its arguments, the shapes that come in, how sizes are reckoned with.

A size is an ``int``, ``None`` where it differs from batch to batch, or, when it is not known, the reason as a ``str``.
So one unknown argument spoils one size and not the whole shape. What spoils everything raises :class:`Lost`.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from fitlint.program import Data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fitlint.program import Fact

Dim = int | None | str
Shape = tuple[Dim, ...]
# What a layer puts out: nearly always one tensor; a model, or a recurrent layer with its states, several.
Outputs = tuple[Shape, ...]

_DATA_FORMATS = {"channels_last": False, "tf": False, "channels_first": True, "th": True}


class Lost(Exception):  # noqa: N818 - a signal, not an error
    """Something that a shape or a parameter count depends on is not known; ``why`` says what."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Weights(NamedTuple):
    """How many parameters a layer has: those that training changes, and the others."""

    trainable: int = 0
    fixed: int = 0


NO_WEIGHTS = Weights()


class Rule(NamedTuple):
    """What a layer class does: the outputs it makes of what comes in, and the weights it has."""

    outputs: Callable[[Call], Outputs]
    weights: Callable[[Call], Weights] = lambda call: NO_WEIGHTS


class Call:
    """A layer with its arguments and the shapes of its inputs; an input that is not known is the reason, a ``str``."""

    __slots__ = ("args", "inputs", "kind", "roles")

    def __init__(
        self,
        kind: str,
        args: Mapping[str, Fact],
        inputs: Sequence[Outputs | str] = (),
        roles: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.args = args
        self.inputs = inputs
        self.roles = roles

    def behind(self, *inputs: Shape) -> Call:
        """The same layer behind other inputs."""
        return Call(self.kind, self.args, tuple((shape,) for shape in inputs))

    @property
    def shape(self) -> Shape:
        """The shape of the first input. Raises :class:`Lost` when it is not known, or a single number."""
        found = self.shapes(1)[0]
        if not found:
            raise Lost(f"{self.kind} gets a single number")
        return found

    def shapes(self, count: int | None = None) -> Outputs:
        """The shapes of all tensors that come in, or of the first ``count``. Raises :class:`Lost` without them."""
        found: list[Shape] = []
        for incoming in self.inputs:
            if count is not None and len(found) >= count:
                break
            if isinstance(incoming, str):
                raise Lost(incoming)
            found.extend(incoming)
        if len(found) < (count or 1):
            raise Lost("an input is not known")
        return tuple(found[:count])

    def role(self, name: str) -> Shape:
        """The shape of the input that is given to a parameter of this name. Raises :class:`Lost` without it."""
        for role, incoming in zip(self.roles, self.inputs, strict=False):
            if role == name:
                if isinstance(incoming, str):
                    raise Lost(incoming)
                return incoming[0]
        raise Lost(f"its {name} is not known")

    def ranked(self, rank: int) -> Shape:
        """The shape of the first input, which must have ``rank`` sizes, the batch among them."""
        shape = self.shape
        if len(shape) != rank:
            raise Lost(f"{self.kind} takes {rank} dimensions and gets {len(shape)}")
        return shape

    def given(self, name: str) -> bool:
        """Whether an argument is written and not None."""
        return name in self.args and self.args[name].options != (None,)

    def value(self, name: str, default: object = ...) -> object:
        """An argument, or its default. Raises :class:`Lost` when it is not known, or missing without a default."""
        fact = self.args.get(name)
        if fact is None:
            if default is ... or any(other.startswith("*") for other in self.args):
                raise Lost(f"`{name}` is not known")
            return default
        if not fact.known:
            why = fact.why or "several values are possible"
            raise Lost(f"`{name}` is not known: {why}")
        return fact.value

    def dim(self, name: str, default: object = ...) -> Dim:
        """An argument that is a size; the reason when it is not known."""
        try:
            return size(self.value(name, default), name)
        except Lost as lost:
            return lost.why

    def integer(self, name: str, default: object = ...) -> int:
        """An argument that must be a known integer."""
        found = size(self.value(name, default), name)
        if not isinstance(found, int):
            raise Lost(f"`{name}` is not a plain number")
        return found

    def flag(self, name: str, default: bool) -> bool:
        """An argument that is a switch."""
        return bool(self.value(name, default))

    def text(self, name: str, default: str) -> str:
        """An argument that is a word, in lower case."""
        found = self.value(name, default)
        if not isinstance(found, str):
            raise Lost(f"`{name}` is not a word")
        return found.lower()

    def sizes(self, name: str, default: object = ...) -> Shape:
        """An argument that is a tuple of sizes; a single number is a tuple of one."""
        found = self.value(name, default)
        if isinstance(found, (tuple, list)):
            return tuple(size(item, name) for item in found)
        alone = size(found, name)
        if isinstance(alone, str):
            raise Lost(alone)
        return (alone,)

    def each(self, name: str, rank: int, default: object = ...) -> Shape:
        """An argument with a number for each of ``rank`` axes, or one for all; reasons where it is not known."""
        try:
            found = self.sizes(name, default)
        except Lost as lost:
            return (lost.why,) * rank
        if len(found) == 1:
            return found * rank
        if len(found) != rank:
            raise Lost(f"`{name}` needs {rank} numbers and has {len(found)}")
        return found

    def pairs(self, name: str, rank: int, default: object) -> tuple[tuple[Dim, Dim], ...]:
        """An argument with two numbers for each of ``rank`` axes: ``1``, ``(1, 2)`` or ``((1, 0), (2, 2))``."""
        found = self.value(name, default)
        items = list(found) if isinstance(found, (tuple, list)) else [found] * rank
        if rank == 1 and len(items) == 2:
            items = [items]
        if len(items) != rank:
            raise Lost(f"`{name}` needs {rank} numbers and has {len(items)}")
        sides = [tuple(item) if isinstance(item, (tuple, list)) else (item, item) for item in items]
        if any(len(side) != 2 for side in sides):
            raise Lost(f"`{name}` needs two numbers for each axis")
        return tuple((size(side[0], name), size(side[1], name)) for side in sides)

    def refuse(self, *names: str) -> None:
        """Raise :class:`Lost` when one of the arguments is used: what it does is not reckoned with."""
        for name in names:
            if self.given(name) and self.value(name) is not False:
                raise Lost(f"`{name}` is not reckoned with")

    def channels_first(self) -> bool:
        """Whether channels stand before the other axes; Keras puts them last unless told otherwise."""
        found = self.value("data_format", None)
        if found is None:
            return False
        if not isinstance(found, str) or found.lower() not in _DATA_FORMATS:
            raise Lost("`data_format` is not known")
        return _DATA_FORMATS[found.lower()]

    def spatial(self, rank: int) -> tuple[Dim, Shape, Dim]:
        """Take the first input apart: the batch, ``rank`` axes, the channels."""
        batch, *rest = self.ranked(rank + 2)
        return (batch, tuple(rest[1:]), rest[0]) if self.channels_first() else (batch, tuple(rest[:-1]), rest[-1])

    def image(self, batch: Dim, axes: Sequence[Dim], channels: Dim) -> Shape:
        """Put a shape together the way ``data_format`` says."""
        return (batch, channels, *axes) if self.channels_first() else (batch, *axes, channels)


def size(value: object, name: str) -> Dim:
    """A number as a size; the reason for anything else."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Data):
        return f"`{name}` comes from data"
    return f"`{name}` is not a plain number"


def reckon(function: Callable[..., int], *dims: Dim) -> Dim:
    """``function`` of the sizes; not known when one of them is not, None when one differs from batch to batch."""
    numbers = [dim for dim in dims if isinstance(dim, int)]
    if len(numbers) == len(dims):
        return function(*numbers)
    return next((dim for dim in dims if isinstance(dim, str)), None)


def product(dims: Sequence[Dim]) -> Dim:
    """All sizes multiplied."""
    return reckon(lambda *numbers: prod(numbers), *dims)


def count(*dims: Dim) -> int:
    """The number of parameters in a weight of this shape. Raises :class:`Lost` when a size is not known."""
    found = product(dims)
    if isinstance(found, int):
        return found
    raise Lost(found or "a size that weights depend on differs from batch to batch")


def axis_of(axis: object, rank: int) -> int:
    """An axis as an index from 0. Raises :class:`Lost` for one that is not there."""
    if not isinstance(axis, int) or isinstance(axis, bool) or not -rank <= axis < rank:
        raise Lost(f"there is no axis {axis} among {rank}")
    return axis % rank


def axes_of(axes: object, rank: int) -> tuple[int, ...]:
    """One axis or several as indexes from 0, in order."""
    return tuple(sorted({axis_of(axis, rank) for axis in (axes if isinstance(axes, (tuple, list)) else (axes,))}))


def merged(one: Dim, other: Dim, why: str) -> Dim:
    """The size that two possibilities agree on, else ``why``."""
    return one if one == other else one if isinstance(one, str) else other if isinstance(other, str) else why


def unchanged(call: Call) -> Outputs:
    """The outputs of a layer that keeps the shape."""
    return (call.shape,)
