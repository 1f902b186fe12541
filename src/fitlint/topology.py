"""Questions that rules ask of a model graph.

What passes signals on unchanged, what is an output, which activation a layer ends up with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.vocabulary import ACTIVATION, ATTENTION, NORMALIZATION, PASS_THROUGH, RECURRENT, WEIGHT

if TYPE_CHECKING:
    from fitlint.program import Activation, Layer, Model

LEARNING = WEIGHT | RECURRENT | ATTENTION | frozenset({"backbone"})
# Tensor functions that change shape or type, not content; "either" joins alternatives of which one is taken.
MOVING_OPS = frozenset(
    {
        "op:either", "op:outputs", "op:reshape", "op:flatten", "op:expand_dims", "op:squeeze", "op:transpose",
        "op:cast", "op:identity", "op:stop_gradient", "op:dropout", "op:getitem",
    }
)  # fmt: skip


def passes(layer: Layer) -> bool:
    """Whether a layer hands values on: reshaping, dropout, an activation of its own.

    No weights, no mixing with other tensors.
    """
    if layer.kind.startswith("op:"):
        return layer.kind in MOVING_OPS or layer.activation is not None
    return layer.kind in PASS_THROUGH


class Topology:
    """A model's graph with what its layers feed."""

    def __init__(self, model: Model) -> None:
        self.layers = model.layers
        self.consumers = model.consumers()
        self.outputs = frozenset(model.outputs)
        self._feeds = [False] * len(self.layers)
        for index in range(len(self.layers) - 1, -1, -1):
            self._feeds[index] = any(self.layers[j].kind in LEARNING or self._feeds[j] for j in self.consumers[index])

    def hidden(self, index: int) -> bool:
        """Whether a layer is certainly not an output: it is none itself, and a layer with weights stands behind it."""
        return index not in self.outputs and self._feeds[index]

    def activation(self, index: int) -> Activation | None:
        """The activation of a weight layer: its own, or that of the activation layer or function behind it.

        None when there is none.
        """
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

    def reached(self, index: int, through: frozenset[str] = frozenset()) -> list[Layer]:
        """The first layers behind ``index`` that do more than pass values on, and are of no kind in ``through``."""
        found = (self.layers[i] for i in self._behind(index, through))
        return [layer for layer in found if not passes(layer) and layer.kind not in through]

    def passed(self, index: int) -> list[Layer]:
        """The layers directly behind ``index`` that only pass its values on."""
        return [self.layers[i] for i in self._behind(index) if passes(self.layers[i])]

    def leaves(self, index: int) -> bool:
        """Whether what a layer computes leaves the model as it is, wherever else it goes."""
        return index in self.outputs or any(i in self.outputs for i in self._behind(index) if passes(self.layers[i]))

    def _behind(self, index: int, through: frozenset[str] = frozenset()) -> list[int]:
        found: list[int] = []
        stack, seen = list(self.consumers[index]), set[int]()
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            found.append(current)
            if passes(self.layers[current]) or self.layers[current].kind in through:
                stack.extend(self.consumers[current])
        return found
