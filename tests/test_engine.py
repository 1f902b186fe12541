"""From paths to findings: what is judged, what is silenced, what becomes of unreadable files and of faults."""

from __future__ import annotations

import json
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import pytest

import fitlint
from fitlint import pool
from fitlint.checks import fit201
from fitlint.config import Configuration, layer_of
from fitlint.engine import Run, Stdin, listing, run
from fitlint.judge import Job, Outcome, judge
from fitlint.reader.entry import run_module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGE_RATE = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
FROM_CONFIG = """\
import yaml
from tensorflow import keras

with open("conf.yaml") as file:
    config = yaml.safe_load(file)
model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, validation_split=0.1)
"""
COUNTS = "class_counts:\n  yes: 10\n  no: 990\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def judged(*paths: str, settings: dict[str, Any] | None = None, **options: Any) -> Run:
    return run(paths or ["."], Configuration(layer_of(settings or {}, "settings")), **options)


def codes(result: Run) -> list[str]:
    return [finding.code for finding in result.findings]


def found(result: Run) -> list[tuple[str, str, int]]:
    return [(finding.site.filename, finding.code, finding.site.row) for finding in result.findings]


# What is judged


def test_findings_come_by_path_position_and_code(project: Path) -> None:
    write(project / "b.py", LARGE_RATE.replace(", validation_split=0.1", ""))
    write(project / "a" / "z.py", LARGE_RATE)
    assert found(judged()) == [("a/z.py", "FIT201", 4), ("b.py", "FIT201", 4), ("b.py", "FIT401", 5)]


def test_files_named_twice_are_judged_once(project: Path) -> None:
    write(project / "a.py", LARGE_RATE)
    result = judged("a.py", ".", "./a.py")
    assert codes(result) == ["FIT201"]
    assert result.files == 1


def test_nothing_to_judge_is_no_failure(project: Path) -> None:
    write(project / "a.py", "import numpy\n")
    result = judged()
    assert (result.findings, result.files, result.failing) == ([], 1, False)


def test_a_missing_path_ends_the_run() -> None:
    with pytest.raises(FileNotFoundError):
        judged("none.py")


def test_unit_tests_are_left_out_and_named_ones_are_mentioned(project: Path) -> None:
    for name in ("tests/a.py", "test_b.py"):
        write(project / name, LARGE_RATE)
    assert judged().files == 0
    result = judged("tests", "test_b.py")
    assert codes(result) == []
    assert result.notes == ["tests/a.py, test_b.py: unit tests, left out; --include-tests judges them"]
    assert codes(judged(settings={"include-tests": True})) == ["FIT201", "FIT201"]


def test_a_named_unit_test_without_keras_is_not_mentioned(project: Path) -> None:
    write(project / "test_b.py", "import numpy\n")
    assert judged("test_b.py").notes == []


def test_other_files_are_mentioned_when_named(project: Path) -> None:
    write(project / "a.md", "keras")
    assert judged("a.md").notes == ["a.md: neither Python nor a notebook, left out"]


def test_a_script_needs_no_suffix(project: Path) -> None:
    write(project / "train", LARGE_RATE)
    assert found(judged("train")) == [("train", "FIT201", 4)]


def test_excluded_and_ignored_files_are_left_out(project: Path) -> None:
    for name in ("old/a.py", "out/b.py", "gen_c.py", "train.py"):
        write(project / name, LARGE_RATE)
    write(project / ".gitignore", "out/\n")
    settings = {"extend-exclude": ["old", "gen_*.py"]}
    assert found(judged(settings=settings)) == [("train.py", "FIT201", 4)]
    assert len(codes(judged("old/a.py", "out/b.py", settings=settings))) == 2, "a named file is judged"
    assert len(codes(judged("old/a.py", "out/b.py", settings=settings, force_exclude=True))) == 1


def test_a_folder_below_may_have_settings_of_its_own(project: Path) -> None:
    write(project / "pyproject.toml", '[tool.fitlint]\nignore = ["FIT201"]\n')
    write(project / "a.py", LARGE_RATE)
    write(project / "sub" / "fitlint.toml", 'fail-level = "error"\nexclude = ["left_out.py"]\n')
    write(project / "sub" / "b.py", LARGE_RATE)
    write(project / "sub" / "left_out.py", LARGE_RATE)
    result = judged()
    assert found(result) == [("sub/b.py", "FIT201", 4)]
    assert not result.failing


def test_the_listing_is_what_would_be_looked_at(project: Path) -> None:
    for name in ("b.py", "a/x.ipynb", "venv/y.py", "out/z.py", "test_a.py"):
        write(project / name, "x")
    write(project / ".gitignore", "out/\n")
    assert listing(["."], Configuration()) == [str(project / "a" / "x.ipynb"), str(project / "b.py")]


def test_standard_input_is_judged_under_its_name(project: Path) -> None:
    write(project / "sub" / "fitlint.toml", 'ignore = ["FIT201"]\n')
    assert found(judged(stdin=Stdin("new/a.py", LARGE_RATE.encode()))) == [("new/a.py", "FIT201", 4)]
    assert found(judged(stdin=Stdin(str(project / "a.py"), LARGE_RATE.encode()))) == [("a.py", "FIT201", 4)]
    assert found(judged(stdin=Stdin("sub/a.py", LARGE_RATE.encode()))) == []


# Configuration files


def test_a_configuration_file_alone_is_judged_through_the_scripts_that_load_it(project: Path) -> None:
    write(project / "conf.yaml", COUNTS)
    write(project / "train.py", FROM_CONFIG.replace('"adam"', "keras.optimizers.Adam(0.5)"))
    assert found(judged("conf.yaml")) == [("conf.yaml", "FIT101", 1)]
    assert found(judged("conf.yaml", "train.py")) == [("conf.yaml", "FIT101", 1), ("train.py", "FIT201", 7)]


def test_a_configuration_file_that_no_script_loads_is_no_finding(project: Path) -> None:
    write(project / "conf.yaml", COUNTS)
    write(project / "train.py", LARGE_RATE)
    result = judged("conf.yaml")
    assert (codes(result), result.notes, result.failing) == ([], [], False)


def test_a_finding_in_a_shared_configuration_file_is_told_once(project: Path) -> None:
    write(project / "conf.yaml", COUNTS)
    write(project / "a.py", FROM_CONFIG)
    write(project / "b.py", FROM_CONFIG)
    assert found(judged()) == [("conf.yaml", "FIT101", 1)]


def test_only_chosen_configuration_files_are_judged(project: Path) -> None:
    write(project / "conf.yaml", COUNTS)
    write(project / "train.py", FROM_CONFIG)
    assert codes(judged(settings={"config-files": ["data/*.yaml"]})) == []
    assert codes(judged(settings={"config-files": ["*.yaml"]})) == ["FIT101"]
    assert codes(judged(settings={"per-file-ignores": {"conf.yaml": ["FIT101"]}})) == []


# Suppression


@pytest.mark.parametrize(
    "text",
    [
        LARGE_RATE.replace('"mse")', '"mse")  # noqa: FIT201'),
        LARGE_RATE.replace('"mse")', '"mse")  # noqa'),
        LARGE_RATE.replace("model.compile", "# fitlint: ignore[FIT201] measured\nmodel.compile"),
        LARGE_RATE.replace(', "mse"', ',\n    "mse",\n').replace("\n)", "\n)  # noqa: FIT201"),
        LARGE_RATE.replace("model.compile(", "model.compile(  # noqa: FIT201\n    "),
        LARGE_RATE.replace("0.5", "RATE").replace("\n\n", "\n\nRATE = 0.5  # fitlint: ignore[FIT201]\n", 1),
        "# fitlint: ignore-file[large-fixed-learning-rate]\n" + LARGE_RATE,
    ],
)
def test_comments_silence(project: Path, text: str) -> None:
    write(project / "a.py", text)
    result = judged()
    assert (codes(result), result.suppressed, result.failing) == ([], 1, False)


def test_a_bare_noqa_where_the_number_is_declared_does_not_silence(project: Path) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "RATE").replace("\n\n", "\n\nRATE = 0.5  # noqa\n", 1))
    assert codes(judged()) == ["FIT201"]


@pytest.mark.parametrize(
    "config", ["# fitlint: ignore[FIT101] as sampled\n" + COUNTS, COUNTS.replace(":\n", ":  # noqa: FIT101\n", 1)]
)
def test_comments_in_a_configuration_file_silence(project: Path, config: str) -> None:
    write(project / "conf.yaml", config)
    write(project / "train.py", FROM_CONFIG)
    result = judged()
    assert (codes(result), result.suppressed) == ([], 1)
    assert codes(judged("conf.yaml")) == []


def test_the_script_can_silence_what_stands_in_its_configuration_file(project: Path) -> None:
    write(project / "conf.yaml", COUNTS)
    write(project / "train.py", FROM_CONFIG.replace("load(file)", "load(file)  # noqa: FIT101"))
    assert codes(judged()) == []


def test_an_idle_comment_is_told(project: Path) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "0.001").replace('"mse")', '"mse")  # noqa: FIT201, E501'))
    (finding,) = judged().findings
    assert (finding.code, finding.severity, finding.site.row, finding.site.column) == ("FIT002", "info", 4, 67)
    assert finding.message == "This suppression of FIT201 silences nothing"


@pytest.mark.parametrize(
    "settings", [{"select": ["FIT4"]}, {"ignore": ["FIT002"]}, {"per-file-ignores": {"*.py": ["FIT002"]}}]
)
def test_comments_are_not_idle_when_nobody_asked(project: Path, settings: dict[str, Any]) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "0.001").replace('"mse")', '"mse")  # noqa: FIT201'))
    assert codes(judged(settings=settings)) == []


def test_an_idle_comment_in_a_configuration_file_is_told_when_the_file_is_named(project: Path) -> None:
    write(project / "conf.yaml", "# fitlint: ignore[FIT101]\nclass_counts:\n  yes: 500\n  no: 500\n")
    write(project / "train.py", FROM_CONFIG)
    assert found(judged("conf.yaml")) == [("conf.yaml", "FIT002", 1)]
    assert found(judged("train.py")) == []
    write(project / "conf.yaml", "# fitlint: ignore[FIT101]\n" + COUNTS)
    assert found(judged("conf.yaml")) == []


def test_a_misspelt_comment_is_mentioned(project: Path) -> None:
    write(project / "a.py", LARGE_RATE + "# fitlint: ingore[FIT201]\n")
    assert [note for note in judged().notes if note.startswith("a.py:6: '# fitlint: ingore[FIT201]' is not")]


def test_confidence_and_level_have_floors(project: Path) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "0.01"))
    assert [finding.confidence for finding in judged().findings] == ["medium"]
    assert codes(judged(settings={"min-confidence": "high"})) == []
    assert not judged().failing
    assert judged(settings={"fail-level": "info"}).failing
    write(project / "a.py", LARGE_RATE)
    assert judged().failing
    assert not judged(settings={"fail-level": "error"}).failing


def test_a_limit_of_the_settings_reaches_the_check(project: Path) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "0.005"))
    assert codes(judged()) == []
    assert codes(judged(settings={"rules": {"FIT201": {"thresholds": {"adam": 0.001}}}})) == ["FIT201"]


# Files that cannot be read


@pytest.mark.parametrize("text", ["import keras\nprint 'x'\n", "import keras\nx = (\n", "import keras\n" + "[" * 3000])
def test_a_file_that_does_not_parse_is_a_finding_and_the_rest_goes_on(project: Path, text: str) -> None:
    write(project / "a.py", text)
    write(project / "b.py", LARGE_RATE)
    result = judged()
    assert [(name, code) for name, code, _ in found(result)] == [("a.py", "FIT001"), ("b.py", "FIT201")]
    assert result.findings[0].message.startswith("Unreadable file: ")
    assert (result.failures, result.failing) == ([], True)


def test_bytes_that_are_no_text_are_a_finding(project: Path) -> None:
    (project / "a.py").write_bytes(b"import keras\nx = '\xff'\n")
    assert codes(judged()) == ["FIT001"]


def test_a_named_pipe_is_a_finding_only_when_named(project: Path) -> None:
    os.mkfifo(project / "pipe.py")
    (project / "gone.py").symlink_to(project / "nowhere.py")
    assert codes(judged()) == []
    assert codes(judged("pipe.py")) == ["FIT001"]


def test_an_unreadable_file_stays_a_finding_whatever_is_selected(project: Path) -> None:
    write(project / "a.py", "import keras\nx = (\n")
    assert codes(judged(settings={"select": ["FIT4"]})) == ["FIT001"]
    assert codes(judged(settings={"ignore": ["FIT001"]})) == []
    write(project / "a.py", "# fitlint: ignore-file[FIT001]\nimport keras\nx = (\n")
    assert codes(judged()) == []


# Notebooks


def notebook(*sources: str, **metadata: Any) -> str:
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells})


def test_a_notebook_is_judged_as_one_script(project: Path) -> None:
    head, _, tail = LARGE_RATE.partition("model.compile")
    write(project / "nb.ipynb", notebook("!pip install keras", head, "%%time\nmodel.compile" + tail))
    (finding,) = judged().findings
    assert (finding.code, finding.site.cell, finding.site.row, finding.site.column) == ("FIT201", 3, 2, 51)
    assert finding.noqa_row == 2


def test_a_cell_that_does_not_parse_is_left_out_with_a_finding(project: Path) -> None:
    head, _, tail = LARGE_RATE.partition("model.compile")
    write(project / "nb.ipynb", notebook(head, "x = ??", "y = (", "model.compile" + tail))
    unread, finding = judged().findings
    assert (unread.code, unread.severity, unread.site.cell) == ("FIT001", "info", 2)
    assert [related.site.cell for related in unread.related] == [3]
    assert (finding.code, finding.site.cell) == ("FIT201", 4)
    write(project / "nb.ipynb", notebook(head.replace("model", "return"), "return"))
    assert [(finding.code, finding.severity) for finding in judged().findings] == [("FIT001", "warning")]


def test_comments_in_a_notebook_count_in_their_cell(project: Path) -> None:
    head, _, tail = LARGE_RATE.partition("model.compile")
    write(project / "nb.ipynb", notebook(head, ("model.compile" + tail).replace('"mse")', '"mse")  # noqa: FIT201')))
    assert codes(judged()) == []
    write(project / "nb.ipynb", notebook(head + "# noqa: FIT201", "model.compile" + tail))
    assert [(finding.code, finding.site.cell) for finding in judged().findings] == [("FIT002", 1), ("FIT201", 2)]


@pytest.mark.parametrize("text", ["{keras", '{"keras": 1}', '"keras"'])
def test_a_file_that_is_no_notebook_is_a_finding(project: Path, text: str) -> None:
    write(project / "nb.ipynb", text)
    assert codes(judged()) == ["FIT001"]


def test_a_notebook_that_only_talks_about_keras_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("fitlint.reader.read", read)
    write(project / "nb.ipynb", notebook("x = 1", language_info={"name": "python", "note": "keras"}))
    assert judged().failures == []


def test_a_comment_for_everything_is_idle_only_when_everything_was_judged(project: Path) -> None:
    write(project / "a.py", LARGE_RATE.replace("0.5", "0.001").replace('"mse")', '"mse")  # fitlint: ignore'))
    assert codes(judged()) == ["FIT002"]
    assert codes(judged(settings={"select": ["FIT201", "FIT002"]})) == []


def test_a_comment_is_not_idle_when_not_everything_was_read(project: Path) -> None:
    tail = LARGE_RATE.replace("0.5", "0.001").replace('"mse")', '"mse")  # noqa: FIT201')
    write(project / "nb.ipynb", notebook("x = ??", tail))
    assert codes(judged()) == ["FIT001"]
    write(project / "nb.ipynb", notebook("x = 1", tail))
    assert codes(judged()) == ["FIT002"]


def test_a_comment_in_a_configuration_file_that_no_script_loads_is_left_alone(project: Path) -> None:
    write(project / "conf.yaml", "# fitlint: ignore[FIT101]\n" + COUNTS)
    write(project / "train.py", "# see conf.yaml\n" + LARGE_RATE)
    assert codes(judged("conf.yaml")) == []


# Fingerprints


def prints(result: Run) -> list[str]:
    return [finding.fingerprint for finding in result.findings]


def test_fingerprints_do_not_move_with_the_rows(project: Path) -> None:
    write(project / "a.py", LARGE_RATE)
    before = prints(judged())
    write(
        project / "a.py",
        "# a comment\n\n" + LARGE_RATE.replace("Adam(learning_rate=0.5)", "Adam( learning_rate = 0.5 )"),
    )
    assert prints(judged()) == before
    assert prints(judged(str(project / "a.py"))) == before


def test_fingerprints_tell_files_rules_and_repetitions_apart(project: Path) -> None:
    twice = LARGE_RATE + LARGE_RATE.replace("from tensorflow import keras\n", "")
    write(project / "a.py", twice.replace(", validation_split=0.1", ""))
    write(project / "b.py", LARGE_RATE)
    found_prints = prints(judged())
    assert len(found_prints) == 5
    assert len(set(found_prints)) == 5
    assert all(len(text) == 16 for text in found_prints)


# Faults of fitlint


def test_a_rule_that_fails_is_told_and_the_others_go_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*_: object) -> Iterator[object]:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(fit201, "check", check)
    write(project / "a.py", LARGE_RATE.replace(", validation_split=0.1", ""))
    result = judged()
    assert codes(result) == ["FIT401"]
    (failure,) = result.failures
    assert failure.sentence == "a.py: FIT201: internal error (ZeroDivisionError: by zero); please report it"
    assert "Traceback" in failure.trace


def test_a_reader_that_fails_costs_its_file_only(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fitlint import reader

    read = reader.read

    def failing(source: Any, root: Any) -> Any:
        if source.filename == "a.py":
            raise KeyError("x")
        return read(source, root)

    monkeypatch.setattr(reader, "read", failing)
    write(project / "a.py", LARGE_RATE)
    write(project / "b.py", LARGE_RATE)
    result = judged()
    assert found(result) == [("b.py", "FIT201", 4)]
    assert [failure.sentence[:24] for failure in result.failures] == ["a.py: internal error (Ke"]


def test_a_reader_that_runs_out_of_stack_makes_the_file_unreadable(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("fitlint.reader.read", failing)
    write(project / "a.py", LARGE_RATE)
    assert [finding.message for finding in judged().findings] == ["Unreadable file: nested too deeply to be followed"]


# Worker processes


def jobs(project: Path, *names: str) -> list[Job]:
    configuration = Configuration()
    paths = [write(project / name, LARGE_RATE) for name in names]
    return [Job(str(path), configuration.settings(str(path)), str(project)) for path in paths]


def outcomes(found: Iterator[Outcome]) -> list[tuple[str, str]]:
    return sorted((f.site.filename, f.message) for outcome in found for f in outcome.findings)


def patched(monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]) -> None:
    def judge_or(job: Job) -> Outcome:
        if "bad" in job.path:
            what()
        return judge(job)

    monkeypatch.setattr(pool, "judge", judge_or)


def test_workers_find_what_one_process_finds(project: Path) -> None:
    work = jobs(project, "a.py", "b.py", "c.py")
    assert outcomes(pool.judge_all(work, 2)) == outcomes(map(judge, work))


def test_a_worker_that_dies_costs_its_file_only(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    result = outcomes(pool.judge_all(jobs(project, "a.py", "bad1.py", "b.py", "bad2.py", "c.py"), 2))
    assert [name for name, message in result if "the process that read it died" in message] == ["bad1.py", "bad2.py"]
    assert [name for name, message in result if "0.5" in message] == ["a.py", "b.py", "c.py"]


def test_a_worker_that_hangs_costs_its_file_only(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch, lambda: time.sleep(60))
    result = outcomes(pool.judge_all(jobs(project, "a.py", "bad.py", "b.py"), 2, seconds=1.5))
    assert [name for name, message in result if "not read within" in message] == ["bad.py"]
    assert [name for name, message in result if "0.5" in message] == ["a.py", "b.py"]


def test_workers_are_used_only_when_there_is_enough_to_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[int] = []

    def judge_all(work: list[Job], workers: int) -> list[Outcome]:
        used.append(workers)
        return []

    monkeypatch.setattr(pool, "judge_all", judge_all)
    jobs(project, "a.py", "b.py")
    judged(workers=4)
    assert used == []
    write(project / "a.py", "# padding\n" * 120_000 + LARGE_RATE)
    judged(workers=1)
    assert used == []
    judged(workers=4)
    assert used == [4]


# The programming interface


def test_check_paths_returns_the_findings(project: Path) -> None:
    path = write(project / "a.py", LARGE_RATE)
    assert [finding.code for finding in fitlint.check_paths([path])] == ["FIT201"]
    assert fitlint.check_paths(["a.py"], {"ignore": ["FIT201"]}) == []


def test_check_paths_raises_what_it_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        fitlint.check_paths(["none.py"])
    with pytest.raises(ValueError, match="did you mean 'select'"):
        fitlint.check_paths(["."], {"selct": []})
    monkeypatch.setattr(fit201, "check", None)
    write(project / "a.py", LARGE_RATE)
    with pytest.raises(RuntimeError, match=r"^a\.py: FIT201: internal error"):
        fitlint.check_paths(["a.py"])


def test_inspect_source_returns_the_program(project: Path) -> None:
    program = fitlint.inspect_source(LARGE_RATE, "train.py")
    assert [training.method for training in program.trainings] == ["fit"]
    with pytest.raises(ValueError, match=r"^train\.py:1:"):
        fitlint.inspect_source("x = (", "train.py")


# What a check may say of its own


CLIPPED = """\
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="tanh")])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
"""


def test_a_claim_of_a_stricter_profile_waits_for_it(project: Path) -> None:
    write(project / "a.py", CLIPPED)
    assert codes(judged(settings={"select": ["FIT307"]})) == []
    assert codes(judged(settings={"profile": "strict"})) == ["FIT307"]
    assert codes(judged(settings={"rules": {"FIT307": {"always": ["tanh"]}}})) == ["FIT307"]


@pytest.mark.parametrize(
    ("activation", "loss", "severity"),
    [("relu", "binary_crossentropy", "error"), ("sigmoid", "mse", "info"), ("linear", "mse", "warning")],
)
def test_a_claim_may_be_milder_than_its_rule(project: Path, activation: str, loss: str, severity: str) -> None:
    text = CLIPPED.replace("tanh", activation).replace("mse", loss).replace('data["y"]', "[0, 1] * 50")
    write(project / "a.py", text)
    assert [(f.code, f.severity) for f in judged().findings] == [("FIT306", severity)]


EVERYTHING = """\
import keras
import numpy as np
from keras import layers

class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(4)

    def call(self, x):
        return layers.concatenate([self.inner(x), np.zeros((8, 4)).reshape(2, 16)])

class Net(keras.Model):
    def call(self, x):
        for _ in range(3):
            x = Block()(x)
        return x

data = np.load("train.npz")["x"].reshape(-1, 4)[:40]
i = keras.Input((4,))
x = layers.concatenate([Block()(i), np.ones((8, 4)).reshape(2, 16)])
model = keras.Model(i, layers.Dense(data.shape[1])(x))
model.compile("adam", "mse")
model.fit(data, np.zeros((40, 4)), epochs=3)
net = Net()
net.compile("adam", "mse")
net.fit(data, data)
"""


def test_whatever_budget_is_left_the_program_so_far_is_judged(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project / "a.py", EVERYTHING)
    for steps in range(150):
        monkeypatch.setattr("fitlint.reader.run.MOST_STEPS", steps)
        result = judged()
        assert not result.failures, (steps, result.failures[0].trace)
    assert "FIT003" not in codes(result), "the budgets tried must reach the end of the script"


def test_a_call_in_a_condition_is_read_once_for_all_possibilities(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    def counted(*given: Any) -> Any:
        made = run_module(*given)
        steps.append(made.steps)
        return made

    monkeypatch.setattr("fitlint.reader.run_module", counted)
    nested = "".join(f"def f{i}():\n    if x == f{i - 1}():\n        return 1\n    return 1\n" for i in range(1, 12))
    write(project / "a.py", f"import keras\nx = 1 if input() else 2\ndef f0():\n    return 1\n{nested}f11()\n")
    assert codes(judged()) == []
    assert steps[0] < 200  # 88; run for each possibility, too, it would be 594


def test_a_file_that_is_read_in_part_says_so_and_keeps_its_findings(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fitlint.reader.run.MOST_STEPS", 300)
    text = LARGE_RATE + f"def one(x):\n    return x + 1\n\nunits = [{'one(0), ' * 200}]\n"
    write(project / "a.py", text)
    result = judged(settings={"select": ["FIT201"]})
    assert [(finding.code, finding.severity) for finding in result.findings] == [
        ("FIT201", "warning"),
        ("FIT003", "info"),
    ]
    assert [finding.code for finding in result.reaching] == ["FIT201"]
    assert result.findings[1].site.row == len(text.splitlines())
    assert not judged(settings={"select": ["FIT401"]}).failing
    assert judged(settings={"select": ["FIT401"], "fail-level": "info"}).failing
    assert codes(judged(settings={"ignore": ["FIT003"]})) == ["FIT201"]


def test_links_out_of_the_project_are_left_out_unless_named(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away")
    write(away / "secret.py", LARGE_RATE)
    write(project / "own.py", LARGE_RATE)
    (project / "sub").mkdir()
    (project / "sub" / "link.py").symlink_to(away / "secret.py")
    (project / "sub" / "inner.py").symlink_to(project / "own.py")
    result = judged()
    assert [finding.site.filename for finding in result.findings] == ["own.py", "sub/inner.py"]
    (note,) = result.notes
    assert note.endswith("link.py is a link out of the project and left out")
    assert [finding.site.filename for finding in judged("sub").findings] == ["sub/inner.py"]
    assert codes(judged("sub/link.py")) == ["FIT201"]


def test_a_bad_line_in_a_gitignore_is_a_sentence(project: Path) -> None:
    write(project / "a.py", LARGE_RATE)
    write(project / "b.py", LARGE_RATE)
    write(project / ".gitignore", "[z-a]\nb.py\n")
    result = judged()
    assert [finding.site.filename for finding in result.findings] == ["a.py"]
    (note,) = result.notes
    assert note.endswith(".gitignore:1 is no pattern and left out: a range in it runs backwards")


@pytest.mark.parametrize("key", ["exclude", "extend-exclude", "config-files"])
def test_a_bad_pattern_in_settings_is_named(project: Path, key: str) -> None:
    with pytest.raises(ValueError, match=rf"`{key}`: '\[z-a\]' is no pattern: a range in it runs backwards"):
        judged(settings={key: ["ok.py", "[z-a]"]})
    with pytest.raises(ValueError, match="is no pattern"):
        judged(settings={"per-file-ignores": {"[z-a]": ["FIT201"]}})
