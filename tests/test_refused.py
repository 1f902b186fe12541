"""What Python refuses although it parses: asked of Python itself, without running anything, in bounded time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import fitlint
from fitlint.reader import refused

if TYPE_CHECKING:
    from pathlib import Path

parse = import_module("fitlint.reader.parse")  # the package has a function of this name

HEAD = "import keras\n"
REFUSED = {
    "return": ("if x:\n    return\n", 3),
    "return of a value": ("return 5\n", 2),
    "return in a class": ("class A:\n    return 1\n", 3),
    "yield": ("x = yield 1\n", 2),
    "await": ("await x\n", 2),
    "await in a plain function": ("def f():\n    await x\n", 3),
    "break": ("break\n", 2),
    "break in a function in a loop": ("for x in y:\n    def f():\n        break\n", 4),
    "continue": ("if x:\n    continue\n", 3),
    "a parameter twice": ("def f(a, a):\n    pass\n", 2),
    "an argument by name twice": ("f(a=1, a=2)\n", 2),
    "a value behind a name": ("f(a=1, 2)\n", 2),
    "nonlocal in the module": ("nonlocal x\n", 2),
    "nonlocal of nothing": ("def f():\n    nonlocal x\n", 3),
    "global after use": ("def f():\n    x = 1\n    global x\n", 4),
    "a parameter that is global": ("def f(x):\n    global x\n", 3),
    "assigning a number": ("1 = x\n", 2),
    "assigning None": ("None = x\n", 2),
    "assigning a call": ("f() = x\n", 2),
    "changing a call": ("f() += x\n", 2),
    "deleting a call": ("del f()\n", 2),
    "a loop over a literal": ("for 1 in x:\n    pass\n", 2),
    "a star alone": ("*a = x\n", 2),
    "two stars": ("*a, *b = x\n", 2),
    "a star as a value": ("x = *y\n", 2),
    "a late future": ("x = 1\nfrom __future__ import annotations\n", 3),
    "no such future": ("from __future__ import hope\n", 2),
    "tabs and spaces": ("if x:\n        y = 1\n\tz = 2\n", 4),
    "a broken escape": ('x = "\\x4"\n', 2),
    "an unknown character": ('x = "\\N{no such character}"\n', 2),
    "bytes beside text": ('x = "a" b"b"\n', 2),
    "an except for all in front": ("try:\n    pass\nexcept:\n    pass\nexcept E:\n    pass\n", 4),
    "in a finally": ("try:\n    pass\nexcept E:\n    pass\nfinally:\n    return\n", 7),
}
ACCEPTED = {
    "a return in a finally": "def f():\n for x in y:\n  try:\n   continue\n  finally:\n   return\n",
    "a global used in a handler": (
        "def f():\n    try:\n        pass\n    except E:\n        print(x)\n    finally:\n        print(x)\n"
    ),
    "a handler that says global": ("def f():\n try:\n  pass\n except E:\n  global x\n  x = 1\n finally:\n  x = 2\n"),
    "an odd escape": 'x = "\\d"\n',
    "is with a literal": "x is 1\n",
    "an early future": "from __future__ import annotations\n",
}


@pytest.mark.parametrize(("text", "row"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_row(text: str, row: int) -> None:
    with pytest.raises(parse.Unreadable) as caught:
        parse.ensure_python(parse.parse(HEAD + text))
    assert caught.value.row == row
    assert "LibCST" not in caught.value.reason


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_it_is_accepted(text: str) -> None:
    parse.ensure_python(parse.parse(text))


def test_a_warning_that_is_an_error_elsewhere_is_none_here() -> None:
    code = f"from fitlint.reader.parse import *; ensure_python(parse({ACCEPTED['an odd escape']!r}))"
    subprocess.run([sys.executable, "-W", "error::SyntaxWarning", "-c", code], check=True)


def test_a_cell_may_await_and_import_from_the_future() -> None:
    parse.ensure_cell("await x\nasync with y:\n    pass\n")
    parse.ensure_cell("x = 1\nfrom __future__ import annotations\n")
    with pytest.raises(parse.Unreadable, match="'return' outside function"):
        parse.ensure_cell("x = 1\nreturn x\n")


NEWER = {
    "except*": ("try:\n    pass\nexcept* E:\n    pass\n", (3, 11)),
    "a type": ("type A = int\n", (3, 12)),
    "a generic function": ("def f[T](x: T):\n    pass\n", (3, 12)),
    "a generic default": ("def f[T = int](x: T):\n    pass\n", (3, 13)),
    "quotes in an f-string": ('x = f"{d["a"]}"\n', (3, 12)),
    "a starred index": ("x[*y]\n", (3, 11)),
    "several exceptions": ("try:\n    pass\nexcept A, B:\n    pass\n", (3, 14)),
}


@pytest.mark.parametrize(("text", "since"), NEWER.values(), ids=NEWER)
def test_newer_syntax_is_seen_by_an_older_python(
    text: str, since: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        module = parse.parse(text).module
    except parse.Unreadable:
        pytest.skip("this LibCST does not know it")
    monkeypatch.setattr(refused, "sys", type("Older", (), {"version_info": (since[0], since[1] - 1)}))
    assert refused.newer(module)
    monkeypatch.setattr(refused, "sys", type("Newer", (), {"version_info": since}))
    assert not refused.newer(module)


@pytest.mark.parametrize("text", [text for text, since in NEWER.values() if since > sys.version_info])
def test_newer_syntax_is_not_refused(text: str) -> None:
    try:
        parsed = parse.parse(text)
    except parse.Unreadable:
        pytest.skip("this LibCST does not know it")
    parse.ensure_python(parsed)
    parse.ensure_cell(text)


FINALLY = """
def nested(depth, tab=""):
    if not depth:
        return tab + "x = 1\\n"
    return f"{tab}try:\\n{tab} pass\\n{tab}finally:\\n" + nested(depth - 1, tab + " ")
many = "def f():\\n try:\\n" + "  if x: return\\n" * 5000 + " finally:\\n" + "  x = g(x)\\n" * 5000
from fitlint.reader.parse import ensure_python, parse
for text in ("import keras\\n" + nested(18), many):
    ensure_python(parse(text))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits of POSIX")
def test_what_python_would_generate_is_bounded() -> None:
    """Each way out of a ``try`` repeats the statements of its ``finally``: 25 million here, and 2 to the 18th."""
    limits = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
    limits += "resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))\n"
    subprocess.run([sys.executable, "-c", limits + FINALLY], check=True)


def test_a_module_that_python_refuses_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "rates.py").write_text("rate = 0.5\nreturn\n", encoding="utf-8")
    (tmp_path / "train.py").write_text(
        "from rates import rate\nfrom tensorflow import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\n"
        'model.compile(keras.optimizers.SGD(rate), "mse")\nmodel.fit(x, y, validation_split=0.1)\n',
        encoding="utf-8",
    )
    assert fitlint.check_paths(["train.py"]) == []
    (tmp_path / "rates.py").write_text("rate = 50.0\n", encoding="utf-8")
    assert [finding.code for finding in fitlint.check_paths(["train.py"])] == ["FIT201"]


def test_each_cell_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[str] = []
    tree = parse._tree

    def counted(text: str) -> object:
        seen.append(text)
        return tree(text)

    monkeypatch.setattr(parse, "_tree", counted)
    cells = ["import keras", "return", "x = 1\n" * 4, "y = 2"]
    book = {"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": text} for text in cells]}
    (tmp_path / "nb.ipynb").write_text(json.dumps(book), encoding="utf-8")
    (finding,) = fitlint.check_paths(["nb.ipynb"])
    assert (finding.code, finding.severity, finding.site.cell, finding.site.row) == ("FIT001", "info", 2, 1)
    assert sum(text.count("x = 1") for text in seen) == 4
    assert sum(text.count("return") for text in seen) == 1
    seen.clear()
    monkeypatch.setattr("fitlint.reader.guard.MAX_ROWS", 6)  # more than a cell has, fewer than all of them
    (finding,) = fitlint.check_paths(["nb.ipynb"])
    assert (finding.code, finding.severity) == ("FIT001", "warning")
    assert "rows" in finding.message
    assert sum(text.count("x = 1") for text in seen) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("text", ["import keras\nx = = 1\n", "import keras\nreturn\n"])
def test_python_does_not_open_the_file_that_an_error_is_in(tmp_path: Path, text: str) -> None:
    """It would quote the row from there; a pipe blocks, and thousands of broken cells read the notebook each time."""
    os.mkfifo(tmp_path / "train.py")
    command = [sys.executable, "-m", "fitlint", "check", "--stdin-filename", "train.py", "--output-format", "concise"]
    done = subprocess.run([*command, "-"], cwd=tmp_path, input=text, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("train.py:2:")
