"""Comments that silence findings: ``# noqa``, ``# fitlint: ignore[...]`` and their forms for whole files.

A text without such words is searched once and left; only comments count, never the inside of a string.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from fitlint.source import Source

Form = Literal["noqa", "noqa-file", "ignore", "ignore-file"]

_WORDS = re.compile(r"noqa|fitlint\s*:", re.IGNORECASE)
# Compiled when a text has such words, which few have.
# E501, large-fixed-learning-rate, FIT; what goes on behind one is another word
_ITEM = r"(?:[A-Za-z]+[0-9]+|[A-Za-z]+(?:-[A-Za-z0-9]+)+|FIT)(?![\w-])"
_NOQA = rf"(?i)#\s*noqa(?![\w-])(?P<colon>\s*:\s*(?P<items>(?:{_ITEM})(?:[\s,]+(?:{_ITEM}))*)?)?"
_FLAKE8 = r"(?i)#\s*flake8\s*[:=]\s*noqa(?![\w-])(?P<colon>\s*:\s*(?P<items>[^#]*))?"
_FITLINT = r"(?i)#\s*fitlint\s*:\s*(?P<word>[A-Za-z-]*)\s*(?:\[(?P<items>[^\]]{0,500})\])?"

_PYTHON = r"""(?xsm)
    (?P<comment>\#[^\n]*)
    | \"{3}(?:\\.|(?!\"{3})[^\\])*(?:\"{3}|\\?\Z)
    | '{3}(?:\\.|(?!'{3})[^\\])*(?:'{3}|\\?\Z)
    | "(?:\\.|[^"\\\n])*(?:"|\\?$)
    | '(?:\\.|[^'\\\n])*(?:'|\\?$)"""
_CONFIG = r"""(?xm)
    (?:^|(?<=\s))(?P<comment>\#[^\n]*)
    | (?<![^\s\[{,:=(])(?:"(?:\\.|[^"\\\n])*(?:"|\\?$)|'[^'\n]*(?:'|$))"""


class Directive(NamedTuple):
    """A suppression comment.

    ``row``, ``column`` and ``end_column`` are its place in the text. ``target`` is the row it speaks of: its own, or
    the next row of code when it stands alone. ``names`` are the codes, beginnings of codes or rule names in it, as
    they are written; ``everything``: it has none and means all rules.
    """

    form: Form
    row: int
    column: int
    end_column: int
    target: int
    names: tuple[str, ...]
    everything: bool

    @property
    def whole_file(self) -> bool:
        """Whether it speaks of every row."""
        return self.form.endswith("-file")

    @property
    def shared(self) -> bool:
        """Whether other tools read it too."""
        return self.form.startswith("noqa")

    def silences(self, code: str, name: str) -> Iterator[str]:
        """Yield the names in this comment that stand for the rule; ``""`` when it means everything."""
        if self.everything:
            yield ""
        for written in self.names:
            upper = written.upper()
            if (upper.startswith("FIT") and code.startswith(upper)) or written.lower() == name:
                yield written


class Suppressions:
    """The suppression comments of one text, and which of them silenced something."""

    def __init__(self, directives: Iterable[Directive] = (), misspelt: Iterable[tuple[int, str]] = ()) -> None:
        self.directives = tuple(directives)
        self.misspelt = tuple(misspelt)
        self.used: set[tuple[Directive, str]] = set()
        self._everywhere = [directive for directive in self.directives if directive.whole_file]
        self._by_row: dict[int, list[Directive]] = {}
        for directive in self.directives:
            for row in () if directive.whole_file else {directive.row, directive.target}:
                self._by_row.setdefault(row, []).append(directive)

    def silence(self, code: str, name: str, rows: Collection[int], origins: Collection[int] = ()) -> bool:
        """Return whether a finding of the rule is silenced, and remember by what.

        ``rows`` are the rows of its span and the first and last row of its statement. On ``origins``, the rows of
        places that only explain it, a comment must name the rule.
        """
        if not self.directives:
            return False
        applying = [*self._everywhere, *(directive for row in rows for directive in self._by_row.get(row, ()))]
        named = (directive for row in origins for directive in self._by_row.get(row, ()))
        applying += (directive for directive in named if not directive.everything)
        hits = {(directive, written) for directive in applying for written in directive.silences(code, name)}
        self.used |= hits
        return bool(hits)

    def unused(self, judged: Collection[str], *, complete: bool) -> Iterator[tuple[Directive, list[str]]]:
        """Yield the comments that silenced nothing, with the names in them that are idle.

        Only names of rules in ``judged`` (codes) count, and names of no rule at all. A ``# fitlint: ignore`` for
        everything counts when the judgement was ``complete``; a bare ``# noqa`` never does, for other tools read it.
        """
        known: dict[str, bool | None] = {}
        for directive in self.directives:
            if directive.everything:
                if not directive.shared and complete and (directive, "") not in self.used:
                    yield directive, []
                continue
            idle = [
                written
                for written in directive.names
                if (directive, written) not in self.used and _is_judged(directive, written, judged, known)
            ]
            if idle:
                yield directive, idle


NONE = Suppressions()


def scan(source: Source) -> Suppressions:
    """Return the suppression comments of a script, a notebook or a configuration file."""
    if not _WORDS.search(source.text):
        return NONE
    text = "\n".join(source.lines)
    lexemes = re.finditer(_CONFIG if source.kind == "config" else _PYTHON, text)
    directives: list[Directive] = []
    misspelt: list[tuple[int, str]] = []
    following = _code_below(source.lines)
    row, seen = 1, 0
    for lexeme in lexemes:
        comment = lexeme["comment"]
        if comment is None or not _WORDS.search(comment):
            continue
        start = lexeme.start("comment")
        row += text.count("\n", seen, start)
        seen = start
        column = start - text.rfind("\n", 0, start)
        alone = not source.lines[row - 1][: column - 1].strip()
        for match, form in _matches(comment):
            if form is None:
                misspelt.append((row, match[0].strip()))
                continue
            place = (form, row, column + match.start(), column + match.start() + len(match[0].rstrip()))
            items = match["items"]
            if form == "noqa" and match["colon"] and not items:
                continue  # a colon with other words behind it silences nothing, as in ruff
            names = tuple(re.split(r"[\s,]+", items.strip())) if items and items.strip() else ()
            target = following[row] if alone and form == "ignore" else row
            directives.append(Directive(*place, target, names, items is None))
    return Suppressions(directives, misspelt)


def _matches(comment: str) -> Iterator[tuple[re.Match[str], Form | None]]:
    for match in re.finditer(_FITLINT, comment):
        word = match["word"].lower()
        yield match, "ignore" if word == "ignore" else "ignore-file" if word == "ignore-file" else None
    for match in re.finditer(_FLAKE8, comment):
        yield match, "noqa-file"
    for match in re.finditer(_NOQA, comment):
        yield match, "noqa"


def _code_below(lines: list[str]) -> list[int]:
    """Return, for each row (index 0 is unused), the next row that holds more than a comment; the row itself if none."""
    below = list(range(len(lines) + 1))
    found = 0
    for row in range(len(lines), 0, -1):
        below[row] = found or row
        text = lines[row - 1].strip()
        if text and not text.startswith("#"):
            found = row
    return below


def _is_judged(directive: Directive, written: str, judged: Collection[str], known: dict[str, bool | None]) -> bool:
    """Whether a name stands for rules that were all judged; ``known`` keeps the answers, None for no rule at all."""
    from fitlint.catalog import UnknownRule, resolve

    if written not in known:
        try:
            known[written] = resolve(written) <= set(judged)
        except UnknownRule:
            known[written] = None
    answer = known[written]
    # What is no rule belongs to another tool, unless it looks like one of ours.
    return not directive.shared or written.upper().startswith("FIT") if answer is None else answer
