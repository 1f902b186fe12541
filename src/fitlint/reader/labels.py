"""Which data are class labels, and how they are written: told from the calls that made them.

A library object (``Ext``) remembers what it was made from, so nothing is tracked while a script runs: finished values
are asked, and the trace goes back step by step. A step that may not keep one row a sample ends it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fitlint.reader import encoders
from fitlint.reader.containers import SLICE
from fitlint.reader.provenance import absent, given, integer, is_data, name_of, receiver
from fitlint.reader.values import Const, Ext, OneOf, Seq, Value, leaves

if TYPE_CHECKING:
    from fitlint.reader.encoders import Found

MOST_STEPS = 40
# They change type or container, never the rows or what is in them.
COPIES = frozenset(
    (
        "array asanyarray asarray ascontiguousarray cast constant convert_to_tensor copy deepcopy "
        "from_tensor_slices numpy squeeze toarray to_numpy todense tolist values"
    ).split()
)
RESHAPES = frozenset({"flatten", "ravel", "reshape"})
# Methods of a dataset that hand its elements on.
DATASET_STEPS = frozenset(
    (
        "apply batch cache concatenate filter padded_batch prefetch rebatch repeat shard shuffle skip snapshot take "
        "unbatch with_options"
    ).split()
)
# They return every argument again: in two parts, or with other rows.
SPLITTERS = {"train_test_split": 2, "resample": 1, "shuffle": 1}


def labels(value: Value | None, steps: int = MOST_STEPS) -> Found | None:
    """What is known of an array as class labels."""
    if isinstance(value, Seq):
        return encoders.of_literal(value)
    if isinstance(value, OneOf):
        found = {labels(option, steps - 1) for option in value.options} if steps > 0 else set()
        return found.pop() if len(found) == 1 else None
    if not isinstance(value, Ext) or steps <= 0:
        return None
    known = _step(value, steps - 1)
    if known is not None and "filled" in value.kwargs:  # elements were assigned: who knows which classes are left
        return known._replace(classes=None) if known.encoding == "integer" else None
    return known


def targets(value: Value | None, steps: int = MOST_STEPS) -> Found | None:
    """What is known of the labels that a dataset or generator brings along with its samples."""
    if not isinstance(value, Ext) or steps <= 0:
        return None
    name = name_of(value)
    if value.path.endswith(encoders.DIRECTORY_READERS):
        return encoders.of_directory(value)
    if value.path.startswith("keras.ImageDataGenerator()."):
        return labels(given(value, 1, "y"), steps - 1) if name == "flow" else encoders.of_flow(value)
    if name in ("from_tensor_slices", "from_tensors"):
        return _second(given(value, 0, "tensors"), steps - 1)
    if name == "map":
        return _second(value.kwargs.get("element"), steps - 1)
    unpacked = value.path.endswith("]") and not value.args
    return targets(value.base, steps - 1) if unpacked or name in DATASET_STEPS else None


def component(dataset: Value | None, position: int, node: object) -> Ext:
    """``x`` or ``y`` of an element ``(x, y)`` of a dataset, as a function handed to ``map`` gets it."""
    path = dataset.path if isinstance(dataset, Ext) else "tensorflow.data.Dataset()"
    return Ext(f"{path}.element[{position}]", dataset, (), None, node)


def operator_of(value: Ext) -> str:
    """The operator that combined two values, by LibCST's name; empty for what was made in another way."""
    operator = value.kwargs.get("operator")
    return str(operator.value) if isinstance(operator, Const) else ""


def _second(value: Value | None, steps: int) -> Found | None:
    """The labels in ``(x, y)`` or ``(x, y, weights)``."""
    pair = isinstance(value, Seq) and value.kind == "tuple" and value.exact and len(value.items) in (2, 3)
    return labels(value.items[1], steps) if pair and isinstance(value, Seq) else None


def _step(value: Ext, steps: int) -> Found | None:
    """What made this value, and what that says."""
    known = encoders.of_part(value) or encoders.of_identity(value)
    if known is not None:
        return known
    position = _position(value)
    if position is not None:
        return _unpacked(value, position, steps)
    if value.path.endswith("[]"):
        return _computed(value, steps) if "operator" in value.kwargs else _selected(value, steps)
    name = name_of(value)
    maker = encoders.MAKERS.get(name)
    if maker is not None:
        return maker(value, partial(labels, steps=steps))
    if name in RESHAPES:
        return _reshaped(value, steps)
    return labels(receiver(value)[0], steps) if name in COPIES else None


def _position(value: Ext) -> int | None:
    """Which of several values a call returns this is: ``x, y = load()`` or ``load()[1]``."""
    inner = value.path[:-1].rpartition("[")[2]
    if value.path.endswith("]") and inner.isdigit():
        return int(inner)
    return integer(value.args[0]) if value.path.endswith("[]") and len(value.args) == 1 else None


def _unpacked(value: Ext, position: int, steps: int) -> Found | None:
    """One of several values that a call returns."""
    made = value.base
    if not isinstance(made, Ext):
        return None
    if value.path.endswith(f".element[{position}]"):
        return targets(made, steps) if position == 1 else None
    whole = whole_of(value)
    return labels(whole, steps) if whole is not None else encoders.of_call(made, position)


def whole_of(part: Ext) -> Value | None:
    """What a part was split or resampled from; None for anything else."""
    position, made = _position(part), part.base
    if position is None or not isinstance(made, Ext):
        return None
    name = name_of(made)
    if name in SPLITTERS and made.path.startswith("sklearn."):
        return given(made, position // SPLITTERS[name])
    return given(made, position) if name in ("fit_resample", "fit_sample") else None


def _selected(value: Ext, steps: int) -> Found | None:
    """``labels[rows]``; a column, or a single row, is something else."""
    index = value.args[0] if value.args else None
    found = labels(value.base, steps)
    if found is None or index is None:
        return found
    if isinstance(index, Seq) and index.kind == "tuple":
        if not _whole_rows(index.items):
            return None
    elif isinstance(index, Const) or (found.table and not _slice(index)):
        return None
    return found._replace(classes=None) if found.encoding == "integer" else found  # some classes may be left out


def _whole_rows(index: tuple[Value, ...]) -> bool:
    """``[a:b, :]``."""
    return all(_slice(part) for part in index) and all(
        isinstance(part, Ext) and all(absent(bound) for bound in part.args) for part in index[1:]
    )


def _slice(index: Value) -> bool:
    return isinstance(index, Ext) and index.path == SLICE


def _computed(value: Ext, steps: int) -> Found | None:
    """``labels == 3`` has two classes, ``labels - 1`` as many as before; other arithmetic makes no labels."""
    left, right = value.args
    found = labels(left if isinstance(left, Ext) else right, steps)
    if found is None or found.encoding != "integer" or not (isinstance(left, Const) or isinstance(right, Const)):
        return None
    kind = operator_of(value)
    if kind in ("Equal", "NotEqual"):
        return found._replace(classes=2)
    return found if kind == "Subtract" and isinstance(right, Const) else None


def _reshaped(value: Ext, steps: int) -> Found | None:
    """Class numbers may become a row or a column; one-hot rows must keep their width."""
    found = labels(receiver(value)[0], steps)
    if found is None:
        return None
    shape = list(leaves(*value.args[0 if is_data(value.base) else 1 :], *value.kwargs.values()))
    column = name_of(value) != "reshape" or len(shape) == 1 or (len(shape) == 2 and integer(shape[1]) == 1)
    if found.encoding == "integer":
        return found if column else None
    return found if len(shape) == 2 and found.classes is not None and integer(shape[1]) == found.classes else None
