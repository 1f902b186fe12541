"""Specifications made by hand or from short scripts, and requests for experiments on them."""

from __future__ import annotations

import os
import select
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fitlint.catalog import RULES
from fitlint.config import Configuration
from fitlint.engine import run

if TYPE_CHECKING:
    from pathlib import Path

    from fitlint.finding import Finding

HEAD = "import keras\nfrom keras import layers\n"


def dense(
    *units: int,
    activation: str = "relu",
    head: str = "sigmoid",
    outputs: int = 1,
    loss: str = "BinaryCrossentropy",
    optimizer: str = "Adam",
    rate: float = 0.001,
    inputs: int | None = 8,
    logits: bool = False,
) -> dict[str, Any]:
    """The specification of a stack of Dense layers."""
    layers: list[dict[str, Any]] = [
        {"class": "InputLayer", "config": {"shape": [inputs], "integers": False}, "inputs": []}
    ]
    for index, width in enumerate(units):
        layers.append({"class": "Dense", "config": {"units": width, "activation": activation}, "inputs": [index]})
    layers.append({"class": "Dense", "config": {"units": outputs, "activation": head}, "inputs": [len(units)]})
    fit = {"epochs": 20, "batch_size": 32, "steps_per_epoch": None, "class_weight": None}
    return {
        "version": 1,
        "origin": "train.py",
        "layers": layers,
        "output": len(layers) - 1,
        "optimizer": {"class": optimizer, "config": {"learning_rate": rate}},
        "loss": {"class": loss, "config": {"from_logits": True} if logits else {}},
        "fit": {**fit, "validated": False, "stops_early": False},
        "counts": None,
        "labels": None,
        "data": {"why": "there are none"},
        "flagged": None,
        "notes": [],
    }


def request(code: str, spec: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A request for the experiment of a rule, with some of its parameters changed."""
    recipe = RULES[code].verify
    assert recipe is not None
    return asked(recipe.experiment, spec, **{**recipe.parameters, **changes})


def asked(experiment: str, spec: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    """A request for an experiment by its name."""
    return {
        "id": 1,
        "experiment": experiment,
        "parameters": parameters,
        "spec": deepcopy(spec),
        "file": "",
        "target": "",
        "others": {},
    }


def findings(folder: Path, code: str, name: str = "train.py") -> list[Finding]:
    """The findings of a script with what the verifier rebuilds."""
    (folder / name).write_text(code, encoding="utf-8")
    return run([folder / name], Configuration(), specs=True).findings


def spec_of(folder: Path, body: str, optimizer: str = "keras.optimizers.Adam(0.5)", loss: str = '"mse"') -> Any:
    """The specification that comes with the FIT201 finding of a script."""
    code = f"{HEAD}{body}\nmodel.compile({optimizer}, {loss})\nmodel.fit(x, y, validation_split=0.1)\n"
    (found,) = [finding for finding in findings(folder, code) if finding.code == "FIT201"]
    return found.spec


def ends(pid: int) -> bool:
    """Wait for the end of a process that is not ours: until the system tells of it, and not for so many seconds.

    The limit only matters where it does not end at all.
    """
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 600)[0])
    finally:
        os.close(descriptor)
