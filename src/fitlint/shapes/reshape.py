"""Layers that move values around: flattening, reshaping, cropping, padding, upsampling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, axis_of, product, reckon
from fitlint.shapes.conv import rank_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def _flatten(call: Call) -> Outputs:
    batch, *rest = call.shape
    return ((batch, product(rest)),)


def reshaped(shape: Sequence[Dim], target: Sequence[Dim]) -> Shape:
    """``target`` with its ``-1``, if any, reckoned from the number of values in ``shape``."""
    if -1 not in target:
        return tuple(target)
    rest = product([dim for dim in target if dim != -1])
    left = reckon(lambda total, part: total // part if part else 0, product(shape), rest)
    return tuple(left if dim == -1 else dim for dim in target)


def _reshape(call: Call) -> Outputs:
    target = call.sizes("target_shape")
    try:
        batch, *rest = call.shape
    except Lost as lost:
        batch, rest = None, [lost.why]
    return ((batch, *reshaped(rest, target)),)


def _permute(call: Call) -> Outputs:
    batch, *rest = call.shape
    order = [axis_of(dim - 1, len(rest)) if isinstance(dim, int) else -1 for dim in call.sizes("dims")]
    if sorted(order) != list(range(len(rest))):
        raise Lost("`dims` is not an order of the axes")
    return ((batch, *(rest[axis] for axis in order)),)


def _repeat(call: Call) -> Outputs:
    batch, last = call.ranked(2)
    return ((batch, call.dim("n"), last),)


def _cropped(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, axes, channels = call.spatial(rank)
    sides = call.pairs("cropping", rank, 0 if rank == 2 else 1)
    found = [reckon(lambda n, a, b: n - a - b, dim, *side) for dim, side in zip(axes, sides, strict=True)]
    if any(isinstance(dim, int) and dim <= 0 for dim in found):
        raise Lost("nothing is left of the input")
    return (call.image(batch, found, channels),)


def _padded(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, axes, channels = call.spatial(rank)
    sides = call.pairs("padding", rank, 1)
    found = [reckon(lambda n, a, b: n + a + b, dim, *side) for dim, side in zip(axes, sides, strict=True)]
    return (call.image(batch, found, channels),)


def _upsampled(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, axes, channels = call.spatial(rank)
    times = call.each("size", rank, 2)
    found = [reckon(lambda n, by: n * by, dim, factor) for dim, factor in zip(axes, times, strict=True)]
    return (call.image(batch, found, channels),)


RULES = {
    "Flatten": Rule(_flatten),
    "Permute": Rule(_permute),
    "RepeatVector": Rule(_repeat),
    "Reshape": Rule(_reshape),
    **{
        f"{kind}{n}D": Rule(function)
        for kind, function in (("Cropping", _cropped), ("UpSampling", _upsampled), ("ZeroPadding", _padded))
        for n in (1, 2, 3)
    },
}
