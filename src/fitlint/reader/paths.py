"""Paths and open files: ``os.path``, ``pathlib``, and the methods of file handles."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from fitlint.reader import texts
from fitlint.reader.operators import join_paths
from fitlint.reader.provenance import path_of
from fitlint.reader.run import Call
from fitlint.reader.values import Const, Opened, Text, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.reader.run import Run


def path(run: Run, call: Call) -> Value:
    """``Path(a, b)``."""
    return _joined([item.value for item in call.args]) if call.args else Opened(Const("."))


def _joined(parts: list[Value]) -> Value:
    texts = [p.path if isinstance(p, Opened) else p for p in parts]
    constants = [t for t in texts if isinstance(t, Const) and isinstance(t.value, str)]
    if len(constants) != len(texts):
        return Opened(Unknown("a path"))
    return Opened(join_paths(constants))


def join(run: Run, call: Call) -> Value:
    """``os.path.join(a, b)``."""
    joined = _joined([item.value for item in call.args]) if call.args else Opened(Unknown("a path"))
    return joined.path if isinstance(joined, Opened) else joined


def on_path(function: Callable[[str], str]) -> Callable[[Run, Call], Value]:
    """``os.path.dirname`` and its relatives, which turn one path into another."""

    def make(run: Run, call: Call) -> Value:
        value = call.first()
        path = value.path if isinstance(value, Opened) else value
        if isinstance(path, Const) and isinstance(path.value, str):
            return Const(function(path.value), path.origin, path.soft)
        return Unknown("a path")

    return make


TESTS = {"exists": os.path.exists, "is_file": os.path.isfile, "is_dir": os.path.isdir}
# Files that belong to the source of a project: whether they are there does not depend on what was run before.
_SOURCES = (".py", ".toml", ".cfg", ".md", ".git", "requirements.txt")


def _found(run: Run, path: Value, test: Callable[[str], bool]) -> Value:
    """Whether a file of the project's source exists, for the loops that look for its root."""
    if not isinstance(path, Const) or path.soft or not isinstance(path.value, str) or not os.path.isabs(path.value):
        return Unknown("whether a file exists")
    root = os.path.join(os.path.abspath(run.root), "")
    if not os.path.normpath(path.value).startswith(root) or not path.value.endswith(_SOURCES):
        return Unknown("whether a file exists")
    return Const(test(path.value))


def test(name: str) -> Callable[[Run, Call], Value]:
    """``os.path.exists``, ``os.path.isfile``, ``os.path.isdir``."""

    def make(run: Run, call: Call) -> Value:
        path = call.first()
        return _found(run, path.path if isinstance(path, Opened) else path or Unknown("no path"), TESTS[name])

    return make


def method(run: Run, owner: Opened, name: str, call: Call) -> Value:
    """Methods of file handles and ``pathlib.Path``."""
    if name in ("write_text", "write_bytes"):
        run.writes.add(path_of(owner))
    if name in (
        "open",
        "read_text",
        "read_bytes",
        "read",
        "resolve",
        "absolute",
        "expanduser",
        "as_posix",
        "__enter__",
        "decode",
    ):
        return owner
    if name in ("joinpath", "with_name"):
        base: list[Value] = (
            [owner]
            if name == "joinpath"
            else [
                on_path(os.path.dirname)(run, Call((call.args[0]._replace(value=owner),), {}, False, None, call.frame))
            ]
        )
        return _joined(base + [item.value for item in call.args])
    if name in TESTS:
        return _found(run, owner.path, TESTS[name])
    return texts.method(run, Text(owner.path), name, call)
