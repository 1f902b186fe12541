"""From measurements to verdicts: pure functions of numbers, with the thresholds that the rules' YAML gives.

``inf`` stands for a training that broke. Where a measurement does not decide, the answer is ``"inconclusive"``.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fitlint.finding import Verdict

LEARNT = 0.05
"""Share of the way from the best constant answer to a perfect one; below it a model has learnt nothing."""


def ratio(one: float, other: float) -> float:
    """Return how many times ``one`` is ``other``; 1 when both broke, for then they do not differ."""
    if one == float("inf"):
        return 1.0 if other == float("inf") else one
    if other == float("inf") or other <= 0:
        return 0.0 if other == float("inf") else 1.0 if one <= 0 else float("inf")
    return max(one, 0.0) / other


def progress(loss: float, constant: float) -> float:
    """Return the share of the way from the best constant answer (0) to a loss of 0 (1); below 0 for worse ones."""
    if constant <= 0 or loss == float("inf"):
        return float("-inf") if loss == float("inf") else 0.0
    return 1 - loss / constant


def by_ratio(groups: Iterable[Sequence[float]], confirm: float, refute: float) -> Verdict:
    """Judge loss ratios of as written to fixed; a group holds those of all seeds at one checkpoint of one task.

    Confirmed: in every group the median lies above ``confirm`` and every seed is worse. Refuted: in every group the
    median lies below ``refute`` and every seed is better.
    """
    found = [list(group) for group in groups]
    if all(median(group) > confirm and min(group) > 1 for group in found):
        return "confirmed"
    if all(median(group) < refute and max(group) < 1 for group in found):
        return "refuted"
    return "inconclusive"


def with_scores(verdict: Verdict, losses: Sequence[float], harm: float, chance: float) -> Verdict:
    """Judge a verdict on training losses by what the scores on data held out lose as written, one number a seed.

    A confirmed one needs a median loss of at least ``harm`` and some loss from every seed, a refuted one less than
    ``harm`` from every seed. Both must hold even if the median is off by ``chance``, what so few samples may miss by.
    """
    typical = median(losses)
    if verdict == "confirmed":
        return "confirmed" if typical >= harm and typical > chance and min(losses) > 0 else "inconclusive"
    if verdict == "refuted":
        return "refuted" if max(losses) < harm and typical + chance < harm else "inconclusive"
    return verdict


class Plateau(NamedTuple):
    """Progress on one task from one seed: as written at the end, and whether it caught up in time with the fix.

    ``fixed`` is that of the fix early, the median of the task's seeds: one that starts badly does not undo a fix.
    """

    as_written: float
    fixed: float
    caught_up: bool


def by_plateau(runs: Sequence[Plateau], confirm_below: float, fix_above: float) -> Verdict:
    """Judge whether a model does not learn at all although the fixed one does."""
    if all(run.as_written < confirm_below and run.fixed > fix_above for run in runs):
        return "confirmed"
    if all(run.caught_up for run in runs):
        return "refuted"
    return "inconclusive"


def by_gain(gains: Sequence[float], confirm: float, refute: float) -> Verdict:
    """Judge what a fix gains: at least ``confirm`` from every seed, or less than ``refute`` from every one."""
    if all(gain >= confirm for gain in gains):
        return "confirmed"
    return "refuted" if all(gain < refute for gain in gains) else "inconclusive"


def by_memory(as_written: Sequence[float], fixed: Sequence[float], memorized: float, failed: float) -> Verdict:
    """Judge which share of a few samples a model can learn by heart: it must where the fixed one does.

    Confirmed where it stays below ``failed`` from every seed and the fixed one reaches ``memorized``.
    """
    if all(share >= memorized for share in as_written):
        return "refuted"
    if all(a < failed and b >= memorized for a, b in zip(as_written, fixed, strict=True)):
        return "confirmed"
    return "inconclusive"
