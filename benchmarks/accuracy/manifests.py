"""What people wrote down: which commit of a repository, what they think of a finding, which faults were published.

Three tables of tab-separated values stand beside this file. Their first line names the columns, a line that starts with
``#`` is a comment. Rows and cells count from 1, as fitlint prints them; ``cell`` is empty outside notebooks.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent

Verdict = Literal["right", "wrong", "debatable"]
# What shows a published fault: the script alone, its data, a training run, nothing (the script is sound), the script
# but by no rule of the catalogue, or a program that is none of Keras.
Evidence = Literal["script", "data", "training", "sound", "rule", "framework"]

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_CODE = re.compile(r"FIT\d{3}")
_BLOB = ("repository", "path")


class ManifestError(ValueError):
    """A table that cannot be used. The message is one sentence: which file and line, and what is wrong there."""


class Key(NamedTuple):
    """Which finding: two findings of a rule on one row count as one, for a person would judge them together."""

    repository: str
    path: str
    cell: int | None
    row: int
    code: str

    @property
    def order(self) -> tuple[str, str, int, int, str]:
        """What to sort by."""
        return (self.repository, self.path, self.cell or 0, self.row, self.code)

    @property
    def place(self) -> str:
        """The path and row as people write them."""
        return f"{self.path}:{self.row}" if self.cell is None else f"{self.path}:cell {self.cell}:{self.row}"


class Judged(NamedTuple):
    """What somebody who read the code thinks of a finding, and why."""

    key: Key
    verdict: Verdict
    why: str


class Fault(NamedTuple):
    """A fault that a benchmark published.

    ``path`` is the faulty script and ``row`` where the fault stands in it, ``correct`` the repaired script if the
    benchmark has one. ``code`` is the rule that should decide it, or empty.
    """

    benchmark: str
    repository: str
    path: str
    row: int
    correct: str
    code: str
    evidence: Evidence
    fault: str
    why: str

    @property
    def decidable(self) -> bool:
        """Whether the script alone shows the fault to a rule of the catalogue."""
        return self.evidence == "script"


class Manifests(NamedTuple):
    """All three tables. ``commits`` says which commit of each repository the rows belong to."""

    commits: dict[str, str]
    judged: dict[Key, Judged]
    published: list[Fault]


def load(folder: Path = HERE) -> Manifests:
    """Read the tables in a folder. Raises :class:`ManifestError`."""
    commits = _commits(folder / "repositories.tsv")
    return Manifests(
        commits, _judged(folder / "judged.tsv", commits), list(_published(folder / "published.tsv", commits))
    )


def _commits(path: Path) -> dict[str, str]:
    commits: dict[str, str] = {}
    for line in _lines(path, ("repository", "commit")):
        repository = line.matching("repository", _REPOSITORY, "owner/name")
        if repository in commits:
            raise line.error(f"{repository} is listed twice")
        commits[repository] = line.matching("commit", _COMMIT, "a full commit hash")
    return commits


def _judged(path: Path, commits: dict[str, str]) -> dict[Key, Judged]:
    judged: dict[Key, Judged] = {}
    for line in _lines(path, (*_BLOB, "cell", "row", "code", "verdict", "why")):
        repository, script = line.blob(commits)
        cell = line.number("cell") if line["cell"] else None
        key = Key(repository, script, cell, line.number("row"), line.matching("code", _CODE, "a code such as FIT201"))
        if key in judged:
            raise line.error(f"{key.code} at {key.place} is judged twice")
        verdict = line.one_of("verdict", get_args(Verdict))
        judged[key] = Judged(key, verdict, line.text("why"))  # type: ignore[arg-type]
    return judged


def _published(path: Path, commits: dict[str, str]) -> Iterator[Fault]:
    columns = ("benchmark", *_BLOB, "row", "correct", "code", "evidence", "fault", "why")
    for line in _lines(path, columns):
        repository, script = line.blob(commits)
        code = line.matching("code", _CODE, "a code such as FIT201") if line["code"] else ""
        fault = Fault(
            benchmark=line.text("benchmark"),
            repository=repository,
            path=script,
            row=line.number("row"),
            correct=line.path("correct") if line["correct"] else "",
            code=code,
            evidence=line.one_of("evidence", get_args(Evidence)),  # type: ignore[arg-type]
            fault=line.text("fault"),
            why=line.text("why"),
        )
        if fault.decidable and not code:
            raise line.error("a fault that the script shows needs the rule that decides it")
        yield fault


class _Line:
    """One line of a table. Its methods raise :class:`ManifestError` for a value that cannot be used."""

    def __init__(self, where: str, values: dict[str, str]) -> None:
        self._where = where
        self._values = values

    def __getitem__(self, column: str) -> str:
        return self._values[column]

    def error(self, what: str) -> ManifestError:
        """Return the error that says what is wrong here."""
        return ManifestError(f"{self._where}: {what}.")

    def text(self, column: str) -> str:
        """Return a value that must not be empty."""
        if not self[column]:
            raise self.error(f"{column} is empty")
        return self[column]

    def matching(self, column: str, pattern: re.Pattern[str], wanted: str) -> str:
        """Return a value that must have a certain form."""
        if not pattern.fullmatch(self[column]):
            raise self.error(f"{column} must be {wanted}, not {self[column]!r}")
        return self[column]

    def one_of(self, column: str, choices: tuple[str, ...]) -> str:
        """Return a value that must be one of several words."""
        if self[column] not in choices:
            raise self.error(f"{column} must be one of {', '.join(choices)}, not {self[column]!r}")
        return self[column]

    def number(self, column: str) -> int:
        """Return a number that counts from 1."""
        return int(self.matching(column, re.compile(r"[1-9][0-9]*"), "a number from 1"))

    def path(self, column: str) -> str:
        """Return a path inside the repository, with forward slashes."""
        path = self.text(column)
        if "\\" in path or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise self.error(f"{column} must be a path inside the repository, with forward slashes, not {path!r}")
        return path

    def blob(self, commits: dict[str, str]) -> tuple[str, str]:
        """Return the repository, whose commit must be known, and the path in it."""
        if self["repository"] not in commits:
            raise self.error(f"repositories.tsv names no commit of {self['repository']!r}")
        return self["repository"], self.path("path")


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[_Line]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path.name} cannot be read: {error}.") from None
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise ManifestError(f"{path.name}:1: the columns must be {', '.join(columns)}.")
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        values = line.split("\t")
        if len(values) != len(columns):
            raise ManifestError(f"{path.name}:{number}: {len(columns)} columns are wanted, not {len(values)}.")
        yield _Line(f"{path.name}:{number}", dict(zip(columns, (value.strip() for value in values), strict=True)))
