"""Which files of a project are data: where they may lie, and what they may be called.

A script says which file it reads, and whoever sends the script chooses it. What the repository keeps for itself
(settings of git, credentials, environments) is never opened as a table, whatever a script claims it is.
"""

from __future__ import annotations

import os.path

from fitlint.files import GitIgnore

DATA_SUFFIXES = (".csv", ".tsv", ".npz", ".npy")
"""What data are called. Files of other names are data as long as they are part of the repository."""
_PACKED = (".gz", ".bz2", ".xz", ".zip")
LARGEST = 256_000_000
"""Bytes; a larger file is not sampled but left alone."""


def refusal(path: str, root: str) -> str:
    """Say why a regular file is not opened as data; empty when it may be.

    Both paths are real ones. The answer names no file: a name may come from another file of the project.
    """
    inside = os.path.relpath(path, root).replace(os.sep, "/").split("/")
    if not path.startswith(os.path.join(root, "")):
        return "lies outside the project"
    if any(part.startswith(".") for part in inside):
        return "is hidden, as settings and credentials are"
    if os.path.getsize(path) > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB"
    name = path.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    if not name.endswith(DATA_SUFFIXES) and GitIgnore(root).match(path):
        return "is ignored by git and has no name of a table"
    return ""
