"""Plain text that every report shares: cleaned strings, places, the order of findings and the closing sentence.

Nothing heavy is imported here, so that a run without findings, or in the ``concise`` format, stays fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from fitlint.finding import Finding, Site, Verdict
    from fitlint.tally import Tally

    class Run(Protocol):
        """What a report needs to know about a run."""

        @property
        def findings(self) -> Sequence[Finding]:
            """The findings to print."""

        @property
        def files(self) -> int:
            """How many files were looked at."""

        @property
        def suppressed(self) -> int:
            """How many findings comments, settings or cell tags silenced."""

        @property
        def failures(self) -> Sequence[object]:
            """The faults of fitlint itself, because of which something may not have been judged."""

        @property
        def tally(self) -> Tally:
            """What was judged, and what was not read."""


_NOT_READ = frozenset({"FIT001", "FIT003"})
_OPEN_ENDS = 3
_KEPT = "\0"  # a space at which no line is broken
VERDICTS: tuple[Verdict, ...] = ("confirmed", "inconclusive", "not-verifiable", "refuted")


_NAMED_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
# Printable by category, yet nothing is drawn: joiners, Hangul fillers, Khmer inherent vowels, variation selectors.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0").union(
    map(chr, range(0x180B, 0x1810)), map(chr, range(0xFE00, 0xFE0E)), map(chr, range(0xE0100, 0xE01F0))
)
# They only choose between a text and an emoji picture, and terminals disagree on the width of the result.
_PRESENTATION = frozenset("\ufe0e\ufe0f")


def clean_character(character: str) -> str:
    r"""Return one code point as it is safe to print.

    Control characters, bidirectional overrides, zero-width characters and lone surrogates come back as a visible escape
    such as ``\x1b``; the two emoji presentation selectors as nothing.
    """
    if character in _PRESENTATION:
        return ""
    if (character.isprintable() and character not in _INVISIBLE) or character in _SPACES:
        return character
    if character in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def clean(text: str) -> str:
    """Return ``text`` on one line and without anything that could steer a terminal; see :func:`clean_character`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(clean_character, text))


def clean_words(text: str) -> str:
    """Return ``text`` cleaned, with every run of white space, line breaks included, made one space."""
    return " ".join(map(clean, text.split()))


def place(site: Site) -> str:
    """Return ``path:row:column``, or ``notebook:cell N:row:column``, cleaned."""
    cell = "" if site.cell is None else f"cell {site.cell}:"
    return f"{path(site.filename)}:{cell}{site.row}:{site.column}"


def path(filename: str) -> str:
    """Return the cleaned name of a file as it may begin a line: ``::error::x.py`` would be a command to GitHub."""
    return clean(f"./{filename}" if filename.lstrip().startswith("::") else filename)


def harmless(text: str) -> str:
    """Return a printed text without lines that would be commands to GitHub, whatever they were wrapped from."""
    if "::" not in text:
        return text
    return "\n".join(_no_command(line) for line in text.split("\n"))


def _no_command(line: str) -> str:
    bare = line.lstrip()  # the lead of a related place has a third colon, and no command is called that
    return line.replace("::", "\\x3a:", 1) if bare.startswith("::") and not bare.startswith("::: ") else line


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by path, position and code."""
    return sorted(findings, key=_position)


def _position(finding: Finding) -> tuple[str, int, int, int, str]:
    site = finding.site
    return site.filename, site.cell or 0, site.row, site.column, finding.code


def counted(number: int, noun: str) -> str:
    """Return ``"1 file"`` or ``"3 files"``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join ``parts`` the way a sentence does: ``"a, b and c"``."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def summary(run: Run, width: int) -> str:
    """Return the closing sentences, in lines of at most ``width`` cells where words allow it.

    They say what was judged and what was not. That a file was read in part, or a cell left out, is nothing found.
    """
    if not run.files and not run.findings:
        return "No files to check."
    if all(finding.severity == "info" and finding.code in _NOT_READ for finding in run.findings):
        return _filled([_nothing_found(run)], width)
    severities = [finding.severity for finding in run.findings]
    counts = [(severities.count(level), level) for level in ("error", "warning", "info")]
    found = listed([counted(number, level) for number, level in counts if number])
    touched = len({finding.site.filename for finding in run.findings})
    where = counted(touched, "file") if run.files <= touched else f"{touched} of {counted(run.files, 'file')}"
    hidden = f" ({run.suppressed} suppressed)" if run.suppressed else ""
    worst = next(level for number, level in counts if number)
    code = next(finding.code for finding in ordered(run.findings) if finding.severity == worst)
    sentences = [f"Found {found} in {where}{hidden}."]
    open_ends = _open_ends(run)
    if open_ends:
        sentences.append(f"Not everything was judged: {'; '.join(open_ends)}.")
    if any(finding.verification is not None for finding in run.findings):
        sentences.append(tally(run.findings))
    return _filled([*sentences, f"`fitlint explain {clean(code)}` says more."], width)


def _nothing_found(run: Run) -> str:
    judged, open_ends = run.tally, _open_ends(run)
    hidden = f" ({counted(run.suppressed, 'finding')} suppressed)" if run.suppressed else ""
    unknown = ""
    if judged.unknown:
        verb = "is" if judged.unknown == 1 else "are"
        unknown = f"; {counted(judged.unknown, 'fact')} {verb} unknown, `fitlint{_KEPT}check{_KEPT}-v` lists them"
    if open_ends:
        untrained = "" if judged.trainings else "; no training was judged"
        return f"Nothing found in what could be read{hidden}: {'; '.join(open_ends)}{unknown}{untrained}."
    if not (judged.models or judged.trainings):
        return f"Nothing to judge in {counted(run.files, 'file')}{hidden}: no model, no training{unknown}."
    models, trainings = (
        counted(number, noun) if number else f"no {noun}"
        for number, noun in ((judged.models, "model"), (judged.trainings, "training"))
    )
    return f"Nothing found{hidden}: {models}, {trainings} judged by {counted(len(judged.rules), 'rule')}{unknown}."


def _open_ends(run: Run) -> list[str]:
    """Return what was not read or not judged, in fragments of a sentence."""
    unread = [clean_words(words) for words in run.tally.unread]
    if len(unread) > _OPEN_ENDS:
        unread = [*unread[: _OPEN_ENDS - 1], f"{len(unread) - _OPEN_ENDS + 1} more places"]
    return [*unread, "fitlint failed on a file"] if run.failures else unread


def _filled(sentences: Sequence[str], width: int) -> str:
    """Return sentences in lines of at most ``width`` cells: each whole in a line if it fits, else broken."""
    lines = [""]
    for sentence in sentences:
        for part in [sentence] if len(sentence) <= width else sentence.split():
            if lines[-1] and len(lines[-1]) + 1 + len(part) > width:
                lines.append(part)
            else:
                lines[-1] += f" {part}" if lines[-1] else part
    return "\n".join(lines).replace(_KEPT, " ")


def word(verdict: Verdict) -> str:
    """Return a verdict as it is written: ``not verifiable``."""
    return verdict.replace("-", " ")


def tally(findings: Iterable[Finding]) -> str:
    """Return how often each verdict was given: ``Verified: 3 confirmed, 1 refuted.``; empty when nothing was tested."""
    found = [finding.verification.verdict for finding in findings if finding.verification is not None]
    listed = ", ".join(f"{found.count(verdict)} {word(verdict)}" for verdict in VERDICTS if verdict in found)
    return f"Verified: {listed}." if listed else ""
