"""How often verdicts are wrong: a grid of models whose truth comes from long trainings on real data.

    python benchmarks/verify/grid.py [--rule FIT201 ...] [--family mlp|cnn|rnn ...] [--set dev|held-out]

Needs scikit-learn, scikit-image and statsmodels for the data sets they bring along. ``truths.py`` says what counts as
harmful and as benign. Thresholds and horizons were chosen on the development sets; the held-out ones tell how good
they are. FIT201, FIT302 and FIT304 to FIT306 are judged on synthetic tasks, the data are not shown to the verifier;
FIT101, FIT301, FIT401 and, as FIT201-own, FIT201 on the data themselves, FIT101 with ``--without-data`` also on the
class counts alone.

Printed for each rule and family: how often each verdict was given by truth, the share of wrong ones (benign confirmed,
harmful refuted) with the 95 % interval of Wilson, and the seconds a verdict took. Cells share data sets and are not
independent, so intervals are on the narrow side. ``--keep FILE`` remembers truths between runs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
for _name in ("TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402 - the settings above must come first
from accuracy.score import wilson  # noqa: E402

from fitlint.catalog import RULES  # noqa: E402
from fitlint.verify.worker.bench import Job, user_file  # noqa: E402
from fitlint.verify.worker.experiments import run  # noqa: E402
from fitlint.verify.worker.lab import Clock, Lab  # noqa: E402
from verify.models import RULES as TRIED  # noqa: E402
from verify.models import cells, specification  # noqa: E402
from verify.truths import truth  # noqa: E402

if TYPE_CHECKING:
    from fitlint.finding import Verification
    from verify.models import Cell

SHOWN = frozenset({"FIT101", "FIT201-own", "FIT301", "FIT401"})
"""Rules whose experiment runs on the user's data."""
FAMILIES = ("mlp", "cnn", "rnn")


class Kept:
    """Truths by cell, remembered in a file of JSON lines when one is named."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.known: dict[str, str] = {}
        if path and Path(path).exists():
            for line in Path(path).read_text(encoding="utf-8").splitlines():
                self.known.update(json.loads(line))

    def truth(self, rule: str, cell: Cell) -> str:
        """Return the truth of a cell."""
        key = json.dumps([rule, *cell])
        if key not in self.known:
            self.known[key] = truth(_lab(), rule, cell)
            if self.path:
                with Path(self.path).open("a", encoding="utf-8") as file:
                    file.write(json.dumps({key: self.known[key]}) + "\n")
        return self.known[key]


def verdict(rule: str, cell: Cell, changes: dict[str, Any], *, shown: bool) -> Verification:
    """Return what the verifier says of a cell; ``shown``: it is given the data."""
    recipe = RULES[rule.removesuffix("-own")].verify
    if recipe is None:
        raise ValueError(f"{rule} has no experiment")
    spec, data = specification(cell), cell.samples
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "data.npz"))
        np.savez(path, x=data.x, y=data.y)
        given = user_file(path, "") if shown else {}
        return run(recipe.experiment, _lab(), Job(spec, {**recipe.parameters, **changes}, given, {}))


def _lab() -> Lab:
    return Lab(Clock(1e9, lambda text: None))


def report(name: str, found: Counter[tuple[str, str]], seconds: list[float]) -> str:
    """Return the table of one rule and family."""
    lines = [f"{name}: {sum(found.values())} cells, {median(seconds):.1f} s a verdict"]
    for really in ("harmful", "benign", "unclear"):
        row = (f"{found[really, v]:3} {v}" for v in ("confirmed", "inconclusive", "refuted", "not-verifiable"))
        lines.append(f"  {really:8} " + "  ".join(row))
    wrong = found["harmful", "refuted"] + found["benign", "confirmed"]
    clear = sum(count for (really, _), count in found.items() if really != "unclear")
    low, high = wilson(wrong, clear)
    lines.append(f"  wrong {wrong} of {clear} clear cells (95 %: {low:.0%} to {high:.0%})")
    return "\n".join(lines)


def tried(rule: str, family: str, options: argparse.Namespace, kept: Kept) -> str:
    """Run the cells of one rule and family, as many as the time allows; returns their table, empty when none ran."""
    wanted = list(cells(rule, family, options.set))
    random.Random(0).shuffle(wanted)  # noqa: S311 - a fixed order
    found: Counter[tuple[str, str]] = Counter()
    seconds, began = list[float](), time.monotonic()
    for cell in wanted[: options.cells or None]:
        if time.monotonic() - began > 60 * options.minutes:
            break
        really, before = kept.truth(rule, cell), time.monotonic()
        given = verdict(rule, cell, options.change, shown=rule in SHOWN and not options.without_data)
        seconds.append(time.monotonic() - before)
        found[really, given.verdict] += 1
        wrong = (really, given.verdict) in (("harmful", "refuted"), ("benign", "confirmed"))
        mark = "WRONG" if wrong else ""
        print(f"{rule} {cell!s:48} {really:8} {given.verdict:12} {mark:5} {given.reason}", flush=True)
    return report(f"{rule} {family} {options.set}", found, seconds) if found else ""


def main() -> int:
    """Run the grid and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", choices=TRIED, action="append")
    parser.add_argument("--family", choices=FAMILIES, action="append")
    parser.add_argument("--set", choices=("dev", "held-out"), default="held-out")
    parser.add_argument("--cells", type=int, default=0, help="only so many of each, drawn at random")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop each after so many minutes")
    parser.add_argument("--keep", default="", metavar="FILE", help="remember truths there")
    parser.add_argument("--without-data", action="store_true", help="do not show the data to the verifier")
    parser.add_argument("--change", type=json.loads, default={}, metavar="JSON", help="other parameters, as an object")
    options = parser.parse_args()
    kept = Kept(options.keep)
    tables = [
        tried(rule, family, options, kept) for rule in options.rule or TRIED for family in options.family or FAMILIES
    ]
    print("", *filter(None, tables), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
