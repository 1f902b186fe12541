"""Normalization layers: they keep the shape, and have weights along an axis."""

from __future__ import annotations

from fitlint.shapes.call import Call, Rule, Weights, axes_of, count, unchanged


def _along(call: Call, default: object = -1) -> int:
    """The number of values along the axis or axes that are kept."""
    shape = call.shape
    return count(*(shape[axis] for axis in axes_of(call.value("axis", default), len(shape))))


def _scaled(call: Call, size: int) -> int:
    return size * (call.flag("scale", True) + call.flag("center", True))


def _batch(call: Call) -> Weights:
    call.refuse("renorm", "virtual_batch_size")
    size = _along(call)
    return Weights(_scaled(call, size), 2 * size)


def _layer(call: Call) -> Weights:
    size = _along(call)
    return Weights(size if call.flag("rms_scaling", False) else _scaled(call, size))


def _group(call: Call) -> Weights:
    return Weights(_scaled(call, _along(call)))


def _foreign(call: Call) -> Weights:
    """TensorFlow Addons and keras-contrib scale along the axis that is written; their defaults differ."""
    return Weights(_scaled(call, _along(call, ...)))


def _root_mean_square(call: Call) -> Weights:
    return Weights(_along(call))


def _data(call: Call) -> Weights:
    """``Normalization`` remembers mean, variance and how many values it has seen."""
    if call.given("mean") or call.given("variance"):
        return Weights()
    size = 1 if call.value("axis", -1) is None else _along(call)
    return Weights(0, 2 * size + 1)


RULES = {
    "BatchNormalization": Rule(unchanged, _batch),
    "GroupNormalization": Rule(unchanged, _group),
    "InstanceNormalization": Rule(unchanged, _foreign),
    "LayerNormalization": Rule(unchanged, _layer),
    "Normalization": Rule(unchanged, _data),
    "RMSNormalization": Rule(unchanged, _root_mean_square),
    "SyncBatchNormalization": Rule(unchanged, _batch),
    "UnitNormalization": Rule(unchanged),
}
