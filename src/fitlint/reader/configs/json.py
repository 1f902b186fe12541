"""JSON as ``json.load`` reads it, with positions: a small scanner that leaves strings to the standard library."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Final

from fitlint.reader.configs.entry import MAX_DEPTH, MAX_DIGITS, Entry, Key, Ledger, Refused

if TYPE_CHECKING:
    from fitlint.program import Scalar, Span

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_SPACE_AND_COMMENTS: Final = re.compile(r"(?:[ \t\n\r]|//[^\n]*|\#[^\n]*|/\*(?s:.*?)\*/)*")
_NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: Final[dict[str, Scalar]] = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}


def parse(text: str) -> Entry:
    """Read one JSON value; of equal keys the last counts. Raises :class:`Refused`."""
    return _parsed(_Scanner(text))


def parse_with_comments(text: str) -> Entry:
    """Read one JSON value among comments, a comma behind the last element allowed. Raises :class:`Refused`."""
    return _parsed(_Scanner(text, comments=True))


def _parsed(scanner: _Scanner) -> Entry:
    try:
        entry, end = scanner.value(scanner.skip(0), None, 0)
    except JSONDecodeError as error:
        raise Refused(f"it is not valid JSON ({error.msg})", error.lineno) from error
    end = scanner.skip(end)
    if end < len(scanner.text):
        raise scanner.expected("the end of the file", end)
    return entry


class _Scanner:
    """Reads values at offsets of one text."""

    def __init__(self, text: str, *, comments: bool = False) -> None:
        self.text = text
        self._comments = comments
        self._space = _SPACE_AND_COMMENTS if comments else _SPACE
        self._ledger = Ledger(text)
        self._decoder = JSONDecoder()

    def skip(self, at: int) -> int:
        """Return the offset behind white space, and behind comments where they are allowed."""
        match = self._space.match(self.text, at)
        return match.end() if match else at

    def expected(self, what: str, at: int) -> Refused:
        """Make the exception for something else than ``what`` at an offset."""
        return self._ledger.refused(
            f"it is not valid JSON ({what} is expected in column {self._ledger.span(at, at).column})", at
        )

    def value(self, at: int, key: Span | None, depth: int) -> tuple[Entry, int]:
        """Read the value at an offset; return it and the offset behind it."""
        first = self.text[at : at + 1]
        value: Scalar | dict[Key, Entry] | list[Entry]
        if first in ("{", "["):
            if depth >= MAX_DEPTH:
                raise self._ledger.refused(f"it nests more than {MAX_DEPTH} levels deep", at)
            value, end = self._object(at + 1, depth + 1) if first == "{" else self._array(at + 1, depth + 1)
        elif first == '"':
            value, end = self._decoder.raw_decode(self.text, at)
        else:
            value, end = self._word(at)
        return self._ledger.entry(value, self._ledger.span(at, end), key), end

    def _object(self, at: int, depth: int) -> tuple[dict[Key, Entry], int]:
        entries: dict[Key, Entry] = {}
        at = self.skip(at)
        if self.text.startswith("}", at):
            return entries, at + 1
        while True:
            if not self.text.startswith('"', at):
                raise self.expected("a key in double quotes", at)
            name, end = self._decoder.raw_decode(self.text, at)
            colon = self.skip(end)
            if not self.text.startswith(":", colon):
                raise self.expected("a colon", colon)
            entries[name], end = self.value(self.skip(colon + 1), self._ledger.span(at, end), depth)
            at = self.skip(end)
            if self.text.startswith("}", at):
                return entries, at + 1
            at = self._after_comma(at, "}")
            if self._comments and self.text.startswith("}", at):
                return entries, at + 1

    def _array(self, at: int, depth: int) -> tuple[list[Entry], int]:
        entries: list[Entry] = []
        at = self.skip(at)
        if self.text.startswith("]", at):
            return entries, at + 1
        while True:
            entry, end = self.value(at, None, depth)
            entries.append(entry)
            at = self.skip(end)
            if self.text.startswith("]", at):
                return entries, at + 1
            at = self._after_comma(at, "]")
            if self._comments and self.text.startswith("]", at):
                return entries, at + 1

    def _after_comma(self, at: int, closing: str) -> int:
        if not self.text.startswith(",", at):
            raise self.expected(f"a comma or {closing}", at)
        return self.skip(at + 1)

    def _word(self, at: int) -> tuple[Scalar, int]:
        match = _NUMBER.match(self.text, at)
        if match is None:
            for word, value in _WORDS.items():
                if self.text.startswith(word, at):
                    return value, at + len(word)
            raise self.expected("a value", at)
        whole, fraction, exponent = match.groups(default="")
        if fraction or exponent:
            return float(match.group()), match.end()
        if len(whole.lstrip("-")) > MAX_DIGITS:
            raise self._ledger.refused(f"a number of more than {MAX_DIGITS:,} digits is not read", at)
        return int(whole), match.end()
