"""Attribute access: what ``owner.name`` is worth for each kind of owner."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

from fitlint.reader import fields, imports
from fitlint.reader.cells import Frame
from fitlint.reader.data_shapes import shape_tuple
from fitlint.reader.layer_order import layers_of
from fitlint.reader.operators import dtype_name
from fitlint.reader.run import Call
from fitlint.reader.tensor_shapes import shape_of
from fitlint.reader.values import (
    RATE_NAMES,
    Bound,
    Class,
    Component,
    Const,
    Dict,
    Ext,
    Func,
    Inst,
    Item,
    Layer,
    Mapping,
    Model,
    Module,
    Namespace,
    OneOf,
    Opened,
    Optimizer,
    Parser,
    Rate,
    Seq,
    Super,
    Tensor,
    Text,
    Unknown,
    Value,
    one_of,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fitlint.reader.cells import Cell
    from fitlint.reader.run import Run

PROPERTIES = frozenset({"property", "cached_property", "functools.cached_property"})


def attribute(run: Run, owner: Value, name: str, node: object) -> Value:
    """``owner.name``."""
    if id(owner) in run.adopted:
        owner = run.adopted[id(owner)][1]
    handler = ATTRIBUTES.get(type(owner))
    return handler(run, owner, name, node) if handler is not None else Unknown(f"`.{name}` of something unknown")


def _each(run: Run, owner: OneOf, name: str, node: object) -> Value:
    present = [option for option in owner.options if not (isinstance(option, Const) and option.value is None)]
    return one_of([attribute(run, option, name, node) for option in present])


def _external(run: Run, owner: Ext, name: str, node: object) -> Value:
    if owner.path.endswith("flags.FLAGS") and isinstance(flag := run.flags.get(name), Value):
        return flag
    if name == "shape" and (shape := shape_tuple(run, owner, node)) is not None:
        return shape
    data = owner.path.endswith(("()", "]"))
    traits = owner.traits if data else frozenset()
    if name == "T":
        traits = frozenset(trait for trait in traits if not trait.startswith("rows:"))
    return Ext(f"{owner.path}.{name}", owner, (), None, node, traits, owner.noise)


def _instance(run: Run, owner: Inst, name: str, node: object) -> Value:
    return (
        _member(run, owner, owner, name, node)
        or _fallback(run, owner, owner.cls, name, node)
        or _outside(owner.cls, owner, name, node)
    )


def _fallback(run: Run, owner: Value, cls: Class, name: str, node: object) -> Value | None:
    """What ``__getattr__`` of the class answers, which Python asks last."""
    getter = cls.find("__getattr__")
    if isinstance(getter, Func):
        getter = Bound(owner, "__getattr__", getter)
    elif isinstance(getter, Ext) and getter.path.startswith("builtins.dict."):  # ``__getattr__ = dict.get``
        getter = Bound(owner, getter.path.rpartition(".")[2])
    else:
        return None
    if name.startswith("__"):
        return None
    return run.call(getter, Call((Item(Const(name), node),), {}, False, node, Frame(None, cls.name)))


def _member(run: Run, owner: Value, instance: Inst | Mapping, name: str, node: object) -> Value | None:
    found = instance.attrs.get(name)
    if isinstance(found, Value):
        return found
    member = instance.cls.find(name)
    if isinstance(member, Ext) and fields.is_field(member):
        return fields.default_of(run, member, node, instance.cls.name)
    if isinstance(member, Func):
        return _method(run, owner, instance.cls, member, node)
    if isinstance(member, Value):
        return member
    if name == "__class__":
        return instance.cls
    if name == "__dict__":
        return _attributes(instance.attrs)
    return None


def _attributes(attrs: Cell) -> Dict:
    """``self.__dict__``: whatever is written into it becomes an attribute."""
    view = Dict({}, attributes=True)
    view.entries = attrs
    return view


def _method(run: Run, owner: Value, cls: Class, member: Func, node: object) -> Value:
    if "staticmethod" in member.decorators:
        return member
    if "classmethod" in member.decorators:
        return Bound(cls, member.name, member)
    if member.decorators & PROPERTIES:
        return run.call(Bound(owner, member.name, member), Call((), {}, False, node, member.closure))
    return Bound(owner, member.name, member)


def _outside(cls: Class, owner: Value, name: str, node: object) -> Value:
    if cls.outside:
        return Ext(f"{cls.outside}().{name}", owner, (), None, node)
    return Unknown(f"`{name}` of a `{cls.name}`")


def _super(run: Run, owner: Super, name: str, node: object) -> Value:
    for base in owner.cls.bases:
        if isinstance(base, Class) and (member := base.find(name)) is not None:
            return Bound(owner.owner, name, member) if isinstance(member, Func) else member
    if isinstance(owner.owner, (Model, Layer)):
        return Bound(owner.owner, "super." + name if name == "__init__" else name)
    if isinstance(owner.owner, Mapping):
        return Bound(owner.owner, name)
    return Ext(f"{owner.cls.outside or 'builtins.object'}().{name}")


def _class(run: Run, owner: Class, name: str, node: object) -> Value:
    found = owner.find(name)
    if isinstance(found, Func) and "classmethod" in found.decorators:
        return Bound(owner, name, found)
    if found is not None:
        return found
    if name == "__name__":
        return Const(owner.name)
    return Ext(f"{owner.outside}.{name}") if owner.outside else Unknown(f"`{name}` of class `{owner.name}`")


WEIGHT_LISTS = frozenset(
    {"trainable_variables", "trainable_weights", "weights", "variables", "non_trainable_variables"}
)


def _model(run: Run, owner: Model, name: str, node: object) -> Value:
    if owner.inst is not None and (found := _member(run, owner, owner.inst, name, node)) is not None:
        return found
    if name == "optimizer":
        return compiled_optimizer(owner)
    if name == "layers" and owner.kind == "sequential" and not owner.cell["gaps"]:
        return Seq("list", tuple(v for v in owner.cell["layers"] if getattr(v, "kind", "") != "InputLayer"))
    if name in ("output", "outputs"):
        outputs = owner.cell["outputs"]
        return _ends(name, outputs if isinstance(outputs, Value) else Tensor(owner, "", (), node))
    if name in ("input", "inputs"):
        inputs = owner.cell["inputs"]
        return _ends(name, inputs if isinstance(inputs, Value) else Tensor(None, "input", (), node))
    if name in ("output_shape", "input_shape") and (shape := _end_shape(run, owner, name, node)) is not None:
        return shape
    if name in WEIGHT_LISTS:
        return Ext(f"keras.Model().{name}", owner, (), None, node)
    if name == "layers":
        known, path = layers_of(owner), "keras.Model().layers"
        return Seq("list", known) if known else Ext(path, owner, (), None, node, frozenset(("many",)))
    if name in (
        "stop_training",
        "name",
        "history",
        "input_shape",
        "output_shape",
        "metrics_names",
        "losses",
        "metrics",
        "loss",
    ):
        return Ext(f"keras.Model().{name}", owner, (), None, node)
    return Bound(owner, name)


def _end_shape(run: Run, owner: Model, name: str, node: object) -> Value | None:
    """``model.output_shape``, ``model.input_shape`` of a model with one output or input."""
    end = _model(run, owner, name.partition("_")[0], node)
    return shape_of(run, end, node) if isinstance(end, Tensor) else None


def compiled_optimizer(owner: Model) -> Value:
    """The optimizer of the model's current ``compile``."""
    found = [record.args["optimizer"].value for record in owner.cell["compile"] if "optimizer" in record.args]
    return one_of(found) if found else Unknown("the optimizer of a model that is not compiled here")


def _ends(name: str, tensors: Value) -> Value:
    """``model.output`` is a tensor where ``model.outputs`` is a list of one."""
    return Seq("list", (tensors,)) if name.endswith("s") and isinstance(tensors, Tensor) else tensors


def _layer(run: Run, owner: Layer, name: str, node: object) -> Value:
    if owner.inst is not None:
        found = _member(run, owner, owner.inst, name, node)
        if found is not None:
            return found
    stored = owner.attrs.get(name)
    if isinstance(stored, Value):
        return stored
    made = owner.attrs.get("made")
    if isinstance(made, Tensor) and name in ("output", "input"):
        return made if name == "output" else one_of(list(made.inputs))
    if name == "output":
        return _output(run, owner, node)
    if name == "input":
        return Tensor(None, "input", (), node)
    if name in WEIGHT_LISTS:
        return Ext(f"keras.Layer().{name}", owner, (), None, node)
    return Bound(owner, name)


def _output(run: Run, owner: Layer, node: object) -> Value:
    """``layer.output``: all layers of a sequential model up to this one; elsewhere nobody sees what flows in."""
    for model in run.models:
        layers = model.cell["layers"]
        if model.kind == "sequential" and owner in layers and not model.cell["gaps"]:
            before = Model("sequential", node)
            before.cell["layers"] = layers[: layers.index(owner) + 1]
            return Tensor(before, "", (), node)
    return Tensor(owner, "", (Unknown("what flows into a layer of another model"),), node)


def _optimizer(run: Run, owner: Optimizer, name: str, node: object) -> Value:
    return Rate(owner) if name in RATE_NAMES else Bound(owner, name)


def _component(run: Run, owner: Component, name: str, node: object) -> Value:
    item = owner.args.get(name)
    return item.value if item is not None else Ext(f"keras.{owner.name}().{name}", owner, (), None, node)


def _namespace(run: Run, owner: Namespace, name: str, node: object) -> Value:
    found = owner.attrs.get(name)
    if isinstance(found, Value):
        return found
    return Bound(owner, name)


def _dict_instance(run: Run, owner: Mapping, name: str, node: object) -> Value:
    if (found := _member(run, owner, owner, name, node)) is not None:
        return found
    if owner.attributes and isinstance(entry := owner.entries.get(name), Value):
        return entry
    if hasattr(dict, name):
        return Bound(owner, name)
    return _fallback(run, owner, owner.cls, name, node) or Unknown(f"`{name}` of a `{owner.cls.name}`")


def _mapping(run: Run, owner: Dict, name: str, node: object) -> Value:
    if owner.attributes and isinstance(found := owner.entries.get(name), Value):
        return found
    return Bound(owner, name)


def _opened(run: Run, owner: Opened, name: str, node: object) -> Value:
    if isinstance(owner.path, Const) and name == "parents":
        return Seq("tuple", tuple(_above(owner.path)), node)
    if isinstance(owner.path, Const) and name in ("parent", "name", "stem", "suffix"):
        path = str(owner.path.value)
        if name == "parent":
            return Opened(Const(os.path.dirname(path), owner.path.origin, owner.path.soft))
        base, suffix = os.path.splitext(os.path.basename(path))
        return Const({"name": base + suffix, "stem": base, "suffix": suffix}[name], (), owner.path.soft)
    return Bound(owner, name)


MOST_FOLDERS = 64


def _above(path: Const) -> Iterator[Opened]:
    """Every folder above a path, the nearest first."""
    inner, outer = str(path.value), os.path.dirname(str(path.value))
    for _ in range(MOST_FOLDERS):
        if outer == inner:
            return
        yield Opened(Const(outer, path.origin, path.soft))
        inner, outer = outer, os.path.dirname(outer)


def _tensor(run: Run, owner: Tensor, name: str, node: object) -> Value:
    if name in ("shape", "_keras_shape") and (shape := shape_of(run, owner, node)) is not None:
        return shape
    if name == "dtype" and isinstance(owner.layer, Layer) and (dtype := _input_dtype(owner.layer)) is not None:
        return dtype
    return Ext(f"keras.KerasTensor().{name}", owner, (), None, node)


def _input_dtype(layer: Layer) -> Value | None:
    """The type of the numbers that an ``Input`` takes; None when that is not written."""
    if layer.kind != "InputLayer" or layer.open or not {"tensor", "type_spec", "input_tensor"}.isdisjoint(layer.args):
        return None
    given = layer.args.get("dtype")
    kinds = options(given.value) if given is not None else (Const("float32"),)
    names = ["float32" if isinstance(kind, Const) and kind.value is None else dtype_name(kind) for kind in kinds]
    return one_of([Const(name) for name in names]) if all(names) else None


def _bound(run: Run, owner: Any, name: str, node: object) -> Value:
    return Bound(owner, name)


def _constant(run: Run, owner: Const, name: str, node: object) -> Value:
    return owner if name == "value" else Bound(owner, name)  # a member of an enumeration


def _function(run: Run, owner: Func, name: str, node: object) -> Value:
    return Const(owner.name) if name == "__name__" else Unknown(f"`{name}` of a function")


def _module(run: Run, owner: Module, name: str, node: object) -> Value:
    return imports.member(run, owner.path, name)


def _unknown(run: Run, owner: Unknown, name: str, node: object) -> Value:
    if name in ("compile", "fit", "fit_generator", "save"):
        return Bound(owner, name)
    return Unknown(f"`.{name}` of something unknown")


ATTRIBUTES: dict[type, Callable[[Run, Any, str, object], Value]] = {
    OneOf: _each,
    Ext: _external,
    Inst: _instance,
    Super: _super,
    Class: _class,
    Model: _model,
    Layer: _layer,
    Optimizer: _optimizer,
    Component: _component,
    Namespace: _namespace,
    Dict: _mapping,
    Mapping: _dict_instance,
    Opened: _opened,
    Tensor: _tensor,
    Func: _function,
    Const: _constant,
    Seq: _bound,
    Text: _bound,
    Rate: _bound,
    Parser: _bound,
    Unknown: _unknown,
    Module: _module,
}
