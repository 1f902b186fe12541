"""Judging many files at once, in worker processes. A worker that dies or hangs costs its own file and nothing else."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from fitlint.judge import Job, Outcome, judge, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext

SECONDS_PER_FILE = 300.0  # by the clock; the worker itself bounds the time of its processor
_ORPHAN_SECONDS = 5.0

_DIED = "the process that read it died; please report it"
_HUNG = f"not read within {SECONDS_PER_FILE:.0f} seconds"


def judge_all(jobs: Sequence[Job], workers: int, seconds: float = SECONDS_PER_FILE) -> Iterator[Outcome]:
    """Yield the outcome of each job, in no particular order, from at most ``workers`` processes.

    A file that takes longer than ``seconds`` is given up.
    """
    from multiprocessing import get_context
    from multiprocessing.connection import wait

    # Forking shares what is imported already; elsewhere than on Linux it is not safe or not there.
    linux = sys.platform == "linux"
    context: ForkContext | SpawnContext = get_context("fork") if linux else get_context("spawn")
    pending = sorted(jobs, key=_size)
    busy: dict[Connection, _Worker] = {}
    idle: list[_Worker] = []
    try:
        while pending or busy:
            while pending and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(context)
                worker.start(pending.pop())
                busy[worker.connection] = worker
            ready = wait(list(busy), timeout=max(0.0, min(w.started for w in busy.values()) + seconds - monotonic()))
            late = [connection for connection, worker in busy.items() if monotonic() - worker.started > seconds]
            for connection in [connection for connection in busy if connection in ready or connection in late]:
                worker = busy.pop(connection)
                outcome = worker.answer() if connection in ready else None
                if outcome is None:
                    worker.kill()
                    outcome = unreadable(worker.job, _DIED if connection in ready else _HUNG)
                else:
                    idle.append(worker)
                yield outcome
    finally:
        for worker in (*idle, *busy.values()):
            worker.kill()


class _Worker:
    """A process that judges one job after the other."""

    def __init__(self, context: ForkContext | SpawnContext) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.started = 0.0

    def start(self, job: Job) -> None:
        """Hand over a job."""
        self.job = job
        self.started = monotonic()
        self.connection.send(job)

    def answer(self) -> Outcome | None:
        """Return the outcome that is ready, or None when the process died instead."""
        try:
            outcome = self.connection.recv()
        except (EOFError, OSError):
            return None
        return outcome if isinstance(outcome, Outcome) else None

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def _serve(connection: Connection) -> None:
    """Judge what comes in until the parent is gone. Interrupts are the parent's to handle."""
    import signal

    import fitlint

    fitlint.owns_process = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    while True:
        # A pipe alone does not tell: workers forked later hold copies of its other end.
        while not connection.poll(_ORPHAN_SECONDS):
            if os.getppid() != parent:
                return
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(judge(job))


def _size(job: Job) -> int:
    try:
        return os.path.getsize(job.path)
    except OSError:
        return 0
