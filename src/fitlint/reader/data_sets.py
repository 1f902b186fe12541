"""Data sets that come with Keras and scikit-learn: their shapes, their ranges, how many classes their labels have.

Ranges of targets: documentation of ``sklearn.datasets`` ("Targets real 25 - 346").
"""

from __future__ import annotations

from typing import NamedTuple

from fitlint.program import Interval
from fitlint.reader.provenance import given
from fitlint.reader.values import Const, Ext, Value

Dim = int | None
Shape = tuple[Dim, ...]


class DataSet(NamedTuple):
    """A data set as published.

    The shape of one row and of its label, the rows of each part (training and test), and its number of
    classes where they are numbered from 0. ``values`` and ``targets`` are the ranges of what is in rows and in labels.
    """

    row: Shape
    rows: tuple[Dim, ...]
    classes: Dim = None
    label: Shape = ()
    values: Interval | None = None
    targets: Interval | None = None


class Part(NamedTuple):
    """An array of a data set: its shape, the call that loads it, how many classes its labels have, its range."""

    shape: Shape
    loader: Ext
    classes: Dim = None
    values: Interval | None = None


PIXELS = Interval(0, 255)
KERAS_SETS = {
    "mnist": DataSet((28, 28), (60_000, 10_000), 10, values=PIXELS),
    "fashion_mnist": DataSet((28, 28), (60_000, 10_000), 10, values=PIXELS),
    "cifar10": DataSet((32, 32, 3), (50_000, 10_000), 10, (1,), PIXELS),
    "cifar100": DataSet((32, 32, 3), (50_000, 10_000), None, (1,), PIXELS),
    "imdb": DataSet((), (25_000, 25_000), 2),
    "reuters": DataSet((), (8_982, 2_246), 46),
    "boston_housing": DataSet((13,), (404, 102), targets=Interval(5, 50)),
}
CIFAR100 = "keras.datasets.cifar100.load_data()"
CIFAR100_CLASSES = {"fine": 100, "coarse": 20}
SKLEARN_SETS = {
    "load_iris": DataSet((4,), (150,), 3),
    "load_wine": DataSet((13,), (178,), 3),
    "load_breast_cancer": DataSet((30,), (569,), 2),
    "load_digits": DataSet((64,), (1_797,), 10, values=Interval(0, 16)),
    "load_diabetes": DataSet((10,), (442,), targets=Interval(25, 346)),
    "load_boston": DataSet((13,), (506,), targets=Interval(5, 50)),
    "fetch_california_housing": DataSet((8,), (20_640,), targets=Interval(0.15, 5)),
    "fetch_covtype": DataSet((54,), (581_012,)),  # seven classes, but their numbers begin with 1
}
# Arguments that leave a data set as large as it is; any other may take rows away.
HARMLESS = frozenset({"path", "num_words", "nb_words", "seed", "skip_top", "label_mode", "return_X_y", "data_home"})
# What stands behind the call of a loader: which part, and whether it holds labels.
KERAS_PARTS = {"[0][0]": (0, False), "[0][1]": (0, True), "[1][0]": (1, False), "[1][1]": (1, True)}
SKLEARN_PARTS = {
    ".data": (0, False),
    ".target": (0, True),
    "[0]": (0, False),
    "[1]": (0, True),
    "['data']": (0, False),
    "['target']": (0, True),
}


def part_of(value: Ext) -> Part | None:
    """The part of a data set that a value is: ``mnist.load_data()[0][1]``, ``load_iris().target``."""
    way: list[str] = []
    current: Value | None = value
    while isinstance(current, Ext) and not current.path.endswith("()"):
        way.append(_step(current))
        current = current.base
    if not isinstance(current, Ext) or not way:
        return None
    found, parts = _data_set(current)
    chosen = parts.get("".join(reversed(way)))
    if found is None or chosen is None:
        return None
    number, labels = chosen
    whole = current.kwargs.keys() <= HARMLESS
    rows = found.rows[number] if whole else None
    classes = _coarse(current) if current.path == CIFAR100 else found.classes
    shape = (rows, *(found.label if labels else found.row))
    values = found.targets if labels else found.values
    return Part(shape, current, classes if labels and whole else None, values)


def _coarse(loader: Ext) -> Dim:
    """The classes of CIFAR-100, which come in two sizes."""
    mode = given(loader, 0, "label_mode")
    return CIFAR100_CLASSES.get(str(mode.value)) if isinstance(mode, Const) else 100 if mode is None else None


def _step(value: Ext) -> str:
    """How a value is reached from what it is a part of: ``[0]``, ``['data']``, ``.target``."""
    if value.path.endswith("[]"):
        constant = value.args[0] if len(value.args) == 1 else None
        return f"[{constant.value!r}]" if isinstance(constant, Const) and not constant.soft else "[]"
    return value.path[len(value.base.path) :] if isinstance(value.base, Ext) else value.path


def _data_set(loader: Ext) -> tuple[DataSet | None, dict[str, tuple[int, bool]]]:
    """The data set that a call loads, and the names of its parts."""
    head, _, name = loader.path.removesuffix("()").rpartition(".")
    if head.startswith("keras.datasets.") and name == "load_data":
        return KERAS_SETS.get(head.rpartition(".")[2]), KERAS_PARTS
    by_name = not loader.args and loader.kwargs.keys() <= HARMLESS
    return (SKLEARN_SETS.get(name) if by_name and head.startswith("sklearn.datasets") else None), SKLEARN_PARTS
