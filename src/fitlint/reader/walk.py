"""Walking a syntax tree without LibCST's visitors.

A visitor rebuilds every node it passes, at the price of a parse. This walk reads the fields of a node's class, leaves
out white space and punctuation, and costs a twentieth of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_CODE = (
    "whitespace", "lpar", "rpar", "comma", "semicolon", "leading_lines", "lines_after", "trailing_whitespace",
    "header", "footer", "lbracket", "rbracket", "lbrace", "rbrace", "equal", "dot", "colon", "encoding",
    "default_indent", "default_newline", "has_trailing_newline", "indent", "start", "end", "prefix", "raw_",
)  # fmt: skip
_NESTED = frozenset({cst.FunctionDef, cst.ClassDef, cst.Lambda})
_fields: dict[type, tuple[str, ...]] = {}


class _Kinds(dict[type, bool]):
    """Whether a type is one of nodes. Theirs is an abstract class, and each ``isinstance`` would cost a call."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = issubclass(kind, cst.CSTNode)
        return self[kind]


_is_node = _Kinds()


def children(node: Any) -> list[Any]:
    """The nodes right below ``node`` that hold code."""
    kind = type(node)
    names = _fields.get(kind)
    if names is None:
        names = _fields[kind] = tuple(name for name in kind.__dataclass_fields__ if not name.startswith(_NO_CODE))
    found: list[Any] = []
    for name in names:
        value = getattr(node, name)
        if type(value) in (list, tuple):
            found += [item for item in value if _is_node[type(item)]]
        elif _is_node[type(value)]:
            found.append(value)
    return found


def below(node: Any) -> Iterator[Any]:
    """``node`` and every node below it that holds code."""
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(children(current))


def own(node: Any) -> Iterator[Any]:
    """The same, without entering functions and classes that are defined inside."""
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(child for child in children(current) if type(child) not in _NESTED)
