"""What a model is to answer: targets of the kind its loss wants, the best constant answer, how right an answer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from fitlint.verify.allowed import LOSSES
from fitlint.verify.fixes import ending
from fitlint.vocabulary import NON_NEGATIVE, UNIT_INTERVAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fitlint.verify.spec import Spec

_SMALL = 1e-7  # Keras clips probabilities here
IMBALANCED = 0.8
"""Share of the largest class from which accuracy says little, and the area under the ROC curve is used for two."""


class Targets:
    """The targets of one specification. ``shape`` is that of one answer of the model, without the batch."""

    def __init__(self, spec: Spec, shape: tuple[int, ...], loss: keras.losses.Loss) -> None:
        self.kind = LOSSES[spec["loss"]["class"]]
        self.hinge = "Hinge" in spec["loss"]["class"]
        self.logits = bool(spec["loss"]["config"].get("from_logits"))
        self.absolute = spec["loss"]["class"] == "MeanAbsoluteError"
        self.positive = spec["loss"]["class"] in ("Poisson", "MeanSquaredLogarithmicError")
        self.shape = shape
        self.loss = loss
        self.ending = ending(spec)
        if self.kind == "numbers" and self.ending == "softmax" and shape[-1] > 1:
            self.kind = "one_hot"

    @property
    def classes(self) -> int:
        """How many classes are told apart; 0 when the targets are numbers."""
        return 0 if self.kind == "numbers" else 2 if self.kind == "binary" else self.shape[-1]

    def from_scores(self, scores: NDArray[Any]) -> NDArray[Any]:
        """Turn scores, standardized and of the answer's shape, into targets: classes by the highest score."""
        if self.kind == "binary":
            return np.asarray((scores > 0), np.float32)
        if self.kind in ("one_hot", "classes"):
            return self.from_classes(scores.argmax(-1))
        if self.ending in UNIT_INTERVAL:
            return np.asarray((1 / (1 + np.exp(-2 * scores))), np.float32)
        if self.ending in ("tanh", "softsign", "hard_tanh"):
            return np.asarray(np.tanh(scores), np.float32)
        if self.ending in NON_NEGATIVE or self.positive:
            return np.asarray(np.log1p(np.exp(scores)), np.float32)
        return np.asarray(scores, np.float32)

    def from_classes(self, classes: NDArray[Any]) -> NDArray[Any]:
        """Turn class numbers, one for each answer, into targets."""
        if self.kind == "one_hot":
            return np.asarray(np.eye(self.shape[-1], dtype=np.float32)[classes])
        if self.kind == "classes":
            return np.asarray(classes, np.int32)
        return classes.reshape(-1, *self.shape).astype(np.float32)

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return targets as they come from data, in the shape that is trained on. Raises ``ValueError``."""
        y = np.asarray(values)
        if self.kind == "classes":
            y = y.reshape(len(y), *self.shape[:-1])
            if y.min() < 0 or y.max() >= self.shape[-1]:
                last = self.shape[-1] - 1
                raise ValueError(
                    f"some labels are not among 0 to {last}, which the model's {last + 1} outputs stand for"
                )
            return y.astype(np.int32)
        if y[0].size != int(np.prod(self.shape)):
            raise ValueError(f"a target has {y[0].size} values, an answer of the model {int(np.prod(self.shape))}")
        if self.kind == "binary" and not self.hinge and (y.min() < 0 or y.max() > 1):
            raise ValueError(f"the labels run from {y.min():g} to {y.max():g}, the loss takes 0 to 1")
        return y.reshape(len(y), *self.shape).astype(np.float32)

    def class_of(self, y: NDArray[Any]) -> NDArray[Any] | None:
        """Return the class of each sample; None when a sample has not just one."""
        if self.kind == "one_hot" and y.ndim == 2:
            found: NDArray[Any] = y.argmax(-1)
            return found
        if self.kind in ("classes", "binary") and y[0].size == 1:
            return y.reshape(len(y)).astype(np.int64)
        return None

    def scores(self, answers: NDArray[Any]) -> NDArray[Any]:
        """Return how strongly an answer speaks for each class: probabilities, whatever the model puts out."""
        if self.kind == "binary":
            flat = answers.reshape(len(answers), -1)
            chance = 1 / (1 + np.exp(-np.clip(flat, -30, 30))) if self.logits or self.hinge else flat
            return np.concatenate([1 - chance, chance], -1) if flat.shape[1] == 1 else chance
        if self.logits:
            lifted = np.exp(answers - answers.max(-1, keepdims=True))
            return np.asarray(lifted / lifted.sum(-1, keepdims=True))
        return answers

    def mean_loss(self, y: NDArray[Any], answers: NDArray[Any]) -> float:
        """Return the loss of answers."""
        value = self.loss(keras.ops.convert_to_tensor(y), keras.ops.convert_to_tensor(answers))
        return float(keras.ops.convert_to_numpy(value))

    def constant_loss(self, y: NDArray[Any]) -> float:
        """Return the loss of the best constant answer: what a model that has learnt nothing gets."""
        if self.kind == "classes":
            share = np.bincount(y.reshape(-1), minlength=self.shape[-1]) / y.size
            share = np.broadcast_to(share, self.shape)
        else:
            share = (np.median if self.absolute else np.mean)(y, axis=0)
        candidates = [self._constant(share)]
        if self.hinge:
            candidates = [np.full(self.shape, value, np.float32) for value in (-1.0, 0.0, 1.0)]
        tiled = (np.broadcast_to(c, (len(y), *self.shape)).astype(np.float32) for c in candidates)
        return min(self.mean_loss(y, answers) for answers in tiled)

    def _constant(self, share: NDArray[Any]) -> NDArray[Any]:
        if not self.logits:
            return share
        inside = np.clip(share, _SMALL, 1 - _SMALL)
        return np.asarray(np.log(inside / (1 - inside)) if self.kind == "binary" else np.log(inside))

    def measure(self, y: NDArray[Any]) -> str:
        """Return the name of the measure that suits the targets: R2 for numbers, unless all of them are 0 or 1."""
        if self.kind == "numbers":
            return "accuracy" if np.isin(y, (0, 1)).all() else "R2"
        classes = self.class_of(y)
        if classes is not None and self.classes == 2:
            share = np.bincount(classes, minlength=2).max() / len(classes)
            return "AUC" if share > IMBALANCED else "accuracy"
        return "accuracy"

    def score(self, y: NDArray[Any], answers: NDArray[Any]) -> float:
        """Return how right answers are by :meth:`measure`: 1 is perfect."""
        if not np.isfinite(answers).all():
            return 0.0
        name = self.measure(y)
        if name == "R2":
            spread = float(np.square(y - y.mean(0)).sum())
            return 1 - float(np.square(y - answers).sum()) / spread if spread else 0.0
        if self.kind == "numbers":
            one_of_several = y.ndim == 2 and y.shape[1] > 1 and (y.sum(-1) == 1).all()
            right = y.argmax(-1) == answers.argmax(-1) if one_of_several else (y > 0.5) == (answers > 0.5)
            return float(right.mean())
        scores = self.scores(answers)
        if name == "AUC":
            return auc(y.reshape(-1) if self.kind != "one_hot" else y[:, 1], scores[:, -1])
        if self.kind == "binary":
            chosen = scores[:, 1:] > scores[:, :1] if scores.shape[1] == 2 and y[0].size == 1 else scores > 0.5
            return float((chosen == (y.reshape(len(y), -1) > 0.5)).mean())
        wanted = y.argmax(-1) if self.kind == "one_hot" else y
        return float((scores.argmax(-1) == wanted).mean())


def auc(labels: NDArray[Any], scores: NDArray[Any]) -> float:
    """Return the area under the ROC curve: the chance that a positive sample is ranked above a negative one."""
    positive = labels > 0.5
    count = int(positive.sum())
    if not 0 < count < len(labels):
        return 0.5
    _, inverse, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[inverse]
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(labels) - count)))
