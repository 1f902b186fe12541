"""Whether the rounds of a loop differ in what they train, or only repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from fitlint.reader.run import node_name
from fitlint.reader.walk import below, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.reader.state import LoopRecord

# Calls that only tell which round it is, or draw other random numbers for it.
TELLING = frozenset({"print", "display", "format", "str", "write", "seed", "set_seed", "set_random_seed"})
LOGGING = ("logging.", "logger.", "log.")


def differ(loop: LoopRecord) -> bool:
    """Whether rounds may differ in settings or data; False for a loop that does the same again and again.

    A round number that is only printed makes no difference.
    """
    if loop.kind == "folds" or loop.redraws or isinstance(loop.node, cst.While):
        return True
    node: Any = loop.node
    names = {name.value for name in below(node.target) if isinstance(name, cst.Name)} - {"_"}
    done = [node.body] if isinstance(node, cst.For) else _repeated(loop.whole, node)
    return any(name.value in names for part in done for name in _used(part)) or any(
        _steps(inner) for part in done for inner in below(part)
    )


def _repeated(whole: Any, node: cst.CompFor) -> list[Any]:
    """What a comprehension does in each round of one of its loops."""
    made = [whole.key, whole.value] if isinstance(whole, cst.DictComp) else [whole.elt]
    return [*made, *node.ifs, *([node.inner_for_in] if node.inner_for_in is not None else [])]


def _steps(node: Any) -> bool:
    """``width *= 2``: another number in each round."""
    return isinstance(node, cst.AugAssign) and isinstance(node.value, (cst.Integer, cst.Float))


def _used(body: cst.CSTNode) -> Iterator[cst.Name]:
    """Names that are read for more than to tell which round it is."""
    stack: list[Any] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Name):
            yield node
        elif isinstance(node, cst.Attribute):
            stack.append(node.value)
        elif isinstance(node, cst.AssignTarget) and isinstance(node.target, cst.Subscript):
            stack.append(node.target.value)
        elif not _tells(node):
            stack.extend(children(node))


def _tells(node: Any) -> bool:
    if isinstance(node, cst.Call):
        called = node_name(node.func) or (node.func.attr.value if isinstance(node.func, cst.Attribute) else "")
        return called.rpartition(".")[2] in TELLING or called.startswith(LOGGING)
    text = node.left if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Modulo) else None
    return isinstance(node, cst.FormattedString) or isinstance(text, (cst.SimpleString, cst.ConcatenatedString))
