"""What ends a run from outside: a request to terminate is obeyed as Ctrl-C is, with everything cleaned up."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

_ASKED = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Terminated(KeyboardInterrupt):
    """A request to terminate; the signal's number is its argument."""


def exit_status(interrupted: KeyboardInterrupt) -> int:
    """Return the exit status that shells give a process that a signal ended."""
    number = interrupted.args[0] if isinstance(interrupted, Terminated) else signal.SIGINT
    return 128 + int(number)


@contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """Raise :class:`Terminated` where SIGTERM or SIGHUP comes; a second one does not disturb the cleaning up.

    Where a signal is ignored (``nohup``), it stays so. Only the main thread can listen; elsewhere nothing changes.
    """
    heard = [number for number in _ASKED if _main() and signal.getsignal(number) == signal.SIG_DFL]

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        for other in heard:
            signal.signal(other, signal.SIG_IGN)
        raise Terminated(number)

    for number in heard:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def held() -> Iterator[None]:
    """Put off Ctrl-C and the like until the end of a passage: what it starts must be known to be cleaned up."""
    came: list[int] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ASKED) if _main()}
    handlers = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in handlers:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def _main() -> bool:
    return current_thread() is main_thread()
