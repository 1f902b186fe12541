"""What the reader understood, as one JSON object: every value with its place and the chain of places it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import TYPE_CHECKING

from fitlint.inspect import values
from fitlint.inspect.models import Models
from fitlint.shapes import infer

if TYPE_CHECKING:
    from fitlint.finding import Site
    from fitlint.program import (
        Anchor,
        Compile,
        Component,
        Data,
        Fact,
        Gap,
        LabelCounts,
        Layer,
        Model,
        Optimizer,
        Program,
        Training,
    )
    from fitlint.shapes import LayerShape

Json = Mapping[str, object]


def document(program: Program, site: Callable[[Anchor], Site]) -> Json:
    """Return the object that stands for ``program``; ``site`` looks up the place of an anchor.

    Models are referred to by their index in ``models``. Numbers that JSON cannot hold are strings, as are objects.
    """
    return _Document(program, site).program()


class _Document:
    def __init__(self, program: Program, site: Callable[[Anchor], Site]) -> None:
        self._program = program
        self._site = site
        self._models = Models(program)

    def program(self) -> Json:
        program = self._program
        return {
            "filename": program.filename,
            "snippet": program.snippet,
            "partial": self._gaps(program.partial),
            "models": [self._model(model) for model in self._models],
            "compiles": [self._compile(compiled) for compiled in program.compiles],
            "trainings": [self._training(training) for training in program.trainings],
            "label_counts": [self._label_counts(counts) for counts in program.label_counts],
            "lost": self._gaps(program.lost),
            "gaps": self._gaps(program.gaps),
        }

    def _model(self, model: Model) -> Json:
        shapes = infer(model)
        return {
            "kind": model.kind,
            "name": model.name or None,
            "builder": model.builder or None,
            **self._place(model.anchor),
            "uses": sorted(model.uses),
            "own_train_step": model.own_train_step,
            "complete": model.complete,
            "params": {
                "total": shapes.params,
                "trainable": shapes.trainable,
                "non_trainable": shapes.fixed,
                "why_unknown": shapes.why or None,
            },
            "layers": [self._layer(layer, shape) for layer, shape in zip(model.layers, shapes.layers, strict=True)],
            "outputs": list(model.outputs),
            "gaps": self._gaps(model.gaps),
        }

    def _layer(self, layer: Layer, shape: LayerShape) -> Json:
        return {
            "kind": layer.kind,
            "name": layer.name or None,
            "opaque": layer.opaque or None,
            "wrapper": layer.wrapper or None,
            **self._place(layer.anchor),
            "scope": list(layer.scope),
            "inputs": list(layer.inputs),
            "roles": list(layer.roles),
            "shared": layer.shared if layer.shared >= 0 else None,
            "certain": layer.certain,
            "trainable": layer.trainable,
            "activation": layer.activation.name if layer.activation else None,
            "output_shape": _shape(shape),
            "output_shape_unknown": shape.why or None,
            "params": shape.params,
            "params_unknown": shape.why_params or None,
            "args": self._facts(layer.args),
        }

    def _compile(self, compiled: Compile) -> Json:
        return {
            **self._place(compiled.anchor),
            "model": self._models.number(compiled.model),
            "replaced": compiled.replaced,
            "optimizers": [self._optimizer(optimizer) for optimizer in compiled.optimizers],
            "args": self._facts(compiled.args),
        }

    def _optimizer(self, optimizer: Optimizer) -> Json:
        return {
            "name": optimizer.name,
            **self._place(optimizer.anchor),
            "learning_rate": self._fact(optimizer.rate) if optimizer.rate else None,
            "schedule": self._component(optimizer.schedule) if optimizer.schedule else None,
            "learning_rate_changes": [self._place(anchor) for anchor in optimizer.rate_changes],
            "args": self._facts(optimizer.args),
        }

    def _training(self, training: Training) -> Json:
        compiled = training.compile
        return {
            "method": training.method,
            **self._place(training.anchor),
            "function": training.function or None,
            "model": self._models.number(training.model),
            "compile": self._place(compiled.anchor) if compiled else None,
            "optimizers": [self._optimizer(optimizer) for optimizer in training.optimizers],
            "x": _data(training.x),
            "y": _data(training.y),
            "y_is_x": values.same(training.x, training.y),
            "args": self._facts(training.args),
            "more_args_possible": training.open,
            "callbacks": [self._component(callback) for callback in training.callbacks],
            "more_callbacks_possible": training.callbacks_open,
            "loops": [
                {**self._place(loop.anchor), "over": loop.kind, "count": loop.rounds, "evaluates": loop.evaluates}
                for loop in training.loops
            ],
            "evaluated": training.evaluated,
            "certain": training.certain,
        }

    def _label_counts(self, counts: LabelCounts) -> Json:
        return {
            "key": counts.key,
            **self._place(counts.anchor),
            "loaded": self._place(counts.loaded) if counts.loaded else None,
            "counts": {label: _value(count) for label, count in counts.counts},
        }

    def _component(self, component: Component) -> Json:
        return {
            "kind": component.kind,
            "keras": component.keras,
            **(self._place(component.anchor) if component.anchor else {}),
            "traits": sorted(component.traits),
            "args": self._facts(component.args),
        }

    def _facts(self, facts: Mapping[str, Fact]) -> Json:
        return {name: self._fact(fact) for name, fact in facts.items()}

    def _fact(self, fact: Fact) -> Json:
        return {
            "values": [_value(option) for option in fact.options],
            "why_unknown": fact.why or None,
            "overridable": fact.overridable,
            "swept": fact.swept,
            "at": self._place(fact.anchor) if fact.anchor else None,
            "origin": [{**self._place(step.anchor), "text": step.text} for step in fact.origin],
        }

    def _gaps(self, gaps: Iterable[Gap]) -> list[Json]:
        return [{"at": self._place(gap.anchor) if gap.anchor else None, "why": gap.why} for gap in gaps]

    def _place(self, anchor: Anchor) -> Json:
        site = self._site(anchor)
        return {
            "filename": site.filename,
            "cell": site.cell,
            "location": {"row": site.row, "column": site.column},
            "end_location": {"row": site.end_row, "column": site.end_column},
        }


def _shape(shape: LayerShape) -> object:
    """Return the shape as a list, a list of lists for several outputs, None when it is not fully known."""
    if shape.shapes is None:
        return None
    found = [list(dims) for dims in shape.shapes]
    return found[0] if len(found) == 1 else found


def _data(data: Data | None) -> Json | None:
    return {"kind": data.kind, "traits": sorted(data.traits)} if data else None


def _value(found: object) -> object:
    """Return a scalar or a list of them as it is, and anything else in words."""
    if isinstance(found, (tuple, list)):
        return [_value(item) for item in found]
    if isinstance(found, float):
        return found if isfinite(found) else str(found)
    if isinstance(found, int) and found.bit_length() > 1_000:
        return values.value(found)
    if found is None or isinstance(found, (bool, int, str)):
        return found
    return values.value(found)
