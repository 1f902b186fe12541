"""FIT302 sigmoid-in-deep-hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.topology import Topology
from fitlint.vocabulary import ATTENTION, MERGE, NORMALIZATION, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Activation, Model, Program

# A sigmoid whose result is multiplied into another tensor opens and closes it: a gate, not a hidden layer.
GATING = frozenset({"Multiply", "Dot", "op:multiply", "op:matmul", "op:dot", "op:einsum"}) | ATTENTION
OPAQUE = frozenset({"custom", "unknown", "backbone"})


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Paths through a model on which sigmoids stand between hidden layers."""
    for model in program.models:
        if model.judged and model.complete:
            paths = Paths(model, limits["activations"])
            found = paths.judge(limits["min_sigmoid_layers"], limits["deep_layers"])
            if found is not None:
                yield _claim(program, model, paths, found)


class Paths:
    """Hidden weight layers along the paths of a graph.

    For each layer: how many hidden weight layers lie on the longest path up to it and from it on, and how many sigmoids
    follow each other up to it without a normalization between them.
    """

    def __init__(self, model: Model, names: tuple[str, ...]) -> None:
        self.model = model
        self.topology = Topology(model)
        self.hidden = {
            i
            for i, layer in enumerate(model.layers)
            if layer.kind in WEIGHT and layer.certain and self.topology.hidden(i)
        }
        self.sigmoids = {
            i: a
            for i in self.hidden
            if (a := self.topology.activation(i)) is not None
            and a.name in names
            and not self.gates(i)
            and not self.topology.leaves(i)
            and not self.returned(i)
        }
        self.before = [0] * len(model.layers)
        self.after = [0] * len(model.layers)
        self.chain: list[tuple[int, ...]] = [()] * len(model.layers)
        self.met = [False] * len(model.layers)
        self._forward()
        for i in range(len(model.layers) - 1, -1, -1):
            self.after[i] = max((self.after[j] for j in self.topology.consumers[i]), default=0) + (i in self.hidden)

    def _forward(self) -> None:
        for i, layer in enumerate(self.model.layers):
            self.before[i] = max((self.before[j] for j in layer.inputs), default=0) + (i in self.hidden)
            self.met[i] = any(self.met[j] for j in layer.inputs) or i in self.sigmoids
            chain = max((self.chain[j] for j in layer.inputs), key=len, default=())
            if i in self.sigmoids:
                chain = (*chain, i)
            elif layer.kind in NORMALIZATION | OPAQUE or layer.kind == "op:batch_normalization":
                chain = ()
            self.chain[i] = chain

    def gates(self, index: int) -> bool:
        """Whether a layer's output is multiplied into another tensor, or goes where fitlint cannot look."""
        return any(
            layer.kind in GATING or layer.kind in ("custom", "unknown", "Lambda")
            for layer in self.topology.reached(index)
        )

    def returned(self, index: int) -> bool:
        """Whether one nested model hands it to another, as a generator does with its image.

        An output, not a hidden layer, also where it is put side by side with other images on the way.
        """
        layer = self.model.layers[index]
        returned = layer.output or any(other.output for other in self.topology.passed(index))
        return returned and all(other.scope not in ((), layer.scope) for other in self.topology.reached(index, MERGE))

    def judge(self, most: int, deep: int) -> tuple[tuple[int, ...], int] | None:
        """The sigmoid layers to report and the number of hidden layers on their path; None when all is well."""
        longest = max(self.chain, key=len, default=())
        if len(longest) >= most:
            first = min(self._sigmoids_below(longest[0]))
            return (first, *(i for i in longest if i != first)), max(self.depth(i) for i in longest)
        for i in sorted(self.sigmoids):
            alone = not any(self.met[j] for j in self.model.layers[i].inputs) and not self._followed(i)
            if alone and self.depth(i) >= deep:
                return (i,), self.depth(i)
        return None

    def _sigmoids_below(self, index: int) -> set[int]:
        """The sigmoid layers on the paths up to and including ``index``."""
        found, stack = set[int](), [index]
        while stack:
            current = stack.pop()
            if current not in found:
                found.add(current)
                stack.extend(self.model.layers[current].inputs)
        return found & self.sigmoids.keys()

    def depth(self, index: int) -> int:
        """How many hidden weight layers the longest path through a layer holds."""
        return self.before[index] + self.after[index] - 1

    def _followed(self, index: int) -> bool:
        """Whether another sigmoid layer lies behind this one: then a normalization separates them."""
        stack, seen = list(self.topology.consumers[index]), set[int]()
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            if current in self.sigmoids:
                return True
            stack.extend(self.topology.consumers[current])
        return False


def _claim(program: Program, model: Model, paths: Paths, found: tuple[tuple[int, ...], int]) -> Claim:
    sigmoids, depth = found
    first: Activation = paths.sigmoids[sigmoids[0]]
    at = first.anchor or model.layers[sigmoids[0]].anchor
    others = {
        id(a.node): a
        for i in sigmoids[1:]
        if (a := paths.sigmoids[i].anchor or model.layers[i].anchor).node is not at.node
    }
    count, verb = ("1 of", "uses") if len(sigmoids) == 1 else (f"{len(sigmoids)} of", "use")
    return Claim(
        f"{count} {depth} hidden layers on one path {verb} {first.name}, which shrinks gradients",
        at,
        "slope of at most 1/4",
        tuple((anchor, "and here") for anchor in list(others.values())[:3]),
        "high" if program.trainings_of(model) else "medium",
    )
