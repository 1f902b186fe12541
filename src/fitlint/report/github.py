"""The ``github`` format: workflow commands that GitHub shows as annotations of a pull request.

GitHub shows ten a level and step and drops the rest from the page, so errors come first; the log keeps them all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fitlint.finding import SEVERITIES
from fitlint.report.concise import line
from fitlint.report.text import clean, clean_words, ordered, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fitlint.finding import Finding, Severity, Site

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Iterable[Finding]) -> str:
    """Return one workflow command a line, errors first, what was confirmed before the rest, what was refuted last.

    Then by path, position and code. A refuted finding is a notice.
    """
    by_weight = sorted(ordered(findings), key=_weight)
    return "".join(f"{_command(finding)}\n" for finding in by_weight)


def _weight(finding: Finding) -> tuple[bool, int, bool]:
    verdict = finding.verification.verdict if finding.verification is not None else ""
    return verdict == "refuted", -SEVERITIES.index(finding.severity), verdict != "confirmed"


def _command(finding: Finding) -> str:
    properties = {
        "title": f"fitlint ({finding.code})",
        "file": _from_workspace(finding.site.filename),
        **_region(finding.site),
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    refuted = finding.verification is not None and finding.verification.verdict == "refuted"
    level = "notice" if refuted else _LEVEL[finding.severity]
    return f"::{level} {listed}::{'%0A'.join(map(_data, _message(finding)))}"


def _message(finding: Finding) -> list[str]:
    """Return the lines of the annotation, with the place, because the log shows nothing else of the command."""
    lines = [line(finding)]
    lines += [f"{place(related.site)}: {clean_words(related.message)}" for related in finding.related]
    if finding.help:
        lines.append(f"help: {clean_words(finding.help)}")
    if finding.verification is not None:
        from fitlint.report.verdict import headline

        lines.append(f"verify: {headline(finding.verification)}")
    return lines


def _region(site: Site) -> dict[str, str]:
    """Return the lines and columns to annotate.

    GitHub refuses columns on an annotation over several lines, and an end before the start. Of a notebook it shows the
    JSON text, whose columns have little to do with those of the code.
    """
    if site.cell is not None:
        if site.raw_row is None:
            return {"line": "1"}
        return {"line": str(site.raw_row), "endLine": str(max(site.raw_row, site.raw_end_row or 0))}
    if site.end_row > site.row:
        return {"line": str(site.row), "endLine": str(site.end_row)}
    end = max(site.column, site.end_column)
    return {"line": str(site.row), "col": str(site.column), "endLine": str(site.row), "endColumn": str(end)}


def _from_workspace(filename: str) -> str:
    """Return the path as seen from the root of the repository, which a step's working directory need not be."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return filename
    root, path = os.path.realpath(workspace), os.path.realpath(filename)
    return path[len(root) :].lstrip(os.sep).replace(os.sep, "/") if path.startswith(root + os.sep) else filename


def _data(text: str) -> str:
    """Escape cleaned text for the part after the second ``::``."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a raw property; what the escapes leave of control characters becomes visible."""
    return clean(_data(text).replace(":", "%3A").replace(",", "%2C"))
