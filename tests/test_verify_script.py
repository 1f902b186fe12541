"""``--run-script``: a script runs up to its training, what it was given is taken, and nothing behind that happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import ends, findings

from fitlint.verify import changes, script
from fitlint.verify.script import with_scripts
from fitlint.verify.worker.stored import arrays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fitlint.finding import Finding

pytestmark = pytest.mark.slow

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


COVERED = script._START
UNCOVERED = COVERED.replace("cover(*settings.pop('layer'))", "not settings.pop('layer')")
"""As on a system that grants no layer over a project."""


@pytest.fixture
def kept() -> Iterator[ExitStack]:
    """Samples last as long as this."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / ".git").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(script, "_START", UNCOVERED)
    return tmp_path / "project"


def seen(project: Path, kept: ExitStack, code: str, seconds: float = 3600.0) -> list[dict[str, Any]]:
    """The specifications of the FIT201 findings once the script has run, without what is said of its files."""
    found = [finding for finding in findings(project, code) if finding.code == "FIT201"]
    told: list[str] = []

    def tell(finding: Finding, text: str) -> None:
        told.append(text)

    made, remarks = with_scripts(found, seconds, tell, kept)
    assert told == ["running train.py"]
    assert len(remarks) == 1
    specs = [dict(finding.spec or {}) for finding in made]
    return [{**spec, "notes": [n for n in spec["notes"] if f"{n}." not in remarks]} for spec in specs]


def test_the_model_and_its_samples_are_taken_and_the_rest_is_not_run(
    project: Path, kept: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit = (
        "model.fit(\n    x, y, epochs=7, batch_size=16,\n    validation_split=0.1, class_weight={0: 1.0, 1: 2.0},\n)\n"
    )
    (spec,) = seen(project, kept, f"{BEGIN}{MODEL}{fit}{END}")
    assert sorted(path.name for path in project.iterdir()) == [".git", "before", "train.py"]
    assert [layer["class"] for layer in spec["layers"]] == ["InputLayer", "Dense", "Dense"]
    assert spec["layers"][0]["config"]["shape"] == [12], "which the script alone does not tell"
    assert spec["optimizer"]["config"]["learning_rate"] == 5.0
    assert spec["fit"] == {
        "epochs": 7, "batch_size": 16, "steps_per_epoch": None, "class_weight": {"0": 1.0, "1": 2.0},
        "validated": True, "stops_early": False,
    }  # fmt: skip
    assert spec["notes"] == ["the model and 300 samples as train.py made them when it ran"]
    assert (project / "before").read_text(encoding="utf-8") == "Agg", "a window would wait for ever"
    descriptor = spec["data"]["x"]["sources"][0]["settings"]["descriptor"]
    monkeypatch.setattr("fitlint.verify.worker.stored._taken", {descriptor: descriptor})
    stored = arrays(descriptor)
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
def test_batches_are_drawn(project: Path, kept: ExitStack, data: str, batch: int) -> None:
    if "tensorflow" in data:
        pytest.importorskip("tensorflow")
    (spec,) = seen(project, kept, f"{BEGIN}{data}{MODEL}model.fit(data, epochs=3, validation_data=(x, y))\n{END}")
    assert spec["fit"]["batch_size"] == batch
    assert "300 samples" in spec["notes"][0]
    assert not (project / "after").exists()


def test_a_model_that_is_only_known_at_run_time_is_rebuilt(project: Path, kept: ExitStack) -> None:
    code = (
        f"{BEGIN}widths = [int(n) for n in x[:2, 0] * 0 + 16]\nmodel = keras.Sequential()\n"
        "for width in widths:\n    model.add(layers.Dense(width, activation='relu'))\n"
        "getattr(model, 'add')(layers.Dense(1))\n"
        "model.compile(keras.optimizers.SGD(5.0), 'mse')\nmodel.fit(x, y, validation_split=0.1)\n"
    )
    (spec,) = seen(project, kept, code)
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
def test_a_script_that_does_not_get_there_says_why(project: Path, kept: ExitStack, change: str, reason: str) -> None:
    (spec,) = seen(project, kept, f"{BEGIN}{change}{MODEL}model.fit(x, y, validation_split=0.1)\n")
    assert spec["notes"][-1] == f"nothing was taken from a run of train.py: {reason}"
    assert "sources" not in str(spec["data"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_a_script_that_takes_too_long_is_ended_with_all_it_started(
    project: Path, kept: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = subprocess.Popen.wait

    def impatient(process: subprocess.Popen[str], timeout: float | None = None) -> int:
        """Time is up as soon as the script has started what it starts."""
        if timeout is None:
            return wait(process)
        while not (project / "pid").exists():
            assert process.poll() is None
            time.sleep(0.01)
        raise subprocess.TimeoutExpired("", timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", impatient)
    (project / "sleeper.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    change = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, 'sleeper.py'])\n"
        "pathlib.Path('.pid').write_text(str(child.pid))\nos.rename('.pid', 'pid')\ntime.sleep(600)\n"
    )
    quick = "import os, pathlib\n" + change
    (spec,) = seen(project, kept, f"{quick}{BEGIN}{MODEL}model.fit(x, y, validation_split=0.1)\n", seconds=300)
    assert "did not get to the training within 150 s" in spec["notes"][-1]
    assert ends(int((project / "pid").read_text(encoding="ascii")))


def test_a_script_that_could_not_be_stopped_is_not_run(project: Path, kept: ExitStack) -> None:
    loop = "for i in range(9):\n    model.train_on_batch(x, y)\n"
    found = [finding for finding in findings(project, f"{BEGIN}{MODEL}{loop}") if finding.code == "FIT201"]
    ((made,), remarks) = with_scripts(found, 60, lambda finding, text: None, kept)
    assert remarks == []
    assert made.spec is not None
    assert made.spec["notes"] == [
        "nothing was taken from a run of train.py: no `fit` is known at which it could be stopped"
    ]
    assert not (project / "before").exists()


def test_callbacks_that_are_not_rebuilt_are_named(project: Path, kept: ExitStack) -> None:
    fit = "model.fit(x, y, callbacks=[keras.callbacks.ReduceLROnPlateau(monitor='loss')])\n"
    (found,) = [finding for finding in findings(project, f"{BEGIN}{MODEL}{fit}") if finding.code == "FIT401"]
    ((made,), _) = with_scripts([found], 120, lambda finding, text: None, kept)
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


def test_what_cannot_be_rebuilt_keeps_the_samples(project: Path, kept: ExitStack) -> None:
    code = f"{BEGIN}{MODEL}model.layers[1].bias.assign([3.0])\nmodel.fit(x, y, validation_split=0.1)\n"
    (spec,) = seen(project, kept, code.replace("Sequential([", "Sequential([keras.Input((12,)), "))
    assert "its weights are not fresh: dense_1 was trained before" in spec["notes"][-1]
    assert spec["data"]["x"]["step"] == "entry"


def test_another_model_is_trained_in_full_on_the_way(project: Path, kept: ExitStack) -> None:
    first = MODEL.replace("5.0", "0.001").replace("model", "first")
    code = f"{BEGIN}{first}first.fit(x, y, verbose=0, validation_split=0.1)\npathlib.Path('trained').touch()\n"
    (spec,) = seen(project, kept, f"{code}{MODEL}model.fit(x, y, validation_split=0.1)\n{END}")
    assert spec["optimizer"]["config"]["learning_rate"] == 5.0
    assert (project / "trained").exists()
    assert not (project / "after").exists()


def test_the_command_line_says_that_the_script_was_run(project: Path, kept: ExitStack) -> None:
    (project / "train.py").write_text(f"{BEGIN}{MODEL}model.fit(x, y, validation_split=0.1)\n{END}", encoding="utf-8")
    command = [sys.executable, "-m", "fitlint", "verify", "--run-script", "--output-format", "json", "train.py"]
    done = subprocess.run(command, capture_output=True, text=True)
    (found,) = json.loads(done.stdout)
    assert found["verification"]["basis"] == "your data"
    assert found["verification"]["notes"][0] == "the model and 300 samples as train.py made them when it ran"
    assert "The scripts were run up to their training." in done.stderr
    layered = "train.py was run on a layer over its project, and what it wrote there is thrown away."
    named = "train.py was run in its project: it changed before."
    assert (layered in done.stderr, named in done.stderr) == (
        (False, True) if (project / "before").exists() else (True, False)
    )
    refused = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PRE_COMMIT": "1"})
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--run-script" in refused.stderr


WRITING = """\
pathlib.Path("kept.txt").write_text("written over")
pathlib.Path("removed.txt").unlink()
pathlib.Path("folder").mkdir()
pathlib.Path("folder", "made.txt").write_text("new")
assert pathlib.Path("kept.txt").read_text() == "written over"
"""


def written(project: Path) -> None:
    for name in ("kept.txt", "removed.txt", "other.txt"):
        (project / name).write_text("mine", encoding="utf-8")


def test_what_a_script_writes_is_named(project: Path, kept: ExitStack) -> None:
    written(project)
    fit = "model.fit(x, y, validation_split=0.1)\n"
    found = [finding for finding in findings(project, f"{BEGIN}{WRITING}{MODEL}{fit}") if finding.code == "FIT201"]
    ((made,), remarks) = with_scripts(found, 120, lambda finding, text: None, kept)
    changed = "train.py was run in its project: it changed before, folder/made.txt, kept.txt, removed.txt"
    assert remarks == [f"{changed}."]
    assert changed in (made.spec or {})["notes"]
    assert (project / "kept.txt").read_text(encoding="utf-8") == "written over"


def test_what_a_script_writes_lands_on_a_layer(
    project: Path, kept: ExitStack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written(project)
    monkeypatch.setattr(script, "_START", COVERED)
    for name in ("layer: one, two=3", "temporary"):
        (tmp_path / name).mkdir()
    odd = tmp_path / "layer: one, two=3" / "project"
    project.rename(odd)
    monkeypatch.chdir(odd)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    before = {path: path.read_bytes() for path in odd.rglob("*") if path.is_file()}
    fit = "model.fit(x, y, validation_split=0.1)\n"
    found = [finding for finding in findings(odd, f"{BEGIN}{WRITING}{MODEL}{fit}") if finding.code == "FIT201"]
    ((made,), remarks) = with_scripts(found, 120, lambda finding, text: None, kept)
    if remarks[0].startswith("train.py was run in"):
        pytest.skip("the system grants no layer")
    assert remarks == ["train.py was run on a layer over its project, and what it wrote there is thrown away."]
    assert (made.spec or {})["notes"] == ["the model and 300 samples as train.py made them when it ran"]
    (odd / "train.py").unlink()
    assert {path: path.read_bytes() for path in odd.rglob("*") if path.is_file()} == before
    assert list((tmp_path / "temporary").iterdir()) == [], "samples have no name"


def test_changes_are_told_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    before = changes.snapshot(str(tmp_path))
    assert changes.changed_since(before) == "it changed no file there"
    (tmp_path / ".git" / "index").touch()
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("longer", encoding="utf-8")
    told = "it changed 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 others"
    assert changes.changed_since(before) == told
    monkeypatch.setattr(changes, "MOST_FILES", 3)
    assert "more than 3 files" in changes.changed_since(before)
