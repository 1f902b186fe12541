"""Keras Tuner: builders that are given hyperparameters, and the models and values that a search ends up with.

What a search may choose is known only where it is one of a few written values; a range is a range and no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.containers import iterate, sweep
from fitlint.reader.run import Call
from fitlint.reader.values import (
    Bound,
    Const,
    Ext,
    Func,
    Inst,
    Item,
    Model,
    Searched,
    Seq,
    Unknown,
    Value,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.reader.run import Run

LIBRARIES = ("keras_tuner.", "kerastuner.")
HYPERPARAMETERS = "keras_tuner.HyperParameters()"


def _hyperparameters(node: object) -> Ext:
    return Ext(HYPERPARAMETERS, None, (), None, node)


def is_tuners(path: str) -> bool:
    """Whether a path leads into Keras Tuner."""
    return path.startswith(LIBRARIES)


def given(run: Run, function: Func, owner: Value | None) -> tuple[Item, ...]:
    """What Keras Tuner passes to a builder and to the methods of a ``HyperModel``.

    The hyperparameters, and to ``fit`` also the model that ``build`` has made of them.
    """
    item = Item(Ext(HYPERPARAMETERS, None, (), None, function.node), None)
    if id(function.node) in run.tuned:
        return (item,)
    cls = function.owner
    if cls is None or not (is_tuners(cls.outside) and cls.outside.endswith(".HyperModel")):
        return ()
    build = cls.find("build")
    if function.name == "fit" and isinstance(build, Func) and owner is not None:
        built = run.call(Bound(owner, "build", build), Call((item,), {}, False, function.node, function.closure))
        return (item, Item(built, None))
    return (item,) if function.name == "build" else ()


def call(run: Run, function: Ext, call: Call) -> Value | None:
    """A call of something of Keras Tuner; None for what is not followed."""
    path = function.path
    if path.startswith(f"{HYPERPARAMETERS}."):
        return _chosen(path[len(HYPERPARAMETERS) + 1 :], call)
    if path.endswith(".HyperParameters"):
        return _hyperparameters(call.node)
    tuner = function.base
    if isinstance(tuner, Ext) and tuner.path.endswith("().hypermodel"):
        tuner = tuner.base
    if not isinstance(tuner, Ext) or not tuner.path.endswith("()"):
        return None
    if path.endswith(".get_best_hyperparameters"):
        return _several(call, "num_trials", lambda: _hyperparameters(call.node))
    if path.endswith(".get_best_models"):
        return _several(call, "num_models", lambda: _built(run, tuner, _hyperparameters(call.node), call))
    if path.endswith(".hypermodel.build"):
        return _built(run, tuner, call.first() or _hyperparameters(call.node), call)
    return None


def _chosen(name: str, call: Call) -> Value:
    """``hp.Choice("lr", [0.1, 0.01])`` is one of the values, ``hp.Float("lr", 0.01, 0.1)`` something between them."""
    if name == "Fixed":
        return call.get(1, "value") or Unknown("a fixed value")
    if name == "Boolean":
        return one_of([sweep(Const(True)), sweep(Const(False))])
    if name == "Choice":
        values = iterate(call.get(1, "values") or Unknown("the values"))
        if values and all(isinstance(value, Const) for value in values):
            return one_of([sweep(value) for value in values])
    if name in ("Int", "Float"):
        low, high = call.get(1, "min_value"), call.get(2, "max_value")
        if isinstance(low, Const) and isinstance(high, Const):
            smallest = low.value if isinstance(low.value, (int, float)) and not low.soft else None
            return Searched(f"a search tries values from {low.value} to {high.value}", smallest)
    if name in ("Int", "Float", "Choice", "get"):
        return Searched("a search tries several values")
    return Ext(f"{HYPERPARAMETERS}.{name}()", None, (), None, call.node)


def _several(call: Call, keyword: str, make: Callable[[], Value]) -> Seq:
    """As many of the best as are asked for."""
    count = call.get(0, keyword)
    number = count.value if isinstance(count, Const) and type(count.value) is int and 0 < count.value <= 10 else 1
    known = count is None or isinstance(count, Const)
    return Seq("list", (make(),) * number, call.node, open_=not known)


def _built(run: Run, tuner: Value | None, hyperparameters: Value, call: Call) -> Value:
    """The model that a tuner's builder makes."""
    hypermodel = None
    if isinstance(tuner, Ext):
        hypermodel = tuner.kwargs.get("hypermodel") or (tuner.args[0] if tuner.args else None)
    if isinstance(hypermodel, Inst):
        method = hypermodel.cls.find("build")
        hypermodel = Bound(hypermodel, "build", method) if isinstance(method, Func) else None
    if isinstance(hypermodel, (Func, Bound)):
        built = run.call(hypermodel, Call((Item(hyperparameters, None),), {}, False, call.node, call.frame))
        if isinstance(built, Model):
            return built
    return Unknown("a model that a search has chosen")
