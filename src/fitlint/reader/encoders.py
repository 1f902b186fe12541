"""Calls that make class labels, or data sets that bring them along: how the labels are written and how many there are.

Nothing is imported; a call is told by its path. Number of classes: documentation of ``sklearn.datasets`` ("Generated
datasets").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from fitlint.reader.containers import SLICE
from fitlint.reader.data_sets import part_of
from fitlint.reader.provenance import absent, given, integer, is_data, name_of, receiver
from fitlint.reader.values import Const, Dict, Ext, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fitlint.program import Encoding


class Found(NamedTuple):
    """What is known of an array as labels: see :class:`fitlint.program.Labels`.

    ``node`` is the call that tells and ``source`` its name. ``table``: a pandas table, whose index may pick columns.
    """

    encoding: Encoding
    classes: int | None
    node: object
    source: str
    table: bool = False


Trace = Callable[["Value | None"], "Found | None"]
"""Asks the same of what a value was made from."""

# Name of the argument that gives the number of classes, and its default.
GENERATED_DATASETS: Mapping[str, tuple[str, int]] = {
    "make_blobs": ("centers", 3),
    "make_circles": ("", 2),
    "make_classification": ("n_classes", 2),
    "make_moons": ("", 2),
    "make_multilabel_classification": ("n_classes", 5),
}


# --- Functions and methods


def _to_categorical(value: Ext, trace: Trace) -> Found | None:
    count = given(value, 1, "num_classes", "nb_classes")
    classes = _counted(trace(given(value, 0, "x", "y"))) if absent(count) else integer(count)
    return Found("one_hot", classes, value.node, "to_categorical")


def _counted(source: Found | None) -> int | None:
    return source.classes if source is not None and source.encoding == "integer" else None


def _one_hot(value: Ext, trace: Trace) -> Found | None:
    if not value.path.startswith(("tensorflow.", "keras.ops.", "jax.nn.")):
        return None  # keras.preprocessing.text.one_hot hashes words
    return Found("one_hot", integer(given(value, 1, "depth", "num_classes")), value.node, "one_hot")


def _get_dummies(value: Ext, trace: Trace) -> Found | None:
    if not value.path.startswith("pandas.") or value.kwargs.keys() & {"columns", "drop_first", "dummy_na"}:
        return None
    return Found("one_hot", _counted(trace(given(value, 0, "data"))), value.node, "get_dummies", table=True)


def _transform(value: Ext, trace: Trace) -> Found | None:
    """``LabelEncoder().fit_transform(names)``, ``OneHotEncoder().fit_transform(names)``."""
    if "LabelEncoder()." in value.path:
        return Found("integer", None, value.node, "LabelEncoder")
    if "MultiLabelBinarizer()." in value.path:
        return Found("multi_hot", None, value.node, "MultiLabelBinarizer")
    encoder: Value | None = value
    while isinstance(encoder, Ext):
        if encoder.path.endswith("OneHotEncoder()"):
            return None if "drop" in encoder.kwargs else Found("one_hot", None, value.node, "OneHotEncoder")
        encoder = encoder.base
    return None


def _argmax(value: Ext, trace: Trace) -> Found | None:
    if absent(given(value, 0 if is_data(value.base) else 1, "axis")):
        return None
    source = trace(receiver(value)[0])
    return Found("integer", source.classes if source is not None else None, value.node, "argmax")


def _astype(value: Ext, trace: Trace) -> Found | None:
    """``labels.astype(bool)`` has two classes; any other type changes nothing."""
    kind = given(value, 0, "dtype")
    named = kind.path == "builtins.bool" if isinstance(kind, Ext) else isinstance(kind, Const) and kind.value == "bool"
    return Found("integer", 2, value.node, "astype(bool)") if named else trace(value.base)


def _codes(value: Ext, trace: Trace) -> Found | None:
    named = value.path.endswith((".cat.codes", "Categorical().codes"))
    return Found("integer", None, value.node, "category codes") if named else None


def _map(value: Ext, trace: Trace) -> Found | None:
    """``series.map({"cat": 0, "dog": 1})``."""
    names = given(value, 0)
    if not isinstance(names, Dict) or names.open:
        return None
    numbers = {integer(entry) for entry in names.entries.values()}
    counted = len(numbers) >= 2 and numbers == set(range(len(numbers)))
    return Found("integer", len(numbers), value.node, "a mapping to numbers") if counted else None


def _randint(value: Ext, trace: Trace) -> Found | None:
    """``np.random.randint(k, size=n)``: the class numbers of a smoke test."""
    low, high, size = given(value, 0, "low"), given(value, 1, "high"), given(value, 2, "size")
    if absent(high):
        low, high = Const(0), low
    rows = size.items if isinstance(size, Seq) and size.exact else (size,)
    classes = integer(high)
    column = size is not None and (len(rows) == 1 or (len(rows) == 2 and integer(rows[1]) == 1))
    if not column or integer(low) != 0 or classes is None or classes < 2 or not value.path.startswith("numpy.random."):
        return None
    return Found("integer", classes, value.node, "randint")


MAKERS: Mapping[str, Callable[[Ext, Trace], Found | None]] = {
    "argmax": _argmax,
    "astype": _astype,
    "codes": _codes,
    "fit_transform": _transform,
    "get_dummies": _get_dummies,
    "map": _map,
    "one_hot": _one_hot,
    "randint": _randint,
    "to_categorical": _to_categorical,
    "transform": _transform,
}


def of_identity(value: Ext) -> Found | None:
    """``np.eye(classes)[numbers]``: rows of the identity matrix."""
    made, rows = value.base, given(value, 0)
    if not isinstance(made, Ext) or made.path not in ("numpy.eye()", "numpy.identity()", "jax.numpy.eye()"):
        return None
    return (
        Found("one_hot", integer(given(made, 0, "N", "n")), value.node, "eye")
        if isinstance(rows, Ext) and rows.path != SLICE
        else None
    )


# --- Data sets


def of_part(value: Ext) -> Found | None:
    """The labels of a data set that comes with Keras or scikit-learn."""
    part = part_of(value)
    if part is None or part.classes is None:
        return None
    name = part.loader.path.removesuffix("()").removesuffix(".load_data")
    return Found("integer", part.classes, part.loader.node, name)


def of_call(made: Ext, position: int) -> Found | None:
    """The labels among the values that one call returns: ``x, y = make_moons()``."""
    name = name_of(made)
    if position == 0:
        return Found("integer", None, made.node, "factorize") if name == "factorize" else None
    if position > 1 or not made.path.startswith("sklearn.datasets."):
        return None
    if name in GENERATED_DATASETS:
        argument, default = GENERATED_DATASETS[name]
        count = made.kwargs.get(argument)
        classes = default if absent(count) else integer(count)
        encoding: Encoding = "multi_hot" if "multilabel" in name else "integer"
        return Found(encoding, classes, made.node, f"sklearn.datasets.{name}")
    return None


DIRECTORY_READERS = tuple(f"{kind}_dataset_from_directory()" for kind in ("audio", "image", "text"))
LABEL_MODES: Mapping[str, Encoding] = {"binary": "integer", "categorical": "one_hot", "int": "integer"}
CLASS_MODES: Mapping[str, Encoding] = {"binary": "integer", "categorical": "one_hot", "sparse": "integer"}


def of_directory(value: Ext) -> Found | None:
    """``image_dataset_from_directory(...)``: one folder a class."""
    listed = given(value, 1, "labels")
    if listed is not None and not (isinstance(listed, Const) and listed.value == "inferred"):
        return None
    return _by_mode(value, "label_mode", LABEL_MODES, "int", value.kwargs.get("class_names"))


def of_flow(value: Ext) -> Found | None:
    """``ImageDataGenerator().flow_from_directory(...)``."""
    return _by_mode(value, "class_mode", CLASS_MODES, "categorical", value.kwargs.get("classes"))


def _by_mode(value: Ext, name: str, modes: Mapping[str, Encoding], default: str, names: Value | None) -> Found | None:
    mode = value.kwargs.get(name)
    chosen = default if mode is None else str(mode.value) if isinstance(mode, Const) and not mode.soft else ""
    if chosen not in modes:
        return None
    count = len(names.items) if isinstance(names, Seq) and names.exact else None
    return Found(modes[chosen], 2 if chosen == "binary" else count, value.node, f'{name}="{chosen}"')


def of_literal(value: Seq) -> Found | None:
    """Labels typed into the script: class numbers that repeat, or rows of zeros with a single one."""
    if not value.exact or not value.items or value.kind == "range":
        return None
    rows = [
        tuple(integer(part) for part in (item.items if isinstance(item, Seq) and item.exact else (item,)))
        for item in value.items
    ]
    width = len(rows[0])
    if width == 1:
        numbers = {row[0] for row in rows if len(row) == 1}
        counted = numbers == set(range(len(numbers))) and 2 <= len(numbers) <= len(rows) // 2
        typed = all(len(row) == 1 for row in rows)
        return Found("integer", len(numbers), value.node, "class numbers") if counted and typed else None
    if (
        all(len(row) == width and row.count(0) == width - 1 and row.count(1) == 1 for row in rows)
        and len(set(rows)) > 1
    ):
        return Found("one_hot", width, value.node, "one-hot rows")
    return None
