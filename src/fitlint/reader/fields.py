"""Fields of dataclasses, attrs classes and pydantic models: their names, and what they are when nobody sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.reader.cells import Frame
from fitlint.reader.run import Call
from fitlint.reader.values import Class, Ext, Func, Unknown, Value

if TYPE_CHECKING:
    from fitlint.reader.run import Run

# What stands for a field in the body of a class.
FIELDS = frozenset(
    {"dataclasses.field()", "pydantic.Field()", "attr.ib()", "attr.attrib()", "attr.field()", "attrs.field()"}
)
FACTORIES = frozenset({"attr.Factory()", "attrs.Factory()"})


def is_field(value: Value | None) -> bool:
    """Whether a member of a class says what a field is, rather than being its value."""
    return isinstance(value, Ext) and value.path in FIELDS


def default_of(run: Run, field: Ext, node: object, qualname: str) -> Value:
    """The default of a field: a value, or what its factory makes."""
    default, factory = _given(field)
    if factory is not None:
        return run.call(factory, Call((), {}, False, node, Frame(None, qualname)))
    return default or Unknown("a field without a default")


def written_default(run: Run, field: Ext, node: object, qualname: str) -> Value | None:
    """The default where it is written out in the class; None where a function that does more would have to be run."""
    _, factory = _given(field)
    body = factory.node.body if isinstance(factory, Func) else None
    if factory is not None and not isinstance(body, (cst.Dict, cst.List, cst.Tuple)):
        return None
    return default_of(run, field, node, qualname)


def _given(field: Ext) -> tuple[Value | None, Value | None]:
    """The default and the factory of a field."""
    default = field.kwargs.get("default")
    if default is None and field.args and not field.path.startswith("dataclasses."):
        default = field.args[0]
    if isinstance(default, Ext) and default.path in FACTORIES and default.args:
        return None, default.args[0]
    factory = field.kwargs.get("default_factory") or field.kwargs.get("factory")
    return default, factory if default is None else None


def names(cls: Class) -> dict[str, cst.Name]:
    """The annotated members of a class and its bases, in order of definition, and where each is written."""
    found: dict[str, cst.Name] = {}
    for base in cls.bases:
        if isinstance(base, Class):
            found.update(names(base))
    node: Any = cls.node
    for line in node.body.body:
        for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                found[small.target.value] = small.target
    return found
