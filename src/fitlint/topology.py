"""Questions that rules ask of a model graph: what passes signals on unchanged, what is an output, which activation a layer ends up with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.vocabulary import ACTIVATION, NORMALIZATION, PASS_THROUGH

if TYPE_CHECKING:
    from fitlint.program import Activation, Layer, Model

# Tensor functions that change shape or type, not content; "either" joins alternatives of which one is taken.
MOVING_OPS = frozenset(
    {"op:either", "op:outputs", "op:reshape", "op:flatten", "op:expand_dims", "op:squeeze", "op:transpose", "op:cast", "op:identity",
     "op:stop_gradient", "op:dropout", "op:getitem"}
)  # fmt: skip


def passes(layer: Layer) -> bool:
    """Whether a layer hands values on: reshaping, dropout, an activation of its own. No weights, no mixing with other tensors."""
    if layer.kind.startswith("op:"):
        return layer.kind in MOVING_OPS or layer.activation is not None
    return layer.kind in PASS_THROUGH


class Topology:
    """A model's graph with what its layers feed."""

    def __init__(self, model: Model) -> None:
        self.layers = model.layers
        self.consumers = model.consumers()
        outputs = set(model.outputs)
        self.outputs = set(outputs)
        for index in range(len(self.layers) - 1, -1, -1):
            targets = self.consumers[index]
            if index not in outputs and any(target in self.outputs and passes(self.layers[target]) for target in targets):
                self.outputs.add(index)

    def activation(self, index: int) -> Activation | None:
        """The activation of a weight layer: its own, or that of the activation layer or function behind it; None when there is none."""
        own = self.layers[index].activation
        if own is not None and own.name != "linear":
            return own
        current = index
        while len(self.consumers[current]) == 1:
            current = self.consumers[current][0]
            layer = self.layers[current]
            if layer.kind in ACTIVATION or (layer.kind.startswith("op:") and layer.activation is not None):
                if layer.activation is None or layer.activation.name != "linear":
                    return layer.activation
            elif not (passes(layer) or layer.kind in NORMALIZATION):
                break
        return own

    def reached(self, index: int) -> list[Layer]:
        """The first layers behind ``index`` that do more than pass values on."""
        found: list[Layer] = []
        stack, seen = list(self.consumers[index]), set[int]()
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            layer = self.layers[current]
            if passes(layer):
                stack.extend(self.consumers[current])
            else:
                found.append(layer)
        return found
