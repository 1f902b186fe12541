"""How often each rule was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.report.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fitlint.finding import Finding


def table(findings: Iterable[Finding]) -> str:
    """Return lines of count, code and name, the most frequent rule first; each line ends with a newline."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        rule = (clean(finding.code), clean(finding.name))
        counts[rule] = counts.get(rule, 0) + 1
    rows = sorted((-count, code, name) for (code, name), count in counts.items())
    digits = max((len(str(-negative)) for negative, _, _ in rows), default=0)
    letters = max((len(code) for _, code, _ in rows), default=0)
    return "".join(f"{-negative:>{digits}}  {code:<{letters}}  {name}\n" for negative, code, name in rows)
