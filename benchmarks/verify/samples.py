"""Real data for the grid: what scikit-learn, scikit-image and statsmodels bring along, ready for a model.

Development and held-out sets share nothing. Tables are standardized; images are 8 to 25 pixels a side; sequences are
windows of a series with the value that follows, the rows of a picture, or characters of a text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MOST = 3000
CHARACTERS = 64
"""Characters that are told apart in texts."""


class Samples(NamedTuple):
    """Inputs, targets, and the number of classes; 0 for numbers. ``tokens``: the inputs are whole numbers below it."""

    x: NDArray[Any]
    y: NDArray[Any]
    classes: int
    tokens: int = 0

    def few(self, count: int) -> Samples:
        """Return so many of them, drawn at random."""
        chosen = np.random.default_rng(1).permutation(len(self.x))[:count]
        return self._replace(x=self.x[chosen], y=self.y[chosen])

    def unbalanced(self, ratio: int) -> Samples:
        """Return two classes, the last one against the rest, of which one is ``ratio`` times as frequent."""
        rare = self.y == self.classes - 1 if self.classes else self.y > np.quantile(self.y, 0.7)
        many, few = np.flatnonzero(~rare), np.flatnonzero(rare)
        random = np.random.default_rng(2)
        kept = random.permutation(few)[: max(8, len(many) // ratio)]
        chosen = random.permutation(np.concatenate([many[: len(kept) * ratio], kept]))
        return self._replace(x=self.x[chosen], y=rare[chosen].astype(int), classes=2)


@cache
def samples(name: str) -> Samples:
    """Return a data set by its name."""
    made = _SETS[name]()
    return made.few(MOST) if len(made.x) > MOST else made


def _table(name: str) -> Callable[[], Samples]:
    def made() -> Samples:
        from sklearn import datasets

        if name == "moons":
            x, y = datasets.make_moons(400, noise=0.25, random_state=0)
        elif name == "friedman":
            x, y = datasets.make_friedman1(400, noise=1.0, random_state=0)
        else:
            x, y = getattr(datasets, f"load_{name}")(return_X_y=True)
        x = (x - x.mean(0)) / (x.std(0) + 1e-9)
        if name in ("diabetes", "friedman"):
            return Samples(x, _standardized(y), 0)
        return Samples(x, y, int(y.max()) + 1)

    return made


def _affairs() -> Samples:
    from statsmodels.datasets import fair

    table = fair.load_pandas().data.to_numpy(float)
    x, y = table[:, :-1], (table[:, -1] > 0).astype(int)
    return Samples((x - x.mean(0)) / x.std(0), y, 2)


def _digits() -> Samples:
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    return Samples(x.reshape(-1, 8, 8, 1) / 16, y, 10)


def _rows() -> Samples:
    digits = _digits()
    return digits._replace(x=digits.x[..., 0])


def _patches(*names: str) -> Callable[[], Samples]:
    """Squares of 16 pixels, each to be told by the picture it comes from."""

    def made() -> Samples:
        from skimage import color, data

        xs, ys = [], []
        for label, name in enumerate(names):
            picture = np.asarray(getattr(data, name)(), float)
            picture = color.rgb2gray(picture) if picture.ndim == 3 else picture
            picture = (picture - picture.mean()) / picture.std()  # brightness alone must not tell
            rows, columns = picture.shape[0] // 16, picture.shape[1] // 16
            cut = picture[: rows * 16, : columns * 16].reshape(rows, 16, columns, 16).swapaxes(1, 2)
            xs.append(cut.reshape(-1, 16, 16, 1))
            ys.append(np.full(rows * columns, label))
        return Samples(np.concatenate(xs), np.concatenate(ys), len(names))

    return made


def _faces() -> Samples:
    from skimage.data import lfw_subset

    x = np.asarray(lfw_subset(), float)
    return Samples(((x - x.mean()) / x.std())[..., None], np.repeat([1, 0], 100), 2)


def _series(name: str, length: int) -> Callable[[], Samples]:
    """Windows of a series, each with the value that follows."""

    def made() -> Samples:
        from statsmodels import datasets

        table = getattr(datasets, name).load_pandas().data
        if name == "elnino":
            values = table.to_numpy(float)[:, 1:].reshape(-1)
        elif name == "sunspots":
            values = table["SUNACTIVITY"].to_numpy(float)
        else:
            values = np.diff(table["co2"].interpolate().to_numpy(float))
        values = _standardized(values)
        windows = np.lib.stride_tricks.sliding_window_view(values, length + 1)
        return Samples(windows[:, :-1, None].copy(), windows[:, -1].copy(), 0)

    return made


def _text() -> Samples:
    """24 characters of the descriptions that scikit-learn's data sets come with, to be told by their set."""
    from sklearn import datasets

    xs, ys = [], []
    for label, name in enumerate(("breast_cancer", "diabetes", "digits", "wine")):
        codes = np.frombuffer(getattr(datasets, f"load_{name}")().DESCR.lower().encode("ascii", "replace"), np.uint8)
        windows = np.lib.stride_tricks.sliding_window_view(codes % CHARACTERS, 24)[::3]
        xs.append(windows)
        ys.append(np.full(len(windows), label))
    return Samples(np.concatenate(xs).astype(int), np.concatenate(ys), 4, CHARACTERS)


def _standardized(values: NDArray[Any]) -> NDArray[Any]:
    return np.asarray((values - values.mean()) / values.std())


_SETS: dict[str, Callable[[], Samples]] = {
    **{name: _table(name) for name in ("breast_cancer", "diabetes", "wine", "iris", "moons", "friedman")},
    "digits": _table("digits"),
    "affairs": _affairs,
    "pictured-digits": _digits,
    "textures": _patches("brick", "grass", "gravel"),
    "scenes": _patches("camera", "coins", "moon", "coffee"),
    "faces": _faces,
    "digit-rows": _rows,
    "sunspots": _series("sunspots", 12),
    "temperatures": _series("elnino", 12),
    "co2": _series("co2", 16),
    "text": _text,
}
SETS = {
    ("mlp", "dev"): ("digits", "breast_cancer", "diabetes"),
    ("mlp", "held-out"): ("wine", "iris", "moons", "friedman"),
    ("cnn", "dev"): ("pictured-digits", "textures"),
    ("cnn", "held-out"): ("scenes", "faces"),
    ("rnn", "dev"): ("digit-rows", "sunspots"),
    ("rnn", "held-out"): ("temperatures", "co2", "text"),
}
"""By model family and set."""
