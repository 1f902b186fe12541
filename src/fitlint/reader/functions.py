"""Functions and classes of the project: how they are defined, and how a call runs their body with its own arguments."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.reader import fields, keras_api
from fitlint.reader.assign import literal_argument
from fitlint.reader.cells import Frame
from fitlint.reader.config_files import read
from fitlint.reader.containers import as_attributes, soften
from fitlint.reader.run import MOST_CALL_STEPS, MOST_DEPTH, Call, Exited, node_name
from fitlint.reader.state import EXIT, NORMAL, RETURN
from fitlint.reader.values import (
    NONE,
    Bound,
    Class,
    Const,
    Dict,
    Ext,
    Func,
    Inst,
    Item,
    Layer,
    Mapping,
    Model,
    Seq,
    Unknown,
    Value,
    one_of,
)
from fitlint.reader.walk import own

if TYPE_CHECKING:
    from fitlint.reader.run import Run

DICTIONARIES = frozenset({"builtins.dict", "collections.OrderedDict", "collections.UserDict"})
KERAS_BASES = {"Sequential": "Model", "Model": "Model"}


def define_function(run: Run, node: cst.FunctionDef, frame: Frame, owner: Class | None = None) -> Func:
    """A ``def``: defaults are evaluated now, the body when it is called."""
    name = node.name.value
    qualname = f"{frame.qualname}.{name}" if frame.qualname else name
    decorators = frozenset(
        node_name(d.decorator.func if isinstance(d.decorator, cst.Call) else d.decorator) for d in node.decorators
    )
    closure = frame.parent if owner is not None and frame.parent is not None else frame
    defaults = _defaults(run, node.params, frame)
    for decorator in node.decorators:
        _option(run, decorator.decorator, frame, defaults)
        _configured(run, node, decorator.decorator, frame, defaults)
    function = Func(name, qualname, node, closure, defaults, owner, decorators)
    run.functions.append(function)
    return function


def _option(run: Run, decorator: cst.BaseExpression, frame: Frame, defaults: dict[str, Value]) -> None:
    """``@click.option("--lr", default=0.1)`` gives the parameter ``lr`` a default that users replace."""
    if not isinstance(decorator, cst.Call) or not node_name(decorator.func).endswith(
        ("click.option", "click.argument")
    ):
        return
    names = [
        v.value
        for arg in decorator.args
        if arg.keyword is None and isinstance(v := run.evaluate(arg.value, frame), Const)
    ]
    long = next((n for n in names if isinstance(n, str) and n.startswith("--")), None)
    plain = next((n for n in names if isinstance(n, str) and not n.startswith("-")), None)
    for arg in decorator.args:
        if arg.keyword is not None and arg.keyword.value == "default" and (plain or long):
            value = soften(run.evaluate(arg.value, frame))
            if isinstance(value, Const):
                value = Const(
                    value.value, (run.place(arg.value, f"default of {long or plain}: {value.value!r}"),), soft=True
                )
            defaults[plain or (long or "").lstrip("-").split("/")[0].replace("-", "_")] = value


def _configured(
    run: Run, node: cst.FunctionDef, decorator: cst.BaseExpression, frame: Frame, defaults: dict[str, Value]
) -> None:
    """``@hydra.main(config_path="conf", config_name="config")`` gives the first parameter that file's content."""
    if (
        not isinstance(decorator, cst.Call)
        or not node_name(decorator.func).endswith("hydra.main")
        or not node.params.params
    ):
        return
    given = {a.keyword.value: run.evaluate(a.value, frame) for a in decorator.args if a.keyword is not None}
    folder, name = given.get("config_path"), given.get("config_name")
    if not isinstance(folder, Const) or not isinstance(name, Const) or not isinstance(name.value, str):
        return
    file = name.value if name.value.endswith((".yaml", ".yml")) else f"{name.value}.yaml"
    path = Const(os.path.join(str(folder.value or ""), file))
    content = read(run, path, "yaml", Call((), {}, False, decorator, frame))
    if isinstance(content, Dict):
        if "defaults" in content.entries:  # other files are merged in
            content.extra["open"] = True
        defaults[node.params.params[0].name.value] = as_attributes(content)


def define_lambda(run: Run, node: cst.Lambda, frame: Frame) -> Func:
    """A ``lambda``."""
    return Func("<lambda>", frame.qualname, node, frame, _defaults(run, node.params, frame))


def _defaults(run: Run, params: cst.Parameters, frame: Frame) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for param in (*params.posonly_params, *params.params, *params.kwonly_params):
        if param.default is not None:
            value = run.evaluate(param.default, frame)
            if isinstance(value, Ext) and value.path in ("typer.Option()", "typer.Argument()"):
                value = soften(value.args[0] if value.args else value.kwargs.get("default", value))
            if isinstance(value, Const):
                value = Const(
                    value.value,
                    (
                        run.place(param.default, f"default of `{param.name.value}`: {value.value!r}"),
                        *value.origin[1:],
                    ),
                    value.soft,
                )
            found[param.name.value] = value
    return found


def define_class(run: Run, node: cst.ClassDef, frame: Frame) -> Class:
    """A ``class``: its body runs now, in a frame of its own."""
    name = node.name.value
    bases = tuple(run.evaluate(arg.value, frame) for arg in node.bases if not arg.star)
    inner = Frame(frame, f"{frame.qualname}.{name}" if frame.qualname else name, frame.depth)
    keras, outside = _ancestry(bases)
    found = Class(name, node, bases, inner.values, keras, outside)
    inner.cls = found
    for line in node.body.body:
        if isinstance(line, cst.FunctionDef):
            inner.values[line.name.value] = define_function(run, line, inner, found)
        else:
            run.execute([line], inner)
    run.classes.append(found)
    return found


def _ancestry(bases: tuple[Value, ...]) -> tuple[str, str]:
    """The canonical Keras base of a class, and its first base from outside the project."""
    keras = outside = ""
    for base in bases:
        if isinstance(base, Class):
            keras, outside = keras or base.keras, outside or base.outside
        elif isinstance(base, Ext):
            outside = outside or base.path
            canonical = keras_api.canonical(base.path)
            if canonical:
                family = keras_api.family(canonical)
                keras = keras or KERAS_BASES.get(canonical) or ("layers.Layer" if family == "layers" else canonical)
        elif isinstance(base, Unknown):
            outside = outside or "unknown"
    return keras, outside


def call_function(run: Run, function: Func, call: Call, owner: Value | None = None) -> Value:
    """Run the body of a project function with these arguments and join what it returns."""
    node = function.node
    if run.active.count(node) > 1 or len(run.active) >= MOST_DEPTH:
        return Unknown(f"`{function.name}` calls itself too deeply to follow")
    run.entered.add(id(node))
    frame = Frame(function.closure, function.qualname, call.frame.depth + 1)
    frame.self_, frame.cls = owner, function.owner
    _bind(run, function, call, owner, frame)
    run.active.append(node)
    loops, run.loops = run.loops, list(run.loops)
    why = f"`{function.name}` takes more steps than fitlint follows"
    try:
        return run.within(MOST_CALL_STEPS, lambda: _body(run, function, frame), lambda: Unknown(why), why)
    finally:
        run.loops = loops
        run.active.pop()


def _body(run: Run, function: Func, frame: Frame) -> Value:
    node = function.node
    if isinstance(node, cst.Lambda):
        return run.evaluate(node.body, frame)
    if yields(run, node):
        return Ext("project.generator()", None, (function,), None, node)
    signal = run.execute(node.body.body, frame)
    run.state.rejoin(frame.left, signal in (NORMAL, RETURN))
    if frame.returns:
        return one_of([*frame.returns]) if not _only_none(frame.returns) else NONE
    if signal == EXIT:
        raise Exited
    return NONE


def _only_none(values: list[Value]) -> bool:
    return all(isinstance(v, Const) and v.value is None for v in values)


def yields(run: Run, node: Any) -> bool:
    """Whether a function is a generator: a ``yield`` of its own, not one of a function inside it."""
    found = run.generators.get(id(node))
    if found is None:
        found = run.generators[id(node)] = any(isinstance(inner, cst.Yield) for inner in own(node.body))
    return found


def _bind(run: Run, function: Func, call: Call, owner: Value | None, frame: Frame) -> None:
    """Give every parameter its argument, its default, or an unknown value that names it."""
    params = function.node.params
    everyone = (*params.posonly_params, *params.params, *params.kwonly_params)
    names = [p.name.value for p in (*params.posonly_params, *params.params)]
    if owner is not None and names and not isinstance(function.node, cst.Lambda):
        frame.values[names.pop(0)] = owner
    known = {*names, *(p.name.value for p in params.kwonly_params)}
    frame.values.update(zip(names, (item.value for item in call.args), strict=False))
    frame.values.update((name, item.value) for name, item in call.kwargs.items() if name in known)
    for name in known - frame.values.keys():
        frame.values[name] = _missing(function, name, call.open)
    for param in everyone:
        if param.annotation is not None and isinstance(frame.values.get(param.name.value), Unknown):
            _annotated(run, param, frame)
    if isinstance(params.star_arg, cst.Param):
        rest = tuple(item.value for item in call.args[len(names) :])
        frame.values[params.star_arg.name.value] = Seq("tuple", rest, None, call.open)
    if params.star_kwarg is not None:
        extra = {name: item for name, item in call.kwargs.items() if name not in known}
        frame.values[params.star_kwarg.name.value] = keywords(run, extra, call.open)


def _annotated(run: Run, param: cst.Param, frame: Frame) -> None:
    """An unknown argument whose annotation says ``keras.Model`` is a model whose layers are not seen."""
    annotation = run.evaluate(param.annotation.annotation, frame) if param.annotation is not None else None
    if isinstance(annotation, Ext) and keras_api.canonical(annotation.path) in ("Model", "Sequential"):
        model = Model("opaque", param, frame.qualname, opaque=f"parameter `{param.name.value}`")
        run.models.append(model)
        frame.values[param.name.value] = model


def keywords(run: Run, extra: dict[str, Item], open_: bool) -> Dict:
    """The mapping that ``**kwargs`` receives."""
    mapping = Dict({name: item.value for name, item in extra.items()})
    mapping.keys = {name: run.place(item.node) for name, item in extra.items() if item.node is not None}
    mapping.extra["open"] = open_
    return mapping


def _missing(function: Func, name: str, open_: bool) -> Value:
    default = function.defaults.get(name)
    if default is None:
        return Unknown(f"parameter `{name}` of `{function.name}`")
    return soften(default) if open_ else default


def instantiate(run: Run, cls: Class, call: Call) -> Value:
    """``Cls(...)``: an instance after its ``__init__`` ran.

    A Keras model, layer or callback when the class descends from one.
    """
    instance = Inst(cls, call.node, tuple(item.value for item in call.args))
    result: Value = instance
    if cls.outside in DICTIONARIES and not cls.keras:
        result = Mapping(cls, call.node)
    elif cls.keras == "Model":
        model = Model("subclass", call.node, builder=call.frame.qualname)
        model.inst = instance
        if _is_sequential(cls):
            model.kind = "sequential"
        run.models.append(model)
        result = model
    elif cls.keras == "layers.Layer":
        layer = Layer("custom", dict(call.kwargs), call.node, opaque=cls.name)
        layer.inst = instance
        result = layer
    init = cls.find("__init__")
    if isinstance(init, Func):
        call_function(run, init, call, result)
    elif isinstance(result, Model):
        run.call(Bound(result, "super.__init__"), call)
    elif isinstance(result, Mapping):
        run.call(Bound(result, "__init__"), call)
    elif not cls.keras:
        _fields(run, cls, call, instance)
    return result


def _is_sequential(cls: Class) -> bool:
    for base in cls.bases:
        if isinstance(base, Class) and _is_sequential(base):
            return True
        if isinstance(base, Ext) and keras_api.canonical(base.path) == "Sequential":
            return True
    return False


def _fields(run: Run, cls: Class, call: Call, instance: Inst) -> None:
    """Dataclass-like classes: annotated members become attributes, in order."""
    places = fields.names(cls)
    given = dict(zip(places, call.args, strict=False))
    for name, item in given.items():
        literal_argument(run, name, item, item.node, call.frame)
    given.update(call.kwargs)
    instance.attrs.update((name, item.value) for name, item in given.items())
    for name, place in places.items():
        run.left_out.setdefault(id(place), set()).add(name not in given)
    if call.open:
        for name in places:
            instance.attrs.setdefault(name, Unknown(f"field `{name}` of `{cls.name}`"))
    after = cls.find("__post_init__") or cls.find("__attrs_post_init__")
    if isinstance(after, Func):
        call_function(run, after, Call((), {}, call.open, call.node, call.frame), instance)
