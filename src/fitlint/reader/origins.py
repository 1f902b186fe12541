"""Where data come from: the calls at the beginning of their making, and whether these only compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.library import ARRAY_ROOTS, CONSTANT_FUNCTIONS, FORM, NOISE_FUNCTIONS, NOISE_ROOTS
from fitlint.reader.provenance import is_data, name_of
from fitlint.reader.values import Const, Dict, Ext, Func, OneOf, Opened, Seq, Value, leaves, options

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

ARCHIVES = frozenset({"numpy.load()", "h5py.File()", "scipy.io.loadmat()"})


def origins(value: Value | None) -> tuple[Ext, ...] | None:
    """The calls that data begin with, such as the reading of a file; None when not all of them are known.

    Empty for what is typed into the script. Arrays of one archive are told apart by the beginning of their names.
    """
    found: list[Ext] = []
    seen: dict[int, Value] = {}
    stack = [] if value is None else [value]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen[id(current)] = current
        sources = _sources(current)
        if sources is None or len(seen) > MOST_VALUES:
            return None
        if isinstance(current, Ext) and (name := _entry(current)):
            found.append(Ext(current.path, current.base, (Const(name),), None, current.node))
            continue
        stack.extend(sources)
        if isinstance(current, Ext) and is_data(current) and not _object(current):
            found += [] if any(map(_holds_data, sources)) else [current]
    return tuple(found)


def _sources(value: Value) -> list[Value] | None:
    """What a value was made from; None where that is not known."""
    if isinstance(value, OneOf):
        return list(value.options)
    if isinstance(value, (Seq, Dict)):
        return None if value.open else [leaf for leaf in leaves(value) if not isinstance(leaf, Const)]
    if isinstance(value, Ext):
        return None if value.path == "project.generator()" else list(_made_from(value))
    return [] if isinstance(value, (Const, Opened, Func)) else None


def _entry(value: Ext) -> str:
    """The name of an array in an archive, without its part: ``x`` of ``archive["x_train"]``."""
    base, key = value.base, value.args[0] if len(value.args) == 1 else None
    taken = value.path.endswith("[]") and isinstance(base, Ext) and base.path in ARCHIVES
    return key.value.split("_")[0] if taken and isinstance(key, Const) and isinstance(key.value, str) else ""


def _made_from(value: Ext) -> Iterator[Value]:
    for source in (value.base, *value.args, *value.kwargs.values()):
        if source is not None and (not isinstance(source, Ext) or is_data(source)):
            yield source


def _holds_data(value: Value) -> bool:
    """Whether a value is data itself rather than a number, a name, an object, or a list of these."""
    parts = leaves(value) if isinstance(value, (Seq, Dict)) else options(value)
    return any(
        not isinstance(part, (Const, Opened, Func)) and not (isinstance(part, Ext) and _object(part)) for part in parts
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
