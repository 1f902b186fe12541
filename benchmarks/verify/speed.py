"""How long three verdicts take, from the start of the process, next to the import of TensorFlow alone.

    python benchmarks/verify/speed.py [--runs 3]

The model has 5 hidden layers of 128 units and three findings: its rate (FIT201), its sigmoids (FIT302), and nothing
that regularizes it (FIT301). Bar: 10 s of wall time on two idle cores, the import included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

BAR = 10.0
SCRIPT = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input((20,))])
for _ in range(5):
    model.add(layers.Dense(128, activation="sigmoid"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
model.fit(x, y, epochs=20, validation_split=0.1)
"""


def seconds(command: list[str], folder: str) -> tuple[float, float]:
    """Run a command and return its wall and CPU time, those of its children included."""
    before, began = os.times(), time.monotonic()
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - began, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> int:
    """Print the best of several runs of each command, and return 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    commands = {
        "import tensorflow": [sys.executable, "-c", "import tensorflow"],
        "three verdicts": [sys.executable, "-m", "fitlint", "verify", "--exit-zero", "train.py"],
    }
    best: dict[str, tuple[float, float]] = {}
    with TemporaryDirectory() as folder:
        Path(folder, "train.py").write_text(SCRIPT, encoding="utf-8")
        for name, command in commands.items():
            best[name] = min(seconds(command, folder) for _ in range(runs))
            print(f"{name:20} {best[name][0]:6.1f} s wall  {best[name][1]:6.1f} s CPU")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} cores, load {load:.1f}, bar {BAR:g} s")
    return int(best["three verdicts"][0] > BAR)


if __name__ == "__main__":
    sys.exit(main())
