"""Synthetic data shaped like a model's inputs and targets: a random teacher, and two blobs for unequal classes."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from fitlint.verify.worker.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.verify.worker.targets import Targets

SAMPLES, HELD_OUT = 2048, 512
TEACHER_UNITS = 16
CAUSES, WAVES, NOISE = 4, 4, 0.2
"""Patterns in an image, the shortest wave among them in half waves a side, and the noise as a share of their spread.

With 12 patterns and a noise of 0.5, small convolutional and recurrent networks stayed near a constant answer whatever
their rate, and nothing was ever decided (75 cells of the grid); with these they learn about as fast as on real images.
"""
VALUES_A_CAUSE = 4
"""Values of a sample that there must be for each pattern, so that its strength can be told from the noise."""
DECAY = 1.0
"""Exponent of the power law by which the variances of correlated inputs fall, as in spectra of real tables."""
REFLECTIONS = 8


def teacher(
    shapes: Sequence[tuple[int, ...]], targets: Targets, *, correlated: bool, integers: Sequence[int | None]
) -> Dataset:
    """Return inputs and what a random network of one hidden layer says of them.

    Correlated inputs have variances that fall by a power law: isotropic ones underestimate how sharp real losses are,
    and wrongly cleared large rates of SGD. Images and sequences are made of a few smooth patterns, on whose strengths
    the answers depend: noise in every pixel could be learnt by no network from so few samples. ``integers`` has for
    each input the number of whole numbers to draw from, or None where it takes real numbers.
    """
    random = np.random.default_rng(20 + correlated)
    count = SAMPLES + HELD_OUT
    xs, codes = list[NDArray[Any]](), list[NDArray[Any]]()
    for shape, most in zip(shapes, integers, strict=True):
        if most is not None:
            tokens = random.integers(0, most, (count, *shape))
            xs.append(tokens.astype(np.int32))
            codes.append(random.standard_normal((most, 8))[tokens].reshape(count, -1))
        elif len(shape) > 1:
            causes = random.standard_normal((count, min(CAUSES, max(1, math.prod(shape) // VALUES_A_CAUSE))))
            causes = _correlated(causes, random) if correlated else causes
            xs.append(_patterns(causes, shape, random))
            codes.append(causes)
        else:
            flat = random.standard_normal((count, int(np.prod(shape))))
            flat = _correlated(flat, random) if correlated else flat
            xs.append(flat.reshape(count, *shape).astype(np.float32))
            codes.append(flat)
    scores = _taught(np.concatenate(codes, 1), targets.shape, random)
    y = targets.from_scores(scores)
    name = "a random teacher on correlated inputs" if correlated else "a random teacher"
    return Dataset.split_at(xs, y, SAMPLES, name)


def blobs(shape: tuple[int, ...], counts: Sequence[float], separation: float, samples: int, seed: int) -> tuple[
    NDArray[Any], NDArray[Any]
]:  # fmt: skip
    """Return samples of Gaussian classes and their class numbers, the classes as frequent as ``counts`` says.

    The centres stand ``separation`` standard deviations apart, in random directions.
    """
    random = np.random.default_rng(seed)
    width = int(np.prod(shape))
    directions = np.linalg.qr(np.random.default_rng(7).standard_normal((max(width, len(counts)), len(counts))))[0].T
    shares = np.array(counts, float) / sum(counts)
    sizes = np.maximum(np.round(shares * samples).astype(int), 8)
    classes = np.repeat(np.arange(len(counts)), sizes)
    centres = directions[:, :width] * separation / np.sqrt(2)
    x = random.standard_normal((len(classes), width)) + centres[classes]
    order = random.permutation(len(classes))
    return x[order].reshape(-1, *shape).astype(np.float32), classes[order]


def _patterns(causes: NDArray[Any], shape: tuple[int, ...], random: np.random.Generator) -> NDArray[np.float32]:
    """Return images or sequences of unit variance: one smooth pattern for each cause, as strong as it, and noise.

    The patterns are waves of a cosine transform, which stand at right angles to each other.
    """
    sizes = shape[:-1]
    turns = random.permutation(list(itertools.product(*(range(min(WAVES, size)) for size in sizes))))
    waves = []
    for number in range(causes.shape[1]):
        wave = np.asarray(1.0)
        for size, turn in zip(sizes, turns[number % len(turns)], strict=True):
            wave = wave[..., None] * np.cos(np.pi * turn * (np.arange(size) + 0.5) / size)
        wave = (wave[..., None] * random.standard_normal(shape[-1])).reshape(-1)
        waves.append(wave / np.linalg.norm(wave))
    drawn = causes @ np.stack(waves)
    noise = random.standard_normal(drawn.shape) * NOISE * drawn.std()
    x = (drawn + noise) / np.sqrt(drawn.std() ** 2 * (1 + NOISE**2) + 1e-12)
    return np.asarray(x.reshape(len(x), *shape), np.float32)


def _correlated(flat: NDArray[Any], random: np.random.Generator) -> NDArray[Any]:
    """Give independent values a spectrum that falls by a power law, along random directions, and unit mean variance."""
    width = flat.shape[1]
    variances = np.arange(1, width + 1, dtype=float) ** -DECAY
    mixed = flat * np.sqrt(variances * width / variances.sum())
    for _ in range(REFLECTIONS if width > 1 else 0):  # a random rotation, cheap at any width
        normal = random.standard_normal(width)
        normal /= np.linalg.norm(normal)
        mixed = mixed - 2 * np.outer(mixed @ normal, normal)
    return np.asarray(mixed)


def _taught(flat: NDArray[Any], shape: tuple[int, ...], random: np.random.Generator) -> NDArray[Any]:
    """Return standardized scores of a random network: one for each value of an answer."""
    width, values = flat.shape[1], int(np.prod(shape))
    inner = np.tanh(2 * flat @ random.standard_normal((width, TEACHER_UNITS)) / np.sqrt(width))
    scores = inner @ random.standard_normal((TEACHER_UNITS, values))
    scores = (scores - scores.mean(0)) / (scores.std(0) + 1e-9)
    return np.asarray(scores.reshape(len(flat), *shape))
