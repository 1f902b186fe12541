"""Source made to kill or stall the parser: each ends in seconds, and the healthy file beside it is read.

LibCST's parser is native code; what goes wrong there takes the process with it. So the sources are read in a child, one
after the other, and a child that dies or hangs fails the test of the source it was reading.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import libcst as cst
import pytest
from libcst._nodes.internal import CodegenState

from fitlint.reader import guard
from fitlint.reader.parse import Unreadable, parse

if TYPE_CHECKING:
    import re

pytestmark = pytest.mark.slow

SECONDS = 10  # of processor time, for one source
READ = "read"
DEAD = "the parser died or hung"
CHILD = f"""
import json, resource, sys, time
from fitlint.reader.parse import Unreadable, decode, parse
from fitlint.reader.positions import locate, normalized
for name, source in json.load(sys.stdin):
    limit = int(time.process_time()) + {SECONDS} + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    try:
        parsed = parse(decode(source.encode("latin-1")))
        for statement in parsed.module.body[-1:]:
            locate(parsed, [statement])
            normalized(parsed, statement)
        outcome = {READ!r}
    except Unreadable as error:
        outcome = str(error)
    print(json.dumps([name, outcome]), flush=True)
"""
DEEP, NESTED, SLOW = "levels deep", "nested more than", "too large or too nested"
HEALTHY = "model.fit(x, y, epochs=3)\n"


def nested(before: str, core: str, after: str, levels: int) -> str:
    return before * levels + core + after * levels


# Unguarded, most of them end in a segmentation fault, take minutes, or gigabytes. Those marked "fine" must be read.
SOURCES: dict[str, tuple[str | bytes, str]] = {
    "brackets": ("x=" + nested("[", "", "]", 3000), NESTED),
    "open brackets": ("x=" + "[" * 100_000, NESTED),
    "parentheses": ("x=" + nested("(", "1", ")", 100_000), NESTED),
    "calls": ("x=" + nested("f(", "1", ")", 2000), NESTED),
    "dicts": ("x=" + nested("{1:", "1", "}", 2000), NESTED),
    "subscripts": ("x=" + nested("a[", "1", "]", 2000), NESTED),
    "comprehensions": ("x=" + nested("[a for a in ", "b", "]", 1000), NESTED),
    "f-string fields": ("x=" + nested("f'{", "1", "}'", 3000), NESTED),
    "f-string brackets": ("x=f'{" + nested("[", "", "]", 3000) + "}'", NESTED),
    "f-string specs": ("x=f'" + nested("{a:", "", "}", 3000) + "'", NESTED),
    "t-string brackets": ("x=t'{" + nested("[", "", "]", 3000) + "}'", NESTED),
    "brackets behind a quote in an f-string": ("x=f'{'\"\"\"'}'\ny=" + nested("[", "", "]", 3000) + '\n"""', NESTED),
    "brackets behind a name in an f-string": (r"x=f'\N{a}}}{b}'" + "\ny=" + nested("[", "", "]", 3000), NESTED),
    "brackets behind a raw string": ("x=r'\\\\'\ny=" + nested("[", "", "]", 3000) + "#'", NESTED),
    "brackets in many rows": ("x=" + nested("[\n", "", "]\n", 3000), NESTED),
    "minus": ("x=" + "-" * 50_000 + "1", DEEP),
    "not": ("x=" + "not " * 20_000 + "1", DEEP),
    "lambda": ("x=" + "lambda:" * 3000 + "1", DEEP),
    "powers": ("x=" + "**".join(["1"] * 20_000), DEEP),
    "sum": ("x=" + "+".join(["1"] * 20_000), DEEP),
    "attributes": ("a" + ".b" * 20_000, DEEP),
    "called calls": ("a" + "(1)" * 5000, DEEP),
    "subscripted subscripts": ("a" + "[1]" * 20_000, DEEP),
    "joined strings": ("x=(" + "'a'\n" * 15_000 + ")", DEEP),
    "and": ("x=" + " and ".join(["a"] * 20_000), DEEP),
    "conditions": ("x=" + "1 if a else " * 3000 + "1", DEEP),
    "comprehension clauses": ("x=[a " + "for a in b " * 5000 + "]", DEEP),
    "dotted import": ("import " + ".".join(["a"] * 5000), DEEP),
    "chains in brackets": ("x=" + nested("(a ** b.c(d)[e] + ", "a", ")", 99), DEEP),
    "chain over rows": ("x=" + "1+\\\n" * 5000 + "1", DEEP),
    "many chains": (("a" + ".b" * 490 + "\n") * 900, SLOW),
    "many chained calls": (("a" + "(1)" * 490 + ";") * 500, SLOW),
    "deep and wide": ("x=" + nested("f(", "1," * 50_000, ")", 50), SLOW),
    "comparisons": ("x=" + "a<" * 400_000 + "a", SLOW),
    "assignments": ("a=" * 400_000 + "1", SLOW),
    "literal of 200,000 elements": ("x=[" + "1," * 200_000 + "]", SLOW),
    "case sequences": ("match x:\n case " + nested("[", "a", "]", 60) + ": pass", SLOW),
    "case mappings": ("match x:\n case " + nested("{1:", "a", "}", 20) + ": pass", SLOW),
    "case classes": ("match x:\n case " + nested("F(a=", "a", ")", 60) + ": pass", SLOW),
    "case with an error": ("match x:\n case " + nested("(", "a b", ")", 30) + ": pass", SLOW),
    "case behind a backslash": ("match x:\n \\\n case " + nested("(", "a b", ")", 30) + ": pass", SLOW),
    "many cases": ("match x:\n" + (" case " + nested("{1:", "a", "}", 6) + ": pass\n") * 5000, SLOW),
    "del": ("if x: del " + nested("(", "a", ",)", 60), SLOW),
    "elif": ("if a: pass\n" + "elif b: pass\n" * 9000, "elif branches"),
    "elif in elif": (
        "".join(
            f"{' ' * i}if a: pass\n{f'{i * chr(32)}elif b: pass{chr(10)}' * 100}{' ' * i}else:\n" for i in range(90)
        )
        + " " * 91
        + "pass",
        "elif branches",
    ),
    "indentation": ("".join(" " * i + "if a:\n" for i in range(1000)) + " " * 1000 + "pass", "too many"),
    "a megabyte": ("x = 1 # " + "a" * 1_000_000, "more than 1,000,000 characters"),
    "rows": ("x\n" * 20_001, "more than 20,000 rows"),
    "NUL": ("x = 1\n\0", "2:1: a NUL character"),
    "UTF-7": (b"# coding: utf-7\n+AHgAPQAx-", "not accepted"),
    "a surrogate": (b"x = '\xed\xa0\x80'", "is not UTF-8"),
    "Python 2": ("print 'a'\n", "Python 2 syntax"),
    "unclosed strings": ("x = " + '"\\' * 400_000, "unterminated"),
    "unclosed f-strings": ("x = " + "f'''{" * 99, ""),
    "nothing": ("", READ),
    "one backslash": ("\\", ""),
    "a long comment (fine)": ("#" * 900_000, READ),
    "a long string (fine)": ("x = '" + "a" * 900_000 + "'", READ),
    "a long number (fine)": ("x = " + "1" * 100_000, READ),
    "blank rows (fine)": ("\n" * 20_000, READ),
    "form feeds (fine)": ("\f" * 200_000, READ),
    "spaces (fine)": ("x = 1 " + " " * 500_000 + "+ 1", READ),
    "ninety brackets (fine)": ("x=" + nested("f(a, ", "1", ")", 90), READ),
    "400 attributes (fine)": ("a" + ".b" * 400, READ),
    "400 elif branches (fine)": ("if a: pass\n" + "elif b: pass\n" * 400, READ),
    "ifs after ifs (fine)": ("if a: pass\nelif b: pass\n" * 2000, READ),
    "nested patterns (fine)": ("match x:\n case F(a=[{1: G(b=(c, *_))}]): pass\n", READ),
    "a literal of 20,000 elements (fine)": ("x=[" + "1,\n" * 19_990 + "]", READ),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    """What became of each source. A healthy one follows each of them."""
    waiting = []
    for name, (source, _) in SOURCES.items():
        data = source if isinstance(source, bytes) else source.encode()
        waiting += [(name, data.decode("latin-1")), (f"healthy after {name}", HEALTHY)]
    found: dict[str, str] = {}
    while waiting:
        found |= read_in_a_child(waiting)
        unread = [name for name, _ in waiting if name not in found]
        if unread:
            found[unread[0]] = DEAD
        waiting = [(name, source) for name, source in waiting if name not in found]
    return found


def read_in_a_child(sources: list[tuple[str, str]]) -> dict[str, str]:
    """What a child made of the sources until it was through or died."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        check=False,
    )
    return dict(json.loads(line) for line in child.stdout.splitlines())


@pytest.mark.parametrize("name", SOURCES)
def test_hostile_source_ends_in_a_verdict(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[name] != DEAD
    assert SOURCES[name][1] in outcomes[name]
    assert outcomes[f"healthy after {name}"] == READ


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x = 1\ny = " + nested("(", "1", ")", 101), (2, 105)),
        ("x = 1\r\ny = 1" + "+1" * 501 + "\r\nz", (2, 1008)),
        ("if a: pass\n" + "elif b: pass\n" * 501, (502, 1)),
        ("x\n" * 20_001, (1, 1)),
    ],
)
def test_a_refusal_says_where_the_limit_was_passed(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert (caught.value.row, caught.value.column) == place
    assert caught.value.reason.endswith("; simplify the file or exclude it")


def test_a_table_of_20000_rows_passes() -> None:
    guard.check("table = [\n" + "    (1, 2, 3),\n" * 19_990 + "]\n")


class Brackets(guard._Scan):
    """A scan that counts the brackets it takes for code."""

    opened = 0

    def _open(self, match: re.Match[str]) -> None:
        self.opened += 1
        super()._open(match)


class Written(CodegenState):
    """The tokens of a tree, without the literal parts of f-strings and t-strings."""

    literal = 0

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.literal += type(node).__name__ in {"FormattedStringText", "TemplatedStringText"}

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.literal -= type(node).__name__ in {"FormattedStringText", "TemplatedStringText"}

    def add_token(self, value: str) -> None:
        if not self.literal:
            self.tokens.append(value)


PIECES = [
    *"""f" f' " ' rf" f''' \"\"\" ''' f\"\"\" r" b" "a" 'a' \\ \\' \\" \\N{""".split(),
    *"""{ } {{ }} {a} {a: {a!r: ( ) [ ] a b : , # = !r""".split(),
    " ",
    "\n",
    "\\\n",
    "\r",
]


@pytest.mark.parametrize("seed", range(5))
def test_strings_end_for_the_guard_where_they_end_for_libcst(seed: int) -> None:
    """Or brackets could hide from the guard in what it takes for a string."""
    chosen, judged = random.Random(seed), 0  # noqa: S311
    for _ in range(800):
        quote = chosen.choice(['"', "'", '"""', "'''"])
        literal = quote + "".join(chosen.choices(PIECES, k=chosen.randint(1, 9))) + quote
        text = f"x = {chosen.choice(['f', 'F', 'rf', 'fR', ''])}{literal}{chosen.choice(['', ' + [1]'])}\n"
        try:
            module = cst.parse_module(text)
        except (cst.ParserSyntaxError, SyntaxError):
            continue
        judged += 1
        written = Written(module.default_indent, module.default_newline)
        module._codegen(written)
        scan = Brackets(text)
        scan.run()
        assert scan.opened == sum(token in {"(", "[", "{"} for token in written.tokens), text
    assert judged > 50
