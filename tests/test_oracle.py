"""Generated scripts: what fitlint reads in them is what Keras does with them, or fitlint says it does not know."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from oracle.compare import AGREE, UNKNOWN, WRONG, Verdict, compare, weigh
from oracle.execute import execute
from oracle.strategies import Script, scripts, training_scripts
from oracle.survey import Survey, survey

import fitlint
from fitlint.program import Component, Fact

SCRIPTS, SEED = 100, 2_026
MOST_UNKNOWN = 0.05


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return survey(SCRIPTS, SEED, tmp_path_factory.mktemp("scripts"))


@pytest.mark.slow
def test_nothing_is_read_wrongly(surveyed: Survey) -> None:
    wrong = surveyed.failures()
    texts = [f"{path.read_text(encoding='utf-8')}\n{verdicts}" for path, verdicts in wrong.items()]
    assert texts == []


@pytest.mark.slow
def test_little_is_unknown(surveyed: Survey) -> None:
    assert surveyed.unknown_share <= MOST_UNKNOWN, surveyed.table()


@pytest.mark.slow
def test_keras_runs_what_is_generated(surveyed: Survey) -> None:
    assert len(surveyed.broken) <= SCRIPTS * 0.02, surveyed.broken
    assert all(verdicts for verdicts in surveyed.verdicts.values()), "a script without a single fact shows nothing"


@pytest.mark.slow
def test_the_table_counts_every_fact(surveyed: Survey) -> None:
    total = sum(len(verdicts) for verdicts in surveyed.verdicts.values())
    last = next(line for line in surveyed.table().splitlines() if line.startswith("all facts"))
    assert [int(number) for number in last.split()[2:]] == [
        surveyed.count(outcome) for outcome in (AGREE, UNKNOWN, WRONG)
    ]
    assert sum(int(number) for number in last.split()[2:]) == total


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(training_scripts())
def test_every_script_is_python_that_fitlint_reads_to_the_end(script: Script) -> None:
    ast.parse(script.text)
    with tempfile.TemporaryDirectory() as folder:
        path = script.write(Path(folder))
        program = fitlint.inspect_source(script.text, str(path))
    assert program.trainings
    assert program.partial == ()


def test_a_seed_always_gives_the_same_scripts() -> None:
    assert list(scripts(5, 1)) == list(scripts(5, 1)) != list(scripts(5, 2))


WRITTEN = """\
import numpy as np
from tensorflow import keras

x, y = np.zeros((4, 3)), np.zeros((4, 1))
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.1), "mse")
model.fit(x, y, epochs=2)
"""


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("written") / "train.py"
    path.write_text(WRITTEN, encoding="utf-8")
    (found,) = execute([path])
    return found


def differences(observed: dict[str, Any], tmp_path: Path, old: str, new: str) -> list[Verdict]:
    """Verdicts on a script that is changed after Keras ran it: the change must be noticed."""
    path = tmp_path / "train.py"
    path.write_text(WRITTEN.replace(old, new), encoding="utf-8")
    return [verdict for verdict in compare(path, observed) if verdict.outcome != AGREE]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("Dense(8", "Dense(9", "layer argument"),
        ('"relu"', '"tanh"', "activation"),
        ("Dense(1)", "Flatten()", "graph"),
        ("Adam(0.1)", "SGD(0.1)", "optimizer"),
        ("Adam(0.1)", "Adam(0.2)", "learning rate"),
        ('"mse"', '"mae"', "compile argument"),
        ("epochs=2", "epochs=3", "fit argument"),
        ("x, y, epochs", "x, epochs", "fit data"),
        ("epochs=2", "callbacks=[keras.callbacks.History()], epochs=2", "callbacks"),
        ("model.fit", "\nmodel.fit", "training"),
    ],
)
def test_every_kind_of_mistake_is_noticed(
    observed: dict[str, Any], tmp_path: Path, old: str, new: str, subject: str
) -> None:
    found = differences(observed, tmp_path, old, new)
    assert subject in {verdict.subject for verdict in found if verdict.outcome == WRONG}


@pytest.mark.slow
def test_the_same_script_agrees(observed: dict[str, Any], tmp_path: Path) -> None:
    assert differences(observed, tmp_path, "", "") == []


@pytest.mark.slow
def test_what_fitlint_does_not_know_is_no_mistake(observed: dict[str, Any], tmp_path: Path) -> None:
    found = differences(observed, tmp_path, "Adam(0.1)", "Adam(find_rate())")
    assert {verdict.outcome for verdict in found} == {UNKNOWN}
    assert all(verdict.why for verdict in found)


@pytest.mark.parametrize(
    ("truth", "fact", "outcome"),
    [
        (1, Fact((1,)), AGREE),
        (1, Fact((2,)), WRONG),
        (1, Fact((1, 2)), UNKNOWN),
        (1, Fact((2, 3)), WRONG),
        (1, Fact((True,)), WRONG),
        (1, Fact((), "no idea"), UNKNOWN),
        (1, None, WRONG),
        (0.1, Fact((0.1 + 1e-18,)), AGREE),
        ({"seq": [1, 2]}, Fact(((1, 2),)), AGREE),
        ({"seq": [1, 2]}, Fact(((1,),)), WRONG),
        ({"kind": "L2", "keras": True, "args": {}}, Fact((Component("L2", {}, None),)), AGREE),
        ({"kind": "L2", "keras": True, "args": {"l2": 1}}, Fact((Component("L2", {}, None),)), WRONG),
        ({"kind": "L2", "keras": True, "args": {}}, Fact((Component("L1", {}, None),)), WRONG),
    ],
)
def test_one_fact(truth: object, fact: Fact | None, outcome: str) -> None:
    assert weigh(truth, fact)[0] == outcome
