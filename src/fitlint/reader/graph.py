"""Models as graphs.

Sequential stacks, functional tensors and subclassed ``call`` methods become one list of layers in topological order.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from fitlint import program as p
from fitlint.reader.cells import Frame
from fitlint.reader.data_shapes import shape_tuple
from fitlint.reader.feeds import fed
from fitlint.reader.nested import entry, spread
from fitlint.reader.nodes import Finish, Node
from fitlint.reader.run import Call, Exhausted, Exited
from fitlint.reader.values import (
    Bound,
    Const,
    Dict,
    Ext,
    Func,
    Item,
    Layer,
    Maybe,
    Model,
    OneOf,
    Seq,
    Tensor,
    Unknown,
    Value,
    leaves,
)
from fitlint.vocabulary import MERGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.reader.facts import Facts
    from fitlint.reader.nested import Nest
    from fitlint.reader.run import Run

# Tensor functions that an array can go into as well as a tensor.
MERGING = frozenset("add average concatenate divide dot matmul maximum minimum multiply pow stack subtract".split())
MOST_LAYERS = 5_000
MOST_LAYERS_IN_ALL = 100_000
MOST_NESTED = 8


class Graph:
    """Builds the graph of one model."""

    def __init__(self, run: Run, facts: Facts) -> None:
        self.run = run
        self.facts = facts
        self.nodes: list[Node] = []
        self.gaps: list[p.Gap] = []
        self.scope: tuple[str, ...] = ()
        self.followed = 0
        self.uncertain = 0
        self.frozen = 0
        self.cut = False
        self.opened: list[Layer] = []
        self.finish = Finish(run, facts)

    def build(self, model: Model, cell: Mapping[str, Any]) -> p.Model:
        """The graph of ``model`` with the layers, outputs and gaps of ``cell``."""
        self.finish.marks = tuple(record.mark for record in cell["compile"])
        self.frozen += self.finish.is_frozen(model.cell)
        outputs = spread(self.expand(model, cell, ()))
        steps = ("train_step", "compute_loss")
        train_step = model.inst is not None and any(model.inst.cls.find(name) is not None for name in steps)
        return p.Model(
            self.kind(model),
            self.facts.anchor(model.node, model.builder),
            tuple(self.finish.layer(node) for node in self.nodes),
            outputs,
            tuple(self.gaps),
            self.name(model),
            model.builder,
            train_step,
            frozenset(model.uses | ({"steered"} if model.builder in self.run.steered else set())),
            self.run.number(model),
        )

    def kind(self, model: Model) -> p.ModelKind:
        """How the model was written."""
        kinds: dict[str, p.ModelKind] = {"sequential": "sequential", "functional": "functional", "subclass": "subclass"}
        return kinds.get(model.kind, "opaque")

    def name(self, model: Model) -> str:
        """The name the model was given, or that of its class."""
        item = model.args.get("name")
        if item is not None and isinstance(item.value, Const) and isinstance(item.value.value, str):
            return item.value.value
        return model.inst.cls.name if model.inst is not None else model.opaque

    def expand(self, model: Model, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> Nest:
        """Lay a model's layers into this graph behind ``inputs``; returns its outputs."""
        self.gaps.extend(p.Gap(None if node is None else self.facts.anchor(node), why) for node, why in cell["gaps"])
        if model.kind == "opaque":
            return self.add("backbone", model, model.node, inputs, model.opaque)
        if model.kind == "sequential":
            return self.sequential(cell, inputs)
        if model.kind == "functional":
            return self.functional(cell, inputs)
        return self.subclassed(model, inputs)

    def sequential(self, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> Nest:
        """One layer after the other."""
        made: Nest = inputs
        for item in cell["layers"]:
            maybe = isinstance(item, Maybe)
            value = item.value if isinstance(item, Maybe) else item
            if isinstance(value, (Layer, Model)):
                self.uncertain += maybe
                made = self.apply(value, value.node, spread(made))
                self.uncertain -= maybe
        return made

    def functional(self, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> Nest:
        """From the output tensors back to the inputs."""
        memo: dict[int, Nest] = {}
        if inputs:
            sources = [v for v in flat(cell["inputs"]) if isinstance(v, Tensor)]
            if len(sources) == len(inputs):
                memo = {id(source): index for source, index in zip(sources, inputs, strict=True)}
            elif sources:
                memo = {id(source): inputs[0] for source in sources}
        lost: list[Value] = []
        found = self.returned(cell["outputs"], memo, lost)
        for output in lost:
            why = output.why if isinstance(output, Unknown) else "not a Keras tensor"
            self.gaps.append(p.Gap(None, f"an output that is not known: {why}"))
        return found

    def subclassed(self, model: Model, inputs: tuple[int, ...]) -> Nest:
        """A model class of the project: its ``call`` is run on a symbolic input, or on several by name."""
        instance = model.inst
        method = instance.cls.find("call") if instance is not None else None
        if not isinstance(method, Func):
            self.gaps.append(p.Gap(self.facts.anchor(model.node), "a model class without a call method"))
            return ()
        source = Tensor(None, "input", (), model.node)
        names = fed(self.run, model) if not inputs else None
        whole: Value = source
        if names is not None:
            whole = Dict({name: Tensor(None, "input", (), model.node) for name in names}, model.node)
        arguments = (Item(whole, None),)
        try:
            result = self.run.call(Bound(model, "call", method), Call(arguments, {}, False, model.node, method.closure))
        except (Exhausted, Exited):
            result = Unknown("its call method is too long")
        memo: dict[int, Nest] = {id(source): inputs[0]} if inputs else {}
        lost: list[Value] = []
        found = self.returned(result, memo, lost)
        if not spread(found) or any(isinstance(value, Unknown) for value in lost):
            self.gaps.append(p.Gap(self.facts.anchor(model.node), f"what `{method.qualname}` returns is not known"))
        return found

    def returned(self, value: Value | None, memo: dict[int, Nest], lost: list[Value], depth: int = 0) -> Nest:
        """The nodes of what a model returns, nested as it is; what is no tensor is added to ``lost``."""
        value = value.value if isinstance(value, Maybe) else value
        self.followed += 1
        if depth > MOST_NESTED or self.followed > MOST_LAYERS:
            lost.append(Unknown("nested too deeply"))
        elif isinstance(value, Dict):
            return {key: self.returned(part, memo, lost, depth + 1) for key, part in value.entries.items()}
        elif isinstance(value, Seq):
            return tuple(self.returned(part, memo, lost, depth + 1) for part in value.items)
        elif value is not None and not (isinstance(value, Const) and value.value is None):
            found = self.tensor(value, memo)
            if found is not None:
                return found
            lost.append(value)
        return ()

    def tensor(self, value: Value, memo: dict[int, Nest]) -> Nest | None:
        """The node that makes a tensor; everything it depends on comes first. Iterative: networks are deep.

        More than one where a model returns several.
        """
        if not isinstance(value, (Tensor, OneOf, Maybe)):
            return None
        stack: list[Value] = [value]
        while stack:
            current = stack[-1]
            if id(current) in memo:
                stack.pop()
                continue
            if self.full():
                return None
            waiting = [
                v for v in self.waits_for(current) if isinstance(v, (Tensor, OneOf, Maybe)) and id(v) not in memo
            ]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            made = self.make(current, memo)
            if made is not None:
                memo[id(current)] = made
            elif current is value:
                return None
            else:
                memo[id(current)] = self.add("unknown", None, None, (), "an input that is not known")
        return memo.get(id(value))

    def full(self) -> bool:
        """Whether the graph, or all graphs together, hold as many layers as are followed; then it has a gap."""
        full = len(self.nodes) > MOST_LAYERS or self.facts.n_layers > MOST_LAYERS_IN_ALL
        if full and not self.cut:
            self.gaps.append(p.Gap(None, f"more than {MOST_LAYERS} layers"))
            self.cut = True
        return full

    def waits_for(self, value: Value) -> tuple[Value, ...]:
        """What must be in the graph before a tensor can be."""
        if isinstance(value, Maybe):
            return (value.value,)
        return value.options if isinstance(value, OneOf) else value.inputs if isinstance(value, Tensor) else ()

    def joint(self, nest: Nest, node: object) -> int | None:
        """One node for all that a model returns."""
        if isinstance(nest, int):
            return nest
        found = spread(nest)
        return self.add("op:outputs", None, node, found) if len(found) > 1 else found[0] if found else None

    def make(self, value: Value, memo: dict[int, Nest]) -> Nest | None:
        """The node of one tensor whose inputs are there already."""
        if isinstance(value, (OneOf, Maybe)):
            found = [self.joint(memo[id(v)], None) for v in self.waits_for(value) if id(v) in memo]
            indexes = [index for index in found if index is not None]
            return self.either(indexes, len(value.options) if isinstance(value, OneOf) else len(indexes))
        if not isinstance(value, Tensor):
            return None
        if value.op.startswith("getitem") and len(value.inputs) == 1:
            part = entry(memo.get(id(value.inputs[0]), ()), _key(value))
            if part is not None:
                return part
        fed = [
            (self.joint(memo[id(v)], value.node) if id(v) in memo else self.beside(v, value), role)
            for v, role in zip_longest(value.inputs, value.roles)
        ]
        inputs = [index for index, _ in fed if index is not None]
        self.doubt(
            [i for v, (i, _) in zip(value.inputs, fed, strict=False) if isinstance(v, Maybe) and i is not None], inputs
        )
        if value.layer is not None:
            outputs = self.apply(value.layer, value.node, tuple(inputs))
            if any(value.roles) and isinstance(outputs, int) and self.nodes[outputs].layer is value.layer:
                self.nodes[outputs].roles = tuple(role or "" for index, role in fed if index is not None)
            return outputs if spread(outputs) else None
        if value.op.startswith("getitem"):
            index = self.add("op:getitem", None, value.node, tuple(inputs))
            key = _key(value)
            self.nodes[index].args = {"index": Item(Const(key), None)} if isinstance(key, int) else {}
            return index
        if value.op == "input":
            return self.add("InputLayer", None, value.node, tuple(inputs))
        if value.op == "unknown":
            return self.add("unknown", None, value.node, tuple(inputs), "a function fitlint does not know")
        index = self.add(f"op:{value.op}", None, value.node, tuple(inputs))
        self.nodes[index].args = value.args
        return index

    def beside(self, value: Value, tensor: Tensor) -> int | None:
        """The node of an input that is no tensor; None for what tells a layer how to work."""
        if isinstance(value, Unknown):
            return self.add("unknown", None, tensor.node, (), value.why)
        if not isinstance(value, Ext):
            return None
        if value.path.startswith("keras.Model().layers"):
            return self.some_layer(value, tensor.node)
        merges = tensor.layer.kind in MERGE if isinstance(tensor.layer, Layer) else tensor.op in MERGING
        if not merges or not value.path.endswith((")", "]")):
            return None
        index = self.add("op:data", None, tensor.node, (), value.path)
        # Merge layers take the first size of an array for a batch.
        stretched = isinstance(tensor.layer, Layer) and tensor.layer.kind != "Concatenate"
        shape = None if stretched else shape_tuple(self.run, value, value.node)
        self.nodes[index].args = {} if shape is None else {"shape": Item(shape, None)}
        return index

    def some_layer(self, value: Ext, node: object) -> int:
        """The output of some layer of another model: of a ready-made one all that matters, of others a gap."""
        base: Value | None = value
        while isinstance(base, Ext):
            base = base.base
        if isinstance(base, Model) and base.kind == "opaque":
            return self.add("backbone", base, node, (), base.opaque)
        return self.add("unknown", None, node, (), "the output of some layer of another model")

    def either(self, indexes: list[int], count: int) -> int | None:
        """One of several tensors: what is not behind all of them is not certain."""
        if not indexes:
            return None
        below = [self.ancestors(index) for index in indexes]
        shared = set.intersection(*below) if len(indexes) == count else set[int]()
        for index in set.union(*below) - shared:
            self.nodes[index].certain = False
        return self.add("op:either", None, self.nodes[indexes[0]].node, tuple(indexes))

    def doubt(self, doubtful: list[int], inputs: list[int]) -> None:
        """What only leads to inputs that some runs lack is not certain."""
        if doubtful:
            sure = set[int]().union(*(self.ancestors(index) for index in inputs if index not in doubtful))
            for index in set[int]().union(*map(self.ancestors, doubtful)) - sure:
                self.nodes[index].certain = False

    def ancestors(self, index: int) -> set[int]:
        """The node and everything it depends on."""
        found: set[int] = set()
        stack = [index]
        while stack:
            current = stack.pop()
            if current not in found:
                found.add(current)
                stack.extend(self.nodes[current].inputs)
        return found

    def apply(self, value: Layer | Model, node: object, inputs: tuple[int, ...]) -> Nest:
        """A layer, or a whole model laid open, behind ``inputs``."""
        if self.full():
            return inputs
        if isinstance(value, Layer):
            inside = self.inside(value, inputs) if value.inst is not None and len(inputs) < 2 else ()
            return inside if spread(inside) else self.add(value.kind, value, value.node, inputs, value.opaque)
        outer = self.scope
        if len(outer) > MOST_NESTED:
            return self.add("unknown", None, node, inputs, "models nested too deeply")
        self.scope = (*outer, self.name(value) or f"{value.kind}_{self.run.number(value) + 1}")
        frozen = self.finish.is_frozen(value.cell)
        self.frozen += frozen
        try:
            outputs = self.expand(value, value.cell, inputs)
        finally:
            self.scope = outer
            self.frozen -= frozen
        for index in spread(outputs):
            self.nodes[index].output = True
        return outputs

    def inside(self, layer: Layer, inputs: tuple[int, ...]) -> Nest:
        """The layers that a layer of the project consists of, where its ``call`` can be read."""
        if layer in self.opened:  # it calls itself
            return ()
        source = Tensor(None, "input", (), layer.node)
        call = Call((Item(source, None),), {}, False, layer.node, Frame(None))
        try:
            result = self.run.call(layer, call)
        except (Exhausted, Exited):
            return ()
        if isinstance(result, Tensor) and result.layer is layer:
            return ()
        memo: dict[int, Nest] = {id(source): inputs[0]} if inputs else {}
        self.opened.append(layer)
        try:
            return self.returned(result, memo, [])
        finally:
            self.opened.pop()

    def add(
        self, kind: str, layer: Layer | Model | None, node: object, inputs: tuple[int, ...], opaque: str = ""
    ) -> int:
        """Append a node and return its index."""
        made = Node(kind, layer, node, inputs)
        made.opaque = opaque
        made.scope = self.scope
        made.certain = self.uncertain == 0
        made.trainable = self.frozen == 0
        if kind == "unknown":
            self.gaps.append(
                p.Gap(
                    None if node is None else self.facts.anchor(node),
                    opaque or "a layer that is not known",
                    len(self.nodes),
                )
            )
        self.nodes.append(made)
        self.facts.n_layers += 1
        return len(self.nodes) - 1


def _key(part: Tensor) -> int | str | None:
    """The key in ``tensor[key]``, None for a slice and what is not known."""
    if part.op != "getitem":
        return int(part.op.partition(":")[2])
    item = part.args.get("index")
    return item.value.value if item is not None and isinstance(item.value, Const) else None


def flat(value: Value | None) -> Iterator[Value]:
    """The tensors in a list, tuple or mapping."""
    return (leaf for leaf in leaves(value) if not (isinstance(leaf, Const) and leaf.value is None))
