"""FIT309 output-units-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.vocabulary import BINARY_CROSSENTROPIES, CATEGORICAL_CROSSENTROPIES, CROSSENTROPIES, SPARSE_CROSSENTROPIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.heads import Judged
    from fitlint.program import Program


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Outputs that are too few, or too many, for the classes."""
    for judged in judged_heads(program):
        units, kind = judged.head.units, judged.loss.kind
        if units is None or kind not in CROSSENTROPIES:
            continue
        if units == 1 and kind in CATEGORICAL_CROSSENTROPIES:
            yield _claim(judged, f"{kind} over a single output has nothing to choose from")
            continue
        labels = judged.labels
        wanted = labels.classes if labels is not None else None
        if labels is None or wanted is None or not _contradicts(judged, units, wanted):
            continue
        outputs = "1 output" if units == 1 else f"{units} outputs"
        yield _claim(judged, f"{outputs} for {wanted} classes ({labels.source})")


def _contradicts(judged: Judged, units: int, classes: int) -> bool:
    """Whether this many outputs cannot be trained on labels of this many classes.

    More outputs than class numbers are a waste, not a fault. One output tells two classes apart.
    """
    labels, kind = judged.labels, judged.loss.kind
    if labels is None:
        return False
    if labels.encoding != "integer":
        return kind not in SPARSE_CROSSENTROPIES and units != classes
    if kind in BINARY_CROSSENTROPIES:
        return units == 1 and classes > 2
    return kind in SPARSE_CROSSENTROPIES and units < classes


def _claim(judged: Judged, message: str) -> Claim:
    labels = judged.labels
    at = judged.head.units_at or judged.layer_at
    places = [(judged.loss.anchor, "the loss")]
    if labels is not None:
        places.append((labels.anchor, "the labels are made here"))
    return Claim(message, at, "units of the output", tuple(places), judged.confidence, severity=judged.severity)
