"""What a library object was made from: the questions that are asked of an ``Ext`` after the fact."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from fitlint.reader.values import Const, Dict, Ext, OneOf, Opened, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SOURCES = 400
# Libraries whose functions compute with numbers they are given, and know of no classes.
NUMERIC = ("builtins.", "jax.", "keras.", "numpy.", "pandas.", "random.", "scipy.", "sklearn.", "tensorflow.")
# Functions and methods that read a file or folder which is their first argument; so does whatever begins with `read_`.
READERS = frozenset(
    (
        "CsvDataset File TFRecordDataset TextLineDataset flow_from_directory fromfile genfromtxt "
        "image_dataset_from_directory imread load loadmat loadtxt make_csv_dataset text_dataset_from_directory"
    ).split()
)
RESHAPERS = frozenset({"astype", "expand_dims", "flatten", "ravel", "reshape", "squeeze"})
PATHS = ("filepath_or_buffer", "path", "path_or_buf", "io", "file", "fname", "directory", "name", "filenames")


def name_of(value: Ext) -> str:
    """The function, method or attribute a value comes from: ``to_categorical`` of ``keras.utils.to_categorical()``."""
    return value.path.removesuffix("()").rpartition(".")[2]


def is_data(value: Value | None) -> bool:
    """Whether a value is the result of a call, or a part of one, rather than a module or function."""
    return isinstance(value, Ext) and (value.path.endswith((")", "]")) or ")." in value.path or "]." in value.path)


def receiver(value: Ext) -> tuple[Value | None, tuple[Value, ...]]:
    """What a method belongs to, or what a function gets first, and the other positional arguments."""
    if is_data(value.base):
        return value.base, value.args
    return (value.args[0], value.args[1:]) if value.args else (None, ())


def given(value: Ext, position: int, *names: str) -> Value | None:
    """An argument of the call by name or position."""
    for name in names:
        if name in value.kwargs:
            return value.kwargs[name]
    return value.args[position] if position < len(value.args) else None


def integer(value: Value | None) -> int | None:
    """A whole number that nobody can override."""
    return value.value if isinstance(value, Const) and type(value.value) is int and not value.soft else None


def absent(value: Value | None) -> bool:
    """Whether an argument is left out or None."""
    return value is None or (isinstance(value, Const) and value.value is None)


def path_of(value: Value | None) -> str:
    """A path as the script writes it, "" when it is not known."""
    inner = value.path if isinstance(value, Opened) else value
    return os.fspath(inner.value) if isinstance(inner, Const) and isinstance(inner.value, (str, os.PathLike)) else ""


def sources(value: Value) -> Iterator[Value]:
    """What a value was made from, itself included, as far back as is followed."""
    stack, seen = [value], set[int]()
    while stack and len(seen) < MOST_SOURCES:
        part = stack.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        if isinstance(part, Seq):
            stack += part.items
        elif isinstance(part, OneOf):
            stack += part.options
        elif isinstance(part, Ext):
            stack += [one for one in (*part.args, part.base) if one is not None]


def content(value: Value) -> Value:
    """Data without what only changed their shape or type."""
    while isinstance(value, Ext) and value.path.endswith("()") and name_of(value) in RESHAPERS:
        inner, _ = receiver(value)
        if inner is None:
            break
        value = inner
    return value


def files(value: Value) -> tuple[str, ...]:
    """The files and folders that data were read from, as the script writes their paths."""
    found: dict[str, None] = {}
    for part in sources(value):
        if isinstance(part, Ext):
            name = name_of(part) if part.path.endswith("()") else ""
            if name in READERS or name.startswith("read_"):
                found[path_of(given(part, 0, *PATHS))] = None
    found.pop("", None)
    return tuple(found)


def handed(value: Value) -> frozenset[int]:
    """The lists and mappings, by the place they are written, that went into calls nobody reads on the way to data."""
    found: set[int] = set()
    for part in sources(value):
        if isinstance(part, Ext) and part.path.endswith("()") and not part.path.startswith(NUMERIC):
            arguments = (*part.args, *part.kwargs.values())
            found.update(id(one.node) for one in arguments if isinstance(one, (Dict, Seq)) and one.node is not None)
    return frozenset(found)
