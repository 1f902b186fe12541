"""Syntax in, training program out: the only rooms that know LibCST.

:func:`read` runs a script abstractly (nothing of it is executed) and returns a :class:`Reading`: the typed program, and
the way back from its anchors to rows and columns, which are looked up only when something is printed there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fitlint.ceiling import OutOfTime, relax, spent
from fitlint.finding import Site
from fitlint.program import Anchor, Program, Span
from fitlint.reader.build import build, unbuilt
from fitlint.reader.entry import run_module
from fitlint.reader.parse import Parsed, Unreadable, ensure_python, parse
from fitlint.reader.positions import Extent, locate, normalized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fitlint.program import Data, Recipe
    from fitlint.reader.run import Run
    from fitlint.source import Project, Source

__all__ = ["Reading", "Unreadable", "read"]

# Deep networks are deep call chains; CPython's default of 1,000 frames ends inside a ResNet builder.
RECURSION_LIMIT = 6_000


class Reading:
    """A script as it was understood.

    ``configs`` and ``modules`` are the configuration files and the other files of the project (absolute paths) that
    the reading rests on; ``entered`` the functions of those files that the script runs, as pairs of path and name.
    """

    def __init__(self, source: Source, parsed: Parsed, program: Program, root: str, run: Run) -> None:
        self.source = source
        self.program = program
        self.root = root
        self.configs = tuple(loaded.path for loaded in run.loaded.values())
        self.modules = tuple(path for path in run.files if path not in source.written)
        entered = run.entered_elsewhere() if not program.partial else ()
        self.entered = frozenset((path, name) for path, name in entered if path not in source.written)
        self._parsed = {source.filename: parsed}
        self._parsed.update((file.filename, file.parsed) for file in run.files.values() if file.parsed is not None)
        self._sources = {source.filename: source}
        self._sources.update(
            (f.filename, source.written[f.path]) for f in run.files.values() if f.path in source.written
        )
        self._paths = {file.filename: file.path for file in run.files.values()}
        self._paths.update((loaded.filename, loaded.path) for loaded in run.loaded.values())
        self._extents: dict[int, Extent] = {}
        self._config_lines: dict[str, list[str]] = {}
        self._run = run

    def recipe(self, data: Data) -> Recipe:
        """How the data of a training come about. Raises :class:`fitlint.program.Unclear` when that is not known."""
        from fitlint.reader.recipes import Recipes

        return Recipes(self._run).of(data.handle)

    def prefetch(self, anchors: Iterable[Anchor]) -> None:
        """Look up many anchors in one pass over each file."""
        wanted: dict[str, list[object]] = {}
        for anchor in anchors:
            if not isinstance(anchor.node, Span) and id(anchor.node) not in self._extents:
                wanted.setdefault(anchor.filename, []).append(anchor.node)
        for filename, nodes in wanted.items():
            if filename in self._parsed:
                self._extents.update(locate(self._parsed[filename], nodes))

    def extent(self, anchor: Anchor) -> Extent | None:
        """Where an anchor stands in the text that was parsed."""
        self.prefetch((anchor,))
        return self._extents.get(id(anchor.node))

    def site(self, anchor: Anchor) -> Site:
        """The place of an anchor, with the source lines around it."""
        if isinstance(anchor.node, Span):
            return self._config_site(anchor.filename, anchor.node)
        source, extent = self.source_of(anchor), self.extent(anchor)
        if extent is None:
            return source.site(1, 1, 1, 1)
        return source.site(extent.row, extent.column, extent.end_row, extent.end_column)

    def statement_rows(self, anchor: Anchor) -> tuple[int, int]:
        """First and last row of the statement around an anchor."""
        extent = None if isinstance(anchor.node, Span) else self.extent(anchor)
        return (1, 1) if extent is None else (extent.first_row, extent.last_row)

    def symbol(self, anchor: Anchor) -> str:
        """The dotted name of the function or class around an anchor."""
        extent = None if isinstance(anchor.node, Span) else self.extent(anchor)
        return "" if extent is None else extent.symbol

    def fingerprint_text(self, anchor: Anchor) -> str:
        """The text at an anchor, without what reformatting changes."""
        if isinstance(anchor.node, Span):
            site = self._config_site(anchor.filename, anchor.node)
            return "".join("".join(text.split()) for row, text in site.context if row == site.row)
        parsed = self._parsed.get(anchor.filename)
        return "" if parsed is None else normalized(parsed, anchor.node)

    def source_of(self, anchor: Anchor) -> Source:
        """The text an anchor stands in; an empty one for a configuration file."""
        from fitlint.source import Source as Text

        filename = anchor.filename
        if filename not in self._sources:
            text = self._parsed[filename].text if filename in self._parsed else ""
            self._sources[filename] = Text(self._paths.get(filename, filename), text, filename=filename)
        return self._sources[filename]

    def _config_site(self, filename: str, span: Span) -> Site:
        from fitlint.reader.configs import Refused, read_text

        lines = self._config_lines.get(filename)
        if lines is None:
            try:
                text = read_text(self._paths.get(filename, filename), self.root)
            except Refused:
                text = ""
            lines = self._config_lines[filename] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        first, last = max(1, span.row - 2), min(len(lines), span.row + 2)
        context = tuple((row, lines[row - 1]) for row in range(first, last + 1))
        return Site(filename, span.row, span.column, span.end_row, span.end_column, None, context)


def _built(run: Run) -> Program:
    try:
        return build(run)
    except (MemoryError, OutOfTime) as error:
        relax()
        run.ended(spent(error))
        return unbuilt(run)


def read(source: Source, project: Project) -> Reading:
    """Read one script. Raises Unreadable when it does not parse, or Python would refuse to run it.

    ``MemoryError`` and :class:`fitlint.ceiling.OutOfTime` come from the parser only; what ends the reading later is
    told by the program. Of a notebook, whose cells Python compiles one by one, the caller asks
    (:func:`fitlint.reader.parse.ensure_cell`).
    """
    parsed = parse(source.text)
    if source.kind != "notebook":
        ensure_python(parsed)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, RECURSION_LIMIT))
    try:
        texts = {path: module.text for path, module in source.written.items()}
        run = run_module(parsed.module, source.filename, source.path, project.root, texts)
        program = _built(run)
    finally:
        sys.setrecursionlimit(limit)
    return Reading(source, parsed, program, project.root, run)
