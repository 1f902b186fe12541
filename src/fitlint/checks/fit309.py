"""FIT309 output-units-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.pairing import MORE, fault, repair
from fitlint.vocabulary import BINARY_CROSSENTROPIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.heads import Judged
    from fitlint.program import Program


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Outputs that are too few, or too many, for the classes."""
    for judged in judged_heads(program):
        if fault(judged) == "FIT309":
            yield _claim(judged, _message(judged))


def _message(judged: Judged) -> str:
    units, kind, labels = judged.head.units, judged.loss.kind, judged.labels
    outputs = "1 output" if units == 1 else f"{units} outputs"
    if labels is not None and kind in BINARY_CROSSENTROPIES and labels.encoding == "integer" and units != 1:
        return f"{outputs}, each with a yes or no of its own, but the labels are class numbers ({labels.source})"
    if labels is None or labels.classes is None or (units == 1 and labels.classes == 2):
        return f"{kind} over a single output has nothing to choose from"
    return f"{outputs} for {labels.classes} classes ({labels.source})"


def _claim(judged: Judged, message: str) -> Claim:
    labels = judged.labels
    at = judged.head.units_at or judged.layer_at
    places = [(judged.loss.anchor, "the loss")]
    if labels is not None:
        places.append((labels.anchor, "the labels are made here"))
    unsure = judged.head.units == 1 and (labels is None or labels.classes is None)
    advice = f"{repair(judged)} {MORE}" if unsure else str(repair(judged))
    return Claim(message, at, "units of the output", tuple(places), judged.confidence, advice, judged.severity)
