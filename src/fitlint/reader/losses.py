"""The loss of each output of a model, from whatever a script hands to ``compile``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint import program as p
from fitlint.reader import keras_api
from fitlint.reader.library import Partial
from fitlint.reader.values import Component, Const, Dict, Ext, Item, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fitlint.reader.facts import Facts

# Functions that Keras offers as metrics and losses alike.
HOMES = ("losses.", "metrics.")


def losses(facts: Facts, item: Item | None, model: p.Model) -> tuple[p.Loss | None, ...]:
    """The loss of each output of ``model``, in order; None where it is not Keras' own or not known.

    One loss for several outputs counts for each of them, as Keras has it.
    """
    count = len(model.outputs)
    if item is None:
        return (None,) * count
    value = item.value
    if isinstance(value, Seq):
        if not value.exact or len(value.items) != count:
            return (None,) * count
        return tuple(_loss(facts, part, _written(part) or item.node) for part in value.items)
    if isinstance(value, Dict):
        entries = value.entries.items()
        named = {str(key): _loss(facts, entry, _written(entry) or item.node) for key, entry in entries}
        return tuple(_named(named, model, index) for index in model.outputs)
    return (_loss(facts, value, item.node),) * count


def _written(value: Value) -> object:
    """Where a string in a list or mapping stands, unless it came there under a name."""
    place = value.origin[0] if isinstance(value, Const) and value.origin else None
    return None if place is None or place.text or isinstance(place.node, p.Span) else place.node


def _named(found: Mapping[str, p.Loss | None], model: p.Model, index: int) -> p.Loss | None:
    """The loss under the name of an output: that of its layer, or of the nested model it comes from."""
    layer = model.layers[index]
    return found.get(layer.name) or (found.get(layer.scope[-1]) if layer.scope else None)


def _loss(facts: Facts, value: Value, node: object) -> p.Loss | None:
    if isinstance(value, Const) and isinstance(value.value, str):
        kind = keras_api.loss_from_string(value.value)
        return _made(facts, kind, False, node, value.soft)
    if isinstance(value, Component):
        kind = keras_api.loss_from_string(f"losses.{value.name}")
        return _made(facts, kind, _takes_logits(value.args, value.open), value.node)
    if isinstance(value, Ext):
        return _made(facts, _function(value.path), False, node)
    if isinstance(value, Partial) and isinstance(value.owner, Ext):
        kind = _function(value.owner.path)
        return _made(facts, kind, _takes_logits(value.given.kwargs, value.given.open), node)
    return None


def _function(path: str) -> str | None:
    """The class of a loss that is given as a function: ``keras.losses.mean_squared_error``."""
    name = keras_api.canonical(path) if "(" not in path else None
    return keras_api.loss_from_string(name) if name is not None and name.startswith(HOMES) else None


def _takes_logits(args: Mapping[str, Item], open_: bool) -> bool | None:
    given = args.get("from_logits")
    if given is None:
        return None if open_ else False
    return given.value.value is True if isinstance(given.value, Const) and not given.value.soft else None


def _made(
    facts: Facts, kind: str | None, from_logits: bool | None, node: object, overridable: bool = False
) -> p.Loss | None:
    if kind is None or node is None:
        return None
    return p.Loss(kind.rpartition(".")[2], from_logits, facts.anchor_of(node), overridable)
