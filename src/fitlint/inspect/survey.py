"""How much of many files was understood: the share of training scripts whose every fit and rate is resolved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.program import Optimizer, Program

MOST_REASONS = 10


class Survey:
    """Counts files as they are read.

    A file trains when it compiles or fits a model, or fits something whose type is not known. It is resolved when it
    fits nothing unknown, and each optimizer's learning rate is a number, a schedule, the default, or left to a search.
    """

    def __init__(self) -> None:
        self.files = 0
        self.unreadable = 0
        self.training = 0
        self.resolved = 0
        self.reasons: Counter[str] = Counter()

    def add(self, program: Program) -> None:
        """Count one file."""
        self.files += 1
        if not (program.trainings or program.compiles or program.lost):
            return
        self.training += 1
        reasons = set(_reasons(program))
        self.resolved += not reasons
        self.reasons.update(reasons)

    def lines(self) -> Iterator[str]:
        """Yield what was counted, to be read by people."""
        yield f"files        {self.files}"
        if self.unreadable:
            yield f"unreadable   {self.unreadable}"
        yield f"they train   {self.training}"
        share = f"  ({self.resolved / self.training:.1%})" if self.training else ""
        yield f"resolved     {self.resolved}{share}"
        if self.reasons:
            yield ""
            yield "why not (files)"
            yield from (f"{count:5}  {reason}" for reason, count in self.reasons.most_common(MOST_REASONS))


def _reasons(program: Program) -> Iterator[str]:
    """Yield why a program is not resolved, in words that files have in common."""
    yield from (gap.why for gap in program.partial)
    yield from (_general(gap.why) for gap in program.lost)
    for compiled in program.compiles:
        fact = compiled.args.get("optimizer")
        if fact is not None and not compiled.optimizers:
            yield f"an optimizer: {_general(fact.why or 'of no known class')}"
        yield from (f"a learning rate: {reason}" for o in compiled.optimizers for reason in _rate_reasons(o))
    for training in program.trainings:
        if training.method == "tape":
            yield from (f"a learning rate: {reason}" for o in training.optimizers for reason in _rate_reasons(o))


def _rate_reasons(optimizer: Optimizer) -> Iterator[str]:
    if optimizer.rate is not None and not (optimizer.rate.numbers or optimizer.rate.swept):
        yield _general(optimizer.rate.why or "several values are possible")


def _general(why: str) -> str:
    """The reason without the names that differ from file to file."""
    parts = why.split("`")
    return "…".join(parts[::2]).strip() if len(parts) > 1 else why
