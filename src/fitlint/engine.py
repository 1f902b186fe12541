"""From paths to a run: which files there are, what each of them has, all of it in order.

Nothing heavy is imported here. A file is judged (:mod:`fitlint.judge`) only after its bytes have passed the prefilter.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fitlint.files import (
    CODE_SUFFIXES,
    CONFIG_SUFFIXES,
    Candidate,
    GitIgnore,
    NotRegularError,
    candidates,
    imports_training,
    is_test,
    may_train,
    read,
)
from fitlint.tally import Tally, total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from fitlint.config import Configuration, Settings
    from fitlint.finding import Finding
    from fitlint.judge import Failure, Job, Outcome
    from fitlint.suppress import Directive

POOL_BYTES = 1_000_000  # less source than this is judged sooner than processes start
_LISTED = 3


class Run:
    """What came of a run.

    ``files`` counts the files looked at, ``suppressed`` the findings that comments and settings silenced. ``failing``:
    a finding reaches the fail level; ``reaching`` are those that do. ``notes`` and ``gaps`` (what could not be
    resolved) are sentences for people, ``failures`` faults of fitlint itself. ``tally`` says what was judged.
    """

    __slots__ = ("failing", "failures", "files", "findings", "gaps", "notes", "reaching", "suppressed", "tally")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.files = 0
        self.suppressed = 0
        self.failing = False
        self.reaching: list[Finding] = []
        self.notes: list[str] = []
        self.gaps: list[str] = []
        self.failures: list[Failure] = []
        self.tally = Tally()

    def settle(self, findings: Sequence[Finding]) -> None:
        """Replace the findings by the same ones with verdicts, in the same order.

        What was refuted does not fail the run.
        """
        reaching = {id(finding) for finding in self.reaching}
        pairs = zip(self.findings, findings, strict=True)
        self.failing = any(id(old) in reaching and not (new.verification and new.verification.verdict == "refuted")
                           for old, new in pairs)  # fmt: skip
        self.findings = list(findings)


class Stdin:
    """A script that comes in on standard input: the name it goes by, and its bytes."""

    __slots__ = ("data", "filename")

    def __init__(self, filename: str, data: bytes) -> None:
        self.filename = filename
        self.data = data


def run(
    paths: Iterable[str | os.PathLike[str]],
    configuration: Configuration,
    *,
    workers: int = 1,
    force_exclude: bool = False,
    stdin: Stdin | None = None,
    verbose: bool = False,
    specs: bool = False,
) -> Run:
    """Judge files and folders.

    ``workers`` is how many processes may work at once, ``force_exclude`` lets ``exclude`` win over files that are
    named, ``stdin`` is judged as well, ``verbose`` collects gaps, ``specs`` what the verifier rebuilds of each finding.

    Raises ``FileNotFoundError`` for a path that does not exist and :class:`fitlint.config.SettingsError`.
    """
    plan = _Plan(configuration, force_exclude=force_exclude, verbose=verbose, specs=specs)
    for path in paths:
        plan.take(os.fspath(path))
    if stdin is not None:
        plan.take_stdin(stdin)
    plan.take_config_readers()
    result = Run()
    result.files = plan.files
    result.notes = plan.notes()
    if plan.jobs:
        _collect(result, plan, workers)
    return result


def listing(
    paths: Iterable[str | os.PathLike[str]], configuration: Configuration, *, force_exclude: bool = False
) -> list[str]:
    """Return the files (absolute paths) that a run would look at, in order. Raises as :func:`run` does."""
    plan = _Plan(configuration, force_exclude=force_exclude)
    found = (candidate for path in paths for candidate in plan.candidates(os.fspath(path)))
    return sorted({candidate.path for candidate in found if plan.admits(candidate)})


def trainers(folder: str, configuration: Configuration) -> list[str]:
    """Return the files below a folder (absolute paths) that a run would read, in order. Raises as :func:`run` does."""
    plan = _Plan(configuration, force_exclude=False)
    found = (candidate for candidate in plan.candidates(folder) if plan.may_train(candidate) and plan.admits(candidate))
    return sorted({candidate.path for candidate in found})


class _Plan:
    """Decides which files are judged."""

    def __init__(
        self, configuration: Configuration, *, force_exclude: bool, verbose: bool = False, specs: bool = False
    ) -> None:
        self.configuration = configuration
        self.force_exclude = force_exclude
        self.verbose = verbose
        self.specs = specs
        self.jobs: list[Job] = []
        self.bytes = 0
        self.files = 0
        self.configs: dict[str, list[str]] = {}
        self._seen: set[str] = set()
        self._ignores: dict[str, GitIgnore] = {}
        self._problems: list[str] = []
        self._tests: list[str] = []
        self._strangers: list[str] = []

    def take(self, path: str) -> None:
        """Plan for one argument: a folder, a script, a notebook or a configuration file."""
        for candidate in self.candidates(path):
            if candidate.path in self._seen:
                continue
            self._seen.add(candidate.path)
            self.files += 1
            config = candidate.path.endswith(CONFIG_SUFFIXES)
            if not config and not self.may_train(candidate):
                continue
            if not self.admits(candidate):
                self.files -= 1
            elif config:
                root = self.configuration.project_root(candidate.path)
                self.configs.setdefault(root, []).append(candidate.path)
            else:
                self._add(candidate.path)

    def take_stdin(self, stdin: Stdin) -> None:
        """Plan for what came in on standard input."""
        from fitlint.judge import Job
        from fitlint.source import display_path

        path = os.path.abspath(stdin.filename)
        self.files += 1
        if may_train(stdin.data) and self.admits(Candidate(path, path)):
            settings = self.configuration.settings(os.path.dirname(path))
            root = self.configuration.project_root(os.path.dirname(path))
            shown = stdin.filename if stdin.filename == "-" else display_path(path)
            self.jobs.append(Job(path, settings, root, stdin.data, shown, verbose=self.verbose, specs=self.specs))

    def take_config_readers(self) -> None:
        """Plan for the scripts that may load a configuration file among the arguments and are not judged anyway.

        A script that names the file may load it, and so may every script when a module of the project names it.
        """
        for root, paths in self.configs.items():
            names = {os.path.basename(path).encode("utf-8", "surrogateescape"): path for path in paths}
            settings = self.configuration.settings(root)
            scripts: dict[str, frozenset[str]] = {}
            shared: frozenset[str] = frozenset()
            for candidate in candidates(root, settings.excluded_names, settings.include_tests, self._problems):
                try:
                    data = read(candidate.path)
                except OSError:  # a file nobody asked for
                    continue
                named = frozenset(path for name, path in names.items() if name in data)
                if not (may_train(data) or imports_training(candidate.path, data, root)):
                    shared |= named
                elif candidate.path not in self._seen and self.admits(candidate):
                    scripts[candidate.path] = named
            for path, named in scripts.items():
                if named or shared:
                    self._add(path, named | shared)

    def candidates(self, path: str) -> Iterator[Candidate]:
        """Yield the files that an argument stands for. Raises ``FileNotFoundError`` when it does not exist."""
        full = os.path.abspath(path)
        if os.path.isdir(full):
            settings = self.configuration.settings(full)
            tests = settings.include_tests or is_test(full, self.configuration.project_root(full))
            yield from candidates(full, settings.excluded_names, tests, self._problems)
        elif not os.path.exists(full):
            raise FileNotFoundError(2, "does not exist", path)
        elif full.endswith((*CODE_SUFFIXES, *CONFIG_SUFFIXES)) or "." not in os.path.basename(full)[1:]:
            yield Candidate(full, full)
        else:
            self._strangers.append(path)

    def admits(self, candidate: Candidate) -> bool:
        """Return whether settings, git and its place among unit tests allow a file to be judged."""
        path = candidate.path
        settings = self.configuration.settings(path)
        if candidate.named:
            admitted = not (self.force_exclude and settings.excludes(path))
        else:
            admitted = not settings.excludes(path) and not self._ignored(candidate)
        if admitted and not settings.include_tests and is_test(path, self.configuration.project_root(path)):
            self._tests.append(path)
            admitted = False
        return admitted

    def notes(self) -> list[str]:
        """Return what people should know about the choice of files."""
        notes = [f"warning: {problem}" for problem in self._problems]
        if self._strangers:
            notes.append(f"{_some(self._strangers)}: neither Python nor a notebook, left out")
        if self._tests:
            notes.append(f"{_some(self._tests)}: unit tests, left out; --include-tests judges them")
        if not self.files and not notes:
            notes.append("warning: there is no Python file or notebook here")
        return notes

    def may_train(self, candidate: Candidate) -> bool:
        """Return whether the bytes of a file say that it may train something, itself or through an import."""
        try:
            data = read(candidate.path)
        except OSError as error:  # a file that was named is reported; a dangling link or a pipe in a folder is not
            return candidate.named or not isinstance(error, (FileNotFoundError, NotRegularError))
        self.bytes += len(data)
        root = self.configuration.project_root(candidate.path)
        return may_train(data) or imports_training(candidate.path, data, root)

    def _ignored(self, candidate: Candidate) -> bool:
        if candidate.root not in self._ignores:
            self._ignores[candidate.root] = GitIgnore(candidate.root, self._problems)
        return self._ignores[candidate.root].match(candidate.path)

    def _add(self, path: str, only: frozenset[str] = frozenset()) -> None:
        from fitlint.judge import Job

        settings, root = self.configuration.settings(path), self.configuration.project_root(path)
        self.jobs.append(Job(path, settings, root, only=only, verbose=self.verbose, specs=self.specs))


def _collect(result: Run, plan: _Plan, workers: int) -> None:
    from fitlint.finding import SEVERITIES, at_least
    from fitlint.ledger import unique

    outcomes = list(_outcomes(plan, workers))
    for outcome in outcomes:
        result.suppressed += outcome.suppressed
        result.notes += outcome.notes
        result.gaps += outcome.gaps
        result.failures += outcome.failures
    result.tally = total(outcome.tally for outcome in outcomes)
    used: dict[str, list[tuple[Directive, str]]] = {path: [] for outcome in outcomes for path in outcome.configs}
    for outcome in outcomes:
        for path, directive, name in outcome.used:
            used.setdefault(path, []).append((directive, name))
    idle = [finding for paths in plan.configs.values() for path in paths for finding in _idle(plan, path, used)]
    elsewhere = frozenset().union(*(outcome.entered for outcome in outcomes))
    standing = [(finding, outcome.fail_level) for outcome in outcomes for finding in settled(outcome, elsewhere)]
    result.reaching = [finding for finding, floor in standing if at_least(SEVERITIES, finding.severity, floor)]
    result.failing = bool(result.reaching)
    result.findings = unique([*(finding for finding, _ in standing), *idle])


def settled(outcome: Outcome, elsewhere: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Yield the findings of one file that still stand when the others were read.

    What a file says of a builder that it only offers is a guess. Where another file runs that builder, that file knows
    how the model is trained, and its verdict counts. ``elsewhere`` are the functions that some file runs of another,
    as pairs of path and dotted name.
    """
    for finding in outcome.findings:
        if finding.confidence == "high" or (outcome.path, finding.symbol) not in elsewhere:
            yield finding


def _outcomes(plan: _Plan, workers: int) -> Iterable[Outcome]:
    from fitlint.judge import judge

    if workers > 1 and len(plan.jobs) > 1 and plan.bytes > POOL_BYTES:
        from fitlint.pool import judge_all

        return judge_all(plan.jobs, workers)
    return map(judge, plan.jobs)


def _idle(plan: _Plan, path: str, used: Mapping[str, Sequence[tuple[Directive, str]]]) -> Iterator[Finding]:
    """Yield a finding for each suppression in a configuration file that silenced nothing in any script.

    ``used`` are the comments that did, with the names in them, by each file that a script loads.
    """
    from fitlint.ledger import IDLE, comments_of, idle_comments

    settings: Settings = plan.configuration.settings(path)
    if IDLE not in settings.active or path not in used:
        return
    source, comments = comments_of(path)
    comments.used.update(used[path])
    for finding, _ in idle_comments(source, comments, settings.active):
        yield finding


def _some(paths: Sequence[str]) -> str:
    from fitlint.source import display_path

    names = ", ".join(display_path(path) for path in paths[:_LISTED])
    return names if len(paths) <= _LISTED else f"{names} and {len(paths) - _LISTED} more"
