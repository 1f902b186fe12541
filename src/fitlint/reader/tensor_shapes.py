"""Shapes of symbolic tensors while the script runs: what ``x.shape[-1]`` and ``K.int_shape(x)`` are worth.

They are reckoned as for ``inspect``, from a graph of what leads to the tensor. What has been reckoned once is kept, so
that a deep network that asks for the shape in every block costs no more than its layers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint import program as p
from fitlint.reader.facts import Facts
from fitlint.reader.graph import Graph
from fitlint.reader.values import Const, Item, Seq, Unknown, Value

if TYPE_CHECKING:
    from fitlint.reader.nested import Nest
    from fitlint.reader.run import Run
    from fitlint.shapes import Shape


def shape_of(run: Run, tensor: Value, node: object) -> Seq | None:
    """The static shape of a tensor as a tuple, None for sizes that differ from batch to batch; None when not known."""
    if id(tensor) not in run.shapes and not run.reckoning:
        run.reckoning = True
        try:
            _reckon(run, tensor)
        finally:
            run.reckoning = False
    _, shape = run.shapes.get(id(tensor), (tensor, None))
    if shape is None:
        return None
    place = (run.place(node, "the shape of this tensor"),)
    return Seq("tuple", tuple(Unknown(size) if isinstance(size, str) else Const(size, place) for size in shape), node)


def _reckon(run: Run, tensor: Value) -> None:
    """Note the shapes of a tensor and of all that lead to it."""
    from fitlint.shapes import infer

    graph = _Rest(run, Facts(run))
    memo: dict[int, Nest] = {}
    graph.tensor(tensor, memo)
    run.step(1 + len(graph.nodes))
    layers = tuple(graph.finish.layer(node) for node in graph.nodes)
    model = p.Model("functional", p.Anchor(run.filename, None), layers, (), tuple(graph.gaps))
    found = infer(model).layers
    for ident, made in memo.items():
        outputs = found[made].outputs if isinstance(made, int) else ()
        # The tensor is kept with its shape, for everything that leads to it lives as long.
        run.shapes.setdefault(ident, (tensor, outputs[0] if len(outputs) == 1 else None))
    run.shapes.setdefault(id(tensor), (tensor, None))


class _Rest(Graph):
    """The graph behind tensors whose shapes are known."""

    def make(self, value: Value, memo: dict[int, Nest]) -> Nest | None:
        known = self.run.shapes.get(id(value))
        return super().make(value, memo) if known is None or known[1] is None else self.known(known[1])

    def waits_for(self, value: Value) -> tuple[Value, ...]:
        known = self.run.shapes.get(id(value))
        return super().waits_for(value) if known is None or known[1] is None else ()

    def known(self, shape: Shape) -> int:
        """A node that stands for a tensor of this shape."""
        index = self.add("op:data", None, None, ())
        sizes = tuple(Unknown(size) if isinstance(size, str) else Const(size) for size in shape)
        self.nodes[index].args = {"shape": Item(Seq("tuple", sizes), None)}
        return index
