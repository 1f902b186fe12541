"""What reading one file may take of memory and time, whatever stands in the file.

Two bounds hold memory. Resident size is watched while a script is read, wherever the system tells it. The limit of the
process, where there is one, makes a single huge step fail; it is put back afterwards, for the process may be another's.
In a process with other threads neither is used, for what grows there may be theirs. Processor time is watched as well,
and by a timer in processes of fitlint's own.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import contextmanager, suppress
from threading import active_count, local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GROWTH = 800_000_000
"""Bytes by which the resident size may grow while one file is read."""
HEADROOM = 1_000_000_000
"""Bytes of address space that one file may ask for."""
SECONDS = 60.0
"""Seconds of processor time for one file."""
_RESERVE = 200_000_000  # bytes to tell what was read, when the rest is spent
_GARBAGE = 200_000_000  # growth that is worth a collection before the next file

MEMORY = "it takes more memory than fitlint gives one file"
TIME = "it takes more time than fitlint gives one file"


class OutOfTime(Exception):  # noqa: N818 - a signal, not an error
    """The seconds for this file are spent."""


class _State(local):
    """The bounds in force, in this thread. ``resident`` is None where other threads may grow the process."""

    active = False
    resident: int | None = None
    ends = 0.0
    wider: Callable[[], None] | None = None


_state = _State()


def spent(error: BaseException) -> str:
    """Say what a file has spent, by the exception that ended it."""
    return TIME if isinstance(error, OutOfTime) else MEMORY


@contextmanager
def held() -> Iterator[None]:
    """Hold what happens inside to the bounds. ``MemoryError`` and :class:`OutOfTime` are raised when they are reached.

    Inside another one it changes nothing.
    """
    if _state.active:
        yield
        return
    _state.active, _state.ends = True, time.thread_time() + SECONDS
    _state.resident = _resident() if active_count() == 1 else None
    try:
        with _limit(), _timer():
            yield
    finally:
        _state.active, _state.wider = False, None
        if _growth() > _GARBAGE:
            gc.collect()


def watch() -> None:
    """Raise ``MemoryError`` or :class:`OutOfTime` when the bounds in force are reached; cheap enough to ask often."""
    if not _state.active:
        return
    if _growth() > GROWTH:
        raise MemoryError
    if time.thread_time() > _state.ends:
        raise OutOfTime


def relax() -> None:
    """Give what is needed to tell what was read before a bound was reached."""
    if _state.resident is not None:
        _state.resident += _RESERVE
    _state.ends += SECONDS / 2
    if _state.wider is not None:
        _state.wider()
        _state.wider = None


def _growth() -> int:
    return 0 if _state.resident is None else _resident() - _state.resident


if sys.platform == "linux":
    _PAGE = os.sysconf("SC_PAGE_SIZE")

    def _sizes() -> tuple[int, int]:
        """Return the address space and the resident size of this process, in bytes."""
        with open("/proc/self/statm", "rb", buffering=0) as file:
            size, resident, *_ = file.read().split()
        return int(size) * _PAGE, int(resident) * _PAGE

    def _resident() -> int:
        try:
            return _sizes()[1]
        except OSError:  # no /proc here
            return 0
elif sys.platform == "win32":

    def _resident() -> int:
        """Return the size of the working set, in bytes."""
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize")),
                *((f"quota{number}", ctypes.c_size_t) for number in range(6)),
            )

        counters = Counters(cb=ctypes.sizeof(Counters))
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
        told = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
        return int(counters.WorkingSetSize) if told else 0
else:

    def _resident() -> int:
        """Return the highest resident size so far: macOS counts bytes, the BSDs kilobytes."""
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def afford(size: int) -> None:
    """Raise ``MemoryError`` when there is no room for ``size`` bytes more: a native parser that finds none aborts."""
    if _state.active and _growth() + size > HEADROOM:
        raise MemoryError


@contextmanager
def _limit() -> Iterator[None]:
    """Lower the limit of the address space to what is in use and the headroom, if nothing else runs in this process."""
    if sys.platform != "linux" or active_count() > 1:
        yield
        return
    import resource

    kind = resource.RLIMIT_AS
    soft, hard = resource.getrlimit(kind)
    try:
        bound = _sizes()[0] + HEADROOM
    except OSError:
        yield
        return
    if soft != resource.RLIM_INFINITY and soft <= bound:
        yield
        return

    def set_to(size: int) -> None:
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (size, hard))

    _state.wider = lambda: set_to(bound + _RESERVE if soft == resource.RLIM_INFINITY else min(soft, bound + _RESERVE))
    set_to(bound)
    try:
        yield
    finally:
        set_to(soft)


@contextmanager
def _timer() -> Iterator[None]:
    """Raise :class:`OutOfTime` wherever the process is when its time for the file is spent."""
    import signal

    own = getattr(sys.modules.get("fitlint"), "owns_process", False) and active_count() == 1
    if sys.platform == "win32" or not own:
        yield
        return

    def ring(*_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS / 2)
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
