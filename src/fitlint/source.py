"""One text to judge: a script, the code cells of a notebook, or a configuration file.

The parser sees one text, whatever the file was. :class:`Source` maps the rows of that text back to what the user sees.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from fitlint.finding import Site

    RawRow = Callable[[int, int], int | None]

Kind = Literal["python", "notebook", "config"]

_CONTEXT_ROWS = 2


class Cell(NamedTuple):
    """The Python of one code cell. ``number`` is the 1-based index among the notebook's code cells."""

    number: int
    text: str


class Project:
    """The tree a script belongs to. Configuration files are read below ``root`` (an absolute path) and nowhere else."""

    __slots__ = ("__weakref__", "root")

    def __init__(self, root: str) -> None:
        self.root = root


class Source:
    """One text to judge.

    ``path`` is absolute; ``filename`` is what users read, :func:`display_path` unless the caller knows better, as for
    standard input. ``text`` is what the parser gets: for a notebook the code cells in order, each with its own rows.

    ``raw_row`` gives the row of the ``.ipynb`` file for a cell's number and a row in it. ``written`` are the modules
    that cells of the notebook write (``%%writefile``), by the absolute paths they go to; their places lie in the
    notebook.
    """

    def __init__(
        self,
        path: str,
        text: str,
        kind: Kind = "python",
        *,
        filename: str = "",
        cells: Sequence[Cell] = (),
        raw_row: RawRow | None = None,
        written: Mapping[str, Source] | None = None,
    ) -> None:
        self.path = path
        self.filename = filename or display_path(path)
        self.text = text
        self.kind = kind
        self.cells = tuple(cells)
        self.raw_row = raw_row
        self.written = written or {}

    @classmethod
    def of_cells(
        cls,
        path: str,
        cells: Sequence[Cell],
        filename: str = "",
        *,
        raw_row: RawRow | None = None,
        written: Mapping[str, Source] | None = None,
    ) -> Source:
        """Return the notebook at ``path`` that consists of ``cells``."""
        text = "".join(f"{cell.text}\n" for cell in cells)
        return cls(path, text, "notebook", filename=filename, cells=cells, raw_row=raw_row, written=written)

    def without_cells(self, numbers: Collection[int]) -> Source:
        """Return the same notebook with some code cells left out; the others keep their numbers."""
        cells = [cell for cell in self.cells if cell.number not in numbers]
        return Source.of_cells(self.path, cells, self.filename, raw_row=self.raw_row, written=self.written)

    @cached_property
    def lines(self) -> list[str]:
        r"""The rows of the text without their ends: ``\n``, ``\r\n`` or ``\r``, and nothing else, as in Python."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts, row = [], 1
        for cell in self.cells:
            starts.append(row)
            row += cell.text.count("\n") + 1
        return starts

    def locate_row(self, row: int) -> tuple[int | None, int]:
        """Return the cell and the row inside it where a row of the text stands; the cell is None outside notebooks."""
        if not self.cells:
            return None, row
        index = max(bisect_right(self._starts, row) - 1, 0)
        return self.cells[index].number, row - self._starts[index] + 1

    def text_row(self, cell: int | None, row: int) -> int:
        """Return the row of the text for a row of a cell: the inverse of :meth:`locate_row`."""
        if cell is None:
            return row
        for start, known in zip(self._starts, self.cells, strict=True):
            if known.number == cell:
                return start + row - 1
        return row

    def site(self, row: int, column: int, end_row: int, end_column: int) -> Site:
        """Return the place that a span of the text has for users, with the source lines around it.

        All four are 1-based positions in ``text``, columns count code points, and the end column is exclusive.
        """
        from fitlint.finding import Site

        cell, shown_row = self.locate_row(row)
        end_cell, shown_end = self.locate_row(end_row)
        if end_cell != cell:
            shown_end = shown_row
        context = tuple(
            (number, self.lines[near - 1])
            for near in range(max(1, row - _CONTEXT_ROWS), min(len(self.lines), end_row, row + 3) + _CONTEXT_ROWS + 1)
            for where, number in [self.locate_row(near)]
            if where == cell and near <= len(self.lines)
        )
        site = Site(self.filename, shown_row, column, shown_end, end_column, cell, context)
        if cell is None or self.raw_row is None:
            return site
        return site._replace(raw_row=self.raw_row(cell, shown_row), raw_end_row=self.raw_row(cell, shown_end))


def display_path(path: str) -> str:
    """Return ``path`` as it is printed: relative if it lies below the working directory, ``/`` between the parts."""
    full = os.path.abspath(path)
    try:
        here = os.path.join(os.getcwd(), "")
    except FileNotFoundError:  # the working directory was deleted
        here = ""
    if here and full.startswith(here):
        full = full[len(here) :]
    return full.replace(os.sep, "/")
