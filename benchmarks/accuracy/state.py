"""What the last run found, so that the next one can say what changed. Kept with the local copies, outside git."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from accuracy.manifests import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

VERSION = 1


class StateError(ValueError):
    """A state file that cannot be used. The message is one sentence."""


class Seen(NamedTuple):
    """What was found in one repository, and at which commit."""

    commit: str | None
    keys: frozenset[Key]


class Change(NamedTuple):
    """What differs in one repository. ``reason`` says why it was not compared, or is empty."""

    repository: str
    appeared: list[Key]
    gone: list[Key]
    reason: str = ""


def load(path: Path) -> dict[str, Seen]:
    """Return what the last run saw, by repository; nothing when there was none. Raises :class:`StateError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise StateError(f"{path} cannot be read: {error}.") from None
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise ValueError(document["version"])
        return {
            name: Seen(entry["commit"], frozenset(Key(name, *row) for row in entry["found"]))
            for name, entry in document["repositories"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        raise StateError(f"{path} is no state file of this version; delete it.") from None


def save(path: Path, seen: Mapping[str, Seen]) -> None:
    """Write what was seen, one finding a line. Raises :class:`StateError`."""
    repositories = {
        name: {"commit": entry.commit, "found": [key[1:] for key in _ordered(entry.keys)]}
        for name, entry in sorted(seen.items())
    }
    text = json.dumps({"version": VERSION, "repositories": repositories}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StateError(f"{path} cannot be written: {error}.") from None


def changes(before: Mapping[str, Seen], now: Mapping[str, Seen]) -> list[Change]:
    """Compare the repositories of this run with the last run that had them."""
    found = []
    for name, entry in now.items():
        last = before.get(name)
        if last is None:
            found.append(Change(name, [], [], "not seen before"))
        elif last.commit != entry.commit:
            found.append(Change(name, [], [], "another commit than last time"))
        elif last.keys != entry.keys:
            found.append(Change(name, _ordered(entry.keys - last.keys), _ordered(last.keys - entry.keys)))
    return found


def _ordered(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: key.order)
