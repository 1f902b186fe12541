"""Makes data again from a recipe: the closed list of steps of ``fitlint.reader.recipes``. No code is run.

A step is what pandas, scikit-learn, Keras or NumPy does with the arguments that stand in the script. They are imported
when a step needs them.
"""

from __future__ import annotations

import io
import json
import operator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from fitlint.verify.worker import downloads, sentences, stored
from fitlint.verify.worker.stored import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["DataError", "made", "rebuilt"]

MOST_ROWS = 200_000
"""Rows read of a text file: more change no verdict, and a minute is soon spent on parsing."""


def made(recipe: Mapping[str, Any]) -> NDArray[Any]:
    """Return the array that a recipe describes. Raises :class:`DataError`."""
    found = rebuilt(recipe)
    if hasattr(found, "columns"):
        odd = _odd_column([found])
        if odd:
            raise DataError(odd)
        return np.asarray(found.to_numpy(np.float32))
    if isinstance(found, (dict, tuple)):
        raise DataError("the data are several arrays, not one")
    array = np.asarray(found)
    if array.dtype.kind not in "fiub":
        raise DataError("the data hold something else than numbers")
    return array


def rebuilt(recipe: Mapping[str, Any]) -> Any:
    """Return what a recipe describes: an array, a table, or several of them. Raises :class:`DataError`."""
    return _rebuilt(recipe, {})


def _rebuilt(recipe: Mapping[str, Any], known: dict[str, Any]) -> Any:
    key = json.dumps(recipe, sort_keys=True)
    if key not in known:
        sources = [_rebuilt(source, known) for source in recipe["sources"]]
        known[key] = _done(recipe, sources) if sources else _read(key)
    return known[key]


@lru_cache(maxsize=2)
def _read(recipe: str) -> Any:
    """What comes from a file is kept for a while: x and y are made one after the other, often from the same file."""
    return _done(json.loads(recipe), [])


def _done(recipe: Mapping[str, Any], sources: Sequence[Any]) -> Any:
    name = recipe["step"]
    if name not in _STEPS:
        raise DataError(f"the step {name!r} is not known")
    try:
        return _STEPS[name](sources, recipe["settings"])
    except (DataError, MemoryError):
        raise
    except ModuleNotFoundError as error:
        package = "scikit-learn" if error.name == "sklearn" else error.name
        raise DataError(f"{package} is not installed; `pip install 'fitlint[verify-data]'`") from error
    except Exception as error:  # whatever the libraries raise, with the cell that they raise it at
        odd = _odd_column(sources)
        raise DataError(f"{name}: {sentences.kind(error)}{f'; {odd}' if odd else ''}") from None


def _odd_column(sources: Sequence[Any]) -> str:
    """Say which column of a table holds no numbers, by its position: names are the user's. Empty when all do."""
    for table in sources:
        if hasattr(table, "columns"):
            kinds = [dtype.kind for dtype in table.dtypes]
            odd = next((place for place, kind in enumerate(kinds, 1) if kind not in "fiub"), None)
            if odd is not None:
                return f"column {odd} of {len(kinds)} holds something else than numbers"
    return ""


def _read_csv(_: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    import pandas as pd

    given = dict(settings)
    path = given.pop("file")
    if given.pop("delim_whitespace", False):
        given["sep"] = r"\s+"  # the same, and all that later versions of pandas know
    rows = given.pop("nrows", None)
    most = MOST_ROWS if rows is None else min(rows, MOST_ROWS)
    if not given.get("skipfooter"):  # pandas does not take both
        given["nrows"] = most
    with stored.opened(path) as file:
        try:
            return pd.read_csv(io.BufferedReader(file), **given).head(most)
        except Exception:  # pandas has errors of its own for those of its source
            if file.overflowed:
                raise stored.too_large() from None
            raise


def _read_text(_: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    skip = int(settings.get("skiprows") or settings.get("skip_header") or 0)
    columns = settings.get("usecols")
    with stored.opened(settings["file"]) as file:
        return np.loadtxt(
            io.TextIOWrapper(io.BufferedReader(file), encoding="latin-1"),  # numbers are the same in all encodings
            delimiter=settings.get("delimiter"), skiprows=skip, max_rows=MOST_ROWS, ndmin=1,
            usecols=tuple(columns) if isinstance(columns, list) else columns,
        )  # fmt: skip


def _load(_: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    return stored.arrays(settings["descriptor"] if "descriptor" in settings else settings["file"])


def _bundled(_: Sequence[Any], settings: Mapping[str, Any]) -> dict[Any, Any]:
    """A data set that scikit-learn brings along, by attribute and by position."""
    from sklearn import datasets

    name, arguments = _named(settings)
    if name not in _BUNDLED:
        raise DataError(f"{name} is not a data set that scikit-learn brings along")
    found = getattr(datasets, name)(**arguments)
    return {**found, 0: found.data, 1: found.target}


def _keras_dataset(_: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    name, arguments = _named(settings)
    try:
        return downloads.load(name, arguments)
    except downloads.Refused:
        raise DataError(f"the data set {name} of Keras was not downloaded yet; --allow-download fetches it") from None
    except Exception as error:
        fetched = "URL fetch failure" in str(error)
        why = "the download failed" if fetched else sentences.kind(error)
        raise DataError(f"Keras cannot load its data set {name}: {why}") from None


def _entry(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    return sources[0][settings["key"]]


def _index(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    parts = [slice(*part[1:]) if isinstance(part, list) and part[0] == ":" else part for part in settings["parts"]]
    table = hasattr(sources[0], "iloc") and None not in parts  # None is a new axis, which only arrays can have
    return (sources[0].iloc if table else np.asarray(sources[0]))[tuple(parts)]


def _assign(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    """A table with a column that is set, to the second source or to one value."""
    table = sources[0].copy()
    table[settings["key"]] = sources[1] if len(sources) > 1 else settings["value"]
    return table


def _method(name: str, sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    return getattr(sources[0], name)(**settings)


def _arithmetic(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    pair = (sources[0], settings["number"])
    return _OPERATORS[settings["operator"]](*(reversed(pair) if settings["reversed"] else pair))


def _transform(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    """What a transformer of scikit-learn makes of the first source, fitted on the last."""
    from sklearn import preprocessing

    name, arguments = _named(settings)
    found = getattr(preprocessing, name)(**arguments).fit(sources[-1]).transform(sources[0])
    return found.toarray() if hasattr(found, "toarray") else found


def _split(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    """One part of the first source; the classes of the second are balanced."""
    from sklearn.model_selection import train_test_split

    given = dict(settings)
    part = given.pop("test")
    if given.get("random_state") is None:
        given["random_state"] = 0  # x and y are split one after the other
    return train_test_split(sources[0], stratify=sources[1] if len(sources) > 1 else None, **given)[part]


def _dummies(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    import pandas as pd

    return pd.get_dummies(sources[0], **settings)


def _one_hot(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    import keras

    return keras.utils.to_categorical(np.asarray(sources[0]), **settings)


def _pad(sources: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    import keras

    return keras.utils.pad_sequences(sources[0], **settings)


def _reshape(sources: Sequence[Any], settings: Mapping[str, Any]) -> NDArray[Any]:
    return np.reshape(np.asarray(sources[0]), settings["shape"])


def _flat(sources: Sequence[Any], _: Mapping[str, Any]) -> NDArray[Any]:
    return np.asarray(sources[0]).reshape(-1)


def _named(settings: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The name of what is called, and its arguments: lists are tuples again, as scikit-learn wants them."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
    return settings["name"], {name: value for name, value in given.items() if name != "name"}


_BUNDLED = frozenset({"load_breast_cancer", "load_diabetes", "load_digits", "load_iris", "load_linnerud", "load_wine"})
_OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_STEPS: dict[str, Callable[[Sequence[Any], Mapping[str, Any]], Any]] = {
    **{name: partial(_method, name) for name in ("astype", "drop", "dropna", "fillna")},
    "arithmetic": _arithmetic,
    "assign": _assign,
    "bundled": _bundled,
    "dummies": _dummies,
    "entry": _entry,
    "flat": _flat,
    "index": _index,
    "keras_dataset": _keras_dataset,
    "load": _load,
    "one_hot": _one_hot,
    "pad": _pad,
    "read_csv": _read_csv,
    "read_text": _read_text,
    "reshape": _reshape,
    "split": _split,
    "transform": _transform,
}
