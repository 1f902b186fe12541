"""Shapes of symbolic tensors that the script itself asks for decide what it builds."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import fitlint

if TYPE_CHECKING:
    from fitlint.program import Model

HEAD = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import Model, Sequential, backend as K
from tensorflow.keras.layers import *
"""
TAIL = """
model.compile("adam", "mse")
model.fit(x_train, y_train)
"""


def model_of(body: str) -> Model:
    program = fitlint.inspect_source(HEAD + dedent(body) + TAIL)
    assert program.partial == ()
    return program.trainings[-1].model


EXPRESSIONS = {
    "channels": ("Conv2D(5, 3)(x).shape[-1]", 5),
    "int_shape": ("K.int_shape(Conv2D(5, 3)(x))[3]", 5),
    "keras.backend": ("tf.keras.backend.int_shape(x)[1]", 8),
    "a flat one": ("Flatten()(x).shape[1]", 192),
    "an operation": ("(x * 2 + x).shape[2]", 8),
    "output_shape": ("Model(x, Conv2D(5, 3)(x)).output_shape[-1]", 5),
    "of a stack": ("Sequential([Input((4,)), Dense(6)]).output_shape[1]", 6),
    "input_shape": ("Model(x, Conv2D(5, 3)(x)).input_shape[1:][0]", 8),
    "computed": ("x.shape[1] * x.shape[2]", 64),
    "after a model": ("Model(x, Conv2D(5, 3)(x))(x).shape[-1]", 5),
    "its length": ("len(x.shape)", 4),
}


@pytest.mark.parametrize(("expression", "units"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_the_shape_of_a_tensor_is_a_number(expression: str, units: int) -> None:
    model = model_of(f"x = Input((8, 8, 3))\nunits = {expression}\nmodel = Model(x, Dense(units)(x))\n")
    assert model.layers[-1].args["units"].value == units


UNKNOWN = {
    "a batch": "x.shape[0] or 7",
    "an unknown input": "Input(shape).shape[1]",
    "a custom layer": "Mine()(x).shape[-1]",
    "a backbone": "keras.applications.VGG16(include_top=False)(x).shape[-1]",
}


@pytest.mark.parametrize("expression", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_stays_unknown(expression: str) -> None:
    body = f"""
class Mine(Layer):
    def build(self, shape):
        self.w = self.add_weight(shape=shape)
    def call(self, x):
        return anything(x)
shape = np.load("shape.npy")
x = Input((8, 8, 3))
model = Model(x, Dense({expression})(x))
"""
    options = model_of(body).layers[-1].args["units"].options
    assert options in ((), (7,)) or not isinstance(options[0], int)


def test_a_block_asks_whether_it_needs_a_projection() -> None:
    model = model_of("""
    def block(x, filters):
        shortcut = x
        if x.shape[-1] != filters:
            shortcut = Conv2D(filters, 1)(shortcut)
        return add([Conv2D(filters, 3, padding="same")(x), shortcut])
    i = x = Input((32, 32, 3))
    for filters in (8, 8, 16):
        x = block(x, filters)
    model = Model(i, x)
    """)
    assert all(layer.certain for layer in model.layers)
    sizes = [layer.args["kernel_size"].value for layer in model.layers if layer.kind == "Conv2D"]
    assert sorted(map(str, sizes)) == ["1", "1", "3", "3", "3"]  # two projections, where the channels change
