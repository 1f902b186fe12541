"""FIT201 large-fixed-learning-rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.topology import LEARNING
from fitlint.vocabulary import DENSE, EMBEDDING, RATE_CALLBACKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fitlint.finding import Confidence
    from fitlint.program import Compile, Component, Fact, Model, Optimizer, Program, Training

# Products of tensors, in which weights of the script's own may stand.
PRODUCTS = frozenset({"op:dot", "op:einsum", "op:matmul", "op:tensordot"})
MORE = PRODUCTS | frozenset({"custom", "unknown"})
LINEAR = PRODUCTS | DENSE


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Optimizers that train a model at a constant rate at or above their limit."""
    for compiled in program.compiles:
        if compiled.replaced or not compiled.model.judged or "steered" in compiled.model.uses:
            continue
        if not _lowered_later(program, compiled):
            trainings = [
                t for t in program.trainings if t.compile is compiled or set(t.optimizers) & set(compiled.optimizers)
            ]
            yield from _judge(compiled.model, compiled.optimizers, trainings, limits)
    for training in program.trainings:
        if training.method == "tape":
            yield from _judge(training.model, training.optimizers, [training], limits)


def _is_shallow(model: Model) -> bool:
    """Whether a model is one linear layer at most: such a problem has one minimum, and large steps find it."""
    learning = [layer.kind for layer in model.layers if layer.kind in LEARNING | EMBEDDING | MORE]
    return model.complete and bool(model.layers) and len(learning) <= 1 and LINEAR.issuperset(learning)


def _lowered_later(program: Program, compiled: Compile) -> bool:
    """Whether the model is compiled again with a lower rate and trained on: a schedule by hand."""
    later = program.compiles[program.compiles.index(compiled) + 1 :]
    rates = [
        number
        for training in program.trainings
        if training.model.number == compiled.model.number and training.compile in later
        for number in _rates(training.optimizers)
    ]
    mine = _rates(compiled.optimizers)
    return bool(mine) and bool(rates) and max(rates) < min(mine)


def _rates(optimizers: Sequence[Optimizer]) -> list[float]:
    return [number for optimizer in optimizers if optimizer.rate is not None for number in optimizer.rate.numbers]


def _judge(
    model: Model, optimizers: Sequence[Optimizer], trainings: Sequence[Training], limits: Mapping[str, Any]
) -> Iterator[Claim]:
    factor = limits["shallow_factor"] if _is_shallow(model) else 1
    rates = [_large_rate(optimizer, limits, factor) for optimizer in optimizers]
    if not rates or None in rates or any(_rate_is_steered(training) for training in trainings):
        return
    if trainings and all(training.smoke_test for training in trainings):
        return
    for optimizer, rate in zip(optimizers, rates, strict=True):
        if rate is not None:
            yield _claim(optimizer, rate, bool(trainings), limits)


def _large_rate(optimizer: Optimizer, limits: Mapping[str, Any], factor: float) -> Fact | None:
    """The constant rate of an optimizer when every value it can have is ``factor`` times its limit, else None."""
    rate = optimizer.rate if optimizer.schedule is None else _final_rate(optimizer.schedule)
    if (
        rate is None
        or not rate.numbers
        or rate.swept
        or optimizer.rate_changes
        or _decays(optimizer, limits["min_decay"])
    ):
        return None
    kind = optimizer.name.lower()
    limit = limits["thresholds"].get(kind)
    if limit is None:
        return None
    limit *= factor
    above_only = kind in limits["above_only"]
    return rate if all(number > limit or (number == limit and not above_only) for number in rate.numbers) else None


def _final_rate(schedule: Component) -> Fact | None:
    """Where a schedule ends, for those that may end high; None for schedules that come down."""
    if not schedule.keras:
        return None
    if schedule.kind == "PolynomialDecay" and "cycle" not in schedule.args:
        return schedule.args.get("end_learning_rate")
    if schedule.kind == "ExponentialDecay":
        factor = schedule.args.get("decay_rate")
        return (
            schedule.args.get("initial_learning_rate")
            if factor is not None and factor.numbers and min(factor.numbers) >= 1
            else None
        )
    if schedule.kind == "PiecewiseConstantDecay":
        values = schedule.args.get("values")
        if values is not None and values.known and isinstance(values.value, tuple) and values.value:
            return type(values)((values.value[-1],), "", values.anchor, values.origin)
    return None


def _decays(optimizer: Optimizer, floor: float) -> bool:
    """Whether the legacy ``decay`` lowers the rate, or may."""
    decay = optimizer.args.get("decay")
    if decay is None or decay.options == (None,):
        return False
    return not decay.numbers or max(decay.numbers) >= floor


def _rate_is_steered(training: Training) -> bool:
    """Whether a callback of the training changes the learning rate, or may."""
    return training.callbacks_open or any(
        callback.kind in RATE_CALLBACKS or "sets_learning_rate" in callback.traits for callback in training.callbacks
    )


def _claim(optimizer: Optimizer, rate: Fact, trained: bool, limits: Mapping[str, Any]) -> Claim:
    number, limit = min(rate.numbers), limits["thresholds"][optimizer.name.lower()]
    sure = trained and not rate.overridable and number >= limit * limits["high_confidence_factor"]
    confidence: Confidence = "high" if sure else "medium"
    shown = f"resolves to {number:g}, limit {limit:g}" if rate.origin else f"limit {limit:g}"
    what = "is large and never changes"
    if optimizer.schedule is not None:
        what = "ends high and stays there"
    elif "decay" in optimizer.args:
        what = "is large and hardly changes"
    return Claim(
        f"{optimizer.name} learning rate {number:g} {what}",
        rate.anchor or optimizer.anchor,
        shown,
        tuple((step.anchor, step.text) for step in rate.origin),
        confidence,
    )
