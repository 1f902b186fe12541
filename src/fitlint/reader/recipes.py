"""How the data of a training come about, as far as fitlint can make them again without running the script.

Every step is one of a closed list: a csv, npy or npz file inside the project, a data set of Keras or scikit-learn, and
what is commonly done to a table before it is fitted. Anything else ends in :class:`fitlint.program.Unclear` with the
reason.
"""

from __future__ import annotations

import os.path
from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING

from fitlint.program import Recipe, Unclear
from fitlint.reader.containers import SLICE
from fitlint.reader.data_files import refusal
from fitlint.reader.provenance import absent, given, name_of
from fitlint.reader.recipe_arguments import (
    CONTAINERS,
    CSV,
    DUMMIES,
    KERAS_SETS,
    ONE_VALUE,
    TEXT,
    TRANSFORMERS,
    keras_arguments,
    kind,
    plain,
    repeated,
    short,
)
from fitlint.reader.values import Const, Edit, Ext, Opened, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from fitlint.reader.run import Run

MOST_STEPS = 200
_OPERATORS = {"Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/"}
_SAME_NUMBERS = frozenset(
    {"iloc", "values", "to_numpy()", "copy()", "tolist()", "toarray()", "ravel()", "flatten()", "squeeze()"}
)
_BY_POSITION = (".iloc", ".values", ".to_numpy()")
_WRAPPERS = frozenset({"numpy.array()", "numpy.asarray()", "numpy.ascontiguousarray()", "pandas.DataFrame()"})


class Recipes:
    """Recipes for the data values of one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.steps = 0
        self._until = inf
        self._paths = {file.filename: file.path for file in run.files.values()}

    def of(self, value: object) -> Recipe:
        """Return the recipe of a data value. Raises :class:`fitlint.program.Unclear`."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Unclear("the data go through too many steps")
        if not isinstance(value, Ext):
            raise Unclear("where the data come from is not known")
        origin, edits = self.run.edits.get(id(value), (value, []))
        if not isinstance(origin, Ext) or not all(edit.known for edit in edits):
            raise Unclear("the data are changed in place")
        with self._as_of(origin.born) as until:
            made = self._made(origin)
        for edit in edits:
            if edit.moment < until:
                made = self._edited(made, edit)
        return made

    @contextmanager
    def _as_of(self, moment: float) -> Iterator[float]:
        """See other data as they were at a moment; yields the one before."""
        before, self._until = self._until, moment
        try:
            yield before
        finally:
            self._until = before

    def _edited(self, made: Recipe, edit: Edit) -> Recipe:
        """A change in place, as a step of its own."""
        call = edit.call
        if call is not None:
            if name_of(call) == "pop":
                return Recipe("drop", (made,), {"columns": _plain_given(call, "item")})
            return Recipe(name_of(call), (made,), _SETTINGS[name_of(call)](call))
        if edit.value is None:
            return Recipe("drop", (made,), {"columns": edit.column})
        if isinstance(edit.value, Const):
            return Recipe("assign", (made,), {"key": edit.column, "value": edit.value.value})
        with self._as_of(edit.moment):
            return Recipe("assign", (made, self.of(edit.value)), {"key": edit.column})

    def _made(self, value: Ext) -> Recipe:
        make = _READERS.get(value.path)
        if make is not None:
            return make(self, value)
        bundled = value.path.removeprefix("sklearn.datasets.").removesuffix("()")
        if bundled.startswith("load_") and value.path == f"sklearn.datasets.{bundled}()" and bundled.isidentifier():
            arguments = repeated(value, (), ("as_frame", "n_class", "scaled"), ("return_X_y",))
            return Recipe("bundled", (), {"name": bundled, **arguments})
        if value.path in _KERAS_LOADERS:
            return Recipe(
                "keras_dataset", (), {"name": _KERAS_LOADERS[value.path], **keras_arguments(value, ("path",))}
            )
        if isinstance(value.base, Ext) and value.path.startswith(value.base.path):
            return self._derived(value, value.base, value.path[len(value.base.path) :])
        raise Unclear(f"`{short(value.path)}` is not among the steps that are repeated")

    def _derived(self, value: Ext, base: Ext, tail: str) -> Recipe:
        """What is done to other data: ``tail`` is what it adds to the path of ``base``."""
        name = tail.removeprefix(".")
        fitted = base.base if base.path.endswith(".fit()") and isinstance(base.base, Ext) else base
        if fitted.path in _TRANSFORMERS and name in ("fit_transform()", "transform()"):
            known = base is not fitted and name == "transform()"
            return self._transformed(fitted, (value, base) if known else (value,))
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
        raise Unclear(f"`{short(tail)}` is not among the steps that are repeated")

    def _transformed(self, transformer: Ext, calls: tuple[Ext, ...]) -> Recipe:
        """What the first call transforms; what the second fits on, where that is known to be something else."""
        name = _TRANSFORMERS[transformer.path]
        arguments = repeated(transformer, TRANSFORMERS[name], (), CONTAINERS)
        sources = tuple(self._argument(call, "X", "y") for call in calls)
        return Recipe("transform", sources, {"name": name, **arguments})

    def _item(self, value: Ext, base: Ext, tail: str) -> Recipe:
        if tail != "[]":  # a position, from tuple assignment
            position = Const(int(tail[1:-1]))
            if base.path.endswith("train_test_split()"):
                return self._split(base, position)
            return Recipe("entry", (self.of(base),), {"key": position.value})
        sign = value.kwargs.get("operator")
        operator = _OPERATORS.get(str(sign.value).removesuffix("Assign")) if isinstance(sign, Const) else None
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
        named = isinstance(index, Const) or (isinstance(index, Seq) and index.kind == "list")
        if named and not base.path.endswith(_BY_POSITION):
            return Recipe("entry", (self.of(base),), {"key": plain(index)})
        return Recipe("index", (self.of(base),), {"parts": _index(index)})

    def _split(self, split: Value, part: Value) -> Recipe:
        if not isinstance(split, Ext) or not isinstance(part, Const):
            raise Unclear("which part of a split it is is not known")
        arrays = split.args
        if part.value >= 2 * len(arrays):
            raise Unclear("which part of a split it is is not known")
        sources = [self.of(arrays[part.value // 2])]
        stratify = split.kwargs.get("stratify")
        if not absent(stratify):
            sources.append(self.of(stratify))
        numbers = ("test_size", "train_size", "random_state", "shuffle")
        names = [str(place) for place in range(len(arrays))]
        settings = repeated(split, names, numbers, (*names, "stratify"))
        return Recipe("split", tuple(sources), {**settings, "test": part.value % 2 == 1})

    def _argument(self, value: Ext, *names: str) -> Recipe:
        """The data that a function gets first."""
        return self.of(given(value, 0, *names))

    def _file(self, value: Ext, source: Value | None) -> str:
        """Return the absolute path of a regular file inside the project."""
        path = source.path if isinstance(source, Opened) else source
        call = short(value.path.removesuffix("()"))
        if not isinstance(path, Const) or not isinstance(path.value, (str, os.PathLike)):
            raise Unclear("the path of the data file is not known")
        root = os.path.realpath(self.run.root)
        opener = self._paths.get(self.run.file_of(value.node), self.run.path)
        folders = dict.fromkeys(os.path.dirname(os.path.abspath(p)) for p in (opener, self.run.path))
        for folder in [above for start in folders for above in _upwards(start, root)]:
            found = os.path.realpath(os.path.join(folder, os.fspath(path.value)))
            if os.path.isfile(found):
                why = refusal(found, root)
                if why:
                    raise Unclear(f"the file that `{call}` reads {why}")
                return found
        raise Unclear(f"what `{call}` reads is not a file of this project")

    def _read(
        self, value: Ext, step: str, order: tuple[str, ...], named: Collection[str], ignored: Collection[str]
    ) -> Recipe:
        """A call that reads the file which is its first argument."""
        settings = repeated(value, order, named, {order[0], *ignored})
        return Recipe(step, (), {"file": self._file(value, given(value, 0, order[0])), **settings})

    def csv(self, value: Ext) -> Recipe:
        """``pandas.read_csv``."""
        found = self._read(value, "read_csv", ("filepath_or_buffer", "sep"), CSV, ("memory_map",))
        if any(isinstance(found.settings.get(name), tuple) for name in ONE_VALUE):
            raise Unclear("a table with several headers or indexes")
        if any(not _is_separator(found.settings.get(name, ",")) for name in ("sep", "delimiter")):
            raise Unclear("a table whose columns are told apart by a pattern")
        return found

    def text(self, value: Ext) -> Recipe:
        """``numpy.loadtxt`` and ``numpy.genfromtxt``."""
        return self._read(value, "read_text", ("fname",), TEXT, ("dtype", "encoding"))

    def binary(self, value: Ext) -> Recipe:
        """``numpy.load``: an array, or several by name."""
        return self._read(value, "load", ("file",), (), ("mmap_mode", "allow_pickle", "fix_imports", "encoding"))

    def one_hot(self, value: Ext) -> Recipe:
        """``to_categorical``."""
        return Recipe("one_hot", (self._argument(value, "x", "y"),), keras_arguments(value, ("x", "y", "dtype")))

    def pad(self, value: Ext) -> Recipe:
        """``pad_sequences``."""
        return Recipe("pad", (self._argument(value, "sequences"),), keras_arguments(value, ("sequences",)))

    def dummies(self, value: Ext) -> Recipe:
        """``pandas.get_dummies``."""
        return Recipe("dummies", (self._argument(value, "data"),), repeated(value, DUMMIES, (), ("data", "sparse")))

    def wrapped(self, value: Ext) -> Recipe:
        """A call that changes the container, and perhaps the type of the numbers."""
        source = self._argument(value, "object", "data", "a")
        dtype = given(value, 1 if value.path.startswith("numpy.") else 3, "dtype")
        return source if dtype is None or absent(dtype) else Recipe("astype", (source,), {"dtype": kind(dtype)})

    def cleaned(self, value: Ext, source: Ext) -> Recipe:
        """``drop``, ``dropna`` and ``fillna``, which return a table unless they work in place."""
        inplace = value.kwargs.get("inplace")
        if inplace is not None and not (isinstance(inplace, Const) and inplace.value is False):
            raise Unclear("what works in place returns nothing")
        return Recipe(name_of(value), (self.of(source),), _SETTINGS[name_of(value)](value))

    def popped(self, value: Ext, source: Ext) -> Recipe:
        """``DataFrame.pop``: a column, before it is taken away."""
        return Recipe("entry", (self.of(source),), {"key": _plain_given(value, "item")})

    def astype(self, value: Ext, source: Ext) -> Recipe:
        """``astype``."""
        return Recipe("astype", (self.of(source),), repeated(value, ("dtype",), (), ("copy", "order")))

    def reshape(self, value: Ext, source: Ext) -> Recipe:
        """``reshape`` to sizes that are known."""
        args = value.args
        sizes = plain(args[0]) if len(args) == 1 else tuple(map(plain, args))
        return Recipe("reshape", (self.of(source),), {"shape": sizes if isinstance(sizes, tuple) else (sizes,)})


def _plain_given(value: Ext, name: str) -> object:
    found = given(value, 0, name)
    if found is None:
        raise Unclear("an argument on the way of the data is not known")
    return plain(found)


def _drop_settings(value: Ext) -> dict[str, object]:
    settings = repeated(value, ("labels", "axis"), ("columns",), ("inplace",))
    columns = settings.get("columns", settings.get("labels") if settings.get("axis") in (1, "columns") else None)
    if columns is None:
        raise Unclear("rows are dropped from a table")
    return {"columns": columns}


def _dropna_settings(value: Ext) -> dict[str, object]:
    return repeated(value, (), ("axis", "how", "subset", "thresh"), ("inplace",))


def _fillna_settings(value: Ext) -> dict[str, object]:
    return repeated(value, ("value",), (), ("inplace",))


def _index(index: Value) -> tuple[object, ...]:
    """Return what stands between brackets: numbers, lists of them, and slices as ``(":", start, stop, step)``."""
    parts = index.items if isinstance(index, Seq) and index.kind == "tuple" else (index,)
    return tuple(
        (":", *map(plain, part.args)) if isinstance(part, Ext) and part.path == SLICE else plain(part) for part in parts
    )


def _is_separator(value: object) -> bool:
    r"""One character, or ``\s+``: matching any other pattern can take for ever."""
    return isinstance(value, str) and (len(value) == 1 or value == r"\s+")


def _upwards(folder: str, root: str) -> list[str]:
    found = [folder]
    while os.path.realpath(folder) != root and os.path.realpath(folder).startswith(os.path.join(root, "")):
        folder = os.path.dirname(folder)
        found.append(folder)
    return found


_KERAS_LOADERS = {f"keras.datasets.{name}.load_data()": name for name in KERAS_SETS}
_TRANSFORMERS = {f"sklearn.preprocessing.{name}()": name for name in TRANSFORMERS}
_READERS: dict[str, Callable[[Recipes, Ext], Recipe]] = {
    "pandas.read_csv()": Recipes.csv,
    "numpy.loadtxt()": Recipes.text,
    "numpy.genfromtxt()": Recipes.text,
    "numpy.load()": Recipes.binary,
    "keras.utils.pad_sequences()": Recipes.pad,
    "keras.utils.to_categorical()": Recipes.one_hot,
    "pandas.get_dummies()": Recipes.dummies,
    **dict.fromkeys(_WRAPPERS, Recipes.wrapped),
}
_METHODS: dict[str, Callable[[Recipes, Ext, Ext], Recipe]] = {
    "drop()": Recipes.cleaned,
    "dropna()": Recipes.cleaned,
    "fillna()": Recipes.cleaned,
    "pop()": Recipes.popped,
    "astype()": Recipes.astype,
    "reshape()": Recipes.reshape,
}
_SETTINGS: dict[str, Callable[[Ext], dict[str, object]]] = {
    "drop": _drop_settings,
    "dropna": _dropna_settings,
    "fillna": _fillna_settings,
}
