"""FIT306 loss-activation-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.finding import Claim
from fitlint.heads import Judged, judged_heads
from fitlint.pairing import PROBABILITIES, also_distance, fault, repair
from fitlint.vocabulary import ABSOLUTE_LOSSES, CROSSENTROPIES, SIGMOIDS, UNIT_INTERVAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.finding import Severity
    from fitlint.program import Anchor, Labels, Program


class Fault(NamedTuple):
    """What is wrong between an activation and a loss: at the activation, or (``in_loss``) at the loss.

    ``more`` is what to do instead of the smallest repair, where something else may be meant.
    """

    severity: Severity
    message: str
    label: str
    more: str = ""
    in_loss: bool = False


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Outputs and losses that do not fit each other."""
    for judged in judged_heads(program):
        if fault(judged) == "FIT306" or also_distance(judged):
            yield _claim(judged, _fault(judged, judged.labels))


def _fault(judged: Judged, labels: Labels | None) -> Fault:
    if labels is not None and labels.encoding == "multi_hot" and judged.head.activation == "softmax":
        return Fault(
            "warning",
            f"Softmax lets one class win, but a sample may have several labels ({labels.source})",
            "adds up to 1",
        )
    if judged.loss.kind in CROSSENTROPIES:
        return _with_cross_entropy(judged, labels)
    return _with_distance(judged, labels)


def _with_cross_entropy(judged: Judged, labels: Labels | None) -> Fault:
    activation, kind = judged.head.activation, judged.loss.kind
    if judged.loss.from_logits:
        return Fault(
            "warning",
            f"{kind}(from_logits=True) takes logits, but the output already went through {activation}",
            "expects logits",
            "Or keep the activation and drop `from_logits=True`.",
            in_loss=True,
        )
    if activation not in UNIT_INTERVAL:
        return Fault(
            "error",
            f"{kind} takes probabilities, but {activation} gives other numbers",
            "leaves the range from 0 to 1",
            f"In hidden layers {activation} is fine.",
        )
    outputs = f"{judged.head.units} {activation} outputs" if judged.head.units else f"{activation} outputs"
    if activation in SIGMOIDS:
        return Fault(
            "warning",
            f"{kind} takes one distribution over classes, but {outputs} are independent",
            "does not add up to 1",
            "" if labels is not None else 'Several labels at once keep sigmoid and take `loss="binary_crossentropy"`.',
        )
    if judged.head.units == 2:  # the sum over both outputs is twice the categorical one
        return Fault(
            "info",
            f"{kind} behind two softmax outputs is a categorical cross-entropy in disguise",
            "meant for independent outputs",
            "It says what it is; the other way is one sigmoid output with this loss.",
            in_loss=True,
        )
    return Fault(
        "warning",
        f"{kind} takes each output for itself, but {outputs} add up to 1",
        "meant for independent outputs",
        "" if labels is not None else "With class numbers it is `sparse_categorical_crossentropy`.",
        in_loss=True,
    )


def _with_distance(judged: Judged, labels: Labels | None) -> Fault:
    """A distance between numbers as the loss of a classifier."""
    activation, kind = judged.head.activation, judged.loss.kind
    more = ""
    if labels is not None and labels.classes is None and judged.head.units == 1:
        more = "More than two classes need one softmax output each, with `sparse_categorical_crossentropy`."
    if activation not in PROBABILITIES:
        integer = labels is not None and labels.encoding == "integer"
        what = "class numbers, which have none" if integer else "rows of labels, not probabilities"
        return Fault("warning", f"{kind} measures distances between {what}", "a loss for regression", more, True)
    if kind in ABSOLUTE_LOSSES:
        message = f"{kind} behind {activation} hardly tells a confident mistake from a doubt"
        return Fault("warning", message, "a loss for regression", more, True)
    message = f"{kind} behind {activation} trains slowly: its gradient vanishes where the output is sure and wrong"
    return Fault("info", message, "a loss for regression", more, True)


def _claim(judged: Judged, found: Fault) -> Claim:
    here: Anchor
    there: tuple[Anchor, str]
    if found.in_loss:
        here, there = judged.loss.anchor, (judged.at, f"the output goes through {judged.head.activation}")
    else:
        here, there = judged.at, (judged.loss.anchor, "the loss")
    if judged.head.activation == "linear":
        there = (judged.at, "the output is linear")
    severity = judged.severity if found.severity == "error" else found.severity
    advice = f"{repair(judged)} {found.more}" if found.more else str(repair(judged))
    return Claim(found.message, here, found.label, (there,), judged.confidence, advice, severity)
