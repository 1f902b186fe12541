"""Which models a program holds, and which of them a compile or a training refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.program import Model, Program


class Models:
    """The distinct models of a program, in reading order.

    A compile or a training holds the model as it stands there, which may have more layers than when it was built:
    states that differ are listed one by one, equal ones once.
    """

    def __init__(self, program: Program) -> None:
        self._models: list[Model] = []
        self._numbers: dict[object, int] = {}
        held = (user.model for users in (program.compiles, program.trainings) for user in users)
        for model in (*program.models, *held):
            if self._numbers.setdefault(_state(model), len(self._models)) == len(self._models):
                self._models.append(model)

    def __iter__(self) -> Iterator[Model]:
        return iter(self._models)

    def __len__(self) -> int:
        return len(self._models)

    def number(self, model: Model) -> int:
        """Return the position of ``model`` in the list, from 0."""
        return self._numbers[_state(model)]


def _state(model: Model) -> object:
    anchors = (model.anchor, *(layer.anchor for layer in model.layers))
    return model.number, *((anchor.filename, id(anchor.node)) for anchor in anchors)
