"""Where a model ends: the last layer with weights, the activation behind it, the size of the output.

What rules about outputs, losses and labels ask of a model graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fitlint.vocabulary import ACTIVATION, DROPOUT, NOISE, NORMALIZATION, POOLING, RECURRENT, RESHAPING, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.finding import Confidence, Severity
    from fitlint.program import Activation, Anchor, Fact, Labels, Layer, Loss, Model, Program, Training

# They keep the size of the last axis, which holds units or channels.
SAME_WIDTH = (
    DROPOUT
    | NOISE
    | POOLING
    | frozenset(
        {
            "ActivityRegularization", "Cropping1D", "Cropping2D", "Cropping3D", "Identity", "Masking", "RepeatVector",
            "UpSampling1D", "UpSampling2D", "UpSampling3D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D",
            "op:cast", "op:dropout", "op:identity", "op:stop_gradient",
        }
    )
)  # fmt: skip
# They only move values, but the last axis may be another one then.
OTHER_WIDTH = RESHAPING | frozenset({"op:expand_dims", "op:flatten", "op:getitem", "op:reshape", "op:squeeze"})
# What a recurrent layer returns is its activation times a gate between 0 and 1: these keep their range.
GATED = frozenset({"relu", "tanh"})
UNKNOWN = "?"


class Head(NamedTuple):
    """The end of a model before one of its outputs.

    ``layer`` is the index of the last layer with weights, None when it is not known. ``activation`` is the Keras name
    of what the output went through last (``"linear"`` when there is nothing, ``"?"`` when that is not known) and
    ``activation_at`` where it is written, if it is. ``units`` is the size of the output's last axis, None when that is
    not known; ``units_at`` is its place.
    """

    layer: int | None
    activation: str
    activation_at: Anchor | None
    units: int | None
    units_at: Anchor | None


def head(model: Model, output: int) -> Head:
    """The head in front of a layer, by its index: what its values went through last.

    Where a loop of unknown length ends a model, its first round is certain and its last one looks the same.
    """
    first = _first_round(model, output)
    if first is None:
        return _walk(model, output)
    one, other = _walk(model, first), _walk(model, output, sure=False)
    if one.activation != other.activation:
        return _unknown(None)
    return one if one.units == other.units else one._replace(units=None)


def _first_round(model: Model, output: int) -> int | None:
    """Where the certain round of a loop ends whose further rounds may follow up to the output; None without one."""
    repeated, index = [], output
    while not model.layers[index].certain:
        if len(model.layers[index].inputs) != 1:
            return None
        repeated.append(model.layers[index])
        index = model.layers[index].inputs[0]
    first = index
    for later in repeated:
        layer = model.layers[index]
        if not layer.certain or layer.anchor.node is not later.anchor.node or len(layer.inputs) > 1:
            return None
        index = layer.inputs[0] if layer.inputs else output
    return first if repeated else None


def _walk(model: Model, output: int, sure: bool = True) -> Head:
    activation: Activation | None = None
    normalized, same_width = False, True
    current = output
    while True:
        layer = model.layers[current]
        if sure and not layer.certain:
            return _unknown(activation)
        if layer.kind in WEIGHT | RECURRENT:
            return _end(layer, current, activation, normalized, same_width)
        if _activates(layer):
            activation = activation or (None if _linear(layer.activation) else layer.activation)
        elif layer.kind in NORMALIZATION:
            normalized = normalized or activation is None
        elif layer.kind in OTHER_WIDTH:
            same_width = False
        elif layer.kind not in SAME_WIDTH:
            return _unknown(activation)
        if len(layer.inputs) != 1:
            return _unknown(activation)
        current = layer.inputs[0]


def _activates(layer: Layer) -> bool:
    return layer.activation is not None and (layer.kind in ACTIVATION or layer.kind.startswith("op:"))


def _linear(activation: Activation | None) -> bool:
    return activation is None or activation.name == "linear"


def _unknown(activation: Activation | None) -> Head:
    if activation is None:
        return Head(None, UNKNOWN, None, None, None)
    return Head(None, activation.name, activation.anchor, None, None)


def _end(layer: Layer, index: int, activation: Activation | None, normalized: bool, same_width: bool) -> Head:
    """The head that ends at a layer with weights."""
    own = layer.activation
    if layer.kind in RECURRENT and own is not None and own.name not in GATED:
        own = None
    if activation is None and (own is None or (normalized and not _linear(own))):
        name, place = UNKNOWN, None  # normalized after an activation, any number may come out
    else:
        shown = activation or own
        name, place = (shown.name, shown.anchor) if shown is not None else (UNKNOWN, None)
    fact = width_fact(layer) if same_width else None
    return Head(index, name, place, width(layer) if same_width else None, fact.anchor if fact is not None else None)


def width_fact(layer: Layer) -> Fact | None:
    """The argument that gives the size of a layer's last axis."""
    order = layer.arg("data_format")
    if order is not None and order.options not in (("channels_last",), (None,)):
        return None
    if "Bidirectional" in layer.wrapper or "**" in layer.args:
        return None
    return layer.arg("units") or layer.arg("filters")


def width(layer: Layer) -> int | None:
    """The size of a layer's last axis where it is one certain number."""
    fact = width_fact(layer)
    if fact is None or len(fact.numbers) != 1 or fact.overridable:
        return None
    return int(fact.numbers[0])


class Judged(NamedTuple):
    """An output that is certainly trained against a loss of Keras.

    ``trained`` is False where the model is only handed on by a builder; ``trainings`` are the calls that train it.
    """

    model: Model
    head: Head
    loss: Loss
    trainings: tuple[Training, ...]

    @property
    def severity(self) -> Severity | None:
        """A warning at most where the model is compiled and nobody trains it; else as the rule has it."""
        return None if self.trainings or "returned" in self.model.uses else "warning"

    @property
    def confidence(self) -> Confidence:
        """High where the model is trained in this file with a loss that nobody can override."""
        return "high" if self.trainings and not self.loss.overridable else "medium"

    @property
    def at(self) -> Anchor:
        """The place of the output's activation, or of the layer that has none."""
        return self.head.activation_at or self.layer_at

    @property
    def layer_at(self) -> Anchor:
        """The place of the last layer with weights, or of the model where that is not known."""
        return self.model.anchor if self.head.layer is None else self.model.layers[self.head.layer].anchor

    @property
    def labels(self) -> Labels | None:
        """What all its trainings know of their targets, None where they differ, or there is more than one output."""
        if len(self.model.outputs) != 1:
            return None
        found = [training.labels for training in self.trainings]
        if not found or any(one is None or one[:2] != (found[0] or one)[:2] for one in found):
            return None
        return found[0]


def judged_heads(program: Program) -> Iterator[Judged]:
    """Every output of every model that is meant to be trained, with its loss, where both are known."""
    trainings: dict[int, list[Training]] = {}
    for training in program.trainings:
        trainings.setdefault(id(training.compile), []).append(training)
    for compiled in program.compiles:
        if not compiled.replaced and not compiled.model.own_train_step:
            yield from _heads(compiled.model, compiled.losses, tuple(trainings.get(id(compiled), ())))
    for training in program.trainings:
        yield from _heads(training.model, training.losses, (training,))


def _heads(model: Model, losses: tuple[Loss | None, ...], trainings: tuple[Training, ...]) -> Iterator[Judged]:
    if not losses or not model.judged or not model.complete:
        return
    if "applied" in model.uses and "trained" not in model.uses:
        return  # compiled to be evaluated, with weights from elsewhere
    for output, loss in zip(model.outputs, losses, strict=True):
        if loss is not None:
            yield Judged(model, head(model, output), loss, trainings)
