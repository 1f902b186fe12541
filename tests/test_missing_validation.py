"""What FIT401 says beyond its place: how severe it is, which callbacks never act, which trainings go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import fitlint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fitlint.finding import Finding

    Found = Callable[..., list[Finding]]

HEAD = """\
import numpy as np
import pandas as pd
from sklearn.datasets import make_moons
from tensorflow import keras
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
x, y = np.load("x.npy"), np.load("y.npy")
def build():
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model
"""
HEAD_ROWS = HEAD.count("\n")


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    monkeypatch.chdir(tmp_path)

    def find(body: str, **settings: object) -> list[Finding]:
        (tmp_path / "train.py").write_text(HEAD + body, encoding="utf-8")
        return fitlint.check_paths([tmp_path], {"select": ["FIT401"], **settings})

    return find


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("build().fit(x, y, epochs=4)", "warning"),
        ("build().fit(x, y, epochs=3)", "info"),
        ("build().fit(x, y)", "info"),
        ("for _ in range(3):\n    model = build()\n    model.fit(x, y)", "info"),
        ("model = build()\nfor _ in range(3):\n    model.fit(x, y)", "info"),
        ("model = build()\nfor _ in range(4):\n    model.fit(x, y)", "warning"),
        ("model = build()\nwhile loss() > 0.1:\n    model.fit(x, y, epochs=1)", "warning"),
        ("build().fit(x, y, epochs=int(input()))", "warning"),
        ("def train(epochs=2):\n    build().fit(x, y, epochs=epochs)", "warning"),
        ("build().fit(x, y, epochs=2, callbacks=[EarlyStopping()])", "warning"),
    ],
)
def test_a_training_of_few_epochs_is_info(found: Found, body: str, severity: str) -> None:
    assert [finding.severity for finding in found(body)] == [severity]


@pytest.mark.parametrize(
    ("data", "computed"),
    [
        ("u = np.linspace(0, 1, 1000)\nv = np.sin(3 * u) + np.random.normal(size=1000)", True),
        ("u, v = make_moons(1000)", True),
        ("u = np.random.rand(1000, 4)\nv = (u.sum(axis=1) > 2).astype('float32')", True),
        ("u = np.array(range(1000)).reshape(-1, 1)\nv = 2 * u + 1", True),
        ("t = pd.DataFrame({'a': np.arange(1000), 'b': np.arange(1000) ** 2})\nu, v = t['a'], t['b']", True),
        ("u = np.transpose(np.array([range(500), range(200, 700)]))\nv = np.array(range(500))", True),
        ("u = np.random.permutation(x)\nv = y", False),
        ("u = np.linspace(0, 1, 1000)\nv = pd.read_csv('v.csv')", False),
        ("u = np.zeros((1000, 4))\nfor i in range(1000):\n    u[i] = np.load(f'{i}.npy')\nv = np.arange(1000)", False),
        ("u, v = keras.datasets.boston_housing.load_data()[0]", False),
        ("u, v = somewhere(), np.arange(1000)", False),
    ],
)
def test_data_that_the_script_makes_up_are_info(found: Found, data: str, computed: bool) -> None:
    (finding,) = found(f"{data}\nbuild().fit(u, v, epochs=50)")
    assert finding.severity == ("info" if computed else "warning")


@pytest.mark.parametrize(
    ("callbacks", "said"),
    [
        ("EarlyStopping()", "so `EarlyStopping` (waits for `val_loss`) never acts"),
        ("EarlyStopping('val_accuracy', patience=3)", "so `EarlyStopping` (waits for `val_accuracy`) never acts"),
        ("EarlyStopping('loss')", ""),
        ("EarlyStopping(monitor=chosen())", ""),
        ("ReduceLROnPlateau(patience=2)", "so `ReduceLROnPlateau` (waits for `val_loss`) never acts"),
        ("ModelCheckpoint('best.keras')", ""),
        ("ModelCheckpoint('best.keras', monitor='val_loss')", ""),
        ("ModelCheckpoint('best.keras', 'loss', save_best_only=True)", ""),
        (
            "EarlyStopping(), ModelCheckpoint('best.keras', save_best_only=True)",
            "so `EarlyStopping` (waits for `val_loss`) and `ModelCheckpoint` (waits for `val_loss`) never act",
        ),
    ],
)
def test_callbacks_that_wait_for_validation_are_named(found: Found, callbacks: str, said: str) -> None:
    (finding,) = found(f"build().fit(x, y, epochs=50, callbacks=[{callbacks}])")
    assert finding.message == "`fit` trains without validation data" + (f", {said}" if said else "")
    assert len(finding.related) == said.count("waits")


def rows(finding: Finding) -> list[int]:
    return [finding.site.row - HEAD_ROWS, *(related.site.row - HEAD_ROWS for related in finding.related)]


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("a, b = build(), build()\na.fit(x, y, epochs=50)\nb.fit(x, y, epochs=50)", [[2, 3]]),
        ("a, b = build(), build()\na.fit(x, y, epochs=50)\nb.fit(x, y, epochs=2)", [[2], [3]]),
        ("a, b = build(), build()\na.fit(x, y, epochs=50)\nb.fit(x, y, epochs=9, validation_split=0.1)", []),
        ("def run(a, b):\n    a.fit(x, y, epochs=50)\n    b.fit(x, y, epochs=50)\nrun(build(), build())", [[2, 3]]),
        ("for width in (1, 2):\n    model = build()\n    model.fit(x, y, epochs=50)", [[3]]),
        ("a = keras.Sequential([keras.layers.Dense(1)])\na.compile('sgd', 'mse')\n"
         "a.fit(x, y, epochs=50)\nbuild().fit(x, y, epochs=50)", [[3], [4]]),
    ],
)  # fmt: skip
def test_trainings_of_one_function_or_builder_are_one_finding(
    found: Found, body: str, together: list[list[int]]
) -> None:
    assert [rows(finding) for finding in found(body)] == together


@pytest.mark.parametrize(
    ("silenced", "told"),
    [((), [1, 2, 3]), ((1,), [2, 3]), ((2,), [1, 3]), ((1, 2), [3]), ((1, 2, 3), [])],
)
def test_a_comment_silences_one_of_several_trainings(found: Found, silenced: tuple[int, ...], told: list[int]) -> None:
    lines = (f"build().fit(x, y, epochs=50){'  # noqa: FIT401' if row in silenced else ''}" for row in (1, 2, 3))
    assert [rows(finding) for finding in found("\n".join(lines))] == ([told] if told else [])


def test_a_comment_silences_the_callbacks_of_its_training_too(found: Found) -> None:
    line = "build().fit(x, y, epochs=50, callbacks=[EarlyStopping()])"
    assert [rows(finding) for finding in found(f"{line}  # noqa: FIT401\n{line}\n{line}")] == [[2, 2, 3]]


@pytest.mark.parametrize("again", ["d['x'], d['y']", "np.array(d['x']), d['y']", "x, y"])
def test_evaluating_the_training_data_is_no_final_test(found: Found, again: str) -> None:
    body = "d = np.load('d.npz')\nmodel = build()\nx, y = {0}\nmodel.fit({0}, epochs=50)\nmodel.evaluate({1})"
    (finding,) = found(body.format(again if again != "x, y" else "d['x'], d['y']", again))
    assert finding.message == "`fit` trains without validation data"


@pytest.mark.parametrize(
    "data",
    [
        "a, b = texts[:900], texts[900:]",
        "a, b = np.array(texts[:900]), np.array(texts[900:])",
        "a, b = arrays[0], arrays[1]",
        "a, b = np.log(arrays[0]), np.log(arrays[-1])",
        "a, b = arrays[k()], arrays[k()]",
    ],
)
def test_another_part_of_a_list_is_other_data(found: Found, data: str) -> None:
    lists = (
        "texts, arrays = [], []\nfor line in rows():\n    texts.append(line['t'])\n    arrays.append(np.load(line))\n"
    )
    (finding,) = found(f"{lists}{data}\nmodel = build()\nmodel.fit(a, y, epochs=50)\nmodel.evaluate(b, y)")
    assert finding.message.endswith("; evaluating test data afterwards steers nothing")


def test_a_final_test_is_told(found: Found) -> None:
    (finding,) = found("model = build()\nmodel.fit(x, y, epochs=50)\nmodel.evaluate(np.load('u.npy'), y)")
    assert finding.message == "`fit` trains without validation data; evaluating test data afterwards steers nothing"


def test_what_may_be_a_last_training_on_everything_is_of_low_confidence(found: Found) -> None:
    body = (
        "unread().fit(x, y, validation_split=0.2)\n"
        "with open('net.json', 'w') as file:\n    file.write(unread())\n"
        "with open('net.json') as file:\n    model = keras.models.model_from_json(file.read())\n"
        "model.compile('adam', 'mse')\nmodel.fit(x, y, epochs=50)\n"
    )
    assert found(body) == []
    (hidden,) = found(body, **{"min-confidence": "low"})
    assert hidden.confidence == "low"
    (told,) = found(body.replace("'net.json', 'w'", "'other.json', 'w'"))
    assert told.confidence == "high"
