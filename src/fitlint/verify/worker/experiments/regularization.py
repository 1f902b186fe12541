"""FIT301: does a regularizer help on data held out? Without the user's data only that the model can memorize."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from fitlint.finding import Verification
from fitlint.verify.fixes import WORDS
from fitlint.verify.rulings import LEARNT
from fitlint.verify.worker import tables
from fitlint.verify.worker.bench import Bench, healed, own_data, synthetic
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.experiments.common import (
    context,
    cut_short,
    each_seed,
    held_curve,
    loss_curve,
    sentence,
)
from fitlint.verify.worker.experiments.epochs import Epochs, Fitted
from fitlint.verify.worker.lab import Training

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.finding import Curve, Verdict
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab

LOOK = 25
"""Steps between two looks at how much is known by heart."""
KNOWN = 0.99
"""Share of right answers that counts as knowing them."""
HELD_OUT = 0.3
"""Share held out: one half of it chooses the epoch to stop at, the other one judges."""


def run(lab: Lab, job: Job) -> Verification:
    """Compare the model as written with the same one regularized."""
    try:
        base = own_data(lab, job)
    except tables.DataError as error:
        return _capacity(lab, job, str(error))
    (bench,), done = base.benches, list[str]()
    plan, runs = _runs(lab, job, bench)
    if not _learnt(runs[:1]) and job.others:
        bench, done = healed(job, bench)
        plan, runs = _runs(lab, job._replace(others={}), bench)
    written = [run["as-written"] for run in runs]
    gaps = [run.own - run.held for run in written]
    gains, curves = _gains(job, runs)
    best = max(gains, key=lambda arm: min(gains[arm]))
    found = _verdict(job, gains[best], gaps, learnt=_learnt(runs))
    measure = written[0].measure
    own, held = median(run.own for run in written), median(run.held for run in written)
    gap = f"{measure} is {own:.2f} in training and {held:.2f} on data held out"
    gained = f"{WORDS[best]} changes the latter by {min(gains[best]):+.3f} to {max(gains[best]):+.3f}"
    reason = f"{gap}; {gained}"
    if found == "refuted":
        reason = f"{gap}: it does not overfit"
    elif not _learnt(runs):
        reason = f"the model has not learnt anything after {written[0].epochs} epochs, so it memorizes nothing yet"
    elif found == "inconclusive":
        reason += f"; {job.parameters['confirm_gain']:+g} from every seed would confirm"
    effect = {
        "measure": f"gain of held-out {measure}",
        "median": median(gains[best]),
        "min": min(gains[best]),
        "max": max(gains[best]),
        "fix": WORDS[best],
        "gap": median(gaps),
        "epochs": plan.epochs,
    }
    drawn = (*curves["as-written"], *curves.get(best, ()))
    verdict = Verification(
        found, sentence(context(done) + reason), base.basis, effect, len(runs), notes=(*base.notes, *plan.notes),
        curves=drawn,
    )  # fmt: skip
    return cut_short(verdict, len(job.seeds))


def _runs(lab: Lab, job: Job, bench: Bench) -> tuple[Epochs, list[dict[str, Fitted]]]:
    """Train every arm from each seed; as written alone where that learns nothing and other findings may say why."""
    arms = [arm for arm in job.parameters["arms"] if arm != "early-stopping"]  # which is judged from as written
    plan = Epochs(lab, bench, HELD_OUT, len(arms) * len(job.seeds))

    def hopeless(run: dict[str, Fitted]) -> bool:
        return bool(job.others) and not _learnt([run])

    def once(seed: int) -> dict[str, Fitted]:
        run: dict[str, Fitted] = {}
        for arm in sorted(arms, key="as-written".__ne__):
            lab.clock.progress(f"{WORDS[arm]}, seed {seed}, {plan.epochs} epochs on your data")
            run[arm] = plan.fitted(bench.arm(arm), seed)
            if hopeless(run):
                break
        return run

    return plan, each_seed(job, once, hopeless)


def _gains(job: Job, runs: Sequence[dict[str, Fitted]]) -> tuple[dict[str, list[float]], dict[str, list[Curve]]]:
    """What each fix gains over as written on the judging half, for each seed, and how the trainings went."""
    gains: dict[str, list[float]] = {}
    curves = {"as-written": [held_curve(run["as-written"].training, "as-written") for run in runs]}
    for arm in job.parameters["arms"]:
        if arm == "early-stopping":
            gains[arm] = [run["as-written"].stopped - run["as-written"].judged for run in runs]
        elif arm != "as-written":
            gains[arm] = [run[arm].judged - run["as-written"].judged for run in runs]
            curves[arm] = [held_curve(run[arm].training, arm) for run in runs]
    return gains, curves


def _verdict(job: Job, gains: list[float], gaps: list[float], *, learnt: bool) -> Verdict:
    if not learnt:
        return "inconclusive"
    if all(gain >= job.parameters["confirm_gain"] for gain in gains):
        return "confirmed"
    return "refuted" if all(gap < job.parameters["refute_gap"] for gap in gaps) else "inconclusive"


def _learnt(runs: Sequence[dict[str, Fitted]]) -> bool:
    return median(run["as-written"].progress for run in runs) >= LEARNT


def _capacity(lab: Lab, job: Job, why: str) -> Verification:
    """How soon the model knows random answers to a few samples by heart: it can overfit, whether it does is open."""
    count, most = job.parameters["memorize_samples"], job.parameters["memorize_steps"]
    base = synthetic(lab, job, ["teacher"])
    bench = base.benches[0]

    def once(seed: int) -> Training:
        lab.clock.progress(f"{count} random answers, seed {seed}")
        training = Training(lab, bench.spec, _random_answers(bench.dataset, count, seed), seed)
        return training.advance(most, look=LOOK)

    trainings = each_seed(job, once, lambda training: False)
    known = [[step for step, score in sorted(t.scores.items()) if score >= KNOWN][:1] for t in trainings]
    needed = [step for steps in known for step in steps]
    if all(known):
        shown = f"it learns {count} random answers by heart in {median(needed):g} steps"
    else:
        score = median(training.scores[training.steps] for training in trainings)
        shown = f"after {most} steps it knows {max(score, 0):.0%} of {count} random answers by heart"
    reason = f"{shown}; whether it overfits depends on how many samples you have. --verify-data FILE tells ({why})"
    effect = {"measure": "steps to memorize", "samples": count, "median": median(needed) if needed else None}
    curves = tuple(loss_curve(training, "as-written") for training in trainings)
    verdict = Verification(
        "inconclusive", sentence(reason), base.basis, effect, len(trainings), notes=tuple(base.notes), curves=curves
    )  # fmt: skip
    return cut_short(verdict, len(job.seeds))


def _random_answers(dataset: Dataset, count: int, seed: int) -> Dataset:
    """The first samples with the answers of others; they are looked at in place of data held out."""
    xs = [x[:count] for x in dataset.xs]
    y = dataset.y[np.random.default_rng(seed).permutation(len(dataset.y))[:count]]
    return Dataset(xs, y, xs, y, "random answers")
