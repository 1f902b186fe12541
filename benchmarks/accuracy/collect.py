"""What fitlint says about local copies of repositories, through its command line and with every rule on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from accuracy.manifests import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

# Isolated (-I), so that nothing in a stranger's folder is imported, and without the settings of the repository, so that
# every repository is judged alike.
COMMAND = (sys.executable, "-I", "-m", "fitlint", "check", "--isolated")
RULES = ("--select", "ALL", "--min-confidence", "medium")
OUTPUT = ("--output-format", "json", "--jobs", "1", "--quiet", "--exit-zero")  # repositories run side by side
COMMIT_FILE = ".done"  # holds the hash where the copy is no checkout but an extracted archive


class Place(NamedTuple):
    """Rows of a script, or of a notebook's cell."""

    path: str
    cell: int | None
    row: int
    end_row: int


class Found(NamedTuple):
    """A finding, and every place that it names: its own and the related ones."""

    key: Key
    message: str
    places: tuple[Place, ...]


class Answer(NamedTuple):
    """What fitlint found in one repository; ``faults`` are sentences on what it could not do."""

    found: dict[Key, Found]
    faults: list[str]
    complete: bool


def local_copy(folder: Path, repository: str) -> Path | None:
    """The folder of a repository below ``folder``: ``owner+name`` or ``owner/name``."""
    owner, _, name = repository.partition("/")
    places = (folder / f"{owner}+{name}", folder / owner / name)
    return next((place for place in places if place.is_dir()), None)


def commit_of(copy: Path) -> str | None:
    """The commit of a local copy, if it says."""
    if (copy / ".git").exists():
        head = subprocess.run(
            ["git", "-C", str(copy), "rev-parse", "HEAD"],  # noqa: S607 - whichever git the user has
            capture_output=True,
            text=True,
            check=False,
        )
        text = head.stdout
    else:
        try:
            text = (copy / COMMIT_FILE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
    return found[0] if (found := re.search(r"\b[0-9a-f]{40}\b", text)) else None


def collect(repository: str, copy: Path, seconds: float) -> Answer:
    """Run fitlint over a local copy for at most that many seconds."""
    with _scratch() as out, _scratch() as err:
        # Files, not pipes: a worker that outlives its parent would keep a pipe open.
        try:
            done = subprocess.run([*COMMAND, *RULES, *OUTPUT, "."], cwd=copy, stdout=out, stderr=err, timeout=seconds)
        except subprocess.TimeoutExpired:
            return Answer({}, [f"{repository}: fitlint took more than {seconds:g} seconds."], complete=False)
        out.seek(0)
        err.seek(0)
        complaints = [f"{repository}: {line}" for line in err.read().splitlines() if line] if done.returncode else []
        try:
            documents = json.loads(out.read())
        except ValueError:
            return Answer({}, complaints or [f"{repository}: fitlint printed no findings."], complete=False)
    found = (_found(repository, document) for document in documents)
    return Answer({item.key: item for item in found}, complaints, complete=True)


def _scratch() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")


def collect_all(copies: Mapping[str, Path], seconds: float) -> dict[str, Answer]:
    """Run fitlint over many local copies, as many at once as there are processors; answers in the order of copies."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        waiting = {name: threads.submit(collect, name, copy, seconds) for name, copy in copies.items()}
        return {name: future.result() for name, future in waiting.items()}


def _found(repository: str, document: dict[str, Any]) -> Found:
    own = _place(document)
    key = Key(repository, own.path, own.cell, own.row, document["code"])
    return Found(key, document["message"], (own, *map(_place, document["related"])))


def _place(document: dict[str, Any]) -> Place:
    path = Path(document["filename"]).as_posix()
    return Place(path, document["cell"], document["location"]["row"], document["end_location"]["row"])
