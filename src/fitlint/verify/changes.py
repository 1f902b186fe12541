"""What changed in a project while a script ran in it: files by size, time and number, never by what they hold."""

from __future__ import annotations

import os
from typing import NamedTuple

MOST_FILES = 50_000
"""Files that are looked at; in a project with more of them, changes are not looked for."""
_MOST_NAMED = 5
_PASSED_OVER = frozenset({".git", "__pycache__", "node_modules"})


class Snapshot(NamedTuple):
    """The files of a project at one time: inode, size and time of change by path; None when they are too many."""

    root: str
    files: dict[str, tuple[int, int, int]] | None


def snapshot(root: str) -> Snapshot:
    """Look at all files below a folder, but for what tools keep for themselves."""
    files: dict[str, tuple[int, int, int]] = {}
    for folder, folders, names in os.walk(root):
        if folder != root and "pyvenv.cfg" in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if name not in _PASSED_OVER]
        for name in names:
            path = os.path.join(folder, name)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            files[os.path.relpath(path, root)] = (found.st_ino, found.st_size, found.st_mtime_ns)
            if len(files) > MOST_FILES:
                return Snapshot(root, None)
    return Snapshot(root, files)


def changed_since(before: Snapshot) -> str:
    """Say in words which files were made, changed or removed since."""
    now = snapshot(before.root)
    if before.files is None or now.files is None:
        return f"what it changed there was not looked for: the project has more than {MOST_FILES:,} files"
    names = sorted(
        name for name in before.files.keys() | now.files.keys() if before.files.get(name) != now.files.get(name)
    )
    if not names:
        return "it changed no file there"
    others = f" and {len(names) - _MOST_NAMED:,} others" if len(names) > _MOST_NAMED else ""
    return f"it changed {', '.join(names[:_MOST_NAMED])}{others}"
