"""Rules about the end of a model speak with one voice: every outputs x activation x loss x labels goes through them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

import fitlint
from fitlint.pairing import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fitlint.finding import Finding

RULES = ("FIT304", "FIT305", "FIT306", "FIT307", "FIT308", "FIT309")
LABELS = {
    "unknown": "d['y']",
    "two classes": "(table['kind'] == 'a').map({False: 0, True: 1})",
    "five classes": "table['kind'].map({'a': 0, 'b': 1, 'c': 2, 'd': 3, 'e': 4})",
    "some classes": "LabelEncoder().fit_transform(table['kind'])",
    "two columns": "keras.utils.to_categorical(d['y'], 2)",
    "five columns": "keras.utils.to_categorical(d['y'], 5)",
    "some columns": "pd.get_dummies(table['kind'])",
    "several of five": "make_multilabel_classification(n_samples=500, n_classes=5)[1]",
    "numbers": "StandardScaler().fit_transform(table[['price']])",
}
LOSSES = (
    '"binary_crossentropy"',
    '"categorical_crossentropy"',
    '"sparse_categorical_crossentropy"',
    '"mse"',
    '"mae"',
    "keras.losses.BinaryCrossentropy(from_logits=True)",
    "keras.losses.CategoricalCrossentropy(from_logits=True)",
    "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
)
UNITS = (1, 2, 5)
FIRST = re.compile(r"\. |, or ")
"""What ends the first advice."""
ACTIVATIONS = ("linear", "sigmoid", "softmax", "relu", "tanh")

START = """\
import keras
import numpy as np
import pandas as pd
from sklearn.datasets import make_multilabel_classification
from sklearn.preprocessing import LabelEncoder, StandardScaler

d, table = np.load("d.npz"), pd.read_csv("table.csv")
"""
MODEL = """\
model = keras.Sequential([
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense({units}, activation="{activation}"),
])
model.compile("adam", loss={loss}, metrics=["mae"])
model.fit(d["x"], {labels}, validation_split=0.2, epochs=30)
"""


class Head(NamedTuple):
    units: int
    activation: str
    loss: str
    labels: str

    @property
    def model(self) -> str:
        """The lines of a script that build and train a model that ends like this."""
        return MODEL.format(**{**self._asdict(), "labels": LABELS[self.labels]})

    def findings(self, folder: Path) -> list[Finding]:
        """What the rules say about a model that ends like this."""
        return lint([self], folder)[self]

    def repaired(self, advice: str) -> Head:
        """The head after the first advice, taken by the letter."""
        first = FIRST.split(advice.rstrip("."))[0]
        units, activation = re.search(r"`units=(\d+)`", first), re.search(r'`activation="(\w+)"`', first)
        loss = re.search(r"`loss=([^`]+)`", first)
        changed = self._replace(
            units=int(units[1]) if units else 4 if "one output for each class" in first else self.units,
            activation=activation[1] if activation else "linear" if "no activation" in first else self.activation,
            loss=loss[1] if loss else self.loss,
        )
        assert changed != self, f"no advice that could be taken: {advice}"
        return changed


def lint(heads: Iterable[Head], folder: Path) -> dict[Head, list[Finding]]:
    """What the rules say about each head, all of them in one script: reading a script for each takes twice as long."""
    path, found = folder / "train.py", {head: [] for head in heads}
    path.write_text(START + "".join(head.model for head in found), encoding="utf-8")
    for finding in fitlint.check_paths([path], {"select": RULES, "profile": "strict"}):
        found[list(found)[(finding.site.row - START.count("\n") - 1) // MODEL.count("\n")]].append(finding)
    return found


HEADS = [Head(*each) for each in itertools.product(UNITS, ACTIVATIONS, LOSSES, LABELS)]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("loss", LOSSES)
def test_one_voice_a_head_and_its_first_advice_is_enough(loss: str, labels: str, tmp_path: Path) -> None:
    found = lint((head for head in HEADS if head.loss == loss and head.labels == labels), tmp_path)
    wrong = [
        f"{head}: {[(finding.code, finding.message) for finding in several]}"
        for head, several in found.items()
        if len({FIRST.split(finding.help.rstrip("."))[0] for finding in several}) > 1
    ]
    advised = [(head, head.repaired(finding.help), finding) for head, several in found.items() for finding in several]
    left = lint((repaired for _, repaired, _ in advised), tmp_path)
    wrong += [
        f"{head}: {finding.code} advises {finding.help!r}, then {other.code} {other.message}"
        for head, repaired, finding in advised
        for other in left[repaired]
    ]
    assert wrong == []


def test_every_rule_about_heads_has_its_turn(tmp_path: Path) -> None:
    found = {finding.code for several in lint(HEADS[::7], tmp_path).values() for finding in several}
    assert found == set(RULES)
    assert [code for code, _ in ORDER] == sorted({code for code, _ in ORDER}, key=[code for code, _ in ORDER].index)


@pytest.mark.parametrize(
    ("head", "code", "advice"),
    [
        (
            Head(1, "sigmoid", '"categorical_crossentropy"', "two classes"),
            "FIT309",
            'Use `loss="binary_crossentropy"`.',
        ),
        (
            Head(1, "sigmoid", '"categorical_crossentropy"', "some classes"),
            "FIT309",
            'Use `loss="binary_crossentropy"`.',
        ),
        (Head(1, "softmax", '"categorical_crossentropy"', "unknown"), "FIT304", 'Use `activation="sigmoid"`'),
        (Head(1, "softmax", '"mse"', "unknown"), "FIT304", "Use no activation in the last layer."),
        (Head(2, "sigmoid", '"binary_crossentropy"', "two classes"), "FIT309", "Use `units=1` in the last layer."),
        (
            Head(2, "softmax", '"binary_crossentropy"', "five classes"),
            "FIT309",
            "Use `units=5` in the last layer, with",
        ),
        (Head(5, "softmax", '"categorical_crossentropy"', "five classes"), "FIT308", 'Use `loss="sparse_categorical_'),
        (Head(5, "relu", '"categorical_crossentropy"', "five columns"), "FIT306", 'Use `activation="softmax"` in the'),
        (Head(5, "sigmoid", '"categorical_crossentropy"', "several of five"), "FIT306", 'Use `loss="binary_crossent'),
        (
            Head(1, "linear", '"mse"', "two classes"),
            "FIT306",
            'Use `activation="sigmoid"` in the last layer, with `loss',
        ),
        (
            Head(1, "linear", '"binary_crossentropy"', "unknown"),
            "FIT305",
            'Add `activation="sigmoid"` to the last layer',
        ),
    ],
)
def test_the_smallest_repair_comes_first(head: Head, code: str, advice: str, tmp_path: Path) -> None:
    (finding,) = head.findings(tmp_path)
    assert finding.code == code
    assert finding.help.startswith(advice)


@pytest.mark.parametrize(
    "head",
    [
        Head(1, "sigmoid", '"binary_crossentropy"', "two classes"),
        Head(5, "softmax", '"sparse_categorical_crossentropy"', "two classes"),
        Head(5, "softmax", '"categorical_crossentropy"', "five columns"),
        Head(5, "sigmoid", '"binary_crossentropy"', "several of five"),
        Head(5, "linear", "keras.losses.SparseCategoricalCrossentropy(from_logits=True)", "five classes"),
        Head(1, "linear", '"mae"', "numbers"),
    ],
)
def test_heads_that_fit_are_left_alone(head: Head, tmp_path: Path) -> None:
    assert head.findings(tmp_path) == []
