"""The words of a generated script: its lines, its names, and the ways to import Keras."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

INDENT = "    "


class Code:
    """Lines of Python with an indentation."""

    def __init__(self, depth: int = 0) -> None:
        self.lines: list[str] = []
        self.depth = depth

    def add(self, *lines: str) -> None:
        """Append lines at the present depth."""
        self.lines.extend(INDENT * self.depth + line if line else "" for line in lines)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """A compound statement."""
        self.add(header)
        self.depth += 1
        yield
        self.depth -= 1


class Names:
    """Fresh names."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def new(self, hint: str) -> str:
        """``hint``, or ``hint_2`` and so on when it is taken."""
        count = self._counts[hint] = self._counts.get(hint, 0) + 1
        return hint if count == 1 else f"{hint}_{count}"


class Imports:
    """One way to import Keras, kept up through a script: ``imports("layers.Dense")`` gives the spelling of a name."""

    STYLES = (
        "keras",
        "from_tensorflow",
        "tf",
        "modules",
        "tf_modules",
        "direct",
        "tf_direct",
        "aliases",
        "star",
        "renamed",
        "tfk",
    )
    OWNERS: ClassVar = {"Sequential": "models", "Model": "models", "Input": "layers"}

    def __init__(self, random: Random) -> None:
        self.random = random
        self.style = random.choice(self.STYLES)
        self.lines: dict[str, None] = {}
        self.at_root = random.random() < 0.5

    def need(self, line: str) -> None:
        """Make sure that an import is there."""
        self.lines.setdefault(line)

    def __call__(self, path: str) -> str:
        """How the script spells the Keras name ``path``."""
        owner, _, name = path.rpartition(".")
        root = not owner
        owner = owner or self.OWNERS[path]
        if self.style in ("keras", "from_tensorflow", "tf", "tfk"):
            line, prefix = {
                "keras": ("import keras", "keras"),
                "from_tensorflow": ("from tensorflow import keras", "keras"),
                "tf": ("import tensorflow as tf", "tf.keras"),
                "tfk": ("import tensorflow as tf\n\ntfk = tf.keras", "tfk"),
            }[self.style]
            self.need(line)
            return f"{prefix}.{name}" if root and self.at_root else f"{prefix}.{owner}.{name}"
        package = "tensorflow.keras" if self.style.startswith("tf_") or self.style == "renamed" else "keras"
        if self.style in ("modules", "tf_modules") or owner in ("ops", "activations"):  # these have names in common
            top, _, rest = owner.partition(".")
            self.need(f"from {package} import {top}")
            return f"{top}.{rest}.{name}" if rest else f"{top}.{name}"
        if self.style == "aliases":
            alias = {"layers": "L", "models": "M", "optimizers": "O"}.get(owner)
            if alias is not None:
                self.need(f"import {package}.{owner} as {alias}")
                return f"{alias}.{name}"
        if self.style == "star" and owner in ("layers", "models"):
            self.need(f"from {package}.{owner} import *")
            return name
        if self.style == "renamed" and owner == "layers" and name in ("Dense", "Conv2D", "Input"):
            self.need(f"from {package}.{owner} import {name} as K{name}")
            return f"K{name}"
        self.need(f"from {package}.{owner} import {name}")
        return name
