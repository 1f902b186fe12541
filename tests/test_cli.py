"""The command line: exit status, what goes where, and what is refused in one sentence."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import fitlint
from fitlint import cli
from fitlint.checks import fit201

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BAD = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
GOOD = BAD.replace("0.5", "0.001")


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.py").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def fit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: str) -> Ran:
        try:
            status = cli.main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Ran(status, *capsys.readouterr())

    return run


def started(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "fitlint", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def process(*arguments: str, **options: Any) -> Ran:
    with started(*arguments, **options) as running:
        out, err = running.communicate(timeout=60)
    return Ran(running.returncode, out, err)


# Exit status


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["good.py"], 0),
        (["bad.py"], 1),
        (["."], 1),
        ([], 1),
        (["bad.py", "--exit-zero"], 0),
        (["bad.py", "--fail-level", "error"], 0),
        (["bad.py", "--fail-level", "info"], 1),
        (["bad.py", "--ignore", "FIT201"], 0),
        (["bad.py", "--select", "FIT3,FIT4"], 0),
        (["bad.py", "--select", "FIT4", "--extend-select", "FIT201"], 1),
        (["bad.py", "--min-confidence", "high", "--profile", "pedantic"], 1),
        (["bad.py", "--statistics"], 1),
        (["bad.py", "--show-files"], 0),
    ],
)
def test_the_exit_status_of_check(fit: Callable[..., Ran], arguments: list[str], status: int) -> None:
    assert fit("check", *arguments).status == status


def test_an_empty_folder_is_clean_with_a_warning(fit: Callable[..., Ran], project: Path) -> None:
    (project / "empty").mkdir()
    result = fit("check", "empty", "--output-format", "json")
    assert result == (0, "[]\n", "warning: there is no Python file or notebook here\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "none.py"], "none.py does not exist"),
        (["bad.py"], "'bad.py' is not a command; did you mean `fitlint check bad.py`?"),
        (["chek"], "'chek' is not a command; did you mean 'check'?"),
        (["frobnicate"], "'frobnicate' is not a command; `fitlint --help` lists them"),
        (["--select", "FIT2"], "'--select' must stand behind a command, as in `fitlint check --select`"),
        (["check", "--select", "FT201"], "did you mean 'FIT201'?"),
        (["check", "--ignore", "FIT201,missing-validatio"], "did you mean 'missing-validation'?"),
        (["check", "--config", "none.toml"], "none.toml cannot be read: No such file or directory"),
        (["check", "-", "bad.py"], "standard input is judged alone"),
        (["check", "bad.py", "-o", "none/out.txt"], "none/out.txt cannot be written: No such file or directory"),
        (["explain", "FIT999"], "'FIT999' is no rule"),
        (["inspect", "none.py"], "none.py does not exist"),
    ],
)
def test_wrong_usage_is_one_sentence(fit: Callable[..., Ran], arguments: list[str], sentence: str) -> None:
    result = fit(*arguments)
    assert result.status == 2
    assert sentence in result.err
    assert result.err.startswith("fitlint: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["--sel", "FIT2"], ["--profile", "strictest"], ["--jobs", "0"], ["--jobs", "x"], ["--frobnicate"]]
)
def test_wrong_options_are_refused(fit: Callable[..., Ran], arguments: list[str]) -> None:
    result = fit("check", *arguments)
    assert (result.status, result.out) == (2, "")
    assert "usage: fitlint check" in result.err


def test_broken_settings_are_one_sentence(fit: Callable[..., Ran], project: Path) -> None:
    (project / "fitlint.toml").write_text('selct = ["FIT2"]\n', encoding="utf-8")
    result = fit("check")
    assert result.status == 2
    assert "did you mean 'select'?" in result.err
    assert fit("check", "--isolated").status == 1


def test_a_file_that_reads_as_an_option_is_refused(fit: Callable[..., Ran], project: Path) -> None:
    (project / "--config=x.py").write_text(BAD, encoding="utf-8")
    result = fit("check", "bad.py", "--config=x.py")
    assert result.status == 2
    assert (
        result.err
        == "fitlint: '--config=x.py' is the name of a file but reads as an option; put `--` in front of names\n"
    )
    assert fit("check").status == 1, "it is judged when a folder is named"


# What goes where


def test_findings_go_out_and_notes_go_to_the_side(fit: Callable[..., Ran], project: Path) -> None:
    (project / "test_a.py").write_text(BAD, encoding="utf-8")
    result = fit("check", "bad.py", "test_a.py", "--output-format", "json")
    assert [finding["code"] for finding in json.loads(result.out)] == ["FIT201"]
    assert result.err == "test_a.py: unit tests, left out; --include-tests judges them\n"
    assert fit("check", "bad.py", "test_a.py", "-q").err == ""


def test_quiet_prints_findings_and_nothing_else(fit: Callable[..., Ran]) -> None:
    assert fit("check", "good.py", "-q") == (0, "", "")
    result = fit("check", "bad.py", "-q", "--output-format", "concise")
    assert result.out == "bad.py:4:51: FIT201 Adam learning rate 0.5 is large and never changes\n"


def test_verbose_says_what_stayed_unknown(fit: Callable[..., Ran]) -> None:
    assert fit("check", "bad.py").err == ""
    assert "not resolved: bad.py:5:11: `x`" in fit("check", "bad.py", "-v").err


def test_the_format_is_that_of_the_option_then_the_environment_then_the_settings(
    fit: Callable[..., Ran], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fit("check", "bad.py").out.startswith("warning[FIT201]")
    (project / "fitlint.toml").write_text('output-format = "github"\n', encoding="utf-8")
    assert fit("check", "bad.py").out.startswith("::")
    monkeypatch.setenv("FITLINT_OUTPUT_FORMAT", "concise")
    assert fit("check", "bad.py").out.startswith("bad.py:4:51")
    assert fit("check", "bad.py", "--output-format", "json").out.startswith("[")
    monkeypatch.setenv("FITLINT_OUTPUT_FORMAT", "concice")
    assert "did you mean 'concise'?" in fit("check", "bad.py").err


def test_a_file_takes_the_output(fit: Callable[..., Ran], project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert fit("check", "bad.py", "--output-file", "out.txt") == (1, "", "")
    text = (project / "out.txt").read_text(encoding="utf-8")
    assert text.startswith("warning[FIT201]")
    assert "\x1b" not in text


def test_the_output_is_not_written_through_a_link(fit: Callable[..., Ran], project: Path) -> None:
    (project / "kept.py").write_text("mine", encoding="utf-8")
    (project / "out.txt").symlink_to("kept.py")
    result = fit("check", "bad.py", "-o", "out.txt")
    assert (result.status, result.out) == (2, "")
    assert result.err == "fitlint: out.txt cannot be written: it is a link, and fitlint does not write through links\n"
    assert (project / "kept.py").read_text(encoding="utf-8") == "mine"


def test_colour_can_be_forced(fit: Callable[..., Ran]) -> None:
    assert "\x1b[" not in fit("check", "bad.py").out
    assert "\x1b[" in fit("check", "bad.py", "--color", "always").out
    assert "\x1b[" not in fit("check", "bad.py", "--color", "never").out


def test_behind_two_dashes_every_name_is_a_file(fit: Callable[..., Ran], project: Path) -> None:
    (project / "--weird.py").write_text(BAD, encoding="utf-8")
    result = fit("check", "--output-format", "concise", "--", "--weird.py", "good.py")
    assert result.status == 1
    assert result.out.startswith("--weird.py:4:51: FIT201 ")
    assert fit("check", "--", "-h").err == "fitlint: -h does not exist\n"


def test_a_name_cannot_be_a_workflow_command(fit: Callable[..., Ran], project: Path) -> None:
    (project / "::error::x.py").write_text(BAD, encoding="utf-8")
    (project / "::error::y.py").write_text("import keras\nreturn\n", encoding="utf-8")
    (project / "::error::z.md").write_text("", encoding="utf-8")
    for arguments in (
        ("check", "--output-format", "concise", ".", "::error::z.md"),
        ("check", ".", "::error::z.md", "-v"),
        ("check", "--show-files"),
        ("inspect", "::error::y.py"),
        ("inspect", "."),
    ):
        result = fit(*arguments)
        lines = [*result.out.splitlines(), *result.err.splitlines()]
        assert [line for line in lines if "::error::" in line], arguments
        assert not [line for line in lines if line.lstrip().startswith("::")], arguments
    assert "./::error::x.py:4:51: FIT201 " in fit("check", "--output-format", "concise").out


def test_what_was_not_read_is_told(
    fit: Callable[..., Ran], project: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("fitlint.reader.run.MOST_STEPS", 300)
    (project / "bad.py").unlink()
    table = f"def one(x):\n    return x + 1\n\n\nunits = [{'one(0), ' * 200}]\n"
    (project / "partly.py").write_text(GOOD + table, encoding="utf-8")
    (project / "refused.py").write_text("import keras\n\nx = load()\nif not len(x):\n    return\n", encoding="utf-8")
    cells = ["import keras\n", "for row in rows:\n    print row\n", GOOD, "x = 1\nbreak\n"]
    code = [{"cell_type": "code", "source": text, "metadata": {}, "outputs": []} for text in cells]
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code}
    (project / "cells.ipynb").write_text(json.dumps(book), encoding="utf-8")
    formats = ("full", "concise", "github")
    snapshot("not-read", "\n".join(fit("check", "--output-format", wish).out for wish in formats))
    (project / "refused.py").unlink()
    assert fit("check", "-q").status == 0


def test_inspect_takes_a_folder(fit: Callable[..., Ran], project: Path) -> None:
    (project / "plain.py").write_text("print('no training')\n", encoding="utf-8")
    (project / "broken.py").write_text("import keras\nreturn\n", encoding="utf-8")
    (project / "empty").mkdir()
    result = fit("inspect", ".", "empty")
    assert result.status == 0
    assert [line for line in result.out.splitlines() if line.endswith("1 training")] == [
        "bad.py: 1 model, 1 compile and 1 training",
        "good.py: 1 model, 1 compile and 1 training",
    ]
    assert result.err.splitlines() == [
        "broken.py:2:1: unreadable file: 'return' outside function; fix it or exclude the file",
        "empty: nothing below it names Keras",
    ]


def test_inspect_names_trainings_of_what_is_not_known(fit: Callable[..., Ran], project: Path) -> None:
    (project / "lost.py").write_text("import keras\ndef train(model):\n    model.fit(x, y)\n", encoding="utf-8")
    assert "? :3 " in fit("inspect", "lost.py").out
    (lost,) = json.loads(fit("inspect", "lost.py", "--output-format", "json").out)["lost"]
    assert lost["at"]["location"]["row"] == 3


def test_the_files_are_shown_as_they_would_be_judged(fit: Callable[..., Ran], project: Path) -> None:
    (project / "test_a.py").write_text(BAD, encoding="utf-8")
    assert fit("check", "--show-files").out == "bad.py\ngood.py\n"
    assert fit("check", "--show-files", "--include-tests").out == "bad.py\ngood.py\ntest_a.py\n"


def test_a_name_cannot_steer_the_terminal(project: Path, fit: Callable[..., Ran]) -> None:
    (project / "\x1b]0;x\x07.md").write_text("x", encoding="utf-8")
    result = fit("check", "\x1b]0;x\x07.md", "\x1b[2J")
    assert "\x1b" not in result.err
    assert "\\x1b[2J does not exist" in result.err


# The other commands


def test_the_version(fit: Callable[..., Ran]) -> None:
    assert fit("--version") == (0, f"fitlint {fitlint.__version__}\n", "")


def test_help_is_printed_when_asked_for_and_when_lost(fit: Callable[..., Ran]) -> None:
    assert fit("--help").status == 0
    assert "fitlint check [PATH ...]" in fit("--help").out
    assert fit().status == 2


@pytest.mark.parametrize("command", ["check", "explain", "rules", "inspect"])
def test_each_command_explains_itself_at_80_columns(
    fit: Callable[..., Ran], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = fit(command, "--help")
    assert result.status == 0
    assert f"usage: fitlint {command}" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_a_rule_is_explained_with_the_limits_in_force(fit: Callable[..., Ran], project: Path) -> None:
    (project / "fitlint.toml").write_text("rules.FIT201.thresholds.adam = 0.003\n", encoding="utf-8")
    assert "adam=0.003 (default 0.01)" in " ".join(fit("explain", "large-fixed-learning-rate").out.split())
    assert "0.003" not in fit("explain", "fit201", "--isolated").out


def test_the_rules_are_listed(fit: Callable[..., Ran]) -> None:
    assert "FIT201 large-fixed-learning-rate" in fit("rules").out
    assert {rule["code"] for rule in json.loads(fit("rules", "--output-format", "json").out)} >= {"FIT001", "FIT201"}
    assert fit("rules", "--output-format", "markdown").out.startswith("| Rule |")


def test_a_script_is_inspected(fit: Callable[..., Ran], project: Path) -> None:
    assert "learning_rate  0.5" in fit("inspect", "bad.py").out
    assert json.loads(fit("inspect", "bad.py", "--output-format", "json").out)
    (project / "broken.py").write_text("x = (\n", encoding="utf-8")
    result = fit("inspect", "broken.py")
    assert result.status == 2
    assert result.err.startswith("fitlint: broken.py:")


# Standard input


@pytest.mark.parametrize("arguments", [["-"], ["--stdin-filename", "new.py"], ["-", "--stdin-filename", "new.py"]])
def test_standard_input_is_judged(
    fit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    result = fit("check", "-q", "--output-format", "concise", *arguments)
    assert result.status == 1
    assert result.out.startswith("new.py:4:51: FIT201" if "new.py" in arguments else "-:4:51: FIT201")


def test_an_excluded_standard_input_is_left_out_on_demand(
    fit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert fit("check", "-q", "--force-exclude", "--stdin-filename", "build/x.py") == (0, "", "")


# Faults and interruptions


def test_a_fault_is_one_sentence_and_the_traceback_is_for_those_who_ask(
    fit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit201, "check", None)
    result = fit("check", "bad.py", "--exit-zero")
    assert result.status == 2
    assert result.err.startswith("error: bad.py: FIT201: internal error (TypeError: ")
    assert result.err.count("\n") == 1
    monkeypatch.setenv("FITLINT_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in fit("check", "bad.py").err


def test_a_fault_outside_every_file_is_one_sentence_too(
    fit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("fitlint.engine.run", run)
    result = fit("check")
    assert result.status == 2
    assert result.err.startswith("fitlint: internal error (ZeroDivisionError: by zero); please report it")
    monkeypatch.setenv("FITLINT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["check"])


def test_a_reader_that_leaves_early_is_no_fault(project: Path) -> None:
    for number in range(300):
        (project / f"bad{number}.py").write_text(BAD, encoding="utf-8")
    with started("check", "--output-format", "concise") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode in {0, 1}


def test_an_interruption_is_quiet(fit: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fitlint.engine.run", run)
    assert fit("check") == (130, "", "")


def test_output_that_cannot_be_encoded_is_escaped(project: Path) -> None:
    (project / "naïve.py").write_text(BAD, encoding="utf-8")
    result = process(
        "check", "-q", "--output-format", "concise", "naïve.py", env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert result.out.startswith("na\\xefve.py:4:51")


def test_nothing_is_imported_from_the_folder_that_is_judged(project: Path) -> None:
    for module in ("argparse", "json", "typing", "re", "enum", "libcst", "yaml", "rich", "pathspec", "tomllib"):
        trap = f"raise SystemExit('{module} was imported from the linted folder')\n"
        (project / f"{module}.py").write_text(trap, encoding="utf-8")
    (project / ".gitignore").write_text("*.gen.py\n", encoding="utf-8")
    (project / "fitlint.toml").write_text('extend-exclude = ["*.gen.py"]\n', encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(project), ""])}
    result = process("check", env=environment)
    assert (result.status, result.err) == (1, "")
    assert "FIT201" in result.out


def test_statistics_count_the_files_that_are_understood(fit: Callable[..., Ran], project: Path) -> None:
    """The survey reads folders and prints a share, and the reasons that lower it without the names of each file."""
    (project / "broken.py").write_text("import keras\nmodel.fit(", encoding="utf-8")
    for name in ("model", "network"):
        text = f"import keras\n\ndef train({name}, x, y):\n    {name}.fit(x, y)\n"
        (project / f"{name}.py").write_text(text, encoding="utf-8")
    (project / "known.py").write_text("import keras\nm = keras.Sequential()\nm.compile('sgd')\n", encoding="utf-8")
    lines = fit("inspect", "--statistics", ".").out.splitlines()
    assert "unreadable   1" in lines
    assert next(line for line in lines if line.startswith("resolved")).endswith("%)")
    assert lines[-1].split(maxsplit=1)[0] == "2", lines


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the device that is always full is Linux's")
def test_a_full_disk_is_one_sentence(project: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "fitlint", "check"]
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert "cannot be written: No space left" in found.stderr
