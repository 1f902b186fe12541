"""What a library object was made from: the questions that are asked of an ``Ext`` after the fact."""

from __future__ import annotations

from fitlint.reader.values import Const, Ext, Value


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
