"""From a script to the steps that make its data again: each one by the array that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from verify_cases import HEAD, findings

from fitlint.verify.planner import absolute
from fitlint.verify.worker.tables import made

if TYPE_CHECKING:
    from pathlib import Path


def data_of(folder: Path, code: str) -> dict[str, Any]:
    """The recipes of x and y, or why there are none, of a script that ends with `x` and `y`."""
    model = "model = keras.Sequential([layers.Dense(32, activation='relu'), layers.Dense(1)])"
    end = "model.compile(keras.optimizers.Adam(0.5), 'mse')\nmodel.fit(x, y, validation_split=0.1)\n"
    spec = next(f.spec for f in findings(folder, f"{HEAD}{code}\n{model}\n{end}") if f.code == "FIT201")
    assert spec is not None
    found: dict[str, Any] = absolute(spec)["data"]
    return found


@pytest.mark.parametrize(
    ("code", "shape", "first"),
    [
        ("digits = load_digits()\nx, y = digits.images.reshape(-1, 64), digits.target", (1797, 64), 0),
        ("x, y = load_digits(return_X_y=True)\nx = x.reshape(len(x), 8, 8, 1) / 16", (1797, 8, 8, 1), 0),
        ("pair = load_wine(return_X_y=True)\nx, y = pair[0].astype('float32'), pair[1]", (178, 13), 14.23),
        (
            "wine = load_wine(as_frame=True)\nx, y = wine.data.drop(columns='ash').to_numpy(), wine.target",
            (178, 12),
            14.23,
        ),
        ("cancer = load_breast_cancer()\nx, y = cancer['data'][:100].copy(), cancer['target'][:100]", (100, 30), 17.99),
    ],
)
def test_what_is_done_to_bundled_data_is_repeated(
    tmp_path: Path, code: str, shape: tuple[int, ...], first: float
) -> None:
    data = data_of(tmp_path, f"from sklearn.datasets import load_breast_cancer, load_digits, load_wine\n{code}")
    x, y = made(data["x"]), made(data["y"])
    assert x.shape == shape
    assert len(y) == len(x)
    assert x.reshape(-1)[0] == pytest.approx(np.float32(first))
