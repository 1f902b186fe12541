"""What experiments share: seeds one after the other, how numbers are said, and curves for the reports."""

from __future__ import annotations

from itertools import chain, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from fitlint.finding import Curve, Verification
from fitlint.verify.fixes import WORDS
from fitlint.verify.worker.lab import OutOfTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Training

Run = TypeVar("Run")

FEWEST_SEEDS = 2
"""Seeds below which a margin decides nothing, however wide it is: some first weights are unlucky."""

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


class Reached(NamedTuple):
    """What some seeds say, and whether the margin is so wide that further ones would not change it.

    ``inside`` looks into the networks for what goes behind the reason once no more seeds are to come.
    """

    found: Verification
    wide: bool = False
    inside: Callable[[], str] = str


def by_stages(job: Job, first: Iterable[Job], once: Callable[[Job], Reached]) -> Verification:
    """Run an experiment with the first seed, then with two, and so on, and return what the last one of them says.

    Trainings are gone on with, so that nothing is done twice. ``first`` are still smaller experiments to begin with.
    It ends where the margin is wide, and where the time does: then what was reached is returned.
    Raises :class:`OutOfTime` when that is nothing.
    """
    seeds = (job._replace(parameters={**job.parameters, "seeds": count + 1}) for count in job.seeds)
    reached: Reached | None = None
    for stage in chain(first, seeds):
        try:
            reached = once(stage)
        except OutOfTime:
            if reached is None:
                raise
            return cut_short(reached.found, len(job.seeds))
        if reached.wide and reached.found.seeds >= FEWEST_SEEDS:
            break
    if reached is None:
        raise ValueError("an experiment without a seed")
    try:
        seen = reached.inside()
    except OutOfTime:  # it only explains
        seen = ""
    return reached.found._replace(reason=sentence(reached.found.reason.removesuffix(".") + seen))


def each_seed(job: Job, once: Callable[[int], Run], hopeless: Callable[[Run], object]) -> list[Run]:
    """Return what comes of each seed, as far as the time goes; of the first alone if that is hopeless.

    Raises :class:`OutOfTime` when it does not suffice for one.
    """
    runs: list[Run] = []
    for seed in job.seeds:
        try:
            runs.append(once(seed))
        except OutOfTime:
            if not runs:
                raise
            break
        if len(runs) == 1 and hopeless(runs[0]):
            break
    return runs


def cut_short(found: Verification, wanted: int) -> Verification:
    """Return what fewer seeds than ``wanted`` say: the numbers, which decide nothing. What all say is left as it is."""
    if found.seeds >= wanted or found.verdict == "not-verifiable":
        return found
    so_far = {"confirmed": ", which would confirm it", "refuted": ", which would refute it"}.get(found.verdict, "")
    begin = f"The budget sufficed for {found.seeds} of {wanted} seeds{so_far}"
    reason = f"{begin}: {found.reason[:1].lower()}{found.reason[1:]} --verify-budget SECONDS gives more."
    return found._replace(verdict="inconclusive", reason=reason, effect={**found.effect, "seeds_wanted": wanted})
