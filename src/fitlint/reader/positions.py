"""Where nodes stand in the source, found only when something is printed there.

LibCST's trees hold no positions, and its own provider computes those of every node at the price of two parses. One pass of the code generator that
listens for the wanted nodes alone, and ends with the last of them, gives the same answers.
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
    from contextlib import AbstractContextManager

    from fitlint.reader.parse import Parsed

_ROW_END = re.compile(r"\r\n?|\n")
# The code generator needs some three frames a level, and the guard lets trees of several hundred levels pass.
_FRAMES = 6_000
_WHOLE = frozenset({cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.Decorator})
_HEADED = frozenset(
    {
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
        cst.Match,
        cst.MatchCase,
    }
)
_STATEMENTS = _WHOLE | _HEADED
_BLANKS = frozenset(
    {cst.SimpleWhitespace, cst.ParenthesizedWhitespace, cst.TrailingWhitespace, cst.EmptyLine, cst.Comment, cst.Newline}
)
_CLOSERS = frozenset(")]}")


class Extent(NamedTuple):
    """A node's place in the text. Rows and columns count from 1, columns are code points, the end column is exclusive.

    ``first_row`` to ``last_row`` is the statement around the node: a simple statement, a decorator, or the header of a compound statement up to
    its colon. ``symbol`` names the functions and classes around the node, dotted from outside in; a header belongs to what it defines.
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

    What is not a node of this tree is left out. Ask for all nodes at once: each call walks from the start of the module to the last of them.
    """
    wanted = {id(node) for node in nodes}
    if not wanted:
        return {}
    listener = _Listener(parsed.module, wanted)
    with _room_to_recurse():
        try:
            parsed.module._codegen(listener)
        except _Finished:
            pass
        except RecursionError:
            return {node: _MODULE_START for node in wanted} | listener.extents(parsed)
    return listener.extents(parsed)


def normalized(parsed: Parsed, node: object) -> str:
    """Return the source of a node without what a formatter changes: whitespace, comments and trailing commas. Empty for what is no node."""
    if not isinstance(node, cst.CSTNode):
        return ""
    writer = _Normalizer(parsed.module.default_indent, parsed.module.default_newline)
    with _room_to_recurse(), contextlib.suppress(RecursionError):
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


class _Finished(Exception):
    """Everything wanted has been found."""


class _Statement:
    """A statement the generator is in. ``start`` and ``end`` are offsets on its first and last row; ``suite`` follows the colon of its header."""

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
        elif type(node) in _HEADED:
            self.suite = node.body


class _Listener(CodegenState):
    """Generates code into nothing, counting characters, and notes where wanted nodes begin and end."""

    def __init__(self, module: cst.Module, wanted: set[int]) -> None:
        # One empty token, because a module without any would make up a newline.
        super().__init__(module.default_indent, module.default_newline, tokens=[""])
        self._missing = set(wanted)
        self._tracked = set(wanted)  # and the children their ends depend on
        self._offset = 0
        self._row_starts = [0]
        self._starts: dict[int, int] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._owners: dict[int, _Statement] = {}
        self._unfinished: set[_Statement] = set()
        self._statements = [_Statement(module, "")]

    def add_token(self, value: str) -> None:
        if "\n" in value or "\r" in value:
            self._row_starts.extend(self._offset + row_end.end() for row_end in _ROW_END.finditer(value))
        self._offset += len(value)

    def add_indent_tokens(self) -> None:
        self._offset += sum(map(len, self.indent_tokens))

    def before_codegen(self, node: cst.CSTNode) -> None:
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
                if innermost.end < 0 and len(self._statements) > 1:
                    self._unfinished.add(innermost)

    def after_codegen(self, node: cst.CSTNode) -> None:
        key = id(node)
        if key in self._tracked:
            self._spans.setdefault(key, (self._starts[key], self._offset))
            self._missing.discard(key)
        if type(node) in _STATEMENTS:
            statement = self._statements.pop()
            if type(node) in _WHOLE:
                self._finish(statement, self._offset - 1)  # what comes last is the end of the row
        if not self._missing and not self._unfinished:
            raise _Finished

    def _finish(self, statement: _Statement, offset: int) -> None:
        statement.end = offset
        self._unfinished.discard(statement)

    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> AbstractContextManager[None]:
        innermost = self._statements[-1]
        if node is innermost.node:
            innermost.start = self._offset
        if id(node) not in self._tracked:
            return _UNHEARD
        self._tracked.update(id(child) for child in (start_node, end_node) if child is not None)
        return self._recorded(node, start_node, end_node)

    @contextlib.contextmanager
    def _recorded(
        self, node: cst.CSTNode, start_node: cst.CSTNode | None, end_node: cst.CSTNode | None
    ) -> Iterator[None]:
        start = self._offset
        yield
        end = self._offset
        self._spans[id(node)] = (
            start if start_node is None else self._spans[id(start_node)][0],
            end if end_node is None else self._spans[id(end_node)][1],
        )

    def extents(self, parsed: Parsed) -> dict[int, Extent]:
        """The extents of the wanted nodes that were found."""
        return {
            key: self._extent(parsed, self._spans[key], owner)
            for key, owner in self._owners.items()
            if key in self._spans
        }

    def _extent(self, parsed: Parsed, span: tuple[int, int], owner: _Statement) -> Extent:
        (row, column), (end_row, end_column) = (self._place(parsed, offset) for offset in span)
        if owner is self._statements[0]:
            return Extent(row, column, end_row, end_column, row, end_row, "")
        first_row, _ = self._place(parsed, owner.start)
        last_row, _ = self._place(parsed, max(owner.start, owner.end))
        return Extent(row, column, end_row, end_column, first_row, last_row, owner.symbol)

    def _place(self, parsed: Parsed, offset: int) -> tuple[int, int]:
        """Row and column in the original text of an offset in the generated code."""
        row = bisect_right(self._row_starts, offset)
        column = offset - self._row_starts[row - 1]
        indent, width = parsed.indents.get(row, ("", 0))
        return row, 1 + (column - width + len(indent) if column >= width else min(column, len(indent)))


_UNHEARD: AbstractContextManager[None] = contextlib.nullcontext()


class _Normalizer(CodegenState):
    """Generates code without whitespace, comments and trailing commas; one space stays where two words meet."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self._blanks = 0

    def add_token(self, value: str) -> None:
        if self._blanks or not value or value.isspace():
            return
        last = self.tokens[-1] if self.tokens else " "
        if value in _CLOSERS and last == ",":
            self.tokens.pop()
        elif _is_word(last[-1]) and _is_word(value[0]):
            self.tokens.append(" ")
        self.tokens.append(value)

    def add_indent_tokens(self) -> None:
        """Indentation is whitespace too."""

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._blanks += type(node) in _BLANKS

    def after_codegen(self, node: cst.CSTNode) -> None:
        self._blanks -= type(node) in _BLANKS


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
