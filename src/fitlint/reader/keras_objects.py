"""What a call of a Keras class or function makes: layers, models, optimizers, callbacks, tensors, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader import keras_api, library
from fitlint.reader.assign import change_rate
from fitlint.reader.provenance import path_of
from fitlint.reader.values import (
    NONE,
    Component,
    Const,
    Ext,
    Item,
    Layer,
    Maybe,
    Model,
    OneOf,
    Optimizer,
    Rate,
    Seq,
    Tensor,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.reader.run import Call, Run

COMPONENT_FAMILIES = frozenset(
    {"callbacks", "losses", "metrics", "regularizers", "initializers", "constraints", "schedules"}
)
NOT_AUGMENTING = frozenset(
    (
        "rescale preprocessing_function validation_split dtype data_format featurewise_center samplewise_center "
        "featurewise_std_normalization samplewise_std_normalization zca_whitening zca_epsilon fill_mode cval "
        "interpolation_order"
    ).split()
)


def construct(run: Run, name: str, function: Ext, call: Call) -> Value:
    """The result of calling the Keras class or function with this canonical name."""
    special = SPECIAL.get(name)
    if special is not None:
        return special(run, name, call)
    family = keras_api.family(name)
    last = name.rpartition(".")[2]
    made = last[:1].isupper()
    if family == "layers" and made:
        return _layer(run, name, function, call)
    if family == "optimizers" and made:
        return _optimizer(name, call)
    if family in COMPONENT_FAMILIES and (made or family in ("schedules", "callbacks")):
        return Component(last, bind(name, call), call.node, call.open)
    if family == "applications" and made:
        return _application(run, name, call)
    return _function(run, name, function, call)


def bind(name: str, call: Call) -> dict[str, Item]:
    """Arguments by Keras parameter name."""
    return keras_api.bind(name, call.args, call.kwargs)


def _layer(run: Run, name: str, function: Ext, call: Call) -> Value:
    last = name.rpartition(".")[2]
    if not keras_api.known(name):
        return Layer("unknown", {}, call.node, opaque=name)
    args = keras_api.bind(function.path, call.args, call.kwargs)
    return Layer(last, args, call.node, open_=call.open)


def _input(run: Run, name: str, call: Call) -> Value:
    return Tensor(Layer("InputLayer", bind("Input", call), call.node, open_=call.open), "", (), call.node)


def _sequential(run: Run, name: str, call: Call) -> Value:
    model = Model("sequential", call.node, call.frame.qualname)
    run.models.append(model)
    args = model.args = bind("Sequential", call)
    layers = args["layers"].value if "layers" in args else None
    add_all(run, model, layers)
    if call.open:
        gap(run, model, call.node, "layers passed through *args")
    return model


def add_all(run: Run, model: Model, layers: Value | None) -> None:
    """``Sequential(layers)``."""
    if layers is None or (isinstance(layers, Const) and layers.value is None) or isinstance(layers, Const):
        return
    if isinstance(layers, Seq):
        found = tuple(layer for item in layers.items for layer in _added(model, item))
        run.state.write(model.cell, "layers", (*model.cell["layers"], *found))
        if layers.open:
            gap(run, model, layers.node, "a list of layers that is not all known")
    else:
        gap(run, model, model.node, "a list of layers that is not known")


def add(run: Run, model: Model, item: Value) -> None:
    """``model.add(layer)``; what is no known layer takes its place as an unknown one."""
    run.state.write(model.cell, "layers", (*model.cell["layers"], *_added(model, item)))


def _added(model: Model, item: Value) -> tuple[Value, ...]:
    """What comes into the stack: a layer, or several of which one does."""
    value = item.value if isinstance(item, Maybe) else item
    if isinstance(value, OneOf):
        known = [option for option in value.options if isinstance(option, (Layer, Model))]
        rest = () if len(known) == len(value.options) else (_unknown(model, "a layer that is not known"),)
        return (*map(Maybe, known), *rest)
    if isinstance(value, (Layer, Model)):
        return (item,)
    if isinstance(value, Tensor) and value.layer is not None and not value.inputs:
        return (value.layer,)
    if isinstance(value, Const) and value.value is None:
        return ()
    why = value.why if isinstance(value, Unknown) else "a layer that is not a Keras layer"
    return (_unknown(model, f"a layer is not known: {why}"),)


def _unknown(model: Model, why: str) -> Layer:
    return Layer("unknown", {}, model.node, why)


def gap(run: Run, model: Model, node: object, why: str) -> None:
    """Something of the model is missing from the picture, and nobody knows where."""
    run.state.write(model.cell, "gaps", (*model.cell["gaps"], (node, why)))


def _model(run: Run, name: str, call: Call) -> Value:
    args = bind("Model", call)
    model = Model("functional", call.node, call.frame.qualname)
    model.args = {name: item for name, item in args.items() if name == "name"}
    set_graph(run, model, args)
    run.models.append(model)
    return model


def set_graph(run: Run, model: Model, args: dict[str, Item]) -> None:
    """``Model(inputs, outputs)``, with Keras 1's ``input`` and ``output`` too."""
    inputs = args.get("inputs") or args.get("input")
    outputs = args.get("outputs") or args.get("output")
    if outputs is None:
        gap(run, model, model.node, "a model without outputs")
        return
    run.state.write(model.cell, "inputs", inputs.value if inputs is not None else None)
    run.state.write(model.cell, "outputs", outputs.value)


def _optimizer(name: str, call: Call) -> Value:
    args = bind(name, call)
    inner = args.get("inner_optimizer") or args.get("optimizer") or args.get("opt")
    if inner is not None and isinstance(inner.value, (Optimizer, OneOf)):
        return inner.value
    return Optimizer(name.rpartition(".")[2], args, call.node, call.open)


def _wrapped_optimizer(run: Run, name: str, call: Call) -> Value:
    return call.first() or Unknown("an optimizer")


def _get_optimizer(run: Run, name: str, call: Call) -> Value:
    value = call.first()
    if isinstance(value, Const) and isinstance(value.value, str):
        found = keras_api.optimizer_from_string(value.value)
        if found is not None:
            return Optimizer(found.rpartition(".")[2], {}, call.node)
    return value if isinstance(value, Optimizer) else Unknown("an optimizer made by name")


def _application(run: Run, name: str, call: Call) -> Value:
    model = Model("opaque", call.node, call.frame.qualname, opaque=name)
    model.args = bind(name, call)
    run.models.append(model)
    return model


def _ready_made(run: Run, name: str, call: Call) -> Value:
    model = library.opaque_model(run, f"keras.{name}", call)
    if path := path_of(call.first()):
        run.loads.append((model, path))
    return model


def _clone(run: Run, name: str, call: Call) -> Value:
    source = call.first()
    if not isinstance(source, Model):
        return library.opaque_model(run, f"keras.{name}", call)
    model = Model(source.kind, call.node, call.frame.qualname, source.opaque)
    model.inst, model.args = source.inst, source.args
    model.cell.update(source.cell, compile=())
    run.models.append(model)
    return model


def _same_model(run: Run, name: str, call: Call) -> Value:
    return call.first() or Unknown("a model")


def _set_value(run: Run, name: str, call: Call) -> Value:
    target = call.first()
    for option in target.options if isinstance(target, OneOf) else (target,):
        if isinstance(option, Rate):
            change_rate(run, option.optimizer, call.node)
    return NONE


def _image_generator(run: Run, name: str, call: Call) -> Value:
    args = bind(name, call)
    augments = call.open or any(_switched_on(key, item.value) for key, item in args.items())
    traits = frozenset(("augmented",)) if augments else frozenset[str]()
    return Ext("keras.ImageDataGenerator()", None, (), None, call.node, traits)


def _switched_on(name: str, value: Value) -> bool:
    return name not in NOT_AUGMENTING and not (isinstance(value, Const) and not value.value)


def _function(run: Run, name: str, function: Ext, call: Call) -> Value:
    """A Keras function on data or of unknown effect: ``to_categorical``, ``load_data``, ``pad_sequences``."""
    values = [item.value for item in call.args]
    if any(isinstance(v, Tensor) for v in values):
        return Tensor(None, "unknown", tuple(v for v in values if isinstance(v, (Tensor, Unknown))), call.node)
    if isinstance(function.base, (Model, Layer)):
        return Ext(f"keras.{name}()", function.base, tuple(values), None, call.node)
    return library.data(run, Ext(f"keras.{name}", function.base), call)


def _wrapper(run: Run, name: str, call: Call) -> Value:
    return Ext(
        f"keras.{name}()",
        None,
        tuple(i.value for i in call.args),
        {k: i.value for k, i in call.kwargs.items()},
        call.node,
    )


SPECIAL: dict[str, Callable[[Run, str, Call], Value]] = {
    "Input": _input,
    "Sequential": _sequential,
    "Model": _model,
    "optimizers.LossScaleOptimizer": _wrapped_optimizer,
    "optimizers.get": _get_optimizer,
    "models.load_model": _ready_made,
    "models.model_from_json": _ready_made,
    "models.model_from_yaml": _ready_made,
    "models.model_from_config": _ready_made,
    "models.clone_model": _clone,
    "utils.multi_gpu_model": _same_model,
    "backend.set_value": _set_value,
    "preprocessing.image.ImageDataGenerator": _image_generator,
    "wrappers.scikit_learn.KerasClassifier": _wrapper,
    "wrappers.scikit_learn.KerasRegressor": _wrapper,
    "wrappers.SKLearnClassifier": _wrapper,
    "wrappers.SKLearnRegressor": _wrapper,
}
