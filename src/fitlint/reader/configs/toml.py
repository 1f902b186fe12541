"""TOML with positions: values from ``tomllib``, places from an own scan of the same text.

The scan goes first. It knows the shape of TOML only (keys, strings, brackets) and refuses what would take ``tomllib``
too deep or too long: nested brackets, endless dotted keys, endless numbers.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from fitlint.reader.configs.entry import MAX_DEPTH, MAX_DIGITS, Entry, Key, Ledger, Refused, settled

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_MAX_PARTS: Final = 30  # of one dotted key: tomllib takes quadratic time
_BLANK: Final = re.compile(r"[ \t]*")
_SPACE: Final = re.compile(r"[ \t\n]*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^\n,#\[\]{}]+")
_STOPS: Final = {
    '"""': re.compile(r'\\[\s\S]|"{3,5}'),
    "'''": re.compile(r"'{3,5}"),
    '"': re.compile(r'\\.|["\n]'),
    "'": re.compile(r"['\n]"),
}
"""What ends or interrupts a string, by its opening quotes; longer quotes first."""
_LOCATION: Final = re.compile(r" \(at line (\d+), column \d+\)$")


def parse(text: str) -> Entry:
    """Read one TOML document whose lines end with a line feed; dates stay text. Raises :class:`Refused`."""
    scan = _Scan(text)
    try:
        place = scan.document()
        values = tomllib.loads(text)
        return scan.entry(values, place)
    except tomllib.TOMLDecodeError as error:
        location = _LOCATION.search(str(error))
        what = f"it is not valid TOML ({_LOCATION.sub('', str(error))[:100]})"
        raise Refused(what, int(location.group(1)) if location else None) from error


class _Part(NamedTuple):
    """One part of a dotted key, and its offsets."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Place:
    """Where a value and its key are written, as offsets, and the places inside it."""

    start: int
    end: int
    key: _Part | None = None
    keys: dict[str, _Place] = field(default_factory=dict)
    items: list[_Place] = field(default_factory=list)


class _Scan:
    """One pass over a document. It may accept what is not TOML, since ``tomllib`` reads the same text afterwards."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ledger = Ledger(text)

    def document(self) -> _Place:
        """Find the places of the whole document. Raises :class:`Refused` where it is no TOML or passes a limit."""
        root = table = _Place(0, len(self._text))
        depth = 1
        at = self._gap(0)
        while at < len(self._text):
            if self._text.startswith("[", at):
                table, depth, at = self._header(at, root)
            else:
                at = self._pair(at, table, depth)
            at = self._gap(at)
        return root

    def entry(self, value: object, place: _Place) -> Entry:
        """Make the entry of a value that ``tomllib`` read at a place."""
        span = self._ledger.span(place.start, place.end)
        key = self._ledger.span(place.key.start, place.key.end) if place.key else None
        if isinstance(value, dict):
            keys: dict[Key, Entry] = {
                name: self.entry(item, place.keys.get(name, place)) for name, item in value.items()
            }
            return settled(keys, span, key)
        if isinstance(value, list):
            return settled([self.entry(*pair) for pair in zip(value, place.items, strict=False)], span, key)
        if isinstance(value, (str, int, float)):
            return settled(value, span, key)
        written = self._text[place.start : place.end]
        return settled(written, span, key, f"TOML reads {written} as a date or time")

    def _gap(self, at: int) -> int:
        """Return the offset behind white space, line ends and comments."""
        at = self._past(_SPACE, at)
        while self._text.startswith("#", at):
            end = self._text.find("\n", at)
            at = self._past(_SPACE, end) if end >= 0 else len(self._text)
        return at

    def _past(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self._text, at)
        return match.end() if match else at

    def _expected(self, what: str, at: int) -> Refused:
        column = self._ledger.span(at, at).column
        return self._ledger.refused(f"it is not valid TOML ({what} is expected in column {column})", at)

    def _header(self, at: int, root: _Place) -> tuple[_Place, int, int]:
        """Read a ``[table]`` or ``[[array]]`` header.

        Returns the table that the next pairs belong to, its depth, and the offset behind the header.
        """
        brackets = 2 if self._text.startswith("[[", at) else 1
        parts, end = self._key(at + brackets)
        if not self._text.startswith("]" * brackets, end):
            raise self._expected("]" * brackets, end)
        end += brackets
        table = self._descend(root, parts[:-1], at, end)
        last = parts[-1]
        if brackets == 2:
            array = table.keys.setdefault(last.name, self._place(at, end, last))
            array.items.append(self._place(at, end, last))
            return array.items[-1], len(parts) + 2, end
        table = table.keys.setdefault(last.name, self._place(at, end, last))
        table.start, table.end, table.key = at, end, last
        return table, len(parts) + 1, end

    def _descend(self, table: _Place, parts: list[_Part], start: int, end: int) -> _Place:
        """Find or make the table behind the leading parts of a key; in an array of tables that is the last one."""
        for part in parts:
            inner = table.keys.get(part.name)
            if inner is None:
                inner = table.keys[part.name] = self._place(start, end, part)
            table = inner.items[-1] if inner.items else inner
        return table

    def _pair(self, at: int, table: _Place, depth: int) -> int:
        """Read a ``key = value`` pair of a table; return the offset behind it."""
        parts, end = self._key(at)
        if not self._text.startswith("=", end):
            raise self._expected("=", end)
        place = self._value(self._past(_BLANK, end + 1), depth + len(parts) - 1, parts[-1])
        self._descend(table, parts[:-1], at, place.end).keys[parts[-1].name] = place
        return place.end

    def _key(self, at: int) -> tuple[list[_Part], int]:
        """Read a dotted key; return it and the offset behind it and the blanks that follow."""
        parts: list[_Part] = []
        while True:
            at = self._past(_BLANK, at)
            quote = self._text[at : at + 1]
            end = self._string_end(at, quote) if quote in ("'", '"') else self._past(_BARE, at)
            if end == at:
                raise self._expected("a key", at)
            written = self._text[at:end]
            name = written
            if "\\" in written and quote == '"':
                name = next(iter(tomllib.loads(f"{written}=0")))
            elif quote in ("'", '"'):
                name = written[1:-1]
            parts.append(_Part(name, at, end))
            if len(parts) > _MAX_PARTS:
                raise self._ledger.refused(f"a key of more than {_MAX_PARTS} parts is not read", at)
            at = self._past(_BLANK, end)
            if not self._text.startswith(".", at):
                return parts, at
            at += 1

    def _value(self, at: int, depth: int, key: _Part | None) -> _Place:
        nests = self._text.startswith(("[", "{"), at)
        if depth + nests > MAX_DEPTH:
            raise self._ledger.refused(f"it nests more than {MAX_DEPTH} levels deep", at)
        place = self._place(at, at, key)
        if nests:
            place.end = self._collection(place, depth)
            return place
        quote = next((quote for quote in _STOPS if self._text.startswith(quote, at)), "")
        if quote:
            place.end = self._string_end(at, quote)
            return place
        match = _SCALAR.match(self._text, at)
        if match is None:
            raise self._expected("a value", at)
        written = match.group().rstrip()
        if len(written) > MAX_DIGITS:
            raise self._ledger.refused(f"a value of more than {MAX_DIGITS:,} characters without quotes is not read", at)
        place.end = at + len(written)
        return place

    def _collection(self, place: _Place, depth: int) -> int:
        """Read the array or inline table that starts at a place into it; return the offset behind it."""
        closing = "]" if self._text.startswith("[", place.start) else "}"
        at = self._gap(place.start + 1)
        while not self._text.startswith(closing, at):
            if closing == "}":
                at = self._pair(at, place, depth + 1)
            else:
                item = self._value(at, depth + 1, None)
                place.items.append(item)
                at = item.end
            at = self._gap(at)
            if self._text.startswith(",", at):
                at = self._gap(at + 1)
            elif not self._text.startswith(closing, at):
                raise self._expected(f"a comma or {closing}", at)
        return at + 1

    def _string_end(self, at: int, quote: str) -> int:
        """Return the offset behind the string that opens with ``quote`` at an offset."""
        end = at + len(quote)
        while match := _STOPS[quote].search(self._text, end):
            end = match.end()
            if match.group().startswith(quote):
                return end
            if match.group() == "\n":
                break
        raise self._expected("the end of the string", at)

    def _place(self, start: int, end: int, key: _Part | None) -> _Place:
        self._ledger.spend()
        return _Place(start, end, key)
