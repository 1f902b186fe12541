"""FIT305 missing-output-activation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.vocabulary import BINARY_CROSSENTROPIES, CROSSENTROPIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Program


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """A cross-entropy that expects probabilities, behind a last layer that gives any number."""
    for judged in judged_heads(program):
        loss = judged.loss
        if judged.head.activation != "linear" or loss.kind not in CROSSENTROPIES or loss.from_logits is not False:
            continue
        wanted = "sigmoid" if loss.kind in BINARY_CROSSENTROPIES else "softmax"
        yield Claim(
            f"The last layer has no activation, but {loss.kind} takes probabilities",
            judged.at,
            "any number comes out here",
            ((loss.anchor, "expects probabilities"),),
            judged.confidence,
            f'Add `activation="{wanted}"` to the last layer, or use `{loss.kind}(from_logits=True)`.',
            judged.severity,
        )
