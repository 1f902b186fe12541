"""Templates: script text with places that are filled in differently each time.

``$Dense`` is the script's spelling of a Keras name (a layer, or ``$optimizers.Adam`` with its module), ``@64:units@``
an expression for a constant, ``<<a|b>>`` one of several texts, ``MODEL`` the variable that the model must end up in.
"""

from __future__ import annotations

import ast
import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oracle.layers import Writer

Shapes = tuple[tuple[int, ...], ...] | dict[str, tuple[int, ...]]
CHOICE = re.compile(r"<<((?:(?!<<|>>).)*)>>", re.DOTALL)
NAME = re.compile(r"\$((?:[a-z_]+\.)*[A-Za-z_0-9]+)")
VALUE = re.compile(r"@([^@\n]+?):([a-z_]+)@")
AT_ROOT = ("Sequential", "Model", "Input")


class Template(NamedTuple):
    """A model as text. ``shapes`` are those of its inputs; ``files`` stand beside the script."""

    name: str
    shapes: Shapes
    text: str
    files: Mapping[str, str] = {}

    def write(self, writer: Writer, variable: str, **names: str) -> None:
        """Write the filled-in template to the writer's script; ``names`` replace further words."""
        text = dedent(self.text).strip("\n")
        while CHOICE.search(text):  # innermost first
            text = CHOICE.sub(lambda match: writer.random.choice(match[1].split("|")), text)
        text = VALUE.sub(lambda match: writer.values.of(ast.literal_eval(match[1]), match[2]), text)
        text = NAME.sub(lambda match: spelled(writer, match[1]), text)
        for word, name in {"MODEL": variable, **names}.items():
            text = re.sub(rf"\b{word}\b", name, text)
        writer.code.add(*text.split("\n"))


def spelled(writer: Writer, name: str) -> str:
    """The script's spelling of a name in a template."""
    return writer.imports(name if "." in name or name in AT_ROOT else f"layers.{name}")
