"""The ``full`` format: each finding with its source, carets, related places, why it matters and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from fitlint.report.frame import Frame, Mark, frames, rail
from fitlint.report.lines import BAD, GOOD, GUTTER, HELP, LEVEL, QUIET, STRONG, UNSURE, WIDEST_PROSE, hanging, written
from fitlint.report.text import clean, clean_words, ordered, place
from fitlint.report.verdict import circumstances, headline, mark, sparks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.finding import Finding, Verdict

_STYLE: dict[Verdict, str] = {"confirmed": BAD, "refuted": GOOD, "inconclusive": UNSURE, "not-verifiable": QUIET}


def render(findings: Iterable[Finding], color: bool, width: int) -> str:
    """Return the findings for people to read, with an empty line after each.

    ``width`` is the number of cells a line may take. The reason of a rule is printed with its first finding only.
    """
    lines: list[Text] = []
    explained: set[str] = set()
    for finding in ordered(findings):
        lines += _finding(finding, width, reason=finding.code not in explained)
        lines.append(Text())
        explained.add(finding.code)
    return written(lines, color)


def _finding(finding: Finding, width: int, *, reason: bool) -> Iterator[Text]:
    prose = min(width, WIDEST_PROSE)
    title = Text.assemble((f"{finding.severity}[{clean(finding.code)}]", LEVEL[finding.severity]), (": ", STRONG))
    yield from hanging(title, clean_words(finding.message) + mark(finding), prose, STRONG)
    shown = frames(_marks(finding))
    gutter = max(1, *(len(str(frame.last_row)) for frame in shown))
    for frame in shown:
        yield from _frame(frame, gutter, width, first=frame is shown[0])
    notes = list(_notes(finding, framed=bool(shown[0].rows), reason=reason))
    if any(frame.rows for frame in shown) and notes:
        yield rail(gutter)
    for name, text, style in notes:
        lead = Text.assemble(" " * (gutter + 1), ("= ", GUTTER), (f"{name}:", style), " ")
        yield from hanging(lead, text, prose)
    yield from _verdict(finding, gutter, prose)


def _verdict(finding: Finding, gutter: int, prose: int) -> Iterator[Text]:
    """Yield the verdict, how as written and the fix went, and the circumstances."""
    found = finding.verification
    if found is None:
        return
    lead = Text.assemble(" " * (gutter + 1), ("= ", GUTTER), ("verify:", _STYLE[found.verdict]), " ")
    indent = " " * lead.cell_len
    yield from hanging(lead, headline(found), prose)
    drawn = list(sparks(found))
    named = max((len(name) for name, _ in drawn), default=0)
    for name, line in drawn:
        yield Text.assemble(indent, (f"{clean(name):<{named}}  ", QUIET), line)
    about = circumstances(found)
    if about:
        yield from hanging(Text(indent), f"({about})", prose, QUIET)


def _marks(finding: Finding) -> list[Mark]:
    marks = [Mark(finding.site, clean_words(finding.label), LEVEL[finding.severity], main=True)]
    return marks + [Mark(related.site, clean_words(related.message), GUTTER) for related in finding.related]


def _frame(frame: Frame, gutter: int, width: int, *, first: bool) -> Iterator[Text]:
    if not first:
        yield rail(gutter)
    arrow = Text.assemble(" " * gutter, ("--> " if first else "::: ", GUTTER), place(frame.site))
    if frame.rows:
        yield arrow
        yield rail(gutter)
        yield from frame.lines(gutter, width)
    elif first:
        yield arrow
    else:
        yield arrow.append(f" {frame.marks[0].label}", GUTTER)


def _notes(finding: Finding, *, framed: bool, reason: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the name, text and style of each note below the source."""
    if finding.label and not framed:
        yield "note", clean_words(finding.label), STRONG
    if finding.why and reason:
        yield "why", clean_words(finding.why.split("\n\n", 1)[0]), STRONG
    if finding.help:
        yield "help", clean_words(finding.help), HELP
    if finding.confidence != "high":
        yield "confidence", finding.confidence, QUIET
