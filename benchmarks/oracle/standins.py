"""Stand-ins for what a public script loads and is not there: data sets, tables, arrays, pictures, plots.

Their shapes, kinds and lengths are those of the real thing where these are known, and plausible otherwise. Nothing is
ever trained on them. Only the sandboxed process imports this module.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import re
import sys
import types
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What draws or reports, and has no say in what is trained.
DRAWING = ("IPython", "matplotlib", "mpl_toolkits", "plotly", "pydot", "seaborn", "tensorboard", "tqdm", "wandb")
MADE = {"tqdm": lambda items=None, *_, **__: items, "trange": range}
# Name in keras.datasets: shape of a picture or row, rows to train on, rows to test on, number of classes (0: numbers).
KERAS_DATASETS: dict[str, tuple[tuple[int, ...], int, int, int]] = {
    "mnist": ((28, 28), 60_000, 10_000, 10),
    "fashion_mnist": ((28, 28), 60_000, 10_000, 10),
    "cifar10": ((32, 32, 3), 50_000, 10_000, 10),
    "cifar100": ((32, 32, 3), 50_000, 10_000, 100),
    "boston_housing": ((13,), 404, 102, 0),
    "california_housing": ((8,), 16_512, 4_128, 0),
}
# The same for texts: rows to train on, rows to test on, classes, words.
KERAS_TEXTS = {"imdb": (25_000, 25_000, 2, 88_584), "reuters": (8_982, 2_246, 46, 30_979)}
# What scikit-learn would download, or has dropped: rows, columns, number of classes (0: numbers).
SKLEARN_DATASETS = {
    "fetch_california_housing": (20_640, 8, 0),
    "fetch_covtype": (581_012, 54, 7),
    "fetch_olivetti_faces": (400, 4_096, 40),
    "load_boston": (506, 13, 0),
}
ROWS, COLUMNS = 4_000, 12
FILES = 64
random = np.random.default_rng(0)


def labels(rows: int, classes: int) -> Any:
    """Labels in which every class occurs."""
    return np.arange(rows, dtype="int64") % max(classes, 1)


def keras_dataset(name: str) -> Callable[..., Any]:
    """The ``load_data`` of a data set of pictures or rows."""
    shape, train, test, classes = KERAS_DATASETS[name]

    def part(rows: int) -> tuple[Any, Any]:
        if not classes:
            return random.random((rows, *shape)), random.random(rows) * 50
        y = labels(rows, classes).astype("uint8" if "mnist" in name else "int64")
        return random.integers(0, 256, (rows, *shape), dtype="uint8"), y if "mnist" in name else y[:, None]

    return lambda *_, **__: (part(train), part(test))


def keras_text(name: str) -> Callable[..., Any]:
    """The ``load_data`` of a data set of texts: lists of word numbers."""
    train, test, classes, words = KERAS_TEXTS[name]

    def load(
        *_: Any, num_words: int | None = None, test_split: float = 0.2, nb_words: int | None = None, **__: Any
    ) -> Any:
        most, total = num_words or nb_words or words, train + test
        first = total - int(total * test_split) if name == "reuters" else train
        texts = np.empty(total, dtype=object)
        for index, length in enumerate(random.integers(10, 120, total)):
            texts[index] = [1, *random.integers(2, max(most, 3), length).tolist()]
        y = labels(total, classes)
        return (texts[:first], y[:first]), (texts[first:], y[first:])

    return load


def sklearn_dataset(rows: int, columns: int, classes: int) -> Callable[..., Any]:
    """A loader as in ``sklearn.datasets``."""
    from sklearn.utils import Bunch

    def load(*, return_X_y: bool = False, **_: Any) -> Any:  # noqa: N803 - scikit-learn's spelling
        x = random.random((rows, columns))
        y = labels(rows, classes) + 1 if classes else random.random(rows) * 50
        names = [f"column {number}" for number in range(columns)]
        return (x, y) if return_X_y else Bunch(data=x, target=y, feature_names=names, target_names=["target"], DESCR="")

    return load


def column(rows: int) -> Any:
    """A column of a table: small whole numbers serve as labels and as measurements."""
    return np.arange(rows) % 3


def table_class(pandas: Any) -> Any:
    """A data frame that has every column it is asked for by name."""

    class Table(pandas.DataFrame):
        """A table that stands in for a file."""

        @property
        def _constructor(self) -> Any:
            return Table

        def __getitem__(self, key: Any) -> Any:
            for name in missing(self, key):
                super().__setitem__(name, column(len(self)))
            return super().__getitem__(key)

        def __getattr__(self, name: str) -> Any:
            library = name.startswith("_") or "site-packages" in sys._getframe(1).f_code.co_filename
            return super().__getattr__(name) if library else self[name]

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "columns":
                resize(self, len(value))
            super().__setattr__(name, value)

        def drop(self, *args: Any, **kwargs: Any) -> Any:
            if "columns" in kwargs:  # pandas of old took an axis beside it
                kwargs.pop("axis", None)
            return super().drop(*args, **{**kwargs, "errors": "ignore"})

    return Table


def resize(table: Any, width: int) -> None:
    """Give a table as many columns as the script has names for."""
    for number in range(len(table.columns), width):
        table[f"more {number}"] = column(len(table))
    table.drop(columns=list(table.columns[width:]), inplace=True)


def missing(table: Any, key: Any) -> list[str]:
    """The columns that a key asks for and the table lacks."""
    names = [key] if isinstance(key, str) else key if isinstance(key, list) else []
    return [name for name in names if isinstance(name, str) and name not in table.columns]


def tables(pandas: Any) -> None:
    """Let ``read_csv`` and its like answer for files that are not there."""
    table = table_class(pandas)
    pandas.core.arrays.sparse.dtype = pandas.SparseDtype  # editors import it by mistake

    def standing_in(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(path: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                return original(path, *args, **kwargs)
            except (OSError, ImportError):
                names = kwargs.get("names") or [f"c{number}" for number in range(COLUMNS)]
                return table({name: random.random(ROWS) * 10 for name in names})

        return read

    for name in ("read_csv", "read_excel", "read_table", "read_pickle", "read_parquet"):
        setattr(pandas, name, standing_in(getattr(pandas, name)))


def arrays() -> None:
    """Let ``numpy.load`` answer for files that are not there: labels or pictures, by the name of the file."""
    original = np.load

    def load(path: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(path, *args, **kwargs)
        except OSError:
            name = re.split(r"[/\\]", str(path))[-1].lower()
            if name.endswith(".npz"):
                raise
            is_labels = re.search(r"(^|_|\d)y|label|target", name)
            return labels(FILES, 2).astype("float64") if is_labels else random.random((FILES, 32, 32, 3))

    vars(np)["load"] = load


class Pictures:
    """What ``flow_from_directory`` returns: an endless sequence of batches."""

    def __init__(self, size: Sequence[int], channels: int, mode: str | None, batch: int) -> None:
        self.image_shape = (*size, channels)
        self.batch_size = batch
        self.class_mode = mode
        self.samples = self.n = 4 * min(batch, FILES)
        self.class_indices = {"a": 0, "b": 1}
        self.num_classes = 2
        self.classes = labels(self.samples, 2)
        self.labels = self.classes
        self.filenames = [f"a/{number}.jpg" for number in range(self.samples)]

    def __len__(self) -> int:
        return 4

    def __getitem__(self, index: int) -> Any:
        if not 0 <= index < 4:
            raise IndexError(index)
        rows = min(self.batch_size, FILES)
        x = random.random((rows, *self.image_shape), dtype="float32")
        y = labels(rows, 2).astype("float32")
        return (
            x
            if self.class_mode is None
            else (x, np.eye(2, dtype="float32")[labels(rows, 2)] if self.class_mode == "categorical" else y)
        )

    def __iter__(self) -> Iterator[Any]:
        while True:
            yield self[0]

    def __next__(self) -> Any:
        return self[0]

    next = __next__

    def reset(self) -> None:
        """Begin again, as real ones do."""


def pictures(generator: Any, iterator: Any) -> None:
    """Let Keras' generator of pictures answer without any; what it would change in pictures is left out."""

    def flow(
        _: Any,
        *__: Any,
        target_size: Sequence[int] = (256, 256),
        color_mode: str = "rgb",
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        **___: Any,
    ) -> Pictures:
        return Pictures(target_size, 1 if color_mode == "grayscale" else 3, class_mode, batch_size)

    generator.flow_from_directory = flow
    generator.flow_from_dataframe = flow
    generator.random_transform = lambda _, x, *__, **___: x
    generator.fit = lambda *_, **__: None
    iterator.next = iterator.__next__


class Drawing(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module below some packages: they accept anything and do nothing."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Claim the modules that draw."""
        if name.partition(".")[0] not in DRAWING:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        """An empty module that makes up what it is asked for."""
        module = types.ModuleType(spec.name)
        made: dict[str, Any] = {**MADE, "subplots": subplots, "__all__": []}

        def attribute(name: str) -> Any:
            if name.startswith("__") and name not in made:
                raise AttributeError(name)
            return made.setdefault(name, mock.MagicMock())

        vars(module)["__getattr__"] = attribute
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is to be run."""


def subplots(nrows: int = 1, ncols: int = 1, **_: Any) -> tuple[Any, Any]:
    """A figure and as many axes as were asked for."""
    axes = np.empty((nrows, ncols), dtype=object)
    for place in np.ndindex(axes.shape):
        axes[place] = mock.MagicMock()
    squeezed = axes.squeeze()
    return mock.MagicMock(), squeezed if squeezed.ndim else squeezed.item()


def refuse(*_: Any) -> Any:
    """In place of ``input()``."""
    raise EOFError("nobody is there to answer")


def install(keras: Any) -> None:
    """Put every stand-in where scripts look for the real thing."""
    import builtins

    builtins.input = refuse
    for name in [name for name in sys.modules if name.partition(".")[0] in DRAWING]:
        del sys.modules[name]
    sys.meta_path.insert(0, Drawing())
    arrays()
    loaders = {name: keras_dataset(name) for name in KERAS_DATASETS} | {name: keras_text(name) for name in KERAS_TEXTS}
    for name, loader in loaders.items():
        for datasets in _everywhere(keras, f"datasets.{name}"):
            datasets.load_data = loader
            if name in KERAS_TEXTS:
                datasets.get_word_index = lambda *_, **__: {f"word{number}": number for number in range(1, 5_000)}
    try:
        import pandas
        import sklearn.datasets
    except ImportError:
        return  # Scripts that need them say so.
    tables(pandas)
    for name, (rows, columns, classes) in SKLEARN_DATASETS.items():
        setattr(sklearn.datasets, name, sklearn_dataset(rows, columns, classes))


def _everywhere(keras: Any, name: str) -> list[Any]:
    """A module of Keras under each of its names."""
    return [importlib.import_module(f"{package}.{name}") for package in (keras.__name__, "tensorflow.keras")]
