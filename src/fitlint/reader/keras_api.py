"""What the Keras API looks like: which class an import path means, and which parameter an argument is for.

Every public thing of Keras has one *canonical name*, whatever package, version or spelling a script uses:
``tensorflow.keras.layers.Convolution2D``, ``keras.layers.convolutional.Conv2D`` and ``tf_keras.layers.Conv2D`` are all
``layers.Conv2D``. The facts come from the generated ``_signatures`` and the hand-kept ``_legacy`` and ``_operations``;
nothing of Keras is imported.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from fitlint import vocabulary
from fitlint.reader import _legacy, _operations
from fitlint.reader._names import canonical, classes, entry, known, squash
from fitlint.reader._signatures import ALIASES, KERAS2, KERAS2_ORDER, KERAS3, LOSS_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import EllipsisType

__all__ = [
    "BARE_MODULES",
    "BARE_NAMES",
    "MISSING",
    "activation_name",
    "bind",
    "canonical",
    "default",
    "family",
    "known",
    "loss_from_string",
    "operation_default",
    "optimizer_from_string",
    "parameters",
    "tensor_function",
]

T = TypeVar("T")

MISSING: Final[EllipsisType] = ...
"""What :func:`default` returns for a parameter that has no default, or none that is a plain literal."""

_BASE_CLASSES = {"layers": "layers.Layer", "optimizers": "optimizers.Optimizer"}
# Keras 3 moved the third argument of compile. Scripts put metrics there: nobody writes loss weights by position.
_KERAS2_ORDER_WINS = frozenset({"Model.compile"})

_ACTIVATION_SYNONYMS = {
    "ELU": "elu",
    "LeakyReLU": "leaky_relu",
    "PReLU": "prelu",
    "ReLU": "relu",
    "Softmax": "softmax",
    "ThresholdedReLU": "threshold",
    "hard_swish": "hard_silu",
    "identity": "linear",
    "leakyrelu": "leaky_relu",
    "swish": "silu",
}


def bind(name: str, args: Sequence[T], kwargs: Mapping[str, T]) -> dict[str, T]:
    """Sort the arguments of a call under today's parameter names, whatever Keras the call was written for.

    ``name`` is a canonical name, or ``"op:reshape"`` for an operation of :func:`tensor_function`. The full path that a
    script spells is taken too; ``keras.layers.Convolution2D`` then keeps the doubt that its Keras 1 spelling brings.
    Positional arguments that no parameter takes, or about which Keras versions disagree, are called ``"*0"``, ``"*1"``
    and so on by their position. Unknown keywords stay as they are, and so does an old keyword beside its new one.
    Values are passed on untouched: ``dim_ordering="th"`` becomes ``data_format="th"``. Never raises.
    """
    if name.startswith("op:"):
        return _bind_operation(name[3:], args, kwargs)
    short = canonical(name) or name
    order = _order(short)
    if short in _legacy.KERAS1_ORDER:
        if not _legacy.KERAS1_ARGUMENTS.isdisjoint(kwargs):
            order = _legacy.KERAS1_ORDER[short]
        elif len(args) > 2 and name.rpartition(".")[2] in _legacy.KERAS1_SPELLINGS:
            order = order[:2]
    bound = _positional(order, args)
    accepted = _accepted(short)
    renamed = {keyword: _modern(keyword, accepted) for keyword in kwargs}
    for keyword, new in sorted(renamed.items(), key=lambda item: item[0] != item[1]):
        bound[keyword if new in bound else new] = kwargs[keyword]
    return bound


def default(name: str, parameter: str) -> object:
    """Give the literal default of a parameter, :data:`MISSING` when there is none or nothing is known.

    Lists come as tuples.
    """
    for table in (KERAS3, KERAS2):
        if name in table:
            names, defaults = parameters(name), table[name][1]
            if parameter in names:
                from_end = len(names) - names.index(parameter)
                return defaults[-from_end] if from_end <= len(defaults) else MISSING
    owner, _, method = name.rpartition(".")
    if owner == "Sequential":
        return default("Model." + method, parameter)
    base = _BASE_CLASSES.get(owner, name)
    return default(base, parameter) if base != name else MISSING


@cache
def parameters(name: str) -> tuple[str, ...]:
    """List the parameters of a class, function or method in today's order; empty for what is not known."""
    if name in _legacy.PARAMETERS:
        return _legacy.PARAMETERS[name]
    if name in KERAS3:
        return tuple(KERAS3[name][0].split())
    if name in KERAS2:
        return tuple("x" if parameter == "generator" else parameter for parameter in KERAS2[name][0].split())
    owner, _, method = name.rpartition(".")
    return parameters("Model." + method) if owner == "Sequential" else ()


def family(name: str) -> str:
    """Tell what kind of thing a canonical name is: ``"layers"``, ``"schedules"``, …; ``""`` for Keras itself."""
    head = name.partition(".")[0]
    if head in {"Model", "Sequential"}:
        return "models"
    if head == "Input":
        return "layers"
    return "schedules" if name.startswith("optimizers.schedules.") else head


def activation_name(name: str | None) -> str | None:
    """Give the activation that a string, an operation or a canonical name stands for.

    ``"swish"`` is ``"silu"``, no activation is ``"linear"``. None when it is no activation that Keras has.
    """
    if name is None:
        return "linear"
    leaf = name.rpartition(".")[2]
    leaf = _ACTIVATION_SYNONYMS.get(leaf, leaf)
    return leaf if leaf == "prelu" or (f"activations.{leaf}" in KERAS3 and leaf != "get") else None


def tensor_function(qualname: str) -> str | None:
    """Give the operation of a function on tensors by its import path: ``"concatenate"`` for ``tensorflow.concat``.

    None for everything that is no such function, layer classes included.
    """
    path, _, leaf = qualname.rpartition(".")
    if leaf in _operations.OPERATIONS:
        bare = path.replace(".compat.v1", "").replace(".compat.v2", "")
        owner = (canonical(qualname) or "").rpartition(".")[0]
        if bare in _operations.TENSORFLOW_MODULES or owner in _operations.KERAS_MODULES:
            return _operations.OPERATIONS[leaf]
        if owner == "layers" and leaf in _operations.MERGE_FUNCTIONS:
            return leaf
    return None


def operation_default(qualname: str, operation: str, parameter: str) -> object:
    """Give the literal default of a parameter of an operation; it differs between the functions that are the same one.

    ``keras.layers.concatenate`` joins along the last axis, ``keras.ops.concatenate`` along the first. :data:`MISSING`
    when there is none or nothing is known.
    """
    name = canonical(qualname)
    if name is not None:
        return default(name, parameter)
    return _operations.TENSORFLOW_DEFAULTS.get((operation, parameter), MISSING)


def optimizer_from_string(identifier: str) -> str | None:
    """Give the class of an optimizer named in ``compile``, in any case; None when there is none of that name."""
    name = identifier.lower()
    return classes("optimizers").get(name) if name in vocabulary.OPTIMIZERS else None


def loss_from_string(identifier: str) -> str | None:
    """Give the loss class for a string (``"mse"``) or for a canonical function (``"losses.mean_squared_error"``).

    None when there is none of that name.
    """
    leaf = identifier.rpartition(".")[2]
    name = "losses." + LOSS_NAMES.get(leaf, leaf)
    return classes("losses").get(squash((entry(name) or name).rpartition(".")[2]))


@cache
def _accepted(name: str) -> frozenset[str]:
    return frozenset(parameters(name))


@cache
def _order(name: str) -> tuple[str, ...]:
    """List what each position means; ``""`` where versions of Keras mean different things."""
    order = parameters(name)
    base = "Model." + name[len("Sequential.") :] if name.startswith("Sequential.") else name
    if base in _KERAS2_ORDER_WINS:
        return tuple(KERAS2_ORDER[base].split())
    for older in (KERAS2_ORDER.get(base, "").split(), _legacy.EARLY_KERAS2_ORDER.get(base, ())):
        agreed = [new if new == _modern(old, _accepted(name)) else "" for new, old in zip(order, older, strict=False)]
        order = (*agreed, *order[len(agreed) :])
    return order


def _modern(keyword: str, accepted: frozenset[str]) -> str:
    """Give today's name of a keyword, itself when it has not changed or is not known."""
    if keyword in accepted:
        return keyword
    return next((new for new in _legacy.ARGUMENTS.get(keyword, ()) if new in accepted), keyword)


def _positional(order: Sequence[str], args: Sequence[T]) -> dict[str, T]:
    return {(order[i] if i < len(order) and order[i] else f"*{i}"): value for i, value in enumerate(args)}


def _bind_operation(operation: str, args: Sequence[T], kwargs: Mapping[str, T]) -> dict[str, T]:
    order = _operations.PARAMETERS.get(operation, _operations.DEFAULT_PARAMETERS)
    bound = _positional(order, args)
    for keyword, value in kwargs.items():
        new = keyword if keyword in order else _operations.ARGUMENTS.get(keyword, keyword)
        bound[new if new in order and new not in bound else keyword] = value
    return bound


_BARE_FAMILIES = ("applications.", "callbacks.", "layers.", "losses.", "optimizers.")
_BARE_SINGLES = (
    "Input",
    "Model",
    "Sequential",
    "models.load_model",
    "preprocessing.image.ImageDataGenerator",
    "preprocessing.text.Tokenizer",
    "regularizers.L1",
    "regularizers.L1L2",
    "regularizers.L2",
    "utils.image_dataset_from_directory",
    "utils.pad_sequences",
    "utils.to_categorical",
)
BARE_NAMES: Mapping[str, str] = {
    leaf: entry(name) or name
    for table in (_legacy.RENAMED, ALIASES, KERAS3)
    for name in table
    if name.startswith(_BARE_FAMILIES) and (leaf := name[name.rindex(".") + 1 :])[0].isupper()
} | {
    **{name.rpartition(".")[2]: name for name in _BARE_SINGLES},
    "l1": "regularizers.L1",
    "l1_l2": "regularizers.L1L2",
    "l2": "regularizers.L2",
}
"""Names that a pasted snippet without imports may use, by what they mean there."""

BARE_MODULES: Mapping[str, str] = {
    "K": "keras.backend",
    "callbacks": "keras.callbacks",
    "keras": "keras",
    "layers": "keras.layers",
    "losses": "keras.losses",
    "models": "keras.models",
    "optimizers": "keras.optimizers",
    "regularizers": "keras.regularizers",
    "tf": "tensorflow",
    "tfa": "tensorflow_addons",
}
"""Module names that a pasted snippet without imports may use, by their import paths."""
