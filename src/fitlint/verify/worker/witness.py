"""The process in which the user's own script runs, for ``--run-script``, up to the training that findings are about.

There ``fit`` is not carried out: the samples it was given and a specification of the model it was called on are written
down, and the process ends at once. Whatever comes before is the user's code, run as ``python script.py`` runs it.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import os
import runpy
import sys
import time
import traceback
from functools import wraps
from importlib.abc import Loader, MetaPathFinder
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from fitlint.verify.layers import Unbuildable
from fitlint.verify.sizes import MOST_SAMPLES
from fitlint.verify.worker.sentences import kind
from fitlint.vocabulary import KERAS_BATCH_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from numpy.typing import NDArray

    from fitlint.verify.spec import Spec

MODELS = frozenset({"keras.src.models.model", "tf_keras.src.engine.training"})
"""The modules that define ``Model`` in Keras 3 and in Keras 2."""
MOST_BYTES = 512 * 1024**2
"""Of the inputs that are taken: they must fit beside what the script itself holds, and on the disk."""
LONGEST_READING = 20.0
"""Seconds to draw batches from a generator."""


def main(settings: Mapping[str, Any], *, covered: bool) -> None:
    """Run a script; ``covered``: on a layer over its project.

    ``settings`` has the ``"script"``, the ``"places"`` of the trainings to stop at (file, first and last row), and
    descriptors or names of the files for the ``"samples"`` and the ``"report"``: a line that says whether it was
    covered, and JSON once the end is reached.
    """
    with open(settings["report"], "w", encoding="utf-8") as report, open(settings["samples"], "wb") as data:
        for file in (report, data):
            os.set_inheritable(file.fileno(), False)
        report.write(f"{'covered' if covered else 'bare'}\n")
        report.flush()
        _run(settings["script"], _Witness(settings["places"], report, data))


def _run(script: str, witness: _Witness) -> None:
    sys.meta_path.insert(0, _Hook(witness.watched))
    sys.argv = [script]
    sys.path.insert(0, os.path.dirname(script))
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as stop:
        how = f"status {stop.code}" if isinstance(stop.code, int) else "with a message"
        witness.end(why=f"it ended before the training ({how}{_row(stop, script)})" if stop.code else "")
    except BaseException as error:  # whatever the user's code raises
        traceback.print_exc()
        witness.end(why=f"it failed before the training ({type(error).__name__}{_row(error, script)})")
    witness.end()


def _row(error: BaseException, script: str) -> str:
    """Where in the script it came from: what it says itself may quote the user's data."""
    rows = [row for frame, row in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == script]
    return f" at row {rows[-1]}" if rows else ""


class _Hook(MetaPathFinder, Loader):
    """Changes the class ``Model`` as soon as Keras has defined it, whenever the script imports it."""

    def __init__(self, watched: Callable[[Any], Any]) -> None:
        self._watched = watched
        self._found: dict[str, ModuleSpec] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """See :class:`importlib.abc.MetaPathFinder`."""
        if name not in MODELS or name in self._found:
            return None
        for finder in sys.meta_path:
            found = finder.find_spec(name, path, target) if finder is not self else None
            if found is not None and found.loader is not None:
                self._found[name] = found
                return importlib.util.spec_from_loader(name, self, origin=found.origin)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """See :class:`importlib.abc.Loader`."""
        return importlib.util.module_from_spec(self._found[spec.name])

    def exec_module(self, module: ModuleType) -> None:
        """See :class:`importlib.abc.Loader`."""
        loader = self._found[module.__name__].loader
        if loader is not None:
            loader.exec_module(module)
        module.Model.fit = self._watched(module.Model.fit)


class _Witness:
    """Writes down what a training is given, and ends the process."""

    def __init__(self, places: Sequence[tuple[str, int, int]], report: IO[str], data: IO[bytes]) -> None:
        self._places = places
        self._report = report
        self._data = data
        self._others = 0

    def watched(self, fit: Callable[..., Any]) -> Callable[..., Any]:
        """Return a ``fit`` that stops where it is to stop."""
        signature = inspect.signature(fit)

        @wraps(fit)
        def stopping(*args: Any, **kwargs: Any) -> Any:
            place = self._reached()
            if place is None:
                self._others += 1
                return fit(*args, **kwargs)
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            try:
                self._written(place, bound.arguments["self"], bound.arguments)
            except Unbuildable as error:
                self.end(why=str(error))
            except Exception as error:
                traceback.print_exc()
                self.end(why=f"what it was trained on could not be taken: {kind(error)}")

        return stopping

    def end(self, why: str = "", **found: Any) -> None:
        """Write the report and end the process, without what the script would still do at its end."""
        if not found and not why:
            other = f"; {self._others} other trainings were run" if self._others else ""
            why = f"it ended without the training{other}"
        json.dump({"why": why, **found}, self._report)
        self._report.flush()
        os._exit(0)

    def _reached(self) -> int | None:
        """Return which of the places the call of ``fit`` comes from."""
        frame = inspect.currentframe()
        while frame is not None:
            file = os.path.realpath(frame.f_code.co_filename)
            for number, (name, first, last) in enumerate(self._places):
                if first <= frame.f_lineno <= last and os.path.realpath(name) == file:
                    return number
            frame = frame.f_back
        return None

    def _written(self, place: int, model: Any, given: Mapping[str, Any]) -> None:
        x, y, batch = samples(given["x"], given["y"], given["steps_per_epoch"])
        np.savez(self._data, x=x, y=y)
        self._data.flush()
        spec, unclear = {}, "it is a model of Keras 2"
        if not _of_keras_2(model):
            from fitlint.verify.worker.live import specification

            try:
                spec, unclear = specification(model, x.shape[1:]), ""
            except Unbuildable as error:
                unclear = str(error)
        callbacks = [type(callback).__name__ for callback in given["callbacks"] or ()]
        fit = _fit(given, callbacks, batch)
        self.end(place=place, spec=spec, unclear=unclear, fit=fit, callbacks=callbacks, samples=len(x))


def _of_keras_2(model: Any) -> bool:
    return any(kind.__module__.startswith("tf_keras.") for kind in type(model).__mro__)


def _fit(given: Mapping[str, Any], callbacks: Sequence[str], batch: int) -> Spec:
    weights = given["class_weight"]
    return {
        "epochs": int(given["epochs"]),
        "batch_size": given["batch_size"] or batch,
        "steps_per_epoch": given["steps_per_epoch"],
        "class_weight": {str(label): float(weight) for label, weight in weights.items()} if weights else None,
        "validated": bool(given["validation_split"]) or given["validation_data"] is not None,
        "stops_early": "EarlyStopping" in callbacks,
    }


def samples(x: Any, y: Any, steps: int | None) -> tuple[NDArray[Any], NDArray[Any], int]:
    """Return inputs and targets as they were handed to ``fit``, many of them when there are more, and the batch size.

    ``x`` is an array, a table, or something that yields batches: then ``y`` is None. Raises
    :class:`~fitlint.verify.layers.Unbuildable`.
    """
    if y is None:
        return _from_batches(_batches(x), steps)
    inputs, targets = _array(x, "inputs"), _array(y, "targets")
    most = min(MOST_SAMPLES, max(1, MOST_BYTES * len(inputs) // max(1, inputs.nbytes)))
    chosen = np.sort(np.random.default_rng(0).permutation(len(inputs))[:most])
    return inputs[chosen], targets[chosen], KERAS_BATCH_SIZE


def _batches(data: Any) -> Iterator[Any]:
    if hasattr(data, "__getitem__") and hasattr(data, "__len__") and not hasattr(data, "as_numpy_iterator"):
        return (data[index] for index in range(len(data)))
    return iter(data)


def _from_batches(batches: Iterator[Any], steps: int | None) -> tuple[NDArray[Any], NDArray[Any], int]:
    xs: list[NDArray[Any]] = []
    ys: list[NDArray[Any]] = []
    count, size = 0, 0
    end = time.monotonic() + LONGEST_READING
    for batch in islice(batches, steps):
        if not isinstance(batch, (tuple, list)) or len(batch) < 2:
            raise Unbuildable("its batches carry no targets")
        xs.append(_array(batch[0], "inputs"))
        ys.append(_array(batch[1], "targets"))
        count += len(xs[-1])
        size += xs[-1].nbytes
        if count >= MOST_SAMPLES or size >= MOST_BYTES or time.monotonic() > end:
            break
    if not xs:
        raise Unbuildable("it is trained on no samples")
    return np.concatenate(xs), np.concatenate(ys), len(xs[0])


def _array(value: Any, what: str) -> NDArray[Any]:
    if isinstance(value, (list, tuple, dict)) and any(hasattr(part, "shape") for part in _parts(value)):
        raise Unbuildable(f"the model has several {what}")
    if hasattr(value, "detach"):  # a tensor of torch, perhaps on a GPU
        value = value.detach().cpu()
    found = np.asarray(value)
    if found.dtype.kind not in "fiub" or found.ndim == 0:
        raise Unbuildable(f"the {what} are no numbers")
    return found


def _parts(value: Any) -> list[Any]:
    return list(value.values() if isinstance(value, dict) else value)
