"""FIT303 missing-hidden-activation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import width_fact
from fitlint.topology import Topology, passes
from fitlint.vocabulary import CONVOLUTION, DENSE, NORMALIZATION, POOLING, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Layer, Model, Program

MOST_RELATED = 3


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Hidden layers that nothing non-linear separates from the next one: together they are a single linear layer."""
    for model in program.models:
        if not model.judged or not model.complete:
            continue
        found = list(_linear_layers(model, limits["bottleneck_ratio"]))
        if found:
            first, *others = (model.layers[index] for index in found)
            kind = first.kind
            rest = f", and so have {len(others)} more" if others else ""
            yield Claim(
                f"Hidden {kind} layer has no activation{rest}: with the next layer it is one linear map",
                first.anchor,
                "no activation before the next layer",
                tuple((layer.anchor, "and here") for layer in others[:MOST_RELATED]),
                "high" if program.trainings_of(model) else "medium",
            )


def _linear_layers(model: Model, bottleneck_ratio: float) -> Iterator[int]:
    topology = Topology(model)
    for index, layer in enumerate(model.layers):
        if layer.kind in WEIGHT and layer.certain and layer.trainable and not layer.output and topology.hidden(index):
            followers = _followers(model, topology, index)
            if followers and not _meant(model, index, followers, bottleneck_ratio):
                yield index


def _followers(model: Model, topology: Topology, index: int) -> list[int]:
    """The weight layers that a layer feeds without anything non-linear in between; empty if it feeds anything else."""
    activation = topology.activation(index)
    if activation is None or activation.name != "linear":
        return []
    found, stack = list[int](), list(topology.consumers[index])
    while stack:
        current = stack.pop()
        layer = model.layers[current]
        if not layer.certain or layer.output:
            return []
        if layer.kind in WEIGHT:
            found.append(current)
        elif layer.activation is not None and layer.activation.name != "linear":
            return []
        elif passes(layer) or layer.kind in NORMALIZATION | POOLING:
            stack.extend(topology.consumers[current])
        else:
            return []
    return found


def _meant(model: Model, index: int, followers: list[int], bottleneck_ratio: float) -> bool:
    """Whether a layer is known to be linear on purpose.

    A code that is laid out as a picture, no bias before a normalization, a convolution of one pixel that mixes
    channels, a depthwise one, a bottleneck.
    """
    layer = model.layers[index]
    if layer.kind in DENSE and any(model.layers[i].kind in CONVOLUTION for i in followers):
        return True
    bias = layer.arg("use_bias")
    if (bias is not None and bias.options != (True,)) or layer.kind.startswith("Depthwise") or _pointwise(layer):
        return True
    own = _size(layer)
    before = [_size(model.layers[i]) for i in _weights_before(model, index)]
    after = [_size(model.layers[i]) for i in followers]
    return own is None or all(
        any(size is None or own < size * bottleneck_ratio for size in sizes) for sizes in (before, after)
    )


def _size(layer: Layer) -> float | None:
    fact = width_fact(layer)
    return fact.numbers[0] if fact is not None and len(fact.numbers) == 1 else None


def _pointwise(layer: Layer) -> bool:
    """Whether a convolution looks at one pixel only, or may."""
    if layer.kind not in CONVOLUTION:
        return False
    size = layer.arg("kernel_size")
    return size is None or not size.known or size.value in (1, (1,), (1, 1), (1, 1, 1))


def _weights_before(model: Model, index: int) -> set[int]:
    """The nearest weight layers in front of a layer."""
    found, stack = set[int](), list(model.layers[index].inputs)
    while stack:
        current = stack.pop()
        if model.layers[current].kind in WEIGHT:
            found.add(current)
        else:
            stack.extend(model.layers[current].inputs)
    return found
