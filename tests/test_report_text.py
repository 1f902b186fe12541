"""Cleaned strings, places, order and the closing sentence."""

from __future__ import annotations

import io
import sys

import pytest
from report_cases import ADVICE, EVIL, RATE, SOFTMAX, VALIDATION, Run, finding

from fitlint.finding import Site
from fitlint.report import render
from fitlint.report.terminal import columns, wants_color
from fitlint.report.text import clean, clean_words, ordered, place, summary
from fitlint.tally import Tally


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("plain text", "plain text"),
        ("naïve 学習率 😀", "naïve 学習率 😀"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        ("\x7f\x85\x9b", "\\x7f\\x85\\x9b"),
        ("\u202e\u2066\u200b\ufeff\u2028\xad", "\\u202e\\u2066\\u200b\\ufeff\\u2028\\xad"),
        ("\U000e0041\U000e0100\u3164", "\\U000e0041\\U000e0100\\u3164"),
        ("\ud800", "\\ud800"),
        ("⚠\ufe0f", "⚠"),
        ("a\xa0b\u3000c", "a\xa0b\u3000c"),
    ],
)
def test_nothing_that_steers_a_terminal_is_printed(raw: str, printed: str) -> None:
    assert clean(raw) == printed


def test_every_code_point_is_printable_or_escaped_and_can_be_encoded() -> None:
    for code in range(sys.maxunicode + 1):
        printed = clean(chr(code))
        assert printed.replace("\u3000", " ").encode("utf-8").isascii() or printed == chr(code)
    assert not {"\x1b", "\u202e", "\u200b", "\ud800"} & set(clean("".join(map(chr, range(0x11000)))))


def test_words_are_joined_by_single_spaces() -> None:
    assert clean_words(" a\n\n b\t\x1bc ") == "a b \\x1bc"


def test_places_name_the_cell_of_a_notebook() -> None:
    assert place(Site("src/train.py", 12, 5, 12, 9)) == "src/train.py:12:5"
    assert place(Site("nb.ipynb", 2, 7, 2, 9, cell=4)) == "nb.ipynb:cell 4:2:7"
    assert place(Site("a\nb.py", 1, 1, 1, 1)) == "a\\nb.py:1:1"


def test_findings_are_ordered_by_path_position_and_code() -> None:
    at = [
        ("a.py", None, 10, 1, "FIT201"),
        ("a.py", None, 10, 1, "FIT301"),
        ("a.py", None, 10, 4, "FIT101"),
        ("b.ipynb", 2, 9, 1, "FIT201"),
        ("b.ipynb", 10, 1, 1, "FIT201"),
    ]
    made = [finding(Site(path, row, column, row, 9, cell), code=code) for path, cell, row, column, code in at]
    found = [(f.site.filename, f.site.cell, f.site.row, f.site.column, f.code) for f in ordered(reversed(made))]
    assert found == at


RULES = frozenset({"FIT201", "FIT301"})
STOPPED = "reading of train.py stopped at row 57 (too many steps)"
PARTLY = finding(Site("train.py", 57, 1, 57, 9), code="FIT003", severity="info")


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        (Run(files=0), "No files to check."),
        (Run(files=1), "Nothing found: 5 models, 4 trainings judged by 2 rules."),
        (Run(suppressed=2), "Nothing found (2 findings suppressed): 5 models, 4 trainings judged by 2 rules."),
        (Run(tally=Tally(1, 0, RULES)), "Nothing found: 1 model, no training judged by 2 rules."),
        (Run(tally=Tally()), "Nothing to judge in 12 files: no model, no training."),
        (
            Run(tally=Tally(1, 1, RULES, 3)),
            "Nothing found: 1 model, 1 training judged by 2 rules; 3 facts are unknown,\n"
            "`fitlint check -v` lists them.",
        ),
        (
            Run([PARTLY], tally=Tally(1, 1, RULES, 1, (STOPPED,))),
            "Nothing found in what could be read: reading of train.py stopped at row 57 (too many\n"
            "steps); 1 fact is unknown, `fitlint check -v` lists them.",
        ),
        (
            Run(tally=Tally(unread=("a.py could not be read (row 3: invalid syntax)",))),
            "Nothing found in what could be read: a.py could not be read (row 3: invalid syntax);\n"
            "no training was judged.",
        ),
        (
            Run(tally=Tally(1, 1, RULES, 0, ("cell 2 of a.ipynb left out", "b", "c", "d")), failures=["a fault"]),
            "Nothing found in what could be read: cell 2 of a.ipynb left out; b; 2 more places;\n"
            "fitlint failed on a file.",
        ),
        (
            Run([RATE, PARTLY], files=2, tally=Tally(1, 1, RULES, 0, (STOPPED,))),
            "Found 1 warning and 1 info in 2 files.\nNot everything was judged: reading of train.py stopped at row 57 "
            "(too many steps).\n`fitlint explain FIT201` says more.",
        ),
        (Run([RATE], files=1), "Found 1 warning in 1 file. `fitlint explain FIT201` says more."),
        (
            Run([RATE, VALIDATION, ADVICE], suppressed=1),
            "Found 2 warnings and 1 info in 2 of 12 files (1 suppressed).\n`fitlint explain FIT201` says more.",
        ),
        (
            Run([RATE, SOFTMAX, ADVICE], files=3),
            "Found 1 error, 1 warning and 1 info in 3 files. `fitlint explain FIT304` says more.",
        ),
    ],
)
def test_the_last_line_sums_up(run: Run, sentence: str) -> None:
    assert summary(run, 84) == sentence


@pytest.mark.parametrize(
    ("environment", "terminal", "expected"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False, True),
        ({"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_environment(
    environment: dict[str, str], terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    assert wants_color() is expected
    assert ("\x1b[" in render(Run([RATE]), "full")) is expected


@pytest.mark.parametrize(
    ("wish", "ci", "expected"),
    [
        ("120", "", 120),
        ("0", "", 80),
        ("7", "", 40),
        ("wide", "", 80),
        ("-5", "", 80),
        ("9" * 5000, "", 80),
        ("", "1", 100),
    ],
)
def test_width_follows_the_environment(wish: str, ci: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", wish)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert columns() == expected


def test_evil_strings_cannot_leave_any_format_for_people() -> None:
    evil = finding(
        Site(EVIL, 1, 1, 1, 3, context=((1, EVIL),)), message=EVIL, label=EVIL, help=EVIL, why=EVIL, code=EVIL
    )
    for fmt in ("full", "concise", "github"):
        printed = render(Run([evil]), fmt, color=False, width=80)
        assert all(character == "\n" or character.isprintable() for character in printed)
        assert "\\u202e" in printed
