"""What is true of a cell: long trainings on the real data, or many splits of them. The verifier does not see these.

A truth is ``"harmful"``, ``"benign"`` or ``"unclear"``; unclear cells count for no rate.

FIT201
    800 steps, 3 seeds. Harmful: the best fix scores higher on data held out by at least 0.02 and ends at a training
    loss at least 1.25 times lower; benign: by at most 0.005 and below 1.1 times.
FIT201-own
    5 splits, 800 steps. Harmful: the best fix gains at least 0.02 on data held out in the end; benign: at most 0.005.
    Medians.
FIT302, FIT304 to FIT306
    The scores alone, the best of any look.
FIT101
    5 splits, the script's epochs. Harmful: balanced weights gain at least 0.05 of balanced accuracy; benign: less than
    0.02. Medians.
FIT301
    5 splits. Harmful: the best fix gains at least 0.02 on data held out; benign: training and held-out score differ by
    less than 0.02, or no fix gains more than 0.005.
FIT401
    5 splits. Harmful: the training score overstates the held-out one by at least 0.05; benign: by less than 0.02.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from fitlint.verify.fixes import FIXES
from fitlint.verify.worker.bench import Bench
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.experiments.balance import recall
from fitlint.verify.worker.experiments.epochs import Epochs
from fitlint.verify.worker.lab import Training
from verify.models import specification

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.verify.worker.lab import Lab
    from verify.models import Cell

STEPS, SEEDS, LOOK = 800, range(3), 50
SPLITS = range(10, 15)
"""Seeds that no experiment of the verifier uses."""
HELD_OUT = 0.25
HARM_SCORE, HARM_RATIO, FREE_SCORE, FREE_RATIO = 0.02, 1.25, 0.005, 1.1
HARM_BALANCE, FREE_BALANCE = 0.05, 0.02
HARM_GAIN, FREE_GAIN, FREE_GAP = 0.02, 0.005, 0.02
HARM_OVERSTATED, FREE_OVERSTATED = 0.05, 0.02


def truth(lab: Lab, rule: str, cell: Cell) -> str:
    """Return what is true of a cell."""
    return _TRUTHS[rule](lab, cell)


def bench_of(lab: Lab, cell: Cell) -> Bench:
    """Return the model of a cell with its real data, a quarter of them held out."""
    spec, data = specification(cell), cell.samples
    targets = lab.network(spec).targets
    x = data.x.astype(np.int32 if data.tokens else np.float32)
    rows = data.classes > 2 and targets.kind == "binary"
    y = targets.of(np.eye(data.classes)[data.y] if rows else data.y)
    whole = Dataset([x], y, [x[:0]], y[:0], cell.data)
    return Bench(spec, whole.reshuffled(0, HELD_OUT, targets.class_of(y)))


def _by_rates(lab: Lab, cell: Cell) -> str:
    found = _trained(lab, cell, ("as-written", "tenth", "optimizer-default"), last=True)
    score, loss = found.pop("as-written")
    gain = max(other for other, _ in found.values()) - score
    ratio = loss / max(min(other for _, other in found.values()), 1e-6)
    if gain >= HARM_SCORE and ratio >= HARM_RATIO:
        return "harmful"
    return "benign" if gain <= FREE_SCORE and ratio < FREE_RATIO else "unclear"


def _by_last_scores(lab: Lab, cell: Cell) -> str:
    bench = bench_of(lab, cell)
    classes = lab.network(bench.spec).targets.class_of(bench.dataset.all_y)
    gains = []
    for seed in SPLITS:
        data = bench.dataset.reshuffled(seed, HELD_OUT, classes)
        arms = ("as-written", "tenth", "optimizer-default")
        scores = [Training(lab, FIXES[arm](bench.spec), data, seed).advance(STEPS).score_at(STEPS) for arm in arms]
        gains.append(max(scores[1:]) - scores[0])
    return _between(median(gains), HARM_SCORE, FREE_SCORE)


def _by_scores(*fixes: str) -> Callable[[Lab, Cell], str]:
    def judged(lab: Lab, cell: Cell) -> str:
        found = _trained(lab, cell, ("as-written", *fixes), last=False)
        score = found.pop("as-written")[0]
        return _between(max(other for other, _ in found.values()) - score, HARM_SCORE, FREE_SCORE)

    return judged


def _trained(lab: Lab, cell: Cell, arms: tuple[str, ...], *, last: bool) -> dict[str, tuple[float, float]]:
    """The score on data held out, the last or the best, and the training loss at the end: medians over the seeds."""
    bench, found = bench_of(lab, cell), {}
    for arm in arms:
        spec = FIXES[arm](bench.spec)
        trained = [lab.training(spec, bench.dataset, seed, LOOK).advance(STEPS, look=LOOK) for seed in SEEDS]
        scores = [list(t.scores.values())[-1] if last else max(t.scores.values()) for t in trained]
        found[arm] = median(scores), median(t.loss_at(t.steps) for t in trained)
    return found


def _by_balance(lab: Lab, cell: Cell) -> str:
    bench = bench_of(lab, cell)
    plan, gains = Epochs(lab, bench, HELD_OUT, 1), []
    for seed in SPLITS:
        balanced = []
        for arm in ("as-written", "balanced-class-weight"):
            training = plan.train(bench.arm(arm), seed)
            data, targets = training.dataset, training.targets
            classes: Any = targets.class_of(data.held_y)
            found = recall(classes, targets.scores(training.answers(data.held_xs)), bench.spec["counts"])
            balanced.append(found.balanced)
        gains.append(balanced[1] - balanced[0])
    return _between(median(gains), HARM_BALANCE, FREE_BALANCE)


def _by_gain(lab: Lab, cell: Cell) -> str:
    bench = bench_of(lab, cell)
    plan = Epochs(lab, bench, HELD_OUT, 1)
    written = [plan.fitted(bench.spec, seed) for seed in SPLITS]
    gains = [median(run.stopped - run.judged for run in written)]
    for arm in ("dropout", "l2"):
        fixed = [plan.fitted(bench.arm(arm), seed) for seed in SPLITS]
        gains.append(median(one.judged - run.judged for one, run in zip(fixed, written, strict=True)))
    if max(gains) >= HARM_GAIN:
        return "harmful"
    gap = median(run.own - run.held for run in written)
    return "benign" if gap < FREE_GAP or max(gains) <= FREE_GAIN else "unclear"


def _by_overstatement(lab: Lab, cell: Cell) -> str:
    bench = bench_of(lab, cell)
    plan = Epochs(lab, bench, HELD_OUT, 1)
    overstated = median(run.own - run.held for run in (plan.fitted(bench.spec, seed) for seed in SPLITS))
    return _between(overstated, HARM_OVERSTATED, FREE_OVERSTATED)


def _between(value: float, harm: float, free: float) -> str:
    return "harmful" if value >= harm else "benign" if value < free or math.isclose(value, free) else "unclear"


_TRUTHS = {
    "FIT101": _by_balance,
    "FIT201": _by_rates,
    "FIT201-own": _by_last_scores,
    "FIT301": _by_gain,
    "FIT302": _by_scores("relu-he", "relu-glorot"),
    "FIT401": _by_overstatement,
    **dict.fromkeys(("FIT304", "FIT305", "FIT306"), _by_scores("matching-head")),
}
