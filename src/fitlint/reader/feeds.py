"""What a training gives its model: the names of the inputs, where they come by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.labels import DATASET_STEPS
from fitlint.reader.provenance import given, name_of
from fitlint.reader.values import Dict, Ext, Seq

if TYPE_CHECKING:
    from fitlint.reader.run import Run
    from fitlint.reader.values import Model, Value

MOST_STEPS = 40


def fed(run: Run, model: Model) -> tuple[str, ...] | None:
    """The names under which every training of a model hands over its inputs; None where they come in another way."""
    handed = [record.args.get("x") for record in run.trainings.values() if record.model is model]
    found = {None if item is None else _names(item.value) for item in handed}
    return found.pop() if len(found) == 1 else None


def _names(value: Value | None) -> tuple[str, ...] | None:
    """The keys of a mapping, or of the inputs in the elements of a dataset."""
    for _ in range(MOST_STEPS):
        if not isinstance(value, Ext):
            break
        name = name_of(value)
        if name in ("from_tensor_slices", "from_tensors"):
            value = _first(given(value, 0, "tensors"))
        elif name == "map":
            value = _first(value.kwargs.get("element"))
        else:
            value = value.base if name in DATASET_STEPS else None
    if not isinstance(value, Dict) or value.open or not all(isinstance(key, str) for key in value.entries):
        return None
    return tuple(value.entries)


def _first(pair: Value | None) -> Value | None:
    """The inputs in ``(x, y)`` or ``(x, y, weights)``."""
    whole = isinstance(pair, Seq) and pair.kind == "tuple" and pair.exact and len(pair.items) in (2, 3)
    return pair.items[0] if whole and isinstance(pair, Seq) else None
