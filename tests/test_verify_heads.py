"""Heads and losses where memorizing could mislead: samples whose answers are all the same, and other findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import dense, findings, request

from fitlint.verify import fixes
from fitlint.verify.child import Child, installed
from fitlint.verify.planner import Wishes, verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

INTEGERS, ROWS = "SparseCategoricalCrossentropy", "CategoricalCrossentropy"
ONE_OUTPUT = """\
import keras
import pandas as pd
from sklearn.preprocessing import LabelEncoder

rows = pd.read_csv("rows.csv")
kinds = LabelEncoder().fit_transform(rows["kind"])
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(16, activation="relu"),
                          keras.layers.Dense(1, activation="{activation}")])
model.compile("adam", "{loss}")
model.fit(rows.drop(columns="kind").values, kinds, epochs=30, validation_split=0.2)
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[Child]:
    with Child(installed() or "", "cpu") as child:
        yield child


def found(worker: Child, wanted: dict[str, Any]) -> dict[str, Any]:
    return worker.ask(wanted, 3600.0, lambda text: None)


def labelled(encoding: str, classes: int | None, outputs: int, loss: str) -> dict[str, Any]:
    spec = dense(32, head="softmax" if outputs > 1 else "sigmoid", outputs=outputs, loss=loss, rate=0.01)
    return {**spec, "labels": {"encoding": encoding, "classes": classes}}


@pytest.mark.parametrize("loss", [INTEGERS, ROWS])
@pytest.mark.parametrize("labels", [None, {"encoding": "integer", "classes": 2}, {"encoding": "one_hot", "classes": 3}])
def test_nothing_is_told_of_a_loss_where_all_answers_are_the_same(
    worker: Child, loss: str, labels: dict[str, Any] | None
) -> None:
    spec = {**dense(32, head="sigmoid", loss=loss, rate=0.01), "labels": labels}
    result = found(worker, request("FIT308", spec, seeds=1))
    assert result["verdict"] == "not-verifiable"
    assert result["reason"]


def test_the_number_of_outputs_is_put_right_before_the_loss(worker: Child) -> None:
    spec = labelled("one_hot", 4, 1, INTEGERS)
    wanted = {**request("FIT308", spec, seeds=1), "others": {"FIT309": fixes.ENABLING["FIT309"]}}
    result = found(worker, wanted)
    assert result["verdict"] == "confirmed", result["reason"]
    assert result["reason"].startswith("With an output for each class (FIT309) put in first, Keras refuses")


def test_a_loss_that_comes_with_the_outputs_is_not_turned_back(worker: Child) -> None:
    """The outputs bring the loss for whole numbers along; the fix of FIT308 has nothing left to do."""
    wanted = {**request("FIT308", labelled("integer", 4, 1, ROWS), seeds=1), "others": {"FIT309": "enough-outputs"}}
    assert found(worker, wanted)["verdict"] == "not-verifiable"


@pytest.mark.parametrize("loss", ["categorical_crossentropy", "sparse_categorical_crossentropy"])
@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_a_single_output_with_a_loss_for_several_is_never_refuted(tmp_path: Path, activation: str, loss: str) -> None:
    reported = findings(tmp_path, ONE_OUTPUT.format(activation=activation, loss=loss))
    assert reported
    done = verify(reported, Wishes(), installed() or "").findings
    verdicts = {finding.code: finding.verification.verdict for finding in done if finding.verification}
    assert "confirmed" in verdicts.values()
    assert "refuted" not in verdicts.values(), verdicts


@pytest.mark.parametrize("encoding", ["integer", "one_hot"])
def test_a_loss_that_fits_the_labels_is_left_alone(encoding: str) -> None:
    fitting, other = (INTEGERS, ROWS) if encoding == "integer" else (ROWS, INTEGERS)
    assert fixes.matching_loss(labelled(encoding, 5, 5, other))["loss"]["class"] == fitting
    with pytest.raises(fixes.NoFix, match="fits the labels already"):
        fixes.matching_loss(labelled(encoding, 5, 5, fitting))


def test_what_asks_for_other_answers_is_not_put_into_a_training_on_given_ones(worker: Child) -> None:
    """Nothing learns at such a rate with sigmoids; six outputs in the place of three would not fit the targets."""
    spec = dense(16, 16, 16, 16, activation="sigmoid", head="softmax", outputs=3, loss=ROWS, optimizer="SGD", rate=0.1)
    spec["labels"] = {"encoding": "one_hot", "classes": 6}
    others = {"FIT309": "enough-outputs", "FIT302": "relu-he"}
    result = found(worker, {**request("FIT201", spec, seeds=1), "others": others})
    assert result["reason"].startswith("With ReLU with He's initialization (FIT302) put in first, ")
