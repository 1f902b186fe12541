"""Functions and methods of arrays: the shape of what they make of an array of a known shape, or of nothing.

``value`` is the result of the call; a size or a shape that is not known is None.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from fitlint.reader.provenance import name_of
from fitlint.reader.values import Const, Ext, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fitlint.reader.data_sets import Dim, Shape

MOST_DIMENSIONS = 32
ARRAYS = ("numpy.", "tensorflow.", "jax.numpy.", "keras.ops.")
# Whose result has the shape of what goes in.
SAME = frozenset(
    (
        "abs absolute array asarray ascontiguousarray astype cast clip convert_to_tensor copy exp float32 float64 "
        "log log1p nan_to_num normalize ones_like round scale sqrt square to_numpy zeros_like"
    ).split()
)
REDUCTIONS = frozenset("all any argmax argmin max mean median min prod std sum var".split())
FILLED = frozenset("empty full ones zeros".split())
DRAWN = frozenset(
    (
        "binomial integers normal poisson randint random random_integers random_sample ranf sample standard_normal "
        "truncated_normal uniform"
    ).split()
)
SIZE_COMES_FIRST = frozenset({"random", "random_sample", "ranf", "sample"})
JOINS = frozenset({"concatenate", "vstack", "stack"})


def number(value: Ext, given: Sequence[Value], position: int, name: str) -> Dim:
    """An argument that is a whole number."""
    return _size(value.kwargs.get(name) or (given[position] if position < len(given) else None))


def _size(value: Value | None) -> Dim:
    return value.value if isinstance(value, Const) and type(value.value) is int and not value.soft else None


def _sizes(value: Value | None) -> Shape | None:
    """The sizes in a tuple, or a single one."""
    if isinstance(value, Const) and type(value.value) is int:
        return (_size(value),)
    if isinstance(value, Seq) and value.exact and len(value.items) <= MOST_DIMENSIONS:
        return tuple(_size(part) for part in value.items)
    return None


def made(value: Ext) -> Shape | None:
    """A new array of a given shape: ``np.zeros((3, 4))``, ``np.random.rand(3, 4)``."""
    name, given = name_of(value), value.args
    drawn = ".random." in value.path
    if name in ("rand", "randn"):
        return tuple(_size(part) for part in given) if drawn else None
    if name in FILLED:
        return _sizes(value.kwargs.get("shape") or (given[0] if given else None))
    if name in DRAWN and drawn:
        first = name in SIZE_COMES_FIRST or not value.path.startswith("numpy.")
        size = value.kwargs.get("size") or value.kwargs.get("shape")
        return _sizes(size or (given[0] if first and given else given[2] if len(given) > 2 else None))
    if name == "arange" and len(given) == 1 and not value.kwargs:
        return _sizes(given[0])
    if name == "linspace" and len(given) > 1 and all(isinstance(bound, Const) for bound in given[:2]):
        return _sizes(value.kwargs.get("num") or (given[2] if len(given) > 2 else None))
    return None


def categorical(value: Ext, shape: Shape, rest: Sequence[Value], classes: Dim) -> Shape | None:
    """One column for each class, ``classes`` when the call names no number of them."""
    name = name_of(value)
    keyword = next((key for key in ("num_classes", "nb_classes", "depth") if key in value.kwargs), "")
    if not rest and not keyword and name == "one_hot":
        return None
    columns = number(value, rest, 0, keyword) if rest or keyword else classes
    kept = shape[:-1] if name == "to_categorical" and len(shape) > 1 and shape[-1] == 1 else shape
    return (*kept, columns)


def joined(value: Ext, shapes: Sequence[Shape]) -> Shape | None:
    """Arrays one after the other, or side by side along a new axis."""
    name, first = name_of(value), shapes[0]
    given = value.args[1:]
    axis = number(value, given, 0, "axis") if given or "axis" in value.kwargs else 0
    if len({len(shape) for shape in shapes}) > 1 or axis is None or not -len(first) <= axis < len(first):
        return None
    if name == "stack" or (name == "vstack" and len(first) == 1):
        return (len(shapes), *first) if axis == 0 and len(set(shapes)) == 1 else None
    at = axis % len(first)
    sizes = [shape[at] for shape in shapes]
    total = None if None in sizes else sum(size or 0 for size in sizes)
    return (*first[:at], total, *first[at + 1 :])


def changed(value: Ext, shape: Shape, rest: Sequence[Value], method: bool) -> Shape | None:
    """What the call makes of an array of this shape; ``rest`` are its other positional arguments."""
    name = name_of(value)
    if name in SAME:
        return shape
    if name == "reshape":
        return _reshaped(value, shape, rest, method)
    if name in REDUCTIONS:
        return _reduced(value, shape, rest)
    rule = RULES.get(name)
    return rule(value, shape, rest) if rule is not None else None


def _reshaped(value: Ext, shape: Shape, rest: Sequence[Value], method: bool) -> Shape | None:
    if len(rest) > 1 and method:
        target: Shape | None = tuple(_size(part) for part in rest)
    else:
        target = _sizes(value.kwargs.get("newshape") or value.kwargs.get("shape") or (rest[0] if rest else None))
    return target if target is None or -1 not in target else _filled_in(shape, target)


def _filled_in(shape: Shape, target: Shape) -> Shape:
    """The size written as -1 is what the others leave over."""
    total, used = _product(shape), _product(tuple(dim for dim in target if dim != -1))
    left = total // used if total is not None and used else None
    return tuple(left if dim == -1 else dim for dim in target)


def _product(shape: Shape) -> Dim:
    return None if None in shape else prod(dim or 0 for dim in shape)


def _flat(value: Ext, shape: Shape, rest: Sequence[Value]) -> Shape | None:
    return (_product(shape),)


def _expanded(value: Ext, shape: Shape, rest: Sequence[Value]) -> Shape | None:
    axis = number(value, rest, 0, "axis")
    if axis is None or not -len(shape) - 1 <= axis <= len(shape):
        return None
    at = axis % (len(shape) + 1)
    return (*shape[:at], 1, *shape[at:])


def _squeezed(value: Ext, shape: Shape, rest: Sequence[Value]) -> Shape | None:
    if not rest and "axis" not in value.kwargs:
        return None if None in shape else tuple(dim for dim in shape if dim != 1)
    return _without(shape, number(value, rest, 0, "axis"))


def _reduced(value: Ext, shape: Shape, rest: Sequence[Value]) -> Shape | None:
    if not rest and not value.kwargs:
        return ()
    return None if "keepdims" in value.kwargs else _without(shape, number(value, rest, 0, "axis"))


def _without(shape: Shape, axis: Dim) -> Shape | None:
    if axis is None or not -len(shape) <= axis < len(shape):
        return None
    at = axis % len(shape)
    return (*shape[:at], *shape[at + 1 :])


def _transposed(value: Ext, shape: Shape, rest: Sequence[Value]) -> Shape | None:
    given = value.kwargs.get("axes") or (rest[0] if len(rest) == 1 else None)
    if given is None and not rest:
        return shape[::-1]
    order = _sizes(given) if given is not None else tuple(_size(part) for part in rest)
    axes = [axis for axis in order or () if axis is not None]
    return tuple(shape[axis] for axis in axes) if sorted(axes) == list(range(len(shape))) else None


RULES: dict[str, Callable[[Ext, Shape, Sequence[Value]], Shape | None]] = {
    "flatten": _flat,
    "ravel": _flat,
    "expand_dims": _expanded,
    "squeeze": _squeezed,
    "transpose": _transposed,
}
