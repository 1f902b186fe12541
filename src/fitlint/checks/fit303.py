"""FIT303 missing-hidden-activation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import width_fact
from fitlint.topology import LEARNING, Topology, passes
from fitlint.vocabulary import CONVOLUTION, DENSE, EMBEDDING, NORMALIZATION, POOLING, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Layer, Model, Program

MOST_RELATED = 3
OPAQUE = frozenset({"custom", "unknown"})
# Names of files that say what the model in them is.
LINEAR_MODEL = re.compile(r"linear[\W_]*(model|regress|classif|autoenc|probe|net)")


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Hidden layers that nothing non-linear separates from the next one: together they are a single linear layer."""
    for model in program.models:
        trainings = program.trainings_of(model)
        if not model.judged or not model.placed or (trainings and all(t.smoke_test for t in trainings)):
            continue
        found = list(_linear_layers(model, limits["bottleneck_ratio"]))
        if found and not _declared_linear(program, model):
            first, *others = (model.layers[index] for index, _ in found)
            rest = f", and so have {len(others)} more" if others else ""
            bent = any(model.layers[i].kind.startswith(("MaxPooling", "GlobalMax")) for i in found[0][1])
            joined = "only max-pooling keeps it from being" if bent else "it is"
            yield Claim(
                f"Hidden {first.kind} layer has no activation{rest}: {joined} one linear map with the next",
                first.anchor,
                "no activation before the next layer",
                tuple((layer.anchor, "and here") for layer in others[:MOST_RELATED]),
                "high" if trainings else "medium",
            )


def _declared_linear(program: Program, model: Model) -> bool:
    """Whether the script calls a model linear, and no activation says otherwise."""
    bent = any(
        layer.activation is not None and layer.activation.name not in ("linear", "sigmoid", "softmax")
        for layer in model.layers
    )
    words = f"{model.name} {model.builder} {model.anchor.symbol}".lower()
    named = "linear" in words or LINEAR_MODEL.search(program.filename.rpartition("/")[2].lower()) is not None
    return named and not bent and not re.search(r"non[\W_]*linear", f"{words} {program.filename.lower()}")


def _linear_layers(model: Model, bottleneck_ratio: float) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Layers that nothing separates from the next ones, with what lies in between."""
    topology = Topology(model)
    told = set[int]()
    for index, layer in enumerate(model.layers):
        if (
            layer.shared not in told
            and layer.kind in WEIGHT
            and layer.certain
            and layer.trainable
            and not layer.output
            and topology.hidden(index)
        ):
            followers, between = _followers(model, topology, index)
            if followers and not _meant(model, index, followers, bottleneck_ratio):
                told.add(layer.shared)
                yield index, between


def _followers(model: Model, topology: Topology, index: int) -> tuple[list[int], tuple[int, ...]]:
    """The weight layers that a layer feeds without an activation in between, and what lies in between.

    Empty if it feeds anything else.
    """
    nothing = list[int](), ()
    activation = topology.activation(index)
    if activation is None or activation.name != "linear":
        return nothing
    found, between, stack = list[int](), list[int](), list(topology.consumers[index])
    while stack:
        current = stack.pop()
        layer = model.layers[current]
        if not layer.certain:
            return nothing
        if layer.kind in WEIGHT:
            found.append(current)
        elif layer.output or (layer.activation is not None and layer.activation.name != "linear"):
            return nothing
        elif passes(layer) or layer.kind in NORMALIZATION | POOLING:
            between.append(current)
            stack.extend(topology.consumers[current])
        else:
            return nothing
    return found, tuple(between)


def _meant(model: Model, index: int, followers: list[int], bottleneck_ratio: float) -> bool:
    """Whether a layer is known to be linear on purpose.

    A code that is laid out as a picture, no bias before a normalization, a convolution of one pixel that mixes
    channels, a depthwise one, one of two that share a kernel's axes between them, a bottleneck.
    """
    layer = model.layers[index]
    if layer.kind in DENSE and any(model.layers[i].kind in CONVOLUTION for i in followers):
        return True
    if _may_lack_bias(layer) or layer.kind.startswith("Depthwise") or _pointwise(layer):
        return True
    if all(_share_axes(layer, model.layers[i]) for i in followers):
        return True
    own = _size(layer)
    before = [_size(model.layers[i]) for i in _weights_before(model, index)]
    after = [_size(model.layers[i]) for i in followers]
    return own is None or all(
        any(size is None or own < size * bottleneck_ratio for size in sizes) for sizes in (before, after)
    )


def _may_lack_bias(layer: Layer) -> bool:
    """Whether a layer has no bias, or may have none. As in Keras, whatever counts as true gives it one."""
    bias = layer.arg("use_bias")
    return bias is not None and not (bias.options and all(bias.options))


def _size(layer: Layer) -> float | None:
    fact = width_fact(layer)
    return fact.numbers[0] if fact is not None and len(fact.numbers) == 1 else None


def _pointwise(layer: Layer) -> bool:
    """Whether a convolution looks at one pixel only, or may."""
    if layer.kind not in CONVOLUTION:
        return False
    size = layer.arg("kernel_size")
    return size is None or not size.known or size.value in (1, (1,), (1, 1), (1, 1, 1))


def _share_axes(one: Layer, other: Layer) -> bool:
    """Whether two convolutions are one in two parts: 1 x 7 and 7 x 1, no axis of the kernel in both."""
    sizes = [layer.arg("kernel_size") for layer in (one, other) if layer.kind in CONVOLUTION]
    known = [size.value for size in sizes if size is not None and size.known]
    if len(known) != 2 or not all(isinstance(size, tuple) and max(size, default=1) != 1 for size in known):
        return False
    return all(1 in pair for pair in zip(*known, strict=False))


def _weights_before(model: Model, index: int) -> set[int]:
    """The nearest layers in front of a layer that learn, or that nobody can see into."""
    found, stack = set[int](), list(model.layers[index].inputs)
    while stack:
        current = stack.pop()
        if model.layers[current].kind in LEARNING | EMBEDDING | OPAQUE:
            found.add(current)
        else:
            stack.extend(model.layers[current].inputs)
    return found
