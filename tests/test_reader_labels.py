"""What the reader knows of labels: how they are written, how many classes there are, and what a loss is."""

from __future__ import annotations

import pytest

import fitlint

HEAD = """
import jax
import numpy as np
import pandas as pd
import tensorflow as tf
from imblearn.over_sampling import SMOTE
from sklearn import datasets
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, MultiLabelBinarizer, OneHotEncoder
from sklearn.utils import shuffle
from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.utils import to_categorical

table = pd.read_csv("table.csv")
files = np.load("files.npz")
(x, digits), (x_test, digits_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "mse")
"""


def training(line: str, before: str = "") -> fitlint.program.Training:
    return fitlint.inspect_source(f"{HEAD}{before}\n{line}\n", "train.py").trainings[-1]


def found(line: str, before: str = "") -> tuple[str, int | None] | None:
    labels = training(line, before).labels
    return None if labels is None else (labels.encoding, labels.classes)


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ("digits", ("integer", 10)),
        ("digits_test", ("integer", 10)),
        ("digits[:100]", ("integer", None)),
        ("digits[:100, :]", ("integer", None)),
        ("digits.reshape(-1, 1)", ("integer", 10)),
        ("digits.reshape((60000,))", ("integer", 10)),
        ("digits.reshape(6000, 10)", None),
        ("np.asarray(digits, dtype='float32')", ("integer", 10)),
        ("tf.constant(digits)", ("integer", 10)),
        ("digits[digits < 3]", ("integer", None)),
        ("digits == 7", ("integer", 2)),
        ("digits - 1", ("integer", 10)),
        ("digits / 9", None),
        ("-digits", None),
        ("digits[0]", None),
        ("keras.datasets.cifar100.load_data()[0][1]", ("integer", 100)),
        ("keras.datasets.cifar100.load_data('coarse')[1][1]", ("integer", 20)),
        ("keras.datasets.boston_housing.load_data()[0][1]", None),
        ("to_categorical(digits)", ("one_hot", 10)),
        ("to_categorical(digits, 12)", ("one_hot", 12)),
        ("to_categorical(files['y'], num_classes=4)", ("one_hot", 4)),
        ("to_categorical(files['y'])", ("one_hot", None)),
        ("to_categorical(digits)[:50]", ("one_hot", 10)),
        ("to_categorical(digits)[:, 3]", None),
        ("to_categorical(digits)[files['rows']]", ("one_hot", 10)),
        ("to_categorical(digits).reshape(-1, 10)", ("one_hot", 10)),
        ("to_categorical(digits).reshape(-1, 5)", None),
        ("to_categorical(digits).flatten()", None),
        ("np.argmax(to_categorical(digits), axis=1)", ("integer", 10)),
        ("to_categorical(digits).argmax(1)", ("integer", 10)),
        ("np.argmax(digits)", None),
        ("tf.one_hot(digits, 7)", ("one_hot", 7)),
        ("jax.nn.one_hot(digits, num_classes=3)", ("one_hot", 3)),
        ("keras.preprocessing.text.one_hot('a b c', 50)", None),
        ("pd.get_dummies(table['kind'])", ("one_hot", None)),
        ("pd.get_dummies(table['kind']).values", ("one_hot", None)),
        ("pd.get_dummies(table['kind'])['cat']", None),
        ("pd.get_dummies(table['kind'])[files['names']]", None),
        ("pd.get_dummies(table['kind'], drop_first=True)", None),
        ("LabelEncoder().fit_transform(table['kind'])", ("integer", None)),
        ("LabelEncoder().fit(table['kind']).transform(table['kind'])", ("integer", None)),
        ("OneHotEncoder(sparse_output=False).fit_transform(table[['kind']])", ("one_hot", None)),
        ("MultiLabelBinarizer().fit_transform(table['kinds'])", ("multi_hot", None)),
        ("datasets.make_multilabel_classification(100, n_classes=4)[1]", ("multi_hot", 4)),
        ("np.eye(10)[digits]", ("one_hot", 10)),
        ("np.eye(10)[:5]", None),
        ("table['kind'].astype(bool)", ("integer", 2)),
        ("table['kind'].values.astype('bool')", ("integer", 2)),
        ("digits.astype('float32')", ("integer", 10)),
        ("OneHotEncoder(drop='first').fit_transform(table[['kind']])", None),
        ("LabelBinarizer().fit_transform(table['kind'])", None),
        ("table['kind'].map({'cat': 0, 'dog': 1, 'cow': 2})", ("integer", 3)),
        ("table['kind'].map({'small': 10, 'large': 50})", None),
        ("table['kind'].map(len)", None),
        ("table['kind'].astype('category').cat.codes", ("integer", None)),
        ("pd.factorize(table['kind'])[0]", ("integer", None)),
        ("table['kind']", None),
        ("table['kind'].astype(int)", None),
        ("np.random.randint(5, size=100)", ("integer", 5)),
        ("np.random.randint(0, 5, (100, 1))", ("integer", 5)),
        ("np.random.randint(5, size=(100, 8))", None),
        ("np.random.randint(1, 5, size=100)", None),
        ("datasets.load_iris().target", ("integer", 3)),
        ("datasets.load_digits()['target']", ("integer", 10)),
        ("datasets.load_diabetes().target", None),
        ("datasets.fetch_covtype().target", None),
        ("pd.get_dummies(datasets.fetch_covtype().target)", ("one_hot", None)),
        ("pd.get_dummies(digits)", ("one_hot", 10)),
        ("datasets.load_wine(return_X_y=True)[1]", ("integer", 3)),
        ("datasets.make_moons(100)[1]", ("integer", 2)),
        ("datasets.make_blobs(100, centers=4)[1]", ("integer", 4)),
        ("datasets.make_classification(n_classes=3)[1]", ("integer", 3)),
        ("datasets.make_regression()[1]", None),
        ("[0, 1, 1, 0]", ("integer", 2)),
        ("np.array([[0], [1], [1], [0]])", ("integer", 2)),
        ("[1990, 1991, 1990, 1991]", None),
        ("[0, 1, 2, 3]", None),
        ("[[0, 1], [1, 0], [1, 0]]", ("one_hot", 2)),
        ("[[1, 1], [1, 0]]", None),
        ("[0.0, 1.0, 1.0, 0.0]", None),
        ("files['y']", None),
    ],
)
def test_labels_of_arrays(y: str, expected: tuple[str, int | None] | None) -> None:
    assert found(f"model.fit(x, {y})") == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("tf.data.Dataset.from_tensor_slices((x, digits)).shuffle(9).batch(32).prefetch(1)", ("integer", 10)),
        ("tf.data.Dataset.from_tensor_slices((x, to_categorical(digits))).batch(8)", ("one_hot", 10)),
        ("tf.data.Dataset.from_tensor_slices((x, digits)).map(lambda a, b: (a, tf.one_hot(b, 3)))", ("one_hot", 3)),
        ("tf.data.Dataset.from_tensor_slices((x, digits)).map(lambda a, b: (a / 255, b))", ("integer", 10)),
        ("tf.data.Dataset.from_tensor_slices((x, digits)).map(lambda a, b: (a, a))", None),
        ("tf.data.Dataset.from_tensor_slices((x, digits)).map(unknown)", None),
        ("tf.data.Dataset.from_tensor_slices(x)", None),
        ("tf.data.TFRecordDataset('a.tfrecord').batch(8)", None),
        ("keras.utils.image_dataset_from_directory('a')", ("integer", None)),
        ("keras.utils.image_dataset_from_directory('a', label_mode='categorical').repeat()", ("one_hot", None)),
        ("keras.utils.image_dataset_from_directory('a', label_mode='binary')", ("integer", 2)),
        ("keras.utils.image_dataset_from_directory('a', label_mode=None)", None),
        ("keras.utils.image_dataset_from_directory('a', labels=None)", None),
        ("keras.utils.text_dataset_from_directory('a', class_names=['no', 'yes'])", ("integer", 2)),
        ("ImageDataGenerator().flow_from_directory('a')", ("one_hot", None)),
        ("ImageDataGenerator().flow_from_directory('a', classes=['x', 'y', 'z'])", ("one_hot", 3)),
        ("ImageDataGenerator().flow_from_directory('a', class_mode='sparse')", ("integer", None)),
        ("ImageDataGenerator().flow_from_directory('a', class_mode='input')", None),
        ("ImageDataGenerator().flow_from_dataframe(table, class_mode='raw')", None),
        ("ImageDataGenerator().flow(x, to_categorical(digits), batch_size=8)", ("one_hot", 10)),
        ("x", None),
    ],
)
def test_labels_that_a_dataset_brings(data: str, expected: tuple[str, int | None] | None) -> None:
    assert found(f"model.fit({data})") == expected


def test_a_dataset_has_no_labels_of_its_own_where_y_is_given_but_not_known() -> None:
    assert found("model.fit(ImageDataGenerator().flow(x, digits), unknown)") is None


@pytest.mark.parametrize(
    ("before", "y", "expected"),
    [
        ("a, b, c, d = train_test_split(x, digits, test_size=0.2)", "c", ("integer", 10)),
        ("a, b, c, d = train_test_split(x, digits, test_size=0.2)", "b", None),
        ("a, b = shuffle(x, to_categorical(digits), random_state=0)", "b", ("one_hot", 10)),
        ("a, b = SMOTE().fit_resample(x, digits)", "b", ("integer", 10)),
        ("digits[digits == 4] = 0", "digits", ("integer", None)),
        ("wide = to_categorical(digits)\nwide[0] = 5", "wide", None),
        ("some = files['some']\nif some:\n    digits = to_categorical(digits)", "digits", None),
    ],
)
def test_labels_through_statements(before: str, y: str, expected: tuple[str, int | None] | None) -> None:
    assert found(f"model.fit(x, {y})", before) == expected


@pytest.mark.parametrize(
    ("loss", "kind", "from_logits"),
    [
        ("'mse'", "MeanSquaredError", False),
        ("'binary_crossentropy'", "BinaryCrossentropy", False),
        ("keras.losses.mean_absolute_error", "MeanAbsoluteError", False),
        ("keras.metrics.binary_crossentropy", "BinaryCrossentropy", False),
        ("keras.losses.SparseCategoricalCrossentropy(from_logits=True)", "SparseCategoricalCrossentropy", True),
        ("keras.losses.CategoricalCrossentropy(files['logits'])", "CategoricalCrossentropy", None),
        ("keras.losses.CategoricalCrossentropy(**unknown)", "CategoricalCrossentropy", None),
    ],
)
def test_losses(loss: str, kind: str, from_logits: bool | None) -> None:
    program = fitlint.inspect_source(f"{HEAD}model.compile('adam', {loss})\nmodel.fit(x, digits)\n", "train.py")
    (found_loss,) = program.compiles[-1].losses
    assert found_loss is not None
    assert (found_loss.kind, found_loss.from_logits) == (kind, from_logits)


@pytest.mark.parametrize(
    "loss", ["lambda y, p: p", "'my_loss'", "unknown", "{'other': 'mse'}", "['mse', 'mse']", "None"]
)
def test_losses_that_are_not_known(loss: str) -> None:
    program = fitlint.inspect_source(f"{HEAD}model.compile('adam', {loss})\nmodel.fit(x, digits)\n", "train.py")
    assert program.compiles[-1].losses == (None,)
