"""What the terminal can show: colours and width. Everything here can be overruled by the caller."""

from __future__ import annotations

import os
import sys

NARROWEST = 40
_PIPED, _PIPED_IN_CI = 80, 100


def wants_color() -> bool:
    """Return whether to colour standard output: by NO_COLOR, else FORCE_COLOR, else TERM and the terminal itself."""
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    if environment.get("TERM") in {"dumb", "unknown"}:
        return False
    if sys.platform == "win32" and not environment.keys() & {"WT_SESSION", "TERM", "ANSICON"}:
        return False
    return sys.stdout.isatty()


def columns() -> int:
    """Return how many cells a line may take: COLUMNS, the terminal's width, or a default for pipes; at least 40."""
    wish = os.environ.get("COLUMNS", "")
    wished = int(wish) if wish.isascii() and wish.isdecimal() and len(wish) < 6 else 0
    return max(wished or _own_width(), NARROWEST)


def _own_width() -> int:
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):  # not a terminal, or standard output is replaced by an object without a descriptor
        width = 0
    return width or (_PIPED_IN_CI if os.environ.get("CI") else _PIPED)
