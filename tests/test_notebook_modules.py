"""Modules that a notebook writes with ``%%writefile`` and imports again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fitlint.config import Configuration
from fitlint.engine import Run, run
from fitlint.notebook import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BUILD = """\
from tensorflow import keras

def build():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
    return model
"""
SMALL = BUILD.replace("0.5", "0.001")
FIT = "build().fit(x, y, validation_split=0.1)\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": text.splitlines(keepends=True), "metadata": {}} for text in sources]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}, indent=1)


def judged(project: Path, *sources: str) -> Run:
    (project / "nb.ipynb").write_text(notebook(*sources), encoding="utf-8")
    return run(["nb.ipynb"], Configuration())


def places(result: Run) -> list[tuple[str, str, int | None, int]]:
    assert result.failures == []
    return [(found.code, found.site.filename, found.site.cell, found.site.row) for found in result.findings]


def modules(*sources: str) -> Mapping[str, list[tuple[int, str]]]:
    found = read(notebook(*sources).encode()).written
    return {name: [(cell.number, cell.text) for cell in cells] for name, cells in found.items()}


@pytest.mark.parametrize(
    ("magic", "use"),
    [
        ("%%writefile parts.py", "from parts import build\n"),
        ("%%file parts.py", "from parts import *\n"),
        ("%%writefile ./parts.py", "from parts import build\n"),
        ("%%writefile 'parts.py'", "from parts import build\n"),
        ("%%writefile lib/parts.py", "from lib.parts import build\n"),
        ("%%writefile lib/parts.py", "from lib import parts\nbuild = parts.build\n"),
        ("%%writefile lib/deep/parts.py", "import lib.deep.parts as parts\nbuild = parts.build\n"),
        ("%%writefile lib/__init__.py", "from lib import build\n"),
    ],
)
def test_a_finding_in_a_written_module_stands_in_its_cell(project: Path, magic: str, use: str) -> None:
    assert places(judged(project, "x = 1", f"{magic}\n{BUILD}", use + FIT)) == [("FIT201", "nb.ipynb", 2, 6)]


def test_the_rows_of_a_written_module_lead_into_the_file(project: Path) -> None:
    (finding,) = judged(project, f"%%writefile parts.py\n{BUILD}", "from parts import build\n" + FIT).findings
    rows = (project / "nb.ipynb").read_text(encoding="utf-8").splitlines()
    assert finding.site.raw_row is not None
    assert "learning_rate=0.5" in rows[finding.site.raw_row - 1]
    assert (6, BUILD.splitlines()[4]) in finding.site.context


def test_a_written_module_wins_over_a_file(project: Path) -> None:
    (project / "parts.py").write_text(BUILD, encoding="utf-8")
    use = "import keras\nfrom parts import build\n" + FIT
    assert places(judged(project, use)) == [("FIT201", "parts.py", None, 5)]
    assert places(judged(project, f"%%writefile parts.py\n{SMALL}", use)) == []


def test_a_written_module_imports_others(project: Path) -> None:
    (project / "rates.py").write_text("RATE = 0.5\n", encoding="utf-8")
    more = "%%writefile more.py\nfrom rates import RATE\nfrom names import NAME\n"
    inner = "%%writefile names.py\nNAME = 'mse'\n"
    build = BUILD.replace("0.5", "RATE").replace("def", "from more import NAME, RATE\n\ndef")
    found = judged(project, inner, more, f"%%writefile parts.py\n{build}", "from parts import build\n" + FIT)
    assert [code for code, *_ in places(found)] == ["FIT201"]


def test_a_comment_in_a_written_module_silences(project: Path) -> None:
    (project / "parts.py").write_text("# a file that will be overwritten\n" * 9, encoding="utf-8")
    quiet = BUILD.replace('"mse")', '"mse")  # noqa: FIT201')
    assert places(judged(project, f"%%writefile parts.py\n{quiet}", "from parts import build\n" + FIT)) == []


def test_comments_of_the_notebook_do_not_count_in_a_written_module(project: Path) -> None:
    """The sixth row of the notebook is not the sixth row of the module."""
    other = "from parts import build\n" + "#\n" * 4 + FIT.rstrip() + "  # noqa: FIT201\n"
    found = judged(project, f"%%writefile parts.py\n{BUILD}", other)
    assert ("FIT201", "nb.ipynb", 1, 6) in places(found)


def test_a_backslash_in_a_written_module_needs_no_row_of_the_notebook(project: Path) -> None:
    text = BUILD.replace("learning_rate=0.5), ", "learning_rate=0.5), \\\n    ")
    (finding,) = judged(project, f"%%writefile parts.py\n{text}", "from parts import build\n" + FIT).findings
    assert (finding.site.row, finding.noqa_row) == (6, 7)


def test_what_nobody_imports_is_not_judged(project: Path) -> None:
    assert places(judged(project, f"%%writefile parts.py\n{BUILD}build().fit(x, y)\n", "x = 1")) == []


def test_other_cells_are_judged_when_a_written_module_does_not_parse(project: Path) -> None:
    script = BUILD + FIT
    assert places(judged(project, "%%writefile parts.py\ndef (:\n", "import parts\n" + script)) == [
        ("FIT201", "nb.ipynb", 2, 6)
    ]


def test_a_bad_cell_does_not_lose_the_written_modules(project: Path) -> None:
    found = judged(project, "x = (", f"%%writefile parts.py\n{BUILD}", "from parts import build\n" + FIT)
    assert places(found) == [("FIT001", "nb.ipynb", 1, 1), ("FIT201", "nb.ipynb", 2, 6)]
    assert all(finding.site.raw_row is not None for finding in found.findings)


def test_a_module_grows_by_what_is_appended(project: Path) -> None:
    head, tail = BUILD.split("\ndef")
    cells = [f"%%writefile parts.py\n{head}\n", f"%%writefile -a parts.py\ndef{tail}"]
    assert modules(*cells) == {"parts.py": [(1, f"\n{head}\n"), (2, f"\ndef{tail}")]}
    assert places(judged(project, *cells, "from parts import build\n" + FIT)) == [("FIT201", "nb.ipynb", 2, 4)]


def test_a_module_that_is_written_twice_is_not_guessed(project: Path) -> None:
    (project / "parts.py").write_text(BUILD, encoding="utf-8")
    cells = [f"%%writefile parts.py\n{BUILD}", f"%%writefile parts.py\n{SMALL}"]
    assert modules(*cells) == {"parts.py": []}
    assert places(judged(project, *cells, "from parts import build\n" + FIT)) == []


@pytest.mark.parametrize(
    "text",
    ["%%writefile\nx = 1", "%%writefile a.yaml\nx: 1", "%%writefile a.py b.py\nx", "%%bash a.py\nls", "x = 1", ""],
)
def test_other_cells_write_no_module(text: str) -> None:
    assert modules(text) == {}


def test_a_module_keeps_the_rows_of_its_cell() -> None:
    assert modules("# a note\r\n\r\n%%writefile --append a.py\r\nx = 1\r\n") == {"a.py": [(1, "\n\n\nx = 1\n")]}
