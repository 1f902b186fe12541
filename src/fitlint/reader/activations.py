"""Which activation a layer or a tensor function has, by the name that Keras gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint import program as p
from fitlint.reader import keras_api
from fitlint.reader.values import Const, Ext, Item, Layer, Model, OneOf, Value
from fitlint.vocabulary import ACTIVATION

if TYPE_CHECKING:
    from fitlint.reader.facts import Facts

# Layers that are an activation themselves.
ACTIVATION_LAYERS = ACTIVATION - {"Activation"}


def activation(facts: Facts, kind: str, value: Layer | Model | None, node: object) -> p.Activation | None:
    """The activation of a layer or of a tensor function; None where there is no such thing."""
    if kind.startswith("op:"):
        name = keras_api.activation_name(kind[3:])
        return p.Activation(name, facts.anchor(node)) if name else None
    if not isinstance(value, Layer) or value.kind in ("custom", "unknown", "backbone"):
        return None
    if kind in ACTIVATION_LAYERS:
        return p.Activation(keras_api.activation_name(kind) or "?", facts.anchor(value.node))
    if "activation" not in keras_api.parameters(f"layers.{kind}"):
        return None
    item = Item(value.attrs["activation"], None) if "activation" in value.attrs else value.args.get("activation")
    if item is None:
        default = keras_api.default(f"layers.{kind}", "activation")
        if value.open or not (default is None or isinstance(default, str)):
            return p.Activation("?", None)
        return p.Activation(keras_api.activation_name(default) or "?", None)
    anchor = facts.anchor_of(item.node) if item.node is not None else None
    return p.Activation(activation_of(item.value), anchor)


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
