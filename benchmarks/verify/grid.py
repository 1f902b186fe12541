"""How often verdicts on synthetic tasks are wrong: a grid of models, with the truth from long trainings on real data.

    python benchmarks/verify/grid.py [--rule FIT201|FIT302] [--family mlp|cnn|rnn] [--set dev|held-out] [--cells N]

Needs scikit-learn for its bundled data sets. A cell is a data set, a depth, an optimizer and a rate. Its truth: the
model as written and with each fix on the real data, 800 steps, 3 seeds. Harmful: the best fix scores higher on data
held out by at least 0.02 and ends at a training loss at least 1.25 times lower; benign: by at most 0.005 and below
1.1 times; the rest is unclear and does not count. FIT302 asks for the scores alone, the best of any look. The verifier
sees nothing of the data. Printed for each truth: how often each verdict was given, and the share of wrong ones with
the 95 % interval of Wilson.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import random
import sys
import time
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
for _name in ("TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np  # noqa: E402 - the settings above must come first
from sklearn import datasets  # noqa: E402

from fitlint.catalog import RULES  # noqa: E402
from fitlint.verify.worker.bench import Bench, Job  # noqa: E402
from fitlint.verify.worker.dataset import Dataset  # noqa: E402
from fitlint.verify.worker.experiments import run  # noqa: E402
from fitlint.verify.worker.lab import Clock, Lab  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS, SEEDS, LOOK = 800, range(3), 50
HARM_SCORE, HARM_RATIO, FREE_SCORE, FREE_RATIO = 0.02, 1.25, 0.005, 1.1
SETS = {"dev": ("digits", "breast_cancer", "diabetes"), "held-out": ("wine", "iris", "moons", "friedman")}
RATES = {"SGD": (0.1, 0.3, 1.0), "Adam": (0.01, 0.03, 0.1, 0.3), "RMSprop": (0.01, 0.03, 0.1)}
SIGMOID_RATES = {"SGD": (0.01, 0.1), "Adam": (0.001, 0.01), "RMSprop": (0.001,)}


def table(name: str) -> tuple[Any, Any, int]:
    """Return standardized inputs, targets, and the number of classes (0 for numbers)."""
    if name == "moons":
        x, y = datasets.make_moons(400, noise=0.25, random_state=0)
    elif name == "friedman":
        x, y = datasets.make_friedman1(400, noise=1.0, random_state=0)
    else:
        x, y = getattr(datasets, f"load_{name}")(return_X_y=True)
    x = (x - x.mean(0)) / (x.std(0) + 1e-9)
    if name in ("diabetes", "friedman"):
        return x, (y - y.mean()) / y.std(), 0
    return x, y, int(y.max()) + 1


def specification(family: str, depth: int, activation: str, optimizer: str, rate: float, data: str) -> dict[str, Any]:
    """Return a small model for a data set."""
    x, _, classes = table(data)
    layers: list[dict[str, Any]] = []

    def add(kind: str, **config: Any) -> None:
        layers.append({"class": kind, "config": config, "inputs": [len(layers) - 1] if layers else []})

    if family == "mlp":
        add("InputLayer", shape=[x.shape[1]], integers=False)
        for _ in range(depth):
            add("Dense", units=32, activation=activation)
    elif family == "cnn":
        add("InputLayer", shape=[8, 8, 1], integers=False)
        for _ in range(depth):
            add("Conv2D", filters=16, kernel_size=3, padding="same", activation=activation)
        add("Flatten")
    else:
        add("InputLayer", shape=[8, 8], integers=False)
        for index in range(depth):
            add("LSTM", units=16, return_sequences=index < depth - 1)
    head = {0: ("linear", "MeanSquaredError"), 2: ("sigmoid", "BinaryCrossentropy")}
    ending, loss = head.get(classes, ("softmax", "SparseCategoricalCrossentropy"))
    add("Dense", units=1 if classes in head else classes, activation=ending)
    fit = {"epochs": 20, "batch_size": 32, "steps_per_epoch": None, "class_weight": None}
    return {
        "layers": layers, "output": len(layers) - 1, "flagged": 1, "counts": None, "notes": [],
        "optimizer": {"class": optimizer, "config": {"learning_rate": rate}},
        "loss": {"class": loss, "config": {}}, "data": {"why": "not shown"},
        "fit": {**fit, "validated": False, "stops_early": False},
    }  # fmt: skip


def truth(lab: Lab, rule: str, spec: dict[str, Any], data: str) -> str:
    """Return ``"harmful"``, ``"benign"`` or ``"unclear"`` by long trainings on the real data."""
    x, y, _ = table(data)
    targets = lab.network(spec).targets
    shape = spec["layers"][0]["config"]["shape"]
    inputs, made = x.reshape(len(x), *shape).astype(np.float32), targets.of(y)
    whole = Dataset([inputs], made, [inputs[:0]], made[:0], data).reshuffled(0, 0.25, targets.class_of(made))
    bench = Bench(spec, whole)
    fixes = ("tenth", "optimizer-default") if rule == "FIT201" else ("relu-he", "relu-glorot")
    found = {}
    for arm in ("as-written", *fixes):
        trained = [lab.training(bench.arm(arm), whole, s, LOOK).advance(STEPS, look=LOOK) for s in SEEDS]
        last = [list(t.scores.values())[-1] if rule == "FIT201" else max(t.scores.values()) for t in trained]
        found[arm] = (median(last), median(t.loss_at(t.steps) for t in trained))
    score, loss = found["as-written"]
    best = max(found[arm][0] for arm in fixes)
    ratio = loss / max(min(found[arm][1] for arm in fixes), 1e-6)
    if rule == "FIT302":
        ratio = math.inf if best - score >= HARM_SCORE else 0.0
    if best - score >= HARM_SCORE and ratio >= HARM_RATIO:
        return "harmful"
    return "benign" if best - score <= FREE_SCORE and ratio < FREE_RATIO else "unclear"


def cells(rule: str, family: str, which: str) -> Iterator[tuple[str, int, str, float]]:
    """Yield data set, depth, optimizer and rate of each cell."""
    data = SETS[which] if family == "mlp" else ("digits",)
    depths = {"mlp": (2, 3, 5), "cnn": (1, 2), "rnn": (1,)}[family]
    if rule == "FIT302":
        depths = (2, 3, 5)
    rates = RATES if rule == "FIT201" else SIGMOID_RATES
    for name, depth, optimizer in itertools.product(data, depths, rates):
        yield from ((name, depth, optimizer, rate) for rate in rates[optimizer])


def wilson(wrong: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, wrong / total
    middle, half = p + z * z / (2 * total), z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return max(0.0, (middle - half) / (1 + z * z / total)), min(1.0, (middle + half) / (1 + z * z / total))


def main() -> int:
    """Run the grid and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", choices=("FIT201", "FIT302"), default="FIT201")
    parser.add_argument("--family", choices=("mlp", "cnn", "rnn"), default="mlp")
    parser.add_argument("--set", choices=tuple(SETS), default="held-out")
    parser.add_argument("--cells", type=int, default=0, help="only so many, drawn at random")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop after so many minutes")
    options = parser.parse_args()
    wanted = list(cells(options.rule, options.family, options.set))
    random.Random(0).shuffle(wanted)  # noqa: S311 - a fixed order
    recipe = RULES[options.rule].verify
    if recipe is None:
        return 1
    activation = "relu" if options.rule == "FIT201" else "sigmoid"
    table_of: Counter[tuple[str, str]] = Counter()
    seconds, began = [], time.monotonic()
    for data, depth, optimizer, rate in wanted[: options.cells or None]:
        if time.monotonic() - began > 60 * options.minutes:
            break
        spec = specification(options.family, depth, activation, optimizer, rate, data)
        lab = Lab(Clock(1e9, lambda text: None))
        really = truth(lab, options.rule, spec, data)
        before = time.monotonic()
        found = run(recipe.experiment, lab, Job(spec, recipe.parameters, {}, {}))
        seconds.append(time.monotonic() - before)
        table_of[really, found.verdict] += 1
        print(f"{data:14} {depth} {optimizer:8}{rate:<6g} {really:8} {found.verdict}  {found.reason}", flush=True)
    print(f"\n{options.rule} {options.family} {options.set}, {sum(table_of.values())} cells, "
          f"{median(seconds):.1f} s a verdict")  # fmt: skip
    for really in ("harmful", "benign", "unclear"):
        row = {verdict: table_of[really, verdict] for verdict in ("confirmed", "inconclusive", "refuted")}
        print(f"  {really:8} " + "  ".join(f"{count} {verdict}" for verdict, count in row.items()))
    wrong = table_of["harmful", "refuted"] + table_of["benign", "confirmed"]
    clear = sum(count for (really, _), count in table_of.items() if really != "unclear")
    low, high = wilson(wrong, clear)
    print(f"  wrong {wrong} of {clear} clear cells (95 %: {low:.0%} to {high:.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
