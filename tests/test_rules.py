"""Every example in rules/*.yaml and every case in tests/cases/<code>/ goes through the real pipeline.

A case is a script, or a folder with a script and what it reads. A trailing comment such as ``# FIT201`` marks each line
where the rule must report; everything else must stay silent. Other rules' findings are ignored. Two lines in the head
of a script serve what a mark cannot say: ``# expect: settings.ini:3`` marks a line of a file that has no comments,
``# check: config.yaml`` names what is linted instead of the folder.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import fitlint
from fitlint.catalog import RULES

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"#\s*(FIT\d{3}(?:[ ,]+FIT\d{3})*)\s*$")
DIRECTIVE = re.compile(r"^# (expect|check): (\S+)$", re.MULTILINE)


class Place(NamedTuple):
    filename: str
    row: int


def scripts(case: Path) -> list[Path]:
    return sorted(case.rglob("*.py")) if case.is_dir() else [case]


def cases() -> list[Path]:
    return sorted(path for folder in CASES.iterdir() for path in folder.iterdir() if path.suffix in (".py", ""))


def examples() -> list[tuple[str, int]]:
    return [(code, number) for code, rule in RULES.items() for number in range(len(rule.examples))]


def example_id(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def directives(folder: Path, name: str) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in scripts(folder)]
    return [value for text in texts for kind, value in DIRECTIVE.findall(text) if kind == name]


def expected(folder: Path, code: str) -> Counter[Place]:
    """The places that the files below ``folder`` mark for ``code``."""
    places: Counter[Place] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            mark = MARK.search(line)
            if mark and code in re.split(r"[ ,]+", mark[1]):
                places[Place(path.relative_to(folder).as_posix(), row)] += 1
    for value in directives(folder, "expect"):
        filename, _, row = value.rpartition(":")
        places[Place(filename, int(row))] += 1
    return places


def compare(folder: Path, code: str) -> str:
    """Lint ``folder`` (the working directory) and return the differences, empty when there are none."""
    paths = [folder / name for name in directives(folder, "check")] or [folder]
    findings = [finding for finding in fitlint.check_paths(paths) if finding.code == code]
    wanted, found = expected(folder, code), Counter(Place(f.site.filename, f.site.row) for f in findings)
    lines = []
    for title, places in (("missing", wanted - found), ("surplus", found - wanted)):
        for place in sorted(places.elements()):
            text = (folder / place.filename).read_text(encoding="utf-8").splitlines()[place.row - 1].strip()
            lines.append(f"{title} {code} at {place.filename}:{place.row}: {text}")
            lines += [f"    it says: {f.message}" for f in findings if place == (f.site.filename, f.site.row)]
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "case"
    if case.is_dir():
        shutil.copytree(case, folder)
    else:
        folder.mkdir()
        shutil.copy(case, folder / case.name)
    monkeypatch.chdir(folder)
    assert compare(folder, case.parent.name) == ""


@pytest.mark.parametrize(("code", "number"), examples(), ids=example_id)
def test_example(code: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = RULES[code].examples[number]
    folder = tmp_path / "example"
    for name, text in (("train.py", example.code), *example.files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert compare(folder, code) == ""


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_is_what_its_name_says(case: Path, tmp_path: Path) -> None:
    """A case is valid Python, says in its first line what it shows, and is marked if and only if it is bad."""
    for script in scripts(case):
        text = script.read_text(encoding="utf-8")
        ast.parse(text)
        assert re.match(r'#\s\S.*[.:]\n|"""', text), f"{script}: the first line must say what the case shows"
    folder = case
    if case.is_file():
        folder = tmp_path
        shutil.copy(case, folder / case.name)
    kind = case.name.partition("_")[0]
    assert kind in ("bad", "good")
    assert bool(expected(folder, case.parent.name)) == (kind == "bad")
    stray = {code for code in RULES if code != case.parent.name and expected(folder, code)} - {case.parent.name}
    assert not stray or directives(folder, "expect"), f"marks of another rule: {stray}"


def test_marks_at_the_end_of_a_line_count(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "a = 1  # FIT201\nb = 2  # FIT201 FIT401\nc = 3  # noqa: FIT201\nd = 4  # FIT201 is large\n# expect: x.ini:7\n",
        encoding="utf-8",
    )
    assert sorted(expected(tmp_path, "FIT201")) == [("train.py", 1), ("train.py", 2), ("x.ini", 7)]
    assert ("train.py", 2) in expected(tmp_path, "FIT401")


def test_a_missing_and_a_surplus_finding_both_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "train.py").write_text(
        "import numpy as np\n"
        "from tensorflow import keras\n"
        "data = np.load('train.npz')\n"
        "model = keras.Sequential([keras.layers.Dense(1)])\n"
        "model.compile(keras.optimizers.Adam(0.5), 'mse')\n"
        "model.fit(data['x'], data['y'], validation_split=0.1)  # FIT201\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    difference = compare(tmp_path, "FIT201")
    assert "missing FIT201 at train.py:6" in difference
    assert "surplus FIT201 at train.py:5" in difference
