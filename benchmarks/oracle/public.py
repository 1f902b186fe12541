"""How fitlint reads public training scripts, held against what Keras builds when they run.

``python benchmarks/oracle/public.py DIR ... [--limit N] [--keep FOLDER] [--python PYTHON]`` runs the Python scripts
below local checkouts that call ``compile`` or ``fit``, with these intercepted: nothing is trained. What they load and
is not there is replaced by stand-ins. For every script that gets as far as a compile or a fit, the models, optimizers,
rates, losses and fit arguments that Keras saw are compared with what fitlint reads in the original file. Printed are
the counts, the most frequent reasons for not knowing, and every fact that is wrong; the exit status is 1 if there are
any. ``--keep`` also writes them to ``wrong.txt`` in a folder, next to ``broken.txt`` with the scripts that did not run.

This runs code that nobody here wrote, which fitlint itself never does. It happens in one process at a time: a copy of
the checkout is the only place it can write to, there is no network (both with ``unshare`` from util-linux, where the
system lets it), the environment is empty, time and memory are limited.

``--python`` names the interpreter for that process; it needs TensorFlow with Keras 3, and pandas and scikit-learn for
most scripts. Plots need nothing. The interpreter that runs this file needs fitlint and what its tests need.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from oracle.compare import WRONG, Comparison, Verdict
from oracle.survey import Survey

from fitlint.judge import reading_of
from fitlint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "tests"
TRAINING = re.compile(r"\.(compile|fit|fit_generator|train_on_batch)\s*\(")
COPIED = {".py", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".csv", ".txt", ".npy"}
MOST_BYTES = 1 << 20
SCRIPTS_AT_ONCE = 100
SECONDS_TO_START = 120
SECONDS_PER_SCRIPT = 20
MEMORY = 12 << 30
# Shuts a process in: the first argument is the folder that stays writable.
WALLS = 'mount --make-rprivate / && mount --bind "$0" "$0" && mount -o bind,remount,ro / && cd "$0" && exec "$@"'
SHUT_IN = (
    ("files and network", ("unshare", "-rnmpf", "--kill-child", "sh", "-c", WALLS)),
    ("network", ("unshare", "-rn", "sh", "-c", 'cd "$0" && exec "$@"')),
    ("nothing but time and memory", ("sh", "-c", 'cd "$0" && exec "$@"')),
)


class Outcome(NamedTuple):
    """What was seen of one script, and whether it came to its end."""

    script: Path
    events: list[dict[str, Any]]
    complete: bool
    error: str


def training_scripts(folder: Path) -> list[Path]:
    """The scripts below a folder that look as if they train a Keras model and are Python of today."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "keras" in text and TRAINING.search(text) and _parses(text):
            found.append(path)
    return found


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def spread(paths: Sequence[Path], limit: int | None) -> list[Path]:
    """At most ``limit`` of them, evenly spread."""
    if limit is None or len(paths) <= limit:
        return list(paths)
    return [paths[index * len(paths) // limit] for index in range(limit)]


def walls() -> tuple[str, tuple[str, ...]]:
    """The strongest way to shut a process in that this system allows: in words, and as the start of a command."""
    with tempfile.TemporaryDirectory() as folder:
        for words, command in SHUT_IN:
            if (
                shutil.which(command[0])
                and subprocess.run([*command, folder, "true"], capture_output=True, check=False).returncode == 0
            ):
                return words, command
    raise RuntimeError("No process can be started here: sh is missing.")


def copy(root: Path, target: Path) -> None:
    """Copy what scripts may import or read, without data."""
    for path in root.rglob("*"):
        if path.suffix in COPIED and path.is_file() and path.stat().st_size <= MOST_BYTES:
            place = target / path.relative_to(root)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def observe(root: Path, scripts: Sequence[Path], python: str, command: Sequence[str]) -> Iterator[Outcome]:
    """Run scripts of one checkout. A process that dies is followed by another one for what is left."""
    for start in range(0, len(scripts), SCRIPTS_AT_ONCE):
        waiting = list(scripts[start : start + SCRIPTS_AT_ONCE])
        while waiting:
            done = _batch(root, waiting, python, command)
            yield from done
            waiting = waiting[len(done) :]


def _batch(root: Path, scripts: Sequence[Path], python: str, command: Sequence[str]) -> list[Outcome]:
    """Start one sandboxed process; at least one outcome comes back."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(root, folder / "checkout")
        orders = {
            "scripts": [str(folder / "checkout" / script.relative_to(root)) for script in scripts],
            "root": str(folder / "checkout"),
            "seconds": SECONDS_PER_SCRIPT,
            "memory": MEMORY,
        }
        (folder / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
        results = folder / "results.jsonl"
        results.touch()
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": name,
            "KERAS_HOME": name,
            "TMPDIR": name,
            "KERAS_BACKEND": "tensorflow",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "",
            "PYTHONPATH": f"{HERE}:{TESTS}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
        }
        with open(folder / "errors.txt", "w+", encoding="utf-8") as errors:
            process = subprocess.Popen(
                [*command, name, python, str(HERE / "sandbox.py"), name],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            try:
                process.wait(SECONDS_TO_START + (SECONDS_PER_SCRIPT + 10) * len(scripts))
            except subprocess.TimeoutExpired:
                pass  # What it has written down so far counts.
            finally:
                process.kill()
                process.wait()
            errors.seek(0)
            complaint = errors.read()[-1_000:]
        lines = results.read_text(encoding="utf-8").splitlines()
    if not lines and "Traceback" in complaint and "sandbox.py" in complaint:
        raise RuntimeError(f"Keras could not be run with {python}: {complaint}")
    answers = [json.loads(line) for line in lines] or [{"complete": False, "error": "the process died", "events": []}]
    return [Outcome(script, **answer) for script, answer in zip(scripts, answers, strict=False)]


def judge(outcome: Outcome) -> list[Verdict]:
    """Compare one script with what was seen of it.

    Loops with a gradient tape pass by what is intercepted, so nothing is said about them. Of a script that ended early
    it is not known what it would have trained after that.
    """
    script = outcome.script
    _, reading = reading_of(Source(str(script), script.read_text(encoding="utf-8"), filename=script.name))
    seen = tuple(training for training in reading.program.trainings if training.method != "tape")
    reading.program = replace(reading.program, trainings=seen)
    verdicts = [verdict for verdict in Comparison(reading, outcome.events).verdicts if not _of_an_input(verdict)]
    return verdicts if outcome.complete else [verdict for verdict in verdicts if not _not_reached(verdict)]


def _of_an_input(verdict: Verdict) -> bool:
    """Whether it says that an input is frozen: it has nothing to train, but may stand in two models."""
    return verdict.subject == "trainable" and ": InputLayer at " in verdict.where


def _not_reached(verdict: Verdict) -> bool:
    """Whether it says that there were fewer calls than fitlint found."""
    seen, read = verdict.truth, verdict.found
    return (
        verdict.subject in ("training", "compile") and isinstance(seen, int) and isinstance(read, int) and seen < read
    )


def survey(roots: Iterable[Path], limit: int | None, python: str, command: Sequence[str]) -> Survey:
    """Run and compare the training scripts below some folders."""
    scripts = [(root, script) for root in roots for script in training_scripts(root)]
    chosen = set(spread([script for _, script in scripts], limit))
    found = Survey({}, {})
    for root in dict.fromkeys(root for root, _ in scripts):
        mine = [script for owner, script in scripts if owner == root and script in chosen]
        for outcome in observe(root, mine, python, command):
            if outcome.events:
                found.verdicts[outcome.script] = judge(outcome)
            else:
                found.broken[outcome.script] = outcome.error or "neither compiles nor fits a Keras model"
    return found


def listing(found: Survey) -> list[str]:
    """Every fact that is wrong: script, fact, Keras' answer and fitlint's."""
    return [
        f"{path}: {verdict.subject}, {verdict.where}\n  Keras:   {verdict.truth}\n  fitlint: {verdict.found}"
        for path, verdicts in found.failures().items()
        for verdict in verdicts
    ]


def reasons(broken: Mapping[Path, str]) -> list[str]:
    """Why scripts did not get as far as a compile or a fit, most frequent first."""
    counts = Counter(re.sub(r"[\d.]+", "#", error)[:100] for error in broken.values())
    return [f"{count:>9}  {error}" for error, count in counts.most_common(10)]


def main() -> int:
    """Run, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a checkout")
    parser.add_argument("--limit", type=int, help="at most this many scripts, evenly spread")
    parser.add_argument("--keep", type=Path, help="folder for the lists of what went wrong")
    parser.add_argument("--python", default=sys.executable, help="interpreter with TensorFlow that runs the scripts")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # or the process it started would go on
    words, command = walls()
    found = survey([folder.resolve() for folder in options.folders], options.limit, options.python, command)
    wrong = listing(found)
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        broken = [f"{path}: {error}" for path, error in found.broken.items()]
        (options.keep / "wrong.txt").write_text("\n".join(wrong) + "\n", encoding="utf-8")
        (options.keep / "broken.txt").write_text("\n".join(broken) + "\n", encoding="utf-8")
    print(f"shut in: {words}")
    print(f"{len(found.verdicts)} scripts ran to a compile or fit, {len(found.failures())} of them read wrongly")
    print(f"{len(found.broken)} did not:", *reasons(found.broken), "", sep="\n")
    print(found.table())
    print("", *wrong, sep="\n")
    return 1 if any(verdict.outcome == WRONG for verdicts in found.verdicts.values() for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
