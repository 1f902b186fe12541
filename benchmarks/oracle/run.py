"""How often fitlint reads a training script as Keras runs it, on generated scripts.

``python benchmarks/oracle/run.py [--scripts N] [--seed S] [--keep FOLDER]`` prints, for every kind of fact, how often
fitlint agrees with Keras, says that it does not know, or is wrong, then the most frequent reasons for not knowing.
TensorFlow must be installed. Scripts that are read wrongly are copied to ``--keep`` with the differences beside them.
The exit status is 1 when there are any, or when more than 5 % is unknown.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from oracle.survey import Survey, survey

MOST_UNKNOWN = 0.05


def keep(found: Survey, folder: Path) -> None:
    """Copy the scripts that are read wrongly, each with a list of what differs."""
    for path, verdicts in found.failures().items():
        target = folder / path.parent.name
        shutil.copytree(path.parent, target, dirs_exist_ok=True)
        lines = [
            f"{verdict.subject}, {verdict.where}\n  Keras:   {verdict.truth}\n  fitlint: {verdict.found}"
            for verdict in verdicts
        ]
        (target / "wrong.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Generate, run, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scripts", type=int, default=500, help="how many scripts")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other scripts")
    parser.add_argument("--keep", type=Path, help="folder for scripts that are read wrongly")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = survey(options.scripts, options.seed, Path(folder))
        if options.keep is not None:
            keep(found, options.keep)
    failures = found.failures()
    print(found.table())
    compared, refused = len(found.verdicts), len(found.broken)
    print(f"\n{compared} scripts compared, {len(failures)} of them read wrongly, {refused} refused by Keras")
    for path, verdicts in list(failures.items())[:10]:
        first = verdicts[0]
        print(f"  {path.parent.name}: {first.subject}, {first.where}: Keras {first.truth}, fitlint {first.found}")
    return 1 if failures or found.unknown_share > MOST_UNKNOWN else 0


if __name__ == "__main__":
    sys.exit(main())
