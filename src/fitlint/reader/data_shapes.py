"""Shapes of library data: what ``x.shape`` and ``len(x)`` are worth.

An ``Ext`` remembers how it was made, so its shape is reckoned back to where it is known: a data set that comes with
Keras or scikit-learn, an array made of zeros or noise, a list that is written out. A size that is not known is None,
a shape that is not known is None as a whole.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from fitlint.reader import array_functions
from fitlint.reader.array_functions import ARRAYS, JOINS, name_of, number, positional
from fitlint.reader.containers import ELLIPSIS, SLICE
from fitlint.reader.data_sets import part_of
from fitlint.reader.values import Const, Ext, OneOf, Place, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.reader.data_sets import Dim, Shape

MOST_CALLS_BACK = 60
SCALERS = frozenset(
    "MaxAbsScaler MinMaxScaler Normalizer PowerTransformer QuantileTransformer RobustScaler StandardScaler".split()
)
DECOMPOSITIONS = frozenset({"PCA", "TruncatedSVD"})
# What leaves labels the labels they are.
LABELS_STAY = frozenset({"array", "asarray", "astype", "copy", "flatten", "ravel", "reshape", "squeeze"})


def shape_tuple(value: Ext, place: Place) -> Seq | None:
    """``value.shape`` as a tuple; a size that is not known stays library data."""
    shape = shape_of(value)
    if shape is None:
        return None
    path = f"{value.path}.shape[]"
    sizes = [
        Ext(path, value, (Const(axis),), None, place.node) if size is None else Const(size, (place,))
        for axis, size in enumerate(shape)
    ]
    return Seq("tuple", tuple(sizes), place.node)


def rows_of(value: Value | None) -> int | None:
    """``len(value)`` of data."""
    shape = shape_of(value) if isinstance(value, Ext) else None
    return shape[0] if shape else None


def shape_of(value: Value | None, calls_back: int = MOST_CALLS_BACK) -> Shape | None:
    """The shape of data, or None when not even its number of dimensions is known."""
    if isinstance(value, Const):
        return () if isinstance(value.value, (int, float)) else None
    if isinstance(value, Seq):
        return _written(value, calls_back)
    if isinstance(value, OneOf):
        shapes = {shape_of(option, calls_back) for option in value.options}
        return shapes.pop() if len(shapes) == 1 else None
    if not isinstance(value, Ext) or calls_back == 0:
        return None
    part = part_of(value)
    if part is not None:
        return part.shape
    if value.path.endswith("]"):
        return _bracketed(value, calls_back - 1)
    return _called(value, calls_back - 1) if value.path.endswith("()") else _attribute(value, calls_back - 1)


def _written(value: Seq, calls_back: int) -> Shape | None:
    """A list of numbers, or of lists of numbers that are equally long."""
    if not value.exact or not value.items:
        return None
    first = shape_of(value.items[0], calls_back)
    if first is None or any(shape_of(item, calls_back) != first for item in value.items[1:]):
        return None
    return (len(value.items), *first)


def _classes(labels: Value | None, calls_back: int = MOST_CALLS_BACK) -> Dim:
    """The largest label plus one, of labels that a data set came with, whole and unchanged."""
    while isinstance(labels, Ext) and calls_back:
        calls_back -= 1
        part = part_of(labels)
        if part is not None:
            return part.classes
        if name_of(labels) not in LABELS_STAY:
            return None
        labels = _receiver(labels)[0]
    return None


def _is_data(value: Value | None) -> bool:
    return isinstance(value, Ext) and (value.path.endswith((")", "]")) or ")." in value.path or "]." in value.path)


def _receiver(value: Ext) -> tuple[Value | None, tuple[Value, ...]]:
    """What a function or method is applied to, and its other positional arguments."""
    given = positional(value)
    if _is_data(value.base):
        return value.base, given
    return (given[0], given[1:]) if given else (None, ())


# Brackets and attributes.


def _attribute(value: Ext, calls_back: int) -> Shape | None:
    shape = shape_of(value.base, calls_back)
    if shape is not None and value.path.endswith(".T"):
        return shape[::-1]
    return shape if value.path.endswith(".values") else None


def _bracketed(value: Ext, calls_back: int) -> Shape | None:
    if len(value.args) == 2:
        return _combined(value, calls_back)
    if value.path.endswith("[]"):
        return _sliced(value, calls_back) if len(value.args) == 1 else None
    return _one_of_several(value, calls_back)


def _one_of_several(value: Ext, calls_back: int) -> Shape | None:
    """One of the arrays that a function returns."""
    maker = value.base
    if not isinstance(maker, Ext) or not value.path.startswith(f"{maker.path}["):
        return None
    position, given = int(value.path[len(maker.path) + 1 : -1]), positional(maker)
    if maker.path.endswith("train_test_split()") and position // 2 < len(given):
        shape = shape_of(given[position // 2], calls_back)
        return (_share(maker, shape[0], position % 2), *shape[1:]) if shape else None
    if maker.path == "sklearn.utils.shuffle()" and position < len(given) and "n_samples" not in maker.kwargs:
        return shape_of(given[position], calls_back)
    return None


def _share(split: Ext, rows: Dim, test: int) -> Dim:
    """How many rows one side of ``train_test_split`` gets."""
    size = split.kwargs.get("test_size")
    if rows is None or "train_size" in split.kwargs or not (size is None or isinstance(size, Const)):
        return None
    share = 0.25 if size is None or size.value is None else size.value
    if type(share) is float and 0 < share < 1:
        share = ceil(rows * share)
    return None if type(share) is not int else share if test else rows - share


def _combined(value: Ext, calls_back: int) -> Shape | None:
    """``a + b``, ``a > b``: the smaller side is stretched."""
    if type(getattr(value.node, "operator", None)).__name__.startswith("MatrixMultiply"):
        return None
    one, other = (shape_of(side, calls_back) for side in value.args)
    if one is None or other is None:
        return None
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    stretched = (1,) * (len(longer) - len(shorter)) + shorter
    dims = zip(longer, stretched, strict=True)
    return tuple(a if b == 1 or a == b else b if a == 1 else None for a, b in dims)


def _sliced(value: Ext, calls_back: int) -> Shape | None:
    """``x[a:b, ..., None]``; an index that is neither a number nor a slice tells nothing."""
    shape = shape_of(value.base, calls_back)
    if shape is None:
        return None
    index = value.args[0]
    parts = index.items if isinstance(index, Seq) and index.kind == "tuple" else (index,)
    if len(parts) == 1 and isinstance(index, (Ext, Seq)) and not _plain(index):
        chosen = shape_of(index, calls_back)  # x[indexes], x[mask]: some of the rows
        return (None, *shape[1:]) if shape and chosen is not None and len(chosen) == 1 else None
    return _cut(shape, parts)


def _plain(index: Value) -> bool:
    return isinstance(index, Ext) and (index.path in (SLICE, ELLIPSIS) or _adds(index))


def _cut(shape: Shape, parts: Sequence[Value]) -> Shape | None:
    found: list[Dim] = []
    rest = list(shape)
    used = sum(not _adds(part) and not _skips(part) for part in parts)
    for part in parts:
        if _skips(part):
            found += rest[: len(shape) - used]
            rest = rest[len(shape) - used :]
        elif _adds(part):
            found.append(1)
        elif rest and isinstance(part, Ext) and part.path == SLICE:
            found.append(_kept(part, rest.pop(0)))
        elif rest and isinstance(part, Const) and type(part.value) is int:
            rest.pop(0)
        else:
            return None
    return (*found, *rest)


def _adds(part: Value) -> bool:
    """``None``, ``np.newaxis``."""
    if isinstance(part, Const):
        return part.value is None
    return isinstance(part, Ext) and part.path in ("numpy.newaxis", "tensorflow.newaxis")


def _skips(part: Value) -> bool:
    return isinstance(part, Ext) and part.path == ELLIPSIS


def _kept(part: Ext, size: Dim) -> Dim:
    """How much of one axis a slice keeps."""
    bounds = [bound.value if isinstance(bound, Const) and not bound.soft else False for bound in part.args]
    if bounds == [None, None, None]:
        return size
    if size is None or any(not (bound is None or type(bound) is int) for bound in bounds) or bounds[2] == 0:
        return None
    return len(range(size)[slice(*bounds)])


# Calls.


def _called(value: Ext, calls_back: int) -> Shape | None:
    name, method = name_of(value), _is_data(value.base)
    if name in ("fit_transform", "transform"):
        return _transformed(value, calls_back)
    if not method:
        if not value.path.startswith((*ARRAYS, "keras.", "sklearn.")):
            return None
        made = array_functions.made(value)
        if made is not None:
            return made
    source, rest = _receiver(value)
    if name in JOINS and not method:
        shapes = [shape_of(part, calls_back) for part in source.items] if isinstance(source, Seq) else []
        known = [shape for shape in shapes if shape]
        return array_functions.joined(value, known) if known and len(known) == len(shapes) else None
    shape = shape_of(source, calls_back)
    if name == "pad_sequences":
        written = len(source.items) if isinstance(source, Seq) and source.exact else None
        return (shape[0] if shape else written, number(value, rest, 0, "maxlen"))
    if shape is None:
        return None
    if name in ("to_categorical", "one_hot"):
        return array_functions.categorical(value, shape, rest, _classes(source))
    if name == "shuffle":
        return shape if value.path == "sklearn.utils.shuffle()" and not rest else None
    return array_functions.changed(value, shape, rest, method)


def _transformed(value: Ext, calls_back: int) -> Shape | None:
    """What a scaler or a decomposition of scikit-learn makes of data."""
    owner = value.base
    while isinstance(owner, Ext) and not owner.path.endswith("()"):
        owner = owner.base
    shape = shape_of(value.args[0], calls_back) if value.args else None
    if not shape or not isinstance(owner, Ext) or not owner.path.startswith("sklearn."):
        return None
    if name_of(owner) in SCALERS:
        return shape
    if name_of(owner) in DECOMPOSITIONS:
        return (shape[0], number(owner, positional(owner), 0, "n_components"))
    return None
