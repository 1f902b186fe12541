"""``inspect``: a program made by hand, as a page and as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from fitlint.finding import Site
from fitlint.inspect import render
from fitlint.inspect.values import fact, value
from fitlint.program import (
    Activation,
    Anchor,
    Compile,
    Component,
    Data,
    Fact,
    Gap,
    LabelCounts,
    Layer,
    Loop,
    Model,
    Optimizer,
    Program,
    Span,
    Step,
    Training,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def at(row: int, filename: str = "src/train.py") -> Anchor:
    return Anchor(filename, Span(row, 5, row, 9))


def site(anchor: Anchor) -> Site:
    assert isinstance(anchor.node, Span)
    return Site(anchor.filename, *anchor.node)


def known(*options: object) -> Fact:
    return Fact(options)


def component(kind: str, **args: object) -> Component:
    return Component(kind, {name: known(arg) for name, arg in args.items()}, at(60))


def layer(kind: str, row: int, *inputs: int, activation: str = "", **more: object) -> Layer:
    args = {name: arg if isinstance(arg, Fact) else known(arg) for name, arg in more.pop("args", {}).items()}
    chosen = Activation(activation, None) if activation else None
    return Layer(kind, args, at(row), inputs, activation=chosen, **more)


CLASSIFIER = Model(
    "sequential",
    at(10),
    (
        layer("Input", 11, args={"shape": (28, 28)}),
        layer("Flatten", 12, 0),
        layer("Dense", 13, 1, args={"units": 128, "kernel_regularizer": component("L2", l2=0.01)}, activation="relu"),
        layer("Dropout", 15, 2, args={"rate": 0.5}, certain=False),
        layer("Dense", 16, 3, args={"units": Fact(why="comes from the network")}, activation="softmax", name="head"),
    ),
    (4,),
    name="digits",
    builder="build_model",
    uses=frozenset({"compiled", "trained"}),
)
GRAPH = Model(
    "functional",
    at(40),
    (
        layer("Input", 41, args={"shape": (224, 224, 3)}),
        layer("backbone", 42, 0, opaque="keras.applications.ResNet50", trainable=False),
        layer(
            "Conv2D",
            43,
            1,
            args={"filters": 32, "kernel_size": (3, 3), "strides": 2, "padding": "same"},
            activation="relu",
            scope=("encoder",),
            shared=7,
        ),
        layer(
            "Conv2D",
            44,
            2,
            args={"filters": Fact((32, 64)), "kernel_size": 3},
            scope=("encoder", "block"),
            wrapper="TimeDistributed",
        ),
        layer(
            "Conv2D",
            43,
            3,
            args={"filters": 32, "kernel_size": (3, 3), "strides": 2},
            activation="relu",
            scope=("encoder", "block"),
            shared=7,
        ),
        layer("op:add", 45, 2, 4, scope=("encoder",)),
        layer("GlobalAveragePooling2D", 46, 5),
        layer("Dense", 47, 6, args={"units": 1}, activation="sigmoid", name="score"),
        layer("Dense", 48, 6, args={"units": 10}, activation="?"),
    ),
    (7, 8),
    gaps=(Gap(at(49), "layers come from a loop of unknown length"),),
    uses=frozenset({"returned"}),
    own_train_step=True,
)
RATE = Fact((0.05,), origin=(Step(at(20), 'learning_rate=cfg["lr"]'), Step(at(3, "conf/config.yaml"), "lr: 0.05")))
ADAM = Optimizer("Adam", {"learning_rate": RATE, "beta_1": known(0.8)}, at(20), RATE, rate_changes=(at(26),))
SCHEDULE = component("CosineDecay", initial_learning_rate=0.1, decay_steps=1000)
STOP = component("EarlyStopping", monitor="val_loss", patience=5)
COMPILE = Compile(
    at(19),
    CLASSIFIER,
    {"optimizer": known(ADAM), "loss": known("sparse_categorical_crossentropy"), "metrics": known(["accuracy"])},
    (ADAM,),
)
EPOCHS = Fact((50,), origin=(Step(at(7), 'parser.add_argument("--epochs", default=50)'),), overridable=True)
FIT = Training(
    "fit",
    at(25),
    CLASSIFIER,
    {
        "x": Fact(),
        "y": Fact(),
        "epochs": EPOCHS,
        "batch_size": known(32),
        "validation_split": known(0.2),
        "callbacks": Fact(),
    },
    COMPILE,
    (ADAM,),
    callbacks=(STOP, Component("Logger", {}, at(3), keras=False, traits=frozenset({"sets_learning_rate"}))),
    callbacks_open=True,
    x=Data("numpy array", frozenset({"random", "rows:64"})),
    y=Data("numpy array"),
    loops=(Loop(at(24), "folds", 5, True),),
    evaluated=True,
)
TAPE = Training(
    "tape", at(60), GRAPH, {}, optimizers=(Optimizer("SGD", {}, at(58), schedule=SCHEDULE),), open=True, certain=False
)
COUNTS = LabelCounts("data.class_counts", (("healthy", 9500), ("sick", 500)), at(7, "conf/config.yaml"), at(8))
PROGRAM = Program(
    "src/train.py",
    (CLASSIFIER, GRAPH),
    (COMPILE,),
    (FIT, TAPE),
    (COUNTS,),
    (Gap(at(70), "the module's name is not known"), Gap(None, "a call of eval")),
    partial=(Gap(at(66), "the script takes more steps than fitlint follows"),),
)


def test_the_page_of_a_program(snapshot: Callable[[str, str], None]) -> None:
    snapshot("inspect", render(PROGRAM, site, color=False, width=80))


@pytest.mark.parametrize("width", [70, 80, 120])
def test_the_page_fits(width: int) -> None:
    assert all(cell_len(line) <= width for line in render(PROGRAM, site, color=False, width=width).splitlines())


def test_colours_do_not_change_the_text() -> None:
    painted = render(PROGRAM, site, color=True, width=80)
    assert "\x1b[33mDropout" in painted
    plain = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == render(PROGRAM, site, color=False, width=80).splitlines()


def test_a_script_without_keras() -> None:
    program = Program("a\x1b.py", snippet=True)
    assert render(program, site, color=False, width=80) == (
        "a\\x1b.py: no Keras model, no training\n  Names of Keras that nothing here defines are taken at their word.\n"
    )


def test_a_model_that_grows_after_its_compile_is_listed_twice() -> None:
    grown = Model("sequential", CLASSIFIER.anchor, (*CLASSIFIER.layers, layer("Dense", 30, 4)), (5,))
    program = Program("src/train.py", (CLASSIFIER,), (COMPILE,), (Training("fit", at(31), grown, {}),))
    text = render(program, site, color=False, width=80)
    assert "src/train.py: 2 models, 1 compile and 1 training\n" in text
    assert "Compile of model 1 " in text
    assert "Training of model 2 with fit " in text


def test_a_model_that_is_compiled_as_it_was_built_is_listed_once() -> None:
    same = Model("sequential", CLASSIFIER.anchor, CLASSIFIER.layers, (4,))
    program = Program("src/train.py", (CLASSIFIER,), (Compile(at(19), same, {}),))
    assert "src/train.py: 1 model and 1 compile\n" in render(program, site, color=False, width=80)


def test_models_from_one_builder_are_told_apart() -> None:
    first, second = (Model("sequential", at(10), CLASSIFIER.layers, number=number) for number in (1, 2))
    program = Program("src/train.py", (first, second), (Compile(at(30), second, {}),))
    text = render(program, site, color=False, width=80)
    assert "Model 1, Sequential " in text
    assert text.index("Model 2, Sequential ") < text.index("Compile of model 2 ")


def test_inputs_that_are_also_the_targets() -> None:
    data = Data("numpy.load()", identity=3)
    program = Program("src/train.py", (), (), (Training("fit", at(1), CLASSIFIER, {}, x=data, y=data),))
    assert "  y           the same as x\n" in render(program, site, color=False, width=80)


def test_a_value_that_a_loop_varies() -> None:
    swept = Fact((0.1,), swept=True)
    program = Program("src/train.py", (), (Compile(at(1), CLASSIFIER, {"loss": swept}),))
    assert "  loss  0.1, one of those a loop or a search tries\n" in render(program, site, color=False, width=80)


def test_places_in_notebooks_name_the_cell() -> None:
    text = render(PROGRAM, lambda anchor: site(anchor)._replace(cell=4), color=False, width=80)
    assert "Compile of model 1  src/train.py:cell 4:19\n" in text
    assert re.search(r"├─ Flatten .*  :cell 4:12\n", text)


@pytest.mark.parametrize("without", [{}, {"validation_data": Fact()}, {"validation_data": Fact(why="a call")}])
def test_validation_is_always_told(without: dict[str, Fact]) -> None:
    program = Program("src/train.py", (), (), (Training("fit", at(1), CLASSIFIER, without),))
    expected = {0: "none", 1: "validation_data=unknown"}[len(without)]
    assert f"  validation  {expected}" in render(program, site, color=False, width=80)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (0.05, "0.05"),
        (float("inf"), "inf"),
        (10**400, "about 10**398"),
        (True, "True"),
        ("1e-3", '"1e-3"'),
        ("\x1b" + "x" * 99, '"\\x1b' + "x" * 59 + '…"'),
        ((3,), "(3,)"),
        ([1, [2, "a"]], '[1, [2, "a"]]'),
        (tuple(range(100)), "(0, 1, 2, 3, 4, 5, 6, 7, …)"),
        ({"a": 1}, '{"a": 1}'),
        ([[[[[1]]]]], "[[[[…]]]]"),
        (component("L2", l2=0.01, name="reg"), "L2(l2=0.01)"),
        (ADAM, "Adam(learning_rate=0.05, beta_1=0.8)"),
        (CLASSIFIER, "model digits"),
        (CLASSIFIER.layers[1], "Flatten"),
        (Data("numpy array", frozenset({"one_batch"})), "numpy array (one batch)"),
        (object(), "object"),
    ],
)
def test_values_in_words(found: object, words: str) -> None:
    assert value(found) == words


def test_facts_in_words() -> None:
    assert fact(Fact()) == "unknown"
    assert fact(Fact(why="read\nfrom a \x1bsocket")) == "unknown (read from a \\x1bsocket)"
    assert fact(Fact((32, 64, 128))) == "32, 64 or 128"
    assert fact(Fact(tuple(range(20)))).endswith("6 or 7 or …")


PLACE = {
    "filename": {"type": "string"},
    "cell": {"type": ["integer", "null"]},
    "location": {"type": "object", "required": ["row", "column"]},
    "end_location": {"type": "object", "required": ["row", "column"]},
}


def test_the_json_object() -> None:
    text = render(PROGRAM, site, "json")
    assert text.isascii()
    found = json.loads(text)
    assert list(found) == [
        "filename",
        "snippet",
        "partial",
        "models",
        "compiles",
        "trainings",
        "label_counts",
        "lost",
        "gaps",
    ]
    placed = Draft202012Validator({"type": "object", "required": list(PLACE), "properties": PLACE})
    for entry in (*found["models"], *found["models"][0]["layers"], *found["compiles"], *found["trainings"]):
        placed.validate(entry)
    assert [entry["kind"] for entry in found["models"]] == ["sequential", "functional"]
    assert found["models"][1]["layers"][5]["inputs"] == [2, 4]
    assert found["models"][1]["layers"][3]["args"]["filters"]["values"] == [32, 64]
    assert found["compiles"][0]["model"] == 0
    assert found["trainings"][1]["model"] == 1
    assert found["trainings"][1]["optimizers"][0]["schedule"]["kind"] == "CosineDecay"
    assert found["label_counts"][0]["counts"] == {"healthy": 9500, "sick": 500}
    assert found["gaps"][1] == {"at": None, "why": "a call of eval"}


def test_the_json_keeps_the_chain_of_evidence() -> None:
    (optimizer,) = json.loads(render(PROGRAM, site, "json"))["compiles"][0]["optimizers"]
    rate = optimizer["learning_rate"]
    assert rate["values"] == [0.05]
    assert [(step["filename"], step["location"]["row"], step["text"]) for step in rate["origin"]] == [
        ("src/train.py", 20, 'learning_rate=cfg["lr"]'),
        ("conf/config.yaml", 3, "lr: 0.05"),
    ]


@pytest.mark.parametrize("fmt", ["text", "json"])
def test_places_can_be_looked_up_at_once(fmt: str) -> None:
    asked: list[Anchor] = []
    told: list[Anchor] = []

    def noting(anchor: Anchor) -> Site:
        asked.append(anchor)
        return site(anchor)

    assert render(PROGRAM, noting, fmt, width=80, prefetch=told.extend) == render(PROGRAM, site, fmt, width=80)
    assert told == asked


def test_an_activation_layer_is_not_named_twice() -> None:
    model = Model("sequential", at(1), (layer("ReLU", 2, activation="relu"),))
    assert "└─ ReLU    :2\n" in render(Program("src/train.py", (model,)), site, color=False, width=80)


CONVOLUTION = (
    layer("InputLayer", 2, args={"shape": (28, 28, 1)}),
    layer("Conv2D", 3, 0, args={"filters": 64, "kernel_size": (3, 3)}, activation="relu"),
    layer("LSTM", 4, args={"units": 8, "input_shape": (5, 3), "return_state": True}),
)


NETWORK = Program("src/train.py", (Model("sequential", at(1), CONVOLUTION),))


def test_shapes_and_parameters_stand_in_columns() -> None:
    assert render(NETWORK, site, color=False, width=80).splitlines()[3:] == [
        "  layer            arguments                      output shape        params",
        "  ├─ 1 InputLayer  (28, 28, 1)                    (None, 28, 28, 1)        0  :2",
        "  ├─ 2 Conv2D      64, (3, 3), relu               (None, 26, 26, 64)     640  :3",
        "  └─ 3 LSTM        8, input_shape=(5, 3),         3x (None, 8)           384  :4",
        "                   return_state=True",
        "  Total params          1,024",
        "  Trainable params      1,024",
        "  Non-trainable params  0",
    ]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "  ├─ 2 Conv2D      64, (3, 3), relu                  640  :3"),
        (40, "  ├─ 2 Conv2D      64, (3, 3), relu      :3"),
    ],
)
def test_columns_give_way_where_there_is_no_room(width: int, line: str) -> None:
    assert line in render(NETWORK, site, color=False, width=width).splitlines()


def test_the_json_tells_shapes_and_parameters() -> None:
    (model,) = json.loads(render(NETWORK, site, "json"))["models"]
    assert model["params"] == {"total": 1024, "trainable": 1024, "non_trainable": 0, "why_unknown": None}
    assert [one["output_shape"] for one in model["layers"]] == [
        [None, 28, 28, 1],
        [None, 26, 26, 64],
        [[None, 8], [None, 8], [None, 8]],
    ]
    assert [one["params"] for one in model["layers"]] == [0, 640, 384]


def test_the_json_tells_why_a_shape_is_not_known() -> None:
    first, second = json.loads(render(PROGRAM, site, "json"))["models"]
    why = "`units` is not known: comes from the network"
    assert first["layers"][4]["output_shape"] is None
    assert first["layers"][4]["output_shape_unknown"] == first["layers"][4]["params_unknown"] == why
    assert first["params"] == {"total": None, "trainable": None, "non_trainable": None, "why_unknown": why}
    assert second["layers"][1]["output_shape_unknown"] == "a ready-made model"


def test_numbers_that_json_cannot_hold_are_strings() -> None:
    odd = {"a": known(float("nan")), "b": known((float("-inf"), 1)), "c": known(10**400), "d": known(STOP)}
    program = Program("src/train.py", (), (Compile(at(1), CLASSIFIER, odd),))
    (found,) = json.loads(render(program, site, "json"))["compiles"]
    assert {name: entry["values"] for name, entry in found["args"].items()} == {
        "a": ["nan"],
        "b": [["-inf", 1]],
        "c": ["about 10**398"],
        "d": ['EarlyStopping(monitor="val_loss", patience=5)'],
    }


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'; choose one of text, json"):
        render(PROGRAM, site, "xml")


def test_what_stands_in_a_mapping_is_printed() -> None:
    weights = Fact(({"0": Fact((0.5,)), "1": Fact((), "computed")},))
    program = Program("src/train.py", (), (Compile(at(1), CLASSIFIER, {"loss_weights": weights}),))
    assert '  loss_weights  {"0": 0.5, "1": unknown (computed)}\n' in render(program, site, color=False, width=80)
