"""The experiments: one module each, ``run(lab, job)`` returns what was found. Named as in ``rules/*.yaml``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fitlint.finding import Verification
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab

MODULES = {
    "compare-learning-rates": "rates",
    "compare-activations": "activations",
    "compare-class-balance": "balance",
    "compare-regularization": "regularization",
    "measure-blind-spot": "blind_spot",
    "structure-nonlinearity": "structure",
    "memorize-samples": "memorize",
}


def run(name: str, lab: Lab, job: Job) -> Verification:
    """Run an experiment by its name. Raises ``KeyError`` for one that does not exist."""
    found: Verification = import_module(f"{__name__}.{MODULES[name]}").run(lab, job)
    return found
