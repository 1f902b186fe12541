"""FIT307 clipped-regression-output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.pairing import fault, repair
from fitlint.vocabulary import DENSE, REGRESSION_LOSSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Program, Training

RANGES = {"relu": "negative numbers", "sigmoid": "numbers outside 0 to 1", "tanh": "numbers outside -1 to 1"}

INSTEAD = {
    "relu": "Where predictions must not be negative, `softplus` gives positive numbers without dying.",
    "sigmoid": "Or scale the targets to lie between 0 and 1.",
    "tanh": "Or scale the targets to lie between -1 and 1.",
}


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Regressions whose last activation cuts off numbers that the targets may have."""
    for judged in judged_heads(program):
        head = judged.head
        if head.activation not in RANGES or judged.loss.kind not in REGRESSION_LOSSES or judged.labels is not None:
            continue
        if fault(judged):
            continue
        if head.layer is None or len(judged.model.outputs) > 1 or judged.model.layers[head.layer].kind not in DENSE:
            continue  # a convolution that gives pictures
        if not judged.trainings or any(_fits_range(training) for training in judged.trainings):
            continue
        dies = "; where its input is negative, its gradient is zero" if head.activation == "relu" else ""
        yield Claim(
            f"The last layer's {head.activation} cannot give {RANGES[head.activation]}{dies}",
            judged.at,
            "cuts off the output",
            ((judged.loss.anchor, "a loss for regression"),),
            judged.confidence,
            f"{repair(judged)} {INSTEAD[head.activation]}",
            profile="default" if head.activation in limits["always"] else "strict",
        )


def _fits_range(training: Training) -> bool:
    """Whether the targets are known, or likely, to lie where the output can reach them.

    The data themselves in an autoencoder, what was scaled to lie between 0 and 1, what a model predicts.
    """
    y = training.y
    return y is None or training.reproduces or y.meaningless or bool(y.traits & {"predicted", "unit_interval"})
