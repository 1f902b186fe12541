"""What a rule claims, and what a user reads.

A check yields a :class:`Claim`, whose places are opaque anchors. The engine stamps it with the rule's code and
severity, looks up rows and columns, and hands a :class:`Finding` to the reports. Findings hold plain data only: they
can be pickled, cached and printed anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fitlint.program import Anchor

Severity = Literal["info", "warning", "error"]
Confidence = Literal["low", "medium", "high"]
Profile = Literal["default", "strict", "pedantic"]

Verdict = Literal["confirmed", "refuted", "inconclusive", "not-verifiable"]
Basis = Literal["your data", "synthetic tasks", "structure", ""]

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


class Site(NamedTuple):
    """A located place. Rows and columns are 1-based, columns count code points, the end column is exclusive.

    In a notebook ``cell`` is the 1-based index among the code cells and rows count inside that cell.
    ``context`` holds the numbered source lines around the place, taken from the very text that was judged.
    ``raw_row`` and ``raw_end_row`` are the rows of the ``.ipynb`` file itself, for programs that show files as text;
    None outside notebooks.
    """

    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    cell: int | None = None
    context: tuple[tuple[int, str], ...] = ()
    raw_row: int | None = None
    raw_end_row: int | None = None


class Related(NamedTuple):
    """A second place that explains a finding: where a number was declared, which ``fit`` trains the model."""

    site: Site
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What a check says about a program, before places are looked up.

    ``label`` stands beside the carets ("resolves to 0.05, limit 0.01"); ``help`` and ``severity`` replace the rule's
    general advice and severity when the check knows better. ``profile`` is the first one in which the claim is made.
    ``alike`` says the same of other places. All are one finding; a comment silences one of them, the others are told.
    """

    message: str
    at: Anchor
    label: str = ""
    related: tuple[tuple[Anchor, str], ...] = ()
    confidence: Confidence = "high"
    help: str = ""
    severity: Severity | None = None
    profile: Profile = "default"
    alike: tuple[Claim, ...] = ()


class Curve(NamedTuple):
    """How one training went: ``values`` at ``steps``, inf where it broke.

    ``arm`` says what was trained in words, ``fixed`` whether it is the fix; ``measure`` names what the values are.
    """

    arm: str
    fixed: bool
    task: str
    seed: int
    steps: tuple[int, ...]
    values: tuple[float, ...]
    measure: str = "loss"


class Verification(NamedTuple):
    """What the verifier found out about a finding.

    ``basis`` is what the verdict rests on, empty when there is none. ``reason`` is one or two sentences with the
    numbers; ``effect`` holds them by name. ``notes`` say what differs from the script. ``seconds`` is wall time.
    """

    verdict: Verdict
    reason: str
    basis: Basis = ""
    effect: Mapping[str, Any] = {}
    seeds: int = 0
    device: str = ""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    curves: tuple[Curve, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether the time was too short: it rests on nothing yet, or on fewer seeds than it was to have."""
        return self.verdict == "inconclusive" and (not self.basis or "seeds_wanted" in self.effect)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, ready to print.

    ``fingerprint`` does not depend on line numbers; ``symbol`` names the function or class around it. ``spec`` is what
    the verifier rebuilds (see :mod:`fitlint.verify.spec`), there only when it was asked for, ``verification`` its
    verdict.
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    site: Site
    fingerprint: str
    label: str = ""
    related: tuple[Related, ...] = ()
    why: str = ""
    help: str = ""
    noqa_row: int | None = None
    symbol: str = ""
    spec: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)
    verification: Verification | None = field(default=None, compare=False)


def at_least(levels: Sequence[str], value: str, floor: str) -> bool:
    """Whether ``value`` is ``floor`` or higher in the ascending ``levels``."""
    return levels.index(value) >= levels.index(floor)
