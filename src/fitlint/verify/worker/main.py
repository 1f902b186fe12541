"""The child process: one JSON object a line comes in, one or more go out, until the input ends.

Replies leave on a private descriptor; descriptor 1 points at standard error, so that what libraries print cannot
spoil them. The first line out says that the engine is ready, or why it is not.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from fitlint.verify import handing
from fitlint.verify.worker import downloads, walls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fitlint.verify.worker.lab import Lab

PROTOCOL = 1
_PROGRESS_EVERY = 0.1  # seconds


def main(settings: Mapping[str, Any]) -> None:
    """Serve experiments.

    ``settings`` has ``"memory"`` (bytes of address space; 0 for no limit), ``"device"``, ``"download"``: whether data
    sets may be fetched, ``"walled"``: whether the right to open files is given up, and ``"files"``: the descriptor of
    the socket through which they come (None where there is none).
    """
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(**message: Any) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    walls.die_with_parent()
    offline = walls.leave(network=settings["download"])
    walls.limit_files()
    walled = settings["walled"] and settings["files"] is not None
    confined = walled and walls.confine(os.getcwd(), os.environ["FITLINT_DATASETS"], network=settings["download"])
    if settings["device"] == "cpu":
        walls.limit_memory(settings["memory"])
    from fitlint.verify.worker import engine

    try:
        found = engine.description()
    except Exception as error:  # whatever a broken installation raises
        traceback.print_exc()
        say(failed=engine.refusal(error), confined=confined)
        return
    if found["device"] == "cpu":
        walls.limit_memory(settings["memory"])
    say(ready={**found, "offline": offline, "confined": confined, "protocol": PROTOCOL})
    from fitlint.verify.worker import stored
    from fitlint.verify.worker.lab import Clock, Lab

    lab = Lab(Clock(0, lambda text: None))
    files = socket.socket(fileno=settings["files"]) if settings["files"] is not None else None
    for line in sys.stdin:
        request = json.loads(line)
        if files is not None:
            stored.take(handing.receive(request["handed"], files))
        result, sound = _answer(request, lab, say)
        if sound:  # trainings that the time did not suffice for are gone on with if they are asked for again
            lab.tidy()
        else:
            lab = Lab(lab.clock)
        say(id=request["id"], result=result, fetched=downloads.fetched)
        downloads.fetched.clear()


def _answer(request: Mapping[str, Any], lab: Lab, say: Callable[..., None]) -> tuple[dict[str, Any], bool]:
    """Run one experiment; returns the result, and whether nothing broke."""
    from fitlint.finding import Verification
    from fitlint.verify.layers import Unbuildable
    from fitlint.verify.worker import engine, experiments, sentences, tables
    from fitlint.verify.worker.bench import Job, user_file
    from fitlint.verify.worker.lab import Clock, OutOfTime

    last = [0.0]
    sound = False

    def progress(text: str) -> None:
        if time.monotonic() - last[0] > _PROGRESS_EVERY:
            last[0] = time.monotonic()
            say(id=request["id"], progress=text)

    seconds = request["seconds"]
    try:
        data = user_file(request["file"], request["target"]) if request["file"] else {}
        job = Job(request["spec"], request["parameters"], data, request["others"])
        lab.clock = Clock(seconds, progress, request.get("wall"))
        found = experiments.run(request["experiment"], lab, job)
        found = found._replace(notes=(*job.spec["notes"], *found.notes))
        sound = True
    except OutOfTime:
        reason = (
            f"Not one seed was finished within its {seconds:.0f} s of the budget; --verify-budget SECONDS gives more."
        )
        found, sound = Verification("inconclusive", reason), True
    except Unbuildable as error:
        found = Verification("not-verifiable", f"It cannot be rebuilt: {error}.")
    except tables.DataError as error:
        found = Verification("not-verifiable", f"The data cannot be used: {error}.")
    except Exception as error:
        if engine.out_of_memory(error):
            found = Verification("not-verifiable", "The experiment ran out of memory.")
        else:
            found = Verification("not-verifiable", f"The engine failed: {sentences.of_keras(error)}.")
            traceback.print_exc()
    return {**found._asdict(), "curves": [curve._asdict() for curve in found.curves]}, sound
