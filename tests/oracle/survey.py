"""Generates scripts, runs them with Keras, reads them with fitlint, and counts how the facts compare."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from oracle.compare import AGREE, UNKNOWN, WRONG, Verdict, compare
from oracle.execute import execute
from oracle.strategies import scripts

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS_AT_ONCE = 300


class Survey(NamedTuple):
    """What came out. ``broken`` are scripts that Keras itself refuses, with its error; nothing is compared there."""

    verdicts: dict[Path, list[Verdict]]
    broken: dict[Path, str]

    def count(self, outcome: str) -> int:
        """How many facts came out that way."""
        return sum(verdict.outcome == outcome for verdicts in self.verdicts.values() for verdict in verdicts)

    @property
    def unknown_share(self) -> float:
        """The share of facts that fitlint says it does not know."""
        return self.count(UNKNOWN) / max(1, sum(map(len, self.verdicts.values())))

    def failures(self) -> dict[Path, list[Verdict]]:
        """The scripts that fitlint reads wrongly."""
        return {
            path: wrong
            for path, verdicts in self.verdicts.items()
            if (wrong := [verdict for verdict in verdicts if verdict.outcome == WRONG])
        }

    def table(self) -> str:
        """Counts by the kind of fact, and the reasons for unknown ones, most frequent first."""
        facts = [verdict for verdicts in self.verdicts.values() for verdict in verdicts]
        lines = [f"{'fact':<20}{AGREE:>9}{UNKNOWN:>9}{WRONG:>9}"]
        for subject in [*sorted({fact.subject for fact in facts}), "all facts"]:
            counts = Counter(fact.outcome for fact in facts if subject in (fact.subject, "all facts"))
            lines.append(f"{subject:<20}{counts[AGREE]:>9}{counts[UNKNOWN]:>9}{counts[WRONG]:>9}")
        reasons = Counter(fact.why for fact in facts if fact.outcome == UNKNOWN)
        lines += ["", f"unknown: {self.unknown_share:.2%} of all facts"]
        lines += [f"{count:>9}  {why}" for why, count in reasons.most_common(10)]
        return "\n".join(lines)


def survey(count: int, seed: int, folder: Path) -> Survey:
    """Compare ``count`` scripts, written to ``folder``."""
    paths = [script.write(folder / f"{number:05d}") for number, script in enumerate(scripts(count, seed))]
    found = Survey({}, {})
    for start in range(0, count, SCRIPTS_AT_ONCE):
        part = paths[start : start + SCRIPTS_AT_ONCE]
        for path, observed in zip(part, execute(part), strict=True):
            if "error" in observed:
                found.broken[path] = f"{observed['place']}: {observed['error']}"
            else:
                found.verdicts[path] = compare(path, observed)
    return found
