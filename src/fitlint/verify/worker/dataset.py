"""Samples to train on and samples held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Dataset(NamedTuple):
    """``xs`` has an array for each input, ``y`` the targets; those held out beside them. ``name`` is for people."""

    xs: Sequence[NDArray[Any]]
    y: NDArray[Any]
    held_xs: Sequence[NDArray[Any]]
    held_y: NDArray[Any]
    name: str

    @classmethod
    def split_at(cls, xs: Sequence[NDArray[Any]], y: NDArray[Any], count: int, name: str) -> Dataset:
        """The first ``count`` samples to train on, the others held out."""
        return cls([x[:count] for x in xs], y[:count], [x[count:] for x in xs], y[count:], name)

    def reshuffled(self, seed: int, share: float, classes: NDArray[Any] | None) -> Dataset:
        """Hold out another ``share`` of all samples, of each class alike when ``classes`` gives that of each."""
        xs = [np.concatenate([x, held]) for x, held in zip(self.xs, self.held_xs, strict=True)]
        y = np.concatenate([self.y, self.held_y])
        held = np.sort(_chosen(len(y), share, classes, np.random.default_rng(seed)))
        kept = np.setdiff1d(np.arange(len(y)), held)
        return Dataset([x[kept] for x in xs], y[kept], [x[held] for x in xs], y[held], self.name)

    @property
    def all_y(self) -> NDArray[Any]:
        """The targets of all samples, in the order in which :meth:`reshuffled` counts them."""
        return np.concatenate([self.y, self.held_y])


def _chosen(count: int, share: float, classes: NDArray[Any] | None, random: np.random.Generator) -> NDArray[Any]:
    if classes is None:
        return random.permutation(count)[: max(1, round(count * share))]
    parts = []
    for label in np.unique(classes):
        own = random.permutation(np.flatnonzero(classes == label))
        parts.append(own[: max(1, round(len(own) * share))])
    return np.concatenate(parts)


def batches(count: int, size: int, steps: int, seed: int) -> NDArray[np.int32]:
    """Return the indexes of the samples in each batch: one permutation after the other, as ``fit`` shuffles.

    A batch has ``size`` samples, or all when there are fewer; what is left of an epoch is left out.
    """
    random = np.random.default_rng(1000 + seed)
    size = min(size, count)
    each = count // size
    rounds = -(-steps // each)
    orders = [random.permutation(count)[: each * size].reshape(each, size) for _ in range(rounds)]
    return np.concatenate(orders)[:steps].astype(np.int32)
