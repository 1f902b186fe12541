"""Values and facts in words: ``0.05``, ``L2(l2=0.01)``, ``32 or 64``, ``unknown (read from a network)``."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from fitlint.program import Activation, Component, Data, Fact, Layer, Model, Optimizer
from fitlint.report.text import clean, clean_words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_ITEMS = 8
_LONGEST_TEXT = 60
_LONGEST_NESTED = 20
_DEEPEST = 3
_HARMLESS = frozenset({"name", "dtype"})


def value(found: object, depth: int = 0) -> str:
    """Return one possible value as a line of clean text; long and deep ones are shortened with ``…``."""
    if depth > _DEEPEST:
        return "…"
    if isinstance(found, str):
        return f'"{clean(found if len(found) <= _LONGEST_TEXT else found[:_LONGEST_TEXT] + "…")}"'
    if isinstance(found, int) and not isinstance(found, bool):
        return number(found)
    if found is None or isinstance(found, (bool, float)):
        return repr(found)
    if isinstance(found, (tuple, list)):
        items = _joined([value(item, depth + 1) for item in found[:_MOST_ITEMS]], len(found))
        if isinstance(found, list):
            return f"[{items}]"
        return f"({items},)" if len(found) == 1 else f"({items})"
    if isinstance(found, Mapping):
        pairs = [f"{value(key)}: {value(item, depth + 1)}" for key, item in islice(found.items(), _MOST_ITEMS)]
        return f"{{{_joined(pairs, len(found))}}}"
    return _object(found, depth)


def number(found: float) -> str:
    """Return a number as Python writes it; an integer of hundreds of digits as its power of ten."""
    return (
        repr(found) if isinstance(found, float) or abs(found) < 10**15 else f"about 10**{found.bit_length() * 3 // 10}"
    )


def fact(known: Fact, depth: int = 0) -> str:
    """Return what is known: the value, all the possible ones, or why there is none."""
    if not known.options:
        return f"unknown ({clean_words(known.why)})" if known.why else "unknown"
    text = listed([value(option, depth) for option in known.options[:_MOST_ITEMS]], "or")
    return f"{text} or …" if len(known.options) > _MOST_ITEMS else text


def arguments(args: Mapping[str, Fact], depth: int = 0) -> str:
    """Return the arguments of a call without the names of objects and their number formats."""
    return ", ".join(f"{clean(name)}={fact(arg, depth)}" for name, arg in args.items() if name not in _HARMLESS)


def component(found: Component, depth: int = 0) -> str:
    """Return a Keras object as it would be written."""
    return f"{clean(found.kind)}({arguments(found.args, depth + 1)})"


def data(found: Data) -> str:
    """Return where data come from and what is known about them."""
    traits = [_trait(trait) for trait in sorted(found.traits)]
    return f"{clean(found.kind)} ({', '.join(traits)})" if traits else clean(found.kind)


def same(one: Data | None, other: Data | None) -> bool:
    """Return whether the two are known to be the same data."""
    return one is not None and other is not None and one.identity == other.identity != 0


def _trait(trait: str) -> str:
    name, _, number = trait.partition(":")
    return clean(f"{number} {name}" if number else name.replace("_", " "))


def _object(found: object, depth: int) -> str:
    if isinstance(found, Component):
        return component(found, depth)
    if isinstance(found, Optimizer):
        return f"{clean(found.name)}({arguments(found.args, depth + 1)})"
    if isinstance(found, Fact):
        return fact(found, depth)
    if isinstance(found, Data):
        return data(found) if not depth or len(found.kind) <= _LONGEST_NESTED else "data"
    if isinstance(found, Activation):
        return clean(found.name)
    if isinstance(found, Layer):
        return clean(found.opaque or found.kind)
    if isinstance(found, Model):
        return f"model {clean(found.name)}".rstrip()
    return clean(type(found).__name__)


def _joined(items: Sequence[str], count: int) -> str:
    return ", ".join(items if count <= len(items) else [*items, "…"])
