"""Equal data are told by what they are: which expressions give the same array, written twice or changed in between."""

from __future__ import annotations

import pytest

import fitlint

HEAD = """\
import h5py, numpy as np, pandas as pd, random, tensorflow as tf
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from tensorflow import keras
d = np.load("d.npz")
frame = pd.read_csv("t.csv")
ds = tf.data.Dataset.from_tensor_slices((d["x"], d["y"]))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
"""


def equal(one: str, other: str, before: str = "", between: str = "") -> bool:
    """Whether the inputs of two trainings are told to be the same data."""
    body = f"{before}\nmodel.fit({one}, t)\n{between}\nmodel.fit({other}, t)\n"
    first, second = fitlint.inspect_source(HEAD + "t = d['t']\n" + body).trainings
    assert first.x is not None
    assert second.x is not None
    assert first.x.identity > 0
    assert second.x.identity > 0
    return first.x.identity == second.x.identity


@pytest.mark.parametrize(
    "data",
    [
        "d['x']",
        "np.load('d.npz')['x']",
        "np.load('d.npz')['x'][:100]",
        "np.load('d.npz')['x'][100:, 2]",
        "frame['a']",
        "frame[['a', 'b']].values",
        "pd.read_csv('t.csv', sep=';').drop(columns=['label']).to_numpy()",
        "frame.drop('label', axis=1).iloc[:, 1:].values",
        "np.concatenate([d['x'], d['z']], axis=1)",
        "d['x'].astype('float32') / 255",
        "-d['x']",
        "[d['x'], d['z']]",
        "keras.utils.to_categorical(d['y'], 10)",
        "keras.datasets.mnist.load_data()[0][0]",
        "np.linspace(0, 1, 100).reshape(-1, 1)",
        "h5py.File('f.h5', 'r')['x'][:]",
        "train_test_split(d['x'], random_state=3)[0]",
        "frame.sample(frac=0.5, random_state=1)",
        "tf.data.Dataset.from_tensor_slices(d['x']).batch(32)",
        "ds.batch(8).take(4)",
        "[[0, 0], [0, 1], [1, 0]]",
    ],
)
def test_what_is_written_twice_is_one_datum(data: str) -> None:
    assert equal(data, data)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("d['x']", "d['z']"),
        ("d['x'][:100]", "d['x'][100:]"),
        ("np.load('a.npy')", "np.load('b.npy')"),
        ("np.load('a.npy')", "np.load('a.npy', mmap_mode='r')"),
        ("frame['a']", "frame['b']"),
        ("d['x'] / 255", "d['x'] / 127"),
        ("d['x'] - 1", "1 - d['x']"),
        ("d['x'] + 2", "d['x'] * 2"),
        ("train_test_split(d['x'], random_state=3)[0]", "train_test_split(d['x'], random_state=3)[1]"),
        ("np.where(d['x'], d['y'], d['z'])", "np.where(d['x'], d['z'], d['y'])"),
        ("np.sum(d['x'], axis=1)", "np.sum(d['x'], keepdims=1)"),
    ],
)
def test_other_data_are_told_apart(one: str, other: str) -> None:
    assert not equal(one, other)


@pytest.mark.parametrize(
    "data",
    [
        "np.random.rand(100, 8)",
        "np.random.rand(100, 8) + d['x']",
        "d['x'][np.random.permutation(100)]",
        "np.random.default_rng(0).normal(size=(9, 9))",
        "tf.random.normal((9, 9))",
        "train_test_split(d['x'])[0]",
        "frame.sample(frac=0.5)",
        "tf.image.random_flip_left_right(d['x'])",
        "np.empty((9, 9))",
        "next(batches)",
        "ds.shuffle(100).take(10)",
        "mystery.load('a.csv')",
        "frame['a'].apply(noisy)",
        "frame['a'].apply(np.random.permutation)",
        "np.load(handle)",
        "pd.read_csv('t.csv', chunksize=100).get_chunk()",
        "d['x'][unknown()]",
    ],
)
def test_what_is_drawn_or_not_followed_is_another_one_each_time(data: str) -> None:
    before = """
import mystery
batches = iter(ds)
handle = open("a.npy", "rb")
def noisy(value):
    return value + random.random()
"""
    assert not equal(data, data, before)
    assert equal("kept", "kept", f"{before}\nkept = {data}")


@pytest.mark.parametrize(
    ("data", "between"),
    [
        ("frame['a']", "frame['a'] = frame['b']"),
        ("frame['a']", "frame['a'] *= 2"),
        ("frame['a']", "frame.dropna(inplace=True)"),
        ("frame['a']", "frame['a'].fillna(0, inplace=True)"),
        ("frame['a']", "frame.loc[frame.b > 2, 'a'] = 0"),
        ("frame.values", "frame.pop('label')"),
        ("frame.values", "del frame['label']"),
        ("kept[:10]", "kept[3] = 0"),
        ("kept[:10]", "kept.sort()"),
        ("kept[:10]", "np.random.shuffle(kept)"),
        ("scaler.transform(d['x'])", "scaler.fit(d['z'])"),
    ],
)
def test_what_is_changed_in_between_is_no_longer_the_same(data: str, between: str) -> None:
    before = "kept = d['x']\nscaler = MinMaxScaler()\nscaler.fit(d['x'])"
    assert equal(data, data, before)
    assert not equal(data, data, before, between)


def test_a_scaler_only_equals_itself() -> None:
    fitted = "one = StandardScaler().fit(d['x'])\nother = StandardScaler().fit(d['z'])"
    assert equal("one.transform(d['x'])", "one.transform(d['x'])", fitted)
    assert not equal("one.transform(d['x'])", "other.transform(d['x'])", fitted)


def test_a_default_that_can_be_replaced_only_equals_itself() -> None:
    options = """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--train", default="a.npy")
parser.add_argument("--other", default="a.npy")
args = parser.parse_args()
"""
    assert equal("np.load(args.train)", "np.load(args.train)", options)
    assert not equal("np.load(args.train)", "np.load(args.other)", options)


def test_one_helper_called_twice() -> None:
    helper = """
def part(name):
    return np.load("d.npz")[name][:50]
"""
    assert equal("part('x')", "part('x')", helper)
    assert not equal("part('x')", "part('z')", helper)


def test_a_list_that_holds_itself_ends() -> None:
    assert equal("kept", "kept", "kept = [d['x']]\nkept.append(kept)")


def test_long_chains_are_followed_to_their_end() -> None:
    before = "a = d['x']\nb = d['x']\nc = d['z']\nfor i in range(100):\n    a = a + 1\n    b = b + 1\n    c = c + 1\n"
    assert equal("a", "b", before)
    assert not equal("a", "c", before)


@pytest.mark.parametrize(("data", "evaluated"), [("d['x'], d['y']", False), ("d['u'], d['v']", True)])
def test_evaluating_the_training_data_written_twice_is_no_test(data: str, evaluated: bool) -> None:
    script = HEAD + f"model.fit(d['x'], d['y'], epochs=9)\nmodel.evaluate({data})\n"
    (training,) = fitlint.inspect_source(script).trainings
    assert training.evaluated is evaluated
