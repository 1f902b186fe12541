"""What belongs together at the end of a model: outputs, activation, loss and labels.

Several rules could speak of one head that does not fit. Only the first of :data:`ORDER` does, and whichever it is, it
advises the smallest change that makes the whole head right. A loss that is wrong for itself, whatever stands in front
of it, is told beside a softmax over one unit: both then give the same advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fitlint.heads import UNKNOWN
from fitlint.vocabulary import (
    BINARY_CROSSENTROPIES,
    CATEGORICAL_CROSSENTROPIES,
    CONVOLUTION,
    CROSSENTROPIES,
    ONE_HOT_CROSSENTROPIES,
    REGRESSION_LOSSES,
    SIGMOIDS,
    SPARSE_CROSSENTROPIES,
    UNIT_INTERVAL,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.heads import Judged
    from fitlint.program import Labels

SOFTMAXES = frozenset({"softmax", "sparsemax"})
PROBABILITIES = frozenset({"sigmoid", "softmax"})


# --- Which rule speaks


def fault(judged: Judged) -> str:
    """The code of the one rule that speaks of a head; empty where the head, its loss and its labels fit.

    A regression whose activation may cut off its targets is no matter of this: see FIT307.
    """
    return next((code for code, breaks in ORDER if breaks(judged)), "")


def also_distance(judged: Judged) -> bool:
    """Whether a head with a softmax over one unit has a loss for numbers, though its labels are classes."""
    return fault(judged) == "FIT304" and judged.loss.kind in REGRESSION_LOSSES and _other_activation(judged)


def _lone_softmax(judged: Judged) -> bool:
    return judged.head.units == 1 and judged.head.activation == "softmax"


def _wrong_width(judged: Judged) -> bool:
    """Whether there are outputs missing, or too many, for this loss and these labels.

    More outputs than class numbers are a waste, not a fault. One output tells two classes apart.
    """
    units, kind, labels = judged.head.units, judged.loss.kind, judged.labels
    if units is None or kind not in CROSSENTROPIES:
        return False
    if units == 1 and kind in CATEGORICAL_CROSSENTROPIES:
        return True
    if labels is None:
        return False
    if labels.encoding != "integer":
        return kind not in SPARSE_CROSSENTROPIES and units != (labels.classes or units)
    if kind in BINARY_CROSSENTROPIES:
        return units > 1 or (labels.classes or 2) > 2
    return kind in SPARSE_CROSSENTROPIES and units < (labels.classes or 0)


def _other_encoding(judged: Judged) -> bool:
    labels, kind = judged.labels, judged.loss.kind
    if labels is None:
        return False
    return kind in (ONE_HOT_CROSSENTROPIES if labels.encoding == "integer" else SPARSE_CROSSENTROPIES)


def _no_activation(judged: Judged) -> bool:
    loss = judged.loss
    return judged.head.activation == "linear" and loss.kind in CROSSENTROPIES and loss.from_logits is False


def _other_activation(judged: Judged) -> bool:
    activation, kind, labels = judged.head.activation, judged.loss.kind, judged.labels
    if activation == UNKNOWN:
        return False
    if labels is not None and (labels.encoding == "multi_hot" and activation == "softmax"):
        return True
    if kind in REGRESSION_LOSSES:
        return labels is not None and not _noise(judged)
    if kind not in CROSSENTROPIES:
        return False
    if judged.loss.from_logits is not False:
        return bool(judged.loss.from_logits) and activation in PROBABILITIES
    if activation not in UNIT_INTERVAL | {"linear"}:
        return bool(judged.trainings) or not _ends_in_a_convolution(judged)  # a body whose head comes later
    if judged.head.units == 1:
        return False
    independent, together = activation in SIGMOIDS, activation == "softmax"
    return (independent and kind in CATEGORICAL_CROSSENTROPIES) or (together and kind in BINARY_CROSSENTROPIES)


def _noise(judged: Judged) -> bool:
    """Whether targets are pure noise: nothing is to be learned, whatever the loss."""
    return any(training.y is not None and training.y.meaningless for training in judged.trainings)


def _ends_in_a_convolution(judged: Judged) -> bool:
    layer = judged.head.layer
    return layer is not None and judged.model.layers[layer].kind in CONVOLUTION


ORDER: tuple[tuple[str, Callable[[Judged], bool]], ...] = (
    ("FIT304", _lone_softmax),
    ("FIT309", _wrong_width),
    ("FIT308", _other_encoding),
    ("FIT305", _no_activation),
    ("FIT306", _other_activation),
)
"""Rules about heads, the one that speaks first in front: what a head is, then what it is compared with."""


# --- What would be right


class Purpose(NamedTuple):
    """What a head is for: the activations and losses that serve it, and the usual one of each."""

    activations: frozenset[str]
    activation: str
    losses: frozenset[str]
    loss: str
    name: str


TWO = Purpose(SIGMOIDS, "sigmoid", BINARY_CROSSENTROPIES, "BinaryCrossentropy", "binary_crossentropy")
SEVERAL = TWO
ROWS = Purpose(SOFTMAXES, "softmax", ONE_HOT_CROSSENTROPIES, "CategoricalCrossentropy", "categorical_crossentropy")
CLASSES = Purpose(
    SOFTMAXES, "softmax", SPARSE_CROSSENTROPIES, "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy"
)
NUMBERS = Purpose(frozenset({"linear"}), "linear", REGRESSION_LOSSES, "MeanSquaredError", "mse")


MORE = 'More than two classes need one output each, with `activation="softmax"` and a categorical cross-entropy.'
"""Beside the repair of a head with one output, where nobody knows how many classes there are."""


EACH = 0
"""As many outputs as there are classes, where only the labels know how many."""


class Repair(NamedTuple):
    """What to change in a head: None and empty where it stays.

    ``units`` may be :data:`EACH`; ``activation="linear"`` takes the activation away.
    """

    units: int | None
    activation: str
    loss: str
    units_name: str = "units"

    def __str__(self) -> str:
        """One sentence of advice."""
        layer = []
        if self.units is not None:
            layer.append("one output for each class" if self.units == EACH else f"`{self.units_name}={self.units}`")
        if self.activation:
            layer.append("no activation" if self.activation == "linear" else f'`activation="{self.activation}"`')
        inside = f"{' and '.join(layer)} in the last layer" if layer else ""
        outside = f"`loss={self.loss}`" if self.loss else ""
        return f"Use {', with '.join(filter(None, (inside, outside)))}."


def repair(judged: Judged) -> Repair:
    """The smallest change that makes a head right."""
    head, loss = judged.head, judged.loss
    purpose, units = _purpose(judged)
    fits = loss.kind in purpose.losses
    activation = head.activation if head.activation in purpose.activations | {UNKNOWN} else purpose.activation
    logits = False
    if loss.from_logits and purpose is not NUMBERS:
        logits = fits or head.activation not in purpose.activations
        activation = "linear" if logits and head.activation != UNKNOWN else activation
    elif loss.from_logits is None and fits:
        activation = head.activation
    written = f"keras.losses.{purpose.loss}(from_logits=True)" if logits else f'"{purpose.name}"'
    convolution = head.layer is not None and judged.model.layers[head.layer].kind in CONVOLUTION
    return Repair(
        units if units != head.units else None,
        activation if activation != head.activation else "",
        "" if fits else written,
        "filters" if convolution else "units",
    )


def _purpose(judged: Judged) -> tuple[Purpose, int | None]:
    """What a head is for, and how many outputs that takes, None where it is not known how many it has."""
    labels, units = judged.labels, judged.head.units
    if labels is None:
        return _likeliest(judged), units
    if labels.encoding == "integer":
        if _one_output_will_do(judged, labels):
            return TWO, units and 1
        return CLASSES, units and max(units, labels.classes or 0)
    columns = units and (labels.classes or (EACH if units == 1 else units))
    independent = judged.loss.kind in REGRESSION_LOSSES and judged.head.activation in SIGMOIDS and units != 1
    return SEVERAL if labels.encoding == "multi_hot" or independent else ROWS, columns


def _one_output_will_do(judged: Judged, labels: Labels) -> bool:
    """Whether class numbers are two, as far as is known, and the head is that of two classes already, or nearly."""
    units, kind = judged.head.units, judged.loss.kind
    if labels.classes is None:
        return units == 1
    nearly = kind in BINARY_CROSSENTROPIES and judged.head.activation in SIGMOIDS | {"linear"}
    return labels.classes == 2 and (units == 1 or nearly)


def _no_probabilities(judged: Judged) -> bool:
    """Whether all targets are known to lie outside of 0 to 1, and are more than numbers of classes."""
    known = [training.y.values for training in judged.trainings if training.y is not None]
    return bool(known) and all(one is not None and one.inside(0, 1) is False and one.low != 0 for one in known)


def _likeliest(judged: Judged) -> Purpose:
    """What a head is for where nothing is known of the labels."""
    kind, units = judged.loss.kind, judged.head.units
    if kind in REGRESSION_LOSSES or _no_probabilities(judged):
        return NUMBERS
    if units == 1:
        return TWO
    if kind in BINARY_CROSSENTROPIES:
        return ROWS if judged.head.activation in SOFTMAXES else SEVERAL
    return CLASSES if kind in SPARSE_CROSSENTROPIES else ROWS
