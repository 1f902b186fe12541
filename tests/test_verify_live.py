"""Specifications of live models: Keras, asked for the same model, must build the very same from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np
import pytest

from fitlint.verify.layers import Unbuildable

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

layers = keras.layers


def _branches() -> Any:
    start = keras.Input((8, 8, 3))
    left = layers.Conv2D(4, 3, padding="same", activation="relu", kernel_regularizer="l2")(start)
    right = layers.SeparableConv2D(4, (3, 3), padding="same", use_bias=False)(start)
    flat = layers.GlobalAveragePooling2D()(layers.Activation("relu")(layers.BatchNormalization()(left + right)))
    return keras.Model(start, layers.Dense(3, activation="softmax")(layers.Dropout(0.3)(flat)))


def _sum() -> Any:
    start = keras.Input((8,))
    left, right = layers.Dense(4)(start), layers.Dense(4, kernel_initializer="he_normal")(start)
    return keras.Model(start, layers.Dense(1)(layers.LeakyReLU(0.1)(layers.Add()([left, right]))))


def _shared() -> Any:
    start, dense = keras.Input((6,)), layers.Dense(6, activation="tanh")
    return keras.Model(start, layers.Dense(1)(layers.Concatenate()([dense(start), dense(dense(start))])))


def _text() -> Any:
    bidirectional = layers.Bidirectional(layers.LSTM(5, dropout=0.1), merge_mode="sum")
    return keras.Sequential([layers.Embedding(50, 7), bidirectional, layers.Dense(1, activation="sigmoid")])


def _frozen() -> Any:
    first = layers.Dense(4, activation="relu", trainable=False)
    return keras.Sequential([keras.Input((5,)), first, layers.Dense(2, bias_constraint="non_neg")])


def _halved() -> Any:
    start = keras.Input((3,))
    return keras.Model(start, layers.Dense(1)(start * 0.5))


REBUILT: list[tuple[Callable[[], Any], tuple[int, ...]]] = [
    (_branches, (8, 8, 3)), (_sum, (8,)), (_shared, (6,)), (_text, (9,)), (_frozen, (5,)),
    (lambda: keras.Sequential([layers.Conv1D(4, 3, strides=2), layers.Flatten(), layers.Dense(1)]), (9, 2)),
    (lambda: keras.Sequential([layers.GRU(3, return_sequences=True), layers.TimeDistributed(layers.Dense(2))]), (4, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("make", "shape"), REBUILT)
def test_the_model_is_the_same_again(make: Callable[[], Any], shape: tuple[int, ...]) -> None:
    from fitlint.verify.worker import networks
    from fitlint.verify.worker.live import specification

    model = make()
    model.compile(keras.optimizers.AdamW(0.003, weight_decay=0.01), "mse")
    spec = specification(model, shape)
    again = networks.build({**spec, "notes": []}, 0)
    assert [tuple(w.shape) for w in again.weights] == [tuple(w.shape) for w in model.weights]
    assert again.output_shape == model.output_shape
    assert spec["optimizer"] == {
        "class": "AdamW", "config": {**spec["optimizer"]["config"], "learning_rate": pytest.approx(0.003)}
    }  # fmt: skip
    assert spec["optimizer"]["config"]["weight_decay"] == pytest.approx(0.01)
    again.set_weights(model.get_weights())
    assert [layer.trainable for layer in again.layers].count(False) == [  # all else starts from the same weights
        layer.trainable for layer in model.layers
    ].count(False)
    x = np.random.default_rng(0).integers(0, 9, (4, *shape)).astype("float32")
    assert np.allclose(again(x), model(x), atol=1e-5)


class Own(keras.layers.Layer):
    """A layer of the project's own."""

    def call(self, x: Any) -> Any:
        return x


class Stepping(keras.Sequential):
    """A model with a step of its own."""

    def train_step(self, data: Any) -> Any:
        return {}


class Plain(keras.Model):
    """A model class of the project's own."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = layers.Dense(1)

    def call(self, x: Any) -> Any:
        return self.dense(x)


def mean(y: Any, answer: Any) -> Any:
    """A loss of the project's own."""
    return keras.ops.mean(y - answer)


@pytest.mark.parametrize(
    ("make", "loss", "reason"),
    [
        (lambda: keras.Sequential([Own(), layers.Dense(1)]), "mse", "Own, which is no layer of Keras"),
        (lambda: Stepping([layers.Dense(1)]), "mse", "a step of its own"),
        (Plain, "mse", "Plain, a model class of the project's own"),
        (lambda: keras.Sequential([keras.Sequential([layers.Dense(1)])]), "mse", "contains another model"),
        (lambda: keras.Sequential([layers.Dense(1, activation=lambda v: v)]), "mse", "activation"),
        (lambda: keras.Sequential([layers.RandomRotation(0.1), layers.Dense(1)]), "mse", "RandomRotation"),
        (lambda: keras.Sequential([layers.Dense(1)]), mean, "the loss `mean` is the project's own"),
        (_halved, "mse", "the function `multiply`, which is not rebuilt"),
    ],
)
def test_what_is_not_known_is_not_rebuilt(make: Callable[[], Any], loss: Any, reason: str) -> None:
    from fitlint.verify.worker.live import specification

    model = make()
    model.compile("adam", loss)
    with pytest.raises(Unbuildable, match=reason):
        specification(model, (3,))


def test_a_schedule_and_the_arguments_of_a_loss_come_along() -> None:
    from fitlint.verify.worker.live import specification

    model = keras.Sequential([layers.Dense(1)])
    rate = keras.optimizers.schedules.ExponentialDecay(0.5, 10, 0.9)
    model.compile(keras.optimizers.SGD(rate, momentum=0.9), keras.losses.BinaryCrossentropy(from_logits=True))
    spec = specification(model, (3,))
    assert spec["optimizer"]["schedule"]["class"] == "ExponentialDecay"
    assert spec["optimizer"]["config"]["momentum"] == 0.9
    assert spec["loss"]["class"] == "BinaryCrossentropy"
    assert spec["loss"]["config"]["from_logits"] is True
