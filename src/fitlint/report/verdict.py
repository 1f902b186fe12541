"""Verdicts of the verifier in words, and a training as a line of block characters."""

from __future__ import annotations

from math import inf, isfinite, log
from statistics import median
from typing import TYPE_CHECKING

from fitlint.report.text import clean_words, counted, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fitlint.finding import Curve, Finding, Verification

BLOCKS = "▁▂▃▄▅▆▇█"
BROKEN = "!"
CELLS = 16
WIDE_RANGE = 30.0
"""Largest to smallest value from which a curve is drawn on a logarithmic axis."""


def mark(finding: Finding) -> str:
    """Return what a one-line report adds to a finding: `` [refuted]``; empty when it was not tested."""
    return f" [{word(finding.verification.verdict)}]" if finding.verification is not None else ""


def headline(found: Verification) -> str:
    """Return the verdict with what it rests on, and the reason."""
    basis = {"your data": " on your data", "synthetic tasks": " on synthetic tasks", "structure": " by its structure"}
    return f"{word(found.verdict)}{basis.get(found.basis, '')}: {clean_words(found.reason)}"


def circumstances(found: Verification) -> str:
    """Return what is drawn, seeds, device, seconds and what differs from the script; empty when nothing was run."""
    parts = [clean_words(found.curves[0].measure)] if found.curves else []
    parts += [counted(found.seeds, "seed")] if found.seeds else []
    if found.device and found.basis:
        parts += [found.device, f"{found.seconds:.1f} s"]
    return ", ".join([*parts, *map(clean_words, found.notes)])


def sparks(found: Verification) -> Iterator[tuple[str, str]]:
    """Yield the name and the line of block characters of as written and of the fix, both on one scale."""
    first = found.curves[0] if found.curves else None
    if first is None:
        return
    drawn = [curve for curve in found.curves if curve.task == first.task and curve.measure == first.measure]
    arms = {arm: middle([c for c in drawn if c.arm == arm]) for arm in dict.fromkeys(c.arm for c in drawn)}
    last = max(steps[-1] for steps, _ in arms.values() if steps)
    scaled = Scale([value for _, values in arms.values() for value in values])
    for arm, (steps, values) in arms.items():
        yield arm, "".join(_cells(steps, values, last, scaled.place))


def middle(curves: Sequence[Curve]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return the steps and the medians of several seeds, as far as all of them go; a broken one counts as infinite."""
    longest = max(curves, key=lambda curve: len(curve.steps))
    values = [
        median([curve.values[i] if i < len(curve.values) else inf for curve in curves])
        for i in range(len(longest.steps))
    ]
    return longest.steps, tuple(values)


class Scale:
    """Where a value lies between the smallest and the largest finite one, from 0 to 1.

    By its logarithm if they lie far apart; ``logarithmic`` says so. What is not finite lies at infinity.
    """

    def __init__(self, values: Sequence[float]) -> None:
        finite = [value for value in values if isfinite(value)] or [0.0, 1.0]
        self.low, self.high = min(finite), max(finite)
        self.logarithmic = self.low > 0 and self.high / self.low > WIDE_RANGE

    def place(self, value: float) -> float:
        """Return the place of a value."""
        if not isfinite(value):
            return inf
        if self.high <= self.low:
            return 0.5
        if self.logarithmic:
            return log(value / self.low) / log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def _cells(steps: Sequence[int], values: Sequence[float], last: int, place: Callable[[float], float]) -> Iterator[str]:
    """Yield one character for each part of the axis, which is as long as the longest training."""
    for cell in range(CELLS):
        until = last * (cell + 1) / CELLS
        near = next((value for step, value in zip(steps, values, strict=True) if step >= until), None)
        if near is None:
            return
        height = place(near)
        yield BROKEN if height == inf else BLOCKS[min(int(height * len(BLOCKS)), len(BLOCKS) - 1)]
