"""``--run-script``: the user's own script is run up to the training of a finding, in a process of its own.

What comes back is the model as it really is and a sample of the real data, which then take the place of what was read
and of synthetic tasks. The parent only starts the process, waits, and reads what it wrote. What the script itself
writes lands in a layer over its project that is thrown away, or, where there can be none, is named.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from fitlint.catalog import RULES
from fitlint.files import project_root
from fitlint.verify.changes import changed_since, snapshot
from fitlint.verify.child import kill_group, search_path
from fitlint.verify.signals import held
from fitlint.verify.spec import VERSION, arrays_in, left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fitlint.finding import Finding
    from fitlint.verify.spec import Spec

SHARE = 0.5
"""Share of the budget that scripts may take before their training; the rest is for the experiments."""
# The layer comes first: NumPy has threads, and a process that has some gets no layer.
_START = (
    "import json, sys; settings = json.loads(sys.argv[1]); sys.path += settings.pop('path'); "
    "from fitlint.verify.worker.layer import cover; covered = cover(*settings.pop('layer')); "
    "from fitlint.verify.worker.witness import main; main(settings, covered=covered)"
)


class Ran(NamedTuple):
    """The findings with what was seen, and a sentence on each script about what became of what it wrote."""

    findings: list[Finding]
    remarks: list[str]


def with_scripts(
    findings: Sequence[Finding], seconds: float, told: Callable[[Finding, str], None], kept: ExitStack
) -> Ran:
    """Run the script of each finding once and return the findings with what was seen in their specifications.

    Samples are in files without a name, which last as long as ``kept``. A script that cannot be run leaves its
    findings as they are, with a note; one without a ``fit`` to stop at is not run, for nothing would keep it from going
    on to its end.
    """
    end = time.monotonic() + SHARE * seconds
    made, remarks = list(findings), []
    scripts: dict[str, list[int]] = {}
    for index, finding in enumerate(findings):
        recipe = RULES[finding.code].verify
        if finding.spec is not None and recipe is not None and recipe.trains:
            scripts.setdefault(finding.spec["origin"], []).append(index)
    for origin, indexes in scripts.items():
        specs = {index: dict(made[index].spec or {}) for index in indexes}
        places = [spec["trained_at"] for spec in specs.values() if spec["trained_at"] is not None]
        left = end - time.monotonic()
        samples, notes = _nameless(kept), []
        seen: dict[str, Any]
        if not origin.endswith(".py") or not os.path.isfile(origin):
            seen = {"why": "only scripts are run"}
        elif not places:
            seen = {"why": "no `fit` is known at which it could be stopped"}
        elif left < 1:
            seen = {"why": "half the budget is spent; --verify-budget SECONDS gives more"}
        else:
            told(made[indexes[0]], f"running {origin}")
            seen, became = _witnessed(os.path.abspath(origin), places, samples, left)
            remarks.append(f"{origin} was run {became}.")
            notes = [] if became == _COVERED else [f"{origin} was run {became}"]
        reached = places[seen["place"]] if "place" in seen else None
        for index, spec in specs.items():
            made[index] = replace(made[index], spec=_noted(_with(spec, seen, reached, samples), *notes))
    return Ran(made, remarks)


_COVERED = "on a layer over its project, and what it wrote there is thrown away"


def _witnessed(script: str, places: Sequence[Any], samples: IO[bytes], seconds: float) -> tuple[dict[str, Any], str]:
    """Run a script and return what was seen (``"why"`` says why there is nothing), and what became of its files."""
    project = os.path.realpath(project_root(script))
    before = snapshot(project)
    with TemporaryDirectory(prefix="fitlint-layer-") as folder, ExitStack() as short:
        report = _nameless(short)
        there = [(os.path.abspath(file), first, last) for file, first, last in places]
        settings = {
            "script": script,
            "places": there,
            "report": _handed(report),
            "samples": _handed(samples),
            "path": search_path(),
            "layer": [project, folder],
        }
        why = _run(settings, (report, samples), seconds)
        report.seek(0)
        covered, _, text = report.read().decode("utf-8").partition("\n")
    became = _COVERED if covered == "covered" else f"in its project: {changed_since(before)}"
    try:
        seen: dict[str, Any] = json.loads(text)
    except ValueError:
        return {"why": why}, became
    return seen, became


def _run(settings: Mapping[str, Any], files: Sequence[IO[bytes]], seconds: float) -> str:
    """Run a script to its end or until the time is spent; returns what to say if it has written nothing."""
    process = None
    try:
        with held():
            process = subprocess.Popen(  # noqa: S603 - our own interpreter; the script is the user's, who asked for it
                [sys.executable, "-c", _START, json.dumps(settings)],
                env={"MPLBACKEND": "Agg", **os.environ},  # nobody is there to close a window of matplotlib
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("FITLINT_TRACEBACK") else subprocess.DEVNULL,
                start_new_session=True,
                text=True,
                pass_fds=() if sys.platform == "win32" else [file.fileno() for file in files],
            )
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"it did not get to the training within {seconds:.0f} s; --verify-budget SECONDS gives more"
    finally:
        if process is not None:
            kill_group(process)
            process.wait()
    return f"it ended with status {process.returncode}"


def _handed(file: IO[bytes]) -> int | str:
    """What another process opens a temporary file by: its descriptor; on Windows, where it has one, its name."""
    return str(file.name) if sys.platform == "win32" else file.fileno()


def _nameless(kept: ExitStack) -> IO[bytes]:
    """Open a temporary file that is gone with the last process that has it open; on Windows, with ``kept``."""
    if sys.platform != "win32":
        return kept.enter_context(TemporaryFile(prefix="fitlint-"))
    folder = kept.enter_context(TemporaryDirectory(prefix="fitlint-"))
    return kept.enter_context(open(os.path.join(folder, "file"), "w+b"))


def _with(spec: Spec, seen: Mapping[str, Any], reached: Sequence[Any] | None, samples: IO[bytes]) -> Spec:
    """Return a specification with what was seen of the model and its data in the place of what was read.

    ``reached`` is the place of the training that was seen, None when there is none.
    """
    origin = spec["origin"]
    if reached is None:
        return _noted(spec, f"nothing was taken from a run of {origin}: {seen['why']}")
    if spec["trained_at"] != reached:
        return _noted(spec, f"{origin} was run, but only up to the training of another model")
    data = arrays_in(_handed(samples))
    if seen["unclear"]:
        if "why" in spec:
            return {**spec, "why": seen["unclear"]}
        return _noted({**spec, "data": data}, f"the model as it was read, for {seen['unclear']}")
    made = {
        "version": VERSION,
        "origin": origin,
        "trained_at": reached,
        "flagged": None,
        "notes": left_out(seen["callbacks"]),
    }
    made |= {name: spec.get(name) for name in ("counts", "labels")}
    made |= {**seen["spec"], "fit": seen["fit"], "data": data}
    return _noted(made, f"the model and {seen['samples']:,} samples as {origin} made them when it ran")


def _noted(spec: Spec, *notes: str) -> Spec:
    return {**spec, "notes": [*spec.get("notes", ()), *notes]}
