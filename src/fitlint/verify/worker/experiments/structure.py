"""FIT303: is the block between two weight layers linear? Told exactly at the first weights, without training.

Linear blocks have a defect of 5e-7 in 32-bit arithmetic, a sigmoid one of 0.18; f(2x) - 2 f(x) + f(0) would miss a ReLU
without biases.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import keras
import numpy as np

from fitlint.finding import Verification
from fitlint.verify import sizes
from fitlint.verify.worker import networks
from fitlint.verify.worker.experiments.common import sentence
from fitlint.vocabulary import CONVOLUTION, DENSE

if TYPE_CHECKING:
    from fitlint.verify.spec import Spec
    from fitlint.verify.worker.bench import Job
    from fitlint.verify.worker.lab import Lab

SAMPLES = 64


def run(lab: Lab, job: Job) -> Verification:
    """Measure how far the block behind the flagged layer is from additive: f(x+y) - f(x) - f(y) + f(0)."""
    start = job.spec["flagged"]
    if start is None:
        return Verification("not-verifiable", "Which layer it is about is not known.")
    end = _next_weights(job.spec, start)
    if end is None:
        return Verification("not-verifiable", "No layer with weights stands behind it.")
    spec = deepcopy(sizes.filled(sizes.shrunk(sizes.fed_with_vectors(job.spec))))
    spec["layers"][end]["config"]["activation"] = "linear"
    defects = [_defect(spec, start, end, seed) for seed in job.seeds]
    lab.clock.check()
    found = all(defect < job.parameters["linear_below"] for defect in defects)
    first, last = spec["layers"][start]["class"], spec["layers"][end]["class"]
    shown = f"in the block from {first} to {last} f(x+y) - f(x) - f(y) + f(0) is {max(defects):.0e} of its size"
    between = {layer["class"] for layer in spec["layers"][start:end]}
    bent = "max-pooling bends it" if any("Max" in kind for kind in between) else "it is not linear"
    reason = f"{shown}: {'two linear layers in a row are one' if found else bent}"
    effect = {"measure": "relative defect of additivity", "max": max(defects), "min": min(defects)}
    return Verification("confirmed" if found else "refuted", sentence(reason), "structure", effect, len(job.seeds))


def _defect(spec: Spec, start: int, end: int, seed: int) -> float:
    """Return the defect relative to the size of what comes out."""
    made = networks.tensors(spec, seed)
    source = made[spec["layers"][start]["inputs"][0]]
    block = keras.Model(source, made[end])
    random = np.random.default_rng(seed)
    shape = (SAMPLES, *(size or sizes.UNKNOWN_LENGTH for size in source.shape[1:]))
    x, y = (random.standard_normal(shape).astype(np.float32) for _ in range(2))

    def f(values: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        answer = block(keras.ops.convert_to_tensor(values), training=False)
        return np.asarray(keras.ops.convert_to_numpy(answer), np.float64)

    both = f(x + y)
    defect = np.abs(both - f(x) - f(y) + f(np.zeros_like(x)))
    return float(defect.max() / (np.abs(both).max() + 1e-12))


def _next_weights(spec: Spec, start: int) -> int | None:
    """The first layer with weights behind a layer."""
    reached = {start}
    for index in range(start + 1, len(spec["layers"])):
        if reached & set(spec["layers"][index]["inputs"]):
            if spec["layers"][index]["class"] in DENSE | CONVOLUTION:
                return index
            reached.add(index)
    return None
