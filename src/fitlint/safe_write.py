"""Reports are written whole or not at all, and never into a file that a link of the linted project points to."""

from __future__ import annotations

import errno
import os
import stat

_BINARY = getattr(os, "O_BINARY", 0)
# Where the system names what is open already; a redirected /dev/stdout may be a regular file.
_OPEN = frozenset({"/dev", "/dev/fd", "/proc/self/fd"})


def write(path: str, text: str) -> None:
    """Put ``text`` in the file ``path``, in place of what it held; its permissions stay.

    The text is written to a file beside it, which then takes its name: whoever looks sees the old content or the new
    one. Pipes and devices, such as ``/dev/stdout``, are written to as they are.

    Raises ``OSError`` when that is not possible, and for a link, be it the file itself or a folder that leads out of
    the working directory: who wrote the project would choose what is overwritten.
    """
    full = os.path.abspath(path)
    data = text.encode("utf-8", "backslashreplace")
    try:
        found = os.stat(full)
    except FileNotFoundError:
        found = None
    if (found is not None and not stat.S_ISREG(found.st_mode)) or os.path.dirname(full) in _OPEN:
        with open(os.open(full, os.O_WRONLY | os.O_APPEND | _BINARY), "wb") as file:
            file.write(data)
        return
    if os.path.islink(full):
        raise OSError(errno.ELOOP, "it is a link, and fitlint does not write through links", path)
    if _leads_out(os.path.dirname(full)):
        raise OSError(errno.ELOOP, "its folder is a link out of the working directory", path)
    _exchange(full, data, found)


def _leads_out(folder: str) -> bool:
    """Whether a folder lies below the working directory by its name and elsewhere in truth."""
    here = os.path.join(os.getcwd(), "")
    inside = os.path.join(folder, "").startswith(here)
    return inside and not os.path.join(os.path.realpath(folder), "").startswith(
        os.path.join(os.path.realpath(here), "")
    )


def _exchange(path: str, data: bytes, old: os.stat_result | None) -> None:
    beside = os.path.join(os.path.dirname(path), f".fitlint-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    descriptor = os.open(beside, flags, 0o666 if old is None else 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        if old is not None:
            os.chmod(beside, stat.S_IMODE(old.st_mode))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
