"""Imports of other files of the same project: found on disk, parsed when a name of theirs is first used, run once.

Nothing outside the project root is opened, no ``sys.path`` is consulted, and a library is never mistaken for a folder
that happens to bear its name. What a notebook writes to a file (``%%writefile``) counts as the content of that file.
"""

from __future__ import annotations

import os.path
import sys
from typing import TYPE_CHECKING

from fitlint.reader import keras_api
from fitlint.reader.cells import Frame
from fitlint.reader.parse import Unreadable, decode, parse_along
from fitlint.reader.run import File, Run
from fitlint.reader.values import Deferred, Ext, Module, Unknown, Value
from fitlint.reader.walk import below

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 60
MOST_BYTES = 2_000_000
LIBRARIES = frozenset(
    {
        "keras",
        "tensorflow",
        "tf_keras",
        "keras_core",
        "numpy",
        "pandas",
        "sklearn",
        "scipy",
        "torch",
        "matplotlib",
        "yaml",
        "chainer",
        "fastai",
        "flax",
        "jax",
        "lasagne",
        "mxnet",
        "paddle",
        "tflearn",
    }
)


def imported(run: Run, dotted: str, frame: Frame) -> Value:
    """What ``import dotted as name`` binds: a module of the project, or a library known by its path."""
    path = find(run, dotted, frame)
    return Ext(dotted) if path is None else Module(path, dotted)


def imported_name(run: Run, module: str, name: str, frame: Frame) -> Value:
    """What ``from module import name`` binds; a file of the project is read when the name is first used."""
    path = find(run, module, frame)
    return Ext(f"{module}.{name}") if path is None else Deferred(path, name)


def find(run: Run, dotted: str, frame: Frame) -> str | None:
    """The file or package folder of the project that an import path leads to; None for everything else."""
    level = len(dotted) - len(dotted.lstrip("."))
    parts = [part for part in dotted[level:].split(".") if part]
    if level == 0 and (not parts or parts[0] in LIBRARIES or keras_api.canonical(dotted) is not None):
        return None
    key = (os.path.dirname(run.path_of(frame)), dotted)
    if key not in run.found:
        places = (_module(run, base, parts) for base in _bases(run, key[0], level))
        run.found[key] = next((place for place in places if place is not None), None)
        run.bare = run.bare and run.found[key] is None
    return run.found[key]


def _bases(run: Run, folder: str, level: int) -> Iterator[str]:
    """Folders in which the first part of an import path may stand, nearest first."""
    if level:
        yield os.path.normpath(os.path.join(folder, *[os.pardir] * (level - 1)))
        return
    root = os.path.abspath(run.root)
    yield folder
    while folder != root and folder.startswith(root + os.sep):
        folder = os.path.dirname(folder)
        yield folder
    yield os.path.join(root, "src")


def _module(run: Run, base: str, parts: list[str]) -> str | None:
    """The file ``base/a/b.py``, the package ``base/a/b/__init__.py``, or the folder ``base/a/b``."""
    target = os.path.join(base, *parts)
    for candidate in (os.path.join(target, "__init__.py"), f"{target}.py" if parts else ""):
        if candidate and (candidate in run.written or os.path.isfile(candidate)):
            return candidate
    return target if parts and _has_code(run, target) else None


def _has_code(run: Run, folder: str) -> bool:
    if any(path.startswith(os.path.join(folder, "")) for path in run.written):
        return True
    try:
        return any(name.endswith(".py") for name in os.listdir(folder))
    except OSError:
        return False


def resolve(run: Run, deferred: Deferred) -> Value:
    """The value of a name of another file."""
    return member(run, deferred.path, deferred.name)


def member(run: Run, path: str, name: str) -> Value:
    """``name`` of the module or package at ``path``: what its code binds, or a module inside it."""
    bound = _bound(run, path, name)
    if bound is not None:
        return bound
    folder = os.path.dirname(path) if os.path.basename(path) == "__init__.py" else path
    inner = _module(run, folder, [name]) if not folder.endswith(".py") else None
    if inner is not None:
        return Module(inner, name)
    return Unknown(f"`{name}` of {os.path.basename(path)}")


def _bound(run: Run, path: str, name: str) -> Value | None:
    """What the code of a file binds ``name`` to, itself or by ``from x import *``; None when it does not."""
    frame = load(run, path) if path.endswith(".py") else None
    if frame is None:
        return None
    value = frame.values.get(name)
    if isinstance(value, Deferred):
        value = resolve(run, value) if (value.path, value.name) != (path, name) else None
    if isinstance(value, Value):
        return value
    stars = (from_star(run, star, name, frame) for star in reversed(frame.stars))
    return next((found for found in stars if found is not None), None)


def unread_star(run: Run, star: str, frame: Frame) -> bool:
    """Whether nobody knows what ``from star import *`` brings: a module that is not here, or cannot be read."""
    path = find(run, star, frame)
    if path is not None:
        return path.endswith(".py") and path not in run.loading and load(run, path) is None
    root = star.partition(".")[0]
    return root not in LIBRARIES and root not in sys.stdlib_module_names and keras_api.canonical(star) is None


def from_star(run: Run, star: str, name: str, frame: Frame) -> Value | None:
    """``name`` as ``from star import *`` in ``frame`` provides it, if it does."""
    path = find(run, star, frame)
    if path is None:
        canonical = keras_api.canonical(f"{star}.{name}")
        return Ext(f"{star}.{name}") if canonical is not None and keras_api.known(canonical) else None
    if not path.endswith(".py") or name.startswith("_") or path in run.loading:
        return None
    return _bound(run, path, name)


def load(run: Run, path: str) -> Frame | None:
    """Run a file of the project as an imported module, once; None when it cannot be read or there are too many."""
    if path == os.path.abspath(run.path):
        return run.main
    if path in run.files:
        return run.files[path].frame
    if len(run.files) >= MOST_FILES or not _inside(path, run.root):
        return None
    text = text_of(run, path)
    try:
        parsed = parse_along(text) if text is not None else None
    except Unreadable:
        parsed = None
    frame = Frame(None)
    filename = run.display(path)
    frame.file = File(path, filename, parsed, frame)
    run.files[path] = frame.file
    if parsed is None:
        return None
    run.node_files.update((id(node), filename) for node in below(parsed.module))
    run.loading.add(path)
    state, loops, active = run.state, run.loops, run.active
    uncertain, state.uncertain, run.loops, run.active = state.uncertain, 0, [], []
    try:
        run.execute(parsed.module.body, frame)
    finally:
        state.uncertain, run.loops, run.active = uncertain, loops, active
        run.loading.discard(path)
    return frame


def text_of(run: Run, path: str) -> str | None:
    """The text of a file of the project; None when it cannot be read, or too much was read before."""
    if path in run.written:
        return run.written[path]
    try:
        if os.path.getsize(path) > MOST_BYTES - run.bytes_read:
            return None
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    run.bytes_read += len(data)
    try:
        return decode(data)
    except Unreadable:
        return None


def _inside(path: str, root: str) -> bool:
    """Whether a file really lies in the project, links followed."""
    top = os.path.realpath(root)
    return os.path.realpath(path).startswith(os.path.join(top, ""))
