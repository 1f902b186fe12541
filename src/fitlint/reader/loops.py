"""Loops: turn by turn while the turns differ, once for all the others when they are alike or the budget is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.reader import texts
from fitlint.reader.assign import assign
from fitlint.reader.containers import element, iterable_kind, iterate, sweep
from fitlint.reader.operators import truth
from fitlint.reader.run import MOST_LOOP_STEPS, MOST_UNROLLED
from fitlint.reader.state import BREAK, CONTINUE, EXIT, NORMAL, RETURN, LoopRecord, leave
from fitlint.reader.turns import Turns
from fitlint.reader.values import Const, Ext, Maybe, OneOf, Seq, Unknown, Value, one_of, options, same
from fitlint.reader.walk import own

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fitlint.reader.cells import Frame
    from fitlint.reader.run import Run
    from fitlint.reader.state import Delta

SETTERS = frozenset({"AssignTarget", "AugAssign", "AnnAssign"})
TOO_LONG = "a loop takes more steps than fitlint follows"


def for_(run: Run, node: cst.For, frame: Frame) -> str:
    """``for target in iterable: ... else: ...``."""
    iterable = run.evaluate(node.iter, frame)
    items = iterate(iterable)
    if items is not None and len(items) <= MOST_UNROLLED:
        return _bounded(run, node, frame, lambda: _unroll(run, node, items, frame))
    record = LoopRecord(node, iterable_kind(iterable), None if items is None else len(items))

    def once() -> str:
        assign(run, node.target, element(iterable), frame)
        return run.execute(node.body.body, frame)

    certain = bool(items) or _certainly_many(iterable)
    signal = _bounded(run, node, frame, lambda: repeat(run, record, once, frame, certain))
    return signal if signal in (RETURN, EXIT) else _orelse(run, node.orelse, frame, signal)


def _bounded(run: Run, node: cst.For | cst.While, frame: Frame, loop: Callable[[], str]) -> str:
    """Run a loop on a budget of its own; names that it sets are not known when that is spent."""

    def given_up() -> str:
        names = {getattr(n.target, "value", "") for n in own(node.body) if type(n).__name__ in SETTERS}
        for name in names & frame.values.keys():
            if any(isinstance(option, Const) for option in options(frame.values[name])):
                run.state.write(frame.values, name, Unknown(TOO_LONG))
        return NORMAL

    return run.within(MOST_LOOP_STEPS, loop, given_up, TOO_LONG)


def _certainly_many(iterable: Value) -> bool:
    """Whether a loop runs at least once: over layers, say, or over the lines of a configuration file."""
    return (isinstance(iterable, Ext) and "many" in iterable.traits) or texts.lines(iterable) is not None


def _orelse(run: Run, node: cst.Else | None, frame: Frame, signal: str) -> str:
    return run.execute(node.body.body, frame) if node is not None and signal == NORMAL else NORMAL


def _unroll(run: Run, node: cst.For, items: Sequence[Value], frame: Frame) -> str:
    record = LoopRecord(node, "list", len(items))
    turns = Turns(run, node)
    run.loops.append(record)
    signal = NORMAL
    try:
        for position, item in enumerate(items):
            rest = len(items) - position > 1 and turns.enough()
            if rest:
                turns.widen()
                item = _any_of(items[position:])
            signal = _turn(run, node, record, item, frame, swept=len(items) > 1)
            turns.end()
            if rest:
                turns.widen()
            if rest or signal != NORMAL:
                break
            turns.begin()
    finally:
        run.loops.pop()
    return _loop_ends(run, record, signal, node.orelse, frame)


def _turn(run: Run, node: cst.For, record: LoopRecord, item: Value, frame: Frame, swept: bool) -> str:
    """One turn; returns how the loop ends after it, NORMAL when it goes on."""
    value, certain = (item.value, False) if isinstance(item, Maybe) else (item, True)

    def once() -> str:
        assign(run, node.target, sweep(value) if swept else value, frame)
        return run.execute(node.body.body, frame)

    signal = once() if certain else run.fork([once, lambda: NORMAL], frame)
    return _round_ends(run, record, signal, frame)


def _any_of(items: Sequence[Value]) -> Value:
    """What stands for any of several elements; rows are joined column by column."""
    values = [item.value if isinstance(item, Maybe) else item for item in items]
    rows = [value for value in values if isinstance(value, Seq) and value.exact and value.kind == "tuple"]
    if len(rows) < len(values) or len({len(row.items) for row in rows}) > 1:
        found = one_of(values)
    else:
        found = Seq("tuple", tuple(one_of(list(column)) for column in zip(*(row.items for row in rows), strict=True)))
    return Maybe(found) if all(isinstance(item, Maybe) for item in items) else found


def _round_ends(run: Run, record: LoopRecord, signal: str, frame: Frame) -> str:
    """How the loop ends after this round; NORMAL when it goes on, at least in the runs that skipped the rest of it."""
    skipped, record.skipped = record.skipped, []
    if skipped:
        leave(signal, run.state.mark(), frame, record)
        record.skipped = []
        run.state.rejoin(skipped, signal in (NORMAL, CONTINUE))
    return NORMAL if skipped or signal == CONTINUE else signal


def _loop_ends(run: Run, record: LoopRecord, signal: str, orelse: cst.Else | None, frame: Frame) -> str:
    """After the last round; runs that left the loop before that come in again, behind its ``else``."""
    left, record.left = record.left, []
    signal = NORMAL if signal == BREAK else _orelse(run, orelse, frame, signal) if signal == NORMAL else signal
    if not left:
        return signal
    leave(signal, run.state.mark(), frame, run.loops[-1] if run.loops else None)
    run.state.rejoin(left, signal == NORMAL)
    return NORMAL


def while_(run: Run, node: cst.While, frame: Frame) -> str:
    """``while test: ... else: ...``."""
    return _bounded(run, node, frame, lambda: _while(run, node, frame))


def _while(run: Run, node: cst.While, frame: Frame) -> str:
    record = LoopRecord(node, "while", None)
    verdict = truth(run.evaluate(node.test, frame))
    turns = Turns(run, node)
    rounds, signal = 0, NORMAL
    while verdict is True and signal == NORMAL and not _forever(node.test):
        rest = rounds >= MOST_UNROLLED or turns.enough()
        if rest:
            turns.widen()
        run.loops.append(record)
        try:
            signal = run.execute(node.body.body, frame)
            signal = _round_ends(run, record, signal, frame)
        finally:
            run.loops.pop()
        turns.end()
        if rest:
            turns.widen()
            return _loop_ends(run, record, signal, node.orelse, frame)
        turns.begin()
        rounds += 1
        if signal == NORMAL:
            verdict = truth(run.evaluate(node.test, frame))
    if verdict is False or signal != NORMAL:
        return _loop_ends(run, record, signal, node.orelse, frame)
    signal = repeat(run, record, lambda: run.execute(node.body.body, frame), frame, certain=verdict is True)
    return signal if signal in (RETURN, EXIT) else NORMAL


def _forever(test: cst.BaseExpression) -> bool:
    return isinstance(test, (cst.Name, cst.Integer))


def repeat(run: Run, record: LoopRecord, once: Callable[[], str], frame: Frame, certain: bool) -> str:
    """A loop of unknown length.

    A first round that happens (or may happen), then a second one to see what keeps changing.
    """
    run.loops.append(record)
    nested = len(run.loops) > 1 and not certain
    try:
        signal, first = _round(run, record, once, frame, certain)
        if signal in (RETURN, EXIT, BREAK) and certain:
            return NORMAL if signal == BREAK else signal
        if nested:
            _forget(run, first)
        else:
            _, second = _round(run, record, once, frame, certain=False)
            _forget(run, {k: v for k, v in second.items() if k in first and _moves(first[k][2], v[2])})
    finally:
        run.loops.pop()
        left, record.left = record.left, []
        run.state.rejoin(left, still_running=True)
    return NORMAL


def _round(run: Run, record: LoopRecord, once: Callable[[], str], frame: Frame, certain: bool) -> tuple[str, Delta]:
    if not certain:
        run.state.uncertain += 1
    try:
        signal, delta, mark = run.state.trial(lambda: _round_ends(run, record, once(), frame))
    finally:
        if not certain:
            run.state.uncertain -= 1
    if signal == RETURN:
        leave(signal, mark, frame, record)
    arms = [] if signal == RETURN else [delta]
    run.state.merge(arms if certain and arms else [*arms, {}])
    return signal, delta


def _moves(before: Any, after: Any) -> bool:
    """Whether a second round leaves a constant that the first one did not."""
    known = options(before) if isinstance(before, Value) else ()
    return isinstance(after, Value) and any(
        isinstance(option, Const) and not any(same(option, other) for other in known) for option in options(after)
    )


def _forget(run: Run, delta: Delta) -> None:
    for container, key, value in delta.values():
        if isinstance(value, (Const, OneOf)) and any(map(_number, options(value))):
            run.state.write(container, key, Unknown("changes in a loop"))


def _number(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
