"""Data made again from recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from fitlint.verify.worker.tables import DataError, made

if TYPE_CHECKING:
    from pathlib import Path


def step(name: str, /, *sources: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return {"step": name, "sources": list(sources), "settings": settings}


@pytest.fixture
def table(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "table.csv"
    path.write_text("a,b,kind,y\n1,10,red,0\n2,20,blue,1\n3,,red,0\n4,40,blue,1\n", encoding="utf-8")
    return step("read_csv", file=str(path))


def test_columns_are_dropped_taken_and_scaled(table: dict[str, Any]) -> None:
    a = step("columns", table, names=["a", "y"])
    assert made(a).tolist() == [[1, 0], [2, 1], [3, 0], [4, 1]]
    assert made(step("drop", a, names=["y"])).tolist() == [[1], [2], [3], [4]]
    assert made(step("scale", a, kind="minmax"))[:, 0].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    scaled = made(step("scale", a, kind="standard"))
    assert scaled.mean(0) == pytest.approx([0, 0])
    assert scaled.std(0) == pytest.approx([1, 1])


def test_text_becomes_codes_or_columns(table: dict[str, Any]) -> None:
    kind = step("entry", table, key="kind")
    assert made(step("codes", kind)).tolist() == [1, 0, 1, 0]
    dummies = made(step("dummies", step("columns", table, names=["a", "kind"])))
    assert dummies.tolist() == [[1, 0, 1], [2, 1, 0], [3, 0, 1], [4, 1, 0]]
    with pytest.raises(DataError, match="hold text"):
        made(kind)


def test_missing_values_are_no_numbers(table: dict[str, Any]) -> None:
    assert np.isnan(made(step("entry", table, key="b"))).tolist() == [False, False, True, False]


def test_arithmetic_slices_shapes_and_one_hot(table: dict[str, Any]) -> None:
    a = step("entry", table, key="a")
    assert made(step("arithmetic", a, operator="/", number=2, reversed=False)).tolist() == [0.5, 1, 1.5, 2]
    assert made(step("arithmetic", a, operator="-", number=1, reversed=True)).tolist() == [0, -1, -2, -3]
    both = step("columns", table, names=["a", "y"])
    assert made(step("index", both, parts=[[None, None, None], [None, -1, None]])).tolist() == [[1], [2], [3], [4]]
    assert made(step("reshape", a, shape=[2, 2])).tolist() == [[1, 2], [3, 4]]
    assert made(step("one_hot", step("entry", table, key="y"), classes=None)).tolist() == [[1, 0], [0, 1]] * 2


def test_a_split_keeps_rows_together_and_classes_balanced(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 5 == 0:d}\n" for n in range(100))
    (tmp_path / "t.csv").write_text(f"n,y\n{rows}", encoding="utf-8")
    table = step("read_csv", file=str(tmp_path / "t.csv"))
    n, y = step("entry", table, key="n"), step("entry", table, key="y")
    settings = {"test_size": 0.2, "train_size": None, "random_state": 3, "shuffle": True}
    train, test = (made(step("split", n, y, **settings, test=part)) for part in (False, True))
    assert sorted([*train, *test]) == list(range(100))
    assert (len(test), sum(value % 5 == 0 for value in test)) == (20, 4)
    labels = made(step("split", y, y, **settings, test=True))
    assert [value % 5 == 0 for value in test] == [label == 1 for label in labels]


def test_arrays_come_from_npy_and_npz(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.arange(3), y=np.ones(3))
    np.save(tmp_path / "b.npy", np.arange(4))
    assert made(step("entry", step("load", file=str(tmp_path / "a.npz")), key="x")).tolist() == [0, 1, 2]
    assert made(step("load", file=str(tmp_path / "b.npy"))).tolist() == [0, 1, 2, 3]


def test_pickled_arrays_are_not_loaded(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (open, (str(tmp_path / "canary"), "w"))

    np.save(tmp_path / "evil.npy", np.array([Evil()], dtype=object), allow_pickle=True)
    with pytest.raises(DataError, match="load: ValueError"):
        made(step("load", file=str(tmp_path / "evil.npy")))
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        (step("eval", text="1"), "the step 'eval' is not known"),
        (step("load", file="/none.npy"), "load: FileNotFoundError"),
        (step("keras_dataset", name="mnist"), "was not downloaded yet"),
        (step("bundled", name="fetch_openml"), "scikit-learn"),
    ],
)
def test_what_cannot_be_made_says_why(recipe: dict[str, Any], reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FITLINT_DATASETS", raising=False)
    with pytest.raises(DataError, match=reason):
        made(recipe)


def test_ragged_and_empty_tables_are_refused(tmp_path: Path) -> None:
    for text, reason in (("a,b\n1\n", "differ in length"), ("a,b\n", "no rows")):
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=reason):
            made(step("read_csv", file=str(tmp_path / "t.csv")))
