"""The run: one abstract execution of one script, with its budgets and the record of what it built and trained."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from fitlint.ceiling import OutOfTime, watch
from fitlint.reader.cells import Cell, Frame, weight
from fitlint.reader.state import EXIT, NORMAL, LoopRecord, State
from fitlint.reader.values import Const, Edit, Ext, Func, Place, Unknown, Value
from fitlint.reader.walk import below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import libcst as cst

    from fitlint.reader.configs import Entry
    from fitlint.reader.parse import Parsed
    from fitlint.reader.state import CompileRecord, Evaluation, TrainingRecord
    from fitlint.reader.values import Class, Item, Model
    from fitlint.shapes import Shape

    T = TypeVar("T")

    Statement = Callable[["Run", Any, Frame], str]
    Expression = Callable[["Run", Any, Frame], Value]
    Calling = Callable[["Run", Value, "Call"], Value]

OWN_WEIGHTS = frozenset({"add_weight", "add_variable", "add_loss", "Variable", "custom_gradient"})
MOST_STEPS = 80_000
MOST_CALL_STEPS = 60_000
MOST_LOOP_STEPS = 30_000
PARTS_A_STEP = 64
EXPRESSIONS_A_STEP = 16
MOST_DEPTH = 24
MOST_UNROLLED = 128
WATCHED = 8  # of how many steps one looks at memory and time


class Exhausted(Exception):  # noqa: N818 - a signal, not an error
    """A budget of steps is spent: that of a loop, of a call, or of the whole script."""


class Exited(Exception):  # noqa: N818 - a signal, not an error
    """The script ends here: ``sys.exit``, or a function that always raises."""


class Call(NamedTuple):
    """The arguments of one call. ``open``: ``*args`` or ``**kwargs`` of unknown content may carry more."""

    args: tuple[Item, ...]
    kwargs: dict[str, Item]
    open: bool
    node: Any
    frame: Frame

    def first(self) -> Value | None:
        """The value of the first positional argument."""
        return self.args[0].value if self.args else None

    def get(self, index: int, name: str) -> Value | None:
        """The value of a parameter by position or name."""
        if name in self.kwargs:
            return self.kwargs[name].value
        return self.args[index].value if 0 <= index < len(self.args) else None


class File(NamedTuple):
    """A file of the project that is read along: its path, how it is shown, its tree (None when it does not parse)."""

    path: str
    filename: str
    parsed: Parsed | None
    frame: Frame


class Compared(NamedTuple):
    """A call of a Keras loss: its result, and what it compares."""

    result: Value
    target: Value
    predicted: Value


class Loaded:
    """A configuration file the script loads, and where."""

    __slots__ = ("entry", "filename", "node", "path", "symbol")

    def __init__(self, filename: str, path: str, entry: Entry, node: object, symbol: str) -> None:
        self.filename = filename
        self.path = path
        self.entry = entry
        self.node = node
        self.symbol = symbol


class Run:
    """Shared context of the interpreter's rooms: they reach each other through it, so none has to import the others.

    ``statements`` and ``expressions`` map node types to their handlers; ``calling`` applies any value to arguments.
    """

    def __init__(
        self,
        filename: str,
        path: str,
        root: str,
        statements: Mapping[type, Statement],
        expressions: Mapping[type, Expression],
        calling: Calling,
    ) -> None:
        self.statements = statements
        self.expressions = expressions
        self.calling = calling
        self.filename = filename
        self.path = path
        self.root = root
        self.state = State()
        self.steps = 0
        self.taken = 0
        self.limit = MOST_STEPS
        self.summarized: set[int] = set()  # loops that were not followed to their end, by node
        self.weighed = weight()
        self.evaluated = 0
        self.loops: list[LoopRecord] = []
        self.active: list[object] = []
        self.entered: set[int] = set()
        self.functions: list[Func] = []
        self.classes: list[Class] = []
        self.models: list[Model] = []
        self.numbers: dict[int, int] = {}
        self.compiles: list[CompileRecord] = []
        self.trainings: dict[tuple[int, int], TrainingRecord] = {}  # by place and model
        self.evaluations: list[Evaluation] = []
        self.drawn: dict[int, tuple[Value, tuple[LoopRecord, ...]]] = {}  # data made in loops, by identity
        self.hooks = 0  # functions of callbacks that were run
        self.loaded: dict[str, Loaded] = {}
        self.literals: list[tuple[str, Value, object, str]] = []
        self.tables: list[tuple[str, bool]] = []  # files the script writes, and whether from resampled data
        self.left_out: dict[int, set[bool]] = {}  # fields by place: whether objects of the class leave them out
        self.gaps: dict[int, tuple[object, str]] = {}
        self.lost: dict[int, tuple[object, str]] = {}
        self.partial: dict[int, tuple[object, str]] = {}
        self.trail: list[object] = []  # statements that the end of reading leaves, innermost first
        self.visits: dict[int, int] = {}
        self.validates_unread = False  # a fit of something unknown gets validation data
        self.writes: set[str] = set()  # paths of files that the script writes
        self.loads: list[tuple[Model, str]] = []  # models that come whole from a file
        self.unread: list[tuple[Sequence[Any], int]] = []  # bodies that a budget ended, the innermost first, and where
        self.cut: list[
            tuple[list[tuple[Sequence[Any], int]], str]
        ] = []  # the same of parts that were given up, and why
        self.flags = Cell()
        self.generators: dict[int, bool] = {}
        self.own_weights: dict[int, bool] = {}
        self.handed: set[int] = set()
        self.steered: set[str] = set()
        self.tuned: set[int] = set()
        self.shapes: dict[int, tuple[Value, Shape | None]] = {}
        self.reckoning = False
        self.changed: dict[int, Value] = {}  # library data that were changed in place, by identity
        self.edits: dict[int, tuple[Value, list[Edit]]] = {}  # the same, with how
        self.stale: list[Value] = []  # those, and what they are a part of, that keep the name they had before
        self.fitted: list[Value] = []  # scalers and the like, once for each time that they are fitted
        self.files: dict[str, File] = {}
        self.written: Mapping[str, str] = {}
        self.node_files: dict[int, str] = {}
        self.found: dict[tuple[str, str], str | None] = {}
        self.loading: set[str] = set()
        self.bytes_read = 0
        self.adopted: dict[int, tuple[Value, Model]] = {}
        self.compared: dict[int, Compared] = {}
        self.main: Frame | None = None
        self.bare = False
        self.guessed = False  # a Keras name is taken from a star import that nobody can read
        self.sources_of_noise = 0

    def step(self, cost: int = 1) -> None:
        """Spend budget, for what was looked at since the last step, too. Raises Exhausted when none is left.

        Raises what :func:`fitlint.ceiling.watch` does, too.
        """
        self.steps += cost + (weight() - self.weighed) // PARTS_A_STEP + self.evaluated // EXPRESSIONS_A_STEP
        self.weighed = weight()
        self.evaluated = 0
        self.taken += 1
        if not self.taken % WATCHED:
            watch()
        if self.steps > self.limit:
            raise Exhausted

    def within(self, most: int, part: Callable[[], T], otherwise: Callable[[], T], why: str) -> T:
        """Run a part of the script on a budget of its own, which always leaves something for what stands behind it.

        When it is spent, what the part had changed is not known, and ``otherwise`` is worth what the part would be.
        """
        outer, start = self.limit, self.state.mark()
        self.limit = self.steps + min(most, (outer - self.steps) * 3 // 4)
        try:
            return part()
        except Exhausted:
            if self.steps > outer:
                raise
            self.limit = outer
            self.cut.append((self.unread, why))
            self.unread = []
            self.trail.clear()
            self.state.lose(start, why)
            return otherwise()
        finally:
            self.limit = outer

    def execute(self, body: Sequence[Any], frame: Frame) -> str:
        """Run statements in order until one of them leaves; returns how."""
        for position, node in enumerate(body):
            handler = self.statements.get(type(node))
            if handler is None:
                continue
            try:
                self.step()
                self.visits[id(node)] = self.visits.get(id(node), 0) + 1
                signal = handler(self, node, frame)
            except Exited:
                return EXIT
            except (Exhausted, MemoryError, OutOfTime, RecursionError):
                self.trail.append(node)
                self.unread.append((body, position))
                raise
            if signal != NORMAL:
                return signal
        return NORMAL

    def evaluate(self, node: Any, frame: Frame) -> Value:
        """The abstract value of an expression."""
        self.evaluated += 1
        handler = self.expressions.get(type(node))
        if handler is None:
            return Unknown("an expression fitlint does not follow")
        return handler(self, node, frame)

    def call(self, function: Value, call: Call) -> Value:
        """The abstract result of applying ``function``."""
        self.step()
        return self.calling(self, function, call)

    def fork(self, arms: list[Callable[[], str]], frame: Frame) -> str:
        """Try alternatives of which one happens and go on with their join."""
        return self.state.fork(arms, frame, self.loops[-1] if self.loops else None)

    def local(self, path: str) -> bool:
        """Whether an import path leads into the project itself."""
        root = path.split(".", 1)[0].removesuffix("()")
        if not root:
            return True
        folders = (os.path.dirname(os.path.abspath(self.path)), self.root)
        return any(os.path.exists(os.path.join(folder, name)) for folder in folders for name in (root, f"{root}.py"))

    def number(self, model: Model) -> int:
        """The place of a model among those of the run, -1 where it is none of them."""
        for later in self.models[len(self.numbers) :]:
            self.numbers[id(later)] = len(self.numbers)
        return self.numbers.get(id(model), -1)

    def file_of(self, node: object) -> str:
        """The name of the file that a syntax node stands in."""
        return self.node_files.get(id(node), self.filename)

    def path_of(self, frame: Frame) -> str:
        """The path of the file whose code runs in a frame."""
        file = frame.module().file
        return file.path if isinstance(file, File) else os.path.abspath(self.path)

    def entered_elsewhere(self) -> Iterator[tuple[str, str]]:
        """Functions of other files that the script runs: path and dotted name.

        Not those whose models it only hands on to code that is not read: how they are trained, the script does not say.
        """
        paths = {file.filename: file.path for file in self.files.values()}
        places = [(model.uses, self.file_of(model.node), model.builder) for model in self.models]
        told = {(file, builder) for uses, file, builder in places if uses & {"compiled", "trained"}}
        untold = {(file, builder) for uses, file, builder in places if "handed" in uses} - told
        strange = {file for file, _ in untold} - {file for file, _ in told}
        for function in self.functions:
            if id(function.node) in self.entered and id(function.node) in self.node_files:
                file = self.node_files[id(function.node)]
                if file not in strange and (file, function.qualname) not in untold:
                    yield paths[file], function.qualname

    def display(self, path: str) -> str:
        """How a file is shown: relative to the same folder as the script."""
        script = os.path.abspath(self.path)
        shown = self.filename.replace("/", os.sep)
        base = script[: -len(shown)] if script.endswith(shown) else os.path.dirname(script)
        return os.path.relpath(path, base or os.curdir).replace(os.sep, "/")

    def keeps_weights(self, cls: Class | None) -> bool:
        """Whether a layer class makes weights or losses of its own, which no known layer stands for."""
        if cls is None:
            return True
        found = self.own_weights.get(id(cls.node))
        if found is None:
            named = (n.attr.value for n in below(cls.node) if type(n).__name__ == "Attribute")
            found = self.own_weights[id(cls.node)] = not OWN_WEIGHTS.isdisjoint(named)
        return found

    def change(self, value: Value, edit: Edit | None = None) -> None:
        """Remember library data that are changed in place, and what they are a part of.

        ``edit`` says how, if that can be repeated: it cannot where it need not happen, or a training came before it.
        """
        self.changed[id(value)] = value
        whole = not (isinstance(value, Ext) and isinstance(value.base, Ext) and not value.path.endswith("()"))
        certain = edit is not None and whole and not self.state.uncertain and not self.trainings
        self._edited(value, edit if edit is not None and certain else Edit())
        part: Value | None = value
        while isinstance(part, Ext):
            self.stale.append(part)
            if part is not value:
                self._edited(part, Edit())
            part = None if part.path.endswith("()") else part.base

    def _edited(self, value: Value, edit: Edit) -> None:
        self.edits.setdefault(id(value), (value, []))[1].append(edit)

    def place(self, node: object, text: str = "") -> Place:
        """A place in the module being run."""
        return Place(self.file_of(node), node, text)

    def unknown(self, node: object, why: str) -> Unknown:
        """An unknown value, remembered as a gap of the picture."""
        self.gaps.setdefault(id(node), (node, why))
        return Unknown(why)

    def stopped(self, node: object, why: str) -> None:
        """Note that what stands at ``node``, or behind it, is not read to its end. ``why`` is said of the script."""
        self.partial.setdefault(id(node), (node, why))
        self.trail.clear()

    def ended(self, why: str) -> None:
        """Note that reading ends here: in the innermost statement of the script that was begun only once."""
        node: object = None
        for left in reversed(self.trail):
            if node is not None and (self.visits.get(id(left), 0) > 1 or id(left) in self.node_files):
                break
            node = left
        self.stopped(node, why)

    def noise(self) -> frozenset[int]:
        """A new source of pure randomness."""
        self.sources_of_noise += 1
        return frozenset((self.sources_of_noise,))

    def literal(self, value: Any, node: object) -> Const:
        """A constant that is written right here."""
        return Const(value, (Place(self.file_of(node), node),))

    def certain(self) -> bool:
        """Whether every run of the script gets here."""
        return self.state.uncertain == 0


def node_name(node: cst.BaseExpression) -> str:
    """The text of a dotted name, "" for anything else."""
    parts: list[str] = []
    current: Any = node
    while type(current).__name__ == "Attribute":
        parts.append(current.attr.value)
        current = current.value
    if type(current).__name__ != "Name":
        return ""
    parts.append(current.value)
    return ".".join(reversed(parts))
