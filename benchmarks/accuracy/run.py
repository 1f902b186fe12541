"""Says how often fitlint is right on public code, which published faults it finds, and what changed.

``python benchmarks/accuracy/run.py DIR`` runs fitlint, with all rules on, over the local copies below ``DIR`` of the
repositories in ``repositories.tsv`` (folders ``owner+name`` or ``owner/name``), and compares its findings with the
verdicts in ``judged.tsv`` and the faults in ``published.tsv``. The exit status is 2 when a table or an argument cannot
be used, 1 when fitlint failed somewhere, otherwise 0, whatever the figures are.

``--list CODE`` prints findings without a verdict instead, as lines of ``judged.tsv`` to complete; ``--sample N`` draws
some of them at random, with ``--list`` or of all rules.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from accuracy import manifests, report, state
from accuracy.collect import Answer, collect_all, commit_of, local_copy
from accuracy.score import outcomes, sample
from fitlint.catalog import UnknownRule, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from accuracy.collect import Found
    from accuracy.manifests import Key, Manifests

SECONDS = 600
PER_REPOSITORY = 5
STATE = Path(".cache") / "fitlint-accuracy.json"


def main(arguments: Sequence[str] | None = None, tables: Path = manifests.HERE) -> int:
    """Run, compare, print; return the exit status."""
    options = _parser().parse_args(arguments)
    path = options.state or options.folder / STATE
    try:
        known = manifests.load(tables)
        before = state.load(path)
        copies = _copies(options.folder, known.commits)
        answers = collect_all(copies, options.seconds)
        found = {key: item for answer in answers.values() for key, item in answer.found.items()}
        if options.list or options.sample is not None:
            _print(_unjudged(options, found, known, copies))
        else:
            now = {
                name: state.Seen(commit_of(copies[name]), frozenset(answer.found))
                for name, answer in answers.items()
                if answer.complete
            }
            _print(_report(found, known, answers))
            _print(report.change_lines(state.changes(before, now), first=not before))
            state.save(path, {**before, **now})
    except (manifests.ManifestError, state.StateError) as error:
        print(error, file=sys.stderr)
        return 2
    faults = [fault for answer in answers.values() for fault in answer.faults]
    _say(*faults)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=_folder, metavar="DIR", help="where the copies of the repositories are")
    parser.add_argument("--state", type=Path, metavar="FILE", help=f"what the last run found (default: DIR/{STATE})")
    parser.add_argument(
        "--list", type=_code, metavar="CODE", help="print the findings of this rule that have no verdict"
    )
    parser.add_argument("--sample", type=_count, metavar="N", help="print N findings without a verdict")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the sample (default: 0)")
    parser.add_argument(
        "--per-repository",
        type=_count,
        default=PER_REPOSITORY,
        metavar="K",
        help=f"at most so many of a sample from one repository (default: {PER_REPOSITORY})",
    )
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help=f"for one repository at most (default: {SECONDS})"
    )
    return parser


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is no folder")
    return Path(text).resolve()


def _code(text: str) -> str:
    try:
        return lookup(text).code
    except UnknownRule as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _copies(folder: Path, commits: Mapping[str, str]) -> dict[str, Path]:
    """The local copies there are. Says which are missing and which are of another commit."""
    found = {name: copy for name in commits if (copy := local_copy(folder, name)) is not None}
    if missing := [name for name in commits if name not in found]:
        _say(f"Missing, so nothing is said about them: {', '.join(missing)}.")
    for name, copy in found.items():
        if (commit := commit_of(copy)) != commits[name]:
            _say(f"{name}: the copy is of {commit or 'an unknown commit'}, the rows of the tables of {commits[name]}.")
    return found


def _unjudged(
    options: argparse.Namespace, found: Mapping[Key, Found], known: Manifests, copies: Mapping[str, Path]
) -> Iterator[str]:
    keys = [key for key in found if key not in known.judged and options.list in (None, key.code)]
    chosen = sample(keys, options.sample, options.seed, options.per_repository)
    return report.to_judge(chosen, found, copies)


def _report(found: Mapping[Key, Found], known: Manifests, answers: Mapping[str, Answer]) -> Iterator[str]:
    """Everything but the changes. Nothing is said about repositories that fitlint did not come through."""
    read = {name for name, answer in answers.items() if answer.complete}
    yield from report.precision_table(found, known.judged)
    yield ""
    published = [fault for fault in known.published if fault.repository in read]
    yield from report.published_tables(outcomes(found, published), known.judged)
    yield ""
    yield from report.silent_lines(
        [entry for key, entry in known.judged.items() if key.repository in read and key not in found]
    )
    yield ""


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


def _say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
