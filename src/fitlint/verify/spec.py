"""From the typed program to a specification: all that is needed to build and train a model again, as plain JSON data.

Nothing in it can run: classes and arguments come from the lists in :mod:`fitlint.verify.allowed`, everything else is a
number, a name or a shape. A model that cannot be rebuilt in full raises :class:`Unbuildable` with the reason.

A specification is a mapping with these keys::

    version    1
    layers     in topological order, each with "class", "config", "inputs" (indexes); an "InputLayer" has a config of
               "shape" (without the batch; None where a size is not known) and "integers". "shared" numbers one
               object that is called several times, "wrapper" is the layer around it, "frozen" is True where nothing
               is learnt
    output     index of the layer whose result is trained on
    optimizer  "class" and "config" (with a "learning_rate", a number), and "schedule" (class and config), if any; None
               for what is not trained
    loss       "class" and "config", or None
    fit        "epochs", "batch_size", "steps_per_epoch", "class_weight" (by class, or None), "validated", "stops_early"
    counts     samples of each declared class, or None
    labels     "encoding" (as in :class:`fitlint.program.Labels`) and "classes" (or None) of the labels, or None
    data       "x" and "y" as recipes ("step", "sources", "settings"), or "why" there are none
    flagged    index of the layer a finding points at, or None
    notes      what differs from the script, in sentences
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.program import Component, Unclear
from fitlint.verify import allowed
from fitlint.verify.layers import UNKNOWN_CLASSES, LayerSpecs, Unbuildable, plain
from fitlint.vocabulary import KERAS_BATCH_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fitlint.program import Compile, Data, Fact, LabelCounts, Optimizer, Recipe, Training
    from fitlint.verify.subject import Subject

VERSION = 1
STEERING = ("ReduceLROnPlateau", "LearningRateScheduler")

Spec = dict[str, Any]

__all__ = ["VERSION", "Spec", "Unbuildable", "arrays_in", "build", "left_out"]


def build(subject: Subject, recipe: Callable[[Data], Recipe], *, trained: bool = True) -> Spec:
    """Return the specification of a subject; ``recipe`` tells how data come about. Raises :class:`Unbuildable`.

    If it is not to be ``trained``, loss and optimizer are left out, and need not be known.
    """
    model, notes = subject.model, list[str]()
    if model is None:
        raise Unbuildable("which model it is about is not known")
    if trained and model.own_train_step:
        raise Unbuildable("the model trains with a step of its own")
    if trained and "own_loss" in model.uses:
        raise Unbuildable("the model adds a loss of its own")
    loss = _loss(subject.compiled, subject.training) if trained else None
    labels = subject.training.labels if subject.training is not None else None
    classes = labels.classes if labels is not None else None
    if classes is None and (loss is None or allowed.LOSSES[loss["class"]] in ("classes", "one_hot")):
        classes = UNKNOWN_CLASSES
    layers, output, flagged = LayerSpecs(model, subject.layer, notes, classes, trained=trained).built()
    return {
        "version": VERSION,
        "layers": layers,
        "output": output,
        "optimizer": _optimizer(subject.optimizer, subject.compiled, subject.training, notes) if trained else None,
        "loss": loss,
        "fit": _fit(subject.training, notes),
        "counts": _counts(subject.counts),
        "labels": {"encoding": labels.encoding, "classes": labels.classes} if labels is not None else None,
        "data": _data(subject.training, recipe),
        "flagged": flagged,
        "notes": list(dict.fromkeys(notes)),
    }


def arrays_in(file: str | int, x: str = "x", y: str = "y") -> Spec:
    """Return the recipes of two arrays in an npz file, which may be an open one without a name."""
    opened: Spec = {"file": file} if isinstance(file, str) else {"descriptor": file}
    load = {"step": "load", "sources": [], "settings": opened}
    return {name: {"step": "entry", "sources": [load], "settings": {"key": key}} for name, key in (("x", x), ("y", y))}


def left_out(callbacks: Sequence[str]) -> list[str]:
    """Return notes on callbacks that steer a training and are not rebuilt."""
    return [f"without the callback {kind}" for kind in STEERING if kind in callbacks]


def recipe_document(recipe: Recipe) -> Spec:
    """Return a recipe as plain data."""
    sources = [recipe_document(source) for source in recipe.sources]
    return {"step": recipe.step, "sources": sources, "settings": {k: _listed(v) for k, v in recipe.settings.items()}}


def _listed(value: object) -> object:
    return [_listed(item) for item in value] if isinstance(value, (tuple, list)) else value


def _optimizer(
    optimizer: Optimizer | None, compiled: Compile | None, training: Training | None, notes: list[str]
) -> Spec:
    if optimizer is None:
        given = compiled is not None and "optimizer" in compiled.args
        if compiled is None or given:
            raise Unbuildable("the optimizer is not known" if given else "how the model is trained is not known here")
        return {"class": "RMSprop", "config": {"learning_rate": allowed.DEFAULT_RATES["RMSprop"]}}  # Keras' default
    config = _optimizer_config(optimizer, notes)
    made: Spec = {"class": optimizer.name, "config": config}
    held = training.held_rate if training is not None else None
    if held is not None and held.numbers:
        config["learning_rate"] = min(held.numbers)
        return made
    if optimizer.schedule is not None:
        made["schedule"] = _schedule(optimizer.schedule, notes)
        config["learning_rate"] = allowed.DEFAULT_RATES[optimizer.name]
    elif optimizer.rate is None:
        config["learning_rate"] = allowed.DEFAULT_RATES[optimizer.name]
    elif not optimizer.rate.numbers:
        raise Unbuildable(f"the learning rate is not known ({optimizer.rate.why})")
    else:
        config["learning_rate"] = min(optimizer.rate.numbers)
    decay = optimizer.args.get("decay")
    if decay is not None and decay.numbers and max(decay.numbers) > 0:
        rate = {"initial_learning_rate": config["learning_rate"], "decay_steps": 1, "decay_rate": max(decay.numbers)}
        made["schedule"] = {"class": "InverseTimeDecay", "config": rate}
    return made


def _optimizer_config(optimizer: Optimizer, notes: list[str]) -> Spec:
    """The arguments but for the rate and its decay."""
    names = allowed.OPTIMIZERS.get(optimizer.name)
    if names is None:
        raise Unbuildable(f"the optimizer {optimizer.name} is not among those that are rebuilt")
    given = {name: f for name, f in optimizer.args.items() if name not in ("learning_rate", "decay", "name")}
    odd = next((name for name in given if name not in names), None)
    if odd is not None:
        raise Unbuildable(f"{optimizer.name} has the argument `{odd}`, which is not rebuilt")
    return {name: plain(fact, f"{optimizer.name}({name}=)", notes) for name, fact in given.items()}


def _schedule(schedule: Component, notes: list[str]) -> Spec:
    if not schedule.keras or schedule.kind not in allowed.SCHEDULES:
        raise Unbuildable(f"the schedule {schedule.kind} is not among those that are rebuilt")
    config = {k: plain(fact, f"{schedule.kind}({k}=)", notes) for k, fact in schedule.args.items() if k != "name"}
    return {"class": schedule.kind, "config": config}


def _loss(compiled: Compile | None, training: Training | None) -> Spec:
    args: Mapping[str, Fact] = compiled.args if compiled is not None else training.args if training is not None else {}
    fact = args.get("loss")
    if fact is None:
        raise Unbuildable("the loss is not known")
    if not fact.options:
        raise Unbuildable(f"the loss is not known ({fact.why})")
    loss = fact.options[0]
    if isinstance(loss, (tuple, dict)):
        raise Unbuildable("the model has several losses")
    config: Spec = {}
    name = loss if isinstance(loss, str) else getattr(loss, "kind", "")
    if isinstance(loss, Component):
        if not loss.keras:
            raise Unbuildable(f"the loss `{name}` is the project's own")
        for key, value in loss.args.items():
            if key in ("name", "reduction", "dtype"):
                continue
            if key not in allowed.LOSS_ARGUMENTS:
                raise Unbuildable(f"the loss {name} has the argument `{key}`, which is not rebuilt")
            config[key] = plain(value, f"{name}({key}=)", [])
    kind = allowed.loss_class(name)
    if kind is None:
        shown = f"loss {name}" if isinstance(loss, Component) else "loss"  # a text may come out of a settings file
        raise Unbuildable(f"the {shown} is not among those that are rebuilt")
    return {"class": kind, "config": config}


def _fit(training: Training | None, notes: list[str]) -> Spec:
    args = training.args if training is not None else {}
    validated = any(
        name in args and args[name].options not in ((None,), (0,), (0.0,))
        for name in ("validation_data", "validation_split")
    )
    callbacks = [callback.kind for callback in training.callbacks] if training is not None else []
    held = training is not None and training.held_rate is not None
    notes.extend(left_out([kind for kind in callbacks if not (held and kind == "LearningRateScheduler")]))
    return {
        "epochs": _count(args, ("epochs", "nb_epoch"), 1),
        "batch_size": _count(args, ("batch_size",), KERAS_BATCH_SIZE),
        "steps_per_epoch": _count(args, ("steps_per_epoch",), None),
        "class_weight": _class_weight(args.get("class_weight")),
        "validated": validated,
        "stops_early": "EarlyStopping" in callbacks,
    }


def _count(args: Mapping[str, Fact], names: tuple[str, ...], default: int | None) -> int | None:
    """Return the largest value an argument can have: what all possibilities reach; the default when it is not known."""
    for name in names:
        fact = args.get(name)
        if fact is not None and fact.numbers and max(fact.numbers) >= 1:
            return int(max(fact.numbers))
    return default


def _class_weight(fact: Fact | None) -> dict[str, float] | None:
    if fact is None or not fact.known or not isinstance(fact.value, dict):
        return None
    weights = {str(key): weight.numbers[0] for key, weight in fact.value.items() if len(weight.numbers) == 1}
    return weights if len(weights) == len(fact.value) and all(key.isdecimal() for key in weights) else None


def _counts(counts: LabelCounts | None) -> list[float] | None:
    if counts is None:
        return None
    numbers = [count for _, count in counts.counts]
    if len(numbers) == 1:  # a share of the positive class, or a ratio
        numbers = [1 - numbers[0], numbers[0]] if numbers[0] < 1 else [numbers[0], 1.0]
    return numbers


def _data(training: Training | None, recipe: Callable[[Data], Recipe]) -> Spec:
    """The recipes of x and y, or why there are none."""
    if training is None or training.x is None or training.y is None:
        why = "what it is trained on is not known"
        return {"why": why if training is not None else "no training of it is known here"}
    try:
        return {name: recipe_document(recipe(data)) for name, data in (("x", training.x), ("y", training.y))}
    except Unclear as unclear:
        return {"why": str(unclear)}
