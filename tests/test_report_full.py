"""The ``full`` format: what a reader sees, kept as snapshots, and what must hold for every source line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_cases import ADVICE, CONFIG, RATE, SOFTMAX, TRAIN, VALIDATION, Run, finding, site
from rich.cells import cell_len

from fitlint.finding import Finding, Related, Site
from fitlint.report import render

Snapshot = Callable[[str, str], None]

LONG = """\
class Trainer:
    def run(self):
        with strategy.scope():
            model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=self.config["lr"], beta_1=0.9), loss="mse")
            model.summary()
"""
WIDE = "# 学習率を設定する\n\tモデル = 模型(学習率=0.5)  # 😀 \x1b[2J \u202e\n\tx = 1"


def full(*findings: Finding, width: int = 80) -> str:
    return render(Run(findings, suppressed=1), "full", color=False, width=width)


def test_findings_with_related_places(snapshot: Snapshot) -> None:
    snapshot("full", full(VALIDATION, RATE, SOFTMAX, ADVICE))


def test_there_is_room_for_the_label_beside_the_carets(snapshot: Snapshot) -> None:
    snapshot("full-wide", full(RATE, width=100))


def test_a_narrow_terminal(snapshot: Snapshot) -> None:
    snapshot("full-narrow", full(RATE, VALIDATION, width=10))


def test_long_lines_are_cut_around_the_span(snapshot: Snapshot) -> None:
    at = site(LONG, 4, 'learning_rate=self.config["lr"]', filename="trainer.py")
    end = site(LONG, 4, 'loss="mse"', filename="trainer.py")
    every = site(LONG, 4, LONG.split("\n")[3].strip(), filename="trainer.py")
    snapshot("full-long-lines", full(finding(at), finding(end, code="FIT202"), finding(every, code="FIT203")))


def test_tabs_wide_characters_and_escapes_keep_the_carets_aligned(snapshot: Snapshot) -> None:
    snapshot("full-wide-characters", full(finding(site(WIDE, 2, "学習率=0.5", filename="学習.py"))))


def test_the_reason_is_printed_once_for_each_rule() -> None:
    text = full(RATE, RATE, VALIDATION)
    assert text.count("= why:") == 2
    assert text.count("= help:") == 3


def test_only_the_first_paragraph_of_a_reason_is_printed() -> None:
    text = full(finding(RATE.site, why="Steps overshoot,\nand never settle.\n\nA longer story."))
    assert "= why: Steps overshoot, and never settle.\n" in text
    assert "story" not in text


def test_a_place_without_source_has_no_frame() -> None:
    at = Site("bad.py", 7, 3, 7, 4)
    text = full(finding(at, label="unexpected token", related=(Related(Site("a.py", 1, 2, 1, 3), "included here"),)))
    assert text.startswith(
        "warning[FIT201]: Adam learning rate 0.05 is large and never changes\n"
        " --> bad.py:7:3\n"
        "  |\n"
        " ::: a.py:1:2 included here\n"
        "  = note: unexpected token\n"
    )


def test_near_places_of_one_source_share_a_frame() -> None:
    compile_ = Related(site(TRAIN, 12, "model.compile(", filename="src/train.py"), "compiled here")
    data = Related(site(TRAIN, 5, "load()", filename="src/train.py"), "loaded here")
    text = full(finding(VALIDATION.site, related=(compile_, data), label=""))
    assert text.count("src/train.py:") == 2
    assert "12 | model.compile(\n   | -------------- compiled here\n13 |" in text
    assert "::: src/train.py:5:8\n" in text


def test_rows_that_are_not_known_are_left_out_visibly() -> None:
    main = Site("a.py", 10, 1, 10, 5, None, ((10, "main"),))
    other = Site("a.py", 13, 1, 13, 5, None, ((13, "also"),))
    assert "10 | main\n   | ^^^^\n...\n13 | also\n   | ---- here\n" in full(
        finding(main, label="", related=(Related(other, "here"),))
    )


def test_two_marks_in_one_row_have_a_line_each() -> None:
    line = "model.fit(x, x)"
    at, other = (Site("a.py", 1, column, 1, column + 1, None, ((1, line),)) for column in (11, 14))
    text = full(finding(at, label="inputs", related=(Related(other, "the same array"),)))
    assert "1 | model.fit(x, x)\n  |           ^ inputs\n  |              - the same array\n" in text


def test_colours_do_not_change_the_text() -> None:
    run = Run([RATE, VALIDATION, SOFTMAX, ADVICE])
    painted = render(run, "full", color=True, width=80)
    assert "\x1b[1;33mwarning[FIT201]\x1b[0m" in painted
    assert "\x1b[1;31merror[FIT304]\x1b[0m" in painted
    assert "\x1b[1;34m13 | \x1b[0m" in painted
    plain = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == render(run, "full", color=False, width=80).splitlines()


def test_markup_in_sources_and_messages_is_plain_text() -> None:
    line = "[link=https://evil]model[/link] [/nope] :smile:"
    at = Site("[red]a.py", 1, 1, 1, 2, None, ((1, line),))
    text = full(finding(at, message=line, label="[bold]"))
    assert text.count(line) == 2
    assert "--> [red]a.py:1:1" in text
    assert "^ [bold]" in text


def test_a_line_of_a_megabyte_is_cut_at_once() -> None:
    line = "x" * 500_000 + "rate" + "y" * 500_000
    text = full(finding(Site("a.py", 1, 500_001, 1, 500_005, None, ((1, line),)), label="here"))
    shown, carets = text.split("\n")[3:5]
    assert len(shown) == 80
    assert shown[carets.index("^") :].startswith("ratey")
    assert "^^^^ here" in carets


@pytest.mark.parametrize("row", [1, 3])
def test_the_edges_of_a_file(row: int) -> None:
    marked = CONFIG.split("\n")[row - 1]
    text = full(finding(site(CONFIG, row, marked, filename="c.yaml")))
    assert f"{row} | {marked}\n  | {'^' * len(marked)} resolves" in text


ALPHABET = st.sampled_from("abcxyz01 _=(.,)\t学率😀é\x1b\u202e\u0301\u200b")


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.text(ALPHABET, max_size=150), min_size=1, max_size=3),
    start=st.integers(0, 150),
    length=st.integers(0, 150),
    width=st.integers(40, 100),
    label=st.text("ab ", max_size=60),
)
def test_every_line_fits_and_the_carets_stay_below_the_code(
    rows: list[str], start: int, length: int, width: int, label: str
) -> None:
    context = tuple(enumerate(rows, 1))
    at = Site("a.py", 1, start + 1, 1, start + 1 + length, None, context)
    text = render(Run([finding(at, label=label)], suppressed=1), "full", color=False, width=width, closing=False)
    frame = text.split("\n  = why:")[0].split("\n")
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert any(line.startswith("1 | ") or line == "1 |" for line in frame)
    carets = next(line for line in frame if line.startswith("  | ") and "^" in line)
    assert carets.count("^") >= 1


@given(
    before=st.text(ALPHABET, max_size=200),
    marked=st.text("学率abc😀\t", min_size=1, max_size=9),
    after=st.text(ALPHABET, max_size=200),
)
@settings(max_examples=150, deadline=None)
def test_the_carets_are_exactly_as_wide_as_what_they_mark(before: str, marked: str, after: str) -> None:
    line = f"{before}<{marked}>{after}"
    start = len(before) + 1
    at = Site("a.py", 1, start, 1, start + len(marked) + 2, None, ((1, line),))
    text = render(Run([finding(at, label="")]), "full", color=False, width=80)
    shown, carets = text.split("\n")[3:5]
    assert cell_len(shown[: shown.index("<")]) == carets.index("^")
    assert cell_len(shown[: shown.index(">") + 1]) == carets.rindex("^") + 1
