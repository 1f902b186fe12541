"""Rows and columns against LibCST's own provider, statements, symbols, and text for fingerprints."""

from __future__ import annotations

import inspect
import sys

import libcst as cst
import pytest
from libcst._nodes import expression
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from fitlint.reader import positions
from fitlint.reader.parse import parse
from fitlint.reader.positions import Extent, locate, normalized

SCRIPT = '''\
"""A training script."""
import tensorflow as tf; from a import (  # why
    b,
    c as d,
)


@decorated(1,
           x=2)
async def train(rate: float = 0.5,
                *rest) -> None:
    # a comment
    with open("é.txt") as f, tf.device("gpu"): return build(
        rate,  # the rate
        name=f"{rate!r:>{width}}",
    )
    try:
        pass
    except (ValueError,
            TypeError) as error:
        raise
    else: x = 7
    finally:
        del x


class Net(tf.keras.Model):
    size = 3

    def call(self, x):
        if x and \\
           size:
            return [y for y in x if y][0]
        elif not size:
            return lambda: 0
        else:
            while True:
                x += -1; continue
        for a, b in zip(x, \'\'\'
        long
        \'\'\'):
            yield a, b


match command:
    case [1, {"a": other}] if other:
        call(other)
    case _:
        global state'''


def provided(module: cst.Module) -> dict[cst.CSTNode, CodeRange]:
    """Where LibCST says the nodes are. Some nodes are never written and have no place."""
    return dict(MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider))


def expression_at(text: str, code: str) -> Extent:
    """The extent of the first expression, argument or alias whose source is ``code``."""
    parsed = parse(text)
    waiting: list[cst.CSTNode] = [parsed.module]
    while waiting:
        node = waiting.pop()
        standing_alone = isinstance(node, (cst.BaseExpression, cst.Arg, cst.ImportAlias))
        if standing_alone and parsed.module.code_for_node(node).strip() == code:
            return locate(parsed, [node])[id(node)]
        waiting.extend(reversed(node.children))
    raise LookupError(code)


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        SCRIPT + "\n",
        SCRIPT.replace("\n", "\r\n"),
        SCRIPT.replace("\n", "\r"),
        SCRIPT.replace("    ", "\t"),
        "",
        "# nothing\n\n",
        "x",
        "\n\n  # footer",
        inspect.getsource(expression)[:60_000].rpartition("\n\n\n")[0],
    ],
)
def test_same_positions_as_the_provider_of_libcst(text: str) -> None:
    parsed = parse(text)
    ranges = provided(parsed.module)
    found = locate(parsed, ranges)
    assert found.keys() == {id(node) for node in ranges}
    for node, place in ranges.items():
        expected = (place.start.line, place.start.column + 1, place.end.line, place.end.column + 1)
        assert found[id(node)][:4] == expected, type(node)


def test_one_node_is_found_as_among_all() -> None:
    parsed = parse(SCRIPT)
    wanted = provided(parsed.module)
    together = locate(parsed, wanted)
    for node in wanted:
        assert locate(parsed, [node]) == {id(node): together[id(node)]}, type(node)


def test_the_pass_ends_with_the_last_wanted_node(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parse("x = f(1)\n" + "y = 2\n" * 100)
    visited: list[cst.CSTNode] = []
    listen = positions._Listener.before_codegen

    def before(listener: positions._Listener, node: cst.CSTNode) -> None:
        visited.append(node)
        listen(listener, node)

    monkeypatch.setattr(positions._Listener, "before_codegen", before)
    locate(parsed, [parsed.module.body[0]])
    assert parsed.module.body[0] in visited
    assert parsed.module.body[1] not in visited


@pytest.mark.parametrize(
    ("code", "rows", "symbol"),
    [
        ("tf", (2, 5), ""),
        ("c as d,", (2, 5), ""),
        ("1", (8, 9), "train"),
        ("0.5", (10, 11), "train"),
        ('open("é.txt")', (13, 13), "train"),
        ("rate,  # the rate", (13, 16), "train"),
        ("TypeError", (19, 20), "train"),
        ("7", (22, 22), "train"),
        ("tf.keras.Model", (27, 27), "Net"),
        ("3", (28, 28), "Net"),
        ("x and \\\n           size", (31, 32), "Net.call"),
        ("not size", (34, 34), "Net.call"),
        ("lambda: 0", (35, 35), "Net.call"),
        ("True", (37, 37), "Net.call"),
        ("zip(x, '''\n        long\n        ''')", (39, 41), "Net.call"),
        ("command", (45, 45), ""),
        ("other", (46, 46), ""),
        ("call(other)", (47, 47), ""),
    ],
)
def test_rows_of_the_statement_and_names_around_it(code: str, rows: tuple[int, int], symbol: str) -> None:
    extent = expression_at(SCRIPT, code)
    assert (extent.first_row, extent.last_row) == rows
    assert extent.symbol == symbol


def test_columns_are_code_points_and_ends_are_exclusive() -> None:
    assert expression_at('x = "é😀", y\n', "y")[:4] == (1, 11, 1, 12)
    assert expression_at("x = [\n  1,\n]\n", "[\n  1,\n]")[:4] == (1, 5, 3, 2)


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("if a:\n\tif b:\n \t\tf(2)\n", 3, 4),
        ("def f():\n\x0c    f(2)\n    return 1\n", 2, 6),
        ("def f():\n\x0c    a = 1\n    f(2)\n", 3, 5),
        ("\x0cf(2)\n", 1, 2),
        ("if a:\n\tif b:\n \t\tg(1,\n\t\t\t\t  f(2))\n", 4, 7),
        ("a = 1\n\\\nf(2)\n", 3, 1),
        ("a = 1\n\\\n    f(2)\n", 3, 5),
        ("if a:\n    b\n    \\\n\\\nf(2)\n", 5, 1),
        ("a = 1 + \\\n\\\nf(2)\n", 3, 1),
        ("a = '''\n\\\n\x0c'''\n\x0cf(2)\n", 4, 2),
    ],
)
def test_positions_are_those_of_the_original_text(text: str, row: int, column: int) -> None:
    extent = expression_at(text, "f(2)")
    assert extent[:4] == (row, column, row, column + 4)
    assert text.split("\n")[row - 1][column - 1 :].startswith("f(2)")


def test_what_is_not_in_the_tree_is_left_out() -> None:
    parsed, other = parse("x = 1\n"), parse("x = 1\n")
    node = parsed.module.body[0]
    assert locate(parsed, []) == {}
    assert locate(parsed, [other.module.body[0], None, node]).keys() == {id(node)}


def test_the_module_itself_can_be_located() -> None:
    parsed = parse("x = 1\ny = 2\n")
    assert locate(parsed, [parsed.module])[id(parsed.module)][:3] == (1, 1, 3)


def test_deep_trees_can_be_walked_without_a_higher_limit() -> None:
    parsed = parse("x = a" + ".b" * 450 + "\ny = 1\n")
    last = parsed.module.body[1]
    limit = sys.getrecursionlimit()
    assert locate(parsed, [last])[id(last)].row == 2
    assert normalized(parsed, parsed.module.body[0]) == "x=a" + ".b" * 450
    assert sys.getrecursionlimit() == limit


def test_nodes_behind_a_place_too_deep_get_the_start_of_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "_FRAMES", 0)
    parsed = parse("w = 1\n\nx = a" + ".b" * 450 + "\ny = 1\n")
    first, _, last = parsed.module.body
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        found = locate(parsed, [first, last])
    finally:
        sys.setrecursionlimit(limit)
    assert found[id(first)].row == 1
    assert found[id(first)].end_column == 6
    assert found[id(last)] == Extent(1, 1, 1, 1, 1, 1, "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f(a, b=1)", "f( a ,b = 1 )"),
        ("f(a, b=1)", "f(\n    a,  # first\n    # second\n    b=1,\n)"),
        ("x = not y", "x = \\\n   not   y"),
        ("if a:\n    b()\n    c()\n", "if a :\n\n  b() # b\n  c()\n"),
    ],
)
def test_formatting_does_not_change_normalized_text(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    assert normalized(first, first.module.body[0]) == normalized(second, second.module.body[0])


@pytest.mark.parametrize(
    ("one", "other"), [("f(ab)", "f(a, b)"), ("'a b'", "'ab'"), ("x = a in b", "x = a_in_b"), ("'#'", "''")]
)
def test_content_does_change_normalized_text(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    assert normalized(first, first.module.body[0]) != normalized(second, second.module.body[0])


def test_words_stay_apart_in_normalized_text() -> None:
    parsed = parse("x  =  a  if  not b else  lambda  c : c\n")
    assert normalized(parsed, parsed.module.body[0]) == "x=a if not b else lambda c:c"
    assert normalized(parsed, None) == ""
