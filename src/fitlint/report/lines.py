"""Styled lines for terminals, made of rich ``Text`` and never of markup: palette, wrapping, and the way to a string."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from fitlint.report.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fitlint.finding import Severity

# The sixteen colours of the terminal's own theme, so that the output is readable on dark and on light grounds.
LEVEL: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
GUTTER = "bold blue"
STRONG = "bold"
QUIET = "dim"
GOOD = "bold green"
BAD = "bold red"
HELP = "bold cyan"
UNSURE = "yellow"

WIDEST_PROSE = 100
_CONTINUATION = 4
_LEXERS = {"py": "python", "yaml": "yaml", "yml": "yaml", "json": "json", "toml": "toml", "ini": "ini", "cfg": "ini"}


def wrap(text: str, width: int) -> list[str]:
    """Break ``text`` at spaces into lines of at most ``width`` cells (2 or more), and inside words that are longer."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        for piece in [word] if cell_len(word) <= width else _chopped(word, width):
            cells = cell_len(piece)
            if line and used + 1 + cells > width:
                lines.append(line)
                line, used = piece, cells
            else:
                used += cells + (1 if line else 0)
                line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _chopped(word: str, width: int) -> list[str]:
    pieces, used = [""], 0
    for character in word:
        cells = cell_len(character)
        if used + cells > width:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += cells
    return pieces


def hanging(lead: Text, text: str, width: int, style: str = "") -> list[Text]:
    """Return ``lead`` and the clean ``text``, wrapped at ``width`` cells and indented to where the text begins."""
    indent = lead.cell_len
    first, *rest = wrap(text, max(width - indent, 20))
    head = lead.copy()
    head.append(first, style)
    return [head, *(Text(" " * indent).append(line, style) for line in rest)]


def folded(line: Text, width: int) -> list[Text]:
    """Break one line of code at a space, or else after ``(``, to fit ``width`` cells; later parts stand deeper."""
    code = line.plain
    if line.cell_len <= width:
        return [line]
    indent = len(code) - len(code.lstrip()) + _CONTINUATION
    breaks = [i for i in range(indent + 1, len(code)) if code[i - 1] in " (" and cell_len(code[:i].rstrip()) <= width]
    if not breaks:
        return [line]
    at = max((i for i in breaks if code[i - 1] == " "), default=breaks[-1])
    head, rest = line.divide([at])
    head.rstrip()
    return [head, *folded(Text(" " * indent).append_text(rest), width)]


def highlighted(code: str, filename: str, color: bool) -> list[Text]:
    """Return the lines of ``code``, in colours that suit the kind of file if ``color``."""
    safe = "\n".join(map(clean, code.expandtabs(4).rstrip().split("\n")))
    if not color:
        return [Text(line) for line in safe.split("\n")]
    from rich.syntax import Syntax

    lexer = _LEXERS.get(filename.rpartition(".")[2], "text")
    text = Syntax(safe, lexer, theme="ansi_light", background_color="default").highlight(safe)
    return list(text.split("\n", allow_blank=False))


def written(lines: Iterable[Text], color: bool) -> str:
    """Return the lines as one string, each ended by a newline, with ANSI colour codes if ``color``."""
    if not color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False, _environ={}
    )
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return out.getvalue()
