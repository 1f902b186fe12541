"""Makes data again from a recipe: the closed list of steps of ``fitlint.reader.recipes``, in NumPy. No code is run.

A split draws its rows with NumPy's generator: which rows go where differs from scikit-learn's choice, their shares and
the balance of their classes do not.
"""

from __future__ import annotations

import csv
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

MOST_ROWS = 200_000
"""Rows read of a text file: more change no verdict, and a minute is soon spent on parsing."""
_MISSING = frozenset({"", "na", "nan", "null", "none", "n/a", "?"})


class DataError(Exception):
    """Data that cannot be made again. The message says why."""


class Table(NamedTuple):
    """Columns by name, as pandas would read them: numbers where every value is one, else text."""

    columns: dict[str, NDArray[Any]]

    def numbers(self) -> NDArray[np.float32]:
        """Return the table as an array. Raises :class:`DataError` for a column of text."""
        for name, column in self.columns.items():
            if column.dtype.kind not in "fiub":
                raise DataError(f"the column {name!r} holds text")
        return np.stack([column.astype(np.float32) for column in self.columns.values()], -1)


def made(recipe: Mapping[str, Any]) -> NDArray[Any]:
    """Return the array that a recipe describes. Raises :class:`DataError`."""
    found = _Maker().made(recipe)
    if isinstance(found, Table):
        return found.numbers()
    if not isinstance(found, np.ndarray):
        raise DataError("the data are several arrays, not one")
    if found.dtype.kind not in "fiub":
        raise DataError("the data hold text")
    return found


class _Maker:
    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def made(self, recipe: Mapping[str, Any]) -> Any:
        key = json.dumps(recipe, sort_keys=True)
        if key not in self.known:
            step = _STEPS.get(recipe["step"])
            if step is None:
                raise DataError(f"the step {recipe['step']!r} is not known")
            sources = [self.made(source) for source in recipe["sources"]]
            try:
                self.known[key] = step(sources, recipe["settings"])
            except (OSError, ValueError, IndexError, KeyError, TypeError, ArithmeticError) as error:
                raise DataError(f"{recipe['step']}: {type(error).__name__}: {error}"[:200]) from error
        return self.known[key]


def read_table(path: str, settings: Mapping[str, Any]) -> Table:
    """Read a csv file as pandas does, as far as ``settings`` goes. Raises :class:`DataError`, ``OSError``."""
    separator = settings.get("sep") or settings.get("delimiter") or ","
    if len(separator) != 1:
        raise DataError(f"the separator {separator!r} is not one character")
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for _, row in zip(range(MOST_ROWS), csv.reader(file, delimiter=separator), strict=False) if row]
    rows = rows[int(settings.get("skiprows") or 0) :]
    names: list[Any] = settings.get("names") or []
    if "header" in settings and settings["header"] is None:
        names = names or [str(number) for number in range(len(rows[0]))]
    elif settings.get("header") in (None, 0) and not (names and "header" not in settings):
        names = names or rows[0]
        rows = rows[1:]
    if not rows:
        raise DataError("the file has no rows")
    if any(len(row) != len(names) for row in rows):
        raise DataError("the rows of the file differ in length")
    columns = {str(name): _typed(list(column)) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    index = settings.get("index_col")
    if index is not None and index is not False:
        columns.pop(list(columns)[index] if isinstance(index, int) else str(index))
    wanted = settings.get("usecols")
    if wanted is not None:
        columns = {name: columns[name] for name in _names(wanted, columns)}
    return Table(columns)


def _typed(values: list[str]) -> NDArray[Any]:
    try:
        return np.array([np.nan if v.strip().lower() in _MISSING else float(v) for v in values])
    except ValueError:
        return np.array([v.strip() for v in values], dtype=object)


def _names(wanted: Any, columns: Mapping[str, Any]) -> list[str]:
    known = list(columns)
    keys = wanted if isinstance(wanted, (list, tuple)) else [wanted]
    return [known[key] if isinstance(key, int) and str(key) not in columns else str(key) for key in keys]


def _read_csv(_: Sequence[Any], settings: Mapping[str, Any]) -> Table:
    return read_table(settings["file"], settings)


def _read_text(_: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    skip = int(settings.get("skiprows") or settings.get("skip_header") or 0)
    columns = settings.get("usecols")
    return np.loadtxt(
        settings["file"], delimiter=settings.get("delimiter"), skiprows=skip, max_rows=MOST_ROWS, ndmin=1,
        usecols=tuple(columns) if isinstance(columns, list) else columns,
    )  # fmt: skip


def _load(_: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    loaded = np.load(settings["file"], allow_pickle=False)
    return dict(loaded) if hasattr(loaded, "files") else loaded


def _entry(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    source, key = sources[0], settings["key"]
    if isinstance(source, Table):
        return source.columns[str(key)]
    if isinstance(source, (dict, tuple)):
        return source[key]
    return np.asarray(source)[key]


def _columns(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    if isinstance(sources[0], Table):
        names = _names(settings["names"], sources[0].columns)
        return Table({name: sources[0].columns[name] for name in names})
    return np.asarray(sources[0])[list(settings["names"])]


def _drop(sources: Sequence[Any], settings: Mapping[str, Any]) -> Table:
    if not isinstance(sources[0], Table):
        raise DataError("columns are dropped from something that is no table")
    dropped = set(map(str, settings["names"]))
    missing = dropped - sources[0].columns.keys()
    if missing:
        raise DataError(f"there is no column {min(missing)!r} to drop")
    return Table({name: column for name, column in sources[0].columns.items() if name not in dropped})


def _index(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    parts = tuple(slice(*part) if isinstance(part, list) else part for part in settings["parts"])
    return np.asarray(_plain(sources[0])[parts])


def _arithmetic(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    array, number = _plain(sources[0]).astype(np.float64), settings["number"]
    one, other = (number, array) if settings["reversed"] else (array, number)
    found = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[settings["operator"]](one, other)
    return np.asarray(found)


def _scale(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    array = _plain(sources[0]).astype(np.float64)
    if settings["kind"] == "minmax":
        low, high = np.nanmin(array, 0), np.nanmax(array, 0)
        return np.asarray((array - low) / np.where(high > low, high - low, 1))
    spread = np.nanstd(array, 0)
    return np.asarray((array - np.nanmean(array, 0)) / np.where(spread > 0, spread, 1))


def _codes(sources: Sequence[Any], _: Mapping[str, Any]) -> NDArray[Any]:
    return np.asarray(np.unique(np.asarray(sources[0]), return_inverse=True)[1])


def _one_hot(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    classes = _plain(sources[0]).astype(np.int64).reshape(-1)
    return np.eye(settings.get("classes") or int(classes.max()) + 1, dtype=np.float32)[classes]


def _dummies(sources: Sequence[Any], _: Mapping[str, Any]) -> Table:
    table = sources[0] if isinstance(sources[0], Table) else Table({"": np.asarray(sources[0], dtype=object)})
    columns: dict[str, NDArray[Any]] = {}
    for name, column in table.columns.items():
        if column.dtype.kind in "fiub":
            columns[name] = column
        else:
            columns |= {f"{name}_{value}": (column == value).astype(np.float32) for value in np.unique(column)}
    return Table(columns)


def _split(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    count = _length(sources[0])
    share = settings.get("test_size")
    if share is None:
        share = 0.25 if settings.get("train_size") is None else 1 - settings["train_size"]
    share = share / count if share >= 1 else share
    random = np.random.default_rng(settings.get("random_state") or 0)
    order = random.permutation(count) if settings.get("shuffle", True) else np.arange(count)
    if len(sources) > 1:  # of each class alike
        labels = np.asarray(_plain(sources[1]))[order]
        groups = [order[labels == label] for label in np.unique(labels)]
    else:
        groups = [order]
    cuts = [len(group) - round(len(group) * share) for group in groups]
    parts = [group[cut:] if settings["test"] else group[:cut] for group, cut in zip(groups, cuts, strict=True)]
    rows = np.concatenate(parts)
    rows = random.permutation(rows) if len(parts) > 1 else rows
    if isinstance(sources[0], Table):
        return Table({name: column[rows] for name, column in sources[0].columns.items()})
    return np.asarray(sources[0])[rows]


def _bundled(_: Sequence[Any], settings: Mapping[str, Any]) -> dict[Any, Any]:
    """A data set that scikit-learn brings along, by attribute and by position."""
    try:
        from sklearn import datasets
    except ImportError:
        raise DataError("scikit-learn is not installed; `pip install scikit-learn`") from None
    loader = getattr(datasets, settings["name"], None)
    if loader is None or settings["name"] not in _BUNDLED:
        raise DataError(f"{settings['name']} is not a data set that scikit-learn brings along")
    found = loader()
    return {"data": found.data, "target": found.target, "images": found.get("images"), 0: found.data, 1: found.target}


def _keras_dataset(_: Sequence[Any], settings: Mapping[str, Any]) -> tuple[Any, Any]:
    """A data set of Keras, only when it was downloaded before."""
    name = _CACHED.get(settings["name"])
    if name is None:
        raise DataError(f"the data set {settings['name']} of Keras is not among those that are read")
    home = os.environ.get("FITLINT_DATASETS", "")
    path = os.path.join(home, name)
    if not home or not os.path.isfile(path):
        raise DataError(f"the data set {settings['name']} of Keras was not downloaded yet")
    with np.load(path, allow_pickle=False) as stored:
        return (stored["x_train"], stored["y_train"]), (stored["x_test"], stored["y_test"])


def _reshape(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    return np.asarray(_plain(sources[0]).reshape(settings["shape"]))


def _flat(sources: Sequence[Any], _: Mapping[str, Any]) -> NDArray[Any]:
    return _plain(sources[0]).reshape(-1)


def _plain(source: Any) -> NDArray[Any]:
    return source.numbers() if isinstance(source, Table) else np.asarray(source)


def _length(source: Any) -> int:
    return len(next(iter(source.columns.values()))) if isinstance(source, Table) else len(source)


_BUNDLED = frozenset({"load_breast_cancer", "load_diabetes", "load_digits", "load_iris", "load_linnerud", "load_wine"})
_CACHED = {"mnist": "mnist.npz", "boston_housing": "boston_housing.npz", "california_housing": "california_housing.npz"}
_STEPS: dict[str, Callable[[Sequence[Any], Mapping[str, Any]], Any]] = {
    "arithmetic": _arithmetic,
    "bundled": _bundled,
    "codes": _codes,
    "columns": _columns,
    "drop": _drop,
    "dummies": _dummies,
    "entry": _entry,
    "flat": _flat,
    "index": _index,
    "keras_dataset": _keras_dataset,
    "load": _load,
    "one_hot": _one_hot,
    "read_csv": _read_csv,
    "read_text": _read_text,
    "reshape": _reshape,
    "scale": _scale,
    "split": _split,
}
