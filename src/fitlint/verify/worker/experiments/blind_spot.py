"""FIT401: how much better a training looks to itself than it is. Nothing is fixed; it is measured."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from fitlint.finding import Verification
from fitlint.verify.rulings import LEARNT, by_gain
from fitlint.verify.worker import tables
from fitlint.verify.worker.bench import Bench, healed, own_data
from fitlint.verify.worker.experiments.common import context, cut_short, each_seed, held_curve, sentence
from fitlint.verify.worker.experiments.epochs import Epochs, Fitted

if TYPE_CHECKING:
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab


def run(lab: Lab, job: Job) -> Verification:
    """Measure by how much the training's own figure overstates the one on data held out."""
    try:
        base = own_data(lab, job)
    except tables.DataError as error:
        reason = f"Only your own data can tell, and they are not at hand: {error}. --verify-data FILE gives some."
        return Verification("not-verifiable", reason)
    (bench,), done = base.benches, list[str]()
    plan, runs = _runs(lab, job, bench)
    if not _learnt(runs[:1]) and job.others:
        bench, done = healed(job, bench)
        plan, runs = _runs(lab, job._replace(others={}), bench)
    overstated = [run.own - run.held for run in runs]
    measure = runs[0].measure
    found = by_gain(overstated, job.parameters["confirm_overstatement"], job.parameters["refute_overstatement"])
    if found == "refuted" and (min(overstated) <= -job.parameters["refute_overstatement"] or not _learnt(runs)):
        found = "inconclusive"
    best = median(run.best_epoch for run in runs)
    worse = median(run.held_loss / run.best_loss if run.best_loss > 0 else 1.0 for run in runs)
    own, held = median(run.own for run in runs), median(run.held for run in runs)
    reason = (
        f"the training shows {measure} {own:.2f}, data held out {held:.2f}"
        f" ({min(overstated):+.2f} to {max(overstated):+.2f}); the best epoch was {best:g} of {runs[0].epochs}"
    )
    if worse > 1.05:
        reason += f", the held-out loss is {worse:.2g} times that at the end"
    if not _learnt(runs):
        reason = (
            f"the model has not learnt anything after {runs[0].epochs} epochs, so there is nothing to overstate yet"
        )
    effect = {
        "measure": f"{measure} in training - {measure} held out",
        "median": median(overstated),
        "min": min(overstated),
        "max": max(overstated),
        "best_epoch": best,
        "epochs": runs[0].epochs,
        "held_out_loss_at_end_to_best": worse,
    }
    notes = [*base.notes, *plan.notes]
    curves = tuple(held_curve(run.training, "as-written") for run in runs)
    verdict = Verification(
        found, sentence(context(done) + reason), base.basis, effect, len(runs), notes=tuple(notes), curves=curves
    )  # fmt: skip
    return cut_short(verdict, len(job.seeds))


def _runs(lab: Lab, job: Job, bench: Bench) -> tuple[Epochs, list[Fitted]]:
    lab.clock.progress(f"{bench.spec['fit']['epochs']} epochs on your data")
    plan = Epochs(lab, bench, job.parameters["held_out_share"], len(job.seeds))
    return plan, each_seed(job, partial(plan.fitted, bench.spec), lambda run: job.others and not _learnt([run]))


def _learnt(runs: list[Fitted]) -> bool:
    return median(run.progress for run in runs) >= LEARNT
