"""Runs training scripts with Keras, ``fit`` intercepted, and writes down what they built and trained.

Many scripts share one child process, because importing Keras takes longer than running a hundred of them. What is
written down is the *as written* view: the arguments a call was given, not the defaults it fills in. Everything is
turned into plain data, see :func:`Recorder.plain`.
"""

from __future__ import annotations

import inspect
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TESTS = Path(__file__).parents[1]
SECONDS_TO_START = 120  # of processor time, on all cores together
SECONDS_PER_SCRIPT = 5
FITS = ("fit", "train_on_batch")
# A model whose insides fitlint does not look at: a small stand-in takes its place, or a hundred layers would be built.
APPLICATIONS = ("MobileNetV2", "VGG16", "ResNet50", "EfficientNetB0")


def execute(scripts: Sequence[Path]) -> list[dict[str, Any]]:
    """Run scripts, each in its own folder, and return what was observed: ``{"events": [...]}`` or ``{"error": text}``.

    Raises ``RuntimeError`` when the child process fails as a whole.
    """
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "KERAS_BACKEND": "tensorflow"}
    with tempfile.TemporaryDirectory() as folder:
        orders, results = Path(folder, "orders.json"), Path(folder, "results.jsonl")
        orders.write_text(json.dumps([str(path) for path in scripts]), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "oracle.execute", str(orders), str(results)],
            cwd=TESTS,
            env=environment,
            capture_output=True,
            text=True,
            preexec_fn=lambda: _limit(SECONDS_TO_START + SECONDS_PER_SCRIPT * len(scripts)),
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"Keras could not be run: {done.stderr[-2_000:]}")
        return [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


def _limit(seconds: int) -> None:
    """End this process after so much CPU time."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


class History(defaultdict[str, list[float]]):
    """What an intercepted ``fit`` returns: any metric that a script asks for."""

    def __init__(self) -> None:
        super().__init__(lambda: [0.5])
        self.history = self
        self.epoch = [0]


class Recorder:
    """What one script does with Keras."""

    def __init__(self, keras: Any, made: dict[int, tuple[Any, dict[str, Any], str]], root: str) -> None:
        self.keras = keras
        self.made = made
        self.root = root
        self.events: list[dict[str, Any]] = []
        self.models: dict[int, Any] = {}
        self.traced: set[int] = set()
        self.compiled: dict[int, list[dict[str, Any]]] = {}
        self.backbones: set[int] = set()
        self.inner: set[int] = set()

    def place(self) -> str:
        """The file and row that is running: ``train.py:12``."""
        frame = inspect.currentframe()
        while frame is not None and not frame.f_code.co_filename.startswith(self.root):
            frame = frame.f_back
        return "" if frame is None else f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}"

    def number(self, model: Any) -> int:
        """Models are numbered in the order of their first use."""
        self.models.setdefault(id(model), (len(self.models), model))
        return int(self.models[id(model)][0])

    def compile(self, model: Any, args: dict[str, Any]) -> None:
        """A ``compile`` call that went through."""
        optimizer, number = model.optimizer, self.number(model)
        if number not in self.traced:
            self.compiled[number] = self.graphs(model, None)
        self.events.append(
            {
                "event": "compile",
                "model": number,
                "place": self.place(),
                "args": {name: self.plain(value) for name, value in args.items() if name != "optimizer"},
                "optimizer": self.plain(optimizer if isinstance(args.get("optimizer"), str) else args.get("optimizer")),
            }
        )

    def train(self, model: Any, method: str, args: dict[str, Any]) -> None:
        """A call that would train the model."""
        number = self.number(model)
        event = {"event": "train", "method": method, "model": number, "place": self.place()}
        event["args"] = {name: self.plain(value) for name, value in args.items()}
        if number not in self.traced:
            self.traced.add(number)
            event["graphs"] = self.graphs(model, args.get("x"))
        self.events.append(event)

    def step(self, optimizer: Any, variables: Sequence[Any]) -> None:
        """Gradients that are applied: a training of the model whose variables they are."""
        wanted = {id(variable) for variable in variables}
        models = [made for made, _, _ in self.made.values() if isinstance(made, self.keras.Model) and made.built]
        found = [
            model
            for model in models
            if id(model) not in self.inner and {id(part) for part in model.trainable_variables} == wanted
        ]
        if not found:
            return
        model = max(found, key=lambda model: len(list(model._flatten_layers())))  # not one inside it
        number = self.number(model)
        event = {"event": "train", "method": "tape", "model": number, "place": self.place(), "args": {}}
        if number not in self.traced:
            self.traced.add(number)
            event["graphs"] = self.graphs(model, None)
        self.events.append({**event, "optimizer": self.plain(optimizer)})

    def graphs(self, model: Any, x: Any) -> list[dict[str, Any]]:
        """Descriptions of the model, each as true as the other.

        With the script's own layers laid open, with those closed that have weights of their own, and with all closed.
        """
        ways: tuple[Callable[[Any], bool], ...] = (lambda _: False, _has_weights, lambda _: True)
        found = [Tracer(self, closed).model(model, x) for closed in ways]
        return [graph for graph in found if "error" not in graph] or found[:1]

    def finish(self) -> list[dict[str, Any]]:
        """All events; models that were compiled and never trained are described as they were then."""
        for event in self.events:
            if event["event"] == "compile" and event["model"] not in self.traced:
                self.traced.add(event["model"])
                event["graphs"] = self.compiled[event["model"]]
        return self.events

    def plain(self, value: Any, depth: int = 0) -> Any:
        """Plain data for a value: scalars stay, the rest are mappings with one of the keys seq, map, kind, data."""
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if depth > 4:
            return {"data": "deep"}
        if isinstance(value, (tuple, list)):
            return {"seq": [self.plain(item, depth + 1) for item in value]}
        if isinstance(value, dict):
            return {"map": {str(key): self.plain(item, depth + 1) for key, item in value.items()}}
        if isinstance(value, self.objects()):
            _, args, _ = self.made.get(id(value), (None, {}, ""))
            cls = type(value)
            own = not cls.__module__.startswith("keras")
            return {
                "kind": cls.__name__,
                "keras": not own,
                "args": {} if own else {name: self.plain(arg, depth + 1) for name, arg in args.items()},
            }
        if inspect.isroutine(value) or inspect.isclass(value):
            return {"kind": value.__name__, "keras": value.__module__.startswith(("keras", "tensorflow")), "args": {}}
        return {"data": type(value).__name__}

    def objects(self) -> tuple[type, ...]:
        """The classes of Keras whose instances arguments may hold."""
        keras = self.keras
        return (*recorded(keras), keras.layers.Layer)


def recorded(keras: Any) -> tuple[type, ...]:
    """Bases of the Keras objects, apart from layers, whose arguments are written down."""
    return (
        keras.optimizers.Optimizer,
        keras.optimizers.schedules.LearningRateSchedule,
        keras.losses.Loss,
        keras.metrics.Metric,
        keras.callbacks.Callback,
        keras.regularizers.Regularizer,
        keras.initializers.Initializer,
        keras.constraints.Constraint,
    )


class Tracer:
    """The graph of one model: a list of nodes in any order, nested models laid open.

    Layers of the script's own are laid open too, unless they count as ``closed``.
    """

    def __init__(self, recorder: Recorder, closed: Callable[[Any], bool]) -> None:
        self.recorder = recorder
        self.closed = closed
        self.keras = recorder.keras
        self.nodes: list[dict[str, Any]] = []
        # The layers that the script itself has built; a model class is built here, by the data it is given.
        self.built: set[int] = set()

    def model(self, model: Any, x: Any) -> dict[str, Any]:
        """``{"kind", "place", "nodes", "outputs"}``, or ``{"error"}`` when a model class cannot take symbols."""
        kind = self.kind(model)
        place = self.recorder.made.get(id(model), (None, {}, ""))[2]
        if kind != "subclass":
            self.built = {id(layer) for layer in model._flatten_layers() if layer.built}
        try:
            outputs = self.expand(model, [], x)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
        return {"kind": kind, "place": place, "nodes": self.nodes, "outputs": outputs}

    def kind(self, model: Any) -> str:
        """How the model is written, in fitlint's words."""
        if isinstance(model, self.keras.Sequential):
            return "sequential"
        return "functional" if hasattr(model, "_operations_by_depth") else "subclass"

    def expand(self, model: Any, inputs: list[int], x: Any = None) -> list[int]:
        """Lay a model's layers open behind ``inputs``; returns its outputs."""
        if hasattr(model, "oracle_backbone"):
            return [self.add("backbone", None, inputs)]
        if isinstance(model, self.keras.Sequential):
            for layer in model.layers:
                inputs = self.apply(layer, inputs)
                if len(layer._inbound_nodes) == 1:
                    self.shaped(layer, inputs, layer._inbound_nodes[0].outputs)
            return inputs
        if hasattr(model, "_operations_by_depth"):
            memo = {id(tensor): index for tensor, index in zip(model.inputs, inputs, strict=False)}
            return [self.tensor(tensor, memo) for tensor in _in_order(model._outputs_struct)]
        symbols = self.symbols(x)
        memo = {id(symbol): index for symbol, index in zip(self.flat(symbols), inputs, strict=False)}
        return [self.tensor(tensor, memo) for tensor in _in_order(model.call(symbols))]

    def flat(self, structure: Any) -> list[Any]:
        """The tensors in nested lists and mappings."""
        return list(self.keras.tree.flatten(structure))

    def symbols(self, x: Any) -> Any:
        """Symbolic inputs shaped like the data (arrays, symbols or a pipeline) that the model gets."""
        return self.keras.tree.map_structure(
            lambda part: self.keras.Input(tuple(part.shape[1:]), dtype=getattr(part.dtype, "name", str(part.dtype))),
            x.element_spec[0] if hasattr(x, "element_spec") else x,
        )

    def tensor(self, tensor: Any, memo: dict[int, int]) -> int:
        """The node behind a symbolic tensor."""
        if id(tensor) in memo:
            return memo[id(tensor)]
        if id(tensor) in self.recorder.backbones:
            return memo.setdefault(id(tensor), self.add("backbone", None, []))
        operation, node_index, position = tensor._keras_history
        node = operation._inbound_nodes[node_index]
        inputs = [self.tensor(source, memo) for source in node.arguments.keras_tensors]
        if isinstance(operation, self.keras.Model):
            outputs = self.expand(operation, inputs, self.argument(node))
        else:
            outputs = self.apply(operation, inputs)
            self.shaped(operation, outputs, node.outputs)
            if len(node.outputs) > 1:
                outputs = [self.add("op:getitem", None, outputs) for _ in node.outputs]
        memo.update({id(output): index for output, index in zip(node.outputs, outputs, strict=True)})
        return outputs[position]

    def shaped(self, operation: Any, outputs: list[int], tensors: list[Any]) -> None:
        """Note the shape of what a layer or function puts out; what is laid open has shapes of its own."""
        known = id(operation) in self.built or not isinstance(operation, self.keras.layers.Layer)
        if known and self.built and len(outputs) == len(tensors) == 1 and not isinstance(operation, self.keras.Model):
            self.nodes[outputs[0]]["shape"] = list(tensors[0].shape)

    def argument(self, node: Any) -> Any:
        """What a nested model is called on."""
        arguments = node.arguments
        return arguments.args[0] if arguments.args else next(iter(arguments.kwargs.values()))

    def apply(self, operation: Any, inputs: list[int]) -> list[int]:
        """A layer, tensor function or whole model behind ``inputs``."""
        if isinstance(operation, self.keras.Model):
            return self.expand(operation, inputs)
        module = type(operation).__module__
        if module.startswith(("keras.src.ops", "keras.src.activations")):
            return [self.add(f"op:{type(operation).__name__}", None, inputs)]
        if not module.startswith("keras") and not self.closed(operation):
            return self.inside(operation, inputs)
        return [self.add("", operation, inputs)]

    def inside(self, layer: Any, inputs: list[int]) -> list[int]:
        """The graph of a layer of the script's own, which is called on symbols shaped like its inputs."""
        symbols = self.symbols(self.argument(layer._inbound_nodes[0]))
        memo = {id(symbol): index for symbol, index in zip(self.flat(symbols), inputs, strict=False)}
        try:
            outputs = _in_order(layer.call(symbols))
        except Exception:  # Keras itself cannot show what the layer does
            return [self.add("?", None, inputs)]
        return [self.tensor(tensor, memo) for tensor in outputs]

    def add(self, kind: str, layer: Any, inputs: list[int]) -> int:
        """Append a node."""
        self.nodes.append({"kind": kind, "inputs": inputs} if layer is None else self.layer(layer, inputs))
        return len(self.nodes) - 1

    def layer(self, layer: Any, inputs: list[int]) -> dict[str, Any]:
        """The description of a layer; wrappers are taken off as fitlint does."""
        outer, wrappers, around = layer, [], {}
        parts = [layer]
        while isinstance(layer, (self.keras.layers.Wrapper, self.keras.layers.Bidirectional)):
            wrappers.append(type(layer).__name__)
            args = self.recorder.made[id(layer)][1]
            around = {**{name: value for name, value in args.items() if name != "layer"}, **around}
            parts.append(getattr(layer, "forward_layer", args["layer"]))  # Bidirectional works with copies
            layer = args["layer"]
        args = {**self.recorder.made.get(id(layer), (None, {}, ""))[1], **around}
        place = self.recorder.made.get(id(outer), (None, {}, ""))[2]
        own = not type(layer).__module__.startswith("keras")
        if isinstance(layer, self.keras.layers.InputLayer):  # Input() hands its defaults on
            args = {name: value for name, value in args.items() if value is not None and value is not False}
        return {
            "kind": "custom" if own else type(layer).__name__,
            "opaque": type(layer).__name__ if own else "",
            "args": {} if own else {name: self.recorder.plain(value) for name, value in args.items()},
            "activation": self.activation(layer),
            "trainable": all(part.trainable for part in parts),
            "params": outer.count_params() if id(outer) in self.built else None,
            "wrapper": "(".join(wrappers) + ")" * (len(wrappers) - 1),
            "object": id(outer),
            "place": place,
            "inputs": inputs,
        }

    def activation(self, layer: Any) -> str | None:
        """The name of the activation that the layer applies."""
        activation = getattr(layer, "activation", None)
        if activation is None:
            return None
        return str(getattr(activation, "__name__", type(activation).__name__))


class Interception:
    """Keras with its hooks in: one recorder at a time listens."""

    def __init__(self) -> None:
        import keras

        self.keras = keras
        self.made: dict[int, tuple[Any, dict[str, Any], str]] = {}
        self.recorder = Recorder(keras, self.made, os.sep)
        for base in (*recorded(keras), keras.layers.Layer, keras.Model, keras.Sequential):
            self.watch(base)
        self.intercept()
        for name in APPLICATIONS:
            for package in ("keras", "keras._tf_keras.keras", "tensorflow.keras"):
                setattr(import_module(f"{package}.applications"), name, self.application)

    def watch(self, base: Any) -> None:
        """Write down the arguments of every object of a class and its subclasses."""
        original = base.__new__

        def create(cls: Any, *args: Any, **kwargs: Any) -> Any:
            plain = original is object.__new__
            instance = original(cls) if plain else original(cls, *args, **kwargs)
            if not isinstance(instance, self.keras.Sequential) and _inside_sequential():
                self.recorder.inner.add(id(instance))
            self.made[id(instance)] = (instance, bound(cls.__init__, (None, *args), kwargs), self.recorder.place())
            return instance

        base.__new__ = staticmethod(create)

    def intercept(self) -> None:
        """Put the hooks where training would start."""
        keras, model = self.keras, self.keras.Model
        compiling = model.compile

        def compile_(owner: Any, *args: Any, **kwargs: Any) -> None:
            compiling(owner, *args, **kwargs)
            self.recorder.compile(owner, bound(compiling, (None, *args), kwargs))

        model.compile = compile_
        optimizer = keras.optimizers.Optimizer

        def apply(owner: Any, gradients: Any, *_: Any, **__: Any) -> None:
            self.recorder.step(owner, [variable for _, variable in gradients])

        optimizer.apply_gradients = apply
        for name in FITS:
            setattr(model, name, self.training(name, getattr(model, name)))
        model.evaluate = lambda owner, *_, **__: [0.5, 0.5]
        model.predict = lambda owner, x=None, *_, **__: keras.ops.convert_to_numpy(keras.ops.zeros((2, 1)))

    def training(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """The hook of one training method."""

        def train(owner: Any, *args: Any, **kwargs: Any) -> Any:
            self.recorder.train(owner, name, bound(original, (None, *args), kwargs))
            return History() if name == "fit" else [0.5, 0.5]

        return train

    def application(self, **kwargs: Any) -> Any:
        """A ready-made model in miniature."""
        shape = kwargs.get("input_shape") or (32, 32, 3)
        source = kwargs.get("input_tensor")
        source = self.keras.Input(shape) if source is None else source
        made = self.keras.layers.Conv2D(4, 3, padding="same")(source)
        if kwargs.get("pooling") == "avg":
            made = self.keras.layers.GlobalAveragePooling2D()(made)
        model = self.keras.Model(source, made)
        model.oracle_backbone = True
        self.recorder.backbones.add(id(model.output))
        return model

    def run(self, script: Path) -> dict[str, Any]:
        """Run one script and return what it did."""
        self.made.clear()
        self.recorder = Recorder(self.keras, self.made, f"{script.parent}{os.sep}")
        os.chdir(script.parent)
        sys.argv = [str(script)]
        sys.path.insert(0, str(script.parent))
        try:
            code = compile(script.read_text(encoding="utf-8"), str(script), "exec")
            exec(code, {"__name__": "__main__", "__file__": str(script)})  # noqa: S102 - generated here
            return {"events": self.recorder.finish()}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}", "place": f"row {_last_row(error, str(script))}"}
        finally:
            sys.path.remove(str(script.parent))
            for name, module in list(sys.modules.items()):
                if str(getattr(module, "__file__", None)).startswith(f"{script.parent}{os.sep}"):
                    del sys.modules[name]


def _inside_sequential() -> bool:
    """Whether a Sequential model makes the functional one that it keeps, a new one whenever its layers change."""
    frame = inspect.currentframe()
    while frame is not None and not frame.f_code.co_filename.endswith("sequential.py"):
        frame = frame.f_back
    return frame is not None


def _has_weights(layer: Any) -> bool:
    """Whether a layer made weights itself, apart from those of layers inside it."""
    return bool(layer._trainable_variables or layer._non_trainable_variables)


def _in_order(structure: Any) -> list[Any]:
    """The tensors in nested lists and mappings, in the order in which they are written."""
    if isinstance(structure, dict):
        structure = list(structure.values())
    return (
        [tensor for part in structure for tensor in _in_order(part)]
        if isinstance(structure, (list, tuple))
        else [structure]
    )


def bound(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Arguments by parameter name, as they were given."""
    signature = inspect.signature(function)
    found: dict[str, Any] = {}
    for name, value in list(signature.bind_partial(*args, **kwargs).arguments.items())[1:]:
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_KEYWORD:
            found.update(value)
        elif kind is not inspect.Parameter.VAR_POSITIONAL:
            found[name] = value
    return found


def _last_row(error: BaseException, filename: str) -> int:
    row, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            row = trace.tb_lineno
        trace = trace.tb_next
    return row


def _main(orders: str, results: str) -> None:
    """Run every script named in ``orders`` and write one line for each to ``results``."""
    import gc

    interception = Interception()
    gc.freeze()
    scripts: list[str] = json.loads(Path(orders).read_text(encoding="utf-8"))

    def lines() -> Iterator[str]:
        for script in scripts:
            yield json.dumps(interception.run(Path(script))) + "\n"

    with open(results, "w", encoding="utf-8") as sink:
        sink.writelines(lines())


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
