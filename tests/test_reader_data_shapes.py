"""Shapes of data: what ``x.shape`` is worth, held against NumPy itself where NumPy can make the array."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import fitlint
from fitlint.shapes import infer

IMPORTS = "import keras\nimport numpy as np\nimport sklearn\nimport tensorflow as tf\n"
TRAINING = """
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs={expression})
"""


def worth(before: str, expression: str) -> Any:
    """What the reader makes of an expression: its plain value, or the reason for not knowing it."""
    program = fitlint.inspect_source(IMPORTS + before + TRAINING.format(expression=expression))
    fact = program.trainings[-1].args["epochs"]
    return fact.value if fact.known else fact.why


ARRAYS = [
    "np.zeros((6, 4))",
    "np.zeros(6)",
    "np.ones(shape=(2, 3), dtype='float32')",
    "np.random.rand(5, 3, 2)",
    "np.random.randn(5)",
    "np.random.random((4, 2))",
    "np.random.randint(0, 10, size=(4, 2))",
    "np.random.normal(0, 1, (3, 3))",
    "np.random.uniform(size=7)",
    "np.arange(12)",
    "np.linspace(0, 1, 12)",
    "np.linspace(0, 1, num=7).reshape(-1, 1)",
    "np.array([[1, 2, 3], [4, 5, 6]])",
    "np.array([1., 2.]).astype('float32')",
    "a.reshape(6, 4)",
    "a.reshape((6, 4))",
    "a.reshape(-1, 3)",
    "a.reshape(a.shape[0], -1)",
    "a.reshape(-1)",
    "np.reshape(a, (4, -1))",
    "np.reshape(a, 24)",
    "np.expand_dims(a, -1)",
    "np.expand_dims(a, axis=0)",
    "np.squeeze(np.zeros((3, 1, 2)))",
    "np.squeeze(np.zeros((3, 1, 2, 1)), axis=1)",
    "a.flatten()",
    "np.ravel(a)",
    "a.T",
    "np.transpose(a)",
    "a.transpose(1, 0, 2)",
    "np.transpose(a, (2, 0, 1))",
    "a / 255.",
    "1 - a",
    "a - a.mean(axis=0)",
    "a + np.zeros((3, 1))",
    "a > 0",
    "a[:1]",
    "a[1:]",
    "a[-1:]",
    "a[0]",
    "a[..., 0]",
    "a[..., np.newaxis]",
    "a[:, :, None]",
    "a[:, 1]",
    "a[:, ::2]",
    "a[..., 1:, 0]",
    "a.max(axis=-1)",
    "a.sum()",
    "np.argmax(a, axis=1)",
    "np.concatenate([a, a])",
    "np.concatenate((a, a), axis=2)",
    "np.vstack([np.zeros(3), np.zeros(3)])",
    "np.vstack([a, a])",
    "np.stack([a, a])",
    "keras.utils.to_categorical(np.arange(5), 10)",
    "keras.utils.to_categorical(np.zeros((5, 1)), num_classes=3)",
    "keras.utils.pad_sequences([[1, 2], [3]], maxlen=5)",
    "np.zeros((len(a), 7))",
]


@pytest.mark.parametrize("expression", ARRAYS)
def test_shapes_are_those_of_numpy(expression: str) -> None:
    import keras

    a = np.zeros((2, 3, 4))
    truth = eval(expression, {"np": np, "keras": keras, "a": a})  # noqa: S307 - the expressions above
    assert worth("a = np.zeros((2, 3, 4))\n", f"({expression}).shape") == truth.shape


DATASETS = {
    "mnist": ("(x, y), (z, t) = keras.datasets.mnist.load_data()", [(60_000, 28, 28), (60_000,), (10_000, 28, 28)]),
    "cifar10": (
        "(x, y), (z, t) = tf.keras.datasets.cifar10.load_data()",
        [(50_000, 32, 32, 3), (50_000, 1), (10_000, 32, 32, 3)],
    ),
    "imdb": (
        "from keras.datasets import imdb\n(x, y), (z, t) = imdb.load_data(num_words=500)",
        [(25_000,), (25_000,), (25_000,)],
    ),
    "iris": (
        "from sklearn.datasets import load_iris\niris = load_iris()\nx, y, z = iris.data, iris['target'], iris['data']",
        [(150, 4), (150,), (150, 4)],
    ),
    "iris as two": (
        "from sklearn import datasets\nx, y = datasets.load_iris(return_X_y=True)\nz = x",
        [(150, 4), (150,), (150, 4)],
    ),
    "split": (
        "from sklearn.datasets import load_wine\nfrom sklearn.model_selection import train_test_split\n"
        "x, z, y, t = train_test_split(load_wine().data, load_wine().target, test_size=0.3, random_state=1)",
        [(124, 13), (124,), (54, 13)],
    ),
    "scaled": (
        "from sklearn.preprocessing import StandardScaler\nfrom sklearn.decomposition import PCA\n"
        "x = StandardScaler().fit_transform(np.zeros((9, 5)))\npca = PCA(n_components=2)\ny = pca.fit_transform(x)\n"
        "z = pca.transform(x[:4])",
        [(9, 5), (9, 2), (4, 2)],
    ),
}


@pytest.mark.parametrize(("before", "shapes"), DATASETS.values(), ids=DATASETS)
def test_data_sets_have_their_published_shapes(before: str, shapes: list[tuple[int, ...]]) -> None:
    assert [worth(before, f"{name}.shape") for name in "xyz"] == shapes


ONE_HOT = {
    "mnist": ("(x, y), (z, t) = keras.datasets.mnist.load_data()", (60_000, 10)),
    "cifar10": ("(x, y), (z, t) = keras.datasets.cifar10.load_data()", (50_000, 10)),
    "flattened": ("y = keras.datasets.cifar10.load_data()[0][1].reshape(-1)", (50_000, 10)),
}


@pytest.mark.parametrize(("before", "shape"), ONE_HOT.values(), ids=ONE_HOT)
def test_labels_of_data_sets_have_as_many_columns_as_classes(before: str, shape: tuple[int, int]) -> None:
    assert worth(before, "keras.utils.to_categorical(y).shape") == shape


UNKNOWN = {
    "rows that are taken away": "keras.datasets.imdb.load_data(maxlen=100)[0][0].shape[0]",
    "other data": "np.load('x.npy').shape[1]",
    "an unknown axis": "np.expand_dims(np.zeros(3), axis=axis).shape[0]",
    "a size that is an option": "np.zeros((options.rows, 3)).shape[0]",
    "a mask of a mask": "np.zeros((4, 3))[np.zeros((4, 3)) > 0].shape[0]",
    "a product": "(np.zeros((4, 3)) @ other).shape[1]",
    "labels in part": "keras.utils.to_categorical(keras.datasets.mnist.load_data()[0][1][:9]).shape[1]",
    "a data frame": "load_iris(as_frame=True).data.shape[1]",
}


@pytest.mark.parametrize("expression", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_certain_is_not_told(expression: str) -> None:
    before = (
        "import argparse\nfrom sklearn.datasets import load_iris\nparser = argparse.ArgumentParser()\n"
        "parser.add_argument('--rows', default=3, type=int)\noptions = parser.parse_args()\n"
        "axis = int(input())\nother = np.load('w.npy')\n"
    )
    assert not isinstance(worth(before, expression), int)


def test_an_assigned_shape_counts() -> None:
    before = "a = np.zeros((2, 3, 4))\na.shape = (6, 4)\n"
    assert worth(before, "a.shape") == (6, 4)
    assert worth(before, "len(a)") == 6


def test_both_sides_of_a_split_are_told_apart_and_keep_what_the_data_are() -> None:
    program = fitlint.inspect_source(
        IMPORTS
        + "from sklearn.model_selection import train_test_split\n"
        + "a, b = np.random.rand(9, 2), np.load('y.npy')\n"
        + "x, x_test, y, y_test = train_test_split(a, b, test_size=0.2)\n"
        + TRAINING.format(expression="1")
        + "model.evaluate(x_test, y_test)\n"
    )
    (training,) = program.trainings
    assert training.x is not None
    assert training.x.traits == {"random"}
    assert training.evaluated


def test_an_input_shape_taken_from_data_gives_the_parameter_counts() -> None:
    program = fitlint.inspect_source("""
from tensorflow import keras
from tensorflow.keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train.reshape(len(x_train), x_train.shape[1] * x_train.shape[2]).astype("float32") / 255
y_train = keras.utils.to_categorical(y_train)
model = keras.Sequential([layers.Dense(16, input_shape=x_train.shape[1:]), layers.Dense(y_train.shape[-1])])
model.compile("adam", "categorical_crossentropy")
model.fit(x_train, y_train)
""")
    shapes = infer(program.trainings[0].model)
    assert [layer.shape for layer in shapes.layers] == [(None, 16), (None, 10)]
    assert shapes.params == 784 * 16 + 16 + 16 * 10 + 10
