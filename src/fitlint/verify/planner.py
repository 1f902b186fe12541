"""From findings to verdicts: which experiment tests which finding, in which order, and for how long."""

from __future__ import annotations

import json
import os
import time
from copy import deepcopy
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.catalog import RULES
from fitlint.finding import SEVERITIES, Curve, Verification
from fitlint.verify.child import Child, Died
from fitlint.verify.fixes import ENABLING
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
    """The findings in their order, with verdicts, and the engine that gave them (None when none was needed)."""

    findings: tuple[Finding, ...]
    engine: Engine | None


class NoGpu(Exception):  # noqa: N818 - it reads as what it says
    """A GPU was asked for and the engine sees none. The message says what it sees."""


def verify(
    findings: Iterable[Finding],
    wishes: Wishes,
    backend: str,
    told: Callable[[Finding, str], None] = lambda finding, text: None,
) -> Verified:
    """Give each finding a verdict. Nothing is lost: what cannot be tested says why.

    ``told`` hears of each finding while it is tested, and of its verdict with an empty text. Raises :class:`NoGpu`.
    """
    found = list(findings)
    verdicts: dict[int, Verification] = {}
    began = time.monotonic()
    with Child(backend, wishes.device, download=wishes.download) as child, TemporaryDirectory("-fitlint") as folder:
        if wishes.run:
            found = with_scripts(found, folder, wishes.budget, told)
        plan = _Plan(found, wishes, began + wishes.budget)
        for index in plan.order:
            verdicts[index] = plan.verdict(index, child, told)
            told(replace(found[index], verification=verdicts[index]), "")
    done = tuple(replace(finding, verification=verdicts.get(i)) for i, finding in enumerate(found))
    return Verified(done, plan.engine)


class _Plan:
    """The experiments of one run."""

    def __init__(self, findings: Sequence[Finding], wishes: Wishes, end: float) -> None:
        self.findings = findings
        self.wishes = wishes
        self.engine: Engine | None = None
        self.deaths = 0
        self.tested = 0
        self.end = end
        self.known: dict[str, Verification] = {}
        self.open = [i for i, finding in enumerate(findings) if _untestable(finding) is None]
        tested = [i for i, finding in enumerate(findings) if RULES[finding.code].verify is not None]
        self.order = sorted(tested, key=lambda i: (-SEVERITIES.index(findings[i].severity), i))

    def verdict(self, index: int, child: Child, told: Callable[[Finding, str], None]) -> Verification:
        """Test one finding."""
        finding = self.findings[index]
        why = _untestable(finding)
        if why is not None:
            return Verification("not-verifiable", why, notes=tuple((finding.spec or {}).get("notes", ())))
        request = self._request(index)
        key = json.dumps({**request, "id": 0}, sort_keys=True)
        if key not in self.known:
            self.known[key] = self._tested(finding, request, child, lambda text: told(finding, text))
        self.open.remove(index)
        return self.known[key]

    def _tested(
        self, finding: Finding, request: Mapping[str, Any], child: Child, progress: Callable[[str], None]
    ) -> Verification:
        began = time.monotonic()
        if self.deaths >= MOST_DEATHS:
            return Verification("not-verifiable", "The worker ended too often; it is not started again.")
        try:
            if child.engine is None:
                progress("starting the engine")
                self.engine = child.start()
                self._check_device(self.engine)
            left = self.end - time.monotonic()
            share = max(left / len(self.open), min(LEAST, left))
            if share < min(1.0, self.wishes.budget):
                spent = f"The budget of {self.wishes.budget:g} s is spent"
                return Verification("not-verifiable", f"{spent}; --verify-budget SECONDS gives more.")
            result = child.ask(request, share, progress)
        except Died as died:
            self.deaths += 1
            return Verification("not-verifiable", f"Not tested: {died}.", seconds=time.monotonic() - began)
        self.tested += 1
        if self.tested % RENEWED_AFTER == 0:
            child.kill()
        device = self.engine.device if self.engine is not None else ""
        try:
            found = _verification(result)
        except (KeyError, TypeError) as error:
            return Verification("not-verifiable", f"The worker's answer is not understood ({error!r}).")
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
            "id": index,
            "experiment": recipe.experiment,
            "parameters": dict(recipe.parameters),
            "spec": absolute(finding.spec),
            "file": ",".join(os.path.abspath(part) for part in self.wishes.file.split(",")) if self.wishes.file else "",
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
    stack = [recipe for recipe in made.get("data", {}).values() if isinstance(recipe, dict)]
    while stack:
        recipe = stack.pop()
        stack.extend(recipe["sources"])
        if "file" in recipe["settings"]:
            recipe["settings"]["file"] = os.path.abspath(recipe["settings"]["file"])
    return made


def _verification(result: Mapping[str, Any]) -> Verification:
    curves = tuple(
        Curve(**{**curve, "steps": tuple(curve["steps"]), "values": tuple(curve["values"])})
        for curve in result["curves"]
    )
    return Verification(**{**result, "curves": curves, "notes": tuple(result["notes"])})
