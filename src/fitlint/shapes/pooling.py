"""Pooling: sliding, adaptive and global."""

from __future__ import annotations

from fitlint.shapes.call import Call, Outputs, Rule
from fitlint.shapes.conv import rank_of, slid


def _pooled(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, axes, channels = call.spatial(rank)
    windows = call.each("pool_size", rank, 2)
    strides = call.each("strides", rank) if call.given("strides") else windows
    padding = call.text("padding", "valid")
    found = [slid(dim, window, step, padding) for dim, window, step in zip(axes, windows, strides, strict=True)]
    return (call.image(batch, found, channels),)


def _adaptive(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, _, channels = call.spatial(rank)
    return (call.image(batch, call.each("output_size", rank), channels),)


def _global(call: Call) -> Outputs:
    batch, axes, channels = call.spatial(rank_of(call))
    if call.flag("keepdims", False):
        return (call.image(batch, (1,) * len(axes), channels),)
    return ((batch, channels),)


RULES = {
    f"{family}{how}Pooling{n}D": Rule(function)
    for family, function in (("", _pooled), ("Adaptive", _adaptive), ("Global", _global))
    for how in ("Average", "Max")
    for n in (1, 2, 3)
}
