"""Statements: the order in which things happen.

Every handler returns how the statement ended (NORMAL, RETURN, BREAK, CONTINUE, EXIT).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import libcst as cst

from fitlint.reader import loops
from fitlint.reader.assign import assign, assign_name, delete, literal_declared
from fitlint.reader.containers import extend
from fitlint.reader.functions import define_class, define_function
from fitlint.reader.imports import imported, imported_name
from fitlint.reader.narrowing import narrowed
from fitlint.reader.operators import operate, truth
from fitlint.reader.run import node_name
from fitlint.reader.state import BREAK, CONTINUE, EXIT, NORMAL, RETURN
from fitlint.reader.values import NONE, Const, Seq, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.reader.cells import Frame
    from fitlint.reader.run import Run, Statement


def block(run: Run, node: cst.BaseSuite | None, frame: Frame) -> str:
    """Run an indented block or a one-line suite."""
    return NORMAL if node is None else run.execute(node.body, frame)


def _line(run: Run, node: cst.SimpleStatementLine, frame: Frame) -> str:
    return run.execute(node.body, frame)


def _expression(run: Run, node: cst.Expr, frame: Frame) -> str:
    run.evaluate(node.value, frame)
    return NORMAL


def _assign(run: Run, node: cst.Assign, frame: Frame) -> str:
    value = run.evaluate(node.value, frame)
    for target in node.targets:
        assign(run, target.target, value, frame)
        literal_declared(run, target.target, value, node, frame)
    return NORMAL


def _annotated(run: Run, node: cst.AnnAssign, frame: Frame) -> str:
    if node.value is not None:
        value = run.evaluate(node.value, frame)
        assign(run, node.target, value, frame)
        literal_declared(run, node.target, value, node, frame)
    return NORMAL


def _augmented(run: Run, node: cst.AugAssign, frame: Frame) -> str:
    before = run.evaluate(node.target, frame)
    value = run.evaluate(node.value, frame)
    operator = type(node.operator).__name__.removesuffix("Assign")
    if isinstance(before, Seq) and before.kind == "list" and operator == "Add":
        extend(run, before, value)
    else:
        assign(run, node.target, operate(operator, before, value, node), frame)
    return NORMAL


def _return(run: Run, node: cst.Return, frame: Frame) -> str:
    value = NONE if node.value is None else run.evaluate(node.value, frame)
    frame.returns.append(value)
    return RETURN


def _raise(run: Run, node: cst.Raise, frame: Frame) -> str:
    return EXIT


def _break(run: Run, node: cst.Break, frame: Frame) -> str:
    return BREAK


def _continue(run: Run, node: cst.Continue, frame: Frame) -> str:
    return CONTINUE


def _global(run: Run, node: cst.Global, frame: Frame) -> str:
    frame.globals_.update(name.name.value for name in node.names)
    return NORMAL


def _del(run: Run, node: cst.Del, frame: Frame) -> str:
    delete(run, node.target, frame)
    return NORMAL


def _import(run: Run, node: cst.Import, frame: Frame) -> str:
    for alias in node.names:
        dotted = node_name(alias.name)
        if alias.asname is not None:
            assign_name(run, node_name(alias.asname.name), imported(run, dotted, frame), frame)
        else:
            first = dotted.split(".", 1)[0]
            assign_name(run, first, imported(run, first, frame), frame)
    return NORMAL


def _import_from(run: Run, node: cst.ImportFrom, frame: Frame) -> str:
    module = "." * len(node.relative) + (node_name(node.module) if node.module is not None else "")
    if isinstance(node.names, cst.ImportStar):
        frame.stars.append(module)
        return NORMAL
    for alias in node.names:
        name = node_name(alias.name)
        bound = node_name(alias.asname.name) if alias.asname is not None else name
        assign_name(run, bound, imported_name(run, module, name, frame), frame)
    return NORMAL


def _if(run: Run, node: cst.If, frame: Frame) -> str:
    verdict = truth(run.evaluate(node.test, frame))
    if verdict is True:
        return block(run, node.body, frame)
    if verdict is False:
        return _else(run, node.orelse, frame)
    known = narrowed(run, node.test, frame)

    def then() -> str:
        if known is not None:
            run.state.write(known.slots, known.name, known.yes)
        return block(run, node.body, frame)

    def otherwise() -> str:
        if known is not None:
            run.state.write(known.slots, known.name, known.no)
        return _else(run, node.orelse, frame)

    return run.fork([then, otherwise], frame)


def _else(run: Run, node: cst.If | cst.Else | None, frame: Frame) -> str:
    if node is None:
        return NORMAL
    if isinstance(node, cst.If):
        run.step()
        return _if(run, node, frame)
    return block(run, node.body, frame)


def _with(run: Run, node: cst.With, frame: Frame) -> str:
    for item in node.items:
        value = run.evaluate(item.item, frame)
        if item.asname is not None:
            assign(run, item.asname.name, value, frame)
    return block(run, node.body, frame)


def _try(run: Run, node: cst.Try | cst.TryStar, frame: Frame) -> str:
    signal = block(run, node.body, frame)
    handlers = [partial(_handler, run, handler, frame) for handler in node.handlers]
    if signal == EXIT and handlers:
        signal = run.fork([*handlers], frame) if len(handlers) > 1 else handlers[0]()
    else:
        run.state.uncertain += 1
        try:
            for handler in handlers:
                _, delta, _ = run.state.trial(handler)
                fresh = {k: change for k, change in delta.items() if change[1] not in change[0]}
                run.state.merge([fresh])
        finally:
            run.state.uncertain -= 1
        if signal == NORMAL and node.orelse is not None:
            signal = block(run, node.orelse.body, frame)
    if node.finalbody is not None:
        last = block(run, node.finalbody.body, frame)
        signal = last if last != NORMAL else signal
    return signal


def _handler(run: Run, node: cst.ExceptHandler | cst.ExceptStarHandler, frame: Frame) -> str:
    if node.name is not None:
        assign(run, node.name.name, Unknown("an exception"), frame)
    return block(run, node.body, frame)


def _match(run: Run, node: cst.Match, frame: Frame) -> str:
    subject = run.evaluate(node.subject, frame)
    arms: list[Callable[[], str]] = []
    for case in node.cases:
        pattern = case.pattern
        if isinstance(pattern, cst.MatchValue) and case.guard is None:
            option = run.evaluate(pattern.value, frame)
            if isinstance(subject, Const) and not subject.soft and isinstance(option, Const):
                if subject.value == option.value:
                    return block(run, case.body, frame)
                continue
        arms.append(partial(block, run, case.body, frame))
        if isinstance(pattern, cst.MatchAs) and pattern.pattern is None and case.guard is None:
            return arms[0]() if len(arms) == 1 else run.fork(arms, frame)
    return run.fork([*arms, lambda: NORMAL], frame) if arms else NORMAL


def _function(run: Run, node: cst.FunctionDef, frame: Frame) -> str:
    assign_name(run, node.name.value, define_function(run, node, frame), frame)
    return NORMAL


def _class(run: Run, node: cst.ClassDef, frame: Frame) -> str:
    assign_name(run, node.name.value, define_class(run, node, frame), frame)
    return NORMAL


STATEMENTS: dict[type, Statement] = {
    cst.SimpleStatementLine: _line,
    cst.Expr: _expression,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _global,
    cst.Del: _del,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.If: _if,
    cst.For: loops.for_,
    cst.While: loops.while_,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.Match: _match,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
}
