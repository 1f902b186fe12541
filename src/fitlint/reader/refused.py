"""What parses and Python refuses all the same: a ``return`` outside a function, an argument named twice, and so on.

Python itself is asked, by compiling the text without running it. What it generates can be far larger than the text
only where ``finally`` repeats its statements at each way out, so these are moved to where they stand once.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import libcst as cst

_ONLY_AST = 0x0400  # the flags of `ast`, which is not imported for them
_TOP_LEVEL_AWAIT = 0x2000
# Python opens the file of an error to quote it; this one cannot be there, neither as a pipe nor as a huge file.
_NO_FILE = "/dev/null/source"
_BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
# Kinds of nodes that came with a later Python than the oldest that fitlint runs on.
_SINCE = {
    "TryStar": (3, 11),
    "TypeAlias": (3, 12),
    "TypeParameters": (3, 12),
    "TemplatedString": (3, 14),
}


def syntax_error(text: str) -> SyntaxError | None:
    """Return the error that Python's parser finds, if any. It explains errors well; newer syntax it may not know."""
    return _error(text, _ONLY_AST)


def refusal(text: str, *, cell: bool = False) -> SyntaxError | None:
    """Return why Python would refuse to run a text, if it would. A notebook's ``cell`` may await at its top level.

    The text must have passed the guard. Whether what the parser refuses is newer syntax only is for :func:`newer`.
    """
    error = _error(text, _TOP_LEVEL_AWAIT if cell else 0)
    if error is None:
        return None
    if cell and "__future__ imports must occur" in error.msg:  # IPython compiles statement by statement
        return None
    later = sys.version_info < (3, 11) and error.msg.startswith("asynchronous comprehension")
    return None if later else error


def newer(module: cst.Module) -> bool:
    """Whether a tree holds syntax that came with a later Python than this one, which then cannot judge it."""
    from fitlint.reader.walk import below

    return any(_newer(node, module) for node in below(module))


def _newer(node: Any, module: cst.Module) -> bool:
    kind, version = type(node).__name__, sys.version_info
    if version < _SINCE.get(kind, (0,)):
        return True
    if kind == "FormattedStringExpression":
        return version < (3, 12) and _free_form(node, module)
    if kind in ("Index", "Annotation"):
        starred = getattr(node, "star", None) or type(getattr(node, "annotation", None)).__name__ == "StarredElement"
        return version < (3, 11) and bool(starred)
    if kind == "TypeParam":
        return version < (3, 13) and node.default is not None
    if kind == "ExceptHandler":
        return version < (3, 14) and type(node.type).__name__ == "Tuple" and not node.type.lpar
    return False


def _free_form(node: Any, module: cst.Module) -> bool:
    """Whether a field of an f-string may hold what it could not before Python 3.12: quotes, backslashes, new rows."""
    code = module.code_for_node(node)
    return any(sign in code for sign in "\"'\\\n\r#")


def _error(text: str, flags: int) -> SyntaxError | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            source: Any = text
            if "finally" in text and not flags & _ONLY_AST:
                source = _without_finally(compile(text, _NO_FILE, "exec", flags | _ONLY_AST, dont_inherit=True))
            compile(source, _NO_FILE, "exec", flags, dont_inherit=True)
        except SyntaxError as error:
            moved = source is not text and error.msg.startswith("too many statically nested")
            return None if moved else error
        except (ValueError, RecursionError, MemoryError):
            return None
    return None


def _without_finally(tree: Any) -> Any:
    """Change a tree of `ast`: each ``finally`` only passes, its statements end what stands in front of it."""
    from _ast import Pass

    pending = [tree]
    while pending:
        node = pending.pop()
        for name in _BODIES:
            below = getattr(node, name, None)
            pending += below if isinstance(below, list) else ()
        last = getattr(node, "finalbody", None)
        if last:
            handled = node.handlers and type(node).__name__ == "Try"
            (node.handlers[-1].body if handled else node.body).extend(last)
            node.finalbody = [Pass(lineno=last[0].lineno, col_offset=0, end_lineno=last[0].lineno, end_col_offset=0)]
    return tree
