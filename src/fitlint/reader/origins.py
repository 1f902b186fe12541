"""Where data come from: the calls at the beginning of their making, and whether these only compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.library import ARRAY_ROOTS, CONSTANT_FUNCTIONS, FORM, NOISE_FUNCTIONS, NOISE_ROOTS
from fitlint.reader.provenance import is_data, name_of
from fitlint.reader.values import Const, Dict, Ext, OneOf, Opened, Seq, Value, leaves, options

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_VALUES = 400
COMPUTING = (
    NOISE_FUNCTIONS
    | CONSTANT_FUNCTIONS
    | frozenset({"arange", "linspace", "logspace", "geomspace", "identity", "range", "tri"})
)
# Classes whose instances hold data; any other object, such as a scaler, only does something to them.
HOLDERS = frozenset({"DataFrame", "Series", "Variable", "Dataset", "Tensor", "TimeseriesGenerator"})


def origins(value: Value | None) -> tuple[Ext, ...] | None:
    """The calls that data begin with, such as the reading of a file; None when not all of them are known.

    Empty for what is typed into the script.
    """
    found: list[Ext] = []
    seen: dict[int, Value] = {}
    stack: list[Value | None] = [value]
    while stack:
        current = stack.pop()
        if current is None or id(current) in seen:
            continue
        seen[id(current)] = current
        if len(seen) > MOST_VALUES:
            return None
        if isinstance(current, OneOf):
            stack.extend(current.options)
        elif isinstance(current, (Seq, Dict)):
            if current.open:
                return None
            stack.extend(leaf for leaf in leaves(current) if not isinstance(leaf, Const))
        elif isinstance(current, Ext):
            made = list(_made_from(current))
            stack.extend(made)
            if is_data(current) and not any(map(_holds_data, made)) and not _object(current):
                found.append(current)
        elif not isinstance(current, (Const, Opened)):
            return None
    return tuple(found)


def _made_from(value: Ext) -> Iterator[Value]:
    for source in (value.base, *value.args, *value.kwargs.values()):
        if source is not None and (not isinstance(source, Ext) or is_data(source)):
            yield source


def _holds_data(value: Value) -> bool:
    """Whether a value is data itself rather than a number, a name, an object, or a list of these."""
    parts = leaves(value) if isinstance(value, (Seq, Dict)) else options(value)
    return any(
        not isinstance(part, (Const, Opened)) and not (isinstance(part, Ext) and _object(part)) for part in parts
    )


def _object(value: Ext) -> bool:
    """A library's object that holds no data, or Python's own slice or range."""
    name = name_of(value)
    return value.path.startswith("builtins.") or (name[:1].isupper() and name not in HOLDERS) or name == "default_rng"


def computes(call: Ext) -> bool:
    """Whether a call that data begin with computes them, rather than reads them from anywhere."""
    name = name_of(call)
    if name in FORM or name in HOLDERS:
        return not any(isinstance(part, Opened) for part in leaves(*_made_from(call)))
    if call.path.startswith("sklearn.datasets.make_"):
        return True
    return name in COMPUTING and (call.path.startswith((*NOISE_ROOTS, *ARRAY_ROOTS)))
