"""How data come about, told from a script in steps of a closed list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import spec_of

if TYPE_CHECKING:
    from pathlib import Path

    from fitlint.verify.spec import Spec

MODEL = "model = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation='relu'), layers.Dense(1)])"
IMPORTS = """
import numpy as np
import pandas as pd
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, StandardScaler
"""


def data(folder: Path, body: str) -> Any:
    (folder / "t.csv").write_text("a,b,y\n1,2,0\n", encoding="utf-8")
    (folder / "d.npz").write_bytes(b"")
    return spec_of(folder, f"{IMPORTS}{body}\n{MODEL}")["data"]


def steps(recipe: Spec) -> list[Any]:
    """The names of the steps, outermost first, along the first source."""
    found = [recipe["step"]]
    while recipe["sources"]:
        recipe = recipe["sources"][0]
        found.append(recipe["step"])
    return found


@pytest.mark.parametrize(
    ("body", "x", "y"),
    [
        ("d = np.load('d.npz')\nx, y = d['x'], d['y']", ["entry", "load"], ["entry", "load"]),
        ("d = np.load('d.npz')\nx = d['x'].astype('float32').reshape(-1, 2) / 255\ny = d['y']",
         ["arithmetic", "reshape", "astype", "entry", "load"], ["entry", "load"]),
        ("t = pd.read_csv('t.csv')\nx = t[['a', 'b']].values\ny = t.y", ["entry", "read_csv"], ["entry", "read_csv"]),
        ("t = pd.read_csv('t.csv').dropna()\nx, y = t.iloc[:, 0:2], np.array(t['y'].fillna(0), float)",
         ["index", "dropna", "read_csv"], ["astype", "fillna", "entry", "dropna", "read_csv"]),
        ("t = pd.read_csv('t.csv').values\nx, y = t[:, :-1], t[:, -1]", ["index", "read_csv"], ["index", "read_csv"]),
        ("t = pd.read_csv('t.csv')\nx, y = t.iloc[:, 0:2], t.iloc[:, 2]", ["index", "read_csv"], ["index", "read_csv"]),
        ("t = pd.read_csv('t.csv')\nx = t.drop('y', axis=1)\ny = LabelEncoder().fit_transform(t['y'])",
         ["drop", "read_csv"], ["transform", "entry", "read_csv"]),
        ("t = pd.get_dummies(pd.read_csv('t.csv'))\nx = MinMaxScaler().fit_transform(t.drop(columns='y'))\ny = t['y']",
         ["transform", "drop", "dummies", "read_csv"], ["entry", "dummies", "read_csv"]),
        ("x, y = load_iris(return_X_y=True)\ny = keras.utils.to_categorical(y, 3)",
         ["entry", "bundled"], ["one_hot", "entry", "bundled"]),
        ("iris = load_iris()\nx, y = iris.data, iris.target", ["entry", "bundled"], ["entry", "bundled"]),
        ("(x, y), _ = keras.datasets.mnist.load_data()", ["entry", "entry", "keras_dataset"],
         ["entry", "entry", "keras_dataset"]),
        ("from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
         "(x, y), _ = keras.datasets.imdb.load_data()\nx = pad_sequences(x, 20)",
         ["pad", "entry", "entry", "keras_dataset"], ["entry", "entry", "keras_dataset"]),
        ("t = np.loadtxt('t.csv', delimiter=',', skiprows=1)\nx, y = t[:, :2], t[:, 2]",
         ["index", "read_text"], ["index", "read_text"]),
    ],
)  # fmt: skip
def test_steps(tmp_path: Path, body: str, x: list[str], y: list[str]) -> None:
    found = data(tmp_path, body)
    assert "why" not in found, found
    assert (steps(found["x"]), steps(found["y"])) == (x, y)


@pytest.mark.parametrize("arguments", ["x, y, test_size=0.25, stratify=y", "x, y"])
def test_both_sides_of_a_split_are_told_apart(tmp_path: Path, arguments: str) -> None:
    found = data(
        tmp_path,
        "t = pd.read_csv('t.csv')\nx, y = t.drop(columns=['y']), t['y']\n"
        f"scaler = StandardScaler().fit(x)\nx, x_test, y, y_test = train_test_split({arguments})\n"
        "x = scaler.transform(x)",
    )
    assert "why" not in found, found
    split = found["y"]
    assert split["step"] == "split"
    assert split["settings"]["test"] is False
    assert split["settings"].get("test_size") == (0.25 if "test_size" in arguments else None)
    assert len(split["sources"]) == (2 if "stratify" in arguments else 1)
    scaled, fitted = found["x"]["sources"]
    assert (scaled["step"], fitted["step"]) == ("split", "drop"), "it is fitted on all of the table"


@pytest.mark.parametrize(
    ("x", "settings"),
    [
        ("pd.read_csv('t.csv', ',', header=None, names=['p', 'q', 'r'], skiprows=1, na_values='?', decimal=',')",
         {"sep": ",", "header": None, "names": ["p", "q", "r"], "skiprows": 1, "na_values": "?", "decimal": ","}),
        ("pd.read_csv('t.csv', delim_whitespace=True, usecols=[0, 1], nrows=9, dtype=np.float32, memory_map=True)",
         {"delim_whitespace": True, "usecols": [0, 1], "nrows": 9, "dtype": "float32"}),
        ("pd.get_dummies(pd.read_csv('t.csv'), columns=['b'], drop_first=True, dtype=int)",
         {"columns": ["b"], "drop_first": True, "dtype": "int"}),
        ("MinMaxScaler(feature_range=(-1, 1), copy=False).fit_transform(pd.read_csv('t.csv'))",
         {"name": "MinMaxScaler", "feature_range": [-1, 1]}),
        ("pd.read_csv('t.csv').iloc[:, [0, 1, 2]]", {"parts": [[":", None, None, None], [0, 1, 2]]}),
        ("pd.read_csv('t.csv').values[1:3]", {"parts": [[":", 1, 3, None]]}),
        ("keras.utils.pad_sequences(np.load('d.npz')['x'], maxlen=9, padding='post', truncating='post', value=1)",
         {"maxlen": 9, "padding": "post", "truncating": "post", "value": 1}),
        ("load_iris(as_frame=True)", {"name": "load_iris", "as_frame": True}),
        ("keras.datasets.imdb.load_data('imdb.npz', 500, maxlen=80, index_from=0, oov_char=None)",
         {"name": "imdb", "num_words": 500, "maxlen": 80, "index_from": 0, "oov_char": None}),
        ("keras.datasets.cifar100.load_data(label_mode='coarse')", {"name": "cifar100", "label_mode": "coarse"}),
        ("keras.datasets.california_housing.load_data(version='small', seed=1)",
         {"name": "california_housing", "version": "small", "seed": 1}),
    ],
)  # fmt: skip
def test_arguments_are_passed_on(tmp_path: Path, x: str, settings: dict[str, Any]) -> None:
    found = data(tmp_path, f"x = {x}\ny = x")
    assert "why" not in found, found
    given = found["x"]["settings"]
    assert {name: value for name, value in given.items() if name != "file"} == settings


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("x, y = pd.read_csv('t.csv', converters={'a': float}), 1", "what it is trained on is not known"),
        ("t = pd.read_csv('t.csv', chunksize=3)\nx, y = t['a'], t['y']", "arguments that are not repeated: chunksize"),
        ("t = pd.read_csv('t.csv', skiprows=lambda row: row)\nx, y = t['a'], t['y']", "an argument on the way"),
        ("t = pd.read_csv('t.csv', header=[0, 1])\nx, y = t['a'], t['y']", "several headers or indexes"),
        ("t = pd.read_csv('t.csv', ',', None)\nx, y = t['a'], t['y']", "more arguments by position than are repeated"),
        ("t = pd.read_csv('t.csv')\nt = t.fillna(t.mean())\nx, y = t['a'], t['y']", "an argument on the way"),
        ("t = pd.read_csv('t.csv').fillna(method='ffill')\nx, y = t['a'], t['y']", "not repeated: method"),
        ("x, y = load_iris(data_home='here')", "arguments that are not repeated: data_home"),
        ("(x, y), _ = keras.datasets.imdb.load_data(nb_words=9)", "arguments that are not repeated: nb_words"),
        ("(x, y), _ = keras.datasets.imdb.load_data(num_words=int(input()))", "an argument on the way"),
        ("x, y = keras.datasets.imdb.get_word_index()", "`.get_word_index()` is not among the steps"),
        ("t = pd.read_csv(input())\nx, y = t['a'], t['y']", "the path of the data file is not known"),
        ("t = pd.read_csv('https://example.org/t.csv')\nx, y = t['a'], t['y']", "is not a file of this project"),
        ("t = pd.read_csv('t.csv', sep='(a+)+$')\nx, y = t['a'], t['y']", "columns are told apart by a pattern"),
        ("t = pd.read_csv('t.csv', delimiter=None)\nx, y = t['a'], t['y']", "columns are told apart by a pattern"),
        ("t = pd.read_csv('t.csv').interpolate()\nx, y = t['a'], t['y']", "is not among the steps that are repeated"),
        ("t = pd.read_csv('t.csv')\nx, y = t[t['a'] > 1], t['y']", "an element, a choice or a comparison of data"),
        ("t = pd.read_csv('t.csv')\nt.sort_values('a', inplace=True)\nx, y = t['a'], t['y']", "changed in place"),
        ("d = np.load('d.npz')\nx, y = d['x'], d['y']\nnp.random.shuffle(x)", "changed in place"),
    ],
)
def test_what_is_not_repeated_says_why(tmp_path: Path, body: str, reason: str) -> None:
    assert reason in data(tmp_path, body)["why"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (".git/config", "the file that `pandas.read_csv` reads is hidden, as settings and credentials are"),
        ("sub/.cache/t.csv", "is hidden"),
        (".env", "is hidden"),
        ("link.csv", "is hidden"),
        ("secrets.txt", "is ignored by git and has no name of a table"),
        ("keys/service", "is ignored by git and has no name of a table"),
        ("missing-ghp_000canary000.csv", "what `pandas.read_csv` reads is not a file of this project"),
        ("ignored.csv", ""),
        ("ignored.tsv.gz", ""),
        ("kept.txt", ""),
        ("iris.data", ""),
    ],
)
def test_only_data_files_are_read(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / ".gitignore").write_text("secrets.txt\nkeys/\nignored.*\n", encoding="utf-8")
    for folder in (".git", "sub/.cache", "keys"):
        (tmp_path / folder).mkdir(parents=True)
    for file in (".git/config", "sub/.cache/t.csv", ".env", "secrets.txt", "keys/service"):
        (tmp_path / file).write_text("a,y\nghp_000canary000,1\n", encoding="utf-8")
    for file in ("ignored.csv", "ignored.tsv.gz", "kept.txt", "iris.data"):
        (tmp_path / file).write_bytes(b"")
    (tmp_path / "link.csv").symlink_to(".git/config")
    found = data(tmp_path, f"t = pd.read_csv({name!r})\nx, y = t[['a']].astype('float32'), t['y']")
    assert why in found.get("why", "")
    assert ("why" in found) is bool(why)
    assert "canary" not in str(found)
