"""What a condition says of a name in its branches: ``if model is None``, ``if isinstance(model, Net)``, ``if flag``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import libcst as cst

from fitlint.reader.operators import truth
from fitlint.reader.state import NORMAL
from fitlint.reader.values import OneOf, Value, one_of
from fitlint.reader.walk import below

if TYPE_CHECKING:
    from fitlint.reader.cells import Cell, Frame
    from fitlint.reader.run import Run


class Narrowing(NamedTuple):
    """The possibilities of a name that are left where a condition holds (``yes``) and where it does not (``no``)."""

    slots: Cell
    name: str
    yes: Value
    no: Value


def narrowed(run: Run, test: Any, frame: Frame) -> Narrowing | None:
    """Try a condition for each possibility of the name it is about; None when it tells none of them apart."""
    name = _subject(test)
    slots = _slots(name, frame) if name else None
    value = None if slots is None else slots[name]
    if slots is None or not isinstance(value, OneOf):
        return None
    verdicts = [_verdict(run, test, frame, slots, name, option) for option in value.options]
    yes = [option for option, verdict in zip(value.options, verdicts, strict=True) if verdict is not False]
    no = [option for option, verdict in zip(value.options, verdicts, strict=True) if verdict is not True]
    if not yes or not no or len(yes) == len(no) == len(verdicts):
        return None
    return Narrowing(slots, name, one_of(yes), one_of(no))


def _subject(test: Any) -> str:
    """The name that a condition of a simple form is about; empty for any other form."""
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return _subject(test.expression)
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and _plain(test.comparisons[0].comparator):
        return _subject(test.left)
    if isinstance(test, cst.Call) and isinstance(test.func, cst.Name) and test.func.value == "isinstance" and test.args:
        return _subject(test.args[0].value)
    return test.value if isinstance(test, cst.Name) else ""


def _plain(node: Any) -> bool:
    """Whether an expression runs nothing: a call would be run anew for each possibility."""
    return not any(isinstance(inner, cst.Call) for inner in (node, *below(node)))


def _slots(name: str, frame: Frame) -> Cell | None:
    scope: Frame | None = frame
    while scope is not None and name not in scope.values:
        scope = scope.parent
    return None if scope is None else scope.values


def _verdict(run: Run, test: Any, frame: Frame, slots: Cell, name: str, option: Value) -> bool | None:
    found: list[bool | None] = []

    def suppose() -> str:
        run.state.write(slots, name, option)
        found.append(truth(run.evaluate(test, frame)))
        return NORMAL

    run.state.trial(suppose)
    return found[0]
