"""FIT401 missing-validation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.vocabulary import DEFAULT_MONITOR, KERAS_BATCH_SIZE, MONITORING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.finding import Confidence
    from fitlint.program import Component, Data, Fact, Loop, Model, Program, Training

FITS = ("fit", "fit_generator")


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Fits that nothing held out can steer; those of one function or builder together."""
    validated = _validated(program)
    groups: list[list[Claim]] = []
    known: dict[object, list[Claim]] = {}
    for position, training in enumerate(program.trainings):
        if not _is_blind(training) or _exempt(training, limits):
            continue
        others = (found for key in _kinship(training.model) for found in validated.get(key, ()))
        if any(_settles(other, training, index < position) for index, other in others):
            continue
        claim = _claim(training, program, limits)
        keys = _places(training, claim)
        group = next((known[key] for key in keys if key in known), None)
        if group is None:
            groups.append(group := [])
        group.append(claim)
        known.update((key, group) for key in keys if key not in known)
    for claim, *alike in groups:
        places = {id(other.at.node): other for other in alike if other.at.node is not claim.at.node}
        yield replace(claim, alike=tuple(places.values()))


def _validated(program: Program) -> dict[object, list[tuple[int, Training]]]:
    """The trainings with validation and their positions, by what makes another one a retraining of theirs."""
    found: dict[object, list[tuple[int, Training]]] = {}
    for position, training in enumerate(program.trainings):
        if _validates(training):
            for key in _kinship(training.model):
                found.setdefault(key, []).append((position, training))
    return found


def _kinship(model: Model) -> list[object]:
    """What a model shares with others that were made in the same place, or of the same plan."""
    plan = _plan(model)
    return [id(model.anchor.node), plan] if plan else [id(model.anchor.node)]


def _claim(training: Training, program: Program, limits: Mapping[str, Any]) -> Claim:
    idle = [(callback, monitor) for callback in training.callbacks if (monitor := _waits_for(callback))]
    names = " and ".join(dict.fromkeys(f"`{callback.kind}` (waits for `{monitor}`)" for callback, monitor in idle))
    detail = f", so {names} never act{'s' if ' and ' not in names else ''}" if idle else ""
    detail += "; evaluating test data afterwards steers nothing" if training.evaluated else ""
    lesson = _computed(training) or ((epochs := training.most_epochs) is not None and epochs <= limits["few_epochs"])
    return Claim(
        f"`{training.method}` trains without validation data{detail}",
        training.anchor,
        "no validation_data, no validation_split",
        tuple((callback.anchor, f"waits for {monitor}") for callback, monitor in idle if callback.anchor is not None),
        confidence=_confidence(training, program),
        severity="info" if lesson and not idle else None,
    )


def _waits_for(callback: Component) -> str:
    """The validation value that a callback of Keras waits for before it acts; empty for any other."""
    if not callback.keras or callback.kind not in MONITORING:
        return ""
    best = callback.args.get("save_best_only")
    if callback.kind == "ModelCheckpoint" and (best is None or best.options != (True,)):
        return ""
    monitor = callback.args.get("monitor")
    name = DEFAULT_MONITOR if monitor is None else monitor.value if monitor.known else None
    return name if isinstance(name, str) and name.startswith("val_") else ""


def _computed(training: Training) -> bool:
    """Whether all data come from the script itself."""
    data = [training.x, *([training.y] if "y" in training.args else [])]
    return all(one is not None and one.computed for one in data)


def _confidence(training: Training, program: Program) -> Confidence:
    """Low where a validated training of something unread may have been of this model, which is loaded from a file."""
    if "resumed" in training.model.uses and (program.validates_unread or any(map(_validates, program.trainings))):
        return "low"
    return "medium" if training.x is None else "high"


def _places(training: Training, claim: Claim) -> list[object]:
    """What equal findings share that are about trainings in one function, or of models from one builder."""
    told = claim.message, claim.severity, claim.confidence
    found: list[object] = [(*told, training.function)] if training.function else []
    return [*found, (*told, id(training.model.anchor.node))] if training.model.builder else found


def _settles(other: Training, training: Training, earlier: bool) -> bool:
    """Whether ``training`` is a final retraining.

    The same model, or another one of the same plan, was fitted with validation (``other``) on the same data.
    """
    if _other_data(other, training):
        return False
    same_object = other.model.number == training.model.number
    same_place = other.model.anchor.node is training.model.anchor.node
    return earlier or not same_place or not same_object or _alternatives(other, training)


def _alternatives(one: Training, other: Training) -> bool:
    """Whether whoever calls a function chooses which of two trainings in it happens."""
    return one.function == other.function != "" and not (one.certain or other.certain)


def _other_data(one: Training, other: Training) -> bool:
    """Whether two trainings certainly have no source of data in common."""
    if one.x is None or other.x is None or one.x.origins is None or other.x.origins is None:
        return False
    return one.x.identity != other.x.identity and one.x.origins.isdisjoint(other.x.origins)


def _plan(model: Model) -> tuple[object, ...]:
    """The layers of a model with their sizes: the same plan written out twice is the same model.

    Empty where no layer is known.
    """
    sizes = ("units", "filters", "output_dim", "activation")
    if all(layer.opaque for layer in model.layers):
        return ()
    return tuple(
        (layer.kind, layer.opaque, *(fact.options for name in sizes if (fact := layer.arg(name))))
        for layer in model.layers
    )


def _validates(training: Training) -> bool:
    return training.method in FITS and not _is_blind(training)


def _is_blind(training: Training) -> bool:
    if training.open or training.method not in FITS:
        return False
    return _absent(training.args.get("validation_data")) and _absent(training.args.get("validation_split"))


def _absent(fact: Fact | None) -> bool:
    """Left out, or certainly None, 0 or 0.0. A default that callers replace is not certain."""
    return fact is None or (
        bool(fact.options) and not fact.overridable and all(option in (None, 0) for option in fact.options)
    )


def _exempt(training: Training, limits: Mapping[str, Any]) -> bool:
    return (
        training.model.own_train_step
        or "own_loss" in training.model.uses
        or training.watched
        or any("takes_objects" in callback.traits for callback in training.callbacks)
        or any(_validates_rounds(training, loop) for loop in training.loops)
        or _feeds_batches(training)
        or training.smoke_test
        or _at_most_one_batch(training)
        or (training.most_steps is not None and training.most_steps <= limits["few_steps"])
        or (training.rows is not None and training.rows <= limits["few_rows"])
        or (training.evaluated and training.single_epoch)
    )


def _validates_rounds(training: Training, loop: Loop) -> bool:
    """Cross-validation, a comparison of settings on held-out data, or evaluation between the fits of one model.

    Where each round builds and trains the same anew, evaluation comes after all is decided.
    """
    return (loop.evaluates and (loop.varies or not loop.rebuilds)) or (loop.kind == "folds" and training.evaluated)


def _feeds_batches(training: Training) -> bool:
    """One epoch at a time on targets a model made (reinforcement learning), or on batches two loops make by hand."""
    epochs = training.args.get("epochs")
    if epochs is not None and not training.single_epoch:
        return False
    return _has(training.y, "predicted") or sum(not loop.rebuilds for loop in training.loops) >= 2


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
