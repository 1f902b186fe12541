"""What a sick network looks like inside: explanations beside a verdict, never its reason.

Oscillating losses and the ratio of updates to weights are left out on purpose: they told harm no better than chance.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from fitlint.vocabulary import CONVOLUTION, DENSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fitlint.verify.worker.lab import Training

SAMPLES = 512
"""Samples that a unit must answer with 0 to count as dead, and those of the loss whose curvature is measured."""
STEP = 1e-3
"""Half the distance between two gradients that are compared, as a share of the size of all weights."""
PATIENCE = 3.0
MOST_ROUNDS, CONVERGED = 40, 0.02
"""Rounds of the power iteration, and the relative change between two of them at which it has found its number."""


def dead_units(training: Training) -> float:
    """Return the share of units behind a ReLU that are 0 on all samples held out; 0 when there is no ReLU."""
    model = training.network.trainer.model
    outputs = [layer.output for layer in model.layers if _is_relu(layer)]
    if not outputs:
        return 0.0
    training.restore()
    inside = keras.Model(model.inputs, outputs)
    xs = [keras.ops.convert_to_tensor(x[:SAMPLES]) for x in training.dataset.held_xs]
    answers = inside(xs[0] if len(xs) == 1 else xs, training=False)
    answers = answers if isinstance(answers, (list, tuple)) else [answers]
    silent = [_highest(answer) <= 0 for answer in answers]
    return float(np.concatenate(silent).mean())


def fading(training: Training) -> float:
    """Return the norm of the loss's gradient by the first kernel over that by the last, on the first batch."""
    training.restore()
    weights = training.network.trainer.model.trainable_weights
    gradients = training.gradients()
    norms = [float(np.linalg.norm(g)) for w, g in zip(weights, gradients, strict=True) if len(w.shape) > 1]
    return norms[0] / norms[-1] if norms and norms[-1] > 0 else 1.0


def largest_stable_rate(training: Training, seconds: float = PATIENCE) -> float | None:
    """Return the rate above which steps of plain gradient descent overshoot, as the weights stand.

    None when it is not found in so many seconds: an explanation must not cost the verdict that it explains.

    It is 2 over the largest eigenvalue of the loss's Hessian (Cohen et al., Gradient descent on neural networks
    typically occurs at the edge of stability, 2021), found by power iteration on differences of gradients.
    """
    training.restore()
    weights = training.network.trainer.model.trainable_weights
    start = [keras.ops.convert_to_numpy(weight) for weight in weights]
    direction = _unit([np.random.default_rng(0).standard_normal(w.shape).astype(np.float32) for w in start])
    reach, before = STEP * (1 + _norm(start)), 0.0
    end = time.monotonic() + seconds
    for _ in range(MOST_ROUNDS):
        if time.monotonic() > end:
            return None
        ends = []
        for side in (reach, -reach):
            training.restore()
            for weight, first, part in zip(weights, start, direction, strict=True):
                weight.assign(first + side * part)
            ends.append(training.gradients(SAMPLES))
        curved = [(one - other) / (2 * reach) for one, other in zip(*ends, strict=True)]
        found = sum(float((a * b).sum()) for a, b in zip(curved, direction, strict=True))
        if not np.isfinite(found) or _norm(curved) == 0:
            return None
        if abs(found - before) < CONVERGED * abs(found):
            return 2 / found if found > 0 else None
        direction, before = _unit(curved), found
    return None


def _norm(parts: Sequence[NDArray[Any]]) -> float:
    return math.sqrt(sum(float(np.square(part, dtype=np.float64).sum()) for part in parts))


def _unit(parts: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
    size = _norm(parts)
    return [part / size for part in parts]


def _is_relu(layer: Any) -> bool:
    if isinstance(layer, keras.layers.ReLU):
        return True
    named = type(layer).__name__ in DENSE | CONVOLUTION | {"Activation"}
    return named and getattr(layer, "activation", None) is keras.activations.relu


def _highest(answer: Any) -> Any:
    values = keras.ops.convert_to_numpy(answer)
    return values.reshape(-1, values.shape[-1]).max(0)
