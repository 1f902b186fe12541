"""FIT101: what the rare classes get, as written, with balanced weights, and with another decision threshold."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fitlint.finding import Curve, Verification
from fitlint.verify.fixes import WORDS, balanced_class_weight
from fitlint.verify.rulings import LEARNT, by_gain, progress
from fitlint.verify.worker import tables
from fitlint.verify.worker.bench import Bench, constant_in_training, healed, own_data, synthetic
from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.experiments.common import context, cut_short, each_seed, held_curve, sentence
from fitlint.verify.worker.experiments.epochs import Epochs
from fitlint.verify.worker.lab import Training
from fitlint.verify.worker.synthetic import blobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fitlint.finding import Verdict
    from fitlint.verify.spec import Spec
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab

HELD_OUT = 0.25
BLOB_SAMPLES, FEWEST_RARE, TEST_SAMPLES = 2000, 60, 1000
MOST_BLOB_SAMPLES = 20_000
BLOB_SEEDS = 3


class Recall(NamedTuple):
    """How well the classes are found: that of the rarest one, the mean over all, and how far the training came."""

    rare: float
    balanced: float
    progress: float = 1.0


def run(lab: Lab, job: Job) -> Verification:
    """Compare the training as written with one that weighs its classes."""
    try:
        base = own_data(lab, job)
    except tables.DataError as error:
        return _without_data(lab, job, str(error))
    (bench,), done = base.benches, list[str]()
    if bench.dataset.y.ndim > 2 or lab.network(bench.spec).targets.class_of(bench.dataset.y) is None:
        return Verification("not-verifiable", "A sample has more than one class.", base.basis)
    counted = _counted(lab, bench)
    plan, found, curves = _own(lab, job, counted)
    if found["as-written"][0].progress < LEARNT and job.others:
        healthy, done = healed(job, counted)
        plan, found, curves = _own(lab, job._replace(others={}), healthy)
    weighted = [
        b.balanced - a.balanced for a, b in zip(found["as-written"], found["balanced-class-weight"], strict=True)
    ]
    moved = [b.balanced - a.balanced for a, b in zip(found["as-written"], found["threshold-at-prior"], strict=True)]
    verdict = by_gain(weighted, job.parameters["confirm_gain"], job.parameters["refute_gain"])
    learnt = _learnt(found, len(counted.spec["counts"]))
    if not learnt:
        verdict = "inconclusive"
    rare = {arm: median(recall.rare for recall in recalls) for arm, recalls in found.items()}
    reason = (
        f"as written {rare['as-written']:.0%} of the rarest class is found, with balanced class weights "
        f"{rare['balanced-class-weight']:.0%}; the balanced accuracy changes by {min(weighted):+.2f} to "
        f"{max(weighted):+.2f}"
    )
    if median(moved) >= 0.8 * median(weighted) and verdict == "confirmed":
        reason += f"; moving the decision threshold to the class shares does as much ({rare['threshold-at-prior']:.0%})"
    if not learnt:
        reason = f"the model has not learnt anything after {plan.epochs} epochs, with or without weights"
    effect = {
        "measure": "gain of balanced accuracy with class weights",
        "median": median(weighted),
        "min": min(weighted),
        "max": max(weighted),
        "fix": WORDS["balanced-class-weight"],
        "rare_recall_as_written": rare["as-written"],
        "rare_recall_weighted": rare["balanced-class-weight"],
        "rare_recall_threshold": rare["threshold-at-prior"],
        "threshold_gain": median(moved),
        "epochs": plan.epochs,
    }
    seeds = len(found["as-written"])
    told = Verification(
        verdict, sentence(context(done) + reason), base.basis, effect, seeds, notes=(*base.notes, *plan.notes),
        curves=tuple(curves),
    )  # fmt: skip
    return cut_short(told, len(job.seeds))


def _counted(lab: Lab, bench: Bench) -> Bench:
    """Put the counts of the data themselves in the place of those that are declared."""
    classes = lab.network(bench.spec).targets.class_of(bench.dataset.all_y)
    counts = np.bincount(classes) if classes is not None else np.zeros(0)
    return Bench({**bench.spec, "counts": [max(float(count), 1.0) for count in counts]}, bench.dataset)


def _own(lab: Lab, job: Job, bench: Bench) -> tuple[Epochs, dict[str, list[Recall]], list[Curve]]:
    lab.clock.progress(f"{bench.spec['fit']['epochs']} epochs on your data")
    plan = Epochs(lab, bench, HELD_OUT, 2 * len(job.seeds))

    def once(seed: int) -> tuple[dict[str, Recall], list[Curve]]:
        found: dict[str, Recall] = {}
        curves: list[Curve] = []
        for arm in ("as-written", "balanced-class-weight"):
            lab.clock.progress(f"{WORDS[arm]}, seed {seed}, {plan.epochs} epochs on your data")
            training = plan.train(bench.arm(arm), seed)
            data = training.dataset
            curves.append(held_curve(training, arm))
            answers = training.targets.scores(training.answers(data.held_xs))
            came = progress(training.loss_at(training.steps), constant_in_training(training.targets, data))
            classes = training.targets.class_of(data.held_y)
            if classes is None:
                raise TypeError("a sample has more than one class")
            found[arm] = recall(classes, answers, bench.spec["counts"])._replace(progress=came)
            if arm == "as-written":
                moved = answers / np.array(bench.spec["counts"])[: answers.shape[1]]
                found["threshold-at-prior"] = recall(classes, moved, bench.spec["counts"])
        return found, curves

    runs = each_seed(job, once, lambda run: job.others and run[0]["as-written"].progress < LEARNT)
    return plan, {arm: [run[arm] for run, _ in runs] for arm in runs[0][0]}, [c for _, drawn in runs for c in drawn]


def recall(classes: NDArray[Any], scores: NDArray[Any], counts: Sequence[float]) -> Recall:
    """Return how many of each class are found, by the highest score."""
    chosen = scores.argmax(-1)
    shares = [float((chosen[classes == label] == label).mean()) for label in np.unique(classes)]
    rarest = int(np.argmin([counts[label] for label in np.unique(classes)]))
    return Recall(shares[rarest], sum(shares) / len(shares))


def _learnt(found: dict[str, list[Recall]], classes: int) -> bool:
    """Whether either arm got anywhere: one that answers the same to all finds classes no better than by chance."""
    came = median(recall.progress for recall in found["as-written"])
    weighted = median(recall.balanced for recall in found["balanced-class-weight"])
    return came >= LEARNT or weighted >= 1 / classes + LEARNT


def _without_data(lab: Lab, job: Job, why: str) -> Verification:
    """Blobs of graded difficulty at the declared ratio: how easy the classes must be for the rare one to be found."""
    parameters, counts = job.parameters, job.spec["counts"]
    if not counts:
        return Verification("not-verifiable", f"The class counts are not known, and neither are the data: {why}.")
    base = synthetic(lab, job, ["teacher"])
    bench = base.benches[0]
    network = lab.network(bench.spec)
    targets = network.targets
    if targets.classes != len(counts) or len(targets.shape) != 1 or len(network.shapes) != 1:
        reason = f"The model tells {targets.classes} classes apart, {len(counts)} are declared."
        return Verification("not-verifiable", reason, base.basis)
    done = list[str]()
    if job.others:
        written, _ = _blob_pair(lab, job, bench, max(parameters["separations"]), job.seeds[0])
        if written.balanced < 1 / len(counts) + LEARNT:  # it learns nothing as written
            bench, done = healed(job, bench)

    def once(seed: int) -> dict[float, tuple[Recall, Recall]]:
        lab.clock.progress(f"blobs of graded difficulty, seed {seed}")
        return {separation: _blob_pair(lab, job, bench, separation, seed) for separation in parameters["separations"]}

    runs = each_seed(job, once, lambda run: False)
    curve = {separation: [run[separation] for run in runs] for separation in parameters["separations"]}
    gains = {s: [b.balanced - a.balanced for a, b in pairs] for s, pairs in curve.items()}
    decisive = [gain for s in parameters["decisive_separations"] for gain in gains[s]]
    confirmed = all(gain >= parameters["confirm_gain"] for gain in decisive)
    shown = ", ".join(
        f"{median(a.rare for a, _ in pairs):.0%} at {s:g}" for s, pairs in curve.items()
    )  # fmt: skip
    ratio = max(counts) / min(counts)
    hard, easy = (median(b.rare for _, b in curve[end(parameters["separations"])]) for end in (min, max))
    reason = (
        f"at {ratio:.3g} : 1 the share of the rarest class that is found as written is {shown} standard deviations "
        f"between the classes, with class weights {hard:.0%} to {easy:.0%}"
    )
    if not confirmed:
        reason += f"; how far apart yours are only --verify-data FILE can tell ({why})"
    effect = {
        "measure": "gain of balanced accuracy with class weights",
        "median": median(decisive),
        "min": min(decisive),
        "max": max(decisive),
        "fix": WORDS["balanced-class-weight"],
        "rare_recall_by_separation": {f"{s:g}": median(a.rare for a, _ in pairs) for s, pairs in curve.items()},
    }
    separations = tuple(int(10 * s) for s in curve)
    curves = tuple(
        Curve(WORDS[arm], arm != "as-written", "blobs", 0, separations,
              tuple(median(pair[side].rare for pair in pairs) for pairs in curve.values()),
              "share of the rarest class found, by tenths of a standard deviation")
        for side, arm in enumerate(("as-written", "balanced-class-weight"))
    )  # fmt: skip
    verdict: Verdict = "confirmed" if confirmed else "inconclusive"
    reason = sentence(context(done) + reason)
    told = Verification(verdict, reason, base.basis, effect, len(runs), notes=tuple(base.notes), curves=curves)
    return cut_short(told, len(job.seeds))


def _blob_pair(lab: Lab, job: Job, bench: Bench, separation: float, seed: int) -> tuple[Recall, Recall]:
    counts = job.spec["counts"]
    samples = int(min(max(BLOB_SAMPLES, FEWEST_RARE * sum(counts) / min(counts)), MOST_BLOB_SAMPLES))
    shape = lab.network(bench.spec).shapes[0]
    targets = lab.network(bench.spec).targets
    x, classes = blobs(shape, counts, separation, samples, seed)
    test_x, test_classes = blobs(shape, [1.0] * len(counts), separation, TEST_SAMPLES, 100 + seed)
    test_y = targets.from_classes(test_classes)
    data = Dataset([x], targets.from_classes(classes), [test_x], test_y, "blobs")
    epoch = max(1, samples // bench.spec["fit"]["batch_size"])
    steps = min(max(job.parameters["min_steps"], bench.spec["fit"]["epochs"] * epoch), 2 * job.parameters["min_steps"])
    arms: list[Spec] = [bench.spec, balanced_class_weight(bench.spec)]
    trained = [Training(lab, arm, data, seed).advance(steps) for arm in arms]
    scores = [targets.scores(training.answers([test_x])) for training in trained]
    one, other = (recall(test_classes, found, counts) for found in scores)
    return one, other
