"""FIT306 loss-activation-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.finding import Claim
from fitlint.heads import UNKNOWN, Judged, judged_heads
from fitlint.vocabulary import (
    BINARY_CROSSENTROPIES,
    CATEGORICAL_CROSSENTROPIES,
    CONVOLUTION,
    CROSSENTROPIES,
    SIGMOIDS,
    UNIT_INTERVAL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.finding import Severity
    from fitlint.program import Anchor, Program

PROBABILITIES = frozenset({"sigmoid", "softmax"})


class Fault(NamedTuple):
    """What is wrong between an activation and a loss: at the activation, or (``in_loss``) at the loss."""

    severity: Severity
    message: str
    label: str
    help: str
    in_loss: bool = False


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Outputs and losses that do not fit each other."""
    for judged in judged_heads(program):
        if judged.head.activation == UNKNOWN:
            continue
        by_loss = _with_cross_entropy if judged.loss.kind in CROSSENTROPIES else _with_distance
        fault = _with_labels(judged) or by_loss(judged)
        if fault is not None:
            yield _claim(judged, fault)


def _with_labels(judged: Judged) -> Fault | None:
    """One class of several, where a sample may have several labels."""
    labels = judged.labels
    if judged.head.activation != "softmax" or labels is None or labels.encoding != "multi_hot":
        return None
    return Fault(
        "warning",
        f"Softmax lets one class win, but a sample may have several labels ({labels.source})",
        "adds up to 1",
        'Use `activation="sigmoid"` with `binary_crossentropy`.',
    )


def _with_cross_entropy(judged: Judged) -> Fault | None:
    activation, kind = judged.head.activation, judged.loss.kind
    if judged.loss.from_logits is not False:
        if judged.loss.from_logits and activation in PROBABILITIES:
            return Fault(
                "warning",
                f"{kind}(from_logits=True) takes logits, but the output already went through {activation}",
                "expects logits",
                "Drop the activation of the last layer, or drop `from_logits=True`.",
                in_loss=True,
            )
        return None
    if activation not in UNIT_INTERVAL | {"linear"}:
        if not judged.trainings and _ends_in_a_convolution(judged):
            return None  # a body whose head comes later
        wanted = _inverse(kind)
        return Fault(
            "error",
            f"{kind} takes probabilities, but {activation} gives other numbers",
            "leaves the range from 0 to 1",
            f'Use `activation="{wanted}"` in the last layer; {activation} belongs into hidden layers.',
        )
    outputs = f"{judged.head.units} {activation} outputs" if judged.head.units else f"{activation} outputs"
    if judged.head.units == 1:
        return None
    if activation in SIGMOIDS and kind in CATEGORICAL_CROSSENTROPIES:
        return Fault(
            "warning",
            f"{kind} takes one distribution over classes, but {outputs} are independent",
            "does not add up to 1",
            'Use `activation="softmax"` for one class of several, or `binary_crossentropy` for several labels at once.',
        )
    if activation == "softmax" and kind in BINARY_CROSSENTROPIES:
        if judged.head.units == 2:  # the sum over both outputs is twice the categorical one
            return Fault(
                "info",
                f"{kind} behind two softmax outputs is a categorical cross-entropy in disguise",
                "meant for independent outputs",
                "Say what it is: `categorical_crossentropy`, or one sigmoid output with this loss.",
                in_loss=True,
            )
        return Fault(
            "warning",
            f"{kind} takes each output for itself, but {outputs} add up to 1",
            "meant for independent outputs",
            "Use `categorical_crossentropy`, or `sparse_categorical_crossentropy` with class numbers.",
            in_loss=True,
        )
    return None


def _ends_in_a_convolution(judged: Judged) -> bool:
    layer = judged.head.layer
    return layer is not None and judged.model.layers[layer].kind in CONVOLUTION


def _inverse(kind: str) -> str:
    """The activation whose output a cross-entropy expects, and which ``from_logits`` applies."""
    return "sigmoid" if kind in BINARY_CROSSENTROPIES else "softmax"


def _with_distance(judged: Judged) -> Fault | None:
    """A distance between numbers as the loss of a classifier."""
    activation, kind, labels = judged.head.activation, judged.loss.kind, judged.labels
    if kind not in ("MeanSquaredError", "MeanAbsoluteError") or any(_smoke_test(judged)):
        return None
    if activation == "linear":
        if labels is None:
            return None
        what = "class numbers, which have none" if labels.encoding == "integer" else "rows of labels, not probabilities"
        return Fault(
            "warning",
            f"{kind} measures distances between {what}",
            "a loss for regression",
            "Predict probabilities: a softmax output with `sparse_categorical_crossentropy` or "
            "`categorical_crossentropy`, a sigmoid with `binary_crossentropy` for two classes.",
            in_loss=True,
        )
    if activation not in PROBABILITIES or labels is None:
        return None
    if kind == "MeanAbsoluteError":
        return Fault(
            "warning",
            f"{kind} behind {activation} hardly tells a confident mistake from a doubt",
            "a loss for regression",
            f"Use a cross-entropy, which is made for {activation} outputs.",
            in_loss=True,
        )
    return Fault(
        "info",
        f"{kind} behind {activation} trains slowly: its gradient vanishes where the output is sure and wrong",
        "a loss for regression",
        f"Use a cross-entropy, which is made for {activation} outputs.",
        in_loss=True,
    )


def _smoke_test(judged: Judged) -> Iterator[bool]:
    """Whether targets are pure noise: nothing is to be learned, whatever the loss."""
    return (training.y is not None and training.y.meaningless for training in judged.trainings)


def _claim(judged: Judged, fault: Fault) -> Claim:
    here: Anchor
    there: tuple[Anchor, str]
    if fault.in_loss:
        here, there = judged.loss.anchor, (judged.at, f"the output goes through {judged.head.activation}")
    else:
        here, there = judged.at, (judged.loss.anchor, "the loss")
    if judged.head.activation == "linear":
        there = (judged.at, "the output is linear")
    severity = judged.severity if fault.severity == "error" else fault.severity
    return Claim(fault.message, here, fault.label, (there,), judged.confidence, fault.help, severity)
