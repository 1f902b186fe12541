"""FIT201 looks at each model and each training once, however many there are."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
from fitlint.catalog import RULES
from fitlint.checks.fit201 import check
from fitlint.program import Anchor, Compile, Fact, Layer, Model, Optimizer, Program, Training

units = {"units": Fact((8,))}
layers = (Layer("Dense", units, Anchor("a.py", 1)), Layer("Dense", units, Anchor("a.py", 2), (0,)))
shared = Optimizer("Adam", {}, Anchor("a.py", 3), Fact((0.5,)))
compiles, trainings = [], []
for number in range(6_000):
    model = Model("sequential", Anchor("a.py", object()), layers, (1,), uses=frozenset({"trained"}), number=number % 7)
    optimizer = shared if number % 2 else Optimizer("Adam", {}, Anchor("a.py", object()), Fact((0.5,)))
    compiles.append(Compile(Anchor("a.py", object()), model, {}, (optimizer,)))
    trainings.append(Training("fit", Anchor("a.py", object()), model, {}, compiles[-1], (optimizer,)))
limits = {option.name: option.default for option in RULES["FIT201"].options}
print(len(list(check(Program("a.py", (), tuple(compiles), tuple(trainings)), limits))))
"""


def test_thousands_of_trainings_take_seconds_at_most() -> None:
    code = CODE.replace("SECONDS", "5")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3001\n"
