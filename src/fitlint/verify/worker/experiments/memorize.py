"""FIT304, 305, 306, 308, 309: can the model learn a few samples by heart? With a head and loss that fit it can."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from fitlint.finding import Curve, Verification
from fitlint.verify.fixes import WORDS, NoFix
from fitlint.verify.rulings import by_memory
from fitlint.verify.worker.bench import synthetic
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.engine import out_of_memory
from fitlint.verify.worker.experiments.common import loss_curve, percent, sentence
from fitlint.verify.worker.lab import OutOfTime, Training

if TYPE_CHECKING:
    from fitlint.verify.worker.bench import Bench, Job
    from fitlint.verify.worker.lab import Lab
    from fitlint.verify.worker.targets import Targets


def run(lab: Lab, job: Job) -> Verification:
    """Train both arms on the same few samples, with the targets that the fixed one is made for."""
    fix = next(arm for arm in job.parameters["arms"] if arm != "as-written")
    base = synthetic(lab, job, ["teacher"])
    bench = base.benches[0]
    try:
        fixed = bench.arm(fix)
    except NoFix as error:
        return Verification("not-verifiable", sentence(str(error)), base.basis)
    reader = lab.network(fixed).targets  # both arms answer the same question
    known, curves, refused = {"as-written": list[float](), fix: list[float]()}, list[Curve](), ""
    data = _samples(bench, job.parameters["samples"], reader)
    for seed in job.seeds:
        for arm, spec in (("as-written", bench.spec), (fix, fixed)):
            lab.clock.progress(f"{WORDS[arm]}, seed {seed}")
            try:
                training = Training(lab, spec, data, seed).advance(job.parameters["steps"])
                known[arm].append(_known(reader, training, data))
                curves.append(loss_curve(training, arm))
            except Exception as error:  # each backend has errors of its own for labels that do not fit
                if arm == fix or isinstance(error, OutOfTime) or out_of_memory(error):
                    raise
                refused = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
                known[arm].append(0.0)
    count = len(data.y)
    written, healed = known["as-written"], known[fix]
    found = by_memory(written, healed, job.parameters["memorized"])
    reason = f"as written it knows {percent(written)} of {count} samples after {job.parameters['steps']} steps, "
    if refused:
        reason = f"Keras refuses to train it as written ({refused}), "
    reason += f"with {WORDS[fix]} {percent(healed)}"
    effect = {
        "measure": f"share of {count} samples known by heart",
        "as_written": median(written),
        "fixed": median(healed),
        "min": min(written),
        "max": max(written),
        "fix": WORDS[fix],
    }
    return Verification(
        found, sentence(reason), base.basis, effect, len(job.seeds), notes=tuple(base.notes), curves=tuple(curves)
    )  # fmt: skip


def _known(reader: Targets, training: Training, data: Dataset) -> float:
    """The share of samples that are answered rightly, by the class where as written has another number of outputs."""
    answers = training.answers(data.xs)
    if answers.shape[1:] == reader.shape:
        return reader.score(data.y, answers)
    wanted = reader.class_of(data.y)
    return 0.0 if wanted is None else float((training.targets.scores(answers).argmax(-1) == wanted).mean())


def _samples(bench: Bench, count: int, reader: Targets) -> Dataset:
    """A few samples with random answers of the kind the fixed model gives: what is learnt by heart needs no rule."""
    xs = [x[:count] for x in bench.dataset.xs]
    y = reader.from_scores(np.random.default_rng(3).standard_normal((count, *reader.shape)))
    return Dataset(xs, y, xs, y, f"{count} samples")
