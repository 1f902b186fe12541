"""Whether the turns of a loop are alike: what each of them did to the state, in kind.

A turn that makes no Keras object, trains nothing new, and leaves behind only values of kinds that the turns before it
left in the same places, adds nothing to the picture; nor will the turns that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.reader.cells import Cell, Entries, weigh
from fitlint.reader.state import MISSING
from fitlint.reader.values import (
    LONGEST_SEQUENCE,
    Component,
    Const,
    Dict,
    Ext,
    Func,
    Maybe,
    OneOf,
    Seq,
    Unknown,
    Value,
    options,
    same,
)

if TYPE_CHECKING:
    from fitlint.reader.run import Run

PATIENCE = 512
"""Steps that a loop may take before its turns are compared: short loops are run to their end, exactly."""
MOST_ADDED = 64
DEPTH = 2


class Turns:
    """The turns of one loop so far."""

    def __init__(self, run: Run, node: object) -> None:
        self._run = run
        self._node = id(node)
        self._start = run.steps
        self._kinds: set[object] = set()
        self._left: dict[tuple[int, Any], Any] = {}
        self._moved: dict[tuple[int, Any], Cell] = {}
        self._grown: dict[int, Entries] = {}
        self._alike = False
        self.begin()

    def begin(self) -> None:
        """A turn begins."""
        self._mark = self._run.state.mark()
        self._made = self._counts()
        self._n_evaluations = len(self._run.evaluations)

    def end(self) -> None:
        """A turn has ended: note what it left behind, and whether any of that is new."""
        kinds = set(self._evaluated())
        for (ident, key), (container, before) in self._changes().items():
            after = container.get(key, MISSING)
            fresh = before is MISSING and isinstance(container, Entries)
            if isinstance(container, Entries) and fresh:
                self._grown[ident] = container
            kinds.add((ident, type(key) if fresh else key, _kind_of_slot(before, after)))
            last = self._left.get((ident, key), MISSING)
            if last is not MISSING and not _unchanged(last, after):
                self._moved[ident, key] = container
            self._left[ident, key] = after
        self._alike = self._made == self._counts() and kinds <= self._kinds
        self._kinds |= kinds

    def enough(self) -> bool:
        """Whether the loop has been followed far enough: its turns are alike, or its budget is half spent."""
        spent, granted = self._run.steps - self._start, self._run.limit - self._start
        again = self._node in self._run.summarized
        if (self._alike and (again or spent > PATIENCE)) or spent > granted // (16 if again else 2):
            self._run.summarized.add(self._node)
            return True
        return False

    def widen(self) -> None:
        """What differs from turn to turn is not known after many of them."""
        state = self._run.state
        for (_, key), container in self._moved.items():
            value = container.get(key)
            if isinstance(value, tuple) and key == "items":
                state.write(container, "open", True)
            elif isinstance(value, Value) and any(isinstance(option, Const) for option in options(value)):
                state.write(container, key, Unknown("changes in a loop"))
        for entries in self._grown.values():
            state.write(entries.extra, "open", True)

    def _changes(self) -> dict[tuple[int, Any], tuple[Cell, Any]]:
        """Slots that this turn wrote to and that were there before it, and what they held then."""
        journal = self._run.state.journal
        weigh(len(journal) - self._mark.position)
        found: dict[tuple[int, Any], tuple[Cell, Any]] = {}
        for container, key, before in journal[self._mark.position :]:
            if container.birth <= self._mark.births:
                found.setdefault((id(container), key), (container, before))
        return found

    def _counts(self) -> tuple[int, ...]:
        run = self._run
        return len(run.models), len(run.compiles), len(run.trainings)

    def _evaluated(self) -> list[object]:
        made = self._run.evaluations[self._n_evaluations :]
        return [(id(model), id(getattr(data, "node", None)), predicts) for model, data, _, predicts in made]


def _unchanged(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, Value) and isinstance(other, Value) and same(one, other))


def _kind_of_slot(before: Any, after: Any) -> object:
    """The kind of what a slot holds now; of a list that grew, that of what was added."""
    if isinstance(after, Value):
        return kind(after)
    if not isinstance(after, tuple):
        return type(after), id(after)
    if not any(isinstance(item, Value) for item in after):
        return tuple(map(id, after))
    kept = len(before) if isinstance(before, tuple) and after[: len(before)] == before else 0
    return frozenset(map(kind, after[kept : kept + MOST_ADDED]))


def kind(value: Any, depth: int = DEPTH) -> object:
    """Equal for values that differ in nothing a picture of the program shows: numbers, texts and data are of a kind.

    Every Keras object, and every object of the project, is of its own kind.
    """
    weigh(1)
    if isinstance(value, Const):
        return type(value.value)
    if isinstance(value, Unknown):
        return Unknown
    if isinstance(value, Maybe):
        return kind(value.value, depth)
    if isinstance(value, (Ext, Func, Component)):
        return type(value), id(value.node)
    if depth and isinstance(value, OneOf):
        return frozenset(kind(option, depth - 1) for option in value.options)
    if depth and isinstance(value, Seq) and len(value.items) <= (LONGEST_SEQUENCE if depth == DEPTH else MOST_ADDED):
        return value.kind, frozenset(kind(item, depth - 1) for item in value.items)
    if depth and type(value) is Dict and len(value.entries) <= MOST_ADDED:
        return Dict, frozenset(kind(entry, depth - 1) for entry in value.entries.values())
    return id(value)


def plain(value: Value, depth: int = DEPTH) -> bool:
    """Whether a value is made of numbers, texts and data alone."""
    if depth and isinstance(value, (Seq, OneOf)):
        return all(
            plain(item, depth - 1) for item in (value.items if isinstance(value, Seq) else value.options)[:MOST_ADDED]
        )
    if depth and type(value) is Dict:
        return all(plain(entry, depth - 1) for entry in list(value.entries.values())[:MOST_ADDED])
    return isinstance(value, (Const, Ext, Unknown))
