"""Every experiment on a sick and on a healthy model, in a real worker that really trains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from verify_cases import asked, dense, request

from fitlint.verify import fixes
from fitlint.verify.child import Child, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SECONDS = 3600.0
MEMORIZE = {"samples": 64, "steps": 300, "seeds": 2, "memorized": 0.95, "failed_below": 0.8}


@pytest.fixture(scope="module")
def worker() -> Iterator[Child]:
    backend = installed()
    assert backend is not None, "the tests need an engine"
    with Child(backend, "cpu") as child:
        yield child


def found(worker: Child, wanted: dict[str, Any]) -> dict[str, Any]:
    return worker.ask(wanted, SECONDS, lambda text: None)


def saved(folder: Path, x: Any, y: Any) -> str:
    np.savez(folder / "data.npz", x=np.asarray(x, np.float32), y=np.asarray(y))
    return str(folder / "data.npz")


# FIT201


def test_a_rate_that_breaks_the_training_is_confirmed(worker: Child) -> None:
    spec = dense(32, 32, head="linear", loss="MeanSquaredError", optimizer="SGD", rate=5.0)
    result = found(worker, request("FIT201", spec, seeds=2))
    assert (result["verdict"], result["basis"]) == ("confirmed", "synthetic tasks")
    assert "no number any more" in result["reason"]
    assert re.search(r"; before the first step, rates above 0\.\d+ already overshoot\.$", result["reason"])
    assert {curve["fixed"] for curve in result["curves"]} == {True, False}


def test_a_large_rate_that_learns_well_is_refuted(worker: Child) -> None:
    spec = dense(64, 64, optimizer="SGD", rate=0.1)
    result = found(worker, request("FIT201", spec, seeds=2))
    assert result["verdict"] == "refuted"
    assert result["effect"]["max"] < 0.8


def test_units_that_large_steps_have_killed_are_counted(worker: Child) -> None:
    spec = dense(32, 32, 32, head="softmax", outputs=4, loss="SparseCategoricalCrossentropy", rate=0.3)
    result = found(worker, request("FIT201", spec, seeds=2))
    assert result["verdict"] == "confirmed"
    share = re.search(r"; (\d+)% of its ReLU units answer 0 to everything\.$", result["reason"])
    assert share is not None, result["reason"]
    assert 30 <= int(share[1]) <= 100


def test_recurrent_models_are_given_more_steps(worker: Child) -> None:
    spec = dense(16, optimizer="SGD", rate=0.1)
    spec["layers"][0]["config"]["shape"] = [6, 2]
    spec["layers"][1] = {"class": "GRU", "config": {"units": 8}, "inputs": [0]}
    result = found(worker, request("FIT201", spec, seeds=1, early_stop_ratio=99, slow_checkpoints=[20, 30]))
    assert result["effect"]["steps"] == 30


def test_an_unknown_input_width_is_tried_at_two(worker: Child) -> None:
    spec = dense(16, optimizer="SGD", rate=0.1, inputs=None)
    result = found(worker, request("FIT201", spec, seeds=1))
    assert result["notes"] == ["with 16 and 64 inputs, for their number is not known"]
    assert len(result["curves"]) == 2 * 2 * 2, "two arms, two tasks, two widths"


def test_when_the_fix_fails_too_nothing_is_decided(worker: Child) -> None:
    spec = dense(16, 16, 16, 16, activation="sigmoid", optimizer="SGD", rate=0.1)
    result = found(worker, request("FIT201", spec, seeds=1))
    assert result["verdict"] == "inconclusive"
    assert "decides nothing yet" in result["reason"]


def test_other_findings_are_fixed_first_where_nothing_learns_without(worker: Child) -> None:
    spec = dense(16, 16, 16, 16, activation="sigmoid", optimizer="SGD", rate=0.1)
    wanted = {**request("FIT201", spec, seeds=1), "others": {"FIT302": "relu-he"}}
    result = found(worker, wanted)
    assert result["reason"].startswith("With ReLU with He's initialization (FIT302) put in first, ")
    assert result["verdict"] == "refuted"


# FIT302


def test_a_deep_sigmoid_stack_on_a_plateau_is_confirmed(worker: Child) -> None:
    spec = dense(32, 32, 32, activation="sigmoid", optimizer="SGD", rate=0.01)
    result = found(worker, request("FIT302", spec, seeds=2))
    assert result["verdict"] == "confirmed"
    assert result["effect"]["as_written"] < 0.05 < 0.1 < result["effect"]["fixed"]
    faded = re.search(r"the gradient of the first layer is 1/(\d+) of that of the last", result["reason"])
    assert faded is not None, result["reason"]
    assert 10 <= int(faded[1]) < 500, "10^-1.1 to 10^-1.9 was measured for three layers"


def test_sigmoids_that_learn_as_well_are_not_confirmed(worker: Child) -> None:
    spec = dense(32, 32, activation="sigmoid", rate=0.01)
    result = found(worker, request("FIT302", spec, seeds=2))
    assert result["verdict"] in ("refuted", "inconclusive")
    assert result["effect"]["as_written"] > 0.2


# FIT101


def unbalanced(separation: float, rare: int) -> tuple[Any, Any]:
    random = np.random.default_rng(0)
    y = np.array([1] * rare + [0] * 600)
    return random.standard_normal((len(y), 8)) + separation / 2 * y[:, None], y


def test_class_weights_help_on_overlapping_classes(worker: Child, tmp_path: Path) -> None:
    spec = {**dense(16, rate=0.01), "counts": [600.0, 60.0]}
    wanted = {**request("FIT101", spec, seeds=2), "file": saved(tmp_path, *unbalanced(1.0, 60))}
    result = found(worker, wanted)
    assert (result["verdict"], result["basis"]) == ("confirmed", "your data")
    assert result["effect"]["rare_recall_weighted"] > result["effect"]["rare_recall_as_written"] + 0.2
    assert "threshold" in result["reason"], "weights are largely a threshold shift, and it says so"


def test_class_weights_are_refuted_where_classes_are_far_apart(worker: Child, tmp_path: Path) -> None:
    spec = {**dense(16, rate=0.01), "counts": [600.0, 60.0]}
    wanted = {**request("FIT101", spec, seeds=2), "file": saved(tmp_path, *unbalanced(8.0, 60))}
    assert found(worker, wanted)["verdict"] == "refuted"


def test_without_data_blobs_of_graded_difficulty_are_inconclusive_at_a_mild_ratio(worker: Child) -> None:
    spec = {**dense(16, rate=0.01), "counts": [900.0, 100.0]}
    result = found(worker, request("FIT101", spec, seeds=1, min_steps=400))
    assert (result["verdict"], result["basis"]) == ("inconclusive", "synthetic tasks")
    shares = list(result["effect"]["rare_recall_by_separation"].values())
    assert shares == sorted(shares)
    assert "--verify-data" in result["reason"]


# FIT301


def test_a_model_that_memorizes_noise_gains_from_a_brake(worker: Child, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    x = random.standard_normal((120, 8))
    y = x[:, 0] + 2 * random.standard_normal(120)
    spec = dense(64, 64, 64, head="linear", loss="MeanSquaredError")
    spec["fit"]["epochs"] = 150
    result = found(worker, {**request("FIT301", spec, seeds=2), "file": saved(tmp_path, x, y)})
    assert (result["verdict"], result["basis"]) == ("confirmed", "your data")
    assert result["effect"]["gap"] > 0.3


def test_a_model_with_plenty_of_easy_data_does_not_overfit(worker: Child, tmp_path: Path) -> None:
    x = np.random.default_rng(1).standard_normal((3000, 8))
    spec = dense(16, 16, 16, head="linear", loss="MeanSquaredError", rate=0.003)
    spec["fit"]["epochs"] = 15
    result = found(worker, {**request("FIT301", spec, seeds=2), "file": saved(tmp_path, x, x @ np.arange(8))})
    assert result["verdict"] == "refuted"


def test_without_data_only_capacity_is_shown(worker: Child) -> None:
    result = found(worker, request("FIT301", dense(64, 64, 64), seeds=1))
    assert result["verdict"] == "inconclusive"
    assert "128 random answers by heart" in result["reason"]


# FIT401


def test_a_training_that_flatters_itself_is_confirmed(worker: Child, tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    x, y = random.standard_normal((100, 8)), random.integers(0, 2, 100)
    spec = dense(64, 64)
    spec["fit"]["epochs"] = 150
    result = found(worker, {**request("FIT401", spec, seeds=2), "file": saved(tmp_path, x, y)})
    assert result["verdict"] == "confirmed"
    assert result["effect"]["min"] > 0.05
    assert result["effect"]["best_epoch"] < 150


def test_an_honest_training_is_refuted(worker: Child, tmp_path: Path) -> None:
    x = np.random.default_rng(1).standard_normal((3000, 8))
    spec = dense(8, head="linear", loss="MeanSquaredError", rate=0.003)
    spec["fit"]["epochs"] = 15
    result = found(worker, {**request("FIT401", spec, seeds=2), "file": saved(tmp_path, x, x @ np.arange(8))})
    assert result["verdict"] == "refuted"


def test_without_data_a_blind_spot_cannot_be_measured(worker: Child) -> None:
    result = found(worker, request("FIT401", dense(8)))
    assert result["verdict"] == "not-verifiable"
    assert "there are none" in result["reason"]


# FIT303


@pytest.mark.parametrize(("activation", "verdict"), [("linear", "confirmed"), ("relu", "refuted"), ("tanh", "refuted")])
def test_two_linear_layers_in_a_row_are_told_exactly(worker: Child, activation: str, verdict: str) -> None:
    spec = dense(16, 16, activation=activation)
    spec["flagged"] = 1
    result = found(worker, asked("structure-nonlinearity", spec, seeds=2, linear_below=1e-4))
    assert (result["verdict"], result["basis"]) == (verdict, "structure")


def test_a_normalization_between_two_layers_does_not_bend_them(worker: Child) -> None:
    spec = dense(16, 16, activation="linear")
    spec["layers"].insert(2, {"class": "BatchNormalization", "config": {}, "inputs": [1]})
    spec["layers"][3]["inputs"], spec["layers"][4]["inputs"] = [2], [3]
    spec["output"], spec["flagged"] = 4, 1
    result = found(worker, asked("structure-nonlinearity", spec, seeds=1, linear_below=1e-4))
    assert result["verdict"] == "confirmed"


# FIT304, 305, 306, 308, 309


@pytest.mark.parametrize(
    ("spec", "verdict"),
    [
        (dense(64, head="softmax", rate=0.01), "confirmed"),
        (dense(64, head="sigmoid", rate=0.01), "refuted"),
        (dense(64, head="sigmoid", outputs=3, loss="CategoricalCrossentropy", rate=0.01), "refuted"),
        (dense(64, head="softmax", loss="CategoricalCrossentropy", rate=0.01), "confirmed"),
        (dense(64, 64, head="relu", outputs=4, loss="SparseCategoricalCrossentropy", rate=0.01), "confirmed"),
    ],
    ids=["softmax over one unit", "sigmoid", "sigmoid before categorical", "one unit, categorical", "relu before CE"],
)
def test_what_a_head_can_learn_by_heart(worker: Child, spec: dict[str, Any], verdict: str) -> None:
    result = found(worker, asked("memorize-samples", spec, arms=["as-written", "matching-head"], **MEMORIZE))
    assert result["verdict"] == verdict, result["reason"]


def test_a_loss_for_the_other_form_of_labels_is_refused_by_keras(worker: Child) -> None:
    spec = dense(64, head="softmax", outputs=4, loss="SparseCategoricalCrossentropy", rate=0.01)
    result = found(worker, asked("memorize-samples", spec, arms=["as-written", "matching-loss"], **MEMORIZE))
    assert result["verdict"] == "confirmed", result["reason"]


@pytest.mark.parametrize(
    ("head", "loss", "labels", "fix"),
    [
        ("softmax", "BinaryCrossentropy", None, ("softmax", "CategoricalCrossentropy")),
        ("softmax", "BinaryCrossentropy", "multi_hot", ("sigmoid", "BinaryCrossentropy")),
        ("linear", "BinaryCrossentropy", "one_hot", ("softmax", "CategoricalCrossentropy")),
        ("linear", "MeanSquaredError", "integer", ("softmax", "SparseCategoricalCrossentropy")),
        ("sigmoid", "CategoricalCrossentropy", None, ("softmax", "CategoricalCrossentropy")),
    ],
)
def test_the_head_that_fits_the_labels(head: str, loss: str, labels: str | None, fix: tuple[str, str]) -> None:
    spec = dense(8, head=head, outputs=4, loss=loss)
    spec["labels"] = {"encoding": labels, "classes": 4} if labels else None
    fixed = fixes.matching_head(spec)
    assert (fixed["layers"][-1]["config"]["activation"], fixed["loss"]["class"]) == fix


def test_a_softmax_learns_one_class_of_several_from_a_binary_loss_too(worker: Child) -> None:
    spec = dense(64, head="softmax", outputs=4, loss="BinaryCrossentropy", rate=0.01)
    assert found(worker, request("FIT306", spec, seeds=2))["verdict"] == "refuted"


INTEGERS, ROWS = "SparseCategoricalCrossentropy", "CategoricalCrossentropy"


@pytest.mark.parametrize(
    ("outputs", "head", "loss", "labels", "verdict"),
    [
        (1, "softmax", ROWS, None, "confirmed"),
        (1, "sigmoid", ROWS, {"encoding": "integer", "classes": 2}, "confirmed"),
        (3, "softmax", INTEGERS, {"encoding": "integer", "classes": 6}, "confirmed"),
        (1, "sigmoid", "BinaryCrossentropy", {"encoding": "integer", "classes": 4}, "confirmed"),
        (3, "softmax", ROWS, {"encoding": "one_hot", "classes": 5}, "confirmed"),
        (4, "sigmoid", "BinaryCrossentropy", {"encoding": "multi_hot", "classes": 6}, "confirmed"),
        (5, "softmax", INTEGERS, {"encoding": "integer", "classes": 5}, "refuted"),
    ],
)
def test_outputs_for_fewer_classes_than_there_are(
    worker: Child, outputs: int, head: str, loss: str, labels: dict[str, Any] | None, verdict: str
) -> None:
    spec = {**dense(64, head=head, outputs=outputs, loss=loss, rate=0.01), "labels": labels}
    result = found(worker, request("FIT309", spec, seeds=2))
    assert result["verdict"] == verdict, result["reason"]
    assert result["effect"]["fix"] == "an output for each class"


# What holds for all


def test_the_same_experiment_gives_the_same_numbers(worker: Child) -> None:
    wanted = request("FIT201", dense(16, rate=0.03), seeds=1)
    one = found(worker, wanted)
    with Child(installed() or "", "cpu") as other:
        assert found(other, wanted)["effect"] == one["effect"]


@pytest.mark.parametrize(
    "layers",
    [
        [("Conv2D", {"filters": 4, "kernel_size": 3, "activation": "relu"}), ("MaxPooling2D", {}), ("Flatten", {})],
        [("Conv2D", {"filters": 4, "kernel_size": 3}), ("BatchNormalization", {}), ("GlobalAveragePooling2D", {})],
    ],
)
def test_images_are_learnt_from(worker: Child, layers: list[tuple[str, dict[str, Any]]]) -> None:
    spec = dense(8, optimizer="SGD", rate=0.1)
    spec["layers"][0]["config"]["shape"] = [16, 16, 1]
    made = [{"class": kind, "config": config, "inputs": [i]} for i, (kind, config) in enumerate(layers)]
    tail = [{**layer, "inputs": [len(made) + i]} for i, layer in enumerate(spec["layers"][1:])]
    spec["layers"] = [spec["layers"][0], *made, *tail]
    spec["output"] = len(spec["layers"]) - 1
    result = found(worker, request("FIT201", spec, seeds=1, slow_checkpoints=[30, 60]))
    assert result["verdict"] in ("refuted", "inconclusive", "confirmed")
    assert result["effect"]["steps"] in (30, 60)


def test_attention_is_learnt_from(worker: Child) -> None:
    """A layer that makes its own layers, with initializers copied from its configuration."""
    spec = dense(8, optimizer="Adam", rate=0.05)
    spec["layers"][0]["config"]["shape"] = [6, 4]
    attention = {"class": "MultiHeadAttention", "config": {"num_heads": 2, "key_dim": 4}, "inputs": [0, 0]}
    pooled = {"class": "GlobalAveragePooling1D", "config": {}, "inputs": [2]}
    merged = {"class": "Add", "config": {}, "inputs": [0, 1]}
    tail = [{**layer, "inputs": [3 + i]} for i, layer in enumerate(spec["layers"][1:])]
    spec["layers"] = [spec["layers"][0], attention, merged, pooled, *tail]
    spec["output"] = len(spec["layers"]) - 1
    result = found(worker, request("FIT201", spec, seeds=1, checkpoints=[20, 40]))
    assert result["effect"].get("steps") in (20, 40), result["reason"]


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "SimpleRNN"])
def test_sequences_are_learnt_from(worker: Child, kind: str) -> None:
    spec = dense(8, optimizer="RMSprop", rate=0.05)
    spec["layers"][0]["config"]["shape"] = [12, 4]
    spec["layers"][1] = {
        "class": kind, "config": {"units": 8}, "inputs": [0], "wrapper": {"class": "Bidirectional", "config": {}}
    }  # fmt: skip
    result = found(worker, request("FIT201", spec, seeds=1, slow_checkpoints=[20, 40]))
    assert result["effect"]["steps"] in (20, 40)


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [
        (np.ones((100, 5)), np.ones(100), "a sample has the shape 5, the model takes 8"),
        (np.ones((100, 8)), np.ones((100, 2)), "a target has 2 values, an answer of the model 1"),
        (np.full((100, 8), np.nan), np.ones(100), "the inputs have missing values"),
        (np.ones((9, 8)), np.ones(9), "9 samples are too few"),
        (np.ones((100, 8)), np.ones(99), "x has 100 samples, y 99"),
    ],
)
def test_data_that_do_not_fit_are_left_out_with_the_reason(
    worker: Child, tmp_path: Path, x: Any, y: Any, reason: str
) -> None:
    wanted = {**request("FIT201", dense(8), seeds=1), "file": saved(tmp_path, x, y)}
    result = found(worker, wanted)
    assert result["basis"] == "synthetic tasks"
    assert f"your data are left out: {reason}" in result["notes"]
