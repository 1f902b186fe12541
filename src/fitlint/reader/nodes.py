"""The layers of a graph in the making, and what they become when it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint import program as p
from fitlint.reader import keras_api
from fitlint.reader.activations import activation
from fitlint.reader.state import MISSING
from fitlint.reader.values import Const, Item, Layer, Model, Unknown, Value, options
from fitlint.vocabulary import WRAPPER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fitlint.reader.cells import Cell
    from fitlint.reader.facts import Facts
    from fitlint.reader.run import Run
    from fitlint.reader.state import Mark


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


class Finish:
    """Makes finished layers of nodes, as they stood at the ``compile`` calls that ``marks`` remember, or in the end."""

    def __init__(self, run: Run, facts: Facts) -> None:
        self.run = run
        self.facts = facts
        self.marks: tuple[Mark, ...] = ()

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
            activation(self.facts, kind, value, made.node),
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


def _is_false(value: object) -> bool:
    return isinstance(value, Const) and value.value is False
