"""Every example in rules/*.yaml and every case in tests/cases/<code>/ goes through the real pipeline.

A case is a script, or a folder with a script and what it reads. A trailing comment such as ``# FIT201`` marks each line
where the rule must report; everything else must stay silent. A mark may say more where it matters, in any order:
``# FIT201 info`` holds the severity, ``# FIT306 medium`` the confidence. Other rules' findings are ignored. Three lines
in the head of a script serve what a mark cannot say: ``# expect: settings.ini:3`` marks a line of a file that has no
comments, ``# check: config.yaml`` names what is linted instead of the folder, ``# profile: strict`` the profile, which
else is that of the rule.
"""

from __future__ import annotations

import ast
import itertools
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import fitlint
from fitlint.catalog import RULES
from fitlint.finding import CONFIDENCES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.finding import Finding

CASES = Path(__file__).parent / "cases"
LEVELS = (*SEVERITIES, *CONFIDENCES)
WORD = rf"(?:FIT\d{{3}}|{'|'.join(LEVELS)})"
MARK = re.compile(rf"#\s*(FIT\d{{3}}(?:[ ,]+{WORD})*)\s*$")
DIRECTIVE = re.compile(r"^# (expect|check|profile): (\S+)$", re.MULTILINE)


class Place(NamedTuple):
    filename: str
    row: int
    levels: tuple[str, ...] = ()


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
            words = re.split(r"[ ,]+", mark[1]) if mark else []
            if code in words:
                levels = itertools.takewhile(LEVELS.__contains__, words[words.index(code) + 1 :])
                places[Place(path.relative_to(folder).as_posix(), row, tuple(sorted(levels)))] += 1
    for value in directives(folder, "expect"):
        filename, _, row = value.rpartition(":")
        places[Place(filename, int(row))] += 1
    return places


def compare(folder: Path, code: str) -> str:
    """Lint ``folder`` (the working directory) and return the differences, empty when there are none."""
    paths = [folder / name for name in directives(folder, "check")] or [folder]
    profile = next(iter(directives(folder, "profile")), RULES[code].profile)
    findings = [finding for finding in fitlint.check_paths(paths, {"profile": profile}) if finding.code == code]
    wanted = expected(folder, code)
    found = Counter(_as_marked(finding, wanted) for finding in findings)
    lines = []
    for title, places in (("missing", wanted - found), ("surplus", found - wanted)):
        for place in sorted(places.elements()):
            text = (folder / place.filename).read_text(encoding="utf-8").splitlines()[place.row - 1].strip()
            lines.append(f"{title} {code} at {place.filename}:{place.row}: {text}")
            lines += [
                f"    it says: {f.severity}, {f.confidence}: {f.message}"
                for f in findings
                if place[:2] == (f.site.filename, f.site.row)
            ]
    return "\n".join(lines)


def _as_marked(finding: Finding, wanted: Counter[Place]) -> Place:
    """The place of a finding, with those of its levels that a mark there speaks of."""
    place = Place(finding.site.filename, finding.site.row)
    given = {finding.severity, finding.confidence}
    marked = (mark for mark in wanted if mark[:2] == place[:2] and given >= set(mark.levels))
    return max(marked, key=lambda mark: len(mark.levels), default=place)


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
        "a = 1  # FIT201\nb = 2  # FIT401 info, FIT201 medium\nc = 3  # noqa: FIT201\nd = 4  # FIT201 is large\n"
        "# expect: x.ini:7\n",
        encoding="utf-8",
    )
    places = [("train.py", 1, ()), ("train.py", 2, ("medium",)), ("x.ini", 7, ())]
    assert sorted(expected(tmp_path, "FIT201")) == places
    assert ("train.py", 2, ("info",)) in expected(tmp_path, "FIT401")


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Return a function that says how a script differs from its marks, behind ``compile`` and behind ``fit``."""
    monkeypatch.chdir(tmp_path)

    def differences(compiled: str, fitted: str) -> str:
        (tmp_path / "train.py").write_text(
            "import numpy as np\n"
            "from tensorflow import keras\n"
            "data = np.load('train.npz')\n"
            "model = keras.Sequential([keras.layers.Dense(1)])\n"
            f"model.compile(keras.optimizers.Adam(0.5), 'mse')  {compiled}\n"
            f"model.fit(data['x'], data['y'], validation_split=0.1)  {fitted}\n",
            encoding="utf-8",
        )
        return compare(tmp_path, "FIT201")

    return differences


def test_a_missing_and_a_surplus_finding_both_show(script: Callable[[str, str], str]) -> None:
    difference = script("", "# FIT201")
    assert "missing FIT201 at train.py:6" in difference
    assert "surplus FIT201 at train.py:5" in difference


def test_a_mark_holds_the_levels_it_names(script: Callable[[str, str], str]) -> None:
    assert script("# FIT201", "") == script("# FIT201 warning", "") == script("# FIT201 high warning", "") == ""
    assert "surplus FIT201 at train.py:5" in script("# FIT201 info", "")
