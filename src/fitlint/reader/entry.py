"""What a script does when it is run, and then what it offers to others.

Functions and classes that nobody in the file calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint.ceiling import OutOfTime, relax, spent
from fitlint.reader.calls import call_value, entry_point
from fitlint.reader.cells import Frame
from fitlint.reader.expressions import EXPRESSIONS
from fitlint.reader.functions import instantiate
from fitlint.reader.graph import flat
from fitlint.reader.run import Call, Exhausted, Exited, Run, node_name
from fitlint.reader.statements import STATEMENTS
from fitlint.reader.values import Class, Dict, Func, Model, Seq, Value, options
from fitlint.reader.walk import below, children

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import libcst as cst

# Methods that Keras calls, not the project.
PROTOCOL = frozenset(
    {
        "call",
        "train_step",
        "test_step",
        "predict_step",
        "get_config",
        "from_config",
        "compute_loss",
        "build",
        "__init__",
    }
)
# A file that imports one of these is no pasted Keras snippet, whatever its names.
FRAMEWORKS = frozenset(
    {
        "tensorflow",
        "keras",
        "tf_keras",
        "keras_core",
        "torch",
        "mxnet",
        "paddle",
        "chainer",
        "flax",
        "fastai",
        "tflearn",
        "lasagne",
    }
)


def run_module(module: cst.Module, filename: str, path: str, root: str, written: Mapping[str, str]) -> Run:
    """Run a module as a script; returns the run, which knows where a budget ended it early, if one did.

    ``written`` are the texts of modules that the script writes before it imports them, by absolute path.
    """
    run = Run(filename, path, root, STATEMENTS, EXPRESSIONS, call_value)
    run.written = written
    run.bare = not _imports_framework(module.body)
    frame = Frame(None)
    run.main = frame
    try:
        run.execute(module.body, frame)
        _offered(run)
    except Exhausted:
        run.ended("the script takes more steps than fitlint follows")
    except (MemoryError, OutOfTime) as error:
        relax()
        run.ended(spent(error))
    except RecursionError:
        run.ended("the script nests calls more deeply than fitlint follows")
    for unread, why in run.cut:
        if (first := _first_unread(run, unread)) is not None:
            run.stopped(first, why)
    return run


def _first_unread(run: Run, bodies: Iterable[tuple[Sequence[Any], int]]) -> Any:
    """The first statement behind the place where a budget ended that was not run then or at any other time."""
    for body, position in bodies:
        for node in body[position:]:
            if type(node) in STATEMENTS and id(node) not in run.visits and id(node) not in run.node_files:
                return node
    return None


def _imports_framework(body: Iterable[Any]) -> bool:
    """Whether the file imports a deep-learning library, or takes names from elsewhere wholesale."""
    stack = list(body)
    while stack:
        node = stack.pop()
        kind = type(node).__name__
        if kind == "Import" and any(node_name(alias.name).split(".")[0] in FRAMEWORKS for alias in node.names):
            return True
        if kind == "ImportFrom":
            module = node_name(node.module) if node.module is not None else ""
            if node.relative or module.split(".")[0] in FRAMEWORKS or type(node.names).__name__ == "ImportStar":
                return True
        if kind in (
            "SimpleStatementLine",
            "If",
            "Try",
            "IndentedBlock",
            "Else",
            "With",
            "FunctionDef",
            "ExceptHandler",
            "SimpleStatementSuite",
        ):
            stack.extend(children(node))
    return False


def _offered(run: Run) -> None:
    """Run what the module itself does not call: callers first, so that what they call is seen with their arguments."""
    own = [f for f in run.functions if id(f.node) not in run.node_files]
    waiting = [f for f in own if f.owner is None and id(f.node) not in run.entered]
    used = _referenced(waiting + [f for f in own if f.owner is not None])
    for function in sorted(waiting, key=lambda f: f.name in used):
        if id(function.node) not in run.entered:
            _offer(run, function, None)
    for cls in list(run.classes):
        if id(cls.node) not in run.node_files:
            _offer_class(run, cls)


def _offer(run: Run, function: Func, owner: Value | None) -> None:
    try:
        result = entry_point(run, function, owner)
    except Exited:
        return
    for model in _models(result):
        model.uses.add("returned")


def _offer_class(run: Run, cls: Class) -> None:
    methods = [m for m in cls.members.values() if isinstance(m, Func) and id(m.node) not in run.entered]
    if not methods or cls.keras not in ("", "Model"):
        return
    methods = [m for m in methods if cls.keras == "" or m.name not in PROTOCOL]
    init = cls.find("__init__")
    entered = isinstance(init, Func) and id(init.node) in run.entered
    if entered and not [m for m in methods if m.name != "__init__"]:
        return
    node: Any = cls.node
    try:
        owner = instantiate(run, cls, Call((), {}, True, node, Frame(None, cls.name)))
    except Exited:
        return
    used = _referenced(methods)
    for method in sorted(methods, key=lambda m: m.name in used):
        if id(method.node) not in run.entered:
            static = "staticmethod" in method.decorators
            _offer(run, method, None if static else cls if "classmethod" in method.decorators else owner)


def _referenced(functions: Sequence[Func]) -> set[str]:
    """Names that the bodies of these functions use, each leaving out its own."""
    found: set[str] = set()
    for function in functions:
        for node in below(function.node.body):
            kind = type(node).__name__
            if kind == "Name" and node.value != function.name:
                found.add(node.value)
            elif kind == "Attribute" and node.attr.value != function.name:
                found.add(node.attr.value)
    return found


def _models(value: Value) -> Iterable[Model]:
    """Models in what a function returns: alone, in tuples, mappings, or as alternatives."""
    for option in options(value):
        if isinstance(option, Model):
            yield option
        elif isinstance(option, (Seq, Dict)):
            for part in flat(option):
                yield from (v for v in options(part) if isinstance(v, Model))
