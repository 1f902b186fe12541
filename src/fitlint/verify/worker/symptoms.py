"""What a sick network looks like inside: explanations beside a verdict, never its reason.

Oscillating losses and the ratio of updates to weights are left out on purpose: they told harm no better than chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from fitlint.vocabulary import CONVOLUTION, DENSE

if TYPE_CHECKING:
    from fitlint.verify.worker.lab import Training

SAMPLES = 512
"""Held-out samples that a unit must answer with 0 to count as dead."""


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
    weights = training.network.trainer.model.trainable_weights
    gradients = training.gradients()
    norms = [float(np.linalg.norm(g)) for w, g in zip(weights, gradients, strict=True) if len(w.shape) > 1]
    return norms[0] / norms[-1] if norms and norms[-1] > 0 else 1.0


def _is_relu(layer: Any) -> bool:
    if isinstance(layer, keras.layers.ReLU):
        return True
    named = type(layer).__name__ in DENSE | CONVOLUTION | {"Activation"}
    return named and getattr(layer, "activation", None) is keras.activations.relu


def _highest(answer: Any) -> Any:
    values = keras.ops.convert_to_numpy(answer)
    return values.reshape(-1, values.shape[-1]).max(0)
