"""What the reader makes of a model: layers, their connections, and how sure it is of them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import fitlint
from fitlint.shapes import infer

if TYPE_CHECKING:
    from fitlint.program import Model

HEAD = """\
from tensorflow import keras
from tensorflow.keras import layers, ops
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model, Sequential
"""
TAIL = """
model.compile("adam", "mse")
model.fit(x_train, y_train)
"""


def model_of(body: str) -> Model:
    """The model that the script ends up training."""
    program = fitlint.inspect_source(HEAD + dedent(body) + TAIL)
    assert program.partial == ()
    return program.trainings[-1].model


def sketch(model: Model) -> list[str]:
    """``kind[inputs]`` of every layer; ``?`` marks those that only some runs have."""
    return [f"{layer.kind}{list(layer.inputs)}{'' if layer.certain else '?'}" for layer in model.layers]


SHAPES = {
    "list": (
        "model = Sequential([Input((4,)), Dense(8), Dense(1)])",
        ["InputLayer[]", "Dense[0]", "Dense[1]"],
    ),
    "add": (
        """
        model = Sequential()
        model.add(Dense(8, input_shape=(4,)))
        for units in (4, 2):
            model.add(Dense(units))
        """,
        ["Dense[]", "Dense[0]", "Dense[1]"],
    ),
    "pop": (
        "model = Sequential([Dense(8), Dense(1)])\nmodel.pop()\nmodel.add(Flatten())",
        ["Dense[]", "Flatten[0]"],
    ),
    "branches": (
        """
        i = Input((4,))
        a, b = Dense(2)(i), Dense(3)(i)
        model = Model(i, concatenate([a, b]))
        """,
        ["InputLayer[]", "Dense[0]", "Dense[0]", "op:concatenate[2, 1]"],
    ),
    "residual": (
        """
        i = x = Input((4,))
        for _ in range(2):
            x = x + Dense(4)(x)
        model = Model(i, x)
        """,
        ["InputLayer[]", "Dense[0]", "op:add[0, 1]", "Dense[2]", "op:add[2, 3]"],
    ),
    "gate": (
        """
        i = Input((4,))
        model = Model(i, Multiply()([i, Dense(4, activation='sigmoid')(i)]))
        """,
        ["InputLayer[]", "Dense[0]", "Multiply[0, 1]"],
    ),
    "several inputs and outputs": (
        """
        a, b = Input((4,)), Input((4,))
        h = Concatenate()([a, b])
        model = Model([a, b], [Dense(1)(h), Dense(2)(h)])
        """,
        ["InputLayer[]", "InputLayer[]", "Concatenate[1, 0]", "Dense[2]", "Dense[2]"],
    ),
    "outputs by name": (
        """
        i = Input((4,))
        model = Model(inputs=i, outputs={"a": Dense(1)(i), "b": Dense(2)(i)})
        """,
        ["InputLayer[]", "Dense[0]", "Dense[0]"],
    ),
    "tensor functions": (
        "i = Input((4,))\nmodel = Model(i, ops.relu(Dense(4)(i)) * 2)",
        ["InputLayer[]", "Dense[0]", "op:relu[1]", "op:multiply[2]"],
    ),
    "subclass": (
        """
        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.hidden = [Dense(8), Dense(4)]
                self.out = Dense(1)

            def call(self, inputs):
                x = inputs
                for layer in self.hidden:
                    x = layer(x)
                return self.out(x)

        model = Net()
        """,
        ["InputLayer[]", "Dense[0]", "Dense[1]", "Dense[2]"],
    ),
    "a class that is sequential": (
        """
        class Net(Sequential):
            def __init__(self):
                super().__init__()
                self.add(Dense(4))
                self.add(Dense(1))

        model = Net()
        """,
        ["Dense[]", "Dense[0]"],
    ),
    "a class that is functional": (
        """
        class Net(Model):
            def __init__(self):
                i = Input((4,))
                super().__init__(inputs=i, outputs=Dense(1)(i))

        model = Net()
        """,
        ["InputLayer[]", "Dense[0]"],
    ),
    "layers of another model": (
        "whole = Sequential([Input((4,)), Dense(8), Dense(1)])\nmodel = Sequential(whole.layers[:-1])",
        ["Dense[]"],
    ),
    "output of a layer": (
        """
        whole = Sequential([Input((4,)), Dense(8), Dense(1)])
        model = Model(whole.inputs, Flatten()(whole.layers[-2].output))
        """,
        ["InputLayer[]", "Dense[0]", "Flatten[1]"],
    ),
    "ready-made": (
        """
        base = keras.applications.VGG16(include_top=False)
        model = Sequential([base, Flatten(), Dense(1)])
        """,
        ["backbone[]", "Flatten[0]", "Dense[1]"],
    ),
}


@pytest.mark.parametrize(("body", "wanted"), SHAPES.values(), ids=SHAPES)
def test_shape(body: str, wanted: list[str]) -> None:
    model = model_of(body)
    assert sketch(model) == wanted
    assert model.complete


def test_outputs_are_the_last_layers() -> None:
    model = model_of(
        "i = Input((4,))\nh = Dense(8)(i)\na, b = Dense(1)(h), Dense(2)(h)\nmodel = Model(i, [a, b, h])",
    )
    units = [model.layers[index].args["units"].value for index in model.outputs]
    assert units == [1, 2, 8]


def test_an_unknown_branch_leaves_layers_uncertain() -> None:
    model = model_of(
        """
        model = Sequential([Dense(8)])
        if use_dropout:
            model.add(Dropout(0.5))
        model.add(Dense(1))
        """
    )
    assert sketch(model) == ["Dense[]", "Dropout[0]?", "Dense[1]"]


def test_a_constant_branch_does_not() -> None:
    model = model_of("DROP = False\nmodel = Sequential([Dense(8)])\nif DROP:\n    model.add(Dropout(0.5))")
    assert sketch(model) == ["Dense[]"]


def test_alternatives_are_joined_and_uncertain() -> None:
    model = model_of(
        """
        i = Input((4,))
        x = Dense(8)(i)
        if deep:
            x = Dense(4)(x)
        else:
            x = Flatten()(x)
        model = Model(i, Dense(1)(x))
        """
    )
    certain = {layer.kind: layer.certain for layer in model.layers if layer.kind in ("Flatten", "op:either")}
    assert certain == {"Flatten": False, "op:either": True}
    assert [layer.certain for layer in model.layers if layer.kind == "Dense"].count(False) == 1


def test_a_loop_of_unknown_length_leaves_its_layers_uncertain() -> None:
    model = model_of("model = Sequential([Dense(8)])\nfor units in sizes():\n    model.add(Dense(units))")
    assert model.layers[0].certain
    assert not any(layer.certain for layer in model.layers[1:])


@pytest.mark.parametrize(
    ("text", "kind", "wrapper"),
    [
        ("TimeDistributed(Dense(4))", "Dense", "TimeDistributed"),
        ("Bidirectional(LSTM(4), merge_mode='sum')", "LSTM", "Bidirectional"),
        ("TimeDistributed(Bidirectional(GRU(4)))", "GRU", "TimeDistributed(Bidirectional)"),
        ("SpectralNormalization(Conv2D(4, 3))", "Conv2D", "SpectralNormalization"),
        ("Dense(4)", "Dense", ""),
    ],
)
def test_wrappers_are_taken_off(text: str, kind: str, wrapper: str) -> None:
    (layer,) = model_of(f"model = Sequential([{text}])").layers
    assert (layer.kind, layer.wrapper) == (kind, wrapper)


def test_nested_models_are_laid_open_with_their_scope() -> None:
    model = model_of(
        """
        inner = Sequential([Dense(8), Dense(4)], name="encoder")
        middle = Sequential([inner, Dense(2)], name="middle")
        i = Input((4,))
        model = Model(i, Dense(1)(middle(i)))
        """
    )
    assert [layer.scope for layer in model.layers] == [
        (),
        ("middle", "encoder"),
        ("middle", "encoder"),
        ("middle",),
        (),
    ]
    assert sketch(model) == ["InputLayer[]", "Dense[0]", "Dense[1]", "Dense[2]", "Dense[3]"]


def test_a_layer_called_twice_is_one_object() -> None:
    model = model_of(
        "i = Input((4,))\nd = Dense(4)\nmodel = Model(i, Add()([d(d(i)), Dense(4)(i)]))",
    )
    shared = [layer.shared for layer in model.layers if layer.kind == "Dense"]
    assert len(shared) == 3
    assert len(set(shared)) == 2


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("model = Sequential([Dense(4), head()])", "layer"),
        ("model = Sequential(make_layers())", "list of layers"),
        ("i = Input((4,))\nmodel = Model(i, project_block(i))", "function"),
        ("i = Input((4,))\nmodel = Model(i, mystery)", "output"),
        ("d = Dense(3)\nmodel = Model(Input((4,)), Dense(1)(d.output))", "flows into a layer"),
        ("model = Sequential([Dense(4)])\nmodel.add(get())", "layer"),
        ("layer = zoo(4)\nmodel = Sequential([*layer])", "list of layers"),
        ("class Net(Model):\n    pass\nmodel = Net()", "call method"),
        (
            "i = Input((4,))\nt = []\nfor n in sizes():\n    t.append(Dense(n)(i))\nmodel = Model(i, concatenate(t))",
            "tensors",
        ),
    ],
)
def test_what_is_not_known_is_a_gap_with_a_reason(body: str, why: str) -> None:
    model = model_of(body)
    assert not model.complete
    assert any(why in gap.why for gap in model.gaps)


def test_an_own_layer_with_weights_of_its_own_is_named_and_stays_closed() -> None:
    model = model_of(
        """
        class Scale(layers.Layer):
            def build(self, shape):
                self.w = self.add_weight(shape=shape[-1:])

            def call(self, inputs):
                return inputs * self.w

        model = Sequential([Dense(4), Scale()])
        """
    )
    assert [(layer.kind, layer.opaque) for layer in model.layers] == [("Dense", ""), ("custom", "Scale")]
    assert model.complete


def test_an_own_layer_made_of_layers_is_laid_open() -> None:
    model = model_of(
        """
        class Block(layers.Layer):
            def __init__(self, units):
                super().__init__()
                self.a, self.b = Dense(units), Dense(units)

            def call(self, inputs):
                return self.b(self.a(inputs)) + inputs

        i = Input((4,))
        model = Model(i, Block(4)(i))
        """
    )
    assert sketch(model) == ["InputLayer[]", "Dense[0]", "Dense[1]", "op:add[2, 0]"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dense(4)", "linear"),
        ("Dense(4, 'relu')", "relu"),
        ("Dense(4, activation=keras.activations.swish)", "silu"),
        ("Dense(4, activation=LeakyReLU())", "leaky_relu"),
        ("Dense(4, activation=None)", "linear"),
        ("Dense(4, activation=pick())", "?"),
        ("LSTM(4)", "tanh"),
        ("ReLU()", "relu"),
        ("Activation('softmax')", "softmax"),
    ],
)
def test_activation(text: str, name: str) -> None:
    (layer,) = model_of(f"model = Sequential([{text}])").layers
    assert layer.activation is not None
    assert layer.activation.name == name


def test_what_is_assigned_later_replaces_arguments() -> None:
    model = model_of(
        """
        model = Sequential([Dense(4)])
        last = model.layers[-1]
        last.activation = "relu"
        last.trainable = False
        """
    )
    (layer,) = model.layers
    assert layer.activation is not None
    assert layer.activation.name == "relu"
    assert not layer.trainable


def test_the_model_trained_is_the_one_at_that_moment() -> None:
    program = fitlint.inspect_source(HEAD + "model = Sequential([Dense(4)])" + TAIL + "model.add(Dense(1))" + TAIL)
    assert [len(training.model.layers) for training in program.trainings] == [1, 2]
    assert len({training.model.number for training in program.trainings}) == 1


def test_every_layer_of_a_branched_model_can_be_frozen() -> None:
    """The loop runs over layers that are not known one by one, but over all of them."""
    model = fitlint.inspect_source(
        """
import keras
from keras.layers import Dense, Input, add

inputs = Input((8,))
model = keras.Model(inputs, Dense(1)(add([Dense(4)(inputs), Dense(4)(inputs)])))
for layer in model.layers:
    layer.trainable = False
model.compile("adam", "mse")
model.fit(x, y)
"""
    ).models[0]
    assert not any(layer.trainable for layer in model.layers if not layer.kind.startswith("op:"))


def test_a_model_trains_as_it_was_compiled() -> None:
    """A discriminator is frozen for the generator's sake after it was compiled for its own."""
    own, frozen = fitlint.inspect_source(
        """
import keras
from keras.layers import Dense, Input

own = keras.Sequential([Input((8,)), Dense(1)])
own.compile("adam", "mse")
own.trainable = False
frozen = keras.Sequential([Input((8,)), Dense(1)])
frozen.trainable = False
frozen.compile("adam", "mse")
"""
    ).models
    assert all(layer.trainable for layer in own.layers)
    assert not any(layer.trainable for layer in frozen.layers)


LEAVES_EARLY = {
    "continue": (
        """
        model = Sequential([Input((4,))])
        for units in (8, 4):
            model.add(Dense(units))
            if random.random() < 0.5:
                continue
            model.add(Dropout(0.1))
        """,
        ["InputLayer[]", "Dense[0]", "Dropout[1]?", "Dense[2]", "Dropout[3]?"],
    ),
    "break": (
        """
        model = Sequential([Input((4,))])
        for units in (8, 4):
            model.add(Dense(units))
            if random.random() < 0.5:
                break
        model.add(Dense(1))
        """,
        ["InputLayer[]", "Dense[0]", "Dense[1]?", "Dense[2]"],
    ),
    "break before else": (
        """
        model = Sequential([Input((4,))])
        for units in (8, 4):
            if random.random() < 0.5:
                break
        else:
            model.add(Dropout(0.1))
        model.add(Dense(1))
        """,
        ["InputLayer[]", "Dropout[0]?", "Dense[1]"],
    ),
    "skip the break": (
        """
        model = Sequential([Input((4,))])
        for units in (8, 4):
            if random.random() < 0.5:
                continue
            model.add(Dense(units))
            break
        model.add(Dense(1))
        """,
        ["InputLayer[]", "Dense[0]?", "Dense[1]?", "Dense[2]"],
    ),
    "return": (
        """
        def build():
            model = Sequential([Input((4,))])
            model.add(Dense(8))
            if random.random() < 0.5:
                return model
            model.add(Dense(4))
            return model
        model = build()
        """,
        ["InputLayer[]", "Dense[0]", "Dense[1]?"],
    ),
    "return from inside": (
        """
        def build():
            model = Sequential([Input((4,))])
            if random.random() < 0.5:
                model.add(Dense(8))
                if random.random() < 0.5:
                    return model
                model.add(Dropout(0.1))
            model.add(Dense(4))
            return model
        model = build()
        """,
        ["InputLayer[]", "Dense[0]?", "Dropout[1]?", "Dense[2]?"],
    ),
    "nested": (
        """
        model = Sequential([Input((4,))])
        for units in (8, 4):
            for rate in (0.1, 0.2):
                if random.random() < 0.5:
                    break
                model.add(Dropout(rate))
            model.add(Dense(units))
        """,
        ["InputLayer[]", "Dropout[0]?", "Dropout[1]?", "Dense[2]", "Dropout[3]?", "Dropout[4]?", "Dense[5]"],
    ),
    "while": (
        """
        model = Sequential([Input((4,))])
        units = 8
        while units > 2:
            model.add(Dense(units))
            if random.random() < 0.5:
                break
            units //= 2
        """,
        ["InputLayer[]", "Dense[0]", "Dense[1]?"],
    ),
}


@pytest.mark.parametrize(("body", "layers"), LEAVES_EARLY.values(), ids=LEAVES_EARLY)
def test_layers_behind_an_early_leave_are_not_certain(body: str, layers: list[str]) -> None:
    assert sketch(model_of("import random\n" + dedent(body))) == layers


BESIDE_TENSORS = {
    "concatenate": ("concatenate([x, tf.zeros((8, 3)), x])", ["InputLayer[]", "op:data[]", "op:concatenate[0, 1, 0]"]),
    "layer": ("Add()([x, np.load('x.npy')])", ["InputLayer[]", "op:data[]", "Add[0, 1]"]),
    "operator": ("x * np.ones(4)", ["InputLayer[]", "op:data[]", "op:multiply[0, 1]"]),
    "number": ("x * 2.0", ["InputLayer[]", "op:multiply[0]"]),
    "a shape is no operand": ("tf.reshape(x, (np.load('n.npy')[0], 2, 2))", ["InputLayer[]", "op:reshape[0]"]),
}


@pytest.mark.parametrize(("expression", "layers"), BESIDE_TENSORS.values(), ids=BESIDE_TENSORS)
def test_arrays_merged_with_tensors_stand_in_the_graph(expression: str, layers: list[str]) -> None:
    body = f"import numpy as np\nimport tensorflow as tf\nx = Input((4,))\nmodel = Model(x, {expression})\n"
    assert sketch(model_of(body)) == layers


ATTENTION = """
q, v, k, m = Input((4, 8)), Input((6, 8)), Input((6, 5)), Input((4, 6))
model = Model([q, v, k, m], MultiHeadAttention(2, 3)({arguments}))
"""


@pytest.mark.parametrize(
    ("arguments", "roles"),
    [
        ("q, v, k", ("query", "value", "key")),
        ("key=k, value=v, query=q", ("query", "value", "key")),
        ("q, v, key=k, attention_mask=m", ("query", "value", "key", "attention_mask")),
        ("attention_mask=m, value=v, query=q", ("query", "value", "attention_mask")),
    ],
)
def test_inputs_by_name_come_in_the_order_of_the_call(arguments: str, roles: tuple[str, ...]) -> None:
    model = model_of(ATTENTION.replace("{arguments}", arguments))
    layer = model.layers[-1]
    shapes = {"query": (4, 8), "value": (6, 8), "key": (6, 5), "attention_mask": (4, 6)}
    assert layer.roles == roles
    assert [model.layers[index].args["shape"].value for index in layer.inputs] == [shapes[role] for role in roles]


def test_named_inputs_and_arrays_have_their_shapes() -> None:
    attended = model_of(ATTENTION.replace("{arguments}", "key=k, value=v, query=q"))
    joined = model_of("import numpy as np\nx = Input((4,))\nmodel = Model(x, concatenate([x, np.zeros((8, 3))]))")
    assert infer(attended).layers[-1].shape == (None, 4, 8)
    assert infer(attended).params == 200
    assert infer(joined).layers[-1].shape == (None, 7)


def test_a_state_is_told_from_what_flows_in() -> None:
    model = model_of("x, h = Input((4, 8)), Input((6,))\nmodel = Model([x, h], LSTM(6)(x, initial_state=[h, h]))")
    assert model.layers[-1].roles == ("", "initial_state", "initial_state")


def test_a_training_has_the_layers_frozen_as_they_were_compiled() -> None:
    """Fine-tuning: the same model is compiled and trained again after its layers are thawed."""
    program = fitlint.inspect_source(
        HEAD
        + dedent("""
        base = Sequential([Input((4,)), Dense(8), Dense(8)])
        model = Sequential([base, Dense(1)])
        base.trainable = False
        model.compile("adam", "mse")
        model.fit(x, y)
        base.trainable = True
        for layer in base.layers[:1]:
            layer.trainable = False
        model.compile("adam", "mse")
        model.fit(x, y)
        """)
    )
    dense = [[layer.trainable for layer in t.model.layers if layer.kind == "Dense"] for t in program.trainings]
    assert dense == [[False, False, True], [False, True, True]]
    assert [[layer.trainable for layer in c.model.layers if layer.kind == "Dense"] for c in program.compiles] == dense


def test_what_is_thawed_after_the_compile_waits_for_the_next() -> None:
    program = fitlint.inspect_source(
        HEAD
        + dedent("""
        model = Sequential([Input((4,)), Dense(8), Dense(1)])
        model.layers[0].trainable = False
        model.compile("adam", "mse")
        model.layers[0].trainable = True
        model.fit(x, y)
        """)
    )
    assert [layer.trainable for layer in program.trainings[0].model.layers if layer.kind == "Dense"] == [False, True]


def test_a_model_class_with_only_a_train_step_is_functional() -> None:
    model = model_of("""
    class Mine(keras.Model):
        def train_step(self, data):
            return {}
    i = Input((4,))
    model = Mine(i, Dense(1)(Dense(8)(i)))
    """)
    assert model.kind == "functional"
    assert model.own_train_step
    assert sketch(model) == ["InputLayer[]", "Dense[0]", "Dense[1]"]


@pytest.mark.parametrize(
    ("body", "wanted", "placed"),
    [
        (
            "from lab import Block\nmodel = Sequential([Dense(8), Block()])\nmodel.add(Dense(1))",
            ["Dense[]", "unknown[0]", "Dense[1]"],
            True,
        ),
        ("from lab import blocks\nmodel = Sequential([Dense(8), *blocks(), Dense(1)])", ["Dense[]", "Dense[0]"], False),
    ],
)
def test_unknown_layers_stand_in_their_place_where_that_is_known(body: str, wanted: list[str], placed: bool) -> None:
    model = model_of(body)
    assert sketch(model) == wanted
    assert (model.complete, model.placed) == (False, placed)


INNER = """
i = Input((4,))
a, b, c = Dense(8)(i), Dense(16)(i), Dense(32)(i)
"""


@pytest.mark.parametrize(
    ("outputs", "taken"),
    [
        ('{"a": a, "b": b}', 'made["b"]'),
        ('{"a": a, "more": {"b": b, "c": c}}', 'made["more"]["b"]'),
        ('[a, {"list": (c, b)}]', 'made[1]["list"][-1]'),
        ('{"b": b}', 'made["b"]'),
    ],
)
def test_entries_of_what_a_model_returns(outputs: str, taken: str) -> None:
    """Whatever lists and mappings they come in, an entry is the layer that made it, and no other one."""
    model = model_of(f"{INNER}\nj = Input((4,))\nmade = Model(i, {outputs})(j)\nmodel = Model(j, Dense(1)({taken}))")
    last = model.layers[model.outputs[0]]
    assert [model.layers[source].args["units"].value for source in last.inputs] == [16]


def test_what_nested_models_return_leaves_the_model_one_by_one() -> None:
    model = model_of(f"{INNER}\nj = Input((4,))\nmodel = Model(j, [Model(i, {{'a': a, 'b': [b]}})(j), Dense(2)(j)])")
    assert [model.layers[index].args["units"].value for index in model.outputs] == [8, 16, 2]


def test_entries_of_what_a_model_class_returns() -> None:
    model = model_of(
        """
        class Inner(Model):
            def __init__(self):
                super().__init__()
                self.one, self.two = Dense(8), Dense(16)

            def call(self, inputs):
                return {"one": self.one(inputs), "two": None, "three": [self.two(inputs)]}

        class Outer(Model):
            def __init__(self):
                super().__init__()
                self.inner, self.last = Inner(), Dense(1)

            def call(self, inputs):
                found = self.inner(inputs)
                return self.last(found["three"][0])

        model = Outer()
        """
    )
    assert sketch(model) == ["InputLayer[]", "Dense[0]", "Dense[0]", "Dense[2]"]


def test_a_list_that_holds_itself_ends() -> None:
    model = model_of(
        "i = Input((4,))\nout = [Dense(1)(i)]\nfor _ in range(30):\n    out.append(out)\nmodel = Model(i, out)"
    )
    assert not model.complete


@pytest.mark.parametrize(
    ("layers", "trained"),
    [
        ("model.layers[:15]", "tttt"),
        ("model.layers[15:]", "tfff"),
        ("model.layers[:19]", "tttt"),
        ("model.layers[40:]", "t???"),
        ("model.layers[:400]", "t???"),
        ("model.layers[:-1]", "ffft"),
        ("model.layers[:-2]", "fftt"),
        ("model.layers[:-4]", "tttt"),
        ("model.layers[-2:]", "ttff"),
        ("model.layers[-6:]", "tfff"),
        ("model.layers[-3:-1]", "tfft"),
        ("model.layers[:]", "ffff"),
        ("model.layers[0:15:2]", "t???"),
        ("model.layers[:depth]", "t???"),
        ("[model.layers[-1]]", "tttf"),
        ("[model.layers[3]]", "tttt"),
        ("base.layers[:-4]", "tttt"),
        ("base.layers[:]", "fttt"),
    ],
)
def test_some_layers_of_a_model_on_a_ready_made_one(layers: str, trained: str) -> None:
    """Whether the ready-made model (of 19 layers or more) and the three layers behind it are all frozen by a loop."""
    model = model_of(
        f"""
        base = keras.applications.VGG16(include_top=False)
        x = Flatten()(base.output)
        x = Dense(64)(x)
        model = Model(base.input, Dense(4)(x))
        for layer in {layers}:
            layer.trainable = False
        """
    )
    unsure = ["trainable" in layer.args for layer in model.layers]
    flags = zip(unsure, (layer.trainable for layer in model.layers), strict=True)
    assert "".join("?" if open_ else "t" if on else "f" for open_, on in flags) == trained


def test_the_layers_of_a_stack_that_a_model_stands_on_come_one_by_one() -> None:
    model = model_of(
        """
        base = Sequential([Dense(8, input_shape=(4,)), Dense(6)])
        model = Model(base.input, Dense(1)(base.output))
        for layer in model.layers[:2]:
            layer.trainable = False
        """
    )
    assert [layer.trainable for layer in model.layers if layer.kind == "Dense"] == [False, True, True]


@pytest.mark.parametrize(
    ("test", "kept"),
    [
        ("entry.dtype == tf.float32", ["number"]),
        ("entry.dtype != tf.float32", ["word", "code"]),
        ('entry.dtype == "string"', ["word"]),
        ("tf.string == entry.dtype", ["word"]),
        ('entry.dtype == tf.as_dtype("int64")', ["code"]),
        ("entry.dtype == np.int64", ["code"]),
        ("entry.name == tf.float32", None),
        ("column in np.array([1, 2])", ["word", "code"]),
        ("column not in np.asarray((0, 1))", ["code"]),
        ("column in np.load('columns.npy')", None),
    ],
)
def test_the_type_of_an_input_and_the_content_of_a_small_array_are_known(test: str, kept: list[str] | None) -> None:
    model = model_of(
        f"""
        import numpy as np
        import tensorflow as tf
        number, word = Input((1,), name="number"), Input((1,), name="word", dtype=tf.string)
        code = Input((1,), name="code", dtype="int64")
        parts = [Dense(1)(Input((1,), name="last"))]
        for column, entry in enumerate([number, word, code]):
            if {test}:
                parts.append(Dense(2, name=entry.name)(entry))
        model = Model([number, word, code], Dense(3)(concatenate(parts)))
        """
    )
    doubtful = [layer for layer in model.layers if not layer.certain]
    assert model.complete
    assert len([layer for layer in model.layers if layer.kind == "Dense"]) == 2 + len(kept or "123")
    assert bool(doubtful) is (kept is None)


def test_what_only_leads_to_an_input_that_some_runs_lack_is_uncertain() -> None:
    model = model_of(
        """
        i = Input((4,))
        x = Dense(8)(i)
        parts = [Dense(5)(x)]
        if wanted():
            parts.append(Dense(6)(Dense(7)(x)))
        model = Model(i, Dense(1)(Concatenate()(parts)))
        """
    )
    units = {layer.args["units"].value: layer.certain for layer in model.layers if layer.kind == "Dense"}
    assert units == {8: True, 5: True, 7: False, 6: False, 1: True}
    assert model.complete
    assert infer(model).layers[-1].params is None
