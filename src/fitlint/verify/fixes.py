"""The fixes: each takes a specification and returns another one with what a rule finds put right. Nothing is changed.

This is the one place that says what a fix is. Arms of the experiments in ``rules/*.yaml`` are named after it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fitlint.verify.allowed import DEFAULT_RATES, LOSSES
from fitlint.vocabulary import CONVOLUTION, DENSE, RECURRENT, SIGMOIDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.verify.spec import Spec

DROPOUT_RATE = 0.3
L2_FACTOR = 1e-3
"""The strengths that were measured (Dense networks of 3 and 5 layers on bundled data sets)."""


class NoFix(Exception):  # noqa: N818 - it reads as what it says
    """A fix that does not apply to a specification. The message says why."""


def as_written(spec: Spec) -> Spec:
    """Return a copy."""
    return deepcopy(spec)


def tenth(spec: Spec) -> Spec:
    """A tenth of the learning rate."""
    return _with_rate(spec, spec["optimizer"]["config"]["learning_rate"] / 10)


def optimizer_default(spec: Spec) -> Spec:
    """The optimizer's default learning rate, without a schedule."""
    fixed = _with_rate(spec, DEFAULT_RATES[spec["optimizer"]["class"]])
    fixed["optimizer"].pop("schedule", None)
    return fixed


def relu_he(spec: Spec) -> Spec:
    """ReLU in the place of each hidden sigmoid, with He's initialization."""
    return _with_relu(spec, "he_normal")


def relu_glorot(spec: Spec) -> Spec:
    """ReLU in the place of each hidden sigmoid, with Keras' default initialization."""
    return _with_relu(spec, "glorot_uniform")


def balanced_class_weight(spec: Spec) -> Spec:
    """Each class weighed by the inverse of its share. Raises :class:`NoFix` without counts."""
    if not spec["counts"]:
        raise NoFix("the class counts are not known")
    fixed, counts = deepcopy(spec), spec["counts"]
    fixed["fit"]["class_weight"] = {
        str(label): sum(counts) / (len(counts) * count) for label, count in enumerate(counts)
    }
    return fixed


def dropout(spec: Spec) -> Spec:
    """Dropout behind each hidden Dense layer."""
    fixed, moved = _inserted(spec, hidden(spec, DENSE), {"class": "Dropout", "config": {"rate": DROPOUT_RATE}})
    fixed["output"] = moved[spec["output"]]
    return fixed


def l2(spec: Spec) -> Spec:
    """An L2 penalty on the kernel of each hidden Dense layer."""
    fixed = deepcopy(spec)
    for index in hidden(spec, DENSE):
        fixed["layers"][index]["config"]["kernel_regularizer"] = {"class": "L2", "config": {"l2": L2_FACTOR}}
    return fixed


def early_stopping(spec: Spec) -> Spec:
    """Weights of the epoch that does best on validation data."""
    fixed = deepcopy(spec)
    fixed["fit"]["stops_early"] = True
    return fixed


def hidden_activation(spec: Spec) -> Spec:
    """ReLU behind each hidden weight layer that has no activation at all."""
    fixed = deepcopy(spec)
    for index in hidden(spec, DENSE | CONVOLUTION):
        if spec["layers"][index]["config"].get("activation", "linear") == "linear":
            fixed["layers"][index]["config"]["activation"] = "relu"
    return fixed


def matching_head(spec: Spec) -> Spec:
    """The activation and loss that belong to the labels, known ones or those that the loss asks for.

    Raises :class:`NoFix`.
    """
    fixed = deepcopy(spec)
    last = fixed["layers"][last_weight_layer(spec)]
    units = last["config"].get("units", last["config"].get("filters", 1))
    head = _head(spec, units)
    for index in activations_behind(spec, last_weight_layer(spec)):
        fixed["layers"][index] = {
            "class": "Identity", "config": {}, "inputs": fixed["layers"][index]["inputs"]
        }  # fmt: skip
    last["config"]["activation"] = "sigmoid" if head == "BinaryCrossentropy" else "softmax"
    fixed["loss"] = {"class": head, "config": {}}
    return fixed


def _head(spec: Spec, units: int) -> str:
    """The cross-entropy for the labels; where they are not known, softmax outputs are meant for one class of several.

    Raises :class:`NoFix`.
    """
    kind, labels = LOSSES[spec["loss"]["class"]], spec["labels"] or {}
    encoding, classes = labels.get("encoding"), labels.get("classes")
    if kind == "numbers" and encoding is None:
        raise NoFix("whether it is to tell classes apart is not known")
    if units == 1:
        if (classes or 2) > 2:
            raise NoFix(f"it has one output for {classes} classes")
        return "BinaryCrossentropy"
    if kind == "classes" or (kind == "numbers" and encoding == "integer"):
        return "SparseCategoricalCrossentropy"
    several = encoding == "multi_hot" or (kind == "binary" and encoding is None and ending(spec) != "softmax")
    if several:
        return "BinaryCrossentropy"
    focal = spec["loss"]["class"] == "CategoricalFocalCrossentropy"
    return "CategoricalFocalCrossentropy" if focal else "CategoricalCrossentropy"


def matching_loss(spec: Spec) -> Spec:
    """The loss for the other form of the labels: whole numbers for one-hot rows, or the other way round.

    Raises :class:`NoFix` where there is none, or the loss fits the labels already.
    """
    other = {
        "SparseCategoricalCrossentropy": "CategoricalCrossentropy",
        "CategoricalCrossentropy": "SparseCategoricalCrossentropy",
    }.get(spec["loss"]["class"])
    if other is None:
        raise NoFix("the loss has no counterpart for the other form of labels")
    fitting = {"integer": "SparseCategoricalCrossentropy", "one_hot": "CategoricalCrossentropy"}
    if fitting.get((spec["labels"] or {}).get("encoding", "")) == spec["loss"]["class"]:
        raise NoFix("the loss fits the labels already")
    fixed = deepcopy(spec)
    fixed["loss"] = {"class": other, "config": dict(spec["loss"]["config"])}
    return fixed


def enough_outputs(spec: Spec) -> Spec:
    """An output for each class of the labels, with the activation and loss that go with them. Raises :class:`NoFix`."""
    labels, fixed = spec["labels"], deepcopy(spec)
    last = fixed["layers"][last_weight_layer(spec)]
    size = "units" if "units" in last["config"] else "filters"
    if labels is not None and labels["classes"] is not None and (labels["classes"] > 2 or last["config"][size] != 1):
        last["config"][size] = labels["classes"]
        if labels["encoding"] == "integer":
            fixed["loss"] = {"class": "SparseCategoricalCrossentropy", "config": {}}
    return matching_head(fixed)


def ending(spec: Spec) -> str:
    """Return the name of the activation that makes the output."""
    layer = spec["layers"][spec["output"]]
    if layer["class"] in ("Softmax", "ReLU"):
        return str(layer["class"].lower())
    return str(layer["config"].get("activation", "linear"))


def hidden(spec: Spec, kinds: frozenset[str]) -> list[int]:
    """Return the indexes of the layers of these kinds that have a layer with weights behind them."""
    weights = DENSE | CONVOLUTION | RECURRENT
    feeds = [False] * len(spec["layers"])
    for index in range(len(spec["layers"]) - 1, -1, -1):
        for source in spec["layers"][index]["inputs"]:
            feeds[source] = feeds[source] or feeds[index] or spec["layers"][index]["class"] in weights
    return [i for i, layer in enumerate(spec["layers"]) if feeds[i] and layer["class"] in kinds]


def last_weight_layer(spec: Spec) -> int:
    """Return the index of the weight layer that makes the output. Raises :class:`NoFix`."""
    index: int = spec["output"]
    while spec["layers"][index]["class"] not in DENSE | CONVOLUTION:
        sources = spec["layers"][index]["inputs"]
        if len(sources) != 1:
            raise NoFix("the output is not made by one layer")
        index = sources[0]
    return index


def activations_behind(spec: Spec, index: int) -> list[int]:
    """Return the layers behind ``index`` that are nothing but an activation, up to the next with weights."""
    found, reached = [], {index}
    for number, layer in enumerate(spec["layers"]):
        if reached & set(layer["inputs"]) and layer["class"] not in DENSE | CONVOLUTION | RECURRENT:
            reached.add(number)
            if layer["class"] in ("Activation", "Softmax", "ReLU", "LeakyReLU", "ELU", "PReLU"):
                found.append(number)
    return found


def _with_rate(spec: Spec, rate: float) -> Spec:
    fixed = deepcopy(spec)
    fixed["optimizer"]["config"]["learning_rate"] = rate
    schedule = fixed["optimizer"].get("schedule")
    if schedule is not None:  # all of it shrinks alike
        factor = rate / spec["optimizer"]["config"]["learning_rate"]
        for name in ("initial_learning_rate", "end_learning_rate", "warmup_target"):
            if isinstance(schedule["config"].get(name), (int, float)):
                schedule["config"][name] *= factor
        if "values" in schedule["config"]:
            schedule["config"]["values"] = [value * factor for value in schedule["config"]["values"]]
    return fixed


def _with_relu(spec: Spec, initializer: str) -> Spec:
    fixed = deepcopy(spec)
    inside = hidden(spec, frozenset(layer["class"] for layer in spec["layers"]))
    for index in inside:
        layer = fixed["layers"][index]
        if layer["class"] not in DENSE | CONVOLUTION | {"Activation"}:
            continue
        if layer["config"].get("activation") in SIGMOIDS:
            layer["config"]["activation"] = "relu"
            for source in (index,) if layer["class"] != "Activation" else _weights_before(spec, index):
                fixed["layers"][source]["config"]["kernel_initializer"] = initializer
    return fixed


def _weights_before(spec: Spec, index: int) -> list[int]:
    found, stack = [], list(spec["layers"][index]["inputs"])
    while stack:
        current = stack.pop()
        if spec["layers"][current]["class"] in DENSE | CONVOLUTION:
            found.append(current)
        else:
            stack.extend(spec["layers"][current]["inputs"])
    return found


def _inserted(spec: Spec, behind: list[int], made: dict[str, Any]) -> tuple[Spec, dict[int, int]]:
    """Put a layer behind each of some layers; returns where each old layer's result is now found."""
    fixed, moved = deepcopy(spec), dict[int, int]()
    fixed["layers"] = []
    flagged = spec["flagged"]
    for index, layer in enumerate(deepcopy(spec["layers"])):
        layer["inputs"] = [moved[source] for source in layer["inputs"]]
        fixed["layers"].append(layer)
        moved[index] = len(fixed["layers"]) - 1
        if index == flagged:
            fixed["flagged"] = moved[index]
        if index in behind:
            fixed["layers"].append({**deepcopy(made), "inputs": [moved[index]]})
            moved[index] += 1
    return fixed, moved


FIXES: dict[str, Callable[[Spec], Spec]] = {
    "as-written": as_written,
    "tenth": tenth,
    "tenth-of-rate": tenth,
    "optimizer-default": optimizer_default,
    "relu-he": relu_he,
    "relu-glorot": relu_glorot,
    "balanced-class-weight": balanced_class_weight,
    "dropout": dropout,
    "l2": l2,
    "early-stopping": early_stopping,
    "hidden-activation": hidden_activation,
    "matching-head": matching_head,
    "matching-loss": matching_loss,
    "enough-outputs": enough_outputs,
}
# What makes a model learn at all: applied to both arms of another finding's experiment when neither learns without it.
ENABLING = {
    "FIT309": "enough-outputs",
    "FIT201": "optimizer-default",
    "FIT302": "relu-he",
    "FIT303": "hidden-activation",
    "FIT304": "matching-head",
    "FIT305": "matching-head",
    "FIT306": "matching-head",
}
WORDS = {
    "as-written": "as written",
    "tenth": "a tenth of the rate",
    "tenth-of-rate": "a tenth of the rate",
    "optimizer-default": "the optimizer's default rate",
    "relu-he": "ReLU with He's initialization",
    "relu-glorot": "ReLU",
    "balanced-class-weight": "balanced class weights",
    "threshold-at-prior": "the decision threshold at the share of the rare class",
    "dropout": f"dropout {DROPOUT_RATE:g}",
    "l2": f"L2 {L2_FACTOR:g}",
    "early-stopping": "early stopping",
    "hidden-activation": "ReLU between the layers",
    "matching-head": "the activation and loss that belong together",
    "matching-loss": "the loss that fits the labels",
    "enough-outputs": "an output for each class",
}
"""How an arm is called in a sentence."""
