"""What callbacks do with a model while it is trained: which data they put through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.run import Call, Exited
from fitlint.reader.state import EXIT, NORMAL
from fitlint.reader.values import (
    Bound,
    Class,
    Component,
    Func,
    Inst,
    Maybe,
    Model,
    Seq,
    Value,
    options,
    parts_of,
)
from fitlint.reader.walk import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.reader.run import Run
    from fitlint.reader.state import Evaluation

EVALUATE = frozenset(
    {
        "evaluate",
        "evaluate_generator",
        "test_on_batch",
        "predict",
        "predict_generator",
        "predict_classes",
        "predict_proba",
        "predict_on_batch",
    }
)
HOOKS = ("on_epoch_end", "on_epoch_begin", "on_train_batch_end", "on_batch_end")
# Methods of a callback class that run when nothing can be steered any more, or not yet.
OUTSIDE = frozenset({"__init__", "on_train_begin", "on_train_end"})
# What scores a model under another name.
SCORES = EVALUATE | {"eval", "validate"}
MOST_HOOKS = 32
"""Hooks that are run in one script; of further callbacks only the text counts."""


def watched(run: Run, model: Model, callbacks: Value, call: Call) -> tuple[Value | None, ...]:
    """The data that callbacks put through the model, or through layers of it, during the epochs.

    None for a callback that mentions a method that evaluates, but was not seen to call one.
    """
    seen: list[Value | None] = []
    for callback in _listed(callbacks):
        found = [evaluation for hook in _hooks(callback) for evaluation in _reached(run, model, callback, hook, call)]
        seen += [one.data for one in found if _related(model, one.model)]
        if not found and isinstance(callback, Inst) and any(_mentions(callback.cls)):
            seen.append(None)
    return tuple(seen)


def _listed(callbacks: Value) -> Iterator[Value]:
    for option in options(callbacks):
        for value in option.items if isinstance(option, Seq) else (option,):
            yield from options(value.value if isinstance(value, Maybe) else value)


def _hooks(callback: Value) -> Iterator[Func | Bound]:
    """What runs at the end of an epoch or batch: methods of the project's own class, functions of a LambdaCallback."""
    if isinstance(callback, Inst) and callback.cls.keras.startswith("callbacks."):
        for name in HOOKS:
            method = callback.cls.find(name)
            if isinstance(method, Func):
                yield Bound(callback, name, method)
    elif isinstance(callback, Component):
        for name in HOOKS:
            given = callback.args.get(name)
            if given is not None and isinstance(given.value, (Func, Bound)):
                yield given.value


def _reached(run: Run, model: Model, callback: Value, hook: Func | Bound, call: Call) -> list[Evaluation]:
    """What a hook evaluates when Keras calls it. It leaves no trace in the run."""
    if run.hooks >= MOST_HOOKS:
        return []
    run.hooks += 1

    def arm() -> str:
        if isinstance(callback, Inst):
            run.state.write(callback.attrs, "model", model)
        try:
            run.call(hook, Call((), {}, True, call.node, call.frame))
        except Exited:
            return EXIT
        return NORMAL

    known = (run.evaluations, run.trainings, run.compiles, run.loops, run.entered)
    run.evaluations, run.trainings, run.compiles, run.loops, run.entered = [], {}, [], [], set(run.entered)
    run.state.uncertain += 1
    try:
        run.state.trial(arm)
        return run.evaluations
    finally:
        run.state.uncertain -= 1
        run.evaluations, run.trainings, run.compiles, run.loops, run.entered = known


def _related(one: Model, other: Model) -> bool:
    """Whether two models are one, or share layers as far as these are known."""
    if one is other or "opaque" in (one.kind, other.kind):
        return True
    mine = {id(one), *map(id, _weighty(one))}
    return not mine.isdisjoint({id(other), *map(id, _weighty(other))})


def _weighty(model: Model) -> Iterable[Value]:
    return (part for part in parts_of(model) if part.kind != "InputLayer")


def _mentions(cls: Class) -> Iterator[bool]:
    """Whether a method of the class, or of its bases in the project, mentions one that evaluates."""
    for base in cls.bases:
        if isinstance(base, Class):
            yield from _mentions(base)
    for name, member in cls.members.items():
        if isinstance(member, Func) and name not in OUTSIDE:
            yield any(type(node).__name__ == "Attribute" and node.attr.value in SCORES for node in below(member.node))
