"""Shapes of library data: what ``x.shape`` and ``len(x)`` are worth.

An ``Ext`` remembers how it was made, so its shape is reckoned back to where it is known: a data set that comes with
Keras or scikit-learn, an array made of zeros or noise, a list that is written out. A size that is not known is None,
a shape that is not known is None as a whole.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from fitlint.reader import array_functions
from fitlint.reader.array_functions import ARRAYS, JOINS, number
from fitlint.reader.containers import ELLIPSIS, SLICE
from fitlint.reader.data_sets import part_of
from fitlint.reader.labels import labels
from fitlint.reader.provenance import is_data, name_of, receiver
from fitlint.reader.run import Exhausted
from fitlint.reader.values import Const, Ext, OneOf, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.reader.data_sets import Dim, Shape
    from fitlint.reader.run import Run

MOST_CALLS_BACK = 60
MOST_VALUES = 4_000
VALUES_A_STEP = 16
SCALERS = frozenset(
    "MaxAbsScaler MinMaxScaler Normalizer PowerTransformer QuantileTransformer RobustScaler StandardScaler".split()
)
DECOMPOSITIONS = frozenset({"PCA", "TruncatedSVD"})
# What leaves labels the labels they are.


def shape_tuple(run: Run, value: Ext, node: object) -> Seq | None:
    """``value.shape`` as a tuple; a size that is not known stays library data."""
    shape = shape_of(run, value)
    if shape is None:
        return None
    path, origin = f"{value.path}.shape[]", (run.place(node, "the shape of these data"),)
    sizes = [
        Ext(path, value, (Const(axis),), None, node) if size is None else Const(size, origin)
        for axis, size in enumerate(shape)
    ]
    return Seq("tuple", tuple(sizes), node)


def length_of(run: Run, value: Value | None, node: object) -> Const | None:
    """``len(value)`` of data."""
    shape = shape_of(run, value) if isinstance(value, Ext) else None
    if not shape or shape[0] is None:
        return None
    return Const(shape[0], (run.place(node, "the length of these data"),))


def shape_of(run: Run, value: Value) -> Shape | None:
    """The shape of data, or None when not even its number of dimensions is known, or no budget is left to tell."""
    reckoning = Reckoning()
    shape = reckoning(value)
    try:
        run.step(len(reckoning.known) // VALUES_A_STEP)
    except Exhausted:  # what runs next ends the reading; the program so far is still built
        return None
    return shape


class Reckoning:
    """Reckons shapes back to where they are known: each value once, and not endlessly far."""

    def __init__(self) -> None:
        self.known: dict[int, Shape | None] = {}
        self.calls_back = 0

    def __call__(self, value: Value | None) -> Shape | None:
        """The shape of a value."""
        if isinstance(value, Const):
            return () if isinstance(value.value, (int, float)) else None
        if id(value) not in self.known:
            self.known[id(value)] = None
            if self.calls_back < MOST_CALLS_BACK and len(self.known) < MOST_VALUES:
                self.calls_back += 1
                self.known[id(value)] = self._reckon(value)
                self.calls_back -= 1
        return self.known[id(value)]

    def _reckon(self, value: Value | None) -> Shape | None:
        if isinstance(value, Seq):
            return _written(value, self)
        if isinstance(value, OneOf):
            shapes = {self(option) for option in value.options}
            return shapes.pop() if len(shapes) == 1 else None
        if not isinstance(value, Ext):
            return None
        part = part_of(value)
        if part is not None:
            return part.shape
        if value.path.endswith("]"):
            return _bracketed(value, self)
        return _called(value, self) if value.path.endswith("()") else _attribute(value, self)


def _written(value: Seq, reckon: Reckoning) -> Shape | None:
    """A list of numbers, or of lists of numbers that are equally long."""
    if not value.exact or not value.items or len(value.items) > MOST_VALUES:
        return None
    first = reckon(value.items[0])
    if first is None or any(reckon(item) != first for item in value.items[1:]):
        return None
    return (len(value.items), *first)


# Brackets and attributes.


def _attribute(value: Ext, reckon: Reckoning) -> Shape | None:
    shape = reckon(value.base)
    if shape is not None and value.path.endswith(".T"):
        return shape[::-1]
    return shape if value.path.endswith(".values") else None


def _bracketed(value: Ext, reckon: Reckoning) -> Shape | None:
    if len(value.args) == 2:
        return _combined(value, reckon)
    if value.path.endswith("[]"):
        return _sliced(value, reckon) if len(value.args) == 1 else None
    return _one_of_several(value, reckon)


def _one_of_several(value: Ext, reckon: Reckoning) -> Shape | None:
    """One of the arrays that a function returns."""
    maker = value.base
    if not isinstance(maker, Ext) or not value.path.startswith(f"{maker.path}["):
        return None
    position, given = int(value.path[len(maker.path) + 1 : -1]), maker.args
    if maker.path.endswith("train_test_split()") and position // 2 < len(given):
        shape = reckon(given[position // 2])
        return (_share(maker, shape[0], position % 2), *shape[1:]) if shape else None
    if maker.path == "sklearn.utils.shuffle()" and position < len(given) and "n_samples" not in maker.kwargs:
        return reckon(given[position])
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


def _combined(value: Ext, reckon: Reckoning) -> Shape | None:
    """``a + b``, ``a > b``: the smaller side is stretched."""
    if type(getattr(value.node, "operator", None)).__name__.startswith("MatrixMultiply"):
        return None
    one, other = (reckon(side) for side in value.args)
    if one is None or other is None:
        return None
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    stretched = (1,) * (len(longer) - len(shorter)) + shorter
    dims = zip(longer, stretched, strict=True)
    return tuple(a if b == 1 or a == b else b if a == 1 else None for a, b in dims)


def _sliced(value: Ext, reckon: Reckoning) -> Shape | None:
    """``x[a:b, ..., None]``; an index that is neither a number nor a slice tells nothing."""
    shape = reckon(value.base)
    if shape is None:
        return None
    index = value.args[0]
    parts = index.items if isinstance(index, Seq) and index.kind == "tuple" else (index,)
    if len(parts) == 1 and isinstance(index, (Ext, Seq)) and not _plain(index):
        chosen = reckon(index)  # x[indexes], x[mask]: some of the rows
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


def _called(value: Ext, reckon: Reckoning) -> Shape | None:
    name, method = name_of(value), is_data(value.base)
    if name in ("fit_transform", "transform"):
        return _transformed(value, reckon)
    if not method:
        if not value.path.startswith((*ARRAYS, "keras.", "sklearn.")):
            return None
        made = array_functions.made(value)
        if made is not None:
            return made
    source, rest = receiver(value)
    if name in JOINS and not method:
        shapes = [reckon(part) for part in source.items] if isinstance(source, Seq) else []
        known = [shape for shape in shapes if shape]
        return array_functions.joined(value, known) if known and len(known) == len(shapes) else None
    shape = reckon(source)
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


def _classes(source: Value | None) -> Dim:
    """How many classes the labels have that are encoded."""
    found = labels(source)
    return found.classes if found is not None and found.encoding == "integer" else None


def _transformed(value: Ext, reckon: Reckoning) -> Shape | None:
    """What a scaler or a decomposition of scikit-learn makes of data."""
    owner = value.base
    while isinstance(owner, Ext) and not owner.path.endswith("()"):
        owner = owner.base
    shape = reckon(value.args[0]) if value.args else None
    if not shape or not isinstance(owner, Ext) or not owner.path.startswith("sklearn."):
        return None
    if name_of(owner) in SCALERS:
        return shape
    if name_of(owner) in DECOMPOSITIONS:
        return (shape[0], number(owner, owner.args, 0, "n_components"))
    return None
