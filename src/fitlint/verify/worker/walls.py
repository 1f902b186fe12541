"""What the worker gives up before it loads anything: the network, other files, size and number of what it makes.

Nothing here is needed for the experiments, which know no code of the user's; it is for the day when a library that
reads tables has a hole. Each wall is put up where the system has it, and what was put up is reported.
"""

from __future__ import annotations

import ctypes
import glob
import os
import signal
import sys
from contextlib import suppress

from fitlint.verify.worker import downloads

LARGEST_FILE = 2 * 1024**3
"""Bytes of a file that the worker may write: an unpacked CIFAR has 0.2 GB."""
MOST_PROCESSES = 1024
"""Processes and threads. A machine with 100 cores and 8 GPUs makes some hundred of them."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38

# Landlock: the numbers of its calls are the same on all machines, its rights are bits in the order of their arrival.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8
_DEVICES = 1 << 6 | 1 << 11  # making character and block devices
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
_TCP, _SCOPES = 0b11, 0b11  # binding and connecting; abstract sockets and signals

_LIBRARIES = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/opt", "/nix/store", "/gnu/store", "/run/opengl-driver")
_SYSTEM = (
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.preload", "/etc/localtime", "/etc/passwd",
    "/etc/group", "/etc/nsswitch.conf", "/etc/hosts", "/etc/host.conf", "/etc/resolv.conf", "/etc/gai.conf", "/etc/ssl",
    "/etc/pki", "/etc/ca-certificates", "/etc/mime.types", "/proc/self", "/proc/sys", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/stat", "/proc/version", "/proc/filesystems", "/proc/devices", "/proc/modules", "/proc/driver", "/sys",
    "/run/systemd/resolve",
)  # fmt: skip
_DEVICE_FILES = ("null", "zero", "full", "random", "urandom", "nvidia*", "nvidia-caps", "dri", "kfd", "dxg")


def die_with_parent() -> None:
    """On Linux: ask to be killed when the parent is, however it ends. Elsewhere the end of the input does it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def leave(*, network: bool) -> bool:
    """On Linux, become a user of our own, without rights over others; unless ``network``, without any way out as well.

    Returns whether the network is cut off. Where it is not to be used, downloads are refused in any case.
    """
    if not network:
        downloads.refuse()
    if not sys.platform.startswith("linux"):
        return False
    uid, gid = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | (0 if network else _NEW_NETWORK)):
        return False
    with suppress(OSError):  # ids that are not mapped are only shown differently
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    if _kernel() >= (5, 14):  # before that, the processes of all users of this id are counted
        import resource

        _limit(resource.RLIMIT_NPROC, MOST_PROCESSES)
    return not network


def limit_memory(size: int) -> None:
    """Limit the address space, so that a model that is too large fails in an orderly way. Not on Windows."""
    with suppress(ImportError):
        import resource

        if size:
            _limit(resource.RLIMIT_AS, size)


def limit_files() -> None:
    """Limit the size of each file that is written, and leave no image of the memory. Not on Windows."""
    with suppress(ImportError):
        import resource

        _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
        _limit(resource.RLIMIT_CORE, 0)


def confine(folder: str, readable: str, *, network: bool) -> bool:
    """By Landlock, write nowhere but below ``folder``, and open nothing else but libraries and the system's facts.

    ``readable`` is a folder that may be read besides. Returns whether the kernel does that. It holds for
    threads and processes that are started later, so that it comes before the engine is loaded.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rights = _RIGHTS[min(version, 3)]
    words = [rights, 0 if network else _TCP, _SCOPES][: 1 if version < 4 else 2 if version < 6 else 3]
    attributes = (ctypes.c_uint64 * len(words))(*words)
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(ctypes.sizeof(attributes)), 0)
    if rules < 0:
        return False
    try:
        _allow(libc, rules, folder, rights & ~_DEVICES)
        for path in (*_own_libraries(), *_LIBRARIES):
            _allow(libc, rules, path, _READ | _LIST | _EXECUTE)
        for path in (*_SYSTEM, readable):
            _allow(libc, rules, path, _READ | _LIST)
        for name in _DEVICE_FILES:
            for path in glob.glob(f"/dev/{name}"):
                _allow(libc, rules, path, _READ | _LIST | _WRITE)
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    """Allow ``rights`` on a file or all that is below a folder; nothing for what is not there."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            rights &= _READ | _WRITE | _EXECUTE
        libc.syscall(_ADD, rules, 1, ctypes.byref(_Beneath(rights, descriptor)), 0)
    finally:
        os.close(descriptor)


def _own_libraries() -> list[str]:
    """Where Python and its packages are, and where libraries are searched."""
    searched = [os.environ.get("CUDA_HOME", ""), *os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)]
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *searched]
    return [path for path in dict.fromkeys(map(os.path.realpath, filter(None, own))) if path != "/"]


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2] if part.isdigit())


def _limit(kind: int, size: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    import resource

    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or hard > size:
        with suppress(OSError, ValueError):  # macOS refuses some
            resource.setrlimit(kind, (size, size))
