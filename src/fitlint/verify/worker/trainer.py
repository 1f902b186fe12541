"""The training step, behind one seam for the three backends of Keras.

Never ``model.fit``: it costs 4 ms a step, a loop in the graph 0.3 ms. A trainer is made once for each model that is
traced; weights and optimizer slots are put back for every seed, and the learning rate is data, so that arms that
differ only in it share one trace.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


PREDICTED_AT_ONCE = 1024


class Trainer(ABC):
    """Trains one model. Subclasses know one backend each."""

    def __init__(self, model: keras.Model, loss: keras.losses.Loss, optimizer: keras.optimizers.Optimizer) -> None:
        self.model = model
        self.loss = loss
        self.optimizer = optimizer
        optimizer.build(model.trainable_variables)
        self._fresh = [_array(variable) for variable in optimizer.variables]
        self._data: tuple[Any, ...] = ()

    @property
    def variables(self) -> tuple[Any, ...]:
        """All weights, seeds of random layers and optimizer slots."""
        return (*self.model.variables, *self.optimizer.variables)

    def state(self) -> Sequence[Any]:
        """Return copies of all variables, as arrays or whatever the backend has in their place."""
        return [_array(variable) for variable in self.variables]

    def restore(self, state: Sequence[Any]) -> None:
        """Put back what :meth:`state` or :meth:`start` returned."""
        for variable, value in zip(self.variables, state, strict=True):
            variable.assign(value)

    def start(self, weights: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """Return the state of a training that begins with these weights."""
        return [*weights, *self._fresh]

    def load(self, xs: Sequence[NDArray[Any]], y: NDArray[Any], weights: NDArray[Any] | None) -> None:
        """Take the data to train on; ``weights`` has one number a sample."""
        ones = np.ones(len(y), np.float32) if weights is None else weights.astype(np.float32)
        self._data = ([self.tensor(x) for x in xs], self.tensor(y), self.tensor(ones))

    def tensor(self, array: NDArray[Any]) -> Any:
        """Put an array where the backend computes."""
        return keras.ops.convert_to_tensor(array)

    @abstractmethod
    def run(self, batches: NDArray[np.int32], rates: NDArray[np.float32]) -> NDArray[np.float32]:
        """Train on the samples whose indexes each row of ``batches`` holds; returns the loss of each step."""

    @abstractmethod
    def gradients(self, batch: NDArray[np.int32]) -> list[NDArray[Any]]:
        """Return the gradients of the loss of a batch, one array for each weight that is trained."""

    def predict(self, xs: Sequence[NDArray[Any]]) -> NDArray[np.float32]:
        """Return what the model says of samples, without dropout and the like."""
        size = len(xs[0])
        pieces = [slice(start, start + PREDICTED_AT_ONCE) for start in range(0, size, PREDICTED_AT_ONCE)]
        parts = [np.asarray(self._predict([self.tensor(x[piece]) for x in xs])) for piece in pieces]
        return np.concatenate(parts).astype(np.float32)

    def _predict(self, xs: list[Any]) -> Any:
        return keras.ops.convert_to_numpy(self.model(_only(xs), training=False))


class TensorFlowTrainer(Trainer):
    """One loop in the graph, traced once."""

    def __init__(self, model: keras.Model, loss: keras.losses.Loss, optimizer: keras.optimizers.Optimizer) -> None:
        import tensorflow as tf

        super().__init__(model, loss, optimizer)
        self._tf = tf
        # One call for all variables: a call for each took 0.8 of the 11 s of three findings.
        self._read = tf.function(lambda: [tf.identity(v.value) for v in self.variables], autograph=False)
        self._write = tf.function(
            lambda state: [v.value.assign(s) for v, s in zip(self.variables, state, strict=True)], autograph=False
        )
        self._loop = tf.function(self._steps, reduce_retracing=True, autograph=False)
        self._forward = tf.function(self._answers, reduce_retracing=True, autograph=False)

    def state(self) -> Sequence[Any]:
        """See :meth:`Trainer.state`."""
        state: Sequence[Any] = self._read()
        return state

    def restore(self, state: Sequence[Any]) -> None:
        """See :meth:`Trainer.restore`."""
        self._write([self.tensor(value) for value in state])

    def run(self, batches: NDArray[np.int32], rates: NDArray[np.float32]) -> NDArray[np.float32]:
        """See :meth:`Trainer.run`."""
        found: NDArray[np.float32] = self._loop(*self._data, self.tensor(batches), self.tensor(rates)).numpy()
        return found

    def _steps(self, xs: list[Any], y: Any, weights: Any, batches: Any, rates: Any) -> Any:
        tf = self._tf
        count = tf.shape(batches)[0]

        def body(i: Any, losses: Any) -> tuple[Any, Any]:
            chosen = batches[i]
            value = self._step([tf.gather(x, chosen) for x in xs], tf.gather(y, chosen), tf.gather(weights, chosen),
                               rates[i])  # fmt: skip
            return i + 1, losses.write(i, value)

        losses = tf.TensorArray(tf.float32, size=count)
        return tf.while_loop(lambda i, _: i < count, body, (0, losses), parallel_iterations=1)[1].stack()

    def gradients(self, batch: NDArray[np.int32]) -> list[NDArray[Any]]:
        """See :meth:`Trainer.gradients`."""
        xs, y, weights = self._data
        tf = self._tf
        _, found = self._gradients([tf.gather(x, batch) for x in xs], tf.gather(y, batch), tf.gather(weights, batch))
        return [tf.convert_to_tensor(gradient).numpy() for gradient in found]

    def _gradients(self, xs: list[Any], y: Any, weights: Any) -> tuple[Any, Any]:
        with self._tf.GradientTape() as tape:
            value = _total(self.loss, y, self.model(_only(xs), training=True), weights, self.model.losses)
        return value, tape.gradient(value, self.model.trainable_weights)

    def _step(self, xs: list[Any], y: Any, weights: Any, rate: Any) -> Any:
        value, gradients = self._gradients(xs, y, weights)
        self.optimizer.learning_rate.assign(rate)
        self.optimizer.apply(gradients, self.model.trainable_weights)
        return value

    def _answers(self, xs: list[Any]) -> Any:
        return self.model(_only(xs), training=False)

    def _predict(self, xs: list[Any]) -> Any:
        return self._forward(xs).numpy()


class JaxTrainer(Trainer):
    """A compiled step without state; the loop is Python's."""

    def __init__(self, model: keras.Model, loss: keras.losses.Loss, optimizer: keras.optimizers.Optimizer) -> None:
        import jax

        super().__init__(model, loss, optimizer)
        self._gradient = jax.value_and_grad(self._value, has_aux=True)
        self._step = jax.jit(self._advance)
        self._forward = jax.jit(self._answers)
        self._rate = next(i for i, v in enumerate(optimizer.variables) if v is optimizer.learning_rate)

    def run(self, batches: NDArray[np.int32], rates: NDArray[np.float32]) -> NDArray[np.float32]:
        """See :meth:`Trainer.run`."""
        variables = (self.model.trainable_variables, self.model.non_trainable_variables, self.optimizer.variables)
        state = tuple([variable.value for variable in group] for group in variables)
        losses = []
        for batch, rate in zip(batches, rates, strict=True):
            value, state = self._step(state, *self._data, batch, rate)
            losses.append(value)
        for group, values in zip(variables, state, strict=True):
            for variable, found in zip(group, values, strict=True):
                variable.assign(found)
        return np.asarray(losses, np.float32)

    def gradients(self, batch: NDArray[np.int32]) -> list[NDArray[Any]]:
        """See :meth:`Trainer.gradients`."""
        xs, y, weights = self._data
        groups = (self.model.trainable_variables, self.model.non_trainable_variables)
        trained, fixed = ([variable.value for variable in group] for group in groups)
        _, found = self._gradient(trained, fixed, [x[batch] for x in xs], y[batch], weights[batch])
        return [np.asarray(gradient) for gradient in found]

    def _value(self, trained: Any, fixed: Any, xs: list[Any], y: Any, weights: Any) -> tuple[Any, Any]:
        answer, fixed, penalties = self.model.stateless_call(
            trained, fixed, _only(xs), training=True, return_losses=True
        )
        return _total(self.loss, y, answer, weights, penalties), fixed

    def _advance(self, state: Any, xs: list[Any], y: Any, weights: Any, batch: Any, rate: Any) -> tuple[Any, Any]:
        trained, fixed, slots = state
        chosen = [x[batch] for x in xs]
        (value, fixed), gradients = self._gradient(trained, fixed, chosen, y[batch], weights[batch])
        slots = [rate if i == self._rate else slot for i, slot in enumerate(slots)]
        trained, slots = self.optimizer.stateless_apply(slots, gradients, trained)
        return value, (trained, fixed, slots)

    def _answers(self, trained: Any, fixed: Any, xs: list[Any]) -> Any:
        return self.model.stateless_call(trained, fixed, _only(xs), training=False)[0]

    def _predict(self, xs: list[Any]) -> Any:
        groups = (self.model.trainable_variables, self.model.non_trainable_variables)
        return self._forward(*([variable.value for variable in group] for group in groups), xs)


class TorchTrainer(Trainer):
    """An eager step; the loop is Python's."""

    def run(self, batches: NDArray[np.int32], rates: NDArray[np.float32]) -> NDArray[np.float32]:
        """See :meth:`Trainer.run`."""
        import torch

        losses = []
        for batch, rate in zip(batches, rates, strict=True):
            value, gradients = self._gradients(batch)
            self.optimizer.learning_rate.assign(rate)
            with torch.no_grad():
                self.optimizer.apply(gradients, self.model.trainable_weights)
            losses.append(float(value.detach()))
        return np.asarray(losses, np.float32)

    def gradients(self, batch: NDArray[np.int32]) -> list[NDArray[Any]]:
        """See :meth:`Trainer.gradients`."""
        return [keras.ops.convert_to_numpy(gradient) for gradient in self._gradients(batch)[1]]

    def _gradients(self, batch: NDArray[np.int32]) -> tuple[Any, list[Any]]:
        import torch

        xs, y, weights = self._data
        chosen = torch.as_tensor(batch, dtype=torch.long, device=y.device)
        self.model.zero_grad()
        answer = self.model(_only([x[chosen] for x in xs]), training=True)
        value = _total(self.loss, y[chosen], answer, weights[chosen], self.model.losses)
        value.backward()
        return value, [variable.value.grad for variable in self.model.trainable_weights]

    def _predict(self, xs: list[Any]) -> Any:
        import torch

        with torch.no_grad():
            return keras.ops.convert_to_numpy(self.model(_only(xs), training=False))


def trainer(model: keras.Model, loss: keras.losses.Loss, optimizer: keras.optimizers.Optimizer) -> Trainer:
    """Return a trainer for the backend that Keras runs on."""
    kinds: dict[str, Callable[[keras.Model, keras.losses.Loss, keras.optimizers.Optimizer], Trainer]] = {
        "tensorflow": TensorFlowTrainer,
        "jax": JaxTrainer,
        "torch": TorchTrainer,
    }
    return kinds[keras.backend.backend()](model, loss, optimizer)


def _total(loss: Any, y: Any, answer: Any, weights: Any, penalties: Sequence[Any]) -> Any:
    """The loss of a batch with the penalties of the layers; a loss for each step or pixel weighs as its sample does."""
    weights = keras.ops.reshape(weights, (-1, *[1] * (len(answer.shape) - 2)))
    return sum(penalties, loss(y, answer, sample_weight=weights))


def _only(xs: list[Any]) -> Any:
    return xs[0] if len(xs) == 1 else xs


def _array(variable: Any) -> NDArray[Any]:
    return np.array(keras.ops.convert_to_numpy(variable.value))
