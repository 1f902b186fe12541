"""FIT201 on the user's data: harm is a score on data held out that suffers, not a training loss alone."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from verify_cases import dense, request

from fitlint.verify.child import Child, installed
from fitlint.verify.worker.experiments.activations import _Pair
from fitlint.verify.worker.experiments.rates import _of_one, _Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

RANDOM = np.random.default_rng(0)
X = RANDOM.standard_normal((1500, 8)).astype(np.float32)
NUMBERS = (X @ np.arange(8) / 10 + 0.3 * np.sin(2 * X[:, 0])).astype(np.float32)
SCORES = re.compile(r"; on data held out (R2|accuracy|AUC) is (-?[\d.]+) as written and (-?[\d.]+) with")


@pytest.fixture(scope="module")
def worker() -> Iterator[Child]:
    with Child(installed() or "", "cpu") as child:
        yield child


def found(worker: Child, folder: Path, y: Any, **model: Any) -> dict[str, Any]:
    np.savez(folder / "data.npz", x=X, y=y)
    wanted = {**request("FIT201", dense(32, 32, **model)), "file": str(folder / "data.npz")}
    return worker.ask(wanted, 3600.0, lambda text: None)


def scores(result: dict[str, Any]) -> tuple[str, float, float]:
    shown = SCORES.search(result["reason"])
    assert shown is not None, result["reason"]
    return shown[1], float(shown[2]), float(shown[3])


def test_a_higher_training_loss_alone_is_no_harm(worker: Child, tmp_path: Path) -> None:
    result = found(worker, tmp_path, NUMBERS, head="linear", loss="MeanSquaredError", rate=0.1)
    assert result["effect"]["median"] > 2, "by the training loss it would be confirmed"
    assert result["verdict"] == "inconclusive"
    measure, written, fixed = scores(result)
    assert measure == "R2"
    assert 0.98 < written <= fixed < written + 0.01


@pytest.mark.parametrize(
    ("y", "model", "measure"),
    [
        (NUMBERS, {"head": "linear", "loss": "MeanSquaredError"}, "R2"),
        (NUMBERS > 0, {}, "accuracy"),
        (NUMBERS > 0, {"loss": "MeanSquaredError"}, "accuracy"),
        (NUMBERS > 1.5, {}, "AUC"),
        ((NUMBERS > 0).astype(int) + (NUMBERS > 1), {"head": "softmax", "outputs": 3,
                                                     "loss": "SparseCategoricalCrossentropy"}, "accuracy"),
    ],
    ids=["numbers", "two classes", "two classes by squared error", "a rare class", "three classes"],
)  # fmt: skip
def test_harm_is_confirmed_with_both_scores(
    worker: Child, tmp_path: Path, y: Any, model: dict[str, Any], measure: str
) -> None:
    result = found(worker, tmp_path, y, rate=0.5, **model)
    assert result["verdict"] == "confirmed", result["reason"]
    assert result["effect"]["median"] > 1.25
    assert scores(result)[0] == measure
    assert result["effect"]["held_out_as_written"] < result["effect"]["held_out_fixed"] - 0.01


def test_a_rate_that_learns_well_is_refuted_with_both_scores(worker: Child, tmp_path: Path) -> None:
    result = found(worker, tmp_path, NUMBERS, head="linear", loss="MeanSquaredError", rate=0.01)
    assert result["verdict"] == "refuted"
    assert result["effect"]["max"] < 0.8
    _, written, fixed = scores(result)
    assert written > fixed


@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_few_samples_held_out_decide_nothing(worker: Child, tmp_path: Path, rate: float) -> None:
    """On all 1500 the answers are right wherever the rate is; here one of 30 samples is more than what counts."""
    y = NUMBERS[:150] > 0
    np.savez(tmp_path / "data.npz", x=X[:150], y=y)
    wanted = {**request("FIT201", dense(32, 32, rate=rate)), "file": str(tmp_path / "data.npz")}
    result = worker.ask(wanted, 3600.0, lambda text: None)
    assert not 0.8 < result["effect"]["median"] < 2, "by the training loss it would be decided"
    assert (result["verdict"], result["seeds"]) == ("inconclusive", 3)
    assert "but 30 samples are few: such a difference may be off by 0.13 by chance" in result["reason"]


def test_without_different_answers_held_out_nothing_is_decided(worker: Child, tmp_path: Path) -> None:
    result = found(worker, tmp_path, np.ones(len(X)), rate=0.5)
    assert result["verdict"] == "inconclusive"
    assert "no part of your data with different answers could be held out" in result["reason"]


def test_labels_that_the_loss_does_not_take_are_left_out(worker: Child, tmp_path: Path) -> None:
    result = found(worker, tmp_path, NUMBERS.round() + 20, rate=0.1)
    assert result["basis"] == "synthetic tasks"
    assert any(re.search(r"the labels run from 1\d to 2\d, the loss takes 0 to 1", note) for note in result["notes"])


def arm(loss: float, score: float) -> Any:
    return SimpleNamespace(loss_at=lambda step: loss, score_at=lambda step: score)


def test_ratios_and_losses_of_score_are_those_as_written() -> None:
    task = _Task({"as-written": [arm(6.0, 0.7), arm(1.0, 0.9)], "tenth": [arm(2.0, 0.8), arm(2.0, 0.8)]}, "tenth", (9,))
    assert task.ratios(9) == [3.0, 0.5]
    assert task.lost() == pytest.approx([0.1, -0.1])


def scored(targets: Any, held_y: Any) -> Any:
    return SimpleNamespace(score_at=lambda step: 0.9, targets=targets, dataset=SimpleNamespace(held_y=held_y))


@pytest.mark.parametrize(
    ("measure", "part"), [("accuracy", 1 / 50), ("AUC", 1 / 5), ("R2", 0.1 / 50)], ids=["accuracy", "AUC", "R2"]
)
def test_what_one_sample_makes(measure: str, part: float) -> None:
    rare = np.arange(50) < 5
    training = scored(SimpleNamespace(class_of=lambda y: y.astype(int)), rare)
    assert _of_one(_Task({"as-written": [training], "tenth": [training]}, "tenth", (9,)), measure) == pytest.approx(
        part
    )


def held(losses: dict[int, float]) -> Any:
    return SimpleNamespace(held=losses, best_until=lambda step: min(loss for at, loss in losses.items() if at <= step))


def test_how_much_slower_as_written_is_than_with_the_fix() -> None:
    slow, fast = held({100: 0.9, 200: 0.6, 400: 0.3, 600: 0.25}), held({100: 0.5, 200: 0.3, 400: 0.1, 600: 0.1})
    assert _Pair(slow, fast, 1.0).slower(200) == 2.0
    assert _Pair(slow, fast, 1.0).judged(200, 600) == (0.75, 0.7, False)
    assert _Pair(fast, slow, 1.0).slower(200) == 0.5
    assert _Pair(fast, slow, 1.0).judged(200, 600) == (0.9, 0.4, True)
    assert _Pair(held({600: 0.9}), fast, 1.0).slower(200) is None
