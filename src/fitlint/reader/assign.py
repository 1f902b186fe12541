"""Assignment: to names, attributes, items and patterns, and the declarations that literals make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.program import Span
from fitlint.reader import fields
from fitlint.reader.containers import destructure, element, set_entry
from fitlint.reader.indexing import index
from fitlint.reader.layer_order import listing
from fitlint.reader.run import node_name
from fitlint.reader.values import (
    MOMENTS,
    RATE_NAMES,
    Const,
    Dict,
    Edit,
    Ext,
    Inst,
    Item,
    Layer,
    Mapping,
    Model,
    Namespace,
    OneOf,
    Optimizer,
    Place,
    Rate,
    Seq,
    Unknown,
    Value,
    parts_of,
    same,
)

if TYPE_CHECKING:
    from fitlint.reader.cells import Frame
    from fitlint.reader.run import Run


def assign(run: Run, target: Any, value: Value, frame: Frame) -> None:
    """Bind ``value`` to an assignment target."""
    if isinstance(target, cst.Name):
        assign_name(run, target.value, named(run, value, target), frame)
    elif isinstance(target, cst.Attribute):
        owner = run.evaluate(target.value, frame)
        if isinstance(owner, Ext) and target.attr.value == "shape":  # the same data in another shape
            assign(run, target.value, Ext(f"{owner.path}.reshape()", owner, (value,), None, target), frame)
            return
        set_attribute(run, owner, target.attr.value, value, target)
    elif isinstance(target, cst.Subscript):
        _set_item(run, target, value, frame)
    elif isinstance(target, cst.Tuple | cst.List):
        _unpack(target, value, lambda inner, part: assign(run, inner, part, frame))


def bind_name(run: Run, target: Any, value: Value, frame: Frame) -> None:
    """Bind a comprehension's variable: always local to its own frame."""
    if isinstance(target, cst.Name):
        frame.values[target.value] = value
    elif isinstance(target, cst.Tuple | cst.List):
        _unpack(target, value, lambda inner, part: bind_name(run, inner, part, frame))


def _unpack(target: cst.Tuple | cst.List, value: Value, bind: Any) -> None:
    starred = next((i for i, e in enumerate(target.elements) if isinstance(e, cst.StarredElement)), None)
    if starred is None:
        for entry, part in zip(target.elements, destructure(value, len(target.elements)), strict=True):
            bind(entry.value, part)
        return
    after = len(target.elements) - starred - 1
    if isinstance(value, Seq) and value.exact and len(value.items) >= starred + after:
        stop = len(value.items) - after
        parts = [*value.items[:starred], Seq("list", value.items[starred:stop]), *value.items[stop:]]
    else:
        parts = [element(value) for _ in target.elements]
        parts[starred] = Seq("list", (), None, open_=True)
    for entry, part in zip(target.elements, parts, strict=True):
        bind(entry.value, part)


def assign_name(run: Run, name: str, value: Value, frame: Frame) -> None:
    """Bind a name in the frame, or in the outer one that ``global`` / ``nonlocal`` declared."""
    scope = frame
    if name in frame.globals_:
        scope = frame.module()
        outer = frame.parent
        while outer is not None:
            if name in outer.values:
                scope = outer
                break
            outer = outer.parent
    run.state.write(scope.values, name, value)


def named(run: Run, value: Value, target: cst.Name) -> Value:
    """A constant remembers the first name it was given: the chain of evidence then reads ``LR = 0.05``."""
    if (
        isinstance(value, Const)
        and value.origin
        and not isinstance(value.origin[0].node, Span)
        and not value.origin[0].text
    ):
        first, *rest = value.origin
        return Const(
            value.value,
            (Place(first.filename, first.node, f"{target.value} = {value.value!r}"), *rest),
            value.soft,
            value.swept,
        )
    return value


def set_attribute(run: Run, owner: Value, name: str, value: Value, node: object) -> None:
    """``owner.name = value``."""
    if isinstance(owner, OneOf):
        for option in owner.options:
            set_attribute(run, option, name, value, node)
    elif isinstance(owner, (Inst, Namespace)):
        run.state.write(owner.attrs, name, value)
    elif isinstance(owner, Rate) or (isinstance(owner, Optimizer) and name in RATE_NAMES):
        change_rate(run, owner.optimizer if isinstance(owner, Rate) else owner, node)
    elif isinstance(owner, (Layer, Model)) and name == "trainable":
        _hand_down(run, owner, value, set())
    elif isinstance(owner, (Layer, Model)):
        own = owner.attrs if isinstance(owner, Layer) else owner.cell
        run.state.write(owner.inst.attrs if owner.inst is not None else own, name, value)
    elif isinstance(owner, Dict):
        _set_dict_attribute(run, owner, name, value)
    elif isinstance(owner, Ext) and owner.path.startswith("keras.Model().layers[]") and name == "trainable":
        _some_layers(run, owner, value)


def _set_dict_attribute(run: Run, owner: Dict, name: str, value: Value) -> None:
    """An attribute of a mapping: an entry where its entries are attributes, too."""
    setter = owner.cls.find("__setattr__") if isinstance(owner, Mapping) else None
    if name == "__dict__" and value is owner:
        owner.attributes = True
    elif owner.attributes or (isinstance(setter, Ext) and setter.path == "builtins.dict.__setitem__"):
        run.state.write(owner.entries, name, value)
    elif isinstance(owner, Mapping):
        run.state.write(owner.attrs, name, value)


def change_rate(run: Run, optimizer: Optimizer, node: object) -> None:
    """Note a place that assigns an optimizer's learning rate."""
    places = optimizer.cell["changes"]
    if not any(place is node for place in places):
        run.state.write(optimizer.cell, "changes", (*places, node))


def _hand_down(run: Run, owner: Layer | Model, value: Value, seen: set[int]) -> None:
    """``owner.trainable = value``: Keras sets it for every layer inside too.

    Not all versions do so when the flag had that value before.
    """
    seen.add(id(owner))
    changes = not same(_flag(owner), value)
    run.state.write(owner.attrs if isinstance(owner, Layer) else owner.cell, "trainable", value)
    for part in parts_of(owner) if isinstance(owner, Model) else ():
        if id(part) in seen:
            continue
        if changes:
            _hand_down(run, part, value, seen)
        elif not same(_flag(part), value):
            _hand_down(run, part, Unknown("whether the flag is handed down differs between versions of Keras"), seen)


def _flag(owner: Layer | Model) -> Value:
    """Whether a layer trains at the moment."""
    given = owner.args.get("trainable")
    cell = owner.attrs if isinstance(owner, Layer) else owner.cell
    found: Value = cell.get("trainable", given.value if given is not None else Const(True))
    return found


def _some_layers(run: Run, some: Ext, value: Value) -> None:
    """``for layer in model.layers[:9]: layer.trainable = value``, where the layers are not known one by one."""
    indexes: list[Value] = []
    base: Value | None = some
    while isinstance(base, Ext):
        indexes += base.args
        base = base.base
    if not isinstance(base, Model):
        return
    partly = Unknown("some of the layers are set to train or not")
    listed = listing(base)
    parts = parts_of(base)
    if not indexes:
        for part in parts:
            _hand_down(run, part, value, set())
        if not parts:
            run.state.write(base.cell, "trainable", value)
    elif listed is not None and len(indexes) == 1:
        front, rest = listed.chosen(indexes[0])
        for layer, held in zip((listed.front, *listed.rest), (front, *rest), strict=True):
            if held is not False and isinstance(layer, (Layer, Model)):
                _hand_down(run, layer, value if held else partly, set())
    else:
        for part in parts:
            _hand_down(run, part, partly, set())


def _set_item(run: Run, target: cst.Subscript, value: Value, frame: Frame) -> None:
    owner = run.evaluate(target.value, frame)
    key = index(run, target, frame)
    if isinstance(owner, Dict):
        set_entry(run, owner, key, value)
    elif isinstance(owner, Namespace) and isinstance(key, Const):
        run.state.write(owner.attrs, key.value, value)
    elif isinstance(owner, Seq):
        _set_element(run, owner, key, value)
    elif isinstance(owner, Ext):
        _filled(run, target.value, owner, value, frame, key)


def _set_element(run: Run, owner: Seq, key: Value, value: Value) -> None:
    at = key.value if isinstance(key, Const) else None
    if owner.exact and type(at) is int and -len(owner.items) <= at < len(owner.items):
        items = list(owner.items)
        items[at] = value
        run.state.write(owner.cell, "items", tuple(items))
    else:
        run.state.write(owner.cell, "open", True)


def _filled(run: Run, target: Any, owner: Ext, value: Value, frame: Frame, key: Value | None = None) -> None:
    """An array whose elements are assigned is no constant or noise any more; it takes over what the new content is."""
    if isinstance(target, cst.Subscript):
        _filled(run, target.value, owner, value, frame)
        return
    traits = owner.traits - {"constant", "random", "literal"}
    if isinstance(value, Ext):
        traits |= value.traits & {"predicted", "resampled", "augmented"}
    filled = Ext(owner.path, owner.base, owner.args, {**owner.kwargs, "filled": value}, owner.node, traits)
    run.change(owner, Edit(next(MOMENTS), column=_column(key), value=value))
    run.changed[id(filled)] = filled
    run.edits[id(filled)] = run.edits[id(owner)]
    if isinstance(target, cst.Name):
        assign_name(run, target.value, filled, frame)
    elif isinstance(target, cst.Attribute):
        set_attribute(run, run.evaluate(target.value, frame), target.attr.value, filled, target)


def delete(run: Run, target: Any, frame: Frame) -> None:
    """``del name``, ``del mapping[key]``."""
    if isinstance(target, cst.Name):
        run.state.erase(frame.values, target.value)
    elif isinstance(target, cst.Subscript):
        owner = run.evaluate(target.value, frame)
        if isinstance(owner, Dict):
            run.state.write(owner.extra, "open", True)
        elif isinstance(owner, Seq):
            run.state.write(owner.cell, "open", True)
        elif isinstance(owner, Ext):
            run.change(owner, Edit(next(MOMENTS), column=_column(index(run, target, frame))))


def _column(key: Value | None) -> str | None:
    return key.value if isinstance(key, Const) and isinstance(key.value, str) else None


def literal_declared(run: Run, target: Any, value: Value, node: object, frame: Frame) -> None:
    """Remember literals of numbers under a name: they may declare class counts."""
    if frame.cls is not None and isinstance(value, Ext) and fields.is_field(value):
        value = fields.written_default(run, value, node, frame.qualname) or value
    name = node_name(target).rsplit(".", 1)[-1] or _written_key(target)
    if name and (isinstance(value, (Dict, Seq)) or (isinstance(value, Const) and isinstance(value.value, float))):
        run.literals.append((name, value, target, frame.qualname))


def _written_key(target: Any) -> str:
    """The key of ``settings["class_counts"]``."""
    inner = target.slice[0].slice if isinstance(target, cst.Subscript) and len(target.slice) == 1 else None
    key = inner.value if isinstance(inner, cst.Index) else None
    text = key.evaluated_value if isinstance(key, cst.SimpleString) else None
    return text if isinstance(text, str) else ""


def literal_argument(run: Run, name: str, item: Item, place: object, frame: Frame) -> None:
    """The same of an argument that is written out in the call."""
    if isinstance(item.node, (cst.Dict, cst.List, cst.Tuple, cst.Float)):
        run.literals.append((name, item.value, place, frame.qualname))
