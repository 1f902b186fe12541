"""What a configuration file becomes: values that know where they are written, and the limits every format obeys."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitlint.program import Span

if TYPE_CHECKING:
    from typing import TypeAlias

    from fitlint.program import Scalar

    Value: TypeAlias = "Scalar | dict[Key, Entry] | list[Entry] | UnknownValue"

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 100
MAX_NODES: Final = 100_000
MAX_DIGITS: Final = 4_300  # Python's own limit for turning decimal text into an int
MAX_INT_BITS: Final = 1_024  # the largest ints that still turn into a float

Key = str | int | float | bool | None


class Refused(Exception):  # noqa: N818
    """A configuration file or text that is not read.

    ``reason`` is one clause without a full stop, fit to follow "because"; ``row`` is the 1-based row it is about,
    when there is one.
    """

    def __init__(self, what: str, row: int | None = None, name: str = "") -> None:
        self.what = what
        self.row = row
        place = ", ".join(part for part in (name, f"row {row}" if row else "") if part)
        self.reason = f"{place}: {what}" if place else what
        super().__init__(self.reason)


class UnknownValue:
    """The type of :data:`UNKNOWN_VALUE`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN_VALUE"


UNKNOWN_VALUE: Final = UnknownValue()
"""Stands for what only the script can make of a value: a custom tag, bytes, a number beyond every float."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One value of a configuration file.

    ``value`` is what the usual loader returns (``yaml.safe_load``, ``json.load``, ``tomllib.load``, ``configparser``),
    with entries inside containers; dates stay text. ``span`` is where the value is written, for an alias or a merged
    entry the place of its definition. ``key`` is the place of its key when it stands in a mapping. ``note`` says what
    may surprise: "YAML 1.1 reads 1e-3 as a string; write 1.0e-3".
    """

    value: Value
    span: Span
    key: Span | None = None
    note: str = ""


def plain(entry: Entry) -> object:
    """Return the plain Python value, with :data:`UNKNOWN_VALUE` where it is not known."""
    value = entry.value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


class Ledger:
    """Makes the entries of one text: looks up places and counts, so that no text grows past :data:`MAX_NODES` values.

    Places come in as 0-based offsets into ``text``, whose lines end with a line feed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spent = 0
        self._starts = [0]
        end = text.find("\n")
        while end >= 0:
            self._starts.append(end + 1)
            end = text.find("\n", end + 1)

    def row(self, offset: int) -> int:
        """Return the 1-based row of an offset."""
        return bisect_right(self._starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``."""
        row, end_row = self.row(start), self.row(end)
        return Span(row, start - self._starts[row - 1] + 1, end_row, end - self._starts[end_row - 1] + 1)

    def refused(self, what: str, offset: int) -> Refused:
        """Make the exception that refuses the text because of what stands at ``offset``."""
        return Refused(what, self.row(offset))

    def spend(self, nodes: int = 1, what: str = f"it holds more than {MAX_NODES:,} values") -> None:
        """Count values. Raises :class:`Refused` beyond :data:`MAX_NODES`."""
        self.spent += nodes
        if self.spent > MAX_NODES:
            raise Refused(what)

    def entry(self, value: Value, span: Span, key: Span | None = None, note: str = "") -> Entry:
        """Make and count one entry, as :func:`settled` makes it."""
        self.spend()
        return settled(value, span, key, note)


def settled(value: Value, span: Span, key: Span | None = None, note: str = "") -> Entry:
    """Make one entry. A whole number too large for every float becomes unknown: arithmetic on it would fail."""
    if isinstance(value, int) and value.bit_length() > MAX_INT_BITS:
        return Entry(UNKNOWN_VALUE, span, key, f"a whole number of more than {MAX_INT_BITS:,} bits")
    return Entry(value, span, key, note)
