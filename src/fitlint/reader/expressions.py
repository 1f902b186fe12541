"""Expressions: what each kind of syntax is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.reader import imports, keras_api
from fitlint.reader.assign import assign, bind_name, literal_argument
from fitlint.reader.attributes import attribute
from fitlint.reader.cells import Frame
from fitlint.reader.containers import element, iterable_kind, iterate, length, subscript, sweep, unswept
from fitlint.reader.functions import define_lambda
from fitlint.reader.indexing import index
from fitlint.reader.operators import LONGEST_TEXT, compare, operate, truth, unary
from fitlint.reader.run import MOST_LOOP_STEPS, MOST_UNROLLED, Call
from fitlint.reader.state import NORMAL, LoopRecord
from fitlint.reader.turns import PATIENCE, plain
from fitlint.reader.values import Const, Deferred, Dict, Ext, Item, Maybe, Seq, Unknown, Value, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fitlint.reader.run import Expression, Run

BUILTINS = frozenset(
    (
        "abs all any bool bytes callable chr dict dir divmod enumerate eval exec exit filter float format frozenset "
        "getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max min "
        "next object oct open ord pow print property quit range repr reversed round set setattr slice sorted "
        "staticmethod classmethod str sum super tuple type vars zip display"
    ).split()
)
CONSTANTS: dict[str, Any] = {"True": True, "False": False, "None": None}


def _name(run: Run, node: cst.Name, frame: Frame) -> Value:
    name = node.value
    if name in CONSTANTS:
        return run.literal(CONSTANTS[name], node)
    if name == "__name__":
        return Const("__main__" if frame.module().file is None else "imported")
    scope: Frame | None = frame
    while scope is not None:
        if name in scope.values:
            value: Value = scope.values[name]
            if isinstance(value, Deferred):
                value = scope.values[name] = imports.resolve(run, value)
            return value
        scope = scope.parent
    return _global_name(run, name, node, frame)


def _global_name(run: Run, name: str, node: cst.Name, frame: Frame) -> Value:
    if name in BUILTINS:
        return Ext(f"builtins.{name}")
    if name == "__file__":
        return Const(run.path_of(frame))
    stars = frame.module().stars
    for root in reversed(stars):
        found = imports.from_star(run, root, name, frame)
        if found is not None:
            return found
    if (meant := _bare(name)) is not None:
        if run.bare and not stars:
            return Ext(meant)
        if any(imports.unread_star(run, star, frame) for star in stars):
            run.guessed = True
            return Ext(meant)
    return run.unknown(node, f"`{name}` is not defined in this file")


def _bare(name: str) -> str | None:
    """What a name that nothing here defines means in a script of Keras."""
    if name in keras_api.BARE_NAMES:
        return f"keras.{keras_api.BARE_NAMES[name]}"
    return keras_api.BARE_MODULES.get(name)


def _attribute(run: Run, node: cst.Attribute, frame: Frame) -> Value:
    return attribute(run, run.evaluate(node.value, frame), node.attr.value, node)


def _integer(run: Run, node: cst.Integer, frame: Frame) -> Value:
    text = node.value.replace("_", "")
    return run.literal(int(text, 0), node) if len(text) < 64 else Unknown("a very long number")


def _float(run: Run, node: cst.Float, frame: Frame) -> Value:
    return run.literal(float(node.value.replace("_", "")), node)


def _string(run: Run, node: cst.SimpleString | cst.ConcatenatedString, frame: Frame) -> Value:
    text = node.evaluated_value if len(node.raw_value if isinstance(node, cst.SimpleString) else "") < 20_000 else None
    return run.literal(text, node) if isinstance(text, str) else Unknown("bytes or a long text")


def _formatted(run: Run, node: cst.FormattedString, frame: Frame) -> Value:
    parts: list[str] = []
    soft = False
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            parts.append(part.value)
            continue
        value = run.evaluate(part.expression, frame) if isinstance(part, cst.FormattedStringExpression) else None
        if (
            not isinstance(value, Const)
            or not isinstance(part, cst.FormattedStringExpression)
            or part.format_spec
            or part.conversion
        ):
            return Unknown("a formatted text")
        parts.append(str(value.value))
        soft = soft or value.soft
    text = "".join(parts)
    return Const(text, (run.place(node),), soft) if len(text) <= LONGEST_TEXT else Unknown("a very long text")


def _binary(run: Run, node: cst.BinaryOperation, frame: Frame) -> Value:
    left = run.evaluate(node.left, frame)
    return operate(type(node.operator).__name__, left, run.evaluate(node.right, frame), node)


def _unary(run: Run, node: cst.UnaryOperation, frame: Frame) -> Value:
    value = unary(type(node.operator).__name__, run.evaluate(node.expression, frame), node)
    return (
        run.literal(value.value, node)
        if isinstance(value, Const) and isinstance(node.expression, cst.Integer | cst.Float)
        else value
    )


def _comparison(run: Run, node: cst.Comparison, frame: Frame) -> Value:
    left = run.evaluate(node.left, frame)
    verdicts: list[Value] = []
    for target in node.comparisons:
        right = run.evaluate(target.comparator, frame)
        verdicts.append(compare(type(target.operator).__name__, left, right))
        left = right
    return verdicts[0] if len(verdicts) == 1 else _all(verdicts)


def _all(verdicts: list[Value]) -> Value:
    truths = [truth(v) for v in verdicts]
    if False in truths:
        return Const(False)
    return Unknown("a condition that is not known") if None in truths else Const(True)


def _boolean(run: Run, node: cst.BooleanOperation, frame: Frame) -> Value:
    left = run.evaluate(node.left, frame)
    wanted = isinstance(node.operator, cst.Or)
    verdict = truth(left)
    if verdict is wanted:
        return left
    right = run.evaluate(node.right, frame)
    if verdict is not None:
        return right
    if isinstance(left, Const) and isinstance(right, Const):
        return Const(left.value or right.value if wanted else left.value and right.value, (), soft=True)
    return Unknown("a condition that is not known") if isinstance(left, Unknown) else one_of([left, right])


def _conditional(run: Run, node: cst.IfExp, frame: Frame) -> Value:
    verdict = truth(run.evaluate(node.test, frame))
    if verdict is not None:
        return run.evaluate(node.body if verdict else node.orelse, frame)
    found: list[Value] = []

    def arm(branch: cst.BaseExpression) -> Callable[[], str]:
        def once() -> str:
            found.append(run.evaluate(branch, frame))
            return NORMAL

        return once

    run.fork([arm(node.body), arm(node.orelse)], frame)
    return one_of(found)


def _elements(run: Run, nodes: Sequence[cst.BaseElement], frame: Frame) -> tuple[tuple[Value, ...], bool]:
    items: list[Value] = []
    open_ = False
    for entry in nodes:
        value = run.evaluate(entry.value, frame)
        if isinstance(entry, cst.StarredElement):
            spread = iterate(value)
            if spread is None:
                open_ = True
            else:
                items.extend(spread)
        else:
            items.append(value)
    return tuple(items), open_


def _list(run: Run, node: cst.List | cst.Tuple | cst.Set, frame: Frame) -> Value:
    run.step(1 + len(node.elements) // 8)
    items, open_ = _elements(run, node.elements, frame)
    return Seq(type(node).__name__.lower(), items, node, open_)


def _dict(run: Run, node: cst.Dict, frame: Frame) -> Value:
    run.step(1 + len(node.elements) // 8)
    result = Dict({}, node)
    for entry in node.elements:
        value = run.evaluate(entry.value, frame)
        if isinstance(entry, cst.DictElement):
            key = run.evaluate(entry.key, frame)
            if isinstance(key, Const):
                result.entries[key.value] = value
                result.keys[key.value] = run.place(entry.key)
            else:
                result.extra["open"] = True
        elif isinstance(value, Dict):
            result.spread(value)
        else:
            result.extra["open"] = True
    return result


def _subscript(run: Run, node: cst.Subscript, frame: Frame) -> Value:
    return subscript(run, run.evaluate(node.value, frame), index(run, node, frame), node)


def _lambda(run: Run, node: cst.Lambda, frame: Frame) -> Value:
    return define_lambda(run, node, frame)


def _walrus(run: Run, node: cst.NamedExpr, frame: Frame) -> Value:
    value = run.evaluate(node.value, frame)
    assign(run, node.target, value, frame)
    return value


def _await(run: Run, node: cst.Await, frame: Frame) -> Value:
    return run.evaluate(node.expression, frame)


def _yield(run: Run, node: cst.Yield, frame: Frame) -> Value:
    if isinstance(node.value, cst.BaseExpression):
        run.evaluate(node.value, frame)
    return Unknown("what a generator is sent")


def _comprehension(run: Run, node: cst.ListComp | cst.SetComp | cst.GeneratorExp, frame: Frame) -> Value:
    found: list[Value] = []
    kept = _kept(run)
    complete = _collect(run, node, frame, found, lambda inner: kept(run.evaluate(node.elt, inner)))
    if not complete:
        return Seq("list", tuple(Maybe(v) for v in found), node, open_=True)
    return Seq("set" if isinstance(node, cst.SetComp) else "list", tuple(found), node)


def _kept(run: Run) -> Callable[[Value], Value]:
    """What a comprehension collects is one value each, no longer one of several that are tried."""
    return unswept if not run.loops else lambda value: value


def _dict_comprehension(run: Run, node: cst.DictComp, frame: Frame) -> Value:
    result = Dict({}, node)
    kept = _kept(run)

    def add(inner: Frame) -> Value:
        key, value = run.evaluate(node.key, inner), kept(run.evaluate(node.value, inner))
        if isinstance(key, Const):
            result.entries[key.value] = value
        else:
            result.extra["open"] = True
        return value

    if not _collect(run, node, frame, [], add):
        result.entries.clear()
        result.extra["open"] = True
    return result


def _collect(
    run: Run, node: cst.BaseComp, frame: Frame, found: list[Value], element_of: Callable[[Frame], Value]
) -> bool:
    """Run the rounds of a comprehension, on a budget of its own; False when they are not all known.

    Of plain values no more are collected than are worth following.
    """
    start, granted = run.steps, MOST_LOOP_STEPS // 2

    def body(inner: Frame) -> bool:
        value = element_of(inner)
        found.append(value)
        spent = run.steps - start
        return spent < PATIENCE * 2 or (spent < granted and not plain(value))

    def rounds() -> bool:
        return _rounds(run, node, node.for_in, frame, body)[0]

    return run.within(MOST_LOOP_STEPS, rounds, lambda: False, "a comprehension takes more steps than fitlint follows")


def _rounds(
    run: Run, comp: cst.BaseComp, node: cst.CompFor, frame: Frame, body: Callable[[Frame], bool]
) -> tuple[bool, bool]:
    """Run the body of a comprehension once a round, until it has enough.

    Returns whether the rounds are all known (else it ran once on an unknown element), and whether it wants more.
    """
    iterable = run.evaluate(node.iter, frame)
    run.loops.append(LoopRecord(node, iterable_kind(iterable), length(iterable), comp))
    try:
        return _visit(run, comp, node, iterable, frame, body)
    finally:
        run.loops.pop()


def _visit(
    run: Run, comp: cst.BaseComp, node: cst.CompFor, iterable: Value, frame: Frame, body: Callable[[Frame], bool]
) -> tuple[bool, bool]:
    items = iterate(iterable)
    complete = items is not None and len(items) <= MOST_UNROLLED and not any(isinstance(i, Maybe) for i in items)
    swept = items is not None and len(items) > 1
    rounds = items if items is not None and complete else (element(iterable),)
    for position, item in enumerate(rounds, 1):
        run.step()
        inner = Frame(frame, frame.qualname, frame.depth)
        inner.self_, inner.cls = frame.self_, frame.cls
        bind_name(run, node.target, sweep(item) if swept else item, inner)
        verdicts = [truth(run.evaluate(test.test, inner)) for test in node.ifs]
        if False in verdicts:
            continue
        if None in verdicts:
            complete = False
        if node.inner_for_in is not None:
            whole, more = _rounds(run, comp, node.inner_for_in, inner, body)
            complete = complete and whole
        else:
            more = body(inner)
        if not more:
            return complete and position == len(rounds), False
    return complete, True


def _call(run: Run, node: cst.Call, frame: Frame) -> Value:
    function = run.evaluate(node.func, frame)
    args: list[Item] = []
    kwargs: dict[str, Item] = {}
    open_ = False
    for arg in node.args:
        value = run.evaluate(arg.value, frame)
        if arg.star == "**":
            open_ = _spread_keywords(value, kwargs) or open_
        elif arg.star == "*":
            spread = iterate(value)
            open_ = open_ or spread is None
            args.extend(Item(v, arg.value) for v in spread or ())
        elif arg.keyword is not None:
            kwargs[arg.keyword.value] = item = Item(value, arg.value)
            if not (isinstance(function, Ext) and function.path == "builtins.dict"):  # its entries are declared
                literal_argument(run, arg.keyword.value, item, arg.keyword, frame)
        else:
            args.append(Item(value, arg.value))
    return run.call(function, Call(tuple(args), kwargs, open_, node, frame))


def _spread_keywords(value: Value, kwargs: dict[str, Item]) -> bool:
    """Add the entries of ``**value``; True when there may be more of them."""
    if not isinstance(value, Dict):
        return True
    for key, entry in value.entries.items():
        if isinstance(key, str):
            kwargs[key] = Item(entry, value.keys[key].node if key in value.keys else None)
    return value.open


EXPRESSIONS: dict[type, Expression] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.SimpleString: _string,
    cst.ConcatenatedString: _string,
    cst.FormattedString: _formatted,
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    cst.Comparison: _comparison,
    cst.BooleanOperation: _boolean,
    cst.IfExp: _conditional,
    cst.List: _list,
    cst.Tuple: _list,
    cst.Set: _list,
    cst.Dict: _dict,
    cst.Subscript: _subscript,
    cst.Lambda: _lambda,
    cst.NamedExpr: _walrus,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.ListComp: _comprehension,
    cst.SetComp: _comprehension,
    cst.GeneratorExp: _comprehension,
    cst.DictComp: _dict_comprehension,
    cst.Call: _call,
}
