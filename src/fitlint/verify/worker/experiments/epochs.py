"""Trainings over the script's own epochs on the user's data, as ``fit`` would do them, with looks at data held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fitlint.verify.rulings import progress
from fitlint.verify.worker.bench import constant_in_training
from fitlint.verify.worker.lab import Training

if TYPE_CHECKING:
    from fitlint.verify.spec import Spec
    from fitlint.verify.worker.bench import Bench
    from fitlint.verify.worker.dataset import Dataset
    from fitlint.verify.worker.lab import Lab

PROBE = 20
"""Steps that tell how long one takes."""
FEWEST_STEPS = 200
"""Steps below which a training is not cut, whatever the clock says: fewer show nothing."""
MOST_LOOKS = 60
CAREFUL = 0.8
"""Share of the time that is left that a plan may use: steps are not all alike."""


class Fitted(NamedTuple):
    """What came of one training.

    ``own`` and ``held`` are how right the answers are at the end on the training data and on those held out,
    ``held_loss`` the loss there, ``best_loss`` the lowest at any look and ``best_epoch`` when that was. ``progress`` is
    how far the training loss came from a constant answer. ``stopped`` is how right the answers on one half of the data
    held out are at the epoch that is best on the other half, ``judged`` those on the same half at the end.
    """

    training: Training
    measure: str
    own: float
    held: float
    held_loss: float
    best_loss: float
    best_epoch: float
    epochs: int
    progress: float
    stopped: float
    judged: float


class Epochs:
    """Trainings of the same length, as long as the script's unless the budget for all of them ends sooner.

    ``trainings`` is how many there will be, ``share`` the part of the data held out. ``least`` is the least number of
    steps. ``notes`` says when the trainings are shorter than the script's.
    """

    def __init__(self, lab: Lab, bench: Bench, share: float, trainings: int, least: int = 0) -> None:
        self.lab = lab
        self.bench = bench
        self.share = share
        self.notes: list[str] = []
        probe = self._training(bench.spec, 0)
        self.epoch = probe.epoch
        fit = bench.spec["fit"]
        self.epochs: int = max(fit["epochs"], -(-least // self.epoch))
        if fit["steps_per_epoch"]:
            self.epochs = max(1, -(-self.epochs * fit["steps_per_epoch"] // self.epoch))
        wanted = self.epochs * self.epoch
        probe.advance(min(PROBE, wanted))  # traces the graph
        before, start = lab.clock.spent(), probe.steps
        probe.advance(min(2 * PROBE, 2 * wanted))
        affordable = int(lab.clock.rounds(before) * max(1, probe.steps - start) * CAREFUL / trainings)
        if affordable < wanted:
            self.epochs = max(1, max(affordable, min(FEWEST_STEPS, wanted)) // self.epoch)
            self.notes.append(f"{self.epochs} of {wanted // self.epoch} epochs, for the budget allows no more")

    @property
    def steps(self) -> int:
        """Steps of each training."""
        return self.epochs * self.epoch

    def dataset(self, seed: int) -> Dataset:
        """Return the data as they are split for a seed, the same for every arm."""
        whole = self.bench.dataset
        classes = self.lab.network(self.bench.spec).targets.class_of(whole.all_y)
        return whole.reshuffled(seed, self.share, classes)

    def train(self, spec: Spec, seed: int) -> Training:
        """Return a training to its end, with a look at the data held out after each epoch, or after several."""
        look = self.epoch * -(-self.epochs // MOST_LOOKS)
        return self._training(spec, seed).advance(self.steps, look=look)

    def fitted(self, spec: Spec, seed: int) -> Fitted:
        """Return what comes of a training."""
        training = self.train(spec, seed)
        targets, data = training.targets, training.dataset
        looks = {step: loss for step, loss in training.held.items() if step <= training.steps}
        best = min(looks, key=lambda step: looks[step])
        chosen = min(training.halves, key=lambda step: training.halves[step][0])
        end = max(looks)
        return Fitted(
            training,
            targets.measure(data.y),
            targets.score(data.y, training.answers(data.xs)),
            training.scores[end],
            looks[end],
            looks[best],
            best / self.epoch,
            self.epochs,
            progress(training.loss_at(training.steps), constant_in_training(targets, data)),
            training.halves[chosen][1],
            training.halves[end][1],
        )

    def _training(self, spec: Spec, seed: int) -> Training:
        first = self.lab.network(self.bench.spec).weights(seed)
        return Training(self.lab, spec, self.dataset(seed), seed, first, halved=True)
