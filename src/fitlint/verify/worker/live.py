"""From a model that the user's own script has made to a specification, the same that is made from the read script.

Only classes and arguments of :mod:`fitlint.verify.allowed` come through; anything else raises
:class:`fitlint.verify.layers.Unbuildable` with the reason.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from fitlint.verify import allowed
from fitlint.verify.layers import Unbuildable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fitlint.verify.spec import Spec

_MODELS = frozenset({"Functional", "Model", "Sequential"})
_CONSTANT = {"Zeros": 0.0, "Ones": 1.0}


def specification(model: keras.Model, shape: Sequence[int]) -> Spec:
    """Return layers, output, optimizer and loss of a compiled model; ``shape`` is that of a sample.

    Raises :class:`Unbuildable`.
    """
    if type(model).train_step is not keras.Model.train_step:
        raise Unbuildable("the model trains with a step of its own")
    if not isinstance(model, keras.Sequential) and type(model).__module__.partition(".")[0] != "keras":
        raise Unbuildable(f"it is a {type(model).__name__}, a model class of the project's own")
    if not model.built:
        model.build((None, *shape))
    for layer in model.layers:
        _refuse_trained(layer)
    chain = isinstance(model, keras.Sequential)
    layers, output = _chain(model, shape) if chain else _graph(model, shape)
    return {"layers": layers, "output": output, "optimizer": _optimizer(model.optimizer), "loss": _loss(model.loss)}


def _chain(model: keras.Model, shape: Sequence[int]) -> tuple[list[Spec], int]:
    layers = [_input(shape, integers=any(isinstance(layer, keras.layers.Embedding) for layer in model.layers[:1]))]
    for layer in model.layers:
        layers.append({**_layer(layer), "inputs": [len(layers) - 1]})
    return layers, len(layers) - 1


def _graph(model: keras.Model, shape: Sequence[int]) -> tuple[list[Spec], int]:
    """Follow the tensors from call to call; a layer that is called several times appears once for each."""
    config = model.get_config()
    ends = config["output_layers"]
    if isinstance(ends[0], list):
        if len(ends) != 1:
            raise Unbuildable("the model has several outputs")
        ends = ends[0]
    if isinstance(config["input_layers"][0], list) and len(config["input_layers"]) != 1:
        raise Unbuildable("the model has several inputs")
    embedded = {
        source for entry in config["layers"] if entry["class_name"] == "Embedding" for source, _ in _inputs(entry, 0)
    }
    operations = {operation.name: operation for operation in model.operations}
    layers: list[Spec] = []
    places: dict[tuple[str, int], int] = {}
    waiting = [(entry, number) for entry in config["layers"] for number in range(max(1, len(entry["inbound_nodes"])))]
    while waiting:
        entry, number = ready = next(
            call for call in waiting if all(source in places for source in _inputs(*call))
        )  # fmt: skip
        waiting.remove(ready)
        places[entry["name"], number] = len(layers)
        if entry["class_name"] == "InputLayer":
            layers.append(_input(shape, integers=entry["name"] in embedded))
            continue
        sources = [places[source] for source in _inputs(entry, number)]
        made = _layer(operations[entry["name"]], len(sources))
        if len(entry["inbound_nodes"]) > 1:
            made["shared"] = next(i for i, other in enumerate(config["layers"]) if other is entry)
        layers.append({**made, "inputs": sources})
    return layers, places[ends[0], ends[1]]


def _inputs(entry: Mapping[str, Any], number: int) -> list[tuple[str, int]]:
    calls = entry["inbound_nodes"]
    return list(_sources(calls[number])) if calls else []


def _sources(part: Any) -> Iterator[tuple[str, int]]:
    """Yield the layer and the number of its call of each tensor in the arguments of a call."""
    if isinstance(part, dict):
        if part.get("class_name") == "__keras_tensor__":
            name, number, _ = part["config"]["keras_history"]
            yield name, number
            return
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        for item in part:
            yield from _sources(item)


def _input(shape: Sequence[int], *, integers: bool) -> Spec:
    return {"class": "InputLayer", "config": {"shape": list(shape), "integers": integers}, "inputs": []}


def _layer(layer: Any, inputs: int = 1) -> Spec:
    kind = type(layer).__name__
    if not isinstance(layer, keras.Layer):  # a function of tensors
        merge = allowed.FUNCTIONS.get(f"op:{kind.lower()}")
        if merge not in allowed.LISTS or inputs < 2:
            raise Unbuildable(f"it uses the function `{kind.lower()}`, which is not rebuilt")
        return {"class": merge, "config": {}}
    if kind in _MODELS:
        raise Unbuildable(f"it contains another model, {layer.name}")
    if not type(layer).__module__.startswith("keras.src.layers."):
        raise Unbuildable(f"it uses {kind}, which is no layer of Keras")
    if kind in allowed.WRAPPERS:
        inside = layer.forward_layer if kind == "Bidirectional" else layer.layer
        outer = {name: value for name, value in layer.get_config().items() if name in allowed.WRAPPERS[kind]}
        made = {**_layer(inside), "wrapper": {"class": kind, "config": outer}}
    elif kind in allowed.LAYERS:
        made = {"class": kind, "config": _chosen(layer, allowed.LAYERS[kind] | {"activation"})}
    else:
        raise Unbuildable(f"it uses the layer {kind}, which is not rebuilt")
    if not layer.trainable:
        made["frozen"] = True
    return made


def _chosen(thing: Any, names: frozenset[str], apart: str = "") -> dict[str, Any]:
    """Return the arguments among ``names``. Raises :class:`Unbuildable` for another one that is not at its default.

    ``apart`` names one that is treated elsewhere.
    """
    kind, chosen = type(thing).__name__, {}
    defaults = {name: p.default for name, p in inspect.signature(type(thing).__init__).parameters.items()}
    for name, value in thing.get_config().items():
        if name in names:
            plain = _plain(value, f"{kind}({name}=)")
            if plain is not None or defaults.get(name) is not None:
                chosen[name] = plain
        elif name not in allowed.IGNORED and name != apart and value not in (defaults.get(name), None):
            raise Unbuildable(f"{kind} has the argument `{name}`, which is not rebuilt")
    return chosen


def _plain(value: Any, what: str) -> Any:
    if isinstance(value, dict):
        if value.get("class_name") not in allowed.COMPONENTS:
            raise Unbuildable(f"{what} is the project's own")
        kept = {name: part for name, part in value["config"].items() if part is not None and name != "seed"}
        return {"class": value["class_name"], "config": kept}
    if isinstance(value, (list, tuple)):
        return [_plain(item, what) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, np.generic):
        return value.item()
    raise Unbuildable(f"{what} is not a plain value")


def _optimizer(optimizer: Any) -> Spec:
    kind = type(optimizer).__name__
    if kind not in allowed.OPTIMIZERS or not type(optimizer).__module__.startswith("keras."):
        raise Unbuildable(f"the optimizer {kind} is not among those that are rebuilt")
    rate = optimizer.get_config()["learning_rate"]
    made: Spec = {
        "class": kind,
        "config": _chosen(optimizer, allowed.OPTIMIZERS[kind] - {"learning_rate"}, "learning_rate"),
    }
    if isinstance(rate, dict):
        schedule = rate["class_name"]
        if schedule not in allowed.SCHEDULES:
            raise Unbuildable(f"the schedule {schedule} is not among those that are rebuilt")
        config = {name: value for name, value in rate["config"].items() if name != "name"}
        made["schedule"] = {"class": schedule, "config": config}
        rate = allowed.DEFAULT_RATES[kind]
    made["config"]["learning_rate"] = float(rate)
    return made


def _loss(loss: Any) -> Spec:
    if isinstance(loss, (list, tuple, dict)):
        raise Unbuildable("the model has several losses")
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", type(loss).__name__)
    own = not isinstance(loss, str) and not getattr(loss, "__module__", "").startswith("keras.")
    kind = allowed.loss_class(name)
    if own or kind is None:
        why = "the project's own" if own else "not among those that are rebuilt"
        raise Unbuildable(f"the loss `{name}` is {why}")
    config = loss.get_config() if isinstance(loss, keras.losses.Loss) else {}
    return {"class": kind, "config": {name: v for name, v in config.items() if name in allowed.LOSS_ARGUMENTS}}


def _refuse_trained(layer: Any) -> None:
    """Refuse weights that are not the first ones: experiments start from fresh ones and would say nothing of these."""
    for name in ("bias", "beta", "moving_mean", "gamma", "moving_variance"):
        variable = getattr(layer, name, None)
        made = getattr(layer, f"{name}_initializer", None)
        first = _CONSTANT.get(type(made).__name__)
        if variable is not None and first is not None:
            values = keras.ops.convert_to_numpy(variable)
            if not np.allclose(values, first):
                raise Unbuildable(f"its weights are not fresh: {layer.name} was trained before")
