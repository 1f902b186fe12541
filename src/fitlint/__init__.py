"""fitlint finds out why a Keras model will not learn, by reading the training script.

The code it reads is never run or imported. :func:`check_paths`, :func:`inspect_source` and ``__version__`` are public,
everything else is private.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing is not imported before the command line has left the linted folder
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fitlint.finding import Finding
    from fitlint.program import Program

__version__ = "0.1.0"
owns_process = False
"""Whether this process runs the command line and nothing else. Set by :func:`fitlint.cli.entry`."""

__all__ = ["__version__", "check_paths", "inspect_source"]


def check_paths(paths: Iterable[str | os.PathLike[str]], settings: Mapping[str, object] | None = None) -> list[Finding]:
    """Judge files and folders and return what was found, ordered by path, position and code.

    ``paths`` are scripts, notebooks, configuration files or folders. ``settings`` holds keys and values of
    ``[tool.fitlint]``, such as ``{"select": ["FIT201"]}``; they win over the settings files of the project.

    Raises ``FileNotFoundError`` when a path does not exist, ``ValueError`` when settings, here or in a file, cannot be
    used, and ``RuntimeError`` when fitlint itself failed on a file; the message says on which.
    """
    from fitlint.config import Configuration, layer_of
    from fitlint.engine import run

    result = run(paths, Configuration(layer_of(settings or {}, "settings")))
    if result.failures:
        raise RuntimeError(result.failures[0].sentence)
    return result.findings


def inspect_source(text: str, filename: str = "<string>") -> Program:
    """Return what the Python source ``text`` builds and trains, as the reader understands it.

    ``filename`` is its path: configuration files that it loads are looked up from there. The file itself need not
    exist. Raises ``ValueError`` when the text cannot be parsed; the message says where.
    """
    from fitlint.judge import reading_of
    from fitlint.reader import Unreadable
    from fitlint.source import Source

    try:
        _, reading = reading_of(Source(os.path.abspath(filename), text, filename=filename))
    except Unreadable as error:
        raise ValueError(f"{filename}:{error.row}:{error.column}: {error.reason}") from None
    return reading.program
