"""Abstract values: what the interpreter knows about an expression.

A value is a constant, one of a few possibilities, a container, something of the project (function, class, instance), a
Keras object, a typed foreign object (``Ext``), or ``Unknown`` with the reason. Mutable state always lives in a dict
that is written through :class:`~.state.State`, so that branches can be undone and joined.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.reader.cells import Cell, Entries, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from fitlint.reader.cells import Frame


class Place(NamedTuple):
    """Where a value was written.

    A syntax node of the module, or a span of a configuration file, and how to describe it.
    """

    filename: str
    node: object
    text: str = ""


MOMENTS = count()
"""The order in which library objects come about and are changed."""
Origin = tuple[Place, ...]
MOST_PLACES = 12
"""Longest chain of evidence that is kept; nobody is shown more than the first few links."""


def evidence(*origins: Origin) -> Origin:
    """One chain out of several: every place once, the nearest first; when it gets long, places with a name stay."""
    first, *others = origins
    if not any(others):
        return first
    found: dict[tuple[int, str], Place] = {}
    for origin in origins:
        for place in origin:
            found.setdefault((id(place.node), place.text), place)
    chain = tuple(found.values())
    return chain if len(chain) <= MOST_PLACES else tuple(sorted(chain, key=_unnamed)[:MOST_PLACES])


def _unnamed(place: Place) -> bool:
    return not place.text


class Value:
    """Base of all abstract values."""

    __slots__ = ()


class Unknown(Value):
    """Anything the reader cannot follow, with the reason."""

    __slots__ = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class Searched(Unknown):
    """A value that a search chooses while the script runs: certainly none that is written.

    ``low`` is the smallest number it may be, None when that is not known.
    """

    __slots__ = ("low",)

    def __init__(self, why: str, low: float | None = None) -> None:
        super().__init__(why)
        self.low = low


class Const(Value):
    """A known scalar.

    ``soft``: a default that whoever runs the script may replace; ``swept``: one of several values a loop tries.
    """

    __slots__ = ("origin", "soft", "swept", "value")

    def __init__(self, value: Any, origin: Origin = (), soft: bool = False, swept: bool = False) -> None:
        if type(value) is str:
            weigh(len(value) >> 4)
        self.value = value
        self.origin = origin
        self.soft = soft
        self.swept = swept


class OneOf(Value):
    """A few possibilities: never nested, never fewer than two."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[Value, ...]) -> None:
        self.options = options


class Maybe(Value):
    """An element of a sequence that only some runs put there."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


class Seq(Value):
    """A list, tuple or set.

    ``cell["items"]`` is a tuple of values; ``open`` means that more of unknown content may follow.
    """

    __slots__ = ("cell", "kind", "node")

    def __init__(self, kind: str, items: tuple[Value, ...], node: object = None, open_: bool = False) -> None:
        weigh(len(items))
        self.kind = kind
        self.cell = Cell({"items": items, "open": open_})
        self.node = node

    @property
    def items(self) -> tuple[Value, ...]:
        """The elements, in order."""
        items: tuple[Value, ...] = self.cell["items"]
        return items

    @property
    def open(self) -> bool:
        """Whether elements of unknown content may follow."""
        return bool(self.cell["open"])

    @property
    def exact(self) -> bool:
        """Whether length and elements are certain."""
        return not self.open and not any(isinstance(item, Maybe) for item in self.items)


LONGEST_SEQUENCE = 2_048
"""Longest list that is followed when it is computed; lists that are written out may be longer."""


def joined(left: tuple[Value, ...], right: tuple[Value, ...]) -> tuple[tuple[Value, ...], bool]:
    """``left + right``; past the limit only that there is more, which is the second value."""
    room = max(LONGEST_SEQUENCE - len(left), 0)
    return left + right[:room], len(right) > room


LONGEST_MAPPING = 512
"""Largest mapping that is put together from others; those that are written out may be larger."""


class Dict(Value):
    """A mapping with known keys.

    ``keys`` holds the place of each key; ``node`` is the literal or the configuration file's span.
    """

    __slots__ = ("attributes", "entries", "extra", "keys", "node")

    def __init__(self, entries: dict[Any, Value], node: object = None, attributes: bool = False) -> None:
        weigh(len(entries))
        made = Entries(entries)
        self.entries: Cell = made
        self.keys: dict[Any, Place] = {}
        self.extra = made.extra
        self.node = node
        self.attributes = attributes

    def spread(self, other: Dict) -> None:
        """``{**self, **other}``, while this one is being made; past the limit only that there is more."""
        weigh(len(other.entries))
        room = max(LONGEST_MAPPING - len(self.entries), 0)
        left_out = set([key for key in other.entries if key not in self.entries][room:])
        self.entries.update(item for item in other.entries.items() if item[0] not in left_out)
        self.keys.update(item for item in other.keys.items() if item[0] not in left_out)
        self.extra["open"] = self.open or other.open or bool(left_out)

    @property
    def open(self) -> bool:
        """Whether keys of unknown content may exist."""
        return bool(self.extra["open"])


class Func(Value):
    """A function or lambda of the project, with the scope it closes over."""

    __slots__ = ("closure", "decorators", "defaults", "name", "node", "owner", "qualname")

    def __init__(
        self,
        name: str,
        qualname: str,
        node: cst.FunctionDef | cst.Lambda,
        closure: Frame,
        defaults: dict[str, Value],
        owner: Class | None = None,
        decorators: frozenset[str] = frozenset(),
    ) -> None:
        self.name = name
        self.qualname = qualname
        self.node = node
        self.closure = closure
        self.defaults = defaults
        self.owner = owner
        self.decorators = decorators


class Class(Value):
    """A class of the project.

    ``keras`` is the canonical Keras base it descends from ("Model", "layers.Layer", "callbacks.Callback"), if any.
    """

    __slots__ = ("bases", "keras", "members", "name", "node", "outside")

    def __init__(
        self,
        name: str,
        node: cst.ClassDef,
        bases: tuple[Value, ...],
        members: dict[str, Value],
        keras: str,
        outside: str,
    ) -> None:
        self.name = name
        self.node = node
        self.bases = bases
        self.members = members
        self.keras = keras
        self.outside = outside

    def derives_from(self, other: Class) -> bool:
        """Whether it is ``other`` or descends from it."""
        return self is other or any(isinstance(base, Class) and base.derives_from(other) for base in self.bases)

    def find(self, name: str) -> Value | None:
        """The member of that name, in the class or its bases of the project."""
        if name in self.members:
            return self.members[name]
        for base in self.bases:
            if isinstance(base, Class) and (found := base.find(name)) is not None:
                return found
        return None


class Inst(Value):
    """An instance of a project class."""

    __slots__ = ("args", "attrs", "cls", "model", "node")

    def __init__(self, cls: Class, node: object, args: tuple[Value, ...] = ()) -> None:
        self.cls = cls
        self.node = node
        self.attrs = Cell()
        self.args = args
        self.model: Model | None = None


class Mapping(Dict):
    """An instance of a project class that derives from ``dict``: its entries, and ``attrs`` beside them."""

    __slots__ = ("attrs", "cls")

    def __init__(self, cls: Class, node: object) -> None:
        super().__init__({}, node)
        self.cls = cls
        self.attrs = Cell()


class Bound(Value):
    """A method together with the object it is called on.

    ``func`` is a project function or the name of a built-in method.
    """

    __slots__ = ("func", "name", "owner")

    def __init__(self, owner: Value, name: str, func: Func | None = None) -> None:
        self.owner = owner
        self.name = name
        self.func = func


class Super(Value):
    """``super()`` inside a method."""

    __slots__ = ("cls", "owner")

    def __init__(self, owner: Inst | Mapping | Model | Layer, cls: Class) -> None:
        self.owner = owner
        self.cls = cls


LONGEST_PATH = 600
MOST_MARKS = 32


class Ext(Value):
    """Something of a library, typed by the path that leads to it.

    ``numpy``, ``sklearn.svm.SVC()``, ``pandas.read_csv()[]``.

    ``()`` marks the result of a call and ``[]`` an element. ``base`` and ``args`` are what it was made from; ``traits``
    what is known of it as data; ``noise`` numbers the pure random sources it consists of. Each of them has a limit:
    data that go through a loop keep the beginning and the end of their path. ``born`` orders them in time.
    """

    __slots__ = ("args", "base", "born", "kwargs", "node", "noise", "path", "traits")

    def __init__(
        self,
        path: str,
        base: Value | None = None,
        args: tuple[Value, ...] = (),
        kwargs: dict[str, Value] | None = None,
        node: object = None,
        traits: frozenset[str] = frozenset(),
        noise: frozenset[int] = frozenset(),
    ) -> None:
        self.path = path if len(path) < LONGEST_PATH else f"{path[: LONGEST_PATH // 2]}…{path[-LONGEST_PATH // 2 :]}"
        self.base = base
        self.args = args
        self.kwargs = kwargs or {}
        self.node = node
        self.traits = traits if len(traits) <= MOST_MARKS else frozenset(t for t in traits if ":" not in t)
        self.noise = noise if len(noise) <= MOST_MARKS else frozenset(sorted(noise)[:MOST_MARKS])
        self.born = next(MOMENTS)


class Edit(NamedTuple):
    """A change of library data in place and its moment: a call, or a column that is set, or deleted without a value.

    One that has neither call nor column cannot be repeated.
    """

    moment: int = 0
    call: Ext | None = None
    column: str | None = None
    value: Value | None = None

    @property
    def known(self) -> bool:
        """Whether it can be repeated."""
        return self.call is not None or self.column is not None


class Item(NamedTuple):
    """A bound argument.

    Its value and the expression that stands in the call (None when it comes out of ``**kwargs``).
    """

    value: Value
    node: object


Args = dict[str, Item]


class Component(Value):
    """A Keras object without behaviour of its own here: initializer, regularizer, schedule, loss, metric, callback."""

    __slots__ = ("args", "name", "node", "open")

    def __init__(self, name: str, args: Args, node: object, open_: bool = False) -> None:
        self.name = name
        self.args = args
        self.node = node
        self.open = open_


class Optimizer(Value):
    """A Keras optimizer. ``cell["changes"]`` collects the places that assign its learning rate."""

    __slots__ = ("args", "cell", "name", "node", "open")

    def __init__(self, name: str, args: Args, node: object, open_: bool = False) -> None:
        self.name = name
        self.args = args
        self.node = node
        self.open = open_
        self.cell = Cell({"changes": ()})


RATE_NAMES = ("learning_rate", "lr", "_learning_rate")
"""The attributes that hold an optimizer's learning rate."""


class Rate(Value):
    """The learning-rate attribute of an optimizer, on its way to being assigned."""

    __slots__ = ("optimizer",)

    def __init__(self, optimizer: Optimizer) -> None:
        self.optimizer = optimizer


class Layer(Value):
    """A layer object.

    ``kind`` is the Keras class name, or ``custom`` / ``unknown`` with ``opaque`` naming it. ``attrs`` is mutable state.
    """

    __slots__ = ("args", "attrs", "inst", "kind", "node", "opaque", "open")

    def __init__(self, kind: str, args: Args, node: object, opaque: str = "", open_: bool = False) -> None:
        self.kind = kind
        self.args = args
        self.node = node
        self.opaque = opaque
        self.open = open_
        self.attrs = Cell()
        self.inst: Inst | None = None


class Tensor(Value):
    """A symbolic tensor.

    The output of ``layer`` (a Layer or Model) or of the tensor function ``op``, fed by ``inputs``; ``roles`` are the
    parameters they are given to, if any is named. ``args`` are the other arguments of the function.
    """

    __slots__ = ("args", "inputs", "layer", "node", "op", "roles")

    def __init__(
        self,
        layer: Layer | Model | None,
        op: str,
        inputs: tuple[Value, ...],
        node: object,
        args: Args | None = None,
        roles: tuple[str, ...] = (),
    ) -> None:
        self.args = args or {}
        self.roles = roles
        self.layer = layer
        self.op = op
        self.inputs = inputs
        self.node = node


class Model(Value):
    """A Keras model.

    ``cell`` holds its mutable state: layers (sequential), inputs/outputs (functional), the current compile, gaps.
    """

    __slots__ = ("args", "builder", "cell", "inst", "kind", "node", "opaque", "uses")

    def __init__(self, kind: str, node: object, builder: str = "", opaque: str = "") -> None:
        self.kind = kind
        self.node = node
        self.builder = builder
        self.opaque = opaque
        self.inst: Inst | None = None
        self.args: Args = {}
        self.uses: set[str] = set()
        self.cell = Cell({"layers": (), "inputs": None, "outputs": None, "compile": (), "gaps": ()})


class Module(Value):
    """A file or package of the project that was imported."""

    __slots__ = ("name", "path")

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name


class Deferred(Value):
    """A name of another file of the project that nothing has used yet."""

    __slots__ = ("name", "path")

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name


class Opened(Value):
    """A configuration file that was opened, read or found by path: the handle, its text, or the ``Path`` object."""

    __slots__ = ("path",)

    def __init__(self, path: Value) -> None:
        self.path = path


class Text(Value):
    """What a script read of a configuration file, all of it or a line, as it stands there or without its comments.

    ``pieces``: cut where a comment begins, the text is the first piece.
    """

    __slots__ = ("path", "pieces")

    def __init__(self, path: Value, pieces: bool = False) -> None:
        self.path = path
        self.pieces = pieces


class Parser(Value):
    """An ``argparse`` parser; ``cell`` maps destinations to default values."""

    __slots__ = ("cell",)

    def __init__(self) -> None:
        self.cell = Cell()


class Namespace(Value):
    """Attributes by name: parsed command-line arguments, a ``SimpleNamespace``."""

    __slots__ = ("attrs", "closed")

    def __init__(self, attrs: dict[str, Any], closed: bool = False) -> None:
        self.attrs = Cell(attrs)
        self.closed = closed


NONE = Const(None)


def options(value: Value) -> tuple[Value, ...]:
    """The possibilities of a value; a certain one is its own only possibility."""
    return value.options if isinstance(value, OneOf) else (value,)


def known(value: Value) -> bool:
    """Whether a value is a constant that nobody can override."""
    return isinstance(value, Const) and not value.soft


MOST_CALLS_BACK = 12
MOST_COMPARED = 1_000


def same(a: Value, b: Value) -> bool:
    """Whether two values are indistinguishable.

    Library data is compared with what it was made from, some calls back, each pair once.
    """
    pairs = [(a, b)]
    seen: set[tuple[int, int]] = set()
    for _ in range(MOST_CALLS_BACK + 1):
        deeper: list[tuple[Value, Value]] = []
        for one, other in pairs:
            if one is other or (id(one), id(other)) in seen:
                continue
            seen.add((id(one), id(other)))
            made = _made_of(one, other) if isinstance(one, Ext) and isinstance(other, Ext) else None
            if made is None and not _equal(one, other):
                return False
            deeper += made or ()
        if not deeper:
            return True
        weigh(len(deeper))
        if len(seen) > MOST_COMPARED:
            return False
        pairs = deeper
    return False


def _equal(a: Value, b: Value) -> bool:
    """Whether two values are indistinguishable that are not library data."""
    if isinstance(a, Const) and isinstance(b, Const):
        return type(a.value) is type(b.value) and bool(a.value == b.value)
    if isinstance(a, Unknown) and isinstance(b, Unknown):
        return True
    if isinstance(a, Text) and isinstance(b, Text):
        return a.pieces == b.pieces and same(a.path, b.path)
    if type(a) is type(b) and isinstance(a, (Model, Func, Class, Component, Optimizer, Inst)):
        return a.node is not None and a.node is getattr(b, "node", None) and _shape(a) == _shape(b)
    return False


def _made_of(a: Ext, b: Ext) -> list[tuple[Value, Value]] | None:
    """What two library values were made from, in pairs that have to be the same; None when they differ themselves."""
    if a.path != b.path or a.node is not b.node or a.traits != b.traits or len(a.args) != len(b.args):
        return None
    if a.kwargs.keys() != b.kwargs.keys() or (a.base is None) != (b.base is None):
        return None
    bases = [(a.base, b.base)] if a.base is not None and b.base is not None else []
    return [*bases, *zip(a.args, b.args, strict=True), *((a.kwargs[name], b.kwargs[name]) for name in a.kwargs)]


def kin(value: Value) -> object:
    """Equal for all values that may be the same, so that few have to be compared."""
    if isinstance(value, Const):
        return type(value.value), value.value
    if isinstance(value, Unknown):
        return Unknown
    if isinstance(value, Ext):
        return value.path, id(value.node)
    if isinstance(value, (Model, Func, Class, Component, Optimizer, Inst)) and value.node is not None:
        return type(value), id(value.node)
    return id(value)


def _shape(value: Value) -> list[object]:
    """What tells two objects from the same expression apart: the layers a model has so far."""
    return [getattr(item, "node", item) for item in value.cell["layers"]] if isinstance(value, Model) else []


MOST_LEAVES = 4_096


def leaves(*values: Value | None) -> Iterator[Value]:
    """What stands in lists, tuples and mappings, in order and however deep.

    Ends after a few thousand: a list may hold itself.
    """
    stack: list[Value] = [v for v in reversed(values) if v is not None]
    for _ in range(MOST_LEAVES):
        if not stack:
            return
        value = stack.pop()
        weigh(1)
        if isinstance(value, Maybe):
            stack.append(value.value)
        elif isinstance(value, Seq):
            stack.extend(reversed(value.items))
        elif isinstance(value, Dict):
            stack.extend(entry for entry in reversed(list(value.entries.values())) if isinstance(entry, Value))
        else:
            yield value


def parts_of(model: Model) -> list[Layer | Model]:
    """The layers and models that a model consists of, as far as they are known; not what stands inside these."""
    stack: list[Any] = _contents(model)
    found: dict[int, Layer | Model] = {}
    seen: set[int] = set()
    while stack and len(seen) < MOST_LEAVES:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Maybe):
            stack.append(value.value)
        elif isinstance(value, Tensor):
            stack.extend((value.layer, *value.inputs))
        elif isinstance(value, OneOf):
            stack.extend(value.options)
        elif isinstance(value, (Layer, Model)) and value is not model:
            found[id(value)] = value
    return list(found.values())


def _contents(model: Model) -> list[Any]:
    """What a model was made of: its stack, its outputs, the attributes of its class."""
    attributes = leaves(*model.inst.attrs.values()) if model.inst is not None else ()
    return [*model.cell["layers"], *leaves(model.cell["outputs"]), *attributes]


MOST_OPTIONS = 8


def one_of(values: list[Value]) -> Value:
    """Join possibilities into one value; past a handful nothing is known any more."""
    weigh(len(values))
    found: list[Value] = []
    for value in values:
        for option in options(value):
            if any(option is other for other in found) or any(same(option, other) for other in found):
                continue
            if len(found) == MOST_OPTIONS:
                return Unknown("too many possibilities")
            found.append(option)
    if len(found) == 1:
        return found[0]
    return OneOf(tuple(found)) if found else Unknown("too many possibilities")
