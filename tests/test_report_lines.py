"""Wrapping of prose and of code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from fitlint.report.lines import folded, hanging, highlighted, wrap, written


@given(st.text("ab 学😀", max_size=200), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_longer_than_a_line_are_broken() -> None:
    assert wrap("a 0123456789abc b 学習率", 5) == ["a", "01234", "56789", "abc b", "学習", "率"]


def test_later_lines_hang_below_the_text() -> None:
    assert [line.plain for line in hanging(Text("help: "), "one two three four five six", 26)] == [
        "help: one two three four",
        "      five six",
    ]


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("x = 1", ["x = 1"]),
        ("    model.fit(x_train, y_train, epochs=10)", ["    model.fit(x_train, y_train,", "        epochs=10)"]),
        ("model.compile(optimizer=Adam(rate))", ["model.compile(optimizer=Adam(", "    rate))"]),
        ("x" * 50, ["x" * 50]),
    ],
)
def test_long_code_is_folded_where_python_may_be(code: str, parts: list[str]) -> None:
    assert [part.plain for part in folded(Text(code), 32)] == parts


def test_highlighted_code_is_the_code() -> None:
    code = 'def f(x):\n\treturn "\x1b[2J"\n\n\n# end\n'
    expected = ["def f(x):", '    return "\\x1b[2J"', "", "", "# end"]
    assert [line.plain for line in highlighted(code, "a.py", color=False)] == expected
    assert [line.plain for line in highlighted(code, "a.py", color=True)] == expected
    assert [line.plain for line in highlighted(code, "no-suffix", color=True)] == expected


def test_written_lines_end_with_newlines_and_no_blanks() -> None:
    lines = [Text("a  "), Text(""), Text("b", "bold")]
    assert written(lines, color=False) == "a\n\nb\n"
    assert written(lines, color=True) == "a\n\n\x1b[1mb\x1b[0m\n"
    assert written([Text("x" * 300)], color=True) == "x" * 300 + "\n"
