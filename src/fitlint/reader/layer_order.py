"""``model.layers`` of a functional model: its layers in the order in which Keras lists them."""

from __future__ import annotations

from typing import NamedTuple

from fitlint.reader.containers import SLICE
from fitlint.reader.values import LONGEST_SEQUENCE, Const, Ext, Layer, Model, Tensor, Value, leaves

# How many layers the ready-made models of a family have at least, with or without a top (Keras 2.4 to 3).
FEWEST_LAYERS = {
    "DenseNet": 427,
    "EfficientNet": 237,
    "Inception": 311,
    "MobileNet": 86,
    "NASNet": 769,
    "ResNet": 175,
    "VGG": 19,
    "Xception": 132,
}


class Nodes(NamedTuple):
    """The calls that lead to the outputs, inputs first, and the order in which Keras meets their layers."""

    calls: list[Tensor]
    met: dict[int, int]


class Listing(NamedTuple):
    """The layers of a model that stands on the output of a ready-made one, whose own layers the list begins with.

    ``front`` is the ready-made model, of ``fewest`` layers or more; ``rest`` are the layers behind it.
    """

    front: Model
    fewest: int
    rest: tuple[Value, ...]

    def chosen(self, index: Value) -> tuple[bool | None, list[bool | None]]:
        """Whether ``layers[index]`` is, or holds, the front and each of the rest.

        None for a part of the front, and where that is not known.
        """
        places = range(len(self.rest))
        if isinstance(index, Ext) and index.path == SLICE:
            low, high, step = (b.value if isinstance(b, Const) and not b.soft else ... for b in index.args)
            if step in (None, 1):
                first, end = self._place(low, 0), self._place(high, len(self.rest))
                held = [None if first is None or end is None else first <= place < end for place in places]
                return self._whole_front(low, high), held
        at = index.value if isinstance(index, Const) and not index.soft else None
        if type(at) is not int or at >= self.fewest:
            return None, [None for _ in places]
        return None if at >= 0 or at < -len(self.rest) else False, [at == place - len(self.rest) for place in places]

    def _place(self, bound: object, default: int) -> int | None:
        """A bound of a slice as a place in the rest, 0 for any in the front; None when it is not known."""
        if bound is None:
            return default
        if type(bound) is not int or bound > self.fewest:
            return None
        return max(len(self.rest) + bound, 0) if bound < 0 else 0

    def _whole_front(self, low: object, high: object) -> bool | None:
        """Whether a slice holds all of the front; False for nothing of it, None for a part."""
        if high == 0 or (type(low) is int and -len(self.rest) <= low < 0):
            return False
        ends_behind = high is None or (type(high) is int and -len(self.rest) <= high < 0)
        return True if low in (None, 0) and ends_behind else None


def listing(model: Model) -> Listing | None:
    """How ``model.layers`` begins and ends where a ready-made model gives it its first layers."""
    if model.kind == "opaque":
        return Listing(model, _fewest(model), ())
    front, rest = _ordered(model)
    return Listing(front, _fewest(front), rest) if front is not None and front.kind == "opaque" else None


def _fewest(model: Model) -> int:
    name = model.opaque.rpartition(".")[2]
    return next((count for family, count in FEWEST_LAYERS.items() if name.startswith(family)), 0)


def layers_of(model: Model) -> tuple[Value, ...]:
    """The layers of a functional model, those farthest from the outputs first; empty when they are not all known.

    What a tensor function amounts to differs between versions of Keras, so one of them makes the order unknown.
    """
    front, rest = _ordered(model)
    if front is None:
        return rest
    if front.kind != "sequential" or front.cell["gaps"]:
        return ()
    layers: tuple[Value, ...] = front.cell["layers"]
    begins = bool(layers) and isinstance(layers[0], Layer) and layers[0].kind == "InputLayer"
    return (*(() if begins else (Layer("InputLayer", {}, front.node),)), *layers, *rest)


def _ordered(model: Model) -> tuple[Model | None, tuple[Value, ...]]:
    """The layers in order, apart from a model in front whose output is taken, so that its layers are among them.

    Nothing where there are such models elsewhere, for their layers and others may take turns.
    """
    found = _calls(model)
    if found is None:
        return None, ()
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
    ordered = sorted(layers.values(), key=lambda layer: (-depths[id(layer)], found.met[id(layer)]))
    opened = [call.layer for call in found.calls if isinstance(call.layer, Model) and not call.inputs]
    if not opened:
        return None, tuple(ordered)
    front, *rest = ordered
    alone = opened == [front] and all(depths[id(front)] > depths[id(layer)] for layer in rest)
    return (opened[0], tuple(rest)) if alone else (None, ())


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
