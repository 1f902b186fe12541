"""The user's folder of downloads of Keras: which of its files belong to a data set, and how new ones come into it.

Keras itself never works there. The worker gets copies of what a data set needs, in a folder of its own, and what it
has fetched is put into the user's folder by the parent, under the names below and no other.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress

_NAMES = {
    "boston_housing": ("", "boston_housing."),
    "california_housing": ("", "california_housing."),
    "cifar10": ("", "cifar-10-"),
    "cifar100": ("", "cifar-100-"),
    "fashion_mnist": ("fashion-mnist", ""),
    "imdb": ("", "imdb."),
    "mnist": ("", "mnist."),
    "reuters": ("", "reuters."),
}
"""The subfolder of a data set, and how its files begin."""


def files_of(name: str, folder: str) -> list[str]:
    """Return the files of a data set in a folder of downloads, relative to it; links to files count."""
    inner, begin = _NAMES[name]
    with suppress(OSError), os.scandir(os.path.join(folder, inner)) as entries:
        return sorted(os.path.join(inner, e.name) for e in entries if e.name.startswith(begin) and e.is_file())
    return []


def keep(path: str, source: str, home: str) -> None:
    """Put a file that was fetched into the user's folder, as a whole or not at all.

    ``path`` is relative to both folders, ``source`` is where the worker has it. Neither a link that stands in for it
    there nor one that has its name here is followed. Raises ``OSError``, also for a file of no data set.
    """
    if not any(
        os.path.dirname(path) == inner and os.path.basename(path).startswith(begin) for inner, begin in _NAMES.values()
    ):
        raise OSError("it is no file of a data set")
    target = os.path.join(home, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    beside = f"{target}.{os.urandom(8).hex()}.part"
    flags = getattr(os, "O_BINARY", 0)
    with open(os.open(os.path.join(source, path), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("it is no regular file")
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | flags, 0o644), "wb") as part:
                shutil.copyfileobj(file, part)
            os.replace(beside, target)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)
