"""Where nodes stand in the source, found only when something is printed there.

LibCST's trees hold no positions, and its own provider computes those of every node at the price of two parses. One
pass of the code generator that listens for the wanted nodes alone, and ends with the last of them, gives the same.
"""

from __future__ import annotations

import contextlib
import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst
from libcst._nodes.internal import CodegenState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.reader.parse import Parsed

_ROW_END = re.compile(r"\r\n?|\n")
# The code generator needs some three frames a level, and the guard lets trees of several hundred levels pass.
_FRAMES = 6_000
_WHOLE = (cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.Decorator)
_HEADED = (
    cst.FunctionDef,
    cst.ClassDef,
    cst.If,
    cst.Else,
    cst.For,
    cst.While,
    cst.With,
    cst.Try,
    cst.TryStar,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.Finally,
    cst.MatchCase,
)
_STATEMENTS = frozenset({*_WHOLE, *_HEADED, cst.Match})
_BLANKS = frozenset(
    {
        cst.SimpleWhitespace,
        cst.ParenthesizedWhitespace,
        cst.TrailingWhitespace,
        cst.EmptyLine,
        cst.Comment,
        cst.Newline,
    }
)
_CLOSERS = frozenset(")]}")


class Extent(NamedTuple):
    """A node's place in the text. Rows and columns count from 1, columns are code points, the end column is exclusive.

    ``first_row`` to ``last_row`` is the statement around the node: a simple statement, a decorator, or the header of a
    compound statement up to its colon. ``symbol`` names the functions and classes around the node, dotted from outside
    in; a header belongs to what it defines.
    """

    row: int
    column: int
    end_row: int
    end_column: int
    first_row: int
    last_row: int
    symbol: str


_MODULE_START = Extent(1, 1, 1, 1, 1, 1, "")


def locate(parsed: Parsed, nodes: Iterable[object]) -> dict[int, Extent]:
    """Return the extent of each of ``nodes`` by its ``id``, in rows and columns of ``parsed.text``.

    What is not a node of this tree is left out. Ask for all nodes at once: each call walks from the start of the module
    to the last of them. Of a tree too deep to walk, nodes behind the deep place get the start of the module.
    """
    wanted = {id(node) for node in nodes}
    if not wanted:
        return {}
    listener = _Listener(parsed, wanted)
    with _room_to_recurse():
        try:
            parsed.module._codegen(listener)
        except _Finished:
            pass
        except RecursionError:
            return dict.fromkeys(wanted, _MODULE_START) | listener.extents()
    return listener.extents()


def normalized(parsed: Parsed, node: object) -> str:
    """Return the source of a node without what formatters change: whitespace, comments and trailing commas.

    What is not a node gives an empty text; a tree too deep to walk, or a node that cannot stand alone, what comes out.
    """
    if not isinstance(node, cst.CSTNode):
        return ""
    writer = _Normalizer(parsed.module.default_indent, parsed.module.default_newline)
    # LibCST cannot write an annotation without what is annotated; its error is a SyntaxError.
    with _room_to_recurse(), contextlib.suppress(RecursionError, SyntaxError):
        node._codegen(writer)
    return "".join(writer.tokens)


@contextlib.contextmanager
def _room_to_recurse() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


class _Finished(Exception):  # noqa: N818
    """Everything wanted has been found."""


class _Statement:
    """A statement the generator is in.

    ``start`` and ``end`` are offsets on its first and last row, ``end`` -1 until it is known; ``suite`` is the node
    that follows the colon of a header.
    """

    __slots__ = ("end", "node", "start", "suite", "symbol")

    def __init__(self, node: cst.CSTNode, around: str) -> None:
        self.node = node
        self.symbol = around
        self.start = 0
        self.end = -1
        self.suite: cst.CSTNode | None = None
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self.symbol = f"{around}.{node.name.value}" if around else node.name.value
        if isinstance(node, cst.Match):
            self.suite = node.whitespace_after_colon
        elif isinstance(node, _HEADED):
            self.suite = node.body


class _Listener(CodegenState):
    """Generates code into nothing, counting characters, and notes where wanted nodes begin and end."""

    def __init__(self, parsed: Parsed, wanted: set[int]) -> None:
        # One empty token, because a module without any would make up a newline.
        super().__init__(parsed.module.default_indent, parsed.module.default_newline, tokens=[""])
        self._indents = parsed.indents
        self._missing = set(wanted)
        self._tracked = set(wanted)  # and the children their ends depend on
        self._offset = 0
        self._row_starts = [0]
        self._starts: dict[int, int] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._module = _Statement(parsed.module, "")
        self._owners: dict[int, _Statement] = {}
        self._unfinished: set[_Statement] = set()
        self._statements = [self._module]

    def add_token(self, value: str) -> None:
        """Count the characters and rows of a token."""
        if "\n" in value or "\r" in value:
            self._row_starts.extend(self._offset + row_end.end() for row_end in _ROW_END.finditer(value))
        self._offset += len(value)

    def add_indent_tokens(self) -> None:
        """Count the characters of the indentation."""
        self._offset += sum(map(len, self.indent_tokens))

    def before_codegen(self, node: cst.CSTNode) -> None:
        """Note where a node begins, its leading whitespace included."""
        innermost = self._statements[-1]
        if node is innermost.suite:
            self._finish(innermost, self._offset)
        if type(node) in _STATEMENTS:
            innermost = _Statement(node, innermost.symbol)
            self._statements.append(innermost)
        key = id(node)
        if key in self._tracked:
            self._starts[key] = self._offset
        if key in self._missing:
            self._owners[key] = innermost
            if innermost.end < 0 and innermost is not self._module:
                self._unfinished.add(innermost)

    def after_codegen(self, node: cst.CSTNode) -> None:
        """Note where a node ends, unless its syntactic position is known; end the pass when nothing is missing."""
        key = id(node)
        if key in self._tracked:
            self._spans.setdefault(key, (self._starts[key], self._offset))
            self._missing.discard(key)
        if type(node) in _STATEMENTS:
            statement = self._statements.pop()
            if isinstance(node, _WHOLE):
                self._finish(statement, self._offset - 1)  # the last character ends the row
        if not self._missing and not self._unfinished:
            raise _Finished

    def _finish(self, statement: _Statement, offset: int) -> None:
        statement.end = offset
        self._unfinished.discard(statement)

    @contextlib.contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Iterator[None]:
        """Note where a node begins and ends without whitespace around it."""
        start = self._offset
        innermost = self._statements[-1]
        if node is innermost.node:
            innermost.start = start
        if id(node) not in self._tracked:
            yield
            return
        self._tracked.update(id(child) for child in (start_node, end_node) if child is not None)
        yield
        self._spans[id(node)] = (
            start if start_node is None else self._spans[id(start_node)][0],
            self._offset if end_node is None else self._spans[id(end_node)][1],
        )

    def extents(self) -> dict[int, Extent]:
        """Return the extents of the wanted nodes that were found."""
        return {key: self._extent(self._spans[key], owner) for key, owner in self._owners.items() if key in self._spans}

    def _extent(self, span: tuple[int, int], owner: _Statement) -> Extent:
        (row, column), (end_row, end_column) = map(self._place, span)
        first_row, last_row = row, end_row
        if owner is not self._module:
            first_row, _ = self._place(owner.start)
            last_row, _ = self._place(max(owner.start, owner.end))
        return Extent(row, column, end_row, end_column, first_row, last_row, owner.symbol)

    def _place(self, offset: int) -> tuple[int, int]:
        """Return row and column in the original text of an offset in the generated code."""
        row = bisect_right(self._row_starts, offset)
        column = offset - self._row_starts[row - 1]
        indent, width = self._indents.get(row, ("", 0))
        return row, 1 + (column - width + len(indent) if column >= width else min(column, len(indent)))


class _Normalizer(CodegenState):
    """Generates code without whitespace, comments and trailing commas; one space stays where two words meet."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self._blanks = 0

    def add_token(self, value: str) -> None:
        """Write a token unless it is whitespace or part of a comment."""
        if self._blanks or not value or value.isspace():
            return
        last = self.tokens[-1] if self.tokens else " "
        if value in _CLOSERS and last == ",":
            self.tokens.pop()
        elif _is_word(last[-1]) and _is_word(value[0]):
            self.tokens.append(" ")
        self.tokens.append(value)

    def add_indent_tokens(self) -> None:
        """Leave indentation out."""

    def before_codegen(self, node: cst.CSTNode) -> None:
        """Fall silent in whitespace."""
        self._blanks += type(node) in _BLANKS

    def after_codegen(self, node: cst.CSTNode) -> None:
        """Speak again after whitespace."""
        self._blanks -= type(node) in _BLANKS


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
