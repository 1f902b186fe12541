"""The data sets of Keras, read by its own loaders out of copies of what the user has downloaded.

The copies are in a folder that lasts as long as the worker. Keras checks what it finds there, unpacks archives, and
writes what it fetches, where it may; the parent then takes that over (:mod:`fitlint.verify.datasets`).
"""

from __future__ import annotations

import os
import shutil
import urllib.request
from typing import TYPE_CHECKING, Any

from fitlint.verify.datasets import files_of

if TYPE_CHECKING:
    from collections.abc import Mapping

fetched: list[str] = []
"""Files that are complete and that the user has not yet, relative to the folder of downloads."""


class Refused(BaseException):
    """A download was about to begin, and is not allowed.

    No ``Exception``: at one of those, Keras removes the file that it found wanting.
    """


class _Closed(urllib.request.OpenerDirector):
    def open(self, *_: Any, **__: Any) -> Any:
        raise Refused


def refuse() -> None:
    """Let whatever wants to fetch something in this process end in :class:`Refused`, before the network is asked."""
    urllib.request.install_opener(_Closed())


def load(name: str, arguments: Mapping[str, Any]) -> Any:
    """Return ``keras.datasets.<name>.load_data()``. Raises :class:`Refused`, and whatever Keras raises.

    Where Keras keeps the file is not the script's to say: a ``path`` among the arguments does not count.
    """
    import keras

    home, shown = os.environ["FITLINT_DATASETS"], os.path.join(os.environ["KERAS_HOME"], "datasets")
    known = set(files_of(name, shown))
    for path in files_of(name, home):
        if path not in known:
            os.makedirs(os.path.dirname(os.path.join(shown, path)), exist_ok=True)
            shutil.copyfile(os.path.join(home, path), os.path.join(shown, path))
    before = {path: os.stat(os.path.join(shown, path)) for path in files_of(name, shown)}
    found = getattr(keras.datasets, name).load_data(**{key: v for key, v in arguments.items() if key != "path"})
    for path in files_of(name, shown):
        now, then = os.stat(os.path.join(shown, path)), before.get(path)
        if then is None or (now.st_ino, now.st_size, now.st_mtime_ns) != (then.st_ino, then.st_size, then.st_mtime_ns):
            fetched.append(path)
    return found
