"""The data sets of Keras, read by its own loaders out of the user's folder of downloads, where only they ever write.

Keras is shown links to the files there, in a folder that lasts as long as the worker. It checks what it finds, and
unpacks archives into that folder. What it fetches, where it may, is copied to the user's folder once it is complete.
"""

from __future__ import annotations

import os
import shutil
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBFOLDERS = (".", "fashion-mnist")
"""Where in its folder Keras puts what it fetches."""


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
    """Return ``keras.datasets.<name>.load_data()``. Raises :class:`Refused`, and whatever Keras raises."""
    import keras

    home, shown = Path(os.environ["FITLINT_DATASETS"]), Path(os.environ["KERAS_HOME"], "datasets")
    for path in _files(home):
        link = shown / path.relative_to(home)
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.exists():
            link.symlink_to(path)
    found = getattr(keras.datasets, name).load_data(**arguments)
    for path in _files(shown):
        if not path.is_symlink():
            with suppress(OSError):  # of a folder that cannot be written to; it is fetched again next time
                _keep(path, home / path.relative_to(shown))
    return found


def _files(folder: Path) -> list[Path]:
    return [path for name in _SUBFOLDERS for path in (folder / name).glob("*") if path.is_file()]


def _keep(path: Path, target: Path) -> None:
    """Copy a file so that it is there as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(path, part)
    part.replace(target)
