"""Layers that keep the shape, and the few with a rule of their own among them."""

from __future__ import annotations

from fitlint.shapes.call import Call, Lost, Outputs, Rule, Weights, axes_of, count, unchanged
from fitlint.vocabulary import ACTIVATION, AUGMENTATION, DROPOUT, NOISE


def _slopes(call: Call) -> Weights:
    """One slope for each value, or for all along the shared axes."""
    shape = call.shape
    shared = axes_of(call.value("shared_axes"), len(shape)) if call.given("shared_axes") else ()
    return Weights(count(*(1 if axis in shared else dim for axis, dim in enumerate(shape) if axis)))


def _function(call: Call) -> Outputs:
    """A ``Lambda``, when it says what comes out."""
    if not call.given("output_shape"):
        raise Lost("what the function does to the shape is not known")
    return ((call.shape[0] if call.inputs else None, *call.sizes("output_shape")),)


_KEEPING = ACTIVATION | AUGMENTATION | DROPOUT | NOISE
_OTHERS = ("ActivityRegularization", "AutoContrast", "Equalization", "Identity", "Masking")

RULES = {
    **{kind: Rule(unchanged) for kind in (*_KEEPING, *_OTHERS)},
    "Lambda": Rule(_function),
    "PReLU": Rule(unchanged, _slopes),
}
