"""Jupyter notebooks: the Python in the code cells, with IPython's own syntax made harmless and every row in its place.

Outputs, images and Markdown are never looked at, and a notebook is never written to.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fitlint.source import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

SKIP_TAG = "fitlint-skip"

_TIMERS = frozenset({"time", "timeit", "prun", "memit", "capture"})  # magics whose body is ordinary Python
_SHELL = frozenset(
    {"pip", "pip3", "conda", "mamba", "ls", "cd", "cat", "mkdir", "rm", "cp", "mv", "wget", "unzip", "git"}
)
_COMPOUND = ("if ", "for ", "while ", "with ", "try:", "def ", "class ", "async ", "@")

_WRITERS = frozenset({"%%writefile", "%%file"})
_APPENDING = frozenset({"-a", "--append"})

_MAGIC = re.compile(r"(\s*)[%!?]")
_TIMED = re.compile(r"(\s*)(%(\w+)(?:[ \t]+-\S+)*[ \t]+)(\S.*)")
_ASSIGNED = re.compile(r"([\w.,\[\] \t]+?=[ \t]*)[%!](?![=%]).*")
_HELP = re.compile(r"(\s*)[A-Za-z_*][\w.*\[\]]*\?\??\s*(?:;\s*)?")
_COMMAND = re.compile(r"(\s*)([a-z0-9]+)[ \t]+(\S+)")
_OPERATION = re.compile(r"[=+%@&|^<>,:()\[]|!=|[*/](?![\w.])|\.(?=\w)|(?:in|is|if|and|or|not|for|else)\b")
_LEXEME = re.compile(r"""#.*|\"{3}|'{3}|"(?:\\.|[^"\\])*(?:"|\\?$)|'(?:\\.|[^'\\])*(?:'|\\?$)|[()\[\]{}]""")
_SPACE = re.compile(r"[ \t\r\n]*[:,]?[ \t\r\n]*")
_CLOSING = {quote: re.compile(rf"(?:\\.|(?!{quote})[^\\])*{quote}") for quote in ('"' * 3, "'" * 3)}


class NotebookError(ValueError):
    """The file is no notebook. ``row`` and ``column`` (1-based) say where, as far as that is known."""

    def __init__(self, reason: str, row: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.row = row
        self.column = column


class RawRows:
    """Where the rows of the code cells stand in the text of a notebook file; looked up when first asked.

    Jupyter writes one row of source as one row of JSON. In a minified notebook every answer is the same row.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, cell: int, row: int) -> int | None:
        """Return the row of the file for a row of a code cell, all 1-based; None when the file has no such row."""
        rows = self._cells[cell - 1] if 0 < cell <= len(self._cells) else []
        return rows[row - 1] if 0 < row <= len(rows) else None

    @cached_property
    def _cells(self) -> list[list[int]]:
        ends = [match.start() for match in re.finditer("\n", self._text)]
        try:
            return [self._rows(start, ends) for start in self._sources()]
        except RecursionError:  # nested so deeply that it could only just be read, with fewer calls under way
            return []

    def _sources(self) -> Iterator[int | None]:
        """Yield where the source of each code cell begins, in the order in which cells are numbered."""
        top = _after_space(self._text, 0)
        document = self._members(top)
        holders = self._items(document["worksheets"]) if "worksheets" in document else [top]
        for holder in holders:
            for cell in self._items(self._members(holder).get("cells")):
                members = self._members(cell)
                if "cell_type" in members and self._value(members["cell_type"])[0] == "code":
                    yield members.get("source", members.get("input"))

    def _rows(self, source: int | None, ends: list[int]) -> list[int]:
        """Return the row of the file for each row of the source that begins at ``source``."""
        starts = self._items(source) or ([] if source is None else [source])
        rows, lengths, text = [], [0], ""
        for start in starts:
            part, _ = self._value(start)
            if isinstance(part, str):
                rows.append(bisect_left(ends, start) + 1)
                text += part
                lengths.append(len(text))
        begins = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        return [rows[min(bisect_right(lengths, begin), len(rows)) - 1] for begin in begins] if rows else []

    def _members(self, start: int | None) -> dict[str, int]:
        """Return where the values of an object begin, by key; nothing when there is no object."""
        return dict(self._inside(start, "{"))

    def _items(self, start: int | None) -> list[int]:
        """Return where the items of a list begin; nothing when there is no list."""
        return [item for _, item in self._inside(start, "[")]

    def _inside(self, start: int | None, bracket: str) -> Iterator[tuple[str, int]]:
        if start is None or self._text[start] != bracket:
            return
        position = _after_space(self._text, start + 1)
        while self._text[position] not in "]}":
            key: object = ""
            if bracket == "{":
                key, position = self._value(position)
            yield str(key), position
            _, position = self._value(position)

    def _value(self, start: int) -> tuple[object, int]:
        """Return the value at ``start`` and where the next one begins, or the closing bracket."""
        value, end = self._decode(self._text, start)
        return value, _after_space(self._text, end)

    @cached_property
    def _decode(self) -> Callable[[str, int], tuple[object, int]]:
        from json import JSONDecoder

        return JSONDecoder().raw_decode


class Notebook(NamedTuple):
    """The code cells that hold Python. ``language`` is that of the notebook, in lower case.

    ``written`` are the modules that cells write, by the path in their ``%%writefile``: the cells that make up each of
    them. A module that is written anew by a second cell has none, for what an import sees then is not known.
    """

    cells: tuple[Cell, ...]
    language: str
    written: Mapping[str, tuple[Cell, ...]]
    raw_rows: RawRows


def read(data: bytes) -> Notebook:
    """Return the code cells of a notebook, without those tagged ``fitlint-skip`` or written in another language.

    Raises :class:`NotebookError` when ``data`` is no JSON, or no notebook.
    """
    import json

    try:
        content = data.decode("utf-8-sig")
        document = json.loads(content)
    except json.JSONDecodeError as error:
        raise NotebookError(f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except UnicodeDecodeError as error:
        raise NotebookError("not written in UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise NotebookError("JSON that goes beyond what can be read") from None
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise NotebookError("no notebook, for it has no `nbformat`")
    language = _language(document)
    if language != "python":
        return Notebook((), language, {}, RawRows(content))
    code = (cell for cell in _cells(document) if cell.get("cell_type") == "code")
    cells = [Cell(number, _text(cell)) for number, cell in enumerate(code, 1) if not _skipped(cell)]
    texts = ((cell.number, python_of(cell.text)) for cell in cells)
    python = tuple(Cell(number, text) for number, text in texts if text is not None)
    return Notebook(python, language, _modules(cells), RawRows(content))


def python_of(text: str) -> str | None:
    """Return the Python of one cell, row by row where it was, or None when the cell is written in another language.

    Line magics, shell commands and help requests become ``pass`` with the original behind ``#``; what ``%time`` and its
    like measure stays code.
    """
    rows = _rows_of(text)
    first = _first(rows)
    if rows[first].startswith("%%"):
        name, _, _ = rows[first][2:].partition(" ")
        if name.strip() not in _TIMERS:
            return None
        rows[first] = ""
    return "\n".join(_neutralised(_dedented(rows)))


def _modules(cells: Iterable[Cell]) -> dict[str, tuple[Cell, ...]]:
    """Return the cells that make up each module that is written, by path; none when it is written twice."""
    modules: dict[str, tuple[Cell, ...]] = {}
    unclear = set()
    for cell in cells:
        rows = _rows_of(cell.text)
        first = _first(rows)
        magic, *words = rows[first].split() or [""]
        names = [word for word in words if word not in _APPENDING]
        if magic not in _WRITERS or len(names) != 1 or not names[0].strip("\"'").endswith(".py"):
            continue
        name = posixpath.normpath(names[0].strip("\"'"))
        if name in modules and len(words) == 1:
            unclear.add(name)
        body = "\n".join(["" for _ in rows[: first + 1]] + rows[first + 1 :])
        modules[name] = (*modules.get(name, ()), Cell(cell.number, body))
    return {name: () if name in unclear else parts for name, parts in modules.items()}


def _rows_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")


def _first(rows: list[str]) -> int:
    """Return the index of the first row of code, which is where a cell magic stands; 0 when there is none."""
    return next((index for index, row in enumerate(rows) if _is_code(row)), 0)


def _neutralised(rows: list[str]) -> Iterator[str]:
    """Yield the rows with IPython's syntax replaced, except inside strings, brackets and continued lines."""
    quote, depth, continued, command = "", 0, False, False
    for row in rows:
        if command and continued:
            changed: str | None = f"# {row}"
        elif quote or depth or continued:
            changed = None
        else:
            changed = _replaced(row)
        command = changed is not None
        if changed is None:
            quote, depth = _state(row, quote, depth)
        continued = row.endswith("\\") and not quote
        yield row if changed is None else changed


def _replaced(row: str) -> str | None:
    """Return the Python that takes the place of a row in IPython's syntax, or None when the row is Python already."""
    timed = _TIMED.fullmatch(row)
    if timed and timed[3] in _TIMERS and not timed[4].startswith(_COMPOUND):
        return f"{timed[1]}{'pass;'.ljust(len(timed[2]))}{timed[4]}"
    magic = _MAGIC.match(row) or _HELP.fullmatch(row)
    if magic:
        return _passed(magic[1], row)
    assigned = _ASSIGNED.fullmatch(row)
    if assigned:
        return f"{assigned[1]}None"
    command = _COMMAND.match(row)
    if command and command[2] in _SHELL and not _OPERATION.match(command[3]):
        return _passed(command[1], row)
    return None


def _passed(indent: str, row: str) -> str:
    return f"{indent}pass  # {row.strip()}"


def _state(row: str, quote: str, depth: int) -> tuple[str, int]:
    """Return the triple quote that is open at the end of a row (or nothing) and how many brackets are."""
    position = 0
    while True:
        if quote:
            end = _CLOSING[quote].match(row, position)
            if end is None:
                return quote, depth
            quote, position = "", end.end()
        lexeme = _LEXEME.search(row, position)
        if lexeme is None:
            return "", depth
        position = lexeme.end()
        if lexeme[0] in _CLOSING:
            quote = lexeme[0]
        elif lexeme[0] in "([{":
            depth += 1
        elif lexeme[0] in ")]}":
            depth = max(0, depth - 1)


def _dedented(rows: list[str]) -> list[str]:
    """Take off the indentation of the first row of code, as IPython does, from the rows that have it."""
    code = next(filter(_is_code, rows), "")
    indent = code[: len(code) - len(code.lstrip())]
    return [row.removeprefix(indent) for row in rows] if indent else rows


def _after_space(text: str, position: int) -> int:
    """Return where the next value, key or closing bracket of a JSON text begins."""
    space = _SPACE.match(text, position)
    return position if space is None else space.end()


def _is_code(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


def _cells(document: dict[str, object]) -> Iterator[dict[str, object]]:
    holders = document.get("worksheets") if "worksheets" in document else [document]
    for holder in holders if isinstance(holders, list) else ():
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else ():
            if isinstance(cell, dict):
                yield cell


def _text(cell: dict[str, object]) -> str:
    source = cell.get("source", cell.get("input", ""))
    parts = source if isinstance(source, list) else [source]
    return "".join(part for part in parts if isinstance(part, str))


def _skipped(cell: dict[str, object]) -> bool:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return isinstance(tags, list) and SKIP_TAG in tags


def _language(document: dict[str, object]) -> str:
    metadata = document.get("metadata")
    entries = metadata if isinstance(metadata, dict) else {}
    for section, key in (("language_info", "name"), ("kernelspec", "language")):
        holder = entries.get(section)
        name = holder.get(key) if isinstance(holder, dict) else None
        if isinstance(name, str) and name:
            return "python" if name.lower().startswith("python") else name.lower()
    return "python"
