"""From findings to text: one module a format, imported only when its format is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from fitlint.report.terminal import NARROWEST, columns, wants_color
from fitlint.report.text import harmless, summary

if TYPE_CHECKING:
    from fitlint.report.text import Run

Format = Literal["full", "concise", "json", "github"]
FORMATS: tuple[str, ...] = get_args(Format)

__all__ = ["FORMATS", "Format", "render"]


def render(
    run: Run,
    fmt: str,
    *,
    color: bool | None = None,
    width: int | None = None,
    statistics: bool = False,
    closing: bool = True,
) -> str:
    """Return the findings of ``run`` in the format ``fmt``; the text ends with a newline unless it is empty.

    The options matter to the formats for people only. ``color`` and ``width`` (cells) default to what standard output
    can show, ``statistics`` prints how often each rule was found in place of the findings, ``closing`` adds the
    sentence at the end. An unknown format is a ``ValueError``.
    """
    if fmt == "json":
        from fitlint.report import json

        return json.render(run.findings)
    if fmt == "github":
        from fitlint.report import github

        return github.render(run.findings)
    if fmt not in FORMATS:
        raise ValueError(f"unknown format {fmt!r}; choose one of {', '.join(FORMATS)}")
    wide = columns() if width is None else max(width, NARROWEST)
    body = _body(run, fmt, wants_color() if color is None else color, wide, statistics) if run.findings else ""
    return harmless(f"{body}{summary(run, wide)}\n" if closing else body)


def _body(run: Run, fmt: str, color: bool, width: int, statistics: bool) -> str:
    if statistics:
        from fitlint.report.statistics import table

        return f"{table(run.findings)}\n"
    if fmt == "full":
        from fitlint.report import full

        return full.render(run.findings, color, width)
    from fitlint.report import concise

    return concise.render(run.findings)
