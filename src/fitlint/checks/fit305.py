"""FIT305 missing-output-activation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.heads import judged_heads
from fitlint.pairing import fault, repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.program import Program


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """A cross-entropy that expects probabilities, behind a last layer that gives any number."""
    for judged in judged_heads(program):
        if fault(judged) != "FIT305":
            continue
        kind, change = judged.loss.kind, repair(judged)
        advice = str(change)
        if not change.loss and change.units is None:
            advice = f'Add `activation="{change.activation}"` to the last layer, or use `{kind}(from_logits=True)`.'
        yield Claim(
            f"The last layer has no activation, but {kind} takes probabilities",
            judged.at,
            "any number comes out here",
            ((judged.loss.anchor, "expects probabilities"),),
            judged.confidence,
            advice,
            judged.severity,
        )
