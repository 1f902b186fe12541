"""Patterns in the notation of ``.gitignore``: what they match, and that none of them can take long."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fitlint.globs import BadPatternError, rule_of, verdict


def matched(lines: str, path: str) -> bool | None:
    return verdict([rule for line in lines.split("\n") if (rule := rule_of(line)) is not None], path)


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("a.py", "x/a.py", True),
        ("a.py", "a.py/b.py", True),
        ("/a.py", "x/a.py", None),
        ("x/a.py", "y/x/a.py", None),
        ("x/", "x/y/a.py", True),
        ("x/", "y/x", None),
        ("x/", "y/x/", True),
        ("**/x", "x", True),
        ("**/x", "a/b/x", True),
        ("a/**/x", "a/x", True),
        ("a/**", "a/b", True),
        ("a/**", "a", None),
        ("a/*", "a/b/c.py", True),
        ("a/*.py", "a/b/c.py", None),
        ("**", "a", True),
        ("a?.py", "ab.py", True),
        ("a?.py", "a/.py", None),
        ("*a*b*", "xxaxxbxx", True),
        ("*a*b*", "xxbxxaxx", None),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", None),
        ("[^a-c]x", "dx", True),
        ("[]x]", "]", True),
        ("[a-]", "-", True),
        ("[[:digit:]_]", "7", True),
        ("[[:upper:]]", "a", None),
        ("[a", "[a", True),
        (r"\*", "*", True),
        (r"\*", "a", None),
        (r"\#a", "#a", True),
        (r"\!a", "!a", True),
        (r"[\]a]", "]", True),
        ("# a", "# a", None),
        ("", "a", None),
        ("a  ", "a", True),
        ("a\\ ", "a ", True),
        ("a.py\r", "a.py", True),
        ("*.py\n!a.py", "a.py", False),
        ("!a.py\n*.py", "a.py", True),
        ("*.py\n!x/", "x/a.py", True),
        ("x\n!x/a.py", "x/a.py", False),
    ],
)
def test_a_pattern_matches_as_in_git(lines: str, path: str, expected: bool | None) -> None:
    assert matched(lines, path) is expected


@pytest.mark.parametrize("line", ["[z-a]", "x\\", "[[:nothing:]]"])
def test_what_is_no_pattern_is_refused(line: str) -> None:
    with pytest.raises(BadPatternError):
        rule_of(line)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits of POSIX")
def test_no_pattern_takes_long() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from fitlint.globs import rule_of, verdict\n"
        "name = 'a' * 250 + 'b'\n"
        "for text in ('*a' * 100, '*?' * 100, '*[a-z]' * 40, 'a*' * 100 + 'c', '**/a*' * 40 + '/c'):\n"
        "    assert verdict([rule_of(text)], '/'.join([name] * 16)) is None or True\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
