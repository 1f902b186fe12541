"""From findings to verdicts: which experiment tests which finding, in which order, and for how long."""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.catalog import RULES
from fitlint.finding import SEVERITIES, Curve, Verification
from fitlint.verify.child import GRACE, START_SECONDS, Child, Died
from fitlint.verify.fixes import ENABLING
from fitlint.verify.handing import opening
from fitlint.verify.script import with_scripts
from fitlint.verify.sizes import monster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fitlint.finding import Finding
    from fitlint.verify.child import Engine

BUDGET = 120.0
"""Seconds for all experiments of a run, the import of the engine included."""
LEAST = 8.0
"""Seconds below which a share is not worth starting: the rest of the findings says so instead."""
MOST_DEATHS = 4
"""How often a worker may die: a machine on which it always does must come to an end."""
OVERTIME = 1.5
"""How many times its share an experiment may take in all while others keep the processors busy."""
COSTS = ("structure-nonlinearity", "memorize-samples", "compare-activations", "compare-learning-rates")
"""The experiments that take the least time, least first: so many verdicts are reached however short the time is."""
RENEWED_AFTER = 50
"""Experiments after which a worker is replaced: TensorFlow keeps about 5 MB of each model it has traced for good."""


class Wishes(NamedTuple):
    """What the command line asks for.

    ``file`` is the user's data, ``target`` the column of a csv to learn. ``run``: scripts may be run up to their
    training. ``download``: data sets of Keras may be fetched.
    """

    budget: float = BUDGET
    device: str = "auto"
    file: str = ""
    target: str = ""
    run: bool = False
    download: bool = False


class Verified(NamedTuple):
    """The findings in their order, with verdicts, and the engine that gave them (None when none was needed).

    ``remarks`` say of each script that was run what became of the files it wrote. ``stopped`` is what ended it before
    all had a verdict: Ctrl-C and the like, or a GPU that is not there.
    """

    findings: tuple[Finding, ...]
    engine: Engine | None
    remarks: tuple[str, ...] = ()
    stopped: KeyboardInterrupt | NoGpu | None = None


class NoGpu(Exception):  # noqa: N818 - it reads as what it says
    """A GPU was asked for and the engine sees none. The message says what it sees."""


def verify(
    findings: Iterable[Finding],
    wishes: Wishes,
    backend: str,
    told: Callable[[Finding, str], None] = lambda finding, text: None,
) -> Verified:
    """Give each finding a verdict. Nothing is lost: what cannot be tested says why.

    ``told`` hears of each finding while it is tested, and of its verdict with an empty text. What ends it early is no
    error: the verdicts reached until then count.
    """
    found = list(findings)
    end = time.monotonic() + wishes.budget
    remarks: list[str] = []
    plan, stopped = None, None
    with Child(backend, wishes.device, download=wishes.download) as child, ExitStack() as kept:
        try:
            if wishes.run:
                found, remarks = with_scripts(found, wishes.budget, told, kept)
            plan = _Plan(found, wishes, end, child, told)
            plan.run()
        except (KeyboardInterrupt, NoGpu) as error:
            stopped = error
    if plan is None:
        return Verified(tuple(found), None, tuple(remarks), stopped)
    done = tuple(replace(finding, verification=plan.verdicts.get(i)) for i, finding in enumerate(found))
    return Verified(done, plan.engine, tuple(remarks), stopped)


class _Plan:
    """The experiments of one run: those that take the least time first; equal ones once.

    What does not finish in its share of the budget is tried again when the others have left more of it.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        wishes: Wishes,
        end: float,
        child: Child,
        told: Callable[[Finding, str], None],
    ) -> None:
        self.findings = findings
        self.wishes = wishes
        self.child = child
        self.told = told
        self.engine: Engine | None = None
        self.verdicts: dict[int, Verification] = {}
        self._end = end
        self._deaths = 0
        self._asked = 0

    def run(self) -> None:
        """Give each finding that has an experiment a verdict."""
        tests: dict[str, list[int]] = {}
        for index in self._order():
            why = _untestable(self.findings[index])
            if why is not None:
                notes = tuple((self.findings[index].spec or {}).get("notes", ()))
                self._settle([index], Verification("not-verifiable", why, notes=notes))
            else:
                tests.setdefault(json.dumps(self._request(index), sort_keys=True), []).append(index)
        unfinished: dict[str, Verification] = {}
        for number, key in enumerate(tests):
            found = self._tested(key, tests[key][0], len(tests) - number)
            if found.unfinished:
                unfinished[key] = found
            else:
                self._settle(tests[key], found)
        for number, (key, found) in enumerate(unfinished.items()):
            waiting = len(unfinished) - number
            again = self._tested(key, tests[key][0], waiting) if self._share(waiting) >= LEAST else found
            self._settle(tests[key], again if again.basis else found)

    def _order(self) -> list[int]:
        recipes = [RULES[finding.code].verify for finding in self.findings]
        ranks = {
            index: (_cost(recipe.experiment), -SEVERITIES.index(self.findings[index].severity), index)
            for index, recipe in enumerate(recipes)
            if recipe is not None
        }
        return sorted(ranks, key=lambda index: ranks[index])

    def _settle(self, indexes: Iterable[int], verdict: Verification) -> None:
        for index in indexes:
            self.verdicts[index] = verdict
            self.told(replace(self.findings[index], verification=verdict), "")

    def _share(self, waiting: int) -> float:
        """The seconds for the first of so many tests that wait."""
        return max(self._left / waiting, min(LEAST, self._left))

    @property
    def _left(self) -> float:
        """The seconds until the budget is spent."""
        return self._end - time.monotonic()

    def _tested(self, key: str, index: int, waiting: int) -> Verification:
        finding, began = self.findings[index], time.monotonic()
        if self._deaths >= MOST_DEATHS:
            return Verification("not-verifiable", "The worker ended too often; it is not started again.")
        try:
            if self.child.engine is None and self._left > 0:
                self.told(finding, "starting the engine")
                self.engine = self.child.start(min(START_SECONDS, self._left + GRACE))
                self._check_device(self.engine)
            share = self._share(waiting)
            if share < min(1.0, self.wishes.budget):
                spent = f"The budget of {self.wishes.budget:g} s is spent"
                return Verification("not-verifiable", f"{spent}; --verify-budget SECONDS gives more.")
            request = {"id": index, **json.loads(key)}
            wall = min(OVERTIME * share, self._left)
            result = self.child.ask(request, share, lambda text: self.told(finding, text), wall)
        except Died as died:
            self._deaths += 1
            return Verification("not-verifiable", f"Not tested: {died}.", seconds=time.monotonic() - began)
        self._asked += 1
        if self._asked % RENEWED_AFTER == 0:
            self.child.kill()
        device = self.engine.device if self.engine is not None else ""
        try:
            found = _verification(result)
        except (KeyError, TypeError) as error:
            return Verification("not-verifiable", f"The worker's answer is not understood ({type(error).__name__}).")
        return found._replace(device=device, seconds=round(time.monotonic() - began, 2))

    def _check_device(self, engine: Engine) -> None:
        if self.wishes.device == "gpu" and not engine.gpus:
            built = {True: ", built with CUDA,", False: ", built without CUDA,", None: ""}[engine.cuda]
            seen = f"{engine.backend} {engine.version}{built} sees no GPU"
            raise NoGpu(f"--device gpu: {seen}; --device cpu works anywhere")

    def _request(self, index: int) -> dict[str, Any]:
        finding = self.findings[index]
        recipe = RULES[finding.code].verify
        if recipe is None or finding.spec is None:
            raise ValueError(f"{finding.code} has no experiment")
        return {
            "experiment": recipe.experiment,
            "parameters": dict(recipe.parameters),
            "spec": absolute(finding.spec),
            "file": ",".join(map(os.path.abspath, filter(None, self.wishes.file.split(",")))),
            "target": self.wishes.target,
            "others": self._others(finding),
        }

    def _others(self, finding: Finding) -> dict[str, str]:
        """The fixes of other findings about the same model that may keep it from learning."""
        mine = _model(finding)
        return {
            other.code: ENABLING[other.code]
            for other in self.findings
            if other.code in ENABLING and other.code != finding.code and _model(other) == mine
        }


def _cost(experiment: str) -> int:
    return COSTS.index(experiment) if experiment in COSTS else len(COSTS)


def _untestable(finding: Finding) -> str | None:
    """Why a finding cannot be tested; None when it can."""
    spec = finding.spec
    if spec is None:
        return "What the experiment would need is not known of this finding."
    if "why" in spec:
        return f"It cannot be rebuilt: {spec['why']}."
    large = monster(dict(spec))
    return f"It is too large to be rebuilt: {large}." if large else None


def _model(finding: Finding) -> str:
    """What tells one model from another: its file and its layers."""
    spec = finding.spec or {}
    return json.dumps([spec.get("origin"), spec.get("layers")])


def absolute(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification without its places and with absolute paths: the child works in a folder of its own."""
    made = {name: deepcopy(value) for name, value in spec.items() if name not in ("origin", "trained_at")}
    for settings in opening(made):
        if "file" in settings:
            settings["file"] = os.path.abspath(settings["file"])
    return made


def _verification(result: Mapping[str, Any]) -> Verification:
    curves = tuple(
        Curve(**{**curve, "steps": tuple(curve["steps"]), "values": tuple(curve["values"])})
        for curve in result["curves"]
    )
    return Verification(**{**result, "curves": curves, "notes": tuple(result["notes"])})
