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


ROWS = "a,b,kind,c\n" + "".join(f"{n},{n % 7},{n % 2},{'' if n % 10 == 3 else n / 2}\n" for n in range(60))


def made_of(folder: Path, code: str) -> tuple[list[Any], list[Any]]:
    """The data that the verifier makes of a script, and those that the script itself makes."""
    import os

    (folder / ".git").mkdir()
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    head = "import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nt = pd.read_csv('rows.csv')\n"
    data = data_of(folder, f"{head}{code}")
    before, seen = os.getcwd(), dict[str, Any]()
    os.chdir(folder)
    try:
        exec(f"{head}{code}", seen)  # noqa: S102 - scripts of these tests
    finally:
        os.chdir(before)
    assert "why" not in data, data
    wanted = [np.nan_to_num(np.asarray(seen[name], np.float64)) for name in ("x", "y")]
    return [np.nan_to_num(made(data[name])).tolist() for name in ("x", "y")], [array.tolist() for array in wanted]


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize(
    "code",
    [
        "y = t.pop('kind')\nx = t.to_numpy()",
        "y = t.pop('kind')\nx = t",
        "y = t['kind']\ndel t['kind']\nx = t.values",
        "t.dropna(inplace=True)\ny = t['kind']\nt.drop(columns=['kind'], inplace=True)\nx = t.values",
        "t.fillna(0, inplace=True)\nt.drop('b', axis=1, inplace=True)\ny = t.pop('kind')\nx = t.values",
        "first = t[['a', 'b']]\nt['a'] = t['a'] / 60\nt['d'] = 3\ny = t['kind']\nx = t.drop(columns='c')",
        "before = t['a'].values\nt['a'] = t['a'] * 2\nt['b'] /= 7\nx, y = t[['a', 'b']], before",
        "u = t\ny = u.pop('kind')\nx = t.drop(columns=['c'])",
        "def clean(t):\n    t.drop(columns=['c'], inplace=True)\n    return t\n"
        "t = clean(t)\ny = t.pop('kind')\nx = StandardScaler().fit_transform(t)",
        "for name in ('b', 'c'):\n    t.pop(name)\ny, x = t['kind'], t[['a']]",
    ],
)
def test_changes_in_place_are_steps(tmp_path: Path, code: str) -> None:
    found, wanted = made_of(tmp_path, code)
    assert found[1] == wanted[1]
    assert np.asarray(found[0]) == pytest.approx(np.asarray(wanted[0]), rel=1e-5)


@pytest.mark.parametrize(
    "change",
    [
        "if len(t) > limit:\n    t.pop('c')",
        "for name in names:\n    t.pop(name)",
        "t.loc[t.a > 3, 'b'] = 0",
        "t['a'][0] = 9",
        "t['c'].fillna(0, inplace=True)",
        "t.drop([0, 1], inplace=True)",
        "t.pop(chosen)",
        "t['a'] = shuffled(t)",
        "t.dropna(inplace=chosen)",
        "t = t.dropna(inplace=True)",
        "t.sort_values('a', inplace=True)",
    ],
)
def test_changes_that_cannot_be_repeated_leave_the_data_unclear(tmp_path: Path, change: str) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    head = "import pandas as pd\nfrom settings import chosen, limit, names, shuffled\nt = pd.read_csv('rows.csv')"
    assert "why" in data_of(tmp_path, f"{head}\n{change}\ny = t['kind']\nx = t[['a', 'b']]")
