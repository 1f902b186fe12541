"""FIT301 unregularized-deep-dense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.finding import Claim
from fitlint.program import Component
from fitlint.topology import Topology, passes
from fitlint.vocabulary import AUGMENTATION, DENSE, DROPOUT, NOISE, NORM_CONSTRAINTS, NORMALIZATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Fact, Layer, Model, Optimizer, Program, Training

REGULARIZING = DROPOUT | NOISE | NORMALIZATION | AUGMENTATION | frozenset({"ActivityRegularization"})
REGULARIZING_OPS = frozenset({"op:dropout", "op:batch_normalization", "op:layer_normalization"})
REGULARIZING_WRAPPERS = frozenset({"SpectralNormalization", "WeightNormalization"})
OPAQUE = frozenset({"custom", "unknown"})
MOST_SHOWN = 8


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Rows of hidden Dense layers in models that nothing regularizes."""
    for model in program.models:
        if (
            not model.judged
            or not model.complete
            or model.uses & {"own_loss", "steered"}
            or any(_may_regularize(layer) for layer in model.layers)
        ):
            continue
        trainings = program.trainings_of(model)
        if any(_steered(training) for training in trainings) or _decayed(program, model, trainings):
            continue
        if trainings and all(t.rows is not None and t.rows <= limits["few_rows"] for t in trainings):
            continue
        row = _longest_row(model, limits["min_units"])
        if (
            row is None
            or len(row.layers) < limits["min_hidden_layers"]
            or not row.wide
            or _autoencodes(model, trainings)
        ):
            continue
        yield _claim(model, row, trainings, limits["plenty_of_samples"])


class Row(NamedTuple):
    """Hidden Dense layers one after the other; ``wide`` when one of them has enough units, or an unknown number."""

    layers: tuple[int, ...]
    wide: bool


def _longest_row(model: Model, min_units: int) -> Row | None:
    topology = Topology(model)
    rows: dict[int, Row] = {}
    best: Row | None = None
    for index, layer in enumerate(model.layers):
        before = max(
            (rows[i] for i in layer.inputs if i in rows),
            key=lambda row: (len(row.layers), row.wide),
            default=Row((), False),
        )
        if _folds(layer, topology, index):
            rows[index] = before
        elif layer.kind in DENSE and layer.trainable and topology.hidden(index):
            row = Row((*before.layers, index), before.wide or _is_wide(layer, min_units)) if layer.certain else before
            rows[index] = row
            if row.layers and (best is None or (len(row.layers), row.wide) > (len(best.layers), best.wide)):
                best = row
        elif passes(layer):
            rows[index] = before
    return best


def _folds(layer: Layer, topology: Topology, index: int) -> bool:
    """Whether a hidden layer has no activation: it makes one linear map with the next and adds nothing to the row."""
    if layer.kind not in DENSE or not topology.hidden(index):
        return False
    activation = topology.activation(index)
    return activation is not None and activation.name == "linear"


def _is_wide(layer: Layer, min_units: int) -> bool:
    units = layer.arg("units")
    return units is None or not units.numbers or max(units.numbers) >= min_units


def _may_regularize(layer: Layer) -> bool:
    if (
        layer.kind in REGULARIZING | REGULARIZING_OPS | OPAQUE
        or not REGULARIZING_WRAPPERS.isdisjoint(layer.wrapper.replace(")", "").split("("))
        or "**" in layer.args
    ):
        return True
    return any(_regularizes(name, fact) for name, fact in layer.args.items())


def _regularizes(name: str, fact: Fact) -> bool:
    """Whether an argument regularizes, or may: an unknown one might."""
    if name.endswith("_regularizer") and name != "bias_regularizer":
        return not fact.options or any(_has_factor(option) for option in fact.options)
    if name.endswith("_constraint") and name != "bias_constraint":
        return not fact.options or any(getattr(option, "kind", option) in NORM_CONSTRAINTS for option in fact.options)
    return name in ("dropout", "recurrent_dropout") and fact.numbers != (0.0,)


def _has_factor(regularizer: object) -> bool:
    """A regularizer whose factors are all known to be 0 does nothing."""
    if regularizer is None:
        return False
    if not isinstance(regularizer, Component) or not regularizer.args:
        return True
    return any(not fact.numbers or any(fact.numbers) for fact in regularizer.args.values())


def _steered(training: Training) -> bool:
    """Whether the training stops early or sees augmented data, or may.

    A loop of the script's own may add a penalty to its loss; targets that a model makes (reinforcement learning) and
    inputs of fresh noise (a generator) never repeat.
    """
    if training.method == "tape" and "loss" not in training.args:
        return True
    stops = any(
        callback.kind == "EarlyStopping" or "stops_training" in callback.traits for callback in training.callbacks
    )
    data = [d for d in (training.x, training.y) if d is not None]
    return (
        stops
        or training.callbacks_open
        or (training.x is not None and training.x.meaningless)
        or any(d.traits & {"augmented"} for d in data)
        or "predicted" in (training.y.traits if training.y else ())
    )


def _decayed(program: Program, model: Model, trainings: tuple[Training, ...]) -> bool:
    """Whether an optimizer of the model decays weights, or one is not known."""
    compiles = program.compiles_of(model)
    if any("optimizer" in c.args and not c.optimizers for c in compiles):
        return True
    optimizers = [o for c in compiles for o in c.optimizers] + [o for t in trainings for o in t.optimizers]
    return any(_decays_weights(optimizer) for optimizer in optimizers)


def _decays_weights(optimizer: Optimizer) -> bool:
    decay = optimizer.args.get("weight_decay")
    if decay is None:
        return optimizer.name == "AdamW"
    return decay.options != (None,) and decay.numbers != (0.0,)


def _autoencodes(model: Model, trainings: tuple[Training, ...]) -> bool:
    """Trained to reproduce its input through a narrower layer; the bottleneck regularizes.

    Where it is not known what it is trained on, a model as wide at its end as at its start may be meant for that.
    """
    found = [layer.arg("units") for layer in model.layers if layer.kind in DENSE]
    widths = [fact.numbers[0] if fact is not None and len(fact.numbers) == 1 else None for fact in found]
    known = [width for width in widths if width is not None]
    if len(widths) < 2 or not known:
        return False
    last = widths[-1]
    if any(training.reproduces for training in trainings):
        return last is None or min(known) < last
    others = [t for t in trainings if t.x is not None and t.y is not None]
    if trainings and len(others) == len(trainings):
        return False
    return last is not None and last == _input_width(model) and min(known) < last / 2


def _input_width(model: Model) -> float | None:
    """The number of features that a model takes, where it is written down."""
    for layer in model.layers[:2]:
        for name in ("shape", "input_shape", "input_dim"):
            fact = layer.arg(name)
            sizes = fact.value if fact is not None and fact.known else None
            size = sizes[-1] if isinstance(sizes, tuple) and len(sizes) == 1 else sizes
            if isinstance(size, int):
                return float(size)
    return None


def _plenty(trainings: tuple[Training, ...], ratio: float) -> str:
    """The samples and weights in words where each training has more than ``ratio`` samples a weight, else ""."""
    known = [(t.rows, t.weights) for t in trainings if t.rows is not None and t.weights]
    if not known or len(known) < len(trainings) or any(rows <= ratio * weights for rows, weights in known):
        return ""
    rows, weights = min(known, key=lambda pair: pair[0] / pair[1])
    return f"; its {rows:,} samples for {weights:,} weights may be brake enough"


def _claim(model: Model, row: Row, trainings: tuple[Training, ...], plenty_of_samples: float) -> Claim:
    layers = [model.layers[index] for index in row.layers]
    sizes = [
        f"{u.numbers[0]:g}" if (u := layer.arg("units")) is not None and len(u.numbers) == 1 else "?"
        for layer in layers
    ]
    units = ", ".join(sizes if len(sizes) <= MOST_SHOWN else [*sizes[: MOST_SHOWN - 2], "…", sizes[-1]])
    plenty = _plenty(trainings, plenty_of_samples)
    related = tuple((training.anchor, "trained here without early stopping") for training in trainings[:1])
    return Claim(
        f"{len(layers)} hidden Dense layers in a row ({units} units) and nothing regularizes the model{plenty}",
        layers[0].anchor,
        "the row starts here",
        related,
        "high" if trainings and not plenty else "medium",
    )
