"""Code frames: numbered source lines with carets below, cut to the terminal's width, aligned in every script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from fitlint.report.lines import GUTTER, wrap
from fitlint.report.text import clean_character

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fitlint.finding import Site

_TAB = 4
_CONTEXT = 1  # source lines shown above and below the finding itself
_NEAR = 3  # rows apart within which two places share a frame
_LEAD = 4  # cells kept in front of a span that is wider than the frame
_NARROWEST_LABEL = 30
_CUT = "…"


class Mark(NamedTuple):
    """A span to underline, and the words beside it. ``main`` is the finding itself, the others explain it."""

    site: Site
    label: str
    style: str
    main: bool = False

    @property
    def sign(self) -> str:
        """The character that underlines the span."""
        return "^" if self.main else "-"


@dataclass(slots=True)
class Frame:
    """The lines of one source that are shown together, and the spans marked in them."""

    rows: dict[int, str]
    marks: list[Mark]

    @property
    def site(self) -> Site:
        """The place the frame is about: that of its first mark."""
        return self.marks[0].site

    @property
    def last_row(self) -> int:
        """The highest row number shown, 0 when no source line is known."""
        return max(self.rows, default=0)

    def touches(self, other: Frame) -> bool:
        """Whether the two frames show neighbouring lines of the same source."""
        mine, others = self.site, other.site
        if (mine.filename, mine.cell) != (others.filename, others.cell) or not self.rows or not other.rows:
            return False
        return min(self.rows) <= max(other.rows) + _NEAR and min(other.rows) <= max(self.rows) + _NEAR

    def absorb(self, other: Frame) -> None:
        """Take over the lines and marks of ``other``, and the lines between the two where the source is known."""
        self.marks += other.marks
        rows = self.rows | other.rows
        between = {row: text for mark in self.marks for row, text in mark.site.context if min(rows) < row < max(rows)}
        self.rows = between | rows

    def lines(self, gutter: int, width: int) -> Iterator[Text]:
        """Yield the numbered lines with their marks.

        ``gutter`` is the width of the row numbers, ``width`` that of everything, both in cells.
        """
        room = width - gutter - 3
        texts, dedent = _dedented(self.rows, room)
        previous = 0
        for row, text in sorted(texts.items()):
            if previous and row > previous + 1:
                yield Text("...", GUTTER)
            previous = row
            marks = [mark for mark in self.marks if mark.site.row == row]
            yield from _row(row, text, marks, dedent, gutter, room)


def frames(marks: Sequence[Mark]) -> list[Frame]:
    """Group the marks into frames: those in neighbouring lines of one source share a frame, in the order given."""
    found: list[Frame] = []
    for mark in marks:
        frame = Frame(_rows(mark), [mark])
        home = next((other for other in found if other.touches(frame)), None)
        if home is None:
            found.append(frame)
        else:
            home.absorb(frame)
    return found


def rail(gutter: int) -> Text:
    """Return an empty line of the frame: the bar alone."""
    return Text.assemble(" " * (gutter + 1), ("|", GUTTER))


def _rows(mark: Mark) -> dict[int, str]:
    around = _CONTEXT if mark.main else 0
    first, last = mark.site.row - around, mark.site.row + around
    rows = {row: text for row, text in mark.site.context if first <= row <= last}
    if mark.site.row not in rows:
        return {}
    for row in (first, last):  # an empty line at the edge says nothing
        if row != mark.site.row and not rows.get(row, " ").strip():
            rows.pop(row, None)
    return rows


def _dedented(rows: dict[int, str], room: int) -> tuple[dict[int, str], int]:
    """Take the common indentation off when some line is too long, and say how many characters that were."""
    texts = [text for text in rows.values() if text.strip()]
    if all(_View(text, 0, 0, room).whole for text in texts):
        return rows, 0
    dedent = _common([text[: len(text) - len(text.lstrip(" \t"))] for text in texts])
    return {row: text[dedent:] for row, text in rows.items()}, dedent


def _common(prefixes: Sequence[str]) -> int:
    """Return how many characters all the strings begin with in common."""
    low, high = min(prefixes), max(prefixes)
    return next((i for i, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))


def _row(row: int, text: str, marks: Sequence[Mark], dedent: int, gutter: int, room: int) -> Iterator[Text]:
    spans = [_span(mark.site, text, dedent) for mark in marks]
    view = _View(text, *(spans[0] if spans else (0, 0)), room)
    yield Text.assemble((f"{row:>{gutter}} | ", GUTTER), view.text)
    for mark, (start, end) in zip(marks, spans, strict=True):
        left = min(view.cell(start), room - 1)
        yield from _underline(mark, left, max(1, view.cell(end) - left), gutter, room)


def _span(site: Site, text: str, dedent: int) -> tuple[int, int]:
    """Return the marked slice of the line; a span over several lines is marked up to the end of its first one."""
    end = len(text.rstrip()) if site.end_row > site.row else site.end_column - 1 - dedent
    start = min(max(site.column - 1 - dedent, 0), len(text))
    return start, max(start, min(end, len(text)))


def _underline(mark: Mark, left: int, length: int, gutter: int, room: int) -> Iterator[Text]:
    """Yield the carets with the label beside them, or below them when there is no room."""
    line = rail(gutter).append(" " * (left + 1)).append(mark.sign * length, mark.style)
    label_cells = cell_len(mark.label)
    if left + length + 1 + label_cells <= room:
        yield line.append(f" {mark.label}" if mark.label else "", mark.style)
        return
    yield line
    indent = left if room - left >= min(label_cells, _NARROWEST_LABEL) else max(0, room - label_cells)
    for part in wrap(mark.label, room - indent):
        yield rail(gutter).append(" " * (indent + 1)).append(part, mark.style)


class _View:
    """One source line as it is printed: tabs expanded, escapes visible, and cut to ``room`` cells around a span.

    ``start`` and ``end`` are the span's indexes into ``text``. ``whole`` is False when something was cut off.
    """

    __slots__ = ("_edges", "_first", "_room", "_skipped", "text", "whole")

    def __init__(self, text: str, start: int, end: int, room: int) -> None:
        self._room = room
        self._first, last = 0, len(text)
        if (
            last > 4 * room
        ):  # what is more than a frame away is never seen, and a line of a megabyte not worth measuring
            self._first, last = max(0, start - room), min(last, start + 2 * room)
        parts, self._edges = _measured(text[self._first : last])
        self.whole = self._edges[-1] <= room and last - self._first == len(text)
        self._skipped = 0 if self.whole else self._left(start, end)
        self.text = "".join(parts) if self.whole else self._cut(parts, open_end=last < len(text))

    def cell(self, index: int) -> int:
        """Return the cell where the character ``index`` of the line is drawn, kept inside the frame."""
        near = min(max(index - self._first, 0), len(self._edges) - 1)
        return min(max(self._edges[near] - self._skipped, 0), self._room)

    def _left(self, start: int, end: int) -> int:
        """Return how many cells to cut off on the left, so that the span is seen with some code on both sides."""
        last = len(self._edges) - 1
        left, right = self._edges[min(start - self._first, last)], self._edges[min(end - self._first, last)]
        if not self._first and right < self._room:
            return 0
        margin = max(_LEAD, (self._room - (right - left)) // 2)
        return max(0, min(left - margin, self._edges[-1] - self._room))

    def _cut(self, parts: Sequence[str], *, open_end: bool) -> str:
        edges, skipped = self._edges, self._skipped
        more = open_end or edges[-1] > skipped + self._room
        first, last = skipped + (1 if skipped else 0), skipped + self._room - (1 if more else 0)
        shown = [i for i in range(len(parts)) if first <= edges[i] and edges[i + 1] <= last]
        # A wide character may straddle the cut: blanks take the place of its visible half.
        lead = _CUT.ljust(edges[shown[0]] - skipped) if skipped else ""
        return lead + "".join(parts[i] for i in shown) + (_CUT if more else "")


def _measured(text: str) -> tuple[list[str], list[int]]:
    """Return what is printed for each character, and the cell where each starts, followed by the total."""
    parts: list[str] = []
    edges = [0]
    for character in text:
        part = " " * (_TAB - edges[-1] % _TAB) if character == "\t" else clean_character(character)
        parts.append(part)
        edges.append(edges[-1] + (1 if part == character and character.isascii() else cell_len(part)))
    return parts, edges
