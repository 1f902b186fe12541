"""INI files as ``configparser.ConfigParser`` reads them before interpolation, with positions.

Own code because ``configparser`` tells no positions and its patterns take quadratic time on a long line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitlint.reader.configs.entry import Entry, Key, Ledger, Refused

if TYPE_CHECKING:
    from fitlint.program import Span

_DEFAULT: Final = "DEFAULT"


def parse(text: str) -> Entry:
    """Read sections into a mapping of mappings of strings.

    Option names are in lower case and every section also holds what ``[DEFAULT]`` declares, as with ``configparser``;
    values that hold ``%`` stay as written. Raises :class:`Refused` for what ``configparser`` refuses: options without
    section, lines without delimiter, a section or option written twice.
    """
    reader = _Reader(text)
    at = 0
    for line in text.split("\n"):
        reader.take(at, line)
        at += len(line) + 1
    return reader.document()


@dataclass(slots=True)
class _Option:
    """One option while its lines are collected. ``start`` and ``end`` are the offsets of its value so far."""

    key: Span
    lines: list[str]
    start: int
    end: int

    def extend(self, piece: str, at: int) -> None:
        """Add one continuation line that starts at an offset."""
        if self.start == self.end:
            self.start = at
        self.lines.append(piece)
        self.end = at + len(piece)


@dataclass(slots=True)
class _Section:
    """One section: the places of its name and header, and its options."""

    key: Span
    span: Span
    options: dict[str, _Option]


class _Reader:
    """Takes the lines of one file in turn."""

    def __init__(self, text: str) -> None:
        self._ledger = Ledger(text)
        self._length = len(text)
        self._sections: dict[str, _Section] = {}
        self._section: _Section | None = None
        self._option: _Option | None = None
        self._indent = 0

    def take(self, at: int, line: str) -> None:
        """Take the line that starts at an offset."""
        piece = line.strip()
        if piece.startswith(("#", ";")):
            return
        if not piece:
            if self._option is not None:
                self._option.lines.append("")
            return
        indent = len(line) - len(line.lstrip())
        if self._option is not None and indent > self._indent:
            self._option.extend(piece, at + indent)
            return
        self._indent = indent
        header_end = piece.rfind("]")
        if piece.startswith("[") and header_end > 1:
            self._begin(piece[1:header_end], at + indent)
        else:
            self._declare(piece, at + indent)

    def _begin(self, name: str, at: int) -> None:
        key = self._ledger.span(at + 1, at + 1 + len(name))
        if name not in self._sections:
            self._sections[name] = _Section(key, self._ledger.span(at, at + len(name) + 2), {})
        elif name != _DEFAULT:
            raise Refused("the section stands there twice", key.row)
        self._section = self._sections[name]
        self._option = None

    def _declare(self, piece: str, at: int) -> None:
        if self._section is None:
            raise self._ledger.refused("the first option stands before any [section]", at)
        delimiter = min((place for place in (piece.find("="), piece.find(":")) if place >= 0), default=0)
        written = piece[:delimiter].rstrip()
        if not written:
            raise self._ledger.refused("the line is no option (name = value)", at)
        name = written.lower()
        if name in self._section.options:
            raise self._ledger.refused("the option stands in its section twice", at)
        value = piece[delimiter + 1 :].lstrip()
        end = at + len(piece)
        self._option = _Option(self._ledger.span(at, at + len(written)), [value], end - len(value), end)
        self._section.options[name] = self._option

    def document(self) -> Entry:
        """Return the file, once every line was taken."""
        own: dict[str, dict[Key, Entry]] = {
            name: {option: self._entry(collected) for option, collected in section.options.items()}
            for name, section in self._sections.items()
        }
        defaults = own.get(_DEFAULT, {})
        sections: dict[Key, Entry] = {}
        for name, section in self._sections.items():
            self._ledger.spend(len(defaults))
            sections[name] = self._ledger.entry(defaults | own[name], section.span, section.key)
        return self._ledger.entry(sections, self._ledger.span(0, self._length))

    def _entry(self, option: _Option) -> Entry:
        value = "\n".join(option.lines).rstrip()
        note = (
            "configparser replaces what % marks when the script asks; this is the text as written"
            if "%" in value
            else ""
        )
        return self._ledger.entry(value, self._ledger.span(option.start, option.end), option.key, note)
