"""The formats that other programs read: concise, json and github, and the table of counts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from report_cases import ADVICE, EVIL, RATE, SOFTMAX, VALIDATION, Run, finding

from fitlint.finding import Site
from fitlint.report import FORMATS, render

ALL = Run([VALIDATION, ADVICE, RATE, SOFTMAX], suppressed=1)
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))


def test_concise_is_one_line_a_finding() -> None:
    assert render(ALL, "concise").splitlines() == [
        "a/unit.py:7:1: FIT304 softmax over one unit always answers 1",
        "nb.ipynb:cell 4:2:11: FIT316 dropout stands before batch normalization",
        "src/train.py:13:37: FIT201 Adam learning rate 0.05 is large and never changes",
        "src/train.py:15:1: FIT401 the model is trained for 10 epochs without validation data, so nothing shows "
        "when it starts to overfit",
        "Found 1 error, 2 warnings and 1 info in 3 of 12 files (1 suppressed).",
        "`fitlint explain FIT304` says more.",
    ]


def test_the_closing_sentence_can_be_left_out() -> None:
    assert render(Run([SOFTMAX]), "concise", closing=False).count("\n") == 1
    assert render(Run(), "full", closing=False) == ""


@pytest.mark.parametrize("fmt", ["full", "concise"])
def test_statistics_count_each_rule_the_most_frequent_first(fmt: str) -> None:
    run = Run([VALIDATION, *[RATE] * 10, SOFTMAX])
    assert render(run, fmt, statistics=True, width=100).splitlines() == [
        "10  FIT201  large-fixed-learning-rate",
        " 1  FIT304  softmax-single-unit",
        " 1  FIT401  missing-validation",
        "",
        "Found 1 error and 11 warnings in 2 of 12 files. `fitlint explain FIT304` says more.",
    ]


def test_json_follows_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    evil = finding(Site(EVIL, 1, 1, 1, 3), message=EVIL, code="XYZ1")
    text = render(Run([*ALL.findings, evil]), "json")
    assert text.isascii()
    found = json.loads(text)
    Draft202012Validator(SCHEMA).validate(found)
    assert [entry["code"] for entry in found] == ["XYZ1", "FIT304", "FIT316", "FIT201", "FIT401"]


def test_json_says_everything_about_a_finding() -> None:
    (found,) = json.loads(render(Run([RATE]), "json"))
    related, _ = found.pop("related")
    assert related == {
        "filename": "conf/config.yaml",
        "cell": None,
        "location": {"row": 3, "column": 1},
        "end_location": {"row": 3, "column": 9},
        "message": "learning rate declared here",
    }
    assert found == {
        "code": "FIT201",
        "name": "large-fixed-learning-rate",
        "severity": "warning",
        "confidence": "high",
        "message": "Adam learning rate 0.05 is large and never changes",
        "filename": "src/train.py",
        "cell": None,
        "location": {"row": 13, "column": 37},
        "end_location": {"row": 13, "column": 60},
        "noqa_row": 13,
        "help": "use 1e-3, a schedule, or ReduceLROnPlateau",
        "url": "https://github.com/fitlint/fitlint/blob/main/docs/rules/FIT201-large-fixed-learning-rate.md",
        "fix": None,
        "fingerprint": "5d41402abc4b2a76",
        "verification": None,
    }


def test_machine_formats_of_a_clean_run_hold_nothing_else() -> None:
    assert render(Run(), "json") == "[]\n"
    assert render(Run(), "github") == ""


def test_a_clean_run_imports_no_renderer() -> None:
    code = (
        "import sys; from types import SimpleNamespace as Run; from fitlint.report import render\n"
        "from fitlint.tally import Tally\n"
        "run = Run(findings=[], files=3, suppressed=0, failures=[], tally=Tally())\n"
        "for fmt in ('full', 'concise', 'json', 'github'): render(run, fmt)\n"
        "print(*{'rich', 'json', 'fitlint.catalog'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "\n"


def test_concise_imports_neither_rich_nor_json() -> None:
    code = (
        "import sys; from report_cases import RATE, Run; from fitlint.report import render\n"
        "render(Run([RATE]), 'concise'); print(*{'rich', 'json'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "\n"


def test_github_prints_errors_first_and_one_line_each() -> None:
    lines = render(ALL, "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning", "::notice"]
    assert lines[0] == (
        "::error title=fitlint (FIT304),file=a/unit.py,line=7,col=1,endLine=7,endColumn=1"
        "::a/unit.py:7:1: FIT304 softmax over one unit always answers 1"
    )
    assert lines[1].endswith(
        "%0Aconf/config.yaml:3:1: learning rate declared here%0Asrc/train.py:15:1: trained here"
        "%0Ahelp: use 1e-3, a schedule, or ReduceLROnPlateau"
    )


def test_github_leaves_columns_out_of_multi_line_annotations() -> None:
    """GitHub drops an annotation that has columns and more than one line."""
    assert render(Run([VALIDATION]), "github").startswith(
        "::warning title=fitlint (FIT401),file=src/train.py,line=15,endLine=18::src/train.py:15:1: FIT401 "
    )


@pytest.mark.parametrize(("end", "shown"), [(57, 57), (60, 60), (None, 57), (3, 57)])
def test_github_annotates_the_rows_of_a_notebook_file(end: int | None, shown: int) -> None:
    """Columns would be those of the cell; an end before the start would be refused."""
    found = replace(ADVICE, site=ADVICE.site._replace(raw_row=57, raw_end_row=end))
    assert render(Run([found]), "github").startswith(
        f"::notice title=fitlint (FIT316),file=nb.ipynb,line=57,endLine={shown}::nb.ipynb:cell 4:2:11: FIT316 "
    )
    assert json.loads(render(Run([found]), "json"))[0]["location"] == {"row": 2, "column": 11}


def test_github_annotates_the_first_line_of_a_notebook_whose_rows_are_unknown() -> None:
    assert render(Run([ADVICE]), "github").startswith(
        "::notice title=fitlint (FIT316),file=nb.ipynb,line=1::nb.ipynb:cell 4:2:11: FIT316 "
    )


def test_github_prints_more_than_ten_of_a_level() -> None:
    assert render(Run([RATE] * 25), "github").count("\n") == 25


def test_github_commands_cannot_be_left() -> None:
    evil = finding(Site("a,b:c%\n::error::.py", 1, 1, 1, 3), message=EVIL, help=EVIL, code="FIT201,file=x::y")
    (line,) = render(Run([evil]), "github").splitlines()
    head, message = line[2:].split("::", 1)
    assert head == (
        "warning title=fitlint (FIT201%2Cfile=x%3A%3Ay),file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.py,"
        "line=1,col=1,endLine=1,endColumn=3"
    )
    assert message.startswith("a,b:c%25\\n::error::.py:1:1: FIT201,file=x::y \\x1b]0;pwned\\x07")
    assert "t%250A" in message


def test_github_paths_start_at_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step may work in a folder of the repository; GitHub wants paths from its root."""
    (tmp_path / "ml").mkdir()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path / "ml")
    assert "file=ml/src/train.py," in render(Run([RATE]), "github")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "m"))
    assert "file=src/train.py," in render(Run([RATE]), "github")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'; choose one of full, concise, json, github"):
        render(ALL, "xml")
    assert FORMATS == ("full", "concise", "json", "github")
