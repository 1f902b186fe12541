"""Notebooks: which cells are Python, what becomes of IPython's own syntax, and that rows stay where they are."""

from __future__ import annotations

import ast
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from fitlint.notebook import NotebookError, python_of, read

if TYPE_CHECKING:
    from collections.abc import Callable


def notebook(*cells: dict[str, Any], **metadata: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}).encode()


def code(text: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": text.splitlines(keepends=True), "metadata": {"tags": list(tags)}}


MARKDOWN = {"cell_type": "markdown", "source": ["# keras"]}


def test_cells_are_numbered_among_the_code_cells() -> None:
    cells = read(notebook(MARKDOWN, code("a = 1"), MARKDOWN, code("b = 2\nc = 3"))).cells
    assert [(cell.number, cell.text) for cell in cells] == [(1, "a = 1"), (2, "b = 2\nc = 3")]


def test_the_skip_tag_leaves_a_cell_out_and_keeps_the_numbers() -> None:
    cells = read(notebook(code("a"), code("b", "fitlint-skip"), code("c"))).cells
    assert [(cell.number, cell.text) for cell in cells] == [(1, "a"), (3, "c")]


def test_a_source_may_be_one_string() -> None:
    data = notebook({"cell_type": "code", "source": "a = 1\nb = 2"})
    assert read(data).cells[0].text == "a = 1\nb = 2"


def test_format_3_keeps_its_cells_in_worksheets() -> None:
    cells = [{"cell_type": "code", "input": ["a = 1\n", "b = 2"], "language": "python"}]
    data = json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}).encode()
    assert read(data).cells[0].text == "a = 1\nb = 2"


@pytest.mark.parametrize(
    ("metadata", "cells"),
    [
        ({"kernelspec": {"language": "R"}}, 0),
        ({"language_info": {"name": "julia"}}, 0),
        ({"language_info": {"name": "python"}}, 1),
        ({"kernelspec": {"language": "python3"}}, 1),
        ({"kernelspec": "odd"}, 1),
        ({}, 1),
    ],
)
def test_only_python_notebooks_have_cells(metadata: dict[str, Any], cells: int) -> None:
    assert len(read(notebook(code("a"), **metadata)).cells) == cells


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b'{\n"cells": [,]}', 2),
        (b"", 1),
        (b"[]", 1),
        (b'{"a": 1}', 1),
        (b"\n\xff\xfe", 2),
        (b"[" * 100_000, 1),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", 1),
    ],
)
def test_what_is_no_notebook_is_refused(data: bytes, row: int) -> None:
    with pytest.raises(NotebookError) as caught:
        read(data)
    assert caught.value.row == row
    assert caught.value.reason


@pytest.mark.parametrize("cells", [{"cells": 3}, {"cells": [3, None, {"cell_type": "code", "source": 7}]}, {}])
def test_odd_shapes_hold_no_python(cells: dict[str, Any]) -> None:
    assert "".join(cell.text for cell in read(json.dumps({"nbformat": 4, **cells}).encode()).cells) == ""


@pytest.mark.parametrize(
    ("row", "python"),
    [
        ("%matplotlib inline", "pass  # %matplotlib inline"),
        ("    %matplotlib inline", "    pass  # %matplotlib inline"),
        ("!pip install keras", "pass  # !pip install keras"),
        ("?model.fit", "pass  # ?model.fit"),
        ("model.fit?", "pass  # model.fit?"),
        ("model.fit??", "pass  # model.fit??"),
        ("files = !ls", "files = None"),
        ("a, b = %magic", "a, b = None"),
        ("pip install keras", "pass  # pip install keras"),
        ("ls *.png", "pass  # ls *.png"),
        ("cd ..", "pass  # cd .."),
        ("cd /content/data", "pass  # cd /content/data"),
        ("rm -rf out", "pass  # rm -rf out"),
        ("%time model.fit(x, y)", "pass; model.fit(x, y)"),
        ("%timeit -n 1 f()", "pass;      1 f()"),
        ("%time for x in y: f(x)", "pass  # %time for x in y: f(x)"),
    ],
)
def test_ipython_becomes_python(row: str, python: str) -> None:
    given = f"if x:\n{row}" if row.startswith(" ") else row
    wanted = f"if x:\n{python}" if row.startswith(" ") else python
    assert python_of(given) == wanted


def test_a_timed_statement_keeps_its_columns() -> None:
    row = "%time model.fit(x, y)"
    assert (python_of(row) or "").index("model") == row.index("model")


@pytest.mark.parametrize(
    "text",
    [
        "x = 10 % 3",
        "x = (10\n % 3)",
        "x = 10 \\\n % 3",
        'x = """\n%time\n!ls\npip install keras\n"""',
        "x = '''a\n% b'''",
        "ls = 3",
        "cat in animals",
        "cd, b = 1, 2",
        "pip.main()",
        "print('%d' % 3)",
        "y = a != b",
        "# what is this?",
        "if x:  # really?\n    y = 1",
        "x = 'it''s'\ny = 3 % 2",
        's = "\\"\\\\"\nt = 1',
    ],
)
def test_python_stays_as_it_is(text: str) -> None:
    assert python_of(text) == text


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "%%prun", "%%memit"])
def test_measuring_cell_magics_keep_their_body_and_its_rows(magic: str) -> None:
    assert python_of(f"{magic}\nmodel.fit(x, y)") == "\nmodel.fit(x, y)"
    assert python_of(f"# note\n\n{magic}\nmodel.fit(x, y)") == "# note\n\n\nmodel.fit(x, y)"


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile x.py", "%%R -i x", "%%my_magic", "%%"])
def test_other_cell_magics_drop_the_cell(magic: str) -> None:
    assert python_of(f"{magic}\nmodel.fit(x, y)") is None
    assert read(notebook(code(f"{magic}\nx"), code("y"))).cells[0].number == 2


def test_a_command_may_go_on_over_rows() -> None:
    text = python_of("!pip install \\\n    keras\nx = 1") or ""
    assert text.count("\n") == 2
    assert [type(node).__name__ for node in ast.parse(text).body] == ["Pass", "Assign"]


def test_a_quote_in_a_command_opens_no_string() -> None:
    assert python_of("!echo it's\n%time f()") == "pass  # !echo it's\npass; f()"


def test_a_cell_that_is_indented_throughout_is_moved_left() -> None:
    assert python_of("    a = 1\n    if a:\n        b = 2") == "a = 1\nif a:\n    b = 2"


def test_hard_spaces_become_spaces() -> None:
    assert python_of("a\u00a0=\u00a01") == "a = 1"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " " * 300_000 + "a",
        "x?" + " " * 300_000 + "y",
        '"\\' * 150_000,
        "'''" + "\\" * 300_001,
        '"' * 300_001,
    ],
)
def test_hostile_rows_take_no_time(text: str) -> None:
    started = time.process_time()
    python_of(text)
    assert time.process_time() - started < 2


# The rows of the file


def code_texts(data: bytes) -> list[str]:
    """The sources of the code cells as :mod:`json` reads them."""
    cells = [cell for cell in json.loads(data.decode("utf-8-sig"))["cells"] if cell["cell_type"] == "code"]
    return ["".join(cell["source"]) for cell in cells]


def raw_rows(data: bytes) -> list[list[int | None]]:
    """For each code cell, the row of the file for each row of the cell."""
    find = read(data).raw_rows.find
    return [
        [find(number, row) for row in range(1, text.count("\n") + 2)] for number, text in enumerate(code_texts(data), 1)
    ]


TEXTS = [
    "a = 1\nb = 2",
    'print("\\n\\t\\\\", "é 日本 😀 \u2028", \'{"[,:]}\')\nc = 3\n',
    "",
    "# only\n\n\nx = 5  # [\n",
]


def laid_out(**layout: Any) -> bytes:
    cells: list[dict[str, Any]] = [MARKDOWN]
    for text in TEXTS:
        outputs = [
            {"output_type": "stream", "text": ['"source": ["\n', "{\\"], "data": {"source": ["no"], "cells": [{}]}}
        ]
        cells += [{"outputs": outputs, **code(text), "id": "{[:,"}, MARKDOWN]
    document = {"metadata": {"cells": [code("not this")]}, "cells": cells, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, **layout).encode()


@pytest.mark.parametrize(
    "layout", [{"indent": 1}, {"indent": 4, "ensure_ascii": False}, {"indent": 1, "sort_keys": True}]
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_row_of_source_is_found_in_the_file(layout: dict[str, Any], end: bytes, mark: bytes) -> None:
    data = mark + laid_out(**layout).replace(b"\n", end)
    assert code_texts(data) == TEXTS
    rows = data.decode("utf-8-sig").split("\n")
    for text, found in zip(TEXTS, raw_rows(data), strict=True):
        for line, row in zip(text.removesuffix("\n").split("\n") if text else [], found, strict=False):
            assert row is not None
            begin = json.loads(rows[row - 1].strip().removesuffix(","))
            assert begin
            assert f"{line}\n".startswith(begin)


def test_escaped_and_wide_characters_move_no_row() -> None:
    text = 'print("\\\\n é 日本 😀")\r\nb = "\\n"\r\nc = 3'
    for ascii_only in (True, False):
        cell = {"cell_type": "code", "source": ['print("\\\\n é 日本 😀")\r\n', 'b = "\\n"\r\n', "c = 3"]}
        data = json.dumps({"nbformat": 4, "cells": [cell]}, indent=1, ensure_ascii=ascii_only).encode()
        assert code_texts(data) == [text]
        assert raw_rows(data) == [[7, 8, 9]]


def test_a_minified_notebook_has_one_row() -> None:
    data = laid_out(separators=(",", ":"))
    assert {row for rows, text in zip(raw_rows(data), TEXTS, strict=True) if text for row in rows} == {1}


def test_a_source_in_one_string_has_one_row() -> None:
    data = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "a\rb\r\nc"}]}, indent=1).encode()
    find = read(data).raw_rows.find
    assert [find(1, row) for row in (1, 2, 3, 4)] == [6, 6, 6, None]


def test_strings_need_not_be_whole_rows() -> None:
    cell = {"cell_type": "code", "source": ["a = ", 7, "1\nb", " = 2\n", "", "c\n"]}
    data = json.dumps({"nbformat": 4, "cells": [cell]}, indent=1).encode()
    find = read(data).raw_rows.find
    assert [find(1, row) for row in (1, 2, 3, 4, 5)] == [7, 9, 12, 12, None]


def test_the_last_of_two_equal_keys_counts_as_in_json() -> None:
    data = b'{"nbformat": 4, "cells": [],\n"cells": [{"cell_type": "code",\n"source": ["x"],\n"source": ["a"]}]}'
    assert [cell.text for cell in read(data).cells] == ["a"]
    assert read(data).raw_rows.find(1, 1) == 4


def test_rows_of_format_3_are_found() -> None:
    cells = [{"cell_type": "code", "input": ["a = 1\n", "b = 2"], "language": "python"}]
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}], "cells": cells}, indent=1).encode()
    assert [read(data).raw_rows.find(1, row) for row in (1, 2)] == [9, 10]


def test_rows_of_cells_that_are_not_read_are_counted() -> None:
    data = json.dumps({"nbformat": 4, "cells": [code("a", "fitlint-skip"), code("%%bash\nls"), code("c")]}, indent=1)
    book = read(data.encode())
    (cell,) = book.cells
    assert '"c"' in data.split("\n")[(book.raw_rows.find(cell.number, 1) or 0) - 1]


@pytest.mark.parametrize("cells", [{"cells": 3}, {"cells": [3, None, {"cell_type": "code", "source": 7}]}, {}])
def test_odd_shapes_have_no_rows(cells: dict[str, Any]) -> None:
    assert read(json.dumps({"nbformat": 4, **cells}).encode()).raw_rows.find(1, 1) is None


def test_rows_of_json_that_could_only_just_be_read_raise_nothing() -> None:
    """The rows are looked up with more calls under way than when the notebook was read."""

    def below(calls: int, find: Callable[[int, int], int | None]) -> int | None:
        return below(calls - 1, find) if calls else find(1, 1)

    for depth in range(500, 1000, 7):
        data = notebook(code("a")).replace(
            b'"metadata": {}', b'"metadata": {"deep": ' + b"[" * depth + b"]" * depth + b"}"
        )
        try:
            book = read(data)
        except NotebookError:
            break
        assert below(40, book.raw_rows.find) in (1, None)


def test_rows_of_large_notebooks_are_found_fast() -> None:
    text = "model.fit(x, y)  # comment\n" * 20
    data = notebook(*[{**code(text), "outputs": [{"data": {"image/png": "A" * 3000}}]} for _ in range(150)])
    find = read(data).raw_rows.find
    started = time.process_time()
    assert find(150, 20) == 1
    assert time.process_time() - started < 0.5
