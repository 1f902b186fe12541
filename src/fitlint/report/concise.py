"""The ``concise`` format: ``path:row:column: CODE message``, one finding a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.report.text import clean, clean_words, ordered, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fitlint.finding import Finding


def line(finding: Finding) -> str:
    """Return the finding as one line, without a newline, with its verdict in brackets if it was tested."""
    verdict = ""
    if finding.verification is not None:
        from fitlint.report.verdict import mark

        verdict = mark(finding)
    return f"{place(finding.site)}: {clean(finding.code)} {clean_words(finding.message)}{verdict}"


def render(findings: Iterable[Finding]) -> str:
    """Return one line for each finding."""
    return "".join(f"{line(finding)}\n" for finding in ordered(findings))
