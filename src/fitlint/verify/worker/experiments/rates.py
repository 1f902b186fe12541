"""FIT201: as written against lower rates, from the same weights, on the same batches.

On the user's data it is not enough that the training loss stays higher: the score on data held out must suffer too.
"""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fitlint.finding import Verification
from fitlint.verify.fixes import WORDS
from fitlint.verify.rulings import LEARNT, Plateau, by_plateau, by_ratio, progress, ratio, with_scores
from fitlint.verify.worker.bench import all_healed, constant_in_training, ground
from fitlint.verify.worker.experiments.common import (
    Reached,
    by_stages,
    context,
    loss_curve,
    sentence,
    spread,
    times,
)
from fitlint.verify.worker.lab import Training
from fitlint.verify.worker.symptoms import PATIENCE, dead_units, largest_stable_rate
from fitlint.vocabulary import CONVOLUTION, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.finding import Basis, Verdict
    from fitlint.verify.worker.bench import Bench, Ground, Job
    from fitlint.verify.worker.lab import Lab


class _Task(NamedTuple):
    """The trainings of one bench, by arm, with the arm that does better and the checkpoints that were reached."""

    arms: dict[str, list[Training]]
    better: str
    checkpoints: tuple[int, ...]

    def ratios(self, step: int) -> list[float]:
        """How many times the loss as written is that of the better arm, for each seed."""
        pairs = zip(self.arms["as-written"], self.arms[self.better], strict=True)
        return [ratio(a.loss_at(step), b.loss_at(step)) for a, b in pairs]

    def progress(self, arm: str) -> list[float]:
        """How far each seed of an arm got from a constant answer in the end."""
        step = self.checkpoints[-1]
        return [progress(t.loss_at(step), constant_in_training(t.targets, t.dataset)) for t in self.arms[arm]]

    def learnt(self, arm: str) -> bool:
        """Whether an arm got anywhere, by the median of the seeds."""
        return median(self.progress(arm)) >= LEARNT

    def plateaus(self) -> list[Plateau]:
        """Where as written ended from each seed, beside the better arm."""
        fixed = median(self.progress(self.better))
        return [Plateau(reached, fixed, caught_up=False) for reached in self.progress("as-written")]

    def scores(self, arm: str) -> list[float]:
        """How right each seed of an arm is on data held out in the end."""
        return [training.score_at(self.checkpoints[-1]) for training in self.arms[arm]]

    def lost(self) -> list[float]:
        """How much less right as written is there than the better arm, for each seed."""
        return [b - a for a, b in zip(self.scores("as-written"), self.scores(self.better), strict=True)]


def run(lab: Lab, job: Job) -> Verification:
    """Compare the learning rate as written with lower ones."""
    base = ground(lab, job, job.parameters["tasks"])
    horizon = _horizon(job, base.basis)
    small = {**job.parameters, "seeds": 1, horizon: job.parameters[horizon][:1]}
    return by_stages(job, [job._replace(parameters=small, others={})], partial(_judged, lab, base, horizon))


def _judged(lab: Lab, base: Ground, horizon: str, job: Job) -> Reached:
    """Compare from some seeds, up to some checkpoints."""
    steps = job.parameters[horizon]
    tasks, done = _compare(lab, job, base.benches, steps), list[str]()
    if not any(task.learnt(arm) for task in tasks for arm in task.arms) and job.others:
        benches, done = all_healed(job, base.benches)
        tasks = _compare(lab, job, benches, steps)
    found, scores = _verdict(job, tasks), list[str]()
    if base.basis == "your data":
        found, scores = _by_scores(found, job, tasks[0])
    reason = "; ".join([_reason(found, job, tasks, scored=bool(scores)), *scores])
    reason = sentence(context(done) + reason)
    curves = tuple(
        loss_curve(training, arm, task.checkpoints[-1])
        for task in tasks
        for arm in ("as-written", task.better)
        for training in task.arms[arm]
    )
    effect = _effect(tasks, scored=bool(scores))
    far = all(_beyond(t.ratios(t.checkpoints[-1]), job.parameters["wide_ratio"]) for t in tasks)
    wide = found != "inconclusive" and far and not scores  # a wide margin of losses is none of scores
    verdict = Verification(found, reason, base.basis, effect, len(job.seeds), notes=tuple(base.notes), curves=curves)
    return Reached(verdict, wide, partial(_symptom, lab, found, job, tasks))


def _effect(tasks: Sequence[_Task], *, scored: bool) -> dict[str, Any]:
    last = [r for task in tasks for r in task.ratios(task.checkpoints[-1])]
    found: dict[str, Any] = {
        "measure": "training loss as written / with the fix",
        "median": median(last),
        "min": min(last),
        "max": max(last),
        "fix": WORDS[tasks[0].better],
        "steps": tasks[0].checkpoints[-1],
    }
    if scored:
        found["held_out_as_written"] = median(tasks[0].scores("as-written"))
        found["held_out_fixed"] = median(tasks[0].scores(tasks[0].better))
    return found


def _by_scores(verdict: Verdict, job: Job, task: _Task) -> tuple[Verdict, list[str]]:
    """Judge a verdict on the user's data by the scores on those held out, too, and say both."""
    (first, *_), held = task.arms["as-written"], task.arms["as-written"][0].dataset.held_y
    if len(np.unique(held.reshape(len(held), -1), axis=0)) < 2:
        why = "no part of your data with different answers could be held out, so whether new data suffer is not known"
        return "inconclusive", [why]
    measure, (written, fixed) = first.targets.measure(held), (task.scores(arm) for arm in ("as-written", task.better))
    shown = (
        f"on data held out {measure} is {median(written):.3f} as written and {median(fixed):.3f} with "
        f"{WORDS[task.better]}"
    )
    harm, samples = job.parameters["held_out_harm"], job.parameters["held_out_samples"]
    lost, chance = task.lost(), samples * _of_one(task, measure)
    found = with_scores(verdict, lost, harm, chance)
    few = with_scores(verdict, lost, harm, 0) == verdict or harm < chance >= abs(median(lost))
    if found != verdict and few:
        shown += f", but {len(held)} samples are few: such a difference may be off by {chance:.2g} by chance"
    elif verdict == "confirmed" and found != verdict:
        shown += f", where only a loss of {harm:g}, and some from every seed, counts as harm"
    return found, [shown]


def _of_one(task: _Task, measure: str) -> float:
    """How much of a score on data held out one sample makes; of R2 its part of what is not explained."""
    training, scores = task.arms["as-written"][0], [median(task.scores(arm)) for arm in ("as-written", task.better)]
    held, classes = training.dataset.held_y, training.targets.class_of(training.dataset.held_y)
    if measure == "R2":
        return min(1.0, 1 - min(scores)) / len(held)
    rarest = int(np.bincount(classes).min()) if measure == "AUC" and classes is not None else len(held)
    return 1 / max(1, rarest)


def _horizon(job: Job, basis: Basis) -> str:
    """The parameter that says when the losses are compared; convolutional and recurrent models learn later."""
    if basis == "your data":
        return "own_checkpoints"
    kinds = {layer["class"] for layer in job.spec["layers"]}
    return "slow_checkpoints" if kinds & (CONVOLUTION | RECURRENT) else "checkpoints"


def _symptom(lab: Lab, verdict: Verdict, job: Job, tasks: Sequence[_Task]) -> str:
    """What large steps have left behind, or why they overshoot, for a verdict that they do harm."""
    if verdict != "confirmed":
        return ""
    dead = median(dead_units(training) for task in tasks for training in task.arms["as-written"])
    if dead >= job.parameters["dead_share"]:
        return f"; {dead:.0%} of its ReLU units answer 0 to everything"
    spec, data = tasks[0].arms["as-written"][0].spec, tasks[0].arms["as-written"][0].dataset
    plain = spec["optimizer"]["class"] == "SGD" and not spec["optimizer"]["config"].get("momentum")
    if not plain or spec["optimizer"].get("schedule"):
        return ""
    stable = largest_stable_rate(Training(lab, spec, data, 0), min(PATIENCE, lab.clock.left))
    if stable is None or stable > spec["optimizer"]["config"]["learning_rate"]:
        return ""
    return f"; before the first step, rates above {stable:.2g} already overshoot"


def _beyond(ratios: Sequence[float], limit: float) -> bool:
    """Whether all ratios lie on one side, further from 1 than ``limit`` times."""
    return all(r > limit for r in ratios) or all(r < 1 / limit for r in ratios)


def _compare(lab: Lab, job: Job, benches: Sequence[Bench], checkpoints: Sequence[int]) -> list[_Task]:
    """Train all arms up to each checkpoint, one seed after the other."""
    trained = [_arms(lab, job, bench) for bench in benches]
    for seed in job.seeds:  # the first of each before the second of any
        for bench, arms in zip(benches, trained, strict=True):
            for arm, trainings in arms.items():
                lab.clock.progress(f"{WORDS[arm]}, {bench.dataset.name}, seed {seed}")
                trainings[seed].advance(checkpoints[0])
    return [_task(lab, job, arms, checkpoints) for arms in trained]


def _arms(lab: Lab, job: Job, bench: Bench) -> dict[str, list[Training]]:
    specs = {arm: bench.arm(arm) for arm in job.parameters["arms"]}
    written = specs["as-written"]["optimizer"]
    specs = {arm: spec for arm, spec in specs.items() if arm == "as-written" or spec["optimizer"] != written}
    return {arm: [lab.training(spec, bench.dataset, seed) for seed in job.seeds] for arm, spec in specs.items()}


def _task(lab: Lab, job: Job, arms: dict[str, list[Training]], checkpoints: Sequence[int]) -> _Task:
    """Train the arms of a bench up to each checkpoint; stop at one where every seed is decided."""
    reached: list[int] = []
    for step in checkpoints:
        for arm, trainings in arms.items():
            lab.clock.progress(f"{WORDS[arm]}, {trainings[0].dataset.name}, step {step}")
            for training in trainings:
                training.advance(step)
        reached.append(step)
        others = [arm for arm in arms if arm != "as-written"]
        better = min(others, key=lambda arm: median(t.loss_at(step) for t in arms[arm]))
        task = _Task(arms, better, tuple(reached))
        if _beyond(task.ratios(step), job.parameters["early_stop_ratio"]):
            break
    return task


def _verdict(job: Job, tasks: Sequence[_Task]) -> Verdict:
    groups = [task.ratios(step) for task in tasks for step in task.checkpoints]
    verdict = by_ratio(groups, job.parameters["confirm_ratio"], job.parameters["refute_ratio"])
    if verdict == "confirmed" and not all(task.learnt(task.better) for task in tasks):
        return "inconclusive"  # the fix fails as well
    plateaus = [plateau for task in tasks for plateau in task.plateaus()]
    if by_plateau(plateaus, LEARNT, job.parameters["fix_progress_above"]) == "confirmed":
        return "confirmed"
    if verdict == "refuted" and not all(task.learnt("as-written") for task in tasks):
        return "inconclusive"
    return verdict


def _reason(verdict: Verdict, job: Job, tasks: Sequence[_Task], *, scored: bool) -> str:
    fix, steps = WORDS[tasks[0].better], max(task.checkpoints[-1] for task in tasks)
    ratios = [r for task in tasks for r in task.ratios(task.checkpoints[-1])]
    factor = f"{times(median(ratios))} that with {fix} ({spread(ratios)})"
    written = [training for task in tasks for training in task.arms["as-written"]]
    broken = [t.diverged for t in written if t.diverged is not None and t.diverged < steps]
    if not any(task.learnt(arm) for task in tasks for arm in task.arms):
        return (
            f"neither the rate as written nor {fix} learns anything in {steps} steps, so the rate decides nothing yet"
        )
    if not any(task.learnt(task.better) for task in tasks) and verdict == "inconclusive":
        return f"{fix} does not learn in {steps} steps either"
    if verdict == "confirmed":
        lost = f"the loss is no number any more from step {min(broken) + 1} on" if broken else ""
        if len(broken) == len(written):
            return lost
        return f"after {steps} steps the training loss is {factor}" + (f"; in {len(broken)} {lost}" if lost else "")
    if verdict == "refuted":
        return f"the rate as written learns faster: after {steps} steps the training loss is {factor}"
    if all(r > job.parameters["confirm_ratio"] for r in ratios) and not all(t.learnt(t.better) for t in tasks):
        return f"after {steps} steps the training loss is {factor}, but {fix} does not learn on every task either"
    if scored:
        return f"after {steps} steps the training loss is {factor}"
    needs = f"above {job.parameters['confirm_ratio']:g} or below {job.parameters['refute_ratio']:g}"
    return f"after {steps} steps the training loss is {factor}; {needs} at every checkpoint would decide"
