"""The findings of one file as they come in: silenced by comments and settings, each place once, with fingerprints."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fitlint.catalog import RULES, by_profile
from fitlint.files import JSON_SUFFIXES, read
from fitlint.finding import CONFIDENCES, Finding, Site, at_least
from fitlint.source import Source
from fitlint.suppress import NONE, Directive, Suppressions, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from fitlint.config import Settings

IDLE = "FIT002"

Used = frozenset[tuple[str, Directive, str]]


class Rows(NamedTuple):
    """Where comments count, in one file: the rows of a finding, and the rows of places that only explain it."""

    own: Collection[int] = ()
    origins: Collection[int] = ()


class Ledger:
    """Collects the findings about one script.

    ``path`` is the script (absolute) and ``shown`` its name as printed, ``root`` the folder of the project.
    ``suppressed`` counts what comments and settings silenced. ``source`` is set when the script could be loaded.
    """

    def __init__(self, path: str, shown: str, root: str, settings: Settings) -> None:
        self.path = path
        self.shown = shown
        self.root = root
        self.settings = settings
        self.source: Source | None = None
        self.suppressed = 0
        self._kept: list[tuple[Finding, str]] = []
        self._comments: dict[str, Suppressions] = {}

    def add(self, finding: Finding, text: str, rows: Mapping[str, Rows]) -> None:
        """Add a finding unless something silences it.

        ``text`` is what it is about, for the fingerprint; ``rows`` maps the names of files, as printed, to where
        comments in them count.
        """
        own_file = finding.site.filename == self.shown
        path = self.path if own_file else os.path.abspath(finding.site.filename)
        judged = self.settings.config_files
        if not own_file and not path.endswith(".py") and judged.lines and not judged.match(path):
            return
        # Every file is asked, so that each comment that silences this remembers it.
        silenced = [self.comments(name).silence(finding.code, finding.name, *where) for name, where in rows.items()]
        if not at_least(CONFIDENCES, finding.confidence, self.settings.min_confidence):
            return
        if any(silenced) or finding.code in self.settings.ignored_in(path):
            self.suppressed += 1
        else:
            self._kept.append((finding, text))

    def add_idle(self, judged: Collection[str]) -> None:
        """Add a FIT002 finding for each comment of the script that silenced none of the rules ``judged``."""
        if self.source is not None:
            for finding, text in list(idle_comments(self.source, self.comments(self.shown), judged)):
                self.add(finding, text, {self.shown: Rows()})

    def comments(self, filename: str) -> Suppressions:
        """Return the suppression comments in a file, by its name as printed, or in a module that a notebook writes."""
        if filename not in self._comments:
            if filename == self.shown:
                found = scan(self.source) if self.source is not None else NONE
            else:
                path = os.path.abspath(filename)
                written = {} if self.source is None else self.source.written
                found = scan(written[path]) if path in written else comments_of(path)[1]
            self._comments[filename] = found
        return self._comments[filename]

    def used_elsewhere(self) -> Used:
        """Return the comments of configuration files that silenced something: path (absolute), comment, name in it."""
        return frozenset(
            (os.path.abspath(name), directive, written)
            for name, comments in self._comments.items()
            if name != self.shown
            for directive, written in comments.used
        )

    def findings(self) -> Iterator[Finding]:
        """Yield the findings by path, position and code, with fingerprints that do not depend on row numbers."""
        if not self._kept:
            return
        from hashlib import blake2b

        texts = {id(finding): text for finding, text in self._kept}
        seen: dict[tuple[str, ...], int] = {}
        for finding in unique(finding for finding, _ in self._kept):
            path = self.path if finding.site.filename == self.shown else os.path.abspath(finding.site.filename)
            key = (finding.code, os.path.relpath(path, self.root).replace(os.sep, "/"), texts[id(finding)])
            seen[key] = seen.get(key, 0) + 1
            parts = "\0".join((*key, str(seen[key])))
            yield replace(finding, fingerprint=blake2b(parts.encode("utf-8", "replace"), digest_size=8).hexdigest())


def new_finding(code: str, message: str, site: Site) -> Finding:
    """Return a finding with what the catalogue says about its rule."""
    rule = RULES[code]
    return Finding(
        code, rule.name, rule.severity, "high", message, site, "", why=rule.reason, help=rule.advice, noqa_row=site.row
    )


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by path, position and code; of several with one code at one place the most confident."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(findings, key=lambda finding: -CONFIDENCES.index(finding.confidence)):
        kept.setdefault(_place(finding), finding)
    return sorted(kept.values(), key=_place)


def idle_comments(source: Source, comments: Suppressions, judged: Collection[str]) -> Iterator[tuple[Finding, str]]:
    """Yield a FIT002 finding, and what it is about, for each comment that silenced none of the rules ``judged``."""
    complete = by_profile("default") <= set(judged)
    for directive, names in comments.unused(judged, complete=complete):
        site = source.site(directive.row, directive.column, directive.row, directive.end_column)
        what = f" of {', '.join(names)}" if names else ""
        yield new_finding(IDLE, f"This suppression{what} silences nothing", site), f"{directive.form}{what}"


def comments_of(path: str) -> tuple[Source, Suppressions]:
    """Return another file that a reading rests on (absolute path) and the suppression comments in it. JSON has none."""
    try:
        text = "" if path.endswith(JSON_SUFFIXES) else read(path).decode("utf-8", "replace")
    except OSError:  # it went away after it was read for its values
        text = ""
    source = Source(path, text, "python" if path.endswith(".py") else "config")
    return source, scan(source) if text else NONE


def _place(finding: Finding) -> tuple[str, int, int, int, int, int, str]:
    site = finding.site
    return site.filename, site.cell or 0, site.row, site.column, site.end_row, site.end_column, finding.code
