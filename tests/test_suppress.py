"""Suppression comments: which there are, what they speak of, and which are idle."""

from __future__ import annotations

import time

import pytest

from fitlint.source import Kind, Source
from fitlint.suppress import NONE, Suppressions, scan

LR, DENSE, FIT = (
    ("FIT201", "large-fixed-learning-rate"),
    ("FIT301", "unregularized-deep-dense"),
    ("FIT401", "missing-validation"),
)


def scanned(text: str, kind: Kind = "python") -> Suppressions:
    return scan(Source("/a.py", text, kind))


def silenced(text: str, row: int, rule: tuple[str, str] = LR, kind: Kind = "python") -> bool:
    return scanned(text, kind).silence(*rule, {row})


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "#noqa",
        "# NoQA",
        "# noqa: FIT201",
        "# noqa:fit201",
        "# noqa: E501, FIT201",
        "# noqa: E501 FIT201",
        "# noqa: FIT20",
        "# noqa: FIT",
        "# noqa: large-fixed-learning-rate",
        "# noqa: FIT201 because it was measured",
        "# type: ignore # noqa: FIT201",
        "# fitlint: ignore",
        "# fitlint: ignore[FIT201]",
        "# fitlint:ignore[fit301, FIT201] measured",
        "# Fitlint: Ignore[Large-Fixed-Learning-Rate]",
    ],
)
def test_a_comment_silences_its_row(comment: str) -> None:
    text = f"x = 1\ny = Adam(0.5)  {comment}\nz = 1"
    assert silenced(text, 2)
    assert not silenced(text, 1)
    assert not silenced(text, 3)


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: E501",
        "# noqa: FIT301",
        "# noqa: FIT2010",
        "# noqa: this is fine",
        "# fitlint: ignore[FIT301]",
        "# fitlint: ignore[]",
        "# fitlint: skip",
        "# no qa",
        "# noqaFIT201",
    ],
)
def test_other_comments_do_not(comment: str) -> None:
    assert not silenced(f"y = Adam(0.5)  {comment}", 1)


@pytest.mark.parametrize(
    "text",
    [
        "y = '# noqa'",
        'y = "a" + "# fitlint: ignore"',
        '"""\n# noqa\n"""',
        "y = '''\n# fitlint: ignore-file\n'''",
        'y = f"# noqa"',
        "y = 'it\\'s # noqa'",
    ],
)
def test_strings_are_no_comments(text: str) -> None:
    assert scanned(text).directives == ()


def test_a_comment_behind_a_string_with_a_hash_is_one() -> None:
    assert silenced("y = '#'  # noqa: FIT201", 1)
    assert silenced("y = 'it\\'s'  # noqa: FIT201", 1)
    assert silenced("'''\n#'''  # noqa: FIT201", 2)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_rows_are_counted_with_every_line_end(ends: str) -> None:
    assert silenced(f"a = 1{ends}b = 2{ends}c = 3  # noqa: FIT201{ends}", 3)


def test_an_own_line_speaks_of_the_next_statement() -> None:
    text = "# fitlint: ignore[FIT201] measured\n\n# and why\ny = Adam(0.5)\nz = Adam(0.5)"
    assert silenced(text, 4)
    assert not silenced(text, 5)


def test_a_bare_noqa_on_its_own_line_speaks_of_that_line_only() -> None:
    assert not silenced("# noqa: FIT201\ny = Adam(0.5)", 2)


@pytest.mark.parametrize(
    ("comment", "rule", "expected"),
    [
        ("# fitlint: ignore-file", LR, True),
        ("# fitlint: ignore-file[FIT401]", FIT, True),
        ("# fitlint: ignore-file[missing-validation]", FIT, True),
        ("# fitlint: ignore-file[FIT401]", LR, False),
        ("# flake8: noqa", LR, True),
        ("# flake8: noqa: FIT201", LR, True),
        ("# flake8: noqa: E501", LR, False),
    ],
)
def test_files_are_silenced_as_a_whole(comment: str, rule: tuple[str, str], expected: bool) -> None:
    assert silenced(f"a = 1\n{comment}\nb = 2\n" + "c = 3\n" * 50, 40, rule) is expected


def test_on_the_row_of_an_origin_a_comment_must_name_the_rule() -> None:
    named = scanned("LR = 0.5  # noqa: FIT201\nfit(LR)")
    assert named.silence(*LR, {2}, {1})
    bare = scanned("LR = 0.5  # noqa\nfit(LR)")
    assert not bare.silence(*LR, {2}, {1})


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("lr: 0.5  # fitlint: ignore[FIT201]", 1),
        ("# fitlint: ignore[FIT201]\nlr: 0.5", 2),
        ("note: it's  # noqa: FIT201", 1),
        ('note: "a # b"  # noqa: FIT201', 1),
        ("lr = 0.5 # noqa: FIT201", 1),
    ],
)
def test_configuration_files_have_the_same_comments(text: str, row: int) -> None:
    assert silenced(text, row, kind="config")


@pytest.mark.parametrize("text", ['note: "# noqa"', "url: a#noqa", "note: '# fitlint: ignore'"])
def test_strings_of_configuration_files_are_no_comments(text: str) -> None:
    assert scanned(text, "config").directives == ()


def test_an_ordinary_text_costs_one_search() -> None:
    assert scanned("x = 1  # a comment") is NONE


def idle(
    text: str, *found: tuple[str, str], judged: tuple[str, ...] = ("FIT201", "FIT301"), complete: bool = True
) -> list[list[str]]:
    suppressions = scanned(text)
    for rule in found:
        suppressions.silence(*rule, {1})
    return [names for _, names in suppressions.unused(judged, complete=complete)]


def test_a_used_comment_is_not_idle() -> None:
    assert idle("x  # noqa: FIT201", LR) == []
    assert idle("x  # fitlint: ignore", LR) == []


def test_each_name_is_idle_on_its_own() -> None:
    assert idle("x  # noqa: FIT201, FIT301", LR) == [["FIT301"]]


@pytest.mark.parametrize("comment", ["# noqa: FIT201", "# fitlint: ignore[FIT201]", "# fitlint: ignore-file[FIT201]"])
def test_a_comment_that_silences_nothing_is_idle(comment: str) -> None:
    assert idle(f"x  {comment}") == [["FIT201"]]


def test_rules_that_were_not_asked_are_not_idle() -> None:
    assert idle("x  # noqa: FIT401") == []
    assert idle("x  # noqa: FIT") == []


@pytest.mark.parametrize(
    "comment", ["# noqa", "# flake8: noqa", "# noqa: E501", "# flake8: noqa: E501", "# noqa: some-name"]
)
def test_comments_for_other_tools_are_never_idle(comment: str) -> None:
    assert idle(f"x  {comment}") == []


def test_names_of_no_rule_are_idle() -> None:
    assert idle("x  # noqa: FIT999") == [["FIT999"]]
    assert idle("x  # fitlint: ignore[misspelt-rule]") == [["misspelt-rule"]]


def test_a_comment_for_everything_is_idle_only_after_everything_was_judged() -> None:
    assert idle("x  # fitlint: ignore") == [[]]
    assert idle("x  # fitlint: ignore", complete=False) == []


def test_a_misspelt_comment_is_noticed() -> None:
    assert scanned("x = 1\ny = 2  # fitlint: ingore[FIT201]").misspelt == ((2, "# fitlint: ingore[FIT201]"),)


def test_the_place_of_a_comment_is_that_of_its_words() -> None:
    (directive,) = scanned("x = 1  # noqa: FIT201  # and more").directives
    assert (directive.row, directive.column, directive.end_column) == (1, 8, 22)


@pytest.mark.parametrize(
    "text",
    [
        "# noqa\n" * 30_000,
        "# fitlint: ignore[" * 20_000,
        "# noqa" + " " * 100_000 + ":",
        "# noqa " * 30_000,
        "'" * 200_000,
        '"\\' * 100_000,
        "'''" + "\\" * 200_001,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    scanned(f"# noqa\n{text}")
    scanned(f"# noqa\n{text}", "config")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "comment", ["# noqa-ish", "#noqa123", "# noqa_", "# noqa:FIT201-ish", "# noqa: FIT2010x", "# flake8: noqa-ish"]
)
def test_a_word_that_begins_like_a_comment_silences_nothing(comment: str) -> None:
    assert not scanned(f"x = 1  {comment}").silence("FIT201", "large-fixed-learning-rate", {1})


@pytest.mark.parametrize(
    "comment", ["# noqa", "#NOQA", "# noqa, for now", "# noqa: FIT201, E501", "# noqa:FIT201 (so)"]
)
def test_a_comment_with_words_behind_it_silences(comment: str) -> None:
    assert scanned(f"x = 1  {comment}").silence("FIT201", "large-fixed-learning-rate", {1})
