"""What a run judged, and what it did not: the facts that its last line is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.program import Fact, Gap, Optimizer, Program


class Tally(NamedTuple):
    """How many models and trainings were judged, and by which rules (codes).

    ``unknown`` counts the facts that could not be resolved; ``unread`` are fragments of a sentence, one for each file
    or part of a file that was not read: ``"reading of train.py stopped at row 57 (…)"``.
    """

    models: int = 0
    trainings: int = 0
    rules: frozenset[str] = frozenset()
    unknown: int = 0
    unread: tuple[str, ...] = ()


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of several files."""
    models = trainings = unknown = 0
    rules: set[str] = set()
    unread: list[str] = []
    for one in tallies:
        models += one.models
        trainings += one.trainings
        unknown += one.unknown
        rules |= one.rules
        unread += one.unread
    return Tally(models, trainings, frozenset(rules), unknown, tuple(unread))


def unknown_facts(program: Program) -> list[Gap]:
    """Return what stayed unknown of a program and rules ask for: each place once, with the reason."""
    found: dict[tuple[int, str], Gap] = {}
    for gap in _unknown(program):
        found.setdefault((0 if gap.anchor is None else id(gap.anchor.node), gap.why), gap)
    return list(found.values())


def _unknown(program: Program) -> Iterator[Gap]:
    yield from program.gaps
    yield from program.lost
    for model in program.models:
        yield from model.gaps
    for compiled in program.compiles:
        if not compiled.optimizers:
            yield from _unresolved(compiled.args.get("optimizer"))
        yield from _unresolved(compiled.args.get("loss"))
        yield from _rates(compiled.optimizers)
    for training in program.trainings:
        yield from _rates(training.optimizers)


def _rates(optimizers: Iterable[Optimizer]) -> Iterator[Gap]:
    for optimizer in optimizers:
        if optimizer.rate is not None and not optimizer.rate.swept:
            yield from _unresolved(optimizer.rate)


def _unresolved(fact: Fact | None) -> Iterator[Gap]:
    from fitlint.program import Gap

    if fact is not None and not fact.options:
        yield Gap(fact.anchor, fact.why or "not known")
