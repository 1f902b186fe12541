"""First weights drawn by NumPy, so that an experiment starts from the same ones whatever Keras runs on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RANDOM = (
    keras.initializers.Orthogonal,
    keras.initializers.RandomNormal,
    keras.initializers.RandomUniform,
    keras.initializers.TruncatedNormal,
    keras.initializers.VarianceScaling,
)
_TRUNCATED = 0.87962566103423978
"""Standard deviation of a normal distribution cut off at two standard deviations."""


class Drawn(keras.initializers.Initializer):  # type: ignore[misc, unused-ignore]  # Keras is not typed
    """Draws from the distribution of a random initializer of Keras, with a generator that all layers share."""

    def __init__(self, like: Any, random: np.random.Generator) -> None:
        self.like = like
        self.random = random

    def __call__(self, shape: Sequence[int], dtype: Any = None, **_: Any) -> Any:
        """Return a tensor of first weights."""
        values = draw(self.like, tuple(shape), self.random)
        if values is None:
            return self.like(shape, dtype=dtype)
        return keras.ops.convert_to_tensor(values.astype(np.float32), dtype=dtype)

    def clone(self) -> Drawn:
        """Return itself: layers clone initializers so that each draws anew, which this one does anyway."""
        return self

    def get_config(self) -> dict[str, Any]:
        """Return what makes another one that draws from the same generator, as layers of layers do."""
        return {"like": self.like, "random": self.random}


def draw_in_numpy(layer: Any, random: np.random.Generator) -> None:
    """Replace the random initializers of a layer that was not built yet, and of the layers and cells inside it."""
    for part in layer._flatten_layers():
        for name, value in list(vars(part).items()):
            if isinstance(value, _RANDOM):
                setattr(part, name, Drawn(value, random))


def draw(like: Any, shape: tuple[int, ...], random: np.random.Generator) -> NDArray[Any] | None:
    """Return values as an initializer of Keras would draw them; None for one whose distribution is not known here."""
    if isinstance(like, keras.initializers.VarianceScaling):
        return _variance_scaling(like, shape, random)
    if isinstance(like, keras.initializers.RandomUniform):
        return random.uniform(like.minval, like.maxval, shape)
    if isinstance(like, keras.initializers.TruncatedNormal):
        return _truncated(like.mean, like.stddev, shape, random)
    if isinstance(like, keras.initializers.RandomNormal):
        return random.normal(like.mean, like.stddev, shape)
    if isinstance(like, keras.initializers.Orthogonal) and len(shape) >= 2:
        return _orthogonal(like.gain, shape, random)
    return None


def _variance_scaling(like: Any, shape: tuple[int, ...], random: np.random.Generator) -> NDArray[Any]:
    fan_in, fan_out = _fans(shape)
    fan = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[like.mode]
    variance = like.scale / max(1.0, fan)
    if like.distribution == "uniform":
        limit = math.sqrt(3 * variance)
        return random.uniform(-limit, limit, shape)
    if like.distribution == "untruncated_normal":
        return random.normal(0, math.sqrt(variance), shape)
    return _truncated(0, math.sqrt(variance) / _TRUNCATED, shape, random)


def _fans(shape: tuple[int, ...]) -> tuple[float, float]:
    """The number of values that go into and come out of a kernel, as Keras counts them."""
    if len(shape) < 2:
        size = float(shape[0]) if shape else 1.0
        return size, size
    field = math.prod(shape[:-2])
    return float(shape[-2] * field), float(shape[-1] * field)


def _truncated(mean: float, spread: float, shape: tuple[int, ...], random: np.random.Generator) -> NDArray[Any]:
    values = random.standard_normal(shape)
    while (outside := np.abs(values) > 2).any():
        values[outside] = random.standard_normal(int(outside.sum()))
    return np.asarray(mean + spread * values)


def _orthogonal(gain: float, shape: tuple[int, ...], random: np.random.Generator) -> NDArray[Any]:
    rows, columns = math.prod(shape[:-1]), shape[-1]
    q, r = np.linalg.qr(random.standard_normal((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))
    return np.asarray(gain * (q.T if rows < columns else q)[:rows, :columns].reshape(shape))
