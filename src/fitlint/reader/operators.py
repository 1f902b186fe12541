"""Operators and truth on abstract values.

Constants are folded within size limits, so that no input can make the fold itself expensive.
"""

from __future__ import annotations

import operator
import os.path
from typing import TYPE_CHECKING, Any

from fitlint.reader.texts import added
from fitlint.reader.values import (
    LONGEST_SEQUENCE,
    NONE,
    Component,
    Const,
    Dict,
    Ext,
    Func,
    Inst,
    Item,
    Layer,
    Model,
    OneOf,
    Opened,
    Optimizer,
    Seq,
    Tensor,
    Text,
    Unknown,
    Value,
    evidence,
    joined,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_TEXT = 4_096
LONGEST_PATH_NAME = 1_024
LARGEST_INT_BITS = 4_096

ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Subtract": operator.sub,
    "Multiply": operator.mul,
    "Divide": operator.truediv,
    "FloorDivide": operator.floordiv,
    "Modulo": operator.mod,
    "Power": operator.pow,
    "BitOr": operator.or_,
    "BitAnd": operator.and_,
    "BitXor": operator.xor,
    "LeftShift": operator.lshift,
    "RightShift": operator.rshift,
}
COMPARISON: dict[str, Callable[[Any, Any], Any]] = {
    "Equal": operator.eq,
    "NotEqual": operator.ne,
    "LessThan": operator.lt,
    "LessThanEqual": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEqual": operator.ge,
}
TENSOR_OPS = {
    "Add": "add",
    "Subtract": "subtract",
    "Multiply": "multiply",
    "Divide": "divide",
    "MatrixMultiply": "matmul",
}
OBJECTS = (Func, Inst, Layer, Model, Optimizer, Component, Tensor, Seq, Dict, Opened)


def truth(value: Value) -> bool | None:
    """Whether a condition holds; None when that is not known, or when whoever runs the script can change it."""
    if isinstance(value, Const):
        return None if value.soft else bool(value.value)
    if isinstance(value, Seq):
        return bool(value.items) if value.exact else None
    if isinstance(value, Dict):
        return None if value.open else bool(value.entries)
    if isinstance(value, OBJECTS):
        return True
    if isinstance(value, OneOf):
        verdicts = {truth(option) for option in value.options}
        return verdicts.pop() if len(verdicts) == 1 else None
    return None


def operate(name: str, left: Value, right: Value, node: object) -> Value:
    """``left <name> right`` for the arithmetic operators, by LibCST's name."""
    if isinstance(left, Const) and isinstance(right, Const):
        return _fold(name, left, right)
    if name == "Add" and (isinstance(left, Seq) or isinstance(right, Seq)):
        left, right = _outputs(left), _outputs(right)
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        numbers = {key: Item(side, node) for key, side in (("x", left), ("y", right)) if isinstance(side, Const)}
        return Tensor(None, TENSOR_OPS.get(name, name.lower()), (left, right), node, numbers)
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        return _each(name, left, right, node)
    if isinstance(left, Seq) or isinstance(right, Seq):
        return _sequences(name, left, right, node)
    if isinstance(left, Dict) and isinstance(right, Dict) and name == "BitOr":
        merged = Dict({}, node)
        merged.spread(left)
        merged.spread(right)
        return merged
    if isinstance(left, Opened) and name == "Divide" and isinstance(right, Const) and isinstance(left.path, Const):
        return Opened(join_paths((left.path, right)))
    if name == "Add" and (isinstance(left, Text) or isinstance(right, Text)):
        return added(left, right) or Unknown("a text put together from several")
    if isinstance(left, Ext) or isinstance(right, Ext):
        return combine(name, left, right, node)
    return Unknown("computed from something unknown")


def _outputs(value: Value) -> Value:
    """What a model with several outputs returns is a list."""
    outputs = value.layer.cell["outputs"] if isinstance(value, Tensor) and isinstance(value.layer, Model) else None
    if not isinstance(outputs, Seq) or not outputs.exact or len(outputs.items) < 2:
        return value
    tensors = [Tensor(None, f"getitem:{index}", (value,), outputs.node) for index in range(len(outputs.items))]
    return Seq("list", tuple(tensors), outputs.node)


def combine(name: str, left: Value, right: Value, node: object) -> Value:
    """Arithmetic with library data; the result remembers the operator.

    What is known of the data stays, pure noise survives only a combination with constants.
    """
    bases = [v for v in (left, right) if isinstance(v, Ext)]
    traits = frozenset[str]().union(*(v.traits for v in bases)) - {"literal"}
    noise = bases[0].noise if len(bases) == 1 else frozenset()
    return Ext(f"{bases[0].path}[]", bases[0], (left, right), {"operator": Const(name)}, node, traits, noise)


def join_paths(parts: Sequence[Const]) -> Value:
    """``os.path.join`` of constants."""
    if sum(len(str(part.value)) for part in parts) > LONGEST_PATH_NAME:
        return Unknown("a very long path")
    path = os.path.join(*(str(part.value) for part in parts))
    return Const(path, evidence(*(part.origin for part in parts)), any(part.soft for part in parts))


def _each(name: str, left: Value, right: Value, node: object) -> Value:
    lefts = left.options if isinstance(left, OneOf) else (left,)
    rights = right.options if isinstance(right, OneOf) else (right,)
    return one_of([operate(name, one, other, node) for one in lefts for other in rights])


def _sequences(name: str, left: Value, right: Value, node: object) -> Value:
    if name == "Add" and isinstance(left, Seq) and isinstance(right, Seq):
        items, more = joined(left.items, right.items)
        return Seq(left.kind, items, node, more or left.open or right.open)
    sequence, other = (left, right) if isinstance(left, Seq) else (right, left)
    if name == "Multiply" and isinstance(sequence, Seq) and isinstance(other, Const) and isinstance(other.value, int):
        if not other.soft and len(sequence.items) * other.value <= LONGEST_SEQUENCE:
            return Seq(sequence.kind, sequence.items * max(other.value, 0), node, sequence.open)
        return Seq(sequence.kind, (), node, open_=True)
    if isinstance(sequence, Seq) and name == "Add":
        return Seq(sequence.kind, sequence.items, node, open_=True)
    if isinstance(other, Ext):
        return combine(name, left, right, node)
    return Unknown("computed from something unknown")


def _fold(name: str, left: Const, right: Const) -> Value:
    function = ARITHMETIC.get(name)
    if function is None or not _small(name, left.value, right.value):
        return Unknown("a computation fitlint does not follow")
    try:
        value = function(left.value, right.value)
    except (ArithmeticError, TypeError, ValueError):
        return Unknown("a computation that fails")
    if isinstance(value, complex):
        return Unknown("a complex number")
    origin = evidence(left.origin, right.origin)
    return Const(value, origin, left.soft or right.soft, left.swept or right.swept)


def _small(name: str, left: Any, right: Any) -> bool:
    for value in (left, right):
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            return False
        if isinstance(value, int) and value.bit_length() > LARGEST_INT_BITS:
            return False
    if name in ("Power", "LeftShift"):
        return not isinstance(right, int) or (
            abs(right) <= LARGEST_INT_BITS and _bits(left) * abs(right) <= LARGEST_INT_BITS
        )
    if name == "Multiply" and (isinstance(left, str) or isinstance(right, str)):
        text, count = (left, right) if isinstance(left, str) else (right, left)
        return isinstance(count, int) and len(text) * count <= LONGEST_TEXT
    return name != "Modulo" or not isinstance(left, str) or _plain_format(left)


def _plain_format(text: str) -> bool:
    """Whether a ``%`` format is free of widths, which may be huge."""
    return all(part[:1] in tuple("sdrifg") for part in text.replace("%%", "").split("%")[1:])


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 1


def compare(name: str, left: Value, right: Value) -> Value:
    """``left <name> right`` for comparisons, ``is`` and ``in``."""
    if name in ("Is", "IsNot"):
        return _identity(name == "Is", left, right)
    if name in ("In", "NotIn"):
        return _membership(name == "In", left, right)
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        lefts = left.options if isinstance(left, OneOf) else (left,)
        rights = right.options if isinstance(right, OneOf) else (right,)
        return one_of([compare(name, one, other) for one in lefts for other in rights])
    if isinstance(left, Const) and isinstance(right, Const):
        try:
            value = bool(COMPARISON[name](left.value, right.value))
        except (KeyError, TypeError, ValueError):
            return Unknown("a comparison fitlint does not follow")
        return Const(value, (), left.soft or right.soft)
    if isinstance(left, Ext) or isinstance(right, Ext):
        types = [dtype_name(side) for side in (left, right)]
        if name in ("Equal", "NotEqual") and all(types):
            return Const((types[0] == types[1]) is (name == "Equal"))
        bases = [v for v in (left, right) if isinstance(v, Ext)]
        return Ext(f"{bases[0].path}[]", bases[0], (left, right), {"operator": Const(name)}, traits=bases[0].traits)
    return Unknown("a comparison with something unknown")


DTYPES = frozenset(
    (
        "bfloat16 bool complex128 complex64 float16 float32 float64 int16 int32 int64 int8 string uint16 uint32 uint64 "
        "uint8"
    ).split()
)


def dtype_name(value: Value | None) -> str:
    """The name of a type of numbers: ``"float32"``, ``tf.float32``, ``tf.as_dtype("float32")``; "" for other things."""
    if isinstance(value, Const):
        return value.value if isinstance(value.value, str) and value.value in DTYPES and not value.soft else ""
    if not isinstance(value, Ext):
        return ""
    root, _, last = value.path.rpartition(".")
    if last in ("as_dtype()", "dtype()") and len(value.args) == 1:
        return dtype_name(value.args[0])
    known = last in DTYPES and "(" not in root and root.startswith(("tensorflow", "numpy", "jax.numpy"))
    return last if known else ""


def _identity(positive: bool, left: Value, right: Value) -> Value:
    if isinstance(left, Const) and isinstance(right, Const):
        if left.value == right.value and not _unique(left.value):
            return Unknown("whether equal values are one object")
        equal = type(left.value) is type(right.value) and left.value == right.value
        return Const(equal == positive, (), left.soft or right.soft)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Const) and one.value is None and isinstance(other, OBJECTS):
            return Const(not positive)
    return Unknown("whether it is None")


def _unique(value: Any) -> bool:
    """Whether equal values are one object: ``None``, truth values, and what CPython keeps only once."""
    if isinstance(value, str):
        return value.isidentifier()
    return value is None or isinstance(value, bool) or (isinstance(value, int) and -5 <= value <= 256)


def _membership(positive: bool, left: Value, right: Value) -> Value:
    if not isinstance(left, Const):
        return Unknown("membership of something unknown")
    if isinstance(right, Const) and isinstance(right.value, str) and isinstance(left.value, str):
        return Const((left.value in right.value) == positive, (), left.soft or right.soft)
    if (
        isinstance(right, Ext)
        and right.path in ("numpy.array()", "numpy.asarray()")
        and not right.kwargs
        and right.args
    ):
        right = right.args[0]
    if isinstance(right, Seq) and right.exact and all(isinstance(v, Const) for v in right.items):
        found = any(isinstance(v, Const) and v.value == left.value for v in right.items)
        return Const(found == positive, (), left.soft)
    if isinstance(right, Dict) and not right.open:
        return Const((left.value in right.entries) == positive, (), left.soft)
    return Unknown("membership in something unknown")


def negate(value: Value) -> Value:
    """``not value``."""
    verdict = truth(value)
    if verdict is not None:
        return Const(not verdict)
    if isinstance(value, Const):
        return Const(not value.value, value.origin, value.soft)
    return Unknown("a condition that is not known")


def unary(name: str, value: Value, node: object) -> Value:
    """``-value``, ``+value``, ``~value``, ``not value``."""
    if name == "Not":
        return negate(value)
    if isinstance(value, Const) and isinstance(value.value, (int, float)):
        if name == "Minus":
            return Const(-value.value, value.origin, value.soft, value.swept)
        if name == "Plus":
            return value
        if isinstance(value.value, int):
            return Const(~value.value, value.origin, value.soft, value.swept)
    if isinstance(value, Tensor):
        return Tensor(None, "negative", (value,), node)
    if isinstance(value, Ext):
        return combine(name, value, NONE, node)
    return Unknown("computed from something unknown")
