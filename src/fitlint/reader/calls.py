"""Calls: who is being called decides what a call is worth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from fitlint.reader import builtins, keras_api, keras_objects, library, paths, texts, training, tuners
from fitlint.reader.assign import change_rate
from fitlint.reader.attributes import attribute
from fitlint.reader.config_files import load_into
from fitlint.reader.containers import dict_method, list_method, subscript, text_method
from fitlint.reader.functions import call_function, instantiate
from fitlint.reader.run import Call, Compared, Exited, Run
from fitlint.reader.state import EXIT, NORMAL
from fitlint.reader.values import (
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
    Maybe,
    Model,
    Namespace,
    OneOf,
    Opened,
    Optimizer,
    Parser,
    Rate,
    Seq,
    Tensor,
    Text,
    Unknown,
    Value,
    leaves,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def call_value(run: Run, function: Value, call: Call) -> Value:
    """The abstract result of ``function(...)``."""
    handler = CALLS.get(type(function))
    if handler is not None:
        return handler(run, function, call)
    _give_away(call)
    return _opaque(call, Unknown("a call of something unknown"))


def _each(run: Run, function: OneOf, call: Call) -> Value:
    """One of several is called: what each does may be done."""
    callable_ = [option for option in function.options if not isinstance(option, Const)]
    if len(callable_) == 1:
        return run.call(callable_[0], call)
    results: list[Value] = []

    def arm(option: Value) -> str:
        try:
            results.append(run.call(option, call))
        except Exited:
            return EXIT
        return NORMAL

    run.fork([partial(arm, option) for option in callable_], call.frame)
    return one_of(results)


def _function(run: Run, function: Func, call: Call) -> Value:
    return call_function(run, function, call)


def _class(run: Run, function: Class, call: Call) -> Value:
    return instantiate(run, function, call)


def _method(run: Run, function: Bound, call: Call) -> Value:
    if function.func is not None:
        return call_function(run, function.func, call, function.owner)
    handler = METHODS.get(type(function.owner))
    return (
        handler(run, function.owner, function.name, call) if handler is not None else Unknown(f"`.{function.name}()`")
    )


def _layer(run: Run, layer: Layer, call: Call) -> Value:
    method = layer.inst.cls.find("call") if layer.inst is not None else None
    if isinstance(method, Func) and not run.keeps_weights(method.owner):
        result = call_function(run, method, call, layer)
        if _readable(result, {id(value) for value in _inputs(call)}):
            return result
    inputs, roles = _fed(layer, call)
    made = Tensor(layer, "", inputs, call.node, None, roles)
    run.state.write(layer.attrs, "made", made)
    return made


ATTENTION = ("query", "value", "key")
CALL_ORDER = {"MultiHeadAttention": ATTENTION, "GroupQueryAttention": ATTENTION}


def _fed(layer: Layer, call: Call) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """What flows into a layer, in the order of its parameters, and the parameters where names are needed."""
    order = CALL_ORDER.get(layer.kind, ())
    if not order and not call.kwargs:
        return _inputs(call), ()
    named = [(order[place] if place < len(order) else "", item) for place, item in enumerate(call.args)]
    rest = sorted(call.kwargs.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    inputs: list[Value] = []
    roles: list[str] = []
    for name, item in (*named, *rest):
        found = _inputs(call._replace(args=(item,), kwargs={}))
        inputs += found
        roles += [name] * len(found)
    return tuple(inputs), tuple(roles) if any(roles) else ()


MOST_INNER = 400


def _readable(result: Value, given: set[int]) -> bool:
    """Whether a layer of the project turned its inputs into tensors by known layers and functions alone."""
    stack, seen = list(leaves(result)), set(given)
    if not stack:
        return False
    while stack:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if not isinstance(value, Tensor) or value.op == "unknown" or len(seen) > MOST_INNER:
            return False
        stack.extend(v for v in value.inputs if isinstance(v, (Tensor, Unknown, OneOf, Maybe)))
    return True


def _model(run: Run, model: Model, call: Call) -> Value:
    inputs = _inputs(call)
    if any(isinstance(value, (Tensor, Unknown)) for value in inputs) or not inputs:
        return Tensor(model, "", inputs, call.node)
    traits = library.sticky(inputs) | {"predicted"}
    if any(layer.kind.startswith("Random") for layer in _layers(model)):
        traits = (traits - {"predicted"}) | {"augmented"}
    return Ext("keras.Model()()", model, (), None, call.node, traits)


def _layers(model: Model) -> Iterable[Layer]:
    for item in model.cell["layers"]:
        value = item.value if isinstance(item, Maybe) else item
        if isinstance(value, Layer):
            yield value


def _inputs(call: Call) -> tuple[Value, ...]:
    """What flows into a layer: every argument, lists and mappings laid open.

    Flags such as ``training=True`` are not data. Beside certain tensors those that only some runs have are ``Maybe``.
    """
    values = [item.value for item in (*call.args, *call.kwargs.values())]
    found = tuple(leaf for leaf in leaves(*values) if not isinstance(leaf, Const))
    lists = [value for value in values if isinstance(value, Seq) and not value.exact]
    if not lists or not any(isinstance(leaf, Tensor) for leaf in found):
        return found
    sure = tuple(_marked(values))
    if any(value.open for value in lists) or not any(isinstance(value, Tensor) for value in sure):
        return (*found, Unknown("a list of tensors that is not all known"))
    return sure


def _marked(values: list[Value]) -> Iterator[Value]:
    """The tensors in arguments, marked where a list may lack them."""
    for value in values:
        for part in value.items if isinstance(value, Seq) else (value,):
            found = (leaf for leaf in leaves(part) if not isinstance(leaf, Const))
            yield from map(Maybe, found) if isinstance(part, Maybe) else found


def _instance(run: Run, owner: Inst, call: Call) -> Value:
    method = owner.cls.find("__call__") or owner.cls.find("call")
    if isinstance(method, Func):
        return call_function(run, method, call, owner)
    return _opaque(call, Unknown(f"a call of a `{owner.cls.name}`"))


def _component(run: Run, owner: Component, call: Call) -> Value:
    weighted = "sample_weight" in call.kwargs or len(call.args) > 2
    traits = frozenset(("weighted",) if weighted else ())
    result = Ext(f"keras.{owner.name}()()", owner, (), None, call.node, traits)
    target, predicted = call.get(0, "y_true"), call.get(1, "y_pred")
    if target is not None and predicted is not None:
        run.compared[id(result)] = Compared(result, target, predicted)
    return _opaque(call, result)


def _opaque(call: Call, otherwise: Value) -> Value:
    """A call nobody knows: tensors that go in come out again, unknown."""
    inputs = _inputs(call)
    if any(isinstance(value, Tensor) for value in inputs):
        return Tensor(None, "unknown", inputs, call.node)
    return otherwise


def _external(run: Run, function: Ext, call: Call) -> Value:
    path = function.path
    if path not in library.FUNCTIONS:
        _hand_over(run, path, call)
    if path.startswith("builtins."):
        return builtins.call(run, path[9:], call)
    if isinstance(function.base, Layer | Model) and path.startswith("keras."):
        return Ext(f"{path}()", function.base, (), None, call.node)
    if path.endswith(").compile") and function.base is not None and run.local(path):
        return _train_unknown(run, function.base, "compile", call)
    inputs = _inputs(call)
    if any(isinstance(value, Tensor) for value in inputs):
        if path.endswith(".int_shape"):
            return attribute(run, inputs[0], "shape", call.node)
        operation = keras_api.tensor_function(path)
        if operation is not None:
            return Tensor(None, operation, inputs, call.node, _settings(path, operation, call))
    name = keras_api.canonical(path) if "(" not in path else None
    if name is not None:
        return keras_objects.construct(run, name, function, call)
    if tuners.is_tuners(path) and (chosen := tuners.call(run, function, call)) is not None:
        return chosen
    result = library.call(run, function, call)
    return _opaque(call, result) if isinstance(result, (Ext, Unknown)) else result


def _hand_over(run: Run, path: str, call: Call) -> None:
    """A function goes to a library, which may call it as it likes, and train what it makes with callbacks."""
    functions = [item.value for item in (*call.args, *call.kwargs.values()) if isinstance(item.value, Func)]
    (run.tuned if tuners.is_tuners(path) else run.handed).update(id(function.node) for function in functions)
    if call.open or any("callbacks" in name for name in call.kwargs):
        run.steered.update(function.qualname for function in functions)
    if not path.startswith(OWN_ROOTS):
        _give_away(call)
    training.note_unread(run, path.rpartition(").")[2], call)


# What belongs to Keras, or cannot train its models.
OWN_ROOTS = ("builtins.", "keras.", "keras_core.", "numpy.", "tensorflow.", "tf_keras.")


def _give_away(call: Call) -> None:
    """Models go to code that nobody here reads, which may train them."""
    for leaf in leaves(*(item.value for item in (*call.args, *call.kwargs.values()))):
        if isinstance(leaf, Model):
            leaf.uses.add("handed")


def _settings(path: str, operation: str, call: Call) -> dict[str, Item]:
    """The arguments of a tensor function that are no tensors, with the defaults that shapes hang on."""
    bound = keras_api.bind(f"op:{operation}", call.args, call.kwargs)
    found = {
        name: item for name, item in bound.items() if not any(isinstance(leaf, Tensor) for leaf in leaves(item.value))
    }
    for name in ("axis", "axes", "keepdims"):
        default = keras_api.operation_default(path, operation, name)
        if name not in bound and not call.open and default is not keras_api.MISSING:
            found[name] = Item(Const(default), None)
    return found


def _rate_method(run: Run, owner: Rate, name: str, call: Call) -> Value:
    if name == "assign":
        change_rate(run, owner.optimizer, call.node)
    return Unknown("the value of a learning rate")


def _optimizer_method(run: Run, owner: Optimizer, name: str, call: Call) -> Value:
    if name in ("apply_gradients", "minimize", "apply"):
        training.tape(run, owner, call)
    return Ext(f"keras.Optimizer().{name}()", owner, (), None, call.node)


def _layer_method(run: Run, owner: Layer, name: str, call: Call) -> Value:
    if name in ("__call__", "call"):
        return _layer(run, owner, call)
    return Ext(f"keras.Layer().{name}()", owner, (), None, call.node)


def _model_method(run: Run, owner: Model, name: str, call: Call) -> Value:
    if name in ("__call__", "call"):
        return _model(run, owner, call)
    return training.method(run, owner, name, call)


def _train_unknown(run: Run, owner: Value, name: str, call: Call) -> Value:
    model = training.adopt(run, owner, call) if name == "compile" else None
    if model is not None:
        return training.method(run, model, name, call)
    training.note_unread(run, name, call)
    if name == "save":
        return Unknown("a call of something unknown")
    _give_away(call)
    why = owner.why if isinstance(owner, Unknown) else "its file could not be read"
    run.lost.setdefault(id(call.node), (training.callee(call), f"`.{name}()` of something unknown: {why}"))
    return Unknown("a call of something unknown")


def _constant_method(run: Run, owner: Const, name: str, call: Call) -> Value:
    if isinstance(owner.value, str):
        return text_method(owner, name, call)
    return Unknown(f"`.{name}()` of a constant")


def _mapping_method(run: Run, owner: Dict, name: str, call: Call) -> Value:
    if name == "read":
        return load_into(run, owner, call)
    if name in CONVERSIONS:
        return _converted(run, owner, name, call)
    return dict_method(run, owner, name, call)


CONVERSIONS = {"getfloat": "float", "getint": "int"}


def _converted(run: Run, owner: Dict, name: str, call: Call) -> Value:
    """``parser.getfloat(section, option)`` and ``section.getfloat(option)`` of a ``ConfigParser``."""
    value: Value = owner
    for item in call.args[:2]:
        value = subscript(run, value, item.value, call.node) if isinstance(value, Dict) else value
    return builtins.call(run, CONVERSIONS[name], call._replace(args=(Item(value, call.node),), kwargs={}))


def _partial(run: Run, function: library.Partial, call: Call) -> Value:
    given = function.given
    merged = Call(
        (*given.args[1:], *call.args), {**given.kwargs, **call.kwargs}, given.open or call.open, call.node, call.frame
    )
    return run.call(function.owner, merged)


def _record(run: Run, function: library.Record, call: Call) -> Value:
    return function.make(call)


def _namespace_method(run: Run, owner: Namespace, name: str, call: Call) -> Value:
    return Unknown(f"`.{name}()`")


METHODS: dict[type, Callable[[Run, Any, str, Call], Value]] = {
    Const: _constant_method,
    Seq: list_method,
    Dict: _mapping_method,
    Mapping: _mapping_method,
    Rate: _rate_method,
    Optimizer: _optimizer_method,
    Layer: _layer_method,
    Model: _model_method,
    Parser: library.parser_method,
    Opened: paths.method,
    Text: texts.method,
    Namespace: _namespace_method,
    Unknown: _train_unknown,
}

CALLS: dict[type, Callable[[Run, Any, Call], Value]] = {
    OneOf: _each,
    Func: _function,
    Class: _class,
    Bound: _method,
    Layer: _layer,
    Model: _model,
    Inst: _instance,
    Component: _component,
    Ext: _external,
    library.Partial: _partial,
    library.Record: _record,
}


def entry_point(run: Run, function: Func, owner: Value | None) -> Value:
    """Run a function that nobody in this file calls.

    Its parameters are unknown, or their defaults, which a caller may replace.

    Handed to a library (a scikit-learn wrapper), even the defaults say nothing. Keras Tuner passes hyperparameters.
    """
    if hyperparameters := tuners.given(run, function, owner):
        return call_function(run, function, Call(hyperparameters, {}, True, function.node, function.closure), owner)
    if id(function.node) in run.handed:
        function = Func(
            function.name, function.qualname, function.node, function.closure, {}, function.owner, function.decorators
        )
    return call_function(run, function, Call((), {}, True, function.node, function.closure), owner)
