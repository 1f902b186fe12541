"""What an experiment is run on: the specification with all its sizes, and data, the user's own where there are any."""

from __future__ import annotations

import math
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fitlint.verify import sizes
from fitlint.verify.allowed import LOSSES
from fitlint.verify.fixes import FIXES, WORDS, NoFix, last_weight_layer
from fitlint.verify.layers import Unbuildable
from fitlint.verify.spec import arrays_in
from fitlint.verify.worker import tables
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.synthetic import teacher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from fitlint.finding import Basis
    from fitlint.verify.spec import Spec
    from fitlint.verify.worker.lab import Lab, Network, Training
    from fitlint.verify.worker.targets import Targets

MOST_VALUES = 20_000
"""Values of one synthetic sample: 2,560 of them are 400 MB while they are made."""
HELD_OUT = 0.2
FEWEST = 40
"""Fewer samples tell a good fit from a lucky one by chance alone."""


class Bench(NamedTuple):
    """One task: a specification whose sizes are all known, and data for it."""

    spec: Spec
    dataset: Dataset

    def arm(self, fix: str) -> Spec:
        """Return the specification with a fix applied. Raises :class:`fitlint.verify.fixes.NoFix`."""
        return FIXES[fix](self.spec)


class Job(NamedTuple):
    """An experiment to run.

    ``parameters`` are those of the rule's recipe, ``data`` a file of the user's (``"x"`` and ``"y"`` recipes) or
    empty, ``others`` the fixes of other findings about the same model, by code.
    """

    spec: Spec
    parameters: Mapping[str, Any]
    data: Mapping[str, Any]
    others: Mapping[str, str]

    @property
    def seeds(self) -> range:
        """The seeds of the experiment."""
        return range(int(self.parameters.get("seeds", 3)))


class Ground(NamedTuple):
    """The benches of an experiment and what they rest on. ``notes`` says what differs from the script."""

    basis: Basis
    benches: Sequence[Bench]
    notes: Sequence[str]


def own_data(lab: Lab, job: Job) -> Ground:
    """Return a bench with the user's data. Raises :class:`fitlint.verify.worker.tables.DataError`."""
    recipes = job.data or job.spec["data"]
    if "x" not in recipes:
        raise tables.DataError(recipes.get("why", "there are none"))
    x, y = tables.made(recipes["x"]), tables.made(recipes["y"])
    if len(x) != len(y):
        raise tables.DataError(f"x has {len(x)} samples, y {len(y)}")
    if len(x) < FEWEST:
        raise tables.DataError(f"{len(x)} samples are too few")
    if not np.isfinite(x.astype(np.float64)).all():
        raise tables.DataError("the inputs have missing values")
    notes = []
    if len(x) > sizes.MOST_SAMPLES:
        notes.append(f"{sizes.MOST_SAMPLES:,} of {len(x):,} samples")
        chosen = np.random.default_rng(0).permutation(len(x))[: sizes.MOST_SAMPLES]
        x, y = x[chosen], y[chosen]
    spec = _fitted(job.spec, x)
    targets = lab.network(spec).targets
    try:
        made = targets.of(y)
    except ValueError as error:
        raise tables.DataError(str(error)) from None
    integers = any(layer["config"].get("integers") for layer in spec["layers"] if layer["class"] == "InputLayer")
    inputs = x.astype(np.int32 if integers else np.float32)

    def split() -> Dataset:
        whole = Dataset([inputs], made, [inputs[:0]], made[:0], "your data")
        return whole.reshuffled(0, HELD_OUT, targets.class_of(made))

    return Ground("your data", [Bench(spec, lab.dataset([recipes, targets.kind, targets.shape], split))], notes)


def _fitted(spec: Spec, x: NDArray[Any]) -> Spec:
    shapes = sizes.input_shapes(spec)
    if len(shapes) != 1:
        raise tables.DataError("the model has several inputs")
    known, shape = shapes[0], x.shape[1:]
    if len(known) == len(shape) + 1 and known[-1] == 1:
        shape = (*shape, 1)
    if len(known) != len(shape) or any(want not in (None, size) for want, size in zip(known, shape, strict=True)):
        shown = "x".join("?" if size is None else str(size) for size in known)
        raise tables.DataError(f"a sample has the shape {'x'.join(map(str, shape))}, the model takes {shown}")
    return sizes.fitted(spec, [shape])


def synthetic(lab: Lab, job: Job, tasks: Sequence[str]) -> Ground:
    """Return a bench for each synthetic task, at each width that is tried when the real one is not known."""
    small = sizes.shrunk(sizes.fed_with_vectors(job.spec))
    widths = sizes.UNKNOWN_WIDTHS if sizes.open_width(small) else sizes.UNKNOWN_WIDTHS[:1]
    benches, notes = [], []
    for width in widths:
        spec = sizes.filled(small, width)
        most = max((math.prod(size or 1 for size in shape) for shape in sizes.input_shapes(spec)), default=0)
        if most > MOST_VALUES:
            raise Unbuildable(f"one sample has {most:,} values, more than the {MOST_VALUES:,} that are tried")
        try:
            network = lab.network(spec)
        except Unbuildable:  # narrowing may have broken what two branches agree on
            spec = sizes.filled(sizes.fed_with_vectors(job.spec), width)
            network = lab.network(spec)
        for name in tasks:
            key = [name, spec["layers"], spec["output"], spec["loss"]]
            benches.append(Bench(spec, lab.dataset(key, partial(_task, spec, network, name))))
    if _sizes(small) != _sizes(sizes.fed_with_vectors(job.spec)):
        notes.append("a narrower copy of the model")
    if len(widths) > 1:
        notes.append(f"with {' and '.join(map(str, widths))} inputs, for their number is not known")
    return Ground("synthetic tasks", benches, notes)


def ground(lab: Lab, job: Job, tasks: Sequence[str]) -> Ground:
    """Return the user's data where they can be had, else synthetic tasks, with the reason among the notes."""
    try:
        return own_data(lab, job)
    except tables.DataError as error:
        found = synthetic(lab, job, tasks)
        wanted = bool(job.data) or "x" in job.spec["data"]
        why = [f"your data are left out: {error}"] if wanted else []
        return found._replace(notes=[*found.notes, *why])


def _task(spec: Spec, network: Network, name: str) -> Dataset:
    most = [
        _vocabulary(spec, index) if layer["config"]["integers"] else None
        for index, layer in enumerate(spec["layers"])
        if layer["class"] == "InputLayer"
    ]
    return teacher(network.shapes, network.targets, correlated=name == "correlated-teacher", integers=most)


def _vocabulary(spec: Spec, index: int) -> int:
    """How many whole numbers an input may hold: what the layer behind it has room for."""
    rooms = [layer["config"].get("input_dim") for layer in spec["layers"] if index in layer["inputs"]]
    return min((room for room in rooms if isinstance(room, int)), default=2)


def _sizes(spec: Spec) -> list[Any]:
    names = ("units", "filters", "shape")
    return [[layer["config"].get(name) for name in names] for layer in spec["layers"]]


def healed(job: Job, bench: Bench, *, answers_kept: bool = True) -> tuple[Bench, list[str]]:
    """Return the bench with the fixes of the other findings applied, and what was done, in words.

    With ``answers_kept``, those are left out that ask for answers of another form than the bench has.
    """
    spec, done = deepcopy(bench.spec), []
    for code, fix in job.others.items():
        try:
            fixed = FIXES[fix](spec)
            other = answers_kept and _answer(fixed) != _answer(spec)
        except NoFix:
            continue
        if other:
            continue
        spec = fixed
        done.append(f"{WORDS[fix]} ({code})")
    return Bench(spec, bench.dataset), done


def _answer(spec: Spec) -> tuple[bool, int | None]:
    """What a target looks like: whether it is the number of a class, and how many outputs there are."""
    config = spec["layers"][last_weight_layer(spec)]["config"]
    return LOSSES[spec["loss"]["class"]] == "classes", config.get("units", config.get("filters"))


def all_healed(job: Job, benches: Sequence[Bench]) -> tuple[list[Bench], list[str]]:
    """Return the benches as :func:`healed` does, and what was done, which is the same for all."""
    made = [healed(job, bench) for bench in benches]
    return [bench for bench, _ in made], made[0][1]


def constant(training: Training) -> float:
    """Return the loss of the best constant answer on the data held out."""
    return training.targets.constant_loss(training.dataset.held_y)


def constant_in_training(targets: Targets, dataset: Dataset) -> float:
    """Return the loss of the best constant answer on the training data."""
    return targets.constant_loss(dataset.y)


def user_file(path: str, target: str) -> dict[str, Any]:
    """Return recipes for a file that the user names: npz with x and y, csv with a target column, or two npy files.

    The target column of a csv is the last one when none is named. Raises :class:`DataError` when the file cannot be
    taken apart.
    """
    if path.endswith(".npz"):
        names = tables.rebuilt(arrays_in(path)["x"]["sources"][0])
        x = next((name for name in ("x", "x_train", "X", "X_train") if name in names), None)
        y = next((name for name in ("y", "y_train", "Y", "Y_train") if name in names), None)
        if x is None or y is None:
            raise tables.DataError(f"the npz file holds {len(names)} arrays, but not both x and y")
        return arrays_in(path, x, y)
    if path.endswith(".npy"):
        files = path.split(",")
        if len(files) != 2:
            raise tables.DataError("two npy files are wanted, as in x.npy,y.npy")
        return {k: {"step": "load", "sources": [], "settings": {"file": f}} for k, f in zip("xy", files, strict=True)}
    table = {"step": "read_csv", "sources": [], "settings": {"file": path}}
    column = target or tables.rebuilt(table).columns[-1]
    return {
        "x": {"step": "drop", "sources": [table], "settings": {"columns": [column]}},
        "y": {"step": "entry", "sources": [table], "settings": {"key": column}},
    }
