"""FIT307 clipped-regression-output."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.pairing import fault, repair
from fitlint.vocabulary import DENSE, OUTPUT_RANGES, REGRESSION_LOSSES, REGRESSION_METRICS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.finding import Profile
    from fitlint.heads import Judged
    from fitlint.program import Interval, Program, Training


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Regressions whose last activation cuts off numbers that the targets have, or may have."""
    for judged in judged_heads(program):
        head = judged.head
        if head.activation not in OUTPUT_RANGES or judged.loss.kind not in REGRESSION_LOSSES or fault(judged):
            continue
        if judged.labels is not None or head.layer is None or len(judged.model.outputs) > 1 or not judged.trainings:
            continue
        if any(_aims_elsewhere(training) for training in judged.trainings):
            continue
        reached = {_reached(head.activation, training) for training in judged.trainings}
        if reached == {False}:
            yield _beyond(judged)
        elif reached == {None} and head.activation != "softmax":
            yield from _perhaps(judged, limits["always"])


def _aims_elsewhere(training: Training) -> bool:
    """Whether the targets are not known at all, mean nothing, or went through a head of their own."""
    return training.y is None or training.y.meaningless or "predicted" in training.y.traits


def _reached(activation: str, training: Training) -> bool | None:
    """Whether an activation can give all numbers that the targets are known to have; None where they are not known.

    ReLU is taken for the right end of what was scaled to lie between 0 and 1 only: targets that are just never negative
    are no reason for a unit that may die.
    """
    values = training.y.values if training.y is not None else None
    if values is None:
        return None
    reached = values.inside(*OUTPUT_RANGES[activation])
    return values.inside(0, 1) or None if reached and activation == "relu" else reached


def _beyond(judged: Judged) -> Claim:
    """Targets that the output certainly cannot reach."""
    (low, _), y = OUTPUT_RANGES[judged.head.activation], judged.trainings[0].y
    values = y.values if y is not None else None
    negative = values is None or values.low is None or values.low < 0
    places = [(judged.loss.anchor, "a loss for regression")]
    if y is not None and y.anchor is not None:
        places.append((y.anchor, "the targets"))
    return Claim(
        f"The last layer's {_gives(judged.head.activation)}, but the targets {_span(values)}",
        judged.at,
        "cuts off the output",
        tuple(places),
        judged.confidence,
        _advice(judged, softplus=not negative and low == 0),
    )


def _span(values: Interval | None) -> str:
    if values is None or (values.low == -inf and values.high == inf):
        return "lie on both sides of 0 without limits"
    if values.low is None or values.high is None:
        return f"go down to {values.low:g}" if values.low is not None else f"go up to {values.high:g}"
    return f"go from {values.low:g} to {values.high:g}"


def _perhaps(judged: Judged, always: list[str]) -> Iterator[Claim]:
    """Targets of which nobody knows whether the output can reach them; those of an autoencoder are its own inputs."""
    head = judged.head
    if head.layer is None or judged.model.layers[head.layer].kind not in DENSE:
        return  # a convolution that gives pictures
    if any(training.reproduces for training in judged.trainings):
        return
    told = head.activation in always
    raw = not told and all(_raw_numbers(training) for training in judged.trainings)
    profile: Profile = "default" if told or raw else "strict"
    dies = "; where its input is negative, its gradient is zero" if head.activation == "relu" else ""
    unscaled = ", and nothing scales the targets, which are used as the file has them" if raw else ""
    yield Claim(
        f"The last layer's {_gives(head.activation)}{dies}{unscaled}",
        judged.at,
        "cuts off the output",
        ((judged.loss.anchor, "a loss for regression"),),
        "medium" if raw else judged.confidence,
        _advice(judged, softplus=True),
        profile=profile,
    )


def _raw_numbers(training: Training) -> bool:
    """Whether targets come out of a table untouched, and the metrics say that they are numbers rather than classes."""
    metrics = training.compile.args.get("metrics") if training.compile is not None else None
    if training.y is None or "as_read" not in training.y.traits or metrics is None or not metrics.known:
        return False
    found = metrics.value if isinstance(metrics.value, tuple) else (metrics.value,)
    names = [one if isinstance(one, str) else getattr(one, "kind", "") for one in found]
    return bool(names) and all(name.replace("_", "").lower() in REGRESSION_METRICS for name in names)


def _gives(activation: str) -> str:
    low, high = OUTPUT_RANGES[activation]
    if high == inf:
        return f"{activation} cannot give negative numbers"
    return f"{activation} cannot give numbers outside {low:g} to {high:g}"


def _advice(judged: Judged, softplus: bool) -> str:
    low, high = OUTPUT_RANGES[judged.head.activation]
    if high != inf:
        return f"{repair(judged)} Or scale the targets to lie between {low:g} and {high:g}."
    more = " Where predictions must not be negative, `softplus` gives positive numbers without dying."
    return f"{repair(judged)}{more if softplus else ''}"
