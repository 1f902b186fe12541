"""What other files of the project did to a table before they wrote it: whether they resampled its classes."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from fitlint.reader.imports import text_of
from fitlint.reader.library import RESAMPLERS
from fitlint.reader.parse import Unreadable, parse_along

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.reader.run import Run

MOST_FILES = 400
MOST_READ = 4
SKIPPED = frozenset({"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"})
# What stands in the text of every script that resamples.
MARKS = (*sorted(RESAMPLERS), "resample(")


def resampled(run: Run, paths: tuple[str, ...]) -> bool:
    """Whether one of these files was written from data whose classes had been over- or undersampled.

    By this script, or by another one of the project, which is read for that.
    """
    names = {table_name(path) for path in paths}
    if not names:
        return False
    written = [changed for path, changed in run.tables if table_name(path) in names]
    return any(written) if written else any(_writes(run, path, text, names) for path, text in _candidates(run, names))


def table_name(path: str) -> str:
    """The name of a file without its folders; NumPy adds the ending itself where it is missing."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.removesuffix(".npz").removesuffix(".npy")


def _writes(run: Run, path: str, text: str, names: set[str]) -> bool:
    from fitlint.reader.entry import run_module

    try:
        parsed = parse_along(text)
    except Unreadable:
        return False
    other = run_module(parsed.module, run.display(path), path, run.root, {})
    return any(changed and table_name(written) in names for written, changed in other.tables)


def _candidates(run: Run, names: set[str]) -> Iterator[tuple[str, str]]:
    """The few files of the project that speak of such a table and of resampling, those beside the script first."""
    found = 0
    for path in _scripts(run):
        text = text_of(run, path) or ""
        if any(mark in text for mark in MARKS) and any(name in text for name in names):
            yield path, text
            found += 1
        if found >= MOST_READ:
            return


def _scripts(run: Run) -> list[str]:
    """Python files of the project other than the script itself."""
    script, root = os.path.abspath(run.path), os.path.abspath(run.root)
    found: dict[str, None] = {}
    for folder in (os.path.dirname(script), root):
        for place, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
            found.update((os.path.join(place, name), None) for name in sorted(names) if name.endswith(".py"))
            if len(found) >= MOST_FILES:
                break
    found.pop(script, None)
    top = os.path.join(os.path.realpath(root), "")
    return [path for path in list(found)[:MOST_FILES] if os.path.realpath(path).startswith(top)]
