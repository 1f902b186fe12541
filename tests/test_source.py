"""Rows of the text that is parsed, and rows that users see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fitlint.source import Cell, Source, display_path

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOK = Source.of_cells("/nb.ipynb", [Cell(1, "a = 1\nb = 2"), Cell(3, "c = 3"), Cell(4, "d = 4\ne = 5\nf = 6")])


@pytest.mark.parametrize(("row", "cell", "shown"), [(1, 1, 1), (2, 1, 2), (3, 3, 1), (4, 4, 1), (6, 4, 3), (99, 4, 96)])
def test_rows_of_a_notebook_are_counted_in_their_cell(row: int, cell: int, shown: int) -> None:
    assert NOTEBOOK.locate_row(row) == (cell, shown)
    assert NOTEBOOK.text_row(cell, shown) == row


def test_rows_of_a_script_are_its_own() -> None:
    assert Source("/a.py", "x\ny\n").locate_row(2) == (None, 2)
    assert Source("/a.py", "x\ny\n").text_row(None, 2) == 2


def test_the_text_of_a_notebook_is_its_cells() -> None:
    assert NOTEBOOK.text == "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\n"
    assert NOTEBOOK.kind == "notebook"


def test_a_cell_taken_out_leaves_the_numbers_of_the_others() -> None:
    smaller = NOTEBOOK.without_cells({3})
    assert smaller.locate_row(3) == (4, 1)
    assert "c = 3" not in smaller.text


@pytest.mark.parametrize("text", ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
def test_every_line_end_of_python_ends_a_row(text: str) -> None:
    assert Source("/a.py", text).lines == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["a\fb", "a\x1cb", "a\u2028b", "a\vb"])
def test_nothing_else_ends_a_row(text: str) -> None:
    assert Source("/a.py", text).lines == [text]


def test_a_site_carries_the_rows_around_it() -> None:
    text = "".join(f"row {number}\n" for number in range(1, 21))
    site = Source("/a.py", text, filename="a.py").site(10, 1, 10, 4)
    assert (site.filename, site.row, site.column, site.end_row, site.end_column) == ("a.py", 10, 1, 10, 4)
    assert site.context == tuple((number, f"row {number}") for number in range(8, 13))


def test_the_rows_around_a_site_stay_in_its_cell() -> None:
    site = NOTEBOOK.site(4, 1, 4, 2)
    assert (site.cell, site.row) == (4, 1)
    assert site.context == ((1, "d = 4"), (2, "e = 5"), (3, "f = 6"))


def test_a_site_at_the_edges_of_a_text_has_the_rows_that_exist() -> None:
    source = Source("/a.py", "only")
    assert source.site(1, 1, 1, 5).context == ((1, "only"),)
    assert source.site(7, 1, 7, 2).context == ()


def test_a_long_span_does_not_carry_all_its_rows() -> None:
    site = Source("/a.py", "x\n" * 1000).site(1, 1, 1000, 2)
    assert site.end_row == 1000
    assert len(site.context) < 10


def test_paths_below_the_working_directory_are_shown_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(str(tmp_path / "a" / "b.py")) == "a/b.py"
    assert display_path("./b.py") == "b.py"
    assert display_path(str(tmp_path.parent / "b.py")) == str(tmp_path.parent / "b.py")


def test_a_neighbour_whose_name_starts_alike_is_not_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "proj").mkdir()
    monkeypatch.chdir(tmp_path / "proj")
    assert display_path(str(tmp_path / "proj-evil" / "x.py")) == str(tmp_path / "proj-evil" / "x.py")
