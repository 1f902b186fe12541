"""What Keras says about the models of ``shape_cases``, recorded in ``shape_answers.json``.

``python tests/shape_oracle.py`` asks the installed Keras 3 and tf_keras again and writes the file anew.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shape_cases import LAYERS, MODELS, OLD_MODELS, OLD_PREAMBLE, PREAMBLE

ANSWERS = Path(__file__).with_name("shape_answers.json")
USE = '\nmodel.compile("sgd", "mse")\n'


def scripts() -> dict[str, str]:
    """Every script by what it shows."""
    found = {line: _layer(line) for line in LAYERS.strip().splitlines()}
    found.update({name: f"{PREAMBLE}{body}{USE}" for name, body in MODELS.items()})
    found.update({f"{name}, Keras 2": f"{OLD_PREAMBLE}{body}{USE}" for name, body in OLD_MODELS.items()})
    return found


def _layer(line: str) -> str:
    """A model of one layer; behind ``*`` it takes its inputs one by one instead of in a list."""
    written, _, layer = line.removeprefix("* ").partition(" | ")
    shapes = ast.literal_eval(f"[{written}]")
    names = [f"x{i}" for i in range(len(shapes))]
    inputs = "".join(f"{name} = Input({shape!r})\n" for name, shape in zip(names, shapes, strict=True))
    given = ", ".join(names) if len(names) == 1 or line.startswith("*") else f"[{', '.join(names)}]"
    return f"{PREAMBLE}{inputs}model = Model([{', '.join(names)}], layers.{layer}({given})){USE}"


def answers() -> dict[str, Any]:
    """Ask Keras about every script: the layers with the shapes they put out and what they hold, and the totals."""
    asked: dict[str, Any] = {}
    for name, script in scripts().items():
        space: dict[str, Any] = {}
        exec(compile(script, name, "exec"), space)  # noqa: S102
        model = space["model"]
        trainable = sum(_size(weight.shape) for weight in model.trainable_weights)
        asked[name] = {"layers": sorted(_nodes(model), key=str), "params": model.count_params(), "trainable": trainable}
    return asked


def _size(shape: Any) -> int:
    size = 1
    for dim in shape:
        size *= dim
    return size


def _nodes(model: Any) -> list[Any]:
    """Every call of a layer in the model, nested models laid open: class, output shapes, parameters."""
    graph = getattr(model, "_functional", None) or model
    nodes = {id(node) for depth in graph._nodes_by_depth.values() for node in depth}
    found = []
    for operation in getattr(graph, "operations", graph.layers):
        calls = [node for node in operation._inbound_nodes if id(node) in nodes]
        kind = type(operation).__name__.replace("GroupedQuery", "GroupQuery")
        if hasattr(operation, "_nodes_by_depth") or hasattr(operation, "_functional"):
            found.extend(_nodes(operation) * len(calls))
        elif kind not in ("InputLayer", "GetItem"):
            params = operation.count_params() if hasattr(operation, "count_params") else 0
            found.extend([kind, _shapes(operation, node), params] for node in calls)
    return found


def _shapes(operation: Any, node: Any) -> Any:
    if type(operation).__module__.startswith("tf_keras"):
        return [list(operation.output_shape)]
    return [list(tensor.shape) for tensor in node.output_tensors]


def _write() -> None:
    text = ",\n".join(f"{json.dumps(name)}: {json.dumps(answer)}" for name, answer in answers().items())
    ANSWERS.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
