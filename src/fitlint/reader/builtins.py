"""Python's built-in functions on abstract values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.reader.assign import set_attribute
from fitlint.reader.attributes import attribute
from fitlint.reader.containers import copied, dict_method, element, iterate, length, subscript, unordered, update
from fitlint.reader.data_shapes import length_of
from fitlint.reader.operators import operate, truth
from fitlint.reader.provenance import path_of
from fitlint.reader.run import MOST_UNROLLED, Call, Exited, Run
from fitlint.reader.values import (
    NONE,
    Class,
    Const,
    Dict,
    Ext,
    Inst,
    Layer,
    Mapping,
    Maybe,
    Model,
    Namespace,
    OneOf,
    Opened,
    Searched,
    Seq,
    Super,
    Unknown,
    Value,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_RANGE = 256


def call(run: Run, name: str, call: Call) -> Value:
    """``name(...)`` for a built-in ``name``."""
    handler = HANDLERS.get(name)
    if handler is not None:
        return handler(run, call)
    if name.startswith("dict.") and isinstance(owner := call.first(), Dict):  # ``dict.__init__(self, content)``
        return dict_method(run, owner, name[5:], call._replace(args=call.args[1:]))
    return Ext(f"builtins.{name}()", None, tuple(item.value for item in call.args), None, call.node)


def _length(run: Run, call: Call) -> Value:
    value = call.first()
    known = None if value is None else length(value)
    if known is not None:
        return Const(known)
    return length_of(run, value, call.node) or Unknown("a length")


def _range(run: Run, call: Call) -> Value:
    bounds = [item.value for item in call.args]
    numbers = [b.value for b in bounds if isinstance(b, Const) and type(b.value) is int]
    if len(numbers) == len(bounds) and 0 < len(numbers) <= 3 and (len(numbers) < 3 or numbers[2] != 0):
        soft = any(isinstance(b, Const) and b.soft for b in bounds)
        steps = range(*numbers)
        if not soft and len(steps) <= LONGEST_RANGE:
            return Seq("range", tuple(Const(i) for i in steps), call.node)
        if not soft:
            return Ext("builtins.range()", None, tuple(bounds), None, call.node, frozenset(("many",)))
    return Ext("builtins.range()", None, tuple(bounds), None, call.node, _searched_rounds(bounds))


def _searched_rounds(bounds: list[Value]) -> frozenset[str]:
    """``range(hp.Int("depth", 1, 4))`` has at least one round, whatever the search chooses."""
    start, stop = (Const(0), *bounds) if len(bounds) == 1 else bounds[:2] if len(bounds) == 2 else (NONE, NONE)
    first = start.value if isinstance(start, Const) and not start.soft else None
    least = stop.low if isinstance(stop, Searched) else None
    return frozenset(("many",)) if type(first) is int and least is not None and least > first else frozenset()


def _enumerate(run: Run, call: Call) -> Value:
    value, start = call.first(), call.get(1, "start")
    items = None if value is None else iterate(value)
    if items is None:
        return Ext("builtins.enumerate()", None, tuple(item.value for item in call.args), None, call.node)
    first = start.value if isinstance(start, Const) and type(start.value) is int else 0
    return Seq("list", tuple(_numbered(i, item) for i, item in enumerate(items, first)))


def _numbered(number: int, item: Value) -> Value:
    if isinstance(item, Maybe):
        return Maybe(Seq("tuple", (Const(number), item.value)))
    return Seq("tuple", (Const(number), item))


MOST_IN_ROWS = 20_000


def _zip(run: Run, call: Call) -> Value:
    columns = [iterate(item.value) for item in call.args]
    known = [c for c in columns if c is not None and not any(isinstance(v, Maybe) for v in c)]
    if len(known) < len(columns) or not known or min(map(len, known)) * len(known) > MOST_IN_ROWS:
        return Ext("builtins.zip()", None, tuple(item.value for item in call.args), None, call.node)
    return Seq("list", tuple(Seq("tuple", row) for row in zip(*known, strict=False)))


def _sequence(kind: str) -> Callable[[Run, Call], Value]:
    def make(run: Run, call: Call) -> Value:
        value = call.first()
        if value is None:
            return Seq(kind, (), call.node)
        if isinstance(value, Seq):
            return Seq(kind, value.items, call.node, value.open)
        items = iterate(value)
        if items is not None:
            return Seq(kind, tuple(items), call.node)
        if isinstance(value, Ext):
            return Ext(f"{value.path}[]", value, (), None, call.node, value.traits, value.noise)
        return Seq(kind, (), call.node, open_=True)

    return make


def _reordered(run: Run, call: Call) -> Value:
    value = call.first()
    if isinstance(value, Seq) and value.exact:
        reverse = truth(call.kwargs["reverse"].value) if "reverse" in call.kwargs else False
        if "key" not in call.kwargs and reverse is not None and all(isinstance(v, Const) for v in value.items):
            try:
                return Seq("list", tuple(sorted(value.items, key=_constant, reverse=reverse)))
            except TypeError:
                return Seq("list", unordered(value.items))
        return Seq("list", unordered(value.items))
    return _sequence("list")(run, call)


def _constant(value: Value) -> Any:
    return value.value if isinstance(value, Const) else 0


def _reversed(run: Run, call: Call) -> Value:
    value = call.first()
    return Seq("list", value.items[::-1], None, value.open) if isinstance(value, Seq) else _sequence("list")(run, call)


def _dict(run: Run, call: Call) -> Value:
    value = call.first()
    result = copied(value) if isinstance(value, Dict) else Dict({}, call.node)
    pairs = iterate(value) if isinstance(value, Seq) else None
    for pair in pairs or ():
        if isinstance(pair, Seq) and len(pair.items) == 2 and isinstance(pair.items[0], Const):
            result.entries[pair.items[0].value] = pair.items[1]
    if value is not None and not isinstance(value, Dict) and pairs is None:
        result.extra["open"] = True
    update(run, result, None, {k: item.value for k, item in call.kwargs.items()}, call.open)
    result.keys.update({k: run.place(item.node) for k, item in call.kwargs.items() if item.node is not None})
    return result


def _convert(function: Callable[[Any], Any]) -> Callable[[Run, Call], Value]:
    def make(run: Run, call: Call) -> Value:
        value = call.first()
        if isinstance(value, OneOf):
            return one_of(
                [make(run, call._replace(args=(call.args[0]._replace(value=v), *call.args[1:]))) for v in value.options]
            )
        if not isinstance(value, Const) or len(call.args) != 1:
            return Unknown("a conversion of something unknown")
        try:
            return Const(function(value.value), value.origin, value.soft, value.swept)
        except (TypeError, ValueError, OverflowError):
            return Unknown("a conversion that fails")

    return make


def _text(run: Run, call: Call) -> Value:
    value = call.first()
    if isinstance(value, Opened):
        return value.path
    return _convert(str)(run, call)


def _extreme(function: Callable[[list[Any]], Any]) -> Callable[[Run, Call], Value]:
    def make(run: Run, call: Call) -> Value:
        value = call.first()
        items: tuple[Value, ...] = tuple(item.value for item in call.args)
        if len(items) == 1 and isinstance(value, Seq) and value.exact:
            items = value.items
        constants = [v for v in items if isinstance(v, Const)]
        if len(constants) != len(items) or not items or call.kwargs:
            return Unknown("an extreme of something unknown")
        try:
            return Const(function([c.value for c in constants]), (), any(c.soft for c in constants))
        except (TypeError, ValueError):
            return Unknown("an extreme of things that do not compare")

    return make


def _sum(run: Run, call: Call) -> Value:
    value = call.first()
    if not isinstance(value, Seq) or not value.exact:
        return Unknown("a sum of something unknown")
    total: Value = Const(0)
    for item in value.items:
        total = operate("Add", total, item, call.node)
    return total


def _isinstance(run: Run, call: Call) -> Value:
    value, kind = call.get(0, ""), call.get(1, "")
    kinds = kind.items if isinstance(kind, Seq) else (kind,)
    if kinds and all(isinstance(k, Class) for k in kinds):
        return _of_project(value, [k for k in kinds if isinstance(k, Class)])
    paths = {k.path.removeprefix("builtins.") for k in kinds if isinstance(k, Ext)}
    if isinstance(value, Const) and not value.soft and len(paths) == len(kinds):
        return Const(bool(paths & {type(value.value).__name__, *(["int"] if isinstance(value.value, bool) else [])}))
    if isinstance(value, (Seq, Dict)) and len(paths) == len(kinds):
        return Const((value.kind if isinstance(value, Seq) else "dict") in paths)
    return Unknown("whether it is an instance")


def _of_project(value: Value | None, classes: list[Class]) -> Value:
    """Whether a value is an instance of classes of the project."""
    made = value.inst if isinstance(value, (Layer, Model)) else value
    if isinstance(made, (Inst, Mapping)):
        return Const(any(made.cls.derives_from(cls) for cls in classes))
    if isinstance(value, (Const, Dict, Layer, Seq)) or (isinstance(value, Model) and value.kind != "opaque"):
        return Const(False)
    return Unknown("whether it is an instance")


def _getattr(run: Run, call: Call) -> Value:
    name = call.get(1, "name")
    if not call.args or not isinstance(name, Const) or not isinstance(name.value, str):
        return Unknown("an attribute under an unknown name")
    found = attribute(run, call.args[0].value, name.value, call.node)
    return call.args[2].value if isinstance(found, Unknown) and len(call.args) > 2 else found


def _setattr(run: Run, call: Call) -> Value:
    name = call.get(1, "name")
    if len(call.args) == 3 and isinstance(name, Const) and isinstance(name.value, str):
        set_attribute(run, call.args[0].value, name.value, call.args[2].value, call.node)
    return NONE


def _super(run: Run, call: Call) -> Value:
    frame = call.frame
    while frame.self_ is None and frame.parent is not None:
        frame = frame.parent
    owner, cls = frame.self_, frame.cls
    if isinstance(owner, (Inst, Mapping, Model, Layer)) and isinstance(cls, Class):
        return Super(owner, cls)
    return Unknown("super() outside a method")


def _map(run: Run, call: Call) -> Value:
    items = iterate(call.args[1].value) if len(call.args) == 2 else None
    if items is None or len(items) > MOST_UNROLLED or any(isinstance(i, Maybe) for i in items):
        return Ext("builtins.map()", None, tuple(item.value for item in call.args), None, call.node)
    function = call.args[0].value
    return Seq(
        "list",
        tuple(
            run.call(function, call._replace(args=(call.args[1]._replace(value=item),), kwargs={})) for item in items
        ),
    )


def _filter(run: Run, call: Call) -> Value:
    items = iterate(call.args[1].value) if len(call.args) == 2 else None
    function = call.args[0].value if call.args else None
    if items is None or not isinstance(function, Const) or function.value is not None:
        return Ext("builtins.filter()", None, tuple(item.value for item in call.args), None, call.node)
    return Seq("list", tuple(item for item in items if truth(item) is not False))


def _open(run: Run, call: Call) -> Value:
    path, mode = call.get(0, "file") or Unknown("a file"), call.get(1, "mode")
    if isinstance(mode, Const) and isinstance(mode.value, str) and mode.value[:1] in ("w", "a", "x"):
        run.writes.add(path_of(path))
    return path if isinstance(path, Opened) else Opened(path)


def _exit(run: Run, call: Call) -> Value:
    raise Exited


def _next(run: Run, call: Call) -> Value:
    value = call.first()
    if isinstance(value, Seq) and value.exact and value.items:
        return subscript(run, value, Const(0), call.node)
    return Unknown("the next element") if value is None else element(value)


def _same(run: Run, call: Call) -> Value:
    return call.first() or Unknown("nothing")


def _vars(run: Run, call: Call) -> Value:
    value = call.first()
    if isinstance(value, (Namespace, Inst)):
        return Dict({name: entry for name, entry in value.attrs.items() if isinstance(entry, Value)}, call.node)
    return Unknown("the attributes of something unknown")


def _nothing(run: Run, call: Call) -> Value:
    return NONE


HANDLERS: dict[str, Callable[[Run, Call], Value]] = {
    "len": _length,
    "range": _range,
    "enumerate": _enumerate,
    "zip": _zip,
    "list": _sequence("list"),
    "tuple": _sequence("tuple"),
    "set": _sequence("set"),
    "frozenset": _sequence("set"),
    "sorted": _reordered,
    "reversed": _reversed,
    "iter": _same,
    "dict": _dict,
    "int": _convert(int),
    "float": _convert(float),
    "str": _text,
    "bool": _convert(bool),
    "abs": _convert(abs),
    "round": _convert(round),
    "min": _extreme(min),
    "max": _extreme(max),
    "sum": _sum,
    "isinstance": _isinstance,
    "getattr": _getattr,
    "setattr": _setattr,
    "super": _super,
    "map": _map,
    "filter": _filter,
    "open": _open,
    "exit": _exit,
    "quit": _exit,
    "next": _next,
    "vars": _vars,
    "print": _nothing,
    "display": _nothing,
}
