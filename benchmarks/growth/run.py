"""How the cost of a check grows with what a script or project has many of: the exponent, which should be near 1.

``python benchmarks/growth/run.py [--only WORD] [--sizes N]`` writes scripts and projects that grow in one respect each,
doubles them ``--sizes`` times, checks each in a child process that has checked a small script before, and prints the
slopes of log CPU time and of log peak memory over log size, by least squares. "flat" stands for a growth too small to
be told from noise. The exit status is 1 when a slope is above 1.2. It takes some minutes; only the child's own CPU time
counts, but a machine that is busy makes that differ by a fifth. Linux only, for its unit of memory.
"""

# ruff: noqa: E501 - the lines hold whole scripts

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 1.2
LEAST_SECONDS, LEAST_MEGABYTES = 0.1, 16.0
"""Growth from the smallest to the largest size that is more than noise."""
HEAD = """\
import keras
import numpy as np
import tensorflow as tf
from keras import layers
data = np.load("train.npz")
x, y = data["x"], data["y"]
"""
NET = 'm = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1)])\n'
COMPILE = 'm.compile(keras.optimizers.Adam(1e-3), "mse")\n'
FIT = "m.fit(x, y, validation_split=0.1)\n"
END = NET + COMPILE + FIT
Files = dict[str, str]


class Subject(NamedTuple):
    """Something that there can be many of: how many at the least, and the project that holds ``n``."""

    least: int
    write: Callable[[int], Files]


def script(*parts: str) -> Files:
    """One script."""
    return {"train.py": HEAD + "".join(parts)}


def each(n: int, text: str) -> str:
    """``text`` n times, ``{i}`` standing for the number and ``{j}`` for the one before."""
    return "".join(text.replace("{i}", str(i)).replace("{j}", str(i - 1)) for i in range(1, n + 1))


def notebook(cells: Sequence[str]) -> Files:
    """One notebook."""
    code = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    return {"train.ipynb": json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})}


def builders(n: int) -> Files:
    """Files that each build and train a model of one module."""
    built = "def build(units):\n    " + NET + "    m.compile(keras.optimizers.SGD(0.5), 'mse')\n    return m\n"
    return {"nets.py": HEAD + built} | {
        f"train_{i}.py": HEAD + f"from nets import build\nm = build({i})\nm.fit(x, y)\n" for i in range(n)
    }


SUBJECTS = {
    "models": Subject(200, lambda n: script(each(n, NET.replace("m =", "m{i} =")), END)),
    "compiled models": Subject(100, lambda n: script((NET + COMPILE) * n)),
    "trained models, with findings": Subject(
        100, lambda n: script(each(n, NET + "m.compile(keras.optimizers.Adam(0.5), 'mse')\nm.fit(x, y)\n"))
    ),
    "trainings of one model": Subject(400, lambda n: script(NET, COMPILE, FIT * n)),
    "evaluations": Subject(100, lambda n: script(NET, COMPILE, each(n, FIT + "m.evaluate(x[{i}:], y[{i}:])\n"))),
    "rates that are assigned": Subject(
        100, lambda n: script(each(n, NET + COMPILE + "m.optimizer.learning_rate = 0.1\n" + FIT))
    ),
    "layers of one model": Subject(
        200, lambda n: script("m = keras.Sequential()\n", 'm.add(layers.Dense(9, "relu"))\n' * n, COMPILE, FIT)
    ),
    "layers of a graph": Subject(
        200, lambda n: script("h = i = keras.Input((9,))\n", "h = layers.Dense(9, 'relu')(h)\n" * n,
                              "m = keras.Model(i, h)\n", COMPILE, FIT)
    ),
    "layers in branches": Subject(
        200, lambda n: script("m = keras.Sequential()\n", each(n, "if c{i}:\n    m.add(layers.Dense(9))\n"), COMPILE, FIT)
    ),
    "idle comments": Subject(500, lambda n: script(each(n, "v{i} = {i}  # noqa: FIT201\n"), END)),
    "comments that silence": Subject(
        100, lambda n: script(each(n, NET + "m.compile('adam', 'mse')\nm.fit(x, y)  # fitlint: ignore[FIT401] {i}\n"))
    ),
    "files": Subject(25, lambda n: {f"train_{i}.py": HEAD + END for i in range(n)}),
    "files of one builder": Subject(25, builders),
    "files without Keras": Subject(250, lambda n: {f"m{i}.py": "import os\n" * 20 for i in range(n)}),
    "notebook cells": Subject(200, lambda n: notebook([HEAD, *[f"v{i} = {i}\n%time\nprint(v{i})" for i in range(n)], END])),
    "broken notebook cells": Subject(200, lambda n: notebook([HEAD, *[f"v{i} = = {i}\n" for i in range(n)], END])),
    "turns of a loop": Subject(40, lambda n: script(NET, COMPILE, f"for i in range({n}):\n    m.train_on_batch(x, y)\n")),
    "turns of nested loops": Subject(
        15, lambda n: script(NET, COMPILE, f"for e in range({n}):\n    for i in range({n}):\n        b = x[i * 8 : i * 8 + 8]\n"
                             "        loss = m.train_on_batch(b, y[i])\n        if i % 10 == 0:\n            print(e, i, loss)\n")
    ),
    "turns of a while": Subject(40, lambda n: script(f"v = 0\nwhile v < {n}:\n    v = v + 1\n    w = v * 0.99\n", END)),
    "models built in a loop": Subject(
        16, lambda n: script(f"for u in range(1, {n}):\n    m = keras.Sequential([layers.Dense(u), layers.Dense(1)])\n"
                             "    m.compile('adam', 'mse')\n    m.fit(x, y, validation_split=0.1)\n")
    ),
    "length of a text": Subject(50_000, lambda n: script(f"v = '{'a' * n}'\nw = v.lower() + v\n", END)),
    "a text that grows": Subject(1000, lambda n: script("v = ''\n", "v = v + 'ab'\n" * n, END)),
    "length of a list": Subject(4_000, lambda n: script(f"v = [{', '.join(map(str, range(n)))}]\n", END)),
    "appends": Subject(500, lambda n: script("v = []\n", "v.append(1.5)\n" * n, END)),
    "keys of a mapping": Subject(125, lambda n: script("v = {}\n", each(n, "v = {**v, 'k{i}': {i}}\n"), END)),
    "branches": Subject(500, lambda n: script("v = 0\n", each(n, "if c{i}:\n    v = {i}\n"), END)),
    "ways out of a function": Subject(
        200, lambda n: script("def f(v):\n", each(n, "    v.append({i})\n    if c{i}:\n        return v\n"),
                             "    return v\nf([])\n", END)
    ),
    "functions": Subject(400, lambda n: script(each(n, "def f{i}(v):\n    return v + {i}\n"), END)),
    "calls of functions": Subject(
        400, lambda n: script("def f0(v):\n    return v\n", each(n, "def f{i}(v):\n    return f0(v) + {i}\nf{i}(1)\n"), END)
    ),
    "builders nobody calls": Subject(
        100, lambda n: script(each(n, f"def f{{i}}(u):\n    {NET}    m.compile('adam', 'mse')\n    return m\n"))
    ),
    "classes": Subject(200, lambda n: script(each(n, "class C{i}:\n    def f(self):\n        return {i}\n"), END)),
    "steps of data": Subject(500, lambda n: script(each(n, "x = x / {i}\n"), END)),
    "steps of a dataset": Subject(
        200, lambda n: script("d = tf.data.Dataset.from_tensor_slices((x, y))\n", "d = d.map(f).shuffle(9)\n" * n,
                              NET, COMPILE, "m.fit(d)\n")
    ),
    "steps of a number": Subject(1000, lambda n: script("r = 0.5\n", "r = r * 0.999 + r * 0.0001\n" * n, END)),
    "terms of a sum": Subject(500, lambda n: script("v = ", " + ".join(["x"] * min(n, 900)), "\n", "v = x + x - x\n" * n, END)),
    "values nested in each other": Subject(25, lambda n: script("v = [1]\n", "v = [v, v]\n" * n, "m = keras.Sequential(v)\n", END)),
}  # fmt: skip


CHILD = """
import json, resource, sys, time
import fitlint
cost = []
for folder in sys.argv[1:]:
    start = time.process_time()
    fitlint.check_paths([folder])
    cost.append((time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
print(json.dumps([cost[1][0], cost[1][1] - cost[0][1]]))
"""


def cost(files: Files) -> tuple[float, float]:
    """Return the CPU seconds of checking a project, and the MB that it adds to the peak memory of a small script."""
    with tempfile.TemporaryDirectory() as idle, tempfile.TemporaryDirectory() as project:
        for folder, content in ((idle, script(END)), (project, files)):
            for name, text in content.items():
                (Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", CHILD, idle, project], capture_output=True, text=True, check=True)
        seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def slope(sizes: Sequence[int], costs: Sequence[float], noise: float) -> float | None:
    """Return the exponent of growth, None where there is hardly any."""
    if costs[-1] - costs[0] < noise:
        return None
    pairs = [(log(size), log(max(value, noise / 10))) for size, value in zip(sizes, costs, strict=True)]
    x, y = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return sum((a - x) * (b - y) for a, b in pairs) / sum((a - x) ** 2 for a, _ in pairs)


def main() -> int:
    """Write, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", help="subjects with this word in their name")
    parser.add_argument("--sizes", type=int, default=4, help="how many sizes, each twice the one before")
    given = parser.parse_args()
    print(f"{'exponent of':31}{'CPU':>6}{'memory':>8}   at the largest: n, CPU s, MB")
    steep = 0
    for name, subject in SUBJECTS.items():
        if given.only not in name:
            continue
        sizes = [subject.least << k for k in range(given.sizes)]
        costs = [cost(subject.write(n)) for n in sizes]
        seconds = slope(sizes, [second for second, _ in costs], LEAST_SECONDS)
        memory = slope(sizes, [megabytes for _, megabytes in costs], LEAST_MEGABYTES)
        steep += any(found is not None and found > MOST for found in (seconds, memory))
        shown = ["flat" if found is None else f"{found:.2f}" for found in (seconds, memory)]
        print(
            f"{name:31}{shown[0]:>6}{shown[1]:>8}   {sizes[-1]:8,} {costs[-1][0]:6.2f} {costs[-1][1]:7.1f}", flush=True
        )
    print(f"\n{steep} above {MOST}")
    return min(steep, 1)


if __name__ == "__main__":
    raise SystemExit(main())
