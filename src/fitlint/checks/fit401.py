"""FIT401 missing-validation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.vocabulary import KERAS_BATCH_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Data, Fact, Model, Program, Training


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Fits that nothing held out can steer."""
    for position, training in enumerate(program.trainings):
        if training.method not in ("fit", "fit_generator") or not _lacks_validation(training):
            continue
        if _exempt(training, limits["few_rows"]):
            continue
        if any(_settles(other, training, index < position) for index, other in enumerate(program.trainings)):
            continue
        detail = "; evaluating test data afterwards steers nothing" if training.evaluated else ""
        yield Claim(
            f"`{training.method}` trains without validation data{detail}",
            training.anchor,
            "no validation_data, no validation_split",
            confidence="medium" if training.x is None else "high",
        )


def _settles(other: Training, training: Training, earlier: bool) -> bool:
    """Whether ``training`` is a final retraining.

    The same model, or another one from the same builder, was fitted with validation before.
    """
    if other is training or _lacks_validation(other) or other.method not in ("fit", "fit_generator"):
        return False
    same_object = other.model.number == training.model.number
    if other.model.anchor.node is training.model.anchor.node:
        return earlier or not same_object
    return _plan(other.model) == _plan(training.model) != ()


def _plan(model: Model) -> tuple[object, ...]:
    """The layers of a model with their sizes: the same plan written out twice is the same model."""
    sizes = ("units", "filters", "output_dim", "activation")
    return tuple((layer.kind, *(fact.options for name in sizes if (fact := layer.arg(name)))) for layer in model.layers)


def _lacks_validation(training: Training) -> bool:
    if training.open:
        return False
    return _absent(training.args.get("validation_data")) and _absent(training.args.get("validation_split"))


def _absent(fact: Fact | None) -> bool:
    """Left out, or certainly None, 0 or 0.0. A default that callers replace is not certain."""
    return fact is None or (
        bool(fact.options) and not fact.overridable and all(option in (None, 0) for option in fact.options)
    )


def _exempt(training: Training, few_rows: int) -> bool:
    return (
        training.model.own_train_step
        or "own_loss" in training.model.uses
        or any(callback.traits & {"evaluates", "takes_objects"} for callback in training.callbacks)
        or _cross_validates(training)
        or _feeds_batches(training)
        or training.smoke_test
        or _at_most_one_batch(training)
        or (training.rows is not None and training.rows <= few_rows)
        or (training.evaluated and training.single_epoch)
    )


def _cross_validates(training: Training) -> bool:
    return any(loop.evaluates or (loop.kind == "folds" and training.evaluated) for loop in training.loops)


def _feeds_batches(training: Training) -> bool:
    """One epoch at a time on targets a model made (reinforcement learning), or on batches two loops make by hand."""
    epochs = training.args.get("epochs")
    if epochs is not None and not training.single_epoch:
        return False
    return _has(training.y, "predicted") or len(training.loops) >= 2


def _at_most_one_batch(training: Training) -> bool:
    """An overfitting test on one batch, or a table typed into the script that is all the data there is."""
    if _has(training.x, "one_batch"):
        return True
    rows = training.rows
    batch = training.args.get("batch_size")
    size = KERAS_BATCH_SIZE if batch is None or not batch.numbers else min(batch.numbers)
    return rows is not None and rows <= size


def _has(data: Data | None, trait: str) -> bool:
    return data is not None and trait in data.traits
