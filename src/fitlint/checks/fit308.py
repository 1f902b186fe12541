"""FIT308 sparse-vs-categorical-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.vocabulary import ONE_HOT_CROSSENTROPIES, SPARSE_CROSSENTROPIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Program

# What rows of labels are called, and the loss they go with.
ROWS = {
    "multi_hot": ("rows of several labels", "binary_crossentropy"),
    "one_hot": ("one-hot", "categorical_crossentropy"),
}


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """One-hot labels with a loss for class numbers, or the other way round."""
    for judged in judged_heads(program):
        labels, kind = judged.labels, judged.loss.kind
        if labels is None:
            continue
        if labels.encoding != "integer" and kind in SPARSE_CROSSENTROPIES:
            rows, better = ROWS[labels.encoding]
            message = f"{kind} takes class numbers, but the labels are {rows} ({labels.source})"
        elif labels.encoding == "integer" and kind in ONE_HOT_CROSSENTROPIES:
            message = f"{kind} takes one-hot labels, but the labels are class numbers ({labels.source})"
            better = "sparse_categorical_crossentropy"
        else:
            continue
        yield Claim(
            message,
            judged.loss.anchor,
            "does not fit the labels",
            ((labels.anchor, "the labels are made here"),),
            judged.confidence,
            f'Use `loss="{better}"` with these labels.',
            judged.severity,
        )
