"""The sandboxed process: runs public scripts with Keras, one forked process for each, and notes what they train.

``public.py`` starts it and shuts it in. Keras is imported once; then every script gets a process of its own, with a
limit on time and memory, which writes down what it has seen when the script ends, however it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import oldkeras
import standins
from oracle.execute import History, Interception, Recorder, bound

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE = 5.0
MOST_EVENTS_OF_A_CALL = 50
ROWS_PREDICTED = 8
QUIET = ("save", "save_weights", "load_weights", "export", "summary")


class TimeUpError(BaseException):
    """Raised in a script whose time is up; ``except Exception`` lets it through."""


class Witness(Recorder):
    """A recorder for scripts that train in long loops: a call that was seen often enough is not noted again."""

    def __init__(self, keras: Any, made: dict[int, tuple[Any, dict[str, Any], str]], root: str) -> None:
        super().__init__(keras, made, root)
        self.seen: Counter[tuple[str, int]] = Counter()
        self.frozen: dict[int, set[int]] = {}

    def compile(self, model: Any, args: dict[str, Any]) -> None:
        """A ``compile`` call that went through."""
        super().compile(model, args)
        layers = model._flatten_layers(include_self=False)
        self.frozen[self.number(model)] = {id(layer) for layer in layers if not layer.trainable}

    def train(self, model: Any, method: str, args: dict[str, Any]) -> None:
        """A call that would train the model.

        Keras 2, which most scripts were written for, trains what was not frozen when the model was compiled.
        """
        number = self.number(model)
        self.seen[self.place(), number] += 1
        if self.seen[self.place(), number] > MOST_EVENTS_OF_A_CALL:
            return
        super().train(model, method, args)
        for graph in self.events[-1].get("graphs", []) if number in self.frozen else []:
            for node in graph.get("nodes", []):
                if "object" in node:
                    node["trainable"] = node["object"] not in self.frozen[number]


class Public(Interception):
    """Keras with its hooks in, for scripts that nobody here wrote."""

    def __init__(self) -> None:
        super().__init__()
        keras = self.keras
        oldkeras.install(keras, self.made)
        standins.install(keras)
        image = import_module("tensorflow.keras.preprocessing.image")
        standins.pictures(image.ImageDataGenerator, image.Iterator)
        model = keras.Model
        for name in QUIET:
            setattr(model, name, lambda *_, **__: None)
        for name in ("evaluate", "test_on_batch", "evaluate_generator"):
            setattr(model, name, lambda owner, *_, **__: self.evaluate(owner))
        for name in ("predict", "predict_on_batch", "predict_generator"):
            setattr(model, name, lambda owner, x=None, *_, **__: self.predict(owner, x))
        for package in ("keras", "tensorflow.keras"):
            vars(import_module(f"{package}.utils"))["plot_model"] = lambda *_, **__: None
            applications = import_module(f"{package}.applications")
            for name, value in list(vars(applications).items()):
                if name[:1].isupper() and callable(value):
                    setattr(applications, name, self.application)
                elif hasattr(value, "__path__") or type(value).__name__ == "module":
                    for inner in [inner for inner in vars(value) if inner[:1].isupper()]:
                        setattr(value, inner, self.application)

    def intercept(self) -> None:
        """Put the hooks where training would start, the old name of ``fit`` included."""
        super().intercept()
        model = self.keras.Model
        compiling = model.compile

        def compile_(owner: Any, *args: Any, **kwargs: Any) -> None:
            written = kwargs.get("metrics")
            compiling(owner, *args, **({**kwargs, "metrics": [written]} if isinstance(written, str) else kwargs))
            if isinstance(written, str):  # Keras 2 took the name alone
                self.recorder.events[-1]["args"]["metrics"] = written

        model.compile = compile_
        model.fit_generator = self.training("fit_generator", _fit_generator)

    def training(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """The hook of one training method."""

        def train(owner: Any, *args: Any, **kwargs: Any) -> Any:
            self.recorder.train(owner, name, oldkeras.arguments(original, bound, args, kwargs))
            return self.evaluate(owner) if name == "train_on_batch" else History()

        return train

    def evaluate(self, owner: Any) -> Any:
        """One number for the loss and one for each metric."""
        compiled = [event for event in self.recorder.events if event["event"] == "compile"]
        own = [event for event in compiled if event["model"] == self.recorder.number(owner)]
        metrics = own[-1]["args"].get("metrics") if own else None
        count = len(metrics.get("seq") or metrics.get("map") or []) if isinstance(metrics, dict) else int(bool(metrics))
        outputs = len(getattr(owner, "outputs", None) or [0])
        total = 1 + (outputs if outputs > 1 else 0) + count * outputs
        return 0.5 if total == 1 else [0.5] * total

    def predict(self, owner: Any, x: Any) -> Any:
        """Zeros, one row for each row of the data."""
        import numpy as np

        while isinstance(x, (list, tuple)) and x and hasattr(x[0], "shape"):
            x = x[0]
        rows = len(x) if hasattr(x, "shape") and hasattr(x, "__len__") else ROWS_PREDICTED
        try:
            shapes = owner.output_shape
        except (AttributeError, ValueError):
            shapes = (None, 1)
        if not isinstance(shapes, list):
            return np.zeros((rows, *[size or 1 for size in shapes[1:]]), "float32")
        return [np.zeros((rows, *[size or 1 for size in shape[1:]]), "float32") for shape in shapes]

    def application(self, *args: Any, **kwargs: Any) -> Any:
        """A ready-made model in miniature, with the shape of its output."""
        keras = self.keras
        given = {
            **dict(zip(("include_top", "weights", "input_tensor", "input_shape", "pooling"), args, strict=False)),
            **kwargs,
        }
        source = given.get("input_tensor")
        source = keras.Input(given.get("input_shape") or (224, 224, 3)) if source is None else source
        made = keras.layers.Conv2D(4, 3, padding="same")(source)
        if given.get("pooling") or given.get("include_top", True):
            made = keras.layers.GlobalAveragePooling2D()(made)
        model = keras.Model(source, made)
        model.oracle_backbone = True
        self.recorder.backbones.add(id(model.output))
        return model

    def witness(self, script: Path, root: Path, seconds: float) -> dict[str, Any]:
        """Run one script. ``complete`` is False when it did not come to its end; the reason is in ``error``."""
        self.made.clear()
        recorder = self.recorder = Witness(self.keras, self.made, f"{root}{os.sep}")
        os.chdir(script.parent)
        sys.argv = [str(script)]
        sys.path.insert(0, str(script.parent))
        found: dict[str, Any] = {"complete": True, "error": ""}
        signal.signal(signal.SIGALRM, _time_is_up)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            code = compile(script.read_text(encoding="utf-8"), str(script), "exec")
            exec(code, {"__name__": "__main__", "__file__": str(script)})  # noqa: S102 - that is the purpose
        except SystemExit:
            pass
        except BaseException as error:
            found = {"complete": False, "error": f"{type(error).__name__}: {error}"[:300]}
        signal.setitimer(signal.ITIMER_REAL, 0)
        return {**found, "events": recorder.finish()}


def _fit_generator(
    self: Any,
    x: Any = None,
    steps_per_epoch: Any = None,
    epochs: Any = 1,
    verbose: Any = 1,
    callbacks: Any = None,
    validation_data: Any = None,
    validation_steps: Any = None,
    validation_freq: Any = 1,
    class_weight: Any = None,
    max_queue_size: Any = 10,
    workers: Any = 1,
    use_multiprocessing: Any = False,
    shuffle: Any = True,
    initial_epoch: Any = 0,
) -> None:
    """The parameters of Keras 2's ``fit_generator``."""


def _time_is_up(*_: object) -> None:
    raise TimeUpError("its time is up")


def _in_fork(interception: Public, script: Path, orders: dict[str, Any], answer: Path) -> None:
    """What the forked process does. Never returns."""
    resource.setrlimit(resource.RLIMIT_AS, (orders["memory"], orders["memory"]))
    time.sleep = lambda _: None
    vars(time)["clock"] = time.perf_counter  # went with Python 3.8
    with contextlib.suppress(BaseException):
        line = json.dumps(interception.witness(script, Path(orders["root"]), orders["seconds"]))
        answer.write_text(line, encoding="utf-8")
    os._exit(0)


def _one(interception: Public, script: Path, orders: dict[str, Any], folder: Path) -> str:
    """Fork, wait, and return the answer of the fork as a line of JSON."""
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    process = os.fork()
    if process == 0:
        _in_fork(interception, script, orders, answer)
    end = time.monotonic() + orders["seconds"] + GRACE
    while (done := os.waitpid(process, os.WNOHANG))[0] == 0 and time.monotonic() < end:
        time.sleep(0.02)
    if done[0] == 0:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    if answer.is_file():
        return answer.read_text(encoding="utf-8")
    error = "killed: its time was up" if done[0] == 0 else f"killed: status {done[1]}, perhaps out of memory"
    return json.dumps({"complete": False, "error": error, "events": []})


def main(folder: Path) -> None:
    """Run the scripts that ``orders.json`` in the folder names, one line in ``results.jsonl`` for each."""
    orders = json.loads((folder / "orders.json").read_text(encoding="utf-8"))
    interception = Public()
    with open(folder / "results.jsonl", "a", encoding="utf-8") as results:
        for script in orders["scripts"]:
            results.write(_one(interception, Path(script), orders, folder) + "\n")
            results.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
