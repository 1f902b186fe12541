"""``--run-script``: a script runs up to its training, what it was given is taken, and nothing behind that happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import findings

from fitlint.verify import script
from fitlint.verify.script import with_scripts

if TYPE_CHECKING:
    from fitlint.finding import Finding

BEGIN = """\
import keras, numpy, os, pathlib
from keras import layers

random = numpy.random.default_rng(0)
x = random.standard_normal((300, 12)).astype("float32")
y = (x[:, 0] > 0).astype("float32")
pathlib.Path("before").write_text(os.environ["MPLBACKEND"])
"""
MODEL = """\
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(keras.optimizers.SGD(5.0), "binary_crossentropy")
"""
END = 'pathlib.Path("after").touch()\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "samples").mkdir()
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def seen(project: Path, code: str, seconds: float = 120.0) -> list[dict[str, Any]]:
    """The specifications of the FIT201 findings once the script has run."""
    found = [finding for finding in findings(project, code) if finding.code == "FIT201"]
    told: list[str] = []

    def tell(finding: Finding, text: str) -> None:
        told.append(text)

    made = with_scripts(found, str(project.parent / "samples"), seconds, tell)
    assert told == ["running train.py"]
    return [dict(finding.spec or {}) for finding in made]


def test_the_model_and_its_samples_are_taken_and_the_rest_is_not_run(project: Path) -> None:
    import numpy as np

    fit = (
        "model.fit(\n    x, y, epochs=7, batch_size=16,\n    validation_split=0.1, class_weight={0: 1.0, 1: 2.0},\n)\n"
    )
    (spec,) = seen(project, f"{BEGIN}{MODEL}{fit}{END}")
    assert sorted(path.name for path in project.iterdir()) == ["before", "train.py"]
    assert [layer["class"] for layer in spec["layers"]] == ["InputLayer", "Dense", "Dense"]
    assert spec["layers"][0]["config"]["shape"] == [12], "which the script alone does not tell"
    assert spec["optimizer"]["config"]["learning_rate"] == 5.0
    assert spec["fit"] == {
        "epochs": 7, "batch_size": 16, "steps_per_epoch": None, "class_weight": {"0": 1.0, "1": 2.0},
        "validated": True, "stops_early": False,
    }  # fmt: skip
    assert spec["notes"] == ["the model and 300 samples as train.py made them when it ran"]
    assert (project / "before").read_text(encoding="utf-8") == "Agg", "a window would wait for ever"
    with np.load(spec["data"]["x"]["sources"][0]["settings"]["file"]) as stored:
        assert stored["x"].shape == (300, 12)
        assert stored["y"].sum() == (stored["x"][:, 0] > 0).sum()


@pytest.mark.parametrize(
    ("data", "batch"),
    [
        ("import tensorflow as tf\ndata = tf.data.Dataset.from_tensor_slices((x, y)).batch(50)\n", 50),
        ("data = ((x[i : i + 20], y[i : i + 20]) for i in range(0, 300, 20))\n", 20),
        (
            "class Batches(keras.utils.PyDataset):\n"
            "    def __len__(self):\n        return 10\n"
            "    def __getitem__(self, i):\n        return x[30 * i : 30 * i + 30], y[30 * i : 30 * i + 30]\n"
            "data = Batches()\n",
            30,
        ),
    ],
    ids=["tf.data", "generator", "PyDataset"],
)
def test_batches_are_drawn(project: Path, data: str, batch: int) -> None:
    if "tensorflow" in data:
        pytest.importorskip("tensorflow")
    (spec,) = seen(project, f"{BEGIN}{data}{MODEL}model.fit(data, epochs=3, validation_data=(x, y))\n{END}")
    assert spec["fit"]["batch_size"] == batch
    assert "300 samples" in spec["notes"][0]
    assert not (project / "after").exists()


def test_a_model_that_is_only_known_at_run_time_is_rebuilt(project: Path) -> None:
    code = (
        f"{BEGIN}widths = [int(n) for n in x[:2, 0] * 0 + 16]\nmodel = keras.Sequential()\n"
        "for width in widths:\n    model.add(layers.Dense(width, activation='relu'))\n"
        "getattr(model, 'add')(layers.Dense(1))\n"
        "model.compile(keras.optimizers.SGD(5.0), 'mse')\nmodel.fit(x, y, validation_split=0.1)\n"
    )
    (spec,) = seen(project, code)
    assert [layer["config"]["units"] for layer in spec["layers"][1:]] == [16, 16, 1]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("int('seven')\n", "it failed before the training (ValueError at row 8)"),
        ("getattr(__import__('sys'), 'exit')('seven')\n", "it ended before the training (with a message at row 8)"),
        (
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('data')\nparser.parse_args()\n",
            "it ended before the training (status 2 at row 11)",
        ),
        ("getattr(__import__('sys'), 'exit')()\n", "it ended without the training"),
        ("getattr(__import__('os'), '_exit')(3)\n", "it ended with status 3"),
        ('x = numpy.array(["a", "b"])\n', "the inputs are no numbers"),
        ("x = [x, x]\n", "the model has several inputs"),
    ],
)
def test_a_script_that_does_not_get_there_says_why(project: Path, change: str, reason: str) -> None:
    (spec,) = seen(project, f"{BEGIN}{change}{MODEL}model.fit(x, y, validation_split=0.1)\n")
    assert spec["notes"][-1] == f"nothing was taken from a run of train.py: {reason}"
    assert "sources" not in str(spec["data"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_a_script_that_takes_too_long_is_ended_with_all_it_started(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "SHARE", 0.01)
    (project / "sleeper.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    change = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, 'sleeper.py'])\n"
        "pathlib.Path('pid').write_text(str(child.pid))\ntime.sleep(600)\n"
    )
    quick = "import pathlib\n" + change
    (spec,) = seen(project, f"{quick}{BEGIN}{MODEL}model.fit(x, y, validation_split=0.1)\n", seconds=300)
    assert "did not get to the training within 3 s" in spec["notes"][-1]
    command = Path("/proc", (project / "pid").read_text(encoding="ascii"), "cmdline")
    end = time.monotonic() + 10
    while command.exists() and command.read_bytes():  # neither gone nor dead and not yet collected
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_script_that_could_not_be_stopped_is_not_run(project: Path) -> None:
    loop = "for i in range(9):\n    model.train_on_batch(x, y)\n"
    found = [finding for finding in findings(project, f"{BEGIN}{MODEL}{loop}") if finding.code == "FIT201"]
    (made,) = with_scripts(found, str(project.parent / "samples"), 60, lambda finding, text: None)
    assert made.spec is not None
    assert made.spec["notes"] == [
        "nothing was taken from a run of train.py: no `fit` is known at which it could be stopped"
    ]
    assert not (project / "before").exists()


def test_callbacks_that_are_not_rebuilt_are_named(project: Path) -> None:
    fit = "model.fit(x, y, callbacks=[keras.callbacks.ReduceLROnPlateau(monitor='loss')])\n"
    (found,) = [finding for finding in findings(project, f"{BEGIN}{MODEL}{fit}") if finding.code == "FIT401"]
    (made,) = with_scripts([found], str(project.parent / "samples"), 120, lambda finding, text: None)
    assert made.spec is not None
    assert made.spec["notes"][0] == "without the callback ReduceLROnPlateau"
    assert "300 samples" in made.spec["notes"][1]


def test_no_more_is_taken_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from fitlint.verify.worker import witness

    monkeypatch.setattr(witness, "MOST_BYTES", 1000)
    x, y, _ = witness.samples(np.arange(1000.0).reshape(500, 2), np.arange(500), None)
    assert len(x) == len(y) == 62, "16 bytes each"
    assert (x[:, 0] == 2 * y).all()


def test_what_cannot_be_rebuilt_keeps_the_samples(project: Path) -> None:
    code = f"{BEGIN}{MODEL}model.layers[1].bias.assign([3.0])\nmodel.fit(x, y, validation_split=0.1)\n"
    (spec,) = seen(project, code.replace("Sequential([", "Sequential([keras.Input((12,)), "))
    assert "its weights are not fresh: dense_1 was trained before" in spec["notes"][-1]
    assert spec["data"]["x"]["step"] == "entry"


def test_another_model_is_trained_in_full_on_the_way(project: Path) -> None:
    first = MODEL.replace("5.0", "0.001").replace("model", "first")
    code = f"{BEGIN}{first}first.fit(x, y, verbose=0, validation_split=0.1)\npathlib.Path('trained').touch()\n"
    (spec,) = seen(project, f"{code}{MODEL}model.fit(x, y, validation_split=0.1)\n{END}")
    assert spec["optimizer"]["config"]["learning_rate"] == 5.0
    assert (project / "trained").exists()
    assert not (project / "after").exists()


def test_the_command_line_says_that_the_script_was_run(project: Path) -> None:
    (project / "train.py").write_text(f"{BEGIN}{MODEL}model.fit(x, y, validation_split=0.1)\n{END}", encoding="utf-8")
    command = [sys.executable, "-m", "fitlint", "verify", "--run-script", "--output-format", "json", "train.py"]
    done = subprocess.run(command, capture_output=True, text=True)
    (found,) = json.loads(done.stdout)
    assert found["verification"]["basis"] == "your data"
    assert found["verification"]["notes"] == ["the model and 300 samples as train.py made them when it ran"]
    assert "The scripts were run up to their training." in done.stderr
    refused = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PRE_COMMIT": "1"})
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--run-script" in refused.stderr
