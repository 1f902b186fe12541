"""From the record of a run to the typed program: models, compiles, trainings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fitlint import program as p
from fitlint.reader.containers import SLICE
from fitlint.reader.declared import label_counts
from fitlint.reader.facts import Facts
from fitlint.reader.graph import Graph
from fitlint.reader.losses import losses
from fitlint.reader.origins import origins
from fitlint.reader.provenance import content, sources
from fitlint.reader.rounds import differ
from fitlint.reader.values import (
    Component,
    Const,
    Ext,
    Inst,
    Item,
    Maybe,
    Model,
    Seq,
    Value,
    options,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fitlint.reader.run import Run
    from fitlint.reader.state import CompileRecord, LoopRecord, TrainingRecord


class Builder:
    """Every model, compile and training of a run becomes one object of the program."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.facts = Facts(run)
        self.models: dict[tuple[int, ...], p.Model] = {}
        self.compiles: dict[int, p.Compile] = {}
        self._shown: dict[int, list[Value | None]] = {}  # what a model is evaluated on
        self._evaluated: dict[tuple[int, int], bool] = {}
        for model, other, _, predicts in run.evaluations:
            if not predicts:
                self._shown.setdefault(id(model), []).append(other)

    def model(self, model: Model, cell: Mapping[str, Any]) -> p.Model:
        """A model in a given state."""
        key = (id(model), *(id(part) for part in (*cell["layers"], *cell["compile"])), id(cell["outputs"]))
        found = self.models.get(key)
        if found is None:
            found = self.models[key] = Graph(self.run, self.facts).build(model, cell)
        return found

    def compile(self, record: CompileRecord) -> p.Compile:
        """A compile call."""
        found = self.compiles.get(id(record))
        if found is None:
            optimizer = record.args["optimizer"].value if "optimizer" in record.args else None
            model = self.model(record.model, {**record.model.cell, "compile": (record,)})
            found = self.compiles[id(record)] = p.Compile(
                self.facts.anchor(record.node, record.function),
                model,
                self.facts.facts(record.args),
                self.facts.optimizer_options(optimizer),
                record.replaced,
                losses(self.facts, record.args.get("loss"), model),
            )
        return found

    def training(self, record: TrainingRecord, cell: Mapping[str, Any]) -> p.Training:
        """A training call."""
        compiles = [self.compile(c) for c in record.compile]
        optimizers = (
            [o for c in compiles for o in c.optimizers]
            if record.optimizer is None
            else [self.facts.optimizer(record.optimizer)]
        )
        callbacks, open_ = self.callbacks(record.args.get("callbacks"))
        x, y = record.args.get("x"), record.args.get("y")
        data = x.value if x is not None else None
        model = self.model(record.model, cell)
        made = p.Training(
            record.method,
            self.facts.anchor(record.node, record.function),
            model,
            self.facts.facts(record.args),
            compiles[0] if len(compiles) == 1 else None,
            tuple(optimizers),
            record.open,
            callbacks,
            open_ or record.open,
            self.facts.data(data),
            self.facts.data(y.value) if y is not None else None,
            tuple(self.loop(loop, record, data) for loop in record.loops),
            self.evaluated(record, data),
            record.certain,
            record.function,
            x is not None and y is not None and self.reproduces(x.value, y.value),
            losses(self.facts, record.args.get("loss"), model) if record.direct else (),
            any(not self.same_samples(other, data) for other in record.watched),
        )
        return made if made.rows is None else replace(made, weights=_weights(model))

    def reproduces(self, x: Value, y: Value) -> bool:
        """Whether x is the same data as y, or was made from them: ``x + noise`` from ``x``."""
        target = content(y)
        return self.same_data(x, y) or any(
            isinstance(target, Ext)
            and isinstance(part, Ext)
            and part.path == target.path
            and self.same_data(part, target)
            for part in sources(x)
        )

    def loop(self, loop: LoopRecord, record: TrainingRecord, data: Value | None) -> p.Loop:
        """A loop around a training, and whether held-out data are put through the model in it.

        A prediction counts when the loop runs over folds, or scores predictions; else it may be a sample to look at.
        """
        scored = loop.evaluates or loop.kind == "folds"
        evaluates = any(
            loop in loops and (scored or not predicts) and not self.same_samples(other, data)
            for _, other, loops, predicts in self.run.evaluations
        )
        rebuilds = record.model.cell.birth > loop.births
        varies = not isinstance(data, (Ext, Seq)) or differ(loop) or (evaluates and self.drawn_in(loop, data))
        return p.Loop(self.facts.anchor(loop.node), loop.kind, loop.count, evaluates, rebuilds, varies)

    def drawn_in(self, loop: LoopRecord, data: Value) -> bool:
        """Whether each round of a loop makes data anew, by a call that may make others each time."""
        return any(
            loop in self.run.drawn.get(id(call), (call, ()))[1] and not self.facts.identities.settled(call)
            for call in origins(data) or ()
        )

    def evaluated(self, record: TrainingRecord, data: Value | None) -> bool:
        """Whether the script evaluates the model on other data than the training data."""
        key = id(record.model), 0 if data is None else self.facts.identities.of(data)
        if key not in self._evaluated:
            shown = self._shown.get(key[0], ())
            self._evaluated[key] = any(not self.same_samples(other, data) for other in shown)
        return self._evaluated[key]

    def same_samples(self, one: Value | None, other: Value | None) -> bool:
        """Whether all samples of the first are among those of the other, in whatever batches and order."""
        if other is None:
            return False
        whole, part = _unbatched(other), one
        while part is not None:
            if self.same_data(_unbatched(part), whole):
                return True
            part = _cut_from(_unbatched(part))
        return False

    def same_data(self, one: Value, other: Value) -> bool:
        """Whether two values are the same data, or come from the same place: a loop is run twice to be read once."""
        return same(one, other) or self.facts.identities.equal(one, other)

    def callbacks(self, item: Item | None) -> tuple[tuple[p.Component, ...], bool]:
        """The callbacks of a fit, and whether there may be others that are not known."""
        found: list[p.Component] = []
        open_ = False
        for option in options(item.value) if item is not None else ():
            if isinstance(option, Ext):
                return tuple(found), True
            values = option.items if isinstance(option, Seq) else (option,)
            open_ = open_ or (isinstance(option, Seq) and option.open)
            for value in values:
                for one in options(value.value if isinstance(value, Maybe) else value):
                    component = self.callback(one)
                    if component is not None:
                        found.append(component)
                    elif not (isinstance(one, Const) and one.value is None):
                        open_ = True
        return tuple(found), open_

    def callback(self, value: Value) -> p.Component | None:
        """One callback, or None when it is not known what it does."""
        if isinstance(value, Component):
            return self.facts.component(value, 0)
        if isinstance(value, Inst) and value.cls.keras.startswith("callbacks."):
            return self.facts.own(value)
        if isinstance(value, Ext) and _constructs(value.path) and not self.run.local(value.path):
            objects = any(not isinstance(arg, Const) for arg in (*value.args, *value.kwargs.values()))
            traits = frozenset(("takes_objects",)) if objects else frozenset[str]()
            return p.Component(value.path.removesuffix("()"), {}, self.facts.anchor(value.node), False, traits)
        return None


def _weights(model: p.Model) -> int | None:
    from fitlint.shapes import infer

    return infer(model).trainable


def _unbatched(value: Value) -> Value:
    while isinstance(value, Ext) and value.base is not None and value.path.endswith(REARRANGED):
        value = value.base
    return value


def _cut_from(value: Value) -> Value | None:
    """The array that a value is some rows of."""
    if not isinstance(value, Ext):
        return None
    rows = value.args[0] if value.path.endswith("[]") and len(value.args) == 1 else None
    first = rows.items[0] if isinstance(rows, Seq) and rows.kind == "tuple" and rows.items else rows
    return value.base if isinstance(first, Ext) and first.path == SLICE else None


# Methods of a dataset that keep its samples.
REARRANGED = (".batch()", ".cache()", ".prefetch()", ".repeat()", ".shuffle()")


def _constructs(path: str) -> bool:
    """Whether a path is a call of a class, going by how Python names them."""
    return path.endswith("()") and path[:-2].rpartition(".")[2][:1].isupper()


def unbuilt(run: Run) -> p.Program:
    """The program of a run for whose record there is no memory or time left: it only knows where reading stopped."""
    return p.Program(run.filename, partial=_partial(run, Builder(run)))


def _partial(run: Run, builder: Builder) -> tuple[p.Gap, ...]:
    places = run.partial.values()
    return tuple(p.Gap(None if node is None else builder.facts.anchor(node), why) for node, why in places)


MOST_BUILD_STEPS = 40_000


def build(run: Run) -> p.Program:
    """The program a run recorded. What reading has spent is not missing here."""
    run.limit = run.steps + MOST_BUILD_STEPS
    for model, path in run.loads:
        if path in run.writes:
            model.uses.add("resumed")
    builder = Builder(run)
    trainings = tuple(builder.training(record, record.layers) for record in run.trainings.values())
    compiles = tuple(builder.compile(record) for record in run.compiles)
    models = tuple(builder.model(model, model.cell) for model in run.models)
    gaps = tuple(p.Gap(builder.facts.anchor(node), why) for node, why in run.gaps.values())
    lost = tuple(p.Gap(builder.facts.anchor(node), why) for node, why in run.lost.values())
    counts = tuple(label_counts(run))
    return p.Program(
        run.filename,
        models,
        compiles,
        trainings,
        counts,
        gaps,
        _partial(run, builder),
        run.bare or run.guessed,
        lost,
        run.validates_unread,
    )
