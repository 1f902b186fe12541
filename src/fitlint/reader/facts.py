"""Values in the program's vocabulary: facts with their evidence, components, data, optimizers."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from fitlint import program as p
from fitlint.reader import keras_api
from fitlint.reader.cells import Frame
from fitlint.reader.data_shapes import shape_of
from fitlint.reader.identity import Identities
from fitlint.reader.labels import labels, targets
from fitlint.reader.origins import computes, origins
from fitlint.reader.prepared import resampled
from fitlint.reader.provenance import files, handed
from fitlint.reader.ranges import Ranges, as_read
from fitlint.reader.run import Call, Exhausted, Exited
from fitlint.reader.state import NORMAL
from fitlint.reader.values import (
    Bound,
    Class,
    Component,
    Const,
    Dict,
    Ext,
    Func,
    Inst,
    Item,
    Layer,
    OneOf,
    Optimizer,
    Place,
    Searched,
    Seq,
    Unknown,
    Value,
    leaves,
    options,
)
from fitlint.reader.walk import below

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fitlint.reader.encoders import Found
    from fitlint.reader.run import Run

RATE_NAMES = frozenset({"lr", "learning_rate"})
MOST_FACTS_DEPTH = 6
MOST_PARTS = 50_000


class Facts:
    """Turns the values of a run into facts; every optimizer and every data value becomes one object of the program."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.optimizers: dict[int, p.Optimizer] = {}
        self.identities = Identities(run)
        self.n_layers = 0
        self.ranges = Ranges()
        self.spent = 0

    def anchor(self, node: object, symbol: str = "") -> p.Anchor:
        """A place in the script."""
        return p.Anchor(self.run.file_of(node), node, symbol)

    def step(self, place: Place, value: object) -> p.Step:
        """One link of a chain of evidence."""
        if isinstance(place.node, p.Span):
            return p.Step(p.Anchor(place.filename, place.node), place.text)
        return p.Step(p.Anchor(place.filename, place.node), place.text or f"{value!r} is written here")

    def steps(self, value: Const, node: object) -> tuple[p.Step, ...]:
        """The chain of evidence of a constant: named places where there are any, else where it is written."""
        places = [place for place in value.origin if place.node is not node]
        named = [place for place in places if place.text]
        return tuple(self.step(place, value.value) for place in (named or places)[:4])

    def fact(self, item: Item, depth: int = 0) -> p.Fact:
        """What is known about an argument."""
        anchor = None if item.node is None else self.anchor_of(item.node)
        found: list[object] = []
        origin: tuple[p.Step, ...] = ()
        soft = swept = False
        for option in options(item.value):
            if isinstance(option, Unknown) or depth > MOST_FACTS_DEPTH:
                why = option.why if isinstance(option, Unknown) else "nested too deeply"
                return p.Fact((), why, anchor, swept=isinstance(option, Searched))
            if isinstance(option, Const):
                soft, swept = soft or option.soft, swept or option.swept
                origin = origin or self.steps(option, item.node)
            plain = self.plain(option, depth)
            if plain is UNFOLLOWED:
                return p.Fact((), "a value fitlint does not follow", anchor)
            found.append(plain)
        return p.Fact(tuple(found), "", anchor, origin, soft, swept)

    def anchor_of(self, node: object) -> p.Anchor:
        """The place of an argument: in the script, or in the configuration file it was spread from."""
        return node if isinstance(node, p.Anchor) else self.anchor(node)

    def facts(self, args: Mapping[str, Item], depth: int = 0) -> dict[str, p.Fact]:
        """All arguments of a call."""
        return {name: self.fact(item, depth) for name, item in args.items()}

    def plain(self, value: Value, depth: int) -> object:
        """A value in the program's vocabulary, or UNFOLLOWED."""
        if isinstance(value, Const):
            return value.value
        if isinstance(value, (Seq, Dict)):
            self.spent += len(value.items) if isinstance(value, Seq) else len(value.entries)
            if self.spent > MOST_PARTS:
                return UNFOLLOWED
        if isinstance(value, Seq):
            if not value.exact:
                return UNFOLLOWED
            parts = [self.fact(Item(v, None), depth + 1) for v in value.items]
            return tuple(part.options[0] for part in parts) if all(part.known for part in parts) else UNFOLLOWED
        if isinstance(value, Dict):
            return {str(key): self.fact(Item(entry, None), depth + 1) for key, entry in value.entries.items()}
        return self.object(value, depth)

    def object(self, value: Value, depth: int) -> object:
        """An object in the program's vocabulary, or UNFOLLOWED."""
        if isinstance(value, Component):
            return self.component(value, depth)
        if isinstance(value, Optimizer):
            return self.optimizer(value)
        if isinstance(value, Layer):
            return p.Component(value.kind, self.facts(value.args, depth + 1), self.anchor(value.node))
        if isinstance(value, (Func, Bound, Class, Inst)):
            return self.own(value)
        if isinstance(value, Ext):
            if value.path.endswith((")", "]")) or "()." in value.path:
                return self.data(value)
            name = keras_api.canonical(value.path)
            return p.Component(
                name.rpartition(".")[2] if name else value.path, {}, self.anchor(value.node), keras=bool(name)
            )
        return UNFOLLOWED

    def component(self, value: Component, depth: int) -> p.Component:
        """A Keras object without behaviour of its own."""
        result: p.Fact | None = None
        functions = [item.value for item in value.args.values() if isinstance(item.value, (Func, Bound))]
        traits = {"sets_learning_rate"} if any(self.sets_rate(f) for f in functions) else set()
        schedule = value.args.get("schedule")
        if value.name == "LearningRateScheduler" and schedule is not None:
            result, keeps = self.scheduled(schedule)
            traits |= {"keeps_rate"} if keeps else set()
        return p.Component(
            value.name,
            self.facts(value.args, depth + 1),
            self.anchor(value.node),
            traits=frozenset(traits),
            result=result,
        )

    def scheduled(self, schedule: Item) -> tuple[p.Fact | None, bool]:
        """The number that a function of the project gives for every epoch, or whether it gives back the rate it gets.

        Not for one that remembers something between its calls.
        """
        if not isinstance(schedule.value, (Func, Bound)):
            return None, False
        function, rate = schedule.value, Ext("keras.rate")
        given = (Item(Unknown("an epoch"), None), Item(rate, None))
        returned: list[Value] = []

        def once() -> str:
            returned.append(self.run.call(function, Call(given, {}, False, schedule.node, Frame(None))))
            return NORMAL

        try:
            _, changes, _ = self.run.state.trial(once)
        except (Exhausted, Exited):
            return None, False
        value = returned[0] if not changes else None
        fixed = isinstance(value, Const) and not value.soft and isinstance(value.value, float)
        return self.fact(Item(value, None)) if fixed and value is not None else None, value is rate

    def own(self, value: Func | Bound | Class | Inst) -> p.Component:
        """Something of the project's own: a loss function, a callback instance."""
        if isinstance(value, Inst):
            cls = value.cls
            base = cls.keras.rpartition(".")[2]
            kind = base if cls.keras.startswith("callbacks.") and base != "Callback" else cls.name
            traits = {"sets_learning_rate"} if self.class_sets_rate(cls) else set()
            if _mentions(cls.node, "stop_training"):
                traits.add("stops_training")
            return p.Component(kind, {}, self.anchor(value.node), keras=False, traits=frozenset(traits))
        name = value.name
        return p.Component(name, {}, self.anchor(getattr(value, "node", None)), keras=False)

    def class_sets_rate(self, cls: Class) -> bool:
        """Whether any method of a class, or of its bases in the project, assigns a learning rate."""
        return _assigns_rate(cls.node) or any(self.class_sets_rate(b) for b in cls.bases if isinstance(b, Class))

    def sets_rate(self, function: Func | Bound) -> bool:
        """Whether a function assigns a learning rate."""
        inner = function.func if isinstance(function, Bound) else function
        return inner is not None and _assigns_rate(inner.node.body)

    def data(self, value: Value | None) -> p.Data | None:
        """Library data that flows into a training; None for what is not known to be data."""
        if isinstance(value, Ext):
            read = files(value)
            traits = value.traits | {"as_read"} if as_read(value) else value.traits
            return p.Data(
                value.path,
                traits,
                self.anchor(value.node),
                value.noise,
                self.identities.of(value),
                *self.sizes(value),
                self.labels(labels(value)),
                self.labels(targets(value)),
                value,
                read,
                handed(value),
                partial(resampled, self.run, read),
                self.ranges(value),
                *self.origins(value),
            )
        if isinstance(value, (Inst, Bound, Func)):
            name = value.cls.name if isinstance(value, Inst) else value.name
            anchor = self.anchor(getattr(value, "node", None))
            return p.Data(f"project.{name}", frozenset(), anchor, identity=self.identities.of(value))
        if isinstance(value, (Seq, Dict)):
            return self._several(value)
        if isinstance(value, OneOf):
            known = [part for option in value.options if (part := self.data(option)) is not None]
            return known[0] if known and all(part.noise for part in known) else None
        return None

    def origins(self, value: Value) -> tuple[frozenset[int] | None, bool]:
        """The numbers of the calls that data begin with, None where some are not known; whether these only compute."""
        found = origins(value)
        if found is None:
            return None, False
        return frozenset(map(self.identities.of, found)), all(map(computes, found))

    def sizes(self, value: Ext) -> tuple[int | None, int | None]:
        """How many samples data hold, and how many numbers each of them has."""
        shape = shape_of(self.run, value)
        if not shape:
            return None, None
        known = [size for size in shape[1:] if size is not None]
        return shape[0], math.prod(known) if len(known) == len(shape) - 1 else None

    def labels(self, found: Found | None) -> p.Labels | None:
        """What is known of data as class labels."""
        if found is None:
            return None
        return p.Labels(found.encoding, found.classes, self.anchor(found.node), found.source)

    def _several(self, value: Seq | Dict) -> p.Data | None:
        """Data given as a list or mapping: what holds for all of it, and what sticks to any of it."""
        found = list(leaves(value))
        parts = [part for v in found if (part := self.data(v)) is not None]
        if parts and len(parts) == len(found):
            everywhere = frozenset.intersection(*(part.traits for part in parts))
            somewhere = frozenset[str]().union(*(part.traits for part in parts)) & STICKY
            pure = all(part.noise for part in parts)
            noise = frozenset[int]().union(*(part.noise for part in parts)) if pure else frozenset[int]()
            traits = everywhere | somewhere | {"random"} if pure else everywhere | somewhere
            begun, computed = self.origins(value)
            number = self.identities.of(value)
            return p.Data("list", traits, None, noise, number, origins=begun, computed=computed)
        if isinstance(value, Seq) and _numeric(value):
            traits = frozenset(("literal", f"rows:{len(value.items)}"))
            known, number = self.labels(labels(value)), self.identities.of(value)
            return p.Data(
                "literal",
                traits,
                self.anchor(value.node),
                identity=number,
                labels=known,
                values=self.ranges(value),
                origins=frozenset(),
                computed=True,
            )
        return None

    def optimizer(self, value: Optimizer) -> p.Optimizer:
        """An optimizer with the state of its learning rate."""
        found = self.optimizers.get(id(value))
        if found is None:
            found = self.optimizers[id(value)] = self._optimizer(value)
        return found

    def _optimizer(self, value: Optimizer) -> p.Optimizer:
        args = self.facts(value.args)
        rate = args.get("learning_rate")
        schedule: p.Component | None = None
        if rate is not None and any(isinstance(o, p.Component) for o in rate.options):
            schedule = next(o for o in rate.options if isinstance(o, p.Component))
            rate = None
        elif rate is not None and rate.options and not rate.numbers:
            rate = p.Fact((), "a learning rate that is not a plain number", rate.anchor)
        if rate is None and schedule is None and value.open:
            rate = p.Fact((), "arguments that are not all known", None)
        changes = tuple(self.anchor(node) for node in value.cell["changes"])
        return p.Optimizer(value.name, args, self.anchor(value.node), rate, schedule, changes)

    def optimizer_options(self, value: Value | None) -> tuple[p.Optimizer, ...]:
        """Every optimizer a compile may get; empty when that is not known."""
        found: list[p.Optimizer] = []
        for option in options(value) if value is not None else ():
            if isinstance(option, Optimizer):
                found.append(self.optimizer(option))
            elif isinstance(option, Const) and isinstance(option.value, str):
                name = keras_api.optimizer_from_string(option.value)
                if name is None:
                    return ()
                found.append(
                    p.Optimizer(
                        name.rpartition(".")[2], {}, self.anchor(option.origin[0].node if option.origin else None)
                    )
                )
            else:
                return ()
        return tuple(found)


class _Unfollowed:
    """Marks a value that has no counterpart in the program."""


UNFOLLOWED = _Unfollowed()
STICKY = frozenset({"augmented", "resampled", "predicted", "weighted"})


def _numeric(value: Seq) -> bool:
    return bool(value.items) and all(isinstance(v, Const) and isinstance(v.value, (int, float)) for v in leaves(value))


def _assigns_rate(node: Any) -> bool:
    """Whether code assigns something called ``lr`` or ``learning_rate``, or hands it to ``assign`` / ``set_value``."""
    for current in below(node):
        kind = type(current).__name__
        if kind in ("AssignTarget", "AugAssign") and _is_rate(current.target):
            return True
        if kind == "Call":
            callee = current.func.attr.value if type(current.func).__name__ == "Attribute" else ""
            if callee == "assign" and _is_rate(current.func.value):
                return True
            if callee in ("set_value", "setattr") and any(_is_rate(arg.value) for arg in current.args):
                return True
    return False


def _mentions(node: Any, attribute: str) -> bool:
    """Whether code reads or writes ``.attribute`` of anything."""
    return any(type(current).__name__ == "Attribute" and current.attr.value == attribute for current in below(node))


def _is_rate(node: Any) -> bool:
    return type(node).__name__ == "Attribute" and node.attr.value in RATE_NAMES
