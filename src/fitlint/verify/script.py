"""``--run-script``: the user's own script is run up to the training of a finding, in a process of its own.

What comes back is the model as it really is and a sample of the real data, which then take the place of what was read
and of synthetic tasks. The parent only starts the process, waits, and reads what it wrote.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fitlint.catalog import RULES
from fitlint.verify.child import kill_group, search_path
from fitlint.verify.signals import held
from fitlint.verify.spec import VERSION, arrays_in, left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fitlint.finding import Finding
    from fitlint.verify.spec import Spec

SHARE = 0.5
"""Share of the budget that scripts may take before their training; the rest is for the experiments."""
_START = (
    "import json, sys; settings = json.loads(sys.argv[1]); sys.path += settings.pop('path'); "
    "from fitlint.verify.worker.witness import main; main(settings)"
)


def with_scripts(
    findings: Sequence[Finding], folder: str, seconds: float, told: Callable[[Finding, str], None]
) -> list[Finding]:
    """Run the script of each finding once and return the findings with what was seen in their specifications.

    ``folder`` is where samples are kept. A script that cannot be run leaves its findings as they are, with a note; one
    without a ``fit`` to stop at is not run, for nothing would keep it from going on to its end.
    """
    end = time.monotonic() + SHARE * seconds
    made = list(findings)
    scripts: dict[str, list[int]] = {}
    for index, finding in enumerate(findings):
        recipe = RULES[finding.code].verify
        if finding.spec is not None and recipe is not None and recipe.trains:
            scripts.setdefault(finding.spec["origin"], []).append(index)
    for origin, indexes in scripts.items():
        specs = {index: dict(made[index].spec or {}) for index in indexes}
        places = [spec["trained_at"] for spec in specs.values() if spec["trained_at"] is not None]
        own, left = os.path.join(folder, str(indexes[0])), end - time.monotonic()
        os.mkdir(own)
        seen: dict[str, Any]
        if not origin.endswith(".py") or not os.path.isfile(origin):
            seen = {"why": "only scripts are run"}
        elif not places:
            seen = {"why": "no `fit` is known at which it could be stopped"}
        elif left < 1:
            seen = {"why": "half the budget is spent; --verify-budget SECONDS gives more"}
        else:
            told(made[indexes[0]], f"running {origin}")
            seen = _witnessed(os.path.abspath(origin), places, own, left)
        reached = places[seen["place"]] if "place" in seen else None
        for index, spec in specs.items():
            made[index] = replace(made[index], spec=_with(spec, seen, reached, own))
    return made


def _witnessed(script: str, places: Sequence[Any], folder: str, seconds: float) -> dict[str, Any]:
    """Run a script and return what it wrote; ``"why"`` says why there is nothing."""
    there = [(os.path.abspath(file), first, last) for file, first, last in places]
    settings = {"script": script, "places": there, "folder": folder, "path": search_path()}
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
            )
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return {"why": f"it did not get to the training within {seconds:.0f} s; --verify-budget SECONDS gives more"}
    finally:
        if process is not None:
            kill_group(process)
            process.wait()
    try:
        with open(os.path.join(folder, "witness.json"), encoding="utf-8") as file:
            seen: dict[str, Any] = json.load(file)
    except (OSError, ValueError):
        return {"why": f"it ended with status {process.returncode}"}
    return seen


def _with(spec: Spec, seen: Mapping[str, Any], reached: Sequence[Any] | None, folder: str) -> Spec:
    """Return a specification with what was seen of the model and its data in the place of what was read.

    ``reached`` is the place of the training that was seen, None when there is none.
    """
    origin = spec["origin"]
    if reached is None:
        return _noted(spec, f"nothing was taken from a run of {origin}: {seen['why']}")
    if spec["trained_at"] != reached:
        return _noted(spec, f"{origin} was run, but only up to the training of another model")
    data = arrays_in(os.path.join(folder, "data.npz"))
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


def _noted(spec: Spec, note: str) -> Spec:
    return {**spec, "notes": [*spec.get("notes", ()), note]}
