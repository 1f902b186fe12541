"""Layers and functions that make one tensor of several. ``broadcast`` and ``joined`` also serve tensor functions."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, axis_of, merged, reckon

if TYPE_CHECKING:
    from collections.abc import Sequence


def several(call: Call) -> Outputs:
    """The shapes of at least two inputs."""
    found = call.shapes()
    if len(found) < 2:
        raise Lost("one of its inputs is not known")
    return found


def broadcast(one: Shape, other: Shape, *, loose: bool) -> Shape:
    """The shape of ``one + other``; ``loose``: a size that differs from batch to batch stays so beside a fixed one."""
    short, long = sorted((one, other), key=len)
    head = len(long) - len(short)
    return (*long[:head], *(_wider(a, b, loose=loose) for a, b in zip(long[head:], short, strict=True)))


def _wider(one: Dim, other: Dim, *, loose: bool) -> Dim:
    for a, b in ((one, other), (other, one)):
        if isinstance(a, str):
            return b if isinstance(b, int) and b != 1 else a
        if a is None:
            return None if loose or b is None or b == 1 else b
    if 1 in (one, other):
        return one if other == 1 else other
    if one != other:
        raise Lost(f"its inputs do not fit: {one} and {other}")
    return one


def joined(shapes: Sequence[Shape], axis: int) -> Shape:
    """Shapes put one behind the other along an axis."""
    first, *others = shapes
    if any(len(shape) != len(first) for shape in others):
        raise Lost("its inputs differ in the number of dimensions")
    where = axis_of(axis, len(first))
    total = reckon(lambda *dims: sum(dims), *(shape[where] for shape in shapes))
    return tuple(total if i == where else dim for i, dim in enumerate(first))


def _elementwise(call: Call) -> Outputs:
    found = several(call)
    batches = {shape[0] for shape in found} - {None}
    batch = batches.pop() if len(batches) == 1 else None
    return ((batch, *reduce(lambda a, b: broadcast(a, b, loose=True), (shape[1:] for shape in found))),)


def _concatenate(call: Call) -> Outputs:
    return (joined(several(call), call.integer("axis", -1)),)


def _dot(call: Call) -> Outputs:
    one, other = several(call)[:2]
    axes = call.value("axes")
    pair = axes if isinstance(axes, (tuple, list)) else (axes, axes)
    if len(pair) != 2:
        raise Lost("`axes` needs two axes")
    left, right = axis_of(pair[0], len(one)), axis_of(pair[1], len(other))
    rest = (*one[:left], *one[left + 1 :], *other[1:right], *other[right + 1 :])
    return (rest if len(rest) > 1 else (*rest, 1),)


def either(shapes: Sequence[Shape]) -> Shape:
    """The shape of something that is one of several. Raises :class:`Lost` when their numbers of dimensions differ."""
    first, *others = shapes
    if any(len(shape) != len(first) for shape in others):
        raise Lost("it differs between runs")
    return reduce(
        lambda a, b: tuple(merged(x, y, "it differs between runs") for x, y in zip(a, b, strict=True)), shapes
    )


RULES = {
    **{kind: Rule(_elementwise) for kind in ("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract")},
    "Concatenate": Rule(_concatenate),
    "Dot": Rule(_dot),
}
