"""What one file may take of memory and time: its reading ends, that of the others does not, and limits are put back.

Each test runs in a child whose reader is made greedy in one file, `greedy.py`, once it has read a training.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TRAINS = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
GREEDY = TRAINS + "print('one')\nprint('two')\n" + "print('three')\n" * 200

CHILD = """
import json, os, resource, sys
import fitlint
from fitlint import ceiling, cli, engine
from fitlint.config import Configuration
from fitlint.reader.run import Run

resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
before = resource.getrlimit(resource.RLIMIT_AS)
usual, hoard = Run.call, []

def call(run, function, call):
    if run.path.endswith("greedy.py") and run.trainings:
        {greed}
    return usual(run, function, call)

Run.call = call
ceiling.HEADROOM, ceiling.GROWTH, ceiling.SECONDS = {headroom}, {growth}, {seconds}
fitlint.owns_process = {own}
engine.POOL_BYTES = 0
{act}
assert resource.getrlimit(resource.RLIMIT_AS) == before
"""
JUDGE = """
result = engine.run(["."], Configuration(), workers={workers})
assert not result.failures, result.failures[0].trace
print(json.dumps([[f.site.filename, f.code, f.site.row, f.message] for f in result.findings]))
"""
HUGE = "hoard.append(bytearray(600_000_000))"
STEADY = "hoard.append(bytes(b'x' * 10_000_000))"
MEMORY = "Read in part: it takes more memory than fitlint gives one file"
TIME = "Read in part: it takes more time than fitlint gives one file"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.py").write_text(TRAINS, encoding="utf-8")
    (tmp_path / "greedy.py").write_text(GREEDY, encoding="utf-8")
    (tmp_path / "z.py").write_text(TRAINS, encoding="utf-8")
    return tmp_path


def ran(project: Path, act: str, greed: str, *, headroom: int = 10**12, growth: int = 10**12, own: bool = False) -> str:
    seconds = 0.4 if "while" in greed or "process_time" in greed else 60.0
    code = CHILD.format(act=act, greed=greed, headroom=headroom, growth=growth, seconds=seconds, own=own)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def expected(message: str, row: int = 6) -> list[list[object]]:
    rate = "Adam learning rate 0.5 is large and never changes"
    return [
        ["a.py", "FIT201", 4, rate],
        ["greedy.py", "FIT201", 4, rate],
        ["greedy.py", "FIT003", row, message],
        ["z.py", "FIT201", 4, rate],
    ]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("own", [False, True])
def test_a_huge_step_ends_the_reading_of_its_file(project: Path, workers: int, own: bool) -> None:
    found = json.loads(ran(project, JUDGE.format(workers=workers), HUGE, headroom=300_000_000, own=own))
    assert found == expected(MEMORY)


def test_steady_growth_ends_the_reading_of_its_file(project: Path) -> None:
    ((*_, row, message),) = [
        entry
        for entry in json.loads(ran(project, JUDGE.format(workers=1), STEADY, growth=100_000_000))
        if entry[1] == "FIT003"
    ]
    assert message == MEMORY
    assert 6 < row < 40


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_takes_its_time_ends_alone(project: Path, workers: int) -> None:
    endless = "while True: pass"
    assert json.loads(ran(project, JUDGE.format(workers=workers), endless, own=True)) == expected(TIME)


def test_time_is_watched_in_a_process_of_others_too(project: Path) -> None:
    slow = "import time; end = time.process_time() + 0.1\n        while time.process_time() < end: pass"
    found = json.loads(ran(project, JUDGE.format(workers=1), slow))
    assert [entry[1] for entry in found] == ["FIT201", "FIT201", "FIT003", "FIT201"]


def test_what_other_threads_take_is_theirs(project: Path) -> None:
    act = f"""
import threading
thread = threading.Thread(target=lambda: open(pipe[0]).read(), daemon=True)
pipe = os.pipe()
thread.start()
{JUDGE.format(workers=1)}
os.close(pipe[1])
"""
    found = json.loads(ran(project, act, STEADY, headroom=100_000_000, growth=100_000_000))
    assert [entry[1] for entry in found] == ["FIT201"] * 3


def test_inspect_shows_what_was_read(project: Path) -> None:
    act = "assert cli.main(['inspect', 'greedy.py']) == 0"
    out = ran(project, act, HUGE, headroom=300_000_000)
    assert "Reading stopped early  at :6: it takes more memory than fitlint gives one" in out
    assert "learning_rate  0.5" in out
    act = "assert cli.main(['inspect', '--statistics', '.']) == 0"
    lines = ran(project, act, HUGE, headroom=300_000_000).splitlines()
    assert [line.split() for line in lines[:3]] == [
        ["files", "3"],
        ["they", "train", "3"],
        ["resolved", "2", "(66.7%)"],
    ]
    assert lines[-1].split(maxsplit=1) == ["1", "it takes more memory than fitlint gives one file"]


def test_a_rule_that_takes_too_much_is_told(project: Path) -> None:
    act = """
from fitlint.checks import fit301
def check(program, limits):
    if program.filename == "greedy.py":
        hoard.append(bytearray(600_000_000))
    return iter(())
fit301.check = check
""" + JUDGE.format(workers=1)
    found = json.loads(ran(project, act, "pass", headroom=300_000_000))
    message = f"Read in part: FIT301 is not judged, for {MEMORY.removeprefix('Read in part: ')}"
    first, rate, told, last = expected(message, row=1)
    assert found == [first, told, rate, last]


def test_a_parser_that_takes_too_much_is_told(project: Path) -> None:
    act = """
from importlib import import_module
module = import_module("fitlint.reader.parse")
tree = module._tree
def hungry(text):
    if "three" in text:
        bytearray(600_000_000)
    return tree(text)
module._tree = hungry
""" + JUDGE.format(workers=1)
    found = json.loads(ran(project, act, "pass", headroom=300_000_000))
    message = "Unreadable file: it takes more memory than fitlint gives one file"
    assert [entry for entry in found if entry[0] == "greedy.py"] == [["greedy.py", "FIT001", 1, message]]
    assert len(found) == 3
