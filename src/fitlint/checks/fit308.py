"""FIT308 sparse-vs-categorical-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.pairing import fault, repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Program

# What rows of labels are called.
ROWS = {"multi_hot": "rows of several labels", "one_hot": "one-hot"}


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """One-hot labels with a loss for class numbers, or the other way round."""
    for judged in judged_heads(program):
        labels, kind = judged.labels, judged.loss.kind
        if labels is None or fault(judged) != "FIT308":
            continue
        if labels.encoding == "integer":
            message = f"{kind} takes one-hot labels, but the labels are class numbers ({labels.source})"
        else:
            message = f"{kind} takes class numbers, but the labels are {ROWS[labels.encoding]} ({labels.source})"
        yield Claim(
            message,
            judged.loss.anchor,
            "does not fit the labels",
            ((labels.anchor, "the labels are made here"),),
            judged.confidence,
            str(repair(judged)),
            judged.severity,
        )
