"""FIT302: whether the model as written learns at all, where the one with ReLU does."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from fitlint.finding import Verification
from fitlint.verify.fixes import WORDS, tenth
from fitlint.verify.rulings import Plateau, by_plateau, progress
from fitlint.verify.worker.bench import Bench, all_healed, constant, ground
from fitlint.verify.worker.experiments.common import Reached, by_stages, context, held_curve, percent, sentence
from fitlint.verify.worker.lab import Training
from fitlint.verify.worker.symptoms import fading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.verify.worker.bench import Ground, Job
    from fitlint.verify.worker.lab import Lab

LOOK = 100
"""Steps between two looks at the data held out: fine enough to say how many times slower a model is."""


class _Pair(NamedTuple):
    """One seed on one task: as written, with the fix, and what a constant answer gets."""

    written: Training
    fixed: Training
    constant: float

    def judged(self, early: int, late: int) -> Plateau:
        """Progress of as written late and of the fix early, and whether as written is as good as the fix early on.

        The best look so far counts, for a model that begins to overfit has learnt.
        """
        reached = progress(self.written.best_until(late), self.constant)
        caught_up = self.written.best_until(early) <= self.fixed.best_until(early)
        return Plateau(reached, progress(self.fixed.best_until(early), self.constant), caught_up)

    def slower(self, early: int) -> float | None:
        """How many times more steps as written needs for the fix's early loss; None when it never gets there."""
        goal = self.fixed.best_until(early)
        return next((step / early for step, loss in sorted(self.written.held.items()) if loss <= goal), None)


class _Choice(NamedTuple):
    """A fix that learns, the benches on which it does, and its trainings there."""

    arm: str
    benches: list[Bench]
    fixed: list[Training]


def run(lab: Lab, job: Job) -> Verification:
    """Compare hidden sigmoids with ReLU by the progress on data held out."""
    return by_stages(job, (), partial(_compared, lab, ground(lab, job, job.parameters["tasks"])))


def _compared(lab: Lab, base: Ground, job: Job) -> Reached:
    """Compare from some seeds."""
    early, late = job.parameters["checkpoints"]
    choice, done = _healthy(lab, job, base.benches, early)
    if choice is None:  # it may only be slow
        early, late = job.parameters["long_checkpoints"]
        choice, done = _healthy(lab, job, base.benches, early)
    if choice is None:
        reason = f"not even with ReLU does it learn within {early} steps, so the sigmoids decide nothing yet"
        reason = sentence(context(done) + reason)
        return Reached(Verification("inconclusive", reason, base.basis, {}, len(job.seeds), notes=tuple(base.notes)))
    arm, benches, fixed = choice
    pairs = _pairs(lab, job, benches, fixed, late)
    runs = _judged(job, pairs, early, late)
    found = by_plateau(runs, job.parameters["confirm_progress_below"], job.parameters["fix_progress_above"])
    known = [factor for pair in pairs if (factor := pair.slower(early)) is not None]
    progressed = f"{percent([run.as_written for run in runs])} of the way from a constant answer after {late} steps"
    there = f"{WORDS[arm]} {percent([run.fixed for run in runs])} after {early}"
    slowed = benches[0].spec["optimizer"] != base.benches[0].spec["optimizer"] and not done
    if slowed:
        there += ", both at a tenth of the rate"
    if slowed and found == "refuted":  # that it learns at another rate does not clear it at its own
        found = "inconclusive"
    if found == "confirmed":
        reason = f"as written gets {progressed}, {there}"
    elif found == "refuted":
        reason = f"by step {early} as written is as good as with {WORDS[arm]}: {progressed}, {there}"
    elif len(known) < len(pairs):
        slow = len(pairs) - len(known)
        reason = f"more than {late / early:g} times slower in {slow} of {len(pairs)} runs: {progressed}, {there}"
    else:
        slower = f"{median(known):.2g} times slower" if median(known) > 1 else "no slower"
        reason = f"{slower} at equal loss: {progressed}, {there}"
    effect = {
        "measure": "progress on data held out, 0 is a constant answer and 1 a loss of 0",
        "as_written": median(run.as_written for run in runs),
        "fixed": median(run.fixed for run in runs),
        "fix": WORDS[arm],
        "steps_as_written": late,
        "steps_fixed": early,
        "times_slower": median(known) if len(known) == len(pairs) else None,
    }
    curves = tuple(held_curve(t, a) for pair in pairs for t, a in ((pair.written, "as-written"), (pair.fixed, arm)))
    verdict = Verification(
        found, sentence(context(done) + reason), base.basis, effect, len(job.seeds), notes=tuple(base.notes),
        curves=curves,
    )  # fmt: skip
    if found != "confirmed":
        return Reached(verdict)
    wide = max(run.as_written for run in runs) < job.parameters["wide_below"]
    return Reached(verdict, wide, partial(_symptom, lab, job, benches))


def _symptom(lab: Lab, job: Job, benches: Sequence[Bench]) -> str:
    """How much of the gradient reaches the first layer at the first weights, if that is little."""
    ratio = median(fading(Training(lab, bench.spec, bench.dataset, seed)) for bench in benches for seed in job.seeds)
    if not 0 < ratio < job.parameters["fading_below"]:
        return ""
    times = float(f"{1 / ratio:.2g}")
    return f"; before the first step the gradient of the first layer is 1/{times:,.0f} of that of the last"


def _judged(job: Job, pairs: Sequence[_Pair], early: int, late: int) -> list[Plateau]:
    found = [pair.judged(early, late) for pair in pairs]
    seeds = len(job.seeds)
    tasks = [found[start : start + seeds] for start in range(0, len(found), seeds)]
    return [run._replace(fixed=median(other.fixed for other in task)) for task in tasks for run in task]


def _healthy(lab: Lab, job: Job, benches: Sequence[Bench], early: int) -> tuple[_Choice | None, list[str]]:
    """Return a fix that learns, and which other findings had to be fixed first for that."""
    choice = _choice(lab, job, benches, early)
    if choice is not None or not job.others:
        return choice, []
    healthy, done = all_healed(job, benches)
    return _choice(lab, job, healthy, early), done


def _choice(lab: Lab, job: Job, benches: Sequence[Bench], early: int) -> _Choice | None:
    """Return the first fix that learns on every task within ``early`` steps; None if none does.

    A tenth of the rate is a fallback for both arms: the activation alone is to make the difference.
    """
    first, *_ = (arm for arm in job.parameters["arms"] if arm != "as-written")
    for arm in (first, *job.parameters["fallback_arms"]):
        slow = arm == "tenth-of-rate"
        chosen = [Bench(tenth(bench.spec), bench.dataset) for bench in benches] if slow else list(benches)
        fix = first if slow else arm
        lab.clock.progress(f"{WORDS[fix]}, {early} steps")
        found: list[Training] = []
        for bench in chosen:
            trained = [lab.training(bench.arm(fix), bench.dataset, seed, LOOK) for seed in job.seeds]
            came = [progress(t.advance(early, look=LOOK).best_until(early), constant(t)) for t in trained]
            if median(came) <= job.parameters["fix_progress_above"]:
                break
            found += trained
        else:
            return _Choice(fix, chosen, found)
    return None


def _pairs(lab: Lab, job: Job, benches: Sequence[Bench], fixed: Sequence[Training], late: int) -> list[_Pair]:
    """Train as written beside each training of the fix."""
    pairs: list[_Pair] = []
    for bench in benches:
        for seed in job.seeds:
            lab.clock.progress(f"as written, {bench.dataset.name}, seed {seed}, {late} steps")
            written = lab.training(bench.spec, bench.dataset, seed, LOOK).advance(late, look=LOOK)
            pairs.append(_Pair(written, fixed[len(pairs)], constant(written)))
    return pairs
