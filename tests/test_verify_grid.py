"""The benchmark of the verifier: its models are such as Keras builds, and its data fit them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from verify.models import RULES, Cell
from verify.samples import SETS, samples

from fitlint.catalog import RULES as CATALOG

CELLS = (
    Cell("digits", 3, count=100),
    Cell("diabetes", 2, "SGD", 0.1),
    Cell("breast_cancer", 2, ratio=10),
    Cell("pictured-digits", 2, kind="Conv2D", activation="sigmoid"),
    Cell("digit-rows", 2, kind="GRU"),
    Cell("text", 1, kind="LSTM"),
)


def test_every_rule_on_the_grid_has_an_experiment() -> None:
    assert all(CATALOG[code.removesuffix("-own")].verify is not None for code in RULES)


def test_development_and_held_out_sets_share_nothing() -> None:
    for family in ("mlp", "cnn", "rnn"):
        assert not set(SETS[family, "dev"]) & set(SETS[family, "held-out"])


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_keras_builds_the_models_and_their_data_fit(cell: Cell) -> None:
    from verify.truths import bench_of

    from fitlint.verify.worker.lab import Clock, Lab

    lab = Lab(Clock(1000, lambda text: None))
    bench = bench_of(lab, cell)
    training = lab.training(bench.spec, bench.dataset, 0).advance(3)
    assert training.answers(bench.dataset.held_xs).shape == (len(bench.dataset.held_y), *training.targets.shape)
    assert len(bench.dataset.y) + len(bench.dataset.held_y) == len(cell.samples.x)


def test_unbalanced_classes_are_as_frequent_as_asked() -> None:
    y = samples("digits").unbalanced(19).y
    assert (y == 0).sum() / (y == 1).sum() == pytest.approx(19, rel=0.05)
