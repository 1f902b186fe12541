"""Sequences, mappings and library data: iterating, indexing, and the built-in methods of Python's own types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.reader import texts
from fitlint.reader.cells import weigh
from fitlint.reader.operators import LONGEST_TEXT
from fitlint.reader.provenance import is_data
from fitlint.reader.values import (
    NONE,
    Const,
    Dict,
    Ext,
    Item,
    Maybe,
    Namespace,
    OneOf,
    Place,
    Seq,
    Tensor,
    Text,
    Unknown,
    Value,
    joined,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.reader.run import Call, Run


SLICE = "builtins.slice[:]"
"""The path of ``a:b:c`` between brackets; its args are the bounds."""
ELLIPSIS = "builtins.Ellipsis"


def iterate(value: Value) -> Sequence[Value] | None:
    """The elements a loop visits (``Maybe`` for those only some runs have), or None when they are not all known."""
    if isinstance(value, Seq):
        weigh(len(value.items))
        return None if value.open else unordered(distinct(value.items)) if value.kind == "set" else value.items
    if isinstance(value, Dict):
        return (
            None
            if value.open
            else [Const(key, (value.keys[key],) if key in value.keys else ()) for key in value.entries]
        )
    if isinstance(value, Const) and isinstance(value.value, str) and not value.soft and len(value.value) <= 64:
        return [Const(letter) for letter in value.value]
    return None


def unordered(items: tuple[Value, ...]) -> tuple[Value, ...]:
    """As many items, each of which may be any of them: they come in an order that nobody knows."""
    if len(items) < 2 or any(isinstance(item, Maybe) for item in items):
        return items
    return (one_of(list(items)),) * len(items)


def distinct(items: tuple[Value, ...]) -> tuple[Value, ...]:
    """The items of a set: equal constants are one."""
    return tuple({v.value if isinstance(v, Const) else id(v): v for v in items}.values())


def element(value: Value) -> Value:
    """What one unknown round of a loop over ``value`` sees."""
    if isinstance(value, Seq):
        return one_of(
            [v.value if isinstance(v, Maybe) else v for v in value.items]
            + ([Unknown("a list of unknown content")] if value.open else [])
        )
    if isinstance(value, Ext):
        if value.path == "builtins.enumerate()" and value.args:
            return Seq("tuple", (Unknown("a counter"), element(value.args[0])))
        if value.path == "builtins.zip()":
            return Seq("tuple", tuple(element(arg) for arg in value.args))
        return Ext(f"{value.path}[]", value, (), None, value.node, value.traits, value.noise)
    if isinstance(value, OneOf):
        return one_of([element(option) for option in value.options])
    return texts.lines(value) or Unknown("an element of something unknown")


def destructure(value: Value, count: int) -> list[Value]:
    """Split a value into ``count`` parts, as tuple assignment does."""
    if isinstance(value, Seq) and value.exact and len(value.items) == count:
        return list(value.items)
    if isinstance(value, OneOf):
        parts = [destructure(option, count) for option in value.options]
        return [one_of([part[i] for part in parts]) for i in range(count)]
    if isinstance(value, Ext):
        return [_part(value, i, count) for i in range(count)]
    if isinstance(value, Tensor):
        return [Tensor(None, f"getitem:{i}", (value,), value.node) for i in range(count)]
    return [Unknown("a part of something unknown") for _ in range(count)]


def _part(value: Ext, position: int, count: int) -> Value:
    if value.path.endswith("train_test_split()") and count == 2 * len(value.args):
        source = value.args[position // 2]
        if isinstance(source, Ext):
            traits = source.traits | value.traits
            return Ext(f"{value.path}[{position}]", value, (), None, value.node, traits, source.noise)
    if value.path.endswith((".fit_resample()", ".fit_sample()")):
        return Ext(f"{value.path}[{position}]", value, (), None, value.node, value.traits | {"resampled"})
    return Ext(f"{value.path}[{position}]", value, (), None, value.node, value.traits, value.noise)


def extend(run: Run, target: Seq, value: Value) -> None:
    """``target += value`` and ``target.extend(value)``."""
    items = iterate(value)
    if items is None:
        items = value.items if isinstance(value, Seq) else ()
        run.state.write(target.cell, "open", True)
    _store(run, target, tuple(items))


def _store(run: Run, target: Seq, added: tuple[Value, ...]) -> None:
    items, more = joined(target.items, added)
    run.state.write(target.cell, "items", items)
    if more:
        run.state.write(target.cell, "open", True)


def subscript(run: Run, value: Value, index: Value, node: object) -> Value:
    """``value[index]``."""
    if isinstance(value, OneOf):
        return one_of([subscript(run, option, index, node) for option in value.options])
    if isinstance(value, Seq):
        return _item(value, index, node)
    if isinstance(value, Dict):
        return _entry(value, index)
    if isinstance(value, Namespace) and isinstance(index, Const):
        found = value.attrs.get(index.value)
        return found if isinstance(found, Value) else Unknown(f"`{index.value}` is not known")
    if isinstance(value, Tensor):
        position = f":{index.value}" if isinstance(index, Const) and type(index.value) is int else ""
        named = isinstance(index, Const) and isinstance(index.value, str)
        return Tensor(None, f"getitem{position}", (value,), node, {"index": Item(index, None)} if named else None)
    if isinstance(value, Text):
        return texts.piece(value, index)
    if isinstance(value, Ext):
        rows = _rows(index)
        traits = (
            value.traits
            if rows is None
            else frozenset(t for t in value.traits if not t.startswith("rows:")) | {f"rows:{rows}"}
        )
        return Ext(f"{value.path}[]", value, (index,), None, node, traits, value.noise)
    if (
        isinstance(value, Const)
        and isinstance(value.value, str)
        and isinstance(index, Const)
        and isinstance(index.value, int)
    ):
        return (
            Const(value.value[index.value], (), value.soft)
            if abs(index.value) < len(value.value)
            else Unknown("outside the text")
        )
    return Unknown("an element of something unknown")


def _rows(index: Value) -> int | None:
    """How many rows ``[a:b]`` keeps at most, when that is written out."""
    first = index.items[0] if isinstance(index, Seq) and index.items else index
    if not isinstance(first, Ext) or first.path != SLICE:
        return None
    bounds = [b.value if isinstance(b, Const) else False for b in first.args]
    low, high = bounds[0] or 0, bounds[1]
    if type(low) is int and type(high) is int and high > low >= 0 and bounds[2] is None:
        return high - low
    return None


def _item(value: Seq, index: Value, node: object) -> Value:
    if not value.exact:
        return _some(value, index, node) if value.items else Unknown("an element of a list of unknown content")
    if isinstance(index, Const) and isinstance(index.value, int) and not index.soft:
        return (
            value.items[index.value]
            if -len(value.items) <= index.value < len(value.items)
            else Unknown("outside the list")
        )
    if isinstance(index, Ext) and index.path == SLICE:
        bounds = [b.value if isinstance(b, Const) and not b.soft else False for b in index.args]
        if all(b is None or type(b) is int for b in bounds) and bounds[2] != 0:
            return Seq(value.kind, value.items[slice(*bounds)], value.node)
        return Seq(value.kind, tuple(Maybe(v) for v in value.items), value.node)
    return one_of(list(value.items)) if value.items else Unknown("an element of an empty list")


def _some(value: Seq, index: Value, node: object) -> Value:
    """An element or a part of a list that is not all known. What is data elsewhere in it is other data."""
    if isinstance(index, Ext) and index.path == SLICE:
        items = tuple(item if isinstance(item, Maybe) else Maybe(item) for item in value.items)
        return Seq(value.kind, items, value.node, value.open)
    found = element(value)
    if isinstance(found, Unknown):
        return Unknown(found.why)
    if isinstance(found, Ext) and is_data(found):
        kwargs = {**found.kwargs, "place": index}
        return Ext(found.path, found.base, found.args, kwargs, node, found.traits, found.noise)
    return found


def _entry(value: Dict, index: Value) -> Value:
    if isinstance(index, Const):
        try:
            found = value.entries.get(index.value)
        except TypeError:
            found = None
        if isinstance(found, Value):
            return soften(found) if index.soft else found
        return Unknown(f"key {index.value!r} is not known")
    known = list(value.entries.values())
    return one_of(known) if known and not value.open else Unknown("an entry under an unknown key")


def soften(value: Value) -> Value:
    """The same value, but one that whoever runs the script can replace."""
    return Const(value.value, value.origin, True, value.swept) if isinstance(value, Const) else value


FOLDS = (
    "KFold", "StratifiedKFold", "GroupKFold", "RepeatedKFold", "RepeatedStratifiedKFold", "LeaveOneOut",
    "TimeSeriesSplit", "ShuffleSplit", "StratifiedShuffleSplit", "LeaveOneGroupOut", "StratifiedGroupKFold",
)  # fmt: skip


def iterable_kind(iterable: Value) -> str:
    """What kind of thing a loop runs over."""
    current: Value | None = iterable
    while isinstance(current, Ext):
        if current.path.endswith(".split()") and any(f".{fold}()" in f".{current.path}" for fold in FOLDS):
            return "folds"
        if current.path == "builtins.range()":
            return "range"
        current = current.args[0] if current.path.startswith("builtins.") and current.args else current.base
    return "unknown"


def sweep(value: Value, depth: int = 2) -> Value:
    """The same value, its scalars marked as some of several that a loop tries one after the other."""
    if depth == 0:
        return value
    if isinstance(value, Const):
        return Const(value.value, value.origin, value.soft, swept=True)
    if isinstance(value, Seq):
        return Seq(value.kind, tuple(sweep(v, depth - 1) for v in value.items), value.node, value.open)
    if isinstance(value, Dict):
        marked = copied(value)
        marked.entries.update({key: sweep(entry, depth - 1) for key, entry in value.entries.items()})
        return marked
    return value


def unswept(value: Value, depth: int = 2) -> Value:
    """The same value without the marks of :func:`sweep`."""
    if depth == 0:
        return value
    if isinstance(value, Const) and value.swept:
        return Const(value.value, value.origin, value.soft)
    if isinstance(value, Seq):
        return Seq(value.kind, tuple(unswept(v, depth - 1) for v in value.items), value.node, value.open)
    return value


def length(value: Value) -> int | None:
    """``len(value)`` when it is certain."""
    if isinstance(value, Seq) and value.exact:
        return len(value.items)
    if isinstance(value, Dict) and not value.open:
        return len(value.entries)
    if isinstance(value, Const) and isinstance(value.value, str) and not value.soft:
        return len(value.value)
    return None


def as_attributes(value: Value, made: dict[int, Dict] | None = None) -> Value:
    """The same mapping with attribute access; ``made`` are those inside that have it already, by identity."""
    if not isinstance(value, Dict):
        return value
    made = {} if made is None else made
    if id(value) not in made:
        result = made[id(value)] = Dict({}, value.node, attributes=True)
        weigh(len(value.entries))
        result.entries.update((key, as_attributes(entry, made)) for key, entry in value.entries.items())
        result.keys = dict(value.keys)
        result.extra["open"] = value.open
    return made[id(value)]


def list_method(run: Run, owner: Seq, name: str, call: Call) -> Value:
    """Methods of list, tuple and set."""
    value = call.first()
    if name in ("append", "add") and value is not None:
        _store(run, owner, (value,))
    elif name in ("extend", "update") and value is not None:
        extend(run, owner, value)
    elif name == "insert" and len(call.args) == 2:
        at = call.args[0].value
        where = at.value if isinstance(at, Const) and isinstance(at.value, int) else len(owner.items)
        items = list(owner.items)
        items.insert(where, call.args[1].value)
        run.state.write(owner.cell, "items", tuple(items))
    elif name == "pop" and owner.items and owner.exact:
        position = value.value if isinstance(value, Const) and isinstance(value.value, int) else -1
        if -len(owner.items) <= position < len(owner.items):
            items = list(owner.items)
            taken = items.pop(position)
            run.state.write(owner.cell, "items", tuple(items))
            return taken
    elif name == "reverse":
        run.state.write(owner.cell, "items", owner.items[::-1])
    elif name == "copy":
        return Seq(owner.kind, owner.items, owner.node, owner.open)
    elif name in ("remove", "clear", "sort", "pop"):
        run.state.write(owner.cell, "open", True)
    elif name in ("index", "count"):
        return Unknown("a position in a list")
    return NONE


def dict_method(run: Run, owner: Dict, name: str, call: Call) -> Value:
    """Methods of dict, and of the mappings of configuration libraries."""
    if name in ("get", "pop", "setdefault", "__getitem__") and call.args:
        return _looked_up(run, owner, name, call)
    if name in ("items", "values", "keys"):
        return _listed(owner, name)
    if name == "__setitem__" and len(call.args) == 2:
        set_entry(run, owner, call.args[0].value, call.args[1].value)
    elif name in ("update", "__init__"):
        update(run, owner, call.first(), {k: item.value for k, item in call.kwargs.items()}, call.open)
    elif name in ("copy", "to_dict", "_asdict", "clone"):
        return copied(owner)
    elif name.startswith("merge_from_"):  # yacs: a file or the command line may replace any entry
        for entry, value in list(owner.entries.items()):
            run.state.write(owner.entries, entry, soften(value))
    elif name in ("clear", "popitem"):
        run.state.write(owner.extra, "open", True)
    elif name not in ("freeze", "defrost"):
        return Unknown(f"dict.{name}")
    return NONE


def _looked_up(run: Run, owner: Dict, name: str, call: Call) -> Value:
    key, fallback = call.args[0].value, call.get(1, "default") or NONE
    if name == "__getitem__":
        return _entry(owner, key)
    if isinstance(key, Const) and key.value in owner.entries:
        return _entry(owner, key)
    if name == "setdefault" and isinstance(key, Const):
        run.state.write(owner.entries, key.value, fallback)
    return fallback if not owner.open and isinstance(key, Const) else Unknown("an entry under an unknown key")


def _listed(owner: Dict, name: str) -> Value:
    keys = [Const(key, (owner.keys[key],) if key in owner.keys else ()) for key in owner.entries]
    values = list(owner.entries.values())
    listed: dict[str, list[Value]] = {"keys": [*keys], "values": values}
    pairs: list[Value] = [Seq("tuple", pair) for pair in zip(keys, values, strict=True)]
    return Seq("list", tuple(listed.get(name, pairs)), None, owner.open)


def set_entry(run: Run, owner: Dict, key: Value, value: Value) -> None:
    """``owner[key] = value``."""
    if isinstance(key, Const):
        run.state.write(owner.entries, key.value, value)
    else:
        run.state.write(owner.extra, "open", True)


def update(run: Run, owner: Dict, other: Value | None, more: dict[str, Value], open_: bool) -> None:
    """``owner.update(other, **more)``."""
    if isinstance(other, Dict):
        for key, value in other.entries.items():
            run.state.write(owner.entries, key, value)
        owner.keys.update(other.keys)
        open_ = open_ or other.open
    elif other is not None:
        open_ = True
    for key, value in more.items():
        run.state.write(owner.entries, key, value)
    if open_:
        run.state.write(owner.extra, "open", True)
        for key in list(owner.entries) if more == {} else ():
            run.state.write(owner.entries, key, Unknown("may be replaced by entries of unknown content"))


def copied(owner: Dict) -> Dict:
    """A shallow copy with its places."""
    result = Dict(dict(owner.entries), owner.node, owner.attributes)
    result.keys = dict(owner.keys)
    result.extra["open"] = owner.open
    return result


TEXT_METHODS = frozenset(
    (
        "lower upper strip lstrip rstrip title capitalize replace startswith endswith split removeprefix removesuffix "
        "casefold isdigit"
    ).split()
)


def text_method(owner: Const, name: str, call: Call) -> Value:
    """Methods of str on a constant."""
    plain: list[Any] = [item.value.value for item in call.args if isinstance(item.value, Const)]
    if name == "join" and call.args and (text := texts.joined(owner, call.args[0].value)) is not None:
        return text
    if name == "join" and call.args and isinstance(call.args[0].value, Seq):
        parts = call.args[0].value
        words = [str(p.value) for p in parts.items if isinstance(p, Const)]
        length = sum(map(len, words)) + len(owner.value) * len(words)
        if parts.exact and len(words) == len(parts.items) and length <= LONGEST_TEXT:
            return Const(owner.value.join(words))
        return Unknown("a joined text")
    if name == "format":
        return Unknown("a formatted text")
    if name not in TEXT_METHODS or len(plain) != len(call.args) or call.kwargs:
        return Unknown(f"str.{name}")
    try:
        value = getattr(owner.value, name)(*plain)
    except (TypeError, ValueError):
        return Unknown(f"str.{name}")
    if isinstance(value, list):
        return Seq("list", tuple(Const(v, (), owner.soft) for v in value))
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return Unknown("a very long text")
    return Const(value, owner.origin, owner.soft)


def from_config(entry: Any, filename: str, unknown: object) -> Value:
    """The abstract value of a configuration entry; every scalar remembers its place in the file."""
    value = entry.value
    if value is unknown:
        return Unknown("a value with a tag of its own")
    if isinstance(value, dict):
        result = Dict({}, entry.span)
        for key, child in value.items():
            result.entries[key] = from_config(child, filename, unknown)
            result.keys[key] = Place(filename, child.key or child.span, str(key))
        return result
    if isinstance(value, list):
        return Seq("list", tuple(from_config(child, filename, unknown) for child in value), entry.span)
    return Const(value, (Place(filename, entry.span, entry.note or "declared here"),))
