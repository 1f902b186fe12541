"""The bench on which experiments run: models traced once, trainings that can be stopped and gone on with, a clock."""

from __future__ import annotations

import json
import time
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fitlint.verify.worker import networks
from fitlint.verify.worker.dataset import Dataset, batches
from fitlint.verify.worker.targets import Targets
from fitlint.verify.worker.trainer import Trainer, trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from fitlint.verify.spec import Spec

CHUNK = 50
"""Steps between two looks at the clock."""
MOST_KEPT = 256_000_000
"""Bytes of weights and optimizer slots that are kept for the next experiment."""
_NETWORK = ("layers", "output", "optimizer", "loss")
SMOOTHED = 20
"""Steps over which the loss of batches is averaged where one number stands for it."""


class OutOfTime(Exception):  # noqa: N818 - it reads as what it says
    """The experiment's share of the budget is spent."""


class Spent(NamedTuple):
    """Seconds of wall time, and of time on the processors."""

    wall: float
    computed: float

    def since(self, before: Spent) -> Spent:
        """Return what was spent since an earlier moment."""
        return Spent(self.wall - before.wall, self.computed - before.computed)


def now() -> Spent:
    """Return the present moment; only differences mean something."""
    return Spent(time.monotonic(), time.process_time())


class Clock:
    """Raises :class:`OutOfTime` at the end of an experiment's time, and tells how far it is.

    ``seconds`` are to be worked: while others keep the processors busy, only what is computed counts. The end comes
    after ``wall`` seconds at the latest.
    """

    def __init__(
        self,
        seconds: float,
        progress: Callable[[str], None],
        wall: float | None = None,
        moment: Callable[[], Spent] = now,
    ) -> None:
        self.progress = progress
        self._limits = seconds, seconds if wall is None else wall
        self._moment = moment
        self._began = moment()

    def check(self) -> None:
        """Look at the clock."""
        if self.left <= 0:
            raise OutOfTime

    @property
    def left(self) -> float:
        """Seconds that are left, of work or of wall time, whichever ends first."""
        spent = self.spent()
        return min(self._limits[0] - min(spent), self._limits[1] - spent.wall)

    def spent(self) -> Spent:
        """Return what was spent so far."""
        return self._moment().since(self._began)

    def rounds(self, before: Spent) -> float:
        """Return how many more times there is time for what was done since ``before``, a former :meth:`spent`."""
        spent = self.spent()
        one = spent.since(before)
        work, wall = self._limits[0] - min(spent), self._limits[1] - spent.wall
        return min(work / max(min(one), 1e-6), wall / max(one.wall, 1e-6))


class Network:
    """A model that was built and traced, for all seeds and rates."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        model = networks.build(spec, 0)
        loss = networks.loss(spec)
        self.targets = Targets(spec, tuple(size or 1 for size in model.output_shape[1:]), loss)
        self.trainer: Trainer = trainer(model, loss, networks.optimizer(spec))
        self.shapes = [tuple(tensor.shape[1:]) for tensor in model.inputs]
        self.params: int = model.count_params()
        self._weights: dict[int, list[NDArray[Any]]] = {}

    def weights(self, seed: int) -> list[NDArray[Any]]:
        """Return the first weights of a seed."""
        if seed not in self._weights:
            fresh = networks.build(self.spec, seed)
            self._weights[seed] = [np.array(np.asarray(_numbers(v))) for v in fresh.variables]
        return self._weights[seed]


class Training:
    """One arm trained from one seed on one data set, as far as it has come.

    ``losses`` are those of the batches, ``held`` maps a step to the loss on the data held out and ``scores`` to how
    right the answers are there. If ``halved``, ``halves`` maps it to the loss on every other of those samples and the
    score on the rest, so that an epoch can be chosen on one half and judged on the other. ``first`` are the weights to
    start from, the seed's own when left out or of other shapes. ``size`` is how many bytes its state takes.
    """

    def __init__(
        self,
        lab: Lab,
        spec: Spec,
        dataset: Dataset,
        seed: int,
        first: Sequence[NDArray[Any]] | None = None,
        *,
        halved: bool = False,
    ) -> None:
        self.network = lab.network(spec)
        self.spec = spec
        self.dataset = dataset
        self.losses = np.zeros(0, np.float32)
        self.held: dict[int, float] = {}
        self.scores: dict[int, float] = {}
        self.halves: dict[int, tuple[float, float]] = {}
        self._lab = lab
        self._halved = halved
        self.seed = seed
        own = self.network.weights(seed)
        usable = first is not None and [w.shape for w in first] == [w.shape for w in own]
        self._state: Sequence[Any] = self.network.trainer.start(first if usable and first is not None else own)
        self.size = sum(array.nbytes for array in self._state)
        self._order = np.zeros((0, 0), np.int32)

    @property
    def targets(self) -> Targets:
        """What the model is to answer."""
        return self.network.targets

    @property
    def steps(self) -> int:
        """How many steps it was trained."""
        return len(self.losses)

    @property
    def diverged(self) -> int | None:
        """The first step whose loss is no number; None when all are."""
        wrong = np.flatnonzero(~np.isfinite(self.losses))
        return int(wrong[0]) if len(wrong) else None

    @property
    def epoch(self) -> int:
        """Steps in an epoch."""
        return max(1, len(self.dataset.y) // min(int(self.spec["fit"]["batch_size"]), len(self.dataset.y)))

    def advance(self, steps: int, *, look: int = 0) -> Training:
        """Train on to ``steps`` in all, looking at the data held out every ``look`` steps, and at the end."""
        if self.steps >= steps or self.diverged is not None:
            return self  # what is done takes no time, or one that is gone on with might never get past it
        self._lab.clock.check()
        use = self.network.trainer
        use.load(self.dataset.xs, self.dataset.y, self._sample_weights())
        use.restore(self._state)
        try:
            while self.steps < steps and self.diverged is None:
                start = self.steps
                near = start + (look or CHUNK) - start % (look or CHUNK)
                stop = min(near, start + CHUNK, steps)
                found = use.run(self._batches(stop)[start:stop], networks.rates(self.spec, start, stop))
                self.losses = np.concatenate([self.losses, found])
                if stop == steps or (look and stop % look == 0):
                    self._look(stop)
                self._lab.clock.check()
        except OutOfTime:  # another request may go on from here
            self._state = use.state()
            raise
        self._state = use.state()
        return self

    def loss_at(self, step: int) -> float:
        """Return the loss around a step: the mean over the batches before it; infinite once it is no number."""
        found = self.losses[max(0, step - SMOOTHED) : step]
        return float(found.mean()) if len(found) and np.isfinite(found).all() else float("inf")

    def score_at(self, step: int) -> float:
        """Return how right the answers on the data held out were at the last look up to a step; 0 once it broke."""
        looks = [at for at in self.scores if at <= step]
        broken = self.diverged is not None and self.diverged < step
        return self.scores[max(looks)] if looks and not broken else 0.0

    def best_until(self, step: int) -> float:
        """Return the lowest loss on the data held out at any look up to a step."""
        return min((loss for at, loss in self.held.items() if at <= step), default=float("inf"))

    def answers(self, xs: Sequence[NDArray[Any]]) -> NDArray[np.float32]:
        """Return what the model says now."""
        self.restore()
        return self.network.trainer.predict(xs)

    def restore(self) -> None:
        """Put the weights as they are now into the model of the network, which all trainings share."""
        self.network.trainer.restore(self._state)

    def gradients(self, samples: int = 0) -> list[NDArray[Any]]:
        """Return the gradients of the loss by each weight that is trained, as the weights of the network stand.

        The loss is that of the first batch, or of so many ``samples``.
        """
        self.network.trainer.load(self.dataset.xs, self.dataset.y, self._sample_weights())
        batch = np.arange(min(samples, len(self.dataset.y)), dtype=np.int32) if samples else self._batches(1)[0]
        return self.network.trainer.gradients(batch)

    def _look(self, step: int) -> None:
        answers = self.network.trainer.predict(self.dataset.held_xs)
        loss = self.targets.mean_loss(self.dataset.held_y, answers)
        self.held[step] = loss if np.isfinite(loss) else float("inf")
        self.scores[step] = self.targets.score(self.dataset.held_y, answers)
        if self._halved:
            chosen_on = self.targets.mean_loss(self.dataset.held_y[::2], answers[::2])
            self.halves[step] = (chosen_on, self.targets.score(self.dataset.held_y[1::2], answers[1::2]))

    def _batches(self, stop: int) -> NDArray[np.int32]:
        if len(self._order) < stop:  # the longer order begins with the shorter one
            size = self.spec["fit"]["batch_size"]
            self._order = batches(len(self.dataset.y), size, max(stop, 2 * len(self._order)), self.seed)
        return self._order

    def _sample_weights(self) -> NDArray[np.float32] | None:
        weights = self.spec["fit"]["class_weight"]
        classes = self.targets.class_of(self.dataset.y) if weights else None
        if classes is None:
            return None
        return np.array([weights.get(str(label), 1.0) for label in classes], np.float32)


class Lab:
    """Keeps what experiments share: traced networks, synthetic data, and trainings that another one may go on with."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._networks: dict[str, Network] = {}
        self._datasets: dict[str, Dataset] = {}
        self._trainings: dict[tuple[str, int, int, int], Training] = {}

    def network(self, spec: Spec) -> Network:
        """Return the traced network of a specification. Specifications that differ in the rate alone share one."""
        key = {name: deepcopy(spec[name]) for name in _NETWORK}
        key["optimizer"]["config"].pop("learning_rate", None)
        key["optimizer"].pop("schedule", None)
        text = json.dumps(key, sort_keys=True)
        if text not in self._networks:
            self.clock.check()
            self._networks[text] = Network(spec)
        return self._networks[text]

    def dataset(self, key: object, make: Callable[[], Dataset]) -> Dataset:
        """Return the data that ``key`` (plain data) stands for, made once."""
        text = json.dumps(key, sort_keys=True)
        if text not in self._datasets:
            self._datasets[text] = make()
        return self._datasets[text]

    def training(self, spec: Spec, dataset: Dataset, seed: int, look: int = 0) -> Training:
        """Return a training on shared data, begun anew or as far as another experiment has brought it.

        ``look`` is how often it looks at the data held out; one that does so may stand in for one that never does.
        """
        text = json.dumps({name: spec[name] for name in (*_NETWORK, "fit")}, sort_keys=True)
        for wanted in (look, *self._looks) if not look else (look,):
            known = self._trainings.get((text, id(dataset), seed, wanted))
            if known is not None:
                return known
        made = self._trainings[text, id(dataset), seed, look] = Training(self, spec, dataset, seed)
        return made

    @property
    def _looks(self) -> list[int]:
        return sorted({key[3] for key in self._trainings})

    def tidy(self) -> None:
        """Forget what takes much memory before the next experiment."""
        if sum(training.size for training in self._trainings.values()) > MOST_KEPT:
            self._trainings.clear()
        if sum(network.params for network in self._networks.values()) * 16 > MOST_KEPT:
            self._networks.clear()
            self._trainings.clear()


def _numbers(variable: Any) -> Any:
    import keras

    return keras.ops.convert_to_numpy(variable.value)
