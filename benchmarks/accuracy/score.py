"""How findings compare with what people wrote down: precision of each rule, and published faults found."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from accuracy.collect import Found
    from accuracy.manifests import Fault, Judged, Key

Z = 1.96  # 95 %
# A fault is a layer, its activation on the row below, an argument of compile: rules anchor at either.
ROWS_APART = 2


class Precision(NamedTuple):
    """The verdicts on the findings of one rule that stand today."""

    code: str
    total: int
    right: int
    wrong: int
    debatable: int

    @property
    def judged(self) -> int:
        """How many have a verdict."""
        return self.right + self.wrong + self.debatable

    @property
    def unjudged(self) -> int:
        """How many have none."""
        return self.total - self.judged

    @property
    def share(self) -> float | None:
        """Right ones among those that are right or wrong; None when there are none."""
        decided = self.right + self.wrong
        return self.right / decided if decided else None

    @property
    def strict(self) -> float | None:
        """The same with debatable ones counted as wrong."""
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between which values ``share`` lies with 95 % confidence, if the judged ones are a random sample."""
        return wilson(self.right, self.right + self.wrong)


class Outcome(NamedTuple):
    """A published fault, the finding of its rule that names it, and the findings of that rule in the repaired script.

    ``instead`` are the codes of other rules that report something at the same place.
    """

    fault: Fault
    found: Found | None
    in_correct: tuple[Found, ...]
    instead: tuple[str, ...]


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion: all of (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, Z * Z
    middle = share + square / (2 * trials)
    reach = Z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    scale = 1 + square / trials
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def precisions(found: Iterable[Key], judged: Mapping[Key, Judged], codes: Iterable[str]) -> list[Precision]:
    """Count verdicts for each of the codes and for whatever else was found."""
    keys = set(found)
    total = Counter(key.code for key in keys)
    verdicts = Counter((key.code, judged[key].verdict) for key in keys if key in judged)
    return [
        Precision(code, total[code], *(verdicts[code, verdict] for verdict in ("right", "wrong", "debatable")))
        for code in sorted({*codes, *total})
    ]


def outcomes(found: Mapping[Key, Found], published: Iterable[Fault]) -> list[Outcome]:
    """Look for a finding at each published fault."""
    by_script: dict[tuple[str, str], list[Found]] = {}
    for key in sorted(found, key=lambda key: key.order):
        by_script.setdefault((key.repository, key.path), []).append(found[key])
    return [_outcome(fault, by_script) for fault in published]


def _outcome(fault: Fault, by_script: Mapping[tuple[str, str], Sequence[Found]]) -> Outcome:
    near = [item for item in by_script.get((fault.repository, fault.path), ()) if _names(item, fault)]
    corrected = by_script.get((fault.repository, fault.correct), ()) if fault.correct else ()
    return Outcome(
        fault,
        next((item for item in near if item.key.code == fault.code), None),
        tuple(item for item in corrected if item.key.code == fault.code),
        tuple(sorted({item.key.code for item in near if item.key.code != fault.code})),
    )


def _names(item: Found, fault: Fault) -> bool:
    """Whether a place of a finding is that of a fault. Its rule decides on one place, so both rows count alike."""
    return any(
        place.path == fault.path and place.row - ROWS_APART <= fault.row <= place.end_row + ROWS_APART
        for place in item.places
    )


def sample(keys: Iterable[Key], size: int | None, seed: int, per_repository: int) -> list[Key]:
    """Draw some findings, at most ``per_repository`` from each, in the order of their places.

    Which ones depends on the seed and on each finding itself, not on the others: a rule that finds less than before
    gives the same sample less what is gone, filled up.
    """
    if size is None:
        return sorted(keys, key=lambda key: key.order)
    chosen: list[Key] = []
    taken: Counter[str] = Counter()
    for key in sorted(keys, key=lambda key: blake2b(repr((seed, *key)).encode(), digest_size=16).digest()):
        if len(chosen) < size and taken[key.repository] < per_repository:
            taken[key.repository] += 1
            chosen.append(key)
    return sorted(chosen, key=lambda key: key.order)
