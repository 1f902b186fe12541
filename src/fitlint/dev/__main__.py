"""``python -m fitlint.dev``: chores of those who change fitlint itself. Not part of the installed package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fitlint.dev import sync

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None) -> int:
    """Run one chore. Exit status: 0 done, 1 ``--check`` found something out of date, 2 the rules cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m fitlint.dev", description="Chores of fitlint's own checkout.")
    chores = parser.add_subparsers(dest="chore", required=True)
    chore = chores.add_parser("sync", help="write _rules.py, docs/rules and the README's rule table from rules/*.yaml")
    chore.add_argument("--check", action="store_true", help="write nothing; exit 1 if something is out of date")
    options = parser.parse_args(arguments)
    try:
        stale = sync.sync(ROOT, write=not options.check)
    except sync.RuleFileError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for path in stale:
        print(f"{'stale' if options.check else 'wrote'}: {path.relative_to(ROOT).as_posix()}")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
