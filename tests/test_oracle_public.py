"""The oracle over public scripts, shown on scripts of our own: what runs, what is replaced, what is compared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "oracle"))

import public
from oracle.compare import AGREE, UNKNOWN, WRONG

import fitlint

if TYPE_CHECKING:
    from oracle.survey import Survey

SCRIPTS = {
    "old.py": """\
from tensorflow.python.keras.layers.core import Dense
from keras.datasets import mnist
from keras.models import Sequential
from keras.optimizers import Adam
import matplotlib.pyplot as plt

(x, y), _ = mnist.load_data()
x = x.reshape(60000, 784)
model = Sequential()
model.add(Dense(10, input_dim=784, activation="softmax"))
model.compile(loss="sparse_categorical_crossentropy", optimizer=Adam(lr=0.1, decay=1e-6), metrics="acc")
history = model.fit(x, y, epochs=3, batch_size=64, workers=2)
loss, accuracy = model.evaluate(x, y)
model.save("there/is/no/such/folder.h5")
fig, (left, right) = plt.subplots(1, 2)
left.plot(history.history["loss"])
assert model.predict(x).shape == (60000, 10)
model.fit_generator(zip(x, y), steps_per_epoch=2)
""",
    "stops.py": """\
import numpy as np
from tensorflow import keras

x, y = np.zeros((4, 3)), np.zeros((4, 1))
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(x, y)
input("go on?")
model.fit(x, y, epochs=2)
""",
    "package/imports.py": """\
import numpy as np
from build import build

model = build()
model.fit(np.zeros((4, 3)), np.zeros(4))  # keras
""",
    "package/build.py": """\
from tensorflow import keras

def build():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, "tanh")])
    model.compile(keras.optimizers.SGD(0.5), "mse")
    return model
""",
    "leaves.py": """\
import os, socket, sys
from tensorflow import keras
assert "SECRET" not in os.environ
try:
    open(OUTSIDE, "w")
except OSError:
    socket.create_connection(("192.0.2.1", 80), 1)
keras.Sequential([keras.layers.Dense(1)]).compile("sgd", "mse")
""",
    "plain.py": "print('keras'.compile(1))\n",
    "python2.py": "import keras\nprint model.fit(x)\n",
    "nothing.py": "import keras\n",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("checkout")
    (root / "pyproject.toml").touch()
    for name, text in SCRIPTS.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text.replace("OUTSIDE", repr(str(root / "outside.txt"))), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def surveyed(checkout: Path) -> Survey:
    _, command = public.walls()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", "1")
        return public.survey([checkout], None, sys.executable, command)


def test_training_scripts_are_found(checkout: Path) -> None:
    found = {path.relative_to(checkout).as_posix() for path in public.training_scripts(checkout)}
    assert found == {"old.py", "stops.py", "package/imports.py", "package/build.py", "leaves.py", "plain.py"}


def test_a_limit_spreads_evenly() -> None:
    paths = [Path(str(number)) for number in range(10)]
    assert public.spread(paths, 5) == paths[::2]
    assert public.spread(paths, None) == public.spread(paths, 99) == paths


@pytest.mark.slow
def test_only_what_trains_counts(checkout: Path, surveyed: Survey) -> None:
    assert (
        {checkout / "package/build.py", checkout / "plain.py"}
        <= set(surveyed.broken)
        <= {checkout / name for name in SCRIPTS}
    )
    assert surveyed.broken[checkout / "package/build.py"] == "neither compiles nor fits a Keras model"
    assert surveyed.broken[checkout / "plain.py"].startswith("AttributeError")


@pytest.mark.slow
def test_a_script_is_shut_in(checkout: Path, surveyed: Survey) -> None:
    words, _ = public.walls()
    assert (checkout / "outside.txt").exists() == (words != "files and network")
    assert surveyed.broken.get(checkout / "leaves.py", "").startswith("OSError") == (words == "files and network")


@pytest.mark.slow
def test_what_ran_is_read_as_it_ran(checkout: Path, surveyed: Survey) -> None:
    assert public.listing(surveyed) == []
    facts = {
        (path.name, fact.subject)
        for path, facts in surveyed.verdicts.items()
        for fact in facts
        if fact.outcome == AGREE
    }
    for script in ("old.py", "stops.py", "imports.py"):
        assert {
            (script, subject) for subject in ("graph", "layer argument", "optimizer", "learning rate", "training")
        } <= facts
    trainings = [fact for fact in surveyed.verdicts[checkout / "old.py"] if fact.subject == "training"]
    assert [fact.outcome for fact in trainings] == [AGREE, AGREE]


def outcome(path: Path, old: str, new: str, event: dict[str, object], complete: bool) -> list[str]:
    path.write_text(SCRIPTS["stops.py"].replace(old, new), encoding="utf-8")
    events = [
        {
            "event": "train",
            "method": "fit",
            "model": 0,
            "args": {"x": {"data": "ndarray"}, "y": {"data": "ndarray"}},
            **event,
        }
    ]
    found = public.judge(public.Outcome(path, events, complete, ""))
    return [fact.outcome for fact in found if fact.subject == "training"]


def test_a_script_that_stops_is_not_held_against_what_follows(tmp_path: Path) -> None:
    seen = {"place": "train.py:7", "graphs": [{"error": "not traced"}]}
    assert outcome(tmp_path / "train.py", "", "", seen, False) == [AGREE]
    assert outcome(tmp_path / "train.py", "", "", seen, True) == [AGREE, WRONG]
    assert outcome(tmp_path / "train.py", "model.fit(x, y)\n", "pass\n", seen, False) == [WRONG]
    assert UNKNOWN not in outcome(tmp_path / "train.py", "", "", seen, False)


def test_reasons_are_counted_by_kind() -> None:
    broken = {Path("a"): "shape (3, 4)", Path("b"): "shape (5, 6)", Path("c"): "other"}
    assert [line.split(None, 1) for line in public.reasons(broken)] == [["2", "shape (#, #)"], ["1", "other"]]


def test_models_once_handed_input_on() -> None:
    program = fitlint.inspect_source(
        "from tensorflow.python.keras.models import Input, Model\n"
        "from tensorflow.python.keras.layers import Dense\n"
        "x = Input(shape=(3,))\n"
        "Model(x, Dense(1)(x)).compile('sgd', 'mse')\n"
    )
    assert [layer.kind for layer in program.compiles[0].model.layers] == ["InputLayer", "Dense"]


def test_the_outputs_of_a_model_are_a_list_to_add_to() -> None:
    program = fitlint.inspect_source(
        "from tensorflow.keras import Input, Model\n"
        "from tensorflow.keras.layers import Dense\n"
        "a = Input((4,))\n"
        "two, one = Model(a, [Dense(1)(a), Dense(2)(a)]), Model(a, Dense(3)(a))\n"
        "b = Input((4,))\n"
        "Model(b, two(b) + [one(b)]).compile('sgd', 'mse')\n"
        "Model(b, one(b) + one(b)).compile('sgd', 'mse')\n"
    )
    lists, sums = (compiled.model for compiled in program.compiles)
    units = [lists.layers[index].args["units"].value for index in lists.outputs]
    assert units == [1, 2, 3]
    assert [sums.layers[index].kind for index in sums.outputs] == ["op:add"]
