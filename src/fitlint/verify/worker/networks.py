"""From a specification to a Keras model, its loss, its optimizer and the learning rate of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from fitlint.verify import allowed
from fitlint.verify.layers import Unbuildable
from fitlint.verify.sizes import MOST_PARAMETERS
from fitlint.verify.worker.initial import draw_in_numpy
from fitlint.verify.worker.sentences import of_keras
from fitlint.vocabulary import CONVOLUTION, DENSE, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from fitlint.verify.spec import Spec

_FOLDERS = ("initializers", "regularizers", "constraints")


def build(spec: Spec, seed: int) -> keras.Model:
    """Return the model with the weights that ``seed`` gives it. Raises :class:`Unbuildable`."""
    return _model(spec, seed)[0]


def tensors(spec: Spec, seed: int) -> list[Any]:
    """Return the symbolic result of each layer, for a model cut out of the whole. Raises :class:`Unbuildable`."""
    return _model(spec, seed)[1]


def _model(spec: Spec, seed: int) -> tuple[keras.Model, list[Any]]:
    keras.utils.set_random_seed(seed)
    random = np.random.default_rng(seed)
    made: list[Any] = []
    inputs: list[Any] = []
    shared: dict[int, Any] = {}
    for entry in spec["layers"]:
        if entry["class"] == "InputLayer":
            dtype = "int32" if entry["config"]["integers"] else "float32"
            inputs.append(keras.Input(tuple(entry["config"]["shape"]), dtype=dtype))
            made.append(inputs[-1])
            continue
        sources = [made[index] for index in entry["inputs"]]
        _refuse_monsters(entry, sources)
        try:
            layer = shared.get(entry.get("shared", -1)) or _layer(entry)
            if not layer.built:
                draw_in_numpy(layer, random)
            if "shared" in entry:
                shared[entry["shared"]] = layer
            made.append(_called(layer, entry, sources))
        except (TypeError, ValueError, ArithmeticError, RuntimeError) as error:
            raise Unbuildable(f"Keras refuses the layer {entry['class']}: {of_keras(error)}") from error
    model = keras.Model(inputs, made[spec["output"]])
    if model.count_params() > MOST_PARAMETERS:
        raise Unbuildable(
            f"it has {model.count_params():,} parameters, more than the {MOST_PARAMETERS:,} that are tried"
        )
    return model, made


def _refuse_monsters(entry: Mapping[str, Any], sources: Sequence[Any]) -> None:
    """Refuse a layer that would take more memory than a whole model may, before Keras makes it."""
    config = entry["config"]
    width = sources[0].shape[-1] or 1
    count = 0
    if entry["class"] in DENSE | RECURRENT:
        units = config.get("units", 1)
        gates = {"LSTM": 4, "GRU": 3}.get(entry["class"], 1)
        count = gates * units * (width + (units if entry["class"] in RECURRENT else 0))
    elif entry["class"] in CONVOLUTION:
        kernel = config.get("kernel_size", 1)
        sides = kernel if isinstance(kernel, list) else [kernel] * (len(sources[0].shape) - 2)
        count = width * config.get("filters", 1) * int(np.prod(sides))
    elif entry["class"] == "Embedding":
        count = config.get("input_dim", 1) * config.get("output_dim", 1)
    if count > MOST_PARAMETERS:
        raise Unbuildable(f"its layer {entry['class']} alone has {count:,} weights")


def _layer(entry: Mapping[str, Any]) -> Any:
    kind = entry["class"]
    if kind not in allowed.LAYERS:
        raise Unbuildable(f"the layer {kind} is not among those that are rebuilt")
    config = {name: _object(value) for name, value in entry["config"].items()}
    if kind == "RNN":
        raise Unbuildable("a cell of its own")
    layer = getattr(keras.layers, kind)(**config)
    wrapper = entry.get("wrapper")
    if wrapper is not None:
        layer = getattr(keras.layers, wrapper["class"])(layer, **wrapper["config"])
    if entry.get("frozen"):
        layer.trainable = False
    return layer


def _called(layer: Any, entry: Mapping[str, Any], sources: Sequence[Any]) -> Any:
    if entry["class"] == "MultiHeadAttention":
        return layer(*(sources if len(sources) > 1 else (sources[0], sources[0])))
    if entry["class"] in allowed.LISTS:
        return layer(list(sources))
    if len(sources) > 1:
        raise Unbuildable(f"the layer {entry['class']} is called with several tensors")
    return layer(sources[0])


def _object(value: object) -> Any:
    """An initializer, regularizer or constraint from its class and arguments; anything else as it is."""
    if isinstance(value, dict):
        for folder in _FOLDERS:
            kind = getattr(getattr(keras, folder), value["class"], None)
            if kind is not None:
                return kind(**value["config"])
        raise Unbuildable(f"{value['class']} is not among the objects that are rebuilt")
    return tuple(_object(item) for item in value) if isinstance(value, list) else value


def loss(spec: Spec) -> keras.losses.Loss:
    """Return the loss, which averages over a batch."""
    kind = spec["loss"]["class"]
    if kind not in allowed.LOSSES:
        raise Unbuildable(f"the loss {kind} is not among those that are rebuilt")
    made: keras.losses.Loss = getattr(keras.losses, kind)(**spec["loss"]["config"])
    return made


def optimizer(spec: Spec) -> keras.optimizers.Optimizer:
    """Return the optimizer. Its learning rate is set anew at every step."""
    kind, config = spec["optimizer"]["class"], spec["optimizer"]["config"]
    if kind not in allowed.OPTIMIZERS:
        raise Unbuildable(f"the optimizer {kind} is not among those that are rebuilt")
    try:
        made: keras.optimizers.Optimizer = getattr(keras.optimizers, kind)(**config)
    except (TypeError, ValueError) as error:
        raise Unbuildable(f"Keras refuses the optimizer {kind}: {of_keras(error)}") from error
    return made


def rates(spec: Spec, first: int, last: int) -> NDArray[np.float32]:
    """Return the learning rate of each step from ``first`` up to ``last``, which is not included."""
    schedule = spec["optimizer"].get("schedule")
    if schedule is None:
        return np.full(last - first, spec["optimizer"]["config"]["learning_rate"], np.float32)
    made = getattr(keras.optimizers.schedules, schedule["class"])(**schedule["config"])
    return np.array([float(made(step)) for step in range(first, last)], np.float32)
