"""What fitlint costs before it has done anything: CPU time of short runs, as ratios, because machines differ.

``python benchmarks/startup/run.py`` times four commands in turn, so that a change of the machine's speed meets all of
them alike, and prints the median of each and the two ratios beside their bars. Nothing else should run meanwhile.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROUNDS = 15
TRAIN = Path(__file__).parent / "train.py"
N_PLAIN_FILES = 20


def cpu_seconds(command: list[str]) -> float:
    """Run ``command``, its output thrown away, and return the user and system CPU seconds it took."""
    discard = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    _, status, usage = os.wait4(os.posix_spawn(command[0], command, os.environ, file_actions=discard), 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed; run it by hand to see why")
    return usage.ru_utime + usage.ru_stime


def medians(commands: dict[str, list[str]]) -> dict[str, float]:
    """Return the median CPU milliseconds of each command, after one round that fills the caches."""
    rounds = [{name: cpu_seconds(command) for name, command in commands.items()} for _ in range(ROUNDS + 1)]
    return {name: 1000 * statistics.median(row[name] for row in rounds[1:]) for name in commands}


def main() -> None:
    """Time, print."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as project:
        for module in sorted(Path(statistics.__file__).parent.glob("*.py"))[:N_PLAIN_FILES]:
            shutil.copy(module, folder)
        script = shutil.copy(TRAIN, project)  # away from this checkout's settings
        fitlint = [sys.executable, "-m", "fitlint", "check", "--output-format", "concise"]
        cost = medians(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                f"fitlint, {N_PLAIN_FILES} files without Keras": [*fitlint, folder],
                'python -c "import libcst"': [sys.executable, "-c", "import libcst"],
                f"fitlint, one script of {len(TRAIN.read_text().splitlines())} lines": [*fitlint, script],
            }
        )
    for name, milliseconds in cost.items():
        print(f"{milliseconds:7.1f} ms  {name}")
    idle, nothing, libcst, one = cost.values()
    print(f"\nnothing to do / python:  {nothing / idle:.2f}  (bar 4.0)")
    print(f"one script / libcst:     {one / libcst:.2f}  (bar 1.35)")


if __name__ == "__main__":
    main()
