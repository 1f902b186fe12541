"""The models of the grid, small ones as people write them, and its cells: which model on which data."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from verify.samples import SETS, Samples, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS, FILTERS = 32, 16
RATES = {"SGD": (0.1, 0.3, 1.0), "Adam": (0.01, 0.03, 0.1, 0.3), "RMSprop": (0.01, 0.03, 0.1)}
SIGMOID_RATES = {"SGD": (0.01, 0.1), "Adam": (0.001, 0.01), "RMSprop": (0.001,)}
HEADS = {
    "FIT304": (("softmax", "BinaryCrossentropy", {}),),
    "FIT305": (("linear", "BinaryCrossentropy", {}), ("linear", "SparseCategoricalCrossentropy", {}),
               ("relu", "SparseCategoricalCrossentropy", {})),
    "FIT306": (("sigmoid", "SparseCategoricalCrossentropy", {}), ("tanh", "BinaryCrossentropy", {}),
               ("softmax", "SparseCategoricalCrossentropy", {"from_logits": True}),
               ("softmax", "BinaryCrossentropy", {})),
}  # fmt: skip


class Cell(NamedTuple):
    """One model on one data set. ``count`` samples at most, ``ratio`` of two classes to each other, 0 for as it is."""

    data: str
    depth: int
    optimizer: str = "Adam"
    rate: float = 0.001
    kind: str = "Dense"
    activation: str = "relu"
    width: int = UNITS
    count: int = 0
    ratio: int = 0
    head: tuple[str, str, dict[str, Any]] | None = None

    @property
    def samples(self) -> Samples:
        """The data."""
        found = samples(self.data)
        found = found.unbalanced(self.ratio) if self.ratio else found
        return found.few(self.count) if self.count else found

    def __str__(self) -> str:
        shown = f"{self.data:15} {self.kind:6} {self.depth} {self.optimizer:7} {self.rate:<6g}"
        shown += f" n={self.count}" if self.count else ""
        shown += f" {self.ratio}:1" if self.ratio else ""
        return f"{shown} {self.head[0]}+{self.head[1]}" if self.head else shown


def specification(cell: Cell) -> dict[str, Any]:
    """Return what the verifier would rebuild of a script with this model."""
    data = cell.samples
    layers: list[dict[str, Any]] = []

    def add(kind: str, **config: Any) -> None:
        layers.append({"class": kind, "config": config, "inputs": [len(layers) - 1] if layers else []})

    add("InputLayer", shape=list(data.x.shape[1:]), integers=bool(data.tokens))
    if data.tokens:
        add("Embedding", input_dim=data.tokens, output_dim=16)
    for index in range(cell.depth):
        if cell.kind == "Dense":
            add("Dense", units=cell.width, activation=cell.activation)
        elif cell.kind == "Conv2D":
            add("Conv2D", filters=FILTERS, kernel_size=3, padding="same", activation=cell.activation)
            if index < 2:
                add("MaxPooling2D")
        else:
            add(cell.kind, units=FILTERS, return_sequences=index < cell.depth - 1)
    if cell.kind == "Conv2D":
        add("Flatten")
        add("Dense", units=UNITS, activation=cell.activation)
    usual = {0: ("linear", "MeanSquaredError", {}), 2: ("sigmoid", "BinaryCrossentropy", {})}
    ending, loss, config = cell.head or usual.get(data.classes, ("softmax", "SparseCategoricalCrossentropy", {}))
    single = data.classes in usual and "Categorical" not in loss
    add("Dense", units=1 if single else data.classes, activation=ending)
    fit = {"epochs": 50, "batch_size": 32, "steps_per_epoch": None, "class_weight": None}
    counts = [float((data.y == label).sum()) for label in range(2)] if cell.ratio else None
    return {
        "layers": layers, "output": len(layers) - 1, "flagged": 1, "counts": counts, "labels": None, "notes": [],
        "optimizer": {"class": cell.optimizer, "config": {"learning_rate": cell.rate}},
        "loss": {"class": loss, "config": config}, "data": {"why": "not shown"},
        "fit": {**fit, "validated": False, "stops_early": False},
    }  # fmt: skip


def cells(rule: str, family: str, which: str) -> Iterator[Cell]:
    """Yield the cells on which a rule's verdicts are tried; none where the rule does not look at such models."""
    names = SETS[family, which]
    kinds = {"mlp": ("Dense",), "cnn": ("Conv2D",), "rnn": ("LSTM", "GRU")}[family]
    yield from _MAKERS[rule](names, kinds, family)


def _rates(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
    depths = {"mlp": (2, 3, 5), "cnn": (1, 2), "rnn": (1,)}[family]
    for name, kind, depth, optimizer in itertools.product(names, kinds, depths, RATES):
        yield from (Cell(name, depth, optimizer, rate, kind) for rate in RATES[optimizer])


def _sigmoids(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
    if family == "rnn":
        return
    for name, kind, depth, optimizer in itertools.product(names, kinds, (2, 3, 5), SIGMOID_RATES):
        rates = SIGMOID_RATES[optimizer]
        yield from (Cell(name, depth, optimizer, rate, kind, "sigmoid") for rate in rates)


def _shares(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
    if family == "rnn":
        return
    names = (*names, "affairs") if "wine" in names else names
    for name, kind, ratio in itertools.product(names, kinds, (10, 19, 50)):
        yield Cell(name, 2, "Adam", 0.001, kind, ratio=ratio)
        yield Cell(name, 3, "SGD", 0.01, kind, width=64, ratio=ratio)


def _capacities(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
    if family != "mlp":
        return
    for name, count in itertools.product(names, (100, 0)):
        for depth, width in ((3, 64), (5, 32)):
            yield Cell(name, depth, "Adam", 0.001, width=width, count=count)
            yield Cell(name, depth, "SGD", 0.05, width=width, count=count)


def _unseen(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
    for name, kind, count, depth in itertools.product(names, kinds, (100, 0), (1, 3) if family == "mlp" else (1, 2)):
        yield Cell(name, depth, "Adam", 0.001, kind, count=count)
        yield Cell(name, depth, "SGD", 0.01, kind, count=count)


def _heads(rule: str) -> Any:
    def made(names: tuple[str, ...], kinds: tuple[str, ...], family: str) -> Iterator[Cell]:
        for name, kind, head in itertools.product(names, kinds, HEADS[rule]):
            classes = samples(name).classes
            single = head[1] == "BinaryCrossentropy" and (rule == "FIT304" or head[0] != "softmax")
            if classes == 2 if single else classes > 2:
                for optimizer, rate in (("Adam", 0.001), ("SGD", 0.01)):
                    yield Cell(name, 2, optimizer, rate, kind, head=head)

    return made


_MAKERS: dict[str, Any] = {
    "FIT101": _shares,
    "FIT201": _rates,
    "FIT201-own": _rates,
    "FIT301": _capacities,
    "FIT302": _sigmoids,
    "FIT401": _unseen,
    **{rule: _heads(rule) for rule in HEADS},
}
RULES = tuple(_MAKERS)
"""The rules that are tried; ``-own`` behind one says that it is given the data although it can do without."""
