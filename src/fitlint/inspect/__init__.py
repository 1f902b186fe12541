"""What the reader understood of a script: as trees and evidence for people, as one JSON object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from fitlint.report.terminal import NARROWEST, columns, wants_color

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from fitlint.finding import Site
    from fitlint.program import Anchor, Program

Format = Literal["text", "json"]
FORMATS: tuple[str, ...] = get_args(Format)

__all__ = ["FORMATS", "Format", "render"]


def render(
    program: Program,
    site: Callable[[Anchor], Site],
    fmt: str = "text",
    *,
    color: bool | None = None,
    width: int | None = None,
    prefetch: Callable[[Collection[Anchor]], object] | None = None,
) -> str:
    """Return ``program`` as ``text`` or ``json``, ended by a newline.

    ``site`` looks up the place of an anchor; ``prefetch`` is first told every anchor it will be asked for, since
    looking up many at once is cheaper. ``color`` and ``width`` (cells) matter to the text and default to what standard
    output can show. An unknown format is a ``ValueError``.
    """
    if fmt not in FORMATS:
        raise ValueError(f"unknown format {fmt!r}; choose one of {', '.join(FORMATS)}")
    painted = wants_color() if color is None else color
    wide = columns() if width is None else max(width, NARROWEST)
    program = _with_label_counts_only(program)
    if prefetch is not None:
        prefetch(_anchors(program, fmt, wide))
    return _rendered(program, site, fmt, painted, wide)


def _with_label_counts_only(program: Program) -> Program:
    """Leave out the numbers of a script that FIT101, as it comes, does not take for class counts."""
    from dataclasses import replace

    from fitlint.catalog import RULES

    options = (RULES["FIT101"].limits[name] for name in ("keys", "share_keys", "ratio_keys"))
    patterns = [pattern for option in options if isinstance(option, tuple) for pattern in option]
    return replace(program, label_counts=tuple(counts for counts in program.label_counts if counts.matches(patterns)))


def _rendered(program: Program, site: Callable[[Anchor], Site], fmt: str, color: bool, width: int) -> str:
    if fmt == "json":
        from json import dumps

        from fitlint.inspect.json import document

        return dumps(document(program, site), indent=2, allow_nan=False) + "\n"
    from fitlint.inspect.text import page
    from fitlint.report.lines import written
    from fitlint.report.text import harmless

    return harmless(written(page(program, site, width), color))


def _anchors(program: Program, fmt: str, width: int) -> list[Anchor]:
    """Return the anchors whose places are printed, by printing them all as nowhere."""
    from fitlint.finding import Site

    anchors: list[Anchor] = []

    def noted(anchor: Anchor) -> Site:
        anchors.append(anchor)
        return Site(anchor.filename, 1, 1, 1, 1)

    _rendered(program, noted, fmt, False, width)
    return anchors
