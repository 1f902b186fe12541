"""Which files are looked at: walking, the byte prefilter, ``.gitignore``, patterns, unit tests, special files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fitlint.files import (
    DEFAULT_EXCLUDE,
    MAX_BYTES,
    GitIgnore,
    NotRegularError,
    Patterns,
    candidates,
    is_test,
    may_train,
    project_root,
    read,
)


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("import keras\n", encoding="utf-8")


def walked(root: Path, *, tests: bool = False, exclude: tuple[str, ...] = DEFAULT_EXCLUDE) -> list[str]:
    found = candidates(str(root), frozenset(exclude), tests, [])
    return [Path(candidate.path).relative_to(root).as_posix() for candidate in found]


def test_scripts_and_notebooks_are_found_in_order(tmp_path: Path) -> None:
    tree(tmp_path, "b.py", "a.ipynb", "z/c.py", "a/b/c.py", "x.txt", "y.pyi", "w.yaml")
    assert walked(tmp_path) == ["a.ipynb", "b.py", "a/b/c.py", "z/c.py"]


@pytest.mark.parametrize(
    "folder", ["venv", ".venv", "node_modules", "__pycache__", "build", "lib/site-packages", ".git"]
)
def test_folders_of_others_are_not_entered(tmp_path: Path, folder: str) -> None:
    tree(tmp_path, f"{folder}/x.py", "mine.py")
    assert walked(tmp_path) == ["mine.py"]


def test_a_virtual_environment_is_known_by_its_mark(tmp_path: Path) -> None:
    tree(tmp_path, "odd/pyvenv.cfg", "odd/lib/x.py", "mine.py")
    assert walked(tmp_path) == ["mine.py"]
    assert walked(tmp_path / "odd") == ["lib/x.py"], "unless it is asked for"


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.py")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "linked.py").symlink_to(tmp_path / "a" / "x.py")
    assert walked(tmp_path) == ["linked.py", "a/x.py"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "x.py", "closed/y.py")
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    problems: list[str] = []
    assert len(list(candidates(str(tmp_path), frozenset(), False, problems))) == 1
    assert problems == [f"{tmp_path}/closed cannot be listed: Permission denied"]


def test_unit_tests_are_left_out_unless_wanted(tmp_path: Path) -> None:
    tree(tmp_path, "train.py", "test_train.py", "train_test.py", "conftest.py", "tests/a.py", "x/test/b.py", "test.py")
    tree(tmp_path, "test_model.ipynb")
    assert walked(tmp_path) == ["test.py", "test_model.ipynb", "train.py"]
    assert len(walked(tmp_path, tests=True)) == 8


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/r/tests/a.py", True),
        ("/r/a/test/b.py", True),
        ("/r/test_a.py", True),
        ("/r/a_test.py", True),
        ("/r/conftest.py", True),
        ("/r/tests", True),
        ("/r/test.py", False),
        ("/r/latest/a.py", False),
        ("/r", False),
    ],
)
def test_unit_tests_are_known_by_names_below_the_project(path: str, expected: bool) -> None:
    assert is_test(path, "/r") is expected
    assert is_test(path.replace("/r", "/tests/r", 1), "/tests/r") is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"import keras", True),
        (b"from tensorflow import nn", True),
        (b"import tf_keras", True),
        (b"model = Sequential()\nmodel.add(Dense(3))", True),
        (b"x = LSTM (3)", True),
        (b"model = load_model(path)\nmodel.fit(x)", True),
        (b"# as in torch\nmodel = Sequential()", True),
        (b"import torch\nmodel = nn.Sequential(nn.Linear(3))", False),
        (b"from flax import linen as nn\nnn.Dense(3)", False),
        (b"class Person(models.Model(3)): pass", False),
        (b"import numpy as np", False),
        (b"", False),
        (b"density = sequence", False),
    ],
)
def test_the_prefilter_lets_everything_pass_that_may_train(data: bytes, expected: bool) -> None:
    assert may_train(data) is expected


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.py"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    assert len(read(str(path))) == MAX_BYTES + 1


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(NotRegularError):
        read(str(tmp_path / "pipe.py"))


@pytest.mark.parametrize("path", ["/dev/zero", "/", "/nowhere/at/all"])
def test_what_is_no_file_is_refused(path: str) -> None:
    with pytest.raises((NotRegularError, IsADirectoryError, FileNotFoundError)):
        read(path)


def test_the_project_is_the_repository(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD", "sub/pyproject.toml", "sub/src/train.py")
    assert project_root(str(tmp_path / "sub" / "src" / "train.py")) == str(tmp_path)


def test_without_a_repository_the_project_file_decides(tmp_path: Path) -> None:
    tree(tmp_path, "pyproject.toml", "sub/setup.py", "sub/src/train.py", "other/train.py")
    assert project_root(str(tmp_path / "sub" / "src")) == str(tmp_path / "sub")
    assert project_root(str(tmp_path / "other" / "train.py")) == str(tmp_path)


def test_without_either_it_is_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "here/sub/train.py", "there/train.py")
    monkeypatch.chdir(tmp_path / "here")
    assert project_root(str(tmp_path / "here" / "sub" / "train.py")) == str(tmp_path / "here")
    assert project_root(str(tmp_path / "there" / "train.py")) == str(tmp_path / "there")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.ipynb", "a/b.ipynb", True),
        ("legacy/", "legacy/deep/x.py", True),
        ("/x.py", "a/x.py", False),
        ("a/**/x.py", "a/b/c/x.py", True),
        ("a/*.py", "a/b/x.py", False),
    ],
)
def test_patterns_read_as_in_gitignore(tmp_path: Path, pattern: str, path: str, expected: bool) -> None:
    assert Patterns([pattern], str(tmp_path)).match(str(tmp_path / path)) is expected


@pytest.mark.parametrize("text", ["[z-a]", "x\\", "*.gen.py\n[[:nothing:]]", "[z-a]\n*.gen.py\n!x[b-a]"])
def test_a_line_that_is_no_pattern_is_left_out_alone(tmp_path: Path, text: str) -> None:
    tree(tmp_path, ".git/HEAD")
    write(tmp_path / ".gitignore", f"first.py\n{text}\nlast.py\n")
    problems: list[str] = []
    found = GitIgnore(str(tmp_path), problems)
    assert found.match(str(tmp_path / "first.py"))
    assert found.match(str(tmp_path / "last.py"))
    assert found.match(str(tmp_path / "a.gen.py")) is ("gen" in text)
    assert not found.match(str(tmp_path / "z.py"))
    assert all(" is no pattern and left out: " in problem for problem in problems)
    assert len(problems) == (2 if "b-a" in text else 1)


def test_a_gitignore_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    tree(tmp_path, "repo/.git/HEAD")
    write(tmp_path / "secret", "password\n[z-a]\n")
    (tmp_path / "repo" / ".gitignore").symlink_to(tmp_path / "secret")
    problems: list[str] = []
    assert not GitIgnore(str(tmp_path / "repo"), problems).match(str(tmp_path / "repo" / "password"))
    assert problems == []


def test_patterns_do_not_reach_outside_their_root(tmp_path: Path) -> None:
    assert not Patterns(["*"], str(tmp_path / "a")).match(str(tmp_path / "b.py"))
    assert not Patterns(["*"], str(tmp_path / "a")).match(str(tmp_path / "ab" / "c.py"))


def ignored(root: Path, path: str, start: str = ".") -> bool:
    return GitIgnore(os.path.normpath(root / start)).match(str(root / path))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_gitignore_files_work_as_in_git(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD")
    write(tmp_path / ".gitignore", "/out/\n*.gen.py\nnotes\n")
    write(tmp_path / "sub" / ".gitignore", "!kept.gen.py\n/local.py\n")
    write(tmp_path / "out" / ".gitignore", "!x.py\n")
    assert ignored(tmp_path, "out/x.py"), "nothing in an ignored folder is taken back"
    assert ignored(tmp_path, "a/b.gen.py")
    assert ignored(tmp_path, "notes/deep/x.py")
    assert ignored(tmp_path, "sub/local.py")
    assert not ignored(tmp_path, "sub/kept.gen.py"), "the deeper file wins"
    assert not ignored(tmp_path, "sub/out/x.py")
    assert not ignored(tmp_path, "train.py")


def test_the_gitignore_above_the_walked_folder_counts(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD")
    write(tmp_path / ".gitignore", "*.gen.py\nout/\n")
    assert ignored(tmp_path, "sub/x.gen.py", start="sub")
    assert not ignored(tmp_path, "out/x.py", start="out"), "a folder that is asked for is not ignored"


def test_a_gitignore_above_the_repository_does_not_count(tmp_path: Path) -> None:
    write(tmp_path / ".gitignore", "*\n")
    tree(tmp_path, "repo/.git/HEAD")
    assert not ignored(tmp_path, "repo/train.py", start="repo")


def test_a_gitignore_that_is_no_text_is_survived(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe\x00[\n*.gen.py\n")
    assert ignored(tmp_path, "a.gen.py")
