"""FIT304, 305, 306, 308, 309: can the model learn a few samples by heart? With a head and loss that fit it can."""

from __future__ import annotations

from copy import deepcopy
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fitlint.finding import Verification
from fitlint.verify.fixes import WORDS, NoFix
from fitlint.verify.rulings import by_memory
from fitlint.verify.worker.bench import Bench, healed, synthetic
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.engine import out_of_memory
from fitlint.verify.worker.experiments.common import (
    context,
    cut_short,
    each_seed,
    loss_curve,
    percent,
    sentence,
)
from fitlint.verify.worker.lab import OutOfTime, Training
from fitlint.verify.worker.sentences import of_keras

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.finding import Curve
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab
    from fitlint.verify.worker.targets import Targets

LOOK = 100
"""Steps between two looks at what is known."""
_SURE: dict[str, Any] = {"class": "Adam", "config": {"learning_rate": 0.003}}
"""What both arms are trained with where not even the fix learns with the script's own optimizer."""


class _Tried(NamedTuple):
    """Which share of the samples each seed of both arms answers rightly, and how the trainings went.

    ``refused`` is what Keras said when it would not train as written, ``done`` what both arms were given first.
    """

    written: list[float]
    fixed: list[float]
    curves: list[Curve]
    refused: str
    done: list[str]


def run(lab: Lab, job: Job) -> Verification:
    """Train both arms on the same few samples, with the targets that the fixed one is made for."""
    fix = next(arm for arm in job.parameters["arms"] if arm != "as-written")
    base = synthetic(lab, job, ["teacher"])
    memorized = job.parameters["memorized"]
    tried, why = None, list[str]()
    for bench, done in _benches(job, base.benches[0]):
        try:
            tried = _tried(lab, job, bench, fix)._replace(done=done)
        except NoFix as error:
            why.append(str(error))
            continue
        except OutOfTime:
            if tried is None:
                raise
            break
        if min(tried.fixed) >= memorized:
            break
    if tried is None:
        return Verification("not-verifiable", sentence(why[0]), base.basis)
    count, steps = job.parameters["samples"], job.parameters["steps"]
    found = by_memory(tried.written, tried.fixed, memorized, job.parameters["failed_below"])
    reason = f"as written it knows {percent(tried.written)} of {count} samples after {steps} steps"
    if tried.refused:
        reason = f"Keras refuses to train it as written ({tried.refused})"
    reason += f", with {WORDS[fix]} {percent(tried.fixed)}"
    effect = {
        "measure": f"share of {count} samples known by heart",
        "as_written": median(tried.written),
        "fixed": median(tried.fixed),
        "min": min(tried.written),
        "max": max(tried.written),
        "fix": WORDS[fix],
    }
    verdict = Verification(
        found, sentence(context(tried.done) + reason), base.basis, effect, len(tried.fixed), notes=tuple(base.notes),
        curves=tuple(tried.curves),
    )  # fmt: skip
    return cut_short(verdict, len(job.seeds))


def _benches(job: Job, bench: Bench) -> Iterator[tuple[Bench, list[str]]]:
    """Yield the model as it is, and then what may make it learn at all if it does not: both arms get that."""
    yield bench, []
    others = {code: fix for code, fix in job.others.items() if fix not in job.parameters["arms"]}
    if others:
        yield healed(job._replace(others=others), bench, answers_kept=False)
    yield (
        Bench({**bench.spec, "optimizer": deepcopy(_SURE)}, bench.dataset),
        [f"{_SURE['class']} at {_SURE['config']['learning_rate']:g}"],
    )


def _tried(lab: Lab, job: Job, bench: Bench, fix: str) -> _Tried:
    fixed = bench.arm(fix)
    reader = lab.network(fixed).targets  # both arms answer the same question
    data = _samples(bench, job.parameters["samples"], reader)

    def once(seed: int) -> _Tried:
        lab.clock.progress(f"{WORDS[fix]}, seed {seed}")
        training = _trained(job, Training(lab, fixed, data, seed), reader)
        tried = _Tried([0.0], [_known(reader, training)], [loss_curve(training, fix)], "", [])
        lab.clock.progress(f"{WORDS['as-written']}, seed {seed}")
        try:
            training = _trained(job, Training(lab, bench.spec, data, seed), reader)
            known = _known(reader, training)
        except Exception as error:  # each backend has errors of its own for labels that do not fit
            if isinstance(error, OutOfTime) or out_of_memory(error):
                raise
            return tried._replace(refused=of_keras(error))
        curves = [*tried.curves, loss_curve(training, "as-written")]
        return tried._replace(written=[known], curves=curves)

    runs = each_seed(job, once, lambda run: False)
    return _Tried(
        [share for run in runs for share in run.written],
        [share for run in runs for share in run.fixed],
        [curve for run in runs for curve in run.curves],
        next((run.refused for run in runs if run.refused), ""),
        [],
    )


def _trained(job: Job, training: Training, reader: Targets) -> Training:
    """Train until the samples are known, or for as many steps as there are."""
    steps = job.parameters["steps"]
    for stop in range(LOOK, steps + LOOK, LOOK):
        training.advance(min(stop, steps))
        if training.diverged is not None or _known(reader, training) >= job.parameters["memorized"]:
            break
    return training


def _known(reader: Targets, training: Training) -> float:
    """The share of samples that are answered rightly, by the class where as written has another number of outputs."""
    data = training.dataset
    answers = training.answers(data.xs)
    if answers.shape[1:] == reader.shape:
        return reader.score(data.y, answers)
    wanted = reader.class_of(data.y)
    return 0.0 if wanted is None else float((training.targets.scores(answers).argmax(-1) == wanted).mean())


def _samples(bench: Bench, count: int, reader: Targets) -> Dataset:
    """A few samples with answers of the kind the fixed model gives, which a linear rule tells.

    Random answers would be beyond the smallest networks, and then nothing is decided. Raises :class:`NoFix` where all
    of them are the same: any model knows those.
    """
    xs = [x[:count] for x in bench.dataset.xs]
    flat = np.concatenate([x.reshape(count, -1) for x in xs], 1).astype(np.float64)
    flat = (flat - flat.mean(0)) / (flat.std(0) + 1e-9)
    scores = flat @ np.random.default_rng(3).standard_normal((flat.shape[1], int(np.prod(reader.shape))))
    scores = (scores - scores.mean(0)) / (scores.std(0) + 1e-9)
    y = reader.from_scores(scores.reshape(count, *reader.shape))
    if len(np.unique(y.reshape(count, -1), axis=0)) < 2:
        raise NoFix("its outputs can only ever give one answer, which any model knows; their number comes first")
    return Dataset(xs, y, xs, y, f"{count} samples")
