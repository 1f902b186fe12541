"""From a script to what the verifier rebuilds of it, the fixes, and the sizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from verify_cases import HEAD, dense, findings, spec_of

from fitlint.verify import fixes, sizes
from fitlint.verify.allowed import LAYERS, LOSSES, OPTIMIZERS, loss_class

if TYPE_CHECKING:
    from pathlib import Path

DENSE = "model = keras.Sequential([keras.Input((8,)), layers.Dense(32, activation='relu'), layers.Dense(1)])"


def test_a_stack_of_layers_is_rebuilt_with_its_training(tmp_path: Path) -> None:
    code = f"""{HEAD}
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, (3, 3), padding="same", activation="relu", kernel_regularizer=keras.regularizers.L2(0.01)),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile(keras.optimizers.SGD(0.5, momentum=0.9), keras.losses.SparseCategoricalCrossentropy())
model.fit(x, y, epochs=7, batch_size=16)
"""
    spec = next(f for f in findings(tmp_path, code) if f.code == "FIT201").spec
    assert spec is not None
    assert [layer["class"] for layer in spec["layers"]] == ["InputLayer", "Conv2D", "MaxPooling2D", "Flatten", "Dense"]
    assert spec["layers"][0]["config"] == {"shape": [28, 28, 1], "integers": False}
    assert spec["layers"][1]["config"] == {
        "filters": 16,
        "kernel_size": [3, 3],
        "padding": "same",
        "kernel_regularizer": {"class": "L2", "config": {"l2": 0.01}},
        "activation": "relu",
    }
    assert spec["optimizer"] == {"class": "SGD", "config": {"momentum": 0.9, "learning_rate": 0.5}}
    assert spec["loss"] == {"class": "SparseCategoricalCrossentropy", "config": {}}
    assert (spec["fit"]["epochs"], spec["fit"]["batch_size"], spec["fit"]["validated"]) == (7, 16, False)
    json.dumps(spec)


def test_branches_and_shared_layers_keep_their_wiring(tmp_path: Path) -> None:
    spec = spec_of(
        tmp_path,
        "i = keras.Input((4,))\nd = layers.Dense(4)\na = d(i)\nb = d(a)\n"
        "model = keras.Model(i, layers.Dense(1)(layers.add([a, b])))",
    )
    assert [layer["class"] for layer in spec["layers"]] == ["InputLayer", "Dense", "Dense", "Add", "Dense"]
    assert [layer["inputs"] for layer in spec["layers"]] == [[], [0], [1], [1, 2], [3]]
    assert spec["layers"][1]["shared"] == spec["layers"][2]["shared"]
    assert "shared" not in spec["layers"][4]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("model = keras.Sequential([layers.Lambda(lambda t: t), layers.Dense(1)])", "it uses a Lambda layer"),
        ("class Own(layers.Layer):\n    def build(self, s):\n        self.w = self.add_weight(shape=(1,))\n"
         "    def call(self, x):\n        return x * self.w\nmodel = keras.Sequential([Own(), layers.Dense(1)])",
         "it uses Own, a layer of the project's own"),
        ("model = keras.Sequential([keras.applications.ResNet50(), layers.Dense(1)])",
         "it uses the ready-made model applications.ResNet50"),
        ("model = keras.Sequential([layers.Dense(int(input())), layers.Dense(1)])", "Dense(units=) is not known"),
        ("i = keras.Input((4,))\nmodel = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)])",
         "the model has several outputs"),
        ("model = keras.Sequential()\nif flag:\n    model.add(layers.Dense(3))\nmodel.add(layers.Dense(1))",
         "only some runs add the layer Dense"),
    ],
)  # fmt: skip
def test_what_cannot_be_rebuilt_says_why(tmp_path: Path, body: str, reason: str) -> None:
    assert reason in spec_of(tmp_path, body)["why"]


@pytest.mark.parametrize(
    ("optimizer", "loss", "reason"),
    [
        ("keras.optimizers.Adam(0.5)", "lambda a, b: a - b", "the project's own"),
        ("keras.optimizers.Adam(0.5)", "make()", "the loss"),
        ("keras.optimizers.Adam(0.5, clipnorm=float(input()))", '"mse"', "Adam(clipnorm=) is not known"),
        ("keras.optimizers.Adam(0.5)", '["mse", "mae"]', "the model has several losses"),
    ],
)
def test_a_training_that_cannot_be_rebuilt_says_why(tmp_path: Path, optimizer: str, loss: str, reason: str) -> None:
    assert reason in spec_of(tmp_path, DENSE, optimizer, loss)["why"]


def test_an_unknown_number_of_classes_is_three(tmp_path: Path) -> None:
    body = "model = keras.Sequential([keras.Input((8,)), layers.Dense(int(input()), activation='softmax')])"
    spec = spec_of(tmp_path, body, loss='"sparse_categorical_crossentropy"')
    assert spec["layers"][-1]["config"]["units"] == 3
    assert spec["notes"] == ["with 3 outputs, for their number is not known"]
    assert "not known" in spec_of(tmp_path, body, loss='"mse"')["why"]


def test_a_flagged_head_is_cut_off_behind_what_is_closed(tmp_path: Path) -> None:
    code = f"""{HEAD}
base = keras.applications.ResNet50(include_top=False, pooling="avg")
model = keras.Sequential([base] + [layers.Dense(64, activation="sigmoid") for _ in range(3)] + [layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, validation_split=0.1)
"""
    (spec,) = [finding.spec for finding in findings(tmp_path, code) if finding.code == "FIT302"]
    assert spec is not None
    assert [layer["class"] for layer in spec["layers"]] == ["InputLayer", *["Dense"] * 4]
    assert spec["notes"] == ["the layers behind applications.ResNet50 alone, fed with noise"]


def test_a_head_that_pools_is_fed_with_images(tmp_path: Path) -> None:
    code = f"""{HEAD}
base = keras.applications.ResNet50(include_top=False)
model = keras.Sequential([base, layers.GlobalAveragePooling2D()])
for _ in range(3):
    model.add(layers.Dense(64, activation="sigmoid"))
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(x, y, validation_split=0.1)
"""
    (spec,) = [finding.spec for finding in findings(tmp_path, code) if finding.code == "FIT302"]
    assert spec is not None
    assert len(spec["layers"][0]["config"]["shape"]) == 3


def test_data_are_described_by_a_closed_list_of_steps(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b,label\n1,2,0\n3,4,1\n", encoding="utf-8")
    code = f"""{HEAD}
import pandas as pd
table = pd.read_csv("table.csv")
x = table.drop(columns=["label"]).values / 255.0
y = table["label"]
{DENSE}
model.compile(keras.optimizers.Adam(0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
    (spec,) = [finding.spec for finding in findings(tmp_path, code) if finding.code == "FIT201"]
    assert spec is not None
    x, y = spec["data"]["x"], spec["data"]["y"]
    assert x["step"] == "arithmetic"
    assert x["settings"] == {"operator": "/", "number": 255.0, "reversed": False}
    assert x["sources"][0]["step"] == "drop"
    assert y["settings"] == {"key": "label"}
    assert os.path.samefile(y["sources"][0]["settings"]["file"], tmp_path / "table.csv")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('np.load("/etc/hostname")', "outside the project"),
        ('np.load("../other.npy")', "outside the project"),
        ('np.load("none.npy")', "what `numpy.load` reads is not a file of this project"),
        ("np.random.rand(9, 8)", "is not among the steps that are repeated"),
        ("make_data()", "what it is trained on is not known"),
        ('np.load("a.npy") * np.load("a.npy")', "data are combined with data"),
        ('np.loadtxt("a.npy", float, "#")', "`numpy.loadtxt()` has more arguments by position than are repeated"),
        ('np.loadtxt("a.npy", max_rows=9)', "`numpy.loadtxt()` has arguments that are not repeated: max_rows"),
    ],
)
def test_data_that_are_not_repeated_say_why(tmp_path: Path, data: str, reason: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / ".git").mkdir()
    (tmp_path / "other.npy").write_bytes(b"")
    (project / "a.npy").write_bytes(b"")
    body = f"import numpy as np\nx = {data}\ny = x\n{DENSE}"
    why = spec_of(project, body)["data"]["why"]
    assert reason in why


def test_inspect_prints_the_specification(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        f"{HEAD}{DENSE}\nmodel.compile('adam', 'mse')\nmodel.fit(x, y)\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "fitlint", "inspect", "--spec", "train.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (spec,) = json.loads(done.stdout)
    assert (spec["row"], spec["version"], spec["optimizer"]["class"]) == (5, 1, "Adam")


# Fixes


def test_fixes_change_only_what_they_say() -> None:
    spec = dense(16, 16, 16, activation="sigmoid", rate=0.5)
    before = json.dumps(spec)
    assert fixes.tenth(spec)["optimizer"]["config"]["learning_rate"] == 0.05
    assert fixes.optimizer_default(spec)["optimizer"]["config"]["learning_rate"] == 0.001
    healed = fixes.relu_he(spec)
    assert [layer["config"].get("activation") for layer in healed["layers"][1:]] == ["relu"] * 3 + ["sigmoid"]
    assert healed["layers"][1]["config"]["kernel_initializer"] == "he_normal"
    assert json.dumps(spec) == before


def test_a_schedule_shrinks_as_a_whole() -> None:
    spec = dense(4)
    schedule = {"initial_learning_rate": 1.0, "end_learning_rate": 0.5, "decay_steps": 10}
    spec["optimizer"] = {
        "class": "SGD", "config": {"learning_rate": 0.01},
        "schedule": {"class": "PolynomialDecay", "config": schedule},
    }  # fmt: skip
    config = fixes.tenth(spec)["optimizer"]["schedule"]["config"]
    assert config == {"initial_learning_rate": 0.1, "end_learning_rate": 0.05, "decay_steps": 10}
    assert "schedule" not in fixes.optimizer_default(spec)["optimizer"]


def test_dropout_stands_behind_each_hidden_layer() -> None:
    spec = dense(16, 8)
    spec["flagged"] = 2
    fixed = fixes.dropout(spec)
    kinds = [layer["class"] for layer in fixed["layers"]]
    assert kinds == ["InputLayer", "Dense", "Dropout", "Dense", "Dropout", "Dense"]
    assert [layer["inputs"] for layer in fixed["layers"]] == [[], [0], [1], [2], [3], [4]]
    assert (fixed["output"], fixed["flagged"]) == (5, 3)


def test_a_separate_sigmoid_is_replaced_and_its_layer_initialized() -> None:
    spec = dense(8, activation="linear")
    spec["layers"].insert(2, {"class": "Activation", "config": {"activation": "sigmoid"}, "inputs": [1]})
    spec["layers"][3]["inputs"], spec["output"] = [2], 3
    fixed = fixes.relu_he(spec)["layers"]
    assert fixed[2]["config"]["activation"] == "relu"
    assert fixed[1]["config"]["kernel_initializer"] == "he_normal"
    assert fixed[3]["config"]["activation"] == "sigmoid", "the output keeps its own"


@pytest.mark.parametrize(
    ("spec", "activation", "loss"),
    [
        (dense(4, head="softmax"), "sigmoid", "BinaryCrossentropy"),
        (dense(4, head="linear"), "sigmoid", "BinaryCrossentropy"),
        (dense(4, head="sigmoid", outputs=3, loss="CategoricalCrossentropy"), "softmax", "CategoricalCrossentropy"),
        (dense(4, head="softmax", outputs=3, loss="SparseCategoricalCrossentropy", logits=True), "softmax",
         "SparseCategoricalCrossentropy"),
        (dense(4, head="softmax", loss="CategoricalCrossentropy"), "sigmoid", "BinaryCrossentropy"),
    ],
)  # fmt: skip
def test_the_head_and_the_loss_are_made_to_match(spec: dict[str, object], activation: str, loss: str) -> None:
    fixed = fixes.matching_head(spec)
    assert fixed["layers"][-1]["config"]["activation"] == activation
    assert fixed["loss"] == {"class": loss, "config": {}}


def test_weights_are_inverse_to_the_counts() -> None:
    spec = {**dense(4), "counts": [90.0, 10.0]}
    assert fixes.balanced_class_weight(spec)["fit"]["class_weight"] == {"0": 100 / 180, "1": 5.0}
    with pytest.raises(fixes.NoFix, match="not known"):
        fixes.balanced_class_weight(dense(4))


# Sizes


def test_hidden_layers_are_narrowed_and_the_output_is_not() -> None:
    spec = dense(1024, 64, outputs=500, loss="SparseCategoricalCrossentropy", head="softmax")
    small = sizes.shrunk(spec)
    assert [layer["config"].get("units") for layer in small["layers"]] == [None, 128, 64, 500]


def test_images_stay_twice_as_large_as_what_slides_over_them() -> None:
    spec = dense(4)
    spec["layers"][0]["config"]["shape"] = [224, 224, 3]
    spec["layers"].insert(1, {"class": "Conv2D", "config": {"filters": 8, "kernel_size": 3}, "inputs": [0]})
    assert sizes.input_shapes(sizes.shrunk(spec)) == [[16, 16, 3]]
    spec["layers"][1]["config"]["kernel_size"] = [11, 11]
    assert sizes.input_shapes(sizes.shrunk(spec)) == [[22, 22, 3]]


def test_unknown_sizes_are_filled_in() -> None:
    spec = dense(4, inputs=None)
    assert sizes.open_width(spec)
    assert sizes.input_shapes(sizes.filled(spec, 64)) == [[64]]
    spec["layers"][0]["config"]["shape"] = [None, None, None]
    assert not sizes.open_width(spec)
    assert sizes.input_shapes(sizes.filled(spec)) == [[16, 16, 3]]


def test_an_embedding_is_fed_with_vectors() -> None:
    spec = dense(4)
    spec["layers"][0]["config"] = {"shape": [10], "integers": True}
    spec["layers"][1] = {"class": "Embedding", "config": {"input_dim": 99, "output_dim": 7}, "inputs": [0]}
    fed = sizes.fed_with_vectors(spec)["layers"]
    assert fed[0]["config"] == {"shape": [10, 7], "integers": False}
    assert fed[1]["class"] == "Identity"


def test_a_monster_is_refused_by_its_sizes() -> None:
    assert sizes.monster(dense(10)) == ""
    assert "Dense alone has 500,000,000 values" in sizes.monster(dense(500_000_000))


@pytest.mark.slow
def test_everything_on_the_lists_exists_in_keras() -> None:
    """In a process of its own, for Keras must not be imported here."""
    wanted = json.dumps({kind: sorted(arguments) for kind, arguments in (LAYERS | OPTIMIZERS).items()})
    code = f"""
import inspect, json, keras
wrong = []
for kind, names in json.loads({wanted!r}).items():
    made = getattr(keras.layers, kind, None) or getattr(keras.optimizers, kind)
    known = {{n for c in made.__mro__ for n in inspect.signature(c.__init__).parameters}}
    wrong += [(kind, name) for name in names if name not in known]
print(wrong, [k for k in {sorted(LOSSES)!r} if not hasattr(keras.losses, k)])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("mse", "MeanSquaredError"), ("binary_crossentropy", "BinaryCrossentropy"), ("Huber", "Huber"), ("own", None)],
)
def test_losses_are_known_by_all_their_names(name: str, kind: str | None) -> None:
    assert loss_class(name) == kind


def test_a_structure_needs_neither_loss_nor_optimizer(tmp_path: Path) -> None:
    code = (
        f"{HEAD}from mine import my_loss, my_optimizer\n"
        "model = keras.Sequential([keras.Input((8,)), layers.Dense(8), layers.Dense(4, activation='relu'),\n"
        "    layers.Dense(1)])\n"
        "model.compile(my_optimizer, my_loss)\nmodel.fit(x, y, validation_split=0.1)\n"
    )
    (found,) = [finding for finding in findings(tmp_path, code) if finding.code == "FIT303"]
    assert found.spec is not None
    assert (found.spec["loss"], found.spec["optimizer"], found.spec["flagged"]) == (None, None, 1)


def test_an_unknown_image_is_large_enough_for_all_that_slides_over_it() -> None:
    layers = [{"class": "InputLayer", "config": {"shape": [None, None, 3], "integers": False}, "inputs": []}]
    for kind, config in [("Conv2D", {"filters": 4, "kernel_size": 3}), ("MaxPooling2D", {})] * 3:
        layers.append({"class": kind, "config": config, "inputs": [len(layers) - 1]})
    shape = sizes.filled({**dense(4), "layers": layers})["layers"][0]["config"]["shape"]
    assert shape == [30, 30, 3], "30, 28, 14, 12, 6, 4 and 2: twice the kernel before the last convolution"


def test_a_structure_is_told_in_a_model_with_several_outputs(tmp_path: Path) -> None:
    code = (
        f"{HEAD}start = keras.Input((8,))\n"
        "one = layers.Dense(1)(layers.Dense(16, activation='relu')(start))\n"
        "two = layers.Dense(1)(layers.Dense(5)(start))\n"
        "model = keras.Model(start, [one, two])\n"
        "model.compile('adam', 'mse')\nmodel.fit(x, [y, z], validation_split=0.1)\n"
    )
    (found,) = [finding for finding in findings(tmp_path, code) if finding.code == "FIT303"]
    assert found.spec is not None
    units = [layer["config"].get("units") for layer in found.spec["layers"]]
    assert units == [None, 5, 1]
    assert (found.spec["flagged"], found.spec["output"]) == (1, 2)


def test_a_scheduler_that_always_gives_one_number_is_the_rate(tmp_path: Path) -> None:
    held = "callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch: 0.25)]"
    code = f"{HEAD}\n{DENSE}\nmodel.compile(keras.optimizers.Adam(0.001), 'mse')\nmodel.fit(x, y, epochs=9, {held})\n"
    spec = next(f for f in findings(tmp_path, code) if f.code == "FIT201").spec
    assert spec is not None
    assert spec["optimizer"] == {"class": "Adam", "config": {"learning_rate": 0.25}}
    assert spec["notes"] == []


def test_a_high_start_of_a_schedule_is_tested_against_a_lower_one(tmp_path: Path) -> None:
    rate = "keras.optimizers.schedules.ExponentialDecay(0.5, 1000, 0.9)"
    code = f"{HEAD}\n{DENSE}\nmodel.compile(keras.optimizers.Adam({rate}), 'mse')\nmodel.fit(x, y, epochs=9)\n"
    finding = next(f for f in findings(tmp_path, code) if f.code == "FIT201")
    assert finding.severity == "info"
    assert finding.spec is not None
    assert finding.spec["optimizer"]["schedule"]["config"]["initial_learning_rate"] == 0.5
    assert fixes.tenth(finding.spec)["optimizer"]["schedule"]["config"]["initial_learning_rate"] == pytest.approx(0.05)
    assert "schedule" not in fixes.optimizer_default(finding.spec)["optimizer"]
