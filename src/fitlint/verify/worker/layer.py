"""A layer over the user's project, in which their script runs: what it writes there is not written to the project.

Linux alone has that, in namespaces of the process's own and where the system grants them to everybody. Nothing but the
standard library is imported here, for a process with threads gets none.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x20000
_RECURSIVE, _PRIVATE = 1 << 14, 1 << 18
_OPTIONS = "lowerdir=/proc/self/fd/{},upperdir=/proc/self/fd/{},workdir=/proc/self/fd/{},userxattr"


def cover(project: str, folder: str) -> bool:
    """Lay a layer over ``project`` for this process and those it starts; what is written there lands in ``folder``.

    Returns whether that worked. It is not tried where another file system is mounted inside the project: the layer
    would hide it.
    """
    if not sys.platform.startswith("linux") or project == "/" or _mounted_below(project):
        return False
    uid, gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_MOUNTS):
        return False
    try:
        with suppress(FileNotFoundError):  # before Linux 3.19
            _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{uid} {uid} 1")
        _write("/proc/self/gid_map", f"{gid} {gid} 1")
        here, opened = os.getcwd(), []
        for path in (project, os.path.join(folder, "upper"), os.path.join(folder, "work")):
            os.makedirs(path, exist_ok=True)
            opened.append(os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC))
    except OSError:
        return False
    options = _OPTIONS.format(*opened).encode()
    made = libc.mount(None, b"/", None, _RECURSIVE | _PRIVATE, None) == 0
    made = made and libc.mount(b"overlay", os.fsencode(project), b"overlay", 0, options) == 0
    for descriptor in opened:
        os.close(descriptor)
    if made:
        os.chdir(here)  # which is still the folder beneath
    return bool(made)


def _mounted_below(project: str) -> bool:
    """Whether a file system is mounted inside a folder; True where that cannot be told."""
    try:
        with open("/proc/self/mountinfo", "rb") as file:
            places = [row.split()[4].decode("unicode_escape").encode("latin-1") for row in file]
    except (OSError, IndexError):
        return True
    return any(place.startswith(os.path.join(os.fsencode(project), b"")) for place in places)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
