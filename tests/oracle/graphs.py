"""Model graphs in one form, whether Keras built them or fitlint read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint import program as p

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Layers and functions that do the same: ``layers.Add()([a, b])``, ``layers.add([a, b])`` and ``a + b``.
MERGES = {"Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"}
OPERATIONS = {
    "absolute": "abs",
    "max": "reducemax",
    "mean": "reducemean",
    "min": "reducemin",
    "power": "pow",
    "sum": "reducesum",
    "truedivide": "divide",
}


class Graph:
    """Nodes in one canonical order: depth first from the outputs, so that equal graphs are equal lists."""

    def __init__(
        self, nodes: Sequence[Any], inputs: Sequence[Sequence[int]], outputs: Sequence[int], kind: Any
    ) -> None:
        order: list[int] = []
        place: dict[int, int] = {}
        stack = list(reversed(outputs))
        while stack:
            current = stack[-1]
            waiting = [index for index in inputs[current] if index not in place]
            if current in place or not waiting:
                stack.pop()
                if current not in place:
                    place[current] = len(order)
                    order.append(current)
            else:
                stack.extend(reversed(waiting))
        self.nodes = [(nodes[index], tuple(place[source] for source in inputs[index])) for index in order]
        self.kinds = [kind(nodes[index]) for index in order]
        self.outputs = [place[index] for index in outputs]

    @classmethod
    def observed(cls, graph: Mapping[str, Any]) -> Graph:
        """What Keras built."""
        nodes = graph["nodes"]
        inputs: list[Sequence[int]] = [node["inputs"] for node in nodes]
        skipped = {
            index for index, node in enumerate(nodes) if node["kind"] == "InputLayer" and graph["kind"] == "sequential"
        }
        if graph["kind"] == "subclass":
            nodes = [{"kind": node["kind"]} if node["kind"] == "InputLayer" else node for node in nodes]
        return cls(nodes, *_without(inputs, graph["outputs"], skipped), lambda node: _kind(node["kind"]))

    @classmethod
    def read(cls, model: p.Model) -> Graph:
        """What fitlint read: several outputs stand for themselves, inputs inside a model for what flows in."""
        layers = model.layers
        inputs: list[Sequence[int]] = [layer.inputs for layer in layers]
        skipped = {
            index
            for index, layer in enumerate(layers)
            if layer.kind in ("op:outputs", "op:data")
            or (layer.kind == "InputLayer" and (layer.inputs or model.kind == "sequential"))
        }
        return cls(layers, *_without(inputs, model.outputs, skipped), lambda layer: _kind(layer.kind))

    def fits(self, other: Graph) -> bool:
        """Whether kinds, edges and outputs are the same; ``?`` is any kind, for Keras cannot tell."""
        mine, theirs = ([inputs for _, inputs in graph.nodes] for graph in (self, other))
        kinds = zip(self.kinds, other.kinds, strict=False)
        alike = len(self.kinds) == len(other.kinds) and all(one in ("?", another) for one, another in kinds)
        return alike and mine == theirs and self.outputs == other.outputs

    def sharing(self, other: Graph) -> list[int]:
        """For each node the first node that is the same layer object, where both sides know about objects."""
        first: dict[int, int] = {}
        pairs = zip(self.nodes, other.nodes, strict=True)
        return [
            first.setdefault(_object(mine), index)
            for index, ((mine, _), (theirs, _)) in enumerate(pairs)
            if _object(mine) >= 0 and _object(theirs) >= 0
        ]

    def labels(self) -> list[str]:
        """One word for each fact that is lost when the graph is not known: the layers and their arguments."""
        return [
            f"{kind} {name}".strip()
            for (node, _), kind in zip(self.nodes, self.kinds, strict=True)
            for name in ("", *node.get("args", {}))
        ]

    def sketch(self) -> list[str]:
        """The graph in a few words."""
        return [f"{kind}{list(inputs)}" for kind, (_, inputs) in zip(self.kinds, self.nodes, strict=True)]


def _object(node: Any) -> int:
    return node.shared if isinstance(node, p.Layer) else node.get("object", -1)


def _without(
    inputs: Sequence[Sequence[int]], outputs: Sequence[int], skipped: set[int]
) -> tuple[list[list[int]], list[int]]:
    """Edges and outputs with some nodes taken out, their inputs joined to what they fed."""

    def through(indexes: Sequence[int]) -> Iterator[int]:
        for index in indexes:
            if index in skipped:
                yield from through(inputs[index])
            else:
                yield index

    return [list(through(sources)) for sources in inputs], list(through(outputs))


def _kind(kind: str) -> str:
    if kind in MERGES:
        return f"op:{kind.lower()}"
    if not kind.startswith("op:"):
        return kind
    name = squash(kind[3:])
    return f"op:{OPERATIONS.get(name, name)}"


def squash(name: str) -> str:
    """A name without case and underscores."""
    squashed = name.replace("_", "").lower()
    return {"swish": "silu", "hardswish": "hardsilu"}.get(squashed, squashed)
