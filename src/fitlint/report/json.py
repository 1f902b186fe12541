"""The ``json`` format: an array with one object a finding, in the keys of ruff with fitlint's own beside them.

Only ASCII is written, so neither an encoding nor a control character can spoil what another program reads.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from fitlint.report.text import ordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.finding import Finding, Related, Site, Verification


def render(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON array that ends with a newline."""
    if not findings:
        return "[]\n"
    import json

    return json.dumps([document(finding) for finding in ordered(findings)], indent=2) + "\n"


def document(finding: Finding) -> dict[str, object]:
    """Return the object that stands for one finding. It holds no fix, and a verdict only if the finding was tested."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        **_place(finding.site),
        "noqa_row": finding.noqa_row,
        "related": [_related(related) for related in finding.related],
        "help": finding.help,
        "url": _url(finding.code),
        "fix": None,
        "fingerprint": finding.fingerprint,
        "verification": _verification(finding.verification) if finding.verification is not None else None,
    }


def _verification(found: Verification) -> dict[str, object]:
    """Return a verdict without its curves; a number that JSON cannot hold is null."""
    return {
        "verdict": found.verdict,
        "reason": found.reason,
        "basis": found.basis or None,
        "effect": _finite(found.effect),
        "seeds": found.seeds,
        "device": found.device or None,
        "seconds": found.seconds,
        "notes": list(found.notes),
    }


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return None if isinstance(value, float) and not isfinite(value) else value


def _related(related: Related) -> dict[str, object]:
    return {**_place(related.site), "message": related.message}


def _place(site: Site) -> dict[str, object]:
    return {
        "filename": site.filename,
        "cell": site.cell,
        "location": {"row": site.row, "column": site.column},
        "end_location": {"row": site.end_row, "column": site.end_column},
    }


def _url(code: str) -> str | None:
    from fitlint.catalog import RULES, documentation_url

    return documentation_url(code) if code in RULES else None
