"""Experiments that the time does not suffice for: what was reached is told, seed after seed, and gone on with."""

from __future__ import annotations

import itertools
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from verify_cases import dense, request

from fitlint.finding import Verification
from fitlint.verify.worker import experiments
from fitlint.verify.worker.bench import Job, user_file
from fitlint.verify.worker.experiments.common import Reached, by_stages, cut_short, each_seed
from fitlint.verify.worker.lab import Clock, Lab, OutOfTime, Spent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

RANDOM = np.random.default_rng(0)
X = RANDOM.standard_normal((160, 8)).astype(np.float32)


def times(*moments: tuple[float, float]) -> Any:
    """A clock that shows these moments of wall time and computing time, and then stays at the last."""
    shown: Iterator[tuple[float, float]] = itertools.chain(moments, itertools.repeat(moments[-1]))
    return lambda: Spent(*next(shown))


def looks(count: int) -> Clock:
    """A clock that runs out at so many looks."""
    counter = itertools.count()
    return Clock(count, lambda text: None, moment=lambda: Spent(*[float(next(counter))] * 2))


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ((4, 4), 6),
        ((4, 7), 6),  # two threads computed at once
        ((8, 3), 7),  # others kept the processors busy
        ((14, 3), 1),  # but not for ever
        ((10, 10), 0),
        ((16, 1), -1),
    ],
)
def test_time_that_others_took_counts_up_to_a_limit(moment: tuple[float, float], left: float) -> None:
    clock = Clock(10, lambda text: None, 15, times((0, 0), moment))
    assert clock.left == left
    if left <= 0:
        with pytest.raises(OutOfTime):
            clock.check()


def test_how_often_something_can_be_done_again() -> None:
    idle = Clock(10, lambda text: None, 15, times((0, 0), (2, 2)))
    assert idle.rounds(Spent(0, 0)) == 4
    busy = Clock(10, lambda text: None, 15, times((0, 0), (6, 2)))
    assert busy.rounds(Spent(0, 0)) == 1.5, "by wall time, of which 9 s are left"


def job(seeds: int = 3) -> Job:
    return Job({}, {"seeds": seeds}, {}, {})


def stage(*, wide: bool = False, most: int = 9) -> Any:
    def once(part: Job) -> Reached:
        if len(part.seeds) > most:
            raise OutOfTime
        text = f"From {len(part.seeds)}."
        return Reached(
            Verification("confirmed", text, "synthetic tasks", {}, len(part.seeds)), wide, lambda: "; inside"
        )

    return once


def test_seeds_come_one_after_the_other() -> None:
    assert by_stages(job(), (), stage()).reason == "From 3; inside."
    assert by_stages(job(), (), stage(wide=True)).seeds == 2, "one seed may be unlucky, whatever the margin"
    assert by_stages(job(1), (), stage(wide=True)).verdict == "confirmed"


def test_what_the_time_sufficed_for_is_told_and_decides_nothing() -> None:
    found = by_stages(job(), (), stage(most=2))
    assert (found.verdict, found.seeds, found.unfinished) == ("inconclusive", 2, True)
    assert found.reason.startswith("The budget sufficed for 2 of 3 seeds, which would confirm it: from 2. ")
    with pytest.raises(OutOfTime):
        by_stages(job(), (), stage(most=0))


def test_a_hopeless_first_seed_is_the_only_one() -> None:
    assert each_seed(job(), lambda seed: seed, lambda run: True) == [0]
    assert each_seed(job(), lambda seed: seed, lambda run: False) == [0, 1, 2]


def test_what_all_seeds_say_is_left_as_it_is() -> None:
    whole = Verification("refuted", "It does not.", "your data", {}, 3)
    assert cut_short(whole, 3) is whole
    assert not whole.unfinished


def saved(folder: Path, y: Any) -> dict[str, Any]:
    np.savez(folder / "data.npz", x=X, y=y)
    return user_file(str(folder / "data.npz"), "")


def rate(folder: Path) -> dict[str, Any]:
    return request("FIT201", dense(8, 8, optimizer="SGD", rate=0.1), wide_ratio=1e9, checkpoints=[100, 200])


def sigmoids(folder: Path) -> dict[str, Any]:
    spec = dense(8, 8, 8, activation="sigmoid", optimizer="SGD", rate=0.3)
    return request("FIT302", spec, wide_below=0.0, checkpoints=[100, 300], long_checkpoints=[100, 300])


def weights(folder: Path) -> dict[str, Any]:
    return {**request("FIT101", dense(8)), "file": saved(folder, X[:, 0] > 1.3)}


def regularized(folder: Path) -> dict[str, Any]:
    return {**request("FIT301", dense(16, 16, 16, rate=0.01)), "file": saved(folder, X[:, 0] > 0)}


def unseen(folder: Path) -> dict[str, Any]:
    by_chance = np.random.default_rng(1).random(len(X)) > 0.5
    return {**request("FIT401", dense(64, 64, rate=0.01)), "file": saved(folder, by_chance)}


def head(folder: Path) -> dict[str, Any]:
    return request("FIT305", dense(16, head="linear", rate=0.01), steps=200)


def run(asked: dict[str, Any], lab: Lab) -> Verification:
    """Run an experiment. Raises :class:`OutOfTime`."""
    asked["spec"]["fit"]["epochs"] = 8
    return experiments.run(asked["experiment"], lab, Job(asked["spec"], asked["parameters"], asked["file"] or {}, {}))


@pytest.mark.parametrize("wanted", [rate, sigmoids, weights, regularized, unseen, head])
def test_each_experiment_tells_of_the_seeds_that_there_was_time_for(wanted: Any, tmp_path: Path) -> None:
    """The more often it may look at the clock, the more seeds it tells of."""
    asked, whole = wanted(tmp_path), Lab(looks(10_000))
    found = run(asked, whole)
    assert (found.seeds, found.unfinished) == (3, False)
    assert "of 3 seeds" not in found.reason
    assert found.verdict == {rate: "refuted", unseen: "confirmed"}.get(wanted, "inconclusive")
    needed = whole.clock.spent().wall
    for share, seeds in ((0.1, 0), (0.55, 1), (0.8, 2)):
        lab = Lab(looks(int(share * needed)))
        lab._networks = whole._networks  # tracing takes most of the time
        if not seeds:
            with pytest.raises(OutOfTime):
                run(asked, lab)
            continue
        found = run(asked, lab)
        assert (found.verdict, found.seeds, found.unfinished) == ("inconclusive", seeds, True)
        assert f"{seeds} of 3 seeds" in found.reason


def test_a_training_that_was_interrupted_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    """However soon the time is up, each request gets a little further: what is done costs none."""
    asked, lab = rate(tmp_path), Lab(looks(1))
    for _ in range(50):  # twelve trainings of 200 steps, and at least 50 of these each time
        lab.clock = looks(3)
        with suppress(OutOfTime):
            found = run(asked, lab)
            if not found.unfinished:
                break
    assert found == run(asked, Lab(looks(10_000)))
    assert found.verdict == "refuted"
