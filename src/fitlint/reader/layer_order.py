"""``model.layers`` of a functional model: its layers in the order in which Keras lists them."""

from __future__ import annotations

from typing import NamedTuple

from fitlint.reader.values import LONGEST_SEQUENCE, Layer, Model, Tensor, Value, leaves


class Nodes(NamedTuple):
    """The calls that lead to the outputs, inputs first, and the order in which Keras meets their layers."""

    calls: list[Tensor]
    met: dict[int, int]


def layers_of(model: Model) -> tuple[Value, ...]:
    """The layers of a functional model, those farthest from the outputs first; empty when they are not all known.

    What a tensor function amounts to differs between versions of Keras, so one of them makes the order unknown.
    """
    found = _calls(model)
    if found is None:
        return ()
    depths: dict[int, int] = {}
    layers: dict[int, Layer | Model] = {}
    for call in reversed(found.calls):
        layer = call.layer
        assert layer is not None
        depth = depths[id(layer)] = max(depths.get(id(call), 0), depths.get(id(layer), 0))
        layers[id(layer)] = layer
        for source in call.inputs:
            made = _made(source)
            if made is not None:
                depths[id(made)] = max(depth + 1, depths.get(id(made), 0))
    return tuple(sorted(layers.values(), key=lambda layer: (-depths[id(layer)], found.met[id(layer)])))


def _calls(model: Model) -> Nodes | None:
    """Depth first from each output; None when something is not a layer called on tensors."""
    found = Nodes([], {})
    ends = {id(_made(value)) for value in leaves(model.cell["inputs"])}
    done: set[int] = set()
    for output in leaves(model.cell["outputs"]):
        stack: list[tuple[Value, bool]] = [(output, False)]
        while stack:
            value, left = stack.pop()
            call = _made(value)
            if call is None or call.layer is None or len(found.calls) > LONGEST_SEQUENCE:
                return None
            if left:
                found.calls.append(call)
            elif id(call) not in done:
                done.add(id(call))
                found.met.setdefault(id(call.layer), len(found.met))
                stack.append((call, True))
                if id(call) not in ends:
                    stack.extend((source, False) for source in reversed(call.inputs))
    return found


def _made(value: Value) -> Tensor | None:
    """The call that makes a tensor; one of several outputs leads to the call that makes them all."""
    while isinstance(value, Tensor) and value.op.startswith("getitem:") and len(value.inputs) == 1:
        value = value.inputs[0]
    return value if isinstance(value, Tensor) else None
