"""Models as graphs.

Sequential stacks, functional tensors and subclassed ``call`` methods become one list of layers in topological order.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from fitlint import program as p
from fitlint.reader import keras_api
from fitlint.reader.cells import Frame
from fitlint.reader.data_shapes import shape_tuple
from fitlint.reader.run import Call, Exhausted, Exited
from fitlint.reader.state import MISSING
from fitlint.reader.values import (
    Bound,
    Const,
    Ext,
    Func,
    Item,
    Layer,
    Maybe,
    Model,
    OneOf,
    Tensor,
    Unknown,
    Value,
    leaves,
    options,
)
from fitlint.vocabulary import ACTIVATION, MERGE, WRAPPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.reader.cells import Cell
    from fitlint.reader.facts import Facts
    from fitlint.reader.run import Run
    from fitlint.reader.state import Mark

# Layers that are an activation themselves.
ACTIVATION_LAYERS = ACTIVATION - {"Activation"}
# Tensor functions that an array can go into as well as a tensor.
MERGING = frozenset("add average concatenate divide dot matmul maximum minimum multiply pow stack subtract".split())
MOST_LAYERS = 5_000


class Node:
    """A layer in the making."""

    __slots__ = (
        "args",
        "certain",
        "inputs",
        "kind",
        "layer",
        "node",
        "opaque",
        "output",
        "roles",
        "scope",
        "trainable",
    )

    def __init__(self, kind: str, layer: Layer | Model | None, node: object, inputs: tuple[int, ...]) -> None:
        self.kind = kind
        self.layer = layer
        self.node = node
        self.inputs = inputs
        self.certain = True
        self.opaque = ""
        self.scope: tuple[str, ...] = ()
        self.output = False
        self.trainable = True
        self.args: Mapping[str, Item] = {}
        self.roles: tuple[str, ...] = ()


class Graph:
    """Builds the graph of one model."""

    def __init__(self, run: Run, facts: Facts) -> None:
        self.run = run
        self.facts = facts
        self.nodes: list[Node] = []
        self.gaps: list[p.Gap] = []
        self.scope: tuple[str, ...] = ()
        self.uncertain = 0
        self.frozen = 0
        self.marks: tuple[Mark, ...] = ()

    def build(self, model: Model, cell: Mapping[str, Any]) -> p.Model:
        """The graph of ``model`` with the layers, outputs and gaps of ``cell``."""
        self.marks = tuple(record.mark for record in cell["compile"])
        self.frozen += self.is_frozen(model.cell)
        outputs = self.expand(model, cell, ())
        steps = ("train_step", "compute_loss")
        train_step = model.inst is not None and any(model.inst.cls.find(name) is not None for name in steps)
        return p.Model(
            self.kind(model),
            self.facts.anchor(model.node, model.builder),
            tuple(self.layer(node) for node in self.nodes),
            outputs,
            tuple(self.gaps),
            self.name(model),
            model.builder,
            train_step,
            frozenset(model.uses | ({"steered"} if model.builder in self.run.steered else set())),
            self.run.models.index(model) if model in self.run.models else -1,
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

    def expand(self, model: Model, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> tuple[int, ...]:
        """Lay a model's layers into this graph behind ``inputs``; returns its outputs."""
        self.gaps.extend(p.Gap(None if node is None else self.facts.anchor(node), why) for node, why in cell["gaps"])
        if model.kind == "opaque":
            return (self.add("backbone", model, model.node, inputs, model.opaque),)
        if model.kind == "sequential":
            return self.sequential(cell, inputs)
        if model.kind == "functional":
            return self.functional(cell, inputs)
        return self.subclassed(model, inputs)

    def sequential(self, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> tuple[int, ...]:
        """One layer after the other."""
        for item in cell["layers"]:
            maybe = isinstance(item, Maybe)
            value = item.value if isinstance(item, Maybe) else item
            if isinstance(value, (Layer, Model)):
                self.uncertain += maybe
                inputs = self.apply(value, value.node, inputs)
                self.uncertain -= maybe
        return inputs

    def functional(self, cell: Mapping[str, Any], inputs: tuple[int, ...]) -> tuple[int, ...]:
        """From the output tensors back to the inputs."""
        memo: dict[int, int] = {}
        if inputs:
            sources = [v for v in flat(cell["inputs"]) if isinstance(v, Tensor)]
            if len(sources) == len(inputs):
                memo = {id(source): index for source, index in zip(sources, inputs, strict=True)}
            elif sources:
                memo = {id(source): inputs[0] for source in sources}
        found: list[int] = []
        for output in flat(cell["outputs"]):
            index = self.tensor(output, memo)
            if index is not None:
                found.append(index)
            else:
                why = output.why if isinstance(output, Unknown) else "not a Keras tensor"
                self.gaps.append(p.Gap(None, f"an output that is not known: {why}"))
        return tuple(found)

    def subclassed(self, model: Model, inputs: tuple[int, ...]) -> tuple[int, ...]:
        """A model class of the project: its ``call`` is run on a symbolic input."""
        instance = model.inst
        method = instance.cls.find("call") if instance is not None else None
        if not isinstance(method, Func):
            self.gaps.append(p.Gap(self.facts.anchor(model.node), "a model class without a call method"))
            return ()
        source = Tensor(None, "input", (), model.node)
        arguments = (Item(source, None),)
        try:
            result = self.run.call(Bound(model, "call", method), Call(arguments, {}, False, model.node, method.closure))
        except (Exhausted, Exited):
            result = Unknown("its call method is too long")
        memo: dict[int, int] = {id(source): inputs[0]} if inputs else {}
        found = [index for value in flat(result) if (index := self.tensor(value, memo)) is not None]
        if not found or any(isinstance(value, Unknown) for value in flat(result)):
            self.gaps.append(p.Gap(self.facts.anchor(model.node), f"what `{method.qualname}` returns is not known"))
        return tuple(found)

    def tensor(self, value: Value, memo: dict[int, int]) -> int | None:
        """The node that makes a tensor; everything it depends on comes first. Iterative: networks are deep."""
        if not isinstance(value, (Tensor, OneOf)):
            return None
        stack: list[Value] = [value]
        while stack:
            current = stack[-1]
            if id(current) in memo:
                stack.pop()
                continue
            if len(self.nodes) > MOST_LAYERS:
                self.gaps.append(p.Gap(None, f"more than {MOST_LAYERS} layers"))
                return None
            waiting = [v for v in self.waits_for(current) if isinstance(v, (Tensor, OneOf)) and id(v) not in memo]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            index = self.make(current, memo)
            if index is not None:
                memo[id(current)] = index
            elif current is value:
                return None
            else:
                memo[id(current)] = self.add("unknown", None, None, (), "an input that is not known")
        return memo.get(id(value))

    def waits_for(self, value: Value) -> tuple[Value, ...]:
        """What must be in the graph before a tensor can be."""
        return value.options if isinstance(value, OneOf) else value.inputs if isinstance(value, Tensor) else ()

    def make(self, value: Value, memo: dict[int, int]) -> int | None:
        """The node of one tensor whose inputs are there already."""
        if isinstance(value, OneOf):
            return self.either([memo[id(v)] for v in value.options if id(v) in memo], len(value.options))
        if not isinstance(value, Tensor):
            return None
        fed = [
            (memo[id(v)] if id(v) in memo else self.beside(v, value), role)
            for v, role in zip_longest(value.inputs, value.roles)
        ]
        inputs = [index for index, _ in fed if index is not None]
        if value.layer is not None:
            outputs = self.apply(value.layer, value.node, tuple(inputs))
            if any(value.roles) and len(outputs) == 1 and self.nodes[outputs[0]].layer is value.layer:
                self.nodes[outputs[0]].roles = tuple(role or "" for index, role in fed if index is not None)
            return (
                outputs[0]
                if len(outputs) == 1
                else self.add("op:outputs", None, value.node, outputs)
                if outputs
                else None
            )
        if value.op.startswith("getitem"):
            return self.part(value, inputs)
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

    def part(self, value: Tensor, inputs: list[int]) -> int:
        """``tensor[i]``: one of several outputs of a model, or a slice."""
        if len(inputs) == 1 and value.op != "getitem":
            source, position = self.nodes[inputs[0]], int(value.op.partition(":")[2])
            if source.kind == "op:outputs" and -len(source.inputs) <= position < len(source.inputs):
                return source.inputs[position]
        index = self.add("op:getitem", None, value.node, tuple(inputs))
        if value.op != "getitem":
            self.nodes[index].args = {"index": Item(Const(int(value.op.partition(":")[2])), None)}
        return index

    def either(self, indexes: list[int], count: int) -> int | None:
        """One of several tensors: what is not behind all of them is not certain."""
        if not indexes:
            return None
        below = [self.ancestors(index) for index in indexes]
        shared = set.intersection(*below) if len(indexes) == count else set[int]()
        for index in set.union(*below) - shared:
            self.nodes[index].certain = False
        return self.add("op:either", None, self.nodes[indexes[0]].node, tuple(indexes))

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

    def apply(self, value: Layer | Model, node: object, inputs: tuple[int, ...]) -> tuple[int, ...]:
        """A layer, or a whole model laid open, behind ``inputs``."""
        if isinstance(value, Layer):
            inside = self.inside(value, inputs) if value.inst is not None and len(inputs) < 2 else ()
            return inside or (self.add(value.kind, value, value.node, inputs, value.opaque),)
        outer = self.scope
        if len(outer) > 8:
            return (self.add("unknown", None, node, inputs, "models nested too deeply"),)
        number = self.run.models.index(value) + 1 if value in self.run.models else 0
        self.scope = (*outer, self.name(value) or f"{value.kind}_{number}")
        frozen = self.is_frozen(value.cell)
        self.frozen += frozen
        try:
            outputs = self.expand(value, value.cell, inputs)
        finally:
            self.scope = outer
            self.frozen -= frozen
        for index in outputs:
            self.nodes[index].output = True
        return outputs

    def inside(self, layer: Layer, inputs: tuple[int, ...]) -> tuple[int, ...]:
        """The layers that a layer of the project consists of, where its ``call`` can be read."""
        source = Tensor(None, "input", (), layer.node)
        call = Call((Item(source, None),), {}, False, layer.node, Frame(None))
        try:
            result = self.run.call(layer, call)
        except (Exhausted, Exited):
            return ()
        if isinstance(result, Tensor) and result.layer is layer:
            return ()
        memo = {id(source): inputs[0]} if inputs else {}
        return tuple(index for value in flat(result) if (index := self.tensor(value, memo)) is not None)

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
        return len(self.nodes) - 1

    def layer(self, made: Node) -> p.Layer:
        """The finished layer of a node."""
        value, kind = made.layer, made.kind
        parts = [value] if isinstance(value, Layer) else []
        wrappers: list[str] = []
        around: dict[str, p.Fact] = {}
        while isinstance(value, Layer) and value.kind in WRAPPER:
            inner = value.args.get("layer")
            if inner is None or not isinstance(inner.value, Layer):
                break
            wrappers.append(value.kind)
            around = {**self.arguments(value), **around}
            parts.append(inner.value)
            value = inner.value
            kind = value.kind
        wrapper = "(".join(wrappers) + ")" * (len(wrappers) - 1)
        args = {**(self.arguments(value) if value is not None else self.facts.facts(made.args)), **around}
        opaque = value.opaque if isinstance(value, Layer) and wrapper else made.opaque
        if unsure := next(filter(None, map(self.unsure, parts)), ""):
            args["trainable"] = p.Fact((), unsure)
        name = args["name"].value if "name" in args and args["name"].known else ""
        return p.Layer(
            kind,
            args,
            self.facts.anchor(made.node),
            made.inputs,
            made.certain,
            str(name),
            made.scope,
            wrapper,
            opaque,
            id(made.layer) if made.layer is not None else -1,
            self.activation(kind, value, made.node),
            made.trainable and not any(self.is_frozen(part.attrs, part.args.get("trainable")) for part in parts),
            made.output,
            made.roles,
        )

    def is_frozen(self, cell: Cell, given: Item | None = None) -> bool:
        """Whether a layer or a whole model does not train: by what was assigned, or by its argument.

        ``compile`` takes note of that, later assignments wait for the next.
        """
        flags = [self.run.state.held(mark, cell, "trainable") for mark in self.marks] or [
            cell.get("trainable", MISSING)
        ]
        argument = given.value if given is not None else None
        return all(_is_false(argument if flag is MISSING else flag) for flag in flags)

    def unsure(self, layer: Layer) -> str:
        """Why it is not known whether a layer trains; "" when it is."""
        flags = [self.run.state.held(mark, layer.attrs, "trainable") for mark in self.marks]
        flags = flags or [layer.attrs.get("trainable")]
        possible = [option for flag in flags if isinstance(flag, Value) for option in options(flag)]
        why = next((option.why for option in possible if isinstance(option, Unknown)), "")
        return why or ("it differs between runs" if len(possible) > len(flags) else "")

    def arguments(self, value: Layer | Model | None) -> dict[str, p.Fact]:
        """The arguments of a layer as facts; attributes assigned later replace them."""
        if value is None:
            return {}
        items = {name: item for name, item in value.args.items() if name != "layer"}
        if isinstance(value, Layer):
            for name, stored in value.attrs.items():
                if name in keras_api.parameters(f"layers.{value.kind}"):
                    items[name] = Item(stored, None)
        found = self.facts.facts(items)
        if isinstance(value, Layer) and value.open:
            found["**"] = p.Fact((), "arguments that are not all known")
        return found

    def activation(self, kind: str, value: Layer | Model | None, node: object) -> p.Activation | None:
        """The activation of a layer or of a tensor function; None where there is no such thing."""
        if kind.startswith("op:"):
            name = keras_api.activation_name(kind[3:])
            return p.Activation(name, self.facts.anchor(node)) if name else None
        if not isinstance(value, Layer) or value.kind in ("custom", "unknown", "backbone"):
            return None
        if kind in ACTIVATION_LAYERS:
            return p.Activation(keras_api.activation_name(kind) or "?", self.facts.anchor(value.node))
        if "activation" not in keras_api.parameters(f"layers.{kind}"):
            return None
        item = Item(value.attrs["activation"], None) if "activation" in value.attrs else value.args.get("activation")
        if item is None:
            default = keras_api.default(f"layers.{kind}", "activation")
            if value.open or not (default is None or isinstance(default, str)):
                return p.Activation("?", None)
            return p.Activation(keras_api.activation_name(default) or "?", None)
        anchor = self.facts.anchor_of(item.node) if item.node is not None else None
        return p.Activation(activation_of(item.value), anchor)


def _is_false(value: object) -> bool:
    return isinstance(value, Const) and value.value is False


def activation_of(value: Value) -> str:
    """The name of an activation given as a string, a function, a layer or None; "?" when it is not known."""
    if isinstance(value, Const) and (value.value is None or isinstance(value.value, str)):
        return keras_api.activation_name(value.value) or "?"
    if isinstance(value, Ext):
        operation = keras_api.tensor_function(value.path)
        canonical = keras_api.canonical(value.path)
        return keras_api.activation_name(operation or (canonical or "").rpartition(".")[2] or "?") or "?"
    if isinstance(value, Layer):
        return keras_api.activation_name(value.kind) or "?"
    if isinstance(value, OneOf):
        names = {activation_of(option) for option in value.options}
        return names.pop() if len(names) == 1 else "?"
    return "?"


def flat(value: Value | None) -> Iterator[Value]:
    """The tensors in a list, tuple or mapping."""
    return (leaf for leaf in leaves(value) if not (isinstance(leaf, Const) and leaf.value is None))
