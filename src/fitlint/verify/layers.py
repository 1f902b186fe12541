"""The layers of a model as plain JSON data, or the reason why one of them cannot be rebuilt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fitlint.program import Component, Fact
from fitlint.shapes import infer
from fitlint.shapes.call import Call, Lost
from fitlint.shapes.inputs import declared
from fitlint.verify import allowed
from fitlint.vocabulary import CONVOLUTION, INPUT, POOLING, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.program import Layer, Model

_RANK = {"1D": 2, "2D": 3, "3D": 4}  # sizes of one sample that a layer of so many dimensions takes


class Unbuildable(Exception):  # noqa: N818 - it reads as what it says
    """A model or training that cannot be rebuilt. The message says why."""


def plain(fact: Fact, what: str, notes: list[str]) -> Any:
    """Return the value of an argument as JSON data: the first possibility, with a note when there are several.

    Raises :class:`Unbuildable` when it is not known, or is no plain value or known Keras object.
    """
    if not fact.options:
        raise Unbuildable(f"{what} is not known ({fact.why})" if fact.why else f"{what} is not known")
    if len(fact.options) > 1:
        notes.append(f"{what} is one of several values; the first is used")
    return _value(fact.options[0], what, notes)


def _value(value: object, what: str, notes: list[str]) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [_value(item, what, notes) for item in value]
    if isinstance(value, Component) and value.keras:
        if value.kind in allowed.COMPONENTS:
            arguments = {k: plain(f, f"{what} {k}", notes) for k, f in value.args.items() if k not in ("name", "seed")}
            return {"class": value.kind, "config": arguments}
        return value.kind  # a function by its name, such as an initializer written without quotes
    raise Unbuildable(f"{what} is not a plain value")


UNKNOWN_CLASSES = 3
"""Classes that a model tells apart when their number is not known: the fewest with more than one boundary."""


class LayerSpecs:
    """Rebuilds the layers of one model.

    ``flagged`` is the index of the layer a finding points at, or None. ``classes`` is how many an output of unknown
    width tells apart, None when it is not one for classes. What is not ``trained`` may have several outputs: those
    that the flagged layer does not lead to are left out.
    """

    def __init__(
        self, model: Model, flagged: int | None, notes: list[str], classes: int | None = None, *, trained: bool = True
    ) -> None:
        self.model = model
        self.flagged = flagged
        self.notes = notes
        self.classes = classes
        self.trained = trained
        self.layers: list[dict[str, Any]] = []
        self.places: dict[int, int] = {}
        self.shared: dict[int, int] = {}

    def built(self) -> tuple[list[dict[str, Any]], int, int | None]:
        """Return the layers, the index of the output and that of the flagged layer. Raises :class:`Unbuildable`."""
        layers = self.model.layers
        cut = self._cut()
        if not self.model.complete and cut is None:
            raise Unbuildable(f"the model is not fully known: {self.model.gaps[0].why}")
        outputs = self.model.outputs or ((len(layers) - 1,) if layers else ())
        if len(outputs) > 1 and not self.trained:
            outputs = tuple(output for output in outputs if self.flagged in self._needed(output, cut))[:1]
        if len(outputs) != 1:
            raise Unbuildable("the model has several outputs" if outputs else "the model has no layers")
        for index in self._needed(outputs[0], cut):
            if index == cut:
                self._feed(index)
            else:
                self._add(index, layers[index])
        flagged = self.places.get(self.flagged) if self.flagged is not None else None
        objects = [layer.get("shared") for layer in self.layers]
        for layer in self.layers:
            if objects.count(layer.get("shared")) == 1:
                layer.pop("shared", None)
        return self.layers, self.places[outputs[0]], flagged

    def _needed(self, output: int, cut: int | None) -> list[int]:
        """The layers that the output depends on, in order; none behind the cut's back."""
        found, stack = set[int](), [output]
        while stack:
            index = stack.pop()
            if index not in found:
                found.add(index)
                stack.extend(() if index == cut else self.model.layers[index].inputs)
        return sorted(found)

    def _cut(self) -> int | None:
        """The last layer that cannot be rebuilt, when a flagged head behind it stands alone and can be tried on noise.

        Only for findings about a layer of that head: whether the rest learns is another question.
        """
        layers = self.model.layers
        closed = [i for i, layer in enumerate(layers) if _obstacle(layer)]
        if not closed or self.flagged is None or self.flagged <= closed[-1]:
            return None
        last = closed[-1]
        head = [index for index in self._needed(len(layers) - 1, last) if index > last]
        alone = all(source >= last for index in head for source in layers[index].inputs)
        if (
            not alone
            or any(not layers[index].certain for index in head)
            or (self.model.gaps and not _only(last, layers))
        ):
            return None
        what = layers[last].opaque or layers[last].kind
        self.notes.append(f"the layers behind {what} alone, fed with noise")
        return last

    def _feed(self, index: int) -> None:
        """Put an input in the place of a layer that is cut off."""
        outputs = infer(self.model).layers[index].outputs
        behind = next(layer for layer in self.model.layers if index in layer.inputs)
        sizes = outputs[0][1:] if outputs else [None] * _rank(behind)
        shape = [size if isinstance(size, int) else None for size in sizes]
        self._append(index, {"class": "InputLayer", "config": {"shape": shape, "integers": False}, "inputs": []})

    def _append(self, index: int, made: dict[str, Any]) -> None:
        self.places[index] = len(self.layers)
        self.layers.append(made)

    def _add(self, index: int, layer: Layer) -> None:
        why = _obstacle(layer)
        if why:
            raise Unbuildable(why)
        if layer.kind in INPUT and not layer.inputs:
            self._append(index, _input(layer))
            return
        sources = [self.places[source] for source in layer.inputs]
        if not sources:
            sources = [len(self.layers)]
            self.layers.append(_input(layer))
        if layer.kind in INPUT:  # an input layer of a nested model hands on what comes in
            self.places[index] = sources[0]
            return
        if self.classes is not None and index in self.model.outputs and layer.kind == "Dense":
            layer = self._with_classes(layer, self.classes)
        made = self._made(layer)
        made["inputs"] = sources
        if layer.shared >= 0:
            made["shared"] = self.shared.setdefault(layer.shared, len(self.shared))
        if not layer.trainable:
            made["frozen"] = True
        self._append(index, made)

    def _with_classes(self, layer: Layer, classes: int) -> Layer:
        """The output layer for so many classes, when its own width is not known."""
        units = layer.args.get("units")
        if units is None or units.options:
            return layer
        self.notes.append(f"with {classes} outputs, for their number is not known")
        return replace(layer, args={**layer.args, "units": Fact((classes,))})

    def _made(self, layer: Layer) -> dict[str, Any]:
        if layer.kind.startswith("op:"):
            return self._function(layer)
        names = allowed.LAYERS[layer.kind]
        around = allowed.WRAPPERS.get(layer.wrapper, frozenset())
        config: dict[str, Any] = {}
        outer: dict[str, Any] = {}
        for name, fact in layer.args.items():
            renamed = allowed.RENAMED.get(name, name) if layer.kind == "LeakyReLU" else name
            if renamed in around:
                outer[renamed] = plain(fact, f"{layer.wrapper}({name}=)", self.notes)
            elif renamed in names:
                config[renamed] = plain(fact, f"{layer.kind}({name}=)", self.notes)
            elif name not in allowed.IGNORED:
                raise Unbuildable(f"{layer.kind} has the argument `{name}`, which is not rebuilt")
        if layer.activation is not None and layer.kind not in ("ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax"):
            config["activation"] = layer.activation.name
        made: dict[str, Any] = {"class": layer.kind, "config": config}
        if layer.wrapper:
            made["wrapper"] = {"class": layer.wrapper, "config": outer}
        return made

    def _function(self, layer: Layer) -> dict[str, Any]:
        """A function of tensors as the layer that does the same."""
        if layer.activation is not None:
            return {"class": "Activation", "config": {"activation": layer.activation.name}}
        kind = allowed.FUNCTIONS[layer.kind]
        config = {name: plain(layer.args[name], f"{kind}({name}=)", self.notes) for name in allowed.LAYERS[kind]
                  if name in layer.args}  # fmt: skip
        number = next((layer.args[name] for name in ("x", "y") if name in layer.args), None)
        if kind in allowed.LISTS and len(layer.inputs) == 1 and number is not None:
            return _shifted(kind, "x" in layer.args, plain(number, kind, self.notes))
        return {"class": kind, "config": config}


def _shifted(kind: str, first: bool, number: object) -> dict[str, Any]:
    """A tensor combined with a number, as a rescaling."""
    scales = {"Add": (1.0, 1), "Subtract": (-1.0, 1) if first else (1.0, -1), "Multiply": (None, 0)}
    if kind not in scales or not isinstance(number, (int, float)):
        raise Unbuildable(f"the function `{kind.lower()}` with a number is not rebuilt")
    scale, sign = scales[kind]
    config = {"scale": number, "offset": 0.0} if scale is None else {"scale": scale, "offset": sign * number}
    return {"class": "Rescaling", "config": config}


def _only(index: int, layers: Sequence[Layer]) -> bool:
    """Whether nothing but one layer keeps the model from being known in full."""
    return [i for i, layer in enumerate(layers) if layer.kind == "unknown"] == [index]


def _obstacle(layer: Layer) -> str:
    """Why a layer cannot be rebuilt; empty when it can."""
    shown = layer.opaque or layer.kind.removeprefix("op:")
    if not layer.certain:
        return f"only some runs add the layer {shown}"
    reasons = {
        "backbone": f"it uses the ready-made model {shown}",
        "custom": f"it uses {shown}, a layer of the project's own",
        "unknown": f"it uses {shown or 'a layer that is not known'}",
        "Lambda": "it uses a Lambda layer",
    }
    if layer.kind in reasons:
        return reasons[layer.kind]
    known = layer.activation is not None or layer.kind in allowed.FUNCTIONS
    if layer.kind.startswith("op:") and not known:
        return f"it uses the function `{shown}`, which is not rebuilt"
    if not layer.kind.startswith("op:") and layer.kind not in allowed.LAYERS and layer.kind not in INPUT:
        return f"it uses the layer {shown}, which is not rebuilt"
    if layer.wrapper and layer.wrapper not in allowed.WRAPPERS:
        return f"it uses the wrapper {layer.wrapper}, which is not rebuilt"
    if "**" in layer.args:
        return f"the arguments of {shown} are not all known"
    if layer.activation is not None and layer.activation.name not in allowed.ACTIVATIONS:
        return f"the activation of {shown} is not known"
    return ""


def _input(layer: Layer) -> dict[str, Any]:
    """The input in front of a layer, from its own arguments, or of the rank it takes with sizes that are not known."""
    integers = layer.kind == "Embedding"
    try:
        shape = [size if isinstance(size, int) else None for size in declared(Call(layer.kind, layer.args))[1:]]
    except Lost:
        shape = [None] * _rank(layer)
    if layer.kind in INPUT:
        dtype = layer.args.get("dtype")
        integers = dtype is not None and any(isinstance(o, str) and o.startswith("int") for o in dtype.options)
    return {"class": "InputLayer", "config": {"shape": shape, "integers": integers}, "inputs": []}


def _rank(layer: Layer) -> int:
    if layer.kind in CONVOLUTION | POOLING:
        return _RANK.get(next((dim for dim in _RANK if dim in layer.kind), ""), 3)
    return 2 if layer.kind in RECURRENT or layer.wrapper else 1
