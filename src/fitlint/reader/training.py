"""Methods of a Keras model, and the record of every compile and every training they amount to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.keras_objects import add, add_all, bind, set_graph
from fitlint.reader.provenance import path_of
from fitlint.reader.state import CompileRecord, Evaluation, TrainingRecord
from fitlint.reader.tape_loss import is_gradient, loss_of, plain_loss, takes_output
from fitlint.reader.values import (
    NONE,
    Const,
    Dict,
    Ext,
    Item,
    Layer,
    Maybe,
    Model,
    OneOf,
    Optimizer,
    Seq,
    Unknown,
    Value,
    options,
    same,
)
from fitlint.reader.watching import EVALUATE, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fitlint.program import TrainingMethod
    from fitlint.reader.run import Call, Run

FIT: dict[str, TrainingMethod] = {
    "fit": "fit",
    "fit_generator": "fit_generator",
    "train_on_batch": "train_on_batch",
    "fit_on_batch": "train_on_batch",
}


def method(run: Run, model: Model, name: str, call: Call) -> Value:
    """``model.name(...)``."""
    handler = METHODS.get(name)
    if handler is not None:
        return handler(run, model, call)
    if name in FIT:
        return fit(run, model, FIT[name], name, call)
    if name in EVALUATE:
        return _evaluate(run, model, name, call)
    if name == "save":
        run.writes.add(path_of(call.first()))
    if name == "load_weights":
        model.uses.add("loaded")
    if name in ("add_loss", "add_metric"):
        model.uses.add("own_loss")
    if name == "get_layer":
        return _by_name(run, model, call)
    return Ext(f"keras.Model().{name}()", model, (), None, call.node)


def _init(run: Run, model: Model, call: Call) -> Value:
    """``super().__init__(...)`` of a subclassed model."""
    if model.kind == "sequential":
        add_all(run, model, call.first())
    else:
        args = bind("Model", call)
        if "outputs" in args:
            model.kind = "functional"
            set_graph(run, model, args)
    return NONE


def _add(run: Run, model: Model, call: Call) -> Value:
    value = call.get(0, "layer")
    if value is not None:
        add(run, model, value)
    return NONE


def _pop(run: Run, model: Model, call: Call) -> Value:
    layers = model.cell["layers"]
    run.state.write(model.cell, "layers", layers[:-1])
    return layers[-1] if layers and not isinstance(layers[-1], Maybe) else Unknown("the last layer")


def _compile(run: Run, model: Model, call: Call) -> Value:
    args = bind("Model.compile", call)
    record = CompileRecord(callee(call), model, args, call.open, run.certain(), call.frame.qualname, run.state.mark())
    if run.certain():
        for old in model.cell["compile"]:
            if not old.trained:
                old.replaced = True
    run.state.write(model.cell, "compile", (record,))
    model.uses.add("compiled")
    run.compiles.append(record)
    return NONE


def adopt(run: Run, owner: Value, call: Call) -> Model | None:
    """What is compiled with a Keras optimizer is a Keras model, wherever it came from; its layers are not seen."""
    optimizer = call.get(0, "optimizer")
    if optimizer is None or not any(isinstance(option, Optimizer) for option in options(optimizer)):
        return None
    model = Model("opaque", call.node, call.frame.qualname, opaque="a model built elsewhere")
    run.models.append(model)
    run.adopted[id(owner)] = (owner, model)
    return model


def fit(run: Run, model: Model, kind: TrainingMethod, name: str, call: Call) -> Value:
    """A call that trains the model: its state now is what is trained."""
    args = bind(f"Model.{name}", call)
    compiles: tuple[CompileRecord, ...] = model.cell["compile"]
    for record in compiles:
        record.trained = True
    model.uses.add("trained")
    seen = watched(run, model, args["callbacks"].value, call) if "callbacks" in args else ()
    _trained(run, _record(run, kind, call, model, args, compiles, None)._replace(watched=seen))
    return Ext("keras.History()", model, (), None, call.node)


def _trained(run: Run, record: TrainingRecord) -> None:
    """Note a training; what a loop does again and again is one training, the first that is certain."""
    key = (id(record.node), id(record.model))
    known = run.trainings.get(key)
    if known is None or (record.certain and not known.certain):
        run.trainings.pop(key, None)
        run.trainings[key] = record


def note_unread(run: Run, name: str, call: Call) -> None:
    """A method of what may be a model, whatever made it: validation data it is given, a file it is saved to."""
    if name in FIT:
        given = [call.kwargs[key].value for key in ("validation_data", "validation_split") if key in call.kwargs]
        validated = any(not (isinstance(value, Const) and not value.value) for value in given)
        run.validates_unread = run.validates_unread or validated
    elif name == "save":
        run.writes.add(path_of(call.first()))


def _record(
    run: Run,
    kind: TrainingMethod,
    call: Call,
    model: Model,
    args: dict[str, Item],
    compiles: tuple[CompileRecord, ...],
    optimizer: Optimizer | None,
) -> TrainingRecord:
    return TrainingRecord(
        kind,
        callee(call),
        model,
        dict(model.cell),
        args,
        call.open,
        compiles,
        optimizer,
        tuple(run.loops),
        run.certain(),
        call.frame.qualname,
    )


def _by_name(run: Run, model: Model, call: Call) -> Value:
    """``model.get_layer("name")``: the layer of that name, or some layer of a ready-made model."""
    name, index = call.get(0, "name"), call.get(1, "index")
    layers = [v.value if isinstance(v, Maybe) else v for v in model.cell["layers"]]
    if isinstance(index, Const) and isinstance(index.value, int) and -len(layers) <= index.value < len(layers):
        found: Value = layers[index.value]
        return found
    for layer in layers:
        given = layer.args.get("name") if isinstance(layer, (Layer, Model)) else None
        if isinstance(name, Const) and given is not None and same(given.value, name):
            return layer
    if model.kind == "opaque":
        return Layer("backbone", {}, call.node, opaque=model.opaque)
    return Layer("unknown", {}, call.node, opaque="a layer found by name")


def callee(call: Call) -> object:
    """The ``model.fit`` of ``model.fit(...)``: where findings about the call point."""
    return getattr(call.node, "func", call.node)


def _evaluate(run: Run, model: Model, name: str, call: Call) -> Value:
    data = call.get(0, "x") or call.get(0, "generator")
    run.evaluations.append(Evaluation(model, data, tuple(run.loops), name.startswith("predict")))
    model.uses.add("applied")
    if name.startswith("predict"):
        return Ext("keras.Model().predict()", model, (), None, call.node, frozenset(("predicted",)))
    return Ext(f"keras.Model().{name}()", model, (), None, call.node)


def tape(run: Run, optimizer: Optimizer, call: Call) -> None:
    """``optimizer.apply_gradients(...)`` / ``minimize(...)``: a training of every model whose variables go in."""
    values = [item.value for item in (*call.args, *call.kwargs.values())]
    slopes = next(filter(is_gradient, _below(values)), None)
    found = loss_of(run, slopes) if slopes is not None else None
    loss = {} if found is None else {"loss": Item(plain_loss(found) or found, found.node)}
    for model in models_in(values):
        model.uses.add("trained")
        record = _record(run, "tape", call, model, loss, (), optimizer)
        _trained(run, record._replace(direct=found is not None and takes_output(run, found, model)))


def models_in(values: list[Value]) -> list[Model]:
    """Models whose variables occur in these values, however wrapped in zip and lists."""
    found: dict[int, Model] = {}
    for value in _below(values):
        if isinstance(value, Ext) and isinstance(value.base, Model) and value.path.startswith("keras.Model()."):
            found[id(value.base)] = value.base
    return list(found.values())


def _below(values: list[Value]) -> Iterator[Value]:
    stack, seen = list(values), 0
    while stack and seen < 200:
        value = stack.pop()
        seen += 1
        yield value
        if isinstance(value, Seq):
            stack.extend(value.items)
        elif isinstance(value, OneOf):
            stack.extend(value.options)
        elif isinstance(value, Dict):
            stack.extend(value.entries.values())
        elif isinstance(value, Ext):
            stack.extend((*value.args, *value.kwargs.values()))


METHODS: dict[str, Callable[[Run, Model, Call], Value]] = {
    "super.__init__": _init,
    "add": _add,
    "pop": _pop,
    "compile": _compile,
}
