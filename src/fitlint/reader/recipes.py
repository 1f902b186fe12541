"""How the data of a training come about, as far as fitlint can make them again without running the script.

Every step is one of a closed list: a csv, npy or npz file inside the project, a bundled data set, and what is commonly
done to a table before it is fitted. Anything else ends in :class:`fitlint.program.Unclear` with the reason.
"""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from fitlint.program import Recipe, Unclear
from fitlint.reader.containers import SLICE
from fitlint.reader.provenance import given
from fitlint.reader.values import Const, Ext, Opened, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fitlint.reader.run import Run

LARGEST_FILE = 256_000_000
"""Bytes; a larger file is not sampled but left alone."""
MOST_STEPS = 200
NAMED = 99
"""The position of an argument that is understood by name only."""

# Arguments that do not change which numbers come out of a reader.
_HARMLESS = frozenset(
    {"encoding", "engine", "dtype", "low_memory", "memory_map", "mmap_mode", "comment", "parse_dates"}
)
_OPERATORS = {"Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/"}
_SAME_NUMBERS = frozenset({"iloc", "values", "to_numpy()", "copy()", "tolist()", "ravel()", "flatten()", "squeeze()"})
_SCALERS = {
    "sklearn.preprocessing.StandardScaler()": "standard",
    "sklearn.preprocessing.MinMaxScaler()": "minmax",
}
_CODERS = ("sklearn.preprocessing.LabelEncoder()", "sklearn.preprocessing.OrdinalEncoder()")
_WRAPPERS = frozenset({"numpy.array()", "numpy.asarray()", "numpy.ascontiguousarray()", "pandas.DataFrame()"})


def _setting(value: Ext, position: int, name: str, default: object = None) -> object:
    """A plain argument of a call. Raises :class:`Unclear` when it is given and not known."""
    found = given(value, position, name)
    return default if found is None else _plain(found)


class Recipes:
    """Recipes for the data values of one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.steps = 0
        self._paths = {file.filename: file.path for file in run.files.values()}

    def of(self, value: object) -> Recipe:
        """Return the recipe of a data value. Raises :class:`fitlint.program.Unclear`."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Unclear("the data go through too many steps")
        if not isinstance(value, Ext):
            raise Unclear("where the data come from is not known")
        if id(value) in self.run.changed:
            raise Unclear("the data are changed in place")
        for path, make in _READERS.items():
            if value.path == path:
                return make(self, value)
        if value.path.startswith("sklearn.datasets.load_") and value.path.endswith("()"):
            return Recipe("bundled", (), {"name": value.path[len("sklearn.datasets.") : -2]})
        if value.path.startswith("keras.datasets.") and value.path.endswith(".load_data()"):
            return Recipe("keras_dataset", (), {"name": value.path.split(".")[2]})
        if isinstance(value.base, Ext) and value.path.startswith(value.base.path):
            return self._derived(value, value.base, value.path[len(value.base.path) :])
        raise Unclear(f"`{_short(value.path)}` is not among the steps that are repeated")

    def _derived(self, value: Ext, base: Ext, tail: str) -> Recipe:
        """What is done to other data: ``tail`` is what it adds to the path of ``base``."""
        name = tail.removeprefix(".")
        scaler = base.base if base.path.endswith(".fit()") and isinstance(base.base, Ext) else base
        if scaler.path in _SCALERS and name in ("fit_transform()", "transform()"):
            return Recipe("scale", (self._argument(value, 0, "X"),), {"kind": _SCALERS[scaler.path]})
        if scaler.path in _CODERS and name in ("fit_transform()", "transform()"):
            return Recipe("codes", (self._argument(value, 0, "y"),))
        if name in _SAME_NUMBERS:
            return Recipe("flat", (self.of(base),)) if name in ("ravel()", "flatten()") else self.of(base)
        maker = _METHODS.get(name)
        if maker is not None:
            source = base.base if "." in name and isinstance(base.base, Ext) else base
            return maker(self, value, source)
        if tail.startswith("["):
            return self._item(value, base, tail)
        if name.isidentifier():
            return Recipe("entry", (self.of(base),), {"key": name})
        raise Unclear(f"`{_short(tail)}` is not among the steps that are repeated")

    def _item(self, value: Ext, base: Ext, tail: str) -> Recipe:
        if tail != "[]":  # a position, from tuple assignment
            position = Const(int(tail[1:-1]))
            if base.path.endswith("train_test_split()"):
                return self._split(base, position)
            return Recipe("entry", (self.of(base),), {"key": position.value})
        kind = value.kwargs.get("operator")
        operator = _OPERATORS.get(str(kind.value).removesuffix("Assign")) if isinstance(kind, Const) else None
        if operator is not None:
            left, right = value.args
            number, data = (right, left) if isinstance(right, Const) else (left, right)
            if not isinstance(number, Const) or not isinstance(number.value, (int, float)):
                raise Unclear("data are combined with data")
            settings = {"operator": operator, "number": number.value, "reversed": number is left}
            return Recipe("arithmetic", (self.of(data),), settings)
        index = value.args[0] if len(value.args) == 1 else None
        if index is None or (isinstance(index, Ext) and index.path != SLICE):
            raise Unclear("an element, a choice or a comparison of data")
        if isinstance(index, Const):
            return Recipe("entry", (self.of(base),), {"key": index.value})
        if isinstance(index, Seq) and index.kind == "list":
            return Recipe("columns", (self.of(base),), {"names": _plain(index)})
        return Recipe("index", (self.of(base),), {"parts": _index(index)})

    def _split(self, split: Value, part: Value) -> Recipe:
        if not isinstance(split, Ext) or not isinstance(part, Const):
            raise Unclear("which part of a split it is is not known")
        arrays = split.args
        if part.value >= 2 * len(arrays):
            raise Unclear("which part of a split it is is not known")
        stratify = split.kwargs.get("stratify")
        sources = [self.of(arrays[part.value // 2])]
        if stratify is not None and not (isinstance(stratify, Const) and stratify.value is None):
            sources.append(self.of(stratify))
        numbers = {name: _setting(split, NAMED, name) for name in ("test_size", "train_size", "random_state")}
        shuffle = _setting(split, NAMED, "shuffle", default=True)
        settings = {**numbers, "shuffle": shuffle, "test": part.value % 2 == 1}
        return Recipe("split", tuple(sources), settings)

    def _argument(self, value: Ext, position: int, name: str) -> Recipe:
        return self.of(given(value, position, name))

    def _file(self, value: Ext, source: Value | None) -> str:
        """Return the absolute path of a regular file inside the project."""
        path = source.path if isinstance(source, Opened) else source
        if not isinstance(path, Const) or not isinstance(path.value, (str, os.PathLike)):
            raise Unclear("the path of the data file is not known")
        name = os.fspath(path.value)
        root = os.path.realpath(self.run.root)
        opener = self._paths.get(self.run.file_of(value.node), self.run.path)
        folders = dict.fromkeys(os.path.dirname(os.path.abspath(p)) for p in (opener, self.run.path))
        for folder in [above for start in folders for above in _upwards(start, root)]:
            found = os.path.realpath(os.path.join(folder, name))
            if not os.path.isfile(found):
                continue
            if not found.startswith(os.path.join(root, "")):
                raise Unclear(f"{name} lies outside the project")
            if os.path.getsize(found) > LARGEST_FILE:
                raise Unclear(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB")
            return found
        raise Unclear(f"{name} is not a file of this project")

    def _read(self, value: Ext, step: str, known: Mapping[str, int]) -> Recipe:
        """A call that reads a file; ``known`` maps the arguments that are understood to their positions."""
        odd = [name for name in value.kwargs if name not in known and name not in _HARMLESS]
        if odd:
            raise Unclear(f"`{_short(value.path)}` has arguments that are not repeated: {', '.join(odd)}")
        if len(value.args) > 1 + max((at for at in known.values() if at < NAMED), default=0):
            raise Unclear(f"`{_short(value.path)}` has more arguments by position than are repeated")
        first = value.args[0] if value.args else next(iter(value.kwargs.values()), None)
        settings = {n: _setting(value, at, n) for n, at in known.items() if given(value, at, n) is not None}
        return Recipe(step, (), {"file": self._file(value, first), **settings})

    def csv(self, value: Ext) -> Recipe:
        """``pandas.read_csv``."""
        names = ("sep", "delimiter", "header", "names", "index_col", "usecols", "skiprows")
        return self._read(value, "read_csv", dict.fromkeys(names, NAMED) | {"sep": 1})

    def text(self, value: Ext) -> Recipe:
        """``numpy.loadtxt`` and ``numpy.genfromtxt``."""
        return self._read(value, "read_text", dict.fromkeys(("delimiter", "skiprows", "skip_header", "usecols"), NAMED))

    def binary(self, value: Ext) -> Recipe:
        """``numpy.load``: an array, or several by name."""
        return self._read(value, "load", {})

    def one_hot(self, value: Ext) -> Recipe:
        """``to_categorical``."""
        settings = {"classes": _setting(value, 1, "num_classes")}
        return Recipe("one_hot", (self._argument(value, 0, "x"),), settings)

    def dummies(self, value: Ext) -> Recipe:
        """``pandas.get_dummies``."""
        return Recipe("dummies", (self._argument(value, 0, "data"),))

    def wrapped(self, value: Ext) -> Recipe:
        """A call that only changes the container."""
        return self._argument(value, 0, "object")

    def drop(self, value: Ext, source: Ext) -> Recipe:
        """``DataFrame.drop`` of columns."""
        names = _setting(value, NAMED, "columns")
        if names is None and _setting(value, 1, "axis") in (1, "columns"):
            names = _setting(value, 0, "labels")
        if names is None:
            raise Unclear("rows are dropped from a table")
        return Recipe("drop", (self.of(source),), {"names": names if isinstance(names, tuple) else (names,)})

    def astype(self, value: Ext, source: Ext) -> Recipe:
        """``astype``: numbers are trained on as 32-bit floats anyway."""
        return self.of(source)

    def reshape(self, value: Ext, source: Ext) -> Recipe:
        """``reshape`` to sizes that are known."""
        args = value.args
        sizes = _plain(args[0]) if len(args) == 1 else tuple(map(_plain, args))
        return Recipe("reshape", (self.of(source),), {"shape": sizes if isinstance(sizes, tuple) else (sizes,)})


def _plain(value: Value) -> object:
    """Return a constant or a sequence of constants as plain Python. Raises :class:`Unclear`."""
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Seq) and value.exact:
        return tuple(map(_plain, value.items))
    raise Unclear("an argument on the way of the data is not known")


def _index(index: Value) -> tuple[object, ...]:
    """Return what stands between brackets: numbers, and slices as tuples of three."""
    parts = index.items if isinstance(index, Seq) and index.kind == "tuple" else (index,)
    return tuple(
        tuple(map(_plain, part.args)) if isinstance(part, Ext) and part.path == SLICE else _plain(part)
        for part in parts
    )


def _upwards(folder: str, root: str) -> list[str]:
    found = [folder]
    while os.path.realpath(folder) != root and os.path.realpath(folder).startswith(os.path.join(root, "")):
        folder = os.path.dirname(folder)
        found.append(folder)
    return found


def _short(path: str) -> str:
    return path if len(path) <= 60 else f"…{path[-60:]}"


_READERS: dict[str, Callable[[Recipes, Ext], Recipe]] = {
    "pandas.read_csv()": Recipes.csv,
    "numpy.loadtxt()": Recipes.text,
    "numpy.genfromtxt()": Recipes.text,
    "numpy.load()": Recipes.binary,
    "keras.utils.to_categorical()": Recipes.one_hot,
    "pandas.get_dummies()": Recipes.dummies,
    **dict.fromkeys(_WRAPPERS, Recipes.wrapped),
}
_METHODS: dict[str, Callable[[Recipes, Ext, Ext], Recipe]] = {
    "drop()": Recipes.drop,
    "astype()": Recipes.astype,
    "reshape()": Recipes.reshape,
}
