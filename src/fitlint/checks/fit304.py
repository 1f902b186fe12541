"""FIT304 softmax-single-unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import head, judged_heads, width, width_fact
from fitlint.pairing import MORE, fault, repair
from fitlint.vocabulary import REGRESSION_LOSSES, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.heads import Judged
    from fitlint.program import Anchor, Layer, Model, Program


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """A softmax over a single number, which is 1 whatever the network computes."""
    outputs = {id(judged.at.node): judged for judged in judged_heads(program) if fault(judged) == "FIT304"}
    for model in program.models:
        if not model.judged:
            continue
        for index, layer in enumerate(model.layers):
            activation = layer.activation
            if activation is None or activation.name != "softmax" or not layer.certain:
                continue
            units, place = _width(model, index)
            if units == 1:
                at = activation.anchor or layer.anchor
                output = outputs.get(id(at.node))
                yield Claim(
                    "Softmax over a single unit always gives 1, whatever the network learns",
                    at,
                    "always 1",
                    ((place, "one unit"),) if place is not None and place.node is not at.node else (),
                    "high" if program.trainings_of(model) else "medium",
                    "" if output is None else _advice(output),
                )


def _advice(judged: Judged) -> str:
    labels = judged.labels
    if judged.loss.kind in REGRESSION_LOSSES and labels is None:
        return f"{repair(judged)} One output between 0 and 1 is a sigmoid."
    return str(repair(judged)) if labels is not None and labels.classes is not None else f"{repair(judged)} {MORE}"


def _width(model: Model, index: int) -> tuple[int | None, Anchor | None]:
    """How many numbers the softmax of a layer runs over, where that is certain, and where it is written."""
    layer = model.layers[index]
    if layer.kind in WEIGHT:
        fact = width_fact(layer)
        return width(layer), fact.anchor if fact is not None else None
    if not model.complete or not _last_axis(layer) or len(layer.inputs) != 1:
        return None, None
    before = head(model, layer.inputs[0])
    return before.units, before.units_at


def _last_axis(layer: Layer) -> bool:
    """Whether a softmax layer or function runs over the last axis."""
    axis = layer.arg("axis")
    return axis is None or axis.options in ((-1,), (None,))
