"""What the reader understood of a script: as trees and evidence for people, as one JSON object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from fitlint.report.terminal import NARROWEST, columns, wants_color

if TYPE_CHECKING:
    from collections.abc import Callable

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
) -> str:
    """Return ``program`` as ``text`` or ``json``, ended by a newline.

    ``site`` looks up the place of an anchor. ``color`` and ``width`` (cells) matter to the text and default to what
    standard output can show. An unknown format is a ``ValueError``.
    """
    if fmt == "json":
        from json import dumps

        from fitlint.inspect.json import document

        return dumps(document(program, site), indent=2, allow_nan=False) + "\n"
    if fmt != "text":
        raise ValueError(f"unknown format {fmt!r}; choose one of {', '.join(FORMATS)}")
    from fitlint.inspect.text import page
    from fitlint.report.lines import written

    wide = columns() if width is None else max(width, NARROWEST)
    return written(page(program, site, wide), wants_color() if color is None else color)
