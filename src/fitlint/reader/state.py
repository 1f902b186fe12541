"""State of the abstract run.

Frames, the undo log that lets branches be tried and joined, and the record of what was trained.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.reader.cells import Cell, Frame, births, weigh
from fitlint.reader.values import Const, Maybe, Unknown, Value, kin, one_of, options, same

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.program import TrainingMethod
    from fitlint.reader.values import Args, Model, Optimizer


class Missing:
    """Marks a key that a dict did not have."""


MISSING = Missing()

Change = tuple[Cell, Any, Any]
Delta = dict[tuple[int, Any], Change]

NORMAL, RETURN, BREAK, CONTINUE, EXIT = "normal", "return", "break", "continue", "exit"


class Mark(NamedTuple):
    """A moment at which some runs leave a loop or a function: how long the journal was, how many cells there were."""

    position: int
    births: int


class LoopRecord:
    """A loop the run is inside of.

    ``skipped`` are the moments at which some runs go on with the next round, ``left`` those at which some leave it.
    ``births`` is how many cells there were before it, ``redraws`` whether data are split or shuffled in it, ``whole``
    the comprehension that it is part of.
    """

    __slots__ = ("births", "count", "evaluates", "kind", "left", "node", "redraws", "skipped", "whole")

    def __init__(self, node: object, kind: str, count: int | None, whole: object = None) -> None:
        self.node = node
        self.whole = whole
        self.kind = kind
        self.count = count
        self.births = births()
        self.evaluates = False
        self.redraws = False
        self.skipped: list[Mark] = []
        self.left: list[Mark] = []


class CompileRecord:
    """One ``compile`` call as it was met."""

    __slots__ = ("args", "certain", "function", "mark", "model", "node", "open", "replaced", "trained")

    def __init__(
        self, node: object, model: Model, args: Args, open_: bool, certain: bool, function: str, mark: Mark
    ) -> None:
        self.node = node
        self.model = model
        self.args = args
        self.open = open_
        self.certain = certain
        self.function = function
        self.mark = mark
        self.replaced = False
        self.trained = False


class Evaluation(NamedTuple):
    """Data that are put through a model by ``predict`` or ``evaluate``."""

    model: Model
    data: Value | None
    loops: tuple[LoopRecord, ...]
    predicts: bool


class TrainingRecord(NamedTuple):
    """One training call as it was met, with the model's state at that moment.

    ``watched`` are the data that callbacks put through the model during its epochs, None for some that are not seen.
    """

    method: TrainingMethod
    node: object
    model: Model
    layers: dict[str, Any]
    args: Args
    open: bool
    compile: tuple[CompileRecord, ...]
    optimizer: Optimizer | None
    loops: tuple[LoopRecord, ...]
    certain: bool
    function: str
    direct: bool = False
    watched: tuple[Value | None, ...] = ()


class State:
    """Everything mutable about a run goes through :meth:`write`, so that it can be undone.

    The journal keeps what each slot held before it was changed, undoing included. With it the state at any earlier
    moment can be joined with the present one.
    """

    def __init__(self) -> None:
        self.journal: list[Change] = []
        self._changes: dict[tuple[int, Any], list[tuple[int, Any]]] = {}
        self._indexed = 0
        self.log: list[Change] | None = None
        self.start = 0
        self.uncertain = 0

    def write(self, container: Cell, key: Any, value: Any) -> None:
        """Set ``container[key]``, remembering what was there."""
        self._remember(container, key)
        if type(value) is tuple:
            weigh(len(value) >> 3)
        container[key] = value

    def erase(self, container: Cell, key: Any) -> None:
        """Delete ``container[key]`` if it is there."""
        if key in container:
            self._remember(container, key)
            del container[key]

    def _remember(self, container: Cell, key: Any) -> None:
        """A trial that began before the container did has nothing to undo in it."""
        change = (container, key, container.get(key, MISSING))
        self.journal.append(change)
        if self.log is not None and container.birth <= self.start:
            self.log.append(change)

    def mark(self) -> Mark:
        """The present moment."""
        return Mark(len(self.journal), births())

    def trial(self, arm: Callable[[], str]) -> tuple[str, Delta, Mark]:
        """Run ``arm`` and undo all it wrote; returns how and when it ended, and what it had written."""
        log: list[Change] = []
        outer, outer_start = self.log, self.start
        self.log, self.start = log, births()
        try:
            signal = arm()
        finally:
            self.log, self.start = outer, outer_start
            mark = self.mark()
            delta: Delta = {}
            for container, key, _ in log:
                delta[id(container), key] = (container, key, container.get(key, MISSING))
            for container, key, old in reversed(log):
                self.journal.append((container, key, container.get(key, MISSING)))
                if old is MISSING:
                    container.pop(key, None)
                else:
                    container[key] = old
        return signal, delta, mark

    def merge(self, deltas: list[Delta]) -> None:
        """Write the join of what several alternatives left behind; an empty delta stands for "nothing changed"."""
        keys: dict[tuple[int, Any], Change] = {}
        for delta in deltas:
            keys.update(delta)
        for ident, (container, key, _) in keys.items():
            before = container.get(key, MISSING)
            values = [delta[ident][2] if ident in delta else before for delta in deltas]
            self._settle(container, key, values)

    def lose(self, start: Mark, why: str) -> None:
        """Give up what was changed since a moment: who knows how it went on."""
        found: dict[tuple[int, Any], Change] = {}
        for container, key, before in self.journal[start.position :]:
            if container.birth <= start.births:
                found.setdefault((id(container), key), (container, key, before))
        for container, key, before in found.values():
            after = container.get(key, MISSING)
            if key == "items" and isinstance(after, tuple):
                self.write(container, "open", True)
            elif key == "layers" and isinstance(after, tuple):
                self.write(container, "gaps", (*container["gaps"], (None, why)))
            elif isinstance(after, Value):
                either = one_of([v for v in (before, after) if isinstance(v, Value)])
                constant = any(isinstance(option, Const) for option in options(either))
                self.write(container, key, Unknown(why) if constant else either)

    def fork(self, arms: list[Callable[[], str]], frame: Frame, loop: LoopRecord | None) -> str:
        """Run alternatives of which one happens, nobody knows which, and go on with their join."""
        live: list[Delta] = []
        signals: list[str] = []
        self.uncertain += 1
        try:
            for arm in arms:
                signal, delta, mark = self.trial(arm)
                signals.append(signal)
                if signal == NORMAL:
                    live.append(delta)
                else:
                    leave(signal, mark, frame, loop)
        finally:
            self.uncertain -= 1
        if live:
            self.merge(live)
            return NORMAL
        return next((s for s in (RETURN, CONTINUE, BREAK) if s in signals), EXIT)

    def held(self, mark: Mark, container: Cell, key: Any) -> Any:
        """What a slot held at an earlier moment; MISSING where it did not exist."""
        for position in range(self._indexed, len(self.journal)):
            changed, name, old = self.journal[position]
            self._changes.setdefault((id(changed), name), []).append((position, old))
        self._indexed = len(self.journal)
        later = self._changes.get((id(container), key), [])
        place = bisect_left(later, mark.position, key=_position)
        return later[place][1] if place < len(later) else container.get(key, MISSING)

    def rejoin(self, marks: list[Mark], still_running: bool) -> None:
        """Join the states at earlier moments, at which some runs left, with the present one if any run gets here."""
        if not marks:
            return
        marks = sorted(marks)
        positions = [mark.position for mark in marks]
        first = positions[0]
        weigh(len(self.journal) - first)
        changes: dict[tuple[int, Any], list[tuple[int, Change]]] = {}
        for position, change in enumerate(self.journal[first:], first):
            changes.setdefault((id(change[0]), change[1]), []).append((position, change))
        for found in changes.values():
            container, key, _ = found[0][1]
            values = _held(found, marks, positions)
            if still_running or marks[-1].position > found[-1][0]:
                values.append(container.get(key, MISSING))
            if values:
                self._settle(container, key, values)

    def _settle(self, container: Cell, key: Any, values: list[Any]) -> None:
        before = container.get(key, MISSING)
        joined = join_slot(before, values)
        if joined is MISSING:
            self.erase(container, key)
        elif joined is not before:
            self.write(container, key, joined)


def leave(signal: str, mark: Mark, frame: Frame, loop: LoopRecord | None) -> None:
    """Note that some runs leave a function, a loop or a round at this moment, for those who go on from there."""
    if signal == RETURN:
        frame.left.append(mark)
    elif signal == BREAK and loop is not None:
        loop.left.append(mark)
    elif signal == CONTINUE and loop is not None:
        loop.skipped.append(mark)


def _position(change: tuple[int, Any]) -> int:
    return change[0]


def _held(changes: list[tuple[int, Change]], marks: list[Mark], positions: list[int]) -> list[Any]:
    """What a slot held at those moments after which it changed; nothing for moments at which it did not exist."""
    values: list[Any] = []
    before = 0
    for position, (container, _, old) in changes:
        until = bisect_right(positions, position)
        if until > before and marks[until - 1].births >= container.birth:
            values.append(old)
        before = max(before, until)
    return values


def join_slot(before: Any, values: list[Any]) -> Any:
    """Join the contents of one slot over several alternatives."""
    present = [v for v in values if v is not MISSING]
    if not present:
        return MISSING
    first = present[0]
    if all(v is first for v in present[1:]):
        return first
    if isinstance(first, tuple):
        return join_items(present)
    if isinstance(first, Value):
        return one_of([v for v in present if isinstance(v, Value)])
    if isinstance(first, (bool, int)):
        return any(present)
    return Unknown("differs between branches")


MOST_ALIKE = 16


def join_items(values: list[Any]) -> tuple[Any, ...]:
    """Join item tuples: what all share stays certain, what only some have becomes ``Maybe``."""
    tuples = list({id(v): v for v in values if isinstance(v, tuple)}.values())
    weigh(sum(map(len, tuples)))
    shared = _shared(tuples)
    joined: list[Any] = list(tuples[0][:shared])
    found: dict[object, list[Any]] = {}
    before = tuples[0][:shared]
    for items in tuples:
        # States of a growing list begin alike.
        start = min(len(items), len(before))
        start = start if items[:start] == before[:start] else shared
        before = items
        for item in items[start:]:
            possible = Maybe(item) if isinstance(item, Value) and not isinstance(item, Maybe) else item
            alike = found.setdefault(_key(possible), [])
            if not any(_alike(possible, other) for other in alike[-MOST_ALIKE:]):
                alike.append(possible)
                joined.append(possible)
    return tuple(joined)


def _shared(tuples: list[tuple[Any, ...]]) -> int:
    """How many items all tuples begin with."""
    first, *others = tuples
    shortest = min(map(len, tuples))
    if all(other[:shortest] == first[:shortest] for other in others):
        return shortest
    differing = (i for i in range(shortest) if not all(_alike(other[i], first[i]) for other in others))
    return next(differing, shortest)


def _key(item: Any) -> object:
    """Equal for all that may be alike, so that few have to be compared."""
    value = item.value if isinstance(item, Maybe) else item
    return kin(value) if isinstance(value, Value) else (type(value), id(getattr(value, "node", value)))


def _alike(a: Any, b: Any) -> bool:
    if isinstance(a, Maybe) and isinstance(b, Maybe):
        a, b = a.value, b.value
    return same(a, b) if isinstance(a, Value) and isinstance(b, Value) else bool(a == b)


def constant(value: Value) -> Any:
    """The plain constant of a value, or MISSING."""
    return value.value if isinstance(value, Const) else MISSING
