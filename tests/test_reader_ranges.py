"""Between which numbers data lie, as far as the script says so."""

from __future__ import annotations

from math import inf

import pytest

import fitlint
from fitlint.program import Interval

HEAD = """
import numpy as np
import pandas as pd
from sklearn.datasets import fetch_california_housing, load_diabetes
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler, minmax_scale
from tensorflow import keras

table = pd.read_csv("table.csv")
u = np.load("files.npz")["u"]
price = table["price"]
(x, digits), _ = keras.datasets.mnist.load_data()
written = np.array([[1, 2, 3], [3, 2, -4]] * 20)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
"""


def data(y: str, before: str = "") -> fitlint.program.Data:
    training = fitlint.inspect_source(f"{HEAD}{before}\nmodel.fit(u, {y})\n", "train.py").trainings[-1]
    assert training.y is not None
    return training.y


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ("written", (-4, 3)),
        ("[0.5, 2, 1]", (0.5, 2)),
        ("written[:, 0].astype('float32')", (-4, 3)),
        ("written * 2 + 1", (-7, 7)),
        ("1 - written", (-2, 5)),
        ("-written / 2", (-1.5, 2)),
        ("np.abs(written)", (0, 4)),
        ("np.clip(u, 0, 1)", (0, 1)),
        ("u.clip(-1, 1)", (-1, 1)),
        ("x", (0, 255)),
        ("x.reshape(-1, 784).astype('float32') / 255", (0, 1)),
        ("x / 127.5 - 1", (-1, 1)),
        ("(u - 127.5) / 127.5", (-1, 1)),
        ("u / 255.0", (0, 1)),
        ("np.array([row / 255 for row in u])", (0, 1)),
        ("price / price.max()", (0, 1)),
        ("u / np.max(u)", (0, 1)),
        ("u / np.max(np.abs(u))", (-1, 1)),
        ("(u - u.min()) / (u.max() - u.min())", (0, 1)),
        ("(u - np.min(u)) / np.ptp(u)", (0, 1)),
        ("(price - price.min()) / 90", (0, None)),
        ("(u - u.mean()) / u.std()", (-inf, inf)),
        ("MinMaxScaler().fit_transform(table[['price']])", (0, 1)),
        ("MinMaxScaler(feature_range=(-1, 1)).fit(u).transform(u)[5:, 0]", (-1, 1)),
        ("minmax_scale(u)", (0, 1)),
        ("StandardScaler().fit_transform(u)", (-inf, inf)),
        ("pd.DataFrame(StandardScaler().fit_transform(u))[0].values", (-inf, inf)),
        ("np.sin(u)", (-1, 1)),
        ("np.exp(u)", (0, None)),
        ("np.exp(np.array([1, 5000.0]))", (0, None)),
        ("np.exp(written)", (0.018316, 20.0855)),
        ("np.log1p(np.array([0, 1, 3]))", (0, 1.38629)),
        ("written ** 2", (0, 16)),
        ("np.square(u)", (0, None)),
        ("-1.0 / (np.exp(10.0 * np.linspace(-1, 1, 111)) + 1.0)", (-0.99995, -4.5398e-05)),
        ("np.linspace(-3, 3, 200)", (-3, 3)),
        ("np.arange(100)", (0, 99)),
        ("u > 3", (0, 1)),
        ("(u > 3).astype(int)", (0, 1)),
        ("np.random.uniform(2, 5, 100)", (2, 5)),
        ("load_diabetes().target", (25, 346)),
        ("fetch_california_housing(return_X_y=True)[1]", (0.15, 5)),
        ("np.concatenate([u / 255, x / 255])", (0, 1)),
    ],
)
def test_known_ranges(y: str, expected: tuple[float | None, float | None]) -> None:
    found = data(y).values
    assert found is not None
    assert [end if end is None else pytest.approx(end, rel=1e-4) for end in expected] == list(found)


@pytest.mark.parametrize(
    "y",
    [
        "price",
        "u / 2",
        "price.values / 1000",
        "u / u.std()",
        "-u / u.max()",
        "(u - 3) / u.max()",
        "-u / 255",
        "u / count",
        "u - u.mean()",
        "np.log(u)",
        "np.array([1, 1 << 4000]) * 2",
        "np.array([float('nan'), 2])",
        "np.log(written)",
        "1 / written",
        "written ** 3",
        "MinMaxScaler().fit(u).inverse_transform(u)",
        "MinMaxScaler(feature_range=bounds).fit_transform(u)",
        "np.concatenate([u / 255, u])",
        "np.array([1, 2, unknown])",
        "u * x",
    ],
)
def test_ranges_that_are_not_known(y: str) -> None:
    assert data(y).values is None


@pytest.mark.parametrize(
    ("before", "y", "expected"),
    [
        ("a, b, c, d = train_test_split(u, u / 255, test_size=0.2)", "c", Interval(0, 1)),
        ("u /= 255", "u", Interval(0, 1)),
        ("s = MinMaxScaler()\ns.fit(u)\nv = s.transform(u)", "v[:, 0]", Interval(0, 1)),
        ("v = u / 255\nv[v < 0.5] = 4", "v", None),
        ("rows = []\nfor row in u / 255:\n    rows.append(row[3])", "np.array(rows)", Interval(0, 1)),
        ("rows = []\nfor row in u / 255:\n    rows.append(row[3])\nrows.append(other)", "np.array(rows)", None),
        ("if flag:\n    v = u / 255\nelse:\n    v = x / 255", "np.asarray(v)", Interval(0, 1)),
        ("if flag:\n    v = u / 255\nelse:\n    v = u", "np.asarray(v)", None),
    ],
)
def test_ranges_through_statements(before: str, y: str, expected: Interval | None) -> None:
    found = data(y, before).values
    assert found is None if expected is None else found is not None and found.inside(*expected)


@pytest.mark.parametrize(
    ("values", "inside"),
    [
        (Interval(0, 1), True),
        (Interval(0.2, 0.4), True),
        (Interval(0, 2), False),
        (Interval(-inf, inf), False),
        (Interval(0, None), None),
        (Interval(None, 2), False),
        (Interval(None, None), None),
    ],
)
def test_inside_is_told_where_both_ends_are_known(values: Interval, inside: bool | None) -> None:
    assert values.inside(0, 1) is inside


def test_no_upper_limit_needs_no_upper_end() -> None:
    assert Interval(0, None).inside(0, inf) is True
    assert Interval(None, 3).inside(0, inf) is None


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ("table['price']", True),
        ("table[['price']].values.reshape(-1)", True),
        ("table.iloc[:, 3]", True),
        ("table.dropna()['price']", True),
        ("train_test_split(table.drop(columns='price'), table['price'])[2]", True),
        ("table['price'] / 1000", False),
        ("table['kind'].map({'a': 0, 'b': 1})", False),
        ("np.log(table['price'])", False),
        ("table['price'] > 5", False),
        ("StandardScaler().fit_transform(table[['price']])", False),
        ("table.replace({'yes': 1})['sold']", False),
        ("u", False),
    ],
)
def test_columns_as_they_stand_in_their_file(y: str, expected: bool) -> None:
    assert ("as_read" in data(y).traits) is expected


def test_a_column_that_was_assigned_is_not_as_it_was_read() -> None:
    assert "as_read" not in data("table['price']", "table['price'] = minmax_scale(table['price'])").traits
