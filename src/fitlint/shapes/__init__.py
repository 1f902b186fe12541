"""Output shapes and parameter counts of a model, reckoned from its picture: what ``model.summary()`` would print.

Nothing of Keras is imported. What cannot be told stays unknown, with the reason, and spoils no more than it must.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fitlint.shapes import (
    attention,
    conv,
    dense,
    inputs,
    merge,
    normalization,
    ops,
    plain,
    pooling,
    preprocessing,
    recurrent,
    reshape,
)
from fitlint.shapes.call import Call, Lost, Outputs, Rule, Shape, Weights
from fitlint.shapes.wrappers import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.program import Layer, Model

__all__ = ["LayerShape", "Shape", "Shapes", "infer"]

RULES: dict[str, Rule] = {
    **plain.RULES,
    **attention.RULES,
    **conv.RULES,
    **dense.RULES,
    **inputs.RULES,
    **merge.RULES,
    **normalization.RULES,
    **ops.RULES,
    **pooling.RULES,
    **preprocessing.RULES,
    **recurrent.RULES,
    **reshape.RULES,
}
_OPAQUE = {
    "backbone": "a ready-made model",
    "custom": "a layer of the project",
    "unknown": "a layer that is not known",
}


class LayerShape(NamedTuple):
    """What one layer puts out and holds.

    ``outputs`` has a shape for each tensor, the batch first. It is empty when not even its number of sizes is known;
    where only one size is not, that size is a ``str``, the reason. ``why`` and ``why_params`` tell what is not known.
    ``trainable`` are those among ``params`` that training changes.
    """

    outputs: Outputs = ()
    why: str = ""
    params: int | None = None
    trainable: int | None = None
    why_params: str = ""

    @property
    def shape(self) -> tuple[int | None, ...] | None:
        """The shape of the only output; None when it is not fully known, or when there are several."""
        found = self.shapes
        return found[0] if found and len(found) == 1 else None

    @property
    def shapes(self) -> tuple[tuple[int | None, ...], ...] | None:
        """The shapes of all outputs; None when they are not fully known."""
        if not self.outputs:
            return None
        plain = tuple(tuple(dim for dim in shape if not isinstance(dim, str)) for shape in self.outputs)
        return plain if [len(shape) for shape in plain] == [len(shape) for shape in self.outputs] else None


class Shapes(NamedTuple):
    """A model's layers in its own order, and its parameters, a shared layer counted once; None where unknown."""

    layers: tuple[LayerShape, ...]
    params: int | None = None
    trainable: int | None = None
    why: str = ""

    @property
    def fixed(self) -> int | None:
        """The parameters that training leaves alone."""
        return None if self.params is None or self.trainable is None else self.params - self.trainable


def infer(model: Model) -> Shapes:
    """Reckon the output shapes and parameter counts of every layer of ``model``, and its totals. Never raises."""
    layers = tuple(_Inference(model).layers())
    return Shapes(layers, *_totals(model, layers))


class _Inference:
    def __init__(self, model: Model) -> None:
        self._model = model
        # Gaps that no layer stands for: something is missing, in a Sequential model nobody knows where.
        self._holes = not model.placed
        # What comes out of a layer, the ways around it that other runs may take included.
        self._flows: list[Outputs | str] = []

    def layers(self) -> list[LayerShape]:
        found: list[LayerShape] = []
        for layer in self._model.layers:
            call = self._call(layer)
            shape = _shaped(layer, call)
            self._flows.append(self._flow(layer, call, shape))
            found.append(shape)
        return found

    def _call(self, layer: Layer) -> Call:
        if layer.inputs:
            return Call(layer.kind, layer.args, [self._incoming(layer, source) for source in layer.inputs], layer.roles)
        first = Call(layer.kind, layer.args)
        if layer.kind in inputs.RULES or layer.kind.startswith("op:"):
            return first
        try:
            return first.behind(inputs.declared(first))
        except Lost as lost:
            return Call(layer.kind, layer.args, [lost.why])

    def _incoming(self, layer: Layer, source: int) -> Outputs | str:
        if self._holes and (self._model.kind == "sequential" or layer.scope):
            return "a layer before it may be missing"
        way = self._model.layers[source]
        if way.kind == "op:either" and len(way.inputs) == 1 and not way.certain:
            return "an input that only some runs have"
        return self._flows[source]

    def _flow(self, layer: Layer, call: Call, shape: LayerShape) -> Outputs | str:
        """What the next layer gets: where a stack of layers may lack this one, only what both cases agree on."""
        if not shape.outputs:
            return shape.why
        if layer.certain or not call.inputs or not (self._model.kind == "sequential" or layer.scope):
            return shape.outputs
        try:
            return (merge.either((*call.shapes(1), *shape.outputs)),)
        except Lost as lost:
            return lost.why


def _shaped(layer: Layer, call: Call) -> LayerShape:
    """The shape and parameters of one layer."""
    try:
        rule = _rule(layer)
    except Lost as lost:
        return LayerShape((), lost.why, None, None, lost.why)
    outputs, why = _outputs(rule, call)
    try:
        weights = rule.weights(call)
    except Lost as lost:
        return LayerShape(outputs, why, None, None, lost.why)
    total = sum(weights)
    return LayerShape(outputs, why, total, _trainable(layer, weights))


def _outputs(rule: Rule, call: Call) -> tuple[Outputs, str]:
    """What comes out, and why it is not fully known."""
    try:
        outputs = rule.outputs(call)
    except Lost as lost:
        return (), lost.why
    return outputs, next((dim for shape in outputs for dim in shape if isinstance(dim, str)), "")


def _rule(layer: Layer) -> Rule:
    rule = RULES.get(layer.kind)
    if rule is None:
        what = f"what {layer.kind.removeprefix('op:')} does to the shape is not known"
        raise Lost(_OPAQUE.get(layer.kind, what))
    return wrapped(rule, layer.wrapper) if layer.wrapper else rule


def _trainable(layer: Layer, weights: Weights) -> int | None:
    if not layer.trainable:
        return 0
    own = layer.arg("trainable")
    if own is None:
        return weights.trainable
    if not own.known:
        return None if weights.trainable else 0
    return weights.trainable if own.value else 0


def _totals(model: Model, layers: Sequence[LayerShape]) -> tuple[int | None, int | None, str]:
    """All parameters and the trainable ones; None with the reason when a layer's are not known."""
    counted: dict[int, LayerShape] = {}
    for index, (layer, shape) in enumerate(zip(model.layers, layers, strict=True)):
        if not layer.certain and shape.params != 0:
            return None, None, "some layers are there only in some runs"
        key = layer.shared if layer.shared >= 0 else -1 - index
        if key not in counted or counted[key].params is None:
            counted[key] = shape
    missing = next((shape.why_params for shape in counted.values() if shape.params is None), "")
    if missing or not model.complete:
        return None, None, missing or model.gaps[0].why
    total = sum(shape.params or 0 for shape in counted.values())
    trainable = [shape.trainable for shape in counted.values()]
    return total, None if None in trainable else sum(part or 0 for part in trainable), ""
