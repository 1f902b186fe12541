"""What experiments share: how numbers are said, and curves thinned out for the reports."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from fitlint.finding import Curve
from fitlint.verify.fixes import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.verify.worker.lab import Training

POINTS = 60
"""Points of a curve: more than a report can show beside each other."""


def times(value: float) -> str:
    """Return a factor in words: ``"3.4 times"``."""
    return "many times" if value == float("inf") or value > 999 else f"{value:.2g} times"


def spread(values: Sequence[float]) -> str:
    """Return how far values lie apart: ``"1.3 to 4.2 in 6 runs"``."""
    low, high = min(values), max(values)
    shown = f"{low:.2g}" if f"{low:.2g}" == f"{high:.2g}" else f"{low:.2g} to {'∞' if high > 999 else f'{high:.2g}'}"
    return f"{shown} in {len(values)} run{'s' if len(values) > 1 else ''}"


def share(value: float) -> str:
    """Return a share as a percentage; what is worse than nothing is 0 %."""
    return f"{max(value, 0):.0%}"


def percent(values: Sequence[float]) -> str:
    """Return the median of shares as a percentage."""
    return share(median(values))


def loss_curve(training: Training, arm: str, until: int | None = None) -> Curve:
    """Return the losses of the batches up to a step, averaged so that few points are left."""
    losses = training.losses[:until]
    edges = np.unique(np.linspace(0, len(losses), min(POINTS, len(losses)) + 1).astype(int))
    values = [float(losses[a:b].mean()) for a, b in pairwise(edges)]
    return _curve(training, arm, [int(edge) for edge in edges[1:]], values, "training loss")


def held_curve(training: Training, arm: str) -> Curve:
    """Return the losses on the data held out."""
    return _curve(training, arm, list(training.held), list(training.held.values()), "held-out loss")


def score_curve(training: Training, arm: str, measure: str) -> Curve:
    """Return how right the answers on the data held out are."""
    return _curve(training, arm, list(training.scores), list(training.scores.values()), f"held-out {measure}")


def _curve(training: Training, arm: str, steps: list[int], values: list[float], measure: str) -> Curve:
    finite = tuple(value if np.isfinite(value) else float("inf") for value in values)
    return Curve(
        WORDS[arm], arm != "as-written", training.dataset.name, training.seed, tuple(steps), finite, measure
    )  # fmt: skip


def context(done: Sequence[str]) -> str:
    """Return the beginning of a sentence about a model in which other findings were fixed first; empty for none."""
    return f"with {' and '.join(done)} put in first, " if done else ""


def sentence(text: str) -> str:
    """Return ``text`` with its first letter in upper case and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
