"""What is measured inside a network, on networks for which it can be told by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from verify_cases import dense

from fitlint.verify.worker.dataset import Dataset
from fitlint.verify.worker.lab import Clock, Lab, Training
from fitlint.verify.worker.symptoms import dead_units, fading, largest_stable_rate

pytestmark = pytest.mark.slow


def training(spec: dict[str, Any], x: Any, y: Any, first: list[Any] | None = None) -> Training:
    x, y = np.asarray(x, np.float32), np.asarray(y, np.float32).reshape(len(x), -1)
    return Training(Lab(Clock(1000, lambda text: None)), spec, Dataset([x], y, [x], y, "by hand"), 0, first)


def linear(inputs: int) -> dict[str, Any]:
    return dense(head="linear", loss="MeanSquaredError", optimizer="SGD", inputs=inputs)


def test_the_curvature_of_least_squares_is_that_of_its_inputs() -> None:
    x = np.random.default_rng(0).standard_normal((300, 4)) * [3, 1, 1, 0.5]
    ones = np.concatenate([x, np.ones((300, 1))], 1)  # the bias
    largest = np.linalg.eigvalsh(2 * ones.T @ ones / 300).max()
    found = largest_stable_rate(training(linear(4), x, x[:, 0]))
    assert found == pytest.approx(2 / largest, rel=0.05)


def test_rates_above_it_diverge_and_below_it_do_not() -> None:
    x = np.random.default_rng(1).standard_normal((64, 3))
    limit = largest_stable_rate(training(linear(3), x, x.sum(1)))
    assert limit is not None
    for factor, diverges in ((0.8, False), (1.3, True)):
        spec = linear(3)
        spec["optimizer"]["config"]["learning_rate"] = factor * limit
        spec["fit"]["batch_size"] = 64
        losses = training(spec, x, x.sum(1)).advance(60).losses
        assert bool(losses[-1] > losses[0]) is diverges


def test_units_that_never_answer_are_dead() -> None:
    x = np.abs(np.random.default_rng(0).standard_normal((50, 2)))
    kernel = np.array([[1, -1, 1, 1], [1, -1, 1, -9]], np.float32)  # the second unit sees only what is negative
    weights = [kernel, np.array([0, 0, -99, 0], np.float32), np.ones((4, 1), np.float32), np.zeros(1, np.float32)]
    found = training(dense(4, head="linear", loss="MeanSquaredError", inputs=2), x, x[:, 0], weights)
    assert dead_units(found) == 0.5
    assert dead_units(training(linear(2), x, x[:, 0])) == 0.0


def test_a_gradient_fades_through_sigmoids_and_not_through_relu() -> None:
    x = np.random.default_rng(0).standard_normal((64, 8))
    y = x[:, 0] > 0
    assert fading(training(dense(32, 32, 32, 32, 32, activation="sigmoid"), x, y)) < 0.05
    assert fading(training(dense(32, 32, 32, 32, 32), x, y)) > 0.2
