"""Data made again from recipes: what pandas, scikit-learn, Keras and NumPy make of them, and what is said else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from fitlint.verify.worker import downloads, stored, tables
from fitlint.verify.worker.bench import user_file
from fitlint.verify.worker.tables import DataError, made, rebuilt

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "a,b,kind,y\n1,10,red,0\n2,20,blue,1\n3,,red,0\n4,40,blue,1\n"


def step(name: str, /, *sources: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return {"step": name, "sources": list(sources), "settings": settings}


def written(folder: Path, text: str, **settings: Any) -> dict[str, Any]:
    (folder / "table.csv").write_text(text, encoding="utf-8")
    return step("read_csv", file=str(folder / "table.csv"), **settings)


@pytest.fixture
def table(tmp_path: Path) -> dict[str, Any]:
    return written(tmp_path, ROWS)


def test_columns_are_dropped_taken_and_scaled(table: dict[str, Any]) -> None:
    a = step("entry", table, key=["a", "y"])
    assert made(a).tolist() == [[1, 0], [2, 1], [3, 0], [4, 1]]
    assert made(step("drop", a, columns=["y"])).tolist() == [[1], [2], [3], [4]]
    assert made(step("drop", a, columns="a")).tolist() == [[0], [1], [0], [1]]
    scaled = made(step("transform", a, name="StandardScaler"))
    assert scaled.mean(0) == pytest.approx([0, 0])
    assert scaled.std(0) == pytest.approx([1, 1])
    narrow = step("transform", a, name="MinMaxScaler", feature_range=[-1, 1])
    assert made(narrow)[:, 0].tolist() == pytest.approx([-1, -1 / 3, 1 / 3, 1])


def test_a_transformer_is_fitted_on_what_the_script_fits_it_on(table: dict[str, Any]) -> None:
    first = step("index", step("entry", table, key=["a"]), parts=[[":", None, 2, None]])
    fitted = step("transform", step("entry", table, key=["a"]), first, name="MinMaxScaler")
    assert made(fitted).reshape(-1).tolist() == [0, 1, 2, 3]


def test_text_becomes_codes_or_columns(table: dict[str, Any]) -> None:
    kind = step("entry", table, key="kind")
    assert made(step("transform", kind, name="LabelEncoder")).tolist() == [1, 0, 1, 0]
    columns = step("transform", step("entry", table, key=["kind"]), name="OneHotEncoder")
    assert made(columns).tolist() == [[0, 1], [1, 0], [0, 1], [1, 0]]
    both = step("entry", table, key=["a", "kind"])
    assert made(step("dummies", both)).tolist() == [[1, 0, 1], [2, 1, 0], [3, 0, 1], [4, 1, 0]]
    assert made(step("dummies", both, drop_first=True)).tolist() == [[1, 1], [2, 0], [3, 1], [4, 0]]
    for text in (kind, both):
        with pytest.raises(DataError, match=r"holds? something else than numbers"):
            made(text)


def test_missing_values_stay_or_go_as_the_script_says(table: dict[str, Any]) -> None:
    assert np.isnan(made(step("entry", table, key="b"))).tolist() == [False, False, True, False]
    kept = step("dropna", table)
    assert made(step("entry", kept, key="b")).tolist() == [10, 20, 40]
    assert made(step("entry", kept, key="y")).tolist() == [0, 1, 1], "the same rows"
    assert made(step("fillna", step("entry", table, key="b"), value=-1)).tolist() == [10, 20, -1, 40]


def test_arithmetic_slices_shapes_and_one_hot(table: dict[str, Any]) -> None:
    a = step("entry", table, key="a")
    assert made(step("arithmetic", a, operator="/", number=2, reversed=False)).tolist() == [0.5, 1, 1.5, 2]
    assert made(step("arithmetic", a, operator="-", number=1, reversed=True)).tolist() == [0, -1, -2, -3]
    everything = [":", None, None, None]
    assert made(step("index", table, parts=[everything, [0, 3]])).tolist() == [[1, 0], [2, 1], [3, 0], [4, 1]]
    assert made(step("index", table, parts=[[":", 1, 3, None], -1])).tolist() == [1, 0]
    assert made(step("index", a, parts=[everything, None])).tolist() == [[1], [2], [3], [4]]
    assert made(step("reshape", a, shape=[2, 2])).tolist() == [[1, 2], [3, 4]]
    assert made(step("flat", step("entry", table, key=["y"]))).tolist() == [0, 1, 0, 1]
    assert made(step("one_hot", step("entry", table, key="y"), num_classes=3)).tolist() == [[1, 0, 0], [0, 1, 0]] * 2


def test_numbers_have_the_type_that_the_script_gives_them(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([0, 255], np.uint8))
    floats = step("astype", step("load", file=str(tmp_path / "x.npy")), dtype="float32")
    assert made(step("arithmetic", floats, operator="-", number=127, reversed=False)).tolist() == [-127, 128]


@pytest.mark.parametrize(
    ("text", "settings", "found"),
    [
        ("1;2,5\n?;4\n", {"sep": ";", "header": None, "decimal": ",", "na_values": "?"}, [[1, 2.5], [-1, 4]]),
        ("p q\n1  2\n3   4\n", {"delim_whitespace": True}, [[1, 2], [3, 4]]),
        ("p, q\n1, 'a, b'\n", {"skipinitialspace": True, "quotechar": "'", "usecols": [0]}, [[1]]),
        ("id,p\n7,1\n8,2\n9,3\nend,0\n", {"index_col": 0, "skipfooter": 1, "engine": "python"}, [[1], [2], [3]]),
        ("p\n1\n2\n3\n", {"nrows": 2, "names": ["q"], "skiprows": 1}, [[1], [2]]),
        ("p,q\n1,2\n3\n", {}, [[1, 2], [3, -1]]),
    ],
)
def test_a_csv_is_read_as_pandas_reads_it(
    tmp_path: Path, text: str, settings: dict[str, Any], found: list[list[float]]
) -> None:
    assert made(step("fillna", written(tmp_path, text, **settings), value=-1)).tolist() == found


def test_only_so_many_rows_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    text = "p\n1\n2\n3\n4\n"
    for settings in ({}, {"nrows": 3}, {"skipfooter": 1, "engine": "python"}):
        assert made(written(tmp_path, text, **settings)).tolist() == [[1], [2]]


@pytest.mark.parametrize("settings", [{"random_state": 3}, {"random_state": 3, "shuffle": True}, {"shuffle": False}])
def test_a_split_is_the_one_of_the_script(tmp_path: Path, settings: dict[str, Any]) -> None:
    from sklearn.model_selection import train_test_split

    n = written(tmp_path, "n\n" + "".join(f"{number}\n" for number in range(100)))
    halves = [made(step("split", n, **settings, test=part)).reshape(-1).tolist() for part in (False, True)]
    assert halves == [part.tolist() for part in train_test_split(np.arange(100), **settings)]


def test_a_split_keeps_rows_together_and_classes_balanced(tmp_path: Path) -> None:
    table = written(tmp_path, "n,y\n" + "".join(f"{n},{n % 5 == 0:d}\n" for n in range(100)))
    n, y = step("entry", table, key="n"), step("entry", table, key="y")
    test = made(step("split", n, y, test_size=0.2, test=True))
    assert (len(test), sum(value % 5 == 0 for value in test)) == (20, 4)
    labels = made(step("split", y, y, test_size=0.2, test=True))
    assert [value % 5 == 0 for value in test] == [label == 1 for label in labels]


def test_a_bundled_data_set_has_its_parts_and_arguments() -> None:
    frame = step("bundled", name="load_iris", as_frame=True)
    assert made(step("entry", step("entry", frame, key="data"), key="petal width (cm)")).shape == (150,)
    assert made(step("entry", step("bundled", name="load_digits", n_class=3), key=0)).shape == (537, 64)


def test_sequences_are_padded_as_keras_pads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.array([[1, 2, 3], [4]], dtype=object)
    monkeypatch.setattr(downloads, "load", lambda name, arguments: ((words, arguments["num_words"]), None))
    x = step("entry", step("entry", step("keras_dataset", name="imdb", num_words=9), key=0), key=0)
    assert made(step("pad", x, maxlen=2, padding="post")).tolist() == [[2, 3], [4, 0]]
    with pytest.raises(DataError, match="something else than numbers"):
        made(x)


def test_arrays_come_from_npy_and_npz(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.arange(3), y=np.ones(3))
    np.save(tmp_path / "b.npy", np.arange(4))
    assert made(step("entry", step("load", file=str(tmp_path / "a.npz")), key="x")).tolist() == [0, 1, 2]
    assert made(step("load", file=str(tmp_path / "b.npy"))).tolist() == [0, 1, 2, 3]
    with pytest.raises(DataError, match="several arrays"):
        made(step("load", file=str(tmp_path / "a.npz")))


def test_pickled_arrays_are_not_loaded(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (open, (str(tmp_path / "canary"), "w"))

    np.save(tmp_path / "evil.npy", np.array([Evil()], dtype=object), allow_pickle=True)
    with pytest.raises(DataError, match="an array holds something else than numbers"):
        made(step("load", file=str(tmp_path / "evil.npy")))
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        (step("eval", text="1"), "the step 'eval' is not known"),
        (step("load", file="/none.npy"), r"load: the file is not there \(FileNotFoundError\)"),
        (step("read_csv", file="https://example.org/t.csv"), r"read_csv: the file is not there \(FileNotFoundError\)"),
        (step("read_csv", file="/dev/null"), r"read_csv: the file is not there \(FileNotFoundError\)"),
        (step("bundled", name="fetch_openml"), "scikit-learn"),
        (
            step("drop", step("bundled", name="load_iris"), columns=["y"]),
            r"drop: such data cannot do that \(AttributeError\)",
        ),
    ],
)
def test_what_cannot_be_made_says_why(recipe: dict[str, Any], reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        made(recipe)


@pytest.mark.parametrize(
    ("text", "reason"), [("a\n1,2\n3,4,5\n", "its rows have no common form"), ("", "the file is empty")]
)
def test_a_file_that_pandas_refuses_says_why(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DataError, match=f"read_csv: {reason}"):
        made(written(tmp_path, text))


CANARY = "ghp_000canary000"
SECRETS = f"a,{CANARY},y\n1,2,3\n4,{CANARY},6\n"


@pytest.mark.parametrize(
    ("text", "name", "settings", "reason"),
    [
        (SECRETS, "astype", {"dtype": "float32"},
         "astype: a value does not fit (ValueError); column 2 of 3 holds something else than numbers"),
        (SECRETS, "transform", {"name": "StandardScaler"},
         "transform: a value does not fit (ValueError); column 2 of 3 holds something else than numbers"),
        (SECRETS, "arithmetic", {"operator": "/", "number": 2, "reversed": False},
         "arithmetic: a value is of the wrong type (TypeError); column 2 of 3 holds something else than numbers"),
        (SECRETS, "drop", {"columns": ["b"]}, "drop: a column or array of that name is not there (KeyError); column 2"),
        (SECRETS, "flat", {}, "the data hold something else than numbers"),
        (SECRETS, "dropna", {}, "column 2 of 3 holds something else than numbers"),
        (f"a\n{CANARY},1,2\n1\n3,4,5,6,7\n", "dropna", {}, "read_csv: its rows have no common form (ParserError)"),
        (f"[remote]\n  token = {CANARY}\n", "astype", {"dtype": "float"}, "astype: a value does not fit (ValueError)"),
    ],
)  # fmt: skip
def test_nothing_of_a_table_is_quoted(
    tmp_path: Path, text: str, name: str, settings: dict[str, Any], reason: str
) -> None:
    with pytest.raises(DataError) as caught:
        made(step(name, written(tmp_path, text), **settings))
    assert str(caught.value).startswith(reason)
    assert CANARY not in str(caught.value)
    assert "token" not in str(caught.value)


def test_nothing_of_other_files_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "rows.txt").write_text(f"1 2\n{CANARY} 3\n", encoding="utf-8")
    np.savez(tmp_path / "named.npz", **{CANARY: np.arange(3)})
    for make in (
        lambda: made(step("read_text", file=str(tmp_path / "rows.txt"))),
        lambda: made(step("load", file=str(tmp_path / "rows.txt"))),
        lambda: made(step("entry", step("load", file=str(tmp_path / "named.npz")), key="x")),
        lambda: user_file(str(tmp_path / "named.npz"), ""),
    ):
        with pytest.raises(DataError) as caught:
            make()
        assert CANARY not in str(caught.value)


def packed(folder: Path, kind: str, data: bytes) -> str:
    import bz2
    import gzip
    import lzma
    import zipfile

    path = folder / f"{len(data)}.csv.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("table.csv", data)
    else:
        path.write_bytes({"gz": gzip, "bz2": bz2, "xz": lzma}[kind].compress(data))
    return str(path)


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "zip"])
def test_what_unpacks_to_too_much_is_left_alone(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = packed(tmp_path, kind, b"p,q\n1,2\n3,4\n")
    assert made(step("read_csv", file=small)).tolist() == [[1, 2], [3, 4]]
    monkeypatch.setattr(stored, "MOST_BYTES", 1_000_000)
    bomb = packed(tmp_path, kind, b"0" * 50_000_000)
    for name in ("read_csv", "read_text"):
        with pytest.raises(DataError, match=r"^a file holds more than 0 MB once it is unpacked$"):
            made(step(name, file=bomb))
    with pytest.raises(DataError, match="holds more than"):
        made(step("read_csv", file=bomb, engine="python"))


def test_arrays_that_unpack_to_too_much_or_lie_about_their_size_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.savez_compressed(tmp_path / "bomb.npz", x=np.zeros(2_000_000, np.uint8), y=np.zeros(3))
    np.save(tmp_path / "short.npy", np.zeros(8))
    whole = (tmp_path / "short.npy").read_bytes()
    (tmp_path / "liar.npy").write_bytes(whole.replace(b"(8,)", b"(99999999999,)").replace(b" " * 10, b"", 1))
    (tmp_path / "short.npy").write_bytes(whole[:-8])
    monkeypatch.setattr(stored, "MOST_BYTES", 1_000_000)
    for name, reason in (
        ("bomb.npz", "once it is unpacked"),
        ("short.npy", "ends too early"),
        ("liar.npy", "holds less than it says"),
    ):
        with pytest.raises(DataError, match=reason):
            made(step("load", file=str(tmp_path / name)))


def test_arrays_of_all_shapes_come_back_as_they_were(tmp_path: Path) -> None:
    arrays = [np.arange(6.0).reshape(2, 3).T, np.zeros((0, 4)), np.array(7), np.array([True, False]), np.array(["a"])]
    np.savez(tmp_path / "all.npz", **{str(number): array for number, array in enumerate(arrays)})
    found = rebuilt(step("load", file=str(tmp_path / "all.npz")))
    for number, array in enumerate(arrays):
        assert (found[str(number)] == array).all()
        assert (found[str(number)].shape, found[str(number)].dtype) == (array.shape, array.dtype)


@pytest.mark.parametrize(
    ("module", "package", "recipe"),
    [
        ("pandas", "pandas", step("read_csv", file="t.csv")),
        ("sklearn", "scikit-learn", step("bundled", name="load_wine")),
    ],
)
def test_what_is_not_installed_is_named(
    module: str, package: str, recipe: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DataError, match=rf"^{package} is not installed; `pip install 'fitlint\[verify-data\]'`$"):
        made(recipe)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (downloads.Refused(), "the data set mnist of Keras was not downloaded yet; --allow-download fetches it"),
        (ValueError("cell 7"), r"Keras cannot load its data set mnist: a value does not fit \(ValueError\)$"),
        (Exception("URL fetch failure:\n no route"), "Keras cannot load its data set mnist: the download failed$"),
    ],
)
def test_a_data_set_that_is_not_there_says_why(
    error: BaseException, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str, arguments: dict[str, Any]) -> None:
        raise error

    monkeypatch.setattr(downloads, "load", load)
    with pytest.raises(DataError, match=reason):
        made(step("keras_dataset", name="mnist"))


def test_the_file_of_the_user_is_taken_apart(table: dict[str, Any]) -> None:
    path = table["settings"]["file"]
    assert made(user_file(path, "")["y"]).tolist() == [0, 1, 0, 1]
    assert rebuilt(user_file(path, "a")["x"]).columns.tolist() == ["b", "kind", "y"]
    with pytest.raises(DataError, match="FileNotFoundError"):
        user_file("/none.csv", "")
